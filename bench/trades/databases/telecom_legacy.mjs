// The billing system of a small mobile operator; short names, codes, no declared keys, dates as YYYYMMDD.
import { people } from '../names.mjs';
import { Random, cents, plusDays, twoDigits } from '../random.mjs';

export const schema = `
CREATE TABLE cust (cust_no INTEGER PRIMARY KEY, cust_typ CHAR(1), fst_nm VARCHAR(30), lst_nm VARCHAR(30), co_nm VARCHAR(50), twn VARCHAR(30), eml VARCHAR(60),
  dob CHAR(8), crt_dt CHAR(8), crd_cls CHAR(1));
CREATE TABLE trf (trf_cd CHAR(4) PRIMARY KEY, trf_nm VARCHAR(30), mth_fee DECIMAL(7,2), incl_min INTEGER, incl_mb INTEGER, cur_flg CHAR(1));
CREATE TABLE ln (msisdn VARCHAR(15) PRIMARY KEY, cust_no INTEGER, trf_cd CHAR(4), act_dt CHAR(8), term_dt CHAR(8), ln_sts CHAR(1), hs_cd CHAR(4), agt_no INTEGER);
CREATE TABLE hs (hs_cd CHAR(4) PRIMARY KEY, mfr VARCHAR(20), mdl VARCHAR(30), rrp DECIMAL(7,2), g5_flg CHAR(1));
CREATE TABLE cdr_mth (msisdn VARCHAR(15), yymm CHAR(6), vc_sec INTEGER, sms_ct INTEGER, dat_kb INTEGER, rm_amt DECIMAL(8,2), PRIMARY KEY (msisdn, yymm));
CREATE TABLE inv_hd (inv_no INTEGER PRIMARY KEY, cust_no INTEGER, inv_dt CHAR(8), due_dt CHAR(8), net_amt DECIMAL(9,2), vat_amt DECIMAL(9,2),
  pd_dt CHAR(8), dun_lvl INTEGER);
CREATE TABLE tt (tt_no INTEGER PRIMARY KEY, msisdn VARCHAR(15), opn_dt CHAR(8), cls_dt CHAR(8), cat_cd CHAR(2), prio INTEGER, agt_no INTEGER);
CREATE TABLE agt (agt_no INTEGER PRIMARY KEY, agt_nm VARCHAR(40), shp_cd CHAR(3), ent_dt CHAR(8), ext_dt CHAR(8));
CREATE TABLE shp (shp_cd CHAR(3) PRIMARY KEY, shp_nm VARCHAR(30), twn VARCHAR(30));
CREATE TABLE cd_tx (cd_fld VARCHAR(10), cd_val VARCHAR(4), cd_txt VARCHAR(40), PRIMARY KEY (cd_fld, cd_val));
`;

const codes = [
  ['LN_STS', 'A', 'Active'], ['LN_STS', 'S', 'Suspended'], ['LN_STS', 'T', 'Terminated'], ['CUST_TYP', 'P', 'Private'], ['CUST_TYP', 'B', 'Business'],
  ['TT_CAT', 'NC', 'No coverage'], ['TT_CAT', 'BL', 'Billing dispute'], ['TT_CAT', 'SM', 'SIM or handset fault'], ['TT_CAT', 'SL', 'Slow data'],
  ['TT_CAT', 'PT', 'Number porting'],
];
const tariffs = [
  ['BAS1', 'Basic', 8.99, 100, 500, 'Y'], ['SMT1', 'Smart', 17.99, 400, 5_000, 'Y'], ['SMT2', 'Smart Plus', 24.99, 1_000, 15_000, 'Y'],
  ['UNL1', 'Unlimited', 39.99, null, null, 'Y'], ['BUS1', 'Business Flex', 29.5, 2_000, 20_000, 'Y'], ['OLD1', 'Classic 2015', 14.5, 200, 100, 'N'],
  ['SEN1', 'Silver Talk', 6.5, 300, 0, 'Y'],
];
const handsets = [
  ['H001', 'Nordix', 'N10', 429, 'Y'], ['H002', 'Nordix', 'N7 Lite', 219, 'N'], ['H003', 'Pearl', 'Pearl 5', 899, 'Y'], ['H004', 'Pearl', 'Pearl Mini', 549, 'Y'],
  ['H005', 'Kestrel', 'Flip S', 129, 'N'], ['H006', 'Kestrel', 'Edge', 649, 'Y'], ['H007', 'Tavo', 'T1', 89, 'N'],
];
const shops = [['CEN', 'Central Arcade', 'Harwick'], ['STN', 'Station Kiosk', 'Harwick'], ['MIL', 'Millbrook Mall', 'Millbrook'],
  ['PRT', 'Port Allen', 'Port Allen'], ['WEB', 'Online shop', null]];
const agents = [
  ['Greta Winslow', 'CEN', '20170401', null], ['Boris Adler', 'CEN', '20200115', null], ['Nina Okoro', 'STN', '20190601', null],
  ['Felix Marsh', 'MIL', '20180901', '20251231'],
  ['Tessa Bloom', 'MIL', '20220301', null], ['Ivan Petrov', 'PRT', '20210510', null], ['Webshop', 'WEB', '20160101', null], ['Lara Quist', 'STN', '20260901', null],
];
const firms = 'Harwick Bakery,Oakline Movers,Delta Roofing,Port Allen Fisheries,Brightside Dental,Kettle & Crumb,Summit Surveyors,Millbrook Taxis,Redfern Legal,Ashby Plumbing'.split(',');
const compact = (day) => day.replaceAll('-', '');
const months = ['2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10'];

