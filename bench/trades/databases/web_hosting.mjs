// A web host: accounts, plans, servers, domains, invoices, support; timestamps in UTC, money in cents.
import { people } from '../names.mjs';
import { Random, cents, daysBetween, plusDays, twoDigits } from '../random.mjs';

export const schema = `
CREATE TABLE team_members (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, team TEXT NOT NULL, lead_id INTEGER REFERENCES team_members(id),
  joined_at DATE NOT NULL, offboarded_at DATE);
CREATE TABLE accounts (id INTEGER PRIMARY KEY, contact_name TEXT NOT NULL, company TEXT, email TEXT NOT NULL, country_code CHAR(2) NOT NULL,
  referrer_id INTEGER REFERENCES accounts(id), account_manager_id INTEGER REFERENCES team_members(id), newsletter_opt_in BOOLEAN NOT NULL, created_at TIMESTAMP NOT NULL,
  deleted_at TIMESTAMP);
CREATE TABLE plans (id INTEGER PRIMARY KEY, name TEXT NOT NULL, category TEXT NOT NULL, monthly_cents INTEGER NOT NULL, disk_quota_gb INTEGER NOT NULL,
  retired_at DATE);
CREATE TABLE servers (id INTEGER PRIMARY KEY, hostname TEXT NOT NULL, data_center TEXT NOT NULL, operating_system TEXT NOT NULL, cpu_cores INTEGER NOT NULL,
  memory_gb INTEGER NOT NULL, provisioned_at DATE NOT NULL, decommissioned_at DATE);
CREATE TABLE subscriptions (id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES accounts(id), plan_id INTEGER NOT NULL REFERENCES plans(id),
  server_id INTEGER NOT NULL REFERENCES servers(id), state TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'cancelled')), billing_interval TEXT NOT NULL,
  discount_percent INTEGER NOT NULL DEFAULT 0, disk_used_gb REAL NOT NULL, started_at DATE NOT NULL, cancelled_at DATE, cancellation_reason TEXT);
CREATE TABLE domains (id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES accounts(id), fqdn TEXT NOT NULL UNIQUE, tld TEXT NOT NULL,
  registered_at DATE NOT NULL, expires_at DATE NOT NULL, auto_renew BOOLEAN NOT NULL, annual_fee_cents INTEGER NOT NULL);
CREATE TABLE invoices (id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES accounts(id), subscription_id INTEGER NOT NULL REFERENCES subscriptions(id),
  number TEXT NOT NULL UNIQUE, issued_at DATE NOT NULL, due_at DATE NOT NULL, net_cents INTEGER NOT NULL, tax_cents INTEGER NOT NULL, paid_at DATE,
  payment_method TEXT, voided_at DATE);
CREATE TABLE tickets (id INTEGER PRIMARY KEY, account_id INTEGER NOT NULL REFERENCES accounts(id), assignee_id INTEGER REFERENCES team_members(id), topic TEXT NOT NULL,
  priority TEXT NOT NULL, opened_at TIMESTAMP NOT NULL, first_response_at TIMESTAMP, resolved_at TIMESTAMP, satisfaction INTEGER);
CREATE TABLE incidents (id INTEGER PRIMARY KEY, server_id INTEGER NOT NULL REFERENCES servers(id), cause TEXT NOT NULL, is_planned BOOLEAN NOT NULL,
  started_at TIMESTAMP NOT NULL, ended_at TIMESTAMP, handled_by_id INTEGER REFERENCES team_members(id));
`;

const today = '2026-11-16';
/** Team, lead, day of joining, last day. */
const staff = [
  ['operations', null, '2013-05-06', null], ['support', null, '2015-02-16', null], ['support', 2, '2018-09-03', null], ['support', 2, '2020-11-09', null],
  ['support', 2, '2022-03-14', null], ['support', 2, '2021-06-07', '2026-03-31'], ['support', 2, '2026-08-03', null], ['operations', 1, '2017-01-16', null],
  ['operations', 1, '2023-10-02', null], ['sales', null, '2016-07-11', null], ['sales', 10, '2021-01-18', null], ['sales', 10, '2019-04-01', '2025-12-31'],
];
const plans = [['Starter', 'shared', 399, 10, null], ['Business', 'shared', 899, 50, null], ['WordPress Pro', 'wordpress', 1499, 40, null], ['Shop', 'wordpress', 2499, 80, null],
  ['VPS S', 'vps', 1290, 60, null], ['VPS M', 'vps', 2590, 120, null], ['VPS L', 'vps', 4990, 240, null], ['Dedicated 64', 'dedicated', 14900, 1000, null],
  ['Hobby', 'shared', 249, 5, '2025-06-30'], ['Dedicated 256', 'dedicated', 32900, 4000, null]];
