// A credit union on an old core system; short names, codes, no declared keys; dates as YYYYMMDD, births as DD/MM/YYYY, calls in epoch seconds;
// money of share accounts in cents, of loans in dollars.
import { people } from '../names.mjs';
import { Random, cents, dayMonthYear, epochSeconds, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE brn (brn_cd CHAR(2) PRIMARY KEY, brn_nm VARCHAR(30), twn VARCHAR(25), opn_dt CHAR(8), drv_fl CHAR(1));
CREATE TABLE emp (emp_no INTEGER PRIMARY KEY, nm VARCHAR(40), brn_cd CHAR(2), job_cd CHAR(2), sup_no INTEGER, hr_dt CHAR(8), trm_dt CHAR(8));
CREATE TABLE mbr (mbr_no INTEGER PRIMARY KEY, lnm VARCHAR(25), fnm VARCHAR(25), brth_dt CHAR(10), twn VARCHAR(25), tel VARCHAR(15), brn_cd CHAR(2), empr_nm VARCHAR(30),
  stmt_cd CHAR(1), rfr_no INTEGER, jn_dt CHAR(8), cls_dt CHAR(8), upd_ts INTEGER);
CREATE TABLE prd (prd_cd CHAR(3) PRIMARY KEY, prd_tx VARCHAR(30), knd CHAR(1), rt_pct DECIMAL(5,2), act_fl CHAR(1));
CREATE TABLE shr (acct_no CHAR(7) PRIMARY KEY, mbr_no INTEGER, prd_cd CHAR(3), opn_dt CHAR(8), cls_dt CHAR(8), sts_cd CHAR(1), bal_c INTEGER, lst_tx_dt CHAR(8));
CREATE TABLE tx (tx_no INTEGER PRIMARY KEY, acct_no CHAR(7), tx_dt CHAR(8), tx_cd CHAR(3), amt_c INTEGER, emp_no INTEGER, brn_cd CHAR(2), rvs_fl CHAR(1));
CREATE TABLE ln (ln_no INTEGER PRIMARY KEY, mbr_no INTEGER, prd_cd CHAR(3), off_no INTEGER, apl_dt CHAR(8), dec_dt CHAR(8), fnd_dt CHAR(8), sts_cd CHAR(1),
  amt DECIMAL(10,2), rt_pct DECIMAL(5,2), trm_mo INTEGER, pmt_amt DECIMAL(8,2), bal DECIMAL(10,2), crd_scr INTEGER);
CREATE TABLE lnpy (ln_no INTEGER, seq INTEGER, due_dt CHAR(8), due_amt DECIMAL(8,2), pd_dt CHAR(8), lt_fee DECIMAL(6,2), PRIMARY KEY (ln_no, seq));
CREATE TABLE cosg (ln_no INTEGER, mbr_no INTEGER, rel_cd CHAR(1), PRIMARY KEY (ln_no, mbr_no));
CREATE TABLE cll (cll_no INTEGER PRIMARY KEY, mbr_no INTEGER, emp_no INTEGER, cll_ts INTEGER, dur_s INTEGER, tpc_cd CHAR(2), fu_fl CHAR(1));
CREATE TABLE cdt (fld VARCHAR(6), cd VARCHAR(3), tx VARCHAR(40), PRIMARY KEY (fld, cd));
`;

const branches = [['HW', 'Harwick Main', 'Harwick', '19780601', 'N'], ['MB', 'Millbrook', 'Millbrook', '19940314', 'Y'], ['EA', 'Easton', 'Easton', '20030908', 'Y'],
  ['LS', 'Lakeside', 'Lakeside', '20190520', 'N']];
const staff = [
  [101, 'Claridge, Helga', 'HW', 'MG', null, '20040216', null], [102, 'Larsen, Nadia', 'HW', 'LO', 101, '20110509', null],
  [103, 'Dupont, Victor', 'HW', 'LO', 101, '20170904', null], [104, 'Kaur, Priya', 'HW', 'TL', 101, '20200113', null],
  [105, 'Fenton, Joel', 'HW', 'TL', 101, '20220606', null], [106, 'Soto, Ramona', 'HW', 'TL', 101, '20190401', '20260831'],
  [107, 'Nyman, Edgar', 'MB', 'MG', 101, '20080303', null], [108, 'Abbott, Tessa', 'MB', 'LO', 107, '20160118', null],
  [109, 'Pike, Cedric', 'MB', 'TL', 107, '20210215', null], [110, 'Hewitt, Flora', 'EA', 'MG', 101, '20120910', null],
  [111, 'Moreau, Silas', 'EA', 'LO', 110, '20190805', '20260630'], [112, 'Gibbs, Carla', 'EA', 'TL', 110, '20230417', null],
  [113, 'Underhill, Max', 'LS', 'MG', 101, '20190520', null], [114, 'Santos, Ivy', 'LS', 'TL', 113, '20220905', null],
  [115, 'Eklund, Bruno', 'LS', 'LO', 113, '20240708', null],
  [116, 'York, Wilma', 'HW', 'CC', 101, '20180326', null], [117, 'Archer, Noah', 'HW', 'CC', 101, '20250203', null],
];
const officers = { HW: [102, 102, 103], MB: [108], EA: [111], LS: [115] };
const tellers = { HW: [104, 104, 105], MB: [109], EA: [112], LS: [114] };
const products = [['SAV', 'Regular Savings', 'S', 0.75, 'Y'], ['CHK', 'Share Draft Checking', 'S', 0, 'Y'], ['XMS', 'Christmas Club', 'S', 1.1, 'Y'],
  ['MMA', 'Money Market', 'S', 2.2, 'Y'],
  ['YTH', 'Youth Savings', 'S', 1.5, 'Y'], ['NCR', 'New Car Loan', 'L', 5.49, 'Y'], ['UCR', 'Used Car Loan', 'L', 6.99, 'Y'], ['PRS', 'Personal Loan', 'L', 10.75, 'Y'],
  ['HIM', 'Home Improvement Loan', 'L', 7.25, 'Y'], ['SLR', 'Solar Loan', 'L', 4.9, 'Y'], ['VAC', 'Vacation Loan', 'L', 11.5, 'N']];
const codes = [
  ['JOB', 'MG', 'Branch manager'], ['JOB', 'LO', 'Loan officer'], ['JOB', 'TL', 'Teller'], ['JOB', 'CC', 'Call center agent'],
  ['SHST', 'A', 'Active'], ['SHST', 'D', 'Dormant'], ['SHST', 'C', 'Closed'], ['SHST', 'H', 'On hold'],
  ['LNST', 'P', 'Pending'], ['LNST', 'A', 'Approved, not funded'], ['LNST', 'D', 'Declined'], ['LNST', 'F', 'Funded'],
  ['LNST', 'Z', 'Paid off'], ['LNST', 'W', 'Written off'],
  ['TXCD', 'DEP', 'Deposit'], ['TXCD', 'WDR', 'Withdrawal'], ['TXCD', 'FEE', 'Fee'], ['TXCD', 'DIV', 'Dividend'], ['TXCD', 'XFR', 'Transfer out'],
  ['REL', 'S', 'Spouse'], ['REL', 'P', 'Parent'], ['REL', 'F', 'Friend'],
  ['TOPIC', 'LN', 'Loans'], ['TOPIC', 'CD', 'Cards'], ['TOPIC', 'BL', 'Balance question'], ['TOPIC', 'OB', 'Online banking'], ['TOPIC', 'CP', 'Complaint'],
  ['STMT', 'P', 'Paper'], ['STMT', 'E', 'Electronic'],
];
const employers = ['Harwick Schools', 'Port Allen Fisheries', 'Oakline Movers', 'City of Harwick', 'Lakeside Heart Centre', 'Delta Roofing', null];
const today = '2026-11-16';
const compact = (day) => (day === null ? null : day.replaceAll('-', ''));
const dashed = (text) => `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;

export function fill(insert) {
  const random = new Random(6303);
  const person = people(random);
  insert('brn', branches);
  insert('emp', staff);
  insert('prd', products);
  insert('cdt', codes);
  const members = joinDays(random).map((joined, index) => member(random, person(), joined, index));
  insert('mbr', members);
  const accounts = members.flatMap((row) => accountsOf(random, row)).map((row, index) => [`S${400107 + index * 7}`, ...row]);
  const numbered = (first, rows) => rows.map((row, index) => [first + index, ...row]);
  const moves = accounts.flatMap((row) => movesOf(random, row, members)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1));
  insert('shr', accounts.map((row) => [...row, moves.filter(([acct]) => acct === row[0]).at(-1)?.[1] ?? (row[5] === 'C' ? row[4] : dormantSince(random))]));
  insert('tx', numbered(70001, moves));
  const loans = numbered(5201, loanDays(random).map((applied) => loan(random, applied, members)));
  const plans = loans.map((row) => paymentsOf(random, row));
  insert('ln', loans.map((row, index) => [...row.slice(0, 12), balanceOf(row, plans[index]), row[12]]));
  insert('lnpy', plans.flat());
  insert('cosg', loans.flatMap((row) => cosignersOf(random, row, members)));
  insert('cll', numbered(1, calls(random, members)));
}

