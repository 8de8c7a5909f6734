// A town's waterworks; CamelCase, declared keys, quarters as text, codes for kinds of reading.
import { people } from '../names.mjs';
import { Random, cents, daysBetween, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE District (DistrictID INTEGER PRIMARY KEY, DistrictName TEXT NOT NULL, Population INTEGER NOT NULL, PipeKm REAL NOT NULL);
CREATE TABLE Employee (EmployeeID INTEGER PRIMARY KEY, FullName TEXT NOT NULL, JobTitle TEXT NOT NULL, ReportsTo INTEGER REFERENCES Employee(EmployeeID),
  HiredOn TEXT NOT NULL, LeftOn TEXT);
CREATE TABLE Tariff (TariffID INTEGER PRIMARY KEY, TariffName TEXT NOT NULL, StandingCharge REAL NOT NULL, PricePerM3 REAL NOT NULL, ValidFrom TEXT NOT NULL,
  ValidTo TEXT);
CREATE TABLE Customer (CustomerID INTEGER PRIMARY KEY, CustomerName TEXT NOT NULL, CustomerType TEXT NOT NULL, Phone TEXT, Email TEXT,
  PaysByDirectDebit INTEGER NOT NULL,
  CustomerSince TEXT NOT NULL, ClosedOn TEXT);
CREATE TABLE Property (PropertyID INTEGER PRIMARY KEY, CustomerID INTEGER NOT NULL REFERENCES Customer(CustomerID),
  DistrictID INTEGER NOT NULL REFERENCES District(DistrictID),
  Street TEXT NOT NULL, HouseNo TEXT NOT NULL, Occupants INTEGER, HasPool INTEGER NOT NULL);
CREATE TABLE Meter (MeterID INTEGER PRIMARY KEY, SerialNo TEXT NOT NULL, PropertyID INTEGER NOT NULL REFERENCES Property(PropertyID),
  TariffID INTEGER NOT NULL REFERENCES Tariff(TariffID), SizeMm INTEGER NOT NULL, IsSmart INTEGER NOT NULL, InstalledOn TEXT NOT NULL, RemovedOn TEXT);
CREATE TABLE Reading (ReadingID INTEGER PRIMARY KEY, MeterID INTEGER NOT NULL REFERENCES Meter(MeterID), ReadOn TEXT NOT NULL, MeterValue INTEGER NOT NULL,
  UsedM3 INTEGER NOT NULL, ReadType TEXT NOT NULL);
CREATE TABLE Bill (BillNo INTEGER PRIMARY KEY, PropertyID INTEGER NOT NULL REFERENCES Property(PropertyID), Quarter TEXT NOT NULL, IssuedOn TEXT NOT NULL,
  DueOn TEXT NOT NULL,
  WaterCharge REAL NOT NULL, SewerageCharge REAL NOT NULL, PaidOn TEXT, RemindersSent INTEGER NOT NULL);
CREATE TABLE LeakReport (LeakID INTEGER PRIMARY KEY, DistrictID INTEGER NOT NULL REFERENCES District(DistrictID), Street TEXT NOT NULL, ReportedAt TEXT NOT NULL,
  ReportedVia TEXT NOT NULL, Severity TEXT NOT NULL, AssignedTo INTEGER REFERENCES Employee(EmployeeID), RepairedAt TEXT, LitresLost INTEGER, Cause TEXT);
CREATE TABLE WaterSample (SampleID INTEGER PRIMARY KEY, DistrictID INTEGER NOT NULL REFERENCES District(DistrictID),
  TakenBy INTEGER NOT NULL REFERENCES Employee(EmployeeID),
  TakenOn TEXT NOT NULL, Ph REAL NOT NULL, ChlorineMgL REAL NOT NULL, Passed INTEGER NOT NULL);
`;

const districts = [['Hillside', 8_400, 31.5], ['Old Town', 6_150, 22.8], ['Riverbank', 11_900, 44.1], ['Saltmarsh', 2_300, 19.7], ['Northgate', 9_750, 36.4]];
const employees = [
  ['Edgar Thackeray', 'Head of operations', null, '2009-03-16', null], ['Lucia Fenton', 'Network supervisor', 1, '2014-06-02', null],
  ['Boris Lund', 'Repair engineer', 2, '2016-09-12', null],
  ['Amara Quirke', 'Repair engineer', 2, '2019-01-21', null], ['Connor Vega', 'Repair engineer', 2, '2022-04-04', null],
  ['Dora Hewitt', 'Repair engineer', 2, '2017-11-06', '2026-03-31'],
  ['Selma Kirby', 'Lab technician', 8, '2018-08-20', null], ['Percy Ansell', 'Head of laboratory', 1, '2012-02-13', null],
  ['Wanda Zeller', 'Lab technician', 8, '2024-05-06', null],
  ['Rupert Soto', 'Meter reader', 11, '2015-10-05', null], ['Flora Dixon', 'Billing manager', 1, '2013-07-22', null],
  ['Xavier Bolton', 'Meter reader', 11, '2025-02-10', null],
  ['Ingrid Obi', 'Repair engineer', 2, '2026-05-11', null],
];
const tariffs = [['Household', 6.5, 1.62, '2024-04-01', null], ['Household Saver', 4.9, 1.38, '2024-04-01', null], ['Business', 14, 1.94, '2024-04-01', null],
  ['Farm', 11.5, 1.21, '2024-04-01', null], ['Household 2021', 5.2, 1.4, '2021-04-01', '2024-03-31']];
const firms = `Quince & Daughters Laundry,Bluebell Nursery,Harbour Lights Hotel,Rivermill Brewery,Castle Car Wash,Nettle Lane Bakery,Old Forge Pub,Sunnyfield Care Home,
Orchard Dairy,Parkway Gym,Tidewater Fish Market,Marlin Swimming School,Copper Kettle Cafe,Stonebridge Concrete`.split(/,\s*/);
const farms = ['Upper Hale Farm', 'Thistle Farm', 'Marshside Growers', 'Bracken Hill Farm', 'Lowfield Poultry'];
const streets = `Mill Lane,Station Road,Church Street,Orchard Way,Quay Street,Hill Rise,Marsh Road,Tanner Row,Beech Avenue,Castle Street,Weir Close,Northgate Road,
Garden Terrace,Ferry Lane`.split(/,\s*/);
const quarters = [['2025-Q2', '2025-06-30'], ['2025-Q3', '2025-09-30'], ['2025-Q4', '2025-12-31'], ['2026-Q1', '2026-03-31'], ['2026-Q2', '2026-06-30'],
  ['2026-Q3', '2026-09-30']];
const severities = ['minor', 'serious', 'burst'];
const causes = ['corrosion', 'frost', 'construction work', 'tree roots', 'joint failure'];
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(5302);
  const person = people(random);
  insert('District', districts.map((row, index) => [index + 1, ...row]));
  insert('Employee', employees.map((row, index) => [index + 1, ...row]));
  insert('Tariff', tariffs.map((row, index) => [index + 1, ...row]));
  const customers = Array.from({ length: 150 }, (_, index) => customer(random, person, index));
  insert('Customer', customers);
  const properties = Array.from({ length: 163 }, (_, index) => property(random, index < 150 ? customers[index] : customers[random.int(100, 149)], index + 1));
  insert('Property', properties);
  const meters = properties.filter(([id]) => id % 27 !== 9).flatMap((row) => metersOf(random, row, customers[row[1] - 1])).map((row, index) => [index + 1, ...row]);
  insert('Meter', meters);
  const readings = meters.flatMap((row) => readingsOf(random, row, properties[row[2] - 1])).toSorted((a, b) => (a[1] < b[1] ? -1 : 1))
    .map((row, index) => [index + 1, ...row]);
  insert('Reading', readings);
  insert('Bill', billsOf(random, meters, readings, customers, properties).map((row, index) => [40_001 + index, ...row]));
  const leaks = Array.from({ length: 130 }, () => leak(random)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1));
  insert('LeakReport', leaks.map((row, index) => [index + 1, ...row]));
  const samples = Array.from({ length: 170 }, () => sample(random)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1));
  insert('WaterSample', samples.map((row, index) => [index + 1, ...row]));
}

function customer(random, person, index) {
  const type = index % 10 === 4 && firms[(index - 4) / 10] !== undefined ? 'Business' : index % 30 === 7 ? 'Farm' : 'Household';
  const name = type === 'Business' ? firms[(index - 4) / 10] : type === 'Farm' ? farms[(index - 7) / 30] : person().join(' ');
  const since = random.day('2008-01-07', '2026-08-20');
  const closed = type === 'Household' && since < '2025-01-01' && random.chance(0.08) ? random.day('2025-09-01', '2026-11-05') : null;
  return [index + 1, name, type, random.chance(0.9) ? `0${random.int(1200, 1999)} ${random.int(100000, 999999)}` : null,
    random.chance(0.72) ? `customer${index + 1}@webpost.example` : null, random.chance(0.58), since, closed];
}

function property(random, [id, , type], propertyId) {
  const place = type === 'Farm' ? 4 : random.weighted([1, 2, 3, 4, 5], [22, 18, 30, 6, 24]);
  return [propertyId, id, place, random.pick(streets), String(random.int(1, 120)) + (random.chance(0.1) ? 'a' : ''),
    type === 'Household' && random.chance(0.93) ? random.weighted([1, 2, 3, 4, 5, 6], [24, 34, 18, 16, 6, 2]) : null,
      random.chance(type === 'Household' ? 0.07 : 0.12)];
}

function metersOf(random, [property], [, , type, , , , since, closed]) {
  const tariff = type === 'Business' ? 3 : type === 'Farm' ? 4 : random.weighted([1, 2, 5], [62, 26, 12]);
  const size = type === 'Household' ? random.weighted([15, 20], [85, 15]) : random.pick([25, 40, 50]);
  const start = plusDays(since, random.int(0, 20));
  const serial = (day) => `WM${day.slice(2, 4)}-${random.int(10_000, 99_999)}`;
  if (closed === null && start < '2025-03-01' && random.chance(0.1)) {
    const swap = random.day('2025-10-05', '2026-09-10');
    return [[serial(start), property, tariff, size, 0, start, swap], [serial(swap), property, tariff, size, 1, swap, null]];
  }
  return [[serial(start), property, tariff, size, random.chance(since > '2020' ? 0.7 : 0.15), start, closed !== null && random.chance(0.6) ? closed : null]];
}

function readingsOf(random, [meter, , , tariff, , smart, start, end], [, , , , , occupants, pool]) {
  const usual = tariff === 3 ? random.int(60, 420) : tariff === 4 ? random.int(180, 600) : (occupants ?? 2) * random.int(8, 13) + (pool ? 22 : 0);
  let value = random.int(20, 900);
  return quarters.filter(([, last]) => plusDays(last, -60) > start && (end === null || last <= end)).map(([quarter, last]) => {
    const used = Math.max(1, Math.round(usual * (0.8 + random.next() * 0.4) * (quarter.endsWith('Q3') ? 1.15 : 1)));
    value += used;
    return [meter, plusDays(last, -random.int(0, 12)), value, used, smart ? 'S' : random.weighted(['A', 'E', 'C'], [60, 26, 14])];
  });
}

function billsOf(random, meters, readings, customers, properties) {
  return readings.map(([, meter, day, , used]) => {
    const [, , property, tariff] = meters[meter - 1];
    const [quarter, last] = quarters.find(([, end]) => end >= day);
    const [, standing, price] = tariffs[tariff - 1];
    const water = cents(standing * 3 + used * price);
    const issued = plusDays(last, random.int(4, 9));
    const debit = customers[properties[property - 1][1] - 1][5];
    const paid = random.chance(last === '2026-09-30' ? 0.7 : 0.95) ? plusDays(issued, debit ? 14 : random.weighted([3, 10, 20, 34, 60], [15, 30, 30, 15, 10])) : null;
    const isPaid = paid !== null && paid <= '2026-11-13';
    const reminders = isPaid ? (daysBetween(issued, paid) > 30 ? 1 : 0) : Math.min(3, Math.floor(daysBetween(issued, today) / 35));
    return [property, quarter, issued, plusDays(issued, 21), water, cents(used * 0.95 * 1.1), isPaid ? paid : null, reminders];
  }).toSorted((a, b) => (a[2] < b[2] ? -1 : 1));
}

function leak(random) {
  const day = random.day('2025-01-06', '2026-11-15');
  const severity = random.weighted([1, 2, 3], [48, 36, 16]);
  const hours = [random.int(20, 300), random.int(8, 96), random.int(2, 26)][severity - 1];
  const at = `${day}T${random.time(0, 24, 5)}`;
  const done = new Date(Date.parse(`${at}:00Z`) + hours * 3_600_000).toISOString().slice(0, 16);
  const isDone = done < '2026-11-16T08:00' && random.chance(day < '2026-09-20' ? 1 : 0.55);
  const able = [3, 4, 5, ...(day < '2026-03-20' ? [6] : []), ...(day > '2026-05-12' ? [13] : [])];
  const engineer = isDone || random.chance(0.7) ? random.pick(able) : null;
  return [random.weighted([1, 2, 3, 4, 5], [20, 34, 22, 12, 12]), random.pick(streets), at, random.weighted(['phone', 'app', 'patrol', 'police'], [50, 28, 18, 4]),
    severities[severity - 1], engineer,
    isDone ? done : null, isDone ? Math.round(hours * [40, 210, 1_400][severity - 1] * (0.6 + random.next())) : null,
    isDone && random.chance(0.85) ? random.weighted(causes, [34, /-(1[12]|0[123])-/.test(day) ? 30 : 0, 16, 14, 22]) : null];
}

function sample(random) {
  const day = random.day('2025-07-01', '2026-11-13');
  const ph = Math.round((6.9 + random.next() * 1.2) * 100) / 100;
  const chlorine = Math.round((0.18 + random.next() * 0.4) * 100) / 100;
  return [random.int(1, 5), random.pick([7, 7, 9]), day, ph, chlorine, chlorine >= 0.2 && random.chance(0.97)];
}
