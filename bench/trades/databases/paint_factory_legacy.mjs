// A paint factory: recipes, batches, raw materials and orders by the drum; abbreviated names, no declared keys, days as numbers YYYYMMDD, 0 for none.
import { people } from '../names.mjs';
import { Random, cents, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE fg_art (art_no CHAR(6) PRIMARY KEY, art_ds VARCHAR(40), col_nm VARCHAR(20), prd_ln CHAR(2), base_cd CHAR(1), pk_ltr DECIMAL(5,2), lst_pr DECIMAL(8,2),
  min_stk INTEGER, cur_stk INTEGER, intro_dt INTEGER, disc_dt INTEGER);
CREATE TABLE vend (vend_no INTEGER PRIMARY KEY, vend_nm VARCHAR(40), ctry CHAR(2), lead_dys INTEGER, rtg CHAR(1));
CREATE TABLE raw_mat (rm_no INTEGER PRIMARY KEY, rm_ds VARCHAR(40), rm_cls VARCHAR(12), vend_no INTEGER, pr_kg DECIMAL(7,3), stk_kg DECIMAL(9,1), reord_kg DECIMAL(9,1),
  haz_fl CHAR(1));
CREATE TABLE rcp_ln (art_no CHAR(6), ln_no INTEGER, rm_no INTEGER, kg_100l DECIMAL(7,2), PRIMARY KEY (art_no, ln_no)); -- kg of the raw material in 100 litres
CREATE TABLE wkr (wkr_no INTEGER PRIMARY KEY, wkr_nm VARCHAR(40), fn_cd CHAR(2), fman_no INTEGER, shft CHAR(1), hire_dt INTEGER, term_dt INTEGER, hr_rt DECIMAL(6,2));
CREATE TABLE btch (btch_no INTEGER PRIMARY KEY, art_no CHAR(6), tnk_no INTEGER, mix_dt INTEGER, pln_ltr INTEGER, yld_ltr INTEGER, mixr_no INTEGER, lab_no INTEGER,
  qc_cd CHAR(1), rel_dt INTEGER, visc DECIMAL(5,1)); -- qc_cd: P passed, R rework, S scrapped, blank not tested
CREATE TABLE acct (acct_no INTEGER PRIMARY KEY, acct_nm VARCHAR(40), typ_cd CHAR(1), city VARCHAR(20), cr_lim DECIMAL(10,2), disc_pc DECIMAL(4,1), rep_no INTEGER,
  open_dt INTEGER, blk_fl CHAR(1)); -- typ_cd: T trade painter, R retailer, I industry, E export
CREATE TABLE ord_hd (ord_no INTEGER PRIMARY KEY, acct_no INTEGER, ord_dt INTEGER, req_dt INTEGER, shp_dt INTEGER, stat CHAR(1), inv_dt INTEGER, pay_dt INTEGER,
  frt_amt DECIMAL(7,2)); -- stat: O open, S shipped, B back order, C cancelled
CREATE TABLE ord_ln (ord_no INTEGER, ln_no INTEGER, art_no CHAR(6), qty INTEGER, unit_pr DECIMAL(8,2), ln_disc DECIMAL(4,1), PRIMARY KEY (ord_no, ln_no));
`;

const today = '2026-11-16';
/** Description, line, base, litres, price. */
const kinds = [['Matt emulsion', 'IN', 'W', 10, 48.9], ['Silk emulsion', 'IN', 'W', 5, 31.5], ['Masonry paint', 'EX', 'W', 15, 79], ['Wood stain', 'EX', 'W', 2.5, 27.4],
  ['Gloss enamel', 'TR', 'S', 1, 17.8], ['Floor epoxy', 'FL', 'S', 20, 214], ['Metal primer', 'TR', 'S', 5, 52.6]];
const colours = [['Chalk', 'Slate', 'Ochre', 'Sage'], ['Chalk', 'Dove', 'Blush'], ['Chalk', 'Sandstone', 'Brick'], ['Oak', 'Walnut', 'Ebony'], ['Signal red', 'Black', 'Ivory'],
  ['Light grey', 'Traffic yellow'], ['Oxide red', 'Mid grey']];
const vendors = [['Calder Pigments', 'GB', 9, 'A'], ['Rhein Chemie Handel', 'DE', 16, 'A'], ['Solvex', 'NL', 12, 'B'], ['Borealis Resins', 'FI', 24, 'B'],
  ['Tamworth Minerals', 'GB', 6, 'A'], ['Quimica Iberia', 'ES', 21, 'C'], ['Oldham Tins & Lids', 'GB', 5, 'B']];
/** Description, class, vendor, price of a kilo, stock, reorder point, hazardous. */
const materials = [['Titanium dioxide', 'Pigment', 1, 2.95, 8400, 5000, 'N'], ['Iron oxide red', 'Pigment', 1, 1.62, 1310, 1500, 'N'], ['Carbon black', 'Pigment', 2, 2.28, 940, 600, 'N'],
  ['Organic yellow', 'Pigment', 6, 11.4, 185, 250, 'N'], ['Acrylic dispersion', 'Binder', 4, 1.74, 21_500, 12_000, 'N'], ['Alkyd resin', 'Binder', 4, 2.06, 4100, 4500, 'N'],
  ['Epoxy resin', 'Binder', 2, 4.35, 2650, 2000, 'Y'], ['White spirit', 'Solvent', 3, 1.12, 5200, 3000, 'Y'], ['Xylene', 'Solvent', 3, 1.38, 1450, 1600, 'Y'],
  ['Chalk powder', 'Filler', 5, 0.19, 16_300, 9000, 'N'], ['Talc', 'Filler', 5, 0.34, 6900, 4000, 'N'], ['Biocide', 'Additive', 2, 8.9, 240, 150, 'Y'],
  ['Defoamer', 'Additive', 2, 5.15, 415, 200, 'N'], ['Cobalt drier', 'Additive', 6, 19.7, 62, 80, 'Y'], ['Marble flour', 'Filler', 5, 0.27, 3800, 1000, 'N']];
/** For each base: raw material and kilos in 100 litres. */
const recipes = { W: [[5, 46], [1, 21], [10, 34], [12, 0.4], [13, 0.6]], S: [[6, 41], [8, 24], [11, 15], [14, 0.3]], E: [[7, 58], [9, 18], [11, 22]] };
/** Function, foreman, shift, hired, gone, rate. */
const workers = [['FM', 0, 'E', 20110502, 0, 27.4], ['FM', 0, 'L', 20160815, 0, 26.1], ['MX', 1, 'E', 20130311, 0, 20.8], ['MX', 1, 'E', 20190603, 0, 19.2], ['MX', 2, 'L', 20210201, 0, 18.9],
  ['MX', 2, 'L', 20180917, 20260430, 19.6], ['MX', 2, 'L', 20260511, 0, 17.3], ['LB', 1, 'E', 20150105, 0, 23.5], ['LB', 2, 'L', 20220905, 0, 21.7], ['SR', 0, 'D', 20140407, 0, 24.2],
  ['SR', 0, 'D', 20200113, 0, 23.1], ['SR', 0, 'D', 20171002, 20251231, 23.9], ['FL', 1, 'E', 20240219, 0, 16.4], ['FL', 2, 'L', 20250825, 0, 16.1]];
const firms = [...['Abbey', 'Bright', 'Castle', 'Delta', 'Eastern', 'Falcon', 'Granite', 'Harbour', 'Ivory', 'Jubilee', 'Keystone', 'Langley', 'Meridian', 'Northgate', 'Orchard'].flatMap(
  (name, index) => [[`${name} Decorators`, 'T'], [`${name} Paint Centre`, 'R'], ...(index % 2 === 0 ? [[`${name} Engineering`, 'I']] : [])]),
  ['Nordfarg AB', 'E'], ['Kleur & Co', 'E'], ['Peintures Morel', 'E'], ['Colori Sarti', 'E']];
const cities = ['Bolton', 'Leeds', 'Stockport', 'Derby', 'Hull', 'Preston'];
const abroad = ['Malmo', 'Utrecht', 'Lyon', 'Turin'];

const number = (day) => (day === null ? 0 : Number(day.replaceAll('-', '')));

export function fill(insert) {
  const random = new Random(7729);
  const person = people(random);
  const articles = kinds.flatMap(([text, line, base, litres, price], kind) => colours[kind].map((colour, index) => [`${line}${kind + 1}${String(index + 1).padStart(3, '0')}`, text,
    colour, line, base, litres, cents(price * (colour === 'Chalk' || kind > 3 ? 1 : 1.12)), random.int(2, 9) * 10, random.int(4, 260), random.int(2004, 2024) * 10_000 + random.int(1, 12) * 100 + 1,
    kind === 0 && index === 2 ? 20_260_331 : kind === 4 && index === 2 ? 20_250_630 : 0]));
  articles.push(['TR5099', 'Gloss enamel', 'Racing green', 'TR', 'S', 1, 18.6, 20, 0, 20_261_101, 0]);
  insert('fg_art', articles);
  insert('vend', vendors.map((row, index) => [11 + index, ...row]));
  insert('raw_mat', materials.map(([text, group, vendor, ...rest], index) => [201 + index, text, group, 10 + vendor, ...rest]));
  insert('rcp_ln', articles.flatMap(([code, text, colour, , base]) => recipe(random, text === 'Floor epoxy' ? 'E' : base, colour).map(([material, kilos], index) => [code, index + 1, 200 + material, kilos])));
  insert('wkr', workers.map((row, index) => [index + 1, person().toReversed().join(', '), ...row]));
  const made = articles.filter(([, , colour]) => colour !== 'Racing green');
  insert('btch', Array.from({ length: 330 }, () => batch(random, made)).toSorted((a, b) => a[2] - b[2]).map((row, index) => [5001 + index, ...row]));
  const accounts = firms.map((firm, index) => account(random, firm, index));
  insert('acct', accounts);
  const orders = Array.from({ length: 420 }, () => order(random, accounts)).toSorted((a, b) => a[1] - b[1]).map((row, index) => [70_001 + index, ...row]);
  insert('ord_hd', orders);
  insert('ord_ln', orders.flatMap((row) => linesOf(random, row, made, accounts)));
}

function recipe(random, kind, colour) {
  const tint = { Ochre: 4, Brick: 2, 'Oxide red': 2, 'Signal red': 2, 'Traffic yellow': 4, Slate: 3, Black: 3, Ebony: 3, Blush: 2 }[colour];
  const lines = recipes[kind].map(([material, kilos]) => [material, cents(kilos * (0.9 + random.int(0, 20) / 100))]);
  return tint === undefined ? lines : [...lines, [tint, cents(random.int(12, 70) / 10)]];
}

function batch(random, made) {
  const art = random.pick(made.slice(0, -1).filter((row) => row[10] !== 20_250_630));
  const day = art[10] === 0 && random.chance(0.03) ? random.day('2026-11-13', today) : random.day('2025-06-02', art[10] === 0 ? '2026-11-13' : '2026-03-28');
  const planned = random.weighted([500, 1000, 2000, 4000], [22, 40, 28, 10]);
  const mixer = random.weighted([3, 4, 5, ...(day < '2026-04-30' ? [6] : []), ...(day > '2026-05-11' ? [7] : [])], [30, 27, 24, 19]);
  const quality = day >= '2026-11-13' ? ' ' : random.weighted(['P', 'R', 'S'], [86, 10, 4]);
  const made100 = quality === 'S' ? 0 : Math.round(planned * (random.int(928, 1006) / 1000));
  const released = quality === 'P' ? number(plusDays(day, random.weighted([1, 2, 4], [46, 38, 16]))) : quality === 'R' && random.chance(0.7) ? number(plusDays(day, random.int(4, 12))) : 0;
  return [art[0], random.int(1, 6), number(day), planned, quality === ' ' ? 0 : made100, mixer, quality === ' ' ? 0 : random.weighted([8, 9], [56, 44]), quality,
    released > number(today) ? 0 : released, quality === ' ' ? null : random.int(620, 1180) / 10];
}

function account(random, [name, type], index) {
  const rep = type === 'E' ? 10 : random.weighted([10, 11, 12], [44, 46, 10]);
  const opened = number(random.day('2009-03-02', index % 8 === 3 ? '2026-10-20' : '2024-12-20'));
  return [3001 + index, name, type, type === 'E' ? abroad[(index + 2) % 4] : random.pick(cities), type === 'I' ? random.int(2, 6) * 10_000 : random.int(2, 20) * 1000,
    { T: 5, R: 12.5, I: 10, E: 15 }[type], rep, opened, random.chance(0.1) ? 'Y' : 'N'];
}

/** Every eleventh account has never ordered. */
function order(random, accounts) {
  const able = accounts.filter((_, index) => index % 11 !== 7);
  const pool = able.slice(0, 26).concat(able);
  const picked = random.pick(pool);
  const from = picked[7] > 20_250_601 ? `${String(picked[7]).slice(0, 4)}-${String(picked[7]).slice(4, 6)}-${String(picked[7]).slice(6)}` : '2025-06-02';
  const day = random.chance(0.08) ? random.day(from > '2026-11-02' ? from : '2026-11-02', today) : random.day(from, '2026-11-13');
  const wanted = plusDays(day, random.weighted([5, 9, 16], [40, 40, 20]));
  const isOff = random.chance(0.05);
  const shipped = plusDays(day, random.weighted([2, 4, 7, 13, 22], [28, 34, 20, 12, 6]));
  const isShipped = !isOff && shipped <= '2026-11-14' && random.chance(0.985);
  const billed = plusDays(shipped, random.int(0, 3));
  const isBilled = isShipped && billed <= '2026-11-15';
  const paid = plusDays(billed, random.weighted([12, 27, 36, 61], [20, 44, 24, 12]) + random.int(-4, 4));
  const isPaid = isBilled && paid < today && random.chance(0.95);
  const state = isOff ? 'C' : isShipped ? 'S' : random.chance(0.3) || shipped <= '2026-11-14' ? 'B' : 'O';
  return [picked[0], number(day), number(wanted), isShipped ? number(shipped) : 0, state, isBilled ? number(billed) : 0, isPaid ? number(paid) : 0, random.pick([0, 0, 18.5, 32, 47.5])];
}

function linesOf(random, [id, owner, day], made, accounts) {
  const [, , type, , , percent] = accounts[owner - 3001];
  const open = made.filter(([, , , line, , , , , , , gone]) => (gone === 0 || gone > day) && (type !== 'T' || line !== 'FL'));
  return random.sample(open, random.weighted([1, 2, 3], [44, 34, 22])).map(([code, , , , , , price], index) => [id, index + 1, code,
    random.int(1, type === 'T' ? 14 : 40), price, random.chance(0.15) ? percent + 2.5 : percent]);
}
