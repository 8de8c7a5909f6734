// A car hire firm with several stations; CamelCase, two keys to one table.
import { people } from '../names.mjs';
import { Random, cents, daysBetween, plusDays, twoDigits } from '../random.mjs';

export const schema = `
CREATE TABLE Station (StationID INTEGER PRIMARY KEY, StationName TEXT NOT NULL, City TEXT NOT NULL, IsAirport INTEGER NOT NULL, OpenedOn DATE NOT NULL, ManagerName TEXT);
CREATE TABLE VehicleClass (ClassCode TEXT PRIMARY KEY, ClassName TEXT NOT NULL, DailyRate REAL NOT NULL, Seats INTEGER NOT NULL);
CREATE TABLE Vehicle (VehicleID INTEGER PRIMARY KEY, PlateNumber TEXT NOT NULL, Make TEXT NOT NULL, Model TEXT NOT NULL, ModelYear INTEGER NOT NULL,
  ClassCode TEXT NOT NULL REFERENCES VehicleClass(ClassCode), HomeStationID INTEGER NOT NULL REFERENCES Station(StationID), FuelType TEXT NOT NULL,
  OdometerKm INTEGER NOT NULL, PurchasedOn DATE NOT NULL, PurchasePrice REAL NOT NULL, SoldOn DATE);
CREATE TABLE Customer (CustomerID INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, Email TEXT, Country TEXT NOT NULL, BirthDate DATE NOT NULL,
  LicenceExpiry DATE NOT NULL, JoinedOn DATE NOT NULL, LoyaltyTier TEXT, IsBlacklisted INTEGER NOT NULL);
CREATE TABLE Rental (RentalID INTEGER PRIMARY KEY, CustomerID INTEGER NOT NULL REFERENCES Customer(CustomerID), VehicleID INTEGER NOT NULL REFERENCES Vehicle(VehicleID),
  PickupStationID INTEGER NOT NULL REFERENCES Station(StationID), ReturnStationID INTEGER NOT NULL REFERENCES Station(StationID), BookedOn DATE NOT NULL,
  PickupDate DATE NOT NULL, DueDate DATE NOT NULL, ReturnDate DATE, KmStart INTEGER, KmEnd INTEGER, DailyRate REAL NOT NULL, DiscountPct REAL NOT NULL,
  TotalCharge REAL NOT NULL, Status TEXT NOT NULL, Channel TEXT NOT NULL);
CREATE TABLE Extra (ExtraID INTEGER PRIMARY KEY, ExtraName TEXT NOT NULL, PricePerDay REAL NOT NULL);
CREATE TABLE RentalExtra (RentalID INTEGER NOT NULL REFERENCES Rental(RentalID), ExtraID INTEGER NOT NULL REFERENCES Extra(ExtraID), Quantity INTEGER NOT NULL,
  PRIMARY KEY (RentalID, ExtraID));
CREATE TABLE Damage (DamageID INTEGER PRIMARY KEY, RentalID INTEGER NOT NULL REFERENCES Rental(RentalID), ReportedOn DATE NOT NULL, Description TEXT NOT NULL,
  RepairCost REAL, ChargedToCustomer INTEGER NOT NULL);
CREATE TABLE Payment (PaymentID INTEGER PRIMARY KEY, RentalID INTEGER NOT NULL REFERENCES Rental(RentalID), PaidOn DATE NOT NULL,
  Amount REAL NOT NULL, Method TEXT NOT NULL);
`;

