// Four opticians' shops; modern names, declared keys, one table of staff, states as text, what is given up as a date.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE branches (id INTEGER PRIMARY KEY, name TEXT NOT NULL, town TEXT NOT NULL, test_rooms INTEGER NOT NULL, opened_on DATE NOT NULL,
  has_parking BOOLEAN NOT NULL);
CREATE TABLE staff (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, job_title TEXT NOT NULL, branch_id INTEGER NOT NULL REFERENCES branches(id),
  supervisor_id INTEGER REFERENCES staff(id), annual_salary INTEGER NOT NULL, started_on DATE NOT NULL, left_on DATE);
CREATE TABLE patients (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, born_on DATE NOT NULL, mobile TEXT, email TEXT, town TEXT NOT NULL,
  branch_id INTEGER NOT NULL REFERENCES branches(id), guardian_id INTEGER REFERENCES patients(id), registered_on DATE NOT NULL, is_diabetic BOOLEAN NOT NULL,
  archived_at TIMESTAMP);
CREATE TABLE eye_tests (id INTEGER PRIMARY KEY, patient_id INTEGER NOT NULL REFERENCES patients(id), branch_id INTEGER NOT NULL REFERENCES branches(id),
  optometrist_id INTEGER NOT NULL REFERENCES staff(id), starts_at TIMESTAMP NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL, fee NUMERIC NOT NULL,
  booked_at TIMESTAMP NOT NULL, next_due_on DATE);
CREATE TABLE prescriptions (id INTEGER PRIMARY KEY, eye_test_id INTEGER NOT NULL REFERENCES eye_tests(id), right_sphere NUMERIC NOT NULL,
  left_sphere NUMERIC NOT NULL, right_cylinder NUMERIC, left_cylinder NUMERIC, reading_add NUMERIC, valid_until DATE NOT NULL);
CREATE TABLE frames (id INTEGER PRIMARY KEY, brand TEXT NOT NULL, model TEXT NOT NULL, material TEXT NOT NULL, retail_price NUMERIC NOT NULL,
  cost_price NUMERIC NOT NULL, discontinued_on DATE);
CREATE TABLE frame_stock (branch_id INTEGER NOT NULL REFERENCES branches(id), frame_id INTEGER NOT NULL REFERENCES frames(id), quantity INTEGER NOT NULL,
  PRIMARY KEY (branch_id, frame_id));
CREATE TABLE glasses_orders (id INTEGER PRIMARY KEY, patient_id INTEGER NOT NULL REFERENCES patients(id), branch_id INTEGER NOT NULL REFERENCES branches(id),
  prescription_id INTEGER REFERENCES prescriptions(id), frame_id INTEGER REFERENCES frames(id), dispensed_by_id INTEGER NOT NULL REFERENCES staff(id),
  lens_type TEXT NOT NULL, frame_price NUMERIC NOT NULL, lens_price NUMERIC NOT NULL, deposit NUMERIC NOT NULL, ordered_on DATE NOT NULL, promised_on DATE NOT NULL,
  ready_on DATE, collected_on DATE, cancelled_on DATE);
CREATE TABLE contact_lens_plans (id INTEGER PRIMARY KEY, patient_id INTEGER NOT NULL REFERENCES patients(id), lens_name TEXT NOT NULL, wear TEXT NOT NULL,
  monthly_fee NUMERIC NOT NULL, started_on DATE NOT NULL, ended_on DATE, end_reason TEXT);
