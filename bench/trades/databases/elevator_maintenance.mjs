// A firm that looks after lifts: contracts by building, planned visits, call-outs with several moments, yearly inspections; money in cents.
import { people } from '../names.mjs';
import { Random, plusDays, twoDigits } from '../random.mjs';

export const schema = `
CREATE TABLE depots (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL, opened_on DATE NOT NULL);
CREATE TABLE technicians (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, phone TEXT, depot_id INTEGER NOT NULL REFERENCES depots(id), grade TEXT NOT NULL,
  supervisor_id INTEGER REFERENCES technicians(id), hourly_cost_cents INTEGER NOT NULL, hired_on DATE NOT NULL, left_on DATE, created_at TIMESTAMP NOT NULL);
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, contact_name TEXT, contact_email TEXT, payment_terms_days INTEGER NOT NULL,
  created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL, deleted_at TIMESTAMP);
CREATE TABLE buildings (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers(id), depot_id INTEGER NOT NULL REFERENCES depots(id),
  name TEXT NOT NULL, street TEXT NOT NULL, city TEXT NOT NULL, floors INTEGER NOT NULL, key_box_code TEXT, created_at TIMESTAMP NOT NULL);
CREATE TABLE elevators (id INTEGER PRIMARY KEY, building_id INTEGER NOT NULL REFERENCES buildings(id), serial_number TEXT NOT NULL UNIQUE, manufacturer TEXT NOT NULL,
  drive_type TEXT NOT NULL, capacity_kg INTEGER NOT NULL, stops INTEGER NOT NULL, installed_on DATE NOT NULL, next_inspection_on DATE, is_out_of_service INTEGER NOT NULL,
  decommissioned_on DATE, updated_at TIMESTAMP NOT NULL);
CREATE TABLE contracts (id INTEGER PRIMARY KEY, building_id INTEGER NOT NULL REFERENCES buildings(id), plan TEXT NOT NULL, monthly_fee_cents INTEGER NOT NULL,
  response_hours INTEGER NOT NULL, starts_on DATE NOT NULL, ends_on DATE, signed_at TIMESTAMP NOT NULL);
CREATE TABLE service_calls (id INTEGER PRIMARY KEY, elevator_id INTEGER NOT NULL REFERENCES elevators(id), technician_id INTEGER REFERENCES technicians(id),
  fault TEXT NOT NULL, priority INTEGER NOT NULL, people_trapped INTEGER NOT NULL, reported_at TIMESTAMP NOT NULL, arrived_at TIMESTAMP, resolved_at TIMESTAMP,
  status TEXT NOT NULL, billable INTEGER NOT NULL, caller_name TEXT);
CREATE TABLE maintenance_visits (id INTEGER PRIMARY KEY, elevator_id INTEGER NOT NULL REFERENCES elevators(id), technician_id INTEGER NOT NULL REFERENCES technicians(id),
  scheduled_on DATE NOT NULL, done_on DATE, duration_min INTEGER, outcome TEXT);
CREATE TABLE parts (id INTEGER PRIMARY KEY, sku TEXT NOT NULL UNIQUE, name TEXT NOT NULL, supplier TEXT NOT NULL, cost_cents INTEGER NOT NULL,
  price_cents INTEGER NOT NULL, stock INTEGER NOT NULL, reorder_level INTEGER NOT NULL, weight_kg REAL);
CREATE TABLE call_parts (service_call_id INTEGER NOT NULL REFERENCES service_calls(id), part_id INTEGER NOT NULL REFERENCES parts(id), quantity INTEGER NOT NULL,
  unit_price_cents INTEGER NOT NULL, PRIMARY KEY (service_call_id, part_id));
CREATE TABLE inspections (id INTEGER PRIMARY KEY, elevator_id INTEGER NOT NULL REFERENCES elevators(id), inspected_on DATE NOT NULL, agency TEXT NOT NULL,
  passed INTEGER NOT NULL, defects INTEGER NOT NULL, fee_cents INTEGER NOT NULL);
`;