const servers = [
  ['web01', 'Frankfurt', 'Debian 12', 32, 128, '2020-02-10', null], ['web02', 'Frankfurt', 'Debian 12', 32, 128, '2021-05-03', null],
  ['web03', 'Helsinki', 'Debian 13', 48, 192, '2025-03-17', null], ['wp01', 'Frankfurt', 'Ubuntu 24.04', 48, 256, '2022-08-22', null],
  ['wp02', 'Dublin', 'Ubuntu 24.04', 48, 256, '2024-01-15', null], ['node01', 'Helsinki', 'AlmaLinux 9', 64, 512, '2021-10-11', null],
  ['node02', 'Dublin', 'AlmaLinux 9', 96, 768, '2024-09-09', null], ['metal01', 'Frankfurt', 'Debian 12', 64, 384, '2022-02-28', null],
  ['web00', 'Dublin', 'Debian 10', 16, 64, '2015-06-15', '2025-09-30'], ['metal02', 'Helsinki', 'Debian 13', 128, 1024, '2026-10-05', null],
];
const homes = { shared: [1, 2, 3], wordpress: [4, 5], vps: [6, 7], dedicated: [8] };
const words = `amber anchor aspen beacon birch bramble bright canvas cedar cinder clover cobalt copper coral cosmic daisy drift ember falcon fern flint forest galaxy garnet ginger harbor
hazel indigo iris ivory jasper juniper kite lagoon lantern lemon lilac linen lotus maple marble meadow mellow mint mosaic nectar nova oak olive onyx opal orchid otter pebble
pepper pine pixel plum poppy quartz quill raven river robin rowan saffron sage salt scarlet silver sparrow spruce stone sunny swift tango thistle timber topaz tulip velvet violet
walnut willow winter zephyr`.split(/\s+/);
const trades = ['bakery', 'studio', 'dental', 'legal', 'cycles', 'films', 'books', 'garden', 'yoga', 'tools', 'travel', 'coffee', 'design', 'records', 'optics'];
const fees = { com: 1290, net: 1490, org: 1390, de: 890, io: 4500, shop: 2990 };

