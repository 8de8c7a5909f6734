// Yachts by the week from five bases; plural table names, whole euros, refunds as negative payments, one season behind and one booked ahead.
import { people } from '../names.mjs';
import { Random, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE bases (id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, manager_id INTEGER REFERENCES crew(id), pontoon_places INTEGER NOT NULL);
CREATE TABLE crew (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, job TEXT NOT NULL, base_id INTEGER REFERENCES bases(id), reports_to INTEGER REFERENCES crew(id),
  day_rate_eur INTEGER, joined_on TEXT NOT NULL, left_on TEXT, medical_valid_until TEXT);
CREATE TABLE boats (id INTEGER PRIMARY KEY, name TEXT NOT NULL, model TEXT NOT NULL, kind TEXT NOT NULL, base_id INTEGER NOT NULL REFERENCES bases(id),
  length_m REAL NOT NULL, cabins INTEGER NOT NULL, built_year INTEGER NOT NULL, weekly_rate_eur INTEGER NOT NULL, owned_by TEXT, withdrawn_on TEXT);
CREATE TABLE charterers (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT, country TEXT NOT NULL, has_licence INTEGER NOT NULL,
  registered_on TEXT NOT NULL, recommended_by INTEGER REFERENCES charterers(id));
CREATE TABLE brokers (id INTEGER PRIMARY KEY, company TEXT NOT NULL, country TEXT NOT NULL, commission_pct REAL NOT NULL, contract_ended_on TEXT);
CREATE TABLE charters (id INTEGER PRIMARY KEY, boat_id INTEGER NOT NULL REFERENCES boats(id), charterer_id INTEGER NOT NULL REFERENCES charterers(id),
  broker_id INTEGER REFERENCES brokers(id), skipper_id INTEGER REFERENCES crew(id), status TEXT NOT NULL, booked_on TEXT NOT NULL, starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL, drop_off_base_id INTEGER NOT NULL REFERENCES bases(id), guests INTEGER NOT NULL, price_eur INTEGER NOT NULL, cancelled_on TEXT, stars INTEGER);
CREATE TABLE charter_extras (id INTEGER PRIMARY KEY, charter_id INTEGER NOT NULL REFERENCES charters(id), item TEXT NOT NULL, quantity INTEGER NOT NULL,
  unit_price_eur INTEGER NOT NULL);
CREATE TABLE payments (id INTEGER PRIMARY KEY, charter_id INTEGER NOT NULL REFERENCES charters(id), paid_on TEXT NOT NULL, amount_eur INTEGER NOT NULL, method TEXT NOT NULL);
CREATE TABLE damages (id INTEGER PRIMARY KEY, charter_id INTEGER NOT NULL REFERENCES charters(id), part TEXT NOT NULL, noticed_on TEXT NOT NULL,
  repair_cost_eur INTEGER, deposit_kept_eur INTEGER NOT NULL, repaired_on TEXT);
`;

const today = '2026-11-16';
const bases = [['Split', 'Croatia', 2, 60], ['Lefkas', 'Greece', 3, 45], ['Corfu', 'Greece', 4, 38], ['Palma', 'Spain', 5, 52], ['Las Palmas', 'Spain', null, 24]];
/** Job, base, superior, day rate, joined, left, medical. */
const jobs = [
  ['Fleet director', null, null, null, '2009-02-01', null, null], ['Base manager', 1, 1, null, '2012-03-15', null, null], ['Base manager', 2, 1, null, '2016-01-11', null, null],
  ['Base manager', 3, 1, null, '2020-02-24', null, null], ['Base manager', 4, 1, null, '2014-10-06', null, null], ['Skipper', 1, 2, 190, '2015-04-20', null, '2027-03-31'],
  ['Skipper', 1, 2, 175, '2021-04-12', null, '2026-10-31'], ['Skipper', 2, 3, 180, '2018-05-07', null, '2027-05-15'], ['Skipper', 2, 3, 165, '2023-04-24', '2025-10-25', '2025-12-31'],
  ['Skipper', 3, 4, 185, '2020-06-01', null, '2026-12-10'], ['Skipper', 4, 5, 200, '2014-11-03', null, '2026-08-31'], ['Skipper', 4, 5, 170, '2024-05-13', null, '2028-01-31'],
  ['Skipper', 5, 5, 160, '2025-09-15', null, '2027-09-30'], ['Technician', 1, 2, null, '2013-03-04', null, null], ['Technician', 1, 2, null, '2022-02-14', '2026-06-30', null],
  ['Technician', 2, 3, null, '2017-03-20', null, null], ['Technician', 4, 5, null, '2019-09-02', null, null], ['Hostess', 1, 2, 140, '2024-05-06', null, '2027-04-30'],
  ['Hostess', 2, 3, 135, '2025-05-05', null, '2026-11-30'], ['Cook', 1, 2, 160, '2022-05-16', null, '2026-09-30'], ['Cook', 4, 5, 155, '2026-04-13', null, '2027-06-30'],
];
/** Model, kind, metres, cabins, weekly rate. */
const models = [['Bavaria 46', 'Sailing yacht', 14.3, 4, 3400], ['Oceanis 40', 'Sailing yacht', 12.2, 3, 2600], ['Hanse 388', 'Sailing yacht', 11.4, 3, 2350],
  ['Lagoon 42', 'Catamaran', 12.8, 4, 5900], ['Bali 4.4', 'Catamaran', 13.9, 5, 6700], ['Swift 35', 'Motor yacht', 10.7, 2, 4100], ['Grand Banks 47', 'Motor yacht', 14.6, 3, 5200],
  ['Dehler 30', 'Sailing yacht', 10.3, 2, 1750]];
const boatNames = `Alcyone,Blue Heron,Calypso,Dolce Vita,Esperanza,Fata Morgana,Galatea,Halcyon,Isabella,Juno,Kittiwake,Larus,Maestral,Nerina,Ocean Swift,Pelagia,Quickstep,
Riviera,Salacia,Tramontana,Undine,Vela Luka,Windrose,Xenia,Yasmin,Zephyr`.split(/,\s*/);
const houses = [['Nautilus Holidays', 'Germany', 15, null], ['SailBroker', 'United Kingdom', 18, null], ['Mer et Vent', 'France', 12.5, null], ['Blue Pilot', 'Austria', 20, '2025-12-31'],
  ['Yachtpoint', 'Poland', 15, null], ['Harbour & Horizon', 'Sweden', 10, null]];
const extras = [['Outboard engine', 90], ['Stand-up paddle', 100], ['Final cleaning', 160], ['Bed linen', 20], ['Spinnaker', 250], ['Wi-Fi', 45], ['Safety net', 70]];

export function fill(insert) {
  const random = new Random(7101);
  taken.clear();
  const person = people(random);
  const numbered = (rows, from = 1) => rows.map((row, index) => [index + from, ...row]);
  insert('bases', numbered(bases));
  insert('crew', numbered(jobs.map((row) => [person().join(' '), ...row])));
  const boats = numbered(boatNames.map((name, index) => boat(random, name, index)));
  insert('boats', boats);
  insert('brokers', numbered(houses));
  const guests = numbered(Array.from({ length: 190 }, (_, index) => charterer(random, person(), index + 1)));
  insert('charterers', guests);
  const charters = numbered(boats.flatMap((row) => seasonOf(random, row)).toSorted((a, b) => (a[5] < b[5] ? -1 : 1)), 2001);
  insert('charters', charters);
  insert('charter_extras', numbered(charters.flatMap((row) => extrasOf(random, row))));
  insert('payments', numbered(charters.flatMap((row) => paymentsOf(random, row)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1))));
  insert('damages', numbered(charters.flatMap((row) => damageOf(random, row))));
}

function boat(random, name, index) {
  const [model, kind, metres, cabins, rate] = models[[0, 1, 3, 5, 2, 0, 7, 4, 1, 3, 6, 0, 2, 1, 5, 3, 7, 0, 4, 1, 2, 3, 0, 1, 6, 2][index]];
  const built = random.int(2009, 2025);
  const where = [8, 12, 20].includes(index) ? 5 : [2, 15].includes(index) ? 3 : random.weighted([1, 2, 3, 4], [34, 24, 18, 24]);
  const owner = random.chance(0.35) ? random.pick(['Adria Yacht Invest', 'Dr. M. Falk', 'Family Brandt', 'Ionian Leisure']) : null;
  const gone = [6, 16, 22].includes(index) ? ['2025-10-31', '2026-06-20', '2026-10-18'][[6, 16, 22].indexOf(index)] : null;
  return [name, model, kind, where, metres, cabins, built, Math.round((rate * (1 - (2025 - built) * 0.02)) / 10) * 10 + index, owner, gone];
}

function charterer(random, [first, last], id) {
  const country = random.weighted(['Germany', 'Austria', 'United Kingdom', 'Poland', 'France', 'Sweden', 'Italy'], [34, 14, 18, 12, 10, 7, 5]);
  return [first, last, random.chance(0.88) ? `${first}.${last}@sea.example`.toLowerCase() : null, country, random.chance(0.7),
    random.day('2022-01-10', id > 150 ? '2026-11-10' : '2024-12-20'), id > 20 && random.chance(0.2) ? random.pick([4, 9, 9, 9, 12, 15, 15, 18, random.int(1, id - 1)]) : null];
}

/** Weeks from Saturday to Saturday; in the islands of the south all the year. */
function seasonOf(random, [id, , , kind, base, , cabins, , rate, , withdrawn]) {
  const weeks = Array.from({ length: 135 }, (_, index) => plusDays('2025-03-01', index * 7));
  const open = weeks.filter((day) => (base === 5 || (day.slice(5) >= '04-12' && day.slice(5) <= '10-20')) && plusDays(day, 7) <= (withdrawn ?? '2027-12-31'));
  return open.filter((day) => random.chance(day > '2026-12-10' ? 0.12 : day > '2026-11-01' ? 0.8 : /-0[78]-/.test(day) ? 0.62 : 0.4)).map((day) => charter(random, day, { id, kind, base, cabins, rate }));
}

const taken = new Set();

function taking(skipper, day) {
  taken.add(`${skipper} ${day}`);
  return skipper;
}

function charter(random, day, { id, kind, base, cabins, rate }) {
  const end = plusDays(day, 7);
  const early = plusDays(day, -random.int(12, 240));
  const booked = early > '2026-11-13' ? random.day('2026-09-01', '2026-11-13') : early;
  const able = jobs.flatMap(([job, where, , , joined, left], index) => (job === 'Skipper' && where === base && joined <= day && (left === null || left >= end) ? [index + 1] : []));
  const free = able.filter((skipper) => !taken.has(`${skipper} ${day}`));
  const isOff = random.chance(0.09);
  const wanted = random.day(booked, day < today ? day : '2026-11-15');
  const status = isOff ? 'cancelled' : day > today ? random.weighted(['confirmed', 'option'], [72, 28]) : end >= today ? 'under way' : 'completed';
  const peak = /-0[78]-/.test(day) ? 1.35 : /-(04|10)-/.test(day) ? 0.7 : 1;
  const guest = day > '2026-11-16' ? random.int(1, 182) : random.weighted([random.int(1, 150), random.int(1, 60), random.int(150, 176)], [66, 26, 8]);
  const isOneWay = kind !== 'Motor yacht' && (base === 2 || base === 3) && random.chance(0.15);
  return [id, guest, booked < '2025-12-31' ? random.weighted([null, 1, 2, 3, 4, 5], [50, 16, 12, 8, 9, 5]) : random.weighted([null, 1, 2, 3, 5], [50, 20, 14, 8, 8]),
    free.length > 0 && random.chance(0.3) ? taking(random.pick(free), day) : null, status, booked, day, end, isOneWay ? 5 - base : base, random.int(2, cabins * 2),
    Math.round((rate * peak * random.pick([1, 1, 0.95, 0.9])) / 5) * 5, isOff ? wanted : null,
    status === 'completed' && random.chance(0.6) ? random.weighted([5, 4, 3, 2, 1], [44, 32, 14, 7, 3]) : null];
}

function extrasOf(random, [id, , , , , , , , , , guests]) {
  return random.sample(extras, random.weighted([0, 1, 2, 3], [30, 34, 24, 12])).map(([item, price]) => [id, item, item === 'Bed linen' ? guests : 1, price]);
}

function paymentsOf(random, [id, , , , , status, booked, start, , , , price, cancelled]) {
  if (status === 'option') return [];
  const half = Math.round(price / 2);
  const [first, second] = [plusDays(booked, random.int(1, 9)), plusDays(start, -random.int(8, 34))];
  const rest = [second > first ? second : plusDays(first, 1), price - half];
  const due = [[first, half], ...(status === 'cancelled' || random.chance(0.035) ? [] : [rest])].filter(([day]) => day <= '2026-11-15' && (cancelled === null || day < cancelled));
  const back = cancelled !== null && due.length > 0 && random.chance(0.55) ? [[plusDays(cancelled, 6), -Math.round(half * random.pick([0.5, 0.8, 1]))]] : [];
  return [...due, ...back.filter(([day]) => day <= '2026-11-15')].map(([day, amount]) => [id, day, amount, random.weighted(['bank transfer', 'credit card', 'cash'], [62, 34, 4])]);
}

function damageOf(random, [id, , , , , status, , , end]) {
  if (status !== 'completed' || !random.chance(0.14)) return [];
  const isDone = random.chance(end < '2026-09-15' ? 0.94 : 0.5);
  const part = random.weighted(['Gelcoat', 'Sail', 'Dinghy', 'Anchor winch', 'Propeller', 'Toilet', 'Upholstery'], [26, 20, 18, 8, 10, 12, 6]);
  const cost = random.int(8, 240) * 10;
  const fixed = plusDays(end, random.int(0, 24));
  return [[id, part, plusDays(end, -random.int(0, 2)), isDone ? cost : null, random.chance(0.6) ? Math.min(cost, 1500) : 0, isDone && fixed <= today ? fixed : null]];
}
