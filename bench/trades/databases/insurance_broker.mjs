// An insurance broker in a county town; normalised, code tables, three members of staff on a policy, renewals that point to the term before.
import { people } from '../names.mjs';
import { Random, cents, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE cover_line (line_code TEXT PRIMARY KEY, label TEXT NOT NULL, is_commercial INTEGER NOT NULL);
CREATE TABLE policy_status (status_code TEXT PRIMARY KEY, label TEXT NOT NULL);
CREATE TABLE claim_status (status_code TEXT PRIMARY KEY, label TEXT NOT NULL);
CREATE TABLE staff (staff_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, job_title TEXT NOT NULL,
  reports_to_id INTEGER REFERENCES staff(staff_id),
  hired_on TEXT NOT NULL, left_on TEXT, weekly_hours INTEGER NOT NULL);
CREATE TABLE insurer (insurer_id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL, contact_id INTEGER REFERENCES staff(staff_id),
  agency_since TEXT NOT NULL,
  agency_ended_on TEXT, broker_line TEXT);
CREATE TABLE client (client_id INTEGER PRIMARY KEY, name TEXT NOT NULL, is_business INTEGER NOT NULL, town TEXT NOT NULL, email TEXT, phone TEXT,
  client_since TEXT NOT NULL,
  account_manager_id INTEGER REFERENCES staff(staff_id), referred_by_id INTEGER REFERENCES client(client_id), deleted_at TEXT, updated_at TEXT NOT NULL);
CREATE TABLE policy (policy_id INTEGER PRIMARY KEY, policy_no TEXT NOT NULL UNIQUE, client_id INTEGER NOT NULL REFERENCES client(client_id),
  insurer_id INTEGER NOT NULL REFERENCES insurer(insurer_id), line_code TEXT NOT NULL REFERENCES cover_line(line_code),
  status_code TEXT NOT NULL REFERENCES policy_status(status_code), sold_by_id INTEGER NOT NULL REFERENCES staff(staff_id),
  handled_by_id INTEGER NOT NULL REFERENCES staff(staff_id), starts_on TEXT NOT NULL, ends_on TEXT NOT NULL, cancelled_on TEXT, annual_premium REAL NOT NULL,
  commission_pct REAL NOT NULL, sum_insured INTEGER, excess INTEGER NOT NULL, renewed_from_id INTEGER REFERENCES policy(policy_id), created_at TEXT NOT NULL);
CREATE TABLE instalment (instalment_id INTEGER PRIMARY KEY, policy_id INTEGER NOT NULL REFERENCES policy(policy_id), due_on TEXT NOT NULL, amount REAL NOT NULL,
  paid_on TEXT, method TEXT NOT NULL);
CREATE TABLE claim (claim_id INTEGER PRIMARY KEY, claim_no TEXT NOT NULL UNIQUE, policy_id INTEGER NOT NULL REFERENCES policy(policy_id),
  status_code TEXT NOT NULL REFERENCES claim_status(status_code), reported_by_id INTEGER REFERENCES staff(staff_id), handler_id INTEGER REFERENCES staff(staff_id),
  occurred_on TEXT NOT NULL, reported_on TEXT NOT NULL, closed_on TEXT, cause TEXT NOT NULL, amount_claimed REAL NOT NULL, amount_paid REAL);
CREATE TABLE quote (quote_id INTEGER PRIMARY KEY, client_id INTEGER NOT NULL REFERENCES client(client_id), line_code TEXT NOT NULL REFERENCES cover_line(line_code),
  insurer_id INTEGER NOT NULL REFERENCES insurer(insurer_id), prepared_by_id INTEGER NOT NULL REFERENCES staff(staff_id), quoted_on TEXT NOT NULL,
    premium REAL NOT NULL,
  decided_on TEXT, is_accepted INTEGER, lost_to TEXT);
CREATE TABLE contact_log (log_id INTEGER PRIMARY KEY, client_id INTEGER NOT NULL REFERENCES client(client_id), staff_id INTEGER NOT NULL REFERENCES staff(staff_id),
  logged_at TEXT NOT NULL, channel TEXT NOT NULL, minutes INTEGER, topic TEXT NOT NULL);
`;

const lines = [['MOT', 'Motor', 0], ['HOM', 'Home contents', 0], ['BLD', 'Buildings', 0], ['TRV', 'Travel', 0], ['PET', 'Pet', 0], ['FLT', 'Fleet', 1],
  ['LIA', 'Public liability', 1], ['PRO', 'Commercial property', 1], ['CYB', 'Cyber', 1], ['MAR', 'Marine cargo', 1]];
const policyStatuses = [['PE', 'Not started yet'], ['IF', 'In force'], ['EX', 'Expired'], ['CA', 'Cancelled']];
const claimStatuses = [['RE', 'Reported'], ['AS', 'Being assessed'], ['SE', 'Settled'], ['RJ', 'Rejected'], ['WD', 'Withdrawn']];
const staff = [
  ['Ellen', 'Prescott', 'Managing director', null, '2004-05-03', null, 40], ['Rupert', 'Bellamy', 'Head of sales', 1, '2009-09-14', null, 40],
  ['Agnes', 'Thackeray', 'Claims manager', 1, '2008-02-18', null, 38], ['Cedric', 'Obi', 'Account manager', 2, '2014-06-02', null, 40],
  ['Hazel', 'Lombard', 'Account manager', 2, '2016-11-07', null, 30], ['Arjun', 'Patel', 'Account manager', 2, '2019-03-11', null, 40],
  ['Moira', 'Kirby', 'Account manager', 2, '2012-01-09', '2026-05-31', 40], ['Dana', 'Whitaker', 'Account manager', 2, '2025-09-01', null, 40],
  ['Silas', 'Nyman', 'Claims handler', 3, '2017-08-21', null, 40], ['Gemma', 'Duarte', 'Claims handler', 3, '2020-10-05', null, 24],
  ['Percy', 'Oakley', 'Claims handler', 3, '2015-04-13', '2026-02-28', 40], ['Tilda', 'Vaughn', 'Trainee', 2, '2026-08-03', null, 40],
];
const insurers = [
  ['Harbourline Mutual', 'Port Stane', 2, '2004-06-01', null, '0800 555 101'], ['Northway Assurance', 'Calder', 4, '2006-03-15', null, '0800 555 102'],
  ['Crestfield', 'Calder', 5, '2010-01-01', null, '0800 555 103'], ['Old Oak Insurance', 'Merrow', 2, '2004-06-01', null, null],
  ['Sable & Finch', 'Lindholm', 6, '2018-09-01', null, '0800 555 105'], ['Meridian Marine', 'Port Stane', 2, '2013-05-20', null, '0800 555 106'],
  ['Pawsafe', 'Merrow', 5, '2021-02-01', null, null], ['Tollgate General', 'Calder', null, '2007-07-01', '2026-03-31', null],
  ['Quantum Shield', 'Lindholm', 6, '2026-09-15', null, '0800 555 109'],
];
const firms = `Alder Joinery,Bracken Haulage,Castle Street Bakery,Drumlin Dairies,Elm Park Nursery,Fenwick Cold Stores,Greyfriars Hotel,Hobday Roofing,Inkwell Print,
Jarrold Scaffolding,
Kettle Lane Garage,Lockside Chandlers,Mossman Freight,Nettlecombe Estates,Overton Plastics,Paxford Electrical,Quayside Seafood,Rushmere Golf Club,Stonebridge Dental,
Thornbury Taxis,Upfield Farms,
Verity Accountants,Wharfedale Wines,Yew Tree Care Home`.replaceAll('\n', '').split(',');
const offers = {
  MOT: [1, 2, 3, 4, 8], HOM: [1, 2, 4, 8], BLD: [1, 2, 4], TRV: [3, 5], PET: [7], FLT: [2, 3, 8], LIA: [2, 4, 5], PRO: [1, 4, 5], CYB: [5], MAR: [6],
};
const premiums = { MOT: [280, 900], HOM: [110, 320], BLD: [190, 520], TRV: [60, 240], PET: [140, 420], FLT: [2400, 9800], LIA: [450, 2100], PRO: [1100, 6800],
  CYB: [600, 2600], MAR: [1900, 7200] };
const commissions = { MOT: 10, HOM: 20, BLD: 18, TRV: 25, PET: 22, FLT: 12.5, LIA: 17.5, PRO: 16, CYB: 20, MAR: 15 };
const causes = {
  MOT: ['Collision', 'Theft', 'Windscreen', 'Vandalism'], HOM: ['Theft', 'Water leak', 'Accidental damage'], BLD: ['Storm', 'Water leak', 'Fire'],
  TRV: ['Cancellation', 'Medical', 'Lost luggage'],
  PET: ['Vet treatment'], FLT: ['Collision', 'Theft', 'Windscreen'], LIA: ['Slip or fall', 'Property damage'], PRO: ['Fire', 'Storm', 'Water leak', 'Theft'],
    CYB: ['Ransomware', 'Phishing'],
  MAR: ['Damage in transit', 'Theft'],
};
const topics = ['Renewal', 'New business', 'Claim', 'Complaint', 'Change of address', 'Payment'];
const today = '2026-11-16';
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
const works = (id, day) => staff[id - 1][4] <= day && (staff[id - 1][5] ?? '2028') >= day;
const byColumn = (column) => (a, b) => (a[column] < b[column] ? -1 : 1);
const workday = (day) => plusDays(day, { 0: 1, 6: 2 }[weekday(day)] ?? 0);

export function fill(insert) {
  const random = new Random(6101);
  const person = people(random);
  insert('cover_line', lines);
  insert('policy_status', policyStatuses);
  insert('claim_status', claimStatuses);
  insert('staff', numbered(staff));
  insert('insurer', numbered(insurers));
  const named = random.shuffled([...firms.map((name) => [name, 1]), ...Array.from({ length: 92 }, () => [person().join(' '), 0])]);
  const clients = numbered(named.map(([name, isBusiness], index) => client(random, { name, isBusiness, index })));
  insert('client', clients);
  const policies = policiesOf(random, clients);
  insert('policy', policies);
  insert('instalment', numbered(policies.flatMap((row) => instalmentsOf(random, row)).toSorted(byColumn(1))));
  const claims = policies.flatMap((row) => claimsOf(random, row)).toSorted(byColumn(5));
  insert('claim', numbered(claims.map((row, index) => [`C${row[5].slice(2, 4)}-${String(index + 301)}`, ...row])));
  insert('quote', numbered(Array.from({ length: 210 }, () => quote(random, clients)).toSorted(byColumn(4))));
  insert('contact_log', numbered(Array.from({ length: 420 }, () => contact(random, clients)).toSorted(byColumn(2))));
}

function client(random, { name, isBusiness, index }) {
  const since = random.day('2006-02-01', index > 100 ? '2026-10-28' : '2025-02-01');
  const slug = name.toLowerCase().replaceAll(' ', '.');
  const manager = random.weighted([4, 5, 6, 7, 8, null], [30, 22, 24, 6, 12, 6]);
  return [name, isBusiness, random.weighted(['Calder', 'Merrow', 'Stanebridge', 'Upper Lyle', 'Port Stane'], [40, 24, 16, 12, 8]),
    random.chance(0.86) ? `${slug}@${isBusiness === 1 ? 'office' : 'post'}.example` : null, random.chance(0.9) ? `0${random.int(1200, 1899)} ${random.int(200000,
 899999)}` : null,
    since, manager, index > 12 && random.chance(0.3) ? random.int(1, 12) : null,
    index < 100 && random.chance(0.09) ? `${random.day('2025-06-01', '2026-10-30')} 16:20:00` : null,
    `${random.day('2026-01-04', '2026-11-13')} ${random.time(8, 18, 1)}:00`];
}

/** Terms of a year, each renewed at its end more often than not. */
function policiesOf(random, clients) {
  const terms = [];
  for (const [clientId, , isBusiness, , , , since, manager, , deleted] of clients) {
    if (clientId % 17 === 5) continue;
    const kinds = isBusiness === 1 ? ['FLT', 'LIA', 'PRO', 'CYB', 'MAR'] : ['MOT', 'HOM', 'BLD', 'TRV', 'PET'];
    const count = random.weighted([1, 2, 3, 4], isBusiness === 1 ? [15, 40, 30, 15] : [34, 38, 20, 8]);
    const chosen = new Set(Array.from({ length: count }, () => random.weighted(kinds, isBusiness === 1 ? [24, 30, 26, 12, 8] : [38, 26, 16, 12, 8])));
    const from = since > '2024-10-01' ? since : '2024-10-01';
    for (const line of chosen) {
      const to = deleted !== null ? '2025-06-01' : random.chance(0.3) ? '2026-11-08' : '2025-12-31';
      term(random, terms, { clientId, manager, line, deleted, start: random.day(from, to > from ? to : plusDays(from, 10)) });
    }
  }
  const sorted = terms.toSorted((a, b) => (a.start < b.start ? -1 : 1));
  sorted.forEach((row, index) => { row.id = index + 1; });
  return sorted.map((row) => [row.id, `${row.line}-${row.start.slice(2, 4)}${String(row.id + 4000)}`, row.clientId, row.insurer, row.line, row.status, row.seller,
 row.handler, row.start,
    row.end, row.cancelled, row.premium, row.commission, row.sum, row.excess, row.before?.id ?? null, `${plusDays(row.start, -random.int(1, 30))} ${random.time(8,
 18, 1)}:00`]);
}

function term(random, terms, { clientId, manager, line, deleted, start, before }) {
  const able = offers[line].filter((id) => insurers[id - 1][3] <= start && (insurers[id - 1][4] ?? '2028') >= start);
  const insurer = before !== undefined && able.includes(before.insurer) && random.chance(0.88) ? before.insurer : random.pick(able);
  const end = plusDays(start, 364);
  const gone = random.chance(0.07) ? random.day(plusDays(start, 15), plusDays(start, 330)) : null;
  const cancelled = gone !== null && gone < today ? gone : null;
  const status = cancelled !== null ? 'CA' : start > today ? 'PE' : end < today ? 'EX' : 'IF';
  const [low, high] = premiums[line];
  const premium = before === undefined ? cents(random.int(low * 100, high * 100) / 100) : cents(before.premium * (0.96 + random.next() * 0.15));
  const sellers = [4, 5, 6, 7, 8, 2].filter((id) => works(id, start));
  const seller = before?.seller ?? (manager !== null && works(manager, start) && random.chance(0.6) ? manager : random.pick(sellers));
  const handler = random.chance(0.5) && works(seller, start) ? seller : random.pick([...sellers, ...(start > '2026-08-10' ? [12] : [])]);
  const sum = line === 'LIA' || line === 'TRV' ? null : before?.sum ?? Math.round((premium * random.int(60, 240)) / 1000) * 1000;
  const row = { clientId, insurer, line, status, seller, handler, start, end, cancelled, premium, commission: commissions[line] + (insurer === 5 ? 2.5 : 0), sum,
    excess: before?.excess ?? random.pick([0, 100, 150, 250, 500]), before };
  terms.push(row);
  const next = plusDays(start, 365);
  if (cancelled === null && next < '2026-12-12' && deleted === null && random.chance(0.83)) term(random, terms, { clientId, manager, line, deleted, start: next,
    before: row });
}

function instalmentsOf(random, [id, , , , line, , , , start, , cancelled, premium]) {
  const parts = line === 'TRV' || line === 'PET' ? 1 : random.weighted([1, 2, 4], [46, 22, 32]);
  const method = random.weighted(['Direct debit', 'Bank transfer', 'Card'], parts === 1 ? [20, 40, 40] : [76, 18, 6]);
  return Array.from({ length: parts }, (_, index) => plusDays(start, Math.round((index * 365) / parts))).filter((day) => day < (cancelled ?? '2027')).map((day) => {
    const paid = plusDays(day, random.weighted([-3, 0, 2, 9, 26], [18, 40, 24, 12, 6]));
    return [id, day, cents(premium / parts), paid < today && random.chance(0.97) ? paid : null, method];
  });
}

function claimsOf(random, [id, , , , line, , , , start, end, cancelled, premium]) {
  if (start > today || !random.chance(line === 'FLT' || line === 'MOT' ? 0.42 : 0.25)) return [];
  const until = [end, cancelled ?? end, '2026-11-10'].toSorted((a, b) => (a < b ? -1 : 1))[0];
  return Array.from({ length: line === 'FLT' ? random.int(1, 3) : 1 }, () => {
    const occurred = random.day(start, until);
    const reported = [plusDays(occurred, random.weighted([0, 1, 3, 8, 21], [26, 30, 22, 15, 7])), '2026-11-15'].toSorted()[0];
    const done = plusDays(reported, random.weighted([12, 30, 70, 160], [24, 34, 28, 14]) + random.int(0, 14));
    const isOpen = done > '2026-11-13';
    const status = isOpen ? (plusDays(reported, 20) > today ? 'RE' : 'AS') : random.weighted(['SE', 'RJ', 'WD'], [76, 16, 8]);
    const claimed = cents(premium * (0.3 + random.next() * random.pick([0.9, 1.6, 4.5])));
    const handlers = [3, 9, 10, 11].filter((staffId) => works(staffId, reported));
    const handler = status === 'RE' && random.chance(0.4) ? null : random.pick([...handlers, 9]);
    return [id, status, random.chance(0.3) ? null : random.pick([4, 5, 6, 8].filter((staffId) => works(staffId, reported))), handler, occurred, reported,
      isOpen ? null : done,
      random.pick(causes[line]), claimed, status === 'SE' ? cents(claimed * (0.62 + random.next() * 0.38)) : null];
  });
}

function quote(random, clients) {
  const day = workday(random.day('2025-07-01', '2026-11-12'));
  const [clientId, , isBusiness] = random.pick(clients.filter((row) => row[6] <= day && row[9] === null));
  const line = random.pick(lines.filter(([, , isCommercial]) => isCommercial === isBusiness))[0];
  const insurer = random.pick([...offers[line], ...(line === 'CYB' && day > '2026-09-15' ? [9, 9] : [])].filter((id) => (insurers[id - 1][4] ?? '2028') >= day));
  const [low, high] = premiums[line];
  const decided = plusDays(day, random.weighted([1, 4, 10, 24], [25, 35, 26, 14]));
  const isOpen = decided > '2026-11-15' || random.chance(0.09);
  const isAccepted = random.chance(0.46);
  const lostTo = !isOpen && !isAccepted && random.chance(0.7) ? random.pick(['Comparison site', 'Another broker', 'Went direct',
    'Stayed with present insurer']) : null;
  return [clientId, line, insurer, random.pick([4, 5, 6, 7, 8, 12].filter((id) => works(id, day))), day, cents(random.int(low * 100, high * 100) / 100),
    isOpen ? null : decided,
    isOpen ? null : Number(isAccepted), lostTo];
}

function contact(random, clients) {
  const day = workday(random.day('2026-01-05', '2026-11-13'));
  const [clientId] = random.pick(clients.filter((row) => row[6] <= day && row[0] % 9 !== 4));
  const channel = random.weighted(['Phone', 'E-mail', 'Visit', 'Office'], [48, 32, 9, 11]);
  const minutes = channel === 'E-mail' ? null : channel === 'Phone' ? random.int(2, 28) : random.int(3, 15) * 5;
  return [clientId, random.pick([4, 5, 6, 7, 8, 9, 10, 12].filter((id) => works(id, day))), `${day} ${random.time(8, 17, 1)}:00`, channel, minutes,
    random.weighted(topics, [30, 16, 22, 7, 8, 17])];
}
