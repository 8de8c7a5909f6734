// A wholesaler of hardware; short names, one table of codes, no declared keys, YYYYMMDD but for the returns, which have DD/MM/YYYY.
import { people } from '../names.mjs';
import { Random, cents, dayMonthYear, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE wgrp (wg_cd CHAR(2) PRIMARY KEY, wg_tx VARCHAR(30));
CREATE TABLE sup (sup_no INTEGER PRIMARY KEY, sup_nm VARCHAR(40), ctry CHAR(2), ld_dys INTEGER, del_fl CHAR(1));
CREATE TABLE art (art_no CHAR(6) PRIMARY KEY, art_tx VARCHAR(40), wg_cd CHAR(2), sup_no INTEGER, unt CHAR(3), pur_pr DECIMAL(8,2), sal_pr DECIMAL(8,2),
  wt_kg DECIMAL(7,3), min_stk INTEGER, act_fl CHAR(1), chg_dt CHAR(8));
CREATE TABLE dep (dep_cd CHAR(3) PRIMARY KEY, dep_nm VARCHAR(30), twn VARCHAR(30));
CREATE TABLE stk (art_no CHAR(6), dep_cd CHAR(3), qty_oh INTEGER, qty_rsv INTEGER, bin_loc VARCHAR(8), PRIMARY KEY (art_no, dep_cd));
CREATE TABLE rep (rep_cd CHAR(3) PRIMARY KEY, rep_nm VARCHAR(40), ld_rep_cd CHAR(3), ent_dt CHAR(8), ext_dt CHAR(8));
CREATE TABLE cus (cus_no INTEGER PRIMARY KEY, nm1 VARCHAR(40), nm2 VARCHAR(40), twn VARCHAR(30), cus_typ CHAR(1), rep_cd CHAR(3), crd_lim INTEGER, blk_fl CHAR(1),
  opn_dt CHAR(8), del_fl CHAR(1));
CREATE TABLE ord_hd (ord_no INTEGER PRIMARY KEY, cus_no INTEGER, dep_cd CHAR(3), ord_dt CHAR(8), req_dt CHAR(8), shp_dt CHAR(8), inv_dt CHAR(8),
  pd_dt CHAR(8), sts CHAR(1), frt_amt DECIMAL(7,2));
CREATE TABLE ord_ln (ord_no INTEGER, ln_no INTEGER, art_no CHAR(6), qty INTEGER, unt_pr DECIMAL(8,2), dsc_pct DECIMAL(4,1), PRIMARY KEY (ord_no, ln_no));
CREATE TABLE rtn (rtn_no INTEGER PRIMARY KEY, ord_no INTEGER, art_no CHAR(6), qty INTEGER, rsn_cd CHAR(2), rtn_dt CHAR(10), crd_amt DECIMAL(8,2));
CREATE TABLE cd (cd_fld VARCHAR(8), cd_val VARCHAR(3), cd_tx VARCHAR(40), PRIMARY KEY (cd_fld, cd_val));
`;

const codes = [
  ['ORDSTS', 'N', 'New'], ['ORDSTS', 'P', 'In picking'], ['ORDSTS', 'S', 'Shipped'], ['ORDSTS', 'I', 'Invoiced'], ['ORDSTS', 'X', 'Cancelled'],
  ['CUSTYP', 'B', 'Builder'], ['CUSTYP', 'R', 'Retail shop'], ['CUSTYP', 'F', 'Factory'], ['CUSTYP', 'M', 'Municipality'],
  ['RTNRSN', 'DM', 'Damaged'], ['RTNRSN', 'WR', 'Wrong article'], ['RTNRSN', 'TM', 'Too much ordered'], ['RTNRSN', 'FT', 'Faulty'],
];
const groups = [['SC', 'Screws and bolts'], ['HT', 'Hand tools'], ['PT', 'Power tools'], ['LK', 'Locks and fittings'], ['PA', 'Paint and sealants'],
  ['SF', 'Safety wear'], ['LD', 'Ladders']];
const suppliers = [['Ironbridge Forge', 'GB', 7, 'N'], ['Volkmar Werkzeuge', 'DE', 12, 'N'], ['Nordlys Tools', 'DK', 14, 'N'], ['Castell Locks', 'ES', 21, 'N'],
  ['Brava Colori', 'IT', 18, 'N'], ['Penrose Safety', 'GB', 5, 'N'], ['Altus Ladders', 'NL', 10, 'N'], ['Dragon Fasteners', 'CN', 45, 'N'],
  ['Merritt & Sons', 'GB', 6, 'Y'], ['Zonda Abrasives', 'IT', 16, 'N']];
const articles = {
  SC: ['Wood screw 4x40 box of 200', 6.9, 1.1, 'Wood screw 5x60 box of 200', 9.4, 1.9, 'Coach bolt M8x80', 0.42, 0.045, 'Coach bolt M10x120', 0.78, 0.09,
    'Wall plug 8 mm box of 100', 4.2, 0.3, 'Hex nut M8 box of 500', 12.6, 2.6, 'Drywall screw 35 mm box of 1000', 14.9, 1.8,
    'Washer M10 box of 500', 8.3, 2.1, 'Threaded rod M12 1 m', 2.6, 0.7],
  HT: ['Claw hammer 600 g', 13.9, 0.85, 'Rubber mallet', 9.5, 0.9, 'Screwdriver set 8 pieces', 21.5, 0.95, 'Spirit level 60 cm', 17.8, 0.6, 'Tape measure 8 m', 6.4, 0.35,
    'Adjustable spanner 10 inch', 15.2, 0.5, 'Hand saw 55 cm', 12.4, 0.5, 'Combination pliers', 11.6, 0.3, 'Crowbar 80 cm', 18.9, 2.3, 'Utility knife', 3.9, 0.12],
  PT: ['Cordless drill 18 V', 129, 1.9, 'Angle grinder 125 mm', 79, 2.3, 'Circular saw 190 mm', 149, 4.4, 'Jigsaw 700 W', 99, 2.4, 'Rotary hammer SDS-plus', 219, 3.6,
    'Orbital sander', 69, 1.5, 'Impact driver 18 V', 139, 1.4, 'Demolition hammer 15 kg', 589, 15.8, 'Table saw 254 mm', 449, 27.5],
  LK: ['Mortice lock 5 lever', 24.5, 0.7, 'Padlock 50 mm', 11.9, 0.35, 'Door hinge 100 mm pair', 5.6, 0.4, 'Euro cylinder 70 mm', 18.4, 0.25,
    'Letter plate brass', 16.2, 0.5, 'Door closer', 42, 1.6, 'Window handle white', 6.8, 0.2],
  PA: ['White emulsion 10 l', 34, 14.2, 'Exterior masonry paint 10 l', 52, 15.1, 'Silicone sealant clear', 4.6, 0.38, 'Wood glue 750 ml', 7.2, 0.85,
    'Primer 5 l', 29, 6.4, 'Varnish satin 2.5 l', 31, 2.9, 'Masking tape 50 m', 2.9, 0.2, 'Expanding foam 750 ml', 6.1, 0.9],
  SF: ['Safety helmet yellow', 8.9, 0.4, 'Safety boots S3', 54, 1.5, 'Work gloves pair', 2.8, 0.1, 'Hi-vis vest', 4.4, 0.15, 'Ear defenders', 12.5, 0.25,
    'Dust mask FFP2 box of 20', 19, 0.3],
  LD: ['Step ladder 5 treads', 62, 7.2, 'Extension ladder 2x12', 189, 17.6, 'Loft ladder', 139, 14.9, 'Platform steps', 118, 9.8, 'Roof ladder 6 m', 245, 19.4],
};
const discontinued = ['Table saw 254 mm', 'Letter plate brass', 'Spirit level 60 cm', 'Hi-vis vest'];
const makers = { SC: [8, 8, 1], HT: [1, 2, 3], PT: [2, 3], LK: [4], PA: [5], SF: [6], LD: [7] };
const depots = [['CEN', 'Central depot', 'Brantley'], ['HAR', 'Harbour depot', 'Sandwick'], ['NOR', 'North depot', 'Kelham']];
const reps = [['R01', null, '20110301', null], ['R02', 'R01', '20150615', null], ['R03', 'R01', '20180901', null], ['R04', 'R01', '20120110', '20260331'],
  ['R05', null, '20140801', null], ['R06', 'R05', '20200217', null], ['R07', 'R05', '20260601', null]];
const firms = {
  B: `Brightwell Builders,Stonegate Construction,Tamworth & Hale,Northfield Homes,Cobble Lane Renovations,Grange Roofing,Keystone Extensions,
Ashdown Joinery,Fairbrick,Oldroyd & Son,Rafters Loft Conversions,Redmire Paving,Highgate Carpentry,Larch House Builders,Mortar & Beam,Penfold Property Care,
Quayside Fitters,Silver Birch Homes,Trestle Works,Upton Plastering`,
  R: `Handyman Corner,Millers Hardware,The Tool Cupboard,Kelham Ironmongers,Nuts and Bolts,Sandwick DIY,Home & Hammer,Fixit Brantley,The Paint Pot,
Toolbox Marlow,Village Hardware,Corner Keys,Cutler and Daughter,Screw Loose`,
  F: 'Wexford Bottling,Kelham Castings,Sandwick Shipyard,Brantley Print Works,Polar Foods,Tarn Textiles,Vector Gears,Amber Glassworks',
  M: 'Brantley Town Council,Sandwick Harbour Board,Kelham Schools,Marlow Fire Service',
};
const towns = ['Brantley', 'Sandwick', 'Kelham', 'Marlow', 'Ashcombe'];
const today = '2026-11-16';
const compact = (day) => day?.replaceAll('-', '') ?? null;

export function fill(insert) {
  const random = new Random(5304);
  const person = people(random);
  insert('cd', codes);
  insert('wgrp', groups);
  insert('sup', suppliers.map((row, index) => [701 + index, ...row]));
  const goods = Object.entries(articles).flatMap(([group, list]) => articlesOf(random, group, list));
  insert('art', goods);
  insert('dep', depots);
  insert('stk', goods.flatMap((row) => stockOf(random, row)));
  insert('rep', reps.map(([code, ...rest]) => [code, person().join(' '), ...rest]));
  const customers = Object.entries(firms).flatMap(([type, list]) => list.split(/,\s*/).map((name) => customer(random, person, type, name)));
  insert('cus', customers.map((row, index) => [30_010 + index * 5, ...row]));
  const orders = customers.flatMap((row, index) => ordersOf(random, row, 30_010 + index * 5)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1))
    .map((row, index) => [60_301 + index, ...row]);
  insert('ord_hd', orders.map((row) => row.map((cell, place) => (place > 2 && place < 8 ? compact(cell) : cell))));
  const types = new Map(customers.map(([, , , type], index) => [30_010 + index * 5, type]));
  const lines = orders.flatMap((row) => linesOf(random, row, goods, types.get(row[1])));
  insert('ord_ln', lines);
  insert('rtn', returnsOf(random, orders, lines).map((row, index) => [index + 1, ...row]));
}

function articlesOf(random, group, list) {
  return Array.from({ length: list.length / 3 }, (_, index) => {
    const [text, price, weight] = list.slice(index * 3);
    const unit = text.includes('box of') ? 'BOX' : text.includes('pair') ? 'PR' : text.includes('1 m') ? 'M' : 'PCS';
    const stock = price > 100 ? random.int(2, 6) : price > 20 ? random.int(2, 5) * 5 : random.int(3, 12) * 10;
    return [`${group}${1_010 + index * 10}`, text, group, 700 + random.pick(makers[group]), unit, cents(price * (0.52 + random.next() * 0.2)), price, weight, stock,
      discontinued.includes(text) ? 'N' : 'Y', compact(random.day('2024-02-01', '2026-11-01'))];
  });
}

function stockOf(random, [number, , , , , , , , minimum, active]) {
  return depots.filter(([code]) => code === 'CEN' || random.chance(0.75)).map(([code], index) => {
    const level = random.weighted([0, 0.3, 0.8, 1.6, 3], active === 'N' ? [60, 40, 0, 0, 0] : [10, 18, 24, 30, 18]);
    const quantity = Math.round(minimum * level * (0.6 + random.next() * 0.5));
    return [number, code, quantity, Math.min(quantity, random.chance(0.4) ? random.int(1, 8) : 0), `${'ABCDEFGH'[random.int(0, 7)]}${random.int(1, 24)}-${index + 1}`];
  });
}

function customer(random, person, type, name) {
  const opened = random.day('2009-01-05', '2026-09-20');
  const isDeleted = random.chance(0.08) && opened < '2024-01-01';
  const isBlocked = isDeleted || random.chance(0.07);
  const rep = random.weighted(['R01', 'R02', 'R03', 'R05', 'R06', 'R07', null], [10, 24, 22, 12, 20, 8, 4]);
  const contact = random.chance(0.6) ? person().join(' ') : null;
  const town = random.weighted(towns, [34, 22, 20, 14, 10]);
  return [name, contact, towns.find((place) => name.includes(place)) ?? town, type, rep,
    random.pick([2_000, 5_000, 5_000, 10_000, 20_000]), isBlocked ? 'Y' : 'N', compact(opened), isDeleted ? 'Y' : 'N'];
}

function ordersOf(random, [, , town, , , , , opened, deleted], number) {
  const rows = [];
  const first = `${opened.slice(0, 4)}-${opened.slice(4, 6)}-${opened.slice(6)}`;
  const last = deleted === 'Y' ? '2025-12-20' : random.chance(0.1) ? '2026-07-10' : today;
  const pace = random.int(14, 75);
  const home = town === 'Sandwick' ? 'HAR' : town === 'Kelham' ? 'NOR' : 'CEN';
  for (let day = first > '2025-09-01' ? first : plusDays('2025-09-01', random.int(0, 40)); day <= last; day = plusDays(day, random.int(Math.ceil(pace / 3), pace * 2))) {
    const worked = weekday(day) === 0 ? plusDays(day, 1) : weekday(day) === 6 && random.chance(0.6) ? plusDays(day, 2) : day;
    if (worked <= last) rows.push(order(random, { number, day: worked, depot: random.chance(0.85) ? home : 'CEN' }));
  }
  return rows;
}

function order(random, { number, day, depot }) {
  const wanted = plusDays(day, random.weighted([2, 4, 7, 14], [25, 35, 30, 10]));
  const shipped = plusDays(wanted, random.weighted([-1, 0, 2, 6], [42, 34, 16, 8]));
  const invoiced = plusDays(shipped, random.int(0, 4));
  const paid = plusDays(invoiced, random.int(8, 70));
  const cancelled = random.chance(0.05);
  const status = cancelled ? 'X' : invoiced <= today ? 'I' : shipped <= today ? 'S' : plusDays(day, 2) <= today ? 'P' : 'N';
  const gone = status === 'S' || status === 'I';
  const billed = status === 'I';
  return [number, depot, day, wanted, gone ? shipped : null, billed ? invoiced : null, billed && paid <= today && random.chance(0.94) ? paid : null, status,
    random.weighted([0, 12.5, 25], [45, 35, 20])];
}

function linesOf(random, [number, , , day], goods, type) {
  const weights = { SC: 26, HT: 18, PT: 12, LK: 12, PA: 14, SF: 12, LD: 5 };
  const taken = new Set(Array.from({ length: random.weighted([1, 2, 3, 4], [26, 34, 26, 14]) }, () => {
    const group = random.weighted(Object.keys(weights), Object.values(weights));
    return random.pick(goods.filter((row) => row[2] === group && row[0] !== 'LK1050' && row[0] !== 'HT1090' && (row[9] === 'Y' || day < '2026-05-01')));
  }));
  return [...taken].map((row, index) => {
    const quantity = row[6] > 100 ? random.int(1, 3) : row[6] > 20 ? random.int(1, 10) : random.int(1, 12) * (row[6] < 1 ? 50 : 5);
    const discount = random.weighted([0, 5, 7.5, 12.5], type === 'R' ? [20, 30, 20, 30] : [60, 22, 12, 6]);
    return [number, index + 1, row[0], quantity, cents(row[6] * (day < '2026-02-01' ? 0.95 : 1)), discount];
  });
}

function returnsOf(random, orders, lines) {
  return lines.flatMap(([number, , article, quantity, price, discount]) => {
    const shipped = orders[number - 60_301][5];
    if (shipped === null || !random.chance(0.085)) return [];
    const back = Math.max(1, Math.round(quantity * random.pick([0.1, 0.3, 1])));
    const day = plusDays(shipped, random.int(2, 25));
    return day > today ? [] : [[day, [number, article, back, random.weighted(['DM', 'WR', 'TM', 'FT'], [30, 28, 26, 16]), dayMonthYear(day),
      cents(back * price * (1 - discount / 100))]]];
  }).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