const stations = [
  ['Porto Airport', 'Porto', 1, '2012-04-01', 'Rosa Duarte'], ['Porto Centre', 'Porto', 0, '2010-06-15', 'Bruno Silva'],
  ['Lisbon Airport', 'Lisbon', 1, '2013-02-01', 'Carla Fonseca'],
  ['Lisbon Oriente', 'Lisbon', 0, '2016-09-01', null], ['Faro Airport', 'Faro', 1, '2015-03-20', 'Joel Pereira'], ['Braga', 'Braga', 0, '2019-05-06', 'Marta Reis'],
  ['Coimbra', 'Coimbra', 0, '2026-05-04', 'Ivo Santos'],
];
const classes = [['ECO', 'Economy', 29, 4], ['CMP', 'Compact', 38, 5], ['SUV', 'SUV', 64, 5], ['VAN', 'Minivan', 82, 9], ['LUX', 'Luxury', 145, 5]];
const models = {
  ECO: [['Fiat', 'Panda'], ['Renault', 'Clio'], ['Toyota', 'Aygo']], CMP: [['Volkswagen', 'Golf'], ['Seat', 'Leon'], ['Peugeot', '308']],
  SUV: [['Nissan', 'Qashqai'], ['Peugeot', '3008'], ['Tesla', 'Model Y']], VAN: [['Ford', 'Tourneo'], ['Volkswagen', 'Transporter']],
  LUX: [['BMW', '530'], ['Mercedes', 'E-Class']],
};
const price = { ECO: 13_500, CMP: 21_000, SUV: 31_000, VAN: 39_000, LUX: 58_000 };
const extras = [['GPS', 6], ['Child seat', 8], ['Additional driver', 10], ['Full insurance', 18], ['Snow chains', 7], ['Roof box', 9]];
const damages = ['Scratched bumper', 'Broken mirror', 'Dented door', 'Cracked windscreen', 'Flat tyre', 'Stained seats'];
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(4202);
  const person = people(random);
  insert('Station', stations.map((station, index) => [index + 1, ...station]));
  insert('VehicleClass', classes);
  insert('Extra', extras.map((extra, index) => [index + 1, ...extra]));
  const vehicles = Array.from({ length: 88 }, (_, index) => vehicle(random, index + 1));
  insert('Vehicle', vehicles);
  insert('Customer', Array.from({ length: 240 }, (_, index) => customer(random, person(), index + 1)));
  const rentals = vehicles.flatMap((row) => rentalsOf(random, row)).toSorted((a, b) => (a[5] < b[5] ? -1 : 1)).map((row, index) => [index + 1, ...row]);
  insert('Rental', rentals);
  const taken = rentals.filter(([, , , , , , , , , , , , , , status]) => status !== 'Cancelled' && status !== 'NoShow');
  insert('RentalExtra', taken.flatMap(([id]) => random.sample([1, 2, 3, 4, 6], random.weighted([0, 1, 2], [55, 32, 13])).map((extra) => [id, extra,
    extra === 2 ? random.int(1, 2) : 1])));
  const closed = taken.filter(([, , , , , , , , returned]) => returned !== null);
  insert('Damage', closed.filter(() => random.chance(0.08)).map((rental, index) => damage(random, rental, index + 1)));
  insert('Payment', taken.filter(([, , , , , , , , returned]) => random.chance(returned === null ? 0.3 : 0.94)).map((rental, index) => payment(random,
    rental, index + 1)));
}

function vehicle(random, id) {
  const code = random.weighted(Object.keys(models), [34, 28, 20, 10, 8]);
  const [make, model] = random.pick(models[code]);
  const bought = random.day('2021-02-01', '2026-05-20');
  const sold = bought < '2023-01-01' && random.chance(0.5) ? random.day('2025-06-01', '2026-09-30') : null;
  const fuel = make === 'Tesla' ? 'Electric' : random.weighted(['Petrol', 'Diesel', 'Hybrid'], [5, 3, 2]);
  const plate = `${random.pick(['AB', 'BR', 'CT', 'FX', 'LM', 'PZ'])}-${twoDigits(id)}-${random.pick(['QA', 'RT', 'UV', 'XY', 'ZE'])}`;
  const home = random.weighted([1, 2, 3, 4, 5, 6], [22, 12, 26, 12, 18, 8]);
  return [id, plate, make, model, Number(bought.slice(0, 4)), code, home, fuel, random.int(4, 120) * 1_000 + random.int(0, 999), bought,
    price[code] + random.int(-12, 20) * 100, sold];
}

