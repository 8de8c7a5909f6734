// A building contractor; normalised, code tables, two keys to one table.
import { people } from '../names.mjs';
import { Random, cents, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE project_type (type_code TEXT PRIMARY KEY, label TEXT NOT NULL);
CREATE TABLE project_status (status_code TEXT PRIMARY KEY, label TEXT NOT NULL, is_final INTEGER NOT NULL);
CREATE TABLE trade (trade_code TEXT PRIMARY KEY, label TEXT NOT NULL);
CREATE TABLE client (client_id INTEGER PRIMARY KEY, name TEXT NOT NULL, is_public_body INTEGER NOT NULL, contact_name TEXT, phone TEXT);
CREATE TABLE employee (employee_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, position TEXT NOT NULL,
  trade_code TEXT REFERENCES trade(trade_code),
  hired_on TEXT NOT NULL, left_on TEXT, cost_rate REAL NOT NULL);
CREATE TABLE project (project_id INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, client_id INTEGER NOT NULL REFERENCES client(client_id),
  type_code TEXT NOT NULL REFERENCES project_type(type_code), status_code TEXT NOT NULL REFERENCES project_status(status_code),
  site_manager_id INTEGER REFERENCES employee(employee_id), estimator_id INTEGER NOT NULL REFERENCES employee(employee_id), town TEXT NOT NULL,
  contract_sum REAL NOT NULL, planned_start TEXT NOT NULL, planned_end TEXT NOT NULL, actual_start TEXT, actual_end TEXT, floor_area_m2 INTEGER);
CREATE TABLE subcontractor (subcontractor_id INTEGER PRIMARY KEY, name TEXT NOT NULL, trade_code TEXT NOT NULL REFERENCES trade(trade_code),
  insured_until TEXT, rating INTEGER);
CREATE TABLE subcontract (subcontract_id INTEGER PRIMARY KEY, project_id INTEGER NOT NULL REFERENCES project(project_id),
  subcontractor_id INTEGER NOT NULL REFERENCES subcontractor(subcontractor_id), agreed_sum REAL NOT NULL, signed_on TEXT NOT NULL, finished_on TEXT);
CREATE TABLE change_order (change_order_id INTEGER PRIMARY KEY, project_id INTEGER NOT NULL REFERENCES project(project_id),
  requested_on TEXT NOT NULL, description TEXT NOT NULL,
  amount REAL NOT NULL, approved_on TEXT, rejected_on TEXT);
CREATE TABLE timesheet (timesheet_id INTEGER PRIMARY KEY, employee_id INTEGER NOT NULL REFERENCES employee(employee_id),
  project_id INTEGER NOT NULL REFERENCES project(project_id),
  work_date TEXT NOT NULL, hours REAL NOT NULL, is_overtime INTEGER NOT NULL);
CREATE TABLE inspection (inspection_id INTEGER PRIMARY KEY, project_id INTEGER NOT NULL REFERENCES project(project_id), inspector_name TEXT NOT NULL,
  inspected_on TEXT NOT NULL,
  kind TEXT NOT NULL, passed INTEGER, defects INTEGER);
CREATE TABLE client_invoice (invoice_id INTEGER PRIMARY KEY, project_id INTEGER NOT NULL REFERENCES project(project_id), issued_on TEXT NOT NULL, due_on TEXT NOT NULL,
  amount REAL NOT NULL, paid_on TEXT);
CREATE TABLE accident (accident_id INTEGER PRIMARY KEY, project_id INTEGER NOT NULL REFERENCES project(project_id), employee_id INTEGER REFERENCES employee(employee_id),
  happened_on TEXT NOT NULL, severity TEXT NOT NULL, lost_days INTEGER NOT NULL);
`;

const types = [['RES', 'Residential'], ['OFF', 'Office'], ['SCH', 'School'], ['RET', 'Retail'], ['REN', 'Renovation'], ['IND', 'Industrial']];
const statuses = [['TEN', 'Tender', 0], ['WON', 'Awarded', 0], ['RUN', 'Under construction', 0], ['HLD', 'On hold', 0], ['FIN', 'Completed', 1], ['LOST', 'Lost', 1]];
const trades = [['CAR', 'Carpentry'], ['ELE', 'Electrical'], ['PLU', 'Plumbing'], ['MAS', 'Masonry'], ['ROO', 'Roofing'], ['PAI', 'Painting'], ['GRW', 'Groundworks']];
const clients = [
  ['Harwick Borough Council', 1], ['Millbrook School Trust', 1], ['Linden Homes', 0], ['Castle Retail Group', 0], ['Northgate Properties', 0],
  ['Port Allen Harbour Board', 1],
  ['Brightwell Foods', 0], ['The Almshouse Charity', 0], ['Easton Health Trust', 1], ['Marlow & Sons', 0], ['Tidewater Hotels', 0],
];
/** What is built, of which type, for which client. */
const sites = [
  ['Mill Row Flats', 'RES', 3], ['Station Offices', 'OFF', 5], ['St Mary Primary', 'SCH', 2], ['Castle Arcade', 'RET', 4],
  ['Quay Warehouse', 'IND', 6], ['Almshouse Roof', 'REN', 8],
  ['Linden Park Phase 1', 'RES', 3], ['Linden Park Phase 2', 'RES', 3], ['Town Hall Annexe', 'OFF', 1], ['Brightwell Cold Store', 'IND', 7],
  ['Easton Clinic', 'REN', 9], ['Northgate Tower', 'OFF', 5],
  ['Harwick Library', 'REN', 1], ['Harbour Sheds', 'IND', 6], ['Millbrook Gym', 'SCH', 2], ['Old Bakery', 'REN', 7], ['Park View Villas', 'RES', 3],
  ['Canal Street Lofts', 'RES', 5],
  ['Marlow Showroom', 'RET', 10], ['Castle Food Hall', 'RET', 4], ['Riverside Academy', 'SCH', 2], ['Cooper Yard', 'IND', 10],
  ['West Ward', 'REN', 9], ['Orchard Close', 'RES', 3],
  ['Foundry Lane', 'RES', 5], ['Depot Extension', 'IND', 1], ['Chapel Court', 'RES', 8], ['Beacon House', 'OFF', 5],
];
const subs = [
  ['Volt & Sons', 'ELE'], ['Brightspark', 'ELE'], ['Pipeworks', 'PLU'], ['Highline Roofing', 'ROO'], ['Slate Masters', 'ROO'], ['Deepdig', 'GRW'], ['Stonecraft', 'MAS'],
  ['Oak Joinery', 'CAR'], ['Fresh Coat', 'PAI'], ['Bluewater Plumbing', 'PLU'], ['Granite Bros', 'MAS'], ['Earthmovers', 'GRW'],
];
const changes = ['Extra sockets', 'Larger windows', 'Upgraded insulation', 'Relocated staircase', 'Additional parking', 'Different cladding',
  'Remove partition wall', 'Solar panels'];
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(4606);
  const person = people(random);
  const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
  insert('project_type', types);
  insert('project_status', statuses);
  insert('trade', trades);
  insert('client', numbered(clients.map((client) => [...client, random.chance(0.8) ? person().join(' ') : null,
    random.chance(0.9) ? `01${random.int(200, 999)} ${random.int(100_000, 999_999)}` : null])));
  const staff = numbered(Array.from({ length: 44 }, (_, index) => employee(random, person(), index)));
  insert('employee', staff);
  const projects = numbered(sites.map((site, index) => project(random, site, index)));
  insert('project', projects);
  insert('subcontractor', numbered(subs.map((sub) => [...sub, random.chance(0.85) ? random.day('2026-08-01', '2027-10-01') : null,
    random.chance(0.85) ? random.int(2, 5) : null])));
  const begun = projects.filter(([, , , , , , , , , , , , started]) => started !== null);
  insert('subcontract', numbered(begun.flatMap((row) => subcontractsOf(random, row))));
  insert('change_order', numbered(begun.flatMap((row) => changesOf(random, row))));
  insert('timesheet', numbered(begun.flatMap((row) => hoursOf(random, row, staff))));
  insert('inspection', numbered(begun.flatMap((row) => inspectionsOf(random, row, person))));
  insert('client_invoice', numbered(begun.flatMap((row) => invoicesOf(random, row))));
  insert('accident', numbered(begun.flatMap((row) => accidentsOf(random, row))));
}

function employee(random, [first, last], index) {
  const position = index < 7 ? 'Site manager' : index < 11 ? 'Estimator' : random.weighted(['Tradesman', 'Apprentice', 'Labourer'], [65, 15, 20]);
  const trade = position === 'Tradesman' || position === 'Apprentice' ? random.pick(trades)[0] : null;
  const hired = random.day('2009-03-01', '2026-06-30');
  const left = index > 11 && hired < '2024-01-01' && random.chance(0.15) ? random.day('2025-08-01', '2026-10-01') : null;
  const rate = { 'Site manager': 52, Estimator: 47, Tradesman: 34, Apprentice: 17, Labourer: 24 }[position];
  return [first, last, position, trade, hired, left, rate + random.int(0, 8) / 2];
}

function project(random, [name, type, client], index) {
  const start = plusDays('2024-06-03', index * 30 + (index > 23 ? 230 : 0));
  const end = plusDays(start, random.int(180, 420));
  const status = index === 9 || index === 23 ? 'LOST' : index === 15 ? 'HLD' : index > 25 ? 'TEN' : index > 23 ? 'WON' : end < '2026-09-30' ? 'FIN' : 'RUN';
  const isBegun = ['FIN', 'RUN', 'HLD'].includes(status);
  const started = isBegun ? plusDays(start, random.int(-4, 30)) : null;
  const late = random.int(-12, 48);
  const ended = status === 'FIN' ? plusDays(end, late) : null;
  const area = random.chance(0.86) ? random.int(2, 60) * 100 : null;
  return [`P${24_001 + index * 3}`, name, client, type, status, isBegun || status === 'WON' ? random.int(1, 6) : null, random.int(7, 11),
    random.pick(['Harwick', 'Millbrook', 'Port Allen', 'Easton', 'Dunleigh']), random.int(12, 380) * 10_000, start, end, started,
      ended !== null && ended > today ? today : ended, area];
}

/** From its start until its end, or until today. */
const spanOf = ([, , , , , , , , , , , , started, ended]) => [started, ended ?? today];

function subcontractsOf(random, row) {
  const [from, to] = spanOf(row);
  return random.sample(subs.slice(0, 11).map((_, index) => index + 1), random.int(1, 4)).map((sub) => {
    const signed = random.day(plusDays(from, -20), plusDays(from, 40) < to ? plusDays(from, 40) : to);
    const done = row[13] !== null || random.chance(0.3) ? random.day(signed, to) : null;
    return [row[0], sub, random.int(8, 260) * 1_000, signed, done];
  });
}

function changesOf(random, row) {
  const [from, to] = spanOf(row);
  return Array.from({ length: random.int(0, 5) }, () => {
    const asked = random.day(from, to);
    const decision = random.weighted(['approved', 'rejected', 'open'], [62, 22, asked > '2026-08-01' ? 40 : 4]);
    const decided = plusDays(asked, random.int(2, 30));
    const day = decided > today ? today : decided;
    const isRemoval = random.chance(0.1);
    return [row[0], asked, isRemoval ? changes[6] : random.pick(changes), random.int(5, 400) * (isRemoval ? -100 : 100),
      decision === 'approved' ? day : null, decision === 'rejected' ? day : null];
  });
}

function hoursOf(random, row, staff) {
  const [from, to] = spanOf(row);
  const rows = [];
  for (let day = from < '2025-09-01' ? '2025-09-01' : from; day <= to; day = plusDays(day, random.int(1, 4))) {
    const able = staff.filter(([, , , position, , hired, left]) => position !== 'Site manager' && position !== 'Estimator' && hired <= day && (left === null || left >= day));
    const isWeekend = weekday(day) === 6;
    if (weekday(day) !== 0) rows.push(...random.sample(able, isWeekend ? 1 : random.int(1, 3)).map(([id]) => [id, row[0], day,
      random.pick([4, 6, 7.5, 8, 9]), isWeekend || random.chance(0.05)]));
  }
  return rows;
}

function inspectionsOf(random, row, person) {
  const [from, to] = spanOf(row);
  return Array.from({ length: random.int(1, 5) }, () => {
    const day = random.day(from, plusDays(to, 10));
    const isDone = day <= today;
    const passed = isDone ? random.chance(0.72) : null;
    return [row[0], random.pick(['Ines Portman', 'Carl Detmer', 'Joy Achebe', person().join(' ')]), day,
      random.pick(['foundation', 'structure', 'fire safety', 'electrical', 'final']), passed, isDone ? (passed ? 0 : random.int(1, 9)) : null];
  });
}

function invoicesOf(random, row) {
  const [from, to] = spanOf(row);
  const count = random.int(2, 6);
  return Array.from({ length: count }, () => {
    const issued = random.day(from, to);
    const due = plusDays(issued, 30);
    const paid = random.chance(issued > '2026-09-01' ? 0.3 : 0.93) ? plusDays(issued, random.int(9, 55)) : null;
    return [row[0], issued, due, cents((row[9] / 8) * (0.6 + random.next() * 0.7)), paid !== null && paid <= today ? paid : null];
  });
}

function accidentsOf(random, row) {
  const [from, to] = spanOf(row);
  return Array.from({ length: random.weighted([0, 1, 2], [45, 35, 20]) }, () => {
    const severity = random.weighted(['minor', 'moderate', 'serious'], [60, 30, 10]);
    return [row[0], random.chance(0.85) ? random.int(12, 44) : null, random.day(from, to), severity,
      { minor: 0, moderate: random.int(1, 9), serious: random.int(12, 60) }[severity]];
  });
}
