// The dispatch office of a taxi firm; modern names, declared keys, money in cents.
import { people } from '../names.mjs';
import { Random, plusDays, twoDigits } from '../random.mjs';

export const schema = `
CREATE TABLE zones (id INTEGER PRIMARY KEY, name TEXT NOT NULL, is_airport INTEGER NOT NULL);
CREATE TABLE drivers (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, phone TEXT, licence_expires_on DATE NOT NULL, hired_on DATE NOT NULL, left_on DATE,
  mentor_id INTEGER REFERENCES drivers(id), commission_pct REAL NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL);
CREATE TABLE vehicles (id INTEGER PRIMARY KEY, plate TEXT NOT NULL, make TEXT NOT NULL, model TEXT NOT NULL, category TEXT NOT NULL, seats INTEGER NOT NULL,
  fuel TEXT NOT NULL, odometer_km INTEGER NOT NULL, next_inspection_on DATE NOT NULL, retired_on DATE);
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, is_account INTEGER NOT NULL, phone TEXT, email TEXT, credit_limit_cents INTEGER,
  created_at TIMESTAMP NOT NULL, deleted_at TIMESTAMP);
CREATE TABLE shifts (id INTEGER PRIMARY KEY, driver_id INTEGER NOT NULL REFERENCES drivers(id), vehicle_id INTEGER NOT NULL REFERENCES vehicles(id),
  started_at TIMESTAMP NOT NULL, ended_at TIMESTAMP, start_km INTEGER NOT NULL, end_km INTEGER);
CREATE TABLE trips (id INTEGER PRIMARY KEY, shift_id INTEGER REFERENCES shifts(id), customer_id INTEGER REFERENCES customers(id),
  pickup_zone_id INTEGER NOT NULL REFERENCES zones(id), dropoff_zone_id INTEGER NOT NULL REFERENCES zones(id), channel TEXT NOT NULL, status TEXT NOT NULL,
  requested_at TIMESTAMP NOT NULL, scheduled_for TIMESTAMP, picked_up_at TIMESTAMP, dropped_off_at TIMESTAMP, distance_km REAL, passengers INTEGER NOT NULL,
  fare_cents INTEGER, tip_cents INTEGER, rating INTEGER);
CREATE TABLE payments (id INTEGER PRIMARY KEY, trip_id INTEGER NOT NULL REFERENCES trips(id), method TEXT NOT NULL, amount_cents INTEGER NOT NULL,
  status TEXT NOT NULL, created_at TIMESTAMP NOT NULL);
CREATE TABLE incidents (id INTEGER PRIMARY KEY, shift_id INTEGER NOT NULL REFERENCES shifts(id), kind TEXT NOT NULL, reported_at TIMESTAMP NOT NULL,
  driver_at_fault INTEGER NOT NULL, repair_cost_cents INTEGER, closed_on DATE);
CREATE TABLE job_offers (id INTEGER PRIMARY KEY, trip_id INTEGER NOT NULL REFERENCES trips(id), driver_id INTEGER NOT NULL REFERENCES drivers(id),
  offered_at TIMESTAMP NOT NULL, response TEXT NOT NULL);
`;

const zones = [['Old Town', 0], ['Harwick Station', 0], ['Harwick Airport', 1], ['University', 0], ['Docklands', 0], ['Northgate', 0], ['Hospital', 0],
  ['Trade Fair', 0], ['Millbrook', 0], ['Lakeside', 0]];
