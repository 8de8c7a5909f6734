// A food bank with several centres; normalised: all people in one table, reasons and food groups as lookups, up to four keys from a row to people, value as kilos by a rate.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE person (person_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, birth_year INTEGER, phone TEXT, email TEXT, volunteer_from DATE,
  volunteer_to DATE, recruited_by_id INTEGER REFERENCES person(person_id));
CREATE TABLE centre (centre_id INTEGER PRIMARY KEY, name TEXT NOT NULL, borough TEXT NOT NULL, coordinator_id INTEGER NOT NULL REFERENCES person(person_id),
  deputy_id INTEGER REFERENCES person(person_id), opened_on DATE NOT NULL, closed_on DATE, shelf_capacity_kg INTEGER NOT NULL);
CREATE TABLE agency (agency_id INTEGER PRIMARY KEY, name TEXT NOT NULL, sector TEXT NOT NULL, contact_id INTEGER REFERENCES person(person_id), agreement_until DATE);
CREATE TABLE crisis_reason (reason_id INTEGER PRIMARY KEY, label TEXT NOT NULL UNIQUE);
CREATE TABLE food_group (food_group_id INTEGER PRIMARY KEY, label TEXT NOT NULL UNIQUE, value_per_kg NUMERIC NOT NULL, is_perishable INTEGER NOT NULL);
CREATE TABLE household (household_id INTEGER PRIMARY KEY, main_contact_id INTEGER NOT NULL REFERENCES person(person_id), second_contact_id INTEGER REFERENCES person(person_id),
  adults INTEGER NOT NULL, children INTEGER NOT NULL, borough TEXT NOT NULL, registered_on DATE NOT NULL, file_closed_on DATE);
CREATE TABLE voucher (voucher_id INTEGER PRIMARY KEY, household_id INTEGER NOT NULL REFERENCES household(household_id), agency_id INTEGER NOT NULL REFERENCES agency(agency_id),
  reason_id INTEGER NOT NULL REFERENCES crisis_reason(reason_id), centre_id INTEGER NOT NULL REFERENCES centre(centre_id), issued_on DATE NOT NULL, valid_until DATE NOT NULL,
  collected_on DATE, revoked_on DATE, packed_by_id INTEGER REFERENCES person(person_id), handed_over_by_id INTEGER REFERENCES person(person_id), parcel_kg NUMERIC);
CREATE TABLE donor (donor_id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, contact_id INTEGER REFERENCES person(person_id), first_gift_on DATE, wants_newsletter INTEGER NOT NULL);
CREATE TABLE donation (donation_id INTEGER PRIMARY KEY, donor_id INTEGER REFERENCES donor(donor_id), centre_id INTEGER NOT NULL REFERENCES centre(centre_id), food_group_id INTEGER NOT NULL
  REFERENCES food_group(food_group_id), received_by_id INTEGER NOT NULL REFERENCES person(person_id), received_on DATE NOT NULL, kg NUMERIC NOT NULL, best_before DATE, binned_kg NUMERIC NOT NULL);
