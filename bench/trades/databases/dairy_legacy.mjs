// A dairy that fetches milk from farms and sells cheese; short names, a table of codes, no declared keys, days as YYYYMMDD or DD/MM/YYYY.
import { people } from '../names.mjs';
import { Random, cents, dayMonthYear, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE frm (frm_no INTEGER PRIMARY KEY, frm_nm VARCHAR(40), own_nm VARCHAR(40), twn VARCHAR(30), cow_ct INTEGER, tnk_ltr INTEGER, org_flg CHAR(1),
  rte_cd CHAR(2),
  jn_dt CHAR(10), lv_dt CHAR(10), tel VARCHAR(20), upd_dt CHAR(8));
CREATE TABLE rte (rte_cd CHAR(2) PRIMARY KEY, rte_nm VARCHAR(30), drv_no INTEGER, km INTEGER);
CREATE TABLE emp (emp_no INTEGER PRIMARY KEY, emp_nm VARCHAR(40), job_cd CHAR(2), sup_no INTEGER, ent_dt CHAR(10), ext_dt CHAR(10), hrs_wk INTEGER);
CREATE TABLE mlk_col (col_no INTEGER PRIMARY KEY, frm_no INTEGER, drv_no INTEGER, col_dt CHAR(8), col_tm CHAR(4), ltr INTEGER, tmp_c DECIMAL(3,1),
  prc_ct DECIMAL(4,1),
  rej_flg CHAR(1));
CREATE TABLE lab (smp_no INTEGER PRIMARY KEY, col_no INTEGER, tst_dt CHAR(8), fat_pct DECIMAL(3,2), prt_pct DECIMAL(3,2), cel_ct INTEGER, inh_res CHAR(1),
  emp_no INTEGER);
CREATE TABLE prd (prd_cd CHAR(4) PRIMARY KEY, prd_nm VARCHAR(40), grp_cd CHAR(1), unt CHAR(2), lst_prc DECIMAL(7,2), rip_dys INTEGER, act_flg CHAR(1));
CREATE TABLE btch (btch_no INTEGER PRIMARY KEY, prd_cd CHAR(4), emp_no INTEGER, mk_dt CHAR(8), rls_dt CHAR(8), mlk_ltr INTEGER, out_kg DECIMAL(7,1),
  wst_kg DECIMAL(6,1),
  sts_cd CHAR(1));
CREATE TABLE cus (cus_no INTEGER PRIMARY KEY, cus_nm VARCHAR(40), cus_typ CHAR(1), twn VARCHAR(30), dsc_pct INTEGER, rep_no INTEGER, lck_flg CHAR(1),
  crt_dt CHAR(8));
CREATE TABLE ord_hd (ord_no INTEGER PRIMARY KEY, cus_no INTEGER, ord_dt CHAR(8), dlv_dt CHAR(8), pd_dt CHAR(8), sts_cd CHAR(1), usr_id VARCHAR(8));
CREATE TABLE ord_ln (ord_no INTEGER, ln_no INTEGER, prd_cd CHAR(4), qty DECIMAL(7,1), unt_prc DECIMAL(7,2), dsc_pct INTEGER, PRIMARY KEY (ord_no, ln_no));
CREATE TABLE cd_tbl (cd_typ VARCHAR(6), cd_val CHAR(2), cd_txt VARCHAR(40), PRIMARY KEY (cd_typ, cd_val));
`;

const codes = [
  ['JOB', 'MD', 'Managing director'], ['JOB', 'DR', 'Tanker driver'], ['JOB', 'CM', 'Cheesemaker'], ['JOB', 'LB', 'Laboratory'], ['JOB', 'SR', 'Sales rep'],
  ['JOB', 'OF', 'Office'], ['GRP', 'H', 'Hard cheese'], ['GRP', 'S', 'Soft cheese'], ['GRP', 'Y', 'Yoghurt'], ['GRP', 'B', 'Butter and cream'],
  ['GRP', 'M', 'Drinking milk'],
  ['BTCH', 'R', 'Ripening'], ['BTCH', 'F', 'Released'], ['BTCH', 'B', 'Blocked'], ['BTCH', 'D', 'Dumped'], ['ORD', 'O', 'Open'], ['ORD', 'D', 'Delivered'],
  ['ORD', 'X', 'Cancelled'], ['CUST', 'S', 'Shop'], ['CUST', 'R', 'Restaurant'], ['CUST', 'W', 'Wholesaler'], ['CUST', 'H', 'Hotel'],
  ['CUST', 'C', 'School or canteen'],
];
const staff = [
  ['Claridge, Wilma', 'MD', null, '1996-04-01', null, 40], ['Novak, Bernard', 'DR', 1, '2004-08-16', null, 40], ['Quirke, Hakim', 'DR', 2, '2013-03-04', null, 40],
  ['Stokes, Gemma', 'DR', 2, '2019-10-07', null, 30], ['Lowry, Ivan', 'DR', 2, '2011-05-02', '2026-03-31', 40], ['Ortega, Julian', 'DR', 2, '2026-04-01', null, 40],
  ['Madsen, Edith', 'CM', 1, '2001-09-03', null, 40], ['Farrow, Theo', 'CM', 7, '2012-01-16', null, 40], ['Silva, Ramona', 'CM', 7, '2018-06-11', null, 35],
  ['Yilmaz, Cedric', 'CM', 7, '2024-02-01', null, 40], ['Kaur, Agnes', 'LB', 1, '2009-11-02', null, 38], ['Booth, Samuel', 'LB', 11, '2022-07-18', null, 20],
  ['Vogel, Irene', 'SR', 1, '2007-03-12', null, 40], ['Gibbs, Lionel', 'SR', 13, '2016-05-23', '2026-06-30', 40],
  ['Tanaka, Flora', 'SR', 13, '2021-01-11', null, 40],
  ['Ramsey, Otto', 'SR', 13, '2026-07-01', null, 32], ['Duarte, Helga', 'OF', 1, '1999-02-15', null, 25],
];
const routes = [['N1', 'Upper valley', 2, 84], ['N2', 'Lake side', 3, 61], ['S1', 'Moor road', 4, 107], ['S2', 'Mill lane', 6, 46], ['W1', 'Forest farms', 3, 92]];
const farmNames = `Alderbrook,Birch Hall,Cold Spring,Daisy Bank,East Fold,Fallow Hill,Gorse End,Highcroft,Ivy House,Juniper Croft,Kiln Yard,Long Acre,Meadowsweet,
Nether Barn,Oxlea,Pond Head,Quarry Side,Rook Wood,Stony Lea,Thistle Down,Upper Glebe,Vale View,Whin Moor,Yarrow,Applegarth,Blackthorn,Clover Top,Dale Foot,
Elder Bank,Fernilee,Greenway,Hazel Grove`.replaceAll('\n', '').split(',');
const products = [
  ['H001', 'Moorland Gold', 'H', 'KG', 14.8, 180, 'Y', 16], ['H002', 'Old Abbot', 'H', 'KG', 19.5, 365, 'Y', 9],
  ['H003', 'Mill Cheddar', 'H', 'KG', 12.4, 120, 'Y', 18],
  ['H004', 'Smoked Fell', 'H', 'KG', 16.2, 90, 'Y', 7], ['S001', 'Little Snow', 'S', 'KG', 15.6, 14, 'Y', 13], ['S002', 'Ash Maiden', 'S', 'KG', 21.9, 21, 'Y', 6],
  ['S003', 'Lake Blue', 'S', 'KG', 18.7, 56, 'Y', 9], ['S004', 'Garlic Round', 'S', 'KG', 13.9, 7, 'N', 3], ['Y001', 'Plain yoghurt', 'Y', 'KG', 3.1, 0, 'Y', 14],
  ['Y002', 'Bilberry yoghurt', 'Y', 'KG', 4.2, 0, 'Y', 11], ['Y003', 'Honey yoghurt', 'Y', 'KG', 4.4, 0, 'Y', 7],
  ['B001', 'Salted butter', 'B', 'KG', 9.6, 0, 'Y', 13],
  ['B002', 'Unsalted butter', 'B', 'KG', 9.4, 0, 'Y', 8], ['B003', 'Double cream', 'B', 'LT', 6.8, 0, 'Y', 9], ['M001', 'Whole milk', 'M', 'LT', 1.35, 0, 'Y', 16],
  ['M002', 'Skimmed milk', 'M', 'LT', 1.25, 0, 'Y', 8], ['M003', 'Buttermilk', 'M', 'LT', 1.6, 0, 'N', 4], ['H005', 'Christmas Wheel', 'H', 'KG', 23.5, 270, 'Y', 0],
];
const customerNames = {
  S: `Corner Larder,Hill & Daughters,The Cheese Cellar,Green Basket,Market Hall Deli,Priory Stores,Fairfield Farm Shop,Station Grocer,Old Bakery Stores,
Wren's Pantry,The Milk Churn,Brook Street Deli`,
  R: 'Trattoria Lucca,The Copper Pan,Juniper & Rye,The Drovers,Cafe Lindgren,Rosemary Lane,The Pantry Table',
  W: 'Northdale Foods,Castle Provisions,Three Rivers Wholesale',
  H: 'Hotel Belmont,The Grange,Lakeview Hotel,The Coach House', C: 'Elmfield School,St Anne\'s Care Home,Westbrook Canteen,Ridgeway College',
};
const today = '2026-11-16';
const compact = (day) => (day === null ? null : day.replaceAll('-', ''));
const works = (id, day) => staff[id - 1][3] <= day && (staff[id - 1][4] ?? '2028') >= day;
const numbered = (rows, from = 1) => rows.map((row, index) => [index + from, ...row]);

