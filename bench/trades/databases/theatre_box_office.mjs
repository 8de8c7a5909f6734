// A theatre and its box office; normalised, code tables, two keys to one table.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE genre (genre_code TEXT PRIMARY KEY, description TEXT NOT NULL);
CREATE TABLE ticket_type (type_code TEXT PRIMARY KEY, description TEXT NOT NULL, reduction_pct INTEGER NOT NULL);
CREATE TABLE sales_channel (channel_code TEXT PRIMARY KEY, description TEXT NOT NULL);
CREATE TABLE stage (stage_id INTEGER PRIMARY KEY, name TEXT NOT NULL, seats INTEGER NOT NULL, has_step_free_access INTEGER NOT NULL);
CREATE TABLE person (person_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, nationality TEXT);
CREATE TABLE production (production_id INTEGER PRIMARY KEY, title TEXT NOT NULL, genre_code TEXT NOT NULL REFERENCES genre(genre_code),
  author_id INTEGER REFERENCES person(person_id), director_id INTEGER NOT NULL REFERENCES person(person_id), running_time_min INTEGER, age_limit INTEGER,
  opens_on TEXT NOT NULL, closes_on TEXT NOT NULL, budget_eur INTEGER NOT NULL);
CREATE TABLE role_cast (production_id INTEGER NOT NULL REFERENCES production(production_id), person_id INTEGER NOT NULL REFERENCES person(person_id),
  character_name TEXT NOT NULL, understudy_id INTEGER REFERENCES person(person_id), PRIMARY KEY (production_id, person_id));
CREATE TABLE performance (performance_id INTEGER PRIMARY KEY, production_id INTEGER NOT NULL REFERENCES production(production_id),
  stage_id INTEGER NOT NULL REFERENCES stage(stage_id), starts_at TEXT NOT NULL, is_cancelled INTEGER NOT NULL, is_premiere INTEGER NOT NULL);
CREATE TABLE patron (patron_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT, postcode TEXT, friend_since TEXT);
CREATE TABLE booking (booking_id INTEGER PRIMARY KEY, patron_id INTEGER REFERENCES patron(patron_id),
  performance_id INTEGER NOT NULL REFERENCES performance(performance_id),
  channel_code TEXT NOT NULL REFERENCES sales_channel(channel_code), booked_at TEXT NOT NULL, refunded_at TEXT);
CREATE TABLE ticket (ticket_id INTEGER PRIMARY KEY, booking_id INTEGER NOT NULL REFERENCES booking(booking_id), type_code TEXT NOT NULL REFERENCES ticket_type(type_code),
  seat_row TEXT NOT NULL, seat_no INTEGER NOT NULL, price_cents INTEGER NOT NULL, scanned_at TEXT);
