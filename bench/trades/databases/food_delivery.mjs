// A food delivery service in one city; modern names, money in cents, an order with a moment for each of its steps.
import { people } from '../names.mjs';
import { Random, epochSeconds, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE zones (id INTEGER PRIMARY KEY, name TEXT NOT NULL, base_fee_cents INTEGER NOT NULL, launched_on DATE NOT NULL);
CREATE TABLE restaurants (id INTEGER PRIMARY KEY, name TEXT NOT NULL, cuisine TEXT NOT NULL, zone_id INTEGER NOT NULL REFERENCES zones(id), commission_rate REAL NOT NULL,
  joined_on DATE NOT NULL, is_active INTEGER NOT NULL DEFAULT 1, created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL);
CREATE TABLE menu_items (id INTEGER PRIMARY KEY, restaurant_id INTEGER NOT NULL REFERENCES restaurants(id), name TEXT NOT NULL, category TEXT NOT NULL,
  price_cents INTEGER NOT NULL, is_vegetarian INTEGER NOT NULL, deleted_at TIMESTAMP);
CREATE TABLE customers (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT, zone_id INTEGER NOT NULL REFERENCES zones(id),
  signed_up_at TIMESTAMP NOT NULL, referred_by_id INTEGER REFERENCES customers(id), blocked_at TIMESTAMP, updated_at TIMESTAMP NOT NULL);
CREATE TABLE couriers (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, vehicle TEXT NOT NULL, zone_id INTEGER NOT NULL REFERENCES zones(id), started_on DATE NOT NULL,
  left_on DATE, pay_per_drop_cents INTEGER NOT NULL);
CREATE TABLE courier_shifts (id INTEGER PRIMARY KEY, courier_id INTEGER NOT NULL REFERENCES couriers(id), clocked_in_at TIMESTAMP NOT NULL, clocked_out_at TIMESTAMP);
CREATE TABLE promo_codes (id INTEGER PRIMARY KEY, code TEXT NOT NULL, kind TEXT NOT NULL, value INTEGER NOT NULL, starts_on DATE NOT NULL, ends_on DATE);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers(id), restaurant_id INTEGER NOT NULL REFERENCES restaurants(id),
  courier_id INTEGER REFERENCES couriers(id), promo_code_id INTEGER REFERENCES promo_codes(id), status TEXT NOT NULL, placed_at TIMESTAMP NOT NULL,
  promised_at TIMESTAMP NOT NULL, accepted_at TIMESTAMP, picked_up_at TIMESTAMP, delivered_at TIMESTAMP, cancelled_at TIMESTAMP, subtotal_cents INTEGER NOT NULL,
  delivery_fee_cents INTEGER NOT NULL, discount_cents INTEGER NOT NULL, total_cents INTEGER NOT NULL, tip_cents INTEGER NOT NULL, distance_km REAL NOT NULL,
  payment_method TEXT NOT NULL, updated_at TIMESTAMP NOT NULL);
CREATE TABLE order_items (order_id INTEGER NOT NULL REFERENCES orders(id), menu_item_id INTEGER NOT NULL REFERENCES menu_items(id), quantity INTEGER NOT NULL,
  unit_price_cents INTEGER NOT NULL, PRIMARY KEY (order_id, menu_item_id));
CREATE TABLE ratings (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL UNIQUE REFERENCES orders(id), food_stars INTEGER NOT NULL, courier_stars INTEGER,
  comment TEXT, created_at TIMESTAMP NOT NULL);
CREATE TABLE refunds (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES orders(id), amount_cents INTEGER NOT NULL,
  reason TEXT NOT NULL, issued_at TIMESTAMP NOT NULL);
