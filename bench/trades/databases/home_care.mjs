// A home care service; normalised, clients, carers and next of kin are all persons, several keys to one table.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE person (person_id INTEGER PRIMARY KEY, given_name TEXT NOT NULL, family_name TEXT NOT NULL, birth_date DATE, phone TEXT, created_at TIMESTAMP NOT NULL);
CREATE TABLE area (area_id INTEGER PRIMARY KEY, area_name TEXT NOT NULL);
CREATE TABLE visit_type (visit_type_id INTEGER PRIMARY KEY, type_name TEXT NOT NULL, charge_per_hour NUMERIC(6,2) NOT NULL);
CREATE TABLE visit_status (status_code CHAR(2) PRIMARY KEY, status_name TEXT NOT NULL);
CREATE TABLE carer (carer_id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES person(person_id), base_area_id INTEGER NOT NULL REFERENCES area(area_id),
  job_title TEXT NOT NULL, supervisor_id INTEGER REFERENCES carer(carer_id), hired_on DATE NOT NULL, left_on DATE, contract_hours NUMERIC(4,1) NOT NULL,
  hourly_pay NUMERIC(5,2) NOT NULL, drives CHAR(1) NOT NULL);
CREATE TABLE client (client_id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES person(person_id), area_id INTEGER NOT NULL REFERENCES area(area_id),
  street TEXT NOT NULL, funding TEXT NOT NULL, next_of_kin_id INTEGER REFERENCES person(person_id), main_carer_id INTEGER REFERENCES carer(carer_id),
  started_on DATE NOT NULL, ended_on DATE, end_reason TEXT, key_safe CHAR(1) NOT NULL);
CREATE TABLE care_plan (plan_id INTEGER PRIMARY KEY, client_id INTEGER NOT NULL REFERENCES client(client_id),
  visit_type_id INTEGER NOT NULL REFERENCES visit_type(visit_type_id), visits_per_week INTEGER NOT NULL, minutes_per_visit INTEGER NOT NULL, valid_from DATE NOT NULL,
  valid_to DATE, written_by_id INTEGER NOT NULL REFERENCES carer(carer_id), review_due_on DATE);
CREATE TABLE visit (visit_id INTEGER PRIMARY KEY, client_id INTEGER NOT NULL REFERENCES client(client_id),
  visit_type_id INTEGER NOT NULL REFERENCES visit_type(visit_type_id), planned_carer_id INTEGER REFERENCES carer(carer_id),
  actual_carer_id INTEGER REFERENCES carer(carer_id), planned_start TIMESTAMP NOT NULL, planned_end TIMESTAMP NOT NULL, actual_start TIMESTAMP, actual_end TIMESTAMP,
  status_code CHAR(2) NOT NULL REFERENCES visit_status(status_code));
CREATE TABLE qualification (qualification_id INTEGER PRIMARY KEY, qualification_name TEXT NOT NULL);
CREATE TABLE carer_qualification (carer_id INTEGER NOT NULL REFERENCES carer(carer_id), qualification_id INTEGER NOT NULL REFERENCES qualification(qualification_id),
  obtained_on DATE NOT NULL, expires_on DATE, PRIMARY KEY (carer_id, qualification_id));
CREATE TABLE mileage (mileage_id INTEGER PRIMARY KEY, carer_id INTEGER NOT NULL REFERENCES carer(carer_id), travelled_on DATE NOT NULL, km NUMERIC(5,1) NOT NULL,
  rate_cents INTEGER NOT NULL, approved_by_id INTEGER REFERENCES carer(carer_id), approved_on DATE);
