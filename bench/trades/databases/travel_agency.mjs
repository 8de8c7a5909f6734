// A travel agency with three offices; normalised, lookups, two keys each from bookings to customers, agents and places, price times quantity less discount.
import { people } from '../names.mjs';
import { Random, cents, daysBetween, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE office (office_id INTEGER PRIMARY KEY, office_name TEXT NOT NULL, street TEXT NOT NULL, opened_on TEXT NOT NULL);
CREATE TABLE agent (agent_id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, office_id INTEGER NOT NULL REFERENCES office(office_id), position TEXT NOT NULL,
  manager_id INTEGER REFERENCES agent(agent_id), commission_pct NUMERIC NOT NULL, hired_on TEXT NOT NULL, left_on TEXT);
CREATE TABLE customer (customer_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, town TEXT NOT NULL, phone TEXT, email TEXT,
  born_on TEXT NOT NULL, wants_newsletter INTEGER NOT NULL, recommended_by_id INTEGER REFERENCES customer(customer_id), created_on TEXT NOT NULL);
CREATE TABLE place (place_id INTEGER PRIMARY KEY, place_name TEXT NOT NULL, country TEXT NOT NULL, has_airport INTEGER NOT NULL, visa_needed INTEGER NOT NULL);
CREATE TABLE item_type (type_code TEXT PRIMARY KEY, description TEXT NOT NULL);
CREATE TABLE booking_status (status_code TEXT PRIMARY KEY, description TEXT NOT NULL);
CREATE TABLE supplier (supplier_id INTEGER PRIMARY KEY, supplier_name TEXT NOT NULL, type_code TEXT NOT NULL REFERENCES item_type(type_code),
  place_id INTEGER REFERENCES place(place_id), stars INTEGER, is_preferred INTEGER NOT NULL, contract_until TEXT);
CREATE TABLE booking (booking_id INTEGER PRIMARY KEY, reference TEXT NOT NULL, traveller_id INTEGER NOT NULL REFERENCES customer(customer_id),
  payer_id INTEGER NOT NULL REFERENCES customer(customer_id), sold_by_id INTEGER NOT NULL REFERENCES agent(agent_id),
  handled_by_id INTEGER REFERENCES agent(agent_id), trip_kind TEXT NOT NULL, from_place_id INTEGER NOT NULL REFERENCES place(place_id),
  to_place_id INTEGER NOT NULL REFERENCES place(place_id), status_code TEXT NOT NULL REFERENCES booking_status(status_code), booked_on TEXT NOT NULL,
  leaves_on TEXT NOT NULL, returns_on TEXT NOT NULL, cancelled_on TEXT, adults INTEGER NOT NULL, children INTEGER NOT NULL, updated_at TEXT NOT NULL);
CREATE TABLE booking_item (item_id INTEGER PRIMARY KEY, booking_id INTEGER NOT NULL REFERENCES booking(booking_id),
  type_code TEXT NOT NULL REFERENCES item_type(type_code), supplier_id INTEGER NOT NULL REFERENCES supplier(supplier_id), quantity INTEGER NOT NULL,
  unit_price NUMERIC NOT NULL, discount_pct INTEGER NOT NULL, unit_cost NUMERIC NOT NULL);
CREATE TABLE payment (payment_id INTEGER PRIMARY KEY, booking_id INTEGER NOT NULL REFERENCES booking(booking_id), amount NUMERIC NOT NULL, due_on TEXT NOT NULL,
  paid_on TEXT, method TEXT);
CREATE TABLE complaint (complaint_id INTEGER PRIMARY KEY, booking_id INTEGER NOT NULL REFERENCES booking(booking_id),
  supplier_id INTEGER REFERENCES supplier(supplier_id), taken_by_id INTEGER NOT NULL REFERENCES agent(agent_id), subject TEXT NOT NULL, received_on TEXT NOT NULL,
  closed_on TEXT, refund_amount NUMERIC);
`;

const offices = [['High Street', '22 High Street', '2009-03-02'], ['Station Arcade', '5 Station Arcade', '2014-05-12'],
  ['Harbour Mall', 'Unit 31, Harbour Mall', '2022-09-01']];
const agents = [
  ['Imogen Halloran', 1, 'director', null, 0, '2009-03-02', null], ['Cedric Molina', 1, 'office manager', 1, 3, '2012-02-01', null],
  ['Petra Lindgren', 2, 'office manager', 1, 3, '2014-05-12', null], ['Yusuf Granger', 3, 'office manager', 1, 3, '2021-06-14', null],
  ['Delia Whitaker', 1, 'travel agent', 2, 2.5, '2016-08-22', null], ['Felix Obi', 1, 'travel agent', 2, 2, '2022-01-10', null],
  ['Lorna Egan', 2, 'travel agent', 3, 2.5, '2017-10-02', null], ['Tobias Rinaldi', 2, 'travel agent', 3, 2, '2023-03-06', '2026-06-30'],
  ['Hazel Quirke', 3, 'travel agent', 4, 2, '2022-09-01', null], ['Morten Darby', 3, 'travel agent', 4, 2, '2024-04-15', null],
  ['Salma Prescott', 1, 'trainee', 5, 0.5, '2026-09-01', null], ['Quentin Lombard', 2, 'travel agent', 3, 2, '2026-08-03', null],
];
const weights = [0, 5, 6, 4, 18, 13, 17, 12, 14, 11, 0, 0];
/** The first four are where journeys start. */
const places = [
  ['Harwick', 'United Kingdom', 1, 0], ['Millbrook', 'United Kingdom', 1, 0], ['Easton', 'United Kingdom', 1, 0], ['Port Allen', 'United Kingdom', 0, 0],
  ['Playa Serena', 'Spain', 1, 0], ['Cala Moreta', 'Spain', 0, 0], ['Monteluna', 'Italy', 1, 0], ['Lago Verdino', 'Italy', 0, 0], ['Kalithos', 'Greece', 1, 0],
  ['Agia Thora', 'Greece', 0, 0], ['Sankt Alben', 'Austria', 0, 0], ['Hochfirn', 'Austria', 1, 0], ['Vila Rosal', 'Portugal', 1, 0], ['El Nahar', 'Egypt', 1, 1],
  ['Koh Saran', 'Thailand', 0, 1], ['Nordvik', 'Norway', 1, 0], ['Bellerive', 'France', 1, 0], ['Kandara', 'Kenya', 1, 1], ['Puerto Cobre', 'Mexico', 1, 0],
  ['Saltholm', 'Iceland', 1, 0],
];
const popular = [0, 0, 0, 0, 24, 9, 12, 8, 17, 7, 6, 9, 11, 8, 7, 6, 9, 4, 3, 0];
const types = [['FL', 'Flight'], ['HO', 'Hotel'], ['CR', 'Cruise cabin'],
  ['CA', 'Hire car'], ['TR', 'Airport transfer'], ['IN', 'Travel insurance'], ['EX', 'Excursion']];
const statuses = [['ENQ', 'Enquiry'], ['OPT', 'On option'], ['CNF', 'Confirmed'], ['CMP', 'Completed'], ['CXL', 'Cancelled']];
const suppliers = [
  ['Skylark Air', 'FL', null, null, 1, '2027-03-31'], ['Meridian Wings', 'FL', null, null, 0, '2026-12-31'], ['Puffin Jet', 'FL', null, null, 0, '2026-10-31'],
  ['Hotel Serena Mar', 'HO', 5, 4, 1, '2027-10-31'], ['Apartamentos Sol y Brisa', 'HO', 5, 3, 0, '2026-12-31'], ['Finca Moreta', 'HO', 6, 5, 0, '2027-04-30'],
  ['Palazzo Luna', 'HO', 7, 5, 1, '2027-12-31'], ['Albergo Verdino', 'HO', 8, 3, 0, '2026-11-30'], ['Kalithos Bay Resort', 'HO', 9, 5, 1, '2027-10-31'],
  ['Thora Studios', 'HO', 10, 2, 0, '2027-04-30'], ['Gasthof Alben', 'HO', 11, 3, 0, '2027-04-15'], ['Hotel Hochfirn', 'HO', 12, 4, 1, '2027-04-15'],
  ['Quinta do Rosal', 'HO', 13, 4, 0, '2027-10-31'], ['Nahar Coral Club', 'HO', 14, 5, 1, '2026-12-31'], ['Saran Beach Huts', 'HO', 15, 3, 0, null],
  ['Nordvik Fjordhotell', 'HO', 16, 4, 0, '2027-09-30'], ['Hotel Bellerive', 'HO', 17, 4, 0, '2027-06-30'], ['Kandara Safari Lodge', 'HO', 18, 4, 0, '2027-02-28'],
  ['Casa Cobre', 'HO', 19, 3, 0, null], ['Blue Pennant Cruises', 'CR', null, 4, 1, '2027-12-31'], ['Aurora Line', 'CR', 16, 5, 0, '2026-09-30'],
  ['Roadrunner Rentals', 'CA', null, null, 1, '2027-05-31'], ['Zip & Go Cars', 'CA', null, null, 0, '2027-01-31'], ['Shuttle United', 'TR', null, null, 1, '2027-03-31'],
  ['Safe Harbour Insurance', 'IN', null, null, 1, '2028-12-31'], ['Daytrip Collective', 'EX', null, null, 0, '2027-06-30'],
  ['Glacier Guides', 'EX', 20, null, 0, '2027-06-30'],
];
const nightly = { 2: 58, 3: 84, 4: 128, 5: 205 };
const subjects = ['dirty room', 'flight delayed', 'overbooked hotel', 'lost luggage', 'transfer did not come', 'noise', 'wrong room type', 'food poisoning'];
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(6101);
  const person = people(random);
  const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
  insert('office', numbered(offices));
  insert('agent', numbered(agents));
  insert('customer', numbered(Array.from({ length: 118 }, (_, index) => customer(random, person(), index))));
  insert('place', numbered(places));
  insert('item_type', types);
  insert('booking_status', statuses);
  insert('supplier', numbered(suppliers));
  const bookings = numbered(bookingDays(random).map(([booked, leaves, forced], index) => booking(random, booked, leaves, forced, index)));
  insert('booking', bookings);
  const items = bookings.flatMap((row) => itemsOf(random, row));
  insert('booking_item', numbered(items));
  insert('payment', numbered(bookings.flatMap((row) => paymentsOf(random, row, items))));
  insert('complaint', numbered(complaints(random, bookings, items)));
}

function customer(random, [first, last], index) {
  const town = random.weighted(['Harwick', 'Millbrook', 'Easton', 'Port Allen', 'Lakeside', 'Thornbury Cross'], [13, 7, 5, 4, 3, 1]);
  return [first, last, town, random.chance(0.88) ? `0${random.int(3000, 7999)} ${random.int(100000, 999999)}` : null,
    random.chance(0.85) ? `${first}.${last}@post.example`.toLowerCase() : null, random.day('1944-01-01', '2003-12-31'), random.chance(0.45),
    index > 20 && random.chance(0.22) ? random.weighted([3, 5, 8, 11, 14, 17], [6, 4, 3, 2, 1, 1]) : null, random.day('2015-01-05', '2024-12-20')];
}

function bookingDays(random) {
  const usual = Array.from({ length: 164 }, () => {
    const booked = random.day('2025-01-06', '2026-11-14');
    return weekday(booked) === 0 ? plusDays(booked, 1) : booked;
  }).map((booked) => [booked, plusDays(booked, random.weighted([random.int(8, 30), random.int(31, 90), random.int(91, 230)], [20, 40, 40])), null]);
  const near = [['2026-09-03', '2026-11-10', 'CNF'], ['2026-07-20', '2026-11-08', 'CNF'], ['2026-10-05', '2026-11-14', 'CNF'], ['2026-08-11', '2026-11-12', 'CXL'],
    ['2026-06-29', '2026-11-16', 'CNF'], ['2026-09-21', '2026-11-20', 'CNF'], ['2026-10-19', '2026-11-21', 'CNF'], ['2026-09-08', '2026-11-19', 'CXL'],
    ['2026-11-02', '2026-12-27', 'OPT'], ['2026-11-10', '2027-03-06', 'ENQ'], ['2026-11-12', '2027-05-15', 'ENQ'],
    ['2026-10-30', '2027-04-02', 'OPT'], ['2026-11-05', '2027-07-24', 'OPT'], ['2026-10-13', '2027-02-13', 'ENQ'], ['2026-09-28', '2027-06-05', 'OPT'],
    ['2026-11-13', '2027-08-07', 'ENQ']];
  return [...usual, ...near].toSorted(([a, b], [c, d]) => (a + b < c + d ? -1 : 1));
}

function booking(random, booked, leaves, forced, index) {
  const traveller = random.int(1, 104);
  const payer = random.chance(0.13) ? random.int(1, 108) : traveller;
  const seller = random.weighted(agents.map((_, place) => place), weights.map((weight, place) => (place === 7 && booked > '2026-06-30' ? 0
    : place === 11 && booked > '2026-08-03' ? 12 : weight)));
  const isGone = agents[seller][6] !== null && leaves > agents[seller][6];
  const handler = isGone ? 3 : random.chance(0.75) ? seller + 1 : random.pick([2, 3, 4, 5, 7]);
  const kind = random.weighted(['beach', 'city break', 'cruise', 'ski', 'round trip'], [44, 22, 11, leaves.slice(5, 7) < '04' || leaves.slice(5, 7) > '11' ? 30 : 0, 16]);
  const able = { beach: [5, 6, 9, 10, 13, 14, 15, 19], 'city break': [5, 7, 17, 13], cruise: [16, 9, 5], ski: [11, 12], 'round trip': [7, 8, 14, 16, 18, 13, 15] }[kind];
  const target = random.weighted(able, able.map((place) => popular[place - 1]));
  const isRecent = booked > '2026-10-19';
  const isOff = random.chance(0.11);
  const called = plusDays(booked, random.int(2, Math.max(3, daysBetween(booked, leaves) - 1)));
  const open = isRecent ? random.weighted(['ENQ', 'OPT', 'CNF'], [25, 30, 45]) : 'CNF';
  const nights = kind === 'city break' ? random.int(2, 5) : random.pick([7, 7, 7, 10, 14]);
  const back = plusDays(leaves, nights);
  const status = forced ?? (isOff && called < today ? 'CXL' : back < today ? 'CMP' : open);
  const isFamily = kind !== 'city break' && random.chance(0.35);
  return [`T${booked.slice(2, 4)}-${String(1001 + index * 3)}`, traveller, payer, seller + 1, status === 'ENQ' && random.chance(0.6) ? null : handler, kind,
    random.weighted([1, 2, 3, 4], [11, 6, 3, kind === 'cruise' ? 12 : 0]), target, status, booked, leaves, back,
    status === 'CXL' ? (called < today ? called : '2026-11-04') : null, random.weighted([1, 2, 3, 4], [14, 68, 6, 12]), isFamily ? random.int(1, 3) : 0,
    `${random.day('2026-11-01', '2026-11-15')} ${random.time(9, 18, 1)}:00`];
}

function itemsOf(random, [id, , , , , , kind, , target, status, , leaves, back, , adults, children]) {
  if (status === 'ENQ') return [];
  const heads = adults + children;
  const nights = daysBetween(leaves, back);
  const far = [14, 15, 18, 19].includes(target) ? 2.8 : 1;
  const discount = () => random.weighted([0, 5, 10, 15], [70, 16, 10, 4]);
  const item = (type, supplier, quantity, price, margin) => [id, type, supplier, quantity, price, discount(), cents(price * (1 - margin))];
  const inns = suppliers.flatMap(([, type, place], index) => (type === 'HO' && place === target ? [index + 1] : []));
  const inn = random.pick(inns);
  const items = [];
  if (kind !== 'cruise' || random.chance(0.4)) items.push(item('FL', random.weighted([1, 2, 3], [5, 4, 3]), heads, cents((95 + random.int(0, 130)) * far), 0.06));
  if (kind === 'cruise') items.push(item('CR', target === 16 ? random.pick([20, 21, 21]) : 20, Math.ceil(heads / 2), 1100 + random.int(0, 14) * 80, 0.14));
  else items.push(item('HO', inn, nights * Math.ceil(heads / 3), nightly[suppliers[inn - 1][3]] + random.int(-8, 30), 0.17));
  if (kind === 'round trip' || random.chance(0.15)) items.push(item('CA', random.pick([22, 22, 23]), nights, 34 + random.int(0, 24), 0.12));
  if (kind === 'beach' && random.chance(0.6)) items.push(item('TR', 24, 2, 18 + random.int(0, 12) * 2, 0.2));
  if (random.chance(0.38)) items.push(item('IN', 25, heads, 29 + random.int(0, 8) * 3, 0.35));
  if (random.chance(0.16)) items.push(item('EX', 26, heads, 35 + random.int(0, 10) * 5, 0.15));
  return items;
}

function paymentsOf(random, [id, , , , , , , , , status, booked, leaves, , cancelled], items) {
  if (status === 'ENQ' || status === 'OPT') return [];
  const total = items.filter(([owner]) => owner === id).reduce((sum, [, , , quantity, price, off]) => sum + quantity * price * (1 - off / 100), 0);
  const deposit = cents(Math.round(total * 0.2));
  const first = plusDays(booked, 7);
  const late = plusDays(leaves, -42);
  const rest = late > first ? late : plusDays(first, 3);
  const paid = (due, probability) => {
    const day = plusDays(due, random.weighted([-6, -2, 0, 4, 12], [20, 30, 30, 14, 6]));
    const real = day < booked ? booked : day;
    return real < today && random.chance(probability) ? [real, random.weighted(['card', 'bank transfer', 'cash', 'voucher'], [52, 33, 11, 4])] : [null, null];
  };
  const isOld = leaves < today;
  const rows = [[id, deposit, first, ...paid(first, first < '2026-10-10' ? 1 : 0.7)]];
  if (cancelled === null || cancelled > rest) rows.push([id, cents(total - deposit), rest, ...paid(rest, isOld ? 0.995 : 0.72)]);
  return rows;
}

function complaints(random, bookings, items) {
  const done = bookings.filter(([, , , , , , , , , status, , , back]) => status === 'CMP' && back > '2025-05-01' && back < '2026-11-12');
  return random.sample(done, 31).map(([id, , , , , handler, , , , , , leaves, back]) => {
    const own = items.filter(([owner]) => owner === id);
    const received = plusDays(random.chance(0.25) ? plusDays(leaves, 1) : back, random.int(1, 3));
    const closed = plusDays(received, random.int(2, 40));
    const isClosed = closed < today && random.chance(received > '2026-08-15' ? 0.5 : 0.95);
    const subject = random.pick(subjects);
    const kind = { 'flight delayed': 'FL', 'lost luggage': 'FL', 'transfer did not come': 'TR' }[subject] ?? 'HO';
    const blamed = own.find(([, type]) => type === kind) ?? (random.chance(0.6) ? own.find(([, type]) => type === 'HO') : undefined);
    return [id, blamed?.[2] ?? null, random.chance(0.7) ? handler : random.pick([2, 3, 4]), subject, received, isClosed ? closed : null,
      isClosed && random.chance(0.55) ? random.int(3, 40) * 10 : null];
  }).toSorted((a, b) => (a[4] < b[4] ? -1 : 1));
}
