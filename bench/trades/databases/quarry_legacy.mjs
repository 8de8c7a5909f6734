// A stone quarry with a weighbridge; short names, codes, no declared keys, days as numbers YYYYMMDD with 0 for none, weights in kilograms, bills in pence.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE acct (ac_no CHAR(5) PRIMARY KEY, ac_nm VARCHAR(30), ac_typ CHAR(1), twn VARCHAR(20), tel VARCHAR(16), crd_lim INTEGER, stp_yn CHAR(1), opn_dt INTEGER);
CREATE TABLE mtl (mt_cd CHAR(4) PRIMARY KEY, mt_ds VARCHAR(30), grp_cd CHAR(2), prc_t DECIMAL(7,2), stk_t INTEGER, min_t INTEGER, sus_yn CHAR(1));
CREATE TABLE tkt (tk_no INTEGER PRIMARY KEY, tk_dt INTEGER, tk_tm INTEGER, ac_no CHAR(5), mt_cd CHAR(4), vh_reg VARCHAR(10), dlv_cd CHAR(1), grs_kg INTEGER,
  tar_kg INTEGER, prc_t DECIMAL(7,2), hlg_chg DECIMAL(7,2), wb_em INTEGER, sts_cd CHAR(1), iv_no INTEGER);
CREATE TABLE emp (em_no INTEGER PRIMARY KEY, em_nm VARCHAR(30), jb_cd CHAR(2), sft_cd CHAR(1), wk_hrs INTEGER, hr_rt DECIMAL(6,2), str_dt INTEGER, end_dt INTEGER,
  mgr_no INTEGER);
CREATE TABLE plt (pl_no CHAR(4) PRIMARY KEY, pl_ds VARCHAR(30), pl_typ CHAR(2), mk VARCHAR(15), acq_dt INTEGER, acq_cst INTEGER, run_hrs INTEGER, svc_hrs INTEGER,
  sts_cd CHAR(1), drv_em INTEGER);
