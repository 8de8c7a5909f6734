// A hire shop for tools and small plant with three depots; CamelCase, declared keys, a hire's price is day rate times days over its lines, states as words or NULL dates.
import { people } from '../names.mjs';
import { Random, cents, daysBetween, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE Depot (DepotId INTEGER PRIMARY KEY, DepotName TEXT NOT NULL, Street TEXT NOT NULL, Phone TEXT NOT NULL, OpensOnSunday INTEGER NOT NULL);
CREATE TABLE Worker (WorkerId INTEGER PRIMARY KEY, WorkerName TEXT NOT NULL, Post TEXT NOT NULL, DepotId INTEGER NOT NULL REFERENCES Depot(DepotId), JoinDate TEXT NOT NULL,
  LeaveDate TEXT, ForemanId INTEGER REFERENCES Worker(WorkerId));
CREATE TABLE Product (ProductId INTEGER PRIMARY KEY, ProductName TEXT NOT NULL, Maker TEXT NOT NULL, ProductGroup TEXT NOT NULL, DayRate REAL NOT NULL, WeekRate REAL NOT NULL,
  Deposit REAL NOT NULL, NeedsTraining INTEGER NOT NULL, Discontinued INTEGER NOT NULL);
CREATE TABLE Unit (UnitId INTEGER PRIMARY KEY, TagNo TEXT NOT NULL, ProductId INTEGER NOT NULL REFERENCES Product(ProductId), DepotId INTEGER NOT NULL REFERENCES Depot(DepotId),
  BoughtOn TEXT NOT NULL, PurchasePrice REAL NOT NULL, Condition TEXT NOT NULL, LastSafetyTest TEXT, ScrappedOn TEXT);
CREATE TABLE Account (AccountId INTEGER PRIMARY KEY, AccountNo TEXT NOT NULL, TradingName TEXT, ContactForename TEXT NOT NULL, ContactSurname TEXT NOT NULL, Town TEXT NOT NULL,
  Mobile TEXT, OpenedOn TEXT NOT NULL, CreditLimit REAL, DiscountPct INTEGER NOT NULL, OnStop INTEGER NOT NULL);
CREATE TABLE Hire (HireId INTEGER PRIMARY KEY, HireNo TEXT NOT NULL, AccountId INTEGER NOT NULL REFERENCES Account(AccountId), DepotId INTEGER NOT NULL REFERENCES Depot(DepotId),
  TakenOutOn TEXT NOT NULL, DueBackOn TEXT NOT NULL, IssuedById INTEGER NOT NULL REFERENCES Worker(WorkerId), DeliveryFee REAL NOT NULL, PaidOn TEXT);
CREATE TABLE HireLine (HireLineId INTEGER PRIMARY KEY, HireId INTEGER NOT NULL REFERENCES Hire(HireId), UnitId INTEGER NOT NULL REFERENCES Unit(UnitId),
  Days INTEGER NOT NULL, RatePerDay REAL NOT NULL, ReturnedOn TEXT, CheckedInById INTEGER REFERENCES Worker(WorkerId), DamageCharge REAL);
CREATE TABLE Repair (RepairId INTEGER PRIMARY KEY, UnitId INTEGER NOT NULL REFERENCES Unit(UnitId), FitterId INTEGER REFERENCES Worker(WorkerId), Fault TEXT NOT NULL,
  BookedIn TEXT NOT NULL, Finished TEXT, PartsCost REAL, HoursWorked REAL);
CREATE TABLE Reservation (ReservationId INTEGER PRIMARY KEY, AccountId INTEGER NOT NULL REFERENCES Account(AccountId), ProductId INTEGER NOT NULL REFERENCES Product(ProductId),
  DepotId INTEGER NOT NULL REFERENCES Depot(DepotId), MadeOn TEXT NOT NULL, WantedFrom TEXT NOT NULL, WantedDays INTEGER NOT NULL, Outcome TEXT NOT NULL);
`;

const today = '2026-11-16';
const depots = [['Canal Yard', '14 Canal Street', '555-7100', 1], ['Ringway', '3 Ringway Park', '555-7200', 0], ['Quarry Lane', '88 Quarry Lane', '555-7300', 0]];
const posts = [['Depot manager', 1, '2009-04-06', null, null], ['Depot manager', 2, '2014-09-01', null, 1], ['Depot manager', 3, '2021-01-11', null, 1],
  ['Hire desk', 1, '2016-05-16', null, 1], ['Hire desk', 1, '2022-08-22', null, 1], ['Hire desk', 2, '2018-02-05', null, 2], ['Hire desk', 2, '2023-10-09', '2026-04-30', 2],
  ['Hire desk', 2, '2026-05-11', null, 2], ['Hire desk', 3, '2021-02-01', null, 3], ['Fitter', 1, '2012-11-19', null, 1], ['Fitter', 2, '2019-07-01', null, 10],
  ['Fitter', 3, '2025-03-17', null, 10], ['Driver', 1, '2017-06-12', null, 1], ['Driver', 2, '2024-01-15', null, 2]];
/** Name, maker, group, day, week, deposit, training, discontinued, value, units. */
const products = [['SDS drill', 'Bosch', 'Drilling', 18, 62, 50, 0, 0, 340, 12], ['Core drill', 'Hilti', 'Drilling', 46, 160, 150, 0, 0, 1250, 5], ['Breaker 15 kg', 'Makita', 'Breaking', 32, 112, 100, 0, 0, 890, 8],
  ['Road breaker', 'Atlas Copco', 'Breaking', 58, 198, 200, 1, 0, 2100, 3], ['Mini digger 1.5 t', 'Kubota', 'Plant', 135, 460, 500, 1, 0, 16_400, 5], ['Micro digger', 'Kubota', 'Plant', 98, 340, 400, 1, 0, 11_200, 3],
  ['Plate compactor', 'Wacker Neuson', 'Compaction', 36, 120, 100, 0, 0, 980, 9], ['Trench rammer', 'Wacker Neuson', 'Compaction', 44, 150, 150, 0, 0, 1900, 4], ['Cement mixer', 'Belle', 'Concrete', 22, 70,
    60, 0, 0, 520, 10],
  ['Poker vibrator', 'Belle', 'Concrete', 27, 88, 80, 0, 0, 610, 4], ['Floor sander', 'Hummel', 'Surface', 52, 155, 120, 0, 0, 1480, 6], ['Carpet cleaner', 'Karcher', 'Surface', 25, 78, 50, 0, 0, 450, 5],
  ['Pressure washer', 'Karcher', 'Surface', 34, 110, 80, 0, 0, 760, 8], ['Chainsaw', 'Stihl', 'Garden', 38, 125, 150, 1, 0, 640, 5], ['Rotavator', 'Honda', 'Garden', 48, 165, 150, 0, 0, 1350, 4],
  ['Hedge trimmer', 'Stihl', 'Garden', 24, 80, 60, 0, 0, 410, 5], ['Tower scaffold 5 m', 'Boss', 'Access', 42, 115, 200, 0, 0, 1650, 6], ['Scissor lift', 'Genie', 'Access', 120, 390, 500, 1, 0, 9800, 2],
  ['Generator 3 kVA', 'Honda', 'Power', 40, 130, 150, 0, 0, 1150, 7], ['Halogen tower', 'SMC', 'Power', 55, 180, 200, 0, 1, 2900, 2], ['Wallpaper steamer', 'Earlex', 'Surface', 12, 38, 20, 0, 1, 90, 3]];
const firms = `Axford Builders,Beacon Roofing,Calder Groundworks,Dray & Sons,Ember Heating,Foxglove Gardens,Granite Kitchens,Hollis Electrical,Inkwell Interiors,Jackdaw Joinery,Keystone Paving,
Ludlow Fencing,Mortar & Co,Northgate Drains,Oakham Property,Pikestaff Events,Quayside Lettings,Ridgeback Demolition`.replaceAll('\n', '').split(',');
const faults = ['Will not start', 'Broken cable', 'Oil leak', 'Worn brushes', 'Bent guard', 'Flat tyre', 'Loses pressure'];
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
const byDay = (rows, at) => rows.toSorted((a, b) => (a[at] < b[at] ? -1 : 1));

export function fill(insert) {
  const random = new Random(6202);
  const person = people(random);
  insert('Depot', numbered(depots));
  insert('Worker', numbered(posts.map((post) => [person().join(' '), ...post])));
  insert('Product', numbered(products.map((row) => row.slice(0, 8))));
  const units = numbered(products.flatMap((row, index) => Array.from({ length: row[9] }, (_, at) => unit(random, { row, product: index + 1, at }))));
  insert('Unit', units);
  const accounts = numbered(Array.from({ length: 128 }, (_, index) => account(random, person(), index)));
  insert('Account', accounts);
  const hires = hiresOf(random, units, accounts).map((row, index) => [index + 1, `R${40_112 + index}`, ...row]);
  insert('Hire', hires.map((row) => row.slice(0, 9)));
  insert('HireLine', numbered(hires.flatMap(([id, , , , , , , , , lines]) => lines.map((line) => [id, ...line]))));
  insert('Repair', numbered(byDay(Array.from({ length: 116 }, () => repair(random, units)), 3)));
  insert('Reservation', numbered(byDay(Array.from({ length: 74 }, () => reservation(random, accounts)), 3)));
}

function unit(random, { row, product, at }) {
  const bought = random.day('2016-02-01', product === 21 ? '2018-12-01' : '2026-08-31');
  const scrapped = bought < '2022' && random.chance(0.3) ? random.day('2025-01-10', '2026-11-09') : null;
  const condition = scrapped === null ? random.weighted(['Good', 'Fair', 'In repair', 'Missing'], [66, 22, 9, 3]) : 'Scrapped';
  const last = scrapped ?? '2026-11-13';
  const earliest = plusDays(last, -random.pick([120, 300, 520]));
  const tested = random.chance(0.9) ? random.day(bought < earliest ? earliest : bought, last) : null;
  return [`${row[0].slice(0, 2).toUpperCase()}-${twoDigits(product)}${twoDigits(at + 1)}`, product, random.weighted([1, 2, 3], [45, 35, 20]), bought,
    cents(row[8] * (0.85 + random.int(0, 6) * 0.05)), condition, tested, scrapped];
}

function account(random, [first, last], index) {
  const firm = index % 7 === 3 ? firms[(index - 3) / 7] : null;
  return [`A${1_204 + index * 3}`, firm ?? null, first, last, random.weighted(['Thornbury', 'Wexcombe', 'Marlbridge', 'Stoke Hill', 'Fallowdale'], [38, 24, 18, 12, 8]),
    random.chance(0.88) ? `07${random.int(100, 999)} ${random.int(100_000, 999_999)}` : null, random.day('2015-03-02', index > 100 ? '2026-11-10' : '2025-01-31'),
    firm === null ? null : random.int(2, 12) * 500, firm === null ? random.weighted([0, 5], [88, 12]) : random.pick([5, 10, 15]), random.chance(0.05)];
}

/** A unit is out with one customer at a time; a later hire finds it returned. */
function hiresOf(random, units, accounts) {
  const outUntil = new Map();
  const days = Array.from({ length: 430 }, () => random.day(random.chance(0.5) ? '2026-06-01' : '2025-01-06', random.chance(0.1) ? today : '2026-11-14')).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return days.flatMap((day) => {
    const depot = weekday(day) === 0 ? 1 : random.weighted([1, 2, 3], [50, 32, 18]);
    const known = accounts.filter(([id, , , , , , , opened]) => opened <= day && id % 10 !== 9);
    const firmsOnly = known.filter(([, , firm]) => firm !== null);
    const [holder, , , , , , , , , discount] = random.pick(random.chance(0.5) ? firmsOnly : known);
    const free = units.filter(([id, , , where, bought, , state, , gone]) => where === depot && bought < day && (gone === null || gone > plusDays(day, 40)) && (outUntil.get(id) ?? '') < day &&
      (!['Missing', 'In repair'].includes(state) || day < '2026-09-01'));
    if (free.length === 0) return [];
    const length = random.weighted([1, 2, 3, 5, 7, 14, 28], [24, 20, 18, 10, 16, 9, 3]);
    const lines = random.sample(free, random.weighted([1, 2, 3], [64, 26, 10])).map(([id, , product, , , , , , gone]) => line(random, { id, product, day, length, discount, depot, isGoing: gone !== null }));
    for (const [id, , , back] of lines) outUntil.set(id, back ?? '9999');
    const desk = posts.flatMap(([post, where, joined, left], index) => (post === 'Hire desk' && where === depot && joined <= day && (left === null || left >= day) ? [index + 1] : []));
    const paid = plusDays(day, random.weighted([0, 9, 28, 50], [60, 14, 18, 8]));
    return [[holder, depot, day, plusDays(day, length), random.pick(desk), random.weighted([0, 15, 25, 40], [62, 20, 12, 6]), paid <= today && random.chance(0.95) ? paid : null, lines]];
  });
}

function line(random, { id, product, day, length, discount, depot, isGoing }) {
  const back = plusDays(day, Math.max(0, length + random.weighted([-1, 0, 1, 4, 12], [10, 68, 13, 6, 3])));
  const isBack = back <= today && (isGoing || random.chance(day < '2026-07-01' ? 0.995 : 0.93));
  const [, , , rate, week] = products[product - 1];
  const perDay = cents((length >= 7 ? week / 7 : rate) * (1 - discount / 100));
  const checker = isBack ? random.pick(depot === 1 ? [4, 5, 10] : depot === 2 ? [6, 11] : [9, 12]) : null;
  return [id, isBack ? Math.max(1, daysBetween(day, back)) : length, perDay, isBack ? back : null, checker, isBack && random.chance(0.08) ? random.int(2, 30) * 5 : null];
}

function repair(random, units) {
  const day = random.day('2025-03-18', '2026-11-13');
  const [id, , , depot] = random.pick(units.filter(([, , product, , bought, , , , gone]) => bought < day && (gone === null || gone > day) && product !== 18));
  const done = plusDays(day, random.weighted([1, 3, 8, 19, 40], [26, 34, 22, 13, 5]) + random.int(0, 2));
  const isDone = done < today && (day < '2026-09-01' || random.chance(0.8));
  return [id, isDone || random.chance(0.5) ? random.weighted([9 + depot, 10], [80, 20]) : null, random.pick(faults), day, isDone ? done : null,
    isDone ? random.int(0, 60) * 4.5 : null, isDone ? random.int(1, 18) / 2 : null];
}

function reservation(random, accounts) {
  const isAhead = random.chance(0.3);
  const from = isAhead ? random.day('2026-11-17', '2026-12-21') : random.day('2026-03-02', '2026-11-15');
  const made = plusDays(from, -random.int(2, 30));
  const outcome = from > today ? random.weighted(['Waiting', 'Cancelled'], [84, 16]) : random.weighted(['Collected', 'Cancelled', 'Not collected'], [70, 18, 12]);
  const holders = accounts.filter(([, , , , , , , opened]) => opened <= made);
  return [random.pick(holders)[0], random.weighted([5, 6, 11, 17, 18, 3, 13, 1], [24, 14, 14, 16, 8, 10, 8, 6]), random.weighted([1, 2, 3], [50, 30, 20]),
    made > today ? today : made, from, random.weighted([1, 2, 3, 5, 7], [30, 26, 18, 14, 12]), outcome];
}
