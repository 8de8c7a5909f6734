// A caterer who cooks lunch for the schools of a district, paid for from parents' prepaid accounts; modern names, declared keys.
import { people } from '../names.mjs';
import { Random, cents, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE staff (id INTEGER PRIMARY KEY, name TEXT NOT NULL, duty TEXT NOT NULL, boss_id INTEGER REFERENCES staff(id), employed_from DATE NOT NULL,
  employed_until DATE, weekly_hours INTEGER NOT NULL, hourly_pay REAL NOT NULL);
CREATE TABLE schools (id INTEGER PRIMARY KEY, name TEXT NOT NULL, town TEXT NOT NULL, stage TEXT NOT NULL, dining_seats INTEGER NOT NULL, lunch_starts TEXT NOT NULL,
  head_cook_id INTEGER REFERENCES staff(id));
CREATE TABLE parents (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, surname TEXT NOT NULL, email TEXT, mobile TEXT, balance NUMERIC NOT NULL,
  auto_topup BOOLEAN NOT NULL);
CREATE TABLE children (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parents(id), school_id INTEGER NOT NULL REFERENCES schools(id),
  first_name TEXT NOT NULL, surname TEXT NOT NULL, birthday DATE NOT NULL, form TEXT NOT NULL, tariff TEXT NOT NULL, diet TEXT, registered_on DATE NOT NULL,
  left_on DATE);
CREATE TABLE child_allergies (child_id INTEGER NOT NULL REFERENCES children(id), allergen TEXT NOT NULL, is_severe BOOLEAN NOT NULL, PRIMARY KEY (child_id, allergen));
CREATE TABLE dishes (id INTEGER PRIMARY KEY, name TEXT NOT NULL, is_vegetarian BOOLEAN NOT NULL, kcal INTEGER NOT NULL, cost_per_portion NUMERIC NOT NULL,
  allergens TEXT, taken_off_on DATE);
CREATE TABLE menus (id INTEGER PRIMARY KEY, served_on DATE NOT NULL, line TEXT NOT NULL, dish_id INTEGER NOT NULL REFERENCES dishes(id), UNIQUE (served_on, line));
CREATE TABLE lunches (id INTEGER PRIMARY KEY, child_id INTEGER NOT NULL REFERENCES children(id), menu_id INTEGER NOT NULL REFERENCES menus(id),
  booked_at TIMESTAMP NOT NULL, price NUMERIC NOT NULL, cancelled_at TIMESTAMP, collected_at TIMESTAMP, stars INTEGER);
CREATE TABLE topups (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parents(id), received_on DATE NOT NULL, amount NUMERIC NOT NULL, channel TEXT NOT NULL);
`;

const today = '2026-11-16';
/** Duty, boss, from, until, hours a week, pay an hour. */
const posts = [
  ['catering manager', null, '2012-08-01', null, 39, 27.5], ['head cook', 1, '2014-02-17', null, 38, 21.4], ['head cook', 1, '2016-09-05', null, 38, 20.9],
  ['head cook', 1, '2021-03-01', null, 35, 19.8], ['cook', 2, '2018-10-08', null, 30, 17.6], ['cook', 3, '2019-08-26', '2026-07-03', 30, 17.9],
  ['cook', 3, '2026-08-24', null, 32, 16.8], ['dietician', 1, '2022-05-02', null, 20, 24.2], ['serving assistant', 2, '2015-01-12', null, 18, 14.1],
  ['serving assistant', 2, '2023-09-04', null, 15, 13.4], ['serving assistant', 3, '2020-11-02', '2026-10-16', 18, 13.9], ['serving assistant', 3, '2024-02-05', null, 20, 13.6],
  ['serving assistant', 4, '2025-09-01', null, 16, 13.2], ['serving assistant', 4, '2026-11-02', null, 12, 13], ['driver', 1, '2017-06-19', null, 25, 15.3],
  ['driver', 1, '2013-03-11', '2025-12-31', 25, 15.7],
];
const schools = [['Linden Primary', 'Ashcombe', 'primary', 120, '11:45', 2], ['Holly Lane Primary', 'Ashcombe', 'primary', 90, '12:00', 2],
  ['Ashcombe High', 'Ashcombe', 'secondary', 260, '12:45', 3], ['Brook Primary', 'Netherby', 'primary', 75, '11:30', 4],
  ['Netherby Grammar', 'Netherby', 'secondary', 180, '13:00', 3], ['Seaview Primary', 'Coldhaven', 'primary', 60, '12:15', null]];
/** Name, vegetarian, kcal, cost, allergens, taken off. */
const dishes = [
  ['Spaghetti bolognese', 0, 640, 1.72, 'gluten, celery', null], ['Fish fingers', 0, 560, 1.64, 'fish, gluten', null], ['Chicken curry', 0, 610, 1.95, 'milk', null],
  ['Beef goulash', 0, 690, 2.31, 'celery', null], ['Turkey schnitzel', 0, 720, 2.05, 'gluten, egg', null], ['Meatballs and mash', 0, 705, 1.88, 'milk, egg', null],
  ['Salmon bake', 0, 580, 2.64, 'fish, milk', null], ['Chilli con carne', 0, 630, 1.69, null, null], ['Sausage and peas', 0, 740, 1.43, 'mustard', '2026-07-03'],
  ['Lamb stew', 0, 665, 2.88, 'celery', '2026-05-29'], ['Chicken wrap', 0, 540, 1.79, 'gluten', null], ['Roast pork', 0, 760, 2.17, null, null],
  ['Macaroni cheese', 1, 650, 1.12, 'gluten, milk', null], ['Vegetable lasagne', 1, 590, 1.38, 'gluten, milk', null], ['Lentil soup', 1, 380, 0.74, 'celery', null],
  ['Falafel plate', 1, 570, 1.29, 'sesame', null], ['Spinach pancakes', 1, 520, 1.06, 'gluten, egg, milk', null], ['Potato gratin', 1, 610, 0.98, 'milk', null],
  ['Tofu stir-fry', 1, 490, 1.55, 'soya', null], ['Mushroom risotto', 1, 600, 1.47, null, null], ['Bean burger', 1, 585, 1.33, 'gluten, soya', null],
  ['Tomato soup', 1, 310, 0.69, null, '2026-07-03'], ['Rice pudding', 1, 450, 0.81, 'milk', null], ['Pumpkin curry', 1, 505, 1.21, null, null], ['Nut roast', 1, 620, 1.84, 'nuts', null],
];
const served = [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23]];
const tariffs = { full: 4.2, reduced: 2.1, free: 0 };
const allergens = ['milk', 'gluten', 'nuts', 'egg', 'fish', 'sesame', 'soya'];

export function fill(insert) {
  const random = new Random(1187);
  const person = people(random);
  insert('staff', posts.map((post, index) => [index + 1, person().join(' '), ...post]));
  insert('schools', schools.map((school, index) => [index + 1, ...school]));
  const parents = Array.from({ length: 104 }, (_, index) => parent(random, index + 1, person()));
  const children = Array.from({ length: 148 }, (_, index) => child(random, index + 1, parents, person));
  const menus = menuDays().flatMap((day) => ['classic', 'green'].map((line, at) => [day, line, dishOn(random, day, served[at])])).map((row, index) => [index + 1, ...row]);
  const lunches = lunchesOf(random, children, menus);
  const topups = topupsOf(random, parents, children, lunches);
  for (const row of parents) {
    const own = new Set(children.filter(([, parentId]) => parentId === row[0]).map(([id]) => id));
    const paid = topups.filter(([, parentId]) => parentId === row[0]).reduce((sum, [, , , amount]) => sum + amount, 0);
    row[5] = cents(paid - lunches.filter(([, id, , , , cancelled]) => own.has(id) && cancelled === null).reduce((sum, [, , , , price]) => sum + price, 0));
  }
  insert('parents', parents);
  insert('children', children);
  insert('child_allergies', children.flatMap(([id]) => (random.chance(0.2) ? random.sample(allergens, random.weighted([1, 2, 3], [70, 22, 8])) : [])
    .map((allergen) => [id, allergen, random.chance(0.3)])));
  insert('dishes', dishes.map((dish, index) => [index + 1, ...dish]));
  insert('menus', menus);
  insert('lunches', lunches);
  insert('topups', topups);
}

function menuDays() {
  const days = Array.from({ length: 271 }, (_, index) => plusDays('2026-03-02', index));
  const isFree = (day) => [0, 6].includes(weekday(day)) || (day > '2026-07-03' && day < '2026-09-01') || (day > '2026-04-02' && day < '2026-04-13') || (day > '2026-10-16' && day < '2026-10-26');
  return days.filter((day) => !isFree(day));
}

function dishOn(random, day, ids) {
  return random.weighted(ids.filter((id) => dishes[id - 1][5] === null || dishes[id - 1][5] >= day), ids.map((_, index) => 14 - index));
}

function parent(random, id, [first, last]) {
  const mobile = random.chance(0.88) ? `07${random.int(200, 989)} ${random.int(100_000, 999_999)}` : null;
  return [id, first, last, random.chance(0.86) ? `${first}.${last}@inbox.example`.toLowerCase() : null, mobile, 0, random.chance(0.3)];
}

function child(random, id, parents, person) {
  const parentId = id <= 98 ? id : random.int(1, 98);
  const school = random.weighted([1, 2, 3, 4, 5, 6], [28, 18, 40, 17, 31, 12]);
  const year = schools[school - 1][2] === 'primary' ? random.int(1, 5) : random.int(6, 11);
  const joined = random.chance(0.4) ? random.day('2026-08-10', '2026-11-10') : random.day(`${Math.max(2020, 2026 - year)}-07-20`, '2026-02-26');
  const birthday = `${2020 - year}-${twoDigits(random.int(1, 12))}-${twoDigits(random.int(1, 28))}`;
  return [id, parentId, school, person()[0], random.chance(0.85) ? parents[parentId - 1][2] : person()[1], birthday, `${year}${random.pick(['a', 'b'])}`,
    random.weighted(['full', 'reduced', 'free'], [62, 21, 17]), random.weighted([null, 'vegetarian', 'halal', 'vegan'], [70, 16, 10, 4]), joined,
    joined < '2026-03-01' && random.chance(0.12) ? random.pick(['2026-07-03', '2026-04-02', '2026-10-16']) : null];
}

function lunchesOf(random, children, menus) {
  const rows = Array.from({ length: 1700 }, () => {
    const eater = random.weighted(children, children.map(([id]) => (id % 13 === 0 ? 0 : id % 7 === 2 ? 3 : 1)));
    const [id, day, line] = random.pick(menus);
    const fits = eater[9] < day && (eater[10] === null || eater[10] >= day) && (line === 'green' || !['vegetarian', 'vegan'].includes(eater[8]));
    return fits ? [eater, id, day] : null;
  }).filter((row) => row !== null);
  const taken = new Set();
  return rows.filter(([eater, , day]) => !taken.has(`${eater[0]} ${day}`) && taken.add(`${eater[0]} ${day}`)).map(([eater, id, day]) => {
    const asked = plusDays(day, -random.int(1, 12));
    const cancelled = random.chance(0.08) ? `${plusDays(day, -random.int(0, 1))} ${random.time(7, 9, 1)}` : null;
    const isThere = day <= today && cancelled === null && random.chance(0.92) && !(day === today && random.chance(0.5));
    return [eater[0], id, `${asked} ${random.time(6, 22, 1)}`, tariffs[eater[7]], day <= today || cancelled?.slice(0, 10) <= today ? cancelled : null,
      isThere ? `${day} ${day === today ? random.time(11, 12, 1) : random.time(11, 14, 1)}` : null, isThere && random.chance(0.4) ? random.weighted([1, 2, 3, 4, 5], [8, 12, 24, 32, 24]) : null];
  }).filter(([, , asked]) => asked < today).toSorted((a, b) => (a[2] < b[2] ? -1 : 1)).map((row, index) => [index + 1, ...row]);
}

/** Families top up when lunches have used up what they had, some of them too late. */
function topupsOf(random, parents, children, lunches) {
  const rows = parents.flatMap(([id, , , , , , isAuto]) => {
    const own = new Set(children.filter(([, parentId]) => parentId === id).map(([childId]) => childId));
    let left = 0;
    return lunches.filter(([, childId, , , price]) => own.has(childId) && price > 0).flatMap(([, , , booked, price]) => {
      left -= price;
      if (left > 0 || (!isAuto && random.chance(0.5))) return [];
      const amount = isAuto ? 20 : random.weighted([10, 15, 25, 30, 50], [34, 26, 20, 14, 6]);
      left += amount;
      return [[id, booked.slice(0, 10), amount, isAuto ? 'direct debit' : random.weighted(['card', 'bank transfer', 'cash'], [50, 36, 14])]];
    });
  });
  return rows.toSorted((a, b) => (a[1] < b[1] ? -1 : 1)).map((row, index) => [index + 1, ...row]);
}