`;

const genres = [['DR', 'Drama'], ['CO', 'Comedy'], ['MU', 'Musical'], ['OP', 'Opera'], ['CH', 'Children'], ['DA', 'Dance']];
const types = [['F', 'Full price', 0], ['ST', 'Student', 40], ['SE', 'Senior', 25], ['CH', 'Child', 50], ['CO', 'Complimentary', 100]];
const channels = [['W', 'Website'], ['B', 'Box office counter'], ['P', 'Phone'], ['A', 'Agency']];
const stages = [['Grand Hall', 520, 1], ['Studio', 96, 0], ['Courtyard', 240, 1]];
const plays = [
  ['The Glass Orchard', 'DR', 150, 14], ['A Winter Letter', 'DR', 125, null], ['Three Wrong Doors', 'CO', 110, 12], ['The Upstairs Lodger', 'CO', 95, null],
  ['Harbour Lights', 'MU', 165, null], ['Silverline', 'MU', 140, 8], ['Marisol', 'OP', 190, null], ['The Fox Who Counted', 'CH', 60, 4], ['Paper Boats', 'CH', 55, 3],
  ['Salt and Bone', 'DA', 75, 10], ['The Last Tram', 'DR', 105, 16], ['Midnight at Ravel', 'OP', null, null], ['Borrowed Time', 'CO', 100, null],
  ['Echo Rooms', 'DA', 70, null],
];
const characters = ['Anna', 'The Stranger', 'Mother', 'Old Tom', 'The Fox', 'Captain', 'Lena', 'Doctor', 'The Neighbour', 'Clerk'];
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(4303);
  const person = people(random);
  const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
  insert('genre', genres);
  insert('ticket_type', types);
  insert('sales_channel', channels);
  insert('stage', numbered(stages));
  insert('person', numbered(Array.from({ length: 46 }, () => [...person(), random.weighted([null, 'British', 'Irish', 'German', 'Polish', 'French'],
    [10, 40, 15, 12, 8, 10])])));
  const productions = numbered(plays.map((play, index) => production(random, play, index)));
  insert('production', productions);
  insert('role_cast', productions.flatMap(([id]) => castOf(random, id)));
  const performances = numbered(productions.flatMap((row) => performancesOf(random, row)));
  insert('performance', performances);
  insert('patron', numbered(Array.from({ length: 260 }, () => patron(random, person()))));
  const bookings = numbered(performances.flatMap((row) => bookingsOf(random, row)));
  insert('booking', bookings);
  const startOf = new Map(performances.map(([id, , , start]) => [id, start]));
  insert('ticket', numbered(bookings.flatMap((row) => ticketsOf(random, row, startOf.get(row[2])))));
}

function production(random, [title, genre, minutes, age], index) {
  const opens = index === 11 ? '2027-02-05' : plusDays('2025-01-17', index * 49 + random.int(0, 6));
  const author = genre === 'DA' ? null : random.int(1, 9);
  const director = index === 2 || index === 8 ? author : random.int(6, 15);
  return [title, genre, author, director, minutes, age, opens, plusDays(opens, random.int(26, 62)), random.int(20, 140) * 100];
}

function castOf(random, id) {
  const actors = random.sample(Array.from({ length: 29 }, (_, index) => index + 14), random.int(3, 6));
  return actors.map((actor, index) => [id, actor, characters[(id + index) % characters.length], random.chance(0.3) ? random.int(40, 46) : null]);
}

function performancesOf(random, [id, , genre, , , , , opens, closes]) {
  const rows = [];
  const stage = genre === 'CH' || genre === 'DA' ? 2 : genre === 'CO' ? random.pick([1, 3]) : 1;
  for (let day = opens; day <= closes; day = plusDays(day, 1)) {
    const isPlayed = day === opens || ([5, 6, 0].includes(weekday(day)) && random.chance(0.6));
    if (isPlayed) rows.push([id, stage, `${day} ${weekday(day) === 0 || genre === 'CH' ? '15:00' : '19:30'}`, day !== opens && random.chance(0.06), day === opens]);
  }
  return rows;
}

function patron(random, [first, last]) {
  const email = random.chance(0.86) ? `${first}${last[0]}${random.int(1, 99)}@inbox.example`.toLowerCase() : null;
  const postcode = random.chance(0.9) ? random.pick(['HB1', 'HB2', 'HB3', 'HB4', 'KT7', 'KT9']) : null;
  return [first, last, email, postcode, random.chance(0.22) ? random.day('2012-01-01', '2026-10-30') : null];
}

function bookingsOf(random, [id, , , start, cancelled]) {
  const day = start.slice(0, 10);
  const count = day > '2026-12-10' ? random.int(0, 3) : day > today ? random.int(1, 6) : random.int(3, 14);
  return Array.from({ length: count }, () => {
    const before = plusDays(day, -random.weighted([0, 2, 7, 20, 45], [18, 22, 25, 22, 13]));
    const booked = before > today ? plusDays(today, -random.int(0, 20)) : before;
    const refunded = cancelled || random.chance(0.03) ? `${booked < day ? plusDays(booked, 1) : day} 10:00` : null;
    const channel = random.weighted(['W', 'B', 'P', 'A'], [58, 22, 10, 10]);
    return [channel === 'B' && random.chance(0.5) ? null : random.int(1, 238), id, channel, `${booked} ${random.time(9, 19)}`, refunded];
  });
}

function ticketsOf(random, [booking, , , , , refunded], start) {
  const isPast = start.slice(0, 10) < today;
  const base = random.pick([2_200, 2_800, 3_500, 4_800]);
  const row = random.pick('ABCDEFGHJK'.split(''));
  const seat = random.int(1, 18);
  return Array.from({ length: random.weighted([1, 2, 3, 4, 6], [20, 48, 10, 16, 6]) }, (_, index) => {
    const [type, , reduction] = types[random.weighted([0, 1, 2, 3, 4], [60, 13, 14, 10, 3])];
    const scanned = isPast && refunded === null && random.chance(0.93) ? start.replace(/:\d\d$/, ':05').replace('15:05', '14:45').replace('19:05', '19:10') : null;
    return [booking, type, row, seat + index, Math.round(base * (1 - reduction / 100)), scanned];
  });
}
