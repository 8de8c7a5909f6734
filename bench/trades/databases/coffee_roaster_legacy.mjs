// A coffee roaster on an old stock system; short names, one table of codes, no declared keys, days as whole numbers YYYYMMDD with 0 for none, prices in cents.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE spl (spl_no INTEGER PRIMARY KEY, spl_nm VARCHAR(30), ctry CHAR(2), fair_fl CHAR(1));
CREATE TABLE grn_lot (lot_no VARCHAR(8) PRIMARY KEY, spl_no INTEGER, vrty VARCHAR(20), prcs_cd CHAR(1), arr_dt INTEGER,
  bag_qty INTEGER, kg_in DECIMAL(7,1), kg_lft DECIMAL(7,1), ct_kg INTEGER, cup_sc DECIMAL(4,1));
CREATE TABLE rst (rst_no INTEGER PRIMARY KEY, lot_no VARCHAR(8), op_no INTEGER, mch CHAR(2), rst_dt INTEGER, kg_grn DECIMAL(6,1), kg_out DECIMAL(6,1),
  lvl_cd CHAR(1), qc_cd CHAR(1), qc_op_no INTEGER);
CREATE TABLE prod (prd_cd CHAR(5) PRIMARY KEY, prd_tx VARCHAR(40), lvl_cd CHAR(1), pk_gr INTEGER, ct_prc INTEGER, stk_pk INTEGER, min_pk INTEGER, lst_fl CHAR(1));
CREATE TABLE emp_mst (emp_no INTEGER PRIMARY KEY, fnm VARCHAR(20), lnm VARCHAR(25), fnc_cd CHAR(1), bss_no INTEGER, in_dt INTEGER, out_dt INTEGER);
CREATE TABLE cus_mst (cus_no INTEGER PRIMARY KEY, cus_nm VARCHAR(40), typ_cd CHAR(1), town VARCHAR(20), tel_no VARCHAR(16), rep_no INTEGER, opn_dt INTEGER, cls_dt INTEGER,
  crd_lim INTEGER);
