// A law firm with three offices; normalised, code tables, a responsible and a billing lawyer for each matter, time in minutes.
import { people } from '../names.mjs';
import { Random, cents, daysBetween, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE office (office_id INTEGER PRIMARY KEY, city TEXT NOT NULL, phone TEXT NOT NULL, opened_on TEXT NOT NULL);
CREATE TABLE lawyer_grade (grade_code TEXT PRIMARY KEY, label TEXT NOT NULL, hourly_rate INTEGER NOT NULL);
CREATE TABLE practice_area (area_code TEXT PRIMARY KEY, label TEXT NOT NULL);
CREATE TABLE matter_status (status_code TEXT PRIMARY KEY, label TEXT NOT NULL);
CREATE TABLE lawyer (lawyer_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, grade_code TEXT NOT NULL REFERENCES lawyer_grade(grade_code),
  office_id INTEGER NOT NULL REFERENCES office(office_id), supervisor_id INTEGER REFERENCES lawyer(lawyer_id), admitted_year INTEGER NOT NULL, joined_on TEXT NOT NULL,
  left_on TEXT, monthly_target_hours INTEGER);
CREATE TABLE client (client_id INTEGER PRIMARY KEY, name TEXT NOT NULL, is_company INTEGER NOT NULL, city TEXT NOT NULL, email TEXT, client_since TEXT NOT NULL,
  introduced_by_id INTEGER REFERENCES lawyer(lawyer_id), kyc_checked_on TEXT);
CREATE TABLE matter (matter_id INTEGER PRIMARY KEY, matter_no TEXT NOT NULL, title TEXT NOT NULL, client_id INTEGER NOT NULL REFERENCES client(client_id),
  area_code TEXT NOT NULL REFERENCES practice_area(area_code), status_code TEXT NOT NULL REFERENCES matter_status(status_code),
  responsible_lawyer_id INTEGER NOT NULL REFERENCES lawyer(lawyer_id), billing_lawyer_id INTEGER NOT NULL REFERENCES lawyer(lawyer_id),
  opened_on TEXT NOT NULL, closed_on TEXT, fixed_fee INTEGER, opposing_party TEXT);
CREATE TABLE invoice (invoice_id INTEGER PRIMARY KEY, invoice_no TEXT NOT NULL, matter_id INTEGER NOT NULL REFERENCES matter(matter_id), issued_on TEXT NOT NULL,
  due_on TEXT NOT NULL, net_amount REAL NOT NULL, vat_amount REAL NOT NULL);
CREATE TABLE time_entry (entry_id INTEGER PRIMARY KEY, matter_id INTEGER NOT NULL REFERENCES matter(matter_id), lawyer_id INTEGER NOT NULL REFERENCES lawyer(lawyer_id),
  work_date TEXT NOT NULL, minutes INTEGER NOT NULL, hourly_rate INTEGER NOT NULL, is_billable INTEGER NOT NULL, activity TEXT NOT NULL,
  invoice_id INTEGER REFERENCES invoice(invoice_id), entered_at TEXT NOT NULL);
CREATE TABLE payment (payment_id INTEGER PRIMARY KEY, invoice_id INTEGER NOT NULL REFERENCES invoice(invoice_id), received_on TEXT NOT NULL, amount REAL NOT NULL);
CREATE TABLE hearing (hearing_id INTEGER PRIMARY KEY, matter_id INTEGER NOT NULL REFERENCES matter(matter_id), court TEXT NOT NULL, held_at TEXT NOT NULL,
  attended_by_id INTEGER REFERENCES lawyer(lawyer_id), result TEXT);
`;

const offices = [['Kingsmoor', '555-4000', '1998-03-02'], ['Elverton', '555-4100', '2011-10-03'], ['Saltby', '555-4200', '2023-01-09']];
const grades = [['PA', 'Partner', 380], ['CO', 'Counsel', 310], ['SA', 'Senior associate', 260], ['AS', 'Associate', 210], ['TR', 'Trainee', 120]];
const areas = [['EM', 'Employment'], ['RE', 'Real estate'], ['FA', 'Family'], ['CP', 'Corporate'], ['IP', 'Intellectual property'], ['LI', 'Litigation'], ['TX', 'Tax']];
const statuses = [['OP', 'Open'], ['HO', 'On hold'], ['CL', 'Closed'], ['DC', 'Declined']];
const lawyers = [
  ['Ursula', 'Claridge', 'PA', 1, null, 1991, '1998-03-02', null, 90], ['Leonard', 'Moreau', 'PA', 1, null, 1996, '2003-05-12', null, 100],
  ['Farah', 'Kaplan', 'PA', 2, null, 2001, '2011-10-03', null, 100], ['Bernard', 'Eastwood', 'CO', 1, 1, 1988, '2009-02-16', '2026-03-31', 60],
  ['Simone', 'Keller', 'CO', 3, 2, 2004, '2023-01-09', null, 110], ['Tobias', 'Radford', 'SA', 1, 2, 2013, '2016-09-05', null, 140],
  ['Imogen', 'Walden', 'SA', 2, 3, 2014, '2018-01-15', null, 140], ['Pablo', 'Santos', 'SA', 3, 5, 2012, '2023-06-01', null, 135],
  ['Gwen', 'Larsen', 'AS', 1, 6, 2019, '2020-10-01', null, 150], ['Isaac', 'Obi', 'AS', 1, 6, 2020, '2021-09-06', null, 150],
  ['Nadia', 'Frost', 'AS', 2, 7, 2021, '2022-03-14', '2026-08-31', 150], ['Kasper', 'Lund', 'AS', 2, 7, 2022, '2024-01-08', null, 150],
  ['Stella', 'Garner', 'AS', 3, 8, 2018, '2025-02-03', null, 145], ['Theo', 'Ramsey', 'TR', 1, 9, 2026, '2025-09-01', null, null],
  ['Lucia', 'Weiss', 'TR', 2, 12, 2026, '2026-09-01', null, null],
];
const firms = `Albion Packaging,Brightwater Homes,Corvid Software,Dunmore Estates,Eastgate Logistics,Fairmead Foods,Gantry Steel,Hollin Textiles,Ironbridge Cycles,
Juniper Labs,Kestrel Media,Lowfield Farms,Marlin Yachts,Nightingale Care,Orchard Toys,Pinnacle Lifts,Quarry Stone,
Redwood Furniture,Saltby Breweries,Tern Airways,Umber Paints,
Vantage Optics`.replaceAll('\n', '').split(',');
const subjects = {
  EM: ['Unfair dismissal', 'Works agreement', 'Redundancy programme'], RE: ['Warehouse purchase', 'Office lease', 'Boundary dispute'],
  FA: ['Divorce', 'Custody', 'Prenuptial agreement'], CP: ['Share purchase', 'Articles of association', 'Joint venture'],
  IP: ['Trade mark filing', 'Patent licence', 'Copyright claim'], LI: ['Damages claim', 'Contract breach', 'Debt recovery'], TX: ['VAT appeal', 'Inheritance tax advice'],
};
const opponents = ['Halcyon Partners', 'Norwell Council', 'R. Trask', 'Blakeney Insurance', 'former spouse', 'Stowe Holdings'];
const activities = ['Drafting', 'Client meeting', 'Research', 'Correspondence', 'Negotiation', 'Court'];
const today = '2026-11-16';
const rateOf = (id) => grades.find(([code]) => code === lawyers[id - 1][2])[2];
const worksOn = (id, day) => lawyers[id - 1][6] <= day && (lawyers[id - 1][7] ?? '2027') >= day;
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);

export function fill(insert) {
  const random = new Random(5503);
  const person = people(random);
  insert('office', numbered(offices));
  insert('lawyer_grade', grades);
  insert('practice_area', areas);
  insert('matter_status', statuses);
  insert('lawyer', numbered(lawyers));
  const clients = numbered([...firms.map((name) => client(random, name, 1)), ...Array.from({ length: 30 }, () => client(random, person().join(' '), 0))]);
  insert('client', clients);
  const opened = Array.from({ length: 112 }, () => random.day('2025-01-07', '2026-11-06')).toSorted();
  const matters = numbered(opened.map((day, index) => matter(random, { day, index, clients })));
  insert('matter', matters);
  const worked = matters.flatMap((row) => entriesOf(random, row));
  const invoices = numbered(matters.flatMap((row) => invoicesOf(row, worked)).toSorted((a, b) => (a.day < b.day ? -1 : 1)).map((row) => [row]));
  insert('invoice', invoices.map(([id, { matterId, day, net, terms }]) => [id, `F${day.slice(2, 4)}-${String(id).padStart(4, '0')}`, matterId, day,
    plusDays(day, terms), net, cents(net * 0.2)]));
  const billedBy = new Map(invoices.flatMap(([id, { entries }]) => entries.map((entry) => [entry, id])));
  insert('time_entry', numbered(worked.toSorted((a, b) => (a[2] < b[2] ? -1 : 1)).map((entry) => [...entry, billedBy.get(entry) ?? null,
    `${plusDays(entry[2], random.int(0, 2))} ${random.time(8, 19, 1)}:00`])));
  insert('payment', numbered(invoices.flatMap(([id, row]) => paymentsOf(random, id, row)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1))));
  insert('hearing', numbered(matters.flatMap((row) => hearingsOf(random, row))));
}

function client(random, name, isCompany) {
  const since = random.day('2009-01-12', '2026-10-20');
  const [first, last] = name.toLowerCase().split(' ');
  const email = random.chance(0.85) ? (isCompany === 1 ? `legal@${first}${last}.example` : `${first}.${last}@home.example`) : null;
  return [name, isCompany, random.weighted(['Kingsmoor', 'Elverton', 'Saltby', 'Port Regis'], [42, 28, 18, 12]), email, since,
    random.weighted([1, 2, 3, 4, 5, 6, null], [20, 14, 12, 8, 30, 5, 16]), random.chance(0.88) ? plusDays(since, random.int(0, 14)) : null];
}

function matter(random, { day, index, clients }) {
  const known = clients.filter(([id, , , , , since]) => id !== 12 && id !== 41 && since <= day);
  const [clientId, , isCompany] = random.pick(random.chance(0.6) ? known.filter((row) => row[2] === 1) : known);
  const area = isCompany === 1 ? random.weighted(['EM', 'RE', 'CP', 'IP', 'LI', 'TX'], [20, 18, 24, 14, 18, 8]) : random.weighted(['FA', 'RE', 'EM', 'LI', 'TX'],
    [40, 20, 15, 13, 12]);
  const responsible = random.pick([2, 5, 6, 7, 8, 9, 10, 12, 13].concat(day < '2026-02-01' ? [4] : [], day < '2026-06-01' ? [11] : []).filter((id) => worksOn(id, day)));
  const billing = random.chance(0.4) ? responsible : random.pick([1, 2, 3]);
  const life = random.weighted([40, 120, 260, 500], [20, 34, 28, 18]) + random.int(0, 40);
  const end = plusDays(day, life);
  const status = random.chance(0.06) ? 'DC' : end < today ? 'CL' : random.weighted(['OP', 'HO'], [87, 13]);
  const closed = status === 'DC' ? plusDays(day, random.int(1, 9)) : status === 'CL' ? end : null;
  const fee = status !== 'DC' && (area === 'CP' || area === 'RE' || area === 'IP') && random.chance(0.35) ? random.int(4, 40) * 500 : null;
  const opposing = ['LI', 'EM', 'FA'].includes(area) && random.chance(0.8) ? random.pick(opponents) : null;
  return [`${day.slice(2, 4)}/${String(index + 201)}`, random.pick(subjects[area]), clientId, area, status, responsible, billing, day, closed, fee, opposing];
}

function entriesOf(random, [id, , , , , status, responsible, billing, opened, closed]) {
  if (status === 'DC') return [];
  const end = closed ?? '2026-11-13';
  const count = Math.min(30, Math.max(2, Math.round(daysBetween(opened, end) / random.int(8, 16))));
  const days = Array.from({ length: count }, () => random.day(opened, end)).filter((day) => weekday(day) % 6 !== 0 || random.chance(0.15));
  return days.map((day) => {
    const someone = random.weighted([responsible, billing, random.int(9, 15)], [64, 12, 24]);
    const lawyer = worksOn(someone, day) ? someone : 6;
    const rate = rateOf(lawyer) - (day < '2026' ? 10 : 0);
    return [id, lawyer, day, random.int(1, 32) * 6 + (random.chance(0.15) ? random.int(10, 30) * 6 : 0), rate, Number(random.chance(0.86)), random.pick(activities)];
  });
}

function invoicesOf([id, , , , , , , , , closed, fee], worked) {
  const own = worked.filter(([matterId, , , , , billable]) => matterId === id && billable === 1);
  const terms = id % 3 === 0 ? 45 : 14;
  if (fee !== null) return closed === null ? [] : [{ matterId: id, day: plusDays(closed, 5), net: fee, terms, entries: own }].filter(({ day }) => day < today);
  const rows = [];
  let from = '2025-01-01';
  for (let quarter = 1; quarter <= 7; quarter += 1) {
    const to = `${2025 + Math.floor(quarter / 4)}-${twoDigits((quarter % 4) * 3 + 1)}-01`;
    const start = from;
    const entries = own.filter(([, , day]) => day >= start && day < to);
    const net = cents(entries.reduce((sum, entry) => sum + (entry[3] / 60) * entry[4], 0));
    if (entries.length > 0) rows.push({ matterId: id, day: plusDays(to, 3 + (id % 9)), net, terms, entries });
    from = to;
  }
  return rows;
}

function paymentsOf(random, id, { day, net, terms }) {
  const gross = cents(net * 1.2);
  const first = plusDays(day, Math.max(2, terms + random.weighted([-9, -2, 6, 25, 60], [25, 30, 22, 15, 8]) + random.int(-1, 3)));
  if (first >= today || random.chance(0.05)) return [];
  if (random.chance(0.9)) return [[id, first, gross]];
  const half = cents(gross / 2);
  const second = plusDays(first, random.int(20, 45));
  return second < today && random.chance(0.5) ? [[id, first, half], [id, second, cents(gross - half)]] : [[id, first, half]];
}

function hearingsOf(random, [id, , , , area, status, responsible, billing, opened, closed]) {
  if (!['LI', 'EM', 'FA', 'TX'].includes(area) || status === 'DC') return [];
  return Array.from({ length: random.weighted([0, 1, 2, 3], [25, 40, 25, 10]) }, () => {
    const day = random.day(plusDays(opened, 20), plusDays(closed ?? '2026-12-18', closed === null ? 0 : 20));
    const open = weekday(day) === 0 ? plusDays(day, 1) : weekday(day) === 6 ? plusDays(day, 2) : day;
    const lawyer = random.weighted([responsible, billing], [75, 25]);
    const result = open > '2026-11-15' ? null : random.weighted(['Won', 'Lost', 'Settled', 'Adjourned'], [34, 16, 26, 24]);
    return [id, random.weighted(['Kingsmoor County Court', 'Elverton Tribunal', 'High Court'], [50, 36, 14]), `${open} ${random.time(9, 16, 30)}`,
      worksOn(lawyer, open) ? lawyer : 6, result];
  });
}
