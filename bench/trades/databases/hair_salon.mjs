// Three hair salons of one owner; modern names, declared keys.
import { people } from '../names.mjs';
import { Random, cents, daysBetween, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE salons (id INTEGER PRIMARY KEY, name TEXT NOT NULL, street TEXT NOT NULL, opened_on DATE NOT NULL, chairs INTEGER NOT NULL);
CREATE TABLE stylists (id INTEGER PRIMARY KEY, salon_id INTEGER NOT NULL REFERENCES salons(id), first_name TEXT NOT NULL, last_name TEXT NOT NULL,
  level TEXT NOT NULL, commission_pct REAL NOT NULL, mentor_id INTEGER REFERENCES stylists(id), hired_on DATE NOT NULL, left_on DATE);
CREATE TABLE clients (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, phone TEXT, email TEXT, birthday DATE, sms_consent INTEGER NOT NULL,
  favourite_stylist_id INTEGER REFERENCES stylists(id), referred_by_id INTEGER REFERENCES clients(id), created_at TIMESTAMP NOT NULL, deleted_at TIMESTAMP);
CREATE TABLE services (id INTEGER PRIMARY KEY, name TEXT NOT NULL, category TEXT NOT NULL, minutes INTEGER NOT NULL, price REAL NOT NULL, is_offered INTEGER NOT NULL);
CREATE TABLE bookings (id INTEGER PRIMARY KEY, client_id INTEGER NOT NULL REFERENCES clients(id), stylist_id INTEGER NOT NULL REFERENCES stylists(id),
  starts_at TIMESTAMP NOT NULL, booked_at TIMESTAMP NOT NULL, channel TEXT NOT NULL, status TEXT NOT NULL, tip REAL, updated_at TIMESTAMP NOT NULL);
CREATE TABLE booking_services (booking_id INTEGER NOT NULL REFERENCES bookings(id), service_id INTEGER NOT NULL REFERENCES services(id), price REAL NOT NULL,
  discount REAL NOT NULL, PRIMARY KEY (booking_id, service_id));
CREATE TABLE products (id INTEGER PRIMARY KEY, brand TEXT NOT NULL, name TEXT NOT NULL, price REAL NOT NULL, cost REAL NOT NULL, size_ml INTEGER);
CREATE TABLE stock (salon_id INTEGER NOT NULL REFERENCES salons(id), product_id INTEGER NOT NULL REFERENCES products(id), quantity INTEGER NOT NULL,
  reorder_level INTEGER NOT NULL, PRIMARY KEY (salon_id, product_id));
CREATE TABLE product_sales (id INTEGER PRIMARY KEY, product_id INTEGER NOT NULL REFERENCES products(id), stylist_id INTEGER NOT NULL REFERENCES stylists(id),
  client_id INTEGER REFERENCES clients(id), sold_at TIMESTAMP NOT NULL, quantity INTEGER NOT NULL, unit_price REAL NOT NULL);
CREATE TABLE time_off (id INTEGER PRIMARY KEY, stylist_id INTEGER NOT NULL REFERENCES stylists(id), kind TEXT NOT NULL, first_day DATE NOT NULL, last_day DATE NOT NULL,
  approved INTEGER NOT NULL);
`;

const salons = [['Quayside', '14 Quay Street', '2016-04-04', 8], ['Old Mill', '3 Mill Lane', '2019-09-02', 5], ['Parkgate', '71 Park Road', '2024-02-12', 4]];
const stylists = [
  [1, 'Ramona', 'Eklund', 'master', 45, null, '2016-04-04', null], [1, 'Joel', 'Bramley', 'senior', 40, 1, '2018-01-15', null],
  [1, 'Salma', 'Haynes', 'senior', 40, 1, '2019-06-03', null], [1, 'Theo', 'Pike', 'junior', 30, 2, '2025-09-01', null],
  [2, 'Gwen', 'Castillo', 'master', 45, 1, '2019-09-02', null], [2, 'Silas', 'Frost', 'senior', 38, 5, '2021-03-08', '2026-05-29'],
  [2, 'Kira', 'Oakley', 'junior', 30, 5, '2024-10-07', null], [2, 'Nadia', 'Soto', 'senior', 40, 5, '2026-06-08', null],
  [3, 'Yara', 'Conti', 'senior', 42, 1, '2024-02-12', null], [3, 'Cedric', 'Lowry', 'junior', 30, 9, '2024-08-19', '2025-12-20'],
  [3, 'Ivy', 'Marlow', 'junior', 30, 9, '2026-01-12', null], [1, 'Elena', 'Walden', 'trainee', 0, 3, '2026-09-07', null],
];
const services = [
  ["Women's cut", 'cut', 45, 48, 1], ["Men's cut", 'cut', 30, 29, 1], ["Child's cut", 'cut', 25, 19, 1], ['Fringe trim', 'cut', 15, 10, 1],
  ['Full colour', 'colour', 90, 85, 1], ['Root touch-up', 'colour', 60, 56, 1], ['Highlights', 'colour', 120, 110, 1],
  ['Balayage', 'colour', 150, 145, 1], ['Toner', 'colour', 20, 25, 1],
  ['Blow-dry', 'styling', 30, 27, 1],
  ['Wedding updo', 'styling', 75, 95, 1], ['Keratin treatment', 'treatment', 120, 160, 1], ['Deep conditioning', 'treatment', 20, 22, 1],
  ['Scalp massage', 'treatment', 15, 18, 1], ['Perm', 'styling', 120, 90, 0], ['Beard trim', 'cut', 15, 14, 1],
  ['Colour correction', 'colour', 240, 240, 1],
];
const popular = [30, 26, 9, 4, 10, 14, 8, 5, 6, 14, 1, 2, 6, 3, 1, 6, 0];
const products = [
  ['Lumera', 'Moisture Shampoo', 18.5, 9.2, 250], ['Lumera', 'Moisture Conditioner', 19.5, 9.6, 250], ['Lumera', 'Silver Shampoo', 21, 10.4, 250],
  ['Lumera', 'Argan Oil', 32, 14.5, 100],
  ['Barber & Ash', 'Matt Clay', 15, 6.1, 75], ['Barber & Ash', 'Beard Balm', 13.5, 5.5, 50],
  ['Barber & Ash', 'Sea Salt Spray', 14, 5.8, 200], ['Tressel', 'Heat Shield', 22.5, 11, 200],
  ['Tressel', 'Volume Mousse', 17, 8.1, 300],
  ['Tressel', 'Strong Hairspray', 16, 7.4, 400], ['Tressel', 'Repair Mask', 27, 12.2, 200], ['Nodo', 'Paddle Brush', 24, 9, null],
  ['Nodo', 'Tail Comb', 6.5, 1.9, null], ['Nodo', 'Travel Dryer', 59, 34, null],
];
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(5201);
  const person = people(random);
  insert('salons', salons.map((row, index) => [index + 1, ...row]));
  insert('stylists', stylists.map((row, index) => [index + 1, ...row]));
  insert('services', services.map((row, index) => [index + 1, ...row]));
  insert('products', products.map((row, index) => [index + 1, ...row]));
  insert('stock', salons.flatMap((_, salon) => products.flatMap((row, product) => (salon === 2 && row[0] === 'Nodo' ? [] : [[salon + 1, product + 1,
    random.chance(0.08) ? 0 : random.int(1, 24), random.pick([3, 4, 6])]]))));
  const clients = Array.from({ length: 210 }, (_, index) => client(random, person(), index + 1));
  insert('clients', clients);
  const visits = clients.filter(() => random.chance(0.94)).flatMap((row) => bookingsOf(random, row));
  const bookings = visits.toSorted((a, b) => (a[2] < b[2] ? -1 : 1)).map((row, index) => [index + 1, ...row]);
  insert('bookings', bookings);
  insert('booking_services', bookings.flatMap((row) => servicesOf(random, row)));
  const done = bookings.filter(([, , , , , , status]) => status === 'completed');
  insert('product_sales', done.flatMap((row) => salesOf(random, row)).map((row, index) => [index + 1, ...row]));
  insert('time_off', stylists.flatMap((row, index) => offOf(random, row, index + 1)).map((row, index) => [index + 1, ...row]));
}

function client(random, [first, last], id) {
  const phone = random.chance(0.93) ? `07${random.int(100, 999)} ${random.int(100000, 999999)}` : null;
  const email = random.chance(0.7) ? `${first}.${last}@inbox.example`.toLowerCase() : null;
  const since = random.day('2023-01-09', '2026-11-12');
  const birthday = random.chance(0.66) ? random.day('1944-01-01', '2016-12-01') : null;
  const deleted = random.chance(0.05) && since < '2026-02-01' ? `${random.day('2026-02-02', '2026-10-30')} 18:${random.int(10, 59)}:00` : null;
  const favourite = random.chance(0.5) ? random.weighted([1, 2, 3, 5, 6, 7, 9, 11], [6, 4, 4, 5, 2, 2, 3, 1]) : null;
  return [id, first, last, phone, email, birthday, random.chance(0.6), favourite, id > 12 && random.chance(0.22) ? random.int(1, Math.min(id - 1, 60)) : null,
    `${since} ${random.time(9, 18)}:00`, deleted];
}

function bookingsOf(random, [id, , , , , , , favourite, , since, deleted]) {
  const from = since.slice(0, 10) < '2025-07-01' ? '2025-07-01' : since.slice(0, 10);
  const to = deleted === null ? '2026-12-05' : deleted.slice(0, 10);
  const count = random.weighted([1, 2, 4, 7, 11], [18, 26, 28, 18, 8]);
  const days = Array.from({ length: count }, () => random.day(from, to)).filter((day) => ![0, 1].includes(weekday(day)) && (day <= today || random.chance(0.9)));
  return [...new Set(days)].map((day) => {
    const able = stylists.flatMap((row, index) => (row[3] !== 'trainee' && row[6] <= day && (row[7] === null || row[7] >= day) ? [index + 1] : []));
    const isFavourite = able.includes(favourite) && random.chance(0.85);
    const stylist = isFavourite ? favourite : random.weighted(able, able.map((one) => [20, 17, 15, 9, 18, 13, 9, 12, 14, 8, 9][one - 1]));
    const status = day > today ? random.weighted(['booked', 'cancelled'], [88, 12]) : random.weighted(['completed', 'cancelled', 'no_show'], [83, 9, 8]);
    const ahead = random.weighted([0, 2, 6, 14, 28], [14, 20, 28, 24, 14]);
    const asked = plusDays(day, -ahead) > '2026-11-14' ? '2026-11-14' : plusDays(day, -ahead);
    const channel = ahead === 0 && day <= today ? random.weighted(['walk-in', 'phone'], [80, 20]) : random.weighted(['online', 'phone'], [62, 38]);
    const tip = status === 'completed' && random.chance(0.42) ? random.pick([2, 3, 4, 5, 5, 6, 8, 10, 10, 15, 7.5]) : null;
    return [id, stylist, `${day} ${random.time(9, 18)}:00`, `${asked} 08:${random.int(10, 59)}:00`, channel, status, tip, `${asked < today ? asked : today} 21:00:00`];
  });
}

function servicesOf(random, [id, , stylist, starts]) {
  const first = random.weighted(services.map((_, index) => index), popular);
  const more = random.weighted([0, 1, 2], [62, 30, 8]);
  const extras = Array.from({ length: more }, () => random.weighted([8, 9, 12, 13, 15, 3], [6, 9, 5, 3, 2, 1]));
  const factor = stylists[stylist - 1][3] === 'master' ? 1.2 : stylists[stylist - 1][3] === 'junior' ? 0.9 : 1;
  const dearer = starts >= '2026' ? 1 : 0.95;
  return [...new Set([first, ...extras])].map((index) => {
    const price = cents(services[index][3] * factor * dearer);
    return [id, index + 1, price, random.chance(0.1) ? cents(price * 0.2) : 0];
  });
}

function salesOf(random, [, client, stylist, starts]) {
  if (!random.chance(0.42)) return [];
  return random.sample(products.map((_, index) => index), random.weighted([1, 2], [80, 20])).map((index) => [index + 1, stylist, random.chance(0.85) ? client : null,
    `${starts.slice(0, 10)} ${random.time(11, 19, 5)}:00`, random.weighted([1, 2, 3], [84, 13, 3]), cents(products[index][2] * (starts >= '2026-04' ? 1 : 0.95))]);
}

function offOf(random, [, , , , , , hired, left], id) {
  const from = hired > '2025-10-01' ? plusDays(hired, 25) : '2025-10-01';
  const to = left ?? '2026-12-20';
  if (daysBetween(from, to) < 30) return [];
  const spells = Array.from({ length: random.int(2, 5) }, () => {
    const start = random.day(from, to);
    const kind = start > today ? 'holiday' : random.weighted(['holiday', 'sick', 'training'], [55, 33, 12]);
    return [id, kind, start, plusDays(start, kind === 'holiday' ? random.int(2, 13) : random.int(0, 4)), start <= today || random.chance(0.5)];
  });
  const now = id === 3 ? [[id, 'sick', '2026-11-12', '2026-11-18', 1]] : id === 7 ? [[id, 'holiday', '2026-11-14', '2026-11-24', 1]] : [];
  const all = [...now, ...spells];
  return all.filter(([, , start, end], index) => !all.slice(0, index).some(([, , since, until]) => start <= until && since <= end));
}
