// A sawmill on a system of the nineties; short names, no declared keys, DD/MM/YYYY in some tables and YYYYMMDD in others, volumes in cubic metres.
import { people } from '../names.mjs';
import { Random, cents, dayMonthYear, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE spc (spc_cd CHAR(2) PRIMARY KEY, spc_nm VARCHAR(20), hw_fl CHAR(1), dens INTEGER);
CREATE TABLE sup (sup_no INTEGER PRIMARY KEY, sup_nm VARCHAR(35), sup_typ CHAR(1), twn VARCHAR(20), dist_km INTEGER, cert_fl CHAR(1), act_fl CHAR(1));
CREATE TABLE log_dlv (dlv_no INTEGER PRIMARY KEY, sup_no INTEGER, spc_cd CHAR(2), dlv_dt CHAR(8), trk_pl VARCHAR(10), wt_in_kg INTEGER, wt_out_kg INTEGER,
  vol_m3 DECIMAL(7,2), qual_cd CHAR(1), prc_m3 DECIMAL(7,2), pd_dt CHAR(8));
CREATE TABLE emp (emp_no INTEGER PRIMARY KEY, fst_nm VARCHAR(20), lst_nm VARCHAR(25), job_cd CHAR(2), shf_cd CHAR(1), hr_rt DECIMAL(6,2), boss_no INTEGER,
  hir_dt CHAR(10), end_dt CHAR(10));
CREATE TABLE mach (mach_cd CHAR(3) PRIMARY KEY, mach_nm VARCHAR(30), bld CHAR(1), yr_blt INTEGER, kw INTEGER, nxt_svc CHAR(10));
CREATE TABLE prd (prd_cd VARCHAR(8) PRIMARY KEY, prd_ds VARCHAR(40), spc_cd CHAR(2), grd CHAR(1), thk_mm INTEGER, wid_mm INTEGER, dry_fl CHAR(1),
  lst_prc DECIMAL(8,2), stk_m3 DECIMAL(8,2), min_m3 DECIMAL(8,2));
CREATE TABLE saw_run (run_no INTEGER PRIMARY KEY, mach_cd CHAR(3), emp_no INTEGER, spc_cd CHAR(2), run_dt CHAR(8), shf_cd CHAR(1), log_m3 DECIMAL(7,2),
  brd_m3 DECIMAL(7,2), mins INTEGER);
CREATE TABLE dwn (dwn_no INTEGER PRIMARY KEY, mach_cd CHAR(3), dwn_dt CHAR(8), mins INTEGER, rsn_cd CHAR(2), rep_cst DECIMAL(9,2));
CREATE TABLE cst (cst_no INTEGER PRIMARY KEY, cst_nm VARCHAR(35), cst_grp CHAR(1), cntry CHAR(2), crd_lim DECIMAL(10,2), blk_fl CHAR(1), rep_no INTEGER, crt_dt CHAR(8));
CREATE TABLE ord_hd (ord_no INTEGER PRIMARY KEY, cst_no INTEGER, ord_dt CHAR(10), req_dt CHAR(10), shp_dt CHAR(10), sts CHAR(1), frt_amt DECIMAL(8,2), upd_dt CHAR(8));
CREATE TABLE ord_ln (ord_no INTEGER, ln_no INTEGER, prd_cd VARCHAR(8), qty_m3 DECIMAL(7,2), prc DECIMAL(8,2), dsc_pct DECIMAL(4,1), PRIMARY KEY (ord_no, ln_no));
CREATE TABLE cd (typ CHAR(4), cd CHAR(2), ds VARCHAR(30), PRIMARY KEY (typ, cd));
`;

const species = [['SP', 'Spruce', 'N', 450], ['FI', 'Fir', 'N', 440], ['PI', 'Pine', 'N', 510], ['LA', 'Larch', 'N', 590], ['DG', 'Douglas fir', 'N', 530],
  ['OA', 'Oak', 'Y', 710], ['BE', 'Beech', 'Y', 720], ['AS', 'Ash', 'Y', 690], ['WA', 'Walnut', 'Y', 640]];
const codes = [
  ['STS', 'N', 'New'], ['STS', 'P', 'In production'], ['STS', 'S', 'Shipped'], ['STS', 'I', 'Invoiced'], ['STS', 'C', 'Cancelled'],
  ['JOB', 'SW', 'Sawyer'], ['JOB', 'GR', 'Grader'], ['JOB', 'FL', 'Forklift driver'], ['JOB', 'MC', 'Mechanic'], ['JOB', 'SR', 'Sales rep'], ['JOB', 'MG', 'Manager'],
  ['SHF', 'E', 'Early shift'], ['SHF', 'L', 'Late shift'], ['SHF', 'D', 'Day'],
  ['RSN', 'BL', 'Blade change'], ['RSN', 'JM', 'Jam'], ['RSN', 'EL', 'Electrical fault'], ['RSN', 'NL', 'No logs'], ['RSN', 'MT', 'Planned maintenance'],
  ['STYP', 'F', 'State forest'], ['STYP', 'P', 'Private owner'], ['STYP', 'T', 'Timber trader'],
  ['CGRP', 'B', 'Builder'], ['CGRP', 'J', 'Joinery'], ['CGRP', 'D', 'Dealer'], ['CGRP', 'X', 'Packaging'],
  ['QUAL', 'A', 'Veneer'], ['QUAL', 'B', 'Good'], ['QUAL', 'C', 'Standard'], ['QUAL', 'D', 'Industrial'],
];
const suppliers = [
  ['Forest District Oberau', 'F', 'Oberau', 18, 'Y', 'Y'], ['Forest District Tannwald', 'F', 'Tannwald', 41, 'Y', 'Y'],
  ['Baron Eschenloh Estate', 'P', 'Eschenloh', 9, 'Y', 'Y'],
  ['Huber Woodland', 'P', 'Oberau', 15, 'N', 'Y'], ['Monastery Saint Gall Forests', 'P', 'Gallbach', 33, 'Y', 'Y'],
  ['Lindner Timber Trade', 'T', 'Brunnheim', 87, 'N', 'Y'],
  ['Karst & Sons', 'T', 'Dolina', 164, 'Y', 'Y'], ['Alpine Roundwood', 'T', 'Hochried', 122, 'Y', 'Y'], ['Widow Pichler Woods', 'P', 'Gallbach', 29, 'N', 'N'],
  ['Cooperative of Forest Owners', 'P', 'Tannwald', 37, 'Y', 'Y'], ['Rotter Hardwoods', 'T', 'Brunnheim', 95, 'N', 'N'],
];
const machines = [['FR1', 'Frame saw Gatter', 'A', 1994, 132, '14/12/2026'], ['BS1', 'Band saw large', 'A', 2011, 110, '02/11/2026'],
  ['BS2', 'Band saw small', 'B', 2003, 55, '20/01/2027'],
  ['CH1', 'Chipper canter', 'A', 2018, 315, '09/12/2026'], ['PL1', 'Planer', 'C', 2015, 75, '26/10/2026'], ['DB1', 'Debarker', 'A', 1998, 90, '11/02/2027']];
const staff = [
  ['MG', 'D', 41.5, null, '1998-05-04', null], ['SW', 'E', 24.8, 1, '2001-03-12', null], ['SW', 'E', 22.1, 2, '2014-08-18', null],
  ['SW', 'L', 23.6, 1, '2006-10-02', null],
  ['SW', 'L', 21.4, 4, '2019-01-07', null], ['SW', 'L', 20.9, 4, '2021-05-17', '2026-07-31'], ['GR', 'E', 20.2, 2, '2012-02-06', null],
  ['GR', 'L', 19.4, 4, '2023-09-04', null],
  ['FL', 'E', 18.7, 2, '2017-06-19', null], ['FL', 'L', 18.1, 4, '2022-11-14', null], ['MC', 'D', 26.3, 1, '2009-04-01', null], ['MC', 'D', 23.9, 11, '2024-02-19', null],
  ['SR', 'D', 27.5, 1, '2010-01-11', null], ['SR', 'D', 25.2, 13, '2018-09-10', null], ['SR', 'D', 23.8, 13, '2020-03-02', '2026-02-27'],
  ['FL', 'E', 17.6, 2, '2026-03-16', null],
  ['SW', 'E', 19.9, 2, '2026-08-10', null], ['GR', 'E', 19.1, 2, '2015-07-06', '2025-12-19'],
];
const products = [
  ['SP2448', 'Spruce batten 24x48', 'SP', 'B', 24, 48, 'N', 262, 38.4, 20], ['SP60A', 'Spruce beam 60x160', 'SP', 'A', 60, 160, 'Y', 348, 52.1, 25],
  ['SP60B', 'Spruce beam 60x160', 'SP', 'B', 60, 160, 'N', 286, 14.7, 25], ['SP100', 'Spruce beam 100x200', 'SP', 'B', 100, 200, 'N', 305, 61.3, 20],
  ['SPPAL', 'Pallet boards', 'SP', 'C', 22, 98, 'N', 189, 84.9, 40], ['FI27', 'Fir boards 27 mm', 'FI', 'B', 27, 150, 'Y', 318, 9.6, 12],
  ['PI27', 'Pine boards 27 mm', 'PI', 'B', 27, 140, 'Y', 331, 17.2, 10], ['PI45', 'Pine planks 45 mm', 'PI', 'C', 45, 180, 'N', 268, 22.8, 10],
  ['LA27', 'Larch decking 27 mm', 'LA', 'A', 27, 145, 'Y', 612, 11.5, 8], ['LA20', 'Larch cladding 20 mm', 'LA', 'B', 20, 125, 'Y', 544, 3.2, 6],
  ['DG50', 'Douglas planks 50 mm', 'DG', 'B', 50, 200, 'N', 398, 13.9, 6], ['OA27', 'Oak boards 27 mm', 'OA', 'A', 27, 180, 'Y', 1_420, 7.8, 5],
  ['OA52', 'Oak planks 52 mm', 'OA', 'A', 52, 220, 'Y', 1_690, 2.1, 4], ['OARUS', 'Oak rustic 30 mm', 'OA', 'C', 30, 160, 'Y', 890, 6.4, 3],
  ['BE34', 'Beech planks 34 mm', 'BE', 'B', 34, 160, 'Y', 720, 10.3, 6], ['AS40', 'Ash planks 40 mm', 'AS', 'B', 40, 170, 'Y', 860, 4.9, 4],
  ['WA40', 'Walnut slabs 40 mm', 'WA', 'A', 40, 300, 'Y', 2_950, 1.6, 1],
];
const wanted = [12, 14, 10, 12, 13, 5, 6, 5, 7, 5, 4, 5, 4, 3, 5, 3, 0];
const firms = [
  ['Holzbau Reiter', 'B', 'AT'], ['Zimmerei Sommer', 'B', 'DE'], ['Falegnameria Dorigo', 'J', 'IT'], ['Joinery Wenger', 'J', 'CH'], ['Timber Hall Rosenau', 'D', 'DE'],
  ['Paletten Gruber', 'X', 'AT'], ['Legnami Valsugo', 'D', 'IT'], ['Stair Makers Eder', 'J', 'AT'], ['Roof & Frame Lechner', 'B', 'AT'], ['Crate Works Mur', 'X', 'AT'],
  ['Moebel Anton Kranz', 'J', 'DE'], ['Floors of Salten', 'J', 'IT'], ['Passau Wood Yard', 'D', 'DE'], ['Carpentry Steinwender', 'B', 'AT'],
  ['Helvetia Parkett', 'J', 'CH'],
  ['Terrace World', 'D', 'DE'], ['House Kit Alpenland', 'B', 'AT'], ['Boatyard Seefeld', 'J', 'DE'], ['Building Yard Inntal', 'D', 'AT'], ['Box & Board', 'X', 'CH'],
  ['Log Cabin Nordhof', 'B', 'DE'], ['Fenster Pichl', 'J', 'AT'], ['Segheria Monti', 'D', 'IT'], ['Playgrounds Zirbel', 'B', 'AT'],
];
const today = '2026-11-16';
const compact = (day) => (day === null ? null : day.replaceAll('-', ''));

export function fill(insert) {
  const random = new Random(7503);
  const person = people(random);
  insert('spc', species);
  insert('cd', codes);
  insert('sup', suppliers.map((row, index) => [201 + index, ...row]));
  insert('mach', machines);
  insert('emp', staff.map(([job, shift, rate, boss, hired, left], index) => [index + 1, ...person(), job, shift, rate, boss, dayMonthYear(hired), dayMonthYear(left)]));
  insert('prd', products);
  const deliveries = Array.from({ length: 310 }, () => random.day('2025-01-07', '2026-11-14')).filter((day) => weekday(day) !== 0).toSorted();
  insert('log_dlv', deliveries.map((day, index) => delivery(random, day, 5001 + index)));
  const isWorkday = (day) => ![0, 6].includes(weekday(day));
  const days = Array.from({ length: 690 }, (_, index) => plusDays('2025-01-07', Math.floor(index * 0.983))).filter((day) => isWorkday(day) && day <= '2026-11-13');
  insert('saw_run', days.map((day, index) => run(random, day, index + 1)));
  const stops = Array.from({ length: 150 }, () => random.day('2025-01-07', '2026-11-13')).filter((day) => weekday(day) !== 0).toSorted();
  insert('dwn', stops.map((day, index) => stop(random, day, index + 1)));
  insert('cst', firms.map(([name, group, country], index) => [1001 + index, name, group, country,
    random.pick([5, 8, 10, 15, 20, 30, 50]) * 1_000, [6, 19].includes(index) ? 'Y' : 'N', random.weighted([13, 14, 15], [45, 40, 15]),
    compact(random.day('2004-02-01', '2025-12-10'))]));
  const ordered = Array.from({ length: 400 }, () => random.day('2025-01-07', '2026-11-14')).filter(isWorkday).toSorted();
  const orders = ordered.map((day, index) => order(random, day, 70_001 + index));
  insert('ord_hd', orders.map(([row]) => row));
  insert('ord_ln', orders.flatMap(([, lines]) => lines));
}

function delivery(random, day, id) {
  const supplier = random.weighted(suppliers.map((_, index) => index), [20, 15, 12, 7, 9, 11, 8, 6, 3, 9, 3]);
  const place = supplier === 10 ? random.pick([5, 6, 7]) : random.weighted([0, 1, 2, 3, 4, 5, 6, 7], [44, 10, 12, 9, 6, 8, 7, 4]);
  const [code, , hard, density] = species[place];
  const volume = random.int(1_650, 3_250) / 100;
  const empty = random.int(140, 168) * 100;
  const quality = random.weighted(['A', 'B', 'C', 'D'], hard === 'Y' ? [16, 44, 30, 10] : [3, 42, 40, 15]);
  const base = { SP: 96, FI: 90, PI: 84, LA: 128, DG: 118, OA: 310, BE: 112, AS: 148 }[code];
  const price = cents(base * { A: 1.6, B: 1, C: 0.86, D: 0.64 }[quality] * (day >= '2026' ? 1.06 : 1));
  const paid = plusDays(day, random.int(10, 45));
  const plate = `${random.pick(['RO', 'TS', 'MB', 'GAP'])}-${random.pick(['HK', 'LT', 'WF', 'SG'])} ${random.int(101, 119)}`;
  return [id, 201 + supplier, code, compact(day), plate, empty + Math.round((volume * density * 1.45) / 10) * 10, empty, volume, quality, price,
    paid < today && random.chance(0.96) ? compact(paid) : null];
}

function run(random, day, id) {
  const machine = random.weighted(['FR1', 'BS1', 'BS2', 'CH1'], [22, 34, 16, 28]);
  const sawyers = staff.flatMap(([job, , , , hired, left], index) => (job === 'SW' && hired <= day && (left === null || left >= day) ? [index + 1] : []));
  const worker = random.pick(sawyers);
  const code = machine === 'CH1' ? random.weighted(['SP', 'FI', 'PI'], [74, 12, 14])
    : random.weighted(['SP', 'FI', 'PI', 'LA', 'DG', 'OA', 'BE', 'AS'], [34, 9, 12, 11, 7, 12, 9, 6]);
  const logs = cents(random.int(1_800, machine === 'CH1' ? 9_500 : 5_200) / 100);
  const yielded = cents(logs * ({ FR1: 0.56, BS1: 0.62, BS2: 0.59, CH1: 0.52 }[machine] + random.next() * 0.09));
  return [id, machine, worker, code, compact(day), staff[worker - 1][1], logs, yielded, random.int(25, 47) * 10];
}

function stop(random, day, id) {
  const machine = random.weighted(machines.map(([code]) => code), [26, 20, 13, 17, 9, 15]);
  const reason = random.weighted(['BL', 'JM', 'EL', 'NL', 'MT'], [34, 30, 12, 10, 14]);
  const [low, high] = { BL: [3, 9], JM: [1, 14], EL: [6, 60], NL: [6, 40], MT: [12, 48] }[reason];
  const cost = reason === 'NL' || (reason === 'JM' && random.chance(0.7)) ? null : random.int(low, high) * 22.5 + (reason === 'EL' ? 180 : 0);
  return [id, machine, compact(day), random.int(low, high) * 5, reason, cost];
}

function order(random, day, id) {
  const customer = random.weighted(firms.map((_, index) => index), firms.map((_, index) => (index === 17 ? 0 : 24 - index + (index % 5) * 3)));
  const group = firms[customer][1];
  const asked = plusDays(day, random.pick([7, 10, 14, 14, 21, 28]));
  const sent = plusDays(asked, random.weighted([-4, -1, 0, 2, 6, 13], [16, 26, 26, 16, 10, 6]));
  const isCancelled = random.chance(0.05);
  const isHeldUp = day > '2026-10-01' && id % 6 === 0;
  const isSent = !isCancelled && !isHeldUp && sent <= '2026-11-13' && sent >= day;
  const status = isCancelled ? 'C' : isSent ? (sent > '2026-11-01' ? random.pick(['S', 'I']) : random.weighted(['I', 'S'], [97, 3])) : day > '2026-11-02' ? 'N' : 'P';
  const joinery = (code) => (code < 'P' ? 3 : 0.5);
  const suited = products.map(([, , code], index) => wanted[index] * (group === 'X' ? Number(index === 4) : group === 'J' ? joinery(code) : code === 'SP' ? 3 : 1));
  const places = [...new Set(Array.from({ length: random.weighted([1, 2, 3, 4], [34, 34, 22, 10]) }, () => random.weighted(products.map((_, index) => index), suited)))];
  const lines = places.map((place, index) => {
    const volume = cents(random.int(80, products[place][7] > 700 ? 520 : 2_600) / 100);
    const price = cents(products[place][7] * (day < '2026-01-01' ? 0.96 : 1));
    return [id, index + 1, products[place][0], volume, price, random.weighted([0, 2.5, 5, 10], [52, 20, 18, 10])];
  });
  const freight = random.chance(0.25) ? 0 : random.int(9, 62) * 10;
  return [[id, 1001 + customer, dayMonthYear(day), dayMonthYear(asked), isSent ? dayMonthYear(sent) : null, status, freight, compact(isSent ? sent : day)], lines];
}
