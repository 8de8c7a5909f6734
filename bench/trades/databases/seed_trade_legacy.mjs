// A seed merchant who sells to growers; short names, no declared keys, days as whole numbers YYYYMMDD with 0 for none, germination tests with DD.MM.YYYY, comments for codes.
import { people } from '../names.mjs';
import { Random, cents, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE vrty (vr_id CHAR(5), vr_nm VARCHAR(30), crop VARCHAR(20), mat_dys INTEGER, org_fl CHAR(1), lst_prc DECIMAL(8,2) /* per kg */, brdr VARCHAR(30), intro_yr INTEGER,
  wd_dt INTEGER /* withdrawn, 0 = on sale */);
CREATE TABLE prod_mst (prod_no INTEGER, prod_nm VARCHAR(40), cntry CHAR(2), cert_fl CHAR(1));
CREATE TABLE whs (whs_cd CHAR(2), whs_nm VARCHAR(30), cap_kg INTEGER);
CREATE TABLE lot (lot_no CHAR(8), vr_id CHAR(5), prod_no INTEGER, whs_cd CHAR(2), hrv_yr INTEGER, rcv_dt INTEGER, kg_rcv DECIMAL(9,1), kg_bal DECIMAL(9,1), cst_kg DECIMAL(8,2),
  exp_dt INTEGER, lot_st CHAR(1) /* A approved, Q quarantine, R rejected */);
CREATE TABLE germ (germ_no INTEGER, lot_no CHAR(8), tst_dt CHAR(10), pct DECIMAL(4,1), min_pct DECIMAL(4,1), tst_by INTEGER);
CREATE TABLE stf (stf_no INTEGER, fst_nm VARCHAR(20), lst_nm VARCHAR(20), fnc CHAR(2) /* SR sales rep, LB laboratory, WH warehouse */, boss_no INTEGER, ent_dt INTEGER, lv_dt INTEGER);
CREATE TABLE cst_mst (cst_no INTEGER, cst_nm VARCHAR(40), cnty VARCHAR(20), cst_ty CHAR(1) /* F farm, N nursery, R retailer, C cooperative */, ha DECIMAL(7,1), rep_no INTEGER,
  crd_lim INTEGER, hold_fl CHAR(1), opn_dt INTEGER);
CREATE TABLE so_hdr (so_no INTEGER, cst_no INTEGER, so_dt INTEGER, wnt_dt INTEGER, dsp_dt INTEGER, pd_dt INTEGER, so_st CHAR(1) /* O open, D dispatched, X cancelled */, crg_amt DECIMAL(7,2));
CREATE TABLE so_itm (so_no INTEGER, itm_no INTEGER, lot_no CHAR(8), kg DECIMAL(8,1), prc_kg DECIMAL(8,2), rbt_pct INTEGER);
`;

const crops = {
  Carrot: [['Amberline', 95, 88], ['Norvik', 110, 74], ['Pixie Root', 70, 96], ['Sandgold', 120, 69]], Lettuce: [['Cresta', 55, 142], ['Iceholm', 75, 128], ['Ruby Frill', 50, 165]],
  Onion: [['Stockton Globe', 150, 58], ['Redhart', 155, 63], ['Winterlong', 240, 71]], Spinach: [['Matterdale', 42, 24], ['Broadleaf Giant', 48, 21]],
  Pea: [['Early Crown', 62, 6.4], ['Silverpod', 74, 5.9], ['Tall Tom', 85, 6.8]], Bean: [['Blue Runner', 80, 9.5], ['Dwarf Butter', 58, 11.2]],
  Cabbage: [['January Star', 190, 210], ['Pointed Prince', 85, 240], ['Redruth', 130, 225]], Leek: [['Longshank', 165, 118], ['Frostproof', 200, 124]],
  Tomato: [['Morning Sun', 68, 980], ['Ox Cheek', 82, 1040]],
};
const producers = [['Veldkamp Zaden', 'NL', 'Y'], ['Semences Loire', 'FR', 'Y'], ['Marchfield Farms', 'GB', 'Y'], ['Tierra Alta', 'ES', 'N'], ['Zuiderhof', 'NL', 'Y'], ['Colline Verdi', 'IT', 'N'],
  ['Ostsaat', 'DE', 'Y'], ['Fenland Growers', 'GB', 'N']];
const stores = [['MN', 'Main store', 9_000], ['CL', 'Cold store', 3_500], ['RV', 'Riverside shed', 6_000]];
/** Function, boss, day of entry, day of leaving. */
const posts = [['SR', 0, 20080303, 0], ['SR', 11, 20150901, 0], ['SR', 11, 20190415, 0], ['SR', 11, 20120109, 20260430], ['SR', 12, 20220606, 0], ['SR', 12, 20260601, 0], ['LB', 0, 20110214, 0],
  ['LB', 17, 20200817, 0], ['WH', 0, 20140505, 0], ['WH', 19, 20230301, 20251219], ['WH', 19, 20260112, 0]];
const names = {
  F: `Ridge Farm,Hollow Tree Farm,Manor Fields,Greenacre,Blackthorn Farm,Lower Meadow,Pasture Hill,Oakend Farm,Fairmile Organics,Church Farm,Two Rivers Farm,Long Furrow,Wheatley
Bros,Dovecote Farm,Upper Slade,Marsh Gate Farm,Barley Mow Farm,Stonepit Farm,Kiln Field,Swallow Farm,Three Elms,Hatch Farm,Cuckoo Lane Farm,Windy Ridge`,
  N: 'Bluebell Nursery,Potting Shed Plants,Fernside Nursery,Glasshouse Lane,Trellis & Thyme,Roundway Nursery,Sunny Bank Plants,Little Acorn Nursery',
  R: 'The Garden Larder,Seed & Spade,Market Garden Shop,Plot Twelve,Allotment Corner,Sow Simple,Green Fingers Direct', C: 'Eastfen Cooperative,Westmoor Growers Union,Tamar Coop',
};
const counties = ['Norfolk', 'Kent', 'Lincolnshire', 'Devon', 'Fife'];
const [today, number] = ['2026-11-16', (day) => Number(day.replaceAll('-', ''))];
const text = (stamp) => `${String(stamp).slice(0, 4)}-${String(stamp).slice(4, 6)}-${String(stamp).slice(6)}`;

export function fill(insert) {
  const random = new Random(8343);
  const person = people(random);
  const sorts = Object.entries(crops).flatMap(([crop, list], group) => list.map(([name, days, price], index) => [`${crop.slice(0, 3).toUpperCase()}${twoDigits(group + index * 10 + 1)}`, name, crop,
    days, random.chance(0.35) ? 'Y' : 'N', price, random.pick(['Veldkamp', 'Ostsaat', 'own', 'own', 'Semences Loire']), random.int(2004, 2025), 0]));
  for (const place of [3, 11, 14]) sorts[place][8] = number(random.day('2025-09-01', '2026-06-30'));
  insert('vrty', sorts);
  insert('prod_mst', producers.map((row, index) => [500 + index, ...row]));
  insert('whs', stores);
  insert('stf', posts.map(([job, boss, entry, gone], index) => [11 + index, ...person(), job, boss, entry, gone]));
  const lots = sorts.flatMap((row) => lotsOf(random, row)).map((row, index) => [`L${row[3] % 100}-${1_001 + index * 3}`, ...row]);
  const customers = Object.entries(names).flatMap(([type, list]) => list.split(/,\s*/).map((name) => customer(random, type, name.replace(/\s+/, ' ')))).map((row, index) => [4_010 + index * 10, ...row]);
  insert('cst_mst', customers);
  const orders = customers.flatMap((row) => ordersOf(random, row)).toSorted((a, b) => a[1] - b[1]).map((row, index) => [88_001 + index, ...row]);
  insert('so_hdr', orders);
  insert('so_itm', orders.flatMap((row) => itemsOf(random, row, lots, customers)));
  insert('lot', lots);
  insert('germ', lots.flatMap((row) => testsOf(random, row)).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row], index) => [index + 1, ...row]));
}

function lotsOf(random, [id, , crop, , , price]) {
  return Array.from({ length: random.int(2, 5) }, (_, index) => {
    const year = Math.min(2026, 2024 + (index % 3));
    const received = random.day(`${year}-09-05`, year === 2026 ? '2026-11-10' : `${year}-12-15`);
    const isBig = price < 30;
    const state = year === 2026 && received > '2026-10-10' ? random.weighted(['A', 'Q'], [35, 65]) : random.weighted(['A', 'R'], [92, 8]);
    const kilos = (isBig ? random.int(20, 60) * 25 : price > 500 ? random.int(3, 12) : random.int(8, 40) * 5) + 0.5;
    return [id, 500 + random.weighted([0, 1, 2, 3, 4, 5, 6], [18, 14, 20, 12, 14, 8, 14]), isBig ? random.pick(['MN', 'RV']) : random.weighted(['MN', 'CL'], crop === 'Tomato' ? [0, 1] : [1, 2]), year,
      number(received), kilos, kilos, cents(price * (0.42 + random.next() * 0.2)), number(plusDays(received, random.pick([730, 1095, 1095, 1460]) - (crop === 'Onion' ? 365 : 0))), state];
  });
}

function testsOf(random, [lot, , , , , received, , , , , state]) {
  const least = random.pick([75, 80, 85]);
  const rows = [];
  for (let day = plusDays(text(received), random.int(4, 20)); day <= today; day = plusDays(day, random.int(170, 330))) {
    const isFirst = rows.length === 0;
    const share = state === 'R' && isFirst ? random.int(520, 730) / 10 : Math.min(99, least + random.int(-20 * rows.length + 15, 140) / 10);
    rows.push([day, [lot, day.split('-').toReversed().join('.'), share, least, day < '2020' || random.chance(0.6) ? 18 : 17]]);
  }
  return rows;
}

function customer(random, type, name) {
  const rep = random.weighted([11, 12, 13, 15, 16, 0], [10, 26, 22, 24, 12, 6]);
  const area = type === 'F' ? random.int(80, 2600) / 10 : type === 'N' ? random.int(5, 60) / 10 : 0;
  return [name, random.weighted(counties, [30, 22, 22, 16, 10]), type, area, rep, random.pick([1_500, 3_000, 5_000, 10_000]), random.chance(0.09) ? 'Y' : 'N',
    number(random.day(random.chance(0.12) ? '2026-01-10' : '2010-02-01', random.chance(0.2) ? '2026-10-20' : '2025-03-01'))];
}

function ordersOf(random, [id, , , , , , , , opened]) {
  const rows = [];
  if (id % 9 === 5 || id % 130 === 0) return [];
  const last = random.chance(0.14) ? '2026-03-31' : '2026-11-15';
  const pace = random.int(20, 80);
  const first = text(opened) > '2025-10-01' ? text(opened) : plusDays('2025-10-01', random.int(0, 50));
  for (let day = first; day <= last; day = plusDays(day, random.int(Math.ceil(pace / 3), pace * 2))) {
    const date = weekday(day) === 0 ? plusDays(day, 1) : day;
    const wanted = plusDays(date, random.pick([3, 7, 7, 14, 30]));
    const sent = plusDays(wanted, random.weighted([-2, 0, 3, 8], [40, 32, 18, 10]));
    const paid = plusDays(sent, random.int(6, 75));
    const state = random.chance(0.06) ? 'X' : sent < today ? 'D' : 'O';
    const isPaid = state === 'D' && paid < today && random.chance(0.93);
    rows.push([id, number(date), number(wanted), state === 'D' ? number(sent) : 0, isPaid ? number(paid) : 0, state, random.weighted([0, 9.5, 18], [30, 45, 25])]);
  }
  return rows;
}

function itemsOf(random, [order, customer, ordered, , , , state], lots, customers) {
  const type = customers.find(([id]) => id === customer)[3];
  const able = lots.filter(([, variety, , , , received, , left, , expires, ok]) => ok === 'A' && received <= ordered && expires > ordered && left > 3 && variety !== 'SPI14' && variety !== 'LEE18');
  const chosen = random.sample(able, random.weighted([1, 2, 3, 4], [34, 34, 20, 12])).filter((row, index, all) => all.findIndex(([, id]) => id === row[1]) === index);
  return chosen.map((lot, index) => {
    const most = lot[8] < 15 ? random.int(2, type === 'C' ? 16 : 7) * 12.5 : lot[8] > 250 ? random.int(1, 4) / 2 : random.int(1, type === 'C' ? 24 : 9) * 1.5;
    const kilos = Math.min(most, Math.floor(lot[7]));
    if (state === 'D') lot[7] = cents(lot[7] - kilos);
    return [order, index + 1, lot[0], kilos, cents(lot[8] / 0.52 * (0.96 + random.next() * 0.1)), type === 'C' ? 10 : random.weighted([0, 3, 5], [64, 20, 16])];
  });
}
