// The subscription system of a newspaper house; short names, codes, no declared keys, dates as DD/MM/YYYY.
import { people } from '../names.mjs';
import { Random, cents, dayMonthYear, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE subscr (sub_no INTEGER PRIMARY KEY, rdr_no INTEGER, ttl_cd CHAR(3), typ CHAR(1), beg_dt CHAR(10), end_dt CHAR(10), sts CHAR(1),
  frq CHAR(1), prc_mth DECIMAL(6,2),
  rte_no INTEGER, canc_rsn CHAR(2), auto_rnw CHAR(1));
CREATE TABLE rdr (rdr_no INTEGER PRIMARY KEY, sal CHAR(4), fst_nm VARCHAR(30), lst_nm VARCHAR(30), str VARCHAR(40), zip CHAR(5), twn VARCHAR(30),
  tel VARCHAR(20), eml VARCHAR(60),
  dob CHAR(10), ad_ok CHAR(1));
CREATE TABLE ttl (ttl_cd CHAR(3) PRIMARY KEY, ttl_nm VARCHAR(40), kind CHAR(1), cvr_prc DECIMAL(5,2), ed_nm VARCHAR(40));
CREATE TABLE rte (rte_no INTEGER PRIMARY KEY, rte_nm VARCHAR(30), carr_no INTEGER, len_m INTEGER, vhc CHAR(1));
CREATE TABLE carr (carr_no INTEGER PRIMARY KEY, carr_nm VARCHAR(40), ent_dt CHAR(10), ext_dt CHAR(10), pay_rt DECIMAL(5,2), sub_for INTEGER);
CREATE TABLE cmpl (cmpl_no INTEGER PRIMARY KEY, sub_no INTEGER, cmpl_dt CHAR(10), cmpl_cd CHAR(2), cr_amt DECIMAL(6,2), done_flg CHAR(1));
CREATE TABLE pmt (pmt_no INTEGER PRIMARY KEY, sub_no INTEGER, due_dt CHAR(10), pd_dt CHAR(10), amt DECIMAL(7,2), mth CHAR(2), dun_lvl INTEGER);
CREATE TABLE vac_stop (sub_no INTEGER, from_dt CHAR(10), to_dt CHAR(10), don_flg CHAR(1), PRIMARY KEY (sub_no, from_dt));
CREATE TABLE ad_ord (ad_no INTEGER PRIMARY KEY, cust_nm VARCHAR(40), ttl_cd CHAR(3), sec_cd CHAR(2), run_dt CHAR(10), mm_hgt INTEGER, cols INTEGER,
  rate_mm DECIMAL(6,2), disc_pct DECIMAL(4,1),
  pd_flg CHAR(1), sls_rep VARCHAR(30));
CREATE TABLE cd_lst (lst_nm VARCHAR(10), cd CHAR(2), txt VARCHAR(40), PRIMARY KEY (lst_nm, cd));
`;

const codes = [
  ['STS', 'A', 'Active'], ['STS', 'C', 'Cancelled'], ['STS', 'P', 'Paused'], ['TYP', 'P', 'Print'], ['TYP', 'D', 'Digital'],
  ['TYP', 'C', 'Print and digital'], ['FRQ', 'D', 'Daily'], ['FRQ', 'W', 'Weekend only'],
  ['CANC', 'PR', 'Price'], ['CANC', 'MV', 'Moved away'], ['CANC', 'DL', 'Delivery problems'], ['CANC', 'CT', 'Content'], ['CANC', 'DE', 'Deceased'],
  ['CMPL', 'NO', 'Paper missing'], ['CMPL', 'LT', 'Delivered late'],
  ['CMPL', 'WT', 'Paper wet'], ['CMPL', 'WR', 'Wrong title'], ['MTH', 'DD', 'Direct debit'], ['MTH', 'IN', 'Invoice'], ['MTH', 'CC', 'Credit card'],
  ['SEC', 'JB', 'Jobs'], ['SEC', 'RE', 'Real estate'],
  ['SEC', 'MO', 'Motors'], ['SEC', 'OB', 'Obituaries'], ['SEC', 'LO', 'Local business'], ['KIND', 'N', 'Newspaper'], ['KIND', 'M', 'Magazine'],
];
const titles = [['HGZ', 'Harwick Gazette', 'N', 2.4, 'Miriam Stoll'], ['EVN', 'Easton Evening News', 'N', 2.1, 'Paul Rahn'],
  ['SUN', 'Sunday Courier', 'N', 3.6, 'Miriam Stoll'], ['GRD', 'Garden & Home', 'M', 4.9, null], ['KID', 'Paper Plane', 'M', 3.2, 'Lara Finn']];
const monthly = { HGZ: 39.9, EVN: 34.5, SUN: 14.9, GRD: 4.9, KID: 6.5 };
const reps = ['Anja Voss', 'Ben Carver', 'Chris Dole', 'Dora Lim'];
const firms = `Castle Motors,Linden Estates,Oakline Furniture,Harwick Bakery,Delta Roofing,Brightside Dental,Redfern Legal,Marlow & Sons,
Tidewater Hotels,Kettle & Crumb,Family Brandt,Northgate Properties`.split(/,\s*/);
const towns = [['Harwick', '41001'], ['Harwick', '41003'], ['Easton', '41200'], ['Millbrook', '41310'], ['Port Allen', '41500'], ['Dunleigh', '41720']];
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(5410);
  const person = people(random);
  const numbered = (rows, first = 1) => rows.map((row, index) => [first + index, ...row]);
  insert('cd_lst', codes);
  insert('ttl', titles);
  insert('carr', numbered(Array.from({ length: 19 }, (_, index) => carrier(random, person(), index))));
  insert('rte', numbered(Array.from({ length: 22 }, (_, index) => route(random, index)), 101));
  insert('rdr', numbered(Array.from({ length: 300 }, () => reader(random, person())), 20_001));
  const held = Array.from({ length: 345 }, (_, index) => subscription(random, index)).map((entry, index) => ({ ...entry, no: 700_001 + index }));
  insert('subscr', held.map(({ no, row }) => [no, ...row]));
  insert('pmt', numbered(held.flatMap((entry) => paymentsOf(random, entry))));
  insert('cmpl', numbered(held.filter(({ row }) => row[2] !== 'D').flatMap((entry) => complaintsOf(random, entry)), 5_001));
  insert('vac_stop', held.filter(({ row }) => row[2] !== 'D').flatMap((entry) => stopsOf(random, entry)));
  insert('ad_ord', numbered(Array.from({ length: 240 }, () => advert(random)), 90_001));
}

function carrier(random, names, index) {
  const left = index === 4 || index === 13 ? random.day('2025-11-01', '2026-08-30') : null;
  return [names.join(' '), dayMonthYear(random.day('2012-01-01', index === 18 ? '2026-10-01' : '2025-06-01')), dayMonthYear(left),
    random.int(88, 130) / 10, index > 14 ? random.int(1, 12) : null];
}

function route(random, index) {
  const carrierNo = index === 20 ? null : random.pick([1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17]);
  return [`${towns[index % 6][0]} ${['North', 'South', 'East', 'West'][Math.floor(index / 6)]}`, carrierNo, random.int(12, 95) * 100, random.pick(['F', 'B', 'C'])];
}

function reader(random, [first, last]) {
  const [town, zip] = random.weighted(towns, [28, 20, 20, 14, 10, 8]);
  const born = random.chance(0.72) ? dayMonthYear(random.day('1934-01-01', '2002-12-30')) : null;
  return [random.pick(['Mr', 'Mrs', 'Ms', 'Dr']), first, last,
    `${random.pick(['Mill Lane', 'Church Street', 'Station Road', 'Park View', 'Canal Walk'])} ${random.int(1, 90)}`, zip, town,
    random.chance(0.8) ? `0${random.int(3000, 3999)} ${random.int(10_000, 99_999)}` : null,
      random.chance(0.63) ? `${last}${random.int(1, 99)}@newsmail.example`.toLowerCase() : null, born, random.chance(0.4) ? 'Y' : 'N'];
}

function subscription(random, index) {
  const title = random.weighted(Object.keys(monthly), [42, 26, 16, 11, 5]);
  const type = title === 'HGZ' || title === 'EVN' ? random.weighted(['P', 'D', 'C'], [52, 28, 20]) : 'P';
  const begins = random.day('2014-01-01', '2026-11-01');
  const ended = random.chance(0.3) && begins < '2026-07-01' ? random.day(begins > '2024-01-01' ? plusDays(begins, 45) : '2024-01-01', '2026-11-30') : null;
  const status = ended === null ? random.weighted(['A', 'P'], [96, 4]) : 'C';
  const price = cents(monthly[title] * { P: 1, D: 0.55, C: 1.2 }[type] * (begins < '2020-01-01' ? 0.9 : 1));
  const weekend = (title === 'HGZ' || title === 'EVN') && random.chance(0.18);
  const row = [20_001 + (index < 288 ? index : random.int(0, 287)), title, type, dayMonthYear(begins), dayMonthYear(ended), status,
    weekend ? 'W' : 'D', cents(weekend ? price * 0.4 : price),
    type === 'D' ? null : random.int(101, 120), ended === null ? null : random.weighted(['PR', 'MV', 'DL', 'CT', 'DE', null],
      [32, 16, 20, 14, 10, 8]), random.chance(0.8) ? 'Y' : 'N'];
  return { row, begins, ended };
}

function paymentsOf(random, { no, row, begins, ended }) {
  const method = random.weighted(['DD', 'IN', 'CC'], [62, 26, 12]);
  const rows = [];
  const last = ended === null || ended > today ? today : ended;
  const sameDay = begins.slice(8) > '28' ? '28' : begins.slice(8);
  for (let due = begins > '2026-01-01' ? begins : `2026-01-${sameDay}`; due <= last; due = plusDays(due, 91)) {
    const isPaid = random.chance(due > '2026-10-10' ? 0.6 : method === 'IN' ? 0.86 : 0.98);
    const paid = isPaid ? plusDays(due, method === 'IN' ? random.int(3, 40) : 0) : null;
    const isIn = paid !== null && paid <= today;
    rows.push([no, dayMonthYear(due), isIn ? dayMonthYear(paid) : null, cents(row[7] * 3), method, isIn ? 0 : due < '2026-08-01' ? random.int(1, 3) : 0]);
  }
  return rows;
}

function complaintsOf(random, { no, row, begins, ended }) {
  const isBad = row[8] === 105 || row[8] === 112;
  if (!random.chance(isBad ? 0.7 : 0.25)) return [];
  const first = begins > '2025-01-01' ? begins : '2025-01-01';
  const last = ended !== null && ended < today ? ended : '2026-11-14';
  if (first >= last) return [];
  return Array.from({ length: random.int(1, isBad ? 5 : 2) }, () => [no, dayMonthYear(random.day(first, last)),
    random.weighted(['NO', 'LT', 'WT', 'WR'], [50, 26, 18, 6]), random.chance(0.5) ? random.pick([2.4, 4.8, 7.2]) : null, random.chance(0.9) ? 'Y' : 'N']);
}

function stopsOf(random, { no, begins, ended }) {
  if (ended !== null || begins > '2026-05-01' || !random.chance(0.22)) return [];
  const from = random.day('2026-05-10', '2026-12-10');
  return [[no, dayMonthYear(from), dayMonthYear(plusDays(from, random.int(5, 28))), random.chance(0.3) ? 'Y' : 'N']];
}

function advert(random) {
  const title = random.weighted(['HGZ', 'EVN', 'SUN', 'GRD'], [48, 28, 18, 6]);
  const day = random.day('2026-01-03', '2026-12-12');
  return [random.pick(firms), title, random.weighted(['JB', 'RE', 'MO', 'OB', 'LO'], [22, 24, 18, 10, 26]), dayMonthYear(day), random.int(3, 40) * 10,
    random.int(1, 5), { HGZ: 2.8, EVN: 2.2, SUN: 3.4, GRD: 1.9 }[title],
    random.weighted([0, 5, 10, 15], [60, 18, 15, 7]), day <= today && random.chance(0.85) ? 'Y' : 'N', random.weighted(reps, [34, 30, 26, 10])];
}
