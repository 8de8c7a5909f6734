// A firm that empties bins; CamelCase, weights in kg, two keys to the staff on one run, invoices with days as the accounts package writes them.
import { people } from '../names.mjs';
import { Random, cents, dayMonthYear, plusDays, twoDigits } from '../random.mjs';

export const schema = `
CREATE TABLE Depot (DepotID INTEGER PRIMARY KEY, DepotName TEXT NOT NULL, Town TEXT NOT NULL, Parking INTEGER NOT NULL);
CREATE TABLE Employee (EmployeeID INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, JobTitle TEXT NOT NULL,
  DepotID INTEGER NOT NULL REFERENCES Depot(DepotID), ForemanID INTEGER REFERENCES Employee(EmployeeID), HiredOn DATE NOT NULL, LeftOn DATE, HourlyWage REAL NOT NULL);
CREATE TABLE Truck (TruckID INTEGER PRIMARY KEY, PlateNumber TEXT NOT NULL, Model TEXT NOT NULL, DepotID INTEGER NOT NULL REFERENCES Depot(DepotID),
  FuelType TEXT NOT NULL, CapacityKg INTEGER NOT NULL, BoughtOn DATE NOT NULL, PurchasePrice REAL NOT NULL, ScrappedOn DATE, NextInspectionOn DATE);
CREATE TABLE WasteType (WasteCode TEXT PRIMARY KEY, WasteName TEXT NOT NULL, LidColour TEXT NOT NULL, TippingFeePerTonne REAL NOT NULL);
CREATE TABLE Route (RouteID INTEGER PRIMARY KEY, RouteName TEXT NOT NULL, WasteCode TEXT NOT NULL REFERENCES WasteType(WasteCode),
  DepotID INTEGER NOT NULL REFERENCES Depot(DepotID), CollectionDay INTEGER NOT NULL, PlannedKm REAL NOT NULL, IsActive INTEGER NOT NULL);
CREATE TABLE Customer (CustomerID INTEGER PRIMARY KEY, CustomerName TEXT NOT NULL, CustomerType TEXT NOT NULL, Street TEXT NOT NULL, District TEXT NOT NULL,
  Phone TEXT, SinceDate DATE NOT NULL, IsDeleted INTEGER NOT NULL DEFAULT 0, ModifiedAt DATETIME NOT NULL);
CREATE TABLE Bin (BinID INTEGER PRIMARY KEY, CustomerID INTEGER NOT NULL REFERENCES Customer(CustomerID), RouteID INTEGER NOT NULL REFERENCES Route(RouteID),
  ChipNumber TEXT NOT NULL, VolumeLitres INTEGER NOT NULL, PlacedOn DATE NOT NULL, RemovedOn DATE);
CREATE TABLE RouteRun (RunID INTEGER PRIMARY KEY, RouteID INTEGER NOT NULL REFERENCES Route(RouteID), TruckID INTEGER NOT NULL REFERENCES Truck(TruckID),
  DriverID INTEGER NOT NULL REFERENCES Employee(EmployeeID), LoaderID INTEGER REFERENCES Employee(EmployeeID), RunDate DATE NOT NULL, DepartedAt TEXT NOT NULL,
  ReturnedAt TEXT, KmDriven REAL, FuelLitres REAL);
CREATE TABLE Pickup (PickupID INTEGER PRIMARY KEY, RunID INTEGER NOT NULL REFERENCES RouteRun(RunID), BinID INTEGER NOT NULL REFERENCES Bin(BinID),
  Outcome TEXT NOT NULL, WeightKg REAL, EmptiedAt TEXT);
CREATE TABLE Complaint (ComplaintID INTEGER PRIMARY KEY, CustomerID INTEGER NOT NULL REFERENCES Customer(CustomerID), ReceivedOn DATE NOT NULL, Category TEXT NOT NULL,
  Channel TEXT NOT NULL, HandledByID INTEGER REFERENCES Employee(EmployeeID), ResolvedOn DATE, CompensationAmount REAL);
CREATE TABLE Invoice (InvoiceNo INTEGER PRIMARY KEY, CustomerID INTEGER NOT NULL REFERENCES Customer(CustomerID), InvoiceDate TEXT NOT NULL, NetAmount REAL NOT NULL,
  VatAmount REAL NOT NULL, PaidDate TEXT, ReminderCount INTEGER NOT NULL);
`;

