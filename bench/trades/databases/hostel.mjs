// Hostels in four cities; snake_case, declared keys, money in euros, a stay's price is beds times nights times the price of a bed.
import { people } from '../names.mjs';
import { Random, cents, daysBetween, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE house (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL, opened_on TEXT NOT NULL, has_rooftop INTEGER NOT NULL, city_tax REAL NOT NULL);
CREATE TABLE crew (id INTEGER PRIMARY KEY, given_name TEXT NOT NULL, family_name TEXT NOT NULL, job TEXT NOT NULL, house_id INTEGER REFERENCES house(id),
  lead_id INTEGER REFERENCES crew(id), started_on TEXT NOT NULL, ended_on TEXT, hourly_pay REAL);
CREATE TABLE room (id INTEGER PRIMARY KEY, house_id INTEGER NOT NULL REFERENCES house(id), door TEXT NOT NULL, kind TEXT NOT NULL, bed_count INTEGER NOT NULL,
  bed_price REAL NOT NULL, has_bathroom INTEGER NOT NULL, closed_since TEXT);
CREATE TABLE guest (id INTEGER PRIMARY KEY, given_name TEXT NOT NULL, family_name TEXT NOT NULL, country TEXT NOT NULL, birth_date TEXT, email TEXT, phone TEXT,
  wants_news INTEGER NOT NULL, invited_by_id INTEGER REFERENCES guest(id));
CREATE TABLE stay (id INTEGER PRIMARY KEY, code TEXT NOT NULL, guest_id INTEGER NOT NULL REFERENCES guest(id), room_id INTEGER NOT NULL REFERENCES room(id),
  source TEXT NOT NULL, booked_on TEXT NOT NULL, check_in TEXT NOT NULL, check_out TEXT NOT NULL, beds INTEGER NOT NULL, bed_price REAL NOT NULL,
  status TEXT NOT NULL, cancelled_on TEXT, checked_in_by_id INTEGER REFERENCES crew(id));
CREATE TABLE stay_payment (id INTEGER PRIMARY KEY, stay_id INTEGER NOT NULL REFERENCES stay(id), paid_on TEXT NOT NULL, method TEXT NOT NULL, amount REAL NOT NULL);
CREATE TABLE add_on (id INTEGER PRIMARY KEY, label TEXT NOT NULL, price REAL NOT NULL);
CREATE TABLE add_on_sale (id INTEGER PRIMARY KEY, stay_id INTEGER NOT NULL REFERENCES stay(id), add_on_id INTEGER NOT NULL REFERENCES add_on(id), sold_on TEXT NOT NULL,
  quantity INTEGER NOT NULL, unit_price REAL NOT NULL);
CREATE TABLE feedback (id INTEGER PRIMARY KEY, stay_id INTEGER NOT NULL REFERENCES stay(id), given_on TEXT NOT NULL, stars INTEGER NOT NULL, remark TEXT);
`;

const today = '2026-11-16';
const houses = [['Yellow Door', 'Lisbon', '2011-05-02', 1, 4], ['Tram Stop', 'Lisbon', '2017-03-20', 0, 4], ['Riverbank', 'Porto', '2014-06-16', 1, 3],
  ['Orange Court', 'Seville', '2019-09-09', 0, 0], ['Belfry', 'Ghent', '2026-06-01', 0, 3.5]];
/** Job, house, lead, first day, last day, pay an hour. */
const posts = [['owner', null, null, '2011-05-02', null, null], ['manager', 1, 1, '2013-02-11', null, 17.5], ['manager', 3, 1, '2016-04-04', null, 17],
  ['manager', 4, 1, '2019-08-19', null, 16.5], ['manager', 5, 1, '2026-05-04', null, 18.2], ['reception', 1, 2, '2018-10-01', null, 12.4],
  ['reception', 1, 2, '2022-05-09', '2026-07-31', 11.8], ['reception', 2, 2, '2020-03-02', null, 12.1], ['reception', 2, 2, '2024-06-17', null, 11.2],
  ['reception', 3, 3, '2019-01-14', null, 12.25], ['reception', 3, 3, '2023-11-20', null, 11.6], ['reception', 4, 4, '2021-09-06', null, 11.9],
  ['reception', 5, 5, '2026-05-18', null, 13.6], ['housekeeping', 1, 2, '2015-07-13', null, 10.9], ['housekeeping', 2, 2, '2021-04-12', null, 10.6],
  ['housekeeping', 3, 3, '2017-08-21', '2025-12-31', 10.4], ['housekeeping', 3, 3, '2026-01-05', null, 10.3], ['housekeeping', 4, 4, '2022-02-07', null, 10.2],
  ['housekeeping', 5, 5, '2026-06-08', null, 11.7], ['volunteer', 1, 6, '2026-09-14', null, null], ['volunteer', 3, 10, '2026-10-19', null, null],
  ['volunteer', 4, 12, '2026-03-02', '2026-05-29', null]];
/** Kind, beds, price of a bed. */
const kinds = [['mixed dorm', 8, 19], ['mixed dorm', 10, 17], ['female dorm', 6, 22], ['mixed dorm', 6, 21], ['private double', 2, 36], ['private double', 2, 38],
  ['family room', 4, 29], ['female dorm', 4, 24]];
const roomsIn = [8, 7, 8, 6, 5];
const countries = ['Germany', 'France', 'Spain', 'United Kingdom', 'Netherlands', 'Brazil', 'Australia', 'Italy', 'Canada', 'Japan', 'Poland', 'Chile'];
const addOns = [['Breakfast', 6.5], ['Towel', 2], ['Padlock', 5], ['Bike for a day', 12], ['Walking tour', 15], ['Laundry', 7], ['Airport shuttle', 18], ['Surf lesson', 35]];
const remarks = ['Great people', 'Too loud at night', 'Showers were cold', 'Lovely breakfast', 'Beds squeak', 'Would come again'];
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);

export function fill(insert) {
  const random = new Random(6101);
  const person = people(random);
  insert('house', numbered(houses));
  insert('crew', numbered(posts.map(([job, ...rest]) => [...person(), job, ...rest])));
  const rooms = numbered(roomsIn.flatMap((count, house) => kinds.slice(0, count).map(([kind, beds, price], at) => [house + 1, `${1 + Math.floor(at / 3)}0${(at % 3) + 1}`, kind,
    beds, price + [2, 0, 0.5, -1, 4][house], kind !== 'mixed dorm' && random.chance(0.7), (house === 1 && at === 3) || (house === 3 && at === 0) ? '2026-11-02' : null])));
  insert('room', rooms);
  const guests = numbered(Array.from({ length: 260 }, (_, index) => guest(random, person(), index)));
  insert('guest', guests);
  const stays = staysOf(random, rooms).map((row, index) => [index + 1, `H${26_001 + index * 7}`, ...row]);
  insert('stay', stays);
  insert('stay_payment', numbered(stays.flatMap((row) => paymentsOf(random, row)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1))));
  insert('add_on', numbered(addOns));
  insert('add_on_sale', numbered(stays.flatMap((row) => salesOf(random, row)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1))));
  insert('feedback', numbered(stays.flatMap((row) => feedbackOf(random, row)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1))));
}

function guest(random, [first, last], index) {
  const inviter = index > 20 && random.chance(0.16) ? random.int(1, 14) : null;
  return [first, last, random.weighted(countries, [20, 14, 12, 12, 9, 8, 6, 6, 5, 4, 3, 1]), random.chance(0.85) ? random.day('1958-01-01', '2008-05-30') : null,
    random.chance(0.9) ? `${first}.${last}@trail.example`.toLowerCase() : null, random.chance(0.55) ? `+${random.int(31, 61)} ${random.int(600_000_000, 799_999_999)}` : null,
    random.chance(0.4), inviter];
}

/** No room is let beyond its beds. */
function staysOf(random, rooms) {
  const taken = [];
  while (taken.length < 640) {
    const row = stay(random, rooms);
    const [, room, , , from, to, beds, , status] = row;
    const beside = taken.filter((other) => other[1] === room && other[8] !== 'cancelled' && other[4] < to && other[5] > from).reduce((sum, other) => sum + other[6], 0);
    if (status === 'cancelled' || beside + beds <= rooms[room - 1][4]) taken.push(row);
  }
  return taken.toSorted((a, b) => (a[3] < b[3] ? -1 : 1));
}

function stay(random, rooms) {
  const room = random.pick(rooms.filter(([, , , , , , , closed]) => closed === null || random.chance(0.5)));
  const first = room[1] === 5 ? '2026-06-01' : '2025-01-04';
  const from = random.weighted([random.day(first, '2026-08-31'), random.day('2026-09-01', '2026-11-13'), random.day('2026-11-11', today), random.day(today, '2026-12-30')], [53, 28, 11, 8]);
  const to = plusDays(from, random.weighted([1, 2, 3, 4, 5, 7, 12], [18, 28, 22, 14, 8, 7, 3]));
  if (room[7] !== null && to > room[7]) return stay(random, rooms);
  const source = random.weighted(['website', 'hostelworld', 'booking.com', 'walk-in', 'phone'], [34, 28, 22, 10, 6]);
  const booked = source === 'walk-in' && from <= today ? from : plusDays(from, -random.int(1, 75));
  if (booked > today || (source === 'walk-in' && from > today)) return stay(random, rooms);
  const odds = source === 'walk-in' ? [1, 0, 0] : [84, 11, from < today ? 5 : 0];
  const end = to <= today ? 'departed' : from < today || (from === today && random.chance(0.3)) ? 'in_house' : 'booked';
  const status = random.weighted([end, 'cancelled', 'no_show'], odds);
  const gone = status === 'cancelled' ? random.day(booked, from < today ? from : '2026-11-15') : null;
  if (gone !== null && booked > '2026-11-14') return stay(random, rooms);
  const isPrivate = room[3] === 'private double' || room[3] === 'family room';
  const beds = isPrivate ? room[4] : random.weighted([1, 2, 3, 4], [60, 26, 8, 6]);
  const desk = posts.flatMap(([job, house, , start, last], index) => (job === 'reception' && house === room[1] && start <= from && (last === null || last >= from) ? [index + 1] : []));
  const season = from.slice(5, 7) >= '06' && from.slice(5, 7) <= '08' ? 4 : 0;
  const served = ['departed', 'in_house'].includes(status) && random.chance(0.95) ? random.pick(desk) : null;
  return [random.chance(0.3) ? random.int(1, 40) : random.int(15, 244), room[0], source, booked, from, to, beds, room[5] + season - (source === 'website' ? 1 : 0), status,
    gone, served];
}

function paymentsOf(random, [id, , , , source, booked, from, to, beds, price, status]) {
  const total = cents(beds * price * daysBetween(from, to));
  const method = () => random.weighted(['card', 'cash', 'transfer'], [66, 26, 8]);
  if (source === 'website' || source === 'booking.com') {
    const rows = random.chance(0.9) ? [[id, booked, 'card', total]] : [];
    return status === 'cancelled' && rows.length > 0 && random.chance(0.7) ? [...rows, [id, plusDays(booked, 1), 'card', -total]] : rows;
  }
  const deposit = source === 'hostelworld' ? [[id, booked, 'card', cents(total * 0.15)]] : [];
  if (status !== 'departed' && status !== 'in_house') return deposit;
  const rest = cents(total - (deposit[0]?.[3] ?? 0));
  return random.chance(0.93) ? [...deposit, [id, from, method(), rest]] : deposit;
}

function salesOf(random, [id, , , , , , from, to, beds, , status]) {
  if (status !== 'departed' && status !== 'in_house') return [];
  return Array.from({ length: random.weighted([0, 1, 2, 3], [38, 34, 18, 10]) }, () => {
    const which = random.weighted([1, 2, 3, 4, 5, 6, 7], [40, 18, 9, 11, 12, 12, 4]);
    const day = random.day(from, plusDays(to < today ? to : today, 0));
    return [id, which, day, random.int(1, beds), addOns[which - 1][1] - (which === 1 && day < '2026-01-01' ? 1 : 0)];
  });
}

function feedbackOf(random, [id, , , room, , , , to, , , status]) {
  if (status !== 'departed' || !random.chance(0.4)) return [];
  const day = plusDays(to, random.int(0, 9));
  if (day > today) return [];
  return [[id, day, random.weighted([1, 2, 3, 4, 5], [3, 6, 14, 34 + (room % 5) * 4, 43]), random.chance(0.5) ? random.pick(remarks) : null]];
}
