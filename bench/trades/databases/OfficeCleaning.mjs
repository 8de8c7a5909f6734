// A firm that cleans offices; CamelCase names, declared keys, shifts with planned and worked minutes, invoices net and VAT apart, a prior contract as a key to itself.
import { people } from '../names.mjs';
import { Random, cents, daysBetween, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE Cleaner (CleanerNo INTEGER PRIMARY KEY, GivenName TEXT NOT NULL, FamilyName TEXT NOT NULL, Telephone TEXT, HourlyWage REAL NOT NULL, LeadCleanerNo INTEGER
  REFERENCES Cleaner(CleanerNo), HasDrivingLicence INTEGER NOT NULL, JoinedDate TEXT NOT NULL, LeavingDate TEXT);
CREATE TABLE Client (ClientNo INTEGER PRIMARY KEY, CompanyName TEXT NOT NULL, Industry TEXT NOT NULL, ContactPerson TEXT NOT NULL, ContactEmail TEXT, PaymentDays INTEGER NOT NULL,
  ClientSince TEXT NOT NULL);
CREATE TABLE Premises (PremisesNo INTEGER PRIMARY KEY, ClientNo INTEGER NOT NULL REFERENCES Client(ClientNo), Label TEXT NOT NULL, Street TEXT NOT NULL, Quarter TEXT NOT NULL,
  SquareMetres INTEGER NOT NULL, HasAlarm INTEGER NOT NULL, KeyHolderNo INTEGER REFERENCES Cleaner(CleanerNo));
CREATE TABLE Contract (ContractNo TEXT PRIMARY KEY, PremisesNo INTEGER NOT NULL REFERENCES Premises(PremisesNo), MonthlyFee REAL NOT NULL, VisitsPerWeek INTEGER NOT NULL,
  BeginDate TEXT NOT NULL, EndDate TEXT, NoticeReceived TEXT, ReplacesContractNo TEXT REFERENCES Contract(ContractNo));
CREATE TABLE Shift (ShiftNo INTEGER PRIMARY KEY, PremisesNo INTEGER NOT NULL REFERENCES Premises(PremisesNo), CleanerNo INTEGER NOT NULL REFERENCES Cleaner(CleanerNo),
  StandInForNo INTEGER REFERENCES Cleaner(CleanerNo), ShiftDate TEXT NOT NULL, PlannedMinutes INTEGER NOT NULL, WorkedMinutes INTEGER, ShiftState TEXT NOT NULL);
CREATE TABLE Invoice (InvoiceNo INTEGER PRIMARY KEY, ClientNo INTEGER NOT NULL REFERENCES Client(ClientNo), BillingMonth TEXT NOT NULL, InvoiceDate TEXT NOT NULL, DueDate TEXT NOT NULL,
  NetAmount REAL NOT NULL, VatAmount REAL NOT NULL, PaidDate TEXT, IsCancelled INTEGER NOT NULL);
CREATE TABLE Complaint (ComplaintNo INTEGER PRIMARY KEY, PremisesNo INTEGER NOT NULL REFERENCES Premises(PremisesNo), ReceivedDate TEXT NOT NULL, Subject TEXT NOT NULL,
  AgainstCleanerNo INTEGER REFERENCES Cleaner(CleanerNo), SettledDate TEXT, CreditAmount REAL);
CREATE TABLE Product (ProductNo INTEGER PRIMARY KEY, ProductName TEXT NOT NULL, Unit TEXT NOT NULL, UnitPrice REAL NOT NULL, QuantityInStore INTEGER NOT NULL, ReorderLevel INTEGER NOT NULL);
CREATE TABLE ProductIssue (IssueNo INTEGER PRIMARY KEY, ProductNo INTEGER NOT NULL REFERENCES Product(ProductNo), CleanerNo INTEGER NOT NULL REFERENCES Cleaner(CleanerNo),
  IssueDate TEXT NOT NULL, Quantity INTEGER NOT NULL);
`;

const today = '2026-11-16';
/** Lead cleaner, day of joining, day of leaving. */
const crew = [
  [null, '2012-03-01', null], [null, '2016-09-12', null], [null, '2019-01-14', null], [1, '2014-05-05', null], [1, '2018-02-19', null], [1, '2021-06-07', '2026-06-30'],
  [1, '2023-03-13', null], [2, '2017-10-02', null], [2, '2020-08-31', '2025-12-31'], [2, '2022-11-14', null], [2, '2024-01-22', null], [2, '2026-02-02', '2026-05-15'],
  [3, '2019-07-15', null], [3, '2023-09-04', null], [3, '2025-04-28', null], [3, '2026-09-07', null], [1, '2026-10-19', null], [2, '2025-09-01', null],
];
const firms = [['Ashgrove Architects', 'design'], ['Beacon Insurance', 'finance'], ['Cobalt Software', 'technology'], ['Delmar Dental', 'health'], ['Elmwood Solicitors', 'law'],
  ['Fennick & Rowe', 'law'], ['Gable Estates', 'property'], ['Hartwell Clinic', 'health'], ['Indigo Media', 'design'], ['Juniper Bank', 'finance'], ['Kestrel Logistics', 'transport'],
  ['Lumen Energy', 'utilities'], ['Mosaic Games', 'technology'], ['Northgate Physio', 'health'], ['Oriel Books', 'retail'], ['Parade Optics', 'retail'], ['Quorum Audit', 'finance'],
  ['Rookery School', 'education'], ['Saffron Travel', 'retail'], ['Tessellate Labs', 'technology'], ['Union Credit', 'finance'], ['Verity Notaries', 'law'],
  ['Wharf Studios', 'design'], ['Yarrow Homes', 'property']];
const quarters = ['Old Town', 'Docklands', 'Northside', 'University', 'Bellmount'];
const streets = ['Mill Lane', 'Quay Street', 'Foundry Road', 'King Street', 'Chapel Row', 'Station Parade', 'Orchard Way', 'Canal Walk'];
const products = [['Glass cleaner 5 l', 'can', 8.9, 34, 10], ['Floor cleaner 10 l', 'can', 17.5, 9, 12], ['Microfibre cloths', 'pack', 6.2, 61, 20], ['Bin liners 60 l', 'roll', 3.4, 118, 40],
  ['Toilet paper', 'pack', 12.8, 22, 30], ['Hand soap refill', 'bag', 4.6, 47, 25], ['Rubber gloves', 'pair', 1.9, 85, 30], ['Descaler 1 l', 'bottle', 5.3, 0, 8],
  ['Mop head', 'piece', 7.1, 19, 10], ['Vacuum bags', 'pack', 11.4, 6, 6], ['Stone polish', 'bottle', 13.9, 14, 4], ['Oven spray', 'can', 6.8, 3, 5]];

export function fill(insert) {
  const random = new Random(8229);
  const person = people(random);
  insert('Cleaner', crew.map(([boss, joined, left], index) => [index + 1, ...person(), random.chance(0.9) ? `0151 ${random.int(200, 999)} ${random.int(1000, 9999)}` : null,
    boss === null ? 17.5 + index / 4 : 13 + random.int(0, 9) / 4, boss, random.chance(0.45), joined, left]));
  const clients = firms.map(([name, trade], index) => [101 + index, name, trade, person().join(' '), random.chance(0.85) ? `office@${name.split(' ')[0].toLowerCase()}.example` : null,
    random.pick([14, 30, 30, 45]), random.day('2015-02-02', index === 5 ? '2026-08-20' : '2026-05-01')]);
  insert('Client', clients);
  const premises = clients.flatMap((row, index) => placesOf(random, row, index)).map((row, index) => [index + 1, ...row]);
  insert('Premises', premises);
  const contracts = premises.flatMap((row) => contractsOf(random, row, clients.find(([id]) => id === row[1])[6]));
  contracts.forEach((row, index) => row.unshift(`CL-${300 + index}`));
  insert('Contract', contracts.map((row, index) => [...row.slice(0, -1), row.at(-1) ? contracts[index - 1][0] : null]));
  const shifts = contracts.flatMap((row) => shiftsOf(random, row, premises[row[1] - 1])).toSorted((a, b) => (a[3] < b[3] ? -1 : 1)).map((row, index) => [index + 1, ...row]);
  insert('Shift', shifts);
  insert('Invoice', invoicesOf(random, clients, contracts, premises).map((row, index) => [7_001 + index, ...row]));
  insert('Complaint', Array.from({ length: 64 }, () => complaint(random, shifts)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
  insert('Product', products.map((row, index) => [index + 1, ...row]));
  insert('ProductIssue', Array.from({ length: 260 }, () => issue(random)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
}

const atWork = (day) => crew.flatMap(([, joined, left], index) => (joined <= day && (left === null || left >= day) ? [index + 1] : []));

function placesOf(random, [client, name], index) {
  if (index === 14) return [];
  const count = random.weighted([1, 2, 3], [62, 28, 10]);
  return Array.from({ length: count }, (_, place) => [client, place === 0 ? `${name.split(' ')[0]} head office` : `${name.split(' ')[0]} ${['', 'annexe', 'showroom'][place]}`,
    `${random.int(1, 140)} ${random.pick(streets)}`, quarters[(index + place * 2 + (random.chance(0.4) ? 1 : 0)) % 5], random.int(8, 96) * 15 + random.int(0, 9), random.chance(0.5),
    random.chance(0.7) ? random.pick([1, 2, 3, 4, 5, 7, 8, 13]) : null]);
}

/** One contract, or one and what came in its place; a few have ended, and to a few notice was given. */
function contractsOf(random, [id, , , , , area], since) {
  if (id % 13 === 6) return [];
  const begin = random.day(since < '2023-01-01' ? '2023-01-01' : since, since > '2025-09-01' ? plusDays(since, 20) : '2025-10-01').slice(0, 8).concat('01');
  const fee = Math.round(area * (0.55 + random.next() * 0.4) / 5) * 5 + 90;
  const visits = random.weighted([1, 2, 3, 5], [26, 34, 22, 18]);
  if (random.chance(0.34) && begin < '2025-06-01') {
    const [last, next] = random.chance(0.5) ? ['2026-12-31', '2027-01-01'] : ['2026-02-28', '2026-03-01'];
    return [[id, fee, visits, begin, last, null, false], [id, Math.round(fee * 1.08), visits, next, null, null, true]];
  }
  if (random.chance(0.38)) {
    const end = random.pick(['2026-04-30', '2026-07-31', '2026-09-30', '2026-12-31', '2026-12-31', '2027-01-31']);
    return [[id, fee, visits, begin, end, plusDays(end, -random.int(60, 95)), false]];
  }
  return [[id, fee, visits, begin, random.chance(0.3) ? random.pick(['2027-03-31', '2027-06-30', '2027-12-31']) : null, null, false]];
}

function shiftsOf(random, [, place, , visits, begin, end], [, , , , , area]) {
  const rows = [];
  const regular = random.pick([4, 5, 7, 8, 10, 11, 13, 14, 15, 18, 2]);
  const step = visits >= 3 ? 9 : 16;
  const last = end === null || end > '2026-11-27' ? '2026-11-27' : end;
  for (let day = plusDays(begin > '2026-03-02' ? begin : '2026-03-02', random.int(0, 9)); day <= last; day = plusDays(day, random.int(step - 4, step + 4))) {
    const date = weekday(day) === 0 ? plusDays(day, 1) : day;
    const able = atWork(date);
    const isOwn = able.includes(regular) && random.chance(0.86);
    const cleaner = isOwn ? regular : random.pick(able.filter((id) => id !== regular && id > 3));
    const planned = Math.max(60, Math.round(area / 7 / 30) * 30);
    const state = date > today || (date === today && random.chance(0.7)) ? 'Planned' : random.weighted(['Done', 'Missed', 'Cancelled'], [91, 5, 4]);
    rows.push([place, cleaner, isOwn || !able.includes(regular) ? null : regular, date, planned, state === 'Done' ? planned + random.int(-3, 5) * 5 : null, state]);
  }
  return rows;
}

function invoicesOf(random, clients, contracts, premises) {
  return Array.from({ length: 12 }, (_, index) => (index < 2 ? `2025-${11 + index}` : `2026-${String(index - 1).padStart(2, '0')}`)).flatMap((month) => clients.flatMap(([client, , , , , days]) => {
    const fees = contracts.filter(([, place, , , begin, end]) => premises[place - 1][1] === client && begin <= `${month}-01` && (end === null || end > `${month}-01`));
    const net = fees.reduce((sum, row) => sum + row[2], 0);
    if (net === 0) return [];
    const date = plusDays(`${month}-28`, random.int(3, 8));
    const due = plusDays(date, days);
    const paid = plusDays(due, random.weighted([-9, -2, 6, 31], [34, 40, 18, 8]) + random.int(-2, 2));
    const isVoid = random.chance(0.03);
    return [[client, month, date, due, net, cents(net * 0.2), isVoid || paid > today || random.chance(0.04) ? null : paid, isVoid]];
  }));
}

function complaint(random, shifts) {
  const [, place, cleaner, , date] = random.pick(shifts.filter((row) => row[7] === 'Done' && row[1] % 5 !== 3));
  const received = plusDays(date, random.int(0, 4)) > today ? today : plusDays(date, random.int(0, 4));
  const settled = plusDays(received, random.weighted([1, 4, 12, 30], [34, 36, 20, 10]));
  const isSettled = settled <= today && random.chance(0.92);
  const subject = random.weighted(['Dusty desks', 'Bins not emptied', 'Toilets dirty', 'Alarm set off', 'Something broken', 'Door left unlocked'], [28, 24, 20, 8, 10, 6]);
  return [place, received > today ? today : received, subject, random.chance(0.65) ? cleaner : null, isSettled ? settled : null, isSettled && random.chance(0.4) ? random.int(2, 24) * 5 : null];
}

function issue(random) {
  const date = random.day(random.chance(0.4) ? '2026-08-01' : '2026-01-05', '2026-11-14');
  const able = atWork(date).filter((id) => id !== 2 && (id !== 16 || daysBetween(date, today) < 0));
  return [random.weighted([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [12, 10, 16, 18, 14, 12, 14, 5, 6, 4, 0]), random.pick(able), date, random.int(1, 8)];
}