const today = '2026-11-16';
/** Customers that left us, and one that has not begun. */
const lastDays = { 11: '2026-08-31', 14: '2026-03-31', 20: '2024-12-31' };
const depots = [['North Yard', 'Harrowgate'], ['Canal Street', 'Harrowgate'], ['Westbrook', 'Westbrook'], ['Seaside', 'Port Ellery']];
const cities = ['Harrowgate', 'Harrowgate', 'Westbrook', 'Port Ellery'];
const grades = ['lead', 'senior', 'senior', 'senior', 'junior', 'junior', 'apprentice'];
const cost = { lead: 5400, senior: 4600, junior: 3700, apprentice: 2100 };
const customers = [
  ['Greenleaf Housing', 'housing'], ['Harrowgate Homes', 'housing'], ['Elmtree Residents', 'housing'], ['Southbank Lettings', 'housing'], ['Dockside Living', 'housing'],
  ['St Brannoc Hospital', 'hospital'], ['Ellery Infirmary', 'hospital'], ['Grand Meridian Hotel', 'hotel'], ['Pier Hotel', 'hotel'], ['Blue Anchor Inns', 'hotel'],
  ['Corvin & Hale Offices', 'office'], ['Lantern Tower Group', 'office'], ['Tessel Insurance', 'office'], ['Northlight Studios', 'office'], ['Marchmont Bank', 'office'],
  ['Arcadia Shopping', 'retail'], ['Fenwood Stores', 'retail'], ['Harrowgate Council', 'public'], ['Westbrook College', 'public'], ['Ellery Museum Trust', 'public'],
];
const houses = ['House', 'Court', 'Tower', 'Point', 'Hall', 'Wing', 'Building', 'Block'];
const firsts = ['Alder', 'Beech', 'Cedar', 'Delta', 'Emerald', 'Falcon', 'Granite', 'Heron', 'Iris',
  'Jubilee', 'Kestrel', 'Linden', 'Maple', 'Nova', 'Orchard', 'Poplar'];
const streets = ['Mill Lane', 'Station Road', 'Quay Street', 'King Square', 'Tanner Row', 'Hope Street', 'Bridge Road', 'Foundry Way'];
const makers = ['Vertika', 'Liftmann', 'Oronda', 'Hoisek', 'Skyrope'];
const faults = ['door fault', 'stuck between floors', 'noise', 'button panel', 'levelling', 'lighting', 'vandalism'];
const faultWeights = [32, 22, 12, 14, 9, 7, 4];
const parts = [
  ['Door roller', 'Kelbo', 850, 1900, 64, 30, 0.3], ['Door operator board', 'Kelbo', 21_400, 39_900, 3, 4, 0.9],
  ['Landing button', 'Tastica', 1_250, 2_900, 41, 20, 0.1],
  ['Car panel display', 'Tastica', 16_800, 31_000, 2, 3, 1.4], ['Brake coil', 'Oberholt', 12_300, 22_500, 6, 4, 5.2],
  ['Guide shoe', 'Oberholt', 3_100, 6_400, 22, 12, 1.1],
  ['Hydraulic seal kit', 'Flowtec', 5_600, 11_900, 9, 6, 0.8], ['Hydraulic oil, 20 l', 'Flowtec', 7_400, 13_500, 5, 8, 18],
  ['LED light strip', 'Tastica', 1_900, 4_200, 30, 15, 0.4],
  ['Steel rope, 50 m', 'Drahtwerk', 28_500, 49_000, 0, 2, 46], ['Emergency phone', 'Callium', 9_800, 18_900, 7, 3, 1.2],
  ['Door sensor curtain', 'Kelbo', 14_200, 27_500, 8, 5, 1.7],
  ['Drive inverter', 'Oberholt', 88_000, 149_000, 1, 1, 14.5], ['Levelling magnet', 'Liftron', 640, 1_600, 55, 20, 0.1],
  ['Governor', 'Liftron', 34_000, 58_000, 2, 0, 9.3],
];
const partsOf = { 'door fault': [0, 1, 11], 'stuck between floors': [4, 12, 1], noise: [5, 9],
  'button panel': [2, 3], levelling: [13, 6], lighting: [8], vandalism: [2, 8, 3] };
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
const at = (day, minutes) => `${plusDays(day, Math.floor(minutes / 1440))} ${twoDigits(Math.floor((minutes % 1440) / 60))}:${twoDigits(minutes % 60)}:00`;

