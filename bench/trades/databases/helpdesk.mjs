// The support desk of a software maker; modern names, declared keys, moments as ISO text.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE teams (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL);
CREATE TABLE agents (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT NOT NULL, team_id INTEGER NOT NULL REFERENCES teams(id),
  lead_id INTEGER REFERENCES agents(id), level INTEGER NOT NULL, joined_on DATE NOT NULL, deactivated_at TIMESTAMP);
CREATE TABLE customers (id INTEGER PRIMARY KEY, company_name TEXT NOT NULL, plan TEXT NOT NULL, seats INTEGER NOT NULL, country TEXT NOT NULL,
  monthly_fee_cents INTEGER NOT NULL, signed_up_on DATE NOT NULL, cancelled_on DATE, account_manager_id INTEGER REFERENCES agents(id), updated_at TIMESTAMP NOT NULL);
CREATE TABLE contacts (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers(id), full_name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT,
  is_vip INTEGER NOT NULL);
CREATE TABLE sla_targets (priority TEXT PRIMARY KEY, first_reply_minutes INTEGER NOT NULL, resolution_hours INTEGER NOT NULL);
CREATE TABLE tickets (id INTEGER PRIMARY KEY, contact_id INTEGER NOT NULL REFERENCES contacts(id), assignee_id INTEGER REFERENCES agents(id), subject TEXT NOT NULL,
  channel TEXT NOT NULL, priority TEXT NOT NULL REFERENCES sla_targets(priority), status TEXT NOT NULL, created_at TIMESTAMP NOT NULL, first_reply_at TIMESTAMP,
  solved_at TIMESTAMP, follow_up_of_id INTEGER REFERENCES tickets(id), updated_at TIMESTAMP NOT NULL);
CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE ticket_tags (ticket_id INTEGER NOT NULL REFERENCES tickets(id), tag_id INTEGER NOT NULL REFERENCES tags(id), PRIMARY KEY (ticket_id, tag_id));
CREATE TABLE ticket_events (id INTEGER PRIMARY KEY, ticket_id INTEGER NOT NULL REFERENCES tickets(id), event TEXT NOT NULL, agent_id INTEGER REFERENCES agents(id),
  happened_at TIMESTAMP NOT NULL);
CREATE TABLE time_entries (id INTEGER PRIMARY KEY, ticket_id INTEGER NOT NULL REFERENCES tickets(id), agent_id INTEGER NOT NULL REFERENCES agents(id),
  worked_on DATE NOT NULL, minutes INTEGER NOT NULL, is_billable INTEGER NOT NULL);
CREATE TABLE satisfaction_ratings (id INTEGER PRIMARY KEY, ticket_id INTEGER NOT NULL REFERENCES tickets(id), score INTEGER NOT NULL, comment TEXT,
  rated_at TIMESTAMP NOT NULL);
