// A family butcher's: beasts bought from farms, sales by weight at the counter, orders put by; modern names, prices per kilo, weights in grams.
import { people } from '../names.mjs';
import { Random, cents, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE farms (id INTEGER PRIMARY KEY, name TEXT NOT NULL, village TEXT NOT NULL, distance_km INTEGER NOT NULL, is_organic INTEGER NOT NULL, supplying_since TEXT NOT NULL);
CREATE TABLE staff (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, job TEXT NOT NULL, started_on TEXT NOT NULL, finished_on TEXT,
  trained_by INTEGER REFERENCES staff(id), hourly_wage REAL NOT NULL);
CREATE TABLE carcasses (id INTEGER PRIMARY KEY, ear_tag TEXT NOT NULL UNIQUE, farm_id INTEGER NOT NULL REFERENCES farms(id), animal TEXT NOT NULL, arrived_on TEXT NOT NULL,
  weight_kg REAL NOT NULL, cost_per_kg REAL NOT NULL, broken_down_on TEXT, broken_down_by INTEGER REFERENCES staff(id));
CREATE TABLE cuts (id INTEGER PRIMARY KEY, name TEXT NOT NULL, animal TEXT NOT NULL, price_per_kg REAL NOT NULL, made_in_house INTEGER NOT NULL, withdrawn_on TEXT);
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, town TEXT NOT NULL, phone TEXT, customer_since TEXT NOT NULL,
  recommended_by INTEGER REFERENCES customers(id), closed_at TEXT);
CREATE TABLE sales (id INTEGER PRIMARY KEY, sold_at TEXT NOT NULL, served_by INTEGER NOT NULL REFERENCES staff(id), customer_id INTEGER REFERENCES customers(id), paid_with TEXT NOT NULL);
CREATE TABLE sale_lines (sale_id INTEGER NOT NULL REFERENCES sales(id), line_no INTEGER NOT NULL, cut_id INTEGER NOT NULL REFERENCES cuts(id), grams INTEGER NOT NULL,
  price_per_kg REAL NOT NULL, PRIMARY KEY (sale_id, line_no));
CREATE TABLE preorders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers(id), cut_id INTEGER NOT NULL REFERENCES cuts(id),
  taken_by INTEGER NOT NULL REFERENCES staff(id), ordered_on TEXT NOT NULL, pickup_on TEXT NOT NULL, kilos REAL NOT NULL, deposit REAL NOT NULL, status TEXT NOT NULL);
