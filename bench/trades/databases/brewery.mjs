// A brewery with its own drays; modern names, money in cents, tank readings at epoch seconds.
import { people } from '../names.mjs';
import { Random, epochSeconds, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE employees (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, role TEXT NOT NULL, manager_id INTEGER REFERENCES employees(id), hired_on DATE NOT NULL,
  left_on DATE, created_at TIMESTAMP NOT NULL);
CREATE TABLE beers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, style TEXT NOT NULL, abv REAL NOT NULL, ibu INTEGER, is_seasonal INTEGER NOT NULL,
  launched_on DATE, retired_on DATE, updated_at TIMESTAMP NOT NULL);
CREATE TABLE tanks (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, capacity_l INTEGER NOT NULL, installed_on DATE NOT NULL, out_of_service_since DATE);
CREATE TABLE batches (id INTEGER PRIMARY KEY, batch_no TEXT NOT NULL UNIQUE, beer_id INTEGER NOT NULL REFERENCES beers(id), tank_id INTEGER NOT NULL REFERENCES tanks(id),
  brewer_id INTEGER NOT NULL REFERENCES employees(id), brewed_on DATE NOT NULL, packaged_on DATE, volume_l INTEGER NOT NULL, packaged_l INTEGER, malt_kg INTEGER NOT NULL,
  original_gravity REAL NOT NULL, final_gravity REAL, status TEXT NOT NULL);
CREATE TABLE tank_readings (id INTEGER PRIMARY KEY, batch_id INTEGER NOT NULL REFERENCES batches(id), taken_at INTEGER NOT NULL, temperature_c REAL NOT NULL,
  gravity REAL NOT NULL, ph REAL);
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, city TEXT NOT NULL, phone TEXT, sales_rep_id INTEGER REFERENCES employees(id),
  created_at TIMESTAMP NOT NULL, archived_at TIMESTAMP);
CREATE TABLE orders (id INTEGER PRIMARY KEY, order_no TEXT NOT NULL UNIQUE, customer_id INTEGER NOT NULL REFERENCES customers(id), ordered_on DATE NOT NULL,
  delivered_on DATE, paid_on DATE, discount_pct INTEGER NOT NULL, status TEXT NOT NULL, driver_id INTEGER REFERENCES employees(id));
CREATE TABLE order_lines (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders(id), beer_id INTEGER NOT NULL REFERENCES beers(id),
  package TEXT NOT NULL, quantity INTEGER NOT NULL, unit_price_cents INTEGER NOT NULL);
CREATE TABLE kegs (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, size_l INTEGER NOT NULL, bought_on DATE NOT NULL, scrapped_on DATE);
CREATE TABLE keg_trips (id INTEGER PRIMARY KEY, keg_id INTEGER NOT NULL REFERENCES kegs(id), batch_id INTEGER NOT NULL REFERENCES batches(id),
  customer_id INTEGER NOT NULL REFERENCES customers(id), sent_on DATE NOT NULL, returned_on DATE, deposit_cents INTEGER NOT NULL);