const depots = [['Quarry Lane', 'Stanbury', 14], ['Canal Yard', 'Stanbury', 9], ['Westfield', 'Oxley', 6]];
const wastes = [['RES', 'Residual waste', 'black', 142], ['PAP', 'Paper and card', 'blue', 0], ['BIO', 'Food and garden waste', 'brown', 68],
  ['GLS', 'Glass', 'green', 15],
  ['PLA', 'Packaging', 'yellow', 55]];
const routes = [
  ['Old Stanbury', 'RES', 1, 1, 31.5, 1], ['Mill Quarter', 'RES', 1, 2, 27, 1], ['Station Road and North', 'PAP', 2, 3, 38.5, 1], ['Canal Side', 'BIO', 2, 4, 24, 1],
  ['Oxley Village', 'RES', 3, 5, 44, 1], ['Oxley Heights', 'BIO', 3, 1, 41.5, 1], ['Business Park', 'PAP', 2, 2, 19, 1], ['Pubs and Kitchens', 'GLS', 1, 3, 22.5, 1],
  ['Packaging South', 'PLA', 2, 5, 36, 1], ['Christmas Trees', 'BIO', 1, 6, 29, 0],
];
const trucks = [
  ['SB12 KLO', 'Faunus 18', 1, 'Diesel', 9500, '2016-03-14', 168_000, '2026-06-30', null],
  ['SB17 WTE', 'Faunus 26', 1, 'Diesel', 11_500, '2018-09-03', 194_500, null, '2026-11-27'],
  ['SB19 PAA', 'Dennar Compact', 2, 'Diesel', 7200, '2019-05-20', 151_000, null, '2027-02-10'],
  ['SB21 GRN', 'Dennar Compact', 2, 'Diesel', 7200, '2021-02-08', 158_900, null, '2026-11-09'],
  ['OX22 BIN', 'Faunus 26', 3, 'Diesel', 11_500, '2022-06-13', 212_000, null, '2026-12-15'],
  ['SB24 ELC', 'Volta Haul E', 1, 'Electric', 8800, '2024-04-22', 318_000, null, '2027-04-22'],
  ['SB25 ELC', 'Volta Haul E', 2, 'Electric', 8800, '2025-10-06', 309_500, null, '2027-10-06'],
  ['OX20 GAS', 'Faunus 18 G', 3, 'Gas', 9300, '2020-11-30', 176_400, null, '2027-01-18'],
];
const districts = { 1: ['Old Stanbury'], 2: ['Mill Quarter'], 3: ['North End'], 4: ['Canal Side'], 5: ['Oxley'], 6: ['Oxley'], 7: ['Business Park'],
  8: ['Old Stanbury', 'Mill Quarter'], 9: ['Canal Side', 'North End'] };
const firms = `The Bell Inn,Oxley Garage,Stanbury Print Works,Café Marlene,Hotel Meridian,Bright Dental Care,Fulmar Logistics,Mill Lane Bakery,The Crown and Anchor,
Kite Software,Northgate Primary School,Garden Centre Willows,
Pizzeria Da Enzo,Harlow Furniture,Canal Brewery,Stanbury Leisure Pool,Tanner and Sons Butchers,Oxley Care Home,
Lumen Electrics,Redbrick Gym,Swan Theatre,Green Grocer Patch,Peel Solicitors,Ironworks Hostel`.split(/,\n?/);
const streets = ['Mill Lane', 'Station Road', 'High Street', 'Canal Walk', 'Oak Avenue', 'Chapel Hill', 'Orchard Close', 'Bridge Street', 'Quarry Lane', 'Park View'];