`;

const zones = [['Old Town', 199, '2023-03-01'], ['Harbour', 249, '2023-03-01'], ['University', 149, '2023-09-15'], ['Northgate', 299, '2024-05-01'],
  ['Riverside', 249, '2025-02-10'], ['Garden Hill', 349, '2026-04-01']];
const restaurants = [
  ['Bao Corner', 'Chinese', 1, 0.25, '2023-03-05', 1], ['Casa Limone', 'Italian', 1, 0.22, '2023-03-12', 1], ['Spice Harbour', 'Indian', 2, 0.25, '2023-04-02', 1],
  ['Green Fork', 'Vegan', 3, 0.2, '2023-10-01', 1], ['Burger Foundry', 'Burgers', 3, 0.28, '2023-10-20', 1], ['Noodle Lantern', 'Chinese', 4, 0.25, '2024-05-15', 1],
  ['Taverna Ilios', 'Greek', 2, 0.22, '2024-06-01', 1], ['Pita Republic', 'Lebanese', 3, 0.25, '2024-09-09', 1], ['Kumo Sushi', 'Japanese', 1, 0.3, '2024-11-11', 1],
  ['Trattoria Sole', 'Italian', 4, 0.24, '2025-01-20', 1], ['Smoke & Bun', 'Burgers', 2, 0.28, '2025-03-03', 0], ['Curry Leaf', 'Indian', 5, 0.25, '2025-04-14', 1],
  ['Pizza Volante', 'Italian', 5, 0.26, '2025-06-30', 1], ['El Comal', 'Mexican', 2, 0.25, '2026-02-02', 1], ['Hill Street Grill', 'Burgers', 6, 0.28, '2026-04-10', 1],
  ['Osaka Bowl', 'Japanese', 6, 0.3, '2026-11-09', 1],
];
const dishes = {
  Chinese: ['Pork bao', 'Tofu bao*', 'Dan dan noodles', 'Spring rolls*', 'Kung pao chicken', 'Egg fried rice*'],
  Italian: ['Margherita*', 'Diavola', 'Lasagne', 'Gnocchi al pesto*', 'Caprese salad*', 'Tiramisu*'],
  Indian: ['Butter chicken', 'Palak paneer*', 'Lamb vindaloo', 'Dal makhani*', 'Garlic naan*', 'Samosas*'],
  Vegan: ['Buddha bowl*', 'Lentil burger*', 'Falafel salad*', 'Carrot cake*', 'Ginger shot*'],
  Burgers: ['Classic burger', 'Bacon cheeseburger', 'Halloumi burger*', 'Fries*', 'Onion rings*', 'Chocolate shake*'],
  Greek: ['Chicken gyros', 'Moussaka', 'Greek salad*', 'Halloumi fries*', 'Baklava*'],
  Lebanese: ['Lamb shawarma', 'Falafel wrap*', 'Hummus plate*', 'Tabbouleh*', 'Ayran*'],
  Japanese: ['Salmon nigiri', 'Tuna roll', 'Avocado maki*', 'Chicken katsu', 'Miso soup*', 'Mochi*'],
  Mexican: ['Beef tacos', 'Mushroom tacos*', 'Chicken burrito', 'Nachos*', 'Churros*'],
};
const sides = /rolls|naan|Samosas|Fries|rings|fries|Hummus|Tabbouleh|soup|Nachos|rice|salad/;
const sweets = /Tiramisu|cake|Baklava|Mochi|Churros/;
const drinks = /shot|shake|Ayran/;
const promos = [
  ['WELCOME5', 'fixed', 500, '2025-11-01', null], ['SPRING20', 'percent', 20, '2026-03-01', '2026-05-31'], ['RAINYDAY', 'fixed', 300, '2026-09-01', '2026-12-31'],
  ['STUDENT10', 'percent', 10, '2026-09-15', '2027-06-30'], ['LUNCH15', 'percent', 15, '2026-10-01', '2026-10-31'], ['XMAS25', 'percent', 25, '2026-12-01', '2026-12-26'],
];
const comments = ['Cold when it arrived', 'Super fast!', 'Forgot the sauce', 'Lovely courier', 'Best in town', 'Portion was small', 'Spilled in the bag'];
const now = '2026-11-16 12:00:00';

export function fill(insert) {
  const random = new Random(5107);
  const person = people(random);
  insert('zones', zones.map((zone, index) => [index + 1, ...zone]));
  insert('restaurants', restaurants.map((row, index) => [index + 1, ...row, `${row[4]} 09:00:00`, '2026-10-02 03:15:00']));
  const items = restaurants.flatMap(([, cuisine], index) => menuOf(random, cuisine, index + 1)).map((row, index) => [index + 1, ...row]);
  insert('menu_items', items);
  const customers = Array.from({ length: 170 }, (_, index) => customer(random, person(), index + 1));
  insert('customers', customers);
  const couriers = Array.from({ length: 20 }, (_, index) => courier(random, person(), index + 1));
  insert('couriers', couriers);
  insert('courier_shifts', couriers.flatMap((row) => shiftsOf(random, row)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
  insert('promo_codes', promos.map((promo, index) => [index + 1, ...promo]));
  const stamps = Array.from({ length: 560 }, () => placed(random)).filter((stamp) => stamp < '2026-11-16 11:55:00').toSorted();
  const made = stamps.map((stamp, index) => order(random, { id: 1001 + index, stamp, items, customers, couriers }));
  insert('orders', made.map(({ row }) => row));
  insert('order_items', made.flatMap(({ lines }) => lines));
  const delivered = made.map(({ row }) => row).filter(([, , , , , status, stamp]) => status === 'delivered' && stamp < '2026-11-14');
  insert('ratings', delivered.filter(() => random.chance(0.42)).map((row, index) => rating(random, row, index + 1)));
  insert('refunds', delivered.filter((row) => random.chance(row[10] > row[7] ? 0.16 : 0.03)).map((row, index) => refund(random, row, index + 1)));
}

function menuOf(random, cuisine, restaurant) {
  return dishes[cuisine].map((marked) => {
    const name = marked.replace('*', '');
    const [category, from, to] = sides.test(name) ? ['side', 7, 13] : sweets.test(name) ? ['dessert', 9, 13] : drinks.test(name) ? ['drink', 5, 9] : ['main', 19, 33];
    return [restaurant, name, category, random.int(from, to) * 50 - 10, marked.endsWith('*'),
      random.chance(0.06) ? `${random.day('2026-03-01', '2026-10-30')} 08:00:00` : null];
  });
}

function customer(random, [first, last], id) {
  const joined = `${random.day('2024-01-05', '2026-11-14')} ${random.time(8, 22, 5)}:00`;
  const email = random.chance(0.95) ? `${first}.${last}${id}@post.example`.toLowerCase() : null;
  return [id, first, last, email, random.weighted([1, 2, 3, 4, 5, 6], [24, 20, 24, 14, 12, 6]), joined, id > 20 && random.chance(0.2) ? random.int(1, id - 5) : null,
    random.chance(0.03) ? `${random.day('2026-05-01', '2026-11-10')} 10:30:00` : null, '2026-11-01 02:00:00'];
}

function courier(random, [first, last], id) {
  const started = random.day('2023-03-01', id > 16 ? '2026-08-20' : '2025-10-01');
  return [id, `${first} ${last}`, random.weighted(['bike', 'e-bike', 'scooter', 'car'], [30, 34, 24, 12]), random.int(1, 6), started,
    id % 6 === 2 ? random.day('2026-06-01', '2026-11-05') : null, random.weighted([340, 360, 380, 410], [4, 3, 2, 1])];
}

function shiftsOf(random, [id, , , , started, left]) {
  const first = started > '2026-09-01' ? started : '2026-09-01';
  const rows = [];
  for (let day = plusDays(first, random.int(0, 3)); day <= (left ?? '2026-11-16'); day = plusDays(day, random.weighted([1, 2, 3, 6], [30, 30, 25, 15]))) {
    const start = `${day} ${random.pick(day === '2026-11-16' ? ['09:30:00', '10:00:00', '11:00:00'] : ['10:00:00', '11:00:00', '16:30:00', '17:00:00'])}`;
    rows.push([id, start, day === '2026-11-16' ? null : plusMinutes(start, random.int(14, 30) * 15 + random.int(-4, 6))]);
  }
  return rows;
}

function placed(random) {
  const day = random.chance(0.55) ? random.day('2026-01-02', '2026-09-15') : random.chance(0.05) ? '2026-11-16' : random.day('2026-09-16', '2026-11-16');
  const hour = day === '2026-11-16' ? random.int(10, 11) : random.weighted([11, 12, 13, 17, 18, 19, 20, 21], [8, 18, 10, 8, 18, 20, 12, 6]);
  return `${day} ${String(hour).padStart(2, '0')}:${String(random.int(0, 59)).padStart(2, '0')}:${String(random.int(0, 59)).padStart(2, '0')}`;
}

function order(random, { id, stamp, items, customers, couriers }) {
  const day = stamp.slice(0, 10);
  const open = restaurants.map((row, index) => [index + 1, ...row]).filter((row) => row[5] <= day && row[0] !== 16 && (row[6] === 1 || day < '2026-08-15'));
  const restaurant = random.weighted(open, open.map(([number]) => [9, 12, 10, 6, 11, 5, 6, 7, 8, 4, 5, 6, 9, 7, 4][number - 1]));
  const known = customers.filter(([number, , , , , joined, , blocked]) => joined < stamp && (blocked === null || blocked > stamp) && number % 12 !== 7);
  const [buyer] = known[Math.floor(known.length * random.next() ** 1.7)];
  const menu = items.filter(([, owner, , , , , gone]) => owner === restaurant[0] && (gone === null || gone > stamp));
  const chosen = random.sample(menu, random.weighted([1, 2, 3, 4], [20, 40, 28, 12]));
  const lines = chosen.map(([item, , , category, price]) => [id, item, random.weighted([1, 2, 3], category === 'main' ? [62, 30, 8] : [80, 17, 3]), price]);
  const subtotal = lines.reduce((sum, [, , quantity, price]) => sum + quantity * price, 0);
  const [promo, discount] = promoOf(random, day, subtotal);
  const fee = zones[restaurant[3] - 1][1];
  const steps = stepsOf(random, stamp);
  const riders = couriers.filter(([, , , , started, left]) => started <= day && (left === null || left >= day));
  const rider = steps.pickedUp === null ? null : random.pick(riders)[0];
  const tip = steps.status === 'delivered' && random.chance(0.38) ? random.weighted([100, 150, 200, 300, 500], [30, 20, 30, 15, 5]) : 0;
  const row = [id, buyer, restaurant[0], rider, promo, steps.status, stamp, steps.promised, steps.accepted, steps.pickedUp, steps.delivered, steps.cancelled,
    subtotal, fee, discount, subtotal + fee - discount, tip, random.int(4, 62) / 10, random.weighted(['card', 'wallet', 'cash'], [58, 30, 12]), steps.updated];
  return { row, lines };
}

function promoOf(random, day, subtotal) {
  if (!random.chance(0.24)) return [null, 0];
  const valid = promos.map((promo, index) => [index + 1, ...promo]).filter(([, , , , from, to]) => from <= day && (to === null || to >= day));
  const [id, , kind, value] = valid.length > 1 && random.chance(0.85) ? random.pick(valid.slice(1)) : valid[0];
  return [id, kind === 'fixed' ? Math.min(value, subtotal) : Math.round((subtotal * value) / 100)];
}

function stepsOf(random, stamp) {
  const promised = plusMinutes(stamp, random.pick([35, 40, 45]));
  const end = random.weighted(['delivered', 'cancelled', 'rejected'], [89, 7, 4]);
  const accepted = end === 'rejected' || (end === 'cancelled' && random.chance(0.5)) ? null : plusMinutes(stamp, random.int(1, 6));
  if (end !== 'delivered') {
    const cancelled = plusMinutes(stamp, random.int(7, 18));
    return { status: end, promised, accepted, pickedUp: null, delivered: null, cancelled, updated: cancelled };
  }
  const pickedUp = plusMinutes(accepted, random.int(9, 24));
  const delivered = plusMinutes(pickedUp, random.weighted([5, 9, 13, 18, 27], [15, 30, 30, 18, 7]) + random.int(0, 4));
  const status = accepted > now ? 'placed' : pickedUp > now ? 'preparing' : delivered > now ? 'on_the_way' : 'delivered';
  const seen = (moment) => (moment > now ? null : moment);
  return { status, promised, accepted: seen(accepted), pickedUp: seen(pickedUp), delivered: seen(delivered), cancelled: null, updated: seen(delivered) ?? now };
}

function rating(random, [order, , restaurant, , , , , promised, , , delivered], id) {
  const late = delivered > promised;
  const food = random.weighted([1, 2, 3, 4, 5], restaurant % 5 === 1 ? [6, 10, 22, 34, 28] : [3, 5, 12, 34, 46]);
  const courier = random.chance(0.82) ? random.weighted([1, 2, 3, 4, 5], late ? [14, 20, 30, 22, 14] : [1, 2, 9, 32, 56]) : null;
  return [id, order, food, courier, random.chance(0.35) ? random.pick(comments) : null, plusMinutes(delivered, random.int(5, 600))];
}

function refund(random, [order, , , , , , , promised, , , delivered, , , , , total], id) {
  const reason = delivered > promised ? random.weighted(['late', 'cold_food'], [7, 3]) : random.pick(['missing_item', 'wrong_order', 'cold_food']);
  return [id, order, random.chance(0.3) ? total : Math.round((total * random.int(2, 6)) / 10), reason, plusMinutes(delivered, random.int(30, 2_000))];
}

function plusMinutes(stamp, minutes) {
  const seconds = epochSeconds(stamp.slice(0, 10), stamp.slice(11, 16)) + minutes * 60;
  return `${new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ')}:${stamp.slice(17)}`;
}
