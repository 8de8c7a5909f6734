// A bicycle workshop with one counter; modern names, states as text, money in units, moments with a blank.
import { people } from '../names.mjs';
import { Random, cents, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE mechanics (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, skill_level TEXT NOT NULL, started_on TEXT NOT NULL, left_on TEXT,
  hourly_wage REAL NOT NULL, trainer_id INTEGER REFERENCES mechanics(id));
CREATE TABLE riders (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, phone TEXT, email TEXT, district TEXT NOT NULL, signed_up_on TEXT NOT NULL,
  referred_by INTEGER REFERENCES riders(id), wants_newsletter BOOLEAN NOT NULL);
CREATE TABLE bikes (id INTEGER PRIMARY KEY, rider_id INTEGER NOT NULL REFERENCES riders(id), brand TEXT NOT NULL, model TEXT NOT NULL, kind TEXT NOT NULL,
  frame_number TEXT NOT NULL UNIQUE, color TEXT, bought_year INTEGER, reported_stolen_on TEXT);
CREATE TABLE job_types (id INTEGER PRIMARY KEY, title TEXT NOT NULL, list_price REAL NOT NULL, planned_minutes INTEGER NOT NULL);
CREATE TABLE tickets (id INTEGER PRIMARY KEY, bike_id INTEGER NOT NULL REFERENCES bikes(id), taken_in_by INTEGER NOT NULL REFERENCES mechanics(id),
  mechanic_id INTEGER REFERENCES mechanics(id), status TEXT NOT NULL, checked_in_at TEXT NOT NULL, promised_for TEXT NOT NULL, finished_at TEXT, picked_up_at TEXT,
  is_warranty BOOLEAN NOT NULL);
CREATE TABLE ticket_jobs (id INTEGER PRIMARY KEY, ticket_id INTEGER NOT NULL REFERENCES tickets(id), job_type_id INTEGER NOT NULL REFERENCES job_types(id),
  price REAL NOT NULL, minutes_spent INTEGER);
CREATE TABLE parts (id INTEGER PRIMARY KEY, sku TEXT NOT NULL UNIQUE, name TEXT NOT NULL, supplier TEXT NOT NULL, purchase_price REAL NOT NULL, retail_price REAL NOT NULL,
  in_stock INTEGER NOT NULL, reorder_level INTEGER NOT NULL, is_discontinued BOOLEAN NOT NULL);
CREATE TABLE ticket_parts (id INTEGER PRIMARY KEY, ticket_id INTEGER NOT NULL REFERENCES tickets(id), part_id INTEGER NOT NULL REFERENCES parts(id),
  quantity INTEGER NOT NULL, unit_price REAL NOT NULL);
CREATE TABLE payments (id INTEGER PRIMARY KEY, ticket_id INTEGER NOT NULL REFERENCES tickets(id), paid_at TEXT NOT NULL, amount REAL NOT NULL, method TEXT NOT NULL);
`;

const today = '2026-11-16';
/** Level, first day, last day, wage, trainer. */
const staff = [['master', '2015-04-01', null, 27.5, null], ['mechanic', '2018-03-12', null, 21, 1], ['mechanic', '2020-06-02', null, 20.4, 1],
  ['mechanic', '2021-02-15', '2026-06-30', 19.8, 2], ['mechanic', '2023-09-04', null, 18.9, 2], ['apprentice', '2025-08-01', null, 11.2, 3], ['apprentice', '2026-08-03', null, 10.4, 2]];
const jobs = [['Basic tune-up', 59, 45], ['Full overhaul', 189, 210], ['Puncture repair', 14.5, 15], ['Brake adjustment', 19, 20], ['Hydraulic brake bleed', 39, 35],
  ['Gear setup', 24, 25], ['Chain and cassette swap', 35, 40], ['Wheel truing', 22, 30], ['Bottom bracket replacement', 45, 50], ['Fork service', 95, 100],
  ['E-bike diagnosis', 49, 40], ['Custom wheel build', 120, 150]];
const parts = [['CH-11', 'Chain 11-speed', 'Velotrade', 17.2, 36.9, 24, 10], ['CS-32', 'Cassette 11-32', 'Velotrade', 38, 74.9, 6, 6], ['BP-RS', 'Brake pads resin', 'Stopline', 6.1, 17.9, 41, 20],
  ['BP-MT', 'Brake pads metal', 'Stopline', 8.4, 22.9, 7, 12], ['RT-16', 'Brake rotor 160 mm', 'Stopline', 14, 32.9, 0, 4], ['IT-28', 'Inner tube 28 inch', 'Gummi Nord', 2.3, 8.5, 88, 40],
  ['IT-20', 'Inner tube 20 inch', 'Gummi Nord', 2.5, 8.9, 9, 15], ['TY-TR', 'Trekking tyre', 'Gummi Nord', 15.8, 34.9, 18, 8], ['TY-MT', 'Mountain bike tyre', 'Gummi Nord', 24, 52.9, 11, 6],
  ['SP-26', 'Spoke', 'Velotrade', 0.4, 1.5, 310, 100], ['RM-28', 'Rim 28 inch', 'Velotrade', 29, 64.9, 3, 3], ['BB-TH', 'Bottom bracket', 'Velotrade', 16.5, 39.9, 5, 4],
  ['CB-SH', 'Shift cable', 'Stopline', 1.9, 6.9, 52, 25], ['LI-FR', 'Dynamo front light', 'Lumenta', 31, 69.9, 4, 2], ['LI-RR', 'Rear light', 'Lumenta', 9.8, 24.9, 0, 5],
  ['BA-50', 'E-bike battery 500 Wh', 'Lumenta', 412, 699, 2, 1], ['SA-GL', 'Gel saddle', 'Sitwell', 19, 44.9, 8, 3], ['PE-FL', 'Flat pedals', 'Sitwell', 13.5, 29.9, 14, 5],
  ['KS-01', 'Kickstand', 'Sitwell', 7.2, 18.9, 0, 3], ['DR-08', 'Rear derailleur 8-speed', 'Velotrade', 22, 49.9, 3, 0], ['FK-SR', 'Fork seal kit', 'Stopline', 18, 41.9, 2, 3],
  ['BE-CL', 'Brass bell', 'Sitwell', 4.2, 12.9, 17, 4], ['GR-LE', 'Leather grips', 'Sitwell', 16, 39.9, 6, 2]];
const retired = new Set(['KS-01', 'DR-08', 'GR-LE']);
const neverUsed = new Set([18, 23]);
const partsFor = [[13, 1, 3], [1, 2, 13, 12], [6, 6, 7, 8], [3, 4], [3, 4, 5], [13, 20], [1, 2], [10], [12], [21], [16, 15, 14], [10, 11]];
const models = [['Gazelle', 'Orange C7', 'city'], ['Trek', 'Marlin 6', 'mountain'], ['Cube', 'Attain', 'road'], ['Cube', 'Kathmandu Hybrid', 'e-bike'], ['Riese & Muller', 'Load 75', 'cargo'],
  ['Specialized', 'Allez', 'road'], ['Trek', 'Verve+ 2', 'e-bike'], ['Batavus', 'Quip', 'city'], ['Giant', 'Talon', 'mountain'], ['Giant', 'Escape', 'city'], ['Urban Arrow', 'Family', 'cargo']];

export function fill(insert) {
  const random = new Random(6623);
  const person = people(random);
  insert('mechanics', staff.map(([level, start, end, wage, trainer], index) => [index + 1, ...person(), level, start, end, wage, trainer]));
  const riders = Array.from({ length: 112 }, (_, index) => rider(random, person(), index + 1));
  insert('riders', riders);
  const bikes = riders.flatMap(([owner]) => Array.from({ length: owner % 10 === 9 ? 0 : random.weighted([1, 2, 3], [66, 26, 8]) }, () => bike(random, owner))).map((row, index) => [index + 1, ...row]);
  insert('bikes', bikes);
  insert('job_types', jobs.map((job, index) => [index + 1, ...job]));
  const clients = bikes.filter(() => random.chance(0.85));
  const visits = Array.from({ length: 372 }, () => visit(random, clients, riders)).toSorted((a, b) => (a[4] < b[4] ? -1 : 1)).map((row, index) => [3001 + index, ...row]);
  insert('tickets', visits);
  const done = visits.flatMap((ticket) => jobsOf(random, ticket, bikes));
  insert('ticket_jobs', done.map((row, index) => [index + 1, ...row]));
  const used = visits.flatMap((ticket) => partsOf(random, ticket, done));
  insert('parts', parts.map((part, index) => [index + 1, ...part, retired.has(part[0])]));
  insert('ticket_parts', used.map((row, index) => [index + 1, ...row]));
  insert('payments', visits.flatMap((ticket) => paymentsOf(random, ticket, done, used)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
}

function rider(random, names, id) {
  const phone = random.chance(0.9) ? `06${random.int(10, 99)} ${random.int(100_000, 999_999)}` : null;
  const district = random.weighted(['Harbourside', 'Old Town', 'Westfield', 'Linden', 'Station Quarter'], [30, 25, 20, 15, 10]);
  const email = random.chance(0.75) ? `${names[0]}${names[1].slice(0, 1)}${id}@mail.example`.toLowerCase() : null;
  const signed = plusDays('2022-02-07', Math.floor(id * 15.4) + random.int(0, 12));
  return [id, names.join(' '), phone, email, district, signed, id > 8 && random.chance(0.28) ? random.int(1, id - 1) : null, random.chance(0.55)];
}

function bike(random, owner) {
  const [brand, model, kind] = random.weighted(models, [18, 12, 9, 14, 5, 7, 9, 10, 6, 8, 4]);
  const frame = `${brand.slice(0, 2).toUpperCase()}${random.int(100_000, 999_999)}`;
  const color = random.chance(0.9) ? random.pick(['black', 'red', 'blue', 'green', 'silver', 'white']) : null;
  return [owner, brand, model, kind, frame, color, random.chance(0.8) ? random.int(2012, 2026) : null, random.chance(0.04) ? random.day('2024-05-01', '2026-10-30') : null];
}

function visit(random, clients, riders) {
  const ride = random.pick(random.chance(0.3) ? clients.slice(0, 25) : clients);
  const joined = riders[ride[1] - 1][5];
  const drawn = random.chance(0.09) ? random.day('2026-11-05', today) : random.day(joined > '2025-01-07' ? joined : '2025-01-07', '2026-11-14');
  const day = weekday(drawn) === 0 ? plusDays(drawn, 1) : drawn;
  const at = staff.flatMap(([, start, end], index) => (start <= day && (end === null || end > plusDays(day, 9)) ? [index + 1] : []));
  const promised = plusDays(day, random.weighted([1, 2, 4, 7], [24, 34, 28, 14]));
  const cancelled = random.chance(0.035);
  const ready = plusDays(promised, random.weighted([-1, 0, 1, 3, 8], [20, 46, 15, 12, 7]));
  const finished = cancelled || ready >= today || ready < day || random.chance(0.01) ? null : `${ready} ${random.time(10, 18, 5)}`;
  const taken = finished === null ? null : plusDays(ready, random.weighted([0, 1, 3, 9, 40], [28, 34, 21, 11, 6]));
  const picked = taken === null || taken >= today ? null : `${taken} ${random.time(18, 19, 5)}`;
  const old = day < '2026-10-20' && finished === null;
  const open = cancelled || old ? 'cancelled' : random.weighted(['queued', 'in progress', 'waiting for parts'], [40, 34, 26]);
  const status = picked === null ? (finished === null ? open : 'ready') : 'picked up';
  return [ride[0], random.pick(at), status === 'queued' || status === 'cancelled' ? null : random.weighted(at, at.map((id) => 12 - id)), status,
    `${day} ${random.time(day === today ? 8 : 9, day === today ? 11 : 17, 5)}`, promised, finished, picked, random.chance(0.08)];
}

function jobsOf(random, [id, bikeId, , , status, , , finished, , warranty], bikes) {
  const electric = bikes[bikeId - 1][4] === 'e-bike';
  const chosen = new Set(Array.from({ length: random.weighted([1, 2, 3], [62, 30, 8]) }, () => random.weighted(jobs.map((_, index) => index + 1), [30, 7, 20, 14, 10, 13, 14, 10, 6, 4, electric ? 18 : 0, 2])));
  if (status === 'cancelled') chosen.clear();
  return [...chosen].map((type) => {
    const [, price, minutes] = jobs[type - 1];
    return [id, type, warranty ? 0 : random.chance(0.12) ? cents(price * 0.9) : price, finished === null ? null : Math.max(8, Math.round(minutes * (0.7 + random.next() * 0.8)))];
  });
}

function partsOf(random, [id, , , , status, , , , , warranty], done) {
  if (status === 'queued') return [];
  const wanted = new Set(done.filter(([ticket]) => ticket === id).flatMap(([, type]) => (random.chance(0.7) ? [random.pick(partsFor[type - 1])] : [])));
  if (random.chance(0.12) && status !== 'cancelled') wanted.add(random.int(17, 22));
  return [...wanted].filter((part) => !neverUsed.has(part)).map((part) => [id, part, part === 10 ? random.int(2, 9) : part === 6 || part === 3 ? random.int(1, 2) : 1, warranty ? 0 : parts[part - 1][4]]);
}

function paymentsOf(random, [id, , , , status, checkedIn, , , picked], done, used) {
  const total = [...done.filter(([ticket]) => ticket === id).map((row) => row[2]), ...used.filter(([ticket]) => ticket === id).map((row) => row[2] * row[3])].reduce((sum, part) => sum + part, 0);
  const deposit = total > 250 ? 100 : 0;
  const method = () => random.weighted(['card', 'cash', 'phone'], [60, 18, 22]);
  const first = deposit > 0 && status !== 'queued' ? [[id, checkedIn, deposit, method()]] : [];
  if (picked === null || total === 0 || (deposit === 0 && random.chance(0.025))) return first;
  return [...first, [id, picked, cents(total - deposit), method()]];
}
