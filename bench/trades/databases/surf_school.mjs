// A surf school with a hire desk; modern names, declared keys, cancelled_on and written_off_on in place of states, late fees apart from fees.
import { people } from '../names.mjs';
import { Random, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE team (id INTEGER PRIMARY KEY, name TEXT NOT NULL, job TEXT NOT NULL, trained_by INTEGER REFERENCES team(id), started_on DATE NOT NULL, finished_on DATE,
  day_rate NUMERIC);
CREATE TABLE beaches (id INTEGER PRIMARY KEY, name TEXT NOT NULL, bottom TEXT NOT NULL, km_from_base NUMERIC NOT NULL);
CREATE TABLE courses (id INTEGER PRIMARY KEY, title TEXT NOT NULL, level TEXT NOT NULL, minutes INTEGER NOT NULL, list_price NUMERIC NOT NULL, max_guests INTEGER NOT NULL,
  is_offered BOOLEAN NOT NULL);
CREATE TABLE guests (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, born_on DATE, country TEXT NOT NULL, email TEXT, phone TEXT,
  found_us_through TEXT, referred_by INTEGER REFERENCES guests(id), joined_on DATE NOT NULL);
CREATE TABLE lessons (id INTEGER PRIMARY KEY, course_id INTEGER NOT NULL REFERENCES courses(id), coach_id INTEGER NOT NULL REFERENCES team(id),
  beach_id INTEGER NOT NULL REFERENCES beaches(id), starts_at TIMESTAMP NOT NULL, status TEXT NOT NULL, called_off_because TEXT, swell_m NUMERIC);
CREATE TABLE bookings (id INTEGER PRIMARY KEY, lesson_id INTEGER NOT NULL REFERENCES lessons(id), guest_id INTEGER NOT NULL REFERENCES guests(id), booked_on DATE NOT NULL,
  price NUMERIC NOT NULL, paid_on DATE, cancelled_on DATE, showed_up BOOLEAN);
CREATE TABLE gear (id INTEGER PRIMARY KEY, tag TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, size TEXT NOT NULL, bought_on DATE NOT NULL, cost NUMERIC NOT NULL, written_off_on DATE);
CREATE TABLE rentals (id INTEGER PRIMARY KEY, gear_id INTEGER NOT NULL REFERENCES gear(id), guest_id INTEGER NOT NULL REFERENCES guests(id),
  handed_out_by INTEGER NOT NULL REFERENCES team(id), out_at TIMESTAMP NOT NULL, due_at TIMESTAMP NOT NULL, back_at TIMESTAMP, fee NUMERIC NOT NULL, late_fee NUMERIC NOT NULL);
CREATE TABLE repairs (id INTEGER PRIMARY KEY, gear_id INTEGER NOT NULL REFERENCES gear(id), problem TEXT NOT NULL, sent_on DATE NOT NULL, fixed_on DATE, cost NUMERIC);
`;

const today = '2026-11-16';
const jobs = [
  ['head coach', null, '2013-04-01', null, 190], ['coach', 1, '2016-05-02', null, 150], ['coach', 1, '2018-04-09', null, 145], ['coach', 2, '2021-05-17', null, 130],
  ['coach', 2, '2019-06-03', '2025-10-31', 135], ['coach', 3, '2024-04-15', null, 120], ['coach', 2, '2026-05-04', null, 105], ['hire desk', null, '2017-06-12', null, 95],
  ['hire desk', 8, '2026-05-11', null, 85], ['office', null, '2015-02-16', null, null], ['coach', 1, '2017-03-20', '2026-08-31', 140],
];
const beaches = [['Long Strand', 'sand', 0.4], ['Gullsway', 'sand', 6.5], ['Anvil Point', 'reef', 11.2], ['Cove of Bells', 'sand', 3.1], ['Dunmoor Rivermouth', 'river mouth', 17.8],
  ['Saddle Rock', 'reef', 24]];
const courses = [
  ['First Waves', 'beginner', 120, 45, 8, 1], ['Turtle Club', 'kids', 90, 32, 6, 1], ['Green Wave Clinic', 'intermediate', 150, 62, 6, 1], ['Reef Day', 'advanced', 300, 140, 4, 1],
  ['Private Coaching', 'any', 60, 80, 1, 1], ['Dawn Patrol', 'advanced', 120, 55, 5, 1], ['Paddleboard Tour', 'any', 180, 58, 8, 1], ['Women on Waves', 'beginner', 120, 48, 8, 1],
  ['Bodyboard Basics', 'kids', 60, 25, 6, 0], ['Longboard Glide', 'intermediate', 150, 66, 6, 1], ['Tow-in Weekend', 'advanced', 720, 420, 2, 1],
];
/** Kind, prefix, count, sizes, cost, hire a day. */
const stock = [['softboard', 'S', 18, ["7'0", "7'6", "8'0", "9'0"], 290, 18], ['hardboard', 'H', 12, ["5'10", "6'2", "6'6", "7'2"], 520, 28],
  ['longboard', 'L', 7, ["9'0", "9'4"], 740, 32], ['wetsuit', 'W', 22, ['XS', 'S', 'M', 'L', 'XL'], 165, 10], ['paddleboard', 'P', 6, ["10'6", "11'2"], 610, 35]];
const countries = ['Ireland', 'United Kingdom', 'Germany', 'France', 'Netherlands', 'Spain', 'Poland'];
const monthly = { '01': 3, '02': 3, '03': 6, '04': 13, '05': 17, '06': 24, '07': 32, '08': 36, '09': 26, 10: 19, 11: 14 };

export function fill(insert) {
  const random = new Random(8115);
  const person = people(random);
  const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
  insert('team', numbered(jobs.map((row) => [person().join(' '), ...row])));
  insert('beaches', numbered(beaches));
  insert('courses', numbered(courses));
  const joined = Array.from({ length: 168 }, () => random.day(random.chance(0.3) ? '2024-04-01' : '2025-09-01', '2026-11-13')).toSorted();
  insert('guests', numbered(joined.map((day, index) => guest(random, person(), day, index))));
  const lessons = [...Object.entries(monthly).flatMap(([month, count]) => Array.from({ length: count }, () => lesson(random, `2026-${month}`))),
    ...Array.from({ length: 8 }, () => lesson(random, '2026-12'))].toSorted((a, b) => (a[3] < b[3] ? -1 : 1));
  insert('lessons', numbered(lessons));
  const bookings = lessons.flatMap((row, index) => bookingsOf(random, row, index + 1, joined)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1));
  insert('bookings', numbered(bookings));
  const gear = stock.flatMap(([kind, prefix, count, sizes, cost], group) => Array.from({ length: count }, (_, index) => {
    const bought = random.day('2021-02-01', index % 5 === 0 ? '2026-06-20' : '2025-06-20');
    const isGone = bought < '2024-01-01' && random.chance(0.4);
    return [String(prefix) + twoDigits(index + 1), kind, random.pick(sizes), bought, cost + random.int(-6, 8) * 5, isGone ? random.day('2025-03-01', '2026-10-30') : null, group];
  }));
  insert('gear', numbered(gear.map((row) => row.slice(0, 6))));
  const hired = Array.from({ length: 330 }, () => rental(random, gear, joined)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1));
  const out = new Set();
  insert('rentals', numbered(hired.filter((row) => row[5] !== null || (!out.has(row[0]) && out.add(row[0])))));
  insert('repairs', numbered(Array.from({ length: 52 }, () => repair(random, gear)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1))));
}

function guest(random, [first, last], day, index) {
  const referrer = index > 25 && random.chance(0.16) ? random.weighted([7, random.int(1, 25)], [3, 7]) : null;
  const channel = referrer === null ? random.weighted(['Instagram', 'search engine', 'hotel', 'walk-in', null], [30, 28, 16, 18, 8]) : 'friend';
  return [first, last, random.chance(0.92) ? random.day('1966-01-01', '2016-12-31') : null, random.weighted(countries, [34, 24, 14, 10, 9, 6, 3]),
    random.chance(0.88) ? `${first}.${last}@mail.example`.toLowerCase() : null, random.chance(0.7) ? `+353 8${random.int(3, 9)} ${random.int(1_000_000, 9_999_999)}` : null,
    channel, referrer, day];
}

function lesson(random, month) {
  const last = month === '2026-11' ? '29' : month === '2026-12' ? '20' : '28';
  const drawn = random.day(`${month}-01`, `${month}-${last}`);
  const day = weekday(drawn) < 5 && weekday(drawn) > 0 && random.chance(0.3) ? plusDays(drawn, 6 - weekday(drawn)) : drawn;
  const course = random.weighted(courses.map((_, index) => index + 1), [32, 16, 15, 7, 12, 6, 9, 9, day < '2026-06-01' ? 8 : 0, 5, 0]);
  const able = jobs.flatMap(([job, , started, finished], index) => (/coach/.test(job) && started <= day && (finished === null || finished >= day) ? [index + 1] : []));
  const coach = random.weighted(able, able.map((id) => [6, 20, 16, 15, 1, 12, 9, 0, 0, 0, 13][id - 1]));
  const beach = courses[course - 1][1] === 'advanced' ? random.weighted([2, 3, 5], [20, 60, 20]) : random.weighted([1, 2, 4, 5], [52, 20, 22, 6]);
  const hour = course === 6 ? '06:30' : random.time(9, 17, 30);
  const isPast = day < today;
  const isOff = random.chance(isPast ? 0.09 : 0.04);
  return [course, coach, beach, `${day} ${hour}:00`, isOff ? 'called off' : isPast ? 'held' : 'planned',
    isOff ? random.weighted(['storm', 'no waves', 'too few guests', 'coach ill'], [30, 32, 26, 12]) : null, isPast ? random.int(3, isOff ? 34 : 24) / 10 : null];
}

function bookingsOf(random, [course, , , starts, status], id, joined) {
  const [, , , price, most] = courses[course - 1];
  const day = starts.slice(0, 10);
  const known = joined.filter((date, index) => date <= day && date <= today && index % 11 !== 3).length;
  const count = Math.min(most, Math.max(1, Math.round(most * (0.25 + random.next() * 0.8))));
  const pool = joined.map((_, index) => index + 1).slice(0, known).filter((guestId) => guestId % 11 !== 4);
  return [...new Set(Array.from({ length: count }, () => (random.chance(0.3) ? pool[random.int(0, Math.min(30, pool.length - 1))] : pool[random.int(Math.max(0, pool.length - 80), pool.length - 1)])))]
    .map((guestId) => {
      const latest = day < today ? day : '2026-11-15';
      const wanted = plusDays(latest, -random.int(0, 25));
      const booked = wanted < joined[guestId - 1] ? joined[guestId - 1] : wanted;
      const cancelled = random.chance(0.08) ? random.day(booked, latest) : null;
      const amount = random.chance(0.14) ? Math.round(price * 0.85 * 100) / 100 : price;
      const isPaid = status === 'held' ? cancelled === null && random.chance(0.92) : status === 'planned' && cancelled === null && random.chance(0.5);
      return [id, guestId, booked, amount, isPaid ? random.day(booked, latest) : null, cancelled, status === 'held' && cancelled === null ? random.chance(0.93) : null];
    });
}

function rental(random, gear, joined) {
  const day = random.chance(0.07) ? random.day('2026-11-09', '2026-11-16') : random.chance(0.6) ? random.day('2026-06-01', '2026-09-15') : random.day('2026-01-03', '2026-11-13');
  const able = gear.flatMap(([, kind, , bought, , gone], index) => (bought <= day && (gone === null || gone > day) && (kind !== 'paddleboard' || index % 2 === 0) ? [index + 1] : []));
  const piece = random.pick(able);
  const days = random.weighted([1, 2, 3, 7], [58, 20, 14, 8]);
  const out = `${day} ${day === today ? random.time(8, 11, 15) : random.time(8, 17, 15)}:00`;
  const due = `${plusDays(day, days - 1)} 18:00:00`;
  const late = random.weighted([0, 1, 3], [87, 9, 4]);
  const back = `${plusDays(due.slice(0, 10), late)} ${late > 0 ? random.time(9, 17, 15) : '17:'}${late > 0 ? '' : twoDigits(random.int(0, 59))}:00`;
  const isOut = back > `${today} 12:00` || (day > '2026-10-01' && random.chance(0.05));
  const rate = stock[gear[piece - 1][6]][5];
  const known = joined.filter((date) => date <= day).length;
  return [piece, random.int(1, known), day < '2026-05-11' ? 8 : random.weighted([8, 9, 10], [50, 44, 6]), out, due, isOut ? null : back, rate * days, isOut ? 0 : late * 15];
}

function repair(random, gear) {
  const sent = random.day('2025-04-01', '2026-11-12');
  const able = gear.flatMap(([, , , bought, , gone], index) => (bought < sent && (gone === null || gone > sent) ? [index + 1] : []));
  const piece = random.pick(able);
  const isSuit = gear[piece - 1][1] === 'wetsuit';
  const fixed = plusDays(sent, random.int(2, 32));
  const isFixed = fixed <= today && random.chance(0.94);
  return [piece, isSuit ? random.pick(['torn seam', 'broken zip']) : random.weighted(['ding', 'snapped fin', 'delamination', 'leash plug'], [40, 28, 14, 18]), sent,
    isFixed ? fixed : null, isFixed ? random.int(4, 30) * 5 : null];
}