export function fill(insert) {
  const random = new Random(7107);
  const person = people(random);
  const name = () => person().join(' ');
  insert('depots', numbered(depots.map(([title, city], index) => [title, city, ['2004-03-01', '2011-09-05', '2015-01-12', '2024-06-03'][index]])));
  const staff = technicians(random, name);
  insert('technicians', staff);
  insert('customers', numbered(customers.map((row, index) => customer(random, name, row, index))));
  const buildings = numbered(customers.flatMap((_, index) => buildingsOf(random, index + 1))).map((row) => named(random, row));
  insert('buildings', buildings);
  insert('contracts', numbered(buildings.flatMap((row) => contractsOf(random, row))));
  const lifts = numbered(buildings.flatMap((row) => liftsOf(random, row)));
  insert('elevators', lifts);
  const depotOf = new Map(buildings.map((row) => [row[0], row[2]]));
  const crew = (lift, day) => random.pick(staff.filter((row) => row[3] === depotOf.get(lift[1]) && row[7] <= day && (row[8] === null || row[8] > day)))[0];
  const callers = Array.from({ length: 40 }, name);
  const customerOf = new Map(buildings.map((row) => [row[0], row[1]]));
  const isOurs = (lift, day) => day.slice(0, 10) <= (lastDays[customerOf.get(lifts[lift - 1][1])] ?? '2099-12-31');
  const calls = lifts.flatMap((lift) => callsOf(random, lift, crew, callers)).filter((row) => isOurs(row[0], row[5])).toSorted((a, b) => (a[5] < b[5] ? -1 : 1));
  insert('service_calls', numbered(calls));
  const visits = lifts.flatMap((lift) => visitsOf(random, lift, crew)).filter((row) => isOurs(row[0], row[2]));
  insert('maintenance_visits', numbered(visits.toSorted((a, b) => (a[2] < b[2] ? -1 : 1))));
  insert('parts', numbered(parts.map((row, index) => [`EL-${100 + index * 13}`, ...row])));
  insert('call_parts', numbered(calls).flatMap((call) => partsUsed(random, call)));
  insert('inspections', numbered(lifts.flatMap((lift) => inspectionsOf(random, lift)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1))));
}

function technicians(random, name) {
  const rows = [];
  for (const depot of [1, 2, 3, 4]) {
    const lead = rows.length + 1;
    for (const grade of grades.slice(0, [7, 6, 5, 4][depot - 1])) {
      const isLead = grade === 'lead';
      const hired = isLead || grade === 'senior' ? random.day('2005-02-01', '2023-11-01') : random.day('2022-09-01', '2026-09-15');
      const leaves = !isLead && hired < '2022-12-01' && random.chance(0.6) && rows.filter((row) => row[8] !== null).length < 3;
      const phone = random.chance(0.9) ? `07${random.int(10, 99)} ${random.int(100_000, 999_999)}` : null;
      rows.push([rows.length + 1, name(), phone, depot, grade,
        isLead ? (depot === 1 ? null : 1) : lead, cost[grade] + random.int(-6, 9) * 25, hired,
        leaves ? random.day('2025-08-01', '2026-10-15') : null, `${hired} 08:00:00`]);
    }
  }
  return rows;
}

function customer(random, name, [title, kind], index) {
  const created = random.day('2009-01-10', index === 19 ? '2026-09-01' : '2023-08-01');
  const email = random.chance(0.85) ? `facilities@${title.toLowerCase().replace(/[^a-z]+/g, '')}.example` : null;
  return [title, kind, random.chance(0.9) ? name() : null, email, random.pick([14, 30, 30, 60]), `${created} 09:00:00`,
    `${random.day('2025-01-01', '2026-11-10')} 11:20:00`,
    index === 13 ? '2026-03-31 16:40:00' : null];
}

