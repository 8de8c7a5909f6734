// A car-sharing club with fixed bays; modern names, declared keys, money in cents, a trip that still runs has no end, a booking nobody used has no trip.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE tariffs (id INTEGER PRIMARY KEY, name TEXT NOT NULL, monthly_fee_cents INTEGER NOT NULL, cents_per_minute INTEGER NOT NULL,
  cents_per_km INTEGER NOT NULL, closed_to_new BOOLEAN NOT NULL);
CREATE TABLE bays (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL, spaces INTEGER NOT NULL, has_charger BOOLEAN NOT NULL, opened_on TEXT NOT NULL);
CREATE TABLE cars (id INTEGER PRIMARY KEY, plate TEXT NOT NULL, nickname TEXT NOT NULL, model TEXT NOT NULL, power TEXT NOT NULL, seats INTEGER NOT NULL,
  home_bay_id INTEGER NOT NULL REFERENCES bays(id), bought_for_cents INTEGER NOT NULL, odometer_km INTEGER NOT NULL, on_the_road_since TEXT NOT NULL, sold_on TEXT);
CREATE TABLE members (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT, city TEXT NOT NULL,
  birth_date TEXT NOT NULL, tariff_id INTEGER NOT NULL REFERENCES tariffs(id), invited_by_id INTEGER REFERENCES members(id), joined_at TEXT NOT NULL,
  licence_checked_at TEXT, suspended_at TEXT, quit_at TEXT);
CREATE TABLE trips (id INTEGER PRIMARY KEY, car_id INTEGER NOT NULL REFERENCES cars(id), member_id INTEGER NOT NULL REFERENCES members(id),
  from_bay_id INTEGER NOT NULL REFERENCES bays(id), to_bay_id INTEGER REFERENCES bays(id), started_at TEXT NOT NULL, ended_at TEXT, distance_km INTEGER,
  charge_cents INTEGER, stars INTEGER);
CREATE TABLE bookings (id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES members(id), car_id INTEGER NOT NULL REFERENCES cars(id), made_at TEXT NOT NULL,
  pickup_at TEXT NOT NULL, return_at TEXT NOT NULL, cancelled_at TEXT, trip_id INTEGER REFERENCES trips(id));
CREATE TABLE damage_reports (id INTEGER PRIMARY KEY, car_id INTEGER NOT NULL REFERENCES cars(id), trip_id INTEGER REFERENCES trips(id), reported_at TEXT NOT NULL,
  part TEXT NOT NULL, severity TEXT NOT NULL, repair_cents INTEGER, repaired_at TEXT);
CREATE TABLE refuels (id INTEGER PRIMARY KEY, car_id INTEGER NOT NULL REFERENCES cars(id), member_id INTEGER REFERENCES members(id), filled_at TEXT NOT NULL,
  unit TEXT NOT NULL, amount NUMERIC NOT NULL, cost_cents INTEGER NOT NULL);
CREATE TABLE invoices (id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES members(id), month TEXT NOT NULL, total_cents INTEGER NOT NULL,
  due_on TEXT NOT NULL, paid_at TEXT, dunning_letters INTEGER NOT NULL);