`;

const now = '2026-11-16 11:30:00';
const teams = [['First line', 'Harwick'], ['Technical', 'Harwick'], ['Billing', 'Easton'], ['Onboarding', 'Dunleigh']];
/** Team, lead, level, day of joining, day of leaving. */
const posts = [
  [1, null, 3, '2018-04-03', null], [2, null, 3, '2017-09-18', null], [3, null, 3, '2019-02-11', null], [1, 1, 1, '2021-06-01', null], [1, 1, 1, '2022-10-03', null],
  [1, 1, 2, '2020-01-13', null], [2, 2, 2, '2020-08-24', null], [2, 2, 3, '2019-11-04', null], [3, 3, 2, '2023-03-20', null], [1, 1, 1, '2022-02-14', '2026-03-31'],
  [2, 2, 2, '2021-05-10', '2026-06-30'], [1, 1, 1, '2026-02-02', null], [3, 3, 1, '2026-07-06', null], [4, 2, 2, '2026-09-14', null],
];
const firms = `Oakline Movers;Redfern Legal;Brightside Dental;Kettle & Crumb;Summit Surveyors;Harwick Council;Blue Heron Hotels;Northgate Timber;Quill Press;
Marrow Bikes;Delta Roofing;Pinewood Schools;Lantern Films;Corvid Security;Saltmarsh Seafood;Tidewater Shipping;Elm Street Clinic;Vantage Optics;Juniper Travel;
Ironbridge Tools;Meadow Dairies;Foxglove Gardens;Cobalt Insurance;Granite Homes;Swift Couriers;Amber Energy;Willow Care;Osprey Outdoor;Larkspur Events;
Copperfield Books;Sable Cosmetics;Pebble Toys;Harbour Yachts;Sundial Watches`.split(/;\s*/);
const plans = { Starter: [49, 1, 8], Business: [190, 6, 40], Enterprise: [980, 40, 260] };
const targets = [['low', 1440, 240], ['normal', 480, 96], ['high', 120, 24], ['urgent', 30, 8]];
const subjects = {
  login: ['Cannot log in', 'Password reset mail never arrives', 'Two-factor code is refused'],
  billing: ['Charged twice', 'Question about my invoice', 'Wrong VAT number'], bug: ['Page stays blank', 'Numbers in the dashboard are off', 'App crashes on start'],
  export: ['Export takes for ever', 'CSV has broken umlauts'],
  integration: ['Calendar sync stopped', 'Webhook not firing'], 'feature-request': ['Dark mode please', 'Could you add bulk edit'],
  refund: ['Please refund last month'], mobile: ['Phone app shows no messages'], outage: ['Everything is down'], gdpr: ['Delete our data'],
};
const tagNames = [...Object.keys(subjects), 'beta'];
const praise = ['Very quick, thank you', 'Solved at once', 'Friendly and clear'];
const blame = ['Took far too long', 'Friendly but no solution', 'I had to explain it three times'];

export function fill(insert) {
  const random = new Random(4201);
  const person = people(random);
  insert('teams', teams.map((team, index) => [index + 1, ...team]));
  const agents = posts.map((post, index) => agent(person(), post, index + 1));
  insert('agents', agents);
  const customers = firms.map((firm, index) => customer(random, firm, index + 1));
  insert('customers', customers);
  const contacts = customers.flatMap((row) => contactsOf(random, person, row)).map((row, index) => [index + 1, ...row]);
  insert('contacts', contacts);
  insert('sla_targets', targets);
  const drafts = contacts.flatMap((row) => ticketsOf(random, row, customers[row[1] - 1])).toSorted((a, b) => (a.created < b.created ? -1 : 1));
  const tickets = drafts.map((draft, index) => ticket(random, draft, 10_001 + index));
  insert('tickets', tickets);
  insert('tags', tagNames.map((name, index) => [index + 1, name]));
  insert('ticket_tags', tickets.flatMap((row, index) => tagsOf(random, row[0], drafts[index])));
  numbered(insert, 'ticket_events', tickets.flatMap((row) => eventsOf(random, row)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1)));
  numbered(insert, 'time_entries', tickets.flatMap((row) => timesOf(random, row)));
  numbered(insert, 'satisfaction_ratings', tickets.flatMap((row) => ratingOf(random, row)));
}

function numbered(insert, table, rows) {
  insert(table, rows.map((row, index) => [index + 1, ...row]));
}

function agent([first, last], [team, lead, level, joined, left], id) {
  return [id, first, last, `${first}.${last}@desk.example`.toLowerCase(), team, lead, level, joined, left === null ? null : `${left} 17:00:00`];
}

function customer(random, firm, id) {
  const plan = random.weighted(Object.keys(plans), [10, 15, 9]);
  const [fee, fewest, most] = plans[plan];
  const signed = id > 29 ? random.day('2025-12-01', '2026-10-20') : random.day('2019-03-01', '2025-06-01');
  const gone = id % 8 === 3 ? random.day('2026-01-10', '2026-10-31') : null;
  const country = random.weighted(['GB', 'IE', 'DE', 'NL', 'US'], [16, 5, 6, 4, 3]);
  const manager = plan === 'Starter' ? null : random.pick([3, 9, 8]);
  const cost = fee * 100 + (plan === 'Starter' ? 0 : random.int(0, 9) * 1_500);
  return [id, firm, plan, random.int(fewest, most), country, cost, signed, gone !== null && gone > signed ? gone : null, manager,
    `${random.day('2026-10-01', '2026-11-14')} 03:00:00`];
}

function contactsOf(random, person, [id, firm, plan]) {
  const domain = firm.toLowerCase().replaceAll(/[^a-z]+/g, '');
  return Array.from({ length: { Starter: 1, Business: 2, Enterprise: 4 }[plan] + random.int(0, 1) }, () => {
    const [first, last] = person();
    return [id, `${first} ${last}`, `${first}.${last}@${domain}.example`.toLowerCase(), random.chance(0.7) ? `+44 20 ${random.int(1_000_000, 9_999_999)}` : null,
      random.chance(0.14)];
  });
}

function ticketsOf(random, [contact], [, , plan, , , , signed, gone]) {
  if (random.chance(0.06)) return [];
  const first = signed > '2025-08-01' ? signed : '2025-08-01';
  const last = gone ?? '2026-11-16';
  return Array.from({ length: random.int(1, 9) }, () => {
    const day = random.day(gone === null && signed < '2026-08-20' && random.chance(0.3) ? random.weighted(['2026-08-20', '2026-11-15'], [4, 1]) : first, last);
    const topic = random.weighted(Object.keys(subjects), [18, 16, 22, 10, 12, 11, 5, 8, 3, 1]);
    const early = weekday(day) % 6 === 0 && random.chance(0.6) ? plusDays(day, -2) : day;
    return { contact, topic, created: `${early} ${early === '2026-11-16' ? random.time(7, 11, 1) : random.time(7, 20, 1)}:00`, isBig: plan === 'Enterprise' };
  });
}

function later(moment, minutes) {
  return new Date(Date.parse(`${moment.replace(' ', 'T')}Z`) + minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

function ticket(random, { contact, topic, created, isBig }, id) {
  const priority = topic === 'outage' ? 'urgent' : random.weighted(['low', 'normal', 'high', 'urgent'], isBig ? [8, 46, 32, 14] : [24, 54, 17, 5]);
  const [, reply, solve] = targets.find(([name]) => name === priority);
  const able = posts.flatMap(([team, , , joined, left], index) => (joined <= created && (left === null || left >= created) && team !== 4 ? [index + 1] : []));
  const suits = able.filter((one) => posts[one - 1][0] === ({ billing: 3, refund: 3, bug: 2, integration: 2, outage: 2 }[topic] ?? 1));
  const replied = later(created, Math.max(2, Math.round(reply * random.weighted([0.15, 0.45, 0.8, 1.5], [34, 32, 20, 14]) * (0.6 + random.next() * 0.7))));
  const solved = later(replied, Math.round(solve * 60 * random.weighted([0.1, 0.4, 0.8, 1.9], [34, 34, 18, 14]) * (0.4 + random.next())));
  const isSolved = solved < now && random.chance(created < '2026-09-01' ? 0.985 : 0.8);
  const isReplied = isSolved || (replied < now && random.chance(0.8));
  const status = isSolved ? (solved < '2026-11-02' ? 'closed' : 'solved') : isReplied ? random.weighted(['open', 'pending', 'on_hold'], [50, 34, 16]) : 'new';
  const who = isReplied || random.chance(0.4) ? random.pick(random.chance(0.85) ? suits : able) : null;
  const before = random.chance(0.06) && id > 10_060 ? id - random.int(5, 50) : null;
  const changed = isSolved ? solved : isReplied ? replied : created;
  return [id, contact, who, random.pick(subjects[topic]), random.weighted(['email', 'chat', 'phone', 'web form'], [46, 26, 12, 16]), priority, status, created,
    isReplied ? replied : null, isSolved ? solved : null, before, later(changed, 5)];
}

function tagsOf(random, id, { topic }) {
  if (random.chance(0.07)) return [];
  const own = tagNames.indexOf(topic) + 1;
  const extra = random.chance(0.22) ? random.int(1, 9) : own;
  return (extra === own ? [own] : [own, extra]).map((tag) => [id, tag]);
}

function eventsOf(random, [id, , who, , , priority, , created, replied, solved]) {
  const found = [];
  if (replied !== null && random.chance(priority === 'urgent' ? 0.4 : 0.1)) found.push([id, 'escalated', who, later(replied, random.int(5, 200))]);
  if (solved !== null && random.chance(0.09)) found.push([id, 'reopened', null, later(replied, 45)]);
  if (who !== null && random.chance(0.16)) found.push([id, 'reassigned', who, later(created, 12)]);
  return found;
}

function timesOf(random, [id, , who, , , , , , replied, solved]) {
  if (replied === null) return [];
  const end = (solved ?? replied).slice(0, 10);
  return Array.from({ length: random.weighted([0, 1, 2, 3], [8, 50, 30, 12]) }, () => {
    const by = random.chance(0.9) ? who : 8;
    return [id, by, random.chance(0.6) ? replied.slice(0, 10) : end, random.weighted([5, 10, 15, 25, 40, 75, 120], [14, 24, 24, 16, 12, 7, 3]), random.chance(0.18)];
  });
}

function ratingOf(random, [id, , who, , , , , created, , solved]) {
  if (solved === null || solved > '2026-11-14' || !random.chance(0.42)) return [];
  const isSlow = Date.parse(solved.replace(' ', 'T')) - Date.parse(created.replace(' ', 'T')) > 4 * 86_400_000;
  const score = random.weighted([1, 2, 3, 4, 5], isSlow ? [18, 20, 26, 22, 14] : who === 4 ? [10, 12, 20, 30, 28] : [4, 6, 14, 34, 42]);
  return [[id, score, random.chance(0.3) ? random.pick(score > 3 ? praise : blame) : null, later(solved, random.int(20, 2_000))]];
}
