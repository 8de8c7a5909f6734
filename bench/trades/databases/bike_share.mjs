// A city's bike share; normalised, code tables, two keys to one table.
import { people } from '../names.mjs';
import { Random, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE district (district_id INTEGER PRIMARY KEY, name TEXT NOT NULL, population INTEGER);
CREATE TABLE station (station_id INTEGER PRIMARY KEY, name TEXT NOT NULL, district_id INTEGER NOT NULL REFERENCES district(district_id),
  docks INTEGER NOT NULL, latitude REAL NOT NULL,
  longitude REAL NOT NULL, opened_on TEXT NOT NULL, closed_on TEXT, has_charger INTEGER NOT NULL);
CREATE TABLE bike_model (model_id INTEGER PRIMARY KEY, maker TEXT NOT NULL, model_name TEXT NOT NULL, is_electric INTEGER NOT NULL, unit_price_eur REAL NOT NULL);
CREATE TABLE bike_state (state_code TEXT PRIMARY KEY, label TEXT NOT NULL);
CREATE TABLE bike (bike_id INTEGER PRIMARY KEY, model_id INTEGER NOT NULL REFERENCES bike_model(model_id),
  state_code TEXT NOT NULL REFERENCES bike_state(state_code), bought_on TEXT NOT NULL,
  current_station_id INTEGER REFERENCES station(station_id), scrapped_on TEXT);
CREATE TABLE plan (plan_code TEXT PRIMARY KEY, label TEXT NOT NULL, monthly_fee REAL NOT NULL, free_minutes INTEGER NOT NULL, price_per_minute REAL NOT NULL);
CREATE TABLE rider (rider_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT, birth_year INTEGER,
  plan_code TEXT NOT NULL REFERENCES plan(plan_code),
  signed_up_on TEXT NOT NULL, cancelled_on TEXT, referred_by INTEGER REFERENCES rider(rider_id), home_district_id INTEGER REFERENCES district(district_id));
CREATE TABLE trip (trip_id INTEGER PRIMARY KEY, rider_id INTEGER NOT NULL REFERENCES rider(rider_id), bike_id INTEGER NOT NULL REFERENCES bike(bike_id),
  start_station_id INTEGER NOT NULL REFERENCES station(station_id), end_station_id INTEGER REFERENCES station(station_id), started_at TEXT NOT NULL,
    ended_at TEXT, distance_m INTEGER, charge REAL);
CREATE TABLE defect_type (defect_code TEXT PRIMARY KEY, label TEXT NOT NULL, is_safety_relevant INTEGER NOT NULL);
CREATE TABLE mechanic (mechanic_id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, hired_on TEXT NOT NULL, left_on TEXT);
CREATE TABLE repair (repair_id INTEGER PRIMARY KEY, bike_id INTEGER NOT NULL REFERENCES bike(bike_id),
  defect_code TEXT NOT NULL REFERENCES defect_type(defect_code), reported_by INTEGER REFERENCES rider(rider_id),
  mechanic_id INTEGER REFERENCES mechanic(mechanic_id), reported_at TEXT NOT NULL, repaired_at TEXT, parts_cost REAL);
CREATE TABLE fine (fine_id INTEGER PRIMARY KEY, rider_id INTEGER NOT NULL REFERENCES rider(rider_id), issued_on TEXT NOT NULL, reason TEXT NOT NULL,
  amount REAL NOT NULL, paid_on TEXT, waived INTEGER NOT NULL);
`;

const districts = [['Old Town', 18_400], ['Harbour', 26_100], ['University', 12_900], ['Northfield', 41_000], ['Parkside', 33_500], ['Airport', null]];
const stations = [
  ['Market Square', 1, 24], ['Town Hall', 1, 18], ['Cathedral', 1, 14], ['Ferry Terminal', 2, 30], ['Fish Market', 2, 16], ['Old Docks', 2, 12],
  ['Main Library', 3, 22], ['Campus North', 3, 28],
  ['Medical School', 3, 16], ['Northfield Station', 4, 26], ['Garden Centre', 4, 10], ['Mill Road', 4, 12], ['Rose Park', 5, 20], ['Zoo', 5, 18],
  ['Swimming Pool', 5, 14], ['Terminal 1', 6, 20], ['Central Station', 1, 36], ['Castle Hill', 1, 10],
];
const models = [['Vento', 'City 3', 0, 540], ['Vento', 'E-City', 1, 1490], ['Rolla', 'Classic', 0, 410], ['Rolla', 'Volt', 1, 1720], ['Cargoo', 'Box', 1, 3900]];
const states = [['OK', 'In service'], ['WS', 'In the workshop'], ['MI', 'Missing'], ['SC', 'Scrapped']];
const plans = [['PAYG', 'Pay as you go', 0, 0, 0.12], ['MONTH', 'Monthly pass', 9.9, 30, 0.06], ['YEAR', 'Annual pass', 6.5, 45, 0.05],
  ['STUD', 'Student pass', 4.9, 45, 0.05], ['CORP', 'Company plan', 12, 60, 0.04]];
const defects = [['BRK', 'Brakes', 1], ['TYR', 'Flat tyre', 0], ['CHN', 'Chain', 0], ['LGT', 'Lights', 1], ['BAT', 'Battery', 0],
  ['SEA', 'Saddle', 0], ['LCK', 'Lock', 0]];
const mechanics = [['Ruben Aalto', '2019-04-01', null], ['Mia Carlsson', '2021-02-15', null], ['Tom Fisher', '2020-06-01', '2026-03-31'],
  ['Aisha Bello', '2023-09-01', null], ['Leo Grant', '2026-10-01', null]];
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(5612);
  const person = people(random);
  const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
  insert('district', numbered(districts));
  insert('station', numbered(stations.map((station, index) => [...station, 52 + random.int(0, 900) / 10_000, 4 + random.int(0, 900) / 10_000,
    index === 17 ? '2026-11-02' : random.day('2019-04-01', '2024-09-30'), index === 10 ? '2026-05-31' : null, random.chance(0.5)])));
  insert('bike_model', numbered(models));
  insert('bike_state', states);
  insert('plan', plans);
  insert('defect_type', defects);
  insert('mechanic', numbered(mechanics));
  const bikes = numbered(Array.from({ length: 140 }, () => bike(random)));
  insert('bike', bikes);
  const riders = numbered(Array.from({ length: 320 }, (_, index) => rider(random, person(), index)));
  insert('rider', riders);
  const trips = numbered(riders.flatMap((row) => tripsOf(random, row, bikes)).toSorted((a, b) => (a[4] < b[4] ? -1 : 1)));
  insert('trip', trips);
  insert('repair', numbered(Array.from({ length: 310 }, () => repair(random, bikes)).toSorted((a, b) => (a[4] < b[4] ? -1 : 1))));
  insert('fine', numbered(Array.from({ length: 74 }, () => fine(random))));
}

function bike(random) {
  const model = random.weighted([1, 2, 3, 4, 5], [34, 26, 22, 14, 4]);
  const bought = random.day('2019-03-01', '2026-06-30');
  const state = random.weighted(['OK', 'WS', 'MI', 'SC'], bought < '2022-01-01' ? [62, 10, 8, 20] : [88, 8, 4, 0]);
  const place = random.weighted(stations.map((_, index) => index + 1), stations.map((_, index) => (index === 10 || index === 17 ? 0 : 5)));
  return [model, state, bought, state === 'OK' && random.chance(0.95) ? place : null, state === 'SC' ? random.day('2024-06-01', '2026-10-30') : null];
}

function rider(random, [first, last], index) {
  const joined = random.day('2020-03-01', '2026-11-12');
  const plan = random.weighted(['PAYG', 'MONTH', 'YEAR', 'STUD', 'CORP'], [34, 24, 20, 16, 6]);
  const left = joined < '2026-06-01' && random.chance(0.16) ? random.day(joined > '2025-06-01' ? joined : '2025-06-01', '2026-11-10') : null;
  const email = random.chance(0.96) ? `${first}.${last}@ridemail.example`.toLowerCase() : null;
  return [first, last, email, random.chance(0.88) ? (plan === 'STUD' ? random.int(1998, 2008) : random.int(1948, 2007)) : null, plan, joined, left,
    index > 20 && random.chance(0.14) ? random.int(1, 20) : null, random.chance(0.9) ? random.int(1, 5) : null];
}

function tripsOf(random, [id, , , , , plan, joined, left], bikes) {
  if (random.chance(0.06)) return [];
  const from = joined > '2025-07-01' ? joined : '2025-07-01';
  const to = left ?? today;
  if (from >= to) return [];
  return Array.from({ length: random.weighted([1, 4, 9, 18, 34], [14, 26, 28, 22, 10]) }, () => trip(random, { id, plan, day: random.day(from, to), bikes }));
}

function trip(random, { id, plan, day, bikes }) {
  const able = bikes.filter(([, , , bought, , scrapped]) => bought <= day && (scrapped === null || scrapped > day));
  const isWeekend = weekday(day) % 6 === 0;
  const hour = isWeekend ? random.weighted([10, 12, 14, 16, 18], [14, 22, 26, 22, 16]) : random.weighted([7, 8, 12, 16, 17, 18, 22], [14, 24, 12, 14, 20, 12, 4]);
  const minute = random.int(0, 59);
  const last = day < '2026-05-31' ? 17 : 18;
  const stationsOpen = Array.from({ length: last }, (_, index) => index + 1).filter((one) => (one !== 11 || day < '2026-05-31') && (one !== 18 || day >= '2026-11-02'));
  const start = random.weighted(stationsOpen, stationsOpen.map((one) => stations[one - 1][2]));
  const isRunning = day === today || random.chance(0.004);
  const minutes = random.weighted([random.int(4, 14), random.int(15, 34), random.int(35, 95), random.int(96, 400)], [52, 34, 12, 2]);
  const total = hour * 60 + minute + minutes;
  const end = `${plusDays(day, Math.floor(total / 1_440))} ${twoDigits(Math.floor(total / 60) % 24)}:${twoDigits(total % 60)}:00`;
  const [, , , free, price] = plans.find(([code]) => code === plan);
  const charge = Math.round(Math.max(0, minutes - free) * price * 100) / 100 + (plan === 'PAYG' ? 1 : 0);
  return [id, random.pick(able)[0], start, isRunning ? null : random.chance(0.08) ? start : random.pick(stationsOpen),
    `${day} ${twoDigits(hour)}:${twoDigits(minute)}:00`, isRunning ? null : end, isRunning ? null : minutes * random.int(120, 230), isRunning ? null : charge];
}

function repair(random, bikes) {
  const [id, model, , bought] = random.pick(bikes);
  const from = bought > '2025-01-01' ? bought : '2025-01-01';
  const day = random.day(from, '2026-11-15');
  const kinds = models[model - 1][2] === 1 ? [18, 30, 12, 12, 18, 6, 4] : [22, 36, 16, 14, 0, 8, 4];
  const done = plusDays(day, random.int(0, 12));
  const isDone = done <= today && random.chance(0.95);
  const able = [1, 2, 4, ...(day < '2026-03-20' ? [3] : [])];
  return [id, random.weighted(defects.map(([code]) => code), kinds), random.chance(0.5) ? random.int(1, 320) : null,
    isDone || random.chance(0.4) ? random.pick(able) : null, `${day} ${random.time(7, 20)}:00`, isDone ? `${done} 2${random.int(0, 3)}:10:00` : null,
    isDone ? random.int(0, 140) / 2 : null];
}

function fine(random) {
  const day = random.day('2026-01-10', '2026-11-12');
  const reason = random.weighted(['Parked outside a station', 'Late return', 'Damage', 'Two on one bike'], [48, 28, 12, 12]);
  const waived = random.chance(0.1);
  const paid = !waived && random.chance(0.72) ? plusDays(day, random.int(0, 30)) : null;
  return [random.int(1, 300), day, reason, { 'Parked outside a station': 20, 'Late return': 15, Damage: 80, 'Two on one bike': 35 }[reason],
    paid !== null && paid <= today ? paid : null, waived];
}
