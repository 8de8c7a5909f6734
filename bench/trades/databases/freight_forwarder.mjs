// A freight forwarder by sea, air and road; normalised, four keys from one table to the parties, two to places and two to staff, money in cents.
import { people } from '../names.mjs';
import { Random, daysBetween, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE country (country_code TEXT PRIMARY KEY, country_name TEXT NOT NULL, trade_region TEXT NOT NULL);
CREATE TABLE location (location_id INTEGER PRIMARY KEY, unlocode TEXT NOT NULL, location_name TEXT NOT NULL, location_type TEXT NOT NULL,
  country_code TEXT NOT NULL REFERENCES country(country_code));
CREATE TABLE employee (employee_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, job_title TEXT NOT NULL, office TEXT NOT NULL,
  reports_to_id INTEGER REFERENCES employee(employee_id), hired_on DATE NOT NULL, left_on DATE);
CREATE TABLE party (party_id INTEGER PRIMARY KEY, party_name TEXT NOT NULL, party_role_code TEXT NOT NULL, city TEXT,
  country_code TEXT NOT NULL REFERENCES country(country_code), account_manager_id INTEGER REFERENCES employee(employee_id),
  credit_limit_cents INTEGER, payment_days INTEGER, is_blocked TEXT NOT NULL, created_at TIMESTAMP NOT NULL);
CREATE TABLE transport_mode (mode_id INTEGER PRIMARY KEY, mode_name TEXT NOT NULL);
CREATE TABLE shipment_status (status_id INTEGER PRIMARY KEY, status_name TEXT NOT NULL);
CREATE TABLE shipment (shipment_id INTEGER PRIMARY KEY, shipment_ref TEXT NOT NULL, mode_id INTEGER NOT NULL REFERENCES transport_mode(mode_id),
  status_id INTEGER NOT NULL REFERENCES shipment_status(status_id), shipper_id INTEGER NOT NULL REFERENCES party(party_id),
  consignee_id INTEGER NOT NULL REFERENCES party(party_id), bill_to_id INTEGER NOT NULL REFERENCES party(party_id),
  carrier_id INTEGER NOT NULL REFERENCES party(party_id),
  origin_id INTEGER NOT NULL REFERENCES location(location_id), destination_id INTEGER NOT NULL REFERENCES location(location_id),
  sold_by_id INTEGER NOT NULL REFERENCES employee(employee_id), handled_by_id INTEGER NOT NULL REFERENCES employee(employee_id), incoterm TEXT NOT NULL,
  goods TEXT NOT NULL, packages INTEGER NOT NULL, gross_weight_kg REAL NOT NULL, volume_cbm REAL NOT NULL, is_hazardous TEXT NOT NULL, booked_on DATE NOT NULL,
  etd DATE NOT NULL, atd DATE, eta DATE NOT NULL, ata DATE, delivered_on DATE, updated_at TIMESTAMP NOT NULL);
CREATE TABLE container (container_id INTEGER PRIMARY KEY, shipment_id INTEGER NOT NULL REFERENCES shipment(shipment_id), container_no TEXT NOT NULL,
  size_type TEXT NOT NULL, seal_no TEXT, picked_up_on DATE, returned_on DATE, free_days INTEGER NOT NULL);
CREATE TABLE charge_type (charge_type_id INTEGER PRIMARY KEY, charge_name TEXT NOT NULL);
CREATE TABLE charge (charge_id INTEGER PRIMARY KEY, shipment_id INTEGER NOT NULL REFERENCES shipment(shipment_id),
  charge_type_id INTEGER NOT NULL REFERENCES charge_type(charge_type_id), buy_cents INTEGER NOT NULL, sell_cents INTEGER NOT NULL, posted_on DATE NOT NULL);
CREATE TABLE invoice (invoice_id INTEGER PRIMARY KEY, invoice_no TEXT NOT NULL, shipment_id INTEGER NOT NULL REFERENCES shipment(shipment_id),
  party_id INTEGER NOT NULL REFERENCES party(party_id), issued_on DATE NOT NULL, due_on DATE NOT NULL, total_cents INTEGER NOT NULL, paid_on DATE);
`;

const countries = [
  ['NL', 'Netherlands', 'Europe'], ['DE', 'Germany', 'Europe'], ['BE', 'Belgium', 'Europe'], ['FR', 'France', 'Europe'], ['IT', 'Italy', 'Europe'],
  ['PL', 'Poland', 'Europe'], ['ES', 'Spain', 'Europe'], ['CN', 'China', 'Asia'], ['SG', 'Singapore', 'Asia'], ['IN', 'India', 'Asia'], ['JP', 'Japan', 'Asia'],
  ['US', 'United States', 'Americas'], ['BR', 'Brazil', 'Americas'], ['ZA', 'South Africa', 'Africa'], ['AE', 'United Arab Emirates', 'Middle East'],
];
const places = [
  ['NLRTM', 'Rotterdam', 'PORT', 'NL'], ['DEHAM', 'Hamburg', 'PORT', 'DE'], ['BEANR', 'Antwerp', 'PORT', 'BE'], ['CNSHA', 'Shanghai', 'PORT', 'CN'],
  ['CNNGB', 'Ningbo', 'PORT', 'CN'], ['SGSIN', 'Singapore', 'PORT', 'SG'], ['BRSSZ', 'Santos', 'PORT', 'BR'], ['USNYC', 'New York', 'PORT', 'US'],
  ['INNSA', 'Nhava Sheva', 'PORT', 'IN'], ['ZADUR', 'Durban', 'PORT', 'ZA'], ['NLSPL', 'Schiphol', 'AIRPORT', 'NL'], ['DEFRA', 'Frankfurt', 'AIRPORT', 'DE'],
  ['JPNRT', 'Narita', 'AIRPORT', 'JP'], ['USORD', 'Chicago', 'AIRPORT', 'US'], ['AEDXB', 'Dubai', 'AIRPORT', 'AE'], ['CNPVG', 'Pudong', 'AIRPORT', 'CN'],
  ['NLVEN', 'Venlo', 'TERMINAL', 'NL'], ['FRLYO', 'Lyon', 'TERMINAL', 'FR'], ['ITMIL', 'Milan', 'TERMINAL', 'IT'], ['PLWAW', 'Warsaw', 'TERMINAL', 'PL'],
  ['ESBCN', 'Barcelona', 'TERMINAL', 'ES'], ['ZACPT', 'Cape Town', 'PORT', 'ZA'],
];
const customers = [
  ['Tulipan Foods', 'Utrecht', 'NL'], ['Orchard Home', 'Breda', 'NL'], ['Polder Machinery', 'Zwolle', 'NL'], ['Vlinder Toys', 'Eindhoven', 'NL'],
  ['Havenlicht Lighting', 'Dordrecht', 'NL'], ['Kranich Pumpen', 'Bremen', 'DE'], ['Waldquell Cosmetics', 'Kassel', 'DE'], ['Nordhafen Chemie', 'Hamburg', 'DE'],
  ['Bergmann Optik', 'Jena', 'DE'], ['Lindenhof Bikes', 'Leipzig', 'DE'], ['Ardennes Stoves', 'Namur', 'BE'], ['Scheldt Ceramics', 'Antwerp', 'BE'],
  ['Maison Perrault', 'Lyon', 'FR'], ['Atelier Corbeau', 'Lille', 'FR'], ['Officine Gallo', 'Turin', 'IT'], ['Vetro Lucente', 'Venice', 'IT'],
  ['Wisla Furniture', 'Krakow', 'PL'], ['Sol y Cuero', 'Alicante', 'ES'], ['Jade River Electronics', 'Shenzhen', 'CN'], ['Golden Crane Textiles', 'Ningbo', 'CN'],
  ['Morning Bamboo Trading', 'Shanghai', 'CN'], ['Red Kite Plastics', 'Suzhou', 'CN'], ['Straits Instruments', 'Singapore', 'SG'], ['Peepal Spices', 'Kochi', 'IN'],
  ['Lotus Garments', 'Tiruppur', 'IN'], ['Hoshino Bearings', 'Osaka', 'JP'], ['Prairie Farm Supply', 'Omaha', 'US'], ['Harborside Outfitters', 'Boston', 'US'],
  ['Silver Elm Medical', 'Chicago', 'US'], ['Cafe Serra Alta', 'Santos', 'BR'], ['Ipe Flooring', 'Curitiba', 'BR'], ['Karoo Wool', 'Cape Town', 'ZA'],
  ['Protea Wines', 'Stellenbosch', 'ZA'], ['Dune Retail', 'Dubai', 'AE'], ['Oasis Hotels Supply', 'Abu Dhabi', 'AE'], ['Zilverduin Antiques', 'The Hague', 'NL'],
];
const carriers = [
  ['Blue Meridian Line', 'Rotterdam', 'NL', 1], ['Kestrel Ocean', 'Hamburg', 'DE', 1], ['Pacific Heron Lines', 'Singapore', 'SG', 1],
  ['Saltmarsh Container Line', 'Antwerp', 'BE', 1], ['Cirrus Air Cargo', 'Frankfurt', 'DE', 3],
  ['Altair Freighters', 'Dubai', 'AE', 3], ['Skylark Cargo', 'Schiphol', 'NL', 3],
  ['Brennerweg Trucking', 'Venlo', 'NL', 4], ['Flatland Haulage', 'Poznan', 'PL', 4],
];
const agents = [['Eastgate Forwarding', 'Shanghai', 'CN'], ['Sampson Clearing', 'Durban', 'ZA'], ['Hudson Bridge Agency', 'New York', 'US'],
  ['Monsoon Freight', 'Mumbai', 'IN']];
const jobs = ['Branch manager', 'Sales', 'Sales', 'Operations', 'Operations', 'Operations', 'Customs broker'];
const offices = ['Rotterdam', 'Hamburg', 'Antwerp'];
const goods = ['machine parts', 'furniture', 'garments', 'coffee', 'wine', 'electronics', 'ceramics', 'toys', 'chemicals', 'medical devices', 'bicycles', 'spices'];
const types = ['Main carriage', 'Pick-up', 'Delivery', 'Customs clearance', 'Insurance', 'Demurrage', 'Cancellation fee'];
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(6111);
  const person = people(random);
  insert('country', countries);
  insert('location', places.map((row, index) => [index + 1, ...row]));
  const staff = offices.flatMap((office) => jobs.map((job) => [job, office]));
  insert('employee', staff.map(([job, office], index) => employee(random, person(), { job, office, id: index + 1 })));
  insert('party', partiesOf(random));
  insert('transport_mode', [[1, 'Sea full container'], [2, 'Sea groupage'], [3, 'Air'], [4, 'Road']]);
  insert('shipment_status', ['Booked', 'In transit', 'Arrived', 'Customs hold', 'Delivered', 'Cancelled'].map((name, index) => [index + 1, name]));
  const days = Array.from({ length: 450 }, (_, at) => random.day(at < 50 ? '2026-09-01' : '2025-07-01', '2026-11-13')).toSorted();
  const shipments = days.map((day, index) => shipment(random, day, index + 1));
  insert('shipment', shipments);
  const boxes = shipments.filter((row) => row[2] === 1).flatMap((row) => containersOf(random, row));
  insert('container', boxes.map((row, index) => [index + 1, ...row]));
  insert('charge_type', types.map((name, index) => [index + 1, name]));
  const charges = shipments.flatMap((row) => chargesOf(random, row, boxes.filter(([id]) => id === row[0])));
  insert('charge', charges.map((row, index) => [index + 1, ...row]));
  const billed = shipments.filter((row) => row[23] !== null && row[23] < '2026-11-10' && random.chance(0.97));
  insert('invoice', billed.toSorted((a, b) => (a[23] < b[23] ? -1 : 1)).map((row, index) => invoice(random, row, { id: index + 1, charges })));
}

function employee(random, [first, last], { job, office, id }) {
  const manager = offices.indexOf(office) * jobs.length + 1;
  const hired = random.day('2011-03-01', job === 'Branch manager' ? '2018-05-01' : '2026-05-31');
  const left = [6, 13].includes(id) ? random.day('2026-06-01', '2026-10-30') : null;
  return [id, first, last, job, office, id === 1 ? null : manager === id ? 1 : manager, hired > '2025-06-01' && left !== null ? '2023-04-01' : hired, left];
}

function partiesOf(random) {
  const made = () => `${random.day('2018-01-05', '2025-06-30')} 08:${random.int(10, 59)}:00`;
  const one = ([name, city, country], role) => (role === 'CUS' ? [name, role, city, country, random.chance(0.9) ? random.pick([2, 3, 9, 10, 16, 17]) : null,
    random.int(2, 40) * 250_000, random.pick([14, 30, 30, 45, 60]), random.chance(0.08) ? 'Y' : 'N', made()]
    : [name, role, city, country, null, null, null, random.chance(0.1) ? 'Y' : 'N', made()]);
  const all = [...customers.map((row) => one(row, 'CUS')), ...carriers.map((row) => one(row, 'CAR')), ...agents.map((row) => one(row, 'AGT'))];
  return all.map((row, index) => [index + 1, ...row]);
}

/** Two places between which a mode runs: from or to home. */
function routeOf(random, mode) {
  const [home, abroad] = mode === 4 ? [[17], [18, 19, 20, 21]] : mode === 3 ? [[11, 12], [13, 14, 15, 16]] : [[1, 2, 3], [4, 4, 5, 6, 7, 8, 9, 10]];
  const pair = [random.pick(home), random.pick(abroad)];
  return random.chance(0.6) ? pair.toReversed() : pair;
}

function partyAt(random, place, never) {
  const country = places[place - 1][3];
  const there = customers.slice(0, 35).map((row, index) => [index + 1, row[2]]).filter(([id, code]) => code === country && id !== never);
  return random.pick(there)[0];
}

function shipment(random, booked, id) {
  const mode = random.weighted([1, 2, 3, 4], [42, 18, 24, 16]);
  const [origin, destination] = routeOf(random, mode);
  const [shipper, consignee] = [partyAt(random, origin, 34), partyAt(random, destination, 32)];
  const term = random.weighted(['FOB', 'EXW', 'CIF', 'DAP', 'DDP'], [34, 16, 20, 18, 12]);
  const payer = random.chance(0.04) ? 36 + 10 + random.int(0, 3) : term === 'FOB' || term === 'EXW' ? consignee : shipper;
  const shares = carriers.map((row, index) => (row[3] === (mode === 2 ? 1 : mode) ? 9 - index : 0));
  const carrier = 37 + random.weighted([0, 1, 2, 3, 4, 5, 6, 7, 8], shares);
  const office = mode === 2 || mode === 1 ? random.weighted([0, 1, 2], [5, 3, 2]) : random.weighted([0, 1, 2], [4, 4, 1]);
  const etd = plusDays(booked, random.int(2, mode < 3 ? 24 : 7));
  const eta = plusDays(etd, mode < 3 ? random.int(22, 38) : mode === 3 ? random.int(2, 5) : random.int(1, 4));
  const isCancelled = random.chance(0.06);
  const left = plusDays(etd, random.weighted([0, 1, 3, 7], [62, 20, 12, 6]));
  const arrived = plusDays(eta, random.weighted([-2, 0, 1, 4, 9, 15], mode < 3 ? [14, 30, 20, 18, 12, 6] : [2, 70, 20, 7, 1, 0]));
  const atd = isCancelled || left > today ? null : left;
  const ata = atd === null || arrived > today || arrived <= left ? null : arrived;
  const isIn = atd !== null && (ata !== null || (arrived <= left && plusDays(left, 1) <= today));
  const landed = isIn ? (ata ?? plusDays(left, 1)) : null;
  const done = isIn ? plusDays(landed, random.weighted([0, 1, 2, 4, 8, 13], mode < 3 ? [2, 18, 30, 26, 16, 8] : [25, 45, 20, 8, 2, 0])) : null;
  const isHeld = done !== null && landed > '2026-10-24' && random.chance(0.4);
  const delivered = done === null || isHeld || done > today ? null : done;
  const status = isCancelled ? 6 : atd === null ? 1 : landed === null ? 2 : delivered === null ? (isHeld && random.chance(0.6) ? 4 : 3) : 5;
  const volume = mode === 1 ? random.int(200, 1_900) / 10 : mode === 2 ? random.int(8, 140) / 10 : mode === 3 ? random.int(3, 80) / 10 : random.int(20, 700) / 10;
  const ref = `${booked.slice(2, 4)}${['F', 'L', 'A', 'R'][mode - 1]}${String(id + 2_400)}`;
  const kilos = Math.round(volume * random.int(130, 390)) + random.int(0, 9) / 10;
  const [seller, chosen] = [office * 7 + random.pick([2, 3, 3]), office * 7 + random.pick([4, 4, 5, 6])];
  const handler = (chosen === 13 && booked > '2026-06-10') || (chosen === 6 && booked > '2026-09-20') ? chosen - 1 : chosen;
  return [id, ref, mode, status, shipper, consignee, payer, carrier, origin, destination, seller, handler, term,
    random.pick(goods), random.int(1, 60), kilos, volume, random.chance(0.07) ? 'Y' : 'N', booked, etd, atd, eta, landed, delivered,
    `${[booked, etd, landed ?? etd].filter((day) => day <= today).at(-1)} 17:20:00`];
}

function containersOf(random, [shipment, , , status, , , , , , , , , , , , , volume, , , , atd, , ata]) {
  if (status === 6) return [];
  const count = Math.max(1, Math.ceil(volume / 60));
  return Array.from({ length: count }, () => {
    const number = `${random.pick(['BMLU', 'KEOU', 'PHLU', 'SMCU'])}${random.int(1_000_000, 9_999_999)}`;
    const back = ata === null ? null : plusDays(ata, random.weighted([3, 5, 8, 12, 19, 27], [20, 28, 24, 16, 8, 4]));
    return [shipment, number, random.weighted(['20', '40', '40HC', '20RF'], [30, 26, 36, 8]), random.chance(0.95) ? `S${random.int(100_000, 999_999)}` : null,
      atd === null ? null : plusDays(atd, -random.int(1, 4)), back === null || back > today || random.chance(0.02) ? null : back, random.pick([7, 7, 10, 14])];
  });
}

function chargesOf(random, [id, , mode, status, , , , , , , , , term, , , kilos, volume, , booked, , atd, , ata, delivered], boxes) {
  const row = (type, cost, margin, day) => [id, type, Math.round(cost * 100), Math.round(cost * margin * 100), day];
  if (status === 6) return random.chance(0.5) ? [row(7, 60, 2, plusDays(booked, 1))] : [];
  const gain = () => 1 + random.weighted([-4, 6, 12, 18, 25, 40], [6, 14, 28, 28, 16, 8]) / 100;
  const main = [0, boxes.length * random.int(1_400, 3_300), volume * random.int(70, 120), kilos * random.int(21, 46) / 10, random.int(650, 2_400)][mode];
  const rows = atd === null ? [] : [row(1, main, gain(), atd)];
  if (atd !== null && term === 'EXW') rows.push(row(2, random.int(150, 620), gain(), atd));
  if (ata !== null && mode !== 4) rows.push(row(4, random.int(55, 190), 1 + random.int(15, 60) / 100, ata));
  if (delivered !== null && term.startsWith('D')) rows.push(row(3, random.int(180, 800), gain(), delivered));
  if (atd !== null && random.chance(0.2)) rows.push(row(5, random.int(30, 320), 1.25, atd));
  const over = boxes.filter(([, , , , , back, free]) => back !== null && daysBetween(ata, back) > free);
  const overdue = over.reduce((sum, [, , , , , back, free]) => sum + (daysBetween(ata, back) - free) * 45, 0);
  if (over.length > 0) rows.push(row(6, overdue, random.pick([1, 1, 1.1]), over[0][5]));
  return rows;
}

function invoice(random, row, { id, charges }) {
  const issued = plusDays(row[23], random.int(1, 6));
  const terms = row[6] <= 36 ? 30 : 45;
  const due = plusDays(issued, terms);
  const total = charges.filter(([shipment]) => shipment === row[0]).reduce((sum, charge) => sum + charge[3], 0);
  const paid = plusDays(due, random.weighted([-12, -3, 0, 6, 20, 48], [14, 24, 20, 22, 14, 6]));
  return [id, `F${issued.slice(2, 4)}-${String(id + 700)}`, row[0], row[6], issued, due, total, paid > today || random.chance(0.025) ? null : paid];
}
