// A regional blood bank; short names, codes, flags J/N, no declared keys, dates as YYYYMMDD in most tables and DD/MM/YYYY in the oldest.
import { people } from '../names.mjs';
import { Random, cents, dayMonthYear, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE dnr (dnr_no INTEGER PRIMARY KEY, fst_nm VARCHAR(30), lst_nm VARCHAR(30), sex CHAR(1), dob CHAR(10), bld_grp VARCHAR(2), rh CHAR(1), twn VARCHAR(30),
  tel VARCHAR(20), reg_dt CHAR(10), def_unt CHAR(8), act_flg CHAR(1), eml_flg CHAR(1), upd_usr VARCHAR(8));
CREATE TABLE don (don_no INTEGER PRIMARY KEY, dnr_no INTEGER, site_cd CHAR(3), nrs_no INTEGER, don_dt CHAR(8), don_typ CHAR(1), vol_ml INTEGER, hb_val DECIMAL(4,1),
  brk_flg CHAR(1));
CREATE TABLE tst (tst_no INTEGER PRIMARY KEY, don_no INTEGER, tst_typ CHAR(3), smp_dt CHAR(8), rpt_dt CHAR(8), rslt CHAR(1));
CREATE TABLE bag (bag_no INTEGER PRIMARY KEY, don_no INTEGER, prd_cd CHAR(2), bld_grp VARCHAR(2), rh CHAR(1), vol_ml INTEGER, prd_dt CHAR(8), exp_dt CHAR(8),
  sts_cd CHAR(1), fr_no INTEGER);
CREATE TABLE hsp (hsp_no INTEGER PRIMARY KEY, hsp_nm VARCHAR(40), twn VARCHAR(30), bed_ct INTEGER, dst_km INTEGER, ctr_flg CHAR(1));
CREATE TABLE ord (ord_no INTEGER PRIMARY KEY, hsp_no INTEGER, ord_dt CHAR(8), dlv_dt CHAR(8), prd_cd CHAR(2), bld_grp VARCHAR(2), rh CHAR(1), qty INTEGER,
  urg_flg CHAR(1), sts_cd CHAR(1));
CREATE TABLE iss (bag_no INTEGER PRIMARY KEY, ord_no INTEGER, iss_dt CHAR(8), prc_amt DECIMAL(7,2));
CREATE TABLE site (site_cd CHAR(3) PRIMARY KEY, site_nm VARCHAR(40), twn VARCHAR(30), mob_flg CHAR(1));
CREATE TABLE nrs (nrs_no INTEGER PRIMARY KEY, nrs_nm VARCHAR(40), site_cd CHAR(3), sup_no INTEGER, ent_dt CHAR(8), ext_dt CHAR(8));
CREATE TABLE cd_tab (fld VARCHAR(10), val VARCHAR(3), txt VARCHAR(40), PRIMARY KEY (fld, val));
`;

const codes = [
  ['DON_TYP', 'W', 'Whole blood'], ['DON_TYP', 'P', 'Plasma'], ['DON_TYP', 'T', 'Platelets'], ['PRD_CD', 'RC', 'Red cells'], ['PRD_CD', 'FP', 'Frozen plasma'],
  ['PRD_CD', 'PC', 'Platelet concentrate'], ['BAG_STS', 'S', 'In stock'], ['BAG_STS', 'I', 'Issued'], ['BAG_STS', 'X', 'Expired'], ['BAG_STS', 'B', 'Blocked'],
  ['ORD_STS', 'O', 'Open'], ['ORD_STS', 'D', 'Delivered'], ['ORD_STS', 'C', 'Cancelled'], ['TST_TYP', 'SCR', 'Screening'], ['TST_TYP', 'CNF', 'Confirmatory test'],
  ['RSLT', 'N', 'Negative'], ['RSLT', 'P', 'Positive'], ['RSLT', 'I', 'Inconclusive'],
];
const hospitals = [
  ['Harwick General', 'Harwick', 640, 4, 'J'], ["St Brendan's Hospital", 'Harwick', 310, 7, 'J'], ['Millbrook Clinic', 'Millbrook', 180, 23, 'J'],
  ['Port Allen Infirmary', 'Port Allen', 220, 41, 'J'], ["Easton Children's Hospital", 'Easton', 140, 35, 'J'], ['Lakeside Heart Centre', 'Lakeside', 95, 52, 'J'],
  ['Dunleigh Cottage Hospital', 'Dunleigh', 40, 64, 'N'], ['Redfern Surgical', 'Harwick', 60, 6, 'N'], ['Northgate Birth Centre', 'Easton', 25, 33, 'N'],
];
const sites = [['HQ1', 'Harwick main centre', 'Harwick', 'N'], ['MIL', 'Millbrook town hall', 'Millbrook', 'N'], ['PAL', 'Port Allen bus', 'Port Allen', 'J'],
  ['UNI', 'University bus', 'Harwick', 'J'], ['EAS', 'Easton fire station', 'Easton', 'N'], ['DUN', 'Dunleigh bus', 'Dunleigh', 'J']];
const nurses = [
  ['Winslow, Greta', 'HQ1', null, '20110301', null], ['Obi, Martha', 'HQ1', 1, '20150901', null], ['Larsen, Ivan', 'MIL', 1, '20180115', null],
  ['Quirke, Salma', 'PAL', 2, '20190601', null], ['Benson, Theo', 'UNI', 2, '20200401', null], ['Conti, Lucia', 'EAS', 1, '20170510', null],
  ['Pike, Judith', 'HQ1', 2, '20220801', '20260630'], ['Farrow, Elias', 'DUN', 6, '20230116', null], ['Molina, Nina', 'HQ1', 2, '20260801', null],
];
const shelfLife = { RC: 42, FP: 730, PC: 6 };
const price = { RC: 148.5, FP: 79, PC: 412 };
const men = new Set(`Adrian Alan Anton Arjun Bernard Boris Bruno Cedric Claude Connor Darius Derek Edgar Elias Emil Eugene Felix Fergus Frank Gavin Gerald Hakim
Harold Hector Henry Isaac Ivan Joel Johan Julian Kasper Leonard Lionel Louis Magnus Max Morten Nigel Noah Oscar Otto Pablo Percy Philip Quentin Rafael Rupert
Samuel Silas Sven Theo Tobias Victor Xavier Yusuf`.split(/\s+/));
const today = '2026-11-16';
const compact = (day) => (day === null ? null : day.replaceAll('-', ''));

export function fill(insert) {
  const random = new Random(5303);
  const person = people(random);
  insert('cd_tab', codes);
  insert('hsp', hospitals.map((row, index) => [index + 1, ...row]));
  insert('site', sites);
  insert('nrs', nurses.map((row, index) => [index + 1, ...row]));
  const donors = Array.from({ length: 190 }, (_, index) => donor(random, person(), index));
  insert('dnr', donors);
  const given = donors.slice(0, 172).flatMap((row) => donationsOf(random, row)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1));
  const donations = given.map((row, index) => [30_001 + index, ...row]);
  insert('don', donations.map(([id, donor, site, nurse, day, ...rest]) => [id, donor, site, nurse, compact(day), ...rest]));
  const tests = donations.flatMap((row) => testsOf(random, row));
  insert('tst', tests.map((row, index) => [index + 1, ...row]));
  const reactive = new Set(tests.filter(([, , , , result]) => result === 'P').map(([donation]) => donation));
  const bags = donations.flatMap((row) => bagsOf(random, row, donors)).map((bag, index) => ({ id: 70_001 + index, isIssued: false, ...bag }));
  const open = bags.filter(({ donation }) => !reactive.has(donation));
  const issues = [];
  const orders = orderDays(random).map((day, index) => order(random, day, 9_001 + index, open, issues));
  insert('ord', orders);
  insert('iss', issues);
  insert('bag', bags.map((bag) => [bag.id, bag.donation, bag.product, bag.group, bag.rhesus, bag.volume, compact(bag.made), compact(bag.expires),
    statusOf(random, bag, reactive), random.int(1, 6)]));
}

function donor(random, [first, last], index) {
  const sex = men.has(first) ? 'M' : 'F';
  const group = random.weighted(['0', 'A', 'B', 'AB'], [41, 42, 12, 5]);
  const town = random.weighted(['Harwick', 'Millbrook', 'Port Allen', 'Easton', 'Dunleigh'], [40, 20, 16, 16, 8]);
  const deferred = random.chance(0.12) ? compact(random.day('2026-03-01', '2027-06-30')) : null;
  const registered = index >= 172 ? random.day('2025-01-10', '2026-11-10') : random.day('2012-03-01', '2026-03-20');
  return [1_001 + index, first, last, sex, dayMonthYear(random.day('1957-01-01', '2006-12-01')), group, random.weighted(['+', '-'], [83, 17]), town,
    random.chance(0.92) ? `0${random.int(3000, 7999)} ${random.int(100000, 999999)}` : null, dayMonthYear(registered), deferred,
    random.chance(0.88) ? 'J' : 'N', random.chance(0.5) ? 'J' : 'N', random.pick(['BATCH', 'KRSYS', 'ADM1'])];
}

function donationsOf(random, [donor, , , sex, , , , town, , registered, , active]) {
  const joined = registered.split('/').toReversed().join('-');
  const from = joined > '2025-07-01' ? joined : '2025-07-01';
  const last = active === 'N' ? '2026-02-28' : '2026-11-15';
  const isRegular = donor === 1_021 || donor === 1_047;
  const days = [from < last ? random.day(from, isRegular ? plusDays(from, 12) : last) : from];
  const count = isRegular ? donor === 1_021 ? 8 : 7 : random.weighted([1, 2, 3, 4, 6], [16, 26, 26, 22, 14]);
  for (let next = 1; next < count; next += 1) days.push(plusDays(days.at(-1), isRegular ? random.int(57, 59) : random.int(57, 120)));
  const home = { Harwick: ['HQ1', 'UNI'], Millbrook: ['MIL', 'HQ1'], 'Port Allen': ['PAL', 'HQ1'], Easton: ['EAS', 'HQ1'], Dunleigh: ['DUN', 'EAS'] }[town];
  return days.filter((day, index) => index === 0 || day <= last).map((day) => {
    const site = random.weighted(home, [70, 30]);
    const isThere = ([, at, , entered, left]) => at === site && entered <= compact(day) && (left === null || left >= compact(day));
    const able = nurses.flatMap((nurse, index) => (isThere(nurse) ? [index + 1] : []));
    const type = site === 'HQ1' ? random.weighted(['W', 'P', 'T'], [56, 22, 22]) : 'W';
    const isBroken = random.chance(0.08);
    const volume = isBroken ? random.int(6, 30) * 10 : { W: 500, P: 650, T: 250 }[type] - random.weighted([0, 25, 50], [70, 20, 10]);
    return [donor, site, random.pick(able), day, type, volume, Math.round(((sex === 'M' ? 14.1 : 12.6) + random.next() * 2.4) * 10) / 10, isBroken ? 'J' : 'N'];
  });
}

function testsOf(random, [donation, , , , day]) {
  const reported = plusDays(day, random.weighted([1, 2, 3, 5], [45, 32, 16, 7]));
  if (reported >= today) return [[donation, 'SCR', compact(day), null, null]];
  const result = random.weighted(['N', 'P', 'I'], [94, 3, 3]);
  const screening = [donation, 'SCR', compact(day), compact(reported), result];
  if (result === 'N') return [screening];
  const confirmed = plusDays(reported, random.int(2, 9));
  return confirmed >= today ? [screening] : [screening, [donation, 'CNF', compact(reported), compact(confirmed), random.weighted(['N', 'P'], [60, 40])]];
}

function bagsOf(random, [donation, donor, , , day, type, , , broken], donors) {
  if (broken === 'J' || plusDays(day, 1) >= today) return [];
  const [, , , , , group, rhesus] = donors[donor - 1_001];
  const products = type === 'T' ? ['PC'] : type === 'P' ? ['FP'] : random.chance(0.3) ? ['RC', 'FP'] : ['RC'];
  const made = plusDays(day, 1);
  return products.map((product) => ({ donation, product, group, rhesus, made, expires: plusDays(made, shelfLife[product]),
    volume: { RC: 280, FP: 240, PC: 220 }[product] + random.int(-3, 3) * 5 }));
}

function orderDays(random) {
  return Array.from({ length: 190 }, () => random.day('2025-08-01', '2026-11-15')).toSorted((a, b) => (a < b ? -1 : 1));
}

/** An order takes from what is on the shelf that day; what it takes is noted in `issues`. */
function order(random, day, id, bags, issues) {
  const hospital = random.weighted([1, 2, 3, 4, 5, 6, 7, 8], [30, 20, 14, 12, 10, 9, 3, 4]);
  const isUrgent = random.chance(0.28);
  const product = random.weighted(['RC', 'FP', 'PC'], [58, 18, 24]);
  const shelf = bags.filter((bag) => bag.product === product && !bag.isIssued && bag.made < day && bag.expires > plusDays(day, product === 'PC' ? 1 : 4));
  const wanted = shelf.length > 0 ? random.pick(shelf) : { group: '0', rhesus: '+' };
  const status = random.chance(0.06) ? 'C' : day > '2026-11-04' || (day > '2026-10-14' && random.chance(0.4)) ? 'O' : shelf.length === 0 ? 'C' : 'D';
  const quantity = random.weighted([1, 2, 3, 4, 6], [24, 30, 22, 16, 8]);
  const delivered = status === 'D' ? plusDays(day, isUrgent || product === 'PC' ? random.int(0, 1) : random.int(0, 4)) : null;
  const taken = status === 'D' ? shelf.filter((bag) => bag.group === wanted.group && bag.rhesus === wanted.rhesus).slice(0, quantity) : [];
  for (const bag of taken) {
    bag.isIssued = true;
    issues.push([bag.id, id, compact(delivered), cents(price[product] * (isUrgent ? 1.15 : 1))]);
  }
  return [id, hospital, compact(day), compact(delivered), product, wanted.group, wanted.rhesus, quantity, isUrgent ? 'J' : 'N', status];
}

function statusOf(random, bag, reactive) {
  if (bag.isIssued) return 'I';
  if (reactive.has(bag.donation)) return 'B';
  return bag.expires < today ? (random.chance(bag.expires > '2026-10-20' ? 0.6 : 1) ? 'X' : 'S') : 'S';
}
