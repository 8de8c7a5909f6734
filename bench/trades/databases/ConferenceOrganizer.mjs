// An organiser of trade conferences: sessions, tickets, sponsors; CamelCase, money in plain amounts, 'Y'/'N' flags, attendees who bring attendees.
import { people } from '../names.mjs';
import { Random, cents, plusDays, twoDigits } from '../random.mjs';

export const schema = `
CREATE TABLE Venue (VenueID INTEGER PRIMARY KEY, VenueName TEXT NOT NULL, City TEXT NOT NULL, Country TEXT NOT NULL, HireCostPerDay REAL NOT NULL,
  HasCatering TEXT NOT NULL);
CREATE TABLE Room (RoomID INTEGER PRIMARY KEY, VenueID INTEGER NOT NULL REFERENCES Venue(VenueID), RoomName TEXT NOT NULL, Seats INTEGER NOT NULL,
  HasLivestream TEXT NOT NULL);
CREATE TABLE Event (EventID INTEGER PRIMARY KEY, EventName TEXT NOT NULL, Topic TEXT NOT NULL, VenueID INTEGER NOT NULL REFERENCES Venue(VenueID),
  StartDate DATE NOT NULL, EndDate DATE NOT NULL, EventStatus TEXT NOT NULL, Budget REAL NOT NULL, ManagerName TEXT NOT NULL,
  PreviousEventID INTEGER REFERENCES Event(EventID));
CREATE TABLE Speaker (SpeakerID INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, Company TEXT, Country TEXT NOT NULL, Email TEXT,
  UsualFee REAL NOT NULL, NeedsVisa TEXT NOT NULL, ModifiedAt DATETIME NOT NULL);
CREATE TABLE Session (SessionID INTEGER PRIMARY KEY, EventID INTEGER NOT NULL REFERENCES Event(EventID), RoomID INTEGER NOT NULL REFERENCES Room(RoomID),
  Title TEXT NOT NULL, SessionType TEXT NOT NULL, StartsAt DATETIME NOT NULL, EndsAt DATETIME NOT NULL,
  ModeratorID INTEGER REFERENCES Speaker(SpeakerID), Headcount INTEGER, IsCancelled TEXT NOT NULL);
CREATE TABLE SessionSpeaker (SessionID INTEGER NOT NULL REFERENCES Session(SessionID), SpeakerID INTEGER NOT NULL REFERENCES Speaker(SpeakerID),
  FeePaid REAL NOT NULL, TravelCost REAL, PRIMARY KEY (SessionID, SpeakerID));
CREATE TABLE Attendee (AttendeeID INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, Company TEXT, JobTitle TEXT, Country TEXT NOT NULL,
  Email TEXT NOT NULL, WantsNewsletter TEXT NOT NULL, ReferredByID INTEGER REFERENCES Attendee(AttendeeID), CreatedAt DATETIME NOT NULL);
CREATE TABLE TicketType (TicketTypeID INTEGER PRIMARY KEY, EventID INTEGER NOT NULL REFERENCES Event(EventID), TicketName TEXT NOT NULL, Price REAL NOT NULL,
  Quota INTEGER NOT NULL, SaleEndsOn DATE NOT NULL);
CREATE TABLE Registration (RegistrationID INTEGER PRIMARY KEY, AttendeeID INTEGER NOT NULL REFERENCES Attendee(AttendeeID),
  TicketTypeID INTEGER NOT NULL REFERENCES TicketType(TicketTypeID), BookedAt DATETIME NOT NULL, DiscountPct INTEGER NOT NULL, AmountDue REAL NOT NULL, PaidOn DATE,
  CheckedInAt DATETIME, CancelledOn DATE, Diet TEXT);
CREATE TABLE Sponsorship (SponsorshipID INTEGER PRIMARY KEY, EventID INTEGER NOT NULL REFERENCES Event(EventID), SponsorName TEXT NOT NULL, Package TEXT NOT NULL,
  Amount REAL NOT NULL, SignedOn DATE NOT NULL, PaidOn DATE, BoothSqm REAL);
CREATE TABLE SessionRating (SessionID INTEGER NOT NULL REFERENCES Session(SessionID), AttendeeID INTEGER NOT NULL REFERENCES Attendee(AttendeeID),
  Stars INTEGER NOT NULL, Remark TEXT, PRIMARY KEY (SessionID, AttendeeID));
`;