function customer(random, [first, last], id) {
  const country = random.weighted(['Portugal', 'Spain', 'United Kingdom', 'Germany', 'France', 'Netherlands', 'United States'], [30, 18, 16, 14, 11, 6, 5]);
  const tier = random.weighted([null, 'Silver', 'Gold', 'Platinum'], [60, 24, 12, 4]);
  const email = random.chance(0.93) ? `${first[0]}${last}${id}@mail.example`.toLowerCase() : null;
  return [id, first, last, email, country, random.day('1952-01-01', '2005-03-01'), random.day('2026-04-01', '2036-01-01'),
    random.day('2021-01-10', '2026-11-10'), tier, random.chance(0.03)];
}

function rentalsOf(random, [id, , , , , code, home, , , bought, , sold]) {
  const rows = [];
  let day = bought > '2025-01-03' ? plusDays(bought, 5) : random.day('2025-01-03', '2025-02-20');
  const end = sold ?? '2026-12-20';
  for (;;) {
    day = plusDays(day, random.int(5, day.slice(5, 7) === '07' || day.slice(5, 7) === '08' ? 20 : 85));
    const row = rental(random, { id, code, home, day });
    if (row[6] >= end) return rows;
    rows.push(row);
    day = plusDays(row[6], 4);
  }
}

function rental(random, { id, code, home, day }) {
  const days = random.weighted([1, 2, 3, 5, 7, 14, 21], [10, 18, 22, 18, 20, 9, 3]);
  const pickup = random.chance(0.9) ? home : random.int(1, 6);
  const back = random.chance(0.82) ? pickup : random.int(1, 6);
  const due = plusDays(day, days);
  const planned = day > today ? random.weighted(['Reserved', 'Cancelled'], [85, 15]) : random.weighted(['Closed', 'Cancelled', 'NoShow'], [87, 9, 4]);
  const late = random.weighted([0, 1, 3], [86, 10, 4]);
  const returned = planned === 'Closed' ? plusDays(due, late) : null;
  const isOut = returned !== null && returned > today;
  const status = isOut ? 'Open' : planned === 'Closed' && due > '2026-11-04' && random.chance(0.35) ? 'Open' : planned;
  const rate = classes.find(([name]) => name === code)[2] * (day >= '2026' ? 1.05 : 1) * (day.slice(5, 7) === '08' ? 1.3 : 1);
  const discount = random.weighted([0, 0.05, 0.1, 0.2], [65, 15, 14, 6]);
  const start = random.int(5, 110) * 1_000 + random.int(0, 999);
  const gone = status === 'Closed' || status === 'Open';
  const charged = gone || status === 'Reserved' ? cents(cents(rate) * (status === 'Closed' ? daysBetween(day, returned) : days) * (1 - discount)) : 0;
  const booked = plusDays(day, -random.weighted([0, 3, 14, 40, 90], [15, 25, 30, 20, 10]));
  const closed = status === 'Closed';
  return [random.int(1, 222), id, pickup, back, booked, day, due, closed ? returned : null, gone ? start : null, closed ? start + days * random.int(30, 260) : null,
    cents(rate), discount, charged, status, random.weighted(['Website', 'App', 'Phone', 'Broker', 'Counter'], [40, 22, 8, 22, 8])];
}

function damage(random, [rental, , , , , , , , returned], id) {
  return [id, rental, returned, random.pick(damages), random.chance(0.85) ? random.int(6, 95) * 10 : null, random.chance(0.6)];
}

function payment(random, [rental, , , , , , pickup, , returned, , , , , total], id) {
  const method = random.weighted(['Credit card', 'Debit card', 'Cash', 'Invoice'], [60, 22, 4, 14]);
  const amount = random.chance(0.96) ? total : cents(total / 2);
  return [id, rental, returned ?? (pickup > today ? today : pickup), amount, method];
}