const cars = [
  ['Skoda', 'Octavia', 'estate', 4, 'diesel'], ['Skoda', 'Octavia', 'estate', 4, 'diesel'], ['Toyota', 'Prius', 'standard', 4, 'hybrid'],
  ['Toyota', 'Prius', 'standard', 4, 'hybrid'], ['Toyota', 'Corolla', 'standard', 4, 'hybrid'], ['Hyundai', 'Ioniq 5', 'standard', 4, 'electric'],
  ['Hyundai', 'Ioniq 5', 'standard', 4, 'electric'], ['Kia', 'e-Niro', 'standard', 4, 'electric'], ['Mercedes', 'E 220', 'executive', 4, 'diesel'],
  ['Mercedes', 'EQE', 'executive', 4, 'electric'], ['Ford', 'Tourneo', 'minibus', 8, 'diesel'], ['Volkswagen', 'Caddy', 'wheelchair', 5, 'diesel'],
  ['Volkswagen', 'Multivan', 'minibus', 6, 'hybrid'], ['Toyota', 'Prius', 'standard', 4, 'hybrid'], ['Skoda', 'Superb', 'executive', 4, 'diesel'],
];
const firms = 'Grand Hotel Harwick,Delta Insurance,Northgate Clinic,Summit Legal,Port Allen Shipping,Kettle & Crumb,Harwick Theatre,Redfern Pharma'.split(',');
const kinds = ['collision', 'breakdown', 'passenger complaint', 'lost property', 'assault', 'fare dispute'];
const firstDay = '2026-01-03';
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(5101);
  const person = people(random);
  const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
  insert('zones', numbered(zones));
  const drivers = numbered(Array.from({ length: 24 }, (_, index) => driver(random, person(), index)));
  insert('drivers', drivers);
  const vehicles = numbered(cars.map((car, index) => vehicle(random, car, index)));
  const customers = numbered(Array.from({ length: 70 }, (_, index) => customer(random, person, index)));
  insert('customers', customers);
  const shifts = shiftsOf(random, drivers, vehicles);
  insert('vehicles', vehicles);
  insert('shifts', shifts);
  const driven = shifts.flatMap((shift) => tripsOf(random, shift, customers));
  const others = [...Array.from({ length: 48 }, () => cancelled(random, customers)), ...Array.from({ length: 27 }, () => booked(random, customers))];
  const trips = [...driven, ...others].toSorted((a, b) => (a[6] < b[6] ? -1 : 1)).map((row, index) => [index + 1, ...row]);
  insert('trips', trips);
  insert('payments', numbered(trips.filter(([, , , , , , status]) => status === 'completed').flatMap((trip) => paymentsOf(random, trip, customers))));
  insert('incidents', numbered(shifts.filter(() => random.chance(0.15)).map((shift) => incident(random, shift)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1))));
  const driverOf = new Map(shifts.map(([id, one]) => [id, one]));
  insert('job_offers', numbered(trips.flatMap((trip) => offersOf(random, trip, driverOf, drivers))));
}

function at(day, minutes) {
  const rest = minutes % 1440;
  return `${plusDays(day, Math.floor(minutes / 1440))} ${twoDigits(Math.floor(rest / 60))}:${twoDigits(rest % 60)}:00`;
}

function driver(random, [first, last], index) {
  const hired = random.day('2014-02-01', '2025-11-30');
  const start = index === 22 ? '2026-08-10' : index === 23 ? '2026-10-05' : hired;
  const left = [4, 11, 17].includes(index) ? random.day('2026-04-01', '2026-09-30') : index === 7 ? '2025-10-31' : null;
  const phone = index === 9 ? null : `07${random.int(100, 999)} ${random.int(100000, 999999)}`;
  const mentor = index >= 12 && random.chance(0.75) ? random.pick([1, 2, 3, 6]) : null;
  return [`${first} ${last}`, phone, random.day('2026-09-01', '2030-12-31'), start, left, mentor, random.pick([40, 42.5, 45, 50]),
    '2025-12-20 08:00:00', `${random.day('2026-02-01', '2026-11-10')} 10:15:00`];
}

function vehicle(random, [make, model, category, seats, fuel], index) {
  const plate = `HW ${random.int(100, 999)} ${random.pick('ABCDEFGHKLMN'.split(''))}${random.pick('PRSTUVXYZ'.split(''))}`;
  const due = { 1: '2026-09-01', 7: '2026-11-05', 11: '2026-10-28', 13: '2026-09-01' }[index] ?? random.day('2026-11-20', '2027-10-30');
  return [plate, make, model, category, seats, fuel, random.int(12, 310) * 1000 + random.int(0, 999), due,
    index === 13 ? '2026-06-30' : index === 1 ? '2025-12-15' : null];
}

