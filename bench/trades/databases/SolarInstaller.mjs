// A firm that sells and installs solar panels on roofs; CamelCase names, a state for quotes only, dates say what stage a job is at.
import { people } from '../names.mjs';
import { Random, cents, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE Employee (EmployeeId INTEGER PRIMARY KEY, FullName TEXT NOT NULL, JobTitle TEXT NOT NULL, TeamLeadId INTEGER REFERENCES Employee(EmployeeId),
  StartDate TEXT NOT NULL, EndDate TEXT, CommissionPct REAL);
CREATE TABLE Homeowner (HomeownerId INTEGER PRIMARY KEY, Forename TEXT NOT NULL, Surname TEXT NOT NULL, Street TEXT NOT NULL, Village TEXT NOT NULL, Phone TEXT,
  LeadSource TEXT NOT NULL, ReferredById INTEGER REFERENCES Homeowner(HomeownerId), FirstContact TEXT NOT NULL);
CREATE TABLE Quote (QuoteId INTEGER PRIMARY KEY, QuoteNumber TEXT NOT NULL, HomeownerId INTEGER NOT NULL REFERENCES Homeowner(HomeownerId),
  SalespersonId INTEGER NOT NULL REFERENCES Employee(EmployeeId), SentDate TEXT NOT NULL, ValidUntil TEXT NOT NULL, TotalPrice REAL NOT NULL,
  Outcome TEXT NOT NULL CHECK (Outcome IN ('pending', 'accepted', 'rejected', 'expired')), DecisionDate TEXT);
CREATE TABLE Job (JobId INTEGER PRIMARY KEY, QuoteId INTEGER NOT NULL REFERENCES Quote(QuoteId), CrewLeaderId INTEGER REFERENCES Employee(EmployeeId),
  RoofType TEXT NOT NULL, CapacityKw REAL NOT NULL, PlannedDate TEXT, InstalledDate TEXT, GridDate TEXT, CancelledDate TEXT);
CREATE TABLE Product (ProductId INTEGER PRIMARY KEY, Sku TEXT NOT NULL, ProductName TEXT NOT NULL, Category TEXT NOT NULL, Manufacturer TEXT NOT NULL,
  PurchasePrice REAL NOT NULL, SalesPrice REAL NOT NULL, InStock INTEGER NOT NULL, ReorderLevel INTEGER NOT NULL, Discontinued INTEGER NOT NULL);
CREATE TABLE JobMaterial (JobId INTEGER NOT NULL REFERENCES Job(JobId), ProductId INTEGER NOT NULL REFERENCES Product(ProductId), Quantity INTEGER NOT NULL,
  UnitPrice REAL NOT NULL, PRIMARY KEY (JobId, ProductId));
CREATE TABLE Invoice (InvoiceId INTEGER PRIMARY KEY, InvoiceNumber TEXT NOT NULL, JobId INTEGER NOT NULL REFERENCES Job(JobId), InvoiceType TEXT NOT NULL,
  IssuedDate TEXT NOT NULL, DueDate TEXT NOT NULL, Amount REAL NOT NULL, PaidDate TEXT);
CREATE TABLE ServiceVisit (ServiceVisitId INTEGER PRIMARY KEY, JobId INTEGER NOT NULL REFERENCES Job(JobId), TechnicianId INTEGER REFERENCES Employee(EmployeeId),
  ReportedAt TEXT NOT NULL, FixedAt TEXT, Fault TEXT NOT NULL, UnderWarranty INTEGER NOT NULL, Charge REAL);
`;

const today = '2026-11-16';
const staff = [
  ['Managing director', null, '2012-05-02', null, null], ['Sales manager', 1, '2015-01-12', null, 1.5], ['Salesperson', 2, '2018-03-05', null, 2.5],
  ['Salesperson', 2, '2021-09-01', null, 2.5], ['Salesperson', 2, '2024-02-12', null, 2], ['Salesperson', 2, '2019-06-17', '2026-04-30', 2.5],
  ['Crew leader', 1, '2013-04-15', null, null], ['Crew leader', 1, '2017-08-07', null, null], ['Crew leader', 1, '2022-05-09', null, null],
  ['Electrician', 7, '2016-10-03', null, null], ['Electrician', 8, '2020-01-20', null, null], ['Roofer', 7, '2018-07-16', null, null],
  ['Roofer', 8, '2023-04-03', '2026-09-30', null],
  ['Roofer', 9, '2025-03-17', null, null], ['Service technician', 1, '2014-11-10', null, null], ['Service technician', 15, '2022-10-04', null, null],
  ['Service technician', 15, '2026-07-06', null, null], ['Bookkeeper', 1, '2016-02-01', null, null],
];
/** Sku, name, category, maker, what we pay, what we ask, stock, reorder level, discontinued. */
const products = [
  ['PV-410', 'Sunfold 410', 'Panel', 'Heliora', 88, 149, 412, 120, 0], ['PV-440', 'Sunfold 440', 'Panel', 'Heliora', 97, 169, 96, 120, 0],
  ['PV-400B', 'Noir 400', 'Panel', 'Solvatec', 104, 189, 230, 80, 0], ['PV-375', 'Classic 375', 'Panel', 'Solvatec', 71, 119, 18, 40, 1],
  ['IN-5', 'Gridmate 5', 'Inverter', 'Voltara', 640, 1050, 21, 8, 0], ['IN-8', 'Gridmate 8', 'Inverter', 'Voltara', 890, 1420, 5, 6, 0],
  ['IN-10H', 'Hybrid Ten', 'Inverter', 'Akkutek', 1210, 1890, 9, 5, 0], ['IN-3', 'Mini 3', 'Inverter', 'Voltara', 430, 690, 3, 4, 1],
  ['BA-5', 'Cell 5', 'Battery', 'Akkutek', 1680, 2590, 11, 6, 0], ['BA-10', 'Cell 10', 'Battery', 'Akkutek', 2950, 4490, 4, 6, 0],
  ['BA-15', 'PowerVault 15', 'Battery', 'Heliora', 4300, 6290, 0, 2, 0], ['WB-11', 'Plugbox 11', 'Wallbox', 'Voltara', 410, 790, 16, 10, 0],
  ['WB-22', 'Plugbox 22', 'Wallbox', 'Voltara', 560, 990, 7, 4, 0], ['MO-T', 'Tile hook set', 'Mounting', 'Dachfix', 11, 22, 1450, 400, 0],
  ['MO-F', 'Flat roof frame', 'Mounting', 'Dachfix', 19, 37, 260, 150, 0], ['MO-M', 'Metal clamp set', 'Mounting', 'Dachfix', 7, 15, 310, 100, 0],
  ['OP-1', 'Optimiser', 'Accessory', 'Voltara', 31, 55, 75, 90, 0], ['SP-2', 'Surge arrester', 'Accessory', 'Akkutek', 48, 95, 38, 15, 0],
  ['BD-1', 'Bird guard', 'Accessory', 'Dachfix', 6, 14, 120, 50, 0],
];
const villages = ['Aldbrook', 'Fenwick', 'Great Marl', 'Kings Hatch', 'Ludbury', 'Thornley'];
const streets = ['Mill Lane', 'Church Road', 'High Street', 'Orchard Way', 'Station Road', 'The Green', 'Beech Close'];
const sources = ['Referral', 'Website', 'Trade fair', 'Leaflet', 'Radio'];
const faults = ['Inverter offline', 'Loose cable', 'Broken panel', 'Battery not charging', 'App shows nothing', 'Roof leak', 'Tripping fuse'];
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);

export function fill(insert) {
  const random = new Random(6202);
  const person = people(random);
  insert('Employee', numbered(staff.map((row) => [person().join(' '), ...row])));
  const contacts = Array.from({ length: 330 }, () => random.day(random.chance(0.5) ? '2024-01-08' : '2025-10-01', '2026-11-13')).toSorted();
  const owners = contacts.map((day, index) => homeowner(random, person(), index, day));
  insert('Homeowner', owners);
  const quotes = owners.flatMap((owner) => quotesOf(random, owner)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1)).map((row, index) => [index + 1,
    `Q${row[2].slice(2, 4)}-${1001 + index}`, ...row]);
  insert('Quote', quotes);
  const jobs = quotes.filter((row) => row[7] === 'accepted').map((row, index) => job(random, row, index + 1));
  insert('Job', jobs);
  insert('Product', numbered(products));
  insert('JobMaterial', jobs.flatMap((row) => materialsOf(random, row)));
  const invoices = jobs.flatMap((row) => invoicesOf(random, row, quotes[row[1] - 1])).toSorted((a, b) => (a[2] < b[2] ? -1 : 1));
  insert('Invoice', invoices.map((row, index) => [index + 1, `${row[2].slice(0, 4)}/${301 + index}`, ...row]));
  const visits = Array.from({ length: 170 }, () => visit(random, random.pick(jobs))).filter((row) => row !== null).toSorted((a, b) => (a[2] < b[2] ? -1 : 1));
  insert('ServiceVisit', numbered(visits));
}

function homeowner(random, [first, last], index, day) {
  const source = random.weighted(sources, [34, 36, 12, 12, 6]);
  const by = source === 'Referral' && index > 12 && random.chance(0.85) ? random.weighted([random.int(1, index), 4, 9], [70, 12, 18]) : null;
  return [index + 1, first, last, `${random.int(1, 88)} ${random.pick(streets)}`, random.weighted(villages, [26, 22, 18, 14, 12, 8]),
    random.chance(0.86) ? `0${random.int(1200, 1999)} ${random.int(100_000, 999_999)}` : null, source, by, day];
}

/** Some never had a quote, some had a second one. */
function quotesOf(random, [id, , , , , , , , contact]) {
  if (random.chance(0.12)) return [];
  const quote = (from) => {
    const day = plusDays(from, random.int(2, 24));
    const seller = random.weighted(day <= '2026-04-30' ? [2, 3, 4, 5, 6] : [2, 3, 4, 5], day <= '2026-04-30' ? [1, 5, 4, day < '2024-02-12' ? 0 : 3, 4] : [1, 5, 6, 4]);
    const decided = plusDays(day, random.int(3, 34));
    const outcome = plusDays(day, 35) > today && (decided > today || random.chance(0.5)) ? 'pending' : random.weighted(['accepted', 'rejected', 'expired',
      'pending'], [56, 22, 20, 2]);
    return [id, seller, day, plusDays(day, 42), random.int(1450, 7600) * 5 + random.pick([0, 0.5]), outcome,
      outcome === 'accepted' || outcome === 'rejected' ? (decided < today ? decided : '2026-11-13') : null];
  };
  const first = quote(contact);
  if (first[2] > today) return [];
  const again = first[6] !== null && first[2] < '2026-06-01' && random.chance(first[5] === 'rejected' ? 0.3 : 0.08) ? [quote(plusDays(first[6], 40))] : [];
  return [first, ...again.filter((row) => row[2] < today)];
}

const workday = (day) => plusDays(day, [1, 0, 0, 0, 0, 0, 2][weekday(day)]);

function job(random, [quoteId, , , , , , price, , decided], id) {
  const planned = workday(plusDays(decided, random.int(28, 105)));
  const installed = workday(plusDays(planned, random.weighted([0, 0, 4, 12, 30], [50, 10, 18, 14, 8])));
  const isCancelled = random.chance(0.07);
  const cancelled = isCancelled ? plusDays(decided, random.int(4, 26)) : null;
  const isDone = !isCancelled && installed <= '2026-11-13';
  const grid = plusDays(installed, random.int(5, 48));
  const isPlanned = planned > '2026-12-20' ? random.chance(0.3) : true;
  return [id, quoteId, isPlanned && (!isCancelled || random.chance(0.4)) ? random.weighted([7, 8, 9],
    [40, 34, 26]) : null, random.weighted(['Tiled', 'Flat', 'Metal', 'Slate'], [58, 20, 13, 9]),
    Math.round(price / 2100 * (9 + random.next() * 2.5)) / 10, isPlanned ? planned : null, isDone ? installed : null,
    isDone && grid <= '2026-11-15' && random.chance(0.96) ? grid : null, cancelled !== null && cancelled < today ? cancelled : null];
}

function materialsOf(random, [id, , , roof, kw, planned, , , cancelled]) {
  if (cancelled !== null || planned === null) return [];
  const panel = random.weighted([1, 2, 3, 4], [42, 26, 22, planned < '2025-06-01' ? 10 : 0]);
  const count = Math.max(6, Math.round((kw * 1000) / [410, 440, 400, 375][panel - 1]));
  const inverter = kw > 9 ? random.pick([6, 7]) : random.weighted([5, 6, 7, 8], [60, 18, 14, planned < '2025-03-01' ? 8 : 0]);
  const battery = random.chance(0.48) ? random.weighted([9, 10], [58, 42]) : null;
  const lines = [[panel, count], [inverter, 1], ...(battery === null ? [] : [[battery, 1]]), ...(random.chance(0.3) ? [[random.weighted([12, 13], [3, 1]), 1]] : []),
    [{ Tiled: 14, Slate: 14, Flat: 15, Metal: 16 }[roof], count * 2], ...(random.chance(0.16) ? [[17, random.int(4, count)]] : []), ...(random.chance(0.35) ? [[18,
      1]] : [])];
  return lines.map(([product, quantity]) => [id, product, quantity, cents(products[product - 1][5] * (random.chance(0.2) ? 0.95 : 1))]);
}

function invoicesOf(random, [id, , , , , , installed, , cancelled], [, , , , , , price, , decided]) {
  if (cancelled !== null) return [];
  const deposit = plusDays(decided, 3);
  const bill = (type, day, part) => {
    const paid = plusDays(day, random.weighted([4, 11, 19, 38], [30, 36, 22, 12]) + random.int(0, 4));
    return [id, type, day, plusDays(day, type === 'Deposit' ? 14 : 21), cents(price * part), paid < today && random.chance(0.94) ? paid : null];
  };
  return [...(deposit < today ? [bill('Deposit', deposit, 0.3)] : []), ...(installed === null || installed > '2026-11-11' ? [] : [bill('Final', plusDays(installed,
    2), 0.7)])];
}

function visit(random, [id, , , , , , installed]) {
  if (installed === null || id % 14 === 3) return null;
  const day = random.day(random.chance(0.4) ? installed : plusDays(installed, 200) < '2026-08-01' ? plusDays(installed, 200) : installed, '2026-11-15');
  const fixed = plusDays(day, random.weighted([0, 1, 4, 9, 20], [12, 30, 30, 18, 10]));
  const isFixed = fixed < today && random.chance(0.92);
  const warranty = random.chance(0.66);
  const by = random.weighted([15, 16, 17], day < '2026-07-20' ? [6, 5, 0] : [4, 4, 3]);
  const [from, to] = [`${day} ${random.time(7, 12, 5)}`, `${fixed} ${random.time(13, 18, 5)}`];
  return [id, isFixed || random.chance(0.4) ? by : null, from, isFixed ? to : null, random.weighted(faults, [26, 12, 7, 14, 24, 5, 10]), warranty,
    warranty || !isFixed ? null : random.int(9, 48) * 5];
}