export function fill(insert) {
  const random = new Random(4404);
  const person = people(random);
  insert('cd_tx', codes);
  insert('trf', tariffs);
  insert('hs', handsets);
  insert('shp', shops);
  insert('agt', agents.map((agent, index) => [index + 1, ...agent]));
  const customers = Array.from({ length: 230 }, (_, index) => customer(random, person, index));
  insert('cust', customers);
  const lines = customers.slice(0, 219).flatMap((row) => linesOf(random, row)).map((row, index) => [`07${700_000_00 + index * 7}`, ...row]);
  insert('ln', lines);
  const usage = lines.flatMap((row) => usageOf(random, row));
  insert('cdr_mth', usage);
  insert('inv_hd', invoicesOf(random, lines, usage).map((row, index) => [80_001 + index, ...row]));
  insert('tt', lines.flatMap((row) => troubleOf(random, row)).map((row, index) => [index + 1, ...row]));
}

function customer(random, person, index) {
  const isFirm = index % 19 === 5 && index < 190;
  const [first, last] = isFirm ? [null, null] : person();
  const created = random.day('2016-03-01', '2026-10-31');
  const town = random.weighted(['Harwick', 'Millbrook', 'Port Allen', 'Easton', 'Dunleigh'], [40, 24, 18, 12, 6]);
  const email = random.chance(0.75) ? `contact${index}@mailhub.example` : null;
  const born = isFirm || random.chance(0.05) ? null : compact(random.day('1940-01-01', '2007-06-01'));
  return [5_001 + index, isFirm ? 'B' : 'P', first, last, isFirm ? firms[(index - 5) / 19] : null, town, email, born, compact(created),
    random.weighted(['A', 'B', 'C'], [60, 30, 10])];
}

function linesOf(random, [customer, type, , , , , , , created]) {
  const count = type === 'B' ? random.int(3, 9) : random.weighted([1, 2, 3], [76, 18, 6]);
  const joined = `${created.slice(0, 4)}-${created.slice(4, 6)}-${created.slice(6)}`;
  return Array.from({ length: count }, (_, index) => {
    const start = index === 0 || joined > '2026-10-01' ? joined : random.day(joined, '2026-10-28');
    const end = random.chance(0.17) && start < '2026-08-01' ? random.day(start < '2025-01-01' ? '2025-01-05' : plusDays(start, 20), '2026-11-10') : null;
    const tariff = type === 'B' ? 'BUS1' : start < '2019-01-01' && random.chance(0.5) ? 'OLD1' : random.weighted(['BAS1', 'SMT1', 'SMT2', 'UNL1',
      'SEN1'], [20, 34, 22, 16, 8]);
    const status = end === null ? random.weighted(['A', 'S'], [95, 5]) : 'T';
    return [customer, tariff, compact(start), end === null ? null : compact(end), status, random.chance(0.6) ? random.pick(handsets)[0] : null,
      random.weighted([1, 2, 3, 4, 5, 6, 7, null], [14, 12, 12, 10, 8, 12, 28, 4])];
  });
}

function usageOf(random, [number, , tariff, start, end]) {
  const billed = months.filter((month) => month.replace('-', '') >= start.slice(0, 6) && (end === null || month.replace('-', '') <= end.slice(0, 6)));
  const [, , , , data] = tariffs.find(([code]) => code === tariff);
  const most = data === null ? 60_000 : data * 1.2;
  return billed.filter(() => random.chance(0.97)).map((month) => [
    number, month.replace('-', ''), random.int(0, 420) * 60 + random.int(0, 59), random.int(0, 60), Math.round(random.next() * most * 1_024),
      random.chance(0.12) ? cents(random.next() * 45) : 0,
  ]);
}

function invoicesOf(random, lines, usage) {
  const owners = new Map(lines.map(([number, customer, tariff]) => [number, { customer, fee: tariffs.find(([code]) => code === tariff)[2] }]));
  const sums = new Map();
  for (const [number, month, , , , roaming] of usage) {
    const { customer, fee } = owners.get(number);
    const key = `${month} ${customer}`;
    sums.set(key, (sums.get(key) ?? 0) + fee + roaming);
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, sum]) => invoice(random, key.split(' '), sum));
}

function invoice(random, [month, customer], sum) {
  const next = Number(month.slice(4)) + 1;
  const day = `${month.slice(0, 4)}-${twoDigits(next)}-02`;
  const paid = random.chance(month === '202610' ? 0.55 : 0.93) ? plusDays(day, random.weighted([1, 8, 13, 30], [40, 30, 22, 8])) : null;
  const isPaid = paid !== null && paid <= '2026-11-15';
  return [Number(customer), compact(day), compact(plusDays(day, 14)), cents(sum), cents(sum * 0.2), isPaid ? compact(paid) : null,
    isPaid ? 0 : month <= '202608' ? random.int(1, 3) : 0];
}

function troubleOf(random, [number, , , start, end]) {
  if (!random.chance(0.35)) return [];
  const first = start > '20250110' ? `${start.slice(0, 4)}-${start.slice(4, 6)}-${start.slice(6)}` : '2025-01-10';
  const last = end === null ? '2026-11-15' : `${end.slice(0, 4)}-${end.slice(4, 6)}-${end.slice(6)}`;
  return Array.from({ length: random.weighted([1, 2, 3], [70, 20, 10]) }, () => {
    const opened = first < last ? random.day(first, last) : first;
    const closed = plusDays(opened, random.weighted([0, 1, 4, 12], [30, 30, 28, 12]));
    return [number, compact(opened), closed <= '2026-11-15' && random.chance(0.92) ? compact(closed) : null,
      random.weighted(['NC', 'BL', 'SM', 'SL', 'PT'], [22, 28, 20, 22, 8]), random.weighted([1, 2, 3], [12, 48, 40]), random.int(1, 6)];
  });
}
