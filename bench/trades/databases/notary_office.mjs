// A notary's office; normalised, code tables, one table of persons for staff and parties alike, several keys to one table, money in cents, an act's value in whole euros.
import { people } from '../names.mjs';
import { Random, daysBetween, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE person (person_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, birth_date TEXT, town TEXT NOT NULL, phone TEXT, email TEXT,
  id_card_expires_on TEXT, died_on TEXT);
CREATE TABLE employee (employee_id INTEGER PRIMARY KEY REFERENCES person(person_id), job TEXT NOT NULL, hired_on TEXT NOT NULL, left_on TEXT,
  reports_to_id INTEGER REFERENCES employee(employee_id), weekly_hours INTEGER NOT NULL);
CREATE TABLE act_type (act_type_id INTEGER PRIMARY KEY, name TEXT NOT NULL, minimum_fee_cents INTEGER NOT NULL, needs_witness INTEGER NOT NULL);
CREATE TABLE act_state (act_state_id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE capacity (capacity_id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE act (act_id INTEGER PRIMARY KEY, register_no TEXT NOT NULL, act_type_id INTEGER NOT NULL REFERENCES act_type(act_type_id),
  act_state_id INTEGER NOT NULL REFERENCES act_state(act_state_id), notary_id INTEGER NOT NULL REFERENCES employee(employee_id),
  drafted_by_id INTEGER NOT NULL REFERENCES employee(employee_id), witness_id INTEGER REFERENCES employee(employee_id), opened_on TEXT NOT NULL, signing_due_on TEXT,
  signed_on TEXT, registered_on TEXT, object_value INTEGER);
CREATE TABLE act_party (act_id INTEGER NOT NULL REFERENCES act(act_id), person_id INTEGER NOT NULL REFERENCES person(person_id),
  capacity_id INTEGER NOT NULL REFERENCES capacity(capacity_id), represented_by_id INTEGER REFERENCES person(person_id), PRIMARY KEY (act_id, person_id));
CREATE TABLE invoice (invoice_id INTEGER PRIMARY KEY, invoice_no TEXT NOT NULL, act_id INTEGER NOT NULL REFERENCES act(act_id), payer_id INTEGER NOT NULL REFERENCES person(person_id),
  issued_on TEXT NOT NULL, due_on TEXT NOT NULL, fee_cents INTEGER NOT NULL, expenses_cents INTEGER NOT NULL, vat_cents INTEGER NOT NULL, paid_on TEXT, reminder_count INTEGER NOT NULL);
CREATE TABLE appointment (appointment_id INTEGER PRIMARY KEY, visitor_id INTEGER NOT NULL REFERENCES person(person_id), host_id INTEGER NOT NULL REFERENCES employee(employee_id),
  booked_by_id INTEGER NOT NULL REFERENCES employee(employee_id), act_type_id INTEGER REFERENCES act_type(act_type_id), booked_on TEXT NOT NULL, starts_at TEXT NOT NULL,
  minutes INTEGER NOT NULL, outcome TEXT);
`;

const today = '2026-11-16';
const posts = [['Notary', '2008-01-07', null, null, 40], ['Notary', '2016-09-01', null, 1, 40], ['Notary', '2001-03-12', '2026-04-30', null, 24], ['Senior clerk', '2010-05-03', null, 1, 38],
  ['Senior clerk', '2017-02-13', null, 2, 38], ['Clerk', '2020-10-05', null, 4, 38], ['Clerk', '2023-01-16', null, 5, 30], ['Clerk', '2019-06-03', '2025-08-31', 5, 38],
  ['Trainee', '2026-09-01', null, 4, 38], ['Receptionist', '2014-11-10', null, 1, 32], ['Receptionist', '2024-04-02', null, 10, 20]];
/** Name, least fee, witness, share of all acts, capacities. */
const types = [['Sale of property', 60_000, 0, 34, [1, 2]], ['Will', 15_000, 1, 20, [3]], ['Gift', 25_000, 1, 8, [4, 5]], ['Power of attorney', 6_000, 0, 14, [6, 7]],
  ['Company formation', 45_000, 0, 8, [8, 8]], ['Marriage contract', 22_000, 0, 7, [9, 9]], ['Inheritance certificate', 18_000, 0, 7, [10, 10]], ['Land charge', 20_000, 0, 2, [11]], ['Adoption', 12_000, 0, 0, []]];
const states = ['Draft', 'Awaiting papers', 'Ready to sign', 'Signed', 'Registered', 'Abandoned'];
const capacities = ['Seller', 'Buyer', 'Testator', 'Donor', 'Recipient', 'Principal', 'Agent', 'Founder', 'Spouse', 'Heir', 'Borrower', 'Guardian'];
const towns = ['Brookhaven', 'Lower Aston', 'Millford', 'Easterby', 'Stonewick'];
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);

export function fill(insert) {
  const random = new Random(6404);
  const someone = people(random);
  const persons = numbered(Array.from({ length: 236 }, (_, index) => person(random, someone(), index)));
  insert('person', persons);
  insert('employee', numbered(posts));
  insert('act_type', numbered(types.map((row) => row.slice(0, 3))));
  insert('act_state', numbered(states.map((name) => [name])));
  insert('capacity', numbered(capacities.map((name) => [name])));
  const days = Array.from({ length: 232 }, () => random.day('2025-01-07', '2026-11-13')).map((day) => (weekday(day) % 6 === 0 ? plusDays(day, -2) : day)).toSorted();
  const acts = numbered(days.map((day, index) => act(random, day, index)));
  insert('act', acts);
  const parties = acts.flatMap((row) => partiesOf(random, row, persons));
  insert('act_party', parties);
  insert('invoice', acts.flatMap((row) => invoiceOf(random, row, parties)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1)).map((row, index) => [index + 1, `N${row[2].slice(2, 4)}/${1_001 + index}`, ...row]));
  insert('appointment', numbered(Array.from({ length: 248 }, () => appointment(random, persons)).toSorted((a, b) => (a[5] < b[5] ? -1 : 1))));
}

function person(random, [first, last], index) {
  const born = index < 11 ? random.day(index < 5 ? '1958-01-01' : '1986-01-01', index < 5 ? '1976-12-31' : '1996-12-31') : random.day('1934-02-01', '2006-10-30');
  const isGone = index >= 11 && born < '1960' && random.chance(0.26);
  return [first, last, index < 11 || random.chance(0.95) ? born : null, random.weighted(towns, [40, 22, 18, 12, 8]), random.chance(0.85) ? `0${random.int(410, 489)} ${random.int(200_000, 899_999)}` : null,
    random.chance(0.7) ? `${first}.${last}@letterbox.example`.toLowerCase() : null, random.chance(0.88) ? random.day('2026-02-01', '2034-08-31') : null, isGone ? random.day('2025-02-01', '2026-11-02') : null];
}

function act(random, day, index) {
  const notary = random.weighted([1, 2, day < '2026-03-01' ? 3 : 2], [46, 34, 20]);
  const type = random.weighted(types.map((_, at) => at + 1), types.map((row, at) => (notary === 3 && at === 0 ? 6 : row[3])));
  const drafter = random.pick([4, 5, 6, 7].concat(day < '2025-08-01' ? [8] : [], day >= '2026-09-01' ? [9] : []));
  const due = plusDays(day, random.weighted([12, 30, 55, 90], [28, 40, 22, 10]) + random.int(0, 6));
  const isOff = random.chance(0.07);
  const signed = !isOff && plusDays(due, random.int(-4, 9)) < today && (day < '2026-06-01' || random.chance(0.9)) ? plusDays(due, random.int(-4, 9)) : null;
  const moved = signed !== null && weekday(signed) % 6 === 0 ? plusDays(signed, 2) : signed;
  const final = moved === null || moved > '2026-11-13' ? null : moved;
  const entered = final !== null && [1, 3, 5, 8].includes(type) ? plusDays(final, random.int(4, 44)) : null;
  const registered = entered !== null && entered < today && random.chance(0.95) ? entered : null;
  const state = isOff ? 6 : registered === null ? (final === null ? random.weighted([1, 2, 3], daysBetween(day, today) > 30 ? [15, 45, 40] : [50, 35, 15]) : 4) : 5;
  const value = type === 1 ? random.int(90, 780) * 1_000 : type === 3 || type === 8 ? random.int(20, 240) * 1_000 : type === 5 ? random.pick([5, 12, 25, 50]) * 1_000 : null;
  const witness = types[type - 1][2] === 1 && final !== null ? random.weighted([4, 5, 6, 10], type === 2 ? [2, 2, 3, 5] : [6, 1, 1, 2]) : null;
  return [`${day.slice(0, 4)}-${String(index + 301)}`, type, state, notary, drafter, witness, day, state === 1 ? null : due, final, registered, value];
}

function partiesOf(random, [id, , type, , , , , opened], persons) {
  const able = persons.filter(([, , , born, , , , , died]) => (died === null || died > opened) && born !== null && born < '2006-01-01').map(([number]) => number).filter((number) => number > 11 && number % 8 !== 5);
  const roles = types[type - 1][4].flatMap((role, at) => (at < 2 && role < 3 && random.chance(0.3) ? [role, role] : [role]));
  const chosen = random.sample(random.chance(0.3) ? able.slice(0, 40) : able, roles.length + 1);
  return roles.map((role, at) => [id, chosen[at], role, [1, 2, 10].includes(role) && random.chance(0.1) ? chosen.at(-1) : null]);
}

function invoiceOf(random, [id, , type, state, , , , , , signed, , value], parties) {
  if (signed === null || random.chance(0.04)) return [];
  const day = plusDays(signed, random.int(0, 9));
  if (day > today) return [];
  const own = parties.filter(([one]) => one === id);
  const fee = Math.round(types[type - 1][1] + (value ?? 0) * 0.45 + random.int(0, 30) * 250);
  const paid = plusDays(day, random.weighted([6, 14, 27, 48, 90], [24, 36, 22, 12, 6]) + random.int(-3, 4));
  const isPaid = paid < today && random.chance(0.95);
  const age = isPaid ? daysBetween(day, paid) : daysBetween(day, today);
  return [[id, (own.find(([, , role]) => role === 2) ?? own[0])[1], day, plusDays(day, 21), fee, random.int(4, 60) * 150 + (state === 5 ? 5_600 : 0), Math.round(fee * 0.2), isPaid ? paid : null,
    age > 80 ? 3 : age > 50 ? 2 : age > 30 ? 1 : 0]];
}

function appointment(random, persons) {
  const raw = random.chance(0.16) ? random.day(today, '2026-12-18') : random.day('2026-01-07', '2026-11-13');
  const day = weekday(raw) % 6 === 0 ? plusDays(raw, 2) : raw;
  const booked = plusDays(day, -random.int(1, 24));
  const outcome = day >= today ? (random.chance(0.1) ? 'cancelled' : null) : random.weighted(['kept', 'missed', 'cancelled'], [80, 9, 11]);
  const host = random.weighted([1, 2, 4, 5, 6], [34, 30, 14, 12, 10]);
  const visitors = persons.filter(([id, , , , , , , , died]) => id > 11 && died === null);
  return [random.pick(visitors)[0], host, random.weighted([10, 11, host === 1 ? 4 : host], booked > '2026-08-31' ? [24, 60, 16] : [62, 24, 14]), random.chance(0.85) ? random.weighted([1, 2, 3, 4, 5, 6, 7, 9],
    [30, 24, 9, 14, 8, 8, 7, 1]) : null,
    booked > today ? '2026-11-13' : booked, `${day} ${random.time(8, 17, 30)}`, random.pick([30, 30, 45, 60, 90]), outcome];
}