export function fill(insert) {
  const random = new Random(5208);
  const person = people(random);
  insert('Depot', depots.map((depot, index) => [index + 1, ...depot]));
  const staff = staffOf(random, person);
  insert('Employee', staff);
  insert('Truck', trucks.map((truck, index) => [index + 1, ...truck]));
  insert('WasteType', wastes);
  insert('Route', routes.map((route, index) => [index + 1, ...route]));
  const customers = Array.from({ length: 118 }, (_, index) => customer(random, person, index));
  insert('Customer', customers);
  const bins = customers.slice(0, 114).flatMap((row) => binsOf(random, row)).map((row, index) => [index + 1, ...row]);
  insert('Bin', bins);
  const runs = runsOf(random, staff).map((row, index) => [index + 1, ...row]);
  insert('RouteRun', runs);
  insert('Pickup', runs.flatMap((run) => pickupsOf(random, run, bins)).map((row, index) => [index + 1, ...row]));
  const complaints = Array.from({ length: 74 }, () => complaint(random, customers, staff)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1));
  insert('Complaint', complaints.map((row, index) => [index + 1, ...row]));
  const invoices = months().flatMap((month) => customers.filter(([, , type, , , , since]) => type === 'B' && since <= month).map((row) => invoice(random, row, month)));
  insert('Invoice', invoices.map((row, index) => [260_001 + index, ...row]));
}

function staffOf(random, person) {
  return Array.from({ length: 30 }, (_, index) => {
    const job = index < 3 ? 'Foreman' : index < 15 ? 'Driver' : index < 26 ? 'Loader' : index < 29 ? 'Customer service' : 'Planner';
    const depot = index < 26 ? (index % 3) + 1 : 1;
    const foreman = index >= 3 && index < 26 ? depot : null;
    const left = index === 8 || index === 19 ? random.day('2026-03-01', '2026-08-15') : null;
    const wage = { Foreman: 24.5, Driver: 19.2, Loader: 16.1, 'Customer service': 17.4, Planner: 22.8 }[job];
    return [index + 1, ...person(), job, depot, foreman, random.day('2009-01-05', index % 7 === 5 ? '2026-07-01' : '2024-06-01'), left,
      cents(wage + random.int(0, 12) / 5)];
  });
}

function customer(random, person, index) {
  const isFirm = index % 5 === 2 && index < 120 && firms[(index - 2) / 5] !== undefined;
  const name = isFirm ? firms[(index - 2) / 5] : person().join(' ');
  const district = isFirm ? random.pick(['Business Park', 'Old Stanbury', 'Mill Quarter', 'Oxley']) : random.pick(['Old Stanbury', 'Mill Quarter', 'North End',
    'Canal Side', 'Oxley']);
  const phone = random.chance(0.85) ? `01555 ${random.int(200_000, 899_999)}` : null;
  return [index + 1, name, isFirm ? 'B' : 'H', `${random.int(1, 90)} ${random.pick(streets)}`, district, phone,
    index > 113 ? random.day('2026-10-20', '2026-11-13') : random.day('2014-02-01', index % 6 === 0 ? '2026-08-10' : '2024-12-31'), random.chance(0.04),
      '2026-07-04 01:30:00'];
}

function binsOf(random, [id, , type, , district, , since]) {
  const near = Object.keys(districts).map(Number).filter((route) => districts[route].includes(district));
  const forFirms = () => [...new Set([near[0], 7, random.weighted([8, 9], [2, 1])])].slice(0, random.int(1, 3));
  const chosen = type === 'B' ? forFirms() : random.sample(near, random.weighted([1, 2], [75, 25]));
  return chosen.map((route) => {
    const volume = type === 'B' ? random.weighted([240, 660, 1100], [3, 4, 3]) : random.weighted([80, 120, 240], [25, 55, 20]);
    const start = since < '2020-01-01' ? random.day('2020-01-06', '2024-03-01') : since;
    const removed = random.chance(0.06) ? random.day(start > '2026-09-01' ? start : '2026-09-01', '2026-11-10') : null;
    return [id, route, `C${random.int(100_000, 999_999)}`, volume, start, removed];
  });
}

