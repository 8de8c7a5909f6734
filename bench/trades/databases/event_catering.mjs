// A caterer for weddings and firms; normalised, lookups, two keys to clients and two to staff, prices per head less discount.
import { people } from '../names.mjs';
import { Random, cents, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE event_type (type_code TEXT PRIMARY KEY, description TEXT NOT NULL);
CREATE TABLE quote_status (status_code TEXT PRIMARY KEY, description TEXT NOT NULL, is_final INTEGER NOT NULL);
CREATE TABLE client (client_id INTEGER PRIMARY KEY, client_name TEXT NOT NULL, is_company INTEGER NOT NULL, town TEXT NOT NULL, phone TEXT, email TEXT,
  created_on TEXT NOT NULL);
CREATE TABLE staff (staff_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, job TEXT NOT NULL, hourly_rate NUMERIC NOT NULL,
  supervisor_id INTEGER REFERENCES staff(staff_id), hired_on TEXT NOT NULL, left_on TEXT);
CREATE TABLE menu (menu_id INTEGER PRIMARY KEY, menu_name TEXT NOT NULL, price_per_head NUMERIC NOT NULL, is_current INTEGER NOT NULL);
CREATE TABLE dish (dish_id INTEGER PRIMARY KEY, dish_name TEXT NOT NULL, course TEXT NOT NULL, cost_per_portion NUMERIC NOT NULL, is_vegetarian INTEGER NOT NULL,
  allergens TEXT);
CREATE TABLE menu_dish (menu_id INTEGER NOT NULL REFERENCES menu(menu_id), dish_id INTEGER NOT NULL REFERENCES dish(dish_id), PRIMARY KEY (menu_id, dish_id));
CREATE TABLE event (event_id INTEGER PRIMARY KEY, title TEXT NOT NULL, type_code TEXT NOT NULL REFERENCES event_type(type_code),
  client_id INTEGER NOT NULL REFERENCES client(client_id), billed_to_id INTEGER NOT NULL REFERENCES client(client_id),
  planner_id INTEGER NOT NULL REFERENCES staff(staff_id), head_chef_id INTEGER REFERENCES staff(staff_id), menu_id INTEGER REFERENCES menu(menu_id),
  venue TEXT NOT NULL, town TEXT NOT NULL, enquired_on TEXT NOT NULL, confirmed_on TEXT, event_date TEXT NOT NULL, cancelled_on TEXT,
  guests_expected INTEGER NOT NULL, guests_attended INTEGER);
CREATE TABLE quote (quote_id INTEGER PRIMARY KEY, event_id INTEGER NOT NULL REFERENCES event(event_id), status_code TEXT NOT NULL REFERENCES quote_status(status_code),
  sent_on TEXT, valid_until TEXT, decided_on TEXT, guests INTEGER NOT NULL, price_per_head NUMERIC NOT NULL, discount_pct INTEGER NOT NULL,
  setup_fee NUMERIC NOT NULL);
CREATE TABLE deposit (deposit_id INTEGER PRIMARY KEY, event_id INTEGER NOT NULL REFERENCES event(event_id), amount NUMERIC NOT NULL, due_on TEXT NOT NULL, paid_on TEXT,
  refunded_on TEXT);
CREATE TABLE staff_shift (shift_id INTEGER PRIMARY KEY, event_id INTEGER NOT NULL REFERENCES event(event_id), staff_id INTEGER NOT NULL REFERENCES staff(staff_id),
  planned_hours NUMERIC NOT NULL, worked_hours NUMERIC, is_no_show INTEGER NOT NULL);
`;

const types = [['WED', 'Wedding'], ['COR', 'Company event'], ['BIR', 'Birthday'], ['FUN', 'Funeral reception'], ['XMS', 'Christmas party']];
const statuses = [['D', 'Draft', 0], ['S', 'Sent', 0], ['A', 'Accepted', 1], ['R', 'Rejected', 1], ['E', 'Expired', 1]];
const firms = `Redfern Legal,Harwick Bank,Oakline Movers,Brightside Dental,Summit Surveyors,Delta Roofing,Port Allen Fisheries,Kestrel Software,Northlight Photo,
Harwick Theatre,Millbrook College,Grainstore Brewery,Lakeside Heart Centre,Tall Ladder Studio,Ashby Plumbing,Copper Finch`.split(/,\s*/);
const jobs = ['planner', 'planner', 'planner', 'chef', 'chef', 'chef', 'head waiter', 'head waiter', 'cook', 'cook', 'cook',
  ...Array.from({ length: 11 }, () => 'waiter'), 'bartender', 'bartender', 'driver'];
const supervisors = [null, 1, 1, 1, 4, 4, 1, 1, 4, 5, 6, 7, 7, 7, 7, 7, 7, 8, 8, 8, 8, 8, 7, 8, 2];
const menus = [['Garden Party', 38, 1], ['Harvest Table', 52, 1], ['Silver Spoon', 79, 1], ['Fork & Finger', 27.5, 1], ['Smokehouse', 44, 1], ['Green Plate', 41, 1],
  ['Winter Feast', 58, 1], ['Seaside', 63, 1], ['Classic Buffet', 31, 0]];
const dishes = [
  ['Beetroot carpaccio', 'starter', 2.1, 1, null], ['Smoked trout', 'starter', 3.9, 0, 'fish'], ['Pumpkin soup', 'starter', 1.3, 1, 'milk'],
  ['Prawn cocktail', 'starter', 4.4, 0, 'shellfish, egg'],
  ['Waldorf salad', 'starter', 2.2, 1, 'nuts, egg'], ['Duck rillettes', 'starter', 3.6, 0, 'wheat'], ['Tomato tartlets', 'starter', 1.9, 1, 'wheat, milk'],
  ['Roast beef', 'main', 8.9, 0, null], ['Salmon in dill', 'main', 7.8, 0, 'fish, milk'], ['Pulled pork', 'main', 5.2, 0, 'mustard'],
  ['Mushroom risotto', 'main', 3.7, 1, 'milk'],
  ['Lentil roast', 'main', 2.9, 1, 'nuts'], ['Beef brisket', 'main', 7.1, 0, 'mustard'], ['Stuffed peppers', 'main', 3.3, 1, null],
  ['Goose with red cabbage', 'main', 10.4, 0, null],
  ['Fish pie', 'main', 6.3, 0, 'fish, wheat, milk'], ['Mini burgers', 'main', 4.8, 0, 'wheat, sesame'], ['Potato gratin', 'side', 1.4, 1, 'milk'],
  ['Coleslaw', 'side', 0.8, 1, 'egg'], ['Green beans', 'side', 0.9, 1, null], ['Rye bread', 'side', 0.5, 1, 'wheat'], ['Corn on the cob', 'side', 0.7, 1, 'milk'],
  ['Lemon tart', 'dessert', 2.2, 1, 'wheat, egg, milk'], ['Chocolate mousse', 'dessert', 2, 1, 'egg, milk'], ['Almond cake', 'dessert', 2.4, 1, 'nuts, egg'],
  ['Fruit salad', 'dessert', 1.6, 1, null], ['Plum pudding', 'dessert', 2.1, 1, 'wheat, nuts, egg'], ['Cheese board', 'dessert', 3.8, 1, 'milk'],
  ['Oyster platter', 'starter', 9.5, 0, 'shellfish'], ['Jelly trifle', 'dessert', 1.5, 0, 'milk'],
];
const onMenu = [[1, 7, 11, 14, 20, 26], [3, 8, 12, 18, 20, 23], [2, 6, 8, 9, 18, 28, 24], [4, 7, 17, 19, 24], [10, 13, 19, 22, 23], [1, 3, 12, 14, 20, 26, 25],
  [3, 6, 15, 18, 27], [2, 4, 9, 16, 20, 23], [3, 10, 17, 19, 21, 26]];
const venues = [['Old Granary', 'Harwick'], ['Town Hall', 'Harwick'], ['Lakeside Pavilion', 'Lakeside'], ['Harbour Loft', 'Port Allen'], ['Rose Barn', 'Millbrook'],
  ['Easton Manor', 'Easton'], ["Client's premises", 'Harwick'], ["Client's premises", 'Port Allen']];
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(5404);
  const person = people(random);
  const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
  insert('event_type', types);
  insert('quote_status', statuses);
  const clients = numbered(Array.from({ length: 104 }, (_, index) => client(random, person, index)));
  insert('client', clients);
  const staff = numbered(jobs.map((job, index) => worker(random, person(), job, index)));
  insert('staff', staff);
  insert('menu', numbered(menus));
  insert('dish', numbered(dishes));
  insert('menu_dish', onMenu.flatMap((list, index) => list.map((dish) => [index + 1, dish])));
  const events = numbered(dates(random).map((day) => event(random, day, clients)));
  insert('event', events);
  insert('quote', numbered(events.flatMap((row) => quotesOf(random, row)).toSorted((a, b) => ((a[2] ?? '9') < (b[2] ?? '9') ? -1 : 1))));
  insert('deposit', numbered(events.flatMap((row) => depositsOf(random, row))));
  insert('staff_shift', numbered(events.flatMap((row) => shiftsOf(random, row, staff))));
}

function client(random, person, index) {
  const isFirm = index < firms.length;
  const name = isFirm ? firms[index] : person().join(' ');
  const town = random.weighted(['Harwick', 'Millbrook', 'Port Allen', 'Easton', 'Lakeside'], [10, 4, 4, 3, 2]);
  return [name, isFirm, town, random.chance(0.9) ? `0${random.int(3000, 7999)} ${random.int(100000, 999999)}` : null,
    random.chance(0.8) ? `${name.replaceAll(/\W+/g, '.')}@post.example`.toLowerCase() : null, random.day('2022-01-10', '2025-01-31')];
}

function worker(random, [first, last], job, index) {
  const rate = { planner: 31, chef: 34, 'head waiter': 22, cook: 19, waiter: 14, bartender: 16, driver: 15 }[job];
  const left = [10, 14, 20].includes(index) ? random.day('2025-12-01', '2026-09-15') : null;
  return [first, last, job, rate + random.int(0, 8) * 0.5 + (index === 20 ? 3 : 0), supervisors[index], random.day('2016-03-01', '2024-12-10'), left];
}

/** Fridays and weekends are busiest; a handful in the coming days, whatever chance brings. */
function dates(random) {
  const past = Array.from({ length: 150 }, () => random.day('2025-02-03', '2026-11-12'));
  const future = Array.from({ length: 32 }, () => random.day('2026-11-23', '2027-02-25'));
  const drawn = [...past, ...future].map((day) => (weekday(day) > 0 && weekday(day) < 4 && random.chance(0.5) ? plusDays(day, 3) : day));
  return [...drawn, '2026-11-17', '2026-11-18', '2026-11-20', '2026-11-21'].toSorted((a, b) => (a < b ? -1 : 1));
}

function event(random, day, clients) {
  const type = day.slice(5, 7) === '12' && random.chance(0.6) ? 'XMS' : random.weighted(['WED', 'COR', 'BIR', 'FUN'], [34, 36, 20, day > today ? 0 : 10]);
  const isFirm = type === 'COR' || type === 'XMS';
  const [owner, name] = isFirm ? clients[random.weighted([...firms.keys()], [9, 7, 6, 5, 4, 4, 3, 3, 2, 2, 2, 2, 2, 1, 1, 0])] : clients[random.int(firms.length, 96)];
  const payer = !isFirm && random.chance(0.16) ? random.int(firms.length + 1, 97) : isFirm && random.chance(0.05) ? 2 : owner;
  const what = { WED: 'wedding', COR: random.pick(['board lunch', 'anniversary dinner', 'product launch', 'staff day']), BIR: 'birthday', FUN: 'funeral reception',
    XMS: 'Christmas party' }[type];
  const long = plusDays(day, -random.int(type === 'FUN' ? 6 : 30, type === 'FUN' ? 9 : 200));
  const asked = day > '2026-11-21' && random.chance(0.45) ? random.day('2026-10-24', '2026-11-14') : long;
  const enquired = asked > '2026-11-14' ? '2026-11-14' : asked;
  const sure = plusDays(enquired, random.int(3, 20));
  const isPast = day < today;
  const confirmed = day !== '2026-11-17' && sure < today && sure < day && random.chance(isPast ? 0.86 : 0.7) ? sure : day === '2026-11-20' ? '2026-11-10' : null;
  const called = confirmed !== null && random.chance(0.08) ? plusDays(day, -random.int(2, 25)) : null;
  const cancelled = day === '2026-11-18' ? '2026-11-12' : day === '2026-11-20' ? null : called !== null && called > confirmed && called < today ? called : null;
  const guests = { WED: random.int(8, 26) * 10, COR: random.int(2, 24) * 5, BIR: random.int(4, 14) * 5, FUN: random.int(3, 12) * 5, XMS: random.int(4, 30) * 5 }[type];
  const came = isPast && confirmed !== null && cancelled === null ? Math.round(guests * (0.86 + random.next() * 0.18)) : null;
  const [venue, town] = random.pick(venues);
  return [`${name.split(' ').at(isFirm ? 0 : -1)} ${what}`, type, owner, payer, random.weighted([1, 2, 3], [20, 45, 35]),
    confirmed === null ? null : random.pick([4, 5, 5, 6]),
    confirmed === null && random.chance(0.5) ? null : random.weighted([1, 2, 3, 4, 5, 6, 7, 8, 9], [16, 14, 9, 19, 12, 8, 7, 8, 4]), venue, town, enquired,
    day === '2026-11-18' ? '2026-11-01' : confirmed, day, cancelled, guests, came];
}

function quotesOf(random, [id, , , , , , , menu, , , enquired, confirmed, day, , guests]) {
  const sent = plusDays(enquired, random.int(1, 3));
  const price = (menu === null ? 45 : menus[menu - 1][1]) + random.pick([0, 0, 0, 2, 5]);
  const terms = [guests, price, random.weighted([0, 5, 10, 15], [62, 18, 14, 6]), random.pick([0, 0, 80, 120, 250])];
  const last = plusDays(sent, 21);
  if (confirmed !== null) {
    const accepted = [id, 'A', sent > confirmed ? confirmed : sent, last, confirmed, ...terms];
    if (!random.chance(0.3)) return [accepted];
    return [[id, 'R', sent > confirmed ? confirmed : sent, last, confirmed, guests, price + 6, 0, terms[3]], accepted];
  }
  if (sent >= today) return [[id, 'D', null, null, null, ...terms]];
  if (last >= today && day > today) return [[id, random.chance(0.85) ? 'S' : 'D', sent, last, null, ...terms].map((cell, index, row) => (row[1] === 'D' && index > 1
    && index < 4 ? null : cell))];
  return [random.chance(0.6) ? [id, 'R', sent, last, plusDays(sent, random.int(2, 15)), ...terms] : [id, 'E', sent, last, null, ...terms]];
}

function depositsOf(random, [id, , type, , , , , menu, , , , confirmed, day, cancelled, guests]) {
  if (confirmed === null || type === 'FUN') return [];
  const amount = cents(Math.round((guests * (menu === null ? 45 : menus[menu - 1][1]) * 0.3) / 10) * 10);
  const due = plusDays(confirmed, 14);
  const paid = plusDays(due, random.weighted([-10, -3, 0, 6, 20], [20, 30, 25, 17, 8]));
  const isPaid = paid < today && random.chance(day < '2026-09-01' ? 0.98 : 0.72);
  return [[id, amount, due, isPaid ? (paid < confirmed ? confirmed : paid) : null, isPaid && cancelled !== null && random.chance(0.6) ? plusDays(cancelled, 7) : null]];
}

function shiftsOf(random, [id, , , , , , chef, , , , , confirmed, day, cancelled, guests], staff) {
  if (confirmed === null || cancelled !== null || day > '2026-12-06') return [];
  const able = staff.filter(([, , , , , , hired, left]) => hired <= day && (left === null || left >= day));
  const of = (job, count) => random.sample(able.filter((one) => one[3] === job), count);
  const crew = [...able.filter(([one]) => one === chef), ...of('cook', guests > 60 ? 2 : 1), ...of('head waiter', guests > 40 ? 1 : 0),
    ...of('waiter', Math.min(7, Math.ceil(guests / 35))), ...of('bartender', guests > 90 ? 1 : 0), ...of('driver', 1)];
  return crew.map(([one]) => {
    const planned = random.int(8, 20) / 2;
    const isAway = day < today && random.chance(0.025);
    return [id, one, planned, day >= today ? null : isAway ? 0 : planned + random.weighted([-0.5, 0, 0.5, 1.5], [14, 50, 26, 10]), isAway];
  });
}