function buildingsOf(random, customerId) {
  const count = customerId <= 5 ? random.int(3, 6) : random.int(1, 3);
  return Array.from({ length: count }, () => [customerId, random.weighted([1, 2, 3, 4], [34, 26, 22, 18])]);
}

function named(random, [id, customerId, depot]) {
  const title = `${firsts[id % 16]} ${houses[(id * 3 + Math.floor(id / 16)) % 8]}`;
  return [id, customerId, depot, title, `${random.int(1, 140)} ${random.pick(streets)}`, cities[depot - 1], random.int(3, 22),
    random.chance(0.6) ? String(random.int(1000, 9999)) : null, `${random.day('2012-01-01', '2023-12-01')} 10:00:00`];
}

function contractsOf(random, [id, customerId, , , , , floors]) {
  const start = random.day('2021-01-01', '2025-04-30').slice(0, 8) + '01';
  const plan = random.weighted(['basic', 'standard', 'full'], [30, 45, 25]);
  const fee = { basic: 9000, standard: 15_500, full: 26_000 }[plan] + floors * 600 + random.int(0, 12) * 250;
  const hours = { basic: 8, standard: 4, full: 2 }[plan];
  if (customerId === 20) return [[id, plan, fee, hours, '2027-01-01', null, '2026-10-28 15:10:00']];
  const last = lastDays[customerId];
  const end = last ?? (random.chance(0.1) ? random.day('2026-01-15', '2026-10-20') : undefined);
  if (end !== undefined) return [[id, plan, fee, hours, start, end, `${plusDays(start, -20)} 14:00:00`]];
  if (random.chance(0.2)) {
    const turn = `${random.pick(['2025-07', '2025-10', '2026-01', '2026-04', '2026-07'])}-01`;
    return [[id, plan, fee, hours, start, plusDays(turn, -1), `${plusDays(start, -20)} 14:00:00`],
      [id, 'full', Math.round(fee * 1.3 / 100) * 100, 2, turn, null, `${plusDays(turn, -12)} 10:30:00`]];
  }
  return [[id, plan, fee, hours, start, random.chance(0.35) ? random.day('2026-12-01', '2028-06-30') : null, `${plusDays(start, -20)} 14:00:00`]];
}

function liftsOf(random, [id, , , , , , floors]) {
  return Array.from({ length: random.weighted([1, 2, 3, 4], [38, 36, 18, 8]) }, (_, index) => {
    const installed = random.day('1984-01-01', '2024-06-30');
    const drive = floors > 8 ? random.pick(['traction', 'traction', 'machine-room-less']) : random.pick(['traction', 'hydraulic', 'machine-room-less']);
    const gone = installed < '2000-01-01' && random.chance(0.12) ? random.day('2025-09-01', '2026-08-30') : null;
    const next = gone !== null || random.chance(0.03) ? null : random.day('2026-10-20', '2027-10-30');
    return [id, `${random.pick(['VK', 'LM', 'OR', 'HS'])}${installed.slice(2, 4)}-${1000 + id * 10 + index}`, random.weighted(makers, [30, 25, 20, 15, 10]), drive,
      random.pick([320, 450, 630, 630, 1000, 1600]), Math.max(2, floors - random.int(0, 2)), installed, next, gone === null && random.chance(0.06), gone,
      `${random.day('2026-01-01', '2026-11-12')} 07:30:00`];
  });
}

