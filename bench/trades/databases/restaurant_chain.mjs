// A small chain of restaurants; modern names, declared keys, money in cents.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE restaurants (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL, seats INTEGER NOT NULL, opened_on DATE NOT NULL, closed_on DATE,
  has_terrace INTEGER NOT NULL, monthly_rent_cents INTEGER);
CREATE TABLE employees (id INTEGER PRIMARY KEY, restaurant_id INTEGER NOT NULL REFERENCES restaurants(id), full_name TEXT NOT NULL, job_title TEXT NOT NULL,
  hourly_wage_cents INTEGER NOT NULL, hired_on DATE NOT NULL, left_on DATE, manager_id INTEGER REFERENCES employees(id));
CREATE TABLE shifts (id INTEGER PRIMARY KEY, employee_id INTEGER NOT NULL REFERENCES employees(id), work_date DATE NOT NULL, hours REAL NOT NULL,
  called_in_sick INTEGER NOT NULL);
CREATE TABLE menu_categories (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE menu_items (id INTEGER PRIMARY KEY, category_id INTEGER NOT NULL REFERENCES menu_categories(id), name TEXT NOT NULL, price_cents INTEGER NOT NULL,
  cost_cents INTEGER, is_vegan INTEGER NOT NULL, is_vegetarian INTEGER NOT NULL, retired_on DATE);
CREATE TABLE bills (id INTEGER PRIMARY KEY, restaurant_id INTEGER NOT NULL REFERENCES restaurants(id), waiter_id INTEGER REFERENCES employees(id), table_no INTEGER,
  opened_at TIMESTAMP NOT NULL, closed_at TIMESTAMP, guests INTEGER NOT NULL, order_type TEXT NOT NULL, tip_cents INTEGER, payment_method TEXT);
CREATE TABLE bill_items (id INTEGER PRIMARY KEY, bill_id INTEGER NOT NULL REFERENCES bills(id), menu_item_id INTEGER NOT NULL REFERENCES menu_items(id),
  quantity INTEGER NOT NULL, unit_price_cents INTEGER NOT NULL, voided INTEGER NOT NULL);
CREATE TABLE reservations (id INTEGER PRIMARY KEY, restaurant_id INTEGER NOT NULL REFERENCES restaurants(id), guest_name TEXT NOT NULL, phone TEXT,
  reserved_for TIMESTAMP NOT NULL, party_size INTEGER NOT NULL, status TEXT NOT NULL, created_at TIMESTAMP NOT NULL);
CREATE TABLE reviews (id INTEGER PRIMARY KEY, restaurant_id INTEGER NOT NULL REFERENCES restaurants(id), posted_on DATE NOT NULL,
  stars INTEGER NOT NULL, comment TEXT, replied_on DATE);
`;

const restaurants = [
  ['Olive Yard', 'Bristol', 64, '2016-05-12', null, 1, 820_000], ['Olive Yard Quayside', 'Bristol', 88, '2019-07-01', null, 1, 1_150_000],
  ['Pepper & Rye', 'Bath', 52, '2017-10-03', null, 0, 690_000],
  ['The Copper Pan', 'Cardiff', 74, '2021-03-15', null, 0, 610_000], ['Noodle Lane', 'Exeter', 40, '2020-09-09', '2026-03-31', 0, 430_000],
  ['Saffron House', 'Cardiff', 58, '2026-06-01', null, 1, null],
];
const categories = ['Starters', 'Mains', 'Desserts', 'Soft drinks', 'Wine', 'Beer'];
const items = [
  [1, 'Tomato soup', 620, 140, 1, 1], [1, 'Garlic prawns', 940, 380, 0, 0], [1, 'Burrata', 980, 410, 0, 1], [1, 'Olives', 420, 90, 1, 1],
  [2, 'Margherita', 1_180, 290, 0, 1],
  [2, 'Lamb shank', 2_150, 890, 0, 0], [2, 'Sea bass', 2_290, 980, 0, 0], [2, 'Mushroom risotto', 1_490, 360, 0, 1],
  [2, 'Chickpea curry', 1_350, 300, 1, 1], [2, 'Ribeye steak', 2_890, 1_300, 0, 0],
  [2, 'Pad thai', 1_420, 390, 0, 0], [3, 'Tiramisu', 760, 190, 0, 1], [3, 'Lemon sorbet', 590, 110, 1, 1], [3, 'Cheese board', 1_090, 520, 0, 1],
  [4, 'Lemonade', 380, 70, 1, 1],
  [4, 'Espresso', 290, 40, 1, 1], [4, 'Sparkling water', 340, 50, 1, 1], [5, 'House red', 690, 210, 1, 1], [5, 'Rioja', 2_900, 1_100, 1, 1],
  [5, 'Prosecco', 3_200, 1_150, 1, 1],
  [6, 'Lager', 560, 170, 1, 1], [6, 'Stout', 620, 200, 1, 1], [6, 'Alcohol-free beer', 480, 160, 1, 1], [3, 'Fig tart', 820, null, 0, 1],
];
const popularity = [9, 8, 6, 7, 14, 7, 6, 8, 7, 6, 5, 9, 4, 3, 10, 12, 9, 13, 3, 4, 12, 5, 3, 0];
const jobs = ['Waiter', 'Chef', 'Bartender', 'Dishwasher'];
const wages = { Manager: 2_150, Waiter: 1_210, Chef: 1_690, Bartender: 1_280, Dishwasher: 1_170 };
const comments = ['Lovely evening', 'Waited far too long', 'Best risotto in town', 'Cold food', 'Friendly staff', null, null];
const today = '2026-11-15';

export function fill(insert) {
  const random = new Random(4515);
  const person = people(random);
  const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
  insert('restaurants', numbered(restaurants));
  insert('menu_categories', numbered(categories.map((name) => [name])));
  insert('menu_items', numbered(items.map((item, index) => [...item, index === 10 ? '2026-03-31' : index === 13 ? '2026-08-31' : null])));
  const staff = numbered(restaurants.flatMap((_, index) => staffOf(random, person, index)));
  insert('employees', staff);
  insert('shifts', numbered(staff.flatMap((row) => shiftsOf(random, row))));
  const bills = numbered(restaurants.flatMap((_, index) => billsOf(random, index + 1, staff)));
  insert('bills', bills);
  insert('bill_items', numbered(bills.flatMap((row) => itemsOf(random, row))));
  insert('reservations', numbered(restaurants.flatMap((_, index) => reservationsOf(random, person, index + 1))));
  insert('reviews', numbered(restaurants.flatMap((_, index) => reviewsOf(random, index + 1))));
}

/** The first and the last day that a restaurant has figures for. */
function span(restaurant, from) {
  const [, , , opened, closed] = restaurants[restaurant - 1];
  return [opened > from ? opened : from, closed ?? today];
}

function staffOf(random, person, index) {
  const [, , , opened, closed] = restaurants[index];
  const first = 1 + index * 8;
  return ['Manager', ...[0, 0, 0, 1, 1, 2, 3].map((place) => jobs[place])].map((job) => {
    const hired = random.day(opened, closed === null && opened < '2026-01-01' ? '2026-05-30' : plusDays(opened, 20));
    const left = closed ?? (job !== 'Manager' && random.chance(0.2) && hired < '2026-01-01' ? random.day('2026-02-01', '2026-10-31') : null);
    return [index + 1, person().join(' '), job, wages[job] + random.int(-4, 14) * 10, hired, left, job === 'Manager' ? null : first];
  });
}

function shiftsOf(random, [id, restaurant, , , , hired, left]) {
  const [first, last] = span(restaurant, hired > '2026-08-01' ? hired : '2026-08-01');
  const end = left ?? last;
  const rows = [];
  for (let day = plusDays(first, random.int(0, 2)); day <= end; day = plusDays(day, random.int(1, 5))) rows.push([id, day,
    random.pick([4, 5.5, 6, 7.5, 8]), random.chance(0.04)]);
  return rows;
}

function billsOf(random, restaurant, staff) {
  const [first, last] = span(restaurant, '2025-10-01');
  const rows = [];
  for (let day = first; day <= last; day = plusDays(day, 1)) {
    const count = weekday(day) === 1 ? 0 : random.weighted([0, 1, 2, 3], weekday(day) > 4 ? [8, 26, 36, 30] : [40, 40, 15, 5]);
    for (let index = 0; index < count; index += 1) rows.push(billOf(random, { restaurant, day, staff }));
  }
  return rows;
}

function billOf(random, { restaurant, day, staff }) {
  const type = random.weighted(['dine_in', 'takeaway', 'delivery'], [72, 16, 12]);
  const waiters = staff.filter(([, at, , job, , hired, left]) => at === restaurant && job === 'Waiter' && hired <= day && (left === null || left >= day));
  const waiter = type === 'dine_in' && waiters.length > 0 ? random.pick(waiters)[0] : null;
  const hour = random.weighted([12, 13, 18, 19, 20, 21], [14, 12, 18, 28, 20, 8]);
  const isOpen = day === today && random.chance(0.6);
  const start = `${day} ${hour}:${random.pick(['00', '10', '25', '40'])}:00`;
  const end = isOpen ? null : `${day} ${hour + random.int(1, 2)}:${random.pick(['05', '20', '45', '55'])}:00`;
  const guests = type === 'dine_in' ? random.weighted([1, 2, 3, 4, 6, 8], [8, 44, 12, 24, 8, 4]) : 1;
  const tip = !isOpen && type === 'dine_in' && random.chance(0.6) ? random.int(2, 24) * 100 : null;
  return [restaurant, waiter, type === 'dine_in' ? random.int(1, 18) : null, start, end, guests, type, tip,
    isOpen ? null : random.weighted(['card', 'cash', 'voucher', 'app'], [68, 16, 5, 11])];
}

function itemsOf(random, [bill, restaurant, , , opened, , guests]) {
  const places = popularity.map((weight, index) => (index === 10 ? (restaurant === 5 ? 60 : 0) : index === 13 && opened > '2026-08-31' ? 0 : weight));
  const price = opened < '2026-01-01' ? 0.95 : 1;
  return Array.from({ length: random.int(1, 3) + (guests > 2 ? 2 : 0) }, () => {
    const index = random.weighted(places.map((_, place) => place), places);
    return [bill, index + 1, random.int(1, Math.min(guests, 4)), Math.round(items[index][2] * price), random.chance(0.025)];
  });
}

function reservationsOf(random, person, restaurant) {
  const [first, last] = span(restaurant, '2026-01-05');
  return Array.from({ length: restaurant === 5 ? 18 : 55 }, () => {
    const day = random.day(first, last === today ? '2026-12-31' : last);
    const status = day > today ? random.weighted(['confirmed', 'cancelled'], [88, 12]) : random.weighted(['seated', 'no_show', 'cancelled'], [80, 9, 11]);
    const created = plusDays(day, -random.int(0, 25));
    const phone = random.chance(0.88) ? `07${random.int(100_000_000, 999_999_999)}` : null;
    return [restaurant, person().join(' '), phone, `${day} ${random.time(18, 21, 30)}:00`, random.weighted([2, 3, 4, 5, 6, 8, 10, 12],
      [40, 12, 24, 6, 8, 5, 3, 2]), status, `${created > today ? today : created} 11:20:00`];
  });
}

function reviewsOf(random, restaurant) {
  const [first, last] = span(restaurant, '2025-06-01');
  return Array.from({ length: random.int(24, 44) }, () => {
    const posted = random.day(first, last);
    const replied = random.chance(0.45) ? plusDays(posted, random.int(0, 9)) : null;
    return [restaurant, posted, random.weighted([1, 2, 3, 4, 5], [7, 9, 17, 34, 33]), random.pick(comments), replied !== null && replied <= today ? replied : null];
  });
}
