// A removals firm with a store: CamelCase names, amounts as decimals, clients private and business in one table by one name.
import { people } from '../names.mjs';
import { Random, cents, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE CrewMember (CrewId INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, Surname TEXT NOT NULL, JobTitle TEXT NOT NULL, TrainedBy INTEGER REFERENCES CrewMember(CrewId),
  HasTruckLicence INTEGER NOT NULL, HourlyWage REAL NOT NULL, StartDate TEXT NOT NULL, EndDate TEXT);
CREATE TABLE Truck (TruckId INTEGER PRIMARY KEY, Plate TEXT NOT NULL, Nickname TEXT NOT NULL, VolumeM3 INTEGER NOT NULL, BoughtOn TEXT NOT NULL, NextInspection TEXT,
  SoldOn TEXT);
CREATE TABLE Client (ClientId INTEGER PRIMARY KEY, DisplayName TEXT NOT NULL, IsBusiness INTEGER NOT NULL, Phone TEXT, Email TEXT, City TEXT NOT NULL,
  HeardThrough TEXT, RecommendedBy INTEGER REFERENCES Client(ClientId), AddedOn TEXT NOT NULL);
CREATE TABLE Quote (QuoteId INTEGER PRIMARY KEY, ClientId INTEGER NOT NULL REFERENCES Client(ClientId), SurveyedBy INTEGER REFERENCES CrewMember(CrewId),
  QuoteDate TEXT NOT NULL, EstimatedM3 REAL NOT NULL, QuotedPrice REAL NOT NULL, Answer TEXT, AnsweredOn TEXT);
CREATE TABLE Job (JobId INTEGER PRIMARY KEY, JobNumber TEXT NOT NULL UNIQUE, QuoteId INTEGER NOT NULL REFERENCES Quote(QuoteId),
  ClientId INTEGER NOT NULL REFERENCES Client(ClientId), ForemanId INTEGER REFERENCES CrewMember(CrewId), TruckId INTEGER REFERENCES Truck(TruckId),
  MoveDate TEXT NOT NULL, FromCity TEXT NOT NULL, FromFloor INTEGER NOT NULL, ToCity TEXT NOT NULL, ToFloor INTEGER NOT NULL, HasPiano INTEGER NOT NULL,
  DistanceKm INTEGER NOT NULL, JobStatus TEXT NOT NULL, FinalPrice REAL, Stars INTEGER);
CREATE TABLE JobCrew (JobId INTEGER NOT NULL REFERENCES Job(JobId), CrewId INTEGER NOT NULL REFERENCES CrewMember(CrewId), HoursWorked REAL, TipShare REAL NOT NULL,
  PRIMARY KEY (JobId, CrewId));
CREATE TABLE Payment (PaymentId INTEGER PRIMARY KEY, JobId INTEGER NOT NULL REFERENCES Job(JobId), ReceivedOn TEXT NOT NULL, Amount REAL NOT NULL, Method TEXT NOT NULL,
  IsDeposit INTEGER NOT NULL);
CREATE TABLE DamageClaim (ClaimId INTEGER PRIMARY KEY, JobId INTEGER NOT NULL REFERENCES Job(JobId), Item TEXT NOT NULL, ReportedOn TEXT NOT NULL,
  AmountClaimed REAL NOT NULL, AmountPaidOut REAL, ClosedOn TEXT);
CREATE TABLE StorageRental (RentalId INTEGER PRIMARY KEY, ClientId INTEGER NOT NULL REFERENCES Client(ClientId), Compartment TEXT NOT NULL, SizeM3 INTEGER NOT NULL,
  MonthlyRent REAL NOT NULL, MovedIn TEXT NOT NULL, MovedOut TEXT, RentPaidUntil TEXT NOT NULL);
`;

const today = '2026-11-16';
/** Title, trainer, may drive, wage, first and last day. */
const crew = [
  ['Owner', null, 1, 0, '2011-04-01', null], ['Foreman', 1, 1, 21.5, '2012-06-11', null], ['Foreman', 1, 1, 20.9, '2015-03-02', null], ['Foreman', 2, 1, 19.8, '2019-09-16', null],
  ['Surveyor', 1, 0, 22, '2016-01-18', null], ['Surveyor', 5, 0, 19.4, '2023-02-06', null], ['Mover', 2, 1, 17.6, '2017-05-22', null], ['Mover', 2, 0, 16.2, '2020-08-10', null],
  ['Mover', 3, 0, 16, '2021-04-19', null], ['Mover', 3, 1, 17.1, '2022-07-04', null], ['Mover', 4, 0, 15.4, '2024-03-11', null], ['Mover', 4, 0, 15.2, '2025-06-02', null],
  ['Mover', 3, 1, 17.3, '2018-10-15', '2026-06-30'], ['Mover', 2, 0, 15.8, '2023-05-08', '2025-08-31'], ['Packer', 3, 0, 15, '2022-09-05', null], ['Packer', 15, 0, 14.4, '2026-04-13', null],
  ['Office clerk', null, 0, 18, '2018-02-12', null], ['Mover', 4, 0, 14.9, '2026-09-21', null],
];
const foremen = [2, 3, 4];
const movers = [7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18];
const trucks = [['MV 101', 'Goliath', 52, '2019-05-06', '2027-05-31', null], ['MV 102', 'Bella', 38, '2020-02-17', '2026-11-30', null], ['MV 103', 'Hercules', 60, '2022-10-03', '2026-10-31', null],
  ['MV 104', 'Mouse', 18, '2018-07-30', '2027-02-28', null], ['MV 088', 'Grandpa', 34, '2009-03-09', null, '2025-11-28'], ['MV 105', 'Pepper', 24, '2024-04-15', '2027-04-30', null],
  ['MV 106', 'Atlas', 72, '2026-10-26', '2027-10-31', null]];
const cities = ['Harwick', 'Millbrook', 'Port Allen', 'Easton', 'Dunleigh', 'Saltfield', 'Thornby', 'Capital City'];
const away = [12, 24, 38, 31, 55, 47, 19, 210];
const firms = `Redfern Legal;Kettle & Crumb;Summit Surveyors;Brightside Dental;Lantern Films;Quill Press;Harwick Town Hall;Bluebird Nursery School;Orion Software;Peak Physio;Tidewater Shipping;Maple Accounting;
Nordic Kitchens;St Anne's Hospice;Gable Architects;Velo Works`.split(/;\s*/);
const items = ['Wardrobe', 'Mirror', 'Piano', 'Sofa', 'Television', 'Dining table', 'Door frame', 'Painting', 'Crockery', 'Floor lamp'];

export function fill(insert) {
  const random = new Random(9202);
  const person = people(random);
  const staff = crew.map((row, index) => [index + 1, ...person(), ...row]);
  insert('CrewMember', staff);
  insert('Truck', trucks.map((truck, index) => [index + 1, ...truck]));
  const added = Array.from({ length: 340 }, () => random.day(random.chance(0.5) ? '2025-10-01' : '2024-01-08', '2026-11-13')).toSorted();
  const clients = added.map((day, index) => client(random, index % 20 === 6 && (index - 6) / 20 < firms.length ? firms[(index - 6) / 20] : person().join(' '), day, index));
  insert('Client', clients);
  const quotes = clients.flatMap((one) => quotesOf(random, one)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1)).map((row, index) => [301 + index, ...row]);
  insert('Quote', quotes);
  const jobs = quotes.filter((quote) => quote[6] === 'Accepted').map((quote) => job(random, quote, clients)).toSorted((a, b) => (a[4] < b[4] ? -1 : 1))
    .map((row, index) => [index + 1, `J-${row[4].slice(2, 4)}-${String(index + 1).padStart(3, '0')}`, ...row]);
  insert('Job', jobs);
  insert('JobCrew', jobs.flatMap((one) => crewOf(random, one)));
  insert('Payment', jobs.flatMap((one) => paymentsOf(random, one, quotes)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
  insert('DamageClaim', jobs.flatMap((one) => claimsOf(random, one)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
  insert('StorageRental', Array.from({ length: 64 }, (_, index) => rental(random, clients, index)).toSorted((a, b) => (a[4] < b[4] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
}

function client(random, name, day, index) {
  const isBusiness = firms.includes(name);
  const heard = isBusiness ? random.pick(['Website', 'Trade fair', null]) : random.weighted(['Website', 'Recommendation', 'Flyer', 'Truck seen', null], [42, 26, 10, 8, 14]);
  const tip = heard === 'Recommendation' && index > 8 ? random.weighted([random.int(1, index), 4, 12], [80, 12, 8]) : null;
  return [index + 1, name, isBusiness, random.chance(0.9) ? `0${random.int(300, 399)} ${random.int(100_000, 999_999)}` : null, random.chance(0.72) ? `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@post.example` : null,
    random.weighted(cities, [34, 22, 14, 12, 8, 6, 3, 1]), heard, tip, day];
}

/** One client in nine never asked for a move (storage only, or just a call). */
function quotesOf(random, [id, , isBusiness, , , , , , added]) {
  if (id % 9 === 4) return [];
  return Array.from({ length: random.weighted([1, 2, 3], isBusiness ? [40, 40, 20] : [76, 20, 4]) }, (_, index) => {
    const drawn = plusDays(added, index === 0 ? random.int(0, 9) : random.int(20, 300));
    const day = drawn > today ? random.day(added, today) : drawn;
    const size = Math.round((isBusiness ? 25 + random.next() * 90 : 8 + random.next() ** 1.5 * 55) * 2) / 2;
    const price = Math.round((180 + size * random.int(26, 38)) / 10) * 10;
    const answered = plusDays(day, random.weighted([1, 4, 9, 16], [34, 36, 20, 10]));
    const answer = answered > today || random.chance(0.07) ? null : random.weighted(['Accepted', 'Declined'], [68, 32]);
    return [id, random.weighted([5, 6, 1, null], [48, day < '2023-02-06' ? 0 : 34, 6, 12]), day, size, price, answer, answer === null ? null : answered];
  });
}

function job(random, [quote, holder, , , size, price, , answered], clients) {
  const drawn = answered > '2026-09-24' && random.chance(0.45) ? random.day(plusDays(answered, 1) > '2026-11-09' ? plusDays(answered, 1) : '2026-11-09', '2026-11-30') : plusDays(answered, random.int(5, 70));
  const day = weekday(drawn) === 0 ? plusDays(drawn, 1) : drawn;
  const isCancelled = random.chance(0.08);
  const isPast = day < today;
  const status = isCancelled ? 'Cancelled' : isPast ? 'Completed' : day === today ? 'Under way' : 'Booked';
  const from = clients[holder - 1][5];
  const to = random.chance(0.45) ? from : random.weighted(cities, [24, 18, 12, 12, 10, 8, 6, 10]);
  const big = size > 34 ? [1, 3, 2] : [2, 4, 6];
  const truck = day < '2025-11-28' && random.chance(0.15) ? 5 : size > 60 && day > '2026-10-26' ? 7 : random.pick(big);
  const lead = random.weighted(foremen, [40, 34, 26]);
  const isOpen = !isPast && (isCancelled || day > '2026-12-05');
  const final = status === 'Completed' ? Math.round(price * random.weighted([1, 1.08, 1.2, 0.95], [52, 26, 12, 10])) : null;
  return [quote, holder, isOpen ? null : lead, isOpen ? null : truck, day, from, random.weighted([0, 1, 2, 3, 4, 6], [30, 24, 20, 14, 8, 4]), to,
    random.weighted([0, 1, 2, 3, 5], [34, 26, 20, 14, 6]), random.chance(0.09), from === to ? random.int(2, 14) : away[cities.indexOf(to)] + random.int(0, 9), status, final,
    status === 'Completed' && random.chance(0.62) ? random.weighted([5, 4, 3, 2, 1], lead === 4 ? [30, 30, 20, 12, 8] : [56, 26, 10, 5, 3]) : null];
}

function crewOf(random, [id, , , , lead, , day, , , , , , , status, price]) {
  if (lead === null || status === 'Cancelled') return [];
  const able = movers.filter((one) => crew[one - 1][4] <= day && (crew[one - 1][5] === null || crew[one - 1][5] >= day));
  const hours = price === null ? null : Math.round(price / 170 + random.int(2, 6)) / 2 + 2;
  const tip = status === 'Completed' && random.chance(0.4) ? random.pick([5, 10, 15, 20]) : 0;
  return [lead, ...random.sample(able, random.int(1, 3))].map((one) => [id, one, hours === null ? null : hours + random.pick([0, 0, 0.5, -0.5]), tip]);
}

/** Mostly a deposit of a fifth when it is booked, the rest after the move, sometimes not (all) of it. */
function paymentsOf(random, [id, , quote, , , , day, , , , , , , status, price], quotes) {
  const { 5: quoted, 7: answered } = quotes[quote - 301];
  const paid = random.chance(0.7) ? [[id, plusDays(answered, random.int(0, 4)), Math.round(quoted / 5), random.pick(['Card', 'Transfer']), 1]] : [];
  const rest = plusDays(day, random.weighted([0, 3, 12, 30], [36, 26, 24, 14]) + random.int(0, 4));
  const share = random.weighted([1, 0.5, 0], [88, 6, 6]);
  if (status === 'Completed' && share > 0) paid.push([id, rest, cents((price - (paid[0]?.[2] ?? 0)) * share), random.weighted(['Cash', 'Card', 'Transfer'], [26, 34, 40]), 0]);
  return paid.filter(([, at]) => at <= today);
}

function claimsOf(random, [id, , , , , , day, , , , , , , status]) {
  if (status !== 'Completed' || !random.chance(0.2)) return [];
  return random.sample(items, random.weighted([1, 2], [85, 15])).map((item) => {
    const reported = plusDays(day, random.int(0, 9));
    const amount = random.int(3, 60) * 15;
    const closed = plusDays(reported, random.int(6, 80));
    const isClosed = closed < today && random.chance(0.93);
    return [id, item, reported > today ? today : reported, amount, isClosed ? cents(amount * random.weighted([1, 0.6, 0], [40, 36, 24])) : null, isClosed ? closed : null];
  });
}

function rental(random, clients, index) {
  const holder = random.chance(0.35) ? random.pick(clients.filter(([id]) => id % 9 === 4)) : random.pick(clients);
  const from = plusDays(holder[8], random.int(0, 40));
  const start = from > today ? today : from;
  const end = plusDays(start, random.int(28, 420));
  const size = random.pick([4, 6, 8, 12, 16]);
  const isGone = end < today;
  const paid = plusDays(isGone ? end : today, isGone ? 0 : random.weighted([14, 44, -20, -55], [60, 20, 12, 8]));
  return [holder[0], `${'ABCD'[index % 4]}${twoDigits(Math.floor(index / 4) + 1)}`, size, 12 + size * 7.5, start, isGone ? end : null, paid < start ? start : paid];
}
