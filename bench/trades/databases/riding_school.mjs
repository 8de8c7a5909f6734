// A riding school with livery stables; modern names, declared keys, punch cards beside single payments.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE instructors (id INTEGER PRIMARY KEY, name TEXT NOT NULL, qualification TEXT NOT NULL, started_on DATE NOT NULL, ended_on DATE,
  mentor_id INTEGER REFERENCES instructors(id), fee_per_lesson REAL NOT NULL);
CREATE TABLE riders (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, date_of_birth DATE NOT NULL, phone TEXT, parent_phone TEXT,
  skill TEXT NOT NULL, weight_kg INTEGER NOT NULL, joined_on DATE NOT NULL, brought_by_id INTEGER REFERENCES riders(id), archived_at TIMESTAMP);
CREATE TABLE horses (id INTEGER PRIMARY KEY, name TEXT NOT NULL, breed TEXT NOT NULL, gender TEXT NOT NULL, height_cm INTEGER NOT NULL, foaled_in INTEGER NOT NULL,
  arrived_on DATE NOT NULL, stable TEXT, max_weight_kg INTEGER NOT NULL, status TEXT NOT NULL, owner_id INTEGER REFERENCES riders(id));
CREATE TABLE lesson_types (id INTEGER PRIMARY KEY, title TEXT NOT NULL, minutes INTEGER NOT NULL, price REAL NOT NULL, min_skill TEXT);
CREATE TABLE lessons (id INTEGER PRIMARY KEY, lesson_type_id INTEGER NOT NULL REFERENCES lesson_types(id), instructor_id INTEGER NOT NULL REFERENCES instructors(id),
  arena TEXT NOT NULL, starts_at TIMESTAMP NOT NULL, places INTEGER NOT NULL, called_off_because TEXT);
CREATE TABLE punch_cards (id INTEGER PRIMARY KEY, rider_id INTEGER NOT NULL REFERENCES riders(id), rides INTEGER NOT NULL, price REAL NOT NULL,
  bought_on DATE NOT NULL, expires_on DATE NOT NULL);
CREATE TABLE bookings (id INTEGER PRIMARY KEY, lesson_id INTEGER NOT NULL REFERENCES lessons(id), rider_id INTEGER NOT NULL REFERENCES riders(id),
  horse_id INTEGER REFERENCES horses(id), punch_card_id INTEGER REFERENCES punch_cards(id), price_paid REAL NOT NULL, booked_on DATE NOT NULL, status TEXT NOT NULL);
CREATE TABLE care_visits (id INTEGER PRIMARY KEY, horse_id INTEGER NOT NULL REFERENCES horses(id), kind TEXT NOT NULL, done_by TEXT NOT NULL,
  visited_on DATE NOT NULL, cost REAL NOT NULL, next_due_on DATE);
CREATE TABLE livery_invoices (id INTEGER PRIMARY KEY, horse_id INTEGER NOT NULL REFERENCES horses(id), month TEXT NOT NULL, amount REAL NOT NULL, due_on DATE NOT NULL,
  paid_on DATE);
