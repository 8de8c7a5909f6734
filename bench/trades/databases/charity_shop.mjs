// A charity with second-hand shops, a van and many volunteers; modern names, prices in cents, a log of mark-downs, donors deleted softly.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE shops (id INTEGER PRIMARY KEY, name TEXT NOT NULL, town TEXT NOT NULL, kind TEXT NOT NULL, manager_id INTEGER REFERENCES team_members(id),
  opened_on DATE NOT NULL, closed_on DATE, floor_area_m2 INTEGER NOT NULL, monthly_rent_cents INTEGER NOT NULL);
CREATE TABLE team_members (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, role TEXT NOT NULL, shop_id INTEGER REFERENCES shops(id),
  hourly_wage_cents INTEGER, birth_date DATE, phone TEXT, email TEXT, joined_on DATE NOT NULL, left_on DATE, is_keyholder INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL);
CREATE TABLE categories (id INTEGER PRIMARY KEY, name TEXT NOT NULL, parent_id INTEGER REFERENCES categories(id));
CREATE TABLE donors (id INTEGER PRIMARY KEY, name TEXT NOT NULL, street TEXT, town TEXT, phone TEXT, email TEXT, gift_aid INTEGER NOT NULL, gift_aid_signed_on DATE,
  newsletter INTEGER NOT NULL, created_at TEXT NOT NULL, deleted_at TEXT);
CREATE TABLE donations (id INTEGER PRIMARY KEY, donor_id INTEGER REFERENCES donors(id), shop_id INTEGER NOT NULL REFERENCES shops(id), received_on DATE NOT NULL,
  source TEXT NOT NULL, bags INTEGER NOT NULL, weight_kg REAL NOT NULL, sorted_by INTEGER REFERENCES team_members(id), sorted_on DATE);
CREATE TABLE items (id INTEGER PRIMARY KEY, donation_id INTEGER REFERENCES donations(id), shop_id INTEGER NOT NULL REFERENCES shops(id),
  category_id INTEGER NOT NULL REFERENCES categories(id), title TEXT NOT NULL, condition TEXT NOT NULL, price_cents INTEGER NOT NULL, put_out_on DATE,
  status TEXT NOT NULL, created_at TEXT NOT NULL);
CREATE TABLE price_changes (id INTEGER PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES items(id), changed_at TEXT NOT NULL, old_price_cents INTEGER NOT NULL,
  new_price_cents INTEGER NOT NULL, changed_by INTEGER REFERENCES team_members(id));
CREATE TABLE sales (id INTEGER PRIMARY KEY, shop_id INTEGER NOT NULL REFERENCES shops(id), served_by INTEGER REFERENCES team_members(id), sold_at TEXT NOT NULL,
  payment_method TEXT NOT NULL, refunded_at TEXT);
CREATE TABLE sale_lines (id INTEGER PRIMARY KEY, sale_id INTEGER NOT NULL REFERENCES sales(id), item_id INTEGER NOT NULL REFERENCES items(id),
  price_cents INTEGER NOT NULL);
CREATE TABLE shifts (id INTEGER PRIMARY KEY, shop_id INTEGER NOT NULL REFERENCES shops(id), team_member_id INTEGER NOT NULL REFERENCES team_members(id),
  starts_at TEXT NOT NULL, ends_at TEXT NOT NULL, status TEXT NOT NULL, created_at TEXT NOT NULL);
CREATE TABLE collections (id INTEGER PRIMARY KEY, donor_id INTEGER NOT NULL REFERENCES donors(id), driver_id INTEGER REFERENCES team_members(id),
  requested_on DATE NOT NULL, booked_for DATE, status TEXT NOT NULL, collected_at TEXT, pieces INTEGER NOT NULL, distance_km REAL NOT NULL, refusal_reason TEXT);
