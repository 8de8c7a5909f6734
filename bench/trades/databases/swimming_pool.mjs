// A town's swimming pools; modern names, members and staff apart, children under a guardian, prices in cents, three basins in two baths.
import { people } from '../names.mjs';
import { Random, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE pools (id INTEGER PRIMARY KEY, name TEXT NOT NULL, setting TEXT NOT NULL, length_m INTEGER NOT NULL, lanes INTEGER, max_bathers INTEGER NOT NULL,
  target_celsius REAL NOT NULL, is_closed INTEGER NOT NULL DEFAULT 0);
CREATE TABLE staff (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, job TEXT NOT NULL, reports_to INTEGER REFERENCES staff(id),
  started_on DATE NOT NULL, ended_on DATE, rescue_badge_expires DATE);
CREATE TABLE membership_plans (id INTEGER PRIMARY KEY, title TEXT NOT NULL, monthly_cents INTEGER NOT NULL, minimum_months INTEGER NOT NULL);
CREATE TABLE members (id INTEGER PRIMARY KEY, card_number TEXT NOT NULL UNIQUE, first_name TEXT NOT NULL, last_name TEXT NOT NULL, birthday DATE NOT NULL, email TEXT,
  plan_id INTEGER NOT NULL REFERENCES membership_plans(id), guardian_id INTEGER REFERENCES members(id), joined_on DATE NOT NULL, left_on DATE);
CREATE TABLE visits (id INTEGER PRIMARY KEY, pool_id INTEGER NOT NULL REFERENCES pools(id), member_id INTEGER REFERENCES members(id), ticket TEXT NOT NULL,
  paid_cents INTEGER NOT NULL, entered_at TIMESTAMP NOT NULL, exited_at TIMESTAMP);
CREATE TABLE swim_classes (id INTEGER PRIMARY KEY, title TEXT NOT NULL, stage TEXT NOT NULL, pool_id INTEGER NOT NULL REFERENCES pools(id),
  teacher_id INTEGER REFERENCES staff(id), weekday TEXT NOT NULL, start_time TEXT NOT NULL, first_day DATE NOT NULL, last_day DATE NOT NULL, places INTEGER NOT NULL,
  fee_cents INTEGER NOT NULL);
CREATE TABLE class_signups (id INTEGER PRIMARY KEY, class_id INTEGER NOT NULL REFERENCES swim_classes(id), member_id INTEGER NOT NULL REFERENCES members(id),
  signed_up_at TIMESTAMP NOT NULL, status TEXT NOT NULL, paid_on DATE, badge_earned INTEGER);
CREATE TABLE water_checks (id INTEGER PRIMARY KEY, pool_id INTEGER NOT NULL REFERENCES pools(id), checked_by INTEGER NOT NULL REFERENCES staff(id),
  checked_at TIMESTAMP NOT NULL, celsius REAL NOT NULL, free_chlorine REAL NOT NULL, ph REAL NOT NULL, remark TEXT);
CREATE TABLE rescues (id INTEGER PRIMARY KEY, pool_id INTEGER NOT NULL REFERENCES pools(id), lifeguard_id INTEGER NOT NULL REFERENCES staff(id),
  happened_at TIMESTAMP NOT NULL, cause TEXT NOT NULL, ambulance_called INTEGER NOT NULL);
`;

const pools = [
  ['Main Hall', 'Indoor', 25, 6, 120, 27, 0], ['Learner Pool', 'Indoor', 12, null, 40, 31, 0], ['Riverside Lido', 'Outdoor', 50, 8, 400, 23, 1],
  ['Diving Well', 'Indoor', 15, null, 25, 27, 0],
  ['Toddler Splash', 'Outdoor', 8, null, 60, 26, 1],
];
/** Job, superior, first day, last day. */
const posts = [
  ['Baths manager', null, '2010-02-01', null], ['Head lifeguard', 1, '2013-05-06', null], ['Lifeguard', 2, '2017-06-12', null], ['Lifeguard', 2, '2019-04-01', null],
  ['Lifeguard', 2, '2022-05-16', null],
  ['Lifeguard', 2, '2025-05-05', '2026-09-20'], ['Lifeguard', 2, '2026-05-04', null], ['Head teacher', 1, '2014-09-01', null], ['Swim teacher', 8, '2018-01-15', null],
  ['Swim teacher', 8, '2020-09-07', null], ['Swim teacher', 8, '2021-08-30', '2026-07-24'], ['Swim teacher', 8, '2026-08-24', null],
  ['Technician', 1, '2015-03-09', null], ['Technician', 13, '2023-10-02', null],
  ['Cashier', 1, '2016-07-18', null], ['Cashier', 1, '2024-02-05', null],
];
const plans = [['Adult', 3400, 12], ['Early bird', 2200, 6], ['Junior', 1500, 3], ['Senior', 2400, 6], ['Student', 1900, 3], ['Lido season', 2900, 5]];
/** Title, stage, pool, places, fee. */
const kinds = [
  ['Ducklings', 'Beginner', 2, 8, 9500], ['Seahorses', 'Beginner', 2, 10, 9500], ['Otters', 'Improver', 2, 10, 10500], ['Dolphins', 'Improver', 1, 12, 10500],
  ['Sharks', 'Advanced', 1, 12, 11500],
  ['Adult beginners', 'Beginner', 2, 8, 13000],
  ['Crawl clinic', 'Advanced', 1, 10, 14500], ['Aqua aerobics', 'Fitness', 2, 16, 8800],
  ['First dives', 'Improver', 4, 6, 12500],
];
const terms = [['2026-01-12', '2026-04-03'], ['2026-04-20', '2026-07-10'], ['2026-09-07', '2026-12-11'], ['2027-01-11', '2027-04-02']];
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(8404);
  const person = people(random);
  insert('pools', pools.map((row, index) => [index + 1, ...row]));
  insert('staff', posts.map(([job, boss, from, to], index) => {
    const expires = /guard|teacher/i.test(job) ? random.day(index % 4 === 3 ? '2026-08-01' : '2026-12-20', index % 4 === 3 ? '2026-12-15' : '2028-05-01') : null;
    return [index + 1, ...person(), job, boss, from, to, expires];
  }));
  insert('membership_plans', plans.map((row, index) => [index + 1, ...row]));
  const members = [];
  while (members.length < 150) members.push(member(random, person, members));
  insert('members', members);
  const visits = Array.from({ length: 760 }, () => visit(random, members)).toSorted((a, b) => (a[4] < b[4] ? -1 : 1));
  insert('visits', visits.map((row, index) => [80_001 + index, ...row]));
  const held = (term, place) => term + place !== 3 && (term !== 1 || place !== 8);
  const classes = terms.flatMap(([from, to], term) => kinds.filter((_, place) => held(term, place)).map((kind) => swimClass(random, kind, from, to)));
  insert('swim_classes', classes.map((row, index) => [index + 1, ...row]));
  const signups = classes.flatMap((row, index) => signupsOf(random, row, index + 1, members)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1));
  insert('class_signups', signups.map((row, index) => [index + 1, ...row]));
  const checks = [];
  for (let day = '2026-06-01'; day <= '2026-11-15'; day = plusDays(day, 1)) checks.push(...checksOf(random, day));
  insert('water_checks', checks.map((row, index) => [index + 1, ...row]));
  const rescues = Array.from({ length: 47 }, () => rescue(random)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1));
  insert('rescues', rescues.map((row, index) => [index + 1, ...row]));
}

function member(random, person, members) {
  const id = members.length + 1;
  const isChild = id > 20 && random.chance(0.36);
  const adults = members.filter(([, , , , born, , , guardian]) => guardian === null && born < '1998-01-01').slice(0, 24);
  const guardian = isChild ? random.pick(adults) : null;
  const [first, last] = person();
  const isSenior = !isChild && random.chance(0.2);
  const born = isChild ? random.day('2013-01-01', '2021-10-01') : isSenior ? random.day('1942-01-01', '1960-01-01') : random.day('1962-01-01', '2006-06-01');
  const plan = isChild ? 3 : isSenior ? 4 : random.weighted([1, 2, 5, 6], born > '2000-01-01' ? [2, 1, 6, 1] : [8, 4, 0, 3]);
  const joined = random.day(id > 120 ? '2026-02-01' : '2021-03-01', id > 120 ? '2026-11-13' : '2026-01-31');
  const left = joined < '2026-04-01' && random.chance(0.17) ? random.day('2026-04-30', '2026-11-10') : null;
  const mail = !isChild && random.chance(0.86) ? `${first}.${last}@inbox.example`.toLowerCase() : null;
  return [id, `M${4000 + id * 3}`, first, isChild && random.chance(0.7) ? guardian[3] : last, born, mail, plan, isChild ? guardian[0] : null, joined, left];
}

function visit(random, members) {
  const day = random.chance(0.04) ? today : random.day(random.chance(0.5) ? '2026-08-15' : '2026-05-01', '2026-11-15');
  const isSummer = day >= '2026-05-16' && day <= '2026-09-13';
  const pool = random.weighted([1, 2, 3, 4, 5], isSummer ? [28, 8, 46, 4, 12] : [70, 18, 0, 12, 0]);
  const able = members.filter(([id, , , , , , , , joined, left]) => id % 12 !== 5 && joined <= day && (left === null || left >= day));
  const card = random.chance(0.42) ? random.pick(able)[0] : null;
  const [ticket, cents] = card === null ? random.weighted([['Adult', 520], ['Child', 280], ['Family', 1350], ['Concession', 390]], [44, 26, 16, 14]) : ['Member', 0];
  const price = pool === 3 && card === null ? cents + 80 : cents;
  const hour = day === today ? random.int(6, 11) : random.weighted([6, 9, 12, 15, 18, 20], weekday(day) % 6 === 0 ? [1, 6, 6, 7, 2, 0] : [6, 4, 4, 6, 8, 3]) + random.int(0, 1);
  const minute = random.int(0, 59);
  const end = Math.min(hour * 60 + minute + random.int(25, pool === 3 ? 200 : 110), 1350);
  const isIn = day === today ? end > 720 : random.chance(0.02);
  return [pool, card, ticket, price, `${day} ${twoDigits(hour)}:${twoDigits(minute)}`, isIn ? null : `${day} ${twoDigits(Math.floor(end / 60))}:${twoDigits(end % 60)}`];
}

function swimClass(random, [title, stage, pool, places, fee], from, to) {
  const able = posts.flatMap(([job, , first, last], index) => (/teacher/i.test(job) && first <= from && (last === null || last >= to) ? [index + 1] : []));
  const teacher = from > '2027' && random.chance(0.4) ? null : random.pick(able);
  const weekdayAt = random.int(0, 5);
  return [title, stage, pool, teacher, days[weekdayAt], random.time(9, 19, 30), plusDays(from, weekdayAt), plusDays(to, weekdayAt - 4), places, from > '2027' ? fee + 500 : fee];
}

/** What is full keeps a waiting list. */
function signupsOf(random, [title, , , , , , first, last, places, fee], id, members) {
  const isGrown = ['Adult beginners', 'Crawl clinic', 'Aqua aerobics'].includes(title);
  const start = first > today ? today : first;
  const able = members.filter(([, , , , , , , guardian, joined, left]) => (guardian === null) === isGrown && joined < start && (left === null || left > first));
  const wanted = random.int(Math.floor(places * (first > today ? 0.3 : 0.7)), Math.floor(places * (first > today ? 0.9 : 1.5)));
  let taken = 0;
  return random.sample(able, wanted).map(([member, , , , , , , , joined]) => {
    const latest = first > today ? '2026-11-14' : plusDays(first, -2);
    const earliest = plusDays(first, -75) > joined ? plusDays(first, -75) : joined;
    const day = random.day(earliest > latest ? latest : earliest, latest);
    const status = taken >= places ? 'waiting' : random.weighted(['booked', 'dropped out'], [92, 8]);
    if (status === 'booked') taken += 1;
    const isPaid = status === 'booked' && fee > 0 && random.chance(first > today ? 0.4 : 0.93);
    const paid = plusDays(day, random.int(0, 9));
    const badge = status === 'booked' && last < today && !isGrown ? random.chance(0.72) : null;
    return [id, member, `${day} ${random.time(8, 21, 1)}`, status, isPaid ? (paid > '2026-11-15' ? '2026-11-15' : paid) : null, badge];
  });
}

function checksOf(random, day) {
  const able = posts.flatMap(([job, , first, last], index) => (/Technician|Head lifeguard/.test(job) && first <= day && (last === null || last >= day) ? [index + 1] : []));
  return pools.flatMap(([, setting, , , , target], index) => {
    if ((setting === 'Outdoor' && (day > '2026-09-13' || index === 4)) || !random.chance(0.94)) return [];
    const isOff = random.chance(0.05);
    const chlorine = Math.round((isOff ? random.pick([0.2, 1.4, 1.7]) : 0.4 + random.next() * 0.5) * 100) / 100;
    const ph = Math.round((isOff && random.chance(0.5) ? 7.7 + random.next() * 0.3 : 7 + random.next() * 0.5) * 10) / 10;
    const warm = Math.round((target + (random.next() - 0.55) * (setting === 'Outdoor' ? 4 : 1.6)) * 10) / 10;
    const moment = `${day} ${twoDigits(random.int(6, 8))}:${twoDigits(random.int(0, 59))}`;
    return [[index + 1, random.weighted(able, able.map((one) => (one === 13 ? 5 : 3))), moment, warm, chlorine, ph,
      isOff && random.chance(0.7) ? random.pick(['Dosing pump reset', 'Filter backwashed', 'Chlorine topped up', 'Basin closed for an hour']) : null]];
  });
}

function rescue(random) {
  const day = random.day('2025-04-01', '2026-11-14');
  const isSummer = day.slice(5) >= '05-16' && day.slice(5) <= '09-13';
  const able = posts.flatMap(([job, , first, last], index) => (/lifeguard/i.test(job) && first <= day && (last === null || last >= day) ? [index + 1] : []));
  return [random.weighted([1, 2, 3, 4, 5], isSummer ? [4, 2, 12, 1, 2] : [9, 3, 0, 3, 0]), random.pick(able), `${day} ${random.time(9, 20, 1)}`,
    random.weighted(['Exhaustion', 'Slipped', 'Cramp', 'Jumped on', 'Fainted'], [14, 12, 8, 6, 5]), random.chance(0.28)];
}
