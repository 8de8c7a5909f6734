// Self-storage at five branches; CamelCase names, declared keys, units keyed by their door number, rents by the month in euros.
import { people } from '../names.mjs';
import { Random, cents, daysBetween, plusDays, twoDigits } from '../random.mjs';

export const schema = `
CREATE TABLE Colleague (StaffNo INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, Position TEXT NOT NULL,
  SupervisorNo INTEGER REFERENCES Colleague(StaffNo), StartedOn TEXT NOT NULL, FinishedOn TEXT);
CREATE TABLE Branch (BranchNo INTEGER PRIMARY KEY, BranchName TEXT NOT NULL, City TEXT NOT NULL, OpenedOn TEXT NOT NULL, GateOpensAt TEXT NOT NULL, GateClosesAt TEXT NOT NULL,
  ManagerNo INTEGER REFERENCES Colleague(StaffNo));
CREATE TABLE UnitSize (SizeCode TEXT PRIMARY KEY, Label TEXT NOT NULL, SquareMetres REAL NOT NULL, ListPrice INTEGER NOT NULL);
CREATE TABLE StorageUnit (DoorNo TEXT PRIMARY KEY, BranchNo INTEGER NOT NULL REFERENCES Branch(BranchNo), FloorNo INTEGER NOT NULL,
  SizeCode TEXT NOT NULL REFERENCES UnitSize(SizeCode), IsHeated INTEGER NOT NULL, OutOfUseSince TEXT);
CREATE TABLE Tenant (TenantNo INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, BusinessName TEXT, Email TEXT, Phone TEXT, Town TEXT NOT NULL,
  SignedUpOn TEXT NOT NULL, HeardThrough TEXT NOT NULL, ReferredByNo INTEGER REFERENCES Tenant(TenantNo));
CREATE TABLE Contract (ContractNo INTEGER PRIMARY KEY, TenantNo INTEGER NOT NULL REFERENCES Tenant(TenantNo), DoorNo TEXT NOT NULL REFERENCES StorageUnit(DoorNo),
  ArrangedByNo INTEGER NOT NULL REFERENCES Colleague(StaffNo), MoveInDate TEXT NOT NULL, NoticeDate TEXT, MoveOutDate TEXT, MonthlyRent INTEGER NOT NULL,
  Deposit INTEGER NOT NULL, DepositReturnedOn TEXT, InsuredValue INTEGER);
CREATE TABLE Bill (BillNo INTEGER PRIMARY KEY, ContractNo INTEGER NOT NULL REFERENCES Contract(ContractNo), BillDate TEXT NOT NULL, DueDate TEXT NOT NULL,
  Rent INTEGER NOT NULL, Insurance REAL NOT NULL, LateFee INTEGER NOT NULL, PaidDate TEXT, PaidHow TEXT);
CREATE TABLE GateEntry (EntryNo INTEGER PRIMARY KEY, ContractNo INTEGER NOT NULL REFERENCES Contract(ContractNo), EnteredAt TEXT NOT NULL, LeftAt TEXT);
CREATE TABLE ShopSale (SaleNo INTEGER PRIMARY KEY, BranchNo INTEGER NOT NULL REFERENCES Branch(BranchNo), TenantNo INTEGER REFERENCES Tenant(TenantNo), SoldOn TEXT NOT NULL,
  Article TEXT NOT NULL, Quantity INTEGER NOT NULL, PriceEach REAL NOT NULL);
`;