`;

const today = '2026-11-16';
const tariffs = [['Basic', 0, 14, 32, 0], ['Regular', 900, 9, 28, 0], ['Frequent', 2_500, 6, 24, 0], ['Student', 400, 10, 28, 0], ['Founder', 500, 7, 22, 1]];
const bays = [['Castle Street', 'Norbury', 4, 1, '2019-04-01'], ['Railway Yard', 'Norbury', 5, 1, '2019-04-01'], ['University Gate', 'Norbury', 4, 0, '2020-10-05'],
  ['Linden Park', 'Norbury', 3, 0, '2022-03-14'], ['Old Brewery', 'Fallow', 3, 1, '2021-05-03'], ['Ferry Landing', 'Fallow', 3, 0, '2023-06-19'],
  ['Clock Tower', 'Tarn', 3, 1, '2024-09-02'], ['Mill Bridge', 'Tarn', 2, 0, '2026-05-04']];
/** Nickname, model, power, seats, home, price, kilometres, first day, last day. */
const fleet = [['Hedgehog', 'Corsa', 'petrol', 5, 1, 15_400, 61_230, '2020-03-02', null], ['Bumblebee', 'Zoe', 'electric', 5, 1, 24_900, 38_410, '2022-06-13', null],
  ['Otter', 'Berlingo', 'diesel', 5, 1, 21_300, 74_880, '2019-04-01', null], ['Magpie', 'Fabia', 'petrol', 5, 2, 14_800, 66_050, '2020-03-02', null],
  ['Firefly', 'Zoe', 'electric', 5, 2, 24_900, 35_720, '2022-06-13', null], ['Badger', 'Transit', 'diesel', 3, 2, 31_200, 52_640, '2021-02-15', null],
  ['Swallow', 'Yaris', 'hybrid', 5, 2, 19_700, 27_900, '2024-01-22', null], ['Squirrel', 'Up', 'petrol', 4, 3, 11_900, 70_400, '2020-10-05', null],
  ['Ladybird', '500e', 'electric', 4, 3, 23_500, 18_260, '2024-04-08', null], ['Heron', 'Octavia', 'petrol', 5, 3, 22_600, 48_770, '2021-09-06', null],
  ['Robin', 'Yaris', 'hybrid', 5, 4, 19_700, 25_330, '2024-01-22', null], ['Tortoise', 'Fabia', 'petrol', 5, 4, 14_800, 69_540, '2019-04-01', '2026-03-20'],
  ['Dormouse', 'Up', 'petrol', 4, 5, 11_900, 57_020, '2021-05-03', null], ['Kingfisher', 'ID.3', 'electric', 5, 5, 33_400, 22_810, '2023-11-06', null],
  ['Beaver', 'Berlingo', 'diesel', 5, 5, 21_300, 46_150, '2021-05-03', null], ['Lapwing', 'Corsa', 'petrol', 5, 6, 15_400, 39_980, '2023-06-19', null],
  ['Marten', 'Zoe', 'electric', 5, 6, 24_900, 16_700, '2023-06-19', '2025-12-12'], ['Snowy', 'ID.3', 'electric', 5, 7, 33_400, 15_240, '2024-09-02', null],
  ['Weasel', 'Yaris', 'hybrid', 5, 7, 19_900, 13_870, '2024-09-02', null], ['Puffin', '500e', 'electric', 4, 8, 23_500, 3_120, '2026-05-04', null],
  ['Moose', 'Transit', 'diesel', 3, 7, 31_200, 9_460, '2025-10-13', null], ['Newcomer', 'ID.3', 'electric', 5, 2, 34_100, 12, '2026-11-09', null]];
const byFirst = (place) => (a, b) => (a[place] < b[place] ? -1 : 1);
const numbered = (rows, from = 1) => rows.map((row, index) => [from + index, ...row]);
const later = (moment, minutes) => new Date(Date.parse(`${moment.replace(' ', 'T')}Z`) + minutes * 60_000).toISOString().slice(0, 16).replace('T', ' ');

export function fill(insert) {
  const random = new Random(7505);
  const person = people(random);
  insert('tariffs', numbered(tariffs));
  insert('bays', numbered(bays));
  const plate = (bay, index) => `${bays[bay - 1][1].slice(0, 2).toUpperCase()}-${110 + index * 23}`;
  insert('cars', numbered(fleet.map(([name, model, power, seats, bay, price, ...rest], index) => [plate(bay, index), name, model, power, seats, bay, price * 100, ...rest])));
  const members = numbered(Array.from({ length: 146 }, () => member(random, person())).toSorted(byFirst(8)));
  for (const row of members.slice(6)) row[8] = random.chance(0.3) ? random.weighted([1, 4, random.int(1, row[0] - 1)], [2, 1, 7]) : null;
  insert('members', members);
  const taken = new Set();
  const trips = numbered(Array.from({ length: 760 }, () => trip(random, members, taken)).toSorted(byFirst(4)), 10_001);
  insert('trips', trips);
  insert('bookings', numbered(bookingsOf(random, trips, members).toSorted(byFirst(2)), 4_001));
  insert('damage_reports', numbered(trips.filter(([, , , , , , end]) => end !== null && random.chance(0.075)).map((row) => damage(random, row)).toSorted(byFirst(2))));
  insert('refuels', numbered(trips.filter(([, , , , , , end]) => end !== null && random.chance(0.3)).map((row) => refuel(random, row))));
  insert('invoices', numbered(['2026-08', '2026-09', '2026-10'].flatMap((month) => members.map((row) => invoice(random, row, month,
    trips))).filter((row) => row !== undefined), 900));
}

function member(random, [first, last]) {
  const city = random.weighted(['Norbury', 'Fallow', 'Tarn'], [60, 24, 16]);
  const joined = `${random.day(city === 'Tarn' ? '2024-08-12' : city === 'Fallow' ? '2021-04-12' : '2019-03-11', '2026-11-13')} ${random.time(7, 22, 1)}`;
  const quit = joined < '2026-01-01' && random.chance(0.13) ? `${random.day('2025-12-01', '2026-11-10')} ${random.time(8, 21, 1)}` : null;
  const checked = random.chance(joined > '2026-09-15' ? 0.6 : 0.97) ? later(joined, random.int(90, 9_000)) : null;
  return [first, last, `${first}.${last}@inbox.example`.toLowerCase(), random.chance(0.9) ? `07${random.int(100, 999)} ${random.int(100_000, 999_999)}` : null,
    city, random.day('1955-01-01', '2005-12-31'),
    joined < '2020-06-01' ? 5 : random.weighted([1, 2, 3, 4], [42, 32, 12, 14]), null, joined, checked !== null && checked < `${today} 09:00` ? checked : null,
    quit === null && random.chance(0.05) ? `${random.day('2026-07-01', '2026-11-12')} 10:00` : null, quit];
}

function trip(random, members, taken) {
  const isNow = random.chance(0.008);
  const day = isNow ? today : random.day(random.chance(0.4) ? '2026-08-20' : '2025-10-15', '2026-11-15');
  const started = isNow ? `${day} ${random.time(9, 12, 1)}` : `${day} ${[0, 6].includes(weekday(day)) ? random.time(8, 19, 1) : random.time(6, 21, 1)}`;
  const able = members.filter(([id, , , , , , , , , , checked, stopped,
    quit]) => id % 12 !== 7 && checked !== null && checked < started && (stopped === null || stopped > day) && (quit === null || quit > day));
  const [driver, , , , , city, , tariff] = able[Math.floor(random.next() ** 1.6 * able.length)];
  const isThere = ([, , , , bay, , , from, to]) => bays[bay - 1][1] === city && from <= day && (to === null || to > day);
  const cars = fleet.flatMap((row, index) => (isThere(row) && index !== 21 ? [index + 1] : []));
  const car = random.pick(isNow ? cars.filter((one) => !taken.has(one)) : cars);
  if (isNow) taken.add(car);
  const home = fleet[car - 1][4];
  const minutes = random.weighted([35, 70, 150, 320, 900], [26, 34, 24, 12, 4]) + random.int(-15, 40);
  const km = Math.max(2, Math.round(minutes * (0.12 + random.next() * 0.35)));
  const end = later(started, minutes);
  const [, , perMinute, perKm] = tariffs[tariff - 1];
  const isOut = isNow || end > `${today} 12:00`;
  const others = bays.flatMap(([, where], index) => (where === city && index + 1 !== home ? [index + 1] : []));
  const back = others.length > 0 && random.chance(0.14) ? random.pick(others) : home;
  return [car, driver, home, isOut ? null : back, started, isOut ? null : end, isOut ? null : km, isOut ? null : minutes * perMinute + km * perKm,
    !isOut && random.chance(0.45) ? random.weighted([1, 2, 3, 4, 5], [3, 5, 14, 38, 40]) : null];
}

function bookingsOf(random, trips, members) {
  const used = trips.filter(() => random.chance(0.34)).map(([id, car, driver, , , started, ended]) => [driver, car, later(started, -random.int(60, 14_000)),
    later(started, -random.int(0, 20)), ended === null ? later(started, 180) : later(ended, random.int(-10, 60)), null, id]);
  const active = members.filter(([id, , , , , , , , , , checked, stopped, quit]) => id % 12 !== 7 && checked !== null && stopped === null && quit === null);
  const idle = Array.from({ length: 84 }, (_, index) => {
    const [driver, , , , , city, , , , joined] = random.pick(active);
    const low = joined.slice(0, 10) < '2026-01-05' ? '2026-01-05' : joined.slice(0, 10);
    const pickup = `${index < 30 ? random.day('2026-11-17', '2026-12-20') : random.day(low, '2026-11-15')} ${random.time(7, 20, 15)}`;
    const made = index < 30 ? `${random.day('2026-11-10', '2026-11-15')} ${random.time(7, 22, 1)}` : later(pickup, -random.int(200, 9_000));
    const cars = fleet.flatMap(([, , , , bay, , , from, to], place) => (bays[bay - 1][1] === city && from < made && to === null ? [place + 1] : []));
    const isOff = random.chance(index < 30 ? 0.15 : 0.62);
    const off = later(made, random.int(30, 180));
    return [driver, random.pick(cars), made, pickup, later(pickup, random.int(2, 40) * 30), isOff ? off : null, null];
  });
  return [...used, ...idle];
}

function damage(random, [id, car, , , , , ended]) {
  const [severity, cost] = random.weighted([['minor', 90], ['moderate', 420], ['severe', 1_600]], [62, 30, 8]);
  const repaired = later(ended, random.int(1, 45) * 1_440);
  const isDone = repaired < `${today} 08:00` && random.chance(0.82);
  return [car, random.chance(0.75) ? id : null, later(ended, random.int(3, 600)),
    random.weighted(['bumper', 'door', 'tyre', 'mirror', 'windscreen', 'seat'], [28, 20, 16, 18, 10, 8]), severity,
    isDone ? Math.round(cost * (50 + random.next() * 130)) : null, isDone ? repaired : null];
}

function refuel(random, [, car, driver, , , , ended]) {
  const isElectric = fleet[car - 1][2] === 'electric';
  const amount = isElectric ? random.int(80, 420) / 10 : random.int(120, 460) / 10;
  const drawer = random.chance(0.8) ? driver : null;
  return [car, drawer, ended, isElectric ? 'kWh' : 'litre', amount, Math.round(amount * (isElectric ? random.int(38, 56) : random.int(154, 182)))];
}

function invoice(random, [id, , , , , , , tariff, , , checked, , quit], month, trips) {
  const driven = trips.filter(([, , driver, , , started, ended]) => driver === id && ended !== null && started.startsWith(month)).reduce((sum, row) => sum + row[8], 0);
  const fee = checked !== null && checked.slice(0, 7) <= month && (quit === null || quit.slice(0, 7) > month) ? tariffs[tariff - 1][1] : 0;
  if (driven + fee === 0) return undefined;
  const due = `${plusDays(`${month}-28`, 5).slice(0, 7)}-21`;
  const paid = plusDays(due, random.weighted([-8, -3, 4, 20], [8, 6, 3, 2]) + random.int(-2, 2));
  const isPaid = paid < today && random.chance(0.95);
  return [id, month, driven + fee, due, isPaid ? `${paid} 06:00` : null, due < '2026-11-01' && paid > plusDays(due, 9) ? random.int(1, 2) : 0];
}