export function fill(insert) {
  const random = new Random(9101);
  const person = people(random);
  insert('team_members', staff.map(([team, lead, joined, left], index) => teamMember(person().join(' '), index + 1, team, lead, joined, left)));
  insert('plans', plans.map((plan, index) => [index + 1, ...plan]));
  insert('servers', servers.map((server, index) => [index + 1, ...server]));
  const created = Array.from({ length: 160 }, () => `${random.day(random.chance(0.42) ? '2025-12-01' : '2019-03-01', '2026-11-14')} ${random.time(6, 22, 1)}:00`).toSorted();
  const accounts = created.map((at, index) => account(random, person(), at, index));
  insert('accounts', accounts);
  const subscriptions = accounts.flatMap((one) => (one[0] % 13 === 5 ? [] : subscriptionsOf(random, one))).toSorted((a, b) => (a[7] < b[7] ? -1 : 1)).map((row, index) => [index + 1, ...row]);
  insert('subscriptions', subscriptions);
  insert('domains', domainsOf(random, accounts).map((row, index) => [index + 1, ...row]));
  const invoices = subscriptions.flatMap((one) => invoicesOf(random, one)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1));
  insert('invoices', invoices.map(([holder, subscription, day, ...rest], index) => [index + 1, holder, subscription, `INV-${10_401 + index}`, day, ...rest]));
  insert('tickets', Array.from({ length: 420 }, () => ticket(random, accounts)).toSorted((a, b) => (a[4] < b[4] ? -1 : 1)).map((row, index) => [5001 + index, ...row]));
  insert('incidents', Array.from({ length: 74 }, () => incident(random)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
}

function teamMember(name, id, team, lead, joined, left) {
  return [id, name, `${name.replace(' ', '.').toLowerCase()}@hostwell.example`, team, lead, joined, left];
}

function account(random, [first, last], at, index) {
  const company = random.chance(0.6) ? `${words[(index * 7) % words.length]} ${random.pick(trades)}`.replace(/\b\w/g, (letter) => letter.toUpperCase()) : null;
  const country = random.weighted(['DE', 'IE', 'FI', 'NL', 'GB', 'AT'], [40, 16, 12, 14, 12, 8]);
  const referrer = index > 20 && random.chance(0.22) ? random.weighted([4, 9, 17, random.int(1, Math.min(index, 60))], [14, 8, 5, 73]) : null;
  const isGone = at < '2026-06-01' && random.chance(0.12);
  return [index + 1, `${first} ${last}`, company, `${first}.${last}@mail.example`.toLowerCase(), country, referrer, company !== null && random.chance(0.4) ? random.pick([10, 11]) : null,
    random.chance(0.45), at, isGone ? `${random.day(at.slice(0, 10) < '2025-06-01' ? '2025-06-01' : at.slice(0, 10), '2026-11-12')} ${random.time(8, 20, 1)}:00` : null];
}

function subscriptionsOf(random, [holder, , company, , , , , , at, deleted]) {
  return Array.from({ length: random.weighted([1, 2, 3], company === null ? [80, 17, 3] : [50, 34, 16]) }, (_, index) => {
    const from = index === 0 ? at.slice(0, 10) : random.day(at.slice(0, 10), '2026-11-15');
    const plan = random.weighted([1, 2, 3, 4, 5, 6, 7, 8, 9], from < '2025-06-30' ? [20, 20, 16, 9, 12, 8, 5, 2, 14] : [30, 22, 18, 10, 12, 8, 5, 2, 0]);
    const [, category, , quota] = plans[plan - 1];
    const isCancelled = deleted !== null || random.chance(0.17);
    const end = deleted === null ? random.day(from < '2025-05-01' ? '2025-05-01' : from, '2026-11-14') : deleted.slice(0, 10);
    const gone = isCancelled && end > from ? end : null;
    const state = gone === null ? (random.chance(0.06) ? 'suspended' : 'active') : 'cancelled';
    const full = random.chance(0.08) ? 0.9 + random.next() * 0.25 : random.next() ** 2 * 0.85;
    return [holder, plan, random.pick(homes[category]), state, random.weighted(['monthly', 'yearly'], [58, 42]), random.weighted([0, 10, 25], [76, 16, 8]),
      Math.round(quota * full * 10) / 10, from, gone, gone === null ? null : random.weighted(['too expensive', 'switched provider', 'project ended', 'unreliable', null], [30, 24, 26, 12, 8])];
  });
}

/** A domain or more for most, some of them lapsed. */
function domainsOf(random, accounts) {
  const used = new Set();
  return accounts.flatMap(([holder, , company, , country, , , , at]) => Array.from({ length: holder % 8 === 3 ? 0 : random.weighted([1, 2, 3, 5], [55, 26, 13, 6]) }, () => {
    const tld = random.weighted([country === 'DE' ? 'de' : 'com', 'com', 'net', 'org', 'io', 'shop'], [40, 26, 8, 10, 7, 9]);
    const base = company === null || used.has(`${company}.${tld}`) ? `${random.pick(words)}-${random.pick(words)}` : company.toLowerCase().replace(' ', '-');
    used.add(`${company}.${tld}`);
    const from = random.day(at.slice(0, 10), '2026-11-15');
    const years = Math.max(1, Math.ceil((daysBetween(from, today) - (random.chance(0.12) ? 366 : 0)) / 365.25));
    return [holder, `${base}.${tld}`, tld, from, `${Number(from.slice(0, 4)) + years}${from.slice(4).replace('02-29', '02-28')}`, random.chance(0.7), fees[tld]];
  })).filter(([, name], index, all) => all.findIndex(([, other]) => other === name) === index);
}

/** Yearly ones once a year, monthly ones only in 2026 (before, they ran in another system). */
function invoicesOf(random, [id, holder, plan, , , interval, discount, , from, gone]) {
  const [step, first] = interval === 'yearly' ? [12, '2025-01-01'] : [1, '2026-01-01'];
  return Array.from({ length: 100 }, (_, index) => {
    const month = Number(from.slice(5, 7)) - 1 + index * step;
    return `${Number(from.slice(0, 4)) + Math.floor(month / 12)}-${twoDigits((month % 12) + 1)}-${twoDigits(Math.min(28, Number(from.slice(8))))}`;
  }).filter((day, index) => day >= first && day <= today && (gone === null || day < gone) && (interval === 'yearly' || (id + index) % 2 === 0)).map((day) => {
    const net = Math.round(plans[plan - 1][2] * (interval === 'yearly' ? 12 : 2) * (1 - discount / 100));
    const due = plusDays(day, 14);
    const paid = plusDays(day, random.weighted([0, 4, 11, 19, 38], [40, 22, 16, 14, 8]) + random.int(0, 3));
    const isVoid = random.chance(0.03);
    const isPaid = !isVoid && paid <= today && random.chance(0.95);
    return [holder, id, day, due, net, Math.round(net * 0.19), isPaid ? paid : null, isPaid ? random.weighted(['card', 'sepa', 'paypal'], [48, 34, 18]) : null,
      isVoid ? plusDays(day, random.int(1, 9)) : null];
  }).filter((row) => row[8] === null || row[8] <= today);
}

function plusMinutes(at, minutes) {
  return new Date(Date.parse(`${at.replace(' ', 'T')}Z`) + minutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}

function ticket(random, accounts) {
  const day = random.chance(0.06) ? random.day('2026-11-12', today) : random.day(random.chance(0.4) ? '2026-07-01' : '2025-10-01', '2026-11-15');
  const known = accounts.filter(([id, , , , , , , , at, deleted]) => id % 6 !== 2 && at.slice(0, 10) < day && (deleted === null || deleted.slice(0, 10) > day));
  const opened = `${day} ${day === today ? random.time(5, 12, 1) : random.time(6, 23, 1)}:00`;
  const able = staff.flatMap(([team, , joined, left], index) => (team === 'support' && joined <= day && (left === null || left > day) ? [index + 1] : []));
  const priority = random.weighted(['low', 'normal', 'high', 'urgent'], [20, 52, 20, 8]);
  const reply = plusMinutes(opened, random.weighted([12, 45, 160, 600, 1500], priority === 'urgent' ? [60, 30, 8, 2, 0] : [16, 30, 28, 20, 6]) + random.int(0, 40));
  const resolved = plusMinutes(reply, random.weighted([30, 240, 1400, 4300, 9800], [30, 28, 22, 14, 6]) + random.int(0, 200));
  const isAnswered = reply < `${today} 12:00:00` && random.chance(day > '2026-11-12' ? 0.6 : 0.99);
  const isDone = isAnswered && resolved < `${today} 12:00:00` && random.chance(0.96);
  return [random.chance(0.35) ? random.pick(known.slice(0, 30))[0] : random.pick(known)[0], isAnswered || random.chance(0.3) ? random.weighted(able, able.map((id) => (id === 2 ? 1 : 2 + (id % 3)))) : null,
    random.weighted(['e-mail', 'billing', 'dns', 'ssl', 'performance', 'migration'], [26, 20, 16, 14, 16, 8]), priority, opened, isAnswered ? reply : null, isDone ? resolved : null,
    isDone && random.chance(0.6) ? random.weighted([1, 2, 3, 4, 5], [5, 7, 14, 34, 40]) : null];
}

function incident(random) {
  const server = random.weighted([1, 2, 3, 4, 5, 6, 7, 8], [20, 12, 6, 14, 7, 16, 9, 6]);
  const day = random.day(random.chance(0.06) ? '2026-11-09' : servers[server - 1][5] > '2025-01-01' ? servers[server - 1][5] : '2025-01-01', '2026-11-14');
  const isPlanned = random.chance(0.24);
  const start = `${day} ${isPlanned ? random.time(1, 4) : random.time(0, 24, 1)}:00`;
  const cause = isPlanned ? random.pick(['kernel update', 'hardware swap']) : random.weighted(['disk failure', 'ddos', 'power', 'network', 'software bug'], [18, 22, 10, 28, 22]);
  const isOpen = day > '2026-11-08' && random.chance(0.6);
  return [server, cause, isPlanned, start, isOpen ? null : plusMinutes(start, cents(random.weighted([9, 28, 75, 240, 600], [22, 32, 26, 14, 6]) + random.int(0, 25))), random.chance(0.9) ? random.pick([1, 8, 9]) : null];
}