function customer(random, person, index) {
  const isFirm = index % 8 === 3 && index < 64;
  const [first, last] = isFirm ? ['', ''] : person();
  const name = isFirm ? firms[(index - 3) / 8] : `${first} ${last}`;
  const email = isFirm ? 'accounts@' : `${first}.${last}@`.toLowerCase();
  const removed = !isFirm && random.chance(0.08) ? `${random.day('2026-05-01', '2026-11-01')} 09:30:00` : null;
  return [name, isFirm, random.chance(0.93) ? `0${random.int(3000, 7999)} ${random.int(100000, 999999)}` : null,
    random.chance(0.7) ? `${email}${isFirm ? `client${index}` : 'post'}.example` : null, isFirm ? random.int(2, 12) * 25_000 : null,
    `${random.day('2023-01-10', '2026-10-30')} ${random.time(8, 20, 1)}:00`, removed];
}

function shiftsOf(random, drivers, vehicles) {
  const planned = drivers.flatMap(([id, , , , hired, left]) => {
    const [from, to] = [hired > firstDay ? hired : firstDay, left ?? '2026-11-15'];
    if (to < firstDay) return [];
    const count = Math.max(3, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000 / random.int(17, 26)));
    const days = new Set(Array.from({ length: count }, () => random.day(from, to)));
    return [...days].map((day) => ({ id, day, start: random.int(10, 36) * 30, length: random.int(24, 42) * 15 }));
  });
  const running = [2, 9, 15, 20].map((id, index) => ({ id, day: today, start: 360 + index * 45, length: null }));
  const ordered = [...planned, ...running].toSorted((a, b) => (at(a.day, a.start) < at(b.day, b.start) ? -1 : 1));
  return ordered.map(({ id, day, start, length }, index) => {
    const free = vehicles.filter(([, , , , , , , , , retired]) => retired === null || retired > day);
    const car = length === null ? free[index % 9] : free.find(([one]) => one === (id % 15) + 1 && random.chance(0.7)) ?? random.pick(free);
    const startKm = car[7];
    car[7] += length === null ? 0 : random.int(45, 260);
    return [index + 1, id, car[0], at(day, start), length === null ? null : at(day, start + length), startKm, length === null ? null : car[7]];
  });
}

function rider(random, customers, when) {
  const known = customers.filter(([, , , , , , created, deleted]) => created < when && (deleted === null || deleted > when));
  return random.weighted(known, known.map(([id, , isFirm]) => (isFirm ? 6 : id % 7 === 0 ? 4 : 1)));
}