CREATE TABLE brk (bd_no INTEGER PRIMARY KEY, pl_no CHAR(4), bd_dt INTEGER, flt_cd CHAR(2), dn_hrs DECIMAL(5,1), rp_cst DECIMAL(9,2), ft_em INTEGER, fx_dt INTEGER);
CREATE TABLE blst (bl_no INTEGER PRIMARY KEY, bl_dt INTEGER, fc_cd CHAR(2), hol_n INTEGER, exp_kg INTEGER, yld_t INTEGER, sf_em INTEGER, msf_yn CHAR(1));
CREATE TABLE ivc (iv_no INTEGER PRIMARY KEY, ac_no CHAR(5), iv_dt INTEGER, due_dt INTEGER, net_p INTEGER, vat_p INTEGER, pd_dt INTEGER);
CREATE TABLE cdt (cd_typ CHAR(3), cd CHAR(2), cd_tx VARCHAR(25));
`;

const codes = [['ACT', 'T', 'Trade'], ['ACT', 'P', 'Public body'], ['ACT', 'F', 'Farm'], ['GRP', 'AG', 'Aggregate'], ['GRP', 'AR', 'Armour stone'],
  ['GRP', 'SN', 'Sand'], ['GRP', 'RC', 'Recycled'], ['JOB', 'QM', 'Quarry manager'], ['JOB', 'SF', 'Shotfirer'], ['JOB', 'WB', 'Weighbridge clerk'],
  ['JOB', 'PO', 'Plant operator'], ['JOB', 'FT', 'Fitter'], ['JOB', 'LT', 'Laboratory technician'], ['SFT', 'E', 'Early'], ['SFT', 'L', 'Late'], ['TKS', 'O', 'Open'],
  ['TKS', 'B', 'Billed'], ['TKS', 'V', 'Void'], ['DLV', 'C', 'Collected'], ['DLV', 'D', 'Delivered'], ['PLT', 'EX', 'Excavator'], ['PLT', 'DT', 'Dump truck'],
  ['PLT', 'CR', 'Crusher'], ['PLT', 'LD', 'Wheel loader'], ['PLT', 'SC', 'Screen'], ['PLT', 'DR', 'Drill rig'], ['PLS', 'R', 'Running'], ['PLS', 'D', 'Down'],
  ['PLS', 'S', 'Sold'], ['FLT', 'HY', 'Hydraulics'], ['FLT', 'EN', 'Engine'], ['FLT', 'TY', 'Tyre'], ['FLT', 'EL', 'Electrics'], ['FLT', 'BL', 'Belt'],
  ['FCE', 'NU', 'North upper'], ['FCE', 'NL', 'North lower'], ['FCE', 'EA', 'East'], ['FCE', 'SO', 'South']];
const materials = [['TY1', 'Type 1 sub-base', 'AG', 14.5, 5_200, 2_000, 'N'], ['A10', '10 mm chippings', 'AG', 19.8, 1_450, 800, 'N'],
  ['A20', '20 mm clean stone', 'AG', 18.4, 2_300, 1_000, 'N'], ['A40', '40 mm clean stone', 'AG', 17.2, 640, 700, 'N'],
  ['DST', 'Quarry dust', 'AG', 9.6, 3_900, 500, 'N'], ['AR1', 'Armour stone 1-3 t', 'AR', 38.5, 820, 300, 'N'],
  ['AR3', 'Armour stone 3-6 t', 'AR', 46, 210, 250, 'N'], ['GAB', 'Gabion stone', 'AR', 27.9, 480, 200, 'N'], ['BLD', 'Building sand', 'SN', 22.3, 1_120, 600, 'N'],
  ['SHP', 'Sharp sand', 'SN', 23.1, 90, 400, 'N'], ['RCR', 'Crushed concrete', 'RC', 8.9, 1_780, 500, 'N'], ['RPL', 'Road planings', 'RC', 11.2, 0, 0, 'Y']];
/** Job, shift, hours a week, rate, first day, last day, manager. */
const crew = [['QM', 'E', 40, 36.5, 20080915, 0, 0], ['SF', 'E', 40, 27.8, 20120402, 0, 101], ['SF', 'L', 40, 26.4, 20190617, 0, 101],
  ['WB', 'E', 38, 15.9, 20160111, 0, 101], ['WB', 'L', 30, 15.2, 20210906, 0, 101], ['WB', 'L', 20, 14.6, 20230320, 20260228, 101],
  ['PO', 'E', 42, 18.7, 20110523, 0, 102], ['PO', 'E', 42, 18.2, 20171002, 0, 102], ['PO', 'L', 42, 17.9, 20200803, 0, 103],
  ['PO', 'L', 42, 17.5, 20220228, 20251031, 103], ['PO', 'L', 42, 17.3, 20251117, 0, 103], ['FT', 'E', 40, 21.4, 20140908, 0, 101],
  ['FT', 'L', 40, 20.6, 20240115, 0, 112], ['LT', 'E', 35, 17.1, 20260413, 0, 101], ['PO', 'E', 42, 16.8, 20260907, 0, 102]];
const machines = [['Face shovel', 'EX', 'Komura', 20170314, 285_000, 14_820, 15_000, 'R', 107],
  ['Loading excavator', 'EX', 'Halberg', 20200622, 198_000, 9_410, 9_250, 'R', 108], ['Dumper 1', 'DT', 'Terrax', 20150909, 240_000, 18_300, 18_500, 'D', 109],
  ['Dumper 2', 'DT', 'Terrax', 20180418, 262_000, 12_950, 13_000, 'R', 109], ['Dumper 3', 'DT', 'Terrax', 20230130, 311_000, 5_120, 5_500, 'R', 111],
  ['Old dumper', 'DT', 'Bellman', 20060704, 120_000, 26_700, 0, 'S', 0], ['Jaw crusher', 'CR', 'Sandvald', 20130805, 415_000, 21_640, 21_500, 'R', 0],
  ['Cone crusher', 'CR', 'Sandvald', 20190211, 378_000, 11_030, 11_500, 'R', 0], ['Yard loader', 'LD', 'Halberg', 20211129, 176_000, 7_480, 7_500, 'R', 115],
  ['Stock loader', 'LD', 'Komura', 20160516, 154_000, 16_200, 16_000, 'D', 108], ['Triple-deck screen', 'SC', 'Sandvald', 20140224, 132_000, 19_900, 20_000, 'R', 0],
  ['Drill rig', 'DR', 'Epirock', 20220801, 340_000, 3_870, 4_000, 'R', 102]];
const roots = ['Ashdown', 'Beck', 'Cairn', 'Dale', 'Ferny', 'Granby', 'Hollin', 'Kirk', 'Lowmoor', 'Mere', 'Netherby', 'Oxley', 'Pendle', 'Rawson', 'Scar', 'Thorne'];
const kinds = [['Civil Engineering', 'T'], ['Builders', 'T'], ['Paving', 'T'], ['Concrete', 'T'], ['Plant Hire', 'T'], ['Town Council', 'P'], ['Highways Board', 'P'],
  ['Farm', 'F'], ['Estates', 'F']];
const towns = ['Rawsby', 'Kirk Mere', 'Thornley', 'Pendlow', 'Granby Bridge'];
const today = '2026-11-16';
const whole = (day) => Number(day.replaceAll('-', ''));
const byFirst = (place) => (a, b) => (a[place] < b[place] ? -1 : 1);

export function fill(insert) {
  const random = new Random(7303);
  const person = people(random);
  insert('cdt', codes);
  insert('mtl', materials);
  insert('emp', crew.map((row, index) => [101 + index, person().toReversed().join(', '), ...row]));
  insert('plt', machines.map((row, index) => [`P${String(index + 1).padStart(3, '0')}`, ...row]));
  const broken = [['P003', 20261105, 'EN', 62, 0, 112, 0], ['P010', 20261112, 'HY', 24, 0, 113, 0]];
  insert('brk', [...Array.from({ length: 96 }, () => breakdown(random)), ...broken].toSorted(byFirst(1)).map((row, index) => [index + 1, ...row]));
  insert('blst', Array.from({ length: 70 }, () => blast(random)).toSorted(byFirst(0)).map((row, index) => [410 + index, ...row]));
  const accounts = accountsOf(random);
  insert('acct', accounts);
  const loads = Array.from({ length: 780 }, () => ticket(random, accounts));
  const tickets = loads.toSorted((a, b) => a[0] * 10_000 + a[1] - b[0] * 10_000 - b[1]).map((row, index) => [70_001 + index, ...row]);
  insert('ivc', invoicesOf(random, tickets));
  insert('tkt', tickets);
}

function breakdown(random) {
  const day = random.day('2025-01-06', '2026-11-13');
  const place = random.weighted([0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11], [8, 7, 18, 10, 5, 14, 8, 7, 12, 9, 4]);
  const type = machines[place][1];
  const fault = { CR: ['BL', 'EL', 'HY'], SC: ['BL', 'EL'], DT: ['TY', 'EN', 'HY', 'EL'], EX: ['HY', 'EN'], LD: ['HY', 'TY', 'EN'], DR: ['HY', 'EN'] }[type];
  const isOpen = day > '2026-10-20' && (machines[place][7] === 'D' || random.chance(0.2));
  const fixed = plusDays(day, random.weighted([0, 1, 4, 11], [8, 6, 4, 2]));
  const fitter = day < '2024-02-01' ? 112 : random.weighted([112, 113, 0], [5, 4, 2]);
  return [`P${String(place + 1).padStart(3, '0')}`, whole(day), random.pick(fault), random.int(2, 90) / 2,
    isOpen ? 0 : Math.round(random.int(60, 4_800) * (1 + random.next())), fitter, isOpen || fixed > today ? 0 : whole(fixed)];
}

function blast(random) {
  const start = random.day('2025-02-03', '2026-11-12');
  const day = [0, 6].includes(weekday(start)) ? plusDays(start, 2) : start;
  const holes = random.int(14, 46);
  const charge = holes * random.int(38, 62);
  return [whole(day), random.weighted(['NU', 'NL', 'EA', 'SO'], [30, 34, 24, 6]), holes, charge, Math.round(charge * (5.2 + random.next() * 2.6)),
    random.weighted([102, 103], [3, 2]), random.chance(0.1) ? 'Y' : 'N'];
}

function accountsOf(random) {
  const used = new Set();
  return Array.from({ length: 62 }, (_, index) => {
    let name = '';
    let type = 'T';
    while (name === '' || used.has(name)) {
      const [kind, one] = random.weighted(kinds, [12, 14, 9, 6, 5, 3, 2, 7, 4]);
      [name, type] = [`${random.pick(roots)} ${kind}`, one];
    }
    used.add(name);
    return [`${type}${String(1010 + index * 7)}`, name, type, random.weighted(towns, [32, 24, 18, 16, 10]),
      random.chance(0.9) ? `01${random.int(200, 899)} ${random.int(100_000, 999_999)}` : null,
      type === 'P' ? 0 : random.pick([1_000, 2_500, 5_000, 10_000, 25_000]), random.chance(0.1) ? 'Y' : 'N',
      whole(random.day('2006-02-01', index % 8 === 3 ? '2026-10-30' : '2025-08-30'))];
  });
}

function ticket(random, accounts) {
  const place = Math.floor(random.next() ** 1.7 * accounts.length);
  const [no, , type, , , , , opened] = accounts[place % 11 === 6 ? place - 1 : place];
  const from = opened > 20250901 ? `${String(opened).slice(0, 4)}-${String(opened).slice(4, 6)}-${String(opened).slice(6)}` : '2025-09-01';
  const isGone = Number(no.slice(1)) % 9 === 4;
  const recent = () => random.day(random.chance(0.25) && from < '2026-09-01' ? '2026-09-01' : from, '2026-11-14');
  const start = isGone ? random.day(from, '2025-12-20') : random.chance(0.012) ? today : recent();
  const day = weekday(start) === 0 ? plusDays(start, -1) : start;
  const [code, , , price] = random.weighted(materials, type === 'P' ? [12, 4, 6, 2, 4, 8, 7, 5, 1, 1, 2, 0] : [24, 11, 14, 6, 9, 2, 1, 4, 9, 6, 9, 0]);
  const tare = random.pick([11_900, 12_480, 13_060, 9_740, 3_120]);
  const load = Math.round((tare < 4_000 ? random.int(900, 3_400) : random.int(8_600, 19_600)) / 20) * 20;
  const isDelivered = tare > 4_000 && random.chance(0.42);
  const isOld = day < '2026-04-01';
  const reg = `${random.pick(['RB', 'KM', 'TH', 'PD'])}${random.int(16, 26)} ${random.pick(['HGV', 'TIP', 'LDR', 'MUK', 'ROK', 'SLX'])}`;
  const time = Math.min(random.int(6, 16), day === today ? 11 : 16) * 100 + random.int(0, 59);
  const clerk = time < 1_200 ? 104 : day < '2026-02-28' && random.chance(0.4) ? 106 : 105;
  return [whole(day), time, no, code, reg, isDelivered ? 'D' : 'C', tare + load, tare, isOld ? Math.round(price * 94) / 100 : price,
    isDelivered ? Math.round((load * random.int(28, 74)) / 1_000) / 10 : 0,
    clerk, random.chance(0.035) ? 'V' : 'O', 0];
}

/** At the end of a month what has gone out on an account is billed; its tickets take the number. */
function invoicesOf(random, tickets) {
  const lots = new Map();
  for (const row of tickets.filter(([, day, , , , , , , , , , , state]) => state === 'O' && day < 20261101)) {
    const key = `${Math.floor(row[1] / 100)} ${row[3]}`;
    lots.set(key, [...(lots.get(key) ?? []), row]);
  }
  return [...lots.keys()].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)).map((key, index) => {
    const [month, account] = key.split(' ');
    const day = plusDays(`${month.slice(0, 4)}-${month.slice(4)}-28`, 4).slice(0, 8);
    const net = lots.get(key).reduce((sum, row) => sum + Math.round(((row[7] - row[8]) * row[9]) / 10) + Math.round(row[10] * 100), 0);
    for (const row of lots.get(key)) [row[12], row[13]] = ['B', 33_001 + index];
    const paid = plusDays(`${day}02`, random.weighted([12, 26, 41, 80], [3, 8, 5, 2]) + random.int(0, 6));
    return [33_001 + index, account, whole(`${day}02`), whole(plusDays(`${day}02`, 30)), net, Math.round(net * 0.2),
      paid < today && random.chance(0.95) ? whole(paid) : 0];
  });
}