`;

const today = '2026-11-16';
/** Qualification, start, end, mentor, fee. */
const trainers = [['Head coach', '2009-04-01', null, null, 34], ['Coach level 3', '2014-09-15', null, 1, 28], ['Coach level 2', '2018-03-05', null, 1, 24.5],
  ['Coach level 2', '2021-06-14', null, 2, 23], ['Coach level 2', '2016-02-01', '2026-06-30', 1, 25], ['Trainee', '2026-01-12', null, 3, 14],
  ['Trainee', '2026-09-07', null, 2, 13]];
/** Title, minutes, price, skill; places and share of the timetable follow. */
const types = [['Lead rein', 30, 19, null, 3, 12], ['Beginners group', 60, 27, null, 6, 24], ['Jumping', 60, 36, 'advanced', 4, 14], ['Dressage', 45, 38, 'intermediate', 3, 14],
  ['Hack', 90, 42, 'novice', 5, 14], ['Private lesson', 45, 55, null, 1, 14], ['Vaulting', 60, 24, null, 6, 8], ['Side saddle', 45, 48, 'advanced', 2, 0]];
/** Name, breed, gender, height, year of birth, arrival, stable, weight, status, place of the owner. */
const stalls = [['Biscuit', 'Shetland', 'gelding', 104, 2011, '2016-05-02', 'A1', 40, 'working'], ['Nutmeg', 'Welsh', 'mare', 132, 2013, '2018-03-19', 'A2', 60, 'working'],
  ['Captain', 'Irish Cob', 'gelding', 155, 2010, '2015-09-07', 'A3', 95, 'working'], ['Juniper', 'Connemara', 'mare', 143, 2015, '2020-06-15', 'A4', 75, 'working'],
  ['Domino', 'Irish Cob', 'gelding', 151, 2014, '2019-04-08', 'A5', 90, 'resting'], ['Sparrow', 'Welsh', 'mare', 127, 2017, '2022-02-14', 'B1', 55, 'working'],
  ['Tempest', 'Hanoverian', 'mare', 168, 2016, '2021-10-04', 'B2', 85, 'working'], ['Monty', 'Shetland', 'gelding', 107, 2008, '2013-07-22', 'B3', 38, 'working'],
  ['Barley', 'Haflinger', 'gelding', 146, 2012, '2017-11-13', 'B4', 80, 'working'], ['Duchess', 'Hanoverian', 'mare', 165, 2002, '2010-03-01', 'D1', 70, 'retired'],
  ['Rocket', 'Thoroughbred', 'gelding', 163, 2013, '2019-08-26', null, 75, 'sold'], ['Clover', 'Haflinger', 'mare', 144, 2019, '2026-04-20', 'B5', 78, 'working'],
  ['Old Tom', 'Irish Cob', 'gelding', 153, 1999, '2008-06-09', 'D2', 65, 'retired'], ['Saffron', 'Connemara', 'mare', 145, 2014, '2020-09-28', 'A6', 74, 'resting'],
  ['Quicksilver', 'Hanoverian', 'gelding', 170, 2017, '2023-01-16', 'C1', 90, 'livery', 5], ['Rosie', 'Welsh', 'mare', 130, 2015, '2024-05-06', 'C2', 58, 'livery', 14],
  ['Bandit', 'Thoroughbred', 'gelding', 164, 2018, '2025-02-10', 'C3', 80, 'livery', 23], ['Lady Jane', 'Trakehner', 'mare', 166, 2016, '2022-11-07', 'C4', 82, 'livery', 31],
  ['Pepper', 'Connemara', 'gelding', 141, 2018, '2026-08-03', 'C5', 70, 'livery', 23], ['Zorro', 'Andalusian', 'stallion', 159, 2019, '2025-10-13', 'C6', 84, 'livery', 48]];
/** Kind, who does it, cost, days until the next, visits to each horse, days between them. */
const kinds = [['farrier', 'Ash Forge', 85, 49, 8, 48], ['vet', 'Dr Imrie', 140, null, 2, 150], ['dentist', 'Equident', 95, 365, 1, 0], ['vaccination', 'Dr Imrie', 60, 182, 3, 160],
  ['worming', 'Dr Imrie', 22, 91, 4, 88]];

export function fill(insert) {
  const random = new Random(9107);
  const person = people(random);
  insert('instructors', trainers.map((row, index) => [index + 1, person().join(' '), ...row]));
  const riders = Array.from({ length: 88 }, (_, index) => rider(random, person(), index + 1));
  insert('riders', riders);
  insert('horses', stalls.map((row, index) => [index + 1, ...row.slice(0, 9), row[9] ?? null]));
  insert('lesson_types', types.map((row, index) => [index + 1, ...row.slice(0, 4)]));
  const lessons = Array.from({ length: 290 }, () => lesson(random)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1)).map((row, index) => [index + 1, ...row]);
  insert('lessons', lessons);
  const cards = Array.from({ length: 62 }, () => card(random, riders)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1)).map((row, index) => [index + 1, ...row]);
  insert('punch_cards', cards);
  const left = cards.map(([, , rides]) => rides);
  const bookings = lessons.flatMap((row) => bookingsOf(random, row, riders, cards, left));
  insert('bookings', bookings.map((row, index) => [5001 + index, ...row]));
  const visits = stalls.flatMap((_, index) => visitsOf(random, index + 1)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1));
  insert('care_visits', visits.map((row, index) => [index + 1, ...row]));
  insert('livery_invoices', stalls.flatMap((row, index) => (row[9] === undefined ? [] : invoicesOf(random, row, index + 1))).map((row, index) => [index + 1, ...row]));
}

function rider(random, [first, last], id) {
  const born = random.day(random.chance(0.6) ? '2008-01-10' : '1962-03-01', id % 3 === 0 ? '1998-12-01' : '2018-06-30');
  const age = 2026 - Number(born.slice(0, 4));
  const joined = id > 80 ? random.day('2026-09-14', '2026-11-13') : random.day('2020-03-02', '2026-08-31');
  const skill = random.weighted(['beginner', 'novice', 'intermediate', 'advanced'], [34, 28, 24, 14]);
  const mobile = () => `07${random.int(100, 999)} ${random.int(100_000, 999_999)}`;
  return [id, first, last, born, age >= 13 && random.chance(0.85) ? mobile() : null, age < 18 ? mobile() : null, skill,
    age < 12 ? random.int(26, 42) : random.int(46, age < 16 ? 60 : 88), joined,
    id > 12 && random.chance(0.25) ? random.int(1, 12) : null, id < 78 && id % 13 === 7 ? `${random.day('2026-02-01', '2026-10-30')} 10:1${random.int(0, 9)}:00` : null];
}

function lesson(random) {
  const type = random.weighted(types.map((_, index) => index + 1), types.map((row) => row[5]));
  const raw = random.chance(0.1) ? random.day('2026-11-16', '2026-12-06') : random.day('2026-02-02', '2026-11-15');
  const day = weekday(raw) === 1 && raw !== today ? plusDays(raw, 5) : raw;
  const able = trainers.flatMap(([level, from, to], index) => (from <= day && (to === null || to >= day) && !(level === 'Trainee' && type > 2) ? [index + 1] : []));
  const arena = type === 5 ? 'Forest trail' : random.weighted(['Indoor hall', 'Outdoor arena', 'Dressage court'], type === 4 ? [1, 1, 6] : [5, 5, 1]);
  const isOff = day < '2026-11-26' && random.chance(0.06);
  return [type, random.pick(able), arena, `${day} ${random.time(weekday(day) % 6 === 0 ? 9 : 14, 20, 30)}:00`, types[type - 1][4],
    isOff ? random.pick(['storm', 'instructor ill', 'too few riders']) : null];
}

function card(random, riders) {
  const [id, , , , , , , , joined] = random.pick(riders.slice(0, 70).filter(([key, ...rest]) => rest.at(-1) === null && (key % 4 === 1 || key < 15 || random.chance(0.15))));
  const [rides, price] = random.weighted([[5, 125], [10, 235], [20, 440]], [4, 5, 2]);
  const bought = random.day(joined < '2026-01-05' ? '2026-01-05' : joined, '2026-11-10');
  return [id, rides, price, bought, plusDays(bought, rides === 5 ? 120 : 240)];
}

function bookingsOf(random, [lessonId, type, , , starts, places, off], riders, cards, left) {
  const day = starts.slice(0, 10);
  const able = riders.slice(0, 82).filter((row) => row[8] <= day && (row[10] === null || row[10] > starts) && (types[type - 1][3] !== 'advanced' || row[6] === 'advanced'));
  const regulars = able.filter(([id]) => id % 4 === 1 || id < 15);
  const chosen = random.sample(random.chance(0.6) && regulars.length > 6 ? regulars : able, random.weighted([places, Math.max(1, places - 1), Math.max(1, places - 3)], [4, 4, 2]));
  const horses = random.shuffled(stalls.flatMap(([, , , , , came, , , status], index) => ((status === 'working' || (status === 'resting' && day < '2026-09-20')
    || (status === 'sold' && day < '2026-05-01')) && came <= day ? [index + 1] : [])));
  return chosen.map(([id, , , , , , , weight]) => {
    const status = off !== null ? 'cancelled' : starts > `${today} 12:00:00` ? random.weighted(['booked', 'cancelled'], [9, 1])
      : random.weighted(['attended', 'no-show', 'cancelled'], [82, 7, 11]);
    const own = stalls.findIndex((row) => row[9] === id);
    const fit = horses.findIndex((horse) => stalls[horse - 1][7] >= weight || random.chance(0.01));
    const horse = fit === -1 ? horses.pop() : horses.splice(fit, 1)[0];
    const punched = cards.find(([cardId, holder, , , bought, end]) => holder === id && bought <= day && end >= day && left[cardId - 1] > 0);
    if (punched !== undefined && status !== 'cancelled') left[punched[0] - 1] -= 1;
    const isFree = punched !== undefined || status === 'cancelled';
    const booked = plusDays(day, -random.int(0, 18));
    return [lessonId, id, type === 7 || starts > '2026-11-17' ? null : own === -1 ? horse : own + 1, status === 'cancelled' ? null : (punched?.[0] ?? null),
      isFree ? 0 : types[type - 1][2] - (random.chance(0.08) ? 5 : 0), booked > '2026-11-15' ? '2026-11-15' : booked, status];
  });
}

function visitsOf(random, horse) {
  const [, , , , , came, , , status] = stalls[horse - 1];
  return kinds.flatMap(([kind, who, cost, days, turns, step], place) => Array.from({ length: turns }, (_, turn) => {
    const day = random.day(plusDays('2025-11-10', turn * step), plusDays('2025-12-18', turn * step));
    const isLeftOut = (place === 2 && horse % 4 === 1) || (place === 1 && horse % 3 !== 0) || random.chance(0.07);
    if (day < came || isLeftOut || day > '2026-11-13' || (status === 'sold' && day > '2026-04-30')) return [];
    return [[horse, kind, who, day, cost + random.int(0, 12) * (place === 1 ? 25 : 1), days === null ? null : plusDays(day, days)]];
  })).flat();
}

function invoicesOf(random, row, horse) {
  return Array.from({ length: 11 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`).filter((month) => `${month}-28` > row[5]).map((month) => {
    const due = `${month}-10`;
    const paid = plusDays(due, random.weighted([-4, 0, 6, 21], [40, 30, 20, 10]) + random.int(-3, 2));
    return [horse, month, 410 + (horse % 3) * 35, due, paid > '2026-11-14' || (month > '2026-07' && random.chance(0.13)) ? null : paid];
  });
}