function runsOf(random, staff) {
  const rows = [];
  for (let day = '2026-08-31'; day <= '2026-11-16'; day = plusDays(day, 1)) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    routes.forEach(([, , depot, planned, km, active], index) => {
      if (active === 1 && planned === weekday) rows.push(run(random, { staff, day, depot, km, id: index + 1 }));
    });
  }
  return rows;
}

function run(random, { staff, day, depot, km, id }) {
  const free = (job) => staff.filter(([, , , title, base, , hired, left]) => title === job && base === depot && hired <= day && (left === null || left > day));
  const fleet = trucks.map((row, index) => [index + 1, ...row]).filter(([, , , base, , , bought, , gone]) => base === depot && bought <= day && gone === null);
  const truck = random.pick(fleet);
  const isOut = day === '2026-11-16' && id === 6;
  const driven = cents(km * (0.95 + random.next() * 0.25));
  const litres = truck[4] === 'Electric' ? null : cents(driven * (0.52 + random.next() * 0.2));
  const left = random.int(0, 6) * 10 + 330;
  const back = left + Math.round(driven * 6.5) + random.int(20, 90);
  return [id, truck[0], random.pick(free('Driver'))[0], random.chance(0.1) ? null : random.pick(free('Loader'))[0], day, clock(left), isOut ? null : clock(back),
    isOut ? null : driven, isOut ? null : litres];
}

function pickupsOf(random, [runId, route, , , , day, departed, returned], bins) {
  const due = bins.filter(([, , served, , , placed, removed]) => served === route && placed <= day && (removed === null || removed > day));
  const start = Number(departed.slice(0, 2)) * 60 + Number(departed.slice(3));
  const done = returned === null ? due.slice(0, 6) : due;
  return done.filter(() => random.chance(0.96)).map(([bin, , , , volume], index) => {
    const outcome = random.weighted(['Emptied', 'NotOut', 'Blocked', 'Contaminated'], route === 6 || route === 3 ? [80, 8, 4, 8] : [90, 6, 3, 1]);
    const weight = outcome === 'Emptied' ? Math.round(volume * (0.04 + random.next() * 0.16) * (route === 8 ? 2 : 1) * 10) / 10 : null;
    return [runId, bin, outcome, weight, outcome === 'Emptied' ? clock(start + 15 + index * 5 + random.int(0, 4)) : null];
  });
}

function complaint(random, customers, staff) {
  const category = random.weighted(['Missed pickup', 'Noise', 'Damaged bin', 'Spilled waste', 'Rude crew'], [44, 14, 18, 16, 8]);
  const received = random.day('2026-01-05', '2026-11-15');
  const resolved = plusDays(received, random.weighted([0, 1, 3, 8, 19], [15, 30, 30, 17, 8]));
  const isDone = resolved <= '2026-11-15' && random.chance(0.93);
  const handler = isDone || random.chance(0.5) ? random.pick(staff.slice(26, 29))[0] : null;
  const money = isDone && random.chance(category === 'Damaged bin' ? 0.7 : 0.15) ? random.int(3, 14) * 5 : null;
  return [Math.floor(random.next() ** 1.6 * customers.length) + 1, received, category, random.weighted(['Phone', 'Email', 'App'], [5, 3, 2]), handler,
    isDone ? resolved : null, money];
}

function months() {
  return Array.from({ length: 11 }, (_, index) => `2026-${twoDigits(index + 1)}-02`);
}

function invoice(random, [id], day) {
  const net = cents((40 + ((id * 37) % 160)) * (0.9 + random.next() * 0.3));
  const paid = plusDays(day, random.weighted([4, 10, 21, 46], [20, 42, 28, 10]));
  const isPaid = paid <= '2026-11-14' && random.chance(0.96);
  return [id, dayMonthYear(day), net, cents(net * 0.2), dayMonthYear(isPaid ? paid : null), isPaid || day > '2026-10-01' ? 0 : random.int(1, 3)];
}

function clock(minutes) {
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}
