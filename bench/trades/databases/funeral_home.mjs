// Undertakers with four offices; snake_case, declared keys, money with decimals, the bill on the funeral, states as text and as missing days.
import { people } from '../names.mjs';
import { Random, cents, daysBetween, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE office (id INTEGER PRIMARY KEY, name TEXT NOT NULL, town TEXT NOT NULL, opened_on TEXT NOT NULL, has_chapel_of_rest INTEGER NOT NULL);
CREATE TABLE employee (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, position TEXT NOT NULL, office_id INTEGER NOT NULL REFERENCES office(id),
  reports_to INTEGER REFERENCES employee(id), joined_on TEXT NOT NULL, left_on TEXT, hourly_pay NUMERIC NOT NULL);
CREATE TABLE family_contact (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, phone TEXT, email TEXT, town TEXT NOT NULL,
  enquired_on TEXT NOT NULL, heard_through TEXT);
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, town TEXT NOT NULL, seats INTEGER, fee NUMERIC NOT NULL);
CREATE TABLE funeral (id INTEGER PRIMARY KEY, deceased_first_name TEXT NOT NULL, deceased_last_name TEXT NOT NULL, born_on TEXT NOT NULL, died_on TEXT NOT NULL,
  place_of_death TEXT NOT NULL, contact_id INTEGER NOT NULL REFERENCES family_contact(id), office_id INTEGER NOT NULL REFERENCES office(id),
  arranged_by INTEGER NOT NULL REFERENCES employee(id), conducted_by INTEGER REFERENCES employee(id), type TEXT NOT NULL, place_id INTEGER REFERENCES place(id),
  service_at TEXT, mourners INTEGER, status TEXT NOT NULL, service_fee NUMERIC NOT NULL, invoiced_on TEXT, invoice_total NUMERIC, due_on TEXT);
CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT NOT NULL, category TEXT NOT NULL, cost_price NUMERIC NOT NULL, sale_price NUMERIC NOT NULL,
  in_stock INTEGER, discontinued INTEGER NOT NULL DEFAULT 0);
CREATE TABLE funeral_item (id INTEGER PRIMARY KEY, funeral_id INTEGER NOT NULL REFERENCES funeral(id), item_id INTEGER NOT NULL REFERENCES item(id),
  quantity INTEGER NOT NULL, unit_price NUMERIC NOT NULL);
CREATE TABLE payment (id INTEGER PRIMARY KEY, funeral_id INTEGER NOT NULL REFERENCES funeral(id), received_on TEXT NOT NULL, amount NUMERIC NOT NULL, method TEXT NOT NULL);
CREATE TABLE prepaid_plan (id INTEGER PRIMARY KEY, holder_first_name TEXT NOT NULL, holder_last_name TEXT NOT NULL, born_on TEXT NOT NULL, sold_by INTEGER NOT NULL REFERENCES employee(id),
  taken_out_on TEXT NOT NULL, plan_price NUMERIC NOT NULL, paid_in NUMERIC NOT NULL, monthly_instalment NUMERIC, cancelled_on TEXT,
  funeral_id INTEGER REFERENCES funeral(id)); -- funeral_id is set once the plan has been used
