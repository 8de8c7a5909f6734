// Four fitness clubs of one owner; modern names, money in cents, members are deleted softly, memberships and visits are open while the end is null.
import { people } from '../names.mjs';
import { Random, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE clubs (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL, opened_on DATE NOT NULL, floor_sqm INTEGER NOT NULL,
  has_pool BOOLEAN NOT NULL, monthly_rent_cents INTEGER NOT NULL);
CREATE TABLE employees (id INTEGER PRIMARY KEY, club_id INTEGER NOT NULL REFERENCES clubs(id), first_name TEXT NOT NULL, last_name TEXT NOT NULL, role TEXT NOT NULL,
  manager_id INTEGER REFERENCES employees(id), hourly_rate_cents INTEGER NOT NULL, hired_on DATE NOT NULL, left_on DATE);
CREATE TABLE members (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT, phone TEXT, birth_date DATE, home_club_id INTEGER NOT NULL
  REFERENCES clubs(id), personal_trainer_id INTEGER REFERENCES employees(id), source TEXT NOT NULL, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL,
  deleted_at TIMESTAMP);
CREATE TABLE plans (id INTEGER PRIMARY KEY, name TEXT NOT NULL, monthly_price_cents INTEGER NOT NULL, min_term_months INTEGER NOT NULL, includes_classes BOOLEAN NOT NULL,
  is_on_sale BOOLEAN NOT NULL);
CREATE TABLE memberships (id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES members(id), plan_id INTEGER NOT NULL REFERENCES plans(id),
  starts_on DATE NOT NULL, cancelled_on DATE, ends_on DATE, cancel_reason TEXT, frozen_from DATE, frozen_until DATE);
CREATE TABLE class_types (id INTEGER PRIMARY KEY, name TEXT NOT NULL, intensity TEXT NOT NULL, duration_minutes INTEGER NOT NULL);
CREATE TABLE class_sessions (id INTEGER PRIMARY KEY, class_type_id INTEGER NOT NULL REFERENCES class_types(id), club_id INTEGER NOT NULL REFERENCES clubs(id),
  instructor_id INTEGER NOT NULL REFERENCES employees(id), starts_at TIMESTAMP NOT NULL, capacity INTEGER NOT NULL, cancelled_at TIMESTAMP);
CREATE TABLE class_bookings (id INTEGER PRIMARY KEY, session_id INTEGER NOT NULL REFERENCES class_sessions(id), member_id INTEGER NOT NULL REFERENCES members(id),
  booked_at TIMESTAMP NOT NULL, status TEXT NOT NULL);
CREATE TABLE check_ins (id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES members(id), club_id INTEGER NOT NULL REFERENCES clubs(id),
  entered_at TIMESTAMP NOT NULL, left_at TIMESTAMP);
CREATE TABLE invoices (id INTEGER PRIMARY KEY, membership_id INTEGER NOT NULL REFERENCES memberships(id), issued_on DATE NOT NULL, due_on DATE NOT NULL,
  amount_cents INTEGER NOT NULL, status TEXT NOT NULL, paid_on DATE);
CREATE TABLE equipment (id INTEGER PRIMARY KEY, club_id INTEGER NOT NULL REFERENCES clubs(id), name TEXT NOT NULL, category TEXT NOT NULL, bought_on DATE NOT NULL,
  price_cents INTEGER NOT NULL, weight_kg REAL, out_of_order_since DATE);
`;

const clubs = [['Riverside', 'Harwick', '2015-01-12', 1450, 1, 1_180_000], ['Old Brewery', 'Harwick', '2018-09-03', 900, 0, 840_000],
  ['Easton Park', 'Easton', '2021-05-17', 1200, 1, 760_000], ['Harbour', 'Port Allen', '2025-03-03', 700, 0, 525_000]];
const staff = [
  [1, 'Greta', 'Walden', 'manager', null, 3400, '2015-01-12', null], [2, 'Hector', 'Kirby', 'manager', 1, 3000, '2018-09-03', null],
  [3, 'Lucia', 'Bramley', 'manager', 1, 3000, '2021-05-17', null], [4, 'Noah', 'Eklund', 'manager', 1, 2900, '2025-02-17', null],
  [1, 'Kasper', 'Dixon', 'trainer', 1, 2450, '2016-04-04', null], [1, 'Tamara', 'Gibbs', 'trainer', 1, 2300, '2019-10-14', null],
  [2, 'Silas', 'Fonseca', 'trainer', 2, 2350, '2020-01-07', null], [3, 'Moira', 'Keller', 'trainer', 3, 2200, '2021-08-02', null],
  [4, 'Ivan', 'Stokes', 'trainer', 4, 2150, '2025-03-03', null], [1, 'Nadia', 'Crane', 'instructor', 1, 2600, '2017-02-20', null],
  [1, 'Joel', 'Parrish', 'instructor', 1, 2350, '2022-06-13', null], [2, 'Ramona', 'Vega', 'instructor', 2, 2500, '2019-03-25', null],
  [3, 'Otto', 'Larsen', 'instructor', 3, 2300, '2021-05-17', null], [3, 'Wanda', 'Ibrahim', 'instructor', 3, 2400, '2023-09-04', '2026-10-31'],
  [4, 'Edith', 'Novak', 'instructor', 4, 2250, '2025-03-03', null], [1, 'Percy', 'Hadley', 'front desk', 1, 1450, '2023-01-09', null],
  [1, 'Selma', 'Oakley', 'front desk', 1, 1400, '2025-11-03', null], [2, 'Arjun', 'Lowry', 'front desk', 2, 1450, '2022-04-19', null],
  [2, 'Bruno', 'Tate', 'front desk', 2, 1400, '2024-05-06', '2025-12-31'], [3, 'Hanna', 'Forbes', 'front desk', 3, 1450, '2021-05-17', null],
  [4, 'Clara', 'Osborne', 'front desk', 4, 1350, '2025-03-03', null], [2, 'Felix', 'Rowley', 'cleaner', 2, 1300, '2021-11-08', null],
  [1, 'Agnes', 'Duarte', 'cleaner', 1, 1300, '2018-07-02', null],
];
const trainers = [5, 6, 7, 8, 9];
const teachers = { 1: [10, 10, 11], 2: [12, 12, 11], 3: [13, 14], 4: [15] };
const plans = [['Off-Peak', 2490, 1, 0, 1], ['Basic', 3490, 12, 0, 1], ['Plus', 4990, 12, 1, 1], ['Premium', 7490, 12, 1, 1], ['Student', 2990, 6, 1, 1],
  ['Founders', 1990, 24, 1, 0], ['Family', 9990, 12, 1, 1]];
const classTypes = [['Spinning', 'high', 45], ['Yoga Flow', 'low', 60], ['Pilates', 'low', 55], ['Boxfit', 'high', 50], ['Zumba', 'medium', 50],
  ['Body Pump', 'high', 60], ['Aqua Fit', 'medium', 45], ['Stretch & Relax', 'low', 30], ['Kettlebell Circuit', 'high', 40]];
const machines = [['Treadmill', 'cardio', 489_000, 138], ['Rowing machine', 'cardio', 124_900, 26], ['Exercise bike', 'cardio', 215_000, 58],
  ['Cross trainer', 'cardio', 329_000, 112], ['Leg press', 'strength', 412_000, 285], ['Smith machine', 'strength', 358_000, 243],
  ['Cable tower', 'strength', 446_000, 376], ['Chest press', 'strength', 287_000, 198], ['Dumbbell set', 'free weights', 264_000, 412.5],
  ['Squat rack', 'free weights', 139_000, 96],
  ['Stair climber', 'cardio', 398_000, 147]];
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(6202);
  const person = people(random);
  const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
  insert('clubs', numbered(clubs));
  insert('employees', numbered(staff));
  const contracts = Array.from({ length: 126 }, () => contractsOf(random));
  const members = numbered(contracts.map((list) => member(random, person(), list)));
  insert('members', members);
  insert('plans', numbered(plans));
  const memberships = numbered(contracts.flatMap((list, index) => list.map((row) => [index + 1, ...row])));
  insert('memberships', memberships);
  insert('class_types', numbered(classTypes));
  const sessions = numbered(sessionDays(random).map(([club, type, day, time]) => session(random, club, type, day, time)));
  insert('class_sessions', sessions);
  insert('class_bookings', numbered(sessions.flatMap((row) => bookingsOf(random, row, members, memberships))));
  insert('check_ins', numbered(visits(random, members, memberships)));
  insert('invoices', numbered(memberships.flatMap((row) => invoicesOf(random, row)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1))));
  insert('equipment', numbered(clubs.flatMap((_, index) => equipmentOf(random, index + 1))));
}

/** One or two memberships one after the other, without the member's number. */
function contractsOf(random) {
  const start = random.day('2023-01-02', '2026-11-12');
  const plan = start < '2023-07-01' && random.chance(0.5) ? 6 : random.weighted([1, 2, 3, 4, 5, 7], [14, 28, 26, 12, 16, 4]);
  if (!random.chance(start < '2026-01-01' ? 0.42 : 0.1)) return [contract(random, plan, start, null)];
  const cancelled = random.day(plusDays(start, 40), '2026-11-13');
  const first = contract(random, plan, start, cancelled > '2026-11-13' ? '2026-11-13' : cancelled);
  const again = plusDays(first[3], random.int(1, 120));
  return again < '2026-11-10' && random.chance(0.28) ? [first, contract(random, random.pick([1, 2, 3, 4]), again, null)] : [first];
}

function contract(random, plan, start, cancelled) {
  const isFrozen = cancelled === null && start < '2026-08-01' && random.chance(0.12);
  const from = isFrozen ? random.day('2026-06-01', '2026-12-28') : null;
  const why = random.weighted(['moved away', 'too expensive', 'no time', 'injury', 'unhappy with club'], [20, 31, 28, 9, 12]);
  const reason = cancelled !== null && random.chance(0.85) ? why : null;
  const end = cancelled === null ? null : `${plusDays(cancelled, 31).slice(0, 7)}-28`;
  return [plan, start, cancelled, end, reason, from, from === null ? null : plusDays(from, random.pick([30, 60, 90]))];
}

function member(random, [first, last], list) {
  const joined = list[0][1];
  const isStudent = list[0][0] === 5;
  const end = list.at(-1)[3];
  const club = random.weighted(joined < '2025-03-01' ? [1, 2, 3] : [1, 2, 3, 4], [40, 28, 24, 18]);
  return [first, last, random.chance(0.93) ? `${first}.${last}@post.example`.toLowerCase() : null,
    random.chance(0.8) ? `07${random.int(100, 999)} ${random.int(100000, 999999)}` : null,
    random.chance(0.97) ? (isStudent ? random.day('2000-01-01', '2007-06-30') : random.day('1950-01-01', '2004-12-31')) : null, club,
    random.chance(0.2) ? random.pick(club === 1 ? [5, 5, 6] : [trainers[club]]) : null,
    random.weighted(['walk-in', 'website', 'friend', 'flyer', 'company deal'], [22, 40, 24, 5, 9]),
    `${joined} ${random.time(8, 20, 1)}:00`, `${random.day('2026-10-01', '2026-11-15')} ${random.time(8, 20, 1)}:00`,
    end !== null && end < '2026-08-01' && random.chance(0.5) ? `${plusDays(end, random.int(20, 60))} 03:00:00` : null];
}

function isActive([, , , start, , end], day) {
  return start <= day && (end === null || end >= day);
}

function sessionDays(random) {
  const days = Array.from({ length: 104 }, (_, index) => plusDays('2026-08-17', index));
  const times = ['07:00', '09:30', '12:15', '17:30', '18:30', '19:45'];
  return days.flatMap((day) => {
    const count = day < '2026-09-14' ? random.int(0, 2) : weekday(day) === 0 ? 1 : random.int(1, 3);
    return random.sample([1, 1, 2, 3, 4], count).map((club) => [club, typeAt(random, club), day, random.weighted(times, [8, 14, 8, 22, 32, 16])]);
  }).toSorted((a, b) => (a[2] + a[3] < b[2] + b[3] ? -1 : 1));
}

function typeAt(random, club) {
  const hasPool = clubs[club - 1][4] === 1;
  return random.weighted([1, 2, 3, 4, 5, 6, 7, 8, 9], [20, 18, 12, 11, 10, 12, hasPool ? 7 : 0, 5, club === 4 ? 0 : 5]);
}

function session(random, club, type, day, time) {
  const isOff = random.chance(0.07);
  const teacher = random.pick(teachers[club].filter((one) => staff[one - 1][7] === null || staff[one - 1][7] >= day));
  return [type, club, teacher, `${day} ${time}:00`, random.pick(club === 4 ? [6, 8] : [6, 8, 10, 12]),
    isOff ? `${plusDays(day, -1) < today ? plusDays(day, -1) : '2026-11-15'} 10:0${random.int(0, 9)}:00` : null];
}

function bookingsOf(random, [id, type, club, , starts, room, cancelled], members, memberships) {
  const day = starts.slice(0, 10);
  const able = members.filter(([one, , , , , , home]) => memberships.some((row) => row[1] === one && plans[row[2] - 1][3] === 1 && isActive(row, day))
    && (home === club || random.chance(0.08)));
  const wish = [1, 2, 6].includes(type) ? 9 : type === 8 ? 3 : 6;
  const isPast = day < today;
  return random.sample(able, Math.round(wish * (0.4 + random.next() * 0.9) * (day > '2026-11-22' ? 0.35 : 1))).map(([one], place) => {
    const asked = plusDays(day, -random.int(0, 6));
    const booked = asked > '2026-11-15' ? '2026-11-15' : asked;
    const isLazy = random.chance(one % 7 === 3 ? 0.35 : 0.08);
    const status = place >= room ? 'waitlisted' : random.chance(0.09) || cancelled !== null ? 'cancelled' : !isPast ? 'booked' : isLazy ? 'no_show' : 'attended';
    return [id, one, booked === day ? `${day} 0${random.int(5, 6)}:${random.int(10, 49)}:00` : `${booked} ${random.time(8, 21, 1)}:00`, status];
  }).toSorted((a, b) => (a[2] < b[2] ? -1 : 1));
}

/** Eager members and idle ones: every fifth never comes. */
function visits(random, members, memberships) {
  const eager = members.map(([id]) => (id % 5 === 2 ? 0 : id % 9 === 4 ? 7 : 1 + (id % 3)));
  const drawn = Array.from({ length: 640 }, () => [random.weighted(members, eager), random.day('2026-08-01', '2026-11-15')])
    .filter(([[id], day]) => memberships.some((row) => row[1] === id && isActive(row, day)));
  const past = drawn.map(([row, day]) => visit(random, row, day, random.weighted([7, 9, 11, 13, 16, 17, 18, 19, 20], [9, 10, 7, 6, 9, 17, 20, 14, 8])));
  const here = members.filter(([id], index) => eager[index] > 2 && memberships.some((row) => row[1] === id && isActive(row, today)));
  const now = here.slice(0, 9).map((row, index) => visit(random, row, today, index < 3 ? 7 : 11)).map((row, index) => (index < 3 ? row : [row[0], row[1], row[2], null]));
  return [...past, ...now].toSorted((a, b) => (a[2] < b[2] ? -1 : 1));
}

function visit(random, [id, , , , , , home], day, hour) {
  const club = random.chance(0.86) ? home : random.int(1, 4);
  const minute = random.int(0, 49);
  const end = hour * 60 + minute + random.int(35, 118);
  const isLost = day < today && random.chance(0.015);
  return [id, club, `${day} ${twoDigits(hour)}:${twoDigits(minute)}:00`, isLost ? null : `${day} ${twoDigits(Math.floor(end / 60))}:${twoDigits(end % 60)}:00`];
}

function invoicesOf(random, [id, , plan, ...dates]) {
  const [start, , end, , from, until] = dates;
  const isFrozenOn = (day) => from !== null && from <= day && day <= until;
  return ['2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11'].map((month) => `${month}-01`)
    .filter((day) => start <= day && (end === null || end > day) && !isFrozenOn(day)).map((day) => {
      const chances = day < '2026-10-01' ? [95, 1.5, 2, 1.5] : day < '2026-11-01' ? [90, 5, 4, 1] : [78, 17, 5, 0];
      const status = random.weighted(['paid', 'open', 'failed', 'refunded'], chances);
      const price = plans[plan - 1][1] - (start < '2025-01-01' && plan !== 6 ? 200 : 0);
      const paid = plusDays(day, random.weighted([2, 5, 9, 13], [40, 35, 20, 5]));
      return [id, day, plusDays(day, 10), price, status, status === 'paid' || status === 'refunded' ? paid : null];
    });
}

function equipmentOf(random, club) {
  const count = [0, 15, 11, 12, 8][club];
  return Array.from({ length: count }, (_, index) => {
    const [name, category, price, weight] = machines[index < 8 ? index : random.int(0, machines.length - 1)];
    const bought = random.chance(0.6) ? plusDays(clubs[club - 1][2], -random.int(5, 30)) : random.day(clubs[club - 1][2], '2026-09-30');
    return [name, category, bought, price + random.int(-12, 12) * 1000, weight, random.chance(0.2) ? random.day('2026-08-20', '2026-11-14') : null];
  }).map((row) => [club, ...row]);
}
