// A driving school; normalised: people apart from their parts, towns and statuses as lookups, two keys from a lesson to the towns.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE town (town_id INTEGER PRIMARY KEY, name TEXT NOT NULL, has_test_centre INTEGER NOT NULL);
CREATE TABLE person (person_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, birth_date DATE NOT NULL, phone TEXT, email TEXT,
  town_id INTEGER NOT NULL REFERENCES town(town_id), updated_at TIMESTAMP NOT NULL);
CREATE TABLE licence_category (category_id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, description TEXT NOT NULL);
CREATE TABLE instructor (instructor_id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL UNIQUE REFERENCES person(person_id), joined_on DATE NOT NULL, left_on DATE,
  mentor_id INTEGER REFERENCES instructor(instructor_id), hourly_pay REAL NOT NULL);
CREATE TABLE student (student_id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL UNIQUE REFERENCES person(person_id), category_id INTEGER NOT NULL
  REFERENCES licence_category(category_id), registered_on DATE NOT NULL, theory_passed_on DATE, licence_on DATE, gave_up_on DATE,
  referred_by_id INTEGER REFERENCES student(student_id));
CREATE TABLE package (package_id INTEGER PRIMARY KEY, name TEXT NOT NULL, category_id INTEGER NOT NULL REFERENCES licence_category(category_id),
  lessons INTEGER NOT NULL, price REAL NOT NULL, is_on_offer INTEGER NOT NULL);
CREATE TABLE package_sale (sale_id INTEGER PRIMARY KEY, student_id INTEGER NOT NULL REFERENCES student(student_id), package_id INTEGER NOT NULL
  REFERENCES package(package_id), sold_on DATE NOT NULL, amount REAL NOT NULL, paid_on DATE);
CREATE TABLE vehicle (vehicle_id INTEGER PRIMARY KEY, plate TEXT NOT NULL, model TEXT NOT NULL, category_id INTEGER NOT NULL REFERENCES licence_category(category_id),
  gearbox TEXT NOT NULL, bought_on DATE NOT NULL, sold_on DATE);
CREATE TABLE lesson_status (status_id INTEGER PRIMARY KEY, label TEXT NOT NULL);
CREATE TABLE lesson (lesson_id INTEGER PRIMARY KEY, student_id INTEGER NOT NULL REFERENCES student(student_id), instructor_id INTEGER NOT NULL
  REFERENCES instructor(instructor_id), vehicle_id INTEGER NOT NULL REFERENCES vehicle(vehicle_id), starts_at TIMESTAMP NOT NULL, minutes INTEGER NOT NULL,
  pickup_town_id INTEGER NOT NULL REFERENCES town(town_id), dropoff_town_id INTEGER NOT NULL REFERENCES town(town_id),
  status_id INTEGER NOT NULL REFERENCES lesson_status(status_id), km INTEGER);
CREATE TABLE test_booking (booking_id INTEGER PRIMARY KEY, student_id INTEGER NOT NULL REFERENCES student(student_id), kind TEXT NOT NULL, booked_on DATE NOT NULL,
  test_on DATE NOT NULL, centre_town_id INTEGER NOT NULL REFERENCES town(town_id), instructor_id INTEGER REFERENCES instructor(instructor_id),
  result TEXT, faults INTEGER, fee REAL NOT NULL);
