// The books of a growers' cooperative; short names, codes, no declared keys, deliveries as YYYYMMDD and members' dates as DD/MM/YYYY.
import { people } from '../names.mjs';
import { Random, cents, dayMonthYear, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE mbr (mbr_no INTEGER PRIMARY KEY, frm_nm VARCHAR(40), own_fst VARCHAR(20), own_lst VARCHAR(30), vlg VARCHAR(20), ha DECIMAL(7,1), shr_qty INTEGER,
  org_flg CHAR(1), join_dt CHAR(10), exit_dt CHAR(10), tel VARCHAR(20), upd_usr CHAR(3));
CREATE TABLE prd (prd_cd CHAR(3) PRIMARY KEY, prd_nm VARCHAR(30), prd_grp CHAR(2), dens_kg_hl DECIMAL(5,1), act_flg CHAR(1));
CREATE TABLE prc (prd_cd CHAR(3), grd CHAR(1), seas INTEGER, prc_t DECIMAL(8,2), PRIMARY KEY (prd_cd, grd, seas));
CREATE TABLE dep (dep_cd CHAR(2) PRIMARY KEY, dep_nm VARCHAR(30), vlg VARCHAR(20), cap_t INTEGER, mgr_nm VARCHAR(40));
CREATE TABLE trk (trk_no INTEGER PRIMARY KEY, plt VARCHAR(10), mk VARCHAR(20), max_kg INTEGER, drv_nm VARCHAR(40), buy_dt CHAR(10), svc_due CHAR(10), sts CHAR(1));
CREATE TABLE dlv (dlv_no INTEGER PRIMARY KEY, mbr_no INTEGER, prd_cd CHAR(3), dep_cd CHAR(2), trk_no INTEGER, dlv_dt CHAR(8), grs_kg INTEGER, tar_kg INTEGER,
  moist DECIMAL(4,1), grd CHAR(1), rej_flg CHAR(1), rej_rsn CHAR(2));
CREATE TABLE pay (pay_no INTEGER PRIMARY KEY, mbr_no INTEGER, per CHAR(6), grs_amt DECIMAL(10,2), ded_amt DECIMAL(9,2), due_dt CHAR(8), pd_dt CHAR(8), pay_sts CHAR(1));
CREATE TABLE adv (adv_no INTEGER PRIMARY KEY, mbr_no INTEGER, adv_typ CHAR(2), adv_dt CHAR(8), adv_amt DECIMAL(9,2), rep_amt DECIMAL(9,2));
CREATE TABLE trp (trp_no INTEGER PRIMARY KEY, trk_no INTEGER, trp_dt CHAR(8), km INTEGER, fuel_l DECIMAL(6,1));
CREATE TABLE cdt (fld VARCHAR(10), cd VARCHAR(4), txt VARCHAR(40), PRIMARY KEY (fld, cd));
`;

const codes = [
  ['GRD', 'A', 'Premium'], ['GRD', 'B', 'Standard'], ['GRD', 'C', 'Feed'], ['PRD_GRP', 'GR', 'Grain'], ['PRD_GRP', 'OS', 'Oilseed'], ['PRD_GRP', 'RT', 'Root crops'],
  ['REJ_RSN', 'WT', 'Too wet'], ['REJ_RSN', 'MD', 'Mouldy'], ['REJ_RSN', 'FB', 'Foreign bodies'], ['PAY_STS', 'P', 'Paid'], ['PAY_STS', 'O', 'Open'],
  ['PAY_STS', 'H', 'On hold'], ['ADV_TYP', 'SD', 'Seed'], ['ADV_TYP', 'FT', 'Fertiliser'], ['ADV_TYP', 'CA', 'Cash'], ['TRK_STS', 'R', 'On the road'],
  ['TRK_STS', 'W', 'In the workshop'], ['TRK_STS', 'S', 'Sold'],
];
/** Code, name, group, density, in use, price of a tonne of grade B, months of delivery, a usual load in kg. */
const products = [
  ['WHT', 'Wheat', 'GR', 77, 'Y', 212, ['07', '08', '09'], 9_500], ['BAR', 'Barley', 'GR', 65, 'Y', 188, ['07', '08'], 8_800],
  ['OAT', 'Oats', 'GR', 52, 'Y', 201, ['08', '09'], 6_200], ['RAP', 'Rapeseed', 'OS', 66, 'Y', 452, ['07', '08'], 6_900],
  ['SUN', 'Sunflower', 'OS', 41, 'Y', 431, ['09', '10'], 5_100], ['MAI', 'Maize', 'GR', 72, 'Y', 196, ['10', '11'], 11_000],
  ['POT', 'Potatoes', 'RT', null, 'Y', 158, ['08', '09', '10'], 12_500], ['SGB', 'Sugar beet', 'RT', null, 'Y', 44, ['10', '11'], 17_500],
  ['FLX', 'Flax', 'OS', 68, 'N', 520, [], 4_000], ['SPL', 'Spelt', 'GR', 60, 'Y', 268, ['08'], 4_600],
];
const depots = [['NB', 'North Barn', 'Thornby', 2_600, 'Wilma Crane'], ['MS', 'Mill Street', 'Harwick', 4_200, 'Otto Lund'],
  ['QS', 'Quayside', 'Port Allen', 6_000, 'Greta Obi'],
  ['HF', 'Hill Farm', 'Upper Eaves', 900, null]];
const trucks = [
  [11, 'TR 4411', 'Volta', 14_000, 'Emil Pike', '12/03/2015', '02/12/2026', 'R'], [12, 'TR 4412', 'Volta', 14_000, 'Dora Kirby', '12/03/2015', '30/10/2026', 'R'],
  [14, 'TR 5120', 'Hauler', 20_000, 'Max Yilmaz', '07/09/2018', '18/01/2027', 'R'], [15, 'TR 5121', 'Hauler', 20_000, 'Ivy Sutter', '07/09/2018', '11/11/2026', 'W'],
  [17, 'TR 6003', 'Kestrel', 9_000, 'Joel Weiss', '21/05/2022', '20/02/2027', 'R'], [9, 'TR 2207', 'Volta', 12_000, null, '15/04/2009', null, 'S'],
  [18, 'TR 7719', 'Hauler', 24_000, 'Nina Forbes', '03/08/2026', '03/08/2027', 'R'],
];
const farms = `Birch Hollow;Stonegate;Lower Meadow;Foxley;Three Oaks;Windmill Hill;Ashcombe;Brookside;Crow Wood;Sandy Lane;Greenacre;Old Rectory;Larch End;Heron Marsh;
Pound Farm;Highfield;Willow Bank;Black Barn;Cold Harbour;Manor Farm;Dovecote;Long Furrow;Mill End;Nettlebed;
Orchard Rise;Piper's Croft;Quarry Side;Red House;Sheepwash;Tithe Farm;
Upper Eaves;Valley View;West Leys;Yew Tree;Bramble Park;Chalk Pit;Deer Leap;Elm Farm;Fallow Field;Goose Green;Holly Bush;Ivy Cottage;Kiln Farm;Lamb's Rest;Moat Farm;
Northlands`.split(/;\s*/);
const compact = (day) => day.replaceAll('-', '');

export function fill(insert) {
  const random = new Random(4203);
  const person = people(random);
  insert('cdt', codes);
  insert('prd', products.map((product) => product.slice(0, 5)));
  insert('prc', products.flatMap((product) => pricesOf(product)));
  insert('dep', depots);
  insert('trk', trucks);
  const members = farms.map((farm, index) => member(random, person(), farm, index));
  insert('mbr', members.map(({ row }) => row));
  const loads = members.flatMap((one) => loadsOf(random, one)).toSorted((a, b) => (a[4] < b[4] ? -1 : 1)).map((row, index) => [30_001 + index, ...row]);
  insert('dlv', loads);
  insert('pay', payoutsOf(random, loads).map((row, index) => [6_001 + index, ...row]));
  insert('adv', members.flatMap((one) => advancesOf(random, one)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
  insert('trp', tripsOf(random, loads).map((row, index) => [index + 1, ...row]));
}

function pricesOf([code, , , , , price, months]) {
  const seasons = months.length === 0 ? [2024] : [2024, 2025, 2026];
  return seasons.flatMap((season) => [['A', 1.1], ['B', 1], ['C', 0.78]].map(([grade, factor]) =>
    [code, grade, season, cents(price * factor * [0.94, 1, 1.07][season - 2024])]));
}

function member(random, [first, last], farm, index) {
  const joined = index % 11 === 6 ? random.day('2023-01-10', '2026-06-20') : random.day('1994-03-01', '2022-10-01');
  const isGone = index % 12 === 8;
  const left = isGone ? random.day('2024-10-01', '2026-10-15') : null;
  const vlg = random.weighted(['Thornby', 'Harwick', 'Upper Eaves', 'Port Allen', 'Saltfield', 'Dunleigh'], [12, 9, 8, 6, 6, 5]);
  const size = cents(Math.round((12 + random.next() ** 2 * 330) * 10) / 10);
  const isOrganic = random.chance(0.24);
  const own = random.sample(products.filter(([, , , , , , months]) => months.length > 0), size > 120 ? 3 : random.int(1, 3));
  const row = [101 + index, farm, first, last, vlg, size, Math.max(1, Math.round(size / 8) + random.int(-1, 6)), isOrganic ? 'Y' : 'N',
    dayMonthYear(joined), dayMonthYear(left), random.chance(0.88) ? `01${random.int(200, 899)} ${random.int(100_000, 999_999)}` : null,
    random.pick(['SYS', 'KLB', 'MWD'])];
  return { row, joined, left, size, own: index % 15 === 13 ? [] : own, vlg };
}

function loadsOf(random, { row: [number], joined, left, size, own, vlg }) {
  return [2024, 2025, 2026].flatMap((season) => own.filter(() => random.chance(0.9)).flatMap(([code, , group, , , , months, usual]) =>
    Array.from({ length: Math.max(1, Math.round(size / 45 + random.next() * 2)) }, () => {
      const month = random.pick(months);
      const start = `${season}-${month}-01`;
      const drawn = random.day(start, plusDays(start, season === 2026 && month === '11' ? 13 : 29));
      const day = weekday(drawn) === 0 && random.chance(0.8) ? plusDays(drawn, -1) : drawn;
      if (day < joined || (left !== null && day > left)) return undefined;
      const net = Math.round((usual * (0.55 + random.next() * 0.8)) / 20) * 20;
      const tare = random.pick([3_200, 4_100, 5_260, 6_480]);
      const moist = group === 'RT' ? null : Math.round((11 + random.next() * 7) * 10) / 10;
      const isRejected = random.chance(moist !== null && moist > 16.5 ? 0.4 : 0.02);
      const grade = isRejected ? null : random.weighted(['A', 'B', 'C'], moist !== null && moist < 14 ? [48, 42, 10] : [22, 52, 26]);
      const near = { Thornby: 0, Harwick: 1, 'Port Allen': 2, Saltfield: 2, 'Upper Eaves': 3, Dunleigh: 1 }[vlg];
      const depot = random.chance(0.85) ? near : random.int(0, 2);
      const ours = trucks.filter(([, , , most, , , , status]) => most > net * 0.8 && status !== 'S').filter(([truck]) => truck !== 18 || day > '2026-08-04');
      const truck = random.chance(0.72) ? random.pick(ours)[0] : null;
      return [number, code, depots[depot][0], truck, compact(day), net + tare, tare, moist, grade, isRejected ? 'Y' : 'N',
        isRejected ? (moist !== null && moist > 16.5 ? 'WT' : random.pick(['MD', 'FB'])) : null];
    }).filter((load) => load !== undefined)));
}

/** One payout for each member and month, the month after at the 20th. */
function payoutsOf(random, loads) {
  const sums = new Map();
  for (const [, number, code, , , day, gross, tare, , grade, rejected] of loads) {
    if (rejected === 'N') {
      const price = pricesOf(products.find((product) => product[0] === code)).find(([, one, season]) => one === grade && season === Number(day.slice(0, 4)))[3];
      const key = `${day.slice(0, 6)} ${number}`;
      sums.set(key, (sums.get(key) ?? 0) + ((gross - tare) / 1000) * price);
    }
  }
  return [...sums].filter(([key]) => key < '202611').toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, sum]) => {
    const [month, number] = key.split(' ');
    const next = plusDays(`${month.slice(0, 4)}-${month.slice(4)}-28`, 5).slice(0, 7);
    const due = `${next}-20`;
    const paid = plusDays(due, random.weighted([-6, -1, 0, 5, 19], [14, 30, 34, 14, 8]));
    const isPaid = paid < '2026-11-15' && random.chance(month > '202607' ? 0.85 : 0.995);
    const held = !isPaid && random.chance(0.25);
    return [Number(number), month, cents(sum), random.chance(0.7) ? cents(sum * random.pick([0.015, 0.03, 0.06])) : 0, compact(due), isPaid ? compact(paid) : null,
      isPaid ? 'P' : held ? 'H' : 'O'];
  });
}

function advancesOf(random, { row: [number], joined, left, size }) {
  if (!random.chance(0.6)) return [];
  return Array.from({ length: random.int(1, 3) }, () => {
    const day = random.day('2024-01-15', '2026-10-20');
    if (day < joined || (left !== null && day > left)) return undefined;
    const amount = Math.round(size * random.int(8, 30) / 50) * 50 + 250;
    const back = random.chance(day < '2025-10-01' ? 0.9 : 0.25) ? amount : random.chance(0.5) ? cents(amount / 4) : 0;
    return [number, random.weighted(['SD', 'FT', 'CA'], [5, 4, 2]), compact(day), amount, back];
  }).filter((advance) => advance !== undefined);
}

/** A truck's day: what it drove and filled up. */
function tripsOf(random, loads) {
  const days = [...new Set(loads.filter(([, , , , truck, day]) => truck !== null && day >= '20260101').map(([, , , , truck, day]) => `${day} ${truck}`))].toSorted((a, b) => (a < b ? -1 : 1));
  return days.map((key) => {
    const [day, truck] = key.split(' ').map(Number);
    const km = random.int(28, 190);
    return [truck, String(day), km, random.chance(0.45) ? Math.round(km * random.int(24, 46)) / 100 + random.int(10, 60) : null];
  });
}
