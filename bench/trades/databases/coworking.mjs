// Shared offices in three towns; normalised, lookups, two keys from one table to the same people, money in cents, moments of bookings as epoch seconds.
import { people } from '../names.mjs';
import { Random, daysBetween, epochSeconds, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE site (site_id INTEGER PRIMARY KEY, site_name TEXT NOT NULL, town TEXT NOT NULL, opened_on DATE NOT NULL);
CREATE TABLE person_role (role_id INTEGER PRIMARY KEY, label TEXT NOT NULL);
CREATE TABLE company (company_id INTEGER PRIMARY KEY, company_name TEXT NOT NULL, industry TEXT, parent_company_id INTEGER REFERENCES company(company_id),
  billing_contact_id INTEGER REFERENCES person(person_id));
CREATE TABLE person (person_id INTEGER PRIMARY KEY, given_name TEXT NOT NULL, family_name TEXT NOT NULL, email TEXT,
  role_id INTEGER NOT NULL REFERENCES person_role(role_id),
  company_id INTEGER REFERENCES company(company_id), home_site_id INTEGER NOT NULL REFERENCES site(site_id), referred_by_id INTEGER REFERENCES person(person_id),
  joined_on DATE NOT NULL, left_on DATE, created_at TIMESTAMP NOT NULL);
CREATE TABLE plan (plan_id INTEGER PRIMARY KEY, plan_name TEXT NOT NULL, monthly_cents INTEGER NOT NULL, room_hours INTEGER NOT NULL, is_retired INTEGER NOT NULL);
CREATE TABLE membership (membership_id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES person(person_id), plan_id INTEGER NOT NULL REFERENCES plan(plan_id),
  started_on DATE NOT NULL, ended_on DATE, end_reason TEXT);
CREATE TABLE space_kind (kind_id INTEGER PRIMARY KEY, label TEXT NOT NULL);
CREATE TABLE space (space_id INTEGER PRIMARY KEY, site_id INTEGER NOT NULL REFERENCES site(site_id), kind_id INTEGER NOT NULL REFERENCES space_kind(kind_id),
  space_name TEXT NOT NULL, seats INTEGER NOT NULL, hourly_cents INTEGER NOT NULL, has_screen INTEGER NOT NULL);
CREATE TABLE booking (booking_id INTEGER PRIMARY KEY, space_id INTEGER NOT NULL REFERENCES space(space_id), booked_by_id INTEGER NOT NULL REFERENCES person(person_id),
  used_by_id INTEGER NOT NULL REFERENCES person(person_id), booked_at INTEGER NOT NULL, starts_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, checked_in_at INTEGER,
  cancelled_at INTEGER);
CREATE TABLE invoice (invoice_id INTEGER PRIMARY KEY, company_id INTEGER REFERENCES company(company_id), person_id INTEGER REFERENCES person(person_id),
  issued_on DATE NOT NULL, due_on DATE NOT NULL, net_cents INTEGER NOT NULL, vat_cents INTEGER NOT NULL, paid_on DATE);
CREATE TABLE visit (visit_id INTEGER PRIMARY KEY, site_id INTEGER NOT NULL REFERENCES site(site_id), visitor_name TEXT NOT NULL, visitor_company TEXT,
  host_id INTEGER NOT NULL REFERENCES person(person_id), signed_in_by_id INTEGER NOT NULL REFERENCES person(person_id), arrived_at TIMESTAMP NOT NULL,
    departed_at TIMESTAMP);
`;

const sites = [['Foundry Yard', 'Harwick', '2019-05-06'], ['Canal Loft', 'Millbrook', '2022-01-17'], ['Old Customs House', 'Port Allen', '2025-03-03']];
const plans = [['Day Pass', 2_200, 0, 0], ['Flex', 14_900, 4, 0], ['Resident', 28_900, 10, 0], ['Night Owl', 9_900, 2, 0], ['Studio', 42_000, 20, 0],
  ['Founder', 19_900, 8, 1]];
const companies = [
  ['Paperboat Studio', 'design', null], ['Northlight Analytics', 'software', null], ['Juniper & Salt', 'food', null], ['Tern Architects', 'architecture', null],
    ['Bluefin Software', 'software', 2],
  ['Lantern Films', 'media', null], ['Mosaic Tax', 'accounting', null], ['Cobble Games', 'software', null], ['Wren Translations', null, null],
  ['Halyard Legal', 'law', null],
  ['Northlight Maps', 'software', 2], ['Poppyseed PR', 'marketing', null], ['Greenlane Energy', 'energy', null], ['Inkwell Press', 'media', null],
  ['Inkwell Audio', 'media', 14],
  ['Third Harbour', 'consulting', null], ['Acorn Robotics', 'engineering', null], ['Lumen Learning', 'education', null],
];
const kinds = ['Hot desk', 'Fixed desk', 'Meeting room', 'Phone booth'];
const rooms = [['Anvil', 'Bellows', 'Crucible', 'Hammer'], ['Towpath', 'Barge', 'Lock'], ['Compass', 'Sextant', 'Ledger']];
const guests = 'Ashdown Bank,Fairfax Interiors,City Council,Merrow Ventures,Redwing Couriers,Orbit Recruiting,Hollis & Co,Pebble Phones'.split(',');
const today = '2026-11-16';
const staffCount = 7;

export function fill(insert) {
  const random = new Random(5604);
  const person = people(random);
  insert('site', sites.map((row, index) => [index + 1, ...row]));
  insert('person_role', [[1, 'Member'], [2, 'Front desk'], [3, 'Community manager']]);
  insert('plan', plans.map((row, index) => [index + 1, ...row]));
  insert('space_kind', kinds.map((label, index) => [index + 1, label]));
  const spaces = sites.flatMap((_, site) => spacesOf(random, site)).map((row, index) => [index + 1, ...row]);
  insert('space', spaces);
  const persons = Array.from({ length: 150 }, (_, index) => personOf(random, person(), index + 1));
  insert('company', companies.map((row, index) => [index + 1, ...row,
    random.chance(0.85) ? (persons.find((one) => one[5] === index + 1 && one[9] === null)?.[0] ?? null) : null]));
  insert('person', persons);
  const memberships = persons.slice(staffCount).filter(() => random.chance(0.96)).flatMap((row) => membershipsOf(random, row)).map((row, index) => [index + 1, ...row]);
  insert('membership', memberships);
  const bookings = persons.flatMap((row) => bookingsOf(random, row, persons, spaces)).toSorted((a, b) => a[3] - b[3]);
  insert('booking', bookings.map((row, index) => [index + 1, ...row]));
  insert('invoice', invoicesOf(random, persons, memberships).map((row, index) => [6_001 + index, ...row]));
  const visits = Array.from({ length: 300 }, () => visitOf(random, person, persons)).toSorted((a, b) => (a[5] < b[5] ? -1 : 1));
  insert('visit', visits.map((row, index) => [index + 1, ...row]));
}

function spacesOf(random, site) {
  const hot = Array.from({ length: [9, 7, 5][site] }, (_, index) => [site + 1, 1, `Desk ${'ABC'[site]}${index + 1}`, 1, 450, false]);
  const fixed = Array.from({ length: [6, 4, 4][site] }, (_, index) => [site + 1, 2, `Desk ${'ABC'[site]}${index + 31}`, 1, 600, random.chance(0.6)]);
  const meeting = rooms[site].map((name, index) => [site + 1, 3, name, [4, 6, 8, 14][index], [1_800, 2_400, 3_000, 4_800][index], index > 0]);
  const booths = Array.from({ length: 2 }, (_, index) => [site + 1, 4, `Booth ${'ABC'[site]}${index + 1}`, 1, 300, false]);
  return [...hot, ...fixed, ...meeting, ...booths];
}

function personOf(random, [given, family], id) {
  const isStaff = id <= staffCount;
  const site = isStaff ? [1, 1, 2, 3, 1, 2, 3][id - 1] : random.weighted([1, 2, 3], [48, 32, 20]);
  const opened = sites[site - 1][2];
  const joined = isStaff ? random.day(opened, '2025-09-01') : random.day(opened > '2022-06-01' ? opened : '2022-06-01', '2026-11-09');
  const left = !isStaff && joined < '2026-06-01' && random.chance(0.2) ? random.day(plusDays(joined, 60), '2026-11-12') : id === 6 ? '2026-08-31' : null;
  const role = isStaff ? (id === 1 || id === 3 ? 3 : 2) : 1;
  return [id, given, family, random.chance(0.9) ? `${given}.${family}@desk.example`.toLowerCase() : null, role,
    !isStaff && random.chance(0.55) ? random.int(1, 17) : null, site,
    id > 30 && random.chance(0.18) ? random.int(8, 29) : null, joined, left, `${joined} 09:00:00`];
}

function membershipsOf(random, [id, , , , , , , , joined, left]) {
  const plan = joined < '2024-01-01' ? random.weighted([2, 3, 4, 5, 6], [30, 24, 10, 8, 28]) : random.weighted([1, 2, 3, 4, 5], [6, 42, 28, 14, 10]);
  const reason = () => random.weighted(['price', 'moved away', 'larger office', 'working from home', null], [28, 22, 18, 18, 14]);
  if (joined < '2026-03-01' && random.chance(0.3)) {
    const change = random.day(plusDays(joined, 30), left ?? '2026-11-01');
    const next = random.pick([2, 3, 4, 5].filter((one) => one !== plan));
    return [[id, plan, joined, plusDays(change, -1), 'changed plan'], [id, next, change, left, left === null ? null : reason()]];
  }
  return [[id, plan, joined, left, left === null ? null : reason()]];
}

function bookingsOf(random, [id, , , , role, company, site, , joined, left], persons, spaces) {
  if (role !== 1 || !random.chance(0.88)) return [];
  const from = joined > '2026-05-04' ? joined : '2026-05-04';
  const to = left ?? '2026-11-27';
  if (daysBetween(from, to) < 3) return [];
  const days = Array.from({ length: random.weighted([2, 5, 9, 16], [28, 34, 26, 12]) }, () => random.day(from, to)).filter((day) => weekday(day) % 6 !== 0);
  const colleagues = persons.filter((one) => one[5] !== null && one[5] === company && one[0] !== id && one[8] < from && (one[9] === null || one[9] > to));
  return days.map((day) => {
    const place = random.chance(0.92) ? site : random.int(1, 3);
    const able = spaces.filter((one) => one[1] === place);
    const space = random.weighted(able, able.map((one) => [3, 1, 7, 2][one[2] - 1]));
    const start = random.time(8, 17, 30);
    const hours = { 1: [4, 8], 2: [8], 3: [1, 1.5, 2, 3], 4: [0.5, 1] }[space[2]];
    const starts = epochSeconds(day, start);
    const booked = Math.min(starts - random.weighted([0, 1, 3, 9], [20, 35, 30, 15]) * 86_400 - 1_800, epochSeconds('2026-11-13', '17:40'));
    const cancelled = random.chance(0.09) ? Math.min(booked + 3_600 * random.int(1, 20), starts - 600) : null;
    const user = colleagues.length > 0 && random.chance(0.22) ? random.pick(colleagues)[0] : id;
    const checked = day < today && cancelled === null && random.chance(0.88) ? starts + random.int(-6, 14) * 60 : null;
    return [space[0], id, user, booked, starts, starts + random.pick(hours) * 3_600, checked, cancelled];
  });
}

function invoicesOf(random, persons, memberships) {
  const months = ['2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11'];
  return months.flatMap((month) => {
    const sums = new Map();
    for (const [, person, plan, start, end] of memberships) {
      if (start >= `${month}-01` || (end !== null && end < `${month}-01`)) continue;
      const company = persons[person - 1][5];
      const key = company === null ? `p ${person}` : `c ${company}`;
      sums.set(key, (sums.get(key) ?? 0) + plans[plan - 1][1]);
    }
    return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, sum]) => {
      const [kind, id] = key.split(' ');
      const issued = `${month}-${twoDigits(2)}`;
      const net = sum + (kind === 'c' ? random.int(0, 12) * 1_200 : 0);
      const settled = plusDays(issued, random.weighted([2, 9, 13, 24, 45], [26, 30, 26, 12, 6]));
      const isPaid = settled < today && random.chance(0.96);
      return [kind === 'c' ? Number(id) : null, kind === 'p' ? Number(id) : null, issued, plusDays(issued, 14), net, Math.round(net * 0.2), isPaid ? settled : null];
    });
  });
}

function visitOf(random, person, persons) {
  const day = random.chance(0.04) ? today : random.day('2026-06-01', '2026-11-13');
  const at = weekday(day) % 6 === 0 ? plusDays(day, 2) : day;
  const hosts = persons.filter((one) => one[4] === 1 && one[8] <= at && (one[9] === null || one[9] > at));
  const host = random.pick(hosts);
  const desk = persons.filter((one) => one[4] !== 1 && one[6] === host[6] && (one[9] === null || one[9] > at));
  const arrived = at === today ? random.time(8, 12, 5) : random.time(8, 17, 5);
  const stay = random.weighted([25, 50, 95, 180], [25, 40, 25, 10]);
  const departed = new Date(Date.parse(`${at}T${arrived}:00Z`) + stay * 60_000).toISOString().slice(0, 19).replace('T', ' ');
  const isGone = departed < `${today} 12:00` && random.chance(at === today ? 0.5 : 0.95);
  return [host[6], person().join(' '), random.chance(0.6) ? random.pick(guests) : null, host[0], random.chance(0.25) ? host[0] : random.pick(desk)[0],
    `${at} ${arrived}:00`, isGone ? departed : null];
}