`;

const towns = [['Hollin', 1], ['Marsh End', 0], ['Castor Bay', 1], ['Upper Wick', 0], ['Thornby', 0], ['Eastgate', 1]];
const categories = [['B', 'Car'], ['BE', 'Car with trailer'], ['A', 'Motorcycle']];
const statuses = ['Booked', 'Given', 'Cancelled by student', 'Cancelled by us', 'No-show'];
const teachers = [
  ['2012-04-02', null, null, 26.5], ['2014-09-01', null, 1, 25], ['2011-03-14', '2026-05-31', null, 27], ['2018-07-02', null, 1, 23.5], ['2019-10-07', null, 2, 23],
  ['2022-01-10', null, 2, 21.5], ['2024-06-03', null, 4, 20.5], ['2026-03-02', null, 4, 19.5], ['2021-05-17', null, 1, 24.5],
];
const packages = [
  ['Starter 5', 1, 5, 240, 1], ['Classic 10', 1, 10, 460, 1], ['Classic 20', 1, 20, 880, 1], ['Crash course', 1, 15, 795, 1], ['Refresher', 1, 3, 150, 1],
  ['Trailer day', 2, 4, 260, 1], ['Biker 8', 3, 8, 520, 1], ['Biker 12', 3, 12, 750, 1], ['Student special', 1, 10, 410, 0], ['Night pack', 1, 4, 210, 1],
];
const cars = [
  ['HN24 KRA', 'VW Polo', 1, 'manual', '2024-03-04', null], ['HN23 PLO', 'VW Polo', 1, 'manual', '2023-05-15', null],
  ['HN25 ZEV', 'Renault Zoe', 1, 'automatic', '2025-02-10', null], ['HN22 BDC', 'Skoda Fabia', 1, 'manual', '2022-01-20', '2026-04-30'],
  ['HN21 MMT', 'Toyota Yaris', 1, 'automatic', '2021-09-06', '2026-07-15'], ['HN26 AAV', 'Skoda Fabia', 1, 'manual', '2026-04-20', null],
  ['HN25 LIO', 'Mini Cooper E', 1, 'automatic', '2025-09-22', null],
  ['HN19 TRL', 'Volvo V60 with trailer', 2, 'manual', '2019-06-03', null], ['HN23 BKE', 'Honda CB500', 3, 'manual', '2023-04-11', null],
];
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(5401);
  const person = people(random);
  const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
  insert('town', numbered(towns));
  insert('licence_category', numbered(categories));
  insert('lesson_status', numbered(statuses.map((label) => [label])));
  insert('package', numbered(packages));
  insert('vehicle', numbered(cars));
  const persons = teachers.map(() => human(random, person(), random.day('1962-01-01', '1994-12-31')));
  const students = Array.from({ length: 104 }, (_, index) => student(random, index)).toSorted((a, b) => (a.registered < b.registered ? -1 : 1));
  for (const pupil of students) persons.push(human(random, person(), pupil.born, pupil.town));
  const histories = students.map((pupil) => history(random, pupil));
  insert('person', numbered(persons));
  insert('instructor', teachers.map(([joined, left, mentor, pay], index) => [index + 1, index + 1, joined, left, mentor, pay]));
  insert('student', students.map((pupil, index) => [index + 1, teachers.length + index + 1, pupil.category, pupil.registered, histories[index].theory,
    histories[index].licence, histories[index].gaveUp, referrer(random, index)]));
  const all = (key, place) => histories.flatMap((row, index) => row[key].map((cells) => [index + 1, ...cells])).toSorted((a, b) => (a[place] < b[place] ? -1 : 1));
  insert('package_sale', numbered(all('sales', 2)));
  insert('lesson', numbered(all('lessons', 3)));
  insert('test_booking', numbered(all('tests', 2)));
}

function referrer(random, index) {
  if (index < 20 || random.chance(0.72)) return null;
  return random.chance(0.3) ? 7 : random.int(1, 20);
}

function human(random, [first, last], born, town = random.int(1, towns.length)) {
  const email = random.chance(0.85) ? `${first}.${last}@inbox.example`.toLowerCase() : null;
  return [first, last, born, random.chance(0.93) ? `07${random.int(300_000_000, 899_999_999)}` : null, email, town, '2026-11-02 02:00:00'];
}

function student(random, index) {
  const registered = index % 26 === 0 ? random.day('2026-11-03', '2026-11-14') : random.day('2025-03-03', '2026-10-25');
  const category = random.weighted([1, 2, 3], [84, 6, 10]);
  const age = random.weighted([17, 18, 22, 30, 44], [44, 26, 16, 10, 4]);
  const born = plusDays(registered, -Math.round(age * 365.25) - random.int(0, 330));
  return { registered, category, born, town: random.weighted([1, 2, 3, 4, 5, 6], [28, 14, 22, 10, 12, 14]) };
}

/** All that happened to one student: the packages bought, the lessons, the tests. */
function history(random, { registered, category, town }) {
  const [sales, lessons, tests] = [[], [], []];
  const sell = (day) => sales.push(sale(random, category, day));
  if (registered > '2026-11-02') {
    if (random.chance(0.5)) sell(registered);
    return { sales, lessons, tests, theory: null, licence: null, gaveUp: null };
  }
  sell(plusDays(registered, random.int(0, 5)));
  const theory = theoryOf(random, plusDays(registered, random.int(25, 80)), tests);
  const teacher = category === 3 ? 9 : random.weighted([1, 2, 3, 4, 5, 6, 7, 8], [8, 16, 16, 18, 16, 14, 12, 6]);
  const goal = category === 1 ? random.int(12, 26) : random.int(4, 9);
  const quits = random.chance(0.1) ? random.int(2, 8) : undefined;
  let [given, day, licence] = [0, plusDays(registered, random.int(4, 16)), null];
  while (licence === null && day <= '2026-11-27') {
    const row = lesson(random, { day, teacher, category, town });
    lessons.push(row);
    if (row[6] === 2) given += 1;
    if (given === quits) return quitter({ sales, lessons, tests, theory }, row[2].slice(0, 10));
    if (given > 0 && given % 10 === 0 && row[6] === 2 && day <= today) sell(day);
    day = plusDays(day, random.weighted([3, 5, 7, 14], [18, 24, 42, 16]));
    if (given >= goal && theory < day && row[6] === 2) {
      const test = practical(random, day, row[0], town);
      tests.push(test);
      if (test[5] === 'passed') licence = test[2];
      if (test[5] === null) break;
      day = plusDays(day, 6);
    }
  }
  return { sales, lessons, tests, theory: theory <= today ? theory : null, licence, gaveUp: null };
}

function quitter({ sales, lessons, tests, theory }, gaveUp) {
  return { sales, lessons, tests: tests.filter((row) => row[2] <= gaveUp), theory: theory <= gaveUp ? theory : null, licence: null, gaveUp };
}

function sale(random, category, day) {
  const wanted = [20, 34, 16, 10, 5, 10, 10, 7, day > '2026-03-31' ? 0 : 12, 0];
  const number = random.weighted(packages.map((_, index) => index), packages.map(([, of], index) => (of === category ? wanted[index] : 0)));
  const price = packages[number][3] - (day < '2026-01-01' ? 20 : 0);
  const paid = plusDays(day, random.weighted([0, 5, 14, 30], [50, 25, 15, 10]));
  return [number + 1, day, price, paid <= today && random.chance(0.93) ? paid : null];
}

/** The day on which the theory is passed; the tests until then are added. */
function theoryOf(random, first, tests) {
  let day = first;
  for (;;) {
    const booked = plusDays(day, -random.int(8, 24));
    if (booked > today) return '2099-12-31';
    const result = day > today ? null : random.weighted(['passed', 'failed', 'cancelled'], [70, 25, 5]);
    tests.push(['theory', booked, day, random.pick([1, 3, 6]), null, result, null, 23]);
    if (result === null) return '2099-12-31';
    if (result === 'passed') return day;
    day = plusDays(day, random.int(14, 35));
  }
}

function lesson(random, { day, teacher, category, town }) {
  const date = weekday(day) === 0 ? plusDays(day, 1) : day;
  const gone = teachers[teacher - 1][1] !== null && date > teachers[teacher - 1][1];
  const late = teacher === 8 && date < '2026-03-02';
  const instructor = gone || late ? 5 : category !== 3 && random.chance(0.06) ? random.pick([2, 4, 6]) : teacher;
  const fitting = cars.flatMap(([, , of, , bought, sold], index) => (of === category && bought <= date && (sold === null || sold >= date) ? [index + 1] : []));
  const status = date >= today ? random.weighted([1, 3], [92, 8]) : random.weighted([2, 3, 4, 5], [84, 9, 3, 4]);
  const minutes = random.weighted([60, 90, 120], category === 1 ? [62, 32, 6] : [10, 50, 40]);
  const other = random.chance(0.25) ? random.int(1, 6) : town;
  return [instructor, fitting[(instructor + (random.chance(0.2) ? 1 : 0)) % fitting.length], `${date} ${random.time(8, 19, 30)}:00`, minutes, town, other, status,
    status === 2 ? Math.round((minutes * random.int(24, 46)) / 60) : null];
}

function practical(random, day, instructor, town) {
  const date = weekday(day) === 0 || weekday(day) === 6 ? plusDays(day, 2) : day;
  const result = date >= today ? null : random.weighted(['passed', 'failed', 'cancelled'], [56, 38, 6]);
  const faults = result === 'passed' ? random.int(0, 8) : result === 'failed' ? random.int(6, 19) : null;
  const booked = plusDays(date, -random.int(10, 40));
  return ['practical', booked > today ? today : booked, date, towns[town - 1][1] === 1 ? town : random.pick([1, 3, 6]), instructor, result, faults,
    date < '2026-01-01' ? 62 : 65];
}
