// A paper mill on a terminal system; short names, codes with a table of texts, no declared keys, days as whole numbers YYYYMMDD with 0 for "not yet".
import { people } from '../names.mjs';
import { Random, plusDays, twoDigits } from '../random.mjs';

export const schema = `
CREATE TABLE cus (cu_no INTEGER PRIMARY KEY, cu_nam VARCHAR(35), cty VARCHAR(25), ctry CHAR(2), rep_no INTEGER, cr_lim INTEGER, hld CHAR(1), opn_dt INTEGER);
CREATE TABLE grd (gr_cd CHAR(4) PRIMARY KEY, gr_dsc VARCHAR(30), gsm INTEGER, fam CHAR(2), lst_prc DECIMAL(8,2), act CHAR(1));
CREATE TABLE reel (rl_no INTEGER PRIMARY KEY, pm CHAR(3), gr_cd CHAR(4), mk_dt INTEGER, shf CHAR(1), fm_no INTEGER, kg INTEGER, wid INTEGER, moi DECIMAL(4,1),
  ql CHAR(1), so_no INTEGER, loc CHAR(5));
CREATE TABLE dntm (dn_no INTEGER PRIMARY KEY, pm CHAR(3), dn_dt INTEGER, dn_tm CHAR(4), mins INTEGER, why CHAR(2), rpt_by INTEGER);
CREATE TABLE so (so_no INTEGER PRIMARY KEY, cu_no INTEGER, ent_dt INTEGER, req_dt INTEGER, shp_dt INTEGER, st CHAR(2), frt DECIMAL(8,2));
CREATE TABLE so_ln (so_no INTEGER, ln INTEGER, gr_cd CHAR(4), tns DECIMAL(7,2), prc DECIMAL(8,2), PRIMARY KEY (so_no, ln));
CREATE TABLE emp (em_no INTEGER PRIMARY KEY, sur VARCHAR(25), frn VARCHAR(20), jb CHAR(2), shf CHAR(1), ent_dt INTEGER, lv_dt INTEGER, bos INTEGER);
CREATE TABLE fib (rc_no INTEGER PRIMARY KEY, sup VARCHAR(30), mtl CHAR(2), rc_dt INTEGER, tns DECIMAL(7,2), prc DECIMAL(8,2), moi DECIMAL(4,1));
CREATE TABLE cod (typ CHAR(4), cd CHAR(2), dsc VARCHAR(30), PRIMARY KEY (typ, cd));
`;

const today = '2026-11-16';
const codes = [
  ['QL', '1', 'Prime'], ['QL', '2', 'Seconds'], ['QL', '3', 'Broke'], ['QL', '9', 'Awaiting lab'], ['ST', '10', 'Entered'], ['ST', '20', 'In production'], ['ST', '30', 'Ready to ship'],
  ['ST', '40', 'Shipped'], ['ST', '90', 'Cancelled'], ['WHY', 'WB', 'Web break'], ['WHY', 'ME', 'Mechanical breakdown'], ['WHY', 'EL', 'Electrical breakdown'], ['WHY', 'PM', 'Planned maintenance'],
  ['WHY', 'CL', 'Cleaning'], ['WHY', 'GC', 'Grade change'], ['FAM', 'KL', 'Kraftliner'], ['FAM', 'TL', 'Testliner'], ['FAM', 'FL', 'Fluting'], ['FAM', 'WF', 'Woodfree'], ['FAM', 'SK', 'Sack paper'],
  ['MTL', 'WP', 'Waste paper'], ['MTL', 'SP', 'Softwood pulp'], ['MTL', 'HP', 'Hardwood pulp'], ['MTL', 'ST', 'Starch'], ['JB', 'MM', 'Mill manager'], ['JB', 'FM', 'Foreman'], ['JB', 'MT', 'Machine tender'],
  ['JB', 'LB', 'Lab technician'], ['JB', 'SR', 'Sales representative'], ['JB', 'EL', 'Electrician'],
];
/** Code, text, weight, family, price, still made, machine, share of what is ordered. */
const grades = [['K125', 'Kraftliner brown 125', 125, 'KL', 742, 'Y', 'PM1', 18], ['K150', 'Kraftliner brown 150', 150, 'KL', 718, 'Y', 'PM1', 14], ['K170', 'Kraftliner white top 170', 170, 'KL', 865, 'Y', 'PM1', 8],
  ['T120', 'Testliner 120', 120, 'TL', 528, 'Y', 'PM2', 22], ['T140', 'Testliner 140', 140, 'TL', 515, 'Y', 'PM2', 12], ['F105', 'Fluting 105', 105, 'FL', 489, 'Y', 'PM2', 16], ['F112', 'Fluting 112', 112,
    'FL', 482, 'N', 'PM2', 5],
  ['W080', 'Copy paper 80', 80, 'WF', 1040, 'Y', 'PM3', 15], ['W100', 'Offset paper 100', 100, 'WF', 1115, 'Y', 'PM3', 9], ['W160', 'Card 160', 160, 'WF', 1290, 'N', 'PM3', 3],
  ['S070', 'Sack paper 70', 70, 'SK', 968, 'Y', 'PM3', 8], ['S090', 'Sack paper 90', 90, 'SK', 940, 'Y', 'PM3', 3]];