export function fill(insert) {
  const random = new Random(6103);
  const person = people(random);
  insert('cd_tbl', codes);
  insert('emp', numbered(staff.map(([name, job, boss, entered, left, hours]) => [name, job, boss, dayMonthYear(entered), dayMonthYear(left), hours])));
  insert('rte', routes);
  const farms = numbered(farmNames.map((name, index) => farm(random, { name, index, owner: person() })), 101);
  insert('frm', farms.map((row) => [...row.slice(0, 8), dayMonthYear(row[8]), dayMonthYear(row[9]), ...row.slice(10)]));
  const milk = numbered(farms.flatMap((row) => collectionsOf(random, row)).toSorted((a, b) => (`${a[2]}${a[3]}` < `${b[2]}${b[3]}` ? -1 : 1)), 50_001);
  insert('mlk_col', milk.map(([id, farmNo, driver, day, ...rest]) => [id, farmNo, driver, compact(day), ...rest.slice(0, 5)]));
  insert('lab', numbered(milk.flatMap((row) => sampleOf(random, row))));
  insert('prd', products.map((row) => row.slice(0, 7)));
  insert('btch', numbered(Array.from({ length: 250 }, () => batch(random)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1)), 7_001));
  const customers = numbered(Object.entries(customerNames).flatMap(([type, list]) => list.split(/,\s*/).map((name) => customer(random, name, type))), 301);
  insert('cus', customers);
  const orders = numbered(customers.flatMap((row) => ordersOf(random, row)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1)), 20_001);
  insert('ord_hd', orders.map(([id, customerNo, ordered, delivered, paid, ...rest]) => [id, customerNo, compact(ordered), compact(delivered), compact(paid),
    ...rest]));
  insert('ord_ln', orders.flatMap((row) => linesOf(random, row, customers[row[1] - 301])));
}