`;

const today = '2026-11-16';
/** Volunteering from, until, recruited by, at which centre. */
const helpers = [
  ['2014-02-03', null, null, 1], ['2016-09-12', null, 1, 2], ['2018-01-15', null, 1, 3], ['2020-04-06', null, 2, 4], ['2015-06-01', null, 1, 1], ['2019-11-04', null, 2, 2],
  ['2017-03-20', '2026-05-29', 1, 3], ['2020-04-13', null, 3, 4], ['2021-08-02', null, 5, 1], ['2021-10-11', null, 5, 1], ['2022-01-10', null, 2, 2], ['2022-05-16', '2025-12-19', 6, 2],
  ['2022-09-05', null, 3, 3], ['2023-02-13', null, 5, 1], ['2023-06-12', null, 8, 4], ['2023-11-06', null, null, 3], ['2024-03-04', null, 5, 1], ['2024-09-16', '2026-08-14', 13, 3],
  ['2025-01-20', null, 11, 2], ['2025-05-12', null, null, 4], ['2025-10-06', null, 14, 1], ['2026-03-09', null, 13, 3], ['2026-06-15', null, 11, 2], ['2026-10-05', null, 5, 1],
];
const centres = [['St Anne Hall', 'Westbrook', 1, 5, '2014-02-10', null, 2600], ['Canal Street', 'Millgate', 2, 6, '2016-09-19', null, 1900],
  ['Harper Library', 'Ashdown', 3, null, '2018-01-22', null, 1200], ['Kingsmead Church', 'Kingsmead', 4, 8, '2020-04-13', null, 1500], ['Old Fire Station', 'Millgate', 2, null, '2019-05-06', '2025-11-28', 900]];
const agencies = [['Citizens Advice Westbrook', 'advice'], ['Millgate Jobcentre', 'public'], ['Ashdown Primary School', 'school'], ['Kingsmead Surgery', 'health'], ['Shelter from Debt', 'advice'],
  ['Harbour Refuge', 'housing'], ['Northside Housing', 'housing'], ['Bridge Street Clinic', 'health'], ['Kingsmead High School', 'school'], ['Probation Office', 'public']];
const reasons = ['Low income', 'Benefit delay', 'Debt', 'Lost job', 'Sickness', 'Homeless', 'Domestic abuse', 'Benefit sanction'];
const groups = [['Tins', 2.4, 0], ['Pasta and rice', 1.8, 0], ['Cereal', 3.1, 0], ['Fresh fruit and vegetables', 2.2, 1], ['Bread', 1.9, 1], ['Baby food', 7.5, 0], ['Toiletries', 6, 0],
  ['Dairy', 2.7, 1], ['Pet food', 2.9, 0], ['Frozen', 4.2, 1]];
const donors = [['Greenway Supermarket', 'shop'], ['Costcutter Millgate', 'shop'], ['St Anne Parish', 'church'], ['Kingsmead Methodists', 'church'], ['Ashdown Primary', 'school'], ['Bell & Sons Bakery', 'shop'],
  ['Orbit Insurance', 'company'], ['Westbrook Rotary', 'club'], ['Hollin Farm', 'farm'], ['Millgate Mosque', 'mosque'], ['Trent Bus Company', 'company'], ['Fairview Allotments', 'club'],
  ['Kingsmead High', 'school'], ['Little Feet Nursery', 'school'], ['Aster Pharmacy', 'shop'], ['Ashdown Scouts', 'club'], ['Delta Print', 'company'], ['Summerfield Dairy', 'farm']];
const boroughs = ['Westbrook', 'Millgate', 'Ashdown', 'Kingsmead'];

export function fill(insert) {
  const random = new Random(8406);
  const person = people(random);
  const everyone = helpers.map(([from, to, by]) => human(random, person(), from, to, by));
  const add = (row) => everyone.push(row);
  insert('agency', agencies.map((row, index) => [index + 1, ...row, index === 4 ? null : add(human(random, person())), random.day('2026-09-30', '2028-03-31')]));
  const gifts = Array.from({ length: 420 }, () => donation(random)).toSorted((a, b) => (a[4] < b[4] ? -1 : 1)).map((row, index) => [index + 1, ...row]);
  insert('donor', donors.map((row, index) => [index + 1, ...row, index % 4 === 3 ? null : index === 7 ? 5 : add(human(random, person())), gifts.find(([, donor]) => donor === index + 1)?.[5] ?? null,
    random.chance(0.6)]));
  insert('donation', gifts);
  const households = Array.from({ length: 124 }, () => household(random)).toSorted((a, b) => (a.registered < b.registered ? -1 : 1));
  const vouchers = households.flatMap((row, index) => vouchersOf(random, row, index + 1));
  insert('household', households.map((row, index) => [index + 1, index === 40 ? 20 : add(human(random, person())), row.adults > 1 && random.chance(0.6) ? add(human(random, person())) : null,
    row.adults, row.children, row.borough, row.registered, row.closed]));
  insert('voucher', vouchers.toSorted((a, b) => (a[4] < b[4] ? -1 : 1)).map((row, index) => [30_001 + index, ...row]));
  insert('person', everyone.map((row, index) => [index + 1, ...row]));
  insert('centre', centres.map((row, index) => [index + 1, ...row]));
  insert('crisis_reason', reasons.map((label, index) => [index + 1, label]));
  insert('food_group', groups.map((row, index) => [index + 1, ...row]));
}

function human(random, [first, last], from = null, to = null, by = null) {
  return [first, last, random.chance(0.8) ? random.int(1948, 2004) : null, random.chance(0.85) ? `07${random.int(400, 999)} ${random.int(100_000, 999_999)}` : null,
    random.chance(0.6) ? `${first}.${last}@post.example`.toLowerCase() : null, from, to, by];
}

/** Helpers who were there on a day, at a centre or, where none was, anywhere. */
function helper(random, day, centre) {
  const there = helpers.flatMap(([from, to, , at], index) => (from <= day && (to === null || to >= day) ? [[index + 1, at]] : []));
  const near = there.filter(([, at]) => at === (centre === 5 ? 2 : centre));
  return random.pick(random.chance(0.88) ? near : there)[0];
}

function donation(random) {
  const day = random.day(random.chance(0.7) ? '2026-01-02' : '2025-07-01', random.chance(0.2) ? '2026-10-31' : '2026-11-15');
  const centre = day < '2025-11-28' && random.chance(0.12) ? 5 : random.weighted([1, 2, 3, 4], [38, 28, 14, 20]);
  const donor = random.chance(0.16) ? null : random.weighted(donors.map((_, index) => index + 1), [22, 10, 9, 6, 4, 12, 5, 4, 8, 5, 2, 3, 3, 2, 4, 2, 0, 0]);
  const odds = { 6: [0, 0, 0, 0, 1, 0, 0, 0, 0, 0], 9: [0, 0, 0, 1, 0, 0, 0, 0, 0, 0], 12: [0, 0, 0, 1, 0, 0, 0, 0, 0, 0], 15: [0, 0, 0, 0, 0, 3, 7, 0, 0, 0] };
  const group = random.weighted(groups.map((_, index) => index + 1), odds[donor] ?? [30, 20, 12, 8, 4, 6, 10, 7, 3, 0]);
  const kilos = random.int(4, donor !== null && donors[donor - 1][1] === 'shop' ? 160 : 70) / 2;
  const isFresh = groups[group - 1][2] === 1;
  return [donor, centre, group, helper(random, day, centre), day, kilos, group === 7 ? null : plusDays(day, isFresh ? random.int(2, 9) : random.int(10, 500)),
    random.chance(isFresh ? 0.3 : 0.06) ? Math.max(0.5, Math.round(kilos * random.int(1, 6)) / 10) : 0];
}

function household(random) {
  const registered = random.day(random.chance(0.3) ? '2024-01-08' : '2025-08-01', '2026-11-13');
  const closed = random.chance(0.2) ? plusDays(registered, random.int(40, 300)) : null;
  const borough = random.weighted(boroughs, [34, 30, 16, 20]);
  return { registered, closed: closed !== null && closed < today ? closed : null, adults: random.weighted([1, 2, 3, 4], [48, 38, 10, 4]), children: random.weighted([0, 1, 2, 3, 5], [36, 24, 22, 13, 5]), borough };
}

function vouchersOf(random, { registered, closed, adults, children, borough }, id) {
  if (id % 14 === 9) return [];
  const rows = [];
  const usual = random.int(1, 9);
  let day = registered > '2025-08-01' ? registered : plusDays('2025-08-01', random.int(0, 60));
  const last = closed ?? (random.chance(0.35) ? plusDays(day, 80) : today);
  for (const most = random.weighted([1, 3, 6, 12], [26, 36, 26, 12]); day <= last && day <= today && rows.length < most; day = plusDays(day, random.int(12, 75))) {
    const issued = weekday(day) === 0 ? plusDays(day, 1) : weekday(day) === 6 ? plusDays(day, -1) : day;
    if (issued < registered || issued > today) continue;
    const centre = random.chance(0.84) ? boroughs.indexOf(borough) + 1 : random.int(1, 4);
    const collected = plusDays(issued, random.weighted([0, 1, 3, 8, 13], [30, 28, 22, 14, 6]));
    const fate = random.weighted(['collected', 'lapsed', 'revoked'], [86, 10, 4]);
    const isDone = fate === 'collected' && collected < today;
    const revoked = fate === 'revoked' ? plusDays(issued, 2) : null;
    rows.push([id, random.chance(0.75) ? usual : random.int(1, 9), random.weighted([1, 2, 3, 4, 5, 6, 7, 8], [40, 16, 12, 9, 8, 6, 4, 5]), centre, issued, plusDays(issued, 14), isDone ? collected : null,
      revoked !== null && revoked <= today ? revoked : null, isDone ? helper(random, collected, centre) : null, isDone ? helper(random, collected, centre) : null,
      isDone ? Math.round((adults * 8.5 + children * 6 + random.int(-30, 40) / 10) * 2) / 2 : null]);
  }
  return rows;
}
