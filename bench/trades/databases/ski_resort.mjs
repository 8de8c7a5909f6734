// A small ski resort: lifts, pistes, passes, ski school and patrol; modern names, money in cents, a report for each day of the season.
import { people } from '../names.mjs';
import { Random, daysBetween, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE employees (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, department TEXT NOT NULL, job_title TEXT NOT NULL,
  manager_id INTEGER REFERENCES employees(id), hourly_wage_cents INTEGER NOT NULL, is_seasonal INTEGER NOT NULL, hired_on DATE NOT NULL, left_on DATE,
  created_at TIMESTAMP NOT NULL);
CREATE TABLE lifts (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, capacity_per_hour INTEGER NOT NULL, length_m INTEGER NOT NULL,
  vertical_m INTEGER NOT NULL, built_year INTEGER NOT NULL, last_inspected_on DATE, retired_on DATE);
CREATE TABLE pistes (id INTEGER PRIMARY KEY, name TEXT NOT NULL, difficulty TEXT NOT NULL, length_m INTEGER NOT NULL, lift_id INTEGER NOT NULL REFERENCES lifts(id),
  has_snowmaking INTEGER NOT NULL, is_floodlit INTEGER NOT NULL);
CREATE TABLE daily_reports (id INTEGER PRIMARY KEY, report_date DATE NOT NULL UNIQUE, visitors INTEGER NOT NULL, fresh_snow_cm INTEGER NOT NULL,
  valley_depth_cm INTEGER NOT NULL, summit_depth_cm INTEGER NOT NULL, temperature_c REAL NOT NULL, wind_kmh INTEGER, weather TEXT NOT NULL, written_by_id INTEGER
  REFERENCES employees(id), updated_at TIMESTAMP NOT NULL);
CREATE TABLE lift_stoppages (id INTEGER PRIMARY KEY, lift_id INTEGER NOT NULL REFERENCES lifts(id), stopped_at TIMESTAMP NOT NULL, restarted_at TIMESTAMP,
  reason TEXT NOT NULL, reported_by_id INTEGER REFERENCES employees(id));
CREATE TABLE guests (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, country TEXT NOT NULL, birth_date DATE, email TEXT, wants_newsletter INTEGER NOT NULL,
  created_at TIMESTAMP NOT NULL, deleted_at TIMESTAMP);
CREATE TABLE pass_types (id INTEGER PRIMARY KEY, name TEXT NOT NULL, age_group TEXT NOT NULL, valid_days INTEGER, list_price_cents INTEGER NOT NULL,
  is_on_sale INTEGER NOT NULL);
CREATE TABLE pass_sales (id INTEGER PRIMARY KEY, pass_type_id INTEGER NOT NULL REFERENCES pass_types(id), guest_id INTEGER REFERENCES guests(id),
  sold_at TIMESTAMP NOT NULL, valid_from DATE NOT NULL, quantity INTEGER NOT NULL, unit_price_cents INTEGER NOT NULL, discount_pct INTEGER NOT NULL,
    channel TEXT NOT NULL,
  refunded_at TIMESTAMP);
CREATE TABLE lessons (id INTEGER PRIMARY KEY, instructor_id INTEGER NOT NULL REFERENCES employees(id), sport TEXT NOT NULL, level TEXT NOT NULL,
  format TEXT NOT NULL,
  starts_at TIMESTAMP NOT NULL, duration_min INTEGER NOT NULL, max_pupils INTEGER NOT NULL, price_cents INTEGER NOT NULL, status TEXT NOT NULL);
CREATE TABLE lesson_bookings (id INTEGER PRIMARY KEY, lesson_id INTEGER NOT NULL REFERENCES lessons(id), guest_id INTEGER NOT NULL REFERENCES guests(id),
  booked_at TIMESTAMP NOT NULL, paid_cents INTEGER NOT NULL, cancelled_at TIMESTAMP, showed_up INTEGER);
CREATE TABLE incidents (id INTEGER PRIMARY KEY, piste_id INTEGER REFERENCES pistes(id), guest_id INTEGER REFERENCES guests(id), patroller_id INTEGER
  REFERENCES employees(id), called_at TIMESTAMP NOT NULL, arrived_at TIMESTAMP, injury TEXT, severity TEXT NOT NULL, by_helicopter INTEGER NOT NULL, notes TEXT);
`;

const staff = [
  ['Ingrid', 'Hartmann', 'Management', 'General manager', null, 4_200, 0, '2008-05-01', null],
  ['Magnus', 'Eklund', 'Lifts', 'Lift manager', 1, 3_150, 0, '2010-09-01', null],
  ['Lorna', 'Gibbs', 'Ski school', 'Head of ski school', 1, 3_000, 0, '2012-10-15', null],
  ['Hector', 'Rowley', 'Patrol', 'Patrol leader', 1, 2_950, 0, '2011-11-01', null],
  ['Wanda', 'Kovacs', 'Tickets', 'Ticket office manager', 1, 2_600, 0, '2016-08-22', null],
  ['Boris', 'Larsen', 'Lifts', 'Lift mechanic', 2, 2_450, 0, '2014-04-07', null],
  ['Elias', 'Weaver', 'Lifts', 'Lift mechanic', 2, 2_380, 0, '2019-05-13', '2026-04-30'],
  ['Priya', 'Sharpe', 'Lifts', 'Lift attendant', 2, 1_650, 1, '2023-12-01', null],
  ['Theo', 'Duarte', 'Lifts', 'Lift attendant', 2, 1_650, 1, '2024-12-01', '2026-04-15'],
  ['Samuel', 'Pike', 'Lifts', 'Lift attendant', 2, 1_620, 1, '2026-11-02', null],
  ['Petra', 'Novak', 'Ski school', 'Instructor', 3, 2_250, 1, '2017-12-01', null], ['Pablo', 'Rinaldi', 'Ski school', 'Instructor', 3, 2_300, 1, '2018-12-01', null],
  ['Clara', 'Whitaker', 'Ski school', 'Instructor', 3, 2_150, 1, '2021-12-01', null],
  ['Joel', 'Tanaka', 'Ski school', 'Instructor', 3, 2_100, 1, '2022-12-01', null],
  ['Greta', 'Fonseca', 'Ski school', 'Instructor', 3, 2_050, 1, '2024-12-01', '2026-04-12'],
  ['Noah', 'Ramsey', 'Ski school', 'Instructor', 3, 1_980, 1, '2025-12-01', null],
  ['Zoe', 'Abbott', 'Ski school', 'Instructor', 3, 1_950, 1, '2026-11-01', null], ['Edgar', 'Quirke', 'Patrol', 'Patroller', 4, 2_200, 0, '2015-11-15', null],
  ['Salma', 'Bolton', 'Patrol', 'Patroller', 4, 2_150, 1, '2020-12-01', null], ['Fergus', 'Haynes', 'Patrol', 'Patroller', 4, 2_150, 1, '2021-12-01', null],
  ['Nina', 'Moreau', 'Patrol', 'Patroller', 4, 2_050, 1, '2025-12-01', null], ['Irene', 'Tate', 'Tickets', 'Cashier', 5, 1_580, 1, '2022-12-01', null],
  ['Otto', 'Blackwood', 'Tickets', 'Cashier', 5, 1_580, 1, '2025-12-01', '2026-04-12'],
  ['Bruno', 'Sutter', 'Slopes', 'Groomer driver', 2, 2_350, 0, '2013-10-01', null],
  ['Dana', 'Lund', 'Slopes', 'Groomer driver', 2, 2_250, 1, '2019-11-15', null],
];
const lifts = [
  ['Kestrel Gondola', 'gondola', 2_400, 2_850, 820, 2015, '2026-10-12', null], ['Summit Express', 'chairlift', 2_000, 1_640, 470, 2019, '2026-10-14', null],
  ['Pinewood Chair', 'chairlift', 1_200, 1_180, 310, 1998, '2026-10-20', null], ['Raven Ridge', 'chairlift', 1_500, 1_420, 395, 2007, '2025-10-22', null],
  ['Old Mill Drag', 'drag lift', 720, 640, 140, 1984, '2026-10-06', null], ['Glacier Drag', 'drag lift', 900, 980, 260, 1991, '2026-09-28', null],
  ['Nursery Carpet', 'magic carpet', 800, 110, 14, 2018, '2026-11-03', null], ['Village Carpet', 'magic carpet', 600, 85, 9, 2022, null, null],
  ['Bear Tow', 'drag lift', 480, 410, 95, 1976, '2023-10-11', '2024-04-14'],
];
const pistes = [
  ['Snowdrop', 'green', 620, 7, 1, 1], ['Village Run', 'green', 900, 8, 1, 1], ['Old Mill', 'green', 1_150, 5, 1, 0], ['Sunnyside', 'blue', 2_300, 3, 1, 0],
  ['Pinewood', 'blue', 1_950, 3, 1, 1], ['Kestrel Way', 'blue', 5_400, 1, 1, 0], ['Glacier Blue', 'blue', 2_050, 6, 0, 0], ['Larch Alley', 'blue', 1_700, 4, 0, 0],
  ['Raven', 'red', 2_150, 4, 1, 0], ['Summit Red', 'red', 2_900, 2, 0, 0], ['World Cup', 'red', 3_100, 1, 1, 0], ['Stag Leap', 'red', 1_850, 2, 0, 0],
  ['The Chimney', 'black', 1_300, 2, 0, 0], ['North Face', 'black', 1_620, 2, 0, 0], ['Widowmaker', 'black', 1_100, 4, 0, 0], ['Moonlight', 'blue', 1_400, 5, 1, 1],
];
const passTypes = [
  ['Day pass', 'adult', 1, 5_400, 1], ['Day pass', 'child', 1, 2_900, 1], ['Day pass', 'senior', 1, 4_600, 1], ['Half day', 'adult', 1, 3_900, 1],
  ['Half day', 'child', 1, 2_100, 1],
  ['Three days', 'adult', 3, 14_700, 1], ['Three days', 'child', 3, 7_900, 1], ['Six days', 'adult', 6, 26_400, 1], ['Six days', 'child', 6, 14_200, 1],
  ['Season pass', 'adult', null, 62_000, 1], ['Season pass', 'child', null, 28_000, 1], ['Season pass', 'senior', null, 49_000, 1],
  ['Night skiing', 'adult', 1, 2_400, 1],
  ['Ten-ride card', 'adult', null, 3_300, 0], ['Spring special', 'adult', 2, 6_900, 0],
];
const seasons = [['2024-12-07', '2025-04-06'], ['2025-12-06', '2026-04-12'], ['2026-11-07', '2026-11-15']];
const injuries = ['Knee', 'Shoulder', 'Wrist', 'Head', 'Ankle', 'Back'];
const reasons = ['Wind', 'Power cut', 'Technical fault', 'Rider fell', 'Icing'];
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
const works = (id, day) => staff[id - 1][7] <= day && (staff[id - 1][8] ?? '2028') >= day;
const byColumn = (column) => (a, b) => (a[column] < b[column] ? -1 : 1);
const seasonDays = seasons.flatMap(([from, to]) => Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => plusDays(from, index)));
const isBusy = (day) => [0, 6].includes(weekday(day)) || (day.slice(5) > '12-24' && day.slice(5) < '12-32') || day.slice(5) < '01-05' || ['02-1',
  '02-2'].includes(day.slice(5, 9));

export function fill(insert) {
  const random = new Random(6102);
  const person = people(random);
  insert('employees', numbered(staff.map((row) => [...row, `${row[7]} 08:30:00`])));
  insert('lifts', numbered(lifts));
  insert('pistes', numbered(pistes));
  insert('daily_reports', numbered(reportsOf(random)));
  insert('lift_stoppages', numbered(Array.from({ length: 150 }, () => stoppage(random)).toSorted(byColumn(1))));
  const guests = numbered(Array.from({ length: 240 }, () => guest(random, person())));
  insert('guests', guests);
  insert('pass_types', numbered(passTypes));
  insert('pass_sales', numbered(Array.from({ length: 720 }, () => sale(random, guests)).toSorted(byColumn(2))));
  const lessons = numbered(Array.from({ length: 190 }, () => lesson(random)).toSorted(byColumn(4)));
  insert('lessons', lessons);
  insert('lesson_bookings', numbered(lessons.flatMap((row) => bookingsOf(random, row, guests)).toSorted(byColumn(2))));
  insert('incidents', numbered(Array.from({ length: 118 }, () => incident(random)).toSorted(byColumn(3))));
}

function skiDay(random) {
  for (;;) {
    const day = random.chance(0.06) ? random.pick(seasonDays.slice(-9)) : random.pick(seasonDays);
    if (isBusy(day) || random.chance(0.6)) return day;
  }
}

function reportsOf(random) {
  let depth = 0;
  return seasonDays.map((day, index) => {
    if (index === 0 || daysBetween(seasonDays[index - 1], day) > 1) depth = random.int(28, 46);
    const isStart = day >= '2026-11-01';
    const fresh = random.weighted([0, random.int(1, 6), random.int(7, 18), random.int(19, 44)], [58, 22, 14, 6]);
    depth = Math.max(12, Math.round(depth * 0.965) + fresh - random.int(0, 1));
    const weather = fresh > 6 ? 'snow' : random.weighted(['sunny', 'cloudy', 'fog', 'rain', 'snow'], [46, 30, 10, 5, fresh > 0 ? 30 : 0]);
    const visitors = Math.round((isStart ? 420 : 950) * (isBusy(day) ? 1.9 : 1) * (weather === 'rain' || weather === 'fog' ? 0.62
      : 1) * (0.75 + random.next() * 0.5));
    const writers = [2, 4, 18, 24].filter((id) => works(id, day));
    return [day, visitors, fresh, depth, depth * 2 + random.int(15, 40), Math.round((-5 + random.int(-70, 80) / 10) * 10) / 10, random.chance(0.95) ? random.int(2,
      68) : null, weather,
      random.chance(0.96) ? random.pick(writers) : null, `${day} 07:${random.int(10, 55)}:00`];
  });
}

const moment = (day, minutes) => `${day} ${new Date(minutes * 60_000).toISOString().slice(11, 16)}:00`;

function stoppage(random) {
  const day = skiDay(random);
  const from = random.int(8 * 60 + 30, 15 * 60 + 40);
  const lift = random.weighted([1, 2, 3, 4, 5, 6, 7], [18, 22, 16, 20, 8, 10, 3]);
  const reason = lift === 7 ? 'Rider fell' : random.weighted(reasons, [26, 7, 30, 22, 15]);
  const long = reason === 'Wind' ? random.int(30, 240) : reason === 'Rider fell' ? random.int(2, 9) : random.int(6, 95);
  return [lift, moment(day, from), from + long > 16 * 60 + 30 && random.chance(0.7) ? null : moment(day, from + long), reason,
    random.chance(0.85) ? random.pick([6, 7, 8, 9, 10].filter((id) => works(id, day))) : null];
}

function guest(random, [first, last]) {
  const joined = random.day('2022-11-01', '2026-11-10');
  const email = random.chance(0.84) ? `${first}.${last}@${random.pick(['post', 'home', 'alpmail'])}.example`.toLowerCase() : null;
  return [`${first} ${last}`, random.weighted(['Austria', 'Germany', 'Netherlands', 'Denmark', 'United Kingdom', 'Poland', 'Italy'], [24, 30, 16, 8, 10, 8, 4]),
    random.chance(0.9) ? random.day('1948-01-01', '2019-12-01') : null, email, Number(email !== null && random.chance(0.5)), `${joined} ${random.time(8, 21, 1)}:00`,
    random.chance(0.05) ? `${random.day(joined, '2026-11-12')} 12:00:00` : null];
}

function sale(random, guests) {
  const isEarly = random.chance(0.13);
  const autumn = random.pick(['2025', '2026', '2026']);
  const valid = isEarly ? (autumn === '2025' ? '2025-12-06' : '2026-11-07') : skiDay(random);
  const isSpring = valid.slice(5) > '03-15' && valid.slice(5) < '05-01';
  const type = isEarly ? random.weighted([10, 11, 12], [55, 28, 17]) : random.weighted(passTypes.map((_, index) => index + 1),
    [26, 14, 5, 9, 4, 8, 5, 9, 6, 2, 1, 0.5, 8, valid < '2025-05-01' ? 6 : 0, isSpring ? 8 : 0]);
  const sold = isEarly ? random.day(`${autumn}-09-05`, autumn === '2025' ? '2025-11-28' : '2026-11-06') : plusDays(valid, -random.weighted([0, 1, 4, 15], [52, 20,
    18, 10]));
  const price = valid < '2025-05-01' ? passTypes[type - 1][3] * 0.9 : valid < '2026-05-01' ? passTypes[type - 1][3] * 0.95 : passTypes[type - 1][3];
  const isOwn = passTypes[type - 1][0] === 'Season pass' || random.chance(0.62);
  const channel = isEarly ? random.weighted(['online', 'ticket office'], [74, 26]) : sold === valid ? random.weighted(['ticket office', 'online', 'machine'], [50,
    24, 26])
    : random.weighted(['online', 'hotel partner'], [74, 26]);
  const discount = isEarly ? 10 : channel === 'hotel partner' ? 15 : random.weighted([0, 5, 20], [86, 10, 4]);
  const refunded = random.chance(0.035) ? plusDays(sold, random.int(0, 6)) : null;
  return [type, isOwn ? random.pick(guests.slice(0, 205))[0] : null, `${sold} ${random.time(7, 17, 1)}:00`, valid,
    passTypes[type - 1][0] === 'Season pass' ? 1 : random.weighted([1, 2, 3, 4], [50, 32, 10, 8]), Math.round(price / 50) * 50, discount, channel,
    refunded !== null && refunded < '2026-11-16' ? `${refunded} ${random.time(9, 16, 1)}:00` : null];
}

function lesson(random) {
  const day = random.chance(0.12) ? random.day('2026-11-17', '2026-12-20') : skiDay(random);
  const sport = random.weighted(['ski', 'snowboard', 'cross-country'], [68, 24, 8]);
  const format = random.weighted(['group', 'private', 'kids club'], [46, 38, 16]);
  const level = format === 'kids club' ? 'beginner' : random.weighted(['beginner', 'intermediate', 'advanced'], [48, 36, 16]);
  const duration = format === 'group' ? random.pick([120, 120, 180]) : format === 'private' ? random.pick([60, 60, 90, 120]) : 240;
  const able = [3, 11, 12, 13, 14, 15, 16, 17].filter((id) => works(id, day));
  const status = day > '2026-11-15' ? 'planned' : random.chance(0.08) ? 'called off' : 'held';
  return [random.pick(able), sport, level, format, `${day} ${random.pick(['09:30', '10:00', '13:00', '14:00'])}:00`, duration, { group: 8, private: 2,
    'kids club': 10 }[format],
    format === 'group' ? duration * 40 : format === 'private' ? duration * 115 : 8_500, status];
}

function bookingsOf(random, [id, , , , format, starts, , most, price, status], guests) {
  const day = starts.slice(0, 10);
  const count = format === 'private' ? random.int(1, most) : status === 'planned' ? random.int(0, 5) : random.int(1, most - 1);
  return random.sample(guests.slice(30), count).map(([guestId]) => {
    const booked = [plusDays(day, -random.int(0, 30)), '2026-11-15'].toSorted()[0];
    const cancelled = status === 'called off' ? day : random.chance(0.07) ? [plusDays(booked, random.int(0, 5)), day].toSorted((a, b) => (a < b ? -1 : 1))[0] : null;
    return [id, guestId, `${booked} ${random.time(7, 21, 1)}:00`, cancelled === null ? price : 0, cancelled === null ? null : `${cancelled} 07:40:00`,
      cancelled !== null || status === 'planned' ? null : Number(random.chance(0.94))];
  });
}

function incident(random) {
  const day = skiDay(random);
  const called = random.int(9 * 60, 16 * 60 + 20);
  const piste = random.chance(0.93) ? random.weighted(pistes.map((_, index) => index + 1), [3, 4, 5, 8, 6, 9, 4, 4, 9, 11, 12, 8, 6, 4, 5, 0]) : null;
  const severity = random.weighted(['minor', 'moderate', 'serious'], [56, 32, 12]);
  const isAlarm = random.chance(0.05);
  const injury = isAlarm ? null : random.pick(injuries);
  const helicopter = Number(severity === 'serious' && !isAlarm && random.chance(0.6));
  return [piste, random.chance(0.55) ? random.int(1, 200) : null, random.pick([4, 18, 19, 20, 21].filter((id) => works(id, day))), moment(day, called),
    isAlarm && random.chance(0.5) ? null : moment(day, called + random.int(3, 24)), injury, isAlarm ? 'minor' : severity, helicopter,
    random.chance(0.2) ? random.pick(['Collision between two guests', 'Hit a snow gun', 'Off piste', 'Lost ski']) : null];
}