`;

const staff = [
  ['Managing director', null, '2013-03-01', null], ['Head brewer', 1, '2013-03-01', '2025-06-30'], ['Head brewer', 1, '2018-09-10', null],
  ['Brewer', 3, '2017-04-03', null], ['Brewer', 3, '2021-08-16', null], ['Brewer', 3, '2019-02-04', '2026-04-30'], ['Assistant brewer', 4, '2025-09-01', null],
  ['Sales manager', 1, '2015-01-12', null], ['Sales rep', 8, '2019-06-03', null], ['Sales rep', 8, '2022-03-21', null], ['Sales rep', 8, '2026-02-02', null],
  ['Driver', 8, '2016-10-17', null], ['Driver', 8, '2024-05-06', null], ['Cellar hand', 3, '2023-11-13', null],
];
const beers = [
  ['Mill Race Bitter', 'Bitter', 3.9, 32, 0, '2013-05-01', null, 14], ['Lantern Pale', 'Pale ale', 4.4, 38, 0, '2014-02-01', null, 18],
  ['Night Ferry', 'Stout', 5.2, 41, 0, '2015-10-01', null, 10],
  ['Hollow Oak', 'Porter', 5.0, 35, 0, '2017-09-15', null, 8], ['Weir IPA', 'IPA', 5.8, 58, 0, '2016-04-01', null, 20],
  ['Double Weir', 'IPA', 7.9, 78, 0, '2019-04-01', null, 6], ['Haymaker', 'Lager', 4.8, 22, 0, '2018-05-20', null, 17],
  ['Little Hay', 'Lager', 0.5, 18, 0, '2023-01-10', null, 6], ['Orchard Saison', 'Saison', 5.5, 24, 1, '2020-05-01', null, 4],
  ['Frostbite', 'Winter ale', 6.4, 30, 1, '2016-11-01', null, 5], ['Harvest Amber', 'Amber ale', 4.7, 28, 1, '2017-08-20', null, 5],
  ['Old Sluice', 'Barley wine', 10.2, 52, 0, '2018-12-01', null, 2],
  ['Gooseberry Gose', 'Sour', 4.1, null, 0, '2022-06-01', '2025-09-30', 5], ['Copper Kettle', 'Bitter', 4.3, 34, 0, '2013-07-01', '2026-03-31', 7],
  ['Tin Whistle', 'Pale ale', 4.0, 36, 0, '2026-06-15', null, 9], ['Smoked Otter', 'Porter', 5.6, 33, 0, null, null, 0],
];
const tanks = [
  ['FV1', 'fermenter', 2_000, '2013-02-10', null], ['FV2', 'fermenter', 2_000, '2013-02-10', null], ['FV3', 'fermenter', 2_500, '2016-07-04', null],
  ['FV4', 'fermenter', 4_000, '2019-03-18', null],
  ['FV5', 'fermenter', 4_200, '2021-05-25', null], ['FV6', 'fermenter', 1_000, '2015-01-20', '2026-07-06'], ['FV7', 'fermenter', 1_200, '2022-09-12', null],
  ['BT1', 'bright', 3_000, '2014-06-02', null],
  ['BT2', 'bright', 5_000, '2021-05-25', null], ['HLT', 'hot liquor', 3_500, '2013-02-10', null],
];
const names = {
  pub: `The Kingfisher Arms,The Plough,The Anchor,The Railway Tavern,The Red Lion,The Old Ferry,The Bricklayers,The Fox and Crown,The Miller's Rest,The Lamb,
The Woolpack,The Ship,The Wheatsheaf,The Black Swan,The Compass,The Cooper's,The Chequers,The Horseshoe,The Two Brewers,The Globe,The Rising Sun,The Bell,
The White Hart,The Greyhound,The Tollhouse,The Nag's Head,The Star,The Windmill`,
  restaurant: 'Salt & Thyme,Bistro Verdant,The Smokehouse,Casa Lucena,Harbour Grill,Marigold Kitchen,Ember,The Glasshouse',
  bottle_shop: 'Dockside Bottles,Hop & Glass,The Cork Room,Corner Cask,Bottle & Barrel,Grain Store',
  wholesaler: 'Severnside Drinks,Pennant Beer Wholesale,Three Counties Cellars', festival: 'Wharf Beer Weekend,Castle Green Ale Fest,Summer on the Hill',
};
const packages = { keg_50: [50, 15_500], keg_30: [30, 9_800], case_24: [8, 4_300], case_12: [4, 2_300] };
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(5104);
  const person = people(random);
  const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
  insert('employees', numbered(staff.map((row) => [person().join(' '), ...row, `${row[2]} 09:00:00`])));
  insert('beers', numbered(beers.map((row) => [...row.slice(0, 7), '2026-10-02 08:14:00'])));
  insert('tanks', numbered(tanks));
  const batches = tanks.flatMap((tank, index) => (tank[1] === 'fermenter' ? batchesOf(random, tank, index + 1) : [])).toSorted((a, b) => (a[3] < b[3] ? -1 : 1));
  const counts = {};
  const coded = numbered(batches.map((row) => {
    const year = row[3].slice(2, 4);
    counts[year] = (counts[year] ?? 0) + 1;
    return [`B${year}-${String(counts[year]).padStart(3, '0')}`, ...row];
  }));
  insert('batches', coded);
  insert('tank_readings', numbered(coded.flatMap((row) => readingsOf(random, row))));
  const customers = numbered(Object.entries(names).flatMap(([kind, list]) => list.split(/,\s*/).map((name) => customer(random, name, kind))));
  insert('customers', customers);
  const orders = customers.flatMap((row) => ordersOf(random, row)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1));
  insert('orders', numbered(orders.map((row, index) => [`SO-${2_201 + index}`, ...row])));
  insert('order_lines', numbered(orders.flatMap((row, index) => linesOf(random, row, { id: index + 1, kind: customers[row[0] - 1][2] }))));
  const kegs = numbered(Array.from({ length: 130 }, (_, index) => keg(random, index)));
  insert('kegs', kegs);
  insert('keg_trips', numbered(kegs.flatMap((row) => tripsOf(random, row, coded, customers)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1))));
}

