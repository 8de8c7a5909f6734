// A chain of five flower shops; modern names, quantity times price less discount, words for states, soft deletes.
import { people } from '../names.mjs';
import { Random, cents, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE shops (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL, opened_on DATE NOT NULL, closed_on DATE, monthly_rent REAL NOT NULL);
CREATE TABLE staff (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, role TEXT NOT NULL, shop_id INTEGER NOT NULL REFERENCES shops(id),
  supervisor_id INTEGER REFERENCES staff(id), hourly_wage REAL NOT NULL, hours_per_week INTEGER NOT NULL, hired_on DATE NOT NULL, left_on DATE);
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, email TEXT, phone TEXT, city TEXT NOT NULL, birthday TEXT,
  created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL, deleted_at TIMESTAMP);
CREATE TABLE suppliers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, lead_time_days INTEGER NOT NULL, is_organic BOOLEAN NOT NULL);
CREATE TABLE products (id INTEGER PRIMARY KEY, name TEXT NOT NULL, category TEXT NOT NULL, price REAL NOT NULL, stem_length_cm INTEGER,
  supplier_id INTEGER REFERENCES suppliers(id), discontinued_at TIMESTAMP);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers(id), shop_id INTEGER NOT NULL REFERENCES shops(id),
  taken_by INTEGER REFERENCES staff(id), channel TEXT NOT NULL, occasion TEXT, ordered_at TIMESTAMP NOT NULL, fulfilment TEXT NOT NULL, due_on DATE NOT NULL,
  completed_at TIMESTAMP, status TEXT NOT NULL, delivery_fee REAL NOT NULL, paid_at TIMESTAMP, payment_method TEXT, updated_at TIMESTAMP NOT NULL);
CREATE TABLE order_items (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders(id), product_id INTEGER NOT NULL REFERENCES products(id),
  quantity INTEGER NOT NULL, unit_price REAL NOT NULL, discount_percent REAL NOT NULL);
CREATE TABLE purchases (id INTEGER PRIMARY KEY, supplier_id INTEGER NOT NULL REFERENCES suppliers(id), shop_id INTEGER NOT NULL REFERENCES shops(id),
  ordered_on DATE NOT NULL, arrived_on DATE, weight_kg REAL NOT NULL, cost REAL NOT NULL, quality_score INTEGER);
CREATE TABLE write_offs (id INTEGER PRIMARY KEY, shop_id INTEGER NOT NULL REFERENCES shops(id), product_id INTEGER NOT NULL REFERENCES products(id),
  written_off_on DATE NOT NULL, quantity INTEGER NOT NULL, reason TEXT NOT NULL);
CREATE TABLE subscriptions (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers(id), shop_id INTEGER NOT NULL REFERENCES shops(id),
  frequency TEXT NOT NULL, price_per_delivery REAL NOT NULL, started_on DATE NOT NULL, paused_until DATE, cancelled_on DATE);
CREATE TABLE order_events (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders(id), staff_id INTEGER REFERENCES staff(id), event TEXT NOT NULL,
  happened_at TIMESTAMP NOT NULL);