function farm(random, { name, index, owner: [first, last] }) {
  const cows = random.int(18, 140);
  const joined = index > 28 ? random.day('2025-11-01', '2026-08-01') : random.day('1994-01-10', '2023-12-01');
  const left = index === 6 || index === 17 || index === 22 ? random.day('2026-01-20', '2026-09-10') : null;
  return [`${name}${random.chance(0.3) ? ' Farm' : ''}`, `${last}, ${first}`, random.weighted(['Hexdale', 'Lower Marsh', 'Tarnside', 'Whitbeck', 'Oakhanger'], [28,
    22, 20, 18, 12]), cows,
    Math.ceil((cows * 52) / 500) * 500, random.chance(0.34) ? 'Y' : 'N', random.weighted(['N1', 'N2', 'S1', 'S2', 'W1'], [26, 24, 20, 18, 12]), joined, left,
    random.chance(0.9) ? `0${random.int(1500, 1799)} ${random.int(200000, 899999)}` : null, compact(random.day('2024-01-01', '2026-11-10'))];
}

/** The tanker comes every other day; kept here is about one call in eleven of 2026 and the last of 2025. */
function collectionsOf(random, [id, , , , cows, tank, organic, route, joined, left]) {
  const rows = [];
  let day = plusDays(joined > '2025-09-01' ? joined : '2025-09-01', random.int(0, 18));
  for (; day <= (left ?? '2026-11-15'); day = plusDays(day, random.int(14, 28))) {
    const month = Number(day.slice(5, 7));
    const flow = month > 3 && month < 8 ? 1.15 : month < 3 || month === 12 ? 0.86 : 1;
    const litres = Math.min(tank, Math.round(cows * 42 * flow * (0.85 + random.next() * 0.3)));
    const usual = routes.find(([code]) => code === route)[2];
    const able = [2, 3, 4, 5, 6].filter((driver) => works(driver, day));
    const driver = works(usual, day) && random.chance(0.72) ? usual : random.pick(able);
    const degrees = Math.round((3.1 + random.next() * 1.8 + (random.chance(0.06) ? 3 : 0)) * 10) / 10;
    const hasResidue = random.chance(0.022);
    const time = random.int(4, 11) * 100 + random.int(0, 11) * 5;
    rows.push([id, driver, day, String(time).padStart(4, '0'), litres, degrees, (organic === 'Y' ? 56 : 46) + (day > '2026-03-31' ? 2.5 : 0) + random.pick([0, 0,
      0.5, -0.5]),
      hasResidue || degrees > 6.8 ? 'Y' : 'N', hasResidue, organic === 'Y']);
  }
  return rows;
}

