// A laundry and dry cleaner with four shops and two vans; modern names, declared keys, money in cents.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE shops (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL, phone TEXT, opened_on DATE NOT NULL, closed_on DATE,
  monthly_rent_cents INTEGER NOT NULL);
CREATE TABLE employees (id INTEGER PRIMARY KEY, shop_id INTEGER NOT NULL REFERENCES shops(id), full_name TEXT NOT NULL, role TEXT NOT NULL,
  hourly_wage_cents INTEGER NOT NULL, supervisor_id INTEGER REFERENCES employees(id), hired_on DATE NOT NULL, left_on DATE);
CREATE TABLE customers (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, email TEXT, phone TEXT, district TEXT NOT NULL,
  home_shop_id INTEGER REFERENCES shops(id), discount_pct INTEGER NOT NULL, loyalty_points INTEGER NOT NULL, wants_newsletter INTEGER NOT NULL,
  created_at TIMESTAMP NOT NULL, deleted_at TIMESTAMP);
CREATE TABLE price_items (id INTEGER PRIMARY KEY, name TEXT NOT NULL, process TEXT NOT NULL, unit TEXT NOT NULL, price_cents INTEGER NOT NULL,
  turnaround_hours INTEGER NOT NULL, is_active INTEGER NOT NULL);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers(id), shop_id INTEGER NOT NULL REFERENCES shops(id),
  taken_by_id INTEGER REFERENCES employees(id), channel TEXT NOT NULL, is_express INTEGER NOT NULL, status TEXT NOT NULL, received_at TIMESTAMP NOT NULL,
  promised_at TIMESTAMP NOT NULL, ready_at TIMESTAMP, collected_at TIMESTAMP, updated_at TIMESTAMP NOT NULL);
CREATE TABLE order_lines (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders(id), price_item_id INTEGER NOT NULL REFERENCES price_items(id),
  quantity REAL NOT NULL, unit_price_cents INTEGER NOT NULL, discount_cents INTEGER NOT NULL);
CREATE TABLE payments (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders(id), paid_at TIMESTAMP NOT NULL, amount_cents INTEGER NOT NULL,
  method TEXT NOT NULL, refunded_at TIMESTAMP);
CREATE TABLE van_stops (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders(id), driver_id INTEGER NOT NULL REFERENCES employees(id),
  kind TEXT NOT NULL, planned_for TIMESTAMP NOT NULL, done_at TIMESTAMP, outcome TEXT);
CREATE TABLE complaints (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders(id), category TEXT NOT NULL, reported_on DATE NOT NULL,
  resolved_on DATE, compensation_cents INTEGER);
CREATE TABLE machines (id INTEGER PRIMARY KEY, shop_id INTEGER NOT NULL REFERENCES shops(id), label TEXT NOT NULL, kind TEXT NOT NULL, brand TEXT NOT NULL,
  capacity_kg REAL, bought_on DATE NOT NULL, purchase_price_cents INTEGER NOT NULL, retired_on DATE);
CREATE TABLE machine_runs (id INTEGER PRIMARY KEY, machine_id INTEGER NOT NULL REFERENCES machines(id), started_at TIMESTAMP NOT NULL, ended_at TIMESTAMP,
  load_kg REAL NOT NULL, water_litres REAL, fault TEXT);
