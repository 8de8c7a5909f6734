// A wedding planning agency; CamelCase names, declared keys, money in units, a wedding's stage as text, replies of guests as a flag that may be missing.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE Planner (PlannerId INTEGER PRIMARY KEY, DisplayName TEXT NOT NULL, JobTitle TEXT NOT NULL, Email TEXT NOT NULL, JoinedOn TEXT NOT NULL, LeftOn TEXT,
  MentorId INTEGER REFERENCES Planner(PlannerId));
CREATE TABLE Couple (CoupleId INTEGER PRIMARY KEY, PartnerOne TEXT NOT NULL, PartnerTwo TEXT NOT NULL, Phone TEXT, HomeTown TEXT NOT NULL, FirstContact TEXT NOT NULL,
  FoundUsVia TEXT NOT NULL, ReferredByCoupleId INTEGER REFERENCES Couple(CoupleId));
CREATE TABLE Venue (VenueId INTEGER PRIMARY KEY, VenueName TEXT NOT NULL, Town TEXT NOT NULL, Kind TEXT NOT NULL, MaxGuests INTEGER NOT NULL, HireFee INTEGER NOT NULL,
  HasBedrooms INTEGER NOT NULL, CateringInHouse INTEGER NOT NULL);
CREATE TABLE Wedding (WeddingId INTEGER PRIMARY KEY, CoupleId INTEGER NOT NULL REFERENCES Couple(CoupleId), VenueId INTEGER REFERENCES Venue(VenueId),
  LeadPlannerId INTEGER NOT NULL REFERENCES Planner(PlannerId), AssistantId INTEGER REFERENCES Planner(PlannerId), WeddingDate TEXT, Stage TEXT NOT NULL,
  Theme TEXT, ExpectedGuests INTEGER, Budget INTEGER NOT NULL, PlanningFee INTEGER, SignedOn TEXT, CalledOffOn TEXT);
CREATE TABLE Supplier (SupplierId INTEGER PRIMARY KEY, BusinessName TEXT NOT NULL, Trade TEXT NOT NULL, Town TEXT NOT NULL, ContactName TEXT, Phone TEXT,
  CommissionPct REAL NOT NULL, Blacklisted INTEGER NOT NULL);
CREATE TABLE SupplierBooking (BookingId INTEGER PRIMARY KEY, WeddingId INTEGER NOT NULL REFERENCES Wedding(WeddingId), SupplierId INTEGER NOT NULL REFERENCES Supplier(SupplierId),
  AskedOn TEXT NOT NULL, ConfirmedOn TEXT, Price INTEGER NOT NULL, CoupleRating INTEGER, Remarks TEXT);
CREATE TABLE Guest (GuestId INTEGER PRIMARY KEY, WeddingId INTEGER NOT NULL REFERENCES Wedding(WeddingId), GuestName TEXT NOT NULL, Side TEXT NOT NULL,
  IsComing INTEGER, Diet TEXT, IsChild INTEGER NOT NULL, TableNo INTEGER);
CREATE TABLE Instalment (WeddingId INTEGER NOT NULL REFERENCES Wedding(WeddingId), InstalmentNo INTEGER NOT NULL, DueOn TEXT NOT NULL, Amount INTEGER NOT NULL,
  PaidOn TEXT, PRIMARY KEY (WeddingId, InstalmentNo));
CREATE TABLE ToDo (ToDoId INTEGER PRIMARY KEY, WeddingId INTEGER NOT NULL REFERENCES Wedding(WeddingId), AssignedToId INTEGER NOT NULL REFERENCES Planner(PlannerId),
  CreatedById INTEGER NOT NULL REFERENCES Planner(PlannerId), What TEXT NOT NULL, DueOn TEXT NOT NULL, DoneOn TEXT);