`;

const today = '2026-11-16';
const offices = [['Ashgate', 'Ashgate', '1962-04-02', 1], ['Millbank', 'Ashgate', '1989-09-11', 1], ['Thornley', 'Thornley', '2004-02-16', 0], ['Seaham Cross', 'Seaham', '2019-06-03', 0]];
/** Position, office, superior, day of joining, day of leaving, pay. */
const posts = [
  ['Managing director', 1, null, '1998-05-04', null, 41], ['Funeral director', 1, 1, '2007-09-03', null, 27.5], ['Funeral director', 2, 1, '2013-01-14', null, 26],
  ['Funeral director', 3, 1, '2018-04-09', null, 24.8], ['Arranger', 1, 2, '2011-06-20', null, 18.9], ['Arranger', 2, 3, '2019-10-01', null, 17.6],
  ['Arranger', 3, 4, '2021-03-15', null, 17.2], ['Arranger', 4, 4, '2022-08-22', null, 16.9], ['Arranger', 2, 3, '2016-02-08', '2026-03-31', 18],
  ['Embalmer', 1, 2, '2015-11-02', null, 21.4], ['Embalmer', 2, 3, '2024-05-13', null, 19.7], ['Driver', 1, 2, '2009-07-27', null, 15.8],
  ['Driver', 2, 3, '2020-01-20', null, 15.1], ['Driver', 3, 4, '2023-09-04', '2026-08-14', 14.7], ['Arranger', 4, 4, '2026-06-08', null, 16.1], ['Driver', 3, 4, '2026-09-21', null, 14.5],
];
const places = [
  ['Ashgate Crematorium', 'crematorium', 'Ashgate', 120, 895], ['Vale Crematorium', 'crematorium', 'Thornley', 90, 940], ['St Brigid', 'church', 'Ashgate', 260, 220],
  ['Holy Cross', 'church', 'Thornley', 180, 200], ['St Peter on the Quay', 'church', 'Seaham', 140, 240], ['Ashgate Road Cemetery', 'cemetery', 'Ashgate', 60, 1450],
  ['Seaham Cemetery', 'cemetery', 'Seaham', 40, 1280], ['Larkhill Woodland', 'woodland', 'Thornley', 50, 1190], ['Bethel Chapel', 'church', 'Seaham', 110, 160],
  ['Northfield Cemetery', 'cemetery', 'Thornley', null, 1320], ['Dunmore Crematorium', 'crematorium', 'Seaham', 70, 870], ['Quayside Hall', 'hall', 'Seaham', 80, 130],
];
const fittings = { cremation: [[1, 2, 11], [5, 2, 1]], 'direct cremation': [[1, 2, 11], [2, 3, 4]], burial: [[6, 7, 3, 4, 5, 9], [5, 3, 3, 2, 2, 1]], woodland: [[8], [1]] };
const fees = { cremation: 1890, 'direct cremation': 840, burial: 2150, woodland: 2040 };
/** Name, kind, cost, price, stock, discontinued. */
const stock = [
  ['Oak coffin', 'coffin', 410, 980, 9, 0], ['Pine coffin', 'coffin', 190, 520, 17, 0], ['Veneer coffin', 'coffin', 120, 345, 24, 0], ['Willow coffin', 'coffin', 330, 795, 4, 0],
  ['Cardboard coffin', 'coffin', 85, 260, 11, 0], ['Mahogany casket', 'coffin', 890, 2150, 1, 0], ['Brass urn', 'urn', 48, 145, 12, 0], ['Ceramic urn', 'urn', 36, 110, 0, 0],
  ['Biodegradable urn', 'urn', 22, 75, 8, 0], ['Marble urn', 'urn', 70, 210, 3, 1], ['Coffin spray', 'flowers', 62, 135, null, 0], ['Lily wreath', 'flowers', 34, 82, null, 0],
  ['Name tribute', 'flowers', 41, 96, null, 0], ['Order of service (50)', 'print', 38, 95, null, 0], ['Newspaper notice', 'print', 70, 110, null, 0],
  ['Limousine', 'transport', 105, 245, null, 0], ['Horse-drawn hearse', 'transport', 640, 1150, null, 0], ['Dove release', 'extra', 90, 180, null, 0], ['Piper', 'extra', 130, 220, null, 0],
  ['Memorial candle set', 'extra', 9, 28, 0, 1], ['Webcast', 'extra', 25, 75, null, 0],
];

export function fill(insert) {
  const random = new Random(61_207);
  const person = people(random);
  insert('office', offices.map((row, index) => [index + 1, ...row]));
  insert('employee', posts.map(([position, office, boss, joined, left, pay], index) => [index + 1, ...person(), position, office, boss, joined, left, pay]));
  insert('place', places.map((row, index) => [index + 1, ...row]));
  insert('item', stock.map((row, index) => [index + 1, ...row]));
  const contacts = Array.from({ length: 236 }, (_, index) => contact(random, person(), index)).toSorted((a, b) => (a[5] < b[5] ? -1 : 1)).map((row, index) => [index + 1, ...row]);
  insert('family_contact', contacts);
  const buyers = contacts.filter(([id]) => id % 9 !== 4);
  const cases = buyers.map((row, index) => funeral(random, row, { id: 3001 + index, name: person() }));
  const items = cases.flatMap((row) => itemsOf(random, row)).map((row, index) => [index + 1, ...row]);
  for (const row of cases) bill(random, row, items);
  insert('funeral', cases);
  insert('funeral_item', items);
  insert('payment', cases.flatMap((row) => paymentsOf(random, row)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
  insert('prepaid_plan', Array.from({ length: 74 }, (_, index) => plan(random, person(), { id: index + 1, cases })));
}

function contact(random, [first, last]) {
  const heard = random.weighted(['recommendation', 'website', 'hospice', 'newspaper', null], [40, 26, 14, 8, 12]);
  const town = random.weighted(['Ashgate', 'Thornley', 'Seaham', 'Wickford'], [46, 24, 20, 10]);
  return [first, last, random.chance(0.92) ? `0551 ${random.int(200_000, 899_999)}` : null, random.chance(0.7) ? `${first}.${last}@mail.example`.toLowerCase() : null, town,
    random.chance(0.1) ? random.day('2026-10-24', '2026-11-14') : random.day('2025-01-06', '2026-11-14'), heard];
}

function funeral(random, [who, , last, , , town, asked], { id, name }) {
  const type = random.weighted(['cremation', 'direct cremation', 'burial', 'woodland'], [50, 15, 27, 8]);
  const office = random.weighted([1, 2, 3, 4], { Ashgate: [50, 44, 4, 2], Thornley: [10, 8, 78, 4], Seaham: [12, 6, 6, 76], Wickford: [30, 30, 20, 20] }[town]);
  const able = posts.flatMap(([position, where, , joined, left], index) => (position === 'Arranger' && where === office && joined <= asked && (left === null || left >= asked) ? [index + 1] : []));
  let day = plusDays(asked, random.int(9, 27));
  while (weekday(day) === 0 || day === today) day = plusDays(day, 1);
  const isCancelled = random.chance(0.05) && asked < '2026-11-01';
  const status = isCancelled ? 'cancelled' : day < today ? 'held' : asked < '2026-11-08' || random.chance(0.35) ? 'confirmed' : 'arranging';
  const isFixed = status !== 'arranging';
  const director = isFixed && type !== 'direct cremation' && !(day > '2026-11-22' && random.chance(0.5)) ? random.weighted([2, 3, 4, 1], [[8, 3, 1, 2], [2, 9, 1, 1], [1, 1, 10, 0], [2, 2, 7, 0]][office - 1]) : null;
  return [id, name[0], random.chance(0.6) ? last : name[1], random.day('1926-01-01', random.chance(0.85) ? '1958-12-31' : '1999-12-31'), plusDays(asked, -random.int(0, 3)),
    random.weighted(['hospital', 'home', 'care home', 'hospice'], [40, 26, 22, 12]), who, office, random.pick(able), director, type,
    isFixed ? random.weighted(...fittings[type]) : null, isFixed ? `${day} ${random.time(9, 16, 30)}` : null,
    status === 'held' && type !== 'direct cremation' ? random.int(6, 70) + (random.chance(0.12) ? random.int(60, 190) : 0) : null, status, fees[type] + random.int(0, 3) * 45, null, null, null];
}

function itemsOf(random, [id, , , , , , , , , , type, , , , status]) {
  if (status === 'cancelled' || (status === 'arranging' && random.chance(0.5))) return [];
  const coffin = type === 'direct cremation' ? random.pick([3, 5]) : type === 'woodland' ? random.pick([4, 5]) : random.weighted([1, 2, 3, 4, 6], [28, 34, 22, 10, 4]);
  const urn = type.includes('cremation') && random.chance(0.66) ? [random.weighted([7, 8, 9, 10], [36, 27, 27, 8])] : [];
  const extras = type === 'direct cremation' ? [] : [11, 12, 13, 14, 15, 16, 17, 18, 20, 21].filter((item) => random.chance([0.55, 0.4, 0.15, 0.7, 0.48, 0.36, 0.05, 0.06, 0, 0.14, 0.2][item - 11]));
  return [coffin, ...urn, ...extras].map((item) => [id, item, [12, 14, 16, 20].includes(item) ? random.weighted([1, 2, 3], [65, 25, 10]) : 1, cents(stock[item - 1][3] * (random.chance(0.12) ? 0.9 : 1))]);
}

function bill(random, row, items) {
  const [id, , , , , , , , , , , place, service, , status, fee] = row;
  const invoiced = status === 'held' ? plusDays(service.slice(0, 10), random.int(2, 8)) : null;
  if (invoiced === null || invoiced > today) return;
  const goods = items.filter(([, owner]) => owner === id).reduce((sum, [, , , count, price]) => sum + count * price, 0);
  row.splice(16, 3, invoiced, cents(fee + places[place - 1][4] + goods), plusDays(invoiced, 30));
}

function paymentsOf(random, row) {
  const [id, total, due] = [row[0], row[17], row[18]];
  const agreed = row[14] === 'confirmed' && random.chance(0.5) ? [[id, random.day('2026-11-09', today), 500, 'card']] : [];
  if (total === null || total === undefined) return agreed;
  const late = plusDays(due, random.weighted([-22, -10, -2, 14, 40], [34, 26, 20, 12, 8]) + random.int(-3, 4));
  const method = random.weighted(['bank transfer', 'card', 'cheque', 'cash'], [52, 28, 14, 6]);
  if (random.chance(0.04) || late > today) return random.chance(0.3) ? [[id, plusDays(row[16], 1), cents(total * 0.4), method]] : [];
  if (random.chance(0.14)) {
    const second = plusDays(late, random.int(12, 45));
    return [[id, late, cents(total / 2), method], ...(second < today && random.chance(0.75) ? [[id, second, cents(total - cents(total / 2)), method]] : [])];
  }
  return [[id, late, total, method]];
}

function plan(random, [first, last], { id, cases }) {
  const taken = random.day(id <= 50 ? '2019-03-01' : '2025-08-01', id <= 50 ? '2025-07-31' : '2026-11-12');
  const price = random.pick([2650, 3150, 3790, 4400]) + random.int(0, 9) * 10;
  const monthly = random.chance(0.68) ? cents(price / random.pick([12, 24, 60])) : null;
  const used = id <= 50 && id % 8 === 3 ? cases[id * 3] : null;
  const gone = used === null && random.chance(0.12) && taken < '2026-08-01' ? random.day(plusDays(taken, 40), '2026-11-10') : null;
  const until = gone ?? today;
  const months = Math.floor(daysBetween(taken, until) / 30);
  const paid = monthly === null || used !== null ? price : Math.min(price, cents(monthly * Math.max(1, months - random.weighted([0, 3], [85, 15]))));
  const able = posts.flatMap(([position, , , joined, left], index) => (/rrang|Funeral/.test(position) && joined <= taken && (left === null || left >= taken) ? [index + 1] : []));
  return [id, used?.[1] ?? first, used?.[2] ?? last, used?.[3] ?? random.day('1936-01-01', '1964-12-31'), random.pick(able), taken, price, paid, monthly, gone, used?.[0] ?? null];
}