function joinDays(random) {
  const days = Array.from({ length: 117 }, () => random.day('2009-02-02', '2026-08-31'));
  return [...days, '2026-09-14', '2026-09-29', '2026-10-06', '2026-10-13', '2026-10-22', '2026-11-04'].toSorted((a, b) => (a < b ? -1 : 1));
}

function member(random, [first, last], joined, index) {
  const town = random.weighted(['Harwick', 'Millbrook', 'Easton', 'Lakeside', 'Port Allen'], [44, 24, 16, 12, 6]);
  const near = { Harwick: 'HW', Millbrook: 'MB', Easton: 'EA', Lakeside: joined < '2019-05-20' ? 'HW' : 'LS', 'Port Allen': 'HW' }[town];
  const closed = random.chance(0.1) && joined < '2025-06-01' ? random.day(plusDays(joined, 300), '2026-10-30') : null;
  return [1001 + index, last, first, dayMonthYear(random.day('1941-01-01', joined < '2016-01-01' ? '1995-12-31' : '2006-12-31')), town,
    random.chance(0.94) ? `555-${random.int(200, 989)}-${random.int(1000, 9999)}` : null, random.chance(0.92) ? near : 'HW', random.pick(employers),
    random.weighted(['P', 'E'], [38, 62]), index > 12 && random.chance(0.2) ? 1001 + random.int(0, index - 1) : null, compact(joined),
    closed !== null && closed <= '2026-10-30' ? compact(closed) : null, epochSeconds(random.day('2026-08-01', '2026-11-15'), '02:00')];
}

