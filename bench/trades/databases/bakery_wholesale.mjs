// A bakery that supplies cafés, hotels and shops; modern names, prices in cents, standing orders, soft deletes.
import { people } from '../names.mjs';
import { Random, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE employees (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, job TEXT NOT NULL, manager_id INTEGER REFERENCES employees(id),
  hired_on DATE NOT NULL, left_on DATE, hourly_wage_cents INTEGER NOT NULL, phone TEXT);
CREATE TABLE delivery_rounds (id INTEGER PRIMARY KEY, name TEXT NOT NULL, driver_id INTEGER REFERENCES employees(id), leaves_at TEXT NOT NULL, length_km REAL NOT NULL);
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, town TEXT NOT NULL, contact_name TEXT, phone TEXT, email TEXT,
  round_id INTEGER NOT NULL REFERENCES delivery_rounds(id), deliver_by TEXT NOT NULL, discount_pct REAL NOT NULL, payment_days INTEGER NOT NULL,
  customer_since DATE NOT NULL, on_hold INTEGER NOT NULL DEFAULT 0, created_at TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT);
CREATE TABLE product_groups (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE products (id INTEGER PRIMARY KEY, name TEXT NOT NULL, group_id INTEGER NOT NULL REFERENCES product_groups(id), price_cents INTEGER NOT NULL,
  weight_g INTEGER NOT NULL, is_vegan INTEGER NOT NULL, is_organic INTEGER NOT NULL, discontinued_on DATE);
CREATE TABLE standing_orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers(id), weekday TEXT NOT NULL, starts_on DATE NOT NULL,
  ends_on DATE, created_at TEXT NOT NULL);
CREATE TABLE standing_order_items (id INTEGER PRIMARY KEY, standing_order_id INTEGER NOT NULL REFERENCES standing_orders(id),
  product_id INTEGER NOT NULL REFERENCES products(id), quantity INTEGER NOT NULL);
CREATE TABLE deliveries (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers(id), standing_order_id INTEGER REFERENCES standing_orders(id),
  driver_id INTEGER REFERENCES employees(id), ordered_at TEXT NOT NULL, delivery_date DATE NOT NULL, delivered_at TEXT, status TEXT NOT NULL);
CREATE TABLE delivery_items (id INTEGER PRIMARY KEY, delivery_id INTEGER NOT NULL REFERENCES deliveries(id), product_id INTEGER NOT NULL REFERENCES products(id),
  quantity INTEGER NOT NULL, unit_price_cents INTEGER NOT NULL, discount_pct REAL NOT NULL);
CREATE TABLE invoices (id INTEGER PRIMARY KEY, number TEXT NOT NULL, customer_id INTEGER NOT NULL REFERENCES customers(id), issued_on DATE NOT NULL,
  due_on DATE NOT NULL, amount_cents INTEGER NOT NULL, paid_on DATE);
CREATE TABLE complaints (id INTEGER PRIMARY KEY, delivery_id INTEGER NOT NULL REFERENCES deliveries(id), reported_at TEXT NOT NULL, reason TEXT NOT NULL,
  credit_cents INTEGER, resolved_at TEXT);