const today = '2026-11-16';
/** Position, supervisor, from, until. */
const posts = [
  ['Operations director', null, '2011-04-04', null], ['Branch manager', 1, '2013-02-18', null], ['Branch manager', 1, '2017-08-07', null],
  ['Branch manager', 1, '2022-01-10', null], ['Lettings adviser', 2, '2016-05-23', null], ['Lettings adviser', 2, '2020-09-14', '2026-06-30'],
  ['Lettings adviser', 3, '2019-03-04', null], ['Lettings adviser', 4, '2023-10-02', null], ['Lettings adviser', 3, '2026-07-20', null],
  ['Caretaker', 2, '2014-11-03', null], ['Caretaker', 3, '2021-06-07', '2025-09-30'], ['Caretaker', 4, '2025-10-13', null],
];
/** Branch, town, opening, gate hours, manager, prefix of the doors, floors, doors, days that a unit stands empty at most. */
const branches = [
  ['Canal Works', 'Redport', '2011-05-02', '05:00', '23:00', 2, 'CW', 3, 28, 130], ['Old Brewery', 'Redport', '2016-09-12', '06:00', '22:00', 2, 'OB', 2, 20, 210],
  ['Ring Road', 'Thornley', '2018-03-19', '00:00', '24:00', 3, 'RR', 1, 24, 170], ['Mill Lane', 'Thornley', '2021-11-08', '06:00', '21:00', 3, 'ML', 2, 16, 260],
  ['Gatwell Park', 'Gatwell', '2025-02-03', '06:00', '22:00', 4, 'GP', 2, 18, 330],
];
const sizes = [['L', 'Locker', 1, 29], ['S', 'Small room', 4, 74], ['M', 'Medium room', 8, 129], ['X', 'Large room', 15, 209], ['G', 'Garage', 22, 265]];
const businesses = ['Peel & Sons', 'Marigold Events', 'Cartwheel Bikes', 'Bluestone Legal', 'Petal Box', 'Kite Films', 'North Bay Surf', 'Tern Antiques'];
const articles = [['Cardboard box', 2.4], ['Wardrobe box', 8.9], ['Bubble wrap', 6.5], ['Packing tape', 3.2], ['Padlock', 14.9], ['Mattress cover', 7.8]];

export function fill(insert) {
  const random = new Random(6153);
  const person = people(random);
  insert('Colleague', posts.map((post, index) => [index + 1, ...person(), ...post]));
  insert('Branch', branches.map((branch, index) => [index + 1, ...branch.slice(0, 6)]));
  insert('UnitSize', sizes);
  const units = branches.flatMap(([, , , , , , prefix, floors, doors], index) => Array.from({ length: doors }, (_, at) => {
    const floor = Math.floor((at * floors) / doors);
    const size = random.weighted(sizes, floor === 0 ? [14, 22, 28, 22, 14] : [26, 38, 26, 10, 0])[0];
    return [`${prefix}-${floor}${twoDigits(at + 1)}`, index + 1, floor, size, size !== 'G' && random.chance(0.35), random.chance(0.06) ? random.day('2026-05-04', '2026-11-12') : null];
  }));
  insert('StorageUnit', units);
  const tenants = Array.from({ length: 132 }, (_, index) => tenant(random, index + 1, person()));
  insert('Tenant', tenants);
  const contracts = units.flatMap((unit) => contractsOf(random, unit, tenants)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1)).map((row, index) => [3001 + index, ...row]);
  insert('Contract', contracts);
  const bills = contracts.flatMap((contract) => billsOf(random, contract)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1));
  insert('Bill', bills.map((row, index) => [70_001 + index, ...row]));
  const entries = Array.from({ length: 1800 }, () => entry(random, contracts)).filter((row) => row !== null).toSorted((a, b) => (a[1] < b[1] ? -1 : 1));
  insert('GateEntry', entries.map((row, index) => [index + 1, ...row]));
  const sales = Array.from({ length: 190 }, () => sale(random)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1));
  insert('ShopSale', sales.map((row, index) => [index + 1, ...row]));
}

function tenant(random, id, [first, last]) {
  const phone = random.chance(0.9) ? `06${random.int(10, 59)} ${random.int(100_000, 999_999)}` : null;
  const heard = random.weighted(['Web search', 'Billboard', 'Friend', 'Estate agent', 'Leaflet'], [42, 16, 20, 12, 10]);
  return [id, first, last, id % 7 === 3 ? businesses[Math.floor(id / 7) % businesses.length] + (id > 60 ? ' Ltd' : '') : null,
    random.chance(0.84) ? `${first[0]}.${last}@mailbox.example`.toLowerCase() : null, phone, random.weighted(['Redport', 'Thornley', 'Gatwell', 'Skelby', 'Overdale'], [38, 30, 14, 11, 7]),
    plusDays('2024-01-08', Math.floor(id * 7.7) + random.int(0, 6)), heard, heard === 'Friend' && id > 12 ? random.weighted([5, 9, random.int(1, id - 1)], [30, 18, 52]) : null];
}