`;

const shops = [['Market Square', 'Alderwick', '2008-03-01', null, 2_400], ['Station Arcade', 'Alderwick', '2013-09-16', null, 3_150],
  ['Harbour Street', 'Penmouth', '2016-04-04', null, 1_980], ['Abbey Gate', 'Lowminster', '2019-02-11', null, 1_650],
  ['Riverside Mall', 'Penmouth', '2021-10-01', '2026-06-30', 2_870]];
const staff = [ // role, shop, supervisor, wage, hours, hired, left
  ['owner', 1, null, 32, 45, '2008-03-01', null], ['shop manager', 1, 1, 21.5, 38, '2011-05-02', null], ['florist', 1, 2, 16.8, 38, '2017-08-01', null],
  ['florist', 1, 2, 15.9, 24, '2022-03-14', null], ['driver', 1, 2, 14.2, 30, '2020-06-01', null], ['shop manager', 2, 1, 20.5, 38, '2013-09-16', null],
  ['florist', 2, 6, 16.4, 32, '2018-01-08', null], ['trainee', 2, 6, 9.8, 38, '2025-09-01', null], ['driver', 2, 6, 13.9, 20, '2024-02-01', null],
  ['shop manager', 3, 1, 19.9, 38, '2016-04-04', null], ['florist', 3, 10, 15.6, 28, '2021-11-15', null], ['florist', 3, 10, 15.2, 38, '2023-05-02', '2026-08-31'],
  ['shop manager', 4, 1, 19.2, 38, '2019-02-11', null], ['florist', 4, 13, 15, 20, '2024-10-01', null], ['trainee', 4, 13, 9.6, 38, '2026-09-01', null],
  ['florist', 5, 10, 15.3, 38, '2021-10-01', '2026-06-30'], ['driver', 3, 10, 14, 18, '2026-07-01', null]];
const suppliers = [['Van Rhijn Export', 'Netherlands', 2, 0], ['Tulip Brothers', 'Netherlands', 3, 0], ['Naivasha Roses', 'Kenya', 6, 0],
  ['Green Acre Nursery', 'England', 1, 1], ['Fiori di Sanremo', 'Italy', 4, 0], ['Hollow Lane Growers', 'England', 1, 1], ['Quito Blooms', 'Ecuador', 8, 0]];
const products = [['Red Rose', 'Cut flowers', 3.2, 60, 3], ['White Rose', 'Cut flowers', 3.2, 60, 3], ['Tulip', 'Cut flowers', 1.4, 40, 2],
  ['Sunflower', 'Cut flowers', 2.9, 70, 4], ['Lily', 'Cut flowers', 4.1, 65, 1], ['Peony', 'Cut flowers', 5.5, 50, 6], ['Gerbera', 'Cut flowers', 2.1, 45, 5],
  ['Hydrangea', 'Cut flowers', 6.8, 50, 1], ['Small Mixed Bouquet', 'Bouquets', 24, null, null], ['Large Mixed Bouquet', 'Bouquets', 45, null, null],
  ['Luxury Bouquet', 'Bouquets', 79, null, null], ['Bridal Bouquet', 'Bouquets', 140, null, null], ['Funeral Wreath', 'Arrangements', 95, null, null],
  ['Table Arrangement', 'Arrangements', 58, null, null], ['Advent Wreath', 'Arrangements', 42, null, null], ['Orchid', 'Plants', 29, null, 1],
  ['Peace Lily', 'Plants', 22, null, 4], ['Monstera', 'Plants', 38, null, 4], ['Glass Vase', 'Extras', 18, null, null], ['Greeting Card', 'Extras', 3.5, null, null],
  ['Chocolates', 'Extras', 12.5, null, null], ['Dyed Carnation', 'Cut flowers', 2.4, 50, 5, '2026-01-31 18:00:00'], ['Bonsai', 'Plants', 65, null, 7]];
const firms = [['Hotel Meridian', 'Alderwick'], ['Larkspur Events', 'Alderwick'], ['Castell & Sons Undertakers', 'Lowminster'], ['The Copper Kettle', 'Alderwick'],
  ['Penmouth Theatre', 'Penmouth'], ['Brightside Dental', 'Alderwick'], ['Alderwick Town Hall', 'Alderwick'], ['Oakfield Care Home', 'Thorpe Hill'],
  ['Studio Vermeil', 'Penmouth'], ['Lowminster Abbey', 'Lowminster'], ['Kestrel Software', 'Alderwick'], ['Pier Nine Restaurant', 'Penmouth']];
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(515_151);
  const person = people(random);
  insert('shops', numbered(shops));
  insert('staff', numbered(staff.map((row) => [person().join(' '), ...row])));
  const customers = [...firms.map(([name, city]) => customer(random, name, city)), ...Array.from({ length: 118 }, () => customer(random, person().join(' ')))];
  insert('customers', numbered(customers));
  insert('suppliers', numbered(suppliers));
  insert('products', numbered(products.map(([name, category, price, stem, supplier, gone]) => [name, category, price, stem, supplier, gone ?? null])));
  const orders = ordersOf(new Random(8), customers);
  insert('orders', numbered(orders));
  const items = orders.flatMap((order, index) => itemsOf(random, order, index + 1));
  insert('order_items', numbered(items));
  insert('purchases', numbered(purchases(random)));
  insert('write_offs', numbered(writeOffs(random)));
  insert('subscriptions', numbered(Array.from({ length: 34 }, () => subscription(random))));
  insert('order_events', numbered(orders.flatMap((order, index) => eventsOf(random, order, index + 1))));
}

function numbered(rows) {
  return rows.map((row, index) => [index + 1, ...row]);
}

function clock(random, from, to) {
  return `${random.time(from, to, 1)}:${random.int(10, 59)}`;
}

function customer(random, name, seat) {
  const kind = seat === undefined ? 'private' : 'business';
  const mail = kind === 'business' ? `office@${name.toLowerCase().replace(/[^a-z]+/g, '')}.example` : `${name.toLowerCase().replace(' ', '.')}@inbox.example`;
  const city = seat ?? random.weighted(['Alderwick', 'Penmouth', 'Lowminster', 'Thorpe Hill'], [45, 28, 18, 9]);
  const created = `${random.day('2021-01-04', '2025-12-20')} ${clock(random, 9, 18)}`;
  const deleted = kind === 'private' && random.chance(0.12) ? `${random.day('2026-02-01', '2026-10-31')} ${clock(random, 9, 18)}` : null;
  const birthday = kind === 'private' && random.chance(0.4) ? random.day('2026-01-01', '2026-12-31').slice(5) : null;
  return [name, kind, random.chance(0.82) ? mail : null, random.chance(0.7) ? `07${random.int(100, 999)} ${random.int(100_000, 999_999)}` : null, city, birthday, created,
    deleted ?? `${random.day('2026-11-10', today)} ${clock(random, 9, 18)}`, deleted];
}

function ordersOf(random, customers) {
  const periods = [['2025-01-06', '2025-12-30'], ['2026-01-03', '2026-09-30'], ['2026-10-01', '2026-11-01'], ['2026-11-02', today], ['2026-02-05', '2026-02-13'],
    ['2026-05-04', '2026-05-09']];
  const days = Array.from({ length: 450 }, () => random.day(...random.weighted(periods, [38, 36, 8, 10, 5, 3])));
  return days.toSorted((a, b) => (a < b ? -1 : 1)).map((day) => order(random, customers, day));
}

function order(random, customers, day) {
  const shop = random.weighted(day < '2026-06-30' ? [1, 2, 3, 4, 5] : [1, 2, 3, 4], [34, 28, 18, 14, 9].slice(0, day < '2026-06-30' ? 5 : 4));
  const channel = random.weighted(['counter', 'phone', 'web'], [40, 25, 35]);
  const buyer = random.chance(0.3) ? random.int(1, 12) : random.int(13, 126);
  const known = channel !== 'counter' || random.chance(0.35) ? buyer : null;
  const sellers = staff.flatMap(([role, at, , , , hired, left], index) => (at === shop && role !== 'driver' && hired <= day && (left ?? day) >= day ? [index + 1] : []));
  const fulfilment = channel === 'counter' ? (random.chance(0.15) ? 'delivery' : 'pickup') : random.chance(0.75) ? 'delivery' : 'pickup';
  const isLater = day > '2026-11-04' && random.chance(0.5);
  const wait = fulfilment === 'pickup' && channel === 'counter' ? 0 : isLater ? random.int(2, 18) : random.weighted([0, 1, 2, 5, 12], [10, 40, 25, 15, 10]);
  const due = plusDays(day, wait);
  const isCancelled = wait > 0 && random.chance(0.11);
  const isDone = !isCancelled && due < today;
  const done = isDone ? `${plusDays(due, random.chance(0.07) && due < '2026-11-14' ? 1 : 0)} ${clock(random, 15, 18)}` : null;
  const status = isCancelled ? 'cancelled' : isDone ? (fulfilment === 'pickup' ? 'collected' : 'delivered') : due === today && random.chance(0.5) ? 'ready' : 'new';
  const ordered = `${day} ${clock(random, 9, 15)}`;
  const isFirm = known !== null && known <= 12;
  const method = random.weighted(['card', 'cash', 'invoice', 'online'], channel === 'web' ? [0, 0, isFirm ? 30 : 0, 70] : [62, 22, isFirm ? 70 : 0, 0]);
  const isUnpaid = isCancelled || (method === 'invoice' && (day > '2026-10-20' || random.chance(0.15))) || (status === 'new' && method !== 'online');
  const paid = isUnpaid ? null : method === 'invoice' ? `${plusDays(day, random.int(5, 24))} 00:00:00` : ordered;
  const occasion = occasionOf(random, day);
  const fee = fulfilment === 'delivery' ? random.pick([4.9, 4.9, 6.9, 9.9]) : 0;
  return [known, shop, channel === 'web' ? null : random.pick(sellers), channel, occasion, ordered, fulfilment, due, done, status, fee, paid,
    paid === null ? null : method, done ?? ordered];
}

function occasionOf(random, day) {
  if (day.slice(5) > '02-04' && day.slice(5) < '02-14' && random.chance(0.7)) return "Valentine's Day";
  if (day.slice(5) > '05-03' && day.slice(5) < '05-10' && random.chance(0.7)) return "Mother's Day";
  return random.weighted(['birthday', 'funeral', 'wedding', 'thank you', 'anniversary', null], [26, 11, 6, 14, 10, 33]);
}

function itemsOf(random, [, , , , occasion, ordered], order) {
  const main = { funeral: [13, 5, 14], wedding: [12, 14, 6], "Valentine's Day": [1, 1, 11] }[occasion] ?? [1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 10, 10, 11, 14, 16, 17, 18, 22];
  const extra = random.weighted([0, 1, 2], [58, 32, 10]);
  const chosen = [random.pick(main), ...random.sample([19, 20, 20, 21, 9, 16, 15], extra)].map((id) => (id === 22 && ordered > '2026-01-31' ? 7 : id))
    .map((id) => (id === 15 && !['11', '12'].includes(ordered.slice(5, 7)) ? 20 : id));
  const discount = random.weighted([0, 5, 10, 20], [78, 8, 10, 4]);
  return [...new Set(chosen)].map((id) => {
    const [, category, price] = products[id - 1];
    const quantity = category === 'Cut flowers' ? random.int(1, 5) * 5 : random.weighted([1, 2, 4], [86, 10, 4]);
    return [order, id, quantity, cents(ordered < '2026' ? price * 0.95 : price), discount];
  });
}

function purchases(random) {
  return Array.from({ length: 260 }, () => random.day('2025-09-01', '2026-11-15')).toSorted((a, b) => (a < b ? -1 : 1)).map((ordered) => {
    const supplier = random.weighted([1, 2, 3, 4, 5, 6], [30, 22, 18, 14, 9, 7]);
    const shop = random.weighted(ordered < '2026-06-25' ? [1, 2, 3, 4, 5] : [1, 2, 3, 4], [34, 28, 18, 14, 9].slice(0, ordered < '2026-06-25' ? 5 : 4));
    const arrived = plusDays(ordered, suppliers[supplier - 1][2] + random.weighted([0, 1, 3], [78, 16, 6]));
    const weight = random.int(60, 480) / 10;
    const isHere = arrived <= today;
    const score = isHere && random.chance(0.8) ? random.weighted([2, 3, 4, 5], [8, 22, 42, 28]) : null;
    return [supplier, shop, ordered, isHere ? arrived : null, weight, cents(weight * random.int(55, 110) / 10), score];
  });
}

function writeOffs(random) {
  return Array.from({ length: 190 }, () => random.day('2025-11-03', '2026-11-15')).toSorted((a, b) => (a < b ? -1 : 1)).map((day) => {
    const shop = random.weighted(day < '2026-06-30' ? [1, 2, 3, 4, 5] : [1, 2, 3, 4], [30, 30, 18, 12, 14].slice(0, day < '2026-06-30' ? 5 : 4));
    return [shop, random.pick([1, 1, 2, 3, 3, 4, 5, 6, 7, 8, 16, 17]), day, random.int(1, 30), random.weighted(['wilted', 'broken', 'frost', 'theft'], [70, 18, 8, 4])];
  });
}

function subscription(random) {
  const frequency = random.weighted(['weekly', 'fortnightly', 'monthly'], [5, 3, 4]);
  const started = random.day('2024-02-01', '2026-11-01');
  const cancelled = random.chance(0.25) ? random.day(started < '2025-12-01' ? '2026-01-01' : started, '2026-11-12') : null;
  const paused = cancelled === null && random.chance(0.14) ? random.day('2026-11-23', '2027-01-15') : null;
  return [random.chance(0.4) ? random.int(1, 12) : random.int(13, 126), random.int(1, 4), frequency, random.pick([25, 30, 35, 45, 60, 90]), started, paused, cancelled];
}

function eventsOf(random, [, shop, seller, , , ordered, , due, done, status], order) {
  const who = seller ?? { 1: 2, 2: 6, 3: 10, 4: 13, 5: 16 }[shop];
  const events = [];
  if (random.chance(0.14)) events.push([order, who, 'address changed', `${ordered.slice(0, 10)} 16:${random.int(10, 59)}:00`]);
  if (status === 'cancelled') events.push([order, who, 'cancelled', `${plusDays(due, -1)} 17:${random.int(10, 59)}:00`]);
  const isPast = done !== null && done < '2026-11-09';
  if (isPast && random.chance(0.06)) events.push([order, who, 'complaint', `${plusDays(done.slice(0, 10), random.int(0, 3))} 10:${random.int(10, 59)}:00`]);
  if (isPast && random.chance(0.12)) events.push([order, null, 'thank-you note', `${plusDays(done.slice(0, 10), random.int(1, 6))} 20:${random.int(10, 59)}:00`]);
  return events;
}