function batchesOf(random, [, , capacity, , stopped], tank) {
  const rows = [];
  let day = plusDays('2025-01-02', random.int(0, 20));
  for (;;) {
    while ((weekday(day) === 0 && random.chance(0.9)) || (weekday(day) === 6 && random.chance(0.6))) day = plusDays(day, 1);
    if (day >= (stopped ?? '2026-11-15')) return rows;
    rows.push(batch(random, { day, capacity, tank }));
    day = plusDays(rows.at(-1)[4] ?? plusDays(day, 20), random.int(1, 6));
    if (rows.at(-1)[11] === 'fermenting' || rows.at(-1)[11] === 'conditioning') return rows;
  }
}

function batch(random, { day, capacity, tank }) {
  const month = Number(day.slice(5, 7));
  const weights = beers.map(([name, , , , , launched, retired, weight]) => {
    if (launched === null || launched > plusDays(day, 25) || (retired !== null && retired < plusDays(day, 20))) return 0;
    if (name === 'Frostbite') return month > 8 ? 14 : 0;
    if (name === 'Harvest Amber') return month > 6 && month < 11 ? 10 : 0;
    return name === 'Orchard Saison' && (month < 3 || month > 8) ? 0 : weight;
  });
  const beer = random.weighted(beers.map((_, index) => index), weights);
  const [, style, abv] = beers[beer];
  const days = (style === 'Lager' ? 34 : style === 'Barley wine' ? 70 : style === 'Stout' || style === 'Porter' ? 24 : 17) + random.int(-3, 5);
  const done = plusDays(day, days);
  const isDumped = random.chance(0.05);
  const isOpen = done > '2026-11-15';
  const volume = Math.round((capacity * random.int(78, 96)) / 1_000) * 10;
  const status = isOpen ? (plusDays(day, 9) > today ? 'fermenting' : 'conditioning') : isDumped ? 'dumped' : 'packaged';
  const brewers = day < '2025-07-01' ? [2, 4, 5, 6] : day < '2026-05-01' ? [3, 4, 5, 6] : [3, 4, 5, 7];
  const packed = status === 'packaged';
  const original = Math.round(1_000 * (1.01 + abv * 0.0082) + random.int(-2, 2)) / 1_000;
  const filled = packed ? Math.round(volume * (0.9 + random.next() * 0.08)) : null;
  return [beer + 1, tank, random.weighted(brewers, [20, 34, 30, 16]), day, packed ? done : null, volume, filled,
    Math.round((volume * (0.12 + abv * 0.022)) / 5) * 5, original, packed ? Math.round(1_000 * (original - abv * 0.0075)) / 1_000 : null, status];
}

function readingsOf(random, [id, , beer, , , day, packaged, , , , original, , status]) {
  if (day < '2026-06-20' || status === 'dumped') return [];
  const rows = [];
  const end = packaged ?? '2026-11-15';
  const warmth = beers[beer - 1][1] === 'Lager' ? 11 : 18.5;
  let gravity = original;
  for (let at = plusDays(day, 1); at <= end && rows.length < 9; at = plusDays(at, random.int(1, 4))) {
    rows.push([id, epochSeconds(at, random.time(7, 16, 5)), Math.round((warmth + random.next() * 3) * 10) / 10, Math.round(gravity * 1_000) / 1_000,
      random.chance(0.8) ? Math.round((4.1 + random.next() * 0.7) * 100) / 100 : null]);
    gravity -= (gravity - 1.009) * (0.2 + random.next() * 0.3);
  }
  return rows;
}

function customer(random, name, kind) {
  const created = random.day('2014-01-10', '2026-08-30');
  const mayGo = name.startsWith('The') && name !== 'The Kingfisher Arms';
  const archived = mayGo && random.chance(0.14) && created < '2025-06-01' ? random.day('2025-10-01', '2026-09-30') : null;
  const city = random.weighted(['Ludwick', 'Tarrow', 'Penbury', 'Castle Green', 'Oxmoor'], [36, 24, 18, 12, 10]);
  const phone = name === 'The Kingfisher Arms' || random.chance(0.88) ? `01${random.int(200_000_000, 899_999_999)}` : null;
  return [name, kind, city, phone, kind === 'wholesaler' ? 8 : random.weighted([9, 10, 11, null], [40, 34, 20, 6]), `${created} 10:05:00`,
    archived === null ? null : `${archived} 17:30:00`];
}