const today = '2026-11-16';
const venues = [['Riverside Halls', 'Rotterdam', 'Netherlands', 8200, 'Y'], ['Glasshouse Forum', 'Vienna', 'Austria', 6900, 'Y'],
  ['Old Tram Depot', 'Leipzig', 'Germany', 3400, 'N'],
  ['Harbour Congress', 'Gothenburg', 'Sweden', 7600, 'Y'], ['Palace of Industry', 'Brno', 'Czechia', 4100, 'N'], ['Skyline Centre', 'Lyon', 'France', 9300, 'Y']];
const rooms = [[1, 'Main Hall', 620, 'Y'], [1, 'Maas', 180, 'Y'], [1, 'Rotte', 90, 'N'], [2, 'Auditorium', 480, 'Y'], [2, 'Studio A', 120, 'N'],
  [2, 'Studio B', 70, 'N'],
  [3, 'Tram Hall', 350, 'N'], [3, 'Workshop 1', 60, 'N'], [3, 'Workshop 2', 45, 'N'], [4, 'Oceanen', 540, 'Y'], [4, 'Skagen', 140, 'Y'], [4, 'Vinga', 80, 'N'],
  [5, 'Great Gallery', 400, 'N'], [5, 'Blue Salon', 100, 'N'], [6, 'Amphitheatre', 700, 'Y'], [6, 'Rhone', 200, 'N'], [6, 'Saone', 150, 'Y']];
const events = [
  ['Cold Chain Days 2025', 'Logistics', 1, '2025-03-11', 3, 'Completed', 310_000, 'Wilma Radford', null],
  ['Green Packaging 2025', 'Packaging', 2, '2025-05-20', 2, 'Completed', 185_000, 'Connor Abbott', null],
  ['Clinic IT 2025', 'Health', 3, '2025-09-16', 2, 'Completed', 120_000, 'Yara Lindgren', null],
  ['Smart Grid Forum 2025', 'Energy', 4, '2025-11-04', 3, 'Completed', 285_000, 'Wilma Radford', null],
  ['Cold Chain Days 2026', 'Logistics', 6, '2026-03-17', 3, 'Completed', 335_000, 'Wilma Radford', 1],
  ['Green Packaging 2026', 'Packaging', 2, '2026-05-19', 2, 'Completed', 198_000, 'Connor Abbott', 2],
  ['Robotics in Retail', 'Retail', 5, '2026-06-09', 2, 'Cancelled', 140_000, 'Yara Lindgren', null],
  ['Clinic IT 2026', 'Health', 3, '2026-09-22', 2, 'Completed', 131_000, 'Yara Lindgren', 3],
  ['Smart Grid Forum 2026', 'Energy', 4, '2026-11-03', 3, 'Completed', 299_000, 'Wilma Radford', 4],
  ['Water Tech Summit', 'Energy', 1, '2026-12-08', 2, 'Open', 210_000, 'Connor Abbott', null],
  ['Cold Chain Days 2027', 'Logistics', 1, '2027-03-16', 3, 'Open', 350_000, 'Yara Lindgren', 5],
  ['Green Packaging 2027', 'Packaging', 6, '2027-05-25', 2, 'Planned', 215_000, 'Connor Abbott', 6],
];
const prices = { Logistics: 690, Packaging: 520, Health: 430, Energy: 640, Retail: 480 };
const share = [0.62, 0.5, 0.36, 0.6, 0.72, 0.52, 0.1, 0.45, 0.66, 0.3, 0.12, 0];
const subjects = {
  Logistics: ['Frozen freight', 'Cool boxes', 'Last mile', 'Customs', 'Fleet sensors', 'Pharma transport'],
  Packaging: ['Paper bottles', 'Refill shops', 'Recycling quotas', 'Bio films', 'Labels'],
  Health: ['Patient portals', 'Ward tablets', 'E-prescriptions', 'Data safety', 'Booking desks'],
  Energy: ['Storage', 'Smart meters', 'Heat pumps', 'Grid fees', 'Leak finding', 'Pump control'],
  Retail: ['Shelf robots', 'Till-free shops'],
};
const forms = { Keynote: 'the next ten years', Talk: 'lessons learned', Panel: 'the debate', Workshop: 'hands on' };
const companies = ['Nordfrost', 'Packwell', 'Medigate', 'Voltera', 'Hallmann Foods', 'Ostara', 'Kuehl & Co', 'Brightloop', 'Tenfold', 'Aquila', 'Trellis Labs',
  'Foldex', 'Carevia', 'Gridline', 'Parcelo', 'Sundholm'];
