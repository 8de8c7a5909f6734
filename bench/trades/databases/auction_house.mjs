// An auction house; normalised, sellers, bidders and winners are all parties, specialists have several parts, hammer prices with a premium on top.
import { people } from '../names.mjs';
import { Random, cents, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE party (party_id INTEGER PRIMARY KEY, given_name TEXT, family_name TEXT, organisation TEXT, city TEXT NOT NULL, country TEXT NOT NULL, email TEXT,
  registered_on DATE NOT NULL, barred_on DATE);
CREATE TABLE department (department_id INTEGER PRIMARY KEY, department_name TEXT NOT NULL, head_id INTEGER REFERENCES specialist(specialist_id));
CREATE TABLE specialist (specialist_id INTEGER PRIMARY KEY, given_name TEXT NOT NULL, family_name TEXT NOT NULL,
  department_id INTEGER REFERENCES department(department_id), mentor_id INTEGER REFERENCES specialist(specialist_id), joined_on DATE NOT NULL, resigned_on DATE,
  licensed_auctioneer INTEGER NOT NULL);
CREATE TABLE sale_format (format_code CHAR(2) PRIMARY KEY, format_name TEXT NOT NULL);
CREATE TABLE sale (sale_id INTEGER PRIMARY KEY, title TEXT NOT NULL, department_id INTEGER NOT NULL REFERENCES department(department_id),
  format_code CHAR(2) NOT NULL REFERENCES sale_format(format_code), auctioneer_id INTEGER REFERENCES specialist(specialist_id), held_on DATE NOT NULL,
  premium_pct NUMERIC(4,1) NOT NULL);
CREATE TABLE lot_state (state_code CHAR(2) PRIMARY KEY, state_name TEXT NOT NULL);
CREATE TABLE lot (lot_id INTEGER PRIMARY KEY, sale_id INTEGER REFERENCES sale(sale_id), lot_no INTEGER, description TEXT NOT NULL, maker TEXT,
  department_id INTEGER NOT NULL REFERENCES department(department_id), seller_id INTEGER NOT NULL REFERENCES party(party_id),
  cataloguer_id INTEGER NOT NULL REFERENCES specialist(specialist_id), consigned_on DATE NOT NULL, low_estimate NUMERIC(10,2) NOT NULL,
  high_estimate NUMERIC(10,2) NOT NULL, reserve NUMERIC(10,2), commission_pct NUMERIC(4,1) NOT NULL, state_code CHAR(2) NOT NULL REFERENCES lot_state(state_code),
  hammer_price NUMERIC(10,2), buyer_id INTEGER REFERENCES party(party_id), underbidder_id INTEGER REFERENCES party(party_id), collected_on DATE);
CREATE TABLE absentee_bid (bid_id INTEGER PRIMARY KEY, lot_id INTEGER NOT NULL REFERENCES lot(lot_id), bidder_id INTEGER NOT NULL REFERENCES party(party_id),
  taken_by_id INTEGER NOT NULL REFERENCES specialist(specialist_id), received_at TIMESTAMP NOT NULL, ceiling NUMERIC(10,2) NOT NULL, by_phone INTEGER NOT NULL);
CREATE TABLE settlement (settlement_id INTEGER PRIMARY KEY, lot_id INTEGER NOT NULL REFERENCES lot(lot_id), party_id INTEGER NOT NULL REFERENCES party(party_id),
  direction TEXT NOT NULL, amount NUMERIC(10,2) NOT NULL, due_on DATE NOT NULL, settled_on DATE);
`;

const departments = [['Old Masters', 2], ['Clocks and Watches', 4], ['Jewellery', 6], ['Furniture', 8], ['Books and Maps', 10], ['Musical Instruments', null]];
/** Department, mentor, first day, last day, may hold the hammer. */
const posts = [
  [null, null, '2004-01-12', null, 1], [1, 1, '2009-09-01', null, 1], [1, 2, '2019-02-11', null, 0], [2, 1, '2012-04-16', null, 1], [2, 4, '2022-10-03', null, 0],
  [3, 1, '2011-06-06', null, 1], [3, 6, '2018-03-19', '2026-05-31', 0], [4, 1, '2015-01-05', null, 1], [4, 8, '2023-05-08', null, 0], [5, 1, '2016-08-22', null, 0],
  [5, 10, '2024-09-09', null, 0], [3, 6, '2026-06-15', null, 0], [6, 4, '2025-03-03', null, 0],
];
const formats = [['RM', 'In the room'], ['ON', 'Online only'], ['HY', 'Room and online']];
const states = [['CO', 'Consigned'], ['CA', 'In catalogue'], ['SO', 'Sold'], ['UN', 'Unsold'], ['WD', 'Withdrawn']];
/** Title, department, format, hammer, day. */
const sales = [
  ['Winter Old Masters', 1, 'HY', 2, '2025-02-13'], ['Fine Timepieces', 2, 'HY', 4, '2025-03-27'], ['Spring Jewels', 3, 'HY', 6, '2025-05-08'],
  ['Country House Interiors', 4, 'RM', 8, '2025-06-19'],
  ['Atlases and Travel', 5, 'ON', null, '2025-09-11'], ['Autumn Jewels', 3, 'RM', 1, '2025-10-23'], ['Marine Chronometers', 2, 'RM', 4, '2025-11-20'],
  ['Festive Jewels Online', 3, 'ON', null, '2025-12-04'],
  ['Drawings and Prints', 1, 'ON', null, '2026-01-29'], ['Watches Online', 2, 'ON', null, '2026-03-05'], ['English Furniture', 4, 'RM', 8, '2026-04-16'],
  ['Important Jewels', 3, 'HY', 1, '2026-05-21'],
  ['The Whitmore Library', 5, 'HY', 8, '2026-06-11'], ['Summer Old Masters', 1, 'RM', 2, '2026-07-09'], ['Georgian to Deco', 4, 'HY', 8, '2026-09-17'],
  ['Autumn Timepieces', 2, 'HY', 4, '2026-10-08'],
  ['Coloured Stones', 3, 'ON', null, '2026-10-22'], ['Maps of the World', 5, 'HY', 2, '2026-11-05'], ['Advent Old Masters', 1, 'HY', 2, '2026-11-26'],
  ['Christmas Jewels', 3, 'RM', 6, '2026-12-03'],
];
const things = [
  [['Portrait of a merchant', 'River landscape', 'Still life with lemons', 'Head of an apostle', 'Winter scene', 'Study of hands'],
    ['Circle of van Dyck', 'Jan Hulst', 'Pietro Lanzi', null], 900, 24_000],
  [['Longcase clock', 'Bracket clock', 'Pocket watch', 'Wristwatch for divers', 'Carriage clock', 'Chronograph'],
    ['Harrow & Tice', 'Lemaire', 'Brandt Freres', null], 300, 9_000],
  [['Sapphire ring', 'Diamond brooch', 'Pearl necklace', 'Emerald earrings', 'Gold bracelet', 'Ruby pendant'], ['Maison Varenne', 'Cole & Daughters', null, null], 400, 16_000],
  [['Mahogany bureau', 'Set of eight chairs', 'Walnut chest', 'Gilt mirror', 'Sideboard', 'Writing table'], ['Gillam of Bath', null, null], 200, 6_000],
  [['World atlas', 'Sea chart', 'Book of hours', 'First edition', 'Herbal', 'Map of the county'], ['Blaauw', 'Thomas Speede', null], 150, 7_000],
  [['Violin', 'Cello', 'Square piano', 'Flute'], ['Carlo Testori', null], 1_200, 30_000],
];
const houses = ['Mulberry Hall Trust', 'Northern Heritage Museum', 'Galerie Perrin', 'Castell Antiques', 'Lyndon Estates', 'St Oswin College', 'Van Aken Fine Art',
  'Rothley Bank'];
const places = [['London', 'United Kingdom'], ['Edinburgh', 'United Kingdom'], ['Bath', 'United Kingdom'], ['Dublin', 'Ireland'], ['Paris', 'France'],
  ['Amsterdam', 'Netherlands'], ['Geneva', 'Switzerland'], ['New York', 'United States']];
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(8505);
  const person = people(random);
  const parties = Array.from({ length: 118 }, (_, index) => party(random, person, index));
  insert('party', parties);
  insert('department', departments.map((row, index) => [index + 1, ...row]));
  insert('specialist', posts.map((row, index) => [index + 1, ...person(), ...row]));
  insert('sale_format', formats);
  insert('sale', sales.map((row, index) => [index + 1, ...row, row[2] === 'ON' ? 22 : row[4] < '2026-01-01' ? 24 : 25]));
  insert('lot_state', states);
  const lots = sales.flatMap((row, index) => Array.from({ length: random.int(14, 24) }, (_, place) => lot(random, row, index + 1, place + 1)));
  lots.push(...Array.from({ length: 31 }, () => lot(random, ['', random.weighted([1, 2, 3, 4, 5, 6], [5, 5, 6, 6, 5, 7]), '', null, '2027-02-01'], null, null)));
  const listed = lots.map((row, index) => [index + 1, ...row]);
  insert('lot', listed);
  const bids = listed.flatMap((row) => bidsOf(random, row)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1));
  insert('absentee_bid', bids.map((row, index) => [index + 1, ...row]));
  const due = listed.filter((row) => row[13] === 'SO').flatMap((row) => settlementsOf(random, row));
  insert('settlement', due.map((row, index) => [index + 1, ...row]));
}

function party(random, person, index) {
  const isFirm = index % 14 === 6;
  const [first, last] = person();
  const [city, country] = random.weighted(places, [30, 12, 9, 8, 9, 7, 5, 9]);
  const mail = random.chance(0.88) ? `${first}.${last}@letter.example`.toLowerCase() : null;
  return [index + 1, isFirm ? null : first, isFirm ? null : last, isFirm ? houses[(index - 6) / 14] : null, city, country, mail,
    random.day(index > 100 ? '2026-06-01' : '2012-01-09', index > 100 ? '2026-11-12' : '2024-12-20'), index % 29 === 17 ? random.day('2025-12-20', '2026-10-30') : null];
}

/** A round figure of about this size. */
function round(value) {
  const step = value >= 10_000 ? 1_000 : value >= 2_000 ? 200 : value >= 500 ? 50 : 10;
  return Math.max(step, Math.round(value / step) * step);
}

function lot(random, [, department, , , held], sale, no) {
  const [names, makers, least, most] = things[department - 1];
  const low = round(least * (most / least) ** (random.next() ** 1.5));
  const high = round(low * (1.3 + random.next() * 0.4));
  const seller = random.weighted([random.int(1, 34), random.int(1, 100), 7, 21], [62, 20, 8, 6]);
  const able = posts.flatMap(([where, , from, to], index) => (where === department && from < held && (to === null || to > plusDays(held, -30)) ? [index + 1] : []));
  const consigned = sale === null ? random.day('2026-08-20', '2026-11-13') : plusDays(held, -random.int(held > today ? 45 : 24, 140));
  const base = [sale, no, random.pick(names), random.pick(makers), department, seller, random.pick(able), consigned, low, high, random.chance(0.8) ? round(low * 0.9) : null,
    random.weighted([10, 12, 15], [2, 3, 5])];
  if (sale === null) return [...base, 'CO', null, null, null, null];
  const isOut = random.chance(0.04);
  if (held > today || isOut) return [...base, isOut ? 'WD' : 'CA', null, null, null, null];
  if (random.chance(0.23)) return [...base, 'UN', null, null, null, null];
  const [buyer, under] = random.sample(Array.from({ length: 64 }, (_, index) => 30 + index).filter((one) => one !== seller), 2);
  const taken = plusDays(held, random.weighted([0, 4, 11, 25, 50], [16, 34, 26, 16, 8]));
  return [...base, 'SO', Math.max(base[10] ?? 0, round(low * (0.85 + random.next() ** 3 * 2.6))), buyer, random.chance(0.9) ? under : null,
    taken < today && random.chance(0.93) ? taken : null];
}

function bidsOf(random, [id, sale, , , , , , , , low, high, , , state]) {
  if (sale === null || state === 'WD') return [];
  const held = sales[sale - 1][4];
  const count = held > today ? random.weighted([0, 1, 2], [7, 2, 1]) : random.weighted([0, 1, 2, 3], [46, 30, 16, 8]);
  return random.sample(Array.from({ length: 70 }, (_, index) => 28 + index), count).map((bidder) => {
    const day = plusDays(held > today ? '2026-11-15' : held, -random.int(1, 15));
    const able = posts.flatMap(([, , from, to], index) => (from <= day && (to === null || to >= day) && index > 1 ? [index + 1] : []));
    return [id, bidder, random.pick(able), `${day} ${random.time(9, 18, 1)}`, round(low + (high - low) * random.next() * 1.6), random.chance(0.4)];
  });
}

/** What the buyer owes us, and what we owe the seller. */
function settlementsOf(random, [id, sale, , , , , seller, , , , , , commission, , hammer, buyer]) {
  const [, , format, , held] = sales[sale - 1];
  const premium = format === 'ON' ? 22 : held < '2026-01-01' ? 24 : 25;
  const paid = plusDays(held, random.weighted([1, 6, 13, 24, 60], [22, 34, 24, 13, 7]) + random.int(0, 3));
  const isPaid = paid < today && random.chance(0.96);
  const out = plusDays(isPaid && paid > plusDays(held, 28) ? paid : plusDays(held, 28), random.int(1, 6));
  const isOut = isPaid && out < today;
  return [[id, buyer, 'from buyer', cents(hammer * (1 + premium / 100)), plusDays(held, 14), isPaid ? paid : null],
    [id, seller, 'to seller', cents(hammer * (1 - commission / 100)), plusDays(held, 35), isOut ? out : null]];
}
