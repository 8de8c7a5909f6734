// A pharmacy's old till and prescription system; short names, codes, no declared keys, days as YYYYMMDD, names of people as one text.
import { people } from '../names.mjs';
import { Random, cents, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE drg (drg_no INTEGER PRIMARY KEY, drg_nm VARCHAR(40), act_ing VARCHAR(40), frm_cd CHAR(2), str_mg DECIMAL(8,2), pck_sz INTEGER, rx_flg CHAR(1),
  cool_flg CHAR(1),
  sup_no INTEGER, buy_prc DECIMAL(7,2), sel_prc DECIMAL(7,2), min_stk INTEGER, dsc_flg CHAR(1));
CREATE TABLE sup (sup_no INTEGER PRIMARY KEY, sup_nm VARCHAR(40), twn VARCHAR(30), lead_dys INTEGER);
CREATE TABLE pat (pat_no INTEGER PRIMARY KEY, pat_nm VARCHAR(40), dob CHAR(8), sex CHAR(1), twn VARCHAR(30), ins_cd CHAR(2), exm_flg CHAR(1), tel VARCHAR(20),
  dec_dt CHAR(8),
  upd_dt CHAR(8));
CREATE TABLE doc (doc_no INTEGER PRIMARY KEY, doc_nm VARCHAR(40), spc_cd CHAR(2), prac_nm VARCHAR(40), twn VARCHAR(30));
CREATE TABLE emp (emp_no INTEGER PRIMARY KEY, emp_nm VARCHAR(40), job_cd CHAR(2), ent_dt CHAR(8), ext_dt CHAR(8));
CREATE TABLE rx_hd (rx_no INTEGER PRIMARY KEY, pat_no INTEGER, doc_no INTEGER, iss_dt CHAR(8), rcv_dt CHAR(8), rdy_dt CHAR(8), cll_dt CHAR(8), emp_no INTEGER,
  sts_cd CHAR(1),
  rpt_lft INTEGER, dlv_flg CHAR(1));
CREATE TABLE rx_ln (rx_no INTEGER, ln_no INTEGER, drg_no INTEGER, qty INTEGER, ins_amt DECIMAL(8,2), cop_amt DECIMAL(6,2), PRIMARY KEY (rx_no, ln_no));
CREATE TABLE stk (bat_no VARCHAR(10) PRIMARY KEY, drg_no INTEGER, loc_cd CHAR(2), qty_oh INTEGER, exp_dt CHAR(8), rcv_dt CHAR(8));
CREATE TABLE stk_mv (mv_no INTEGER PRIMARY KEY, bat_no VARCHAR(10), mv_dt CHAR(8), mv_cd CHAR(1), qty INTEGER, emp_no INTEGER);
CREATE TABLE otc_sl (sl_no INTEGER PRIMARY KEY, sl_dt CHAR(8), sl_tm CHAR(4), drg_no INTEGER, qty INTEGER, unt_prc DECIMAL(7,2), dsc_pct DECIMAL(4,1),
  emp_no INTEGER, pay_cd CHAR(1));
CREATE TABLE cd_txt (cd_fld VARCHAR(8), cd_val VARCHAR(2), cd_dsc VARCHAR(40), PRIMARY KEY (cd_fld, cd_val));
`;

const codes = [
  ['FRM', 'TB', 'Tablets'], ['FRM', 'CP', 'Capsules'], ['FRM', 'SY', 'Syrup'], ['FRM', 'CR', 'Cream'], ['FRM', 'SP', 'Spray'], ['FRM', 'IN', 'Injection'],
  ['FRM', 'DR', 'Drops'],
  ['SPC', 'GP', 'General practice'], ['SPC', 'PD', 'Paediatrics'], ['SPC', 'DE', 'Dermatology'], ['SPC', 'CA', 'Cardiology'], ['SPC', 'DT', 'Dentistry'],
  ['INS', 'PU', 'Public health fund'], ['INS', 'PR', 'Private insurance'], ['INS', 'NO', 'Not insured'], ['JOB', 'PH', 'Pharmacist'], ['JOB', 'TE', 'Technician'],
  ['JOB', 'SA', 'Sales assistant'], ['RXST', 'O', 'Open'], ['RXST', 'R', 'Ready for collection'], ['RXST', 'C', 'Collected'], ['RXST', 'X', 'Cancelled'],
  ['MV', 'I', 'Goods in'],
  ['MV', 'D', 'Destroyed'], ['MV', 'T', 'Returned to supplier'], ['MV', 'K', 'Stock count correction'], ['PAY', 'C', 'Cash'], ['PAY', 'K', 'Card'],
  ['PAY', 'A', 'On account'],
  ['LOC', 'SH', 'Shop shelf'], ['LOC', 'BK', 'Back room'], ['LOC', 'FR', 'Fridge'], ['LOC', 'SF', 'Safe'],
];
const suppliers = [['Medivan Wholesale', 'Corwell', 1], ['Harbour Pharma', 'Port Lessing', 2], ['Alpine Remedies', 'Hochfeld', 6], ['Northern Generics', 'Corwell', 3],
  ['Sanora Direct', 'Lisfield', 4]];
const drugs = [
  ['Dolorin 500', 'Paracetamol', 'TB', 500, 20, 'N', 'N', 4, 2.95], ['Dolorin Junior', 'Paracetamol', 'SY', 24, 1, 'N', 'N', 4, 4.6],
  ['Ibuxan 200', 'Ibuprofen', 'TB', 200, 20, 'N', 'N', 1, 4.25],
  ['Ibuxan 400', 'Ibuprofen', 'TB', 400, 30, 'Y', 'N', 1, 7.9], ['Ibuxan Gel', 'Ibuprofen', 'CR', 50, 1, 'N', 'N', 1, 8.75],
  ['Asperol', 'Acetylsalicylic acid', 'TB', 500, 20, 'N', 'N', 4, 3.8],
  ['Cardasp 100', 'Acetylsalicylic acid', 'TB', 100, 98, 'Y', 'N', 4, 5.1], ['Amoxilen 500', 'Amoxicillin', 'CP', 500, 21, 'Y', 'N', 1, 11.4],
  ['Amoxilen Dry', 'Amoxicillin', 'SY', 250, 1, 'Y', 'Y', 1, 13.2], ['Penivar', 'Phenoxymethylpenicillin', 'TB', 250, 28, 'Y', 'N', 4, 9.3],
  ['Azirom', 'Azithromycin', 'TB', 250, 6, 'Y', 'N', 2, 16.8],
  ['Presserin 5', 'Amlodipine', 'TB', 5, 28, 'Y', 'N', 4, 6.2], ['Presserin 10', 'Amlodipine', 'TB', 10, 28, 'Y', 'N', 4, 7.4],
  ['Ramitens', 'Ramipril', 'CP', 5, 28, 'Y', 'N', 4, 6.9],
  ['Betalok', 'Metoprolol', 'TB', 50, 56, 'Y', 'N', 2, 9.95], ['Lipostat', 'Atorvastatin', 'TB', 20, 28, 'Y', 'N', 2, 12.6],
  ['Simvar', 'Simvastatin', 'TB', 40, 28, 'Y', 'N', 4, 8.1],
  ['Glucomet', 'Metformin', 'TB', 500, 84, 'Y', 'N', 4, 10.3], ['Insuval Pen', 'Insulin glargine', 'IN', 100, 5, 'Y', 'Y', 2, 64.5],
  ['Insurapid Pen', 'Insulin lispro', 'IN', 100, 5, 'Y', 'Y', 2, 58.9],
  ['Thyrex 75', 'Levothyroxine', 'TB', 0.075, 56, 'Y', 'N', 1, 7.25], ['Omezol 20', 'Omeprazole', 'CP', 20, 28, 'Y', 'N', 4, 8.85],
  ['Omezol 10', 'Omeprazole', 'CP', 10, 14, 'N', 'N', 4, 9.9],
  ['Airflow Spray', 'Salbutamol', 'SP', 0.1, 1, 'Y', 'N', 2, 14.2], ['Pulmosan', 'Budesonide', 'SP', 0.2, 1, 'Y', 'N', 2, 31.5],
  ['Cetirin', 'Cetirizine', 'TB', 10, 30, 'N', 'N', 4, 6.45],
  ['Loratin', 'Loratadine', 'TB', 10, 30, 'N', 'N', 4, 6.95], ['Nasofree', 'Xylometazoline', 'SP', 1, 1, 'N', 'N', 5, 5.35],
  ['Bronchosol', 'Ambroxol', 'SY', 6, 1, 'N', 'N', 5, 7.8],
  ['Thymian Syrup', 'Thyme extract', 'SY', null, 1, 'N', 'N', 3, 9.2], ['Cortiderm', 'Hydrocortisone', 'CR', 10, 1, 'Y', 'N', 1, 10.75],
  ['Panthea Balm', 'Dexpanthenol', 'CR', 50, 1, 'N', 'N', 3, 6.8],
  ['Fungistop', 'Clotrimazole', 'CR', 10, 1, 'N', 'N', 5, 7.6], ['Otidrops', 'Ciprofloxacin', 'DR', 3, 1, 'Y', 'N', 2, 13.9],
  ['Visotears', 'Hyaluronic acid', 'DR', 2, 1, 'N', 'N', 3, 12.95],
  ['Vitamin D Forte', 'Colecalciferol', 'CP', 0.025, 60, 'N', 'N', 3, 11.5], ['Magnesia 300', 'Magnesium', 'TB', 300, 60, 'N', 'N', 3, 10.9],
  ['Ferrolin', 'Iron sulphate', 'CP', 100, 50, 'N', 'N', 3, 13.4],
  ['Diastop', 'Loperamide', 'CP', 2, 12, 'N', 'N', 5, 6.1], ['Laxopur', 'Macrogol', 'SY', null, 1, 'N', 'N', 5, 12.2],
  ['Morphelan', 'Morphine', 'TB', 10, 20, 'Y', 'N', 2, 19.7],
  ['Zolpinox', 'Zolpidem', 'TB', 10, 20, 'Y', 'N', 1, 9.15], ['Fluvaxin', 'Influenza vaccine', 'IN', null, 1, 'Y', 'Y', 2, 24.8],
  ['Tanalgin', 'Metamizole', 'DR', 500, 1, 'Y', 'N', 1, 8.3],
  ['Herbal Calm Tea', 'Valerian', 'DR', null, 1, 'N', 'N', 3, 5.95], ['Gastrosil', 'Ranitidine', 'TB', 150, 20, 'Y', 'N', 1, 8.6],
];
const doctors = [['GP', 'Corwell Health Centre', 'Corwell'], ['GP', 'Corwell Health Centre', 'Corwell'], ['GP', 'Practice at the Bridge', 'Lisfield'],
  ['PD', 'Little Stars', 'Corwell'],
  ['DE', 'Skin Centre', 'Port Lessing'], ['CA', 'Heart Practice', 'Corwell'], ['GP', 'Dr Harrow and Partners', 'Ambleton'], ['DT', 'Smile Corner', 'Corwell'],
  ['GP', 'Village Surgery', 'Ambleton'],
  ['CA', 'St Anne Hospital', 'Port Lessing'], ['GP', 'Riverside Practice', 'Corwell']];
const staff = [['PH', '20110301', null], ['PH', '20180917', null], ['TE', '20150601', null], ['TE', '20210201', null], ['SA', '20190805', null],
  ['SA', '20230410', '20260731'],
  ['SA', '20260803', null], ['PH', '20220103', '20260331']];
const serving = { 4: [4, 8], 5: [31, 26, 33], 6: [7, 12, 13, 14, 15, 16, 17], 8: [4, 8, 44], 10: [7, 14, 15, 16] };
const compact = (day) => (day === null ? null : day.replaceAll('-', ''));

export function fill(insert) {
  const random = new Random(5309);
  const person = people(random);
  const fullName = () => person().toReversed().join(', ');
  insert('cd_txt', codes);
  insert('sup', suppliers.map((row, index) => [index + 1, ...row]));
  const items = drugs.map((row, index) => drug(random, row, 100 + index + 1));
  insert('drg', items);
  insert('doc', doctors.map((row, index) => [index + 1, `Dr ${fullName()}`, ...row]));
  insert('emp', staff.map((row, index) => [index + 1, fullName(), ...row]));
  const patients = Array.from({ length: 150 }, (_, index) => patient(random, fullName(), 2001 + index));
  insert('pat', patients);
  const scripts = Array.from({ length: 390 }, () => openDay(random, '2026-01-05', '2026-11-16')).toSorted((a, b) => (a < b ? -1 : 1)).map((day, index) => script(random,
    { day, id: 70_001 + index, patients }));
  insert('rx_hd', scripts);
  insert('rx_ln', scripts.flatMap((row) => linesOf(random, row, items, patients)));
  const batches = items.flatMap((row) => batchesOf(random, row));
  insert('stk', batches);
  insert('stk_mv', batches.flatMap((row) => movesOf(random, row)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
  const sold = Array.from({ length: 560 }, () => openDay(random, '2026-05-04', '2026-11-16')).map((day) => [day, time(random, day)]);
  const till = sold.toSorted((a, b) => (a.join('') < b.join('') ? -1 : 1));
  insert('otc_sl', till.map(([day, clock], index) => sale(random, items, [index + 1, day, clock])));
}

function drug(random, [name, ingredient, form, strength, pack, rx, cool, supplier, price], id) {
  return [id, name, ingredient, form, strength, pack, rx, cool, supplier, cents(price * (0.55 + random.next() * 0.2)), price, random.pick([5, 8, 10, 12]),
    name === 'Gastrosil' ? 'Y' : 'N'];
}

function patient(random, name, id) {
  const born = random.day('1934-01-01', '2023-09-01');
  const insured = random.weighted(['PU', 'PR', 'NO'], [76, 19, 5]);
  const dead = born < '1952' && random.chance(0.1) ? compact(random.day('2026-02-01', '2026-10-20')) : null;
  const phone = random.chance(0.8) ? `0331 ${random.int(10_000, 99_999)}` : null;
  return [id, name, compact(born), random.pick(['F', 'M']), random.weighted(['Corwell', 'Lisfield', 'Ambleton', 'Port Lessing'], [60, 18, 15, 7]), insured,
    insured === 'PU' && (born > '2008-11-16' || random.chance(0.15)) ? 'Y' : 'N', phone, dead, '20260301'];
}

function openDay(random, from, to) {
  for (;;) {
    const day = random.chance(0.3) ? random.day('2026-10-01', to) : random.day(from, to);
    if (weekday(day) !== 0) return day;
  }
}

function script(random, { day, id, patients }) {
  const known = patients.filter(([number, , , , , , , , dead]) => number < 2138 && (dead === null || dead > compact(day)));
  const [who, , born] = known[Math.floor(random.next() ** 1.5 * known.length)];
  const issued = plusDays(day, -random.weighted([0, 1, 2, 6], [50, 25, 15, 10]));
  const ready = plusDays(day, random.weighted([0, 1, 2, 4], [55, 28, 12, 5]));
  const collected = plusDays(ready, random.weighted([0, 1, 3, 7, 15], [40, 28, 18, 10, 4]));
  const isDropped = random.chance(0.03);
  const isReady = !isDropped && (ready < '2026-11-16' || (ready === '2026-11-16' && random.chance(0.6)));
  const isGone = isReady && collected < '2026-11-16' && random.chance(0.985);
  const status = isDropped ? 'X' : isGone ? 'C' : isReady ? 'R' : 'O';
  const doctor = born > '20120101' ? random.weighted([4, 1, 3], [7, 2, 1]) : random.weighted([1, 2, 3, 5, 6, 7, 8, 9, 10, 11], [20, 18, 12, 8, 12, 9, 5, 5, 4, 0]);
  const pharmacist = random.weighted(day < '2026-03-31' ? [1, 2, 8] : [1, 2, 3], [5, 4, 2]);
  return [id, who, doctor, compact(issued), compact(day), isReady ? compact(ready) : null, isGone ? compact(collected) : null, status === 'O' ? null : pharmacist, status,
    random.weighted([0, 1, 2, 3], [70, 12, 10, 8]), random.chance(0.12) ? 'Y' : 'N'];
}

function linesOf(random, [rx, who, doctor], items, patients) {
  const allowed = items.filter(([, , , , , , needed, , , , , , stopped], index) => needed === 'Y' && stopped === 'N' && (serving[doctor]?.includes(index + 1) ?? true));
  const [, , , , , insured, exempt] = patients[who - 2001];
  return random.sample(allowed, Math.min(allowed.length, random.weighted([1, 2, 3, 4], [52, 28, 14, 6]))).map(([drugNo, , , , , , , , , , price], index) => {
    const quantity = random.weighted([1, 2, 3], [78, 16, 6]);
    const own = insured === 'NO' ? price * quantity : exempt === 'Y' ? 0 : Math.min(5, price * quantity);
    return [rx, index + 1, drugNo, quantity, cents(price * quantity - own), cents(own)];
  });
}

function batchesOf(random, [id, , , , , , , cool, , , , least, stopped]) {
  return Array.from({ length: stopped === 'Y' ? 1 : random.weighted([1, 2, 3], [35, 45, 20]) }, () => {
    const received = random.day('2025-06-01', '2026-11-10');
    const expires = plusDays(received, random.int(150, 900));
    const place = cool === 'Y' ? 'FR' : id === 141 ? 'SF' : random.weighted(['SH', 'BK'], [6, 4]);
    return [`${random.pick(['A', 'B', 'K', 'T'])}${random.int(10_000, 99_999)}`, id, place, random.chance(0.1) ? 0 : random.int(1, least * 2), compact(expires),
      compact(received)];
  });
}

function movesOf(random, [batch, , , stock, expires, received]) {
  const rows = [[batch, received, 'I', stock + random.int(2, 30), random.pick([3, 4])]];
  if (expires < '20261115' && random.chance(0.6)) rows.push([batch, compact(plusDays(dayOf(expires), 1)), 'D', -random.int(1, 9), random.pick([1, 2, 3])]);
  if (random.chance(0.12)) rows.push([batch, compact(random.day(dayOf(received), '2026-11-14')), random.pick(['K', 'T']), -random.int(1, 4), random.pick([1, 3, 4])]);
  return rows;
}

function time(random, day) {
  return random.time(8, day === '2026-11-16' ? 12 : 18, 1).replace(':', '');
}

function sale(random, items, [id, day, clock]) {
  const open = items.filter(([, , , , , , needed]) => needed === 'N');
  const isWinter = day > '2026-09-20';
  const [drugNo, , , , , , , , , , price] = random.weighted(open, open.map(([, , ingredient]) => (/Xylo|Ambroxol|Thyme|Para/.test(ingredient) && isWinter ? 5
    : /Cetir|Lorat/.test(ingredient) && !isWinter ? 5 : /Valerian/.test(ingredient) ? 0 : 2)));
  const hired = staff.map((row, index) => [index + 1, ...row]).filter(([, job, from, to]) => job !== 'PH' && from <= compact(day) && (to === null || to >= compact(day)));
  return [id, compact(day), clock, drugNo, random.weighted([1, 2, 3, 5], [74, 19, 5, 2]), price, random.weighted([0, 5, 10, 20], [80, 8, 8, 4]), random.pick(hired)[0],
    random.weighted(['C', 'K', 'A'], [38, 56, 6])];
}

function dayOf(text) {
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}