`;

const employees = [
  ['Petra', 'Holloway', 'bakery manager', null, '2011-03-14', null, 3_150, '555-0101'], ['Morten', 'Egan', 'head baker', 1, '2013-09-02', null, 2_700, '555-0102'],
  ['Salma', 'Ibrahim', 'baker', 2, '2018-05-21', null, 2_080, '555-0103'], ['Julian', 'Booth', 'baker', 2, '2020-01-13', null, 2_010, null],
  ['Freya', 'Lindgren', 'baker', 2, '2024-08-05', null, 1_840, '555-0105'], ['Hector', 'Molina', 'pastry chef', 2, '2016-11-07', null, 2_390, '555-0106'],
  ['Agnes', 'Quirke', 'pastry chef', 2, '2009-06-01', '2026-06-30', 2_460, '555-0107'],
  ['Connor', 'Tate', 'transport supervisor', 1, '2015-02-16', null, 2_350, '555-0108'],
  ['Wanda', 'Kovacs', 'driver', 8, '2017-04-10', null, 1_790, '555-0109'], ['Yusuf', 'Acheampong', 'driver', 8, '2019-10-01', null, 1_760, '555-0110'],
  ['Leah', 'Crane', 'driver', 8, '2022-03-28', null, 1_720, '555-0111'], ['Otto', 'Becker', 'driver', 8, '2025-09-15', null, 1_650, null],
  ['Gavin', 'Pike', 'driver', 8, '2021-07-19', '2026-09-30', 1_730, '555-0113'], ['Irene', 'Dupont', 'office clerk', 1, '2014-01-20', null, 2_120, '555-0114'],
];
const rounds = [['Harbour', 9, '03:45', 31.5], ['Old Town', 10, '04:00', 18.2], ['University', 11, '04:15', 24.8],
  ['Hillside', 12, '03:30', 57.4], ['Airport', null, '03:15', 46]];
const groups = ['Bread', 'Rolls', 'Pastries', 'Cakes', 'Seasonal'];
const products = [
  ['Country Sourdough', 1, 420, 1_000, 1, 1, null], ['Dark Rye Loaf', 1, 390, 750, 1, 1, null], ['White Tin Loaf', 1, 265, 800, 0, 0, null],
  ['Seeded Spelt Loaf', 1, 445, 700, 1, 1, null],
  ['Baguette', 1, 175, 280, 1, 0, null], ['Focaccia Tray', 1, 980, 1_600, 1, 0, null], ['Plain Roll', 2, 38, 60, 1, 0, null], ['Poppy Roll', 2, 45, 62, 1, 0, null],
  ['Burger Bun', 2, 62, 85, 0, 0, null], ['Bagel', 2, 78, 110, 1, 0, '2026-09-18'],
  ['Butter Croissant', 3, 115, 70, 0, 0, null], ['Almond Croissant', 3, 165, 95, 0, 0, null],
  ['Pain au Chocolat', 3, 140, 80, 0, 0, null], ['Cinnamon Swirl', 3, 150, 105, 0, 0, null], ['Oat & Apple Bar', 3, 130, 90, 1, 1, null],
  ['Lemon Drizzle Cake', 4, 1_450, 1_200, 0, 0, null], ['Carrot Cake', 4, 1_680, 1_350, 0, 0, null], ['Vegan Brownie Slab', 4, 1_540, 1_400, 1, 0, '2026-10-30'],
  ['Hot Cross Bun', 5, 72, 75, 0, 0, null], ['Fruit Stollen', 5, 1_120, 900, 0, 0, null],
];
const customers = [
  ['Café Lantern', 'café', 'Port Ellery', 1], ['The Tide Table', 'restaurant', 'Port Ellery', 1], ['Quayside Deli', 'shop', 'Port Ellery', 1],
  ['Hotel Meridian', 'hotel', 'Port Ellery', 1],
  ['Gull & Anchor', 'restaurant', 'Port Ellery', 1], ['Boathouse Coffee', 'café', 'Port Ellery', 1], ['Clocktower Café', 'café', 'Marbridge', 2],
  ['Grand Hotel Belmont', 'hotel', 'Marbridge', 2],
  ['Rosemary & Rye', 'restaurant', 'Marbridge', 2], ['Market Hall Grocers', 'shop', 'Marbridge', 2], ['Penny Lane Tearoom', 'café', 'Marbridge', 2],
  ['Bistro Aubergine', 'restaurant', 'Marbridge', 2],
  ['Cobbler Street Deli', 'shop', 'Marbridge', 2], ['Bean Theory', 'café', 'Marbridge', 3], ['Campus Kitchen', 'canteen', 'Marbridge', 3],
  ['St Hilda School', 'canteen', 'Marbridge', 3],
  ['The Inkwell', 'café', 'Marbridge', 3], ['Northgate Hospital Canteen', 'canteen', 'Marbridge', 3], ['Second Breakfast', 'café', 'Marbridge', 3],
  ['Fern & Fig', 'restaurant', 'Marbridge', 3],
  ['Upper Farm Shop', 'shop', 'Hexcombe', 4], ['The Shepherd Inn', 'hotel', 'Hexcombe', 4], ['Ridgeway Stores', 'shop', 'Hexcombe', 4],
  ['Viewpoint Café', 'café', 'Hexcombe', 4], ['Larch Tree Lodge', 'hotel', 'Hexcombe', 4],
  ['Skyline Catering', 'canteen', 'Fallow Cross', 5], ['Runway Hotel', 'hotel', 'Fallow Cross', 5], ['Gate Nine Coffee', 'café', 'Fallow Cross', 5],
  ['Fallow Cross Motors Canteen', 'canteen', 'Fallow Cross', 5], ['Crossways Diner', 'restaurant', 'Fallow Cross', 5], ['Terminal Bites', 'shop', 'Fallow Cross', 5],
];
const likely = {
  café: [11, 11, 13, 14, 15, 16, 17, 12], restaurant: [1, 2, 5, 6, 7], shop: [1, 2, 3, 4, 5, 11, 18], hotel: [7, 8, 11, 13, 3, 5, 1], canteen: [3, 7, 9, 10, 8],
};
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const today = '2026-11-16';
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);

export function fill(insert) {
  const random = new Random(5501);
  const person = people(random);
  insert('employees', numbered(employees));
  insert('delivery_rounds', numbered(rounds));
  const clients = numbered(customers.map((row, index) => customer(random, person, row, index)));
  insert('customers', clients);
  insert('product_groups', numbered(groups.map((name) => [name])));
  insert('products', numbered(products));
  const standing = numbered(clients.flatMap((row) => standingOf(random, row)));
  insert('standing_orders', standing);
  const items = standing.flatMap(([id, client]) => basketOf(random, clients[client - 1]).map((item) => [id, ...item]));
  insert('standing_order_items', numbered(items));
  const drafts = [...standing.flatMap((order) => regularOf(random, order, clients)), ...clients.flatMap((row) => extraOf(random, row))];
  const deliveries = numbered(drafts.toSorted((a, b) => (a[4] < b[4] ? -1 : 1)));
  insert('deliveries', deliveries);
  const lines = deliveries.flatMap((row) => linesOf(random, { row, items, discount: clients[row[1] - 1][9] }));
  insert('delivery_items', numbered(lines));
  insert('invoices', invoicesOf(random, { clients, deliveries, lines }).map(([day, ...row], index) => [index + 1,
    `R-26${twoDigits(Number(day.slice(5, 7)))}-${String(index + 101)}`, row[0], day, ...row.slice(1)]));
  insert('complaints', numbered(deliveries.filter(([, client, , , , day, , status]) => day < '2026-11-14' && (status === 'refused' || (status === 'delivered'
    && random.chance(client % 7 === 3 ? 0.2 : 0.05)))).map((row) => complaint(random, row))));
}

function customer(random, person, [name, kind, town, round], index) {
  const since = index === 18 || index === 29 ? random.day('2026-03-01', '2026-06-20') : random.day('2013-01-10', '2026-04-01');
  const created = since < '2022-05-02' ? '2022-05-02 08:00:00' : `${since} ${random.time(8, 17)}:00`;
  const email = random.chance(0.8) && index !== 12 ? `orders@${name.toLowerCase().replaceAll('é', 'e').replaceAll(/[^a-z]+/g, '')}.example` : null;
  const deleted = index === 12 || index === 22 ? `2026-${index === 12 ? '09-25' : '10-12'} 16:20:00` : null;
  return [name, kind, town, random.chance(0.9) ? person().join(' ') : null, `555-${String(2_000 + index * 37)}`, email, round, random.pick(['06:00', '06:30', '07:00']),
    random.weighted([0, 2.5, 5, 8, 12], [34, 20, 24, 14, 8]), random.pick([10, 14, 14, 30]), since, [4, 12, 25].includes(index), created,
    `2026-${twoDigits(random.int(5, 11))}-0${random.int(1, 9)} 09:00:00`, deleted];
}

function standingOf(random, [id, , , , , , , , , , , since, , , , deleted]) {
  if (id === 10 || id === 30) return [];
  const count = random.weighted([1, 2, 3], [50, 38, 12]);
  const isAllOver = deleted !== null || id === 24 || id === 5;
  return random.sample(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Fri', 'Sat', 'Sat'], count).filter((day, index, list) => list.indexOf(day) === index).map((day) => {
    const start = random.day(since > '2025-01-06' ? since : '2025-01-06', '2026-08-01' > since ? '2026-08-01' : since);
    const over = id === 24 ? '2026-10-31' : id === 5 ? '2026-09-30' : deleted?.slice(0, 10);
    const end = isAllOver ? over : random.chance(0.06) ? random.day('2026-09-01', '2026-11-10') : null;
    return [id, day, start, end, `${start} 12:00:00`];
  });
}

function basketOf(random, [, , kind]) {
  const kinds = [...new Set(random.sample(likely[kind], random.weighted([1, 2, 3], [25, 50, 25])))];
  return kinds.map((product) => [product, quantityOf(random, product)]);
}

function quantityOf(random, product) {
  const price = products[product - 1][2];
  return price < 100 ? random.int(4, 18) * 10 : price < 200 ? random.int(4, 16) * 5 : price < 600 ? random.int(4, 30) : random.int(1, 6);
}

function regularOf(random, [id, client, day, start, end], clients) {
  const rows = [];
  for (let date = '2026-08-03'; date <= '2026-11-21'; date = plusDays(date, 1)) {
    const isDue = days[weekday(date)] === day && date >= start && (end === null || date <= end) && random.chance(0.95);
    if (isDue) rows.push(delivery(random, { client: clients[client - 1], order: id, date, ordered: `${plusDays(date, -7)} 00:05:00` }));
  }
  return rows;
}

function extraOf(random, client) {
  const [id, , , , , , , , , , , since] = client;
  const count = id === 30 ? 0 : id === 10 ? 9 : random.weighted([0, 1, 3, 5], [30, 30, 25, 15]);
  const first = since > '2026-08-05' ? plusDays(since, 2) : '2026-08-05';
  return Array.from({ length: count }, () => random.day(first, '2026-11-19')).filter((date) => weekday(date) !== 0).map((date) => {
    const day = plusDays(date, -random.int(1, 4));
    return delivery(random, { client, order: null, date, ordered: `${day >= today ? '2026-11-14' : day} ${random.time(8, 18)}:00` });
  });
}

function delivery(random, { client: [id, , , , , , , round, by], order, date, ordered }) {
  const usual = rounds[round - 1][1] ?? (date <= '2026-09-30' ? 13 : 8);
  const driver = random.chance(0.9) ? usual : random.pick([9, 10, 11, 12]);
  const status = date > today ? 'planned' : random.weighted(['delivered', 'cancelled', 'refused'], [94, 4.5, 1.5]);
  const minutes = Number(by.slice(0, 2)) * 60 + Number(by.slice(3)) - random.weighted([85, 50, 25, 10, -12, -40], [15, 30, 28, 15, 9, 3]) + random.int(-4, 4);
  const arrived = status === 'delivered' ? `${date} ${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:00` : null;
  return [id, order, status === 'cancelled' ? null : driver, ordered, date, arrived, status];
}

function linesOf(random, { row: [id, , order, , , date], items, discount }) {
  const wanted = order === null ? [extraBasket(random, date)] : items.filter(([standing]) => standing === order).map(([, product, quantity]) => [product, quantity]);
  const sold = wanted.filter(([product]) => products[product - 1][6] === null || date <= products[product - 1][6]);
  return sold.map(([product, quantity]) => [id, product, random.chance(0.85) ? quantity : Math.max(1, Math.round(quantity * (0.6 + random.next() * 0.8))),
    products[product - 1][2] - (date < '2026-09-01' ? Math.round(products[product - 1][2] * 0.04) : 0),
    random.chance(0.96) ? discount : discount + 5]);
}

function extraBasket(random, date) {
  const product = date >= '2026-11-01' && random.chance(0.6) ? 20 : random.pick([1, 3, 6, 11, 12, 14, 16, 17]);
  return [product, quantityOf(random, product)];
}

function invoicesOf(random, { clients, deliveries, lines }) {
  const rows = [];
  for (let month = 1; month <= 10; month += 1) {
    const issued = `2026-${twoDigits(month + 1)}-01`;
    for (const [id, , , , , , , , , , payment, since] of clients) {
      const amount = since >= issued ? 0 : month < 8 ? (id % 10 === 0 ? 0 : random.int(90, 1_900) * 100 + random.int(0, 99)) : billed({ id, month, deliveries, lines });
      if (amount > 0) rows.push([issued, id, ...settled(random, { issued, payment, month, id }), amount]);
    }
  }
  return rows.map(([issued, id, due, paid, amount]) => [issued, id, due, amount, paid]);
}

function billed({ id, month, deliveries, lines }) {
  const own = deliveries.filter(([, client, , , , date, , status]) => client === id && status === 'delivered' && Number(date.slice(5, 7)) === month);
  const keys = new Set(own.map(([key]) => key));
  return Math.round(lines.filter(([key]) => keys.has(key)).reduce((sum, [, , quantity, price, discount]) => sum + quantity * price * (1 - discount / 100), 0));
}

function settled(random, { issued, payment, month, id }) {
  const due = plusDays(issued, payment);
  const paid = plusDays(issued, Math.max(1, payment + random.weighted([-8, -3, 0, 4, 15], [25, 30, 20, 15, 10])));
  const isOpen = paid >= today || ((id === 8 || id === 5) && month > 8) || random.chance(0.03);
  return [due, isOpen ? null : paid];
}

function complaint(random, [id, , , , , date, , status]) {
  const late = plusDays(date, random.weighted([0, 1, 2], [60, 30, 10]));
  const reported = `${late} ${random.time(8, 17)}:00`;
  const isOpen = random.chance(late > '2026-11-01' ? 0.4 : 0.08);
  const answered = plusDays(late, random.weighted([0, 1, 3, 7], [20, 40, 25, 15]));
  const resolved = isOpen || answered >= today ? null : `${answered} 17:${twoDigits(random.int(10, 59))}:00`;
  const reason = status === 'refused' ? random.pick(['stale', 'damaged'])
    : random.weighted(['late', 'missing items', 'wrong items', 'stale', 'damaged'], [26, 30, 20, 12, 12]);
  return [id, reported, reason, resolved === null || random.chance(0.35) ? null : random.int(4, 60) * 100, resolved];
}
