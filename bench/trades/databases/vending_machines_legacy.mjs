// A vending machine operator's old system; short names, no declared keys, days as numbers YYYYMMDD with 0 for none, moments as seconds, money in cents.
import { people } from '../names.mjs';
import { Random, epochSeconds, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE mch (mch_no INTEGER PRIMARY KEY, mdl_cd CHAR(2), ser_no VARCHAR(12), loc_no INTEGER, inst_dt INTEGER, rmv_dt INTEGER, sts CHAR(1), crd_rdr CHAR(1));
CREATE TABLE loc (loc_no INTEGER PRIMARY KEY, loc_nm VARCHAR(40), twn VARCHAR(30), loc_tp CHAR(2), com_pct DECIMAL(4,1), ctc_nm VARCHAR(40), ctc_tel VARCHAR(20), ctr_end INTEGER,
  drv_no INTEGER, sub_drv_no INTEGER);
CREATE TABLE drv (drv_no INTEGER PRIMARY KEY, fst_nm VARCHAR(20), lst_nm VARCHAR(20), van_plt VARCHAR(10), ent_dt INTEGER, ext_dt INTEGER, ldr_no INTEGER);
CREATE TABLE prd (prd_no INTEGER PRIMARY KEY, prd_nm VARCHAR(40), grp_cd CHAR(2), buy_ct INTEGER, sel_ct INTEGER, shf_dys INTEGER, dlt_fl INTEGER);
CREATE TABLE slt (mch_no INTEGER, slt_cd CHAR(2), prd_no INTEGER, cap INTEGER, qty INTEGER, PRIMARY KEY (mch_no, slt_cd));
CREATE TABLE vnd (vnd_no INTEGER PRIMARY KEY, mch_no INTEGER, prd_no INTEGER, vnd_ts INTEGER, prc_ct INTEGER, pay_cd CHAR(1), res_cd CHAR(1));
CREATE TABLE fil (fil_no INTEGER PRIMARY KEY, mch_no INTEGER, drv_no INTEGER, fil_dt INTEGER, qty_in INTEGER, qty_exp INTEGER, csh_ct INTEGER);
CREATE TABLE flt (flt_no INTEGER PRIMARY KEY, mch_no INTEGER, rpt_dt INTEGER, flt_cd CHAR(2), fix_dt INTEGER, fix_drv_no INTEGER, cst_ct INTEGER);
CREATE TABLE cdt (fld VARCHAR(6), cd VARCHAR(2), txt VARCHAR(40), PRIMARY KEY (fld, cd));
`;

const today = '2026-11-16';
const codes = [
  ['MDL', 'SN', 'Snack tower'], ['MDL', 'CD', 'Cold drinks'], ['MDL', 'HD', 'Hot drinks'], ['MDL', 'CB', 'Combi'], ['STS', 'A', 'In service'], ['STS', 'D', 'Out of order'],
  ['STS', 'S', 'In the depot'], ['STS', 'X', 'Scrapped'], ['LOC', 'HO', 'Hospital'], ['LOC', 'SC', 'School'], ['LOC', 'FA', 'Factory'], ['LOC', 'ST', 'Station'],
  ['LOC', 'SP', 'Sports centre'], ['LOC', 'OF', 'Office'], ['GRP', 'CR', 'Crisps and nuts'], ['GRP', 'CH', 'Chocolate'], ['GRP', 'CO', 'Cold drink'], ['GRP', 'HO', 'Hot drink'],
  ['GRP', 'FR', 'Fresh food'], ['PAY', 'C', 'Coins'], ['PAY', 'K', 'Card'], ['PAY', 'P', 'Phone'], ['RES', 'K', 'Delivered'], ['RES', 'J', 'Jammed, money returned'],
  ['RES', 'T', 'Test by driver'], ['FLT', 'JA', 'Spiral jammed'], ['FLT', 'CN', 'Coin mechanism'], ['FLT', 'CL', 'Cooling'], ['FLT', 'VA', 'Vandalism'], ['FLT', 'CR', 'Card reader'],
];
/** Name, town, type, commission, end of contract, driver, stand-in. */
const places = [
  ['Saint Anne Hospital', 'Wexmoor', 'HO', 12, 20271231, 2, 3], ['Wexmoor Station', 'Wexmoor', 'ST', 18, 20261231, 2, 4], ['Copper Works', 'Wexmoor', 'FA', 8, 20280630, 2, 3],
  ['Hilltop Academy', 'Wexmoor', 'SC', 10, 20270731, 3, 2], ['Aqua Centre', 'Wexmoor', 'SP', 14, 20260930, 3, 2], ['Quay House', 'Wexmoor', 'OF', 0, 0, 3, null],
  ['Dunmere General', 'Dunmere', 'HO', 12.5, 20270331, 4, 6], ['Dunmere Halt', 'Dunmere', 'ST', 16, 20270228, 4, 6], ['Pike Foundry', 'Dunmere', 'FA', 7.5, 20291231, 4, 6],
  ['Riverside College', 'Dunmere', 'SC', 10, 20280731, 6, 4], ['Dunmere Arena', 'Dunmere', 'SP', 15, 20271031, 6, 4], ['Ledger Offices', 'Dunmere', 'OF', 5, 0, 6, null],
  ['Selwick Clinic', 'Selwick', 'HO', 11, 20261130, 7, 3], ['Selwick Junction', 'Selwick', 'ST', 17, 20281231, 7, 3], ['Northfold Mill', 'Selwick', 'FA', 6, 20270930, 7, 4],
  ['Selwick Gym', 'Selwick', 'SP', 13, 20261215, 7, null], ['Tarn Business Park', 'Selwick', 'OF', 4, 20270531, 7, 3], ['Oldbury School', 'Selwick', 'SC', 9, 20260731, 7, 4],
];
/** Plate, from, until, leader. */
const posts = [[null, 20090302, 0, null], ['VX21 KLM', 20140915, 0, 1], ['VX19 RTA', 20180604, 0, 1], ['DM22 BBO', 20161107, 0, 1], ['DM17 ZEE', 20120116, 20260228, 1],
  ['DM23 PQS', 20260309, 0, 4], ['SW20 JJH', 20210503, 0, 4], ['SW16 AAN', 20190211, 20251031, 4], ['VX24 TTU', 20261005, 0, 2]];
/** Name, group, bought at, sold at, days it keeps, no longer sold. */
const goods = [
  ['Salted Crisps', 'CR', 42, 130, 120, 0], ['Paprika Crisps', 'CR', 44, 130, 120, 0], ['Peanuts', 'CR', 38, 120, 200, 0], ['Pretzel Sticks', 'CR', 35, 110, 180, 0],
  ['Nougat Bar', 'CH', 48, 140, 210, 0], ['Hazel Duo', 'CH', 52, 150, 210, 0], ['Mint Wafer', 'CH', 40, 125, 240, 0], ['Coconut Bite', 'CH', 46, 140, 210, 1], ['Caramel Twin', 'CH', 50, 150, 210, 0],
  ['Still Water', 'CO', 22, 120, 365, 0], ['Sparkling Water', 'CO', 23, 120, 365, 0], ['Cola', 'CO', 58, 190, 270, 0], ['Cola Zero', 'CO', 58, 190, 240, 0], ['Apple Spritzer', 'CO', 49, 170, 240, 0],
  ['Iced Tea', 'CO', 51, 180, 270, 0], ['Energy Shot', 'CO', 92, 260, 365, 0], ['Espresso', 'HO', 18, 110, 365, 0], ['Cappuccino', 'HO', 29, 150, 365, 0], ['Hot Chocolate', 'HO', 31, 150, 365, 0],
  ['Tea', 'HO', 12, 90, 365, 0], ['Chicken Soup', 'HO', 24, 130, 365, 1], ['Cheese Roll', 'FR', 115, 290, 3, 0], ['Tuna Wrap', 'FR', 148, 360, 3, 0], ['Fruit Cup', 'FR', 105, 270, 4, 0], ['Egg Salad', 'FR',
    121, 310, 3, 0],
];
const groups = { SN: ['CR', 'CH'], CD: ['CO'], HD: ['HO'], CB: ['CR', 'CH', 'CO', 'FR'] };

export function fill(insert) {
  const random = new Random(9044);
  const person = people(random);
  insert('cdt', codes);
  insert('drv', posts.map((post, index) => [index + 1, ...person(), ...post]));
  insert('loc', places.map(([name, town, type, share, end, driver, other], index) => [index + 1, name, town, type, share,
    index === 5 ? null : person().join(' '), index % 6 === 4 ? null : `0${random.int(310, 390)}-${random.int(10_000, 99_999)}`, end, driver, other]));
  insert('prd', goods.map((good, index) => [100 + index, ...good]));
  const machines = Array.from({ length: 42 }, (_, index) => machine(random, index));
  insert('mch', machines);
  const slots = machines.flatMap((row) => slotsOf(random, row));
  insert('slt', slots);
  const sales = Array.from({ length: 1150 }, () => sale(random, machines, slots)).filter((row) => row !== null).toSorted((a, b) => a[2] - b[2]);
  insert('vnd', sales.map((row, index) => [500_001 + index, ...row]));
  const visits = machines.flatMap((row) => visitsOf(random, row)).toSorted((a, b) => a[2] - b[2]);
  insert('fil', visits.map((row, index) => [8001 + index, ...row]));
  const faults = Array.from({ length: 96 }, () => fault(random, machines)).filter((row) => row !== null);
  const open = machines.filter(([, , , , , , state]) => state === 'D').map(([no]) => [no, number(random.day('2026-10-26', '2026-11-15')), random.pick(['CN', 'CL', 'VA']), 0, 0, 0]);
  insert('flt', [...faults, ...open].toSorted((a, b) => a[1] - b[1]).map((row, index) => [index + 1, ...row]));
}

function number(day) {
  return Number(day.replaceAll('-', ''));
}

function textOf(day) {
  return String(day).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
}

function machine(random, index) {
  const model = random.weighted(['SN', 'CD', 'HD', 'CB'], [30, 26, 20, 24]);
  const state = index >= 36 ? ['S', 'X', 'X', 'S', 'X', 'S'][index - 36] : [7, 15, 22, 30].includes(index) ? 'D' : 'A';
  const place = index < 36 ? [...places.keys()].filter((at) => at !== 17)[index % 17] + 1 : index === 38 ? 18 : random.int(1, 17);
  const installed = number(index % 8 === 5 ? random.day('2026-01-12', '2026-09-25') : random.day('2015-03-02', '2025-11-20'));
  const removed = index < 36 ? 0 : number(random.day('2026-02-02', '2026-10-30'));
  return [101 + index, model, `${model}${random.int(100_000, 999_999)}`, state === 'S' ? 0 : place, installed, removed, state, random.chance(0.65) ? 'Y' : 'N'];
}

function slotsOf(random, [no, model, , , , , state]) {
  if (state === 'X') return [];
  const able = goods.flatMap(([, group, , , , gone], index) => (groups[model].includes(group) && gone === 0 ? [100 + index] : []));
  const cap = { SN: 12, CD: 18, HD: 80, CB: 10 }[model];
  return random.sample(able, Math.min(able.length, model === 'HD' ? 4 : random.int(5, 7))).map((product, index) =>
    [no, `${'AB'[Math.floor(index / 4)]}${(index % 4) + 1}`, product, cap, state === 'S' || random.chance(0.1) ? 0 : random.int(1, cap)]);
}

function sale(random, machines, slots) {
  const [no, , product] = random.pick(slots);
  const [, , , place, installed, removed, state, card] = machines[no - 101];
  const day = random.chance(0.5) ? random.day('2026-01-05', '2026-08-31') : random.day('2026-09-01', '2026-11-15');
  if (place === 0 || number(day) < installed || (removed > 0 && number(day) > removed) || (state === 'D' && day > '2026-10-25') || no % 17 === 9) return null;
  if (['SC', 'OF'].includes(places[place - 1][2]) && [0, 6].includes(weekday(day))) return null;
  const price = goods[product - 100][3] - (day < '2026-04-01' ? 10 : 0);
  const time = random.weighted([random.time(7, 11, 1), random.time(11, 15, 1), random.time(15, 22, 1)], [36, 40, 24]);
  return [no, product, epochSeconds(day, time), price, card === 'Y' ? random.weighted(['C', 'K', 'P'], [38, 46, 16]) : 'C', random.weighted(['K', 'J', 'T'], [92, 6, 2])];
}

function visitsOf(random, [no, model, , place, installed, removed]) {
  if (place === 0) return [];
  const [, , , , , own, other] = places[place - 1];
  const rows = [];
  let day = plusDays(installed > 20_260_101 ? textOf(installed) : '2026-01-04', random.int(1, 20));
  const until = removed > 0 ? textOf(removed) : today;
  while (day < until) {
    const exit = posts[own - 1][2];
    const driver = random.chance(0.14) && other !== null ? other : own;
    const who = exit > 0 && exit < number(day) ? 4 : posts[driver - 1][1] > number(day) ? 5 : driver;
    if (weekday(day) > 0) rows.push([no, who === 5 && number(day) > 20_260_228 ? 4 : who, number(day), random.int(18, 96), model === 'CB' ? random.int(0, 7) : random.weighted([0, 1, 2], [80, 14, 6]),
      random.int(28, 240) * 50]);
    day = plusDays(day, random.int(18, 44));
  }
  return rows;
}

function fault(random, machines) {
  const [no, model, , place, installed, removed, , card] = random.pick(machines);
  const day = random.day('2025-09-01', '2026-11-14');
  if (place === 0 || number(day) < installed || (removed > 0 && number(day) > removed)) return null;
  const kind = random.weighted(['JA', 'CN', 'CL', 'VA', 'CR'], [model === 'HD' ? 0 : 38, 22, model === 'SN' ? 0 : 14, 10, card === 'Y' ? 14 : 0]);
  const fixed = plusDays(day, random.weighted([0, 1, 4, 11], [26, 36, 26, 12]));
  const isFixed = fixed <= today && random.chance(0.95);
  return [no, number(day), kind, isFixed ? number(fixed) : 0, isFixed ? random.weighted([2, 3, 4, 7], [40, 24, 22, 14]) : 0, isFixed ? random.weighted([0, random.int(12, 60) * 100, random.int(60, 240) * 100],
    [48, 36, 16]) : 0];
}