function sampleOf(random, [id, farmNo, , day, , , , , , hasResidue, isOrganic]) {
  const tested = plusDays(day, random.weighted([0, 1, 2], [30, 52, 18]));
  if ((!hasResidue && random.chance(0.2)) || tested >= today) return [];
  const cells = Math.round((120 + (farmNo % 7) * 22 + random.next() * 130 + (random.chance(0.07) ? 220 : 0)) / 5) * 5;
  return [[id, compact(tested), cents(3.75 + (isOrganic ? 0.18 : 0) + random.next() * 0.8), cents(3.15 + random.next() * 0.5), cells, hasResidue ? 'P' : 'N',
    random.pick([11, 11, 12])]];
}

function batch(random) {
  const index = random.weighted(products.map((_, place) => place), products.map((row) => row[7]));
  const isWheel = random.chance(0.03);
  const [code, , group, , , days] = isWheel ? products[17] : products[index];
  const made = random.day('2025-09-01', '2026-11-14');
  const day = weekday(made) === 0 ? plusDays(made, -1) : made;
  const ready = plusDays(day, days + random.int(0, 3));
  const milk = random.int(12, 60) * 50;
  const status = random.chance(0.03) ? 'D' : random.chance(0.04) ? 'B' : ready > '2026-11-15' ? 'R' : 'F';
  const ratio = { H: 0.098, S: 0.135, Y: 0.93, B: 0.052, M: 0.97 }[group];
  const out = Math.round(milk * ratio * (0.94 + random.next() * 0.1) * 10) / 10;
  return [code, random.weighted([7, 8, 9, 10], [20, 34, 26, 20]), compact(day), status === 'F' ? compact(ready) : null, milk, out,
    Math.round(out * (status === 'D' ? 1 : random.next() * 0.04) * 10) / 10, status];
}

function customer(random, name, type) {
  const discount = type === 'W' ? 18 : type === 'C' ? 10 : random.weighted([0, 3, 5], [60, 25, 15]);
  return [name, type, random.weighted(['Hexdale', 'Port Allerby', 'Tarnside', 'Kingsferry', 'Whitbeck'], [30, 26, 16, 18, 10]), discount, random.pick([13, 14, 15,
    15, 16]),
    name === 'The Drovers' || name === 'Station Grocer' ? 'Y' : 'N', compact(random.day('2008-01-10', '2025-09-20'))];
}

function ordersOf(random, [id, name, type, , , , locked]) {
  if (name === 'Rosemary Lane' || name === 'Lakeview Hotel') return [];
  const rows = [];
  const last = locked === 'Y' ? '2026-05-20' : name === "Wren's Pantry" || name === 'The Grange' ? '2026-07-31' : '2026-11-14';
  const pace = type === 'W' ? 22 : random.int(34, 66);
  for (let day = plusDays('2025-10-01', random.int(0, 35)); day <= last; day = plusDays(day, random.int(Math.ceil(pace / 2), pace * 1.4))) {
    const delivered = plusDays(day, random.weighted([1, 2, 4, 7], [40, 32, 20, 8]));
    const status = random.chance(0.05) ? 'X' : delivered > '2026-11-13' || (day > '2026-11-04' && random.chance(0.5)) ? 'O' : 'D';
    const paid = plusDays(delivered, random.weighted([6, 15, 31, 58], [26, 36, 26, 12]) + random.int(0, 6));
    const isPaid = status === 'D' && paid < today && !(locked === 'Y' && day > '2026-03-15') && random.chance(0.96);
    rows.push([id, day, status === 'D' ? delivered : null, isPaid ? paid : null, status, random.pick(['HDUARTE', 'FTANAKA', 'WEB'])]);
  }
  return rows;
}

function linesOf(random, [id, , ordered], [, , type, , discount]) {
  const weights = products.map(([code, , group, , , , active, weight]) => {
    if (code === 'H005') return ordered > '2026-10-01' || ordered < '2026-01-01' ? 5 : 0;
    if (active === 'N' && ordered > '2026-04-01') return 0;
    return weight * (type === 'C' && (group === 'Y' || group === 'M') ? 3 : 1) * (type === 'R' && group === 'S' ? 2 : 1);
  });
  const chosen = new Set(Array.from({ length: random.weighted([1, 2, 3, 4], [22, 34, 28, 16]) }, () => random.weighted(products.map((_, index) => index), weights)));
  return [...chosen].map((index, place) => {
    const [code, , group, , price] = products[index];
    const quantity = (type === 'W' ? 4 : 1) * (group === 'M' || group === 'Y' ? random.int(10, 80) : random.int(2, 24) / 2);
    return [id, place + 1, code, quantity, ordered < '2026-02-01' ? cents(price * 0.95) : price, random.chance(0.08) ? discount + 10 : discount];
  });
}