`;

const shops = [
  ['Mill Street', 'Wexley', 'general', 1, '2009-05-11', null, 140, 185_000], ['Harbour Walk', 'Pendle Bay', 'general', 2, '2012-03-19', null, 115, 162_500],
  ['The Page Turner', 'Wexley', 'books', 3, '2017-09-04', null, 70, 98_000], ['Ashcombe', 'Ashcombe', 'general', 4, '2020-10-05', null, 95, 121_000],
  ['Furniture Barn', 'Lowick', 'furniture', 5, '2014-06-23', null, 420, 210_000], ['Tolby', 'Tolby', 'general', null, '2018-02-12', '2026-06-27', 80, 104_000],
];
const categories = [['Clothing', null], ['Books', null], ['Homeware', null], ['Music & film', null], ['Toys & games', null],
  ['Women\'s wear', 1], ['Men\'s wear', 1], ['Children\'s wear', 1], ['Fiction', 2], ['Non-fiction', 2], ['Kitchenware', 3], ['Furniture', 3],
  ['Bric-a-brac', 3], ['Electricals', 3]];
const things = {
  6: [['Wool coat', 2_200], ['Summer dress', 950], ['Silk scarf', 500], ['Knitted cardigan', 800], ['Ankle boots', 1_250], ['Leather handbag', 1_600]],
  7: [['Tweed jacket', 2_000], ['Oxford shirt', 700], ['Denim jeans', 900], ['Rain jacket', 1_500], ['Silk tie', 350]],
  8: [['School jumper', 300], ['Dungarees', 450], ['Wellington boots', 400], ['Baby bundle', 600]],
  9: [['Paperback novel', 200], ['Hardback thriller', 350], ['Poetry collection', 300], ['Box set of classics', 1_800]],
  10: [['Cookery book', 400], ['Garden handbook', 350], ['Atlas', 650], ['Biography', 300], ['Local history', 550]],
  4: [['Vinyl LP', 650], ['Jazz CD', 200], ['DVD box set', 450], ['Sheet music', 250]],
  5: [['Jigsaw puzzle', 350], ['Board game', 550], ['Wooden train', 1_100], ['Teddy bear', 300]],
  11: [['Casserole dish', 900], ['Teapot', 650], ['Set of glasses', 750], ['Cake stand', 850]],
  12: [['Oak table', 14_500], ['Armchair', 8_500], ['Chest of drawers', 9_800], ['Bookcase', 6_200], ['Sofa', 16_800], ['Dining chair', 2_400]],
  13: [['Brass candlestick', 600], ['Picture frame', 400], ['China figurine', 750], ['Mantel clock', 2_600]],
  14: [['Table lamp', 1_200], ['Kettle', 900], ['Record player', 4_500], ['Sewing machine', 5_200]],
};
const stock = { general: [6, 6, 7, 8, 11, 13, 13, 5, 9, 14], books: [9, 9, 10, 10, 4], furniture: [12, 12, 12, 14, 11] };
const towns = ['Wexley', 'Pendle Bay', 'Ashcombe', 'Lowick', 'Tolby', 'Stanmoor'];
const streets = ['Chapel Row', 'Station Road', 'Orchard Close', 'Fennel Lane', 'Kiln Hill', 'Beech Avenue'];
const today = '2026-11-16';
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);

export function fill(insert) {
  const random = new Random(7711);
  const person = people(random);
  insert('shops', numbered(shops));
  const team = numbered(Array.from({ length: 46 }, (_, index) => member(random, person(), index)));
  insert('team_members', team);
  insert('categories', numbered(categories));
  const donors = numbered(Array.from({ length: 96 }, (_, index) => donor(random, person(), index)));
  insert('donors', donors);
  const donations = numbered(Array.from({ length: 250 }, () => donation(random, { donors, team })).toSorted((a, b) => (a[2] < b[2] ? -1 : 1)));
  insert('donations', donations);
  const items = numbered(Array.from({ length: 640 }, () => item(random, donations)).toSorted((a, b) => (a[8] < b[8] ? -1 : 1)));
  const changes = items.filter(([, , , , , , , out]) => out !== null && random.chance(0.2)).map((row) => priceChange(random, { row, team }));
  const tills = Array.from({ length: 430 }, () => till(random, team)).filter(([shop, , at]) => isOpen(shop, at.slice(0, 10))).toSorted((a, b) => (a[2] < b[2] ? -1 : 1));
  const sold = items.flatMap((row) => soldLine(random, row, tills));
  const used = tills.filter((_, index) => sold.some(([place]) => place === index));
  insert('items', items);
  const soldAt = new Map(sold.map(([place, id]) => [id, tills[place][2]]));
  const real = changes.filter(([id, at]) => (soldAt.get(id) ?? '9') > at);
  insert('price_changes', numbered(real.toSorted((a, b) => (a[1] < b[1] ? -1 : 1))));
  insert('sales', numbered(used));
  insert('sale_lines', numbered(sold.map(([place, ...line]) => [used.indexOf(tills[place]) + 1, ...line]).toSorted((a, b) => a[0] - b[0])));
  insert('shifts', numbered(team.flatMap((row) => shiftsOf(random, row)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1))));
  insert('collections', numbered(Array.from({ length: 84 }, () => collection(random, donors)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1))));
}

function isOpen(shop, day) {
  return shops[shop - 1][5] === null || day <= shops[shop - 1][5];
}

function member(random, [first, last], index) {
  const role = index < 5 ? 'manager' : index < 9 ? 'assistant manager' : index < 12 ? 'driver' : 'volunteer';
  const shop = role === 'driver' ? null : index < 5 ? index + 1 : index < 9 ? [1, 2, 4, 5][index - 5] : random.weighted([1, 2, 3, 4, 5, 6], [11, 8, 5, 6, 4, 3]);
  const wage = { manager: 1_720 + index * 15, 'assistant manager': 1_405, driver: 1_385, volunteer: null }[role];
  const drawn = random.day(shop === null ? '2017-01-09' : shops[shop - 1][4], index < 12 ? '2024-05-30' : '2026-10-12');
  const joined = { 0: '2009-05-11', 37: '2009-06-02' }[index] ?? drawn;
  const left = shop === 6 && random.chance(0.7) ? '2026-06-27' : index > 11 && random.chance(0.16) ? random.day(plusDays(joined, 40) > '2025-10-01' ? plusDays(joined, 40)
    : '2025-10-01', '2026-11-20') : null;
  const isKeyholder = index < 9 || (index > 11 && random.chance(0.2));
  return [first, last, role, shop, wage, random.chance(0.85) ? random.day(index < 12 ? '1962-01-01' : '1944-01-01', index < 12 ? '1998-12-31' : '2009-06-30') : null,
    random.chance(0.9) ? `555-${String(3_100 + index * 17)}` : null, random.chance(0.8) ? `${first}.${last}@post.example`.toLowerCase() : null, joined,
    left !== null && left > '2026-11-13' ? '2026-11-07' : left, isKeyholder, `${joined} 10:00:00`, '2026-08-30 08:00:00'];
}

function donor(random, pair, index) {
  const giftAid = random.chance(0.55);
  const created = random.day('2023-01-04', '2026-11-10');
  return [pair.join(' '), random.chance(0.9) ? `${String(random.int(1, 88))} ${random.pick(streets)}` : null, random.weighted(towns, [30, 22, 16, 14, 10, 8]),
    random.chance(0.7) ? `555-${String(6_000 + index * 13)}` : null, random.chance(0.75) ? `${pair[0]}${String(index)}@inbox.example`.toLowerCase() : null, giftAid,
    giftAid ? plusDays(created, random.weighted([0, 0, 30], [5, 4, 1])) : null, random.chance(0.45), `${created} 11:30:00`,
    random.chance(0.07) ? '2026-09-01 07:00:00' : null];
}

function donation(random, { donors, team }) {
  const shop = random.weighted([1, 2, 3, 4, 5, 6], [30, 22, 14, 14, 16, 6]);
  const received = random.day('2025-09-15', shop === 6 ? '2026-06-20' : '2026-11-14');
  const known = donors.filter(([id, , , , , , , , , created]) => created.slice(0, 10) <= received && id % 9 !== 5);
  const source = shop === 5 ? random.pick(['collection', 'collection', 'house clearance'])
    : random.weighted(['walk-in', 'textile bank', 'house clearance', 'post'], [60, 14, 8, 5]);
  const who = source === 'textile bank' || random.chance(0.18) ? null : random.pick(known)[0];
  const bags = source === 'house clearance' ? random.int(8, 30) : shop === 5 ? random.int(0, 3) : random.int(1, 7);
  const able = team.filter(([, , , , at, , , , , joined, left]) => at === shop && joined <= received && (left === null || left > plusDays(received, 9)));
  const isSorted = able.length > 0 && (plusDays(received, 12) < today || random.chance(0.5));
  return [who, shop, received, source, bags, Math.round((bags * 4.6 + random.next() * 8 + (shop === 5 ? 25 : 0)) * 10) / 10, isSorted ? random.pick(able)[0] : null,
    isSorted ? (plusDays(received, random.int(0, 9)) > today ? received : plusDays(received, random.int(0, 1))) : null];
}

function item(random, donations) {
  const lot = random.pick(donations.filter((row) => row[8] !== null));
  const [id, , shop, , , , , , sorted] = lot;
  const category = random.pick(stock[shops[shop - 1][2]]);
  const [title, usual] = random.pick(things[category]);
  const condition = random.weighted(['as new', 'good', 'worn'], [20, 60, 20]);
  const price = Math.round(usual * { 'as new': 1.3, good: 1, worn: 0.7 }[condition] * (0.8 + random.next() * 0.4) / 50) * 50;
  const status = random.weighted(['on sale', 'recycled', 'store room'], [80, 8, 6]);
  const out = status === 'on sale' ? plusDays(sorted, random.int(0, 5)) : null;
  return [random.chance(0.9) ? id : null, shop, category, title, condition, Math.max(100, price), out !== null && out > today ? today : out, status,
    `${sorted} 15:00:00`];
}

function priceChange(random, { row, team }) {
  const [id, , shop, , , , price, out] = row;
  const day = plusDays(out, random.int(21, 60)) > '2026-11-14' ? '2026-11-13' : plusDays(out, random.int(21, 40));
  const cut = Math.max(50, Math.round(price * random.pick([0.5, 0.7, 0.75, 0.8]) / 50) * 50);
  if (cut < price) row[6] = cut;
  else row[6] = price - 50;
  const able = team.filter(([, , , role, at]) => at === shop && role !== 'volunteer');
  return [id, `${day > today ? '2026-11-14' : day} ${random.time(9, 17)}:00`, price, row[6], able.length > 0 ? random.pick(able)[0] : null];
}

function till(random, team) {
  const shop = random.weighted([1, 2, 3, 4, 5, 6], [32, 24, 16, 14, 18, 8]);
  let day = random.day('2025-10-01', '2026-11-16');
  if (random.chance(0.12)) day = random.day('2026-10-20', '2026-11-14');
  if (weekday(day) === 0) day = plusDays(day, -1);
  const able = team.filter(([, , , , at, , , , , joined, left]) => at === shop && joined <= day && (left === null || left >= day));
  const isRefunded = random.chance(0.035) && day < '2026-11-08';
  return [shop, random.chance(0.94) && able.length > 0 ? random.pick(able)[0] : null, `${day} ${random.time(9, 17, 1)}:00`,
    random.weighted(['card', 'cash', 'contactless'], [30, 34, 36]),
    isRefunded ? `${plusDays(day, random.int(0, 6))} 16:40:00` : null];
}

function soldLine(random, row, tills) {
  const [id, , shop, , , , price, out, status] = row;
  if (status !== 'on sale' || random.chance(0.12)) return [];
  const places = tills.flatMap(([at, , when], index) => (at === shop && when.slice(0, 10) >= out && when.slice(0, 10) <= plusDays(out, 95) ? [index] : []));
  if (places.length === 0) return [];
  row[8] = 'sold';
  const haggled = random.chance(0.08) ? Math.max(50, price - 50 * random.int(1, 4)) : price;
  return [[random.pick(places), id, haggled]];
}

function shiftsOf(random, [id, , , role, shop, , , , , joined, left]) {
  if (shop === null || shop === 6 || role === 'manager') return [];
  const days = random.sample([1, 2, 3, 4, 5, 6], role === 'volunteer' ? random.int(1, 2) : 2);
  const rows = [];
  for (let day = '2026-09-21'; day <= '2026-11-28'; day = plusDays(day, 1)) {
    const isDue = days.includes(weekday(day)) && day >= joined && (left === null || day <= left) && random.chance(0.72);
    const [from, to] = random.weighted([['09:00', '13:00'], ['13:00', '17:30'], ['09:30', '16:00']], [40, 38, 22]);
    const status = day >= today ? (random.chance(0.93) ? 'planned' : 'cancelled') : random.weighted(['worked', 'cancelled', 'no show'], [88, 8, 4]);
    if (isDue) rows.push([shop, id, `${day} ${from}:00`, `${day} ${to}:00`, status, `${plusDays(day, -14)} 09:00:00`]);
  }
  return rows;
}

function collection(random, donors) {
  const requested = random.chance(0.16) ? random.day('2026-11-02', '2026-11-14') : random.day('2026-02-02', '2026-11-14');
  const known = donors.filter(([, , , , , , , , , created, deleted]) => created.slice(0, 10) <= requested && deleted === null);
  const booked = plusDays(requested, random.int(3, 16));
  const isPast = booked < today;
  const status = isPast ? random.weighted(['collected', 'refused', 'cancelled'], [84, 9, 7]) : random.weighted(['booked', 'requested'], [60, 40]);
  const hasDriver = status !== 'requested' && !(status === 'booked' && random.chance(0.3));
  return [random.pick(known)[0], hasDriver ? random.weighted([10, 11, 12], [45, 35, 20]) : null, requested, status === 'requested' ? null : booked, status,
    status === 'collected' ? `${booked} ${random.time(9, 16)}:00` : null, random.int(1, 6), Math.round((2 + random.next() * 26) * 10) / 10,
    status === 'refused' ? random.pick(['no fire label', 'damaged', 'too large']) : null];
}