CREATE TABLE waste (id INTEGER PRIMARY KEY, cut_id INTEGER NOT NULL REFERENCES cuts(id), thrown_out_on TEXT NOT NULL, grams INTEGER NOT NULL, reason TEXT NOT NULL);
`;

const today = '2026-11-16';
const farms = [['Highfold Farm', 'Netherby', 12, 1, '2009-03-01'], ['Cobden Brothers', 'Ashwick', 7, 0, '2004-09-15'], ['Lower Tarn', 'Tarnside', 31, 0, '2015-05-20'],
  ['Pigg Hill', 'Ashwick', 9, 1, '2018-02-12'], ['Meadowcroft', 'Oldminster', 22, 0, '2012-10-08'], ['Saltmarsh Lamb Co', 'Wrayford', 48, 0, '2020-04-27'],
  ['Bracken End', 'Netherby', 15, 1, '2026-10-05']];
/** Job, first day, last day, trainer, wage. */
const jobs = [['Master butcher', '1998-04-01', null, null, 24.5], ['Butcher', '2008-09-01', null, 1, 19.8], ['Butcher', '2016-02-15', null, 1, 18.4], ['Counter', '2013-06-03', null, null, 14.2],
  ['Counter', '2021-10-11', null, 4, 13.1], ['Counter', '2022-05-02', '2026-06-30', 4, 12.9], ['Apprentice', '2024-09-02', null, 2, 9.6], ['Apprentice', '2026-09-07', null, 3, 8.9],
  ['Driver', '2019-03-18', null, null, 13.6], ['Butcher', '2011-01-10', '2025-12-31', 1, 18.9], ['Counter', '2026-07-06', null, 5, 12.6]];
const cuts = [['Fillet steak', 'Beef', 58, 0], ['Sirloin', 'Beef', 42, 0], ['Rump steak', 'Beef', 29.5, 0], ['Braising steak', 'Beef', 18.5, 0], ['Brisket', 'Beef', 15.9, 0], ['Oxtail', 'Beef', 12.5, 0],
  ['Beef mince', 'Beef', 12.9, 1], ['Beef burgers', 'Beef', 15.5, 1], ['Rib of beef', 'Beef', 34, 0], ['Pork shoulder', 'Pork', 8.9, 0], ['Pork belly', 'Pork', 10.5, 0], ['Loin chops', 'Pork', 12.2, 0],
  ['Gammon joint', 'Pork', 13.4, 1], ['Back bacon', 'Pork', 14.8, 1], ['Ashwick sausages', 'Pork', 11.6, 1], ['Chipolatas', 'Pork', 12.1, 1], ['Black pudding', 'Pork', 9.8, 1], ['Leg of lamb', 'Lamb', 19.9, 0],
  ['Lamb cutlets', 'Lamb', 27.5, 0], ['Lamb shank', 'Lamb', 16.8, 0], ['Merguez', 'Lamb', 16.2, 1], ['Lamb mince', 'Lamb', 15.4, 1], ['Veal escalope', 'Veal', 38, 0], ['Veal shin', 'Veal', 21, 0],
  ['Whole chicken', 'Poultry', 7.9, 0], ['Chicken breast', 'Poultry', 14.9, 0], ['Turkey', 'Poultry', 13.5, 0], ['Goose', 'Poultry', 19.2, 0], ['Duck legs', 'Poultry', 13.9, 0], ['Haggis', 'Lamb', 12, 1],
  ['Tripe', 'Beef', 6.5, 0], ['Calf liver', 'Veal', 24, 0]];
const withdrawn = new Map([['Tripe', '2026-02-28'], ['Haggis', '2026-08-31'], ['Veal escalope', '2026-09-30']]);
const houses = [['The Plough', 'Restaurant'], ['Bistro Laurent', 'Restaurant'], ['Station Hotel', 'Restaurant'], ['Ashwick Primary', 'School'], ['St Hilda School', 'School'], ['Old Mill Kitchen', 'Restaurant'],
  ['Rowan House', 'Care home']];
const numbered = (rows, from = 1) => rows.map((row, index) => [index + from, ...row]);
const byDay = (column) => (a, b) => (a[column] < b[column] ? -1 : 1);
const serves = (id, day) => jobs[id - 1][1] <= day && (jobs[id - 1][2] ?? '2027') >= day;

export function fill(insert) {
  const random = new Random(61_207);
  const person = people(random);
  insert('farms', numbered(farms));
  insert('staff', jobs.map(([job, from, to, trainer, wage], index) => [index + 1, ...person(), job, from, to, trainer, wage]));
  const bought = Array.from({ length: 175 }, () => random.day(random.chance(0.12) ? '2026-10-21' : '2025-01-07', '2026-11-14')).toSorted();
  insert('carcasses', bought.map((day, index) => carcass(random, day, index)));
  insert('cuts', numbered(cuts.map(([name, animal, price, own]) => [name, animal, price, own, withdrawn.get(name) ?? null])));
  const customers = numbered(Array.from({ length: 78 }, (_, index) => customer(random, index, person)));
  insert('customers', customers);
  const sales = numbered(Array.from({ length: 460 }, () => sale(random, customers)).toSorted(byDay(0)), 8001);
  insert('sales', sales);
  insert('sale_lines', sales.flatMap((row) => linesOf(random, row, customers)));
  insert('preorders', numbered(Array.from({ length: 130 }, () => preorder(random, customers)).toSorted(byDay(3))));
  insert('waste', numbered(Array.from({ length: 64 }, () => wasted(random)).toSorted(byDay(1))));
}

function carcass(random, day, index) {
  const animal = random.weighted(['Beef', 'Pork', 'Lamb', 'Veal'], [30, 38, 24, 8]);
  const farm = random.pick({ Beef: [1, 2, 2, 5], Pork: [2, 4, 4, 5], Lamb: [1, 3, 6, 6], Veal: [2, 5] }[animal]);
  const [least, most, cost, hang] = { Beef: [240, 360, 5.6, 21], Pork: [70, 98, 3.1, 3], Lamb: [17, 25, 7.2, 6], Veal: [110, 150, 8.4, 6] }[animal];
  const done = plusDays(day, hang + random.int(-1, 5));
  const isDone = done < today;
  const butcher = random.weighted([1, 2, 3, 10], [2, 5, 4, 3]);
  return [index + 1, `UK${random.int(100_000, 999_999)}`, farm, animal, day, random.int(least * 2, most * 2) / 2, cents(cost * (0.9 + random.next() * 0.25) * (farm === 1 || farm === 4 ? 1.2 : 1)),
    isDone ? done : null, isDone ? (serves(butcher, done) ? butcher : 2) : null];
}

function customer(random, index, person) {
  const [name, kind] = houses[index] ?? [person().join(' '), 'Private'];
  const town = random.weighted(['Ashwick', 'Oldminster', 'Netherby', 'Wrayford'], [50, 24, 16, 10]);
  const phone = random.chance(0.84) ? `01632 ${random.int(200_000, 999_999)}` : null;
  const isOld = [2, 9, 10, 11, 13].includes(index + 1);
  return [name, kind, town, phone, random.day(isOld ? '2012-03-01' : '2016-03-01', isOld ? '2016-02-20' : '2026-11-12'), index > 12 && random.chance(0.3) ? random.weighted([2, 9, 10, 11, 13], [1, 4, 2, 2, 1]) : null,
    index > 60 && random.chance(0.3) ? `${random.day('2026-05-01', '2026-11-10')} ${random.time(9, 17, 1)}` : null];
}

function openDay(random, from, to) {
  const day = random.day(from, to);
  return weekday(day) === 0 ? openDay(random, from, to) : day;
}

function sale(random, customers) {
  const day = random.chance(0.03) ? today : random.chance(0.35) ? openDay(random, '2026-09-28', '2026-11-14') : openDay(random, '2026-03-02', '2026-11-14');
  const known = customers.filter(([id, , , , , since, , closed]) => id % 13 !== 8 && since <= day && (closed === null || closed > day));
  const who = random.chance(0.55) ? random.weighted(known, known.map(([id]) => (id <= 7 ? 6 : id % 5 === 0 ? 4 : 1))) : null;
  const server = random.weighted([1, 2, 3, 4, 5, 6, 11, 7], [2, 3, 3, 12, 8, 7, 6, 1]);
  const pays = who !== null && who[2] !== 'Private' ? ['Account', 'Card'] : ['Card', 'Cash', 'Cash'];
  return [`${day} ${random.time(8, day === today ? 12 : 18, 1)}`, serves(server, day) ? server : 4, who?.[0] ?? null, random.pick(pays)];
}

function linesOf(random, [id, at, , customerId], customers) {
  const isTrade = customerId !== null && customers[customerId - 1][2] !== 'Private';
  const offered = cuts.map(([name], index) => [index + 1, name]).filter(([, name]) => !['Goose', 'Tripe', 'Calf liver'].includes(name) && (withdrawn.get(name) ?? '2027') > at);
  const wanted = offered.map(([number]) => [4, 2, 5, 4, 3, 1, 12, 7, 2, 5, 5, 6, 4, 9, 14, 6, 3, 5, 4, 3, 2, 3, 2, 1, 8, 11, 1, 0, 3, 2, 0][number - 1]);
  const names = new Set(Array.from({ length: random.weighted([1, 2, 3, 4], [34, 34, 20, 12]) }, () => random.weighted(offered, wanted)[0]));
  return [...names].map((cut, index) => [id, index + 1, cut, isTrade ? random.int(30, 180) * 50 : random.int(12, 120) * 20,
    at < '2026-06-01' ? cents(cuts[cut - 1][2] * 0.95) : cuts[cut - 1][2]]);
}

function preorder(random, customers) {
  const isFeast = random.chance(0.36);
  const ordered = openDay(random, isFeast ? '2026-10-12' : '2026-03-09', '2026-11-14');
  const pickup = isFeast ? random.pick(['2026-12-22', '2026-12-23', '2026-12-24']) : plusDays(ordered, random.int(2, 9));
  const collect = weekday(pickup) === 0 ? plusDays(pickup, 1) : pickup;
  const cut = isFeast ? random.weighted([27, 28, 13, 9], [9, 5, 4, 3]) : random.pick([9, 13, 18, 10, 11, 5, 1, 25, 29]);
  const kilos = random.int(isFeast ? 6 : 2, 14) / 2;
  const known = customers.filter(([id, , , , , since, , closed]) => id % 6 !== 1 && since <= ordered && closed === null);
  const status = collect >= today ? random.weighted(['Open', 'Cancelled'], [93, 7]) : random.weighted(['Collected', 'No-show', 'Cancelled'], [82, 9, 9]);
  const taker = random.weighted([4, 5, 6, 11, 2], [8, 5, 4, 4, 2]);
  return [random.pick(known)[0], cut, serves(taker, ordered) ? taker : 4, ordered, collect, kilos, random.chance(0.55) ? random.pick([5, 10, 20]) : 0, status];
}

function wasted(random) {
  const cut = random.pick([7, 8, 10, 15, 15, 17, 22, 25, 26, 29, 20, 32]);
  return [cut, random.day('2026-02-02', '2026-11-14'), random.int(3, 60) * 50, random.weighted(['Past its date', 'Dropped', 'Brought back', 'Chiller failure'], [56, 16, 14, 14])];
}
