// A firm that runs car parks for several towns; CamelCase names, declared keys, money in cents, moments with a T.
import { people } from '../names.mjs';
import { Random, dayMonthYear, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE Employee (EmployeeID INTEGER PRIMARY KEY, FullName TEXT NOT NULL, Role TEXT NOT NULL, SupervisorID INTEGER REFERENCES Employee(EmployeeID),
  HiredOn TEXT NOT NULL, LeftOn TEXT);
CREATE TABLE CarPark (CarParkID INTEGER PRIMARY KEY, Name TEXT NOT NULL, Town TEXT NOT NULL, Kind TEXT NOT NULL, OpenedOn TEXT NOT NULL, IsOpen24h INTEGER NOT NULL,
  HourlyRateCents INTEGER NOT NULL, DailyMaxCents INTEGER, MaxHeightCm INTEGER, ManagerID INTEGER REFERENCES Employee(EmployeeID));
CREATE TABLE Space (SpaceID INTEGER PRIMARY KEY, CarParkID INTEGER NOT NULL REFERENCES CarPark(CarParkID), LevelNo INTEGER NOT NULL, SpaceNo TEXT NOT NULL,
  SpaceType TEXT NOT NULL, OutOfService INTEGER NOT NULL);
CREATE TABLE Customer (CustomerID INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, Company TEXT, Email TEXT, Mobile TEXT, Town TEXT NOT NULL,
  CreatedAt TEXT NOT NULL, IsDeleted INTEGER NOT NULL);
CREATE TABLE Permit (PermitID INTEGER PRIMARY KEY, CustomerID INTEGER NOT NULL REFERENCES Customer(CustomerID), CarParkID INTEGER NOT NULL REFERENCES CarPark(CarParkID),
  Plate TEXT NOT NULL, ValidFrom TEXT NOT NULL, ValidTo TEXT, MonthlyFeeCents INTEGER NOT NULL, CancelledOn TEXT);
CREATE TABLE ParkingSession (SessionID INTEGER PRIMARY KEY, CarParkID INTEGER NOT NULL REFERENCES CarPark(CarParkID), SpaceID INTEGER REFERENCES Space(SpaceID),
  PermitID INTEGER REFERENCES Permit(PermitID), Plate TEXT NOT NULL, EntryTime TEXT NOT NULL, ExitTime TEXT, ChargedCents INTEGER, PaidBy TEXT);
CREATE TABLE FineReason (ReasonCode TEXT PRIMARY KEY, Description TEXT NOT NULL, AmountCents INTEGER NOT NULL);
CREATE TABLE Fine (FineID INTEGER PRIMARY KEY, CarParkID INTEGER NOT NULL REFERENCES CarPark(CarParkID), IssuedByID INTEGER NOT NULL REFERENCES Employee(EmployeeID),
  Plate TEXT NOT NULL, ReasonCode TEXT NOT NULL REFERENCES FineReason(ReasonCode), IssuedAt TEXT NOT NULL, AmountCents INTEGER NOT NULL, DueOn TEXT NOT NULL,
  PaidOn TEXT, Status TEXT NOT NULL);
CREATE TABLE Appeal (AppealID INTEGER PRIMARY KEY, FineID INTEGER NOT NULL REFERENCES Fine(FineID), ReceivedOn TEXT NOT NULL, Grounds TEXT NOT NULL,
  DecidedOn TEXT, DecidedByID INTEGER REFERENCES Employee(EmployeeID), Outcome TEXT);
CREATE TABLE FaultLog (FaultID INTEGER PRIMARY KEY, CarParkID INTEGER NOT NULL REFERENCES CarPark(CarParkID), Device TEXT NOT NULL, ReportedOn TEXT NOT NULL,
  RepairedOn TEXT, RepairCents INTEGER);
`;

const today = '2026-11-16';
/** Role, supervisor, day of joining, day of leaving. */
const posts = [
  ['Operations manager', null, '2014-03-03', null], ['Site manager', 1, '2016-06-13', null], ['Site manager', 1, '2019-10-07', null],
  ['Warden', 2, '2018-04-16', null], ['Warden', 2, '2021-09-06', null], ['Warden', 3, '2020-02-10', null], ['Warden', 3, '2023-05-15', null],
  ['Warden', 2, '2017-01-09', '2026-05-31'], ['Warden', 3, '2026-08-17', null], ['Appeals officer', 1, '2015-11-02', null], ['Appeals officer', 1, '2022-03-21', null],
  ['Technician', 1, '2018-08-06', null],
];
/** Name, town, kind, opening, all night, cents an hour, cents a day, height, manager, levels, spaces on each. */
const carParks = [
  ['Market Square', 'Harwick', 'Surface', '1998-05-11', 1, 180, 1200, null, 2, 1, 34],
  ['Station North', 'Harwick', 'Multi-storey', '2006-09-04', 1, 220, 1600, 205, 2, 3, 16],
  ['Theatre Garage', 'Harwick', 'Underground', '2012-02-20', 0, 300, 2200, 190, 2, 2, 18],
  ['Riverside', 'Millbrook', 'Surface', '2001-07-02', 1, 120, 700, null, 3, 1, 30],
  ['Arcade', 'Millbrook', 'Multi-storey', '2009-11-16', 0, 160, 1100, 200, 3, 2, 15],
  ['Harbour Front', 'Port Allen', 'Surface', '2015-04-27', 1, 200, 1400, 240, 3, 1, 26],
  ['Hospital East', 'Easton', 'Multi-storey', '2018-10-01', 1, 150, 800, 210, null, 2, 17],
  ['Dunleigh Fair', 'Dunleigh', 'Surface', '2026-06-15', 0, 90, null, null, 3, 1, 12],
];
const reasons = [['NT', 'No valid ticket', 4000], ['OV', 'Overstayed', 3000], ['DB', 'Disabled bay without badge', 9000], ['EV', 'Charging bay blocked', 6000],
  ['LN', 'Outside the markings', 2500], ['FR', 'Fire lane', 12000]];
const firms = ['Redfern Legal', 'Kettle & Crumb', 'Summit Surveyors', 'Brightside Dental', 'Lantern Films', 'Quill Press'];
const shares = [22, 24, 12, 12, 9, 11, 14, 3];
const grounds = ['Machine was broken', 'Ticket had slipped', 'Medical emergency', 'Sold the car', 'Signs were unclear', 'Badge on the dashboard'];

export function fill(insert) {
  const random = new Random(4202);
  const person = people(random);
  insert('Employee', posts.map(([role, boss, hired, left], index) => [index + 1, person().join(' '), role, boss, hired, left]));
  insert('CarPark', carParks.map((park, index) => [index + 1, ...park.slice(0, 9)]));
  const spaces = carParks.flatMap((park, index) => spacesOf(random, park, index + 1)).map((row, index) => [index + 1, ...row]);
  insert('Space', spaces);
  const customers = Array.from({ length: 96 }, (_, index) => customer(random, person(), index));
  insert('Customer', customers);
  const permits = Array.from({ length: 104 }, (_, index) => permit(random, index + 1, customers));
  insert('Permit', permits);
  const plates = Array.from({ length: 330 }, () => plate(random));
  const visits = Array.from({ length: 1150 }, () => visit(random, plates, permits, spaces)).toSorted((a, b) => (a[4] < b[4] ? -1 : 1));
  insert('ParkingSession', visits.map((row, index) => [20_001 + index, ...row]));
  insert('FineReason', reasons);
  const fines = Array.from({ length: 230 }, () => fine(random, plates)).toSorted((a, b) => (a[4] < b[4] ? -1 : 1)).map((row, index) => [701 + index, ...row]);
  const appeals = fines.flatMap((row) => appealOf(random, row));
  insert('Fine', fines);
  insert('Appeal', appeals.map((row, index) => [index + 1, ...row]));
  insert('FaultLog', Array.from({ length: 58 }, () => fault(random)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
}

function plate(random) {
  const letters = () => random.pick('ABCDEFGHJKLMNPRSTVWXY'.split(''));
  return `${letters()}${letters()}${random.int(10, 79)} ${letters()}${letters()}${letters()}`;
}

function spacesOf(random, [, , kind, , , , , , , levels, count], park) {
  return Array.from({ length: levels * count }, (_, index) => {
    const [level, number] = [Math.floor(index / count), (index % count) + 1];
    const odds = kind === 'Surface' ? [80, 7, 6, 7] : [74, 16, 7, 3];
    const type = number <= 2 && level === 0 ? 'Disabled' : random.weighted(['Standard', 'EV', 'Family', 'Motorbike'], odds);
    return [park, kind === 'Underground' ? -1 - level : level, `${'ABC'[level]}${twoDigits(number)}`, type, random.chance(0.05)];
  });
}

function customer(random, [first, last], index) {
  const mobile = random.chance(0.85) ? `07${random.int(100, 999)} ${random.int(100_000, 999_999)}` : null;
  const town = random.weighted(['Harwick', 'Millbrook', 'Port Allen', 'Easton', 'Dunleigh'], [40, 22, 14, 16, 8]);
  return [index + 1, first, last, index % 9 === 4 ? random.pick(firms) : null,
    random.chance(0.8) ? `${first}.${last}@post.example`.toLowerCase() : null, mobile, town,
    `${random.day('2021-01-11', '2026-11-12')}T${random.time(8, 19, 1)}`, index >= 84 && random.chance(0.4)];
}

function permit(random, id, customers) {
  const park = random.weighted([1, 2, 3, 4, 5, 6, 7], [16, 30, 14, 10, 10, 8, 12]);
  const holder = id <= 84 ? id : random.int(1, 84);
  const joined = customers[holder - 1][7].slice(0, 10);
  const from = `${random.day(joined < '2023-02-01' ? '2023-02-01' : joined, random.chance(0.1) ? '2026-12-10' : '2026-11-13').slice(0, 7)}-01`;
  const months = random.weighted([3, 12, null], [20, 45, 35]);
  const to = months === null ? null : plusDays(from, months === 3 ? 91 : 364);
  const gone = (to === null || to > today) && from < today && random.chance(0.12) ? random.day(from < '2026-01-01' ? '2026-01-01' : from, '2026-11-13') : null;
  return [id, holder, park, plate(random), from, to, [9000, 11500, 16000, 5500, 7500, 8000, 6500][park - 1] + random.int(0, 2) * 500, gone];
}

function stamp(day, time, plusMinutes) {
  return new Date(Date.parse(`${day}T${time}:00Z`) + plusMinutes * 60_000).toISOString().slice(0, 16);
}

function visit(random, plates, permits, spaces) {
  const park = random.weighted(carParks.map((_, index) => index + 1), shares);
  const day = random.chance(0.04) ? today : random.day(park === 8 ? '2026-06-15' : random.chance(0.4) ? '2026-07-01' : '2026-01-02', '2026-11-15');
  const time = weekday(day) === 6 ? random.time(9, 17, 1) : random.weighted([random.time(7, 10, 1), random.time(10, 15, 1), random.time(15, 22, 1)], [45, 35, 20]);
  const entry = `${day}T${day === today ? random.time(6, 12, 1) : time}`;
  const own = permits.filter(([, , where, , from, to, , gone]) => where === park && from <= day && (to === null || to >= day) && (gone === null || gone > day));
  const held = own.length > 0 && random.chance(0.2) ? random.pick(own) : null;
  const minutes = held === null ? random.weighted([22, 48, 95, 170, 320, 540, 1600], [14, 24, 24, 18, 10, 8, 2]) + random.int(-12, 25) : random.int(240, 640);
  const exit = stamp(day, entry.slice(11), minutes);
  const isIn = exit > `${today}T12:00`;
  const [, , , , , , rate, most] = [null, ...carParks[park - 1]];
  const days = Math.ceil(minutes / 1440);
  const charge = held === null ? Math.min(Math.ceil(minutes / 60) * rate, most === null ? Infinity : most * days) : 0;
  const place = random.chance(0.8) ? random.pick(spaces.filter(([, where]) => where === park))[0] : null;
  const isFree = charge === 0 || random.chance(0.02);
  return [park, place, held?.[0] ?? null, held?.[3] ?? random.pick(plates), entry, isIn ? null : exit, isIn ? null : isFree ? 0 : charge,
    isIn || isFree ? null : random.weighted(['Card', 'App', 'Cash'], [50, 36, 14])];
}

function fine(random, plates) {
  const park = random.weighted(carParks.map((_, index) => index + 1), [30, 18, 10, 16, 9, 14, 12, 0]);
  const day = random.day(random.chance(0.6) ? '2026-01-05' : '2025-01-06', '2026-11-14');
  const able = posts.flatMap(([role, boss, hired, left], index) => (role === 'Warden' && hired <= day && (left === null || left >= day) ? [[index + 1, boss]] : []));
  const near = able.filter(([, boss]) => boss === (park <= 3 ? 2 : 3));
  const [code, , amount] = random.weighted(reasons, [40, 28, 11, 9, 9, 3]);
  const paid = plusDays(day, random.weighted([3, 9, 13, 24, 50], [30, 26, 18, 16, 10]) + random.int(-2, 3));
  const isPaid = random.chance(0.7) && paid < today;
  const status = isPaid ? 'Paid' : random.chance(0.06) ? 'Cancelled' : 'Open';
  return [park, random.pick(near)[0], random.chance(0.6) ? random.pick(plates.slice(0, 90)) : plate(random), code, `${day}T${random.time(8, 21, 1)}`, amount,
    plusDays(day, 14), isPaid ? paid : null, status];
}

/** An appeal that was granted cancels the fine. */
function appealOf(random, row) {
  const [id, , , , , issued, , , , status] = row;
  if (!random.chance(status === 'Paid' ? 0.1 : 0.5)) return [];
  const received = plusDays(issued.slice(0, 10), random.int(1, 13));
  if (received > '2026-11-15') return [];
  const decided = plusDays(received, random.weighted([6, 15, 27, 44], [24, 40, 26, 10]) + random.int(0, 4));
  if (decided > '2026-11-13' || random.chance(0.04)) return [[id, dayMonthYear(received), random.pick(grounds), null, null, null]];
  const isGranted = status !== 'Paid' && random.chance(0.4);
  if (isGranted) row[9] = 'Cancelled';
  return [[id, dayMonthYear(received), random.pick(grounds), dayMonthYear(decided), random.weighted([10, 11], [3, 2]), isGranted ? 'Granted' : 'Refused']];
}

function fault(random) {
  const day = random.day('2025-06-01', '2026-11-14');
  const repaired = plusDays(day, random.weighted([0, 1, 3, 9, 21], [20, 34, 24, 14, 8]));
  const isDone = repaired <= today && random.chance(0.93);
  const device = random.weighted(['Barrier', 'Pay machine', 'Camera', 'Lift', 'Lighting', 'Charger'], [26, 34, 14, 8, 10, 8]);
  return [random.weighted([1, 2, 3, 4, 5, 6, 7], [20, 26, 16, 8, 12, 8, 10]), device, day, isDone ? repaired : null, isDone ? random.int(3, 95) * 1_000 : null];
}
