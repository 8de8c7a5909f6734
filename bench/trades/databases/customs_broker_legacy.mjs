// A customs broker; short names, one-letter codes, no declared keys, dates as whole numbers YYYYMMDD with 0 for "not yet", moments of checks as epoch seconds.
import { people } from '../names.mjs';
import { Random, cents, daysBetween, epochSeconds, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE clt (clt_id INTEGER PRIMARY KEY, clt_nm VARCHAR(40), eori VARCHAR(17), cty VARCHAR(30), ctry_cd CHAR(2), cnt_prs VARCHAR(40), tel VARCHAR(20), acct_mgr INTEGER,
  since_dt INTEGER, cr_lim INTEGER, dfr_acct CHAR(1), act CHAR(1));
CREATE TABLE usr (usr_id INTEGER PRIMARY KEY, fst_nm VARCHAR(20), lst_nm VARCHAR(20), grd CHAR(1) /* A head, B manager, C declarant, T trainee */, off_cd CHAR(3), sup_id INTEGER, hire_dt INTEGER, term_dt INTEGER);
CREATE TABLE cst_off (off_cd CHAR(3) PRIMARY KEY, off_nm VARCHAR(30), md CHAR(1));
CREATE TABLE ctry (ctry_cd CHAR(2) PRIMARY KEY, ctry_nm VARCHAR(30), pref_flg CHAR(1));
CREATE TABLE hs_tar (hs_cd CHAR(6) PRIMARY KEY, hs_dsc VARCHAR(40), dty_pct DECIMAL(4,1), lic_req CHAR(1));
CREATE TABLE dcl_hd (dcl_no INTEGER PRIMARY KEY, mrn VARCHAR(18), clt_id INTEGER, dcl_tp CHAR(1) /* I imp, E exp, T transit */, off_cd CHAR(3), orig_cd CHAR(2), usr_id INTEGER, arr_dt INTEGER, ldg_dt INTEGER,
  rls_dt INTEGER, stat CHAR(1) /* D draft, L lodged, H held, R released, X withdrawn */,
  gr_kg INTEGER, rte CHAR(1) /* G, Y, R */);
CREATE TABLE dcl_ln (dcl_no INTEGER, ln_no INTEGER, hs_cd CHAR(6), qty INTEGER, val_amt DECIMAL(11,2), dty_amt DECIMAL(10,2), vat_amt DECIMAL(10,2), PRIMARY KEY (dcl_no, ln_no));
CREATE TABLE chk_log (chk_id INTEGER PRIMARY KEY, dcl_no INTEGER, chk_tp CHAR(1) /* D documents, P physical, X x-ray */, beg_ts INTEGER, end_ts INTEGER, rslt CHAR(1) /* C clear, A amended, F fined */,
  fine_amt DECIMAL(9,2));
CREATE TABLE inv_hd (inv_no INTEGER PRIMARY KEY, dcl_no INTEGER, clt_id INTEGER, inv_dt INTEGER, due_dt INTEGER, fee_amt DECIMAL(9,2), dsb_amt DECIMAL(10,2), pd_dt INTEGER, void_flg CHAR(1));
`;

const today = '2026-11-16';
const offices = [['DOV', 'Dover Eastern Docks', 'S'], ['FXT', 'Felixstowe', 'S'], ['LHR', 'Heathrow Cargo', 'A'], ['EMA', 'East Midlands Airport', 'A'], ['HOL', 'Holyhead', 'S'], ['CHU', 'Channel Tunnel', 'R']];
const countries = [['CN', 'China', 'N'], ['DE', 'Germany', 'Y'], ['TR', 'Turkey', 'Y'], ['US', 'United States', 'N'], ['IN', 'India', 'N'], ['IT', 'Italy', 'Y'], ['VN', 'Vietnam', 'Y'],
  ['GB', 'United Kingdom', 'N'], ['KR', 'South Korea', 'Y'], ['BR', 'Brazil', 'N'], ['MA', 'Morocco', 'Y']];
const tariff = [['610910', 'Cotton T-shirts', 12, 'N'], ['640399', 'Leather shoes', 8, 'N'], ['851762', 'Routers and switches', 0, 'N'], ['940360', 'Wooden furniture', 2, 'N'], ['870899', 'Car parts', 4.5, 'N'],
  ['220421', 'Wine in bottles', 10, 'Y'], ['300490', 'Medicines', 0, 'Y'], ['950300', 'Toys', 4, 'N'], ['090121', 'Roasted coffee', 7.5, 'N'], ['730890', 'Steel structures', 6, 'N'], ['070200', 'Tomatoes', 14.4, 'Y'],
  ['847130', 'Laptops', 0, 'N'], ['691110', 'Porcelain tableware', 11, 'N'], ['930400', 'Air guns', 3, 'Y']];
const users = [['A', 'LHR', null, 20090601, 0], ['B', 'DOV', 1, 20120312, 0], ['B', 'FXT', 1, 20150907, 0], ['C', 'DOV', 2, 20180205, 0], ['C', 'DOV', 2, 20210614, 0], ['C', 'FXT', 3, 20190422, 0],
  ['C', 'FXT', 3, 20220103, 20260630], ['C', 'LHR', 1, 20170918, 0], ['C', 'EMA', 1, 20230508, 0], ['C', 'HOL', 2, 20240115, 0], ['C', 'CHU', 2, 20200803, 0], ['T', 'FXT', 6, 20260907, 0]];
const firms = `Abacus Imports,Aldgate Apparel,Bayleaf Foods,Bosun Chandlery,Caraway Coffee,Delphi Devices,Dunstan Drinks,Easel & Clay,Ferrous Frames,Gable Furniture,Halyard Toys,Indigo Knitwear,Jetstream Parts,
Kiln Ceramics,
Lodestar Networks,Mandarin Gifts,Nimbus Medical,Ostler Footwear,Palisade Steel,Quince Grocers,Rampart Tools,Saffron Trading,Tamarind House,Umbria Cellars,Velvet Interiors,Wayfarer Shoes,Yarrow Pharma,Zephyr Cycles,
Anvil Motors,Bluebell Toys,Cobnut Foods,Drayman Wines,Elmwood Living,Fathom Marine,Gristmill Bakery,Hearth & Oak,Ironside Auto,Juno Fashions,Kestrel Laptops,
Larch Timber,Monsoon Teas,Northlight Studios`.replaceAll('\n', '').split(',');
const num = (day) => (day === null ? 0 : Number(day.replaceAll('-', '')));
const toDay = (number) => String(number).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');

export function fill(insert) {
  const random = new Random(6303);
  const person = people(random);
  insert('cst_off', offices);
  insert('ctry', countries);
  insert('hs_tar', tariff);
  insert('usr', users.map((row, index) => [index + 501, ...person(), ...row.map((cell, at) => (at === 2 && cell !== null ? cell + 500 : cell))]));
  const clients = firms.map((name, index) => client(random, { name, contact: person(), index }));
  insert('clt', clients);
  const days = Array.from({ length: 420 }, () => random.day(random.chance(0.6) ? '2026-03-02' : '2025-01-06', '2026-11-15')).toSorted();
  const heads = days.map((day, index) => head(random, { day, number: 88_001 + index, clients }));
  insert('dcl_hd', heads);
  const lines = heads.flatMap((row) => linesOf(random, row));
  insert('dcl_ln', lines);
  insert('chk_log', heads.flatMap((row) => checksOf(random, row)).map((row, index) => [index + 1, ...row]));
  insert('inv_hd', heads.flatMap((row) => invoiceOf(random, row, lines)).toSorted((a, b) => a[2] - b[2]).map((row, index) => [30_501 + index, ...row]));
}

function client(random, { name, contact, index }) {
  const city = random.weighted(['Dover', 'Ipswich', 'London', 'Leeds', 'Cardiff', 'Birmingham'], [14, 16, 34, 14, 8, 14]);
  return [2_001 + index, name, random.chance(0.93) ? `GB${random.int(100_000, 999_999)}${random.int(100_000, 999_999)}` : null, city, index % 11 === 5 ? random.pick(['DE', 'IT', 'TR']) : 'GB',
    `${contact[1].toUpperCase()}, ${contact[0]}`, random.chance(0.9) ? `0${random.int(1200, 1999)} ${random.int(100_000, 999_999)}` : null, random.chance(0.9) ? random.pick([502, 503, 508, 509]) : null,
    num(random.day('2011-03-01', index > 36 ? '2026-09-30' : '2024-12-31')), random.int(2, 24) * 2_500, random.chance(0.45) ? 'Y' : 'N', index % 13 === 7 ? 'N' : 'Y'];
}

function head(random, { day, number, clients }) {
  const able = clients.filter(([id, , , , , , , , since]) => since <= num(day) && id % 10 !== 3);
  const [holder] = random.pick(random.chance(0.4) ? able.slice(0, 9) : able);
  const type = random.weighted(['I', 'E', 'T'], [68, 22, 10]);
  const office = random.weighted(['DOV', 'FXT', 'LHR', 'EMA', 'HOL', 'CHU'], [28, 26, 18, 10, 7, 11]);
  const origin = type === 'E' ? 'GB' : random.weighted(['CN', 'DE', 'TR', 'US', 'IN', 'IT', 'VN', 'KR'], [28, 16, 12, 10, 10, 13, 8, 3]);
  const lodged = plusDays(day, random.int(0, 2));
  const route = random.weighted(['G', 'Y', 'R'], [70, 20, 10]);
  const released = plusDays(lodged, route === 'G' ? random.int(0, 1) : route === 'Y' ? random.int(1, 5) : random.int(2, 16));
  const done = lodged > today ? 'D' : released > '2026-11-15' || (day > '2026-10-20' && random.chance(0.12)) ? (route === 'G' ? 'L' : 'H') : 'R';
  const status = random.chance(0.05) ? 'X' : day > '2026-08-31' && random.chance(0.08) ? 'D' : done;
  const desk = users.flatMap(([grade, place, , hired, left], index) => ((grade === 'C' || grade === 'T') && place === office && hired <= num(day) && (left === 0 || left >= num(day)) ? [index + 501] : []));
  return [number, status === 'D' ? null : `${lodged.slice(2, 4)}GB${random.int(10_000_000, 99_999_999)}${number % 97}`, holder, type, office, origin, random.pick(desk), num(day), status === 'D' ? 0 : num(lodged),
    status === 'R' ? num(released) : 0, status, random.int(3, 240) * 85, status === 'D' ? null : route];
}

function linesOf(random, [number, , holder, type, , origin]) {
  const [first] = [holder % tariff.length];
  const goods = random.sample(tariff.slice(0, 13), random.weighted([1, 2, 3, 4], [42, 32, 18, 8]));
  const kinds = random.chance(0.6) && !goods.includes(tariff[first]) && first < 13 ? [tariff[first], ...goods.slice(1)] : goods;
  return kinds.map(([code, , rate], index) => {
    const value = cents(random.int(8, 900) * random.int(5, 90) + random.next() * 100);
    const isFree = countries.find(([one]) => one === origin)[2] === 'Y';
    const duty = type === 'I' ? cents((value * rate * (isFree ? 0.5 : 1)) / 100) : 0;
    return [number, index + 1, code, random.int(1, 60) * 20, value, duty, type === 'I' ? cents((value + duty) * 0.2) : 0];
  });
}

function checksOf(random, [number, , , , , , , , lodged, released, status, , route]) {
  if (route === 'G' || route === null || status === 'X') return [];
  const start = plusDays(toDay(lodged), random.int(0, 1));
  if (start > '2026-11-15') return [];
  const began = epochSeconds(start, random.time(7, 18, 5));
  const end = began + random.weighted([25, 70, 160, 420], [34, 34, 22, 10]) * 60 + random.int(0, 40) * 60;
  const isOpen = released === 0 && random.chance(0.6);
  const result = isOpen ? null : random.weighted(['C', 'A', 'F'], [66, 22, 12]);
  return [[number, route === 'R' ? random.weighted(['P', 'X'], [60, 40]) : 'D', began, isOpen ? null : end, result, result === 'F' ? random.int(2, 40) * 50 : 0]];
}

function invoiceOf(random, [number, , holder, type, , , , , , released], lines) {
  if (released === 0 || random.chance(0.04)) return [];
  const day = plusDays(toDay(released), random.int(0, 4));
  if (day > '2026-11-15') return [];
  const own = lines.filter(([one]) => one === number);
  const due = plusDays(day, random.pick([14, 30]));
  const paid = plusDays(due, random.weighted([-8, -1, 6, 21, 55], [36, 32, 18, 9, 5]) + random.int(-2, 2));
  const isPaid = paid < today && daysBetween(paid, today) > 0 && random.chance(0.95);
  const isVoid = random.chance(0.03);
  const moved = weekday(day) === 0 ? plusDays(day, 1) : day;
  return [[number, holder, num(moved), num(due), cents((type === 'I' ? 65 : type === 'E' ? 48 : 85) + own.length * 12.5), cents(own.reduce((sum, [, , , , , duty]) => sum + duty, 0)),
    isPaid && !isVoid ? num(paid) : 0, isVoid ? 'Y' : 'N']];
}