function callsOf(random, lift, crew, callers) {
  const [id, , , , , , , installed, , isOut, gone] = lift;
  const rows = [];
  const old = installed < '2000-01-01' ? 0.6 : 1;
  for (let day = random.day('2025-01-02', '2025-04-20'); day < (gone ?? today); day = plusDays(day, Math.ceil(random.int(20, 170) * old))) {
    if (day === today) break;
    rows.push(callOn(random, { id, day, crew: () => crew(lift, day), callers }));
  }
  if (isOut || random.chance(0.05)) rows.push(openCall(random, { id, crew: (day) => crew(lift, day), callers }));
  return gone === null ? rows : rows.filter((row) => row[5] < gone);
}

function callOn(random, { id, day, crew, callers }) {
  const fault = random.weighted(faults, faultWeights);
  const trapped = fault === 'stuck between floors' && random.chance(0.5) ? random.int(1, 4) : 0;
  const priority = trapped > 0 ? 1 : random.weighted([2, 3], [60, 40]);
  const reported = random.int(5 * 60, 23 * 60);
  const arrived = reported + (priority === 1 ? random.int(12, 65) : random.int(30, priority === 2 ? 300 : 1500));
  const cancelled = trapped === 0 && random.chance(0.06);
  const resolved = arrived + random.int(15, 190) + (random.chance(0.07) ? 1440 * random.int(1, 6) : 0);
  const caller = random.chance(0.7) ? random.pick(callers) : null;
  const isOpen = plusDays(day, Math.floor(resolved / 1440)) >= today;
  if (cancelled || isOpen) return [id, null, fault, priority, trapped, at(day, reported), null, null, cancelled ? 'cancelled' : 'open', 0, caller];
  return [id, crew(), fault, priority, trapped, at(day, reported), at(day, arrived), at(day, resolved), 'resolved', random.chance(0.4), caller];
}

function openCall(random, { id, crew, callers }) {
  const day = random.day('2026-11-02', '2026-11-15');
  const reported = random.int(6 * 60, 21 * 60);
  const status = random.weighted(['open', 'assigned', 'waiting_for_parts'], [2, 3, 3]);
  return [id, status === 'open' ? null : crew(day), random.pick(faults.slice(0, 5)), random.pick([2, 3]), 0, at(day, reported),
    status === 'waiting_for_parts' ? at(day, reported + random.int(40, 240)) : null, null, status, random.chance(0.4), random.pick(callers)];
}

function visitsOf(random, lift, crew) {
  const rows = [];
  const gone = lift[10];
  for (let day = random.day('2025-01-06', '2025-03-30'); day < (gone ?? '2027-01-20'); day = plusDays(day, random.int(82, 100))) {
    if (day >= today) rows.push([lift[0], crew(lift, today), day, null, null, null]);
    else rows.push(visitOn(random, lift[0], crew(lift, day), day));
  }
  return rows;
}

function visitOn(random, id, technician, day) {
  const done = plusDays(day, random.weighted([0, 1, 4, 12, 25], [70, 12, 9, 6, 3]));
  if (done >= today || random.chance(0.02)) return [id, technician, day, null, null, null];
  const outcome = random.weighted(['ok', 'defects', 'no_access'], [80, 14, 6]);
  return [id, technician, day, done, outcome === 'no_access' ? null : random.int(6, 26) * 5, outcome];
}

function partsUsed(random, [call, , , fault, , , , , , status]) {
  if (status !== 'resolved' || !random.chance(0.45)) return [];
  return random.sample(partsOf[fault], random.weighted([1, 2], [80, 20]))
    .map((index) => [call, index + 1, random.weighted([1, 2, 4], [70, 20, 10]), parts[index][3]]);
}

function inspectionsOf(random, lift) {
  const rows = [];
  for (let day = random.day('2024-12-01', '2025-10-30'); day < (lift[10] ?? '2026-11-13'); day = plusDays(day, random.int(350, 380))) {
    const defects = random.weighted([0, 1, 2, 3, 5], [62, 18, 10, 6, 4]);
    const agency = random.weighted(['TechSafe', 'Certora', 'NIB'], [5, 3, 2]);
    rows.push([lift[0], day, agency, defects < 3 && random.chance(0.96), defects, random.pick([14_500, 16_000, 18_500])]);
  }
  return rows;
}