/** Every member has a savings account; some have others as well. */
function accountsOf(random, [owner, , , , , , , , , , joined, closed]) {
  const others = random.sample(['CHK', 'CHK', 'XMS', 'MMA', 'YTH'], random.weighted([0, 1, 2], [42, 44, 14]));
  return ['SAV', ...new Set(others)].map((product) => {
    const opened = product === 'SAV' ? dashed(joined) : random.day(dashed(joined), '2026-11-10');
    const end = closed ?? (product !== 'SAV' && opened < '2026-04-01' && random.chance(0.12) ? compact(random.day(plusDays(opened, 90), '2026-11-10')) : null);
    const state = end !== null ? 'C' : random.weighted(['A', 'D', 'H'], [84, opened < '2022-12-01' ? 15 : 0, 3]);
    const most = { SAV: 9000, CHK: 4200, XMS: 900, MMA: 38_000, YTH: 1500 }[product];
    const balance = state === 'C' ? 0 : Math.round(most * random.next() ** 2 * 100) + 500;
    return [owner, product, compact(opened > dashed(end ?? '20261116') ? dashed(joined) : opened), end, state, balance];
  });
}

function dormantSince(random) {
  return compact(random.day('2023-01-10', '2025-06-30'));
}

function movesOf(random, [acct, owner, product, opened, closed, state], members) {
  if (state === 'D') return [];
  const home = members[owner - 1001][6];
  const first = opened > '20260601' ? dashed(opened) : '2026-06-01';
  const last = closed === null ? '2026-11-14' : plusDays(dashed(closed), -1);
  if (last <= first) return [];
  const count = random.int(...{ SAV: [0, 5], CHK: [4, 11], XMS: [1, 4], MMA: [0, 3], YTH: [0, 3] }[product]);
  const usual = Array.from({ length: count }, () => {
    const drawn = random.day(first, last);
    const day = weekday(drawn) === 0 ? plusDays(drawn, -1) : drawn;
    const code = random.weighted(['DEP', 'WDR', 'FEE', 'XFR'], [50, 34, product === 'CHK' ? 12 : 3, 9]);
    const amount = code === 'FEE' ? random.pick([500, 1000, 2500]) : random.int(2, product === 'CHK' ? 160 : 90) * 500 + random.int(0, 99) * (code === 'DEP');
    const place = random.chance(0.85) ? home : random.pick(branches)[0];
    const clerk = place === 'HW' && day < '2026-09-01' && random.chance(0.3) ? 106 : random.pick(tellers[place]);
    return [acct, compact(day < first ? first : day), code, amount, random.chance(0.2) ? null : clerk, place, random.chance(0.03) ? 'Y' : 'N'];
  });
  const dividends = product === 'CHK' ? [] : ['2026-06-30', '2026-09-30'].filter((day) => day > first && day < last)
    .map((day) => [acct, compact(day), 'DIV', random.int(40, product === 'MMA' ? 9000 : 1200), null, home, 'N']);
  return [...usual, ...dividends];
}