/** Job, shift, joined, left, boss. */
const posts = [['MM', null, 20080901, 0, 0], ['FM', 'A', 19990412, 0, 1], ['FM', 'B', 20060116, 0, 1], ['FM', 'C', 20020304, 20260630, 1], ['FM', 'C', 20260701, 0, 1], ['MT', 'A', 20110523, 0, 2], ['MT', 'A',
  20180903, 0, 2],
  ['MT', 'A', 20240115, 0, 2], ['MT', 'B', 20090202, 0, 3], ['MT', 'B', 20161010, 0, 3], ['MT', 'C', 20220801, 20251231, 4], ['MT', 'C', 20130617, 0, 4], ['MT', 'C', 20190128, 0, 4], ['MT', 'C', 20260803, 0, 5],
  ['LB', 'A', 20150420, 0, 1], ['LB', 'B', 20210906, 0, 15], ['SR', null, 20120702, 0, 1], ['SR', null, 20170301, 0, 17], ['SR', null, 20230904, 0, 17], ['SR', null, 19970303, 20260331, 1], ['EL', 'A', 20140811, 0, 1],
  ['EL', 'B', 20200113, 0, 21]];
const firms = `Boxwell Packaging|Northgate Corrugated|Karton Krause|Emballages Duval|Castor Print|Hollin Paper Merchants|Sacksmith|Cartiera Lodi|Pressburg Print|Orbis Boxes|Riverton Cartons|Stahl Verpackung
  |Van Dael Papier
  |Copyhouse|Merrow Mills|Bagatelle Sacks|Brandt & Sohn|Papeterie Lumiere|Crateworks|Alder Stationery|Tri-Pack|Milltown Boxes|Nordic Carton|Delft Display|Cement Sacks Ltd|Fenland Packaging|Ostrava Obaly|Lille Carton
  |Bluebell Print|Wessex Board|Zander Druck|Quayside Paper|Helios Labels|Gantry Packaging`.split('|').map((name) => name.trim());
const places = { GB: ['Leeds', 'Bristol', 'Hull'], DE: ['Kassel', 'Ulm'], FR: ['Lille', 'Rouen'], NL: ['Delft', 'Venlo'], IT: ['Lodi'], CZ: ['Ostrava'] };
const fibres = [['Greencycle', 'WP', 142], ['Cityfibre Recovery', 'WP', 131], ['Nordskog Pulp', 'SP', 812], ['Lakeland Cellulose', 'SP', 798], ['Eucapor', 'HP', 655], ['Amylon', 'ST', 560]];
const number = (day) => Number(day.replaceAll('-', ''));

export function fill(insert) {
  const random = new Random(7130);
  const person = people(random);
  insert('cod', codes);
  insert('grd', grades.map((row) => row.slice(0, 6)));
  insert('emp', posts.map(([job, shift, from, to, boss], index) => [index + 1, ...person().toReversed(), job, shift, from, to, boss]));
  const customers = firms.map((name, index) => customer(random, name, index));
  insert('cus', customers);
  const orders = Array.from({ length: 186 }, () => order(random)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1)).map((row, index) => [41_001 + index, ...row]);
  insert('so', orders.map(([id, client, entered, wanted, shipped, ...rest]) => [id, client, number(entered), number(wanted), shipped === null ? 0 : number(shipped), ...rest]));
  const lines = orders.flatMap((row) => linesOf(random, row));
  insert('so_ln', lines);
  const reels = Array.from({ length: 540 }, () => reel(random)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1));
  insert('reel', reels.map((row, index) => [600_001 + index, ...withOrder(random, row, orders, lines)]));
  insert('dntm', Array.from({ length: 168 }, () => stop(random)).toSorted((a, b) => a[1] - b[1]).map((row, index) => [index + 1, ...row]));
  insert('fib', Array.from({ length: 150 }, () => delivery(random)).toSorted((a, b) => a[2] - b[2]).map((row, index) => [9001 + index, ...row]));
}

function customer(random, name, index) {
  const country = /Krause|Stahl|Brandt|Zander/.test(name) ? 'DE' : /Duval|Lumiere|Lille/.test(name) ? 'FR' : /Van Dael|Delft/.test(name) ? 'NL' : /Lodi/.test(name) ? 'IT' : /Ostrava|Pressburg/.test(name) ? 'CZ' : 'GB';
  return [101 + index, name, random.pick(places[country]), country, random.weighted([17, 18, 19, 20], [38, 30, 20, 12]), random.int(2, 24) * 5000, index % 11 === 5 ? 'Y' : 'N', number(random.day('2004-02-02',
    '2026-08-20'))];
}