`;

const today = '2026-11-16';
const staff = [['Director', '2014-05-05', null, null], ['Senior planner', '2016-09-01', null, 1], ['Senior planner', '2018-02-12', null, 1], ['Planner', '2021-04-06', null, 2],
  ['Planner', '2022-10-03', '2026-03-31', 3], ['Planner', '2024-01-15', null, 3], ['Assistant', '2025-03-03', null, 4], ['Assistant', '2026-09-14', null, 2]];
const venues = [['Thornbury Hall', 'Aldersea', 'Manor house', 180, 6200, 1, 1], ['The Old Granary', 'Wickmoor', 'Barn', 140, 3900, 0, 0], ['Lakeside Pavilion', 'Fenwater', 'Lakeside', 120, 4500, 0, 1],
  ['Hotel Aurelia', 'Aldersea', 'Hotel', 220, 7400, 1, 1], ['Saint Osyth Priory', 'Wickmoor', 'Castle', 90, 5800, 1, 0], ['Cliff House', 'Port Melling', 'Beach', 70, 3300, 1, 0],
  ['Orangery Gardens', 'Fenwater', 'Garden', 160, 5100, 0, 0], ['Brewhouse Loft', 'Aldersea', 'Loft', 110, 2800, 0, 0], ['Castle Dunmore', 'Dunmore', 'Castle', 250, 9800, 1, 1]];
/** Trade, names, price from and to; the first of a trade is booked most. */
const trades = [['Photographer', ['Silver Hour Photos', 'Lens & Lace', 'Frame by Ferris', 'Studio Halcyon'], 1200, 2600], ['Florist', ['Petal Works', 'Wild Hedge', 'Rose & Reed'], 600, 2400],
  ['Caterer', ['Table Nine', 'Feast Collective', 'The Copper Ladle'], 3800, 11_500], ['Band', ['The Velvet Keys', 'Brass Affair', 'Midnight Foxtrot'], 1100, 3200], ['DJ', ['DJ Marlo', 'Turntable Tom'], 400, 1100],
  ['Baker', ['Tiers of Joy', 'Sugar Loft', 'Flour Girl'], 250, 900], ['Hairdresser', ['Veil & Curl', 'Updo Studio'], 180, 620], ['Transport', ['Vintage Wheels', 'Horse & Carriage Co'], 300, 1400]];
const blacklisted = new Set(['Turntable Tom', 'Feast Collective', 'Flour Girl']);
const towns = ['Aldersea', 'Wickmoor', 'Fenwater', 'Port Melling', 'Dunmore'];
const chores = ['Send save-the-dates', 'Book tasting', 'Confirm timeline', 'Order menus', 'Visit venue', 'Collect dress', 'Check insurance', 'Seating plan', 'Book registrar', 'Rehearsal'];

export function fill(insert) {
  const random = new Random(9042);
  const person = people(random);
  insert('Planner', staff.map(([title, from, to, mentor], index) => {
    const names = person();
    return [index + 1, names.join(' '), title, `${names[0].toLowerCase()}@everafter.example`, from, to, mentor];
  }));
  const couples = Array.from({ length: 94 }, (_, index) => couple(random, person(), person(), index + 1));
  insert('Couple', couples);
  insert('Venue', venues.map((row, index) => [index + 1, ...row]));
  const weddings = couples.flatMap((row) => (row[0] % 12 === 7 ? [] : [wedding(random, row)])).map((row, index) => [index + 1, ...row]);
  insert('Wedding', weddings);
  const suppliers = trades.flatMap(([trade, names]) => names.map((name) => [name, trade])).map(([name, trade], index) => [index + 1, name, trade, random.pick(towns),
    random.chance(0.85) ? person().join(' ') : null, random.chance(0.9) ? `01${random.int(200, 899)} ${random.int(100_000, 999_999)}` : null, random.pick([0, 5, 7.5, 10, 12]), blacklisted.has(name)]);
  insert('Supplier', suppliers);
  insert('SupplierBooking', weddings.flatMap((row) => bookingsOf(random, row, suppliers)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
  insert('Guest', weddings.filter((row) => row[6] === 'Booked' && row[5] < '2027-05-01').slice(0, 11).flatMap((row) => guestsOf(random, row)).map((row, index) => [index + 1, ...row]));
  insert('Instalment', weddings.flatMap((row) => instalmentsOf(random, row)));
  insert('ToDo', weddings.flatMap((row) => choresOf(random, row)).map((row, index) => [index + 1, ...row]));
}

function couple(random, one, two, id) {
  const contact = plusDays('2023-09-04', Math.floor(id * 12.2) + random.int(0, 11));
  const via = random.weighted(['Instagram', 'Wedding fair', 'Recommendation', 'Website', 'Magazine'], [28, 18, 24, 22, 8]);
  const friend = via === 'Recommendation' && id > 6 && random.chance(0.8) ? random.int(1, Math.min(id - 1, 30)) : null;
  return [id, one.join(' '), two.join(' '), random.chance(0.92) ? `07${random.int(100, 999)} ${random.int(100_000, 999_999)}` : null, random.weighted(towns, [34, 22, 20, 14, 10]), contact, via, friend];
}

function saturday(random, from) {
  const day = plusDays(from, random.int(210, 560));
  return plusDays(day, random.weighted([6, 5, 4], [76, 18, 6]) - weekday(day));
}

function wedding(random, [id, , , , , contact]) {
  const signed = plusDays(contact, random.int(6, 40));
  const isEnquiry = signed > today || (contact > '2026-07-15' && random.chance(0.55)) || random.chance(0.03);
  const date = isEnquiry && random.chance(0.6) ? null : saturday(random, contact);
  const off = !isEnquiry && date > '2025-03-01' && random.chance(0.11) ? plusDays(signed, random.int(20, 160)) : null;
  const isOff = off !== null && off < today && off < date;
  const stage = isEnquiry ? 'Enquiry' : isOff ? 'Called off' : date < today ? 'Held' : 'Booked';
  const guests = isEnquiry && random.chance(0.4) ? null : random.int(4, 21) * 10 + random.pick([0, 5]);
  const fits = venues.flatMap(([, , , most], index) => (index !== 6 && most >= (guests ?? 80) ? [index + 1] : []));
  const venue = isEnquiry || (stage === 'Booked' && date > '2027-05-01' && random.chance(0.3)) ? null : random.pick(fits.length === 0 ? [9] : fits);
  const lead = random.pick(staff.flatMap(([title, from, to], index) => (title !== 'Assistant' && from < contact && (to === null || to > (date ?? today)) ? [index + 1] : [])).slice(-4));
  const helper = (date ?? today) > '2025-06-01' && random.chance(0.6) ? (contact > '2026-05-01' && random.chance(0.5) ? 8 : 7) : null;
  const budget = Math.round(((guests ?? 80) * random.int(170, 330)) / 500) * 500;
  return [id, venue, lead, helper, date, stage, random.weighted(['Rustic', 'Classic', 'Boho', 'Vintage', 'Modern', null], [24, 26, 16, 12, 12, 10]), guests, budget,
    isEnquiry ? null : Math.round(budget * random.pick([0.1, 0.12, 0.13]) / 50) * 50 + random.int(0, 9) * 10, isEnquiry ? null : signed, isOff ? off : null];
}

function bookingsOf(random, [id, , , , , date, stage, , , , , signed, off], suppliers) {
  if (stage === 'Enquiry') return [];
  return trades.filter(() => random.chance(date > '2027-05-01' ? 0.35 : 0.72)).map(([trade, , low, high]) => {
    const able = suppliers.filter((row) => row[2] === trade && row[1] !== 'Horse & Carriage Co');
    const asked = plusDays(signed, random.int(5, 130));
    const day = asked > '2026-11-13' ? random.day(signed, '2026-11-13') : asked;
    const confirmed = plusDays(day, random.int(1, 25));
    const isConfirmed = off === null && confirmed < today && (random.chance(0.88) || stage === 'Held');
    return [id, random.weighted(able, able.map((_, index) => 5 - index))[0], day, isConfirmed ? confirmed : null, Math.round(random.int(low, high) / 10) * 10,
      stage === 'Held' && random.chance(0.75) ? random.weighted([1, 2, 3, 4, 5], [3, 6, 15, 36, 40]) : null, random.chance(0.06) ? 'Extra hour agreed' : null];
  });
}

function guestsOf(random, [id, , , , , date]) {
  const person = people(random);
  return Array.from({ length: random.int(38, 74) }, () => {
    const coming = random.chance(date < '2027-02-01' ? 0.12 : 0.45) ? null : random.chance(0.84);
    const diet = random.weighted([null, 'Vegetarian', 'Vegan', 'Gluten-free', 'Nut allergy'], [78, 10, 5, 4, 3]);
    return [id, person().join(' '), random.weighted(['Partner one', 'Partner two', 'Both'], [44, 42, 14]), coming, diet, random.chance(0.09), coming === true && random.chance(0.7) ? random.int(1, 9) : null];
  });
}

function instalmentsOf(random, [id, , , , , date, stage, , , , fee, signed, off]) {
  if (stage === 'Enquiry') return [];
  const first = Math.round(fee * 0.3);
  const dues = [[plusDays(signed, 14), first], [plusDays(date, -120), first], [plusDays(date, -21), fee - 2 * first]];
  return dues.flatMap(([due, amount], index) => {
    if (off !== null && due > off) return [];
    const paid = plusDays(due, random.weighted([-4, 0, 5, 18], [34, 34, 22, 10]));
    return [[id, index + 1, due, amount, paid < today && !(due > '2026-06-01' && random.chance(0.12)) ? paid : null]];
  });
}

function choresOf(random, [id, , , lead, helper, date, stage, , , , , signed, off]) {
  if (stage === 'Enquiry' || off !== null || date < '2026-02-01') return [];
  return random.sample(chores, random.int(2, 5)).map((what) => {
    const due = plusDays(date, -random.int(6, 200));
    const done = plusDays(due, random.int(-12, 7));
    return [id, helper !== null && random.chance(0.5) ? helper : lead, random.chance(0.7) ? lead : 1, what, due < signed ? plusDays(signed, 20) : due,
      (done < today && random.chance(0.93)) || stage === 'Held' ? (done < signed ? plusDays(signed, 12) : done) : null];
  });
}
