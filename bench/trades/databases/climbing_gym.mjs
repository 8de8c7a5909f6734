// A climbing hall with a bouldering room; modern names, money in cents, climbers are deleted softly, a route is up while nobody has stripped it.
import { people } from '../names.mjs';
import { Random, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE crew (id INTEGER PRIMARY KEY, name TEXT NOT NULL, job TEXT NOT NULL, boss_id INTEGER REFERENCES crew(id), started_on TEXT NOT NULL, finished_on TEXT,
  hourly_cents INTEGER NOT NULL);
CREATE TABLE climber (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT, phone TEXT, city TEXT NOT NULL, born_on TEXT NOT NULL,
  joined_on TEXT NOT NULL, waiver_signed_on TEXT, belay_tested_on TEXT, referred_by_id INTEGER REFERENCES climber(id), deleted_at TEXT);
CREATE TABLE pass_product (id INTEGER PRIMARY KEY, name TEXT NOT NULL, price_cents INTEGER NOT NULL, days_valid INTEGER NOT NULL, entries INTEGER,
  is_reduced INTEGER NOT NULL, withdrawn_on TEXT);
CREATE TABLE pass_sale (id INTEGER PRIMARY KEY, climber_id INTEGER NOT NULL REFERENCES climber(id), pass_product_id INTEGER NOT NULL REFERENCES pass_product(id),
  sold_by_id INTEGER REFERENCES crew(id), sold_on TEXT NOT NULL, starts_on TEXT NOT NULL, ends_on TEXT NOT NULL, paid_cents INTEGER NOT NULL, refunded_on TEXT);
CREATE TABLE visit (id INTEGER PRIMARY KEY, climber_id INTEGER NOT NULL REFERENCES climber(id), pass_sale_id INTEGER REFERENCES pass_sale(id), came_in_at TEXT NOT NULL,
  went_out_at TEXT, entry_cents INTEGER NOT NULL, hire_cents INTEGER NOT NULL);
CREATE TABLE route (id INTEGER PRIMARY KEY, name TEXT NOT NULL, sector TEXT NOT NULL, discipline TEXT NOT NULL, grade TEXT NOT NULL, grade_points INTEGER NOT NULL,
  hold_colour TEXT NOT NULL, set_by_id INTEGER NOT NULL REFERENCES crew(id), set_on TEXT NOT NULL, stripped_on TEXT);
CREATE TABLE ascent (id INTEGER PRIMARY KEY, climber_id INTEGER NOT NULL REFERENCES climber(id), route_id INTEGER NOT NULL REFERENCES route(id), climbed_on TEXT NOT NULL,
  tries INTEGER NOT NULL, outcome TEXT NOT NULL, stars INTEGER);
CREATE TABLE class_session (id INTEGER PRIMARY KEY, title TEXT NOT NULL, coach_id INTEGER NOT NULL REFERENCES crew(id), starts_at TEXT NOT NULL,
  length_min INTEGER NOT NULL, seats INTEGER NOT NULL, fee_cents INTEGER NOT NULL, called_off INTEGER NOT NULL);
CREATE TABLE class_signup (id INTEGER PRIMARY KEY, class_session_id INTEGER NOT NULL REFERENCES class_session(id), climber_id INTEGER NOT NULL REFERENCES climber(id),
  signed_up_on TEXT NOT NULL, cancelled_on TEXT, attended INTEGER);
`;

const today = '2026-11-16';
/** Job, boss, first and last day, cents an hour. */
const jobs = [['manager', null, '2017-02-01', null, 3100], ['head setter', 1, '2018-05-14', null, 2650], ['setter', 2, '2020-09-01', null, 2150],
  ['setter', 2, '2022-03-07', null, 2050], ['setter', 2, '2019-01-14', '2026-06-30', 2200], ['setter', 2, '2026-07-20', null, 1900],
  ['coach', 1, '2019-04-01', null, 2300], ['coach', 7, '2021-10-04', null, 2100], ['coach', 7, '2024-01-15', null, 2000], ['desk', 1, '2018-11-05', null, 1650],
  ['desk', 10, '2023-06-12', null, 1500], ['desk', 10, '2022-02-21', '2026-03-31', 1550], ['desk', 10, '2026-09-28', null, 1450]];
/** Name, price, days, entries, reduced, withdrawn. */
const products = [['Monthly', 6900, 30, null, 0, null], ['Monthly student', 5400, 30, null, 1, null], ['Quarterly', 17_900, 91, null, 0, null],
  ['Annual', 59_900, 365, null, 0, null], ['Annual student', 46_900, 365, null, 1, null], ['Ten-entry card', 11_500, 365, 10, 0, null],
  ['Early bird', 4500, 30, null, 0, '2025-12-31'], ['Family annual', 99_000, 365, null, 0, null]];
const sectors = [['Cave', 'boulder'], ['Slab', 'boulder'], ['Comp Wall', 'boulder'], ['Tower', 'lead'], ['North Face', 'lead'], ['Chimney', 'top rope'],
  ['Kids Corner', 'top rope']];
const grades = ['4', '5a', '5b', '5c', '6a', '6a+', '6b', '6b+', '6c', '7a', '7b', '7c'];
const adjectives = 'Silent,Crooked,Burning,Lazy,Electric,Frozen,Golden,Hollow,Lunar,Rusty'.split(',');
const nouns = 'Gecko,Anvil,Pendulum,Monsoon,Compass,Banana,Lantern,Orchid,Badger,Staircase,Tornado,Violin'.split(',');
const classes = [['Intro to bouldering', 90, 10, 3500], ['Belay basics', 120, 6, 4900], ['Lead course', 180, 6, 8900], ['Kids club', 60, 12, 1800],
  ['Footwork clinic', 90, 8, 3900], ['Yoga for climbers', 75, 14, 1500]];

export function fill(insert) {
  const random = new Random(7101);
  const person = people(random);
  const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
  const inOrder = (rows, at) => numbered(rows.toSorted((a, b) => (a[at] < b[at] ? -1 : 1)));
  insert('crew', jobs.map((job, index) => [index + 1, person().join(' '), ...job]));
  const climbers = inOrder(Array.from({ length: 124 }, () => climber(random, person())), 6);
  for (const row of climbers.slice(20)) row[10] = random.chance(0.28) ? random.int(1, Math.min(row[0] - 1, 60)) : null;
  insert('climber', climbers);
  insert('pass_product', numbered(products));
  const sales = inOrder(climbers.slice(0, 112).flatMap((row) => salesOf(random, row)), 3);
  insert('pass_sale', sales);
  insert('visit', inOrder(climbers.slice(0, 118).flatMap((row) => visitsOf(random, row, sales)), 2));
  const names = random.shuffled(adjectives.flatMap((adjective) => nouns.map((noun) => `${adjective} ${noun}`)));
  const routes = inOrder(names.map((name) => route(random, name)), 7);
  insert('route', routes);
  insert('ascent', inOrder(Array.from({ length: 520 }, () => ascent(random, climbers, routes)).flat(), 2));
  const sessions = inOrder(Array.from({ length: 62 }, (_, index) => session(random, index)), 2);
  insert('class_session', sessions);
  insert('class_signup', inOrder(sessions.flatMap((row) => signupsOf(random, row, climbers)), 2));
}

function climber(random, [first, last]) {
  const joined = random.chance(0.25) ? random.day('2026-01-03', '2026-11-14') : random.day('2019-02-01', '2025-12-30');
  const isTested = random.chance(0.48);
  return [first, last, random.chance(0.86) ? `${first}.${last}@mail.example`.toLowerCase() : null, random.chance(0.7) ? `07${random.int(10_000_000, 99_999_999)}` : null,
    random.weighted(['Harwick', 'Millbrook', 'Easton', 'Dunleigh'], [52, 22, 16, 10]), random.day('1962-01-01', '2015-06-30'), joined,
    random.chance(0.92) ? joined : null, isTested ? random.day(joined, '2026-11-14') : null, null,
    random.chance(0.07) && joined < '2025-01-01' ? `${random.day('2025-06-01', '2026-10-30')} ${random.time(9, 18, 1)}:00` : null];
}

function salesOf(random, [id, , , , , , , joined, , , , deleted]) {
  const from = joined < '2025-03-01' ? '2025-03-01' : joined;
  return Array.from({ length: random.weighted([0, 1, 2, 3, 4], [12, 40, 26, 14, 8]) }, () => {
    const sold = random.day(from, deleted === null ? '2026-11-15' : '2025-06-01' > from ? '2025-06-01' : from);
    const product = sold > '2025-12-31' ? random.weighted([1, 2, 3, 4, 5, 6, 8], [30, 18, 12, 12, 7, 24, 3]) : random.weighted([1, 2, 4, 6, 7], [24, 16, 10, 20, 14]);
    const [, price, days] = products[product - 1];
    const starts = plusDays(sold, random.weighted([0, random.int(1, 25)], [75, 25]));
    const seller = random.chance(0.35) ? null : sold < '2026-03-31' ? random.pick([10, 11, 12]) : sold < '2026-09-28' ? random.pick([10, 10, 11]) : random.pick([10, 11, 13]);
    return [id, product, seller, sold, starts, plusDays(starts, days - 1), random.chance(0.1) ? Math.round(price * 0.9) : price,
      random.chance(0.05) && sold < '2026-10-20' ? plusDays(sold, random.int(2, 16)) : null];
  });
}

function visitsOf(random, [id, , , , , , , joined, , , , deleted], sales) {
  const from = joined < '2025-09-15' ? '2025-09-15' : joined;
  if (deleted !== null) return [];
  const last = random.chance(0.25) ? random.day(from, '2026-11-15') : '2026-11-15';
  const days = Array.from({ length: random.weighted([0, 2, 4, 9, 19], [22, 30, 24, 14, 10]) + random.int(0, 9) }, () => random.day(from, last));
  if (random.chance(0.12)) days.push(today);
  return [...new Set(days)].map((day) => {
    const own = sales.find(([, who, , , , starts, ends, , refunded]) => who === id && starts <= day && ends >= day && refunded === null);
    const start = day === today ? random.time(8, 12, 1) : weekday(day) % 6 === 0 ? random.time(10, 19, 1) : random.time(14, 21, 1);
    const minutes = Number(start.slice(0, 2)) * 60 + Number(start.slice(3)) + random.int(45, 165);
    const isIn = day === today && minutes > 720;
    return [id, own?.[0] ?? null, `${day} ${start}:00`, isIn ? null : `${day} ${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:00`,
      own === undefined ? random.pick([1450, 1450, 1150]) : 0, random.weighted([0, 400, 700], [64, 28, 8])];
  });
}

function route(random, name) {
  const [sector, discipline] = random.weighted(sectors, [22, 16, 20, 14, 12, 10, 6]);
  const points = sector === 'Kids Corner' ? random.int(1, 4) : random.weighted(grades.map((_, index) => index + 1), [4, 6, 8, 10, 14, 14, 13, 11, 9, 6, 4, 2]);
  const set = random.day('2025-11-03', '2026-11-13');
  const setters = [2, 3, 3, 4, ...(set < '2026-06-30' ? [5, 5] : []), ...(set > '2026-07-20' ? [6, 6] : [])];
  const stripped = plusDays(set, random.int(60, 190));
  return [name, sector, discipline, grades[points - 1], points, random.pick(['red', 'blue', 'green', 'yellow', 'black', 'white']), random.pick(setters), set,
    stripped <= today ? stripped : null];
}

function ascent(random, climbers, routes) {
  const [id, , , , , , , joined, , , , deleted] = climbers[Math.floor(random.next() * random.next() * 108)];
  const [number, , , , , points, , , set, stripped] = random.pick(routes.slice(0, -5));
  const from = set > joined ? set : joined;
  const to = stripped ?? '2026-11-15';
  if (from > to || deleted !== null) return [];
  const outcome = random.weighted(['flash', 'send', 'fell'], [14 - points, 10, 3 + points]);
  return [[id, number, random.day(from, to), outcome === 'flash' ? 1 : random.int(2, 9), outcome, random.chance(0.6) ? random.weighted([1, 2, 3, 4, 5], [4, 10, 26, 38, 22]) : null]];
}

function session(random, index) {
  const [title, minutes, seats, fee] = random.weighted(classes, [22, 20, 12, 18, 14, 10]);
  const day = index < 8 ? random.day('2026-11-17', '2026-12-13') : random.day('2026-02-02', '2026-11-15');
  return [title, title === 'Kids club' ? 9 : random.pick([7, 7, 8, 9]), `${day} ${random.time(10, 20, 30)}:00`, minutes, seats, fee, index === 5 || random.chance(0.09)];
}

function signupsOf(random, [id, , , starts, , seats, , isOff], climbers) {
  const day = starts.slice(0, 10);
  const able = climbers.filter(([, , , , , , , joined, , , , deleted]) => joined < day && deleted === null);
  const wanted = random.chance(0.18) ? seats : random.int(Math.floor(seats / 3), seats);
  return random.sample(able, wanted).map(([who]) => {
    const signed = plusDays(day, -random.int(1, 24));
    const cancelled = random.chance(0.1) ? plusDays(signed, random.int(0, 3)) : null;
    const isPast = day < today && !isOff && cancelled === null;
    return [id, who, signed > today ? plusDays(today, -random.int(1, 9)) : signed, cancelled === null || cancelled > day ? null : cancelled > today ? today : cancelled,
      isPast ? random.chance(0.88) : null];
  });
}
