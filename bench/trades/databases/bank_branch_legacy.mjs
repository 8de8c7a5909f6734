// The branches of a savings bank; short names, codes with a table of texts, no declared keys, dates as YYYYMMDD and, for loans and staff, DD/MM/YYYY.
import { people } from '../names.mjs';
import { Random, cents, dayMonthYear, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE br (br_cd CHAR(3) PRIMARY KEY, br_nm VARCHAR(30), twn VARCHAR(30), atm_ct INTEGER, cls_flg CHAR(1));
CREATE TABLE stf (stf_no INTEGER PRIMARY KEY, stf_nm VARCHAR(40), br_cd CHAR(3), job_cd CHAR(2), mgr_no INTEGER, ent_dt CHAR(10), ext_dt CHAR(10), wk_hrs DECIMAL(4,1));
CREATE TABLE cus_mst (cus_no INTEGER PRIMARY KEY, cus_typ CHAR(1), lst_nm VARCHAR(30), fst_nm VARCHAR(30), co_nm VARCHAR(40), twn VARCHAR(30), tel VARCHAR(20),
  dob CHAR(8), jn_dt CHAR(8), id_chk_dt CHAR(8), rm_no INTEGER, vip_flg CHAR(1), lst_upd CHAR(8));
CREATE TABLE acc_mst (acc_no CHAR(8) PRIMARY KEY, cus_no INTEGER, acc_typ CHAR(2), br_cd CHAR(3), opn_dt CHAR(8), cls_dt CHAR(8), bal DECIMAL(11,2),
  od_lmt DECIMAL(9,2),
  sts CHAR(1));
CREATE TABLE txn (txn_no INTEGER PRIMARY KEY, acc_no CHAR(8), bk_dt CHAR(8), val_dt CHAR(8), dc_cd CHAR(1), amt DECIMAL(10,2), txn_typ CHAR(3), chn_cd CHAR(2),
  tlr_no INTEGER, rev_flg CHAR(1));
CREATE TABLE crd (crd_no CHAR(16) PRIMARY KEY, acc_no CHAR(8), crd_typ CHAR(1), iss_dt CHAR(8), exp_ym CHAR(6), blk_dt CHAR(8), blk_rsn CHAR(2));
CREATE TABLE ln_mst (ln_no INTEGER PRIMARY KEY, cus_no INTEGER, ln_typ CHAR(2), br_cd CHAR(3), off_no INTEGER, apl_dt CHAR(10), pay_dt CHAR(10), prn_amt DECIMAL(10,2),
  out_amt DECIMAL(10,2), int_rt DECIMAL(4,2), trm_mth INTEGER, sts CHAR(1));
CREATE TABLE ln_inst (ln_no INTEGER, inst_no INTEGER, due_dt CHAR(10), due_amt DECIMAL(9,2), pd_dt CHAR(10), PRIMARY KEY (ln_no, inst_no));
CREATE TABLE cd_txt (cd_fld VARCHAR(10), cd_val VARCHAR(4), txt VARCHAR(40), PRIMARY KEY (cd_fld, cd_val));
`;

const codes = `JOB_CD TL Teller,JOB_CD BM Branch manager,JOB_CD LO Loan officer,JOB_CD RM Relationship manager,JOB_CD BO Back office,ACC_TYP CU Current account,
ACC_TYP SV Savings account,ACC_TYP BU Business account,ACC_TYP YO Youth account,ACC_TYP FD Fixed deposit,ACC_STS A Active,ACC_STS D Dormant,ACC_STS F Frozen,
ACC_STS C Closed,TXN_TYP CDP Cash deposit,TXN_TYP CWD Cash withdrawal,TXN_TYP SAL Salary,TXN_TYP TRI Transfer in,TXN_TYP TRO Transfer out,TXN_TYP CHQ Cheque,
TXN_TYP FEE Account fee,TXN_TYP CRD Card payment,TXN_TYP DDB Direct debit,CHN_CD BR Counter,CHN_CD AT Cash machine,CHN_CD ON Online banking,CHN_CD CA Card terminal,
CHN_CD SY System,LN_TYP MG Mortgage,LN_TYP CA Car loan,LN_TYP PL Personal loan,
LN_TYP BL Business loan,LN_STS P Pending,LN_STS A Running,LN_STS S Settled,LN_STS R Rejected,LN_STS D In default,
BLK_RSN LO Lost,BLK_RSN ST Stolen,BLK_RSN FR Suspected fraud`.split(/,\s*/).map((line) => /^(\S+) (\S+) (.*)$/.exec(line).slice(1));
const branches = [['CTR', 'Market Square', 'Harwick', 4, 'N'], ['EST', 'Easton', 'Easton', 2, 'N'], ['MIL', 'Millbrook', 'Millbrook', 3, 'N'],
  ['DUN', 'Dunleigh', 'Dunleigh', 1, 'N'],
  ['PTA', 'Harbour Street', 'Port Allen', 0, 'Y']];
const staff = [
  ['Prescott, Judith', 'CTR', 'BM', null, '02/05/2005', null, 39], ['Ashby, Lionel', 'EST', 'BM', 1, '14/09/2009', null, 39],
  ['Weiss, Paula', 'MIL', 'BM', 1, '03/01/2012', null, 39],
  ['Duarte, Hakim', 'DUN', 'BM', 1, '19/06/2017', null, 39], ['Keller, Stella', 'CTR', 'TL', 1, '01/08/2016', null, 39],
  ['Torres, Emil', 'CTR', 'TL', 1, '11/02/2019', null, 20],
  ['Granger, Abigail', 'CTR', 'TL', 1, '05/10/2020', '30/06/2026', 39], ['Booth, Leonard', 'EST', 'TL', 2, '16/04/2018', null, 39],
  ['Lund, Priya', 'EST', 'TL', 2, '02/11/2021', null, 24],
  ['Mercer, Noah', 'MIL', 'TL', 3, '07/03/2022', null, 39], ['Castillo, Irene', 'MIL', 'TL', 3, '13/01/2025', null, 30],
  ['Farrow, Samuel', 'DUN', 'TL', 4, '28/08/2023', null, 39],
  ['Zeller, Miriam', 'CTR', 'LO', 1, '09/09/2013', null, 39], ['Atkins, Gavin', 'CTR', 'LO', 1, '04/07/2022', null, 39],
  ['Silva, Dora', 'EST', 'LO', 2, '01/12/2015', null, 32],
  ['Jansen, Louis', 'MIL', 'LO', 3, '18/05/2020', null, 39], ['Bianchi, Tamara', 'CTR', 'RM', 1, '20/03/2014', null, 39],
  ['Holloway, Victor', 'EST', 'RM', 2, '15/10/2018', null, 39],
  ['Nyman, Clara', 'MIL', 'RM', 3, '06/02/2023', null, 35], ['Drummond, Isaac', 'CTR', 'RM', 1, '12/06/2011', '31/03/2025', 39],
  ['York, Helga', 'CTR', 'BO', 1, '23/01/2017', null, 25],
  ['Pike, Rafael', 'MIL', 'BO', 3, '01/04/2024', null, 39], ['Obi, Gemma', 'CTR', 'TL', 1, '07/09/2026', null, 39],
];
const firms = `Brass Lantern Inn,Fernhill Plumbing,Whitcombe Motors,Larkspur Florists,Dunleigh Timber,Seven Oaks Catering,Pinnacle Scaffolding,Bramble Toys,
Cobalt Print,Hartwell Opticians,Meadow Fresh Foods,Ravensgate Security`.split(/,\s*/);
const compact = (day) => (day === null ? null : day.replaceAll('-', ''));
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(5403);
  const person = people(random);
  insert('cd_txt', codes);
  insert('br', branches);
  insert('stf', staff.map((row, index) => [index + 101, ...row.map((cell, at) => (at === 3 && cell !== null ? cell + 100 : cell))]));
  const customers = Array.from({ length: 155 }, (_, index) => customer(random, person, index));
  insert('cus_mst', customers);
  const accounts = customers.slice(0, 149).flatMap((row) => accountsOf(random, row)).map((row, index) => [String(41_000_203 + index * 37), ...row]);
  insert('acc_mst', accounts);
  const moves = accounts.filter((row) => row[7] !== 'D').flatMap((row) => movesOf(random, row)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1));
  insert('txn', moves.map((row, index) => [700_001 + index, ...row]));
  const cards = accounts.filter(([, , type]) => type === 'CU' || type === 'BU').flatMap((row) => cardOf(random, row));
  insert('crd', cards.map((row, index) => [`5312${60_017_004 + index * 911}${1_000 + index}`, ...row]));
  const borrowers = customers.filter(([, type, , , , , , born]) => (type === 'B' || born < '20060101') && random.chance(0.6));
  const loans = borrowers.map((row) => loan(random, row)).toSorted((a, b) => (a.at(-1) < b.at(-1) ? -1 : 1)).map((row, index) => [3_001 + index, ...row]);
  insert('ln_mst', loans.map((row) => row.slice(0, 12)));
  insert('ln_inst', loans.flatMap((row) => instalmentsOf(random, row)));
}

function customer(random, person, index) {
  const isFirm = index % 13 === 6;
  const [first, last] = isFirm ? [null, null] : person();
  const born = random.day('1938-01-01', '2012-06-30');
  const joined = random.day(born > '2004-02-02' ? born : '2004-02-02', '2026-10-20');
  const town = random.weighted(['Harwick', 'Easton', 'Millbrook', 'Dunleigh', 'Port Allen'], [36, 22, 22, 12, 8]);
  return [20_011 + index * 3, isFirm ? 'B' : 'P', last, first, isFirm ? firms[(index - 6) / 13] : null, town,
    random.chance(0.88) ? `0${random.int(2000, 8999)}-${random.int(10000, 99999)}` : null,
    isFirm ? null : compact(born), compact(joined), random.chance(0.9) ? compact(random.day(joined > '2019-01-01' ? joined : '2019-01-01', '2026-11-06')) : null,
    isFirm || random.chance(0.3) ? random.pick([117, 118, 119]) : null, random.chance(isFirm ? 0.3 : 0.09) ? 'Y' : 'N',
    compact(random.day('2026-01-02', '2026-11-13'))];
}

function accountsOf(random, [customer, type, , , , town, , born, joined]) {
  const near = { Harwick: 'CTR', Easton: 'EST', Millbrook: 'MIL', Dunleigh: 'DUN', 'Port Allen': 'EST' }[town];
  const kinds = type === 'B' ? ['BU', ...(random.chance(0.4) ? ['FD'] : [])] : born > '20081116' ? ['YO'] : ['CU', ...(random.chance(0.5) ? ['SV'] : []),
    ...(random.chance(0.1) ? ['FD'] : [])];
  const start = `${joined.slice(0, 4)}-${joined.slice(4, 6)}-${joined.slice(6)}`;
  return kinds.map((kind, index) => {
    const opened = index === 0 ? start : random.day(start, '2026-11-02');
    const closed = opened < '2025-06-01' && random.chance(0.07) ? random.day('2025-07-01', '2026-11-10') : null;
    const status = closed !== null ? 'C' : opened < '2020' && random.chance(0.08) ? 'D' : random.chance(0.03) ? 'F' : 'A';
    const most = { CU: 6_000, SV: 38_000, BU: 52_000, YO: 900, FD: 80_000 }[kind];
    const balance = status === 'C' ? 0 : cents(random.next() * random.next() * most + (kind === 'FD' ? 5_000 : 4) -
      (['CU', 'BU'].includes(kind) && random.chance(0.16) ? most * 0.35 : 0));
    return [customer, kind, random.chance(0.93) ? near : 'CTR', compact(opened), compact(closed), balance,
      ['CU', 'BU'].includes(kind) ? random.pick([0, 500, 1_000, 2_500]) : 0, status];
  });
}

const typical = {
  CU: [['SAL', 10], ['CWD', 22], ['CRD', 34], ['DDB', 18], ['TRO', 8], ['TRI', 5], ['CDP', 4], ['FEE', 3], ['CHQ', 2]],
  BU: [['TRI', 34], ['TRO', 26], ['CDP', 18], ['DDB', 10], ['CHQ', 6], ['FEE', 5], ['CWD', 4]], SV: [['TRI', 60], ['TRO', 30], ['CDP', 8]],
  YO: [['CDP', 30], ['CRD', 50], ['TRI', 20]],
};

function movesOf(random, [account, , kind, branch, opened, closed]) {
  if (kind === 'FD') return [];
  const from = opened > '20260601' ? `${opened.slice(0, 4)}-${opened.slice(4, 6)}-${opened.slice(6)}` : '2026-06-01';
  if (closed !== null && closed < '20260615') return [];
  const to = closed === null ? '2026-11-13' : `${closed.slice(0, 4)}-${closed.slice(4, 6)}-${closed.slice(6)}`;
  if (from >= to) return [];
  const days = Array.from({ length: { CU: 9, BU: 14, SV: 3, YO: 4 }[kind] + random.int(-2, 4) }, () => random.day(from, to)).filter((day) => weekday(day) % 6 !== 0);
  return days.map((day) => {
    const type = random.weighted(typical[kind].map(([one]) => one), typical[kind].map(([, weight]) => weight));
    const big = kind === 'BU' ? 9 : 1;
    const amount = { SAL: random.int(1_450, 4_200), CWD: random.int(1, 20) * 20, CRD: cents(3 + random.next() * 130), DDB: cents(9 + random.next() * 160),
      TRO: cents(20 + random.next() * 900) * big,
      TRI: cents(20 + random.next() * 900) * big, CDP: random.int(2, 60) * 10 * big, FEE: random.pick([2.5, 4.9, 12]),
        CHQ: cents(40 + random.next() * 600) * big }[type];
    const isCounter = type === 'CDP' || type === 'CHQ' || (type === 'CWD' && random.chance(0.35));
    const channel = isCounter ? 'BR' : type === 'CWD' ? 'AT' : type === 'CRD' ? 'CA' : ['FEE', 'SAL', 'DDB'].includes(type) ? 'SY' : 'ON';
    const tellers = staff.flatMap(([, place, job, , , left],
      index) => (place === branch && job === 'TL' && index < 22 && (left === null || day < '2026-06-30') ? [index + 101] : []));
    return [account, compact(day), compact(plusDays(day, random.weighted([0, 1, 3], [70, 20, 10]))), ['SAL', 'TRI', 'CDP'].includes(type) ? 'C' : 'D', cents(amount),
      type, channel,
      isCounter ? random.pick(tellers) : null, random.chance(0.025) ? 'Y' : 'N'];
  });
}

function cardOf(random, [account, , , , opened, closed, , , status]) {
  if (status === 'D' || random.chance(0.12)) return [];
  const issued = random.day(opened > '20231101' ? `${opened.slice(0, 4)}-${opened.slice(4, 6)}-${opened.slice(6)}` : '2023-11-01', '2026-11-05');
  const blocked = closed === null && random.chance(0.11) ? random.day(issued, '2026-11-14') : null;
  return [[account, random.weighted(['D', 'C'], [75, 25]), compact(issued), `${Number(issued.slice(0, 4)) + 3}${issued.slice(5, 7)}`, compact(blocked),
    blocked === null ? null : random.weighted(['LO', 'ST', 'FR'], [50, 25, 25])]];
}

function loan(random, [customer, type, , , , town]) {
  const kind = type === 'B' ? 'BL' : random.weighted(['MG', 'CA', 'PL'], [26, 34, 40]);
  const recent = random.chance(0.2) ? '2026-10-05' : '2025-10-01';
  const applied = random.chance(0.5) ? random.day(recent, '2026-11-11') : random.day('2021-02-01', '2025-09-30');
  const months = { MG: [180, 240, 300], CA: [36, 48, 60], PL: [12, 24, 36], BL: [36, 60, 84] }[kind];
  const term = random.pick(months);
  const principal = { MG: random.int(60, 320) * 1_000, CA: random.int(10, 60) * 500, PL: random.int(3, 30) * 500, BL: random.int(10, 120) * 1_000 }[kind];
  const isPending = applied > '2026-10-12' && random.chance(0.75);
  const isRejected = !isPending && random.chance(0.16);
  const paid = isPending || isRejected ? null : plusDays(applied, random.int(3, kind === 'MG' ? 55 : 20));
  const isOut = paid !== null && paid < today;
  const elapsed = isOut ? Math.floor((Date.parse(today) - Date.parse(paid)) / 2_629_800_000) : 0;
  const status = isRejected ? 'R' : !isOut ? 'P' : elapsed >= term ? 'S' : random.chance(0.11) ? 'D' : 'A';
  const left = ['A', 'D'].includes(status) ? cents(principal * (1 - elapsed / term)) : status === 'S' ? 0 : null;
  const rate = cents({ MG: 3.1, CA: 5.9, PL: 8.4, BL: 6.2 }[kind] + random.int(0, 8) / 4);
  const branch = { Harwick: 'CTR', Easton: 'EST', Millbrook: 'MIL', Dunleigh: 'CTR', 'Port Allen': 'EST' }[town];
  const officer = branch === 'CTR' ? (applied >= '2022-07-10' ? random.pick([113, 114]) : 113) : branch === 'EST' ? 115 : 116;
  return [customer, kind, branch, officer, dayMonthYear(applied), isOut ? dayMonthYear(paid) : null, principal, left, rate, term, status, elapsed, applied];
}

function instalmentsOf(random, [number, , , , , , paid, principal, , rate, term, status, elapsed]) {
  if (paid === null) return [];
  const [day, month, year] = paid.split('/').map(Number);
  const amount = cents((principal / term) * (1 + (rate / 100) * (term / 24)));
  const first = Math.max(1, elapsed - 8);
  return Array.from({ length: Math.max(0, Math.min(term, elapsed + 1) - first + 1) }, (_, index) => {
    const at = first + index;
    const due = new Date(Date.UTC(year, month - 1 + at, Math.min(day, 28))).toISOString().slice(0, 10);
    const late = random.weighted([0, 2, 11, 40], [78, 12, 7, 3]);
    const isMissed = status === 'D' && at > elapsed - 3;
    const settled = isMissed || plusDays(due, late) >= today ? null : plusDays(due, late);
    return [number, at, dayMonthYear(due), amount, dayMonthYear(settled)];
  });
}
