// A printing works with offset and digital presses; CamelCase, short codes for states, whole-number invoice dates, epoch seconds on the shop floor.
import { people } from '../names.mjs';
import { Random, cents, daysBetween, epochSeconds, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE Customer (CustomerID INTEGER PRIMARY KEY, CompanyName TEXT NOT NULL, ContactName TEXT, City TEXT NOT NULL, Phone TEXT, CreditLimit REAL NOT NULL,
  CustomerSince DATE NOT NULL, IsBlocked INTEGER NOT NULL, ParentCustomerID INTEGER REFERENCES Customer(CustomerID));
CREATE TABLE Employee (EmployeeID INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, JobTitle TEXT NOT NULL, Department TEXT NOT NULL,
  HourlyCost REAL NOT NULL, HiredOn DATE NOT NULL, LeftOn DATE);
CREATE TABLE Machine (MachineID INTEGER PRIMARY KEY, MachineName TEXT NOT NULL, MachineKind TEXT NOT NULL, SheetsPerHour INTEGER, BoughtOn DATE NOT NULL,
  PurchasePrice REAL NOT NULL, LastServicedOn DATE, IsRetired INTEGER NOT NULL);
CREATE TABLE Paper (PaperID INTEGER PRIMARY KEY, PaperName TEXT NOT NULL, Finish TEXT NOT NULL, GramsPerSqm INTEGER NOT NULL, SheetsInStock INTEGER NOT NULL,
  ReorderLevel INTEGER NOT NULL, PricePerThousand REAL NOT NULL, MillName TEXT NOT NULL);
CREATE TABLE PrintJob (JobID INTEGER PRIMARY KEY, JobNumber TEXT NOT NULL UNIQUE, CustomerID INTEGER NOT NULL REFERENCES Customer(CustomerID), Title TEXT NOT NULL,
  ProductType TEXT NOT NULL, Copies INTEGER NOT NULL, PaperID INTEGER NOT NULL REFERENCES Paper(PaperID), SheetsUsed INTEGER,
  SalesRepID INTEGER REFERENCES Employee(EmployeeID), ReceivedOn DATE NOT NULL, DueOn DATE NOT NULL, DeliveredOn DATE, StatusCode TEXT NOT NULL, NetPrice REAL NOT NULL,
  IsRush INTEGER NOT NULL, ReprintOfJobID INTEGER REFERENCES PrintJob(JobID), ModifiedAt TEXT NOT NULL);
CREATE TABLE Proof (ProofID INTEGER PRIMARY KEY, JobID INTEGER NOT NULL REFERENCES PrintJob(JobID), RoundNo INTEGER NOT NULL, SentOn DATE NOT NULL, AnsweredOn DATE,
  Outcome TEXT);
CREATE TABLE JobStep (StepID INTEGER PRIMARY KEY, JobID INTEGER NOT NULL REFERENCES PrintJob(JobID), MachineID INTEGER NOT NULL REFERENCES Machine(MachineID),
  OperatorID INTEGER NOT NULL REFERENCES Employee(EmployeeID), StepName TEXT NOT NULL, StartedAt INTEGER NOT NULL, FinishedAt INTEGER, SpoiledSheets INTEGER NOT NULL);
CREATE TABLE MachineStop (StopID INTEGER PRIMARY KEY, MachineID INTEGER NOT NULL REFERENCES Machine(MachineID), StoppedAt INTEGER NOT NULL, Minutes INTEGER NOT NULL,
  Reason TEXT NOT NULL, ReportedByID INTEGER REFERENCES Employee(EmployeeID));
CREATE TABLE PaperDelivery (PaperDeliveryID INTEGER PRIMARY KEY, PaperID INTEGER NOT NULL REFERENCES Paper(PaperID), OrderedOn DATE NOT NULL, ArrivedOn DATE,
  Sheets INTEGER NOT NULL, WeightKg REAL NOT NULL, Cost REAL NOT NULL);
CREATE TABLE Shipment (ShipmentID INTEGER PRIMARY KEY, JobID INTEGER NOT NULL REFERENCES PrintJob(JobID), Carrier TEXT NOT NULL, ShippedOn DATE NOT NULL,
  Parcels INTEGER NOT NULL, WeightKg REAL NOT NULL);
CREATE TABLE Invoice (InvoiceNo INTEGER PRIMARY KEY, JobID INTEGER NOT NULL REFERENCES PrintJob(JobID), InvoiceDate INTEGER NOT NULL, DueDate INTEGER NOT NULL,
  NetAmount REAL NOT NULL, VatRate REAL NOT NULL, PaidDate INTEGER);
`;

const customers = [['Fennimore Tea', 'Castleford Bay', 2], ['Grayling Museum', 'Castleford Bay', 5], ['Orsova Cosmetics', 'Tarnley', 9],
  ['Bright Lane Primary School', 'Tarnley', 1], ['Tarnley Town Council', 'Tarnley', 4], ['Whitethorn Estates', 'Rookham', 6],
  ['Pemberley Books', 'Castleford Bay', 8], ['Juniper & Fitch', 'Rookham', 3], ['Halberd Brewing', 'Castleford Bay', 5],
  ['Lantern Festival Trust', 'Rookham', 2], ['Nordhaven Ferries', 'Castleford Bay', 7], ['Quillon Press', 'Tarnley', 8],
  ['Marrow & Vine', 'Rookham', 2], ['Sable Opticians', 'Tarnley', 2], ['Copperfield Garden Centre', 'Rookham', 3], ['Delmare Hotels', 'Castleford Bay', 6],
  ['Delmare Spa', 'Castleford Bay', 2], ['Fennimore Gifts', 'Tarnley', 1], ['Ostrander Pharma', 'Rookham', 10], ['Little Acorn Toys', 'Tarnley', 3],
  ['Vesper Gallery', 'Castleford Bay', 1], ['Hollis Removals', 'Rookham', 1], ['Ironbridge Gym', 'Tarnley', 1], ['Seldon University', 'Castleford Bay', 9],
  ['Seldon University Press', 'Castleford Bay', 6], ['Maybury Chocolates', 'Rookham', 4]];
const parents = { 17: 16, 18: 1, 25: 24 };
const employees = [
  ['Managing director', 'Office', 48, '2004-02-02', null], ['Sales rep', 'Sales', 27.5, '2011-05-16', null],
  ['Sales rep', 'Sales', 26, '2018-03-01', null], ['Sales rep', 'Sales', 24.5, '2023-10-02', null],
  ['Prepress technician', 'Prepress', 23, '2015-08-17', null], ['Prepress technician', 'Prepress', 21.5, '2021-01-11', null],
  ['Press operator', 'Press room', 25, '2007-06-04', null], ['Press operator', 'Press room', 23.5, '2014-09-01', null],
  ['Press operator', 'Press room', 22, '2020-02-17', null], ['Apprentice', 'Press room', 11.5, '2025-09-01', null],
  ['Bookbinder', 'Finishing', 22.5, '2009-11-02', null], ['Finishing operator', 'Finishing', 19.5, '2019-04-15', null],
  ['Finishing operator', 'Finishing', 18.5, '2022-06-01', '2026-09-30'], ['Bookkeeper', 'Office', 24, '2016-01-04', null],
  ['Finishing operator', 'Finishing', 18, '2026-10-05', null], ['Press operator', 'Press room', 24, '2010-03-01', '2026-03-31']];
const machines = [['Titan 4', 'Offset press', 12_000, '2016-05-10', 685_000, '2026-09-14', 0], ['Titan 2', 'Offset press', 9_000, '2009-03-02', 310_000, '2026-04-20', 0],
  ['Pixelpress 90', 'Digital press', 4_200, '2022-11-21', 214_000, '2026-10-26', 0], ['Guillo 115', 'Cutter', null, '2013-07-01', 58_000, '2025-11-03', 0],
  ['Foldmaster', 'Folder', 8_000, '2017-02-13', 72_000, '2026-02-09', 0], ['Bindwell', 'Binder', 1_500, '2018-10-08', 129_000, '2026-06-22', 0],
  ['Wideline', 'Large format', 120, '2024-04-15', 46_000, '2026-05-18', 0], ['Pixelpress 60', 'Digital press', 2_600, '2014-01-20', 148_000, null, 1]];
const papers = [['Alba Offset', 'Uncoated', 90, 64_000, 40_000, 21.5, 'Skogby Mill'], ['Alba Offset', 'Uncoated', 120, 28_500, 30_000, 28.9, 'Skogby Mill'],
  ['Lumen Gloss', 'Gloss', 135, 52_000, 35_000, 33.4, 'Varro Papers'], ['Lumen Gloss', 'Gloss', 170, 18_200, 20_000, 41.2, 'Varro Papers'],
  ['Velura Silk', 'Silk', 150, 47_300, 25_000, 38.6, 'Varro Papers'], ['Velura Silk', 'Silk', 300, 9_400, 12_000, 79.5, 'Varro Papers'],
  ['Cardo Board', 'Uncoated', 350, 14_800, 8_000, 96, 'Kestle Board'], ['Rebirth Recycled', 'Uncoated', 100, 22_600, 15_000, 30.2, 'Skogby Mill'],
  ['Postera', 'Gloss', 200, 3_900, 2_500, 64, 'Kestle Board'], ['Gilded Metallic', 'Metallic', 300, 1_200, 500, 188, 'Kestle Board']];
const products = { // papers, copies, price of a thousand, steps with their machines
  'Business cards': [[6, 7], [250, 500, 1_000], 160, [['Print', 3], ['Cut', 4]]], Flyer: [[3, 4, 1], [1_000, 2_500, 5_000, 10_000], 62, [['Print', 1], ['Cut', 4]]],
  Brochure: [[3, 5, 8], [500, 1_000, 3_000, 5_000], 420, [['Print', 1], ['Fold', 5], ['Bind', 6]]], Poster: [[9], [20, 50, 100, 250], 4_600, [['Print', 7]]],
  Book: [[1, 2, 8], [300, 500, 800, 1_500], 3_900, [['Print', 2], ['Fold', 5], ['Bind', 6], ['Cut', 4]]],
  Packaging: [[7], [2_000, 5_000, 8_000], 390, [['Print', 2], ['Cut', 4]]], Menu: [[6, 5], [50, 100, 200], 1_900, [['Print', 3], ['Fold', 5]]],
};
const titles = {
  'Business cards': ['Business cards'], Flyer: ['Autumn flyer', 'Opening flyer', 'Sale flyer', 'Leaflet'],
  Brochure: ['Image brochure', 'Annual report', 'Season programme', 'Catalogue'], Poster: ['Concert poster', 'Exhibition poster', 'Window poster'],
  Book: ['Anthology', 'Local history', 'Field guide', 'Novel'], Packaging: ['Gift box', 'Sleeve', 'Folding carton'], Menu: ['Lunch menu', 'Wine list'],
};
const copiesPerSheet = { 'Business cards': 24, Flyer: 8, Poster: 1, Menu: 4, Book: 0.08, Brochure: 0.5, Packaging: 2 };
const kgPerCopy = { 'Business cards': 0.0012, Flyer: 0.006, Brochure: 0.09, Poster: 0.12, Book: 0.48, Packaging: 0.035, Menu: 0.03 };
const kinds = Object.keys(products);
const today = '2026-11-16';
const flow = ['NEW', 'PRF', 'PRS', 'FIN', 'DLV'];

export function fill(insert) {
  const random = new Random(6_150);
  const person = people(random);
  insert('Customer', customers.map(([name, city, size], index) => [index + 1, name, random.chance(0.85) ? person().join(' ') : null, city, phone(random), size * 2_500,
    random.day('2005-01-10', '2025-05-01'), [13, 22].includes(index + 1), parents[index + 1] ?? null]));
  insert('Employee', employees.map((row, index) => [index + 1, ...person(), ...row]));
  insert('Machine', numbered(machines));
  insert('Paper', numbered(papers));
  const jobs = jobsOf(new Random(41));
  insert('PrintJob', jobs.map((job) => job.row));
  insert('Proof', numbered(jobs.flatMap((job) => proofs(random, job))));
  const busy = new Set();
  insert('JobStep', numbered(jobs.flatMap((job) => steps(random, busy, job))));
  insert('MachineStop', numbered(Array.from({ length: 84 }, () => random.day('2025-06-02', '2026-11-13')).toSorted().map((day) => stop(random, day))));
  const ordered = Array.from({ length: 96 }, () => random.day(random.chance(0.08) ? '2026-11-02' : '2025-06-02', '2026-11-13')).toSorted();
  insert('PaperDelivery', numbered(ordered.map((day) => paperDelivery(random, day))));
  const done = jobs.filter(({ status }) => status === 'DLV');
  insert('Shipment', numbered(done.flatMap((job) => shipments(random, job))));
  insert('Invoice', done.filter(({ delivered }) => delivered < '2026-11-10' || random.chance(0.4)).map((job, index) => [2_605_000 + index, ...invoice(random, job)]));
}

function numbered(rows) {
  return rows.map((row, index) => [index + 1, ...row]);
}

function phone(random) {
  return random.chance(0.9) ? `01${random.int(200, 899)} ${random.int(100_000, 999_999)}` : null;
}

function workday(day) {
  return plusDays(day, { 0: 1, 6: 2 }[weekday(day)] ?? 0);
}

function jobsOf(random) {
  const days = Array.from({ length: 350 }, () => workday(random.day(random.chance(0.12) ? '2026-10-26' : '2025-06-02', '2026-11-13'))).toSorted();
  const jobs = [];
  for (const [index, received] of days.entries()) jobs.push(job(random, received, index + 1, jobs));
  return jobs;
}

function job(random, received, id, earlier) {
  const customer = random.weighted(customers.map((_, index) => index + 1), customers.map(([, , size], index) => (index === 20 ? 0 : size + 1)));
  const kind = random.weighted(kinds, [18, 24, 20, 11, 9, 10, 8]);
  const [stock, runs, price] = products[kind];
  const same = earlier.filter((old) => old.customer === customer && old.kind === kind && old.status === 'DLV');
  const original = same.length > 0 && random.chance(0.2) ? random.pick(same) : null;
  const copies = random.pick(runs);
  const isRush = random.chance(0.14);
  const due = workday(plusDays(received, isRush ? random.int(2, 5) : random.int(8, 24)));
  const isStuck = due > '2026-11-06' && random.chance(0.3);
  const late = isStuck ? 9 : random.weighted([-3, -1, 0, 1, 4, 8], [16, 24, 34, 12, 10, 4]);
  const delivered = workday(plusDays(due, isRush ? Math.max(0, late) : late));
  const isCancelled = random.chance(0.06);
  const age = daysBetween(received, today) / Math.max(1, daysBetween(received, delivered));
  const stage = Math.min(3, Math.floor(age * 4));
  const status = isCancelled ? 'CXL' : delivered < today && delivered > received ? 'DLV' : flow[stage === 1 && original !== null ? 0 : stage];
  const isDone = status === 'DLV';
  const sheets = isDone || status === 'FIN' ? Math.ceil(copies / copiesPerSheet[kind] * 1.06) : null;
  const net = cents(copies / 1_000 * price * random.int(85, 125) / 100 * (isRush ? 1.2 : 1) + random.int(6, 14) * 10);
  const number = `J${received.slice(2, 4)}-${String(id).padStart(4, '0')}`;
  const rep = kind === 'Menu' && random.chance(0.4) ? null : random.weighted([2, 3, 4], [42, 34, 24]);
  const row = [id, number, customer, original?.title ?? random.pick(titles[kind]), kind, copies, original?.paper ?? random.pick(stock), sheets, rep, received, due,
    isDone ? delivered : null, status, net, isRush, original?.id ?? null, `${isDone ? delivered : received} 17:${twoDigits(random.int(0, 59))}`];
  return { id, row, customer, kind, title: row[3], paper: row[6], copies, sheets, received, due, delivered: isDone ? delivered : null, status, net, original };
}

function proofs(random, { id, received, status, original }) {
  if (original !== null || status === 'NEW' || (status === 'CXL' && random.chance(0.5))) return [];
  const rounds = random.weighted([1, 2, 3], [66, 26, 8]);
  let sent = workday(plusDays(received, 1));
  return Array.from({ length: rounds }, (_, index) => index + 1).flatMap((round) => {
    const answered = workday(plusDays(sent, random.weighted([0, 1, 2, 5], [30, 38, 22, 10])));
    const isOpen = (status === 'PRF' && round === rounds) || answered > today;
    const row = [id, round, sent, isOpen ? null : answered, isOpen ? null : round < rounds ? 'C' : status === 'CXL' ? 'R' : 'A'];
    sent = workday(answered);
    return sent > today || row[2] > today ? [] : [row];
  });
}

function steps(random, busy, { id, kind, copies, received, delivered, status }) {
  if (!['PRS', 'FIN', 'DLV'].includes(status)) return [];
  const [, , , plan] = products[kind];
  let day = workday(delivered === null ? plusDays(today, -plan.length - 3) : plusDays(delivered, -plan.length - 1));
  if (day < received) day = received;
  const reached = status === 'PRS' ? plan.slice(0, random.int(1, plan.length)) : plan;
  return reached.map(([name, place], index) => {
    const machine = place === 1 && copies <= 1_000 ? 3 : place === 1 && random.chance(0.2) ? 2 : place;
    const start = epochSeconds(day, random.time(6, 15, 5));
    const minutes = 20 + Math.ceil(copies / (kind === 'Book' ? 8 : 60)) + random.int(0, 45);
    const hands = machine <= 3 || machine === 7 ? [7, 8, 9, 10, 16] : [11, 12, 13, 15];
    const crew = hands.filter((who) => employees[who - 1][3] <= day && (employees[who - 1][4] ?? day) >= day);
    const isRunning = status === 'PRS' && index === reached.length - 1 && !busy.has(machine);
    if (isRunning) busy.add(machine);
    const spoiled = name === 'Print' ? random.int(10, 60) + Math.floor(copies * random.int(0, 4) / 100) : random.weighted([0, random.int(2, 25)], [6, 4]);
    const row = [id, machine, random.pick(crew), name, start,
      isRunning ? null : start + minutes * 60, isRunning ? 0 : spoiled];
    day = workday(plusDays(day, 1)) > today ? day : workday(plusDays(day, 1));
    return row;
  });
}

function stop(random, day) {
  const reason = random.weighted(['Paper jam', 'Service', 'Breakdown', 'No operator', 'Power cut'], [40, 22, 24, 11, 3]);
  const [least, most] = { 'Paper jam': [5, 40], Service: [90, 240], Breakdown: [60, 600], 'No operator': [45, 240], 'Power cut': [95, 95] }[reason];
  const minutes = random.int(least, most);
  return [random.weighted([1, 2, 3, 4, 5, 6], [24, 30, 22, 6, 10, 12]), epochSeconds(workday(day), random.time(6, 16, 5)), minutes, reason,
    random.chance(0.8) ? random.pick([7, 8, 9, 11, 12]) : null];
}

function paperDelivery(random, day) {
  const place = random.int(1, 10);
  const [, , grams, , , price] = papers[place - 1];
  const sheets = place >= 9 ? random.int(2, 8) * 250 : random.int(4, 30) * 1_000;
  const arrived = workday(plusDays(day, random.weighted([2, 4, 7, 14], [30, 36, 24, 10])));
  return [place, day, arrived <= today ? arrived : null, sheets, cents(sheets * grams * 0.7 / 1_000), cents(sheets / 1_000 * price * random.int(94, 108) / 100)];
}

function shipments(random, { delivered, copies, kind, id }) {
  if (random.chance(0.15)) return [];
  const weight = cents(copies * kgPerCopy[kind] + random.int(1, 9) / 10);
  return [[id, random.weighted(['Swiftline', 'Parcelo', 'Own van'], [45, 30, 25]), plusDays(delivered, random.chance(0.3) ? 0 : -1), Math.ceil(weight / 20), weight]];
}

function invoice(random, { id, delivered, net, kind }) {
  const issued = plusDays(delivered, random.int(0, 4)) > today ? today : plusDays(delivered, random.int(0, 4));
  const due = plusDays(issued, 30);
  const paid = plusDays(issued, random.weighted([8, 20, 29, 38, 60], [20, 28, 28, 16, 8]) + random.int(0, 4));
  const isPaid = paid <= today && random.chance(0.96);
  return [id, number(issued), number(due), net, kind === 'Book' ? 0 : 0.2, isPaid ? number(paid) : null];
}

function number(day) {
  return Number(day.replaceAll('-', ''));
}