function loanDays(random) {
  const days = Array.from({ length: 92 }, () => random.day('2023-02-01', '2026-11-13'));
  const recent = ['2026-10-12', '2026-10-19', '2026-10-21', '2026-10-26', '2026-10-28', '2026-11-03', '2026-11-05', '2026-11-09', '2026-11-11', '2026-11-12'];
  return [...days, ...recent].map((day) => (weekday(day) % 6 === 0 ? plusDays(day, -2) : day)).toSorted((a, b) => (a < b ? -1 : 1));
}

function loan(random, applied, members) {
  const able = members.filter(([, , , , , , , , , , joined, closed]) => joined < compact(applied) && closed === null);
  const [owner, , , , , , home] = random.pick(able);
  const product = random.weighted(['NCR', 'UCR', 'PRS', 'HIM', 'SLR', 'VAC'], [20, 26, 30, 14, 5, applied < '2025-06-01' ? 8 : 0]);
  const officer = home === 'EA' && applied > '2026-06-30' ? 102 : random.pick(officers[home]);
  const range = { NCR: [140, 420], UCR: [50, 190], PRS: [10, 90], HIM: [60, 300], SLR: [80, 220], VAC: [10, 50] }[product];
  const amount = random.int(...range) * 100;
  const term = { NCR: 60, UCR: 48, PRS: random.pick([12, 24, 36]), HIM: 84, SLR: 96, VAC: 12 }[product];
  const rate = products.find(([code]) => code === product)[3] + random.int(-2, 6) * 0.25;
  const decided = plusDays(applied, random.int(1, product === 'HIM' ? 16 : 8));
  const isOpen = decided >= '2026-11-13' || (applied > '2026-10-25' && random.chance(0.4));
  const isRefused = random.chance(0.2);
  const funded = plusDays(decided, random.int(1, 9));
  const isWaiting = !isRefused && (funded >= today || (applied > '2026-10-01' && random.chance(0.3)));
  const score = random.int(isRefused ? 540 : 625, isRefused ? 690 : 815);
  const monthly = cents((amount * (1 + (rate / 100) * (term / 24))) / term);
  const late = random.chance(0.05) && funded < '2025-09-01' ? 'W' : random.chance(0.07) ? 'Z' : 'F';
  const state = isOpen ? 'P' : isRefused ? 'D' : isWaiting ? 'A' : endsBefore(funded, term) ? 'Z' : late;
  return [owner, product, officer, compact(applied), isOpen ? null : compact(decided), 'FZW'.includes(state) ? compact(funded) : null, state, amount, cents(rate), term,
    monthly, score];
}

