// A boarding house for dogs: stays by the night, extras while they are here, what went wrong, and what the owners paid; soft deletes, money in cents.
import { people } from '../names.mjs';
import { Random, daysBetween, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE carer (carer_id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, position TEXT NOT NULL, supervisor_id INTEGER REFERENCES carer(carer_id),
  first_day TEXT NOT NULL, last_day TEXT, hourly_wage_cents INTEGER NOT NULL);
CREATE TABLE dog_owner (owner_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, town TEXT NOT NULL, mobile TEXT, email TEXT,
  emergency_contact TEXT, recommended_by INTEGER REFERENCES dog_owner(owner_id), created_at TEXT NOT NULL, deleted_at TEXT);
CREATE TABLE dog (dog_id INTEGER PRIMARY KEY, owner_id INTEGER NOT NULL REFERENCES dog_owner(owner_id), dog_name TEXT NOT NULL, breed TEXT NOT NULL,
  gender TEXT NOT NULL, birthday TEXT, weight_kg REAL NOT NULL, is_neutered INTEGER NOT NULL, vaccinated_until TEXT, diet TEXT, passed_away_on TEXT);
CREATE TABLE room (room_id INTEGER PRIMARY KEY, room_name TEXT NOT NULL, wing TEXT NOT NULL, room_size TEXT NOT NULL, is_heated INTEGER NOT NULL,
  price_per_night_cents INTEGER NOT NULL, out_of_order_since TEXT);
CREATE TABLE stay (stay_id INTEGER PRIMARY KEY, dog_id INTEGER NOT NULL REFERENCES dog(dog_id), room_id INTEGER NOT NULL REFERENCES room(room_id),
  booked_at TEXT NOT NULL, arrives_on TEXT NOT NULL, leaves_on TEXT NOT NULL, status TEXT NOT NULL CHECK (status IN ('booked', 'checked_in', 'checked_out',
    'cancelled', 'no_show')),
  night_price_cents INTEGER NOT NULL, primary_carer_id INTEGER REFERENCES carer(carer_id), rating INTEGER);
CREATE TABLE extra_service (service_id INTEGER PRIMARY KEY, service_name TEXT NOT NULL, price_cents INTEGER NOT NULL, duration_min INTEGER NOT NULL,
  is_offered INTEGER NOT NULL);
CREATE TABLE stay_extra (stay_extra_id INTEGER PRIMARY KEY, stay_id INTEGER NOT NULL REFERENCES stay(stay_id),
  service_id INTEGER NOT NULL REFERENCES extra_service(service_id),
  performed_on TEXT NOT NULL, carer_id INTEGER REFERENCES carer(carer_id), price_cents INTEGER NOT NULL);
CREATE TABLE payment (payment_id INTEGER PRIMARY KEY, stay_id INTEGER NOT NULL REFERENCES stay(stay_id), paid_at TEXT NOT NULL, amount_cents INTEGER NOT NULL,
  method TEXT NOT NULL);
CREATE TABLE incident (incident_id INTEGER PRIMARY KEY, stay_id INTEGER NOT NULL REFERENCES stay(stay_id), other_dog_id INTEGER REFERENCES dog(dog_id),
  happened_at TEXT NOT NULL, kind TEXT NOT NULL, severity INTEGER NOT NULL, reported_by_id INTEGER NOT NULL REFERENCES carer(carer_id), vet_called INTEGER NOT NULL);
`;

const today = '2026-11-16';
/** Position, supervisor, first and last day, cents an hour. */
const team = [['Manager', null, '2016-03-01', null, 2650], ['Senior carer', 1, '2017-05-08', null, 1980], ['Senior carer', 1, '2019-09-16', null, 1940],
  ['Carer', 2, '2020-02-03', null, 1620],
  ['Carer', 2, '2021-06-21', '2026-07-31', 1610], ['Carer', 3, '2022-04-11', null, 1560], ['Carer', 3, '2024-01-15', null, 1510], ['Carer', 2, '2026-08-10', null, 1450],
  ['Groomer', 1, '2018-10-01', null, 1890], ['Night watch', 1, '2023-03-27', null, 1720]];
const rooms = [['Acorn', 'Barn', 'S', 1, 2900], ['Birch', 'Barn', 'S', 0, 2500], ['Cedar', 'Barn', 'M', 1, 3300], ['Damson', 'Barn', 'M', 0, 2900],
  ['Elm', 'Barn', 'L', 1, 3900], ['Fern', 'Barn', 'L', 0, 3400],
  ['Gorse', 'Garden', 'S', 1, 3100], ['Hazel', 'Garden', 'M', 1, 3600], ['Ivy', 'Garden', 'M', 1, 3600], ['Juniper', 'Garden', 'L', 1, 4300],
  ['Kestrel Suite', 'Manor', 'L', 1, 6500],
  ['Lavender Suite', 'Manor', 'M', 1, 5600], ['Maple', 'Manor', 'S', 1, 4200], ['Nettle', 'Barn', 'S', 0, 2400]];
const services = [['Long walk', 1400, 60, 1], ['Bath', 2200, 40, 1], ['Claw trim', 900, 10, 1], ['Training session', 3500, 45, 1], ['Playgroup', 800, 60, 1],
  ['Photo update', 300, 5, 1],
  ['Massage', 2800, 30, 1], ['Swimming', 1900, 30, 0]];
const breeds = [['Labrador', 31], ['Cocker spaniel', 14], ['Dachshund', 9], ['Border collie', 19], ['French bulldog', 12], ['Poodle', 22], ['German shepherd', 35],
  ['Mixed breed', 18], ['Beagle', 13], ['Great Dane', 62], ['Jack Russell', 7]];
const dogNames = `Alfie Archie Bailey Barney Basil Bella Bess Biscuit Bonnie Bramble Bruno Buster Charlie Chester Clover Cooper Daisy Dexter Digby Dolly Duke Ella Fern
Finn Fudge George Ginger Gus Hattie Holly Honey Hugo Jasper Jess Juno Kipper Lola Louie Luna Mabel Maggie Max Milo Minnie Misty Molly Monty Nell
Oakley Ollie Otis Pepper Percy Pickle Pip Poppy Reggie Rocky Rolo Rosie Roxy Ruby Rufus Sally Scout Skye Stanley Sunny Teddy Tess Toby Toffee Willow
Winnie Ziggy Zara`.split(/\s+/);
const kinds = ['Bite', 'Scratch', 'Escape', 'Upset stomach', 'Refused food', 'Limping'];
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);

export function fill(insert) {
  const random = new Random(6505);
  const person = people(random);
  insert('carer', numbered(team.map((row) => [person().join(' '), ...row])));
  const owners = Array.from({ length: 118 }, () => random.day('2023-01-09', '2026-11-12')).toSorted().map((day, index) => owner(random, person(), { day,
    id: index + 1 }));
  insert('dog_owner', owners);
  const dogs = numbered(owners.flatMap((row) => Array.from({ length: random.weighted([1, 2, 3], [74, 22, 4]) }, () => dog(random, row))));
  insert('dog', dogs);
  insert('room', numbered(rooms.map((row, index) => [...row, index === 13 ? '2026-09-07' : null])));
  insert('extra_service', numbered(services));
  const stays = staysOf(random, dogs, owners).toSorted((a, b) => (a[3] < b[3] ? -1 : 1));
  insert('stay', numbered(stays));
  const kept = numbered(stays).filter((row) => row[6] === 'checked_in' || row[6] === 'checked_out');
  const extras = kept.flatMap((row) => extrasOf(random, row));
  insert('stay_extra', numbered(extras.toSorted((a, b) => (a[2] < b[2] ? -1 : 1))));
  insert('payment', numbered(numbered(stays).flatMap((row) => paymentsOf(random, row, extras)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1))));
  insert('incident', numbered(kept.filter(() => random.chance(0.17)).map((row) => incident(random, row, dogs)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1))));
}

function owner(random, [first, last], { day, id }) {
  const isGone = day < '2026-02-01' && random.chance(0.07);
  return [id, first, last, random.weighted(['Marlow Green', 'Cotley', 'Upper Slade', 'Wexham', 'Brill'],
    [34, 26, 18, 14, 8]), random.chance(0.92) ? `07${random.int(100, 999)} ${random.int(100_000, 999_999)}` : null,
    random.chance(0.8) ? `${first}.${last}@inbox.example`.toLowerCase() : null, random.chance(0.7) ? `07${random.int(100, 999)} ${random.int(100_000, 999_999)}` : null,
    id > 9 && random.chance(0.34) ? random.weighted([random.int(1, id - 1), 3, 8], [70, 20, 10]) : null, `${day} ${random.time(8, 20, 1)}`,
      isGone ? `${random.day('2026-02-02', '2026-10-30')} ${random.time(9, 17, 1)}` : null];
}

function dog(random, [ownerId, , , , , , , , created]) {
  const [breed, weight] = random.weighted(breeds, [18, 13, 10, 9, 9, 8, 7, 16, 6, 3, 8]);
  const born = random.day('2012-06-01', plusDays(created.slice(0, 10), -200));
  return [ownerId, random.pick(dogNames), breed, random.pick(['M', 'F']), random.chance(0.9) ? born : null, Math.round(weight * (8 + random.next() * 5)) / 10,
    random.chance(0.62),
    random.chance(0.93) ? random.day('2026-02-01', '2027-11-01') : null, random.weighted([null, 'Grain-free', 'Raw', 'Low fat', 'Puppy'], [62, 12, 10, 10, 6]),
    born < '2014-06-01' && random.chance(0.5) ? random.day('2025-10-01', '2026-10-25') : null];
}

/** No room is given twice for one night. */
function staysOf(random, dogs, owners) {
  const taken = rooms.map(() => []);
  const rows = [];
  for (let turn = 0; turn < 760; turn += 1) {
    const [dogId, ownerId, , , , , weight, , , , gone] = random.pick(random.chance(0.35) ? dogs.slice(0, 40) : dogs);
    const created = owners[ownerId - 1][8].slice(0, 10);
    const earliest = random.chance(0.08) ? '2026-11-17' : created > '2025-01-02' ? created : '2025-01-02';
    const from = random.day(earliest, earliest > today ? '2027-01-04' : '2026-11-16');
    const to = plusDays(from, random.weighted([1, 2, 4, 7, 14, 21], [14, 26, 26, 20, 10, 4]));
    const size = weight < 13 ? 'S' : weight < 26 ? 'M' : 'L';
    const room = random.pick(rooms.flatMap((row, index) => (row[2] === size || (size !== 'L' && row[2] === 'L' && random.chance(0.2)) ? [index] : [])));
    const isFree = taken[room].every(([start, end]) => end <= from || start >= to) && (room !== 13 || to < '2026-09-07');
    const last = owners[ownerId - 1][9] ?? '2028';
    if (!isFree || (gone !== null && to >= gone) || to >= last || dogId % 23 === 7) continue;
    const booked = plusDays(from, -Math.min(daysBetween(created, from), random.int(0, 70) + (from > today ? 30 : 0)));
    const isOff = random.chance(0.09);
    if (booked > today) continue;
    const status = isOff ? 'cancelled' : from > today ? 'booked' : from < today && random.chance(0.03) ? 'no_show' : to > today ? 'checked_in' : 'checked_out';
    if (status !== 'cancelled') taken[room].push([from, to]);
    const carers = team.flatMap(([job, , first, left], index) => (/arer/.test(job) && first <= from && (left === null || left >= to) ? [index + 1] : []));
    rows.push([dogId, room + 1, `${booked} ${random.time(8, 21, 1)}`, from, to, status, rooms[room][4] - (from < '2026-01-01' ? 200 : 0),
      status.startsWith('checked') ? random.pick(carers) : null, status === 'checked_out' && random.chance(0.58) ? random.weighted([5, 4, 3, 2, 1],
        [52, 28, 11, 6, 3]) : null]);
  }
  return rows;
}

function extrasOf(random, [id, , , , from, to]) {
  const count = random.weighted([0, 1, 2, 4], [36, 30, 22, 12]);
  const end = to > today ? '2026-11-15' : to;
  return Array.from({ length: from > end ? 0 : count }, () => {
    const day = random.day(from, end);
    const service = random.weighted([1, 2, 3, 4, 5, 6, 8], [26, 16, 12, 8, 22, 12, day < '2026-04-01' ? 12 : 0]);
    return [id, service, day, service === 2 || service === 3 ? 9 : service === 6 ? null : random.weighted([2, 3, 4, 6, 7], [2, 3, 5, 4, 3]), services[service - 1][1]];
  });
}

/** A fifth when it is booked, the rest on leaving. */
function paymentsOf(random, [id, , , booked, from, to, status, price], extras) {
  const total = price * daysBetween(from, to) + extras.filter(([stay]) => stay === id).reduce((sum, [, , , , cost]) => sum + cost, 0);
  const deposit = Math.round(price * daysBetween(from, to) * 0.2);
  const method = () => random.weighted(['card', 'transfer', 'cash'], [64, 22, 14]);
  const first = random.chance(0.85) ? [[id, booked, deposit, method()]] : [];
  if (status !== 'checked_out') return first;
  const rest = total - (first.length === 0 ? 0 : deposit);
  return [...first, ...(random.chance(0.93) ? [[id, `${to} ${random.time(9, 12, 1)}`, rest, method()]] : random.chance(0.4) ? [[id, `${to} ${random.time(9, 12, 1)}`,
    Math.round(rest / 2), method()]] : [])];
}

function incident(random, [id, dogId, , , from, to], dogs) {
  const day = random.day(from, to > today ? '2026-11-16' : to);
  const kind = random.weighted(kinds, [16, 18, 8, 26, 18, 14]);
  const other = ['Bite', 'Scratch'].includes(kind) && random.chance(0.8) ? random.pick(dogs.filter(([key]) => key !== dogId))[0] : null;
  const severity = random.weighted([1, 2, 3], kind === 'Bite' || kind === 'Escape' ? [2, 4, 4] : [6, 3, 1]);
  return [id, other, `${day} ${random.time(7, 12, 1)}`, kind, severity, random.weighted([2, 3, 4, 6, 7, 10],
    [3, 4, 6, 4, 5, 3]), severity === 3 ? random.chance(0.8) : random.chance(0.08)];
}