`;

const now = '2026-11-16 12:00';
const areas = ['Old Town', 'Riverside', 'Thornby', 'Upper Eaves', 'Saltfield'];
const types = [['Personal care', 31], ['Medication', 28.5], ['Meals', 24], ['Cleaning', 22], ['Company', 20.5], ['Wound care', 44]];
const statuses = [['PL', 'Planned'], ['DN', 'Done'], ['CC', 'Cancelled by client'], ['CO', 'Cancelled by us'], ['NA', 'Nobody answered'], ['MS', 'Missed']];
const qualifications = ['First aid', 'Safe lifting', 'Medication handling', 'Dementia care', 'Wound dressing', 'Food hygiene', 'End-of-life care'];
/** Area, title, supervisor, day of joining, day of leaving, hours a week, pay, drives. */
const posts = [
  [1, 'Care manager', null, '2013-02-04', null, 37.5, 24.8, 'Y'], [1, 'Senior carer', 1, '2015-09-14', null, 35, 17.9, 'Y'],
  [3, 'Senior carer', 1, '2018-04-09', null, 37.5, 17.4, 'Y'], [1, 'Carer', 2, '2019-11-18', null, 30, 14.6, 'N'], [2, 'Carer', 2, '2020-06-22', null, 37.5, 14.6, 'Y'],
  [2, 'Carer', 2, '2021-01-11', '2026-09-30', 25, 14.2, 'Y'], [3, 'Carer', 3, '2017-07-03', null, 20, 15.1, 'Y'], [4, 'Carer', 3, '2022-08-15', null, 37.5, 14, 'Y'],
  [5, 'Carer', 3, '2023-03-06', null, 32, 13.9, 'Y'], [1, 'Nurse', 1, '2016-05-30', null, 30, 21.6, 'Y'], [2, 'Carer', 2, '2024-02-19', null, 37.5, 13.6, 'N'],
  [5, 'Carer', 3, '2024-09-02', '2026-04-17', 30, 13.6, 'N'], [1, 'Carer', 2, '2026-07-06', null, 24, 13.4, 'N'], [4, 'Trainee', 3, '2026-10-05', null, 37.5, 12.6, 'Y'],
  [3, 'Nurse', 1, '2021-10-18', null, 20, 20.9, 'Y'], [1, 'Office clerk', 1, '2019-03-25', null, 30, 14.9, 'N'],
];
const visitors = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15];
const streets = ['Chapel Lane', 'Orchard Road', 'Bell Street', 'Mill Rise', 'Station Road', 'Cedar Close', 'Harbour View', 'King Street', 'Meadow Way', 'Quarry Hill',
  'Vine Court', 'Abbey Walk'];

export function fill(insert) {
  const random = new Random(4204);
  const person = people(random);
  const persons = [];
  const add = (from, to, phoned) => {
    const [first, last] = person();
    const phone = random.chance(phoned) ? `07${random.int(100, 999)} ${random.int(100_000, 999_999)}` : null;
    persons.push([persons.length + 1, first, last, from === null ? null : random.day(from, to), phone, `${random.day('2026-01-05', '2026-01-09')} 22:10:00`]);
    return persons.length;
  };
  const carers = posts.map((post, index) => [index + 1, add('1962-01-01', '2003-01-01', 1), ...post]);
  const clients = Array.from({ length: 64 }, (_, index) => client(random, add, index + 1));
  insert('person', persons);
  insert('area', areas.map((name, index) => [index + 1, name]));
  insert('visit_type', types.map((type, index) => [index + 1, ...type]));
  insert('visit_status', statuses);
  insert('carer', carers);
  insert('client', clients);
  const plans = clients.flatMap((row) => plansOf(random, row)).map((row, index) => [index + 1, ...row]);
  insert('care_plan', plans);
  const visits = plans.flatMap((plan) => visitsOf(random, plan, clients[plan[1] - 1])).toSorted((a, b) => (a[4] < b[4] ? -1 : 1));
  insert('visit', visits.map((row, index) => [50_001 + index, ...row]));
  insert('qualification', qualifications.map((name, index) => [index + 1, name]));
  insert('carer_qualification', posts.flatMap((post, index) => qualificationsOf(random, post, index + 1)));
  const travelled = [...new Set(visits.flatMap(([, , , who, , , start]) => (start !== null && posts[who - 1][7] === 'Y' ? [`${start.slice(0, 10)} ${who}`] : [])))];
  insert('mileage', travelled.toSorted((a, b) => (a < b ? -1 : 1)).filter(() => random.chance(0.72)).map((key, index) => mileageOf(random, key, index + 1)));
}

function client(random, add, id) {
  const area = random.weighted([1, 2, 3, 4, 5], [20, 16, 12, 7, 9]);
  const self = add('1929-01-01', id % 9 === 0 ? '1975-01-01' : '1954-01-01', 0.85);
  const kin = id % 21 === 5 ? [2, 9, 4][(id - 5) / 21 % 3] : random.chance(0.84) ? add(null, null, 0.93) : null;
  const started = id % 6 === 1 ? random.day('2025-12-10', '2026-10-12') : random.day('2021-02-01', '2025-12-01');
  const ended = random.chance(0.22) ? random.day(started > '2025-06-01' ? plusDays(started, 12) : '2025-06-01', '2026-11-06') : null;
  const near = visitors.filter((who) => posts[who - 1][4] === null && (posts[who - 1][0] === area || area > 3));
  const reason = ended === null ? null : random.weighted(['Died', 'Moved to a home', 'Recovered', 'Went elsewhere'], [4, 4, 2, 2]);
  return [id, self, area, `${random.int(1, 140)} ${random.pick(streets)}`, random.weighted(['Council', 'Private', 'Insurance'], [30, 22, 12]), kin,
    random.chance(0.88) ? random.pick(near) : null, started, ended, reason, random.chance(0.45) ? 'Y' : 'N'];
}

function plansOf(random, [id, , , , , , main, started, ended]) {
  const chosen = random.sample([1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6], random.weighted([1, 2, 3], [40, 42, 18]));
  return [...new Set(chosen)].flatMap((type) => {
    const from = plusDays(started, random.int(0, 6));
    const minutes = random.pick(type === 2 ? [15, 20] : type === 6 ? [30, 45] : [30, 45, 60]);
    const writer = random.pick([1, 2, 3, main ?? 2]);
    const cut = from < '2026-05-01' && random.chance(0.2) ? random.day('2026-05-10', '2026-10-20') : null;
    const end = cut !== null && (ended === null || cut < ended) ? cut : ended;
    const times = random.weighted([1, 2, 3, 5, 7], [26, 30, 22, 14, 8]);
    const first = [id, type, times, minutes, from, end, writer, end === null ? random.day('2026-08-20', '2027-05-01') : null];
    const next = [id, type, random.int(2, 7), minutes + 15, end === null ? null : plusDays(end, 1), ended, writer, ended === null ? '2027-03-15' : null];
    return end === null || end === ended ? [first] : [first, next];
  });
}

function at(day, minutes) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + minutes * 60_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** About a third of the visits of the plans, from August to the end of November. */
function visitsOf(random, [, id, type, times, minutes, from, to], [, , area, , , , main]) {
  const found = [];
  for (let day = '2026-08-03'; day <= '2026-11-29'; day = plusDays(day, 1)) {
    const isOff = day < from || (to !== null && day > to);
    if (!isOff && random.chance((times / 7) * (weekday(day) % 6 === 0 ? 0.18 : 0.37))) {
      const able = visitors.filter((who) => posts[who - 1][3] <= day && (posts[who - 1][4] === null || posts[who - 1][4] >= day));
      const near = able.filter((who) => posts[who - 1][0] === area);
      const planned = main !== null && random.chance(0.6) ? main : random.pick(near.length > 0 && random.chance(0.7) ? near : able);
      const start = random.weighted([[420, 600], [600, 840], [840, 1200]], [46, 30, 24]);
      found.push(visit(random, id, type, planned, able, day, random.int(start[0] / 15, start[1] / 15) * 15, minutes));
    }
  }
  return found;
}

function visit(random, id, type, planned, able, day, start, minutes) {
  const [from, to] = [at(day, start), at(day, start + minutes)];
  if (to > now) return [id, type, day > '2026-11-22' && random.chance(0.2) ? null : planned, null, from, to, null, null, random.chance(0.06) ? 'CC' : 'PL'];
  const status = random.weighted(['DN', 'CC', 'CO', 'NA', 'MS'], [878, 52, 26, 22, 22]);
  if (status !== 'DN') return [id, type, planned, null, from, to, null, null, status];
  const who = able.includes(planned) && random.chance(0.9) ? planned : random.pick(able);
  const late = random.weighted([-6, 0, 7, 18, 34], [16, 42, 24, 13, 5]) + random.int(-3, 4);
  const took = Math.max(8, minutes + random.weighted([-12, -3, 4, 15], [18, 40, 30, 12]) + random.int(-3, 3));
  return [id, type, planned, who, from, to, at(day, start + late), at(day, start + late + took), status];
}

function qualificationsOf(random, [, title, , hired], carer) {
  if (title === 'Office clerk') return [];
  const more = title === 'Nurse' ? [3, 5, 7] : random.sample([3, 4, 6, 7], title === 'Trainee' ? 0 : random.int(0, 3));
  return [...new Set([...(random.chance(0.9) ? [1] : []), ...(title === 'Trainee' ? [] : [2]), ...more])].toSorted((a, b) => a - b).map((one) => {
    const day = random.day(hired > '2023-09-01' ? hired : '2023-09-01', '2026-11-06');
    return [carer, one, day, one === 4 || one === 7 ? null : plusDays(day, one === 5 ? 1095 : 730)];
  });
}

function mileageOf(random, key, id) {
  const [day, carer] = key.split(' ');
  const boss = posts[carer - 1][2];
  const isApproved = day < '2026-11-12' && random.chance(day < '2026-11-02' ? 0.95 : 0.25);
  return [id, Number(carer), day, Math.round((3 + random.next() * 42) * 10) / 10, day < '2026-10-01' ? 38 : 41, isApproved ? (random.chance(0.8) ? boss : 1) : null,
    isApproved ? (plusDays(day, random.int(1, 9)) > '2026-11-13' ? '2026-11-13' : plusDays(day, random.int(1, 9))) : null];
}
