// A network of public charging points for electric cars; snake_case, text states, drivers with their car, charges without an account, moments with seconds.
import { people } from '../names.mjs';
import { Random, cents, plusDays, twoDigits } from '../random.mjs';

export const schema = `
CREATE TABLE sites (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL, host_type TEXT NOT NULL, grid_kw INTEGER NOT NULL, has_canopy INTEGER NOT NULL,
  opened_on TEXT NOT NULL, closed_on TEXT);
CREATE TABLE charge_points (id INTEGER PRIMARY KEY, site_id INTEGER NOT NULL REFERENCES sites(id), label TEXT NOT NULL UNIQUE, vendor TEXT NOT NULL,
  commissioned_on TEXT NOT NULL, last_service_on TEXT);
CREATE TABLE plugs (id INTEGER PRIMARY KEY, charge_point_id INTEGER NOT NULL REFERENCES charge_points(id), kind TEXT NOT NULL, max_kw INTEGER NOT NULL, state TEXT NOT NULL);
CREATE TABLE tariffs (id INTEGER PRIMARY KEY, name TEXT NOT NULL, monthly_fee REAL NOT NULL, ac_price REAL NOT NULL, dc_price REAL NOT NULL, on_sale INTEGER NOT NULL);
CREATE TABLE drivers (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT, home_city TEXT NOT NULL,
  tariff_id INTEGER NOT NULL REFERENCES tariffs(id), car_make TEXT, car_model TEXT, battery_kwh INTEGER, signed_up_on TEXT NOT NULL,
  referred_by INTEGER REFERENCES drivers(id), account_closed_on TEXT);
CREATE TABLE charges (id INTEGER PRIMARY KEY, plug_id INTEGER NOT NULL REFERENCES plugs(id), driver_id INTEGER REFERENCES drivers(id), started_at TEXT NOT NULL,
  ended_at TEXT, kwh REAL, energy_cost REAL, idle_fee REAL NOT NULL, paid_with TEXT, outcome TEXT NOT NULL);
CREATE TABLE reservations (id INTEGER PRIMARY KEY, driver_id INTEGER NOT NULL REFERENCES drivers(id), charge_point_id INTEGER NOT NULL REFERENCES charge_points(id),
  made_at TEXT NOT NULL, slot_start TEXT NOT NULL, status TEXT NOT NULL);
CREATE TABLE engineers (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, company TEXT NOT NULL, started_on TEXT NOT NULL, team_lead_id INTEGER REFERENCES engineers(id));
CREATE TABLE faults (id INTEGER PRIMARY KEY, charge_point_id INTEGER NOT NULL REFERENCES charge_points(id), reported_at TEXT NOT NULL, fixed_at TEXT, cause TEXT NOT NULL,
  severity TEXT NOT NULL, engineer_id INTEGER REFERENCES engineers(id), repair_cost REAL);
`;

/** Name, city, host, power, roof, opening, closing, charging points, of them fast ones. */
const sites = [
  ['Larkfield Retail Park', 'Stanbury', 'Supermarket', 800, 1, '2021-04-12', null, 6, 4], ['Castle Street', 'Stanbury', 'Kerbside', 90, 0, '2020-09-01', null, 4, 0],
  ['Junction 14 North', 'Oakhaven', 'Motorway', 2000, 1, '2022-06-20', null, 8, 8], ['Junction 14 South', 'Oakhaven', 'Motorway', 1600, 1, '2023-03-06', null, 6, 6],
  ['Grand Hotel', 'Wexcombe', 'Hotel', 150, 0, '2022-11-14', null, 3, 0], ['Wexcombe Station', 'Wexcombe', 'Station', 400, 0, '2024-02-05', null, 5, 2],
  ['Mill Lane', 'Tarrow', 'Kerbside', 70, 0, '2021-08-16', '2026-06-30', 3, 0], ['Tarrow Leisure Centre', 'Tarrow', 'Leisure', 300, 1, '2025-05-12', null, 4, 2],
  ['Brooke Hospital', 'Stanbury', 'Hospital', 500, 0, '2025-10-06', null, 5, 1], ['Quayside', 'Fenport', 'Kerbside', 110, 0, '2026-10-19', null, 2, 0],
];
const tariffs = [['Pay As You Go', 0, 0.49, 0.69, 1], ['Commuter', 4.99, 0.42, 0.59, 1], ['Road Warrior', 11.99, 0.35, 0.45, 1], ['Early Bird', 2.5, 0.39, 0.55, 0],
  ['Fleet', 7.5, 0.4, 0.5, 1]];