function route(random) {
  const from = random.weighted([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [18, 20, 12, 8, 7, 10, 11, 4, 6, 4]);
  const to = random.weighted([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [14, 14, 16, 9, 9, 11, 9, 5, 8, 6]);
  return [from, to];
}

function tripsOf(random, [shift, , , started, ended], customers) {
  const [day, clock] = started.split(' ');
  const start = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
  const count = ended === null ? 1 : random.weighted([0, 1, 2, 3, 4], [6, 24, 34, 24, 12]);
  let clockAt = ended === null ? random.int(672, 700) : start + random.int(3, 30);
  return Array.from({ length: count }, (_, index) => {
    const [from, to] = route(random);
    const km = Math.round((1.4 + random.next() * 9 + (from === 3 || to === 3 ? 11 : 0)) * 10) / 10;
    const wait = ended === null ? 8 : random.weighted([3, 6, 9, 14, 22, 35], [20, 28, 24, 15, 9, 4]) + random.int(0, 2);
    const [asked, drive] = [clockAt, Math.round(km * 1.9) + random.int(2, 11)];
    clockAt += wait + drive + random.int(8, 70);
    const isStreet = random.chance(0.16);
    const channel = isStreet ? 'street' : random.weighted(['phone', 'app', 'web'], [38, 46, 16]);
    const customer = isStreet ? null : rider(random, customers, at(day, asked))[0];
    const isRunning = ended === null && index === count - 1;
    const status = isRunning ? 'in_progress' : !isStreet && random.chance(0.07) ? 'no_show' : 'completed';
    const done = status === 'completed';
    const fare = Math.round((380 + km * 172 + (from === 3 ? 450 : 0)) / 10) * 10;
    const picked = status === 'no_show' ? null : at(day, asked + (isStreet ? 0 : wait));
    return [shift, customer, from, to, channel, status, at(day, asked), null, picked, done ? at(day, asked + (isStreet ? 0 : wait) + drive) : null,
      done ? km : null, random.weighted([1, 2, 3, 4], [58, 26, 9, 7]), done ? fare : null,
      done ? random.weighted([0, 100, 200, 350, 500], [52, 16, 18, 9, 5]) : null,
      done && channel === 'app' && random.chance(0.7) ? random.weighted([1, 2, 3, 4, 5], [3, 4, 9, 28, 56]) : null];
  });
}

function cancelled(random, customers) {
  const asked = at(random.day(firstDay, '2026-11-15'), random.int(300, 1430));
  const [from, to] = route(random);
  return [null, rider(random, customers, asked)[0], from, to, random.weighted(['phone', 'app', 'web'], [30, 55, 15]), 'cancelled', asked, null, null, null, null,
    random.int(1, 4), null, null, null];
}

function booked(random, customers) {
  const asked = at(random.day('2026-11-09', '2026-11-15'), random.int(420, 1300));
  const [from, to] = route(random);
  return [null, rider(random, customers, asked)[0], from, to, random.weighted(['phone', 'app', 'web'], [50, 25, 25]), 'booked', asked,
    at(random.day('2026-11-17', '2026-12-06'), random.int(18, 92) * 15), null, null, null, random.int(1, 6), null, null, null];
}

function paymentsOf(random, [trip, , customer, , , channel, , , , , dropped, , , fare, tip], customers) {
  const isFirm = customer !== null && customers[customer - 1][2];
  const method = isFirm ? 'invoice' : channel === 'street' ? random.pick(['cash', 'card']) : channel === 'app' ? 'app' : random.weighted(['card', 'cash'], [62, 38]);
  const isNew = dropped > '2026-10-01';
  const status = method === 'invoice' ? (random.chance(isNew ? 0.3 : 0.9) ? 'settled' : 'pending') : random.chance(0.03) ? 'refunded' : 'settled';
  const paid = [trip, method, fare + tip, status, dropped];
  return method === 'card' && random.chance(0.12) ? [[trip, 'card', fare + tip, 'failed', dropped], paid] : [paid];
}

function incident(random, [shift, , , started]) {
  const [day, clock] = started.split(' ');
  const kind = random.weighted(kinds, [22, 18, 30, 24, 3, 12]);
  const isRepair = kind === 'collision' || kind === 'breakdown';
  const closed = random.chance(day > '2026-10-01' ? 0.35 : kind === 'lost property' ? 0.6 : 0.9) ? plusDays(day, random.int(1, 30)) : null;
  const settled = closed !== null && closed <= '2026-11-15' ? closed : null;
  return [shift, kind, at(day, Number(clock.slice(0, 2)) * 60 + random.int(20, 300)),
    random.chance(kind === 'collision' || kind === 'passenger complaint' ? 0.5 : 0.1), isRepair && settled !== null ? random.int(60, 4200) * 100 : null, settled];
}

function offersOf(random, [trip, shift, , , , channel, status, asked], driverOf, drivers) {
  if (channel === 'street' || status === 'booked') return [];
  const day = asked.slice(0, 10);
  const able = drivers.filter(([id, , , , hired, left]) => hired <= day && (left === null || left >= day) && id !== driverOf.get(shift));
  const count = random.weighted([0, 1, 2], [66, 24, 10]);
  const refused = random.sample(able, count).map(([id]) => [trip, id, asked, random.weighted(['declined', 'timeout'], [65, 35])]);
  return shift === null ? refused : [...refused, [trip, driverOf.get(shift), asked, 'accepted']];
}
