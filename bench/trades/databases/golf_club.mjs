// A members' golf club with two courses, visitors, a pro shop's lessons and monthly competitions; modern names, declared keys, money as decimals.
import { people } from '../names.mjs';
import { Random, cents, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE membership_types (id INTEGER PRIMARY KEY, name TEXT NOT NULL, yearly_subscription NUMERIC NOT NULL, joining_fee NUMERIC NOT NULL,
  plays_weekends BOOLEAN NOT NULL, places INTEGER);
CREATE TABLE members (id INTEGER PRIMARY KEY, membership_type_id INTEGER NOT NULL REFERENCES membership_types(id), first_name TEXT NOT NULL, surname TEXT NOT NULL,
  born_on DATE NOT NULL, email TEXT, mobile TEXT, town TEXT NOT NULL, joined_on DATE NOT NULL, resigned_on DATE, proposer_id INTEGER REFERENCES members(id),
  handicap_index NUMERIC, locker TEXT);
CREATE TABLE subscriptions (id INTEGER PRIMARY KEY, member_id INTEGER NOT NULL REFERENCES members(id), season INTEGER NOT NULL, amount NUMERIC NOT NULL,
  due_on DATE NOT NULL, paid_on DATE);
CREATE TABLE courses (id INTEGER PRIMARY KEY, name TEXT NOT NULL, holes INTEGER NOT NULL, par INTEGER NOT NULL, slope INTEGER NOT NULL, length_m INTEGER NOT NULL,
  green_fee_weekday NUMERIC NOT NULL, green_fee_weekend NUMERIC NOT NULL);
CREATE TABLE tee_times (id INTEGER PRIMARY KEY, course_id INTEGER NOT NULL REFERENCES courses(id), tee_off TIMESTAMP NOT NULL, member_id INTEGER REFERENCES members(id),
  visitor_name TEXT, players INTEGER NOT NULL, buggies INTEGER NOT NULL, green_fees NUMERIC NOT NULL, buggy_hire NUMERIC NOT NULL, booked_at TIMESTAMP NOT NULL,
  status TEXT NOT NULL);
CREATE TABLE competitions (id INTEGER PRIMARY KEY, title TEXT NOT NULL, course_id INTEGER NOT NULL REFERENCES courses(id), held_on DATE NOT NULL, format TEXT NOT NULL,
  entry_fee NUMERIC NOT NULL, prize_money NUMERIC, sponsor TEXT);
CREATE TABLE entries (competition_id INTEGER NOT NULL REFERENCES competitions(id), member_id INTEGER NOT NULL REFERENCES members(id), playing_handicap INTEGER NOT NULL,
  points INTEGER, finish_place INTEGER, is_disqualified BOOLEAN NOT NULL, fee_paid BOOLEAN NOT NULL, PRIMARY KEY (competition_id, member_id));
CREATE TABLE pros (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, grade TEXT NOT NULL, hourly_fee NUMERIC NOT NULL, started_on DATE NOT NULL, left_on DATE,
  head_pro_id INTEGER REFERENCES pros(id));
CREATE TABLE lessons (id INTEGER PRIMARY KEY, pro_id INTEGER NOT NULL REFERENCES pros(id), member_id INTEGER NOT NULL REFERENCES members(id), starts_at TIMESTAMP NOT NULL,
  minutes INTEGER NOT NULL, topic TEXT NOT NULL, fee NUMERIC NOT NULL, status TEXT NOT NULL);
`;

const today = '2026-11-16';
/** Name, yearly subscription, joining fee, weekends, places. */
const types = [['Full', 1480, 900, 1, 120], ['Five-day', 1090, 600, 0, null], ['Junior', 190, 0, 1, null], ['Student', 420, 0, 1, 20], ['Senior', 1210, 450, 1, 60],
  ['Social', 95, 0, 0, null], ['Country', 560, 250, 1, 25]];
const courses = [['Heath', 18, 71, 131, 5960, 68, 85], ['Valley', 18, 69, 119, 5410, 49, 62], ['Orchard', 9, 29, 92, 1480, 16, 20]];
/** Grade, fee, start, end, head. */
const pros = [['Head professional', 72, '2012-03-01', null, null], ['Professional', 54, '2018-04-09', null, 1], ['Professional', 54, '2020-09-01', '2026-06-30', 1],
  ['Assistant', 38, '2023-03-20', null, 2], ['Assistant', 36, '2026-07-13', null, 2]];
/** Title, course, day, format, entry fee, prize money, sponsor. */
const competitions = [['Autumn Shield', 1, '2025-10-11', 'Stableford', 8, 300, null], ['Turkey Trot', 2, '2025-12-13', 'Stableford', 5, null, 'Hobbs Butchers'],
  ['Winter League Final', 1, '2026-02-28', 'Matchplay', 6, 200, null], ['Spring Medal', 1, '2026-03-28', 'Medal', 8, 280, null],
  ['Founders Cup', 1, '2026-04-25', 'Stableford', 12, 500, 'Alder Wealth'], ['May Medal', 2, '2026-05-16', 'Medal', 8, 240, null],
  ['Captains Day', 1, '2026-06-13', 'Stableford', 15, 650, 'Larch Motors'], ['Junior Open', 3, '2026-07-04', 'Stableford', 4, null, 'Larch Motors'],
  ['July Medal', 2, '2026-07-18', 'Medal', 8, 240, null], ['Club Championship', 1, '2026-08-15', 'Medal', 20, 900, 'Alder Wealth'],
  ['Seniors Trophy', 2, '2026-09-12', 'Stableford', 10, 350, 'Grove Hearing'], ['Autumn Medal', 1, '2026-10-03', 'Medal', 8, 260, null],
  ['Halloween Fours', 3, '2026-10-31', 'Texas scramble', 6, null, null], ['Remembrance Stableford', 2, '2026-11-07', 'Stableford', 8, 220, null],
  ['Turkey Trot', 2, '2026-12-12', 'Stableford', 5, null, 'Hobbs Butchers']];
const towns = ['Wexcombe', 'Larkfield', 'Oxley', 'Thornbridge', 'St Brelade'];
const topics = ['Putting', 'Driving', 'Short game', 'Bunkers', 'Course management'];

export function fill(insert) {
  const random = new Random(5171);
  const person = people(random);
  insert('membership_types', types.map((type, index) => [index + 1, ...type]));
  const members = Array.from({ length: 168 }, (_, index) => member(random, person(), index));
  insert('members', members);
  insert('subscriptions', members.flatMap((row) => subscriptionsOf(random, row)).toSorted((a, b) => a[1] - b[1]).map((row, index) => [index + 1, ...row]));
  insert('courses', courses.map((course, index) => [index + 1, ...course]));
  const golfers = members.filter(([id, type]) => type !== 6 && id % 9 !== 0);
  const bookings = Array.from({ length: 760 }, () => booking(random, golfers, person)).toSorted((a, b) => (a[8] < b[8] ? -1 : 1));
  insert('tee_times', bookings.map((row, index) => [index + 1, ...row]));
  insert('competitions', competitions.map((row, index) => [index + 1, ...row]));
  insert('entries', competitions.flatMap((row, index) => entriesOf(random, row, index + 1, golfers)));
  insert('pros', pros.map((pro, index) => [index + 1, person().join(' '), ...pro]));
  const pupils = random.sample(golfers, 66);
  insert('lessons', Array.from({ length: 230 }, () => lesson(random, pupils)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
}

function member(random, [first, surname], index) {
  const type = random.weighted([1, 2, 3, 4, 5, 6, 7], [44, 14, 11, 5, 15, 7, 5]);
  const [from, to] = { 3: ['2009-02-01', '2017-10-30'], 4: ['2003-01-10', '2008-09-30'], 5: ['1944-03-01', '1961-10-01'] }[type] ?? ['1956-01-01', '2000-12-01'];
  const joined = index > 152 ? random.day('2026-01-05', '2026-11-09') : random.day(type === 3 ? '2021-02-01' : '2006-02-01', '2025-12-20');
  const resigned = index <= 152 && random.chance(0.11) ? random.day(joined < '2024-06-01' ? '2024-06-01' : joined, '2026-10-31') : null;
  const proposer = index > 20 && random.chance(0.7) ? random.weighted([random.int(1, 20), random.int(1, index)], [55, 45]) : null;
  const handicap = type === 6 || random.chance(0.1) ? null : cents(random.int(type === 3 ? 140 : 12, type === 3 ? 450 : 330) / 10);
  return [index + 1, type, first, surname, random.day(from, to), random.chance(0.86) ? `${first}.${surname}@mail.example`.toLowerCase() : null,
    random.chance(0.8) ? `07${random.int(100, 999)} ${random.int(100_000, 999_999)}` : null, random.weighted(towns, [34, 26, 18, 14, 8]), joined, resigned, proposer, handicap,
    random.chance(0.35) ? `${random.pick(['A', 'B', 'C'])}${twoDigits(index % 60 + 1)}` : null];
}

function subscriptionsOf(random, [id, type, , , , , , , joined, resigned]) {
  return [2024, 2025, 2026].flatMap((season) => {
    if (joined > `${season}-12-31` || (resigned !== null && resigned < `${season}-01-01`)) return [];
    const due = joined > `${season}-01-31` ? plusDays(joined, 30) : `${season}-01-31`;
    const paid = plusDays(due, random.weighted([-20, -6, 0, 12, 45, 100], [24, 34, 14, 14, 9, 5]) + random.int(-3, 3));
    const isOpen = paid > '2026-11-15' || random.chance(season === 2026 ? 0.12 : 0.015);
    return [[id, season, cents(types[type - 1][1] * (1 - (2026 - season) * 0.04)), due, isOpen ? null : paid]];
  });
}

function booking(random, golfers, person) {
  const course = random.weighted([1, 2, 3], [46, 38, 16]);
  const day = random.chance(0.05) ? random.day(today, '2026-11-29') : random.day(random.chance(0.4) ? '2026-08-15' : '2026-01-09', '2026-11-15');
  const isVisitor = random.chance(0.28);
  const host = isVisitor ? null : random.pick(golfers.filter(([, , , , , , , , joined, resigned]) => joined <= day && (resigned === null || resigned > day)))[0];
  const players = random.weighted([1, 2, 3, 4], isVisitor ? [4, 22, 24, 50] : [16, 34, 20, 30]);
  const isWeekend = weekday(day) % 6 === 0;
  const guests = isVisitor ? players : random.weighted([0, 1], [78, 22]) * Math.min(1, players - 1);
  const buggies = course === 3 ? 0 : random.weighted([0, 1, 2], players > 2 ? [66, 22, 12] : [80, 20, 0]);
  const isAhead = day >= today;
  const booked = `${plusDays(isAhead && day > '2026-11-16' ? '2026-11-15' : day, -random.weighted([0, 1, 3, 6, 13], [12, 24, 30, 22, 12]) - 1)} ${random.time(8, 21, 1)}`;
  const status = isAhead ? random.weighted(['booked', 'cancelled'], [90, 10]) : random.weighted(['played', 'cancelled', 'no_show'], [84, 11, 5]);
  const due = status === 'cancelled' ? 0 : 1;
  return [course, `${day} ${random.weighted([random.time(8, 11, 10), random.time(11, 15, 10)], [60, 40])}`, host, isVisitor ? person().join(' ') : null, players, buggies,
    due * guests * courses[course - 1][isWeekend ? 6 : 5], due * buggies * 28, booked, status];
}

function entriesOf(random, [title, course, day, format], id, golfers) {
  const isOpen = ([, type, , , , , , , joined, resigned, , handicap]) => joined <= day && (resigned === null || resigned > day) && handicap !== null
    && (type === 3) === (title === 'Junior Open') && (title !== 'Seniors Trophy' || type === 5);
  const field = random.sample(golfers.filter(isOpen), day > today ? 11 : [30, 24, 16][course - 1] + random.int(-5, 9));
  if (day > today) return field.map((row) => [id, row[0], Math.round(row[11]), null, null, 0, random.chance(0.5)]);
  const results = field.map((row) => [row, random.chance(0.06), random.chance(0.03)]);
  const ranked = results.filter(([, absent, out]) => !absent && !out).map(([row]) => row[0]);
  return results.map(([row, absent, out]) => {
    const place = ranked.indexOf(row[0]) + 1;
    const points = absent || out || format === 'Medal' ? null : Math.max(14, 43 - place - Math.floor(place / 4));
    return [id, row[0], Math.round(row[11]), points, place === 0 ? null : place, out && !absent, !random.chance(0.07)];
  });
}

function lesson(random, pupils) {
  const day = random.chance(0.06) ? random.day(today, '2026-11-27') : random.day('2025-10-01', '2026-11-15');
  const staff = pros.flatMap(([, , from, to], index) => (from <= day && (to === null || to > day) ? [index + 1] : []));
  const pro = random.weighted(staff, staff.map((id) => [30, 34, 16, 28, 24][id - 1]));
  const minutes = random.weighted([30, 45, 60], [48, 14, 38]);
  const status = day >= today ? 'booked' : random.weighted(['given', 'cancelled', 'missed'], [85, 10, 5]);
  return [pro, random.pick(pupils.filter(([, , , , , , , , joined]) => joined <= '2025-12-31'))[0], `${day} ${random.time(9, 18, 15)}`, minutes, random.pick(topics),
    cents((pros[pro - 1][1] * minutes) / 60), status];
}