`;

const shops = [
  ['Harbour Row', 'Westhaven', '01632 410010', '2009-03-02', null, 240_000], ['Station Arcade', 'Westhaven', '01632 410020', '2014-09-15', null, 315_000],
  ['Elm Street', 'Marlock', '01632 555030', '2019-05-06', null, 168_000], ['Castle Gate', 'Marlock', null, '2021-02-01', '2026-03-31', 152_500],
];
const employees = [
  [1, 'Agnes Thackeray', 'manager', 2_150, null, '2009-03-02', null], [1, 'Bruno Castillo', 'counter', 1_320, 1, '2018-06-11', null],
  [1, 'Wanda Petrov', 'cleaner', 1_410, 1, '2016-02-01', null], [1, 'Hakim Yilmaz', 'presser', 1_380, 1, '2020-10-05', null],
  [1, 'Percy Lowry', 'driver', 1_450, 1, '2017-04-18', null], [1, 'Josie Granger', 'driver', 1_400, 1, '2024-01-08', null],
  [2, 'Nigel Farrow', 'manager', 1_980, 1, '2014-09-15', null], [2, 'Freya Obi', 'counter', 1_290, 7, '2022-03-14', null],
  [2, 'Tilda Sutter', 'counter', 1_260, 7, '2025-08-04', null], [2, 'Otto Rinaldi', 'cleaner', 1_435, 7, '2015-01-12', null],
  [2, 'Kira Novak', 'seamstress', 1_560, 7, '2019-11-04', null], [3, 'Samuel Bellamy', 'manager', 1_900, 1, '2019-05-06', null],
  [3, 'Ivy Delgado', 'counter', 1_275, 12, '2023-05-22', null], [3, 'Magnus Egan', 'presser', 1_345, 12, '2021-09-13', '2026-08-14'],
  [3, 'Lena Whitaker', 'cleaner', 1_390, 12, '2026-04-07', null], [4, 'Rupert Sharpe', 'manager', 1_880, 1, '2021-02-01', '2026-03-31'],
  [4, 'Dora Quirke', 'counter', 1_250, 16, '2021-02-01', '2026-03-31'], [1, 'Gina Vaughn', 'driver', 1_385, 1, '2022-07-04', '2025-11-28'],
];
const priceItems = [
  ['Shirt', 'laundry', 'piece', 320, 48, 1], ['Blouse', 'laundry', 'piece', 450, 48, 1], ['Household wash', 'laundry', 'kg', 390, 48, 1],
  ['Bed linen', 'laundry', 'kg', 420, 72, 1], ['Table linen', 'laundry', 'kg', 460, 72, 1], ['Towels', 'laundry', 'kg', 340, 48, 1],
  ['Trousers', 'dry_cleaning', 'piece', 890, 72, 1], ['Two-piece suit', 'dry_cleaning', 'piece', 1_790, 72, 1], ['Dress', 'dry_cleaning', 'piece', 1_490, 72, 1],
  ['Overcoat', 'dry_cleaning', 'piece', 1_990, 96, 1], ['Down jacket', 'dry_cleaning', 'piece', 2_450, 120, 1],
  ['Wedding dress', 'dry_cleaning', 'piece', 12_900, 240, 1],
  ['Curtains', 'dry_cleaning', 'kg', 990, 144, 1], ['Leather jacket', 'dry_cleaning', 'piece', 4_900, 336, 0], ['Hem', 'alteration', 'piece', 1_200, 96, 1],
  ['New zip', 'alteration', 'piece', 1_650, 96, 1], ['Button', 'alteration', 'piece', 250, 48, 1], ['Ironing only', 'pressing', 'piece', 210, 24, 1],
  ['Rug', 'dry_cleaning', 'kg', 1_150, 240, 1], ['Church robe', 'dry_cleaning', 'piece', 2_100, 120, 1],
];
const wanted = [30, 10, 16, 0, 0, 0, 16, 14, 10, 9, 6, 1, 4, 2, 6, 4, 3, 9, 4, 0];
const businesses = ['Hotel Meridian', 'Hotel Three Anchors', 'Larkspur Guesthouse', 'Bistro Carmine', 'The Copper Kettle', 'Northgate Gym', 'Saint Brannoc Clinic',
  'Osteria Fonte', 'Pier 9 Spa', 'Wheelhouse Hostel', 'Golden Lotus', 'Marlock Rowing Club'];
const districts = ['Harbourside', 'Old Town', 'Northgate', 'Elmwood', 'Castle Hill', 'Riverside'];
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(7301);
  const person = people(random);
  insert('shops', shops.map((row, index) => [index + 1, ...row]));
  insert('employees', employees.map((row, index) => [index + 1, ...row]));
  insert('price_items', priceItems.map((row, index) => [index + 1, ...row]));
  const customers = [...businesses.map((name, index) => business(random, name, index + 1)),
    ...Array.from({ length: 150 }, (_, index) => customer(random, person(), index + businesses.length + 1))];
  insert('customers', customers);
  const orders = customers.flatMap((row) => ordersOf(random, row)).toSorted((a, b) => (a[6] < b[6] ? -1 : 1)).map((row, index) => [index + 1, ...row]);
  insert('orders', orders);
  const lines = orders.flatMap((row) => linesOf(random, row, customers[row[1] - 1])).map((row, index) => [index + 1, ...row]);
  insert('order_lines', lines);
  const owed = new Map();
  for (const [, order, , quantity, price, discount] of lines) owed.set(order, (owed.get(order) ?? 0) + Math.round(quantity * price) - discount);
  insert('payments', orders.flatMap((row) => paymentOf(random, row, owed.get(row[0]))).map((row, index) => [index + 1, ...row]));
  insert('van_stops', orders.flatMap((row) => stopsOf(random, row)).map((row, index) => [index + 1, ...row]));
  insert('complaints', orders.flatMap((row) => complaintOf(random, row)).map((row, index) => [index + 1, ...row]));
  const machines = shops.flatMap((_, index) => machinesOf(random, index + 1)).map((row, index) => [index + 1, ...row]);
  insert('machines', machines);
  insert('machine_runs', machines.flatMap((row) => runsOf(random, row)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
}

function business(random, name, id) {
  const email = random.chance(0.85) ? `office@${name.toLowerCase().replaceAll(/\W/g, '')}.example` : null;
  return [id, 'business', name, email, id === 9 ? null : `01632 ${random.int(600_000, 699_999)}`, random.pick(districts), random.weighted([1, 2, 3], [5, 3, 2]),
    random.pick([0, 5, 10, 10, 15]), 0, random.chance(0.5), `${random.day('2019-02-01', '2025-06-30')} ${random.time(9, 17)}:00`,
    id === 10 ? '2026-05-04 09:12:00' : null];
}

function customer(random, [first, last], id) {
  const since = random.day('2022-01-10', '2026-11-10');
  const shop = random.weighted([1, 2, 3, 4, null], since > '2026-03' ? [30, 32, 22, 0, 10] : [30, 28, 18, 12, 6]);
  const phone = random.chance(0.86) ? `07${random.int(100, 999)} ${random.int(100_000, 999_999)}` : null;
  const deleted = random.chance(0.05) && since < '2025-12' ? `${random.day('2026-01-10', '2026-10-20')} 17:${random.int(10, 59)}:00` : null;
  return [id, 'private', `${first} ${last}`, random.chance(0.68) ? `${first}.${last}@post.example`.toLowerCase() : null, phone, random.pick(districts), shop,
    random.weighted([0, 5, 10], [86, 9, 5]), random.chance(0.2) ? 0 : random.int(1, 48) * 10, random.chance(0.45), `${since} ${random.time(8, 18)}:00`, deleted];
}

function ordersOf(random, [id, kind, , , , , home, , , , since, deleted]) {
  const from = since < '2025-06-01' ? '2025-06-01' : since.slice(0, 10);
  const to = deleted === null ? today : deleted.slice(0, 10);
  const count = kind === 'business' ? random.int(9, 18) : random.weighted([0, 1, 2, 3, 5, 8], [9, 28, 24, 19, 14, 6]);
  const days = Array.from({ length: count }, () => random.day(from, to)).filter((day) => weekday(day) !== 0);
  return [...new Set(days)].map((day) => order(random, { id, kind, home, day }));
}

function order(random, { id, kind, home, day }) {
  const open = [1, 2, 3, 4].filter((shop) => shop !== 4 || day <= '2026-03-20');
  const shop = open.includes(home) && random.chance(0.85) ? home : random.pick(open);
  const channel = kind === 'business' ? random.weighted(['van', 'phone', 'counter'], [72, 20, 8]) : random.weighted(['counter', 'app', 'phone', 'van'], [66, 18, 10, 6]);
  const express = random.chance(kind === 'business' ? 0.2 : 0.11);
  const received = `${day} ${random.time(8, 18, 5)}:00`;
  const promisedDay = plusDays(day, express ? 1 : random.weighted([2, 3, 4, 7], [36, 36, 18, 10]));
  const slip = random.weighted([-1, 0, 1, 3], [26, 52, 16, 6]);
  const readyDay = [plusDays(promisedDay, slip), day].toSorted((a, b) => (a < b ? -1 : 1)).at(-1);
  const takes = (row) => row[0] === shop && ['counter', 'manager'].includes(row[2]) && row[5] <= day && (row[6] ?? today) >= day;
  const able = employees.flatMap((row, index) => (takes(row) ? [index + 1] : []));
  const head = [id, shop, channel === 'app' ? null : random.pick(able), channel, express];
  const promised = `${promisedDay} 17:00:00`;
  if (day < '2026-11-12' && random.chance(0.035)) return [...head, 'cancelled', received, promised, null, null, `${plusDays(day, 1)} 09:30:00`];
  if (readyDay >= today) return [...head, random.pick(['received', 'in_process', 'in_process']), received, promised, null, null, received];
  const ready = `${readyDay} ${readyDay === day ? '18:45' : random.time(9, 18, 5)}:00`;
  const collectedDay = plusDays(readyDay, random.weighted([1, 2, 3, 6, 12, 40], [34, 24, 18, 14, 7, 3]));
  if (collectedDay >= today || random.chance(0.02)) return [...head, 'ready', received, promised, ready, null, ready];
  const collected = `${collectedDay} ${random.time(8, 19, 5)}:00`;
  return [...head, 'collected', received, promised, ready, collected, collected];
}

function linesOf(random, [id, , , , , express, , received], customer) {
  const places = customer[1] === 'business' ? random.sample([3, 4, 5], random.int(1, 2))
    : random.shuffled([...new Set([0, 1, 2].slice(0, random.int(1, 3)).map(() => random.weighted(priceItems.map((_, index) => index), wanted)))]);
  return places.map((place) => {
    const [, , unit, price] = priceItems[place];
    const kilos = customer[1] === 'business' ? random.int(60, 520) / 10 : random.int(20, 95) / 10;
    const quantity = unit === 'kg' ? kilos : place === 0 ? random.int(1, 10) : random.weighted([1, 2, 3, 4], [58, 26, 11, 5]);
    const now = Math.round(price * (received < '2026-02-01' ? 0.95 : 1) * (express ? 1.5 : 1) / 5) * 5;
    return [id, place + 1, quantity, now, Math.round(quantity * now * customer[7] / 100)];
  });
}

function paymentOf(random, [id, customer, , , , , status, received, , ready, collected], amount) {
  const isBusiness = customer <= businesses.length;
  if (status === 'cancelled' || (status !== 'collected' && random.chance(0.6)) || (isBusiness && random.chance(0.12))) return [];
  const atOnce = random.chance(0.35) ? received : collected ?? received;
  const paid = isBusiness ? `${plusDays((collected ?? ready ?? received).slice(0, 10), random.int(3, 30))} 11:00:00` : atOnce;
  if (paid > `${today} 12:00:00`) return [];
  const method = isBusiness ? random.weighted(['bank_transfer', 'card'], [88, 12]) : random.weighted(['card', 'cash', 'app', 'voucher'], [58, 24, 14, 4]);
  return [[id, paid, amount, method, random.chance(0.025) && paid < '2026-11-01' ? `${plusDays(paid.slice(0, 10), random.int(1, 9))} 15:20:00` : null]];
}

function stopsOf(random, [id, , , , channel, , status, received, , ready, collected]) {
  if (channel !== 'van') return [];
  const driver = (day) => random.pick(day <= '2025-11-28' ? [5, 6, 18] : [5, 5, 6]);
  const stop = (kind, day, isDone) => {
    const time = random.time(8, 17);
    const outcome = isDone ? random.weighted(['ok', 'not_home', 'refused'], [88, 10, 2]) : null;
    return [id, driver(day), kind, `${day} ${time}:00`, isDone ? `${day} ${time.slice(0, 2)}:${random.int(15, 59)}:00` : null, outcome];
  };
  const first = stop('pickup', received.slice(0, 10), true);
  if (status === 'cancelled' || ready === null) return [first];
  if (collected === null) return [first, stop('delivery', plusDays(today, random.int(1, 4)), false)];
  return [first, stop('delivery', collected.slice(0, 10), true)];
}

function complaintOf(random, [id, , shop, , , , status, , , , collected]) {
  if (status !== 'collected' || !random.chance(shop === 2 ? 0.13 : 0.06)) return [];
  const reported = plusDays(collected.slice(0, 10), random.int(0, 6));
  if (reported > today) return [];
  const solved = plusDays(reported, random.int(1, 21));
  const isSolved = solved < today && random.chance(0.85);
  const category = random.weighted(['stain_left', 'damage', 'lost_item', 'late', 'shrunk'], [32, 18, 18, 20, 12]);
  return [[id, category, reported, isSolved ? solved : null, isSolved && random.chance(0.6) ? random.int(2, 24) * 250 : null]];
}

function machinesOf(random, shop) {
  const kinds = [['washer', 2], ['dryer', 2], ['press', 1], ['dry_cleaner', shop === 4 ? 0 : 1]];
  return kinds.flatMap(([kind, count]) => Array.from({ length: shop === 1 && kind === 'washer' ? 4 : count }, (_, index) => {
    const bought = random.day(shop === 4 ? '2021-01-10' : '2015-01-10', '2025-06-01');
    const capacity = kind === 'press' ? null : random.pick(kind === 'dry_cleaner' ? [15, 18] : [12, 18, 25, 32]);
    const label = `${kind === 'dry_cleaner' ? 'C' : kind[0].toUpperCase()}${shop}${index + 1}`;
    return [shop, label, kind, random.pick(['Aquamat', 'Textra', 'Bollwerk']), capacity, bought, random.int(30, 260) * 10_000 + 50 * random.int(0, 99),
      shop === 4 ? '2026-03-31' : bought < '2018' && random.chance(0.4) ? random.day('2025-09-01', '2026-10-10') : null];
  }));
}

function runsOf(random, [id, , , kind, , capacity, , , retired]) {
  if (capacity === null) return [];
  const until = retired ?? '2026-11-14';
  const running = id === 1 || id === 17 ? [[id, `${today} 11:${id + 20}:00`, null, capacity / 2, null, null]] : [];
  const days = Array.from({ length: random.int(18, 34) }, () => random.day('2025-12-01', until)).filter((day) => weekday(day) !== 0);
  return [...running, ...days.map((day) => {
    const start = random.time(7, 17, 5);
    const minutes = kind === 'dryer' ? random.int(25, 50) : random.int(42, 95);
    const end = new Date(Date.parse(`${day}T${start}:00Z`) + minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
    const load = Math.round(capacity * random.int(40, 104)) / 100;
    const fault = random.weighted([null, 'door lock', 'drain blocked', 'overheating', 'unbalanced'], [180, 3, 5, 4, 3]);
    return [id, `${day} ${start}:00`, end, load, kind === 'washer' ? Math.round(load * random.int(62, 98)) / 10 : null, fault];
  })];
}