function ordersOf(random, [id, , kind, , , , created, archived]) {
  if (kind === 'festival') return Array.from({ length: 2 }, () => order(random, id, kind, random.day('2026-05-01', '2026-09-10')));
  const rows = [];
  const first = created.slice(0, 10) > '2025-10-01' ? created.slice(0, 10) : plusDays('2025-10-01', random.int(0, 30));
  const last = archived?.slice(0, 10) ?? (random.chance(0.12) ? '2026-06-12' : today);
  const pace = kind === 'wholesaler' ? 16 : random.int(20, 62);
  for (let day = first; day <= last; day = plusDays(day, random.int(Math.ceil(pace / 2), pace * 1.5))) rows.push(order(random, id, kind, day));
  return rows;
}

function order(random, customerId, kind, day) {
  const delivered = plusDays(day, random.weighted([1, 2, 3, 5, 8], [20, 35, 25, 15, 5]));
  const status = random.chance(0.04) ? 'cancelled' : delivered > '2026-11-13' ? 'open' : 'delivered';
  const paid = plusDays(delivered, random.int(2, kind === 'wholesaler' ? 50 : kind === 'restaurant' ? 40 : 30));
  const isPaid = status === 'delivered' && paid <= today && random.chance(0.95);
  const discount = kind === 'wholesaler' ? random.pick([15, 20]) : random.weighted([0, 5, 10], [74, 18, 8]);
  return [customerId, day, status === 'delivered' ? delivered : null, isPaid ? paid : null, discount, status, status === 'delivered' ? random.pick([12, 12, 13]) : null];
}

function linesOf(random, [, day], { id, kind }) {
  const sold = beers.map(([, , , , , launched, retired, weight], index) => (launched === null || launched > day || (retired !== null && retired < day) ? 0
    : weight + (index === 9 && day.slice(5, 7) > '10' ? 8 : 0)));
  const weights = kind === 'bottle_shop' ? [1, 3, 50, 30] : kind === 'restaurant' ? [5, 40, 30, 25] : [45, 45, 8, 2];
  const chosen = new Set(Array.from({ length: random.weighted([1, 2, 3], [40, 38, 22]) }, () => random.weighted(beers.map((_, index) => index), sold)));
  return [...chosen].map((beer) => {
    const pack = random.weighted(Object.keys(packages), weights);
    const price = Math.round((packages[pack][1] * (0.8 + beers[beer][2] * 0.045) * (day < '2026-01-01' ? 0.96 : 1)) / 50) * 50;
    return [id, beer + 1, pack, kind === 'wholesaler' || kind === 'festival' ? random.int(4, 14) : random.int(1, 4), price];
  });
}

function keg(random, index) {
  const bought = random.day('2016-01-01', '2026-03-01');
  const scrapped = bought < '2021-01-01' && random.chance(0.12) ? random.day('2025-11-01', '2026-09-30') : null;
  return [`K${twoDigits(Math.floor(index / 100) + 10)}${twoDigits(index % 100)}`, random.weighted([50, 30, 20], [48, 40, 12]), bought, scrapped];
}

function tripsOf(random, [id, , size, bought, scrapped], batches, customers) {
  const rows = [];
  const takers = customers.filter(([, , kind]) => kind === 'pub' || kind === 'restaurant').slice(0, 34);
  let day = bought > '2025-10-05' ? bought : random.day('2025-10-05', '2026-01-25');
  for (;;) {
    day = plusDays(day, random.int(6, 45));
    if (day > (scrapped === null ? '2026-11-13' : plusDays(scrapped, -40))) return rows;
    const source = random.pick(batches.filter((row) => row[6] !== null && row[6] <= day).slice(-6))[0];
    const taker = random.pick(takers.filter((row) => row[7] === null || row[7] > day));
    const returned = plusDays(day, random.weighted([random.int(8, 30), random.int(31, 85), 400], [70, 27, 3]));
    const isBack = returned <= today;
    rows.push([id, source, taker[0], day, isBack ? returned : null, size * 100]);
    if (!isBack) return rows;
    day = returned;
  }
}