function endsBefore(funded, term) {
  return plusDays(funded, Math.round(term * 30.5)) < '2026-10-15';
}

/** The instalments since January. */
function paymentsOf(random, [number, , , , , , funded, state, , , , monthly]) {
  if (state !== 'F' && state !== 'W') return [];
  const isSlow = number % 8 === 3;
  const months = Array.from({ length: 11 }, (_, index) => `2026-${twoDigits(index + 1)}-${number % 2 ? '05' : '20'}`)
    .filter((day) => day > plusDays(dashed(funded), 25) && day <= '2026-11-20');
  return months.map((due, index) => {
    const paid = plusDays(due, random.weighted([-4, -1, 0, 6, 19], isSlow ? [5, 15, 20, 30, 30] : [24, 30, 40, 4, 2]));
    const isPaid = state === 'F' && paid < today && random.chance(isSlow && due > '2026-09-01' ? 0.6 : 0.997);
    const isLate = paid > plusDays(due, 5);
    return [number, index + 1, compact(due), monthly, isPaid ? compact(paid) : null, isPaid && isLate ? 25 : 0];
  });
}

function balanceOf([, , , , , , funded, state, amount, , term], payments) {
  if (state === 'Z' || funded === null) return 0;
  const open = payments.filter(([, , due, , paid]) => due < '20261116' && paid === null).length;
  const months = Math.max(0, (2026 - Number(funded.slice(0, 4))) * 12 + 11 - Number(funded.slice(4, 6)) - (state === 'W' ? 8 : open));
  return cents(amount * Math.max(0.04, 1 - months / term));
}

function cosignersOf(random, [number, owner, , , , , , , amount], members) {
  if (!random.chance(amount > 12_000 ? 0.5 : 0.2)) return [];
  const helpers = members.filter(([one, , , , , , , , , , , closed]) => one !== owner && one % 3 === 0 && closed === null);
  return random.sample(helpers, random.weighted([1, 2], [88, 12])).map(([one]) => [number, one, random.weighted(['S', 'P', 'F'], [50, 35, 15])]);
}

function calls(random, members) {
  const days = Array.from({ length: 165 }, () => random.day('2026-08-03', '2026-11-13')).map((day) => (weekday(day) % 6 === 0 ? plusDays(day, -2) : day));
  return days.map((day) => {
    const topic = random.weighted(['LN', 'CD', 'BL', 'OB', 'CP'], [24, 22, 20, 27, 7]);
    const caller = random.chance(0.93) ? random.pick(members)[0] : null;
    const most = { LN: 900, CD: 420, BL: 240, OB: 660, CP: 1200 }[topic];
    return [caller, random.pick([116, 116, 117]), epochSeconds(day, random.time(9, 17, 1)) + random.int(0, 59), random.int(40, most), topic,
      random.chance(0.18) ? 'Y' : 'N'];
  }).toSorted((a, b) => a[2] - b[2]);
}