/** One after another through the years, with the unit empty in between. */
function contractsOf(random, [door, branch, , size, isHeated, outOfUse], tenants) {
  const rows = [];
  const empty = branches[branch - 1][9];
  let day = plusDays(branch === 5 ? '2025-02-03' : '2024-01-15', random.int(0, empty));
  const until = outOfUse ?? '2026-12-11';
  while (day < until) {
    const known = tenants.filter(([id, , , , , , , joined]) => joined <= day && id % 11 !== 6);
    const stay = random.weighted([45, 120, 260, 500, 900], [14, 24, 28, 22, 12]) + random.int(-14, 40);
    const last = outOfUse !== null && plusDays(day, stay) >= outOfUse ? plusDays(outOfUse, -3) : plusDays(day, stay);
    if (known.length > 0 && last > day) rows.push(contract(random, [door, branch, size, isHeated], random.pick(known.slice(-45))[0], day, last));
    day = plusDays(last, random.int(4, empty));
  }
  return rows;
}

function contract(random, [door, branch, size, isHeated], who, start, last) {
  const able = posts.flatMap(([position, boss, from, until], index) => (position === 'Lettings adviser' && from <= start && (until === null || until >= start) ? [[index + 1, boss]] : []));
  const near = able.filter(([, boss]) => boss === branches[branch - 1][5]);
  const rent = Math.round(sizes.find(([code]) => code === size)[3] * (isHeated ? 1.15 : 1) * random.weighted([1, 0.9, 0.95, 1.06], [46, 20, 20, 14]));
  const noticed = last <= '2026-12-20' ? plusDays(last, -random.int(14, 40)) : null;
  const isLeaving = noticed !== null && noticed <= today && noticed > start;
  const end = isLeaving || last <= today ? last : null;
  return [who, door, random.pick(near.length > 0 ? near : able)[0], start, isLeaving ? noticed : null, end, rent, rent * random.weighted([1, 2], [3, 1]),
    end !== null && plusDays(end, 9) <= today && random.chance(0.86) ? plusDays(end, random.int(1, 9)) : null, random.chance(0.55) ? random.int(2, 24) * 500 : null];
}

function billsOf(random, [id, who, , , start, , end, rent, , , insured]) {
  const months = Array.from({ length: 11 }, (_, index) => `2026-${twoDigits(index + 1)}-01`).filter((day) => start <= day && (end === null || end >= day));
  return months.map((day) => {
    const due = plusDays(day, 21);
    const paid = plusDays(day, random.weighted([5, 11, 19, 34], who % 9 === 2 ? [10, 10, 30, 50] : [46, 40, 8, 6]) + random.int(-3, 4));
    const isPaid = paid < today && random.chance(who % 9 === 2 ? 0.8 : 0.97);
    const isLate = isPaid ? daysBetween(due, paid) > 7 : daysBetween(due, today) > 7;
    return [id, day, due, rent, insured === null ? 0 : cents(insured * 0.0035), isLate ? 15 : 0, isPaid ? paid : null,
      isPaid ? random.weighted(['Direct debit', 'Card', 'Transfer', 'Cash'], [52, 24, 20, 4]) : null];
  });
}

function entry(random, contracts) {
  const [id, , door, , start, , end] = random.pick(contracts);
  const day = random.chance(0.1) ? today : random.day('2026-05-01', '2026-11-15');
  if (id % 10 === 4 || start > day || (end !== null && end < day)) return null;
  const hour = day === today ? random.time(9, 12, 1) : random.weighted([random.time(7, 12, 1), random.time(12, 18, 1), random.time(18, 21, 1)], [30, 50, 20]);
  const minutes = random.weighted([12, 26, 48, 95], [30, 38, 22, 10]) + random.int(-6, 14) + (door.startsWith('GP') ? 9 : 0);
  const left = new Date(Date.parse(`${day}T${hour}:00Z`) + minutes * 60_000).toISOString().slice(0, 16).replace('T', ' ');
  return [id, `${day} ${hour}`, left > `${today} 12:00` || (hour > '10:30' && day === today && random.chance(0.5)) ? null : left];
}

function sale(random) {
  const [article, price] = random.weighted(articles, [40, 10, 16, 20, 12, 5]);
  const branch = random.weighted([1, 2, 3, 4], [40, 22, 26, 12]);
  const day = random.day('2026-01-05', '2026-11-14');
  return [branch, random.chance(0.6) ? random.int(1, 120) : null, day, article, random.weighted([1, 2, 5, 10, 20], article === 'Padlock' ? [80, 20, 0, 0, 0] : [26, 24, 22, 18, 10]),
    day >= '2026-07-01' ? cents(price * 1.05) : price];
}