function order(random) {
  const client = 101 + random.weighted(firms.map((_, index) => index), firms.map((_, index) => (index % 9 === 8 ? 0 : index < 8 ? 9 : 3)));
  const until = client % 8 === 0 ? '2025-11-20' : '2026-11-13';
  const day = random.day(random.chance(0.08) && until > '2026' ? '2026-10-01' : '2025-01-08', until);
  const wanted = plusDays(day, random.int(14, 40));
  const shipped = plusDays(wanted, random.weighted([-5, -2, 0, 3, 9], [22, 26, 24, 18, 10]));
  const isCancelled = random.chance(0.05);
  const isShipped = !isCancelled && shipped < today;
  const state = isCancelled ? '90' : isShipped ? '40' : wanted < '2026-11-24' ? '30' : wanted < '2026-12-05' ? '20' : '10';
  return [client, day, wanted, isShipped ? shipped : null, state, isCancelled ? 0 : random.int(30, 190) * 10];
}

function linesOf(random, [id, , entered]) {
  const count = random.weighted([1, 2, 3], [52, 33, 15]);
  const able = entered > '2026-03-01' ? grades.filter((row) => row[5] === 'Y') : grades;
  const codesOf = new Set(Array.from({ length: count }, () => random.weighted(able, able.map((row) => row[7]))[0]));
  return [...codesOf].map((code, index) => [id, index + 1, code, random.int(8, 96) / 2, Math.round(grades.find((row) => row[0] === code)[4] * (0.9 + random.next() * 0.12))]);
}

function reel(random) {
  const day = random.day(random.chance(0.6) ? '2026-03-02' : '2025-02-01', '2026-11-15');
  const able = day > '2026-03-10' ? grades.filter((row) => row[5] === 'Y') : grades;
  const [code, , , , , , machine] = random.weighted(able, able.map((row) => row[7]));
  const shift = random.pick(['A', 'B', 'C']);
  const foreman = shift === 'A' ? 2 : shift === 'B' ? 3 : day > '2026-06-30' ? 5 : 4;
  const quality = day > '2026-11-12' && random.chance(0.6) ? '9' : random.weighted(['1', '2', '3'], machine === 'PM1' ? [88, 8, 4] : machine === 'PM2' ? [78, 12, 10] : [82, 12, 6]);
  return [machine, code, day, shift, foreman, random.int(1650, 2980), random.pick([2100, 2450, 2800]), random.int(58, 92) / 10, quality];
}

function withOrder(random, [machine, code, day, shift, foreman, kg, width, moisture, quality], orders, lines) {
  const open = orders.filter(([id, , entered, wanted, , state]) => state !== '90' && entered <= day && wanted >= plusDays(day, 1) && lines.some((line) => line[0] === id && line[2] === code));
  const so = quality === '1' && open.length > 0 ? random.pick(open) : undefined;
  const gone = quality === '3' || (so !== undefined && so[4] !== null);
  return [machine, code, number(day), shift, foreman, kg, width, moisture, quality, so?.[0] ?? 0, gone ? null : `${random.pick(['H1', 'H2', 'H3'])}-${twoDigits(random.int(1, 24))}`];
}

function stop(random) {
  const machine = random.weighted(['PM1', 'PM2', 'PM3'], [28, 44, 28]);
  const [why, least, most] = random.weighted([['WB', 8, 70], ['ME', 40, 420], ['EL', 20, 260], ['PM', 240, 720], ['CL', 30, 120], ['GC', 15, 60]], [42, 14, 9, 7, 12, 16]);
  const day = random.chance(0.08) ? random.day('2026-11-09', '2026-11-15') : random.day('2025-06-02', '2026-11-08');
  const able = posts.flatMap(([job, , from, to], index) => ((job === 'MT' || job === 'FM') && from <= number(day) && (to === 0 || to >= number(day)) ? [index + 1] : []));
  return [machine, number(day), `${twoDigits(random.int(0, 23))}${twoDigits(random.int(0, 59))}`, random.int(least, most), why, random.weighted(able,
    able.map((id) => (day < '2026' ? (id === 9 ? 9 : 1) : id === 12 ? (why === 'WB' ? 5 : 0) : 2)))];
}

function delivery(random) {
  const [supplier, material, price] = random.weighted(fibres, [36, 22, 14, 9, 12, 7]);
  return [supplier, material, number(random.day('2025-02-03', '2026-11-14')), random.int(36, 98) / 4, Math.round(price * (0.93 + random.next() * 0.16)), random.int(material === 'WP' ? 80 : 60,
    material === 'WP' ? 145 : 105) / 10];
}