CREATE TABLE ordr (ord_no INTEGER PRIMARY KEY, cus_no INTEGER, ord_dt INTEGER, due_dt INTEGER, shp_dt INTEGER, st_cd CHAR(1), disc_pc INTEGER, pd_dt INTEGER);
CREATE TABLE ord_pos (ord_no INTEGER, pos_no INTEGER, prd_cd CHAR(5), pk_qty INTEGER, ct_prc INTEGER, PRIMARY KEY (ord_no, pos_no));
CREATE TABLE code_t (fld CHAR(6), cd CHAR(1), tx VARCHAR(30), PRIMARY KEY (fld, cd));
`;

const codes = [
  ['prcs', 'W', 'Washed'], ['prcs', 'N', 'Natural'], ['prcs', 'H', 'Honey'], ['lvl', 'L', 'Light'], ['lvl', 'M', 'Medium'], ['lvl', 'D', 'Dark'],
  ['qc', 'P', 'Passed'], ['qc', 'R', 'Rejected'], ['qc', 'O', 'Open'], ['fnc', 'R', 'Roaster'], ['fnc', 'S', 'Sales rep'], ['fnc', 'M', 'Manager'], ['fnc', 'P', 'Packer'],
  ['typ', 'C', 'Cafe'], ['typ', 'G', 'Grocer'], ['typ', 'H', 'Hotel'], ['typ', 'O', 'Office'], ['st', 'N', 'New'], ['st', 'K', 'Packed'], ['st', 'S', 'Shipped'],
  ['st', 'X', 'Cancelled'],
];
const suppliers = [['Finca La Cumbre', 'GT', 'Y'], ['Yirga Union', 'ET', 'Y'], ['Fazenda Serra Azul', 'BR', 'N'], ['Kiambu Estates', 'KE', 'N'], ['Cooperativa Huila', 'CO', 'Y'],
  ['Gayo Highlands', 'ID', 'N'], ['Sidamo Growers', 'ET', 'N'], ['Cerrado Export', 'BR', 'N'], ['Tarrazu Mill', 'CR', 'Y'], ['Nyeri Hill', 'KE', 'Y']];
const varieties = { GT: ['Bourbon', 'Caturra'], ET: ['Heirloom'], BR: ['Mundo Novo', 'Catuai'],
  KE: ['SL28', 'SL34'], CO: ['Caturra', 'Castillo'], ID: ['Ateng'], CR: ['Catuai', 'Gesha'] };
const products = [
  ['ESP25', 'House Espresso 250 g', 'D', 250, 690, 148, 60, 'Y'], ['ESP1K', 'House Espresso 1 kg', 'D', 1000, 2390, 84, 50, 'Y'],
  ['FIL25', 'Morning Filter 250 g', 'M', 250, 720, 52, 60, 'Y'],
  ['FIL1K', 'Morning Filter 1 kg', 'M', 1000, 2490, 31, 30, 'Y'], ['YIR25', 'Yirgacheffe 250 g', 'L', 250, 990, 40, 24, 'Y'], ['KEN25', 'Kenya AA 250 g', 'L', 250, 1090, 9, 20, 'Y'],
  ['DEC25', 'Decaf 250 g', 'M', 250, 790, 27, 20, 'Y'], ['DEC1K', 'Decaf 1 kg', 'M', 1000, 2690, 3, 10, 'Y'], ['CRM1K', 'Crema 1 kg', 'M', 1000, 2190, 96, 40, 'Y'],
  ['SUM50', 'Sumatra 500 g', 'D', 500, 1490, 18, 12, 'Y'], ['GES10', 'Gesha 100 g', 'L', 100, 1850, 14, 6, 'Y'], ['XMS25', 'Winter Blend 250 g', 'M', 250, 850, 0, 0, 'N'],
  ['MON25', 'Monsoon 250 g', 'D', 250, 760, 6, 0, 'N'], ['TST10', 'Tasting Set', 'L', 400, 2200, 11, 5, 'Y'],
];
/** Function, boss, first day, last day. */
const staff = [
  ['M', 0, 20080303, 0], ['R', 1, 20110901, 0], ['R', 2, 20170515, 0], ['R', 2, 20220110, 20260228], ['R', 2, 20260301, 0], ['S', 1, 20130610, 0],
  ['S', 6, 20190204, 0],
  ['S', 6, 20240916, 0], ['S', 6, 20180507, 20250831], ['P', 1, 20150720, 0], ['P', 10, 20230403, 0], ['P', 10, 20261005, 0]];
const firstWords = ['Blue', 'Corner', 'Old Mill', 'Lantern', 'Anchor', 'Juniper', 'Copper', 'Velvet', 'Station', 'Garden',
  'Harbour', 'Little Owl', 'Marble', 'Salt', 'Tandem'];
const lastWords = { C: ['Cafe', 'Coffee Bar', 'Tearoom'], G: ['Grocers', 'Deli'], H: ['Hotel'], O: ['Studios', 'Accountants', 'Software'] };
const towns = ['Ardmore', 'Belcombe', 'Castleford Bay', 'Dunmere', 'Elmstead'];
const today = '2026-11-16';
const number = (day) => (day === null ? 0 : Number(day.replaceAll('-', '')));
const tenth = (value) => Math.round(value * 10) / 10;

export function fill(insert) {
  const random = new Random(8303);
  const person = people(random);
  insert('code_t', codes);
  insert('spl', suppliers.map((row, index) => [11 + index, ...row]));
  insert('emp_mst', staff.map((row, index) => [index + 1, ...person(), ...row]));
  insert('prod', products);
  const lots = Array.from({ length: 64 }, () => lot(random)).toSorted((a, b) => (a.day < b.day ? -1 : 1)).map((row, index) => ({ ...row, no: `G${2401 + index}` }));
  const roasts = lots.flatMap((row) => roastsOf(random, row)).toSorted((a, b) => a[3] - b[3]);
  insert('grn_lot', lots.map((row) => [row.no, row.supplier, row.variety, row.process, number(row.day), row.bags, row.kg, tenth(row.left), row.cents, row.score]));
  insert('rst', roasts.map((row, index) => [5_001 + index, ...row]));
  const customers = customersOf(random);
  insert('cus_mst', customers);
  const orders = customers.flatMap((row) => ordersOf(random, row)).toSorted((a, b) => a[1] - b[1]).map((row, index) => [31_001 + index, ...row]);
  insert('ordr', orders);
  insert('ord_pos', orders.flatMap((row) => positionsOf(random, row, customers[row[1] - 701][2])));
}

function lot(random) {
  const place = random.weighted([0, 1, 2, 3, 4, 5, 6, 8, 9], [6, 9, 12, 6, 9, 5, 5, 4, 5]);
  const [, land] = suppliers[place];
  const bags = random.int(4, 24);
  const kg = bags * (land === 'KE' || land === 'ET' ? 60 : 69);
  const cents = { GT: 690, ET: 740, BR: 480, KE: 980, CO: 620, ID: 590, CR: 860 }[land] + random.int(-6, 9) * 10;
  return { supplier: 11 + place, variety: random.pick(varieties[land]), process: random.weighted(['W', 'N', 'H'], land === 'BR' ? [1, 5, 2] : [6, 3, 2]),
    day: random.day('2025-01-08', '2026-11-12'), bags, kg, left: kg, cents, score: random.chance(0.9) ? 80 + random.int(0, 20) / 2 : null };
}

/** Lots are roasted from a week after they came in, until little is left. */
function roastsOf(random, row) {
  const found = [];
  const able = (day) => staff.flatMap(([role, , from, to], index) => (role === 'R' && from <= number(day) && (to === 0 || to >= number(day)) ? [index + 1] : []));
  for (let day = plusDays(row.day, 7); day <= '2026-11-16'; day = plusDays(day, random.int(8, 44))) {
    const green = Math.min(random.pick([15, 30, 60, 60]), Math.floor(row.left));
    if (green < 15) break;
    row.left -= green;
    const when = weekday(day) === 0 ? plusDays(day, -1) : day;
    const level = random.weighted(['L', 'M', 'D'], row.cents > 700 ? [6, 3, 1] : [1, 5, 5]);
    const loss = { L: 0.13, M: 0.155, D: 0.185 }[level] + (random.next() - 0.5) * 0.03;
    const operator = random.pick(able(when));
    const grade = when >= '2026-11-12' ? 'O' : random.weighted(['P', 'R'], [95, 5]);
    found.push([row.no, operator, random.weighted(['R1', 'R2', 'S1'], [5, 3, 1]), number(when), green, tenth(green * (1 - loss)), level, grade,
      grade === 'O' ? 0 : random.pick(able(when).filter((one) => one !== operator).concat(1))]);
  }
  return found;
}

function customersOf(random) {
  const used = new Set();
  return Array.from({ length: 66 }, (_, index) => {
    const type = random.weighted(['C', 'G', 'H', 'O'], [32, 16, 7, 11]);
    let name = '';
    do name = `${random.pick(firstWords)} ${random.pick(lastWords[type])}`; while (used.has(name));
    used.add(name);
    const opened = random.day(index > 56 ? '2026-01-12' : '2014-02-03', index > 56 ? '2026-11-06' : '2025-11-30');
    return [701 + index, name, type, random.weighted(towns, [24, 16, 11, 9, 6]), random.chance(0.88) ? `0${random.int(200, 999)} ${random.int(100_000, 999_999)}` : null,
      random.chance(0.94) ? random.weighted([6, 7, 8], [3, 5, 3]) : 0, number(opened), index % 11 === 7 ? number(random.day('2025-12-10', '2026-09-30')) : 0,
      random.pick([500, 1000, 1500, 3000])];
  });
}

function ordersOf(random, [no, , type, , , , opened, closed]) {
  if (no % 13 === 5) return [];
  const from = `${opened}`.replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3');
  const to = closed === 0 ? (no % 9 === 2 ? '2026-06-20' : '2026-11-15') : '2025-12-05';
  const first = from > '2025-01-03' ? from : '2025-01-03';
  const count = first > to ? 0 : random.int(2, { C: 13, G: 10, H: 7, O: 5 }[type]);
  const discount = type === 'H' ? 10 : random.weighted([0, 5, 8], [7, 2, 1]);
  return Array.from({ length: count }, (_, index) => {
    const day = random.day(index === 0 && to > '2026-11-01' && random.chance(0.5) ? '2026-11-02' : first, to);
    const due = plusDays(day, random.int(2, 9));
    const shipped = plusDays(due, random.weighted([-2, 0, 1, 5], [32, 44, 15, 9]));
    const sent = shipped < day ? day : shipped;
    const state = random.chance(0.04) ? 'X' : sent < today ? 'S' : random.weighted(['N', 'K'], [3, 2]);
    const paid = plusDays(sent, random.weighted([1, 13, 27, 48, 80], [16, 36, 28, 14, 6]) + random.int(0, 4));
    const isPaid = state === 'S' && paid < today && random.chance(0.96);
    return [no, number(day), number(due), state === 'S' ? number(sent) : 0, state, discount, isPaid ? number(paid) : 0];
  });
}

function positionsOf(random, [order, , day], type) {
  const odds = type === 'C' || type === 'O' ? [3, 14, 2, 9, 2, 2, 1, 5, 10, 2, 0, 1, 1, 0] : [9, 4, 10, 3, 6, 5, 4, 1, 3, 4, 1, 2, 1, 1];
  const chosen = [...new Set(Array.from({ length: random.weighted([1, 2, 3, 5], [30, 36, 22, 12]) }, () => random.weighted(products, odds)))];
  return chosen.map(([code, , , grams, price], index) => [order, index + 1, code, grams >= 1000 ? random.int(2, 24) : random.int(4, 36), day < 20260101 ? price - 40 : price]);
}