const countries = ['Germany', 'Netherlands', 'Austria', 'Sweden', 'France', 'Czechia', 'United Kingdom', 'Italy', 'United States', 'India'];
const jobs = ['Buyer', 'Engineer', 'Consultant', 'Managing director', 'Product manager', 'Researcher', null];
const packages = [['Platinum', 30_000, 36], ['Gold', 18_000, 24], ['Silver', 9_500, 12], ['Bronze', 4_000, null]];
const remarks = ['Too long', 'Very clear', 'Room too warm', 'Best of the day', 'Sales pitch', 'Could not hear well'];
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);

export function fill(insert) {
  const random = new Random(8219);
  const person = people(random);
  insert('Venue', numbered(venues));
  insert('Room', numbered(rooms));
  const meetings = numbered(events.map(([name, topic, venue, start, days, ...rest]) => [name, topic, venue, start, plusDays(start, days - 1), ...rest]));
  insert('Event', meetings);
  insert('Speaker', Array.from({ length: 64 }, (_, index) => speaker(random, person(), index + 1)));
  const sessions = numbered(meetings.flatMap((event) => sessionsOf(random, event)));
  insert('Session', sessions);
  insert('SessionSpeaker', sessions.flatMap((row) => lineUp(random, row)));
  const guests = Array.from({ length: 340 }, (_, index) => attendee(random, person(), index + 1));
  insert('Attendee', guests);
  const tickets = numbered(meetings.flatMap((event) => ticketsOf(event)));
  insert('TicketType', tickets);
  const bookings = meetings.flatMap((event) => bookingsOf(random, event, tickets)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1));
  insert('Registration', numbered(bookings));
  insert('Sponsorship', numbered(meetings.flatMap((event) => sponsorsOf(random, event))));
  insert('SessionRating', sessions.flatMap((row) => ratingsOf(random, row, bookings, tickets)));
}

function speaker(random, [first, last], id) {
  const country = random.weighted(countries, [22, 12, 9, 10, 9, 6, 12, 5, 10, 5]);
  const email = random.chance(0.94) ? `${first}.${last}@speakers.example`.toLowerCase() : null;
  return [id, first, last, random.chance(0.85) ? random.pick(companies) : null, country, email, random.weighted([0, 600, 1200, 2500, 6000], [30, 25, 25, 14, 6]),
    ['India', 'United States'].includes(country) && random.chance(0.8) ? 'Y' : 'N', `${random.day('2025-01-10', '2026-11-12')} 10:15:00`];
}

function sessionsOf(random, [id, , topic, venue, start, end, status]) {
  if (status === 'Planned') return [];
  const halls = rooms.map((row, index) => [index + 1, ...row]).filter((row) => row[1] === venue);
  const rows = [];
  for (let day = start; day <= end; day = plusDays(day, 1)) {
    for (const hour of status === 'Open' ? [9, 11, 14] : [9, 11, 13, 15]) {
      for (const [room, , , seats] of hour === 9 ? halls.slice(0, 1) : halls) {
        const kind = hour === 9 ? 'Keynote' : random.weighted(['Talk', 'Panel', 'Workshop'], [55, 22, 23]);
        const length = { Keynote: 60, Talk: 45, Panel: 75, Workshop: 90 }[kind];
        const cancelled = status === 'Cancelled' || random.chance(0.06);
        const heads = status === 'Completed' && !cancelled && random.chance(0.95) ? Math.round(seats * (0.25 + random.next() * 0.72)) : null;
        const title = `${random.pick(subjects[topic])}: ${forms[kind]}`;
        const ends = hour * 60 + length;
        rows.push([id, room, title, kind, `${day} ${twoDigits(hour)}:00`, `${day} ${twoDigits(Math.floor(ends / 60))}:${twoDigits(ends % 60)}`,
          kind === 'Panel' || (kind === 'Keynote' && random.chance(0.5)) ? random.int(1, 60) : null, heads, cancelled ? 'Y' : 'N']);
      }
    }
  }
  return rows;
}

function lineUp(random, [session, , , , kind, , , moderator, , cancelled]) {
  const count = kind === 'Panel' ? random.int(2, 4) : kind === 'Workshop' ? random.int(1, 2) : 1;
  const from = kind === 'Keynote' ? random.sample([3, 9, 14, 21, 33, 40, 47, 52], 1) : random.sample(Array.from({ length: 58 }, (_, index) => index + 1), count);
  const fee = () => (cancelled === 'Y' ? 0 : random.weighted([0, 600, 1200, 2500], [45, 25, 20, 10]) * (kind === 'Keynote' ? 2 : 1));
  return from.filter((id) => id !== moderator).map((id) => [session, id, fee(), random.chance(0.55) && cancelled === 'N' ? random.int(8, 90) * 10 : null]);
}

