// A tyre dealer with two workshops; snake_case, declared keys, money in cents, moments as seconds since 1970 for jobs, goods and labour as lines of a job.
import { people } from '../names.mjs';
import { Random, epochSeconds, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE workshops (workshop_id INTEGER PRIMARY KEY, name TEXT NOT NULL, street TEXT NOT NULL, lifts INTEGER NOT NULL);
CREATE TABLE fitters (fitter_id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, workshop_id INTEGER NOT NULL REFERENCES workshops(workshop_id), grade TEXT NOT NULL,
  active INTEGER NOT NULL, hired_on TEXT NOT NULL);
CREATE TABLE drivers (driver_id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, company TEXT, mobile TEXT, email TEXT, postcode TEXT NOT NULL, discount_percent INTEGER NOT NULL DEFAULT 0,
  sms_ok INTEGER NOT NULL, added_on TEXT NOT NULL, archived_on TEXT);
CREATE TABLE cars (plate TEXT PRIMARY KEY, driver_id INTEGER NOT NULL REFERENCES drivers(driver_id), make TEXT NOT NULL, model TEXT NOT NULL, first_registered INTEGER NOT NULL, mileage INTEGER);
CREATE TABLE wholesalers (wholesaler_id INTEGER PRIMARY KEY, name TEXT NOT NULL, delivery_days INTEGER NOT NULL);
CREATE TABLE tyres (sku TEXT PRIMARY KEY, brand TEXT NOT NULL, pattern TEXT NOT NULL, size TEXT NOT NULL, rim_inches INTEGER NOT NULL, season TEXT NOT NULL,
  wholesaler_id INTEGER NOT NULL REFERENCES wholesalers(wholesaler_id), buy_cents INTEGER NOT NULL, sell_cents INTEGER NOT NULL, on_hand INTEGER NOT NULL, reorder_at INTEGER NOT NULL);
CREATE TABLE jobs (job_id INTEGER PRIMARY KEY, plate TEXT NOT NULL REFERENCES cars(plate), workshop_id INTEGER NOT NULL REFERENCES workshops(workshop_id),
  fitter_id INTEGER REFERENCES fitters(fitter_id), booked_at INTEGER NOT NULL, starts_at INTEGER NOT NULL, finished_at INTEGER, outcome TEXT NOT NULL, -- unix seconds
  paid_with TEXT);
CREATE TABLE job_lines (job_id INTEGER NOT NULL REFERENCES jobs(job_id), line_no INTEGER NOT NULL, sku TEXT REFERENCES tyres(sku), labour TEXT, quantity INTEGER NOT NULL,
  price_cents INTEGER NOT NULL, PRIMARY KEY (job_id, line_no));
CREATE TABLE wheel_store (set_id INTEGER PRIMARY KEY, plate TEXT NOT NULL REFERENCES cars(plate), workshop_id INTEGER NOT NULL REFERENCES workshops(workshop_id), rack TEXT NOT NULL,
  season TEXT NOT NULL, tread_mm NUMERIC NOT NULL, stored_on TEXT NOT NULL, collected_on TEXT, fee_cents INTEGER NOT NULL, fee_paid INTEGER NOT NULL);
`;

const today = '2026-11-16';
const shops = [['Harbour Road', 'Harbour Road 44', 5], ['Westgate', 'Westgate 9', 3]];
const staff = [[1, 'master', 1, '2008-04-01'], [1, 'fitter', 1, '2014-09-15'], [1, 'fitter', 1, '2019-03-04'], [1, 'apprentice', 1, '2025-08-18'], [2, 'master', 1, '2012-02-20'], [2, 'fitter', 1, '2017-10-09'],
  [2, 'fitter', 0, '2020-06-22'], [2, 'apprentice', 1, '2024-08-19'], [1, 'fitter', 0, '2016-05-02']];
const wholesalers = [['Gummi Nord', 1], ['TreadHouse', 2], ['Eurowheel', 4], ['Budget Rubber', 6]];
/** Brand, its patterns by season, wholesaler, price of a 15-inch one. */
const brands = [['Contra', { summer: 'DryGrip 6', winter: 'IceGrip 8', 'all-season': 'AllGrip 3' }, 1, 8900], ['Michaud', { summer: 'Primus 5', winter: 'Alpa 7', 'all-season': 'Crossway 2' }, 1, 9900],
  ['Nokari', { winter: 'Arctica R5', summer: 'Wetlane' }, 2, 9300], ['Hanko', { summer: 'Vento K1', winter: 'I-Cept', 'all-season': 'Kinetic 4S' }, 2, 6900],
  ['Fulmar', { summer: 'EcoRun', winter: 'Kristall' }, 3, 6200], ['Dragon King', { summer: 'DK100', winter: 'Snow DK' }, 4, 4100]];
const sizes = [['185/65 R15', 15, 1], ['195/65 R15', 15, 1.05], ['205/55 R16', 16, 1.2], ['225/45 R17', 17, 1.5], ['225/40 R18', 18, 1.75]];
const models = [['Skoda', 'Octavia'], ['Volkswagen', 'Golf'], ['Volkswagen', 'Passat'], ['Ford', 'Focus'], ['Ford', 'Transit'], ['Toyota', 'Corolla'], ['Toyota', 'Yaris'], ['BMW', '320d'], ['Kia', 'Ceed'],
  ['Renault', 'Kangoo'], ['Volvo', 'V60'], ['Hyundai', 'i30']];
const labour = [['Fitting and balancing', 1900], ['Puncture repair', 3200], ['Wheel alignment', 7900], ['Wheel swap', 4900], ['TPMS valve', 4500], ['Tyre disposal', 350]];
const firms = ['Blitz Couriers', 'Nordhaus Bakery', 'Elmwood Care', 'Quick Electric', 'Taxi Lindner'];

export function fill(insert) {
  const random = new Random(27_461);
  const person = people(random);
  insert('workshops', shops.map((row, index) => [index + 1, ...row]));
  insert('fitters', staff.map(([shop, grade, active, hired], index) => [index + 1, person().join(' '), shop, grade, active, hired]));
  insert('wholesalers', wholesalers.map((row, index) => [index + 1, ...row]));
  const tyres = brands.flatMap((row) => tyresOf(random, row));
  insert('tyres', tyres);
  const drivers = Array.from({ length: 185 }, () => random.day('2021-02-01', '2026-11-12')).toSorted().map((day, index) => driver(random, person().join(' '), { day, id: index + 1 }));
  insert('drivers', drivers);
  const cars = drivers.flatMap((row) => carsOf(random, row));
  insert('cars', cars);
  const jobs = Array.from({ length: 430 }, () => job(random, cars, drivers)).toSorted((a, b) => a[4] - b[4]).map((row, index) => [9001 + index, ...row]);
  insert('jobs', jobs);
  insert('job_lines', jobs.flatMap((row) => linesOf(random, row, { cars, drivers, tyres })));
  insert('wheel_store', cars.filter(() => random.chance(0.36)).flatMap(([plate]) => setsOf(random, plate)).toSorted((a, b) => (a[5] < b[5] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
}

function tyresOf(random, [brand, patterns, wholesaler, price]) {
  return Object.entries(patterns).flatMap(([season, pattern]) => sizes.filter(() => random.chance(0.72)).map(([size, rim, factor]) => {
    const sell = Math.round((price * factor * { summer: 1, winter: 1.12, 'all-season': 1.08 }[season]) / 100) * 100 - 10;
    const code = `${brand.slice(0, 2)}${pattern.replaceAll(/\W/g, '').slice(0, 2)}-${size.replaceAll(/\D/g, '')}`.toUpperCase();
    return [code, brand, pattern, size, rim, season, wholesaler, Math.round(sell * (0.62 + random.next() * 0.16)), sell, random.chance(0.1) ? 0 : random.int(1, 36), random.pick([4, 8, 8, 12])];
  }));
}

function driver(random, name, { day, id }) {
  const company = id % 14 === 5 ? firms[Math.floor(id / 14) % 5] : null;
  const email = random.chance(0.72) ? `${name.replace(' ', '.')}@post.example`.toLowerCase() : null;
  return [id, name, company, random.chance(0.9) ? `0160 ${random.int(1_000_000, 9_999_999)}` : null, email, random.weighted(['24103', '24105', '24114', '24143', '24768'], [30, 24, 20, 16, 10]),
    company === null ? random.weighted([0, 3, 5], [84, 8, 8]) : 10, random.chance(0.6), day, day < '2024-06-01' && random.chance(0.08) ? random.day('2025-03-01', '2026-10-20') : null];
}

function carsOf(random, [id, , company]) {
  return Array.from({ length: company === null ? random.weighted([1, 2], [88, 12]) : random.int(2, 3) }, () => {
    const [make, model] = random.pick(models);
    const plate = `KI-${random.pick('ABCDEHKLMRT'.split(''))}${random.pick('ABCEKLMNPS'.split(''))} ${random.int(10, 9899)}`;
    return [plate, id, make, model, random.int(2006, 2025), random.chance(0.85) ? random.int(8, 240) * 1000 + random.int(0, 999) : null];
  });
}

/** Most come when the wheels are changed, in spring and in autumn. */
function job(random, cars, drivers) {
  for (;;) {
    const day = random.weighted([random.day('2025-01-13', '2026-11-15'), random.day('2026-03-16', '2026-04-25'), random.day('2026-09-28', '2026-11-16'), random.day('2025-10-06', '2025-11-15'),
      random.day('2026-11-17', '2026-12-12')], [40, 16, 26, 12, 6]);
    const [plate, who] = cars[Math.floor(random.next() ** 1.15 * cars.length)];
    const [, , , , , , , , added, archived] = drivers[who - 1];
    if (weekday(day) === 0 || day < added || (archived !== null && day > archived) || who % 10 === 3) continue;
    const shop = random.weighted([1, 2], [62, 38]);
    const able = staff.flatMap(([where, , active, hired], index) => (where === shop && hired <= day && (active === 1 || day < '2026-06-01') ? [index + 1] : []));
    const start = epochSeconds(day, random.time(8, 17, 30));
    const isDone = start < epochSeconds(today, '12:00');
    const booked = Math.min(start, epochSeconds(today, '11:00')) - random.weighted([600, 86_400, 4 * 86_400, 11 * 86_400], [20, 30, 30, 20]) - random.int(0, 200) * 60;
    const outcome = isDone ? random.weighted(['done', 'no_show', 'cancelled'], [89, 5, 6]) : random.chance(0.08) ? 'cancelled' : 'booked';
    const end = outcome === 'done' ? start + random.int(18, 115) * 60 : null;
    return [plate, shop, outcome === 'booked' && random.chance(0.5) ? null : random.pick(able), booked, start, end, outcome, outcome === 'done' ? random.weighted(['card', 'cash', 'invoice'], [62, 22, 16]) : null];
  }
}

function linesOf(random, [id, plate, , , , start, , outcome], { cars, drivers, tyres }) {
  if (outcome !== 'done') return [];
  const [, who] = cars.find(([text]) => text === plate);
  const off = 1 - drivers[who - 1][6] / 100;
  const month = new Date(start * 1000).getUTCMonth();
  const wanted = [2, 3, 4, 5, 6, 7].includes(month) ? { summer: 6, winter: 0.4, 'all-season': 2 } : { summer: 0.4, winter: 6, 'all-season': 2 };
  const kind = random.weighted(['tyres', 'swap', 'repair', 'alignment'], [42, 34, 13, 11]);
  if (kind !== 'tyres') {
    const [text, price] = labour[{ swap: 3, repair: 1, alignment: 2 }[kind]];
    return [[id, 1, null, text, 1, Math.round(price * off)], ...(kind === 'swap' && random.chance(0.12) ? [[id, 2, null, 'TPMS valve', random.int(1, 4), Math.round(4500 * off)]] : [])];
  }
  const tyre = random.weighted(tyres, tyres.map(([, brand, , , , season]) => wanted[season] * { Contra: 1.7, Michaud: 1.2, Hanko: 1.5 }[brand] || wanted[season]));
  const count = random.weighted([1, 2, 4], [8, 28, 64]);
  const rows = [[id, 1, tyre[0], null, count, Math.round(tyre[8] * off)], [id, 2, null, 'Fitting and balancing', count, Math.round(1900 * off)]];
  if (random.chance(0.7)) rows.push([id, 3, null, 'Tyre disposal', count, 350]);
  return rows;
}

function setsOf(random, plate) {
  const shop = random.weighted([1, 2], [70, 30]);
  const rack = () => `${random.pick('ABCDEF'.split(''))}${random.int(1, 40)}`;
  const [autumn, spring] = [random.day('2025-10-06', '2025-11-28'), random.day('2026-03-16', '2026-04-30')];
  const back = random.day('2026-10-01', '2026-11-14');
  const rows = [];
  if (random.chance(0.8)) rows.push([plate, shop, rack(), 'summer', random.int(20, 78) / 10, autumn, random.chance(0.94) ? spring : null, 3900, random.chance(0.97)]);
  if (random.chance(0.85)) rows.push([plate, shop, rack(), 'winter', random.int(24, 80) / 10, plusDays(spring, 0), random.chance(0.72) ? back : null, 4200, random.chance(0.9)]);
  if (random.chance(0.5)) rows.push([plate, shop, rack(), 'summer', random.int(18, 75) / 10, back, null, 4200, random.chance(0.6)]);
  return rows;
}