const cars = [['Tesla', 'Model 3', 60], ['Tesla', 'Model Y', 75], ['Volkswagen', 'ID.3', 58], ['Nissan', 'Leaf', 40], ['Kia', 'EV6', 77], ['Renault', 'Zoe', 52],
  ['Hyundai', 'Kona', 64], ['BMW', 'i4', 84]];
const cities = ['Stanbury', 'Oakhaven', 'Wexcombe', 'Tarrow', 'Fenport'];
const crew = [['PowerFix', '2020-08-03', null], ['PowerFix', '2022-01-10', 1], ['PowerFix', '2024-09-02', 1], ['in-house', '2021-05-17', null], ['in-house', '2025-02-24', 4],
  ['in-house', '2026-10-05', 4]];
const siteWeights = [24, 9, 26, 15, 4, 9, 4, 6, 7, 1];

export function fill(insert) {
  const random = new Random(7001);
  const person = people(random);
  insert('sites', sites.map((site, index) => [index + 1, ...site.slice(0, 7)]));
  const points = sites.flatMap((site, index) => pointsOf(random, site, index + 1)).map((row, index) => [index + 1, ...row]);
  insert('charge_points', points.map((row) => row.slice(0, 6)));
  const plugs = points.flatMap((point) => plugsOf(random, point)).map((row, index) => [index + 1, ...row]);
  insert('tariffs', tariffs.map((tariff, index) => [index + 1, ...tariff]));
  const drivers = Array.from({ length: 140 }, () => random.day('2021-05-03', '2026-11-11')).toSorted()
    .map((day, index) => driver(random, person(), index + 1, day));
  insert('drivers', drivers);
  const charges = Array.from({ length: 820 }, () => charge(random, points, plugs, drivers)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1));
  const busy = new Set();
  const kept = charges.filter(([plug, , , ended]) => ended !== null || (!busy.has(plug) && busy.add(plug)));
  insert('plugs', plugs.map(([id, point, kind, kw]) => [id, point, kind, kw,
    busy.has(id) ? 'charging' : points[point - 1][1] === 7 ? 'offline' : random.weighted(['available', 'faulted', 'offline'], [86, 9, 5])]));
  insert('charges', kept.map((row, index) => [5_001 + index, ...row]));
  insert('reservations', Array.from({ length: 130 }, () => reservation(random, points, drivers)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
  insert('engineers', crew.map(([company, day, lead], index) => [index + 1, person().join(' '), company, day, lead]));
  insert('faults', Array.from({ length: 96 }, () => fault(random, points)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
}

/** The last cell says whether it is a fast one. */
function pointsOf(random, [name, , , , , opened, , count, fast], site) {
  const initials = name.split(' ').map((word) => word.slice(0, 1)).join('').toUpperCase();
  return Array.from({ length: count }, (_, index) => {
    const from = index < 2 || opened > '2025-06-01' ? opened : random.day(opened, '2025-06-01');
    return [site, `${initials}${site}-${twoDigits(index + 1)}`, random.pick(index < fast ? ['Volterra', 'Kempf'] : ['Kempf', 'Amplia']), from,
      from < '2026-05-01' && random.chance(0.8) ? random.day('2025-11-03', '2026-11-06') : null, index < fast];
  });
}

function plugsOf(random, [id, , , , , , isFast]) {
  if (!isFast) return [[id, 'Type 2', random.pick([7, 11, 22])], ...(random.chance(0.6) ? [[id, 'Type 2', 22]] : [])];
  const kw = random.pick([50, 150, 300]);
  return [[id, 'CCS', kw], random.chance(0.45) ? [id, 'CHAdeMO', 50] : [id, 'CCS', kw]];
}

function driver(random, [first, last], id, day) {
  const tariff = random.weighted([1, 2, 3, 4, 5], [52, 20, 13, day < '2024' ? 20 : 0, 7]);
  const [make, model, battery] = random.chance(0.9) ? random.weighted(cars, [20, 16, 13, 12, 9, 8, 7, 4]) : [null, null, null];
  const closed = day < '2026-03-01' && random.chance(0.11) ? random.day('2026-03-02', '2026-11-10') : null;
  return [id, first, last, `${first}.${last}@${random.pick(['voltmail', 'homebox'])}.example`.toLowerCase(), random.chance(0.8) ? `07${random.int(100, 999)} ${random.int(100_000, 999_999)}` : null,
    random.weighted(cities, [38, 20, 18, 16, 8]), tariff, make, model, battery, day, id > 12 && random.chance(0.24) ? random.weighted([3, 7, 11, 12, random.int(1, id - 1)], [20, 14, 8, 5, 53]) : null, closed];
}

function charge(random, points, plugs, drivers) {
  const day = random.chance(0.025) ? '2026-11-16' : random.day(random.chance(0.45) ? '2026-07-01' : '2025-09-01', '2026-11-15');
  const site = random.weighted(sites.map((_, index) => index + 1), siteWeights.map((weight, index) => (sites[index][5] <= day && (sites[index][6] ?? '9') > day ? weight : 0)));
  const [id, , kind, kw] = random.pick(plugs.filter(([, where]) => points[where - 1][1] === site && points[where - 1][4] <= day));
  const able = drivers.filter((row) => row[0] % 13 !== 5 && row[10] <= day && (row[12] === null || row[12] > day));
  const who = random.chance(0.2) ? null : random.pick(random.chance(0.4) ? able.filter((row) => row[0] % 4 === 1) : able);
  const start = day === '2026-11-16' ? random.time(7, 12, 1) : random.weighted([random.time(6, 11, 1), random.time(11, 17, 1), random.time(17, 24, 1)], [30, 38, 32]);
  const second = twoDigits(random.int(0, 59));
  const isDc = kind !== 'Type 2';
  const minutes = isDc ? random.int(12, 58) : random.int(55, 420);
  const ended = new Date(Date.parse(`${day}T${start}:${second}Z`) + minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
  const begun = [id, who?.[0] ?? null, `${day} ${start}:${second}`];
  if (ended > '2026-11-16 12:00') return [...begun, null, null, null, 0, null, 'running'];
  if (random.chance(0.05)) return [...begun, ended, 0, 0, 0, null, 'failed'];
  const kwh = cents(Math.min(isDc ? kw * 0.6 : kw * 0.8, who?.[9] ?? 60) * (isDc ? Math.min(minutes / 50, 0.8) : Math.min(minutes / 60, 2.5)) * (0.7 + random.next() * 0.3));
  const [, , ac, dc] = tariffs[(who?.[6] ?? 1) - 1];
  const idle = random.chance(0.09) ? random.int(2, 24) * 0.5 : 0;
  return [...begun, ended, kwh, cents(kwh * (isDc ? dc : ac)), idle, who === null ? random.weighted(['card', 'roaming'], [62, 38]) : random.weighted(['app', 'rfid'], [70, 30]),
    random.chance(0.07) ? 'interrupted' : 'completed'];
}

function reservation(random, points, drivers) {
  const day = random.day('2026-05-04', '2026-11-24');
  const isAhead = day > '2026-11-16';
  const made = plusDays(day, -random.int(1, 6)) > '2026-11-15' ? '2026-11-15' : plusDays(day, -random.int(1, 6));
  const able = drivers.filter((row) => row[10] < made && (row[12] === null || row[12] > day));
  const status = isAhead ? random.weighted(['booked', 'cancelled'], [85, 15]) : day === '2026-11-16' ? 'used' : random.weighted(['used', 'no_show', 'cancelled'], [70, 17, 13]);
  return [random.pick(able)[0], random.pick(points.filter(([, site, , , from]) => [1, 3, 4, 6, 8].includes(site) && from < day))[0],
    `${made > '2026-11-15' ? '2026-11-15' : made} ${random.time(7, 21, 1)}:00`, `${day} ${random.time(7, 21, 30)}:00`, status];
}

function fault(random, points) {
  const day = random.day('2025-10-01', '2026-11-15');
  const [point, site] = random.pick(points.filter((row) => row[4] <= day && row[0] % 6 !== 4 && (row[1] !== 7 || day < '2026-06-30')));
  const days = random.weighted([0, 1, 2, 5, 14], [18, 32, 26, 16, 8]);
  const fixed = plusDays(day, days);
  const isFixed = (fixed < '2026-11-15' && random.chance(0.95)) || site === 7;
  const time = random.time(6, 14, 1);
  const engineer = isFixed || random.chance(0.5) ? random.weighted([1, 2, 3, 4, 5], [18, 26, 16, 22, day > '2025-03-01' ? 14 : 0]) : null;
  return [point, `${day} ${time}:00`, isFixed ? `${fixed} ${random.time(15, 20, 1)}:00` : null, random.weighted(['Cable damage', 'Screen', 'Payment terminal', 'Communication', 'Overheating', 'Vandalism'],
    [22, 14, 20, 24, 11, 9]),
    random.weighted(['low', 'medium', 'high'], [35, 42, 23]), engineer, isFixed ? random.int(30, 720) + 0.5 * random.int(0, 1) : null];
}