function attendee(random, [first, last], id) {
  const referred = id > 40 && random.chance(0.18) ? random.int(1, 30) : null;
  return [id, first, last, random.chance(0.9) ? random.pick(companies) : null, random.pick(jobs), random.weighted(countries, [30, 16, 10, 12, 11, 6, 7, 4, 2, 2]),
    `${first}.${last}${id}@mail.example`.toLowerCase(), random.chance(0.55) ? 'Y' : 'N', referred,
    `${random.day('2024-10-01', '2026-11-14')} ${random.time(7, 22)}:00`];
}

function ticketsOf([id, , topic, , start]) {
  const base = prices[topic] * (start > '2026' ? 1.05 : 1);
  const rows = [['Early bird', base * 0.75, 80, -60], ['Standard', base, 220, -1], ['VIP', base * 1.9, 30, -1], ['Student', base * 0.3, 40, -1]];
  return rows.map(([name, price, quota, days]) => [id, name, Math.round(price), quota, plusDays(start, days)]);
}

function bookingsOf(random, [id, , , , start, end, status], tickets) {
  const own = tickets.filter((row) => row[1] === id);
  const last = status === 'Cancelled' ? '2026-05-09' : start < today ? start : today;
  return random.sample(Array.from({ length: 322 }, (_, index) => index + 1), Math.round(322 * share[id - 1] * 0.7)).map((guest) => {
    const opens = plusDays(start, -150) < last ? plusDays(start, -150) : '2026-10-20';
    const booked = random.day(opens, plusDays(last, -2));
    const early = booked <= own[0][5];
    const [ticket, , , price] = own[early ? random.weighted([0, 2, 3], [85, 7, 8]) : random.weighted([1, 2, 3], [80, 9, 11])];
    const discount = random.weighted([0, 10, 20, 100], [76, 13, 7, 4]);
    const cancelled = status === 'Cancelled' ? '2026-05-11' : random.chance(0.07) ? random.day(booked, last) : null;
    const due = cents(price * (1 - discount / 100));
    const pays = plusDays(booked, random.weighted([0, 5, 14, 30, 55], [35, 20, 22, 15, 8]));
    const paid = due === 0 || (cancelled !== null && cancelled < pays) || pays > '2026-11-15' || random.chance(0.05) ? null : pays;
    const isThere = status === 'Completed' && cancelled === null && random.chance(0.88);
    const day = random.chance(0.8) ? start : plusDays(start, 1) > end ? end : plusDays(start, 1);
    return [guest, ticket, `${booked} ${random.time(7, 23)}:00`, discount, due, paid, isThere ? `${day} ${random.time(8, 12, 5)}:00` : null, cancelled,
      random.weighted([null, 'Vegetarian', 'Vegan', 'Gluten-free', 'Halal'], [70, 14, 7, 5, 4])];
  });
}

function sponsorsOf(random, [id, , , , start, , status]) {
  if (status === 'Planned') return [];
  const firms = random.sample(companies, status === 'Completed' ? random.int(5, 9) : 3);
  return firms.map((firm, index) => {
    const [name, amount, booth] = packages[index === 0 ? 0 : random.weighted([1, 2, 3], [2, 4, 4])];
    const from = plusDays(start, -260);
    const signed = random.day(from, plusDays(start, -60) > '2026-11-10' ? '2026-11-10' : plusDays(start, -60));
    const paid = plusDays(signed, random.int(10, 80));
    const rebate = random.weighted([1, 0.9, 0.8], [7, 2, 1]);
    return [id, firm, name, Math.round(amount * rebate), signed, status === 'Cancelled' || paid > today || random.chance(0.06) ? null : paid, booth];
  });
}

function ratingsOf(random, [session, event, , , kind, , , , heads, cancelled], bookings, tickets) {
  if (heads === null || cancelled === 'Y') return [];
  const there = bookings.filter((row) => row[6] !== null && tickets[row[1] - 1][1] === event);
  return random.sample(there, random.weighted([0, 3, 5, 9], [10, 40, 35, 15])).map((row) => [session, row[0],
    random.weighted([1, 2, 3, 4, 5], kind === 'Keynote' ? [3, 6, 18, 38, 35] : [5, 10, 27, 36, 22]), random.chance(0.2) ? random.pick(remarks) : null]);
}
