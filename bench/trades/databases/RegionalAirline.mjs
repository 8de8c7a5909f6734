// A small airline: flights, crews, bookings, bags; CamelCase, two keys to one table.
import { people } from '../names.mjs';
import { Random, cents, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE Airport (AirportCode TEXT PRIMARY KEY, AirportName TEXT NOT NULL, City TEXT NOT NULL, Country TEXT NOT NULL, TimeZone TEXT NOT NULL);
CREATE TABLE AircraftType (TypeCode TEXT PRIMARY KEY, TypeName TEXT NOT NULL, Seats INTEGER NOT NULL, RangeKm INTEGER NOT NULL);
CREATE TABLE Aircraft (TailNumber TEXT PRIMARY KEY, TypeCode TEXT NOT NULL REFERENCES AircraftType(TypeCode), AircraftName TEXT,
  DeliveredOn DATE NOT NULL, IsLeased INTEGER NOT NULL, RetiredOn DATE);
CREATE TABLE Route (RouteID INTEGER PRIMARY KEY, OriginCode TEXT NOT NULL REFERENCES Airport(AirportCode),
  DestinationCode TEXT NOT NULL REFERENCES Airport(AirportCode), DistanceKm INTEGER NOT NULL,
  LaunchedOn DATE NOT NULL, DiscontinuedOn DATE);
CREATE TABLE Crew (CrewID INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, CrewRole TEXT NOT NULL,
  BaseCode TEXT NOT NULL REFERENCES Airport(AirportCode), HiredOn DATE NOT NULL,
  LeftOn DATE, LicenceExpiresOn DATE);
CREATE TABLE Flight (FlightID INTEGER PRIMARY KEY, FlightNumber TEXT NOT NULL, RouteID INTEGER NOT NULL REFERENCES Route(RouteID),
  TailNumber TEXT REFERENCES Aircraft(TailNumber),
  CaptainID INTEGER REFERENCES Crew(CrewID), FirstOfficerID INTEGER REFERENCES Crew(CrewID), ScheduledDeparture TIMESTAMP NOT NULL, ScheduledArrival TIMESTAMP NOT NULL,
  ActualDeparture TIMESTAMP, ActualArrival TIMESTAMP, FlightStatus TEXT NOT NULL, DelayReason TEXT, FuelKg INTEGER);
CREATE TABLE Passenger (PassengerID INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, Email TEXT, Nationality TEXT,
  DateOfBirth DATE, FrequentFlyerTier TEXT, EnrolledOn DATE);
CREATE TABLE Booking (BookingID INTEGER PRIMARY KEY, BookingRef TEXT NOT NULL, PassengerID INTEGER NOT NULL REFERENCES Passenger(PassengerID),
  FlightID INTEGER NOT NULL REFERENCES Flight(FlightID),
  BookedAt TIMESTAMP NOT NULL, FareClass TEXT NOT NULL, FarePaid REAL NOT NULL, SeatNumber TEXT, SalesChannel TEXT NOT NULL, BookingStatus TEXT NOT NULL);
CREATE TABLE Bag (BagID INTEGER PRIMARY KEY, BookingID INTEGER NOT NULL REFERENCES Booking(BookingID), WeightKg REAL NOT NULL, FeePaid REAL NOT NULL,
  LostOn DATE, FoundOn DATE);
CREATE TABLE Complaint (ComplaintID INTEGER PRIMARY KEY, BookingID INTEGER NOT NULL REFERENCES Booking(BookingID), ReceivedOn DATE NOT NULL,
  Category TEXT NOT NULL, CompensationPaid REAL, ResolvedOn DATE);
CREATE TABLE MaintenanceCheck (CheckID INTEGER PRIMARY KEY, TailNumber TEXT NOT NULL REFERENCES Aircraft(TailNumber), CheckType TEXT NOT NULL,
  StartedOn DATE NOT NULL, FinishedOn DATE, Cost REAL);
`;

const airports = [
  ['BGO', 'Bergen Flesland', 'Bergen', 'Norway', 'Europe/Oslo'], ['OSL', 'Oslo Gardermoen', 'Oslo', 'Norway', 'Europe/Oslo'],
  ['ABZ', 'Aberdeen', 'Aberdeen', 'United Kingdom', 'Europe/London'],
  ['EDI', 'Edinburgh', 'Edinburgh', 'United Kingdom', 'Europe/London'], ['CPH', 'Copenhagen Kastrup', 'Copenhagen', 'Denmark', 'Europe/Copenhagen'],
  ['GOT', 'Gothenburg Landvetter', 'Gothenburg', 'Sweden', 'Europe/Stockholm'],
  ['KEF', 'Keflavik', 'Reykjavik', 'Iceland', 'Atlantic/Reykjavik'], ['FAE', 'Vagar', 'Torshavn', 'Faroe Islands', 'Atlantic/Faroe'],
];
const types = [['AT7', 'ATR 72-600', 70, 1500], ['E75', 'Embraer 175', 82, 3900], ['DH4', 'Dash 8-400', 76, 2000]];
const fleet = [
  ['LN-FJA', 'AT7', 'Gannet', '2016-03-11', 0, null], ['LN-FJB', 'AT7', 'Puffin', '2016-09-30', 0, null],
  ['LN-FJC', 'AT7', 'Kittiwake', '2019-05-02', 1, null], ['LN-FJD', 'E75', 'Osprey', '2021-02-17', 1, null],
  ['LN-FJE', 'E75', null, '2023-04-04', 1, null], ['LN-FJF', 'DH4', 'Tern', '2009-06-20', 0, '2026-03-27'],
  ['LN-FJG', 'DH4', 'Fulmar', '2010-11-08', 0, null], ['LN-FJH', 'E75', null, '2026-09-18', 1, null],
];
const routes = [
  ['BGO', 'OSL', 325, '2009-06-22', null], ['BGO', 'ABZ', 560, '2010-04-01', null], ['BGO', 'CPH', 680, '2012-05-14', null],
  ['OSL', 'EDI', 920, '2014-03-30', null], ['OSL', 'GOT', 260, '2011-01-10', '2026-01-31'],
  ['CPH', 'FAE', 1310, '2017-04-02', null], ['EDI', 'KEF', 1380, '2021-06-05', null], ['BGO', 'FAE', 680, '2026-05-01', null], ['BGO', 'EDI', 640, '2027-03-28', null],
];
const hours = [9, 7, 17, 12, 8, 10, 14, 16];
const delays = ['Weather', 'Technical', 'Late incoming aircraft', 'Crew', 'Air traffic control'];
const fares = { Light: 59, Standard: 94, Flex: 168 };
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(5309);
  const person = people(random);
  const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
  insert('Airport', airports);
  insert('AircraftType', types);
  insert('Aircraft', fleet);
  insert('Route', numbered(routes));
  const crew = numbered(Array.from({ length: 34 }, (_, index) => member(random, person(), index)));
  insert('Crew', crew);
  const flights = numbered(routes.flatMap((_, index) => flightsOf(random, index, crew)).toSorted((a, b) => (a[5] < b[5] ? -1 : 1)));
  insert('Flight', flights);
  insert('Passenger', numbered(Array.from({ length: 420 }, () => passenger(random, person()))));
  const bookings = numbered(flights.flatMap((row) => bookingsOf(random, row)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1)));
  insert('Booking', bookings);
  const departures = new Map(flights.map((row) => [row[0], row]));
  insert('Bag', numbered(bookings.flatMap((row) => bagsOf(random, row, departures.get(row[3])))));
  insert('Complaint', numbered(bookings.flatMap((row) => complaintsOf(random, row, departures.get(row[3])))));
  insert('MaintenanceCheck', numbered(fleet.flatMap((row) => checksOf(random, row))));
}

function member(random, [first, last], index) {
  const role = index < 9 ? 'Captain' : index < 19 ? 'First Officer' : 'Cabin Crew';
  const left = index === 4 || index === 15 || index === 30 ? random.day('2026-02-01', '2026-08-30') : null;
  const expires = role === 'Cabin Crew' ? null : random.day(left === null ? '2026-10-20' : '2026-01-01', '2029-05-01');
  return [first, last, role, random.weighted(['BGO', 'OSL', 'CPH', 'EDI'], [55, 25, 10, 10]),
    random.day('2009-05-01', index === 18 || index === 33 ? '2026-06-01' : '2024-05-01'), left, expires];
}

function flightsOf(random, index, crew) {
  const [, , distance, launched, ended] = routes[index];
  const rows = [];
  const from = launched > '2025-09-01' ? launched : '2025-09-01';
  for (let day = from; day <= (ended ?? '2026-12-15'); day = plusDays(day,
    1)) if (random.chance(weekday(day) === 6 ? 0.15 : 0.36)) rows.push(flight(random, { index, day, distance, crew }));
  return rows;
}

function flight(random, { index, day, distance, crew }) {
  const able = (role) => crew.filter(([, , , own, , hired, left]) => own === role && hired <= day && (left === null || left >= day)).map(([id]) => id);
  const minutes = 35 + Math.round(distance / 11);
  const clock = (late) => `${day} ${twoDigits(hours[index] + Math.floor((15 + late) / 60))}:${twoDigits((15 + late) % 60)}:00`;
  const status = day > today ? 'Scheduled' : random.weighted(['Landed', 'Cancelled', 'Diverted'], [95, 4, 1]);
  const late = random.weighted([0, random.int(1, 14), random.int(16, 59), random.int(60, 200)], [52, 24, 18, 6]);
  const isFlown = status === 'Landed' || status === 'Diverted';
  const tails = fleet.filter(([, , , delivered, , retired]) => delivered <= day && (retired === null || retired >= day)).map(([tail]) => tail);
  const reason = (isFlown && late > 14) || status === 'Cancelled' ? random.pick(delays) : null;
  const isPlanned = day <= '2026-11-30';
  return [`FJ${100 + index * 10 + 1}`, index + 1, isPlanned ? random.pick(tails) : null, isPlanned ? random.pick(able('Captain')) : null,
    isPlanned ? random.pick(able('First Officer')) : null, clock(0), clock(minutes),
    isFlown ? clock(late) : null, isFlown ? clock(late + minutes + random.int(-6, 6)) : null, status, reason,
      isFlown ? Math.round(distance * (2.1 + random.next()) + 300) : null];
}

function passenger(random, [first, last]) {
  const tier = random.weighted([null, 'Basic', 'Silver', 'Gold'], [58, 25, 12, 5]);
  const nationality = random.weighted(['Norwegian', 'British', 'Danish', 'Swedish', 'Icelandic', 'Faroese', 'German', null], [34, 24, 14, 8, 6, 4, 6, 4]);
  return [first, last, random.chance(0.9) ? `${first}${last}@flymail.example`.toLowerCase() : null, nationality,
    random.chance(0.92) ? random.day('1944-01-01', '2024-02-01') : null, tier, tier === null ? null : random.day('2015-01-01', '2026-10-30')];
}

function bookingsOf(random, [id, , , , , , departure, , , , status]) {
  const day = departure.slice(0, 10);
  const ids = random.sample(Array.from({ length: 400 }, (_, index) => index + 1), day > today ? random.int(0, 3) : random.int(1, 6));
  return ids.map((passengerId) => {
    const fare = random.weighted(Object.keys(fares), [48, 37, 15]);
    const before = plusDays(day, -random.weighted([1, 6, 20, 50, 100], [14, 22, 30, 22, 12]));
    const booked = before > today ? plusDays(today, -random.int(0, 30)) : before;
    const state = status === 'Cancelled' ? random.pick(['Refunded', 'Rebooked']) : day > today ? random.weighted(['Confirmed', 'Cancelled'],
      [92, 8]) : random.weighted(['Flown', 'NoShow', 'Cancelled'], [90, 4, 6]);
    const seat = random.chance(0.75) ? `${random.int(1, 19)}${random.pick(['A', 'C', 'D', 'F'])}` : null;
    const ref = Array.from({ length: 6 }, () => random.pick('ABCDEFGHJKLMNPQRSTUVWXYZ23456789'.split(''))).join('');
    return [ref, passengerId, id, `${booked} ${random.time(7, 22, 5)}:00`, fare, cents(fares[fare] * (0.8 + random.next() * 0.7)), seat,
      random.weighted(['Website', 'App', 'Travel agent', 'Call centre'], [50, 25, 19, 6]), state];
  });
}

function bagsOf(random, [id, , , , , fare, , , , state], flight) {
  const count = state === 'Flown' ? random.weighted([0, 1, 2], fare === 'Light' ? [74, 22, 4] : [30, 58, 12]) : 0;
  const day = flight[6].slice(0, 10);
  return Array.from({ length: count }, () => {
    const isLost = random.chance(0.03);
    const found = isLost && random.chance(0.7) ? plusDays(day, random.int(1, 9)) : null;
    return [id, random.int(60, 280) / 10, fare === 'Light' ? 35 : 0, isLost ? day : null, found !== null && found <= today ? found : null];
  });
}

function complaintsOf(random, [id, , , , , , , , , state], flight) {
  const wasLate = flight[12] !== null;
  if (state === 'Confirmed' || !random.chance(wasLate ? 0.16 : 0.02)) return [];
  const received = plusDays(flight[6].slice(0, 10), random.int(0, 14));
  const day = received > today ? today : received;
  const resolved = plusDays(day, random.int(2, 45));
  const isDone = resolved <= today && random.chance(0.9);
  return [[id, day, random.weighted(['Delay', 'Baggage', 'Cancellation', 'Staff', 'Seat'], [46, 16, 20, 10, 8]),
    isDone && random.chance(0.55) ? random.pick([50, 100, 125, 250]) : null, isDone ? resolved : null]];
}

function checksOf(random, [tail, , , delivered, , retired]) {
  return Array.from({ length: random.int(2, 5) }, () => {
    const started = random.day(delivered > '2024-06-01' ? delivered : '2024-06-01', retired ?? '2026-11-10');
    const kind = random.weighted(['A', 'B', 'C'], [60, 25, 15]);
    const finished = plusDays(started, { A: 1, B: 3, C: 16 }[kind] + random.int(0, 3));
    return [tail, kind, started, finished <= today ? finished : null, { A: 9_000, B: 34_000, C: 260_000 }[kind] + random.int(-20, 40) * 100];
  });
}