`;

const today = '2026-11-16';
const branches = [['High Street', 'Ashcombe', 3, '2004-05-10', 0], ['Bridge Gate', 'Ashcombe', 2, '2013-02-04', 1], ['Old Dairy', 'Linton', 2, '2017-09-18', 1],
  ['Harbour Row', 'Saltby', 1, '2025-03-03', 0]];
/** Job, branch, supervisor, salary, first day, last day. */
const posts = [['optometrist', 1, null, 61_000, '2004-05-10', null], ['optometrist', 1, 1, 54_500, '2015-08-03', null],
  ['dispensing optician', 1, 1, 36_200, '2011-01-17', null], ['receptionist', 1, 3, 24_300, '2019-06-24', null], ['optometrist', 2, 1, 55_800, '2013-02-04', null],
  ['dispensing optician', 2, 5, 33_900, '2018-10-01', '2026-06-30'], ['dispensing optician', 2, 5, 32_700, '2026-07-13', null],
  ['receptionist', 2, 5, 23_900, '2022-03-07', null], ['optometrist', 3, 1, 53_200, '2017-09-18', null], ['dispensing optician', 3, 9, 34_100, '2017-11-06', null],
  ['receptionist', 3, 9, 24_000, '2023-01-09', '2025-12-19'], ['receptionist', 3, 9, 23_500, '2026-01-12', null], ['optometrist', 4, 1, 49_700, '2025-03-03', null],
  ['dispensing optician', 4, 13, 31_800, '2025-04-14', null], ['lab technician', 1, 3, 29_400, '2016-04-11', null],
  ['trainee optometrist', 1, 2, 27_600, '2026-08-03', null]];
const optometrists = [[1, 2], [5], [9], [13]];
const dispensers = [[3], [6, 7], [10], [14]];
const frames = [['Halden', 'Fjord', 'metal', 129, 41], ['Halden', 'Birk', 'acetate', 115, 37], ['Halden', 'Nord 2', 'titanium', 219, 88],
  ['Maison Orel', 'Lune', 'acetate', 245, 96], ['Maison Orel', 'Seine', 'metal', 265, 104], ['Maison Orel', 'Étoile', 'acetate', 289, 118],
  ['Kestrel', 'Swift', 'plastic', 59, 14], ['Kestrel', 'Dart', 'plastic', 69, 17], ['Kestrel', 'Glide', 'metal', 79, 22], ['Kestrel Kids', 'Pogo', 'plastic', 49, 11],
  ['Kestrel Kids', 'Skip', 'plastic', 45, 10], ['Ferro', 'Linea', 'titanium', 189, 71], ['Ferro', 'Arco', 'titanium', 199, 75], ['Ferro', 'Duo', 'metal', 149, 52],
  ['Tidewater', 'Cove', 'acetate', 99, 30], ['Tidewater', 'Reef', 'acetate', 105, 33], ['Tidewater', 'Drift', 'metal', 139, 47],
  ['Ardent', 'Noir', 'acetate', 319, 141], ['Ardent', 'Vega', 'titanium', 345, 155], ['Tidewater', 'Buoy', 'plastic', 89, 26]];
const lenses = [['single vision', 60], ['varifocal', 210], ['bifocal', 125], ['reading', 45], ['sunglasses', 95]];
const plans = [['Aqualis One', 'daily', 38], ['Aqualis Toric', 'daily', 46], ['Clarion 30', 'monthly', 22], ['Clarion Multifocal', 'monthly', 31.5],
  ['Softview 14', 'two-weekly', 26]];
const towns = [['Ashcombe', 'Hollowell'], ['Ashcombe', 'Brant'], ['Linton', 'Brant'], ['Saltby']];
const byFirst = (place) => (a, b) => (a[place] < b[place] ? -1 : 1);
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);

export function fill(insert) {
  const random = new Random(7101);
  const person = people(random);
  insert('branches', numbered(branches));
  insert('staff', numbered(posts.map((post) => [person().join(' '), ...post])));
  const patients = numbered(Array.from({ length: 290 }, (_, index) => patient(random, person(), index)).toSorted(byFirst(8)));
  for (const row of patients.filter(([, , , born]) => born > '2011-01-01')) guard(random, row, patients);
  insert('patients', patients);
  const tests = numbered(patients.flatMap((row) => testsOf(random, row)).toSorted(byFirst(3)));
  insert('eye_tests', tests);
  const scripts = numbered(tests.filter(([, , , , , , status]) => status === 'done').filter(() => random.chance(0.86)).map((row) => script(random, row, patients)));
  insert('prescriptions', scripts);
  insert('frames', numbered(frames.map((frame, index) => [...frame, { 7: '2026-03-31', 13: '2025-12-31', 19: '2026-09-30' }[index] ?? null])));
  insert('frame_stock', branches.flatMap((_, branch) => frames.flatMap((_frame, frame) => (random.chance(branch === 3 ? 0.6 : 0.85) ? [[branch + 1, frame + 1,
    random.weighted([0, 1, 3, 6], [2, 3, 5, 3])]] : []))));
  insert('glasses_orders', numbered(scripts.filter(() => random.chance(0.72)).map((row) => order(random, row, tests)).toSorted(byFirst(9))));
  const wearers = random.sample(patients.filter(([, , , born]) => born > '1955-01-01' && born < '2010-01-01'), 52);
  insert('contact_lens_plans', numbered(wearers.map(([id, , , , , , , , , joined]) => plan(random, id, joined)).toSorted(byFirst(4))));
}

function patient(random, [first, last], index) {
  const branch = random.weighted([1, 2, 3, 4], [42, 28, 22, 9]);
  const born = random.weighted([random.day('2010-01-01', '2020-12-31'), random.day('1985-01-01', '2009-12-31'), random.day('1938-01-01', '1984-12-31')], [15, 30, 55]);
  const registered = random.day(branch === 4 ? '2025-03-03' : random.pick(['2016-01-04', '2024-01-08']), '2026-11-13');
  return [first, last, born, random.chance(0.82) ? `07${random.int(300, 999)} ${random.int(100_000, 999_999)}` : null,
    random.chance(0.66) ? `${first}.${last}@mail.example`.toLowerCase() : null, random.pick(towns[branch - 1]), branch, null, registered, random.chance(0.11),
    index % 19 === 7 ? `${random.day('2026-02-02', '2026-11-06')} ${random.time(9, 17, 1)}:00` : null];
}

function guard(random, row, patients) {
  const adults = patients.filter(([, , , born, , , , branch, , joined]) => born > '1970-01-01' && born < '1996-01-01' && branch === row[7] && joined <= row[9]);
  if (adults.length > 0 && random.chance(0.9)) row[8] = random.pick(adults)[0];
}

function workday(day) {
  return weekday(day) === 0 ? plusDays(day, 1) : day;
}

function testsOf(random, [id, , , born, , , , branch, , joined, diabetic, archived]) {
  if (id % 17 === 3) return [];
  const rows = [];
  let day = joined < '2023-01-02' ? random.day('2023-01-02', '2024-08-30') : plusDays(joined, random.int(0, 24));
  const last = archived === null ? '2027-01-15' : archived.slice(0, 10);
  while (day <= last && rows.length < 6) {
    const at = workday(day);
    const where = random.chance(0.93) ? branch : random.int(1, at > '2025-03-03' ? 4 : 3);
    const isChild = born > '2010-06-01';
    const kind = isChild ? 'child' : random.weighted(['standard', 'contact lens check', 'driving'], [74, 19, 7]);
    const past = () => random.weighted(['done', 'missed', 'cancelled'], [85, 8, 7]);
    const status = at > today ? random.weighted(['booked', 'cancelled'], [9, 1]) : at === today ? 'booked' : past();
    const gap = diabetic || isChild || kind === 'contact lens check' ? 12 : 24;
    const due = status === 'done' ? plusDays(at, Math.round(gap * 30.44)) : null;
    rows.push([id, where, random.pick(optometrists[where - 1]), `${at} ${random.time(9, 17, 20)}:00`, kind, status,
      { child: 0, standard: at < '2025-07-01' ? 28 : 32, 'contact lens check': 35, driving: 24 }[kind],
      `${plusDays(at < today ? at : today, -random.int(1, 30))} ${random.time(9, 18, 1)}:00`, due]);
    if (random.chance(0.12)) break;
    const isRecent = at < '2026-08-01' && random.chance(0.14);
    day = isRecent ? random.day('2026-10-05', '2026-12-04') : plusDays(at, status === 'done' ? gap * 30 + random.int(-12, 120) : random.int(5, 60));
  }
  return rows;
}

function script(random, [id, patient, , , starts], patients) {
  const power = () => random.int(-26, 14) / 4;
  const cylinder = () => (random.chance(0.45) ? -random.int(1, 10) / 4 : null);
  const isOld = patients[patient - 1][3] < '1980-01-01';
  return [id, power(), power(), cylinder(), cylinder(), isOld ? random.int(4, 11) / 4 : null, plusDays(starts.slice(0, 10), isOld ? 731 : 366)];
}

function order(random, [prescription, test, , , , , add], tests) {
  const [, patient, branch, , starts, kind] = tests[test - 1];
  const day = plusDays(starts.slice(0, 10), random.weighted([0, 4, 20], [6, 2, 1]));
  const ordered = day > '2026-11-14' ? '2026-11-14' : day;
  const seller = random.pick(dispensers[branch - 1]);
  const by = branch === 2 ? (ordered < '2026-07-01' ? 6 : 7) : seller;
  const grown = () => random.weighted(frames.map((_, index) => index + 1), [9, 7, 4, 5, 3, 2, 12, 6, 8, 0, 0, 5, 4, 6, 9, 7, 5, 2, 1, 0]);
  const frame = random.chance(0.09) ? null : kind === 'child' ? random.weighted([10, 11, 7], [5, 3, 1]) : grown();
  const [lens, price] = lenses[random.weighted([0, 1, 2, 3, 4], add === null ? [8, 0, 0, 0, 2] : [3, 6, 1, 3, 1])];
  const framePrice = frame === null ? 0 : frames[frame - 1][3];
  const lensPrice = price + random.weighted([0, 25, 40], [4, 3, 2]);
  const promised = plusDays(ordered, random.int(7, 14));
  const isDelayed = ordered > '2026-10-04' && random.chance(0.3);
  const ready = isDelayed ? '2026-11-27' : plusDays(promised, random.weighted([-3, 0, 1, 6, 21], [6, 8, 4, 3, 2]));
  const collected = plusDays(ready, random.weighted([0, 2, 6, 25], [3, 5, 3, 1]));
  const isOff = random.chance(0.05);
  const isLost = random.chance(0.03);
  return [patient, branch, prescription, frame, by, lens, framePrice, lensPrice, random.weighted([0, 20, 50], [3, 4, 3]), ordered, promised,
    isOff || ready > today ? null : ready,
    isOff || isLost || collected >= today ? null : collected, isOff ? plusDays(ordered, 2) : null];
}

function plan(random, id, joined) {
  const [name, wear, fee] = random.weighted(plans, [16, 7, 12, 5, 6]);
  const from = random.day(joined < '2023-02-01' ? '2023-02-01' : joined, '2026-11-12');
  const to = random.chance(0.3) ? plusDays(from, random.int(90, 700)) : null;
  const isOver = to !== null && to < today;
  return [id, name, wear, fee, from, isOver ? to : null, isOver ? random.weighted(['price', 'discomfort', 'moved away', 'surgery'], [5, 4, 2, 1]) : null];
}
