// A language school with evening courses; normalised, three keys to languages and four to teachers, lessons in epoch seconds.
import { people } from '../names.mjs';
import { Random, cents, epochSeconds, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE language (language_id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE level (level_code TEXT PRIMARY KEY, description TEXT NOT NULL, sort_order INTEGER NOT NULL);
CREATE TABLE room (room_id INTEGER PRIMARY KEY, name TEXT NOT NULL, floor INTEGER NOT NULL, seats INTEGER NOT NULL, has_projector INTEGER NOT NULL);
CREATE TABLE company (company_id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL, contact_person TEXT, discount_pct INTEGER NOT NULL);
CREATE TABLE teacher (teacher_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL,
  native_language_id INTEGER NOT NULL REFERENCES language(language_id), contract TEXT NOT NULL, hourly_rate NUMERIC NOT NULL, hired_on DATE NOT NULL,
  left_on DATE, mentor_id INTEGER REFERENCES teacher(teacher_id));
CREATE TABLE student (student_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, birth_date DATE,
  mother_tongue_id INTEGER REFERENCES language(language_id), company_id INTEGER REFERENCES company(company_id), email TEXT,
  registered_on DATE NOT NULL, newsletter INTEGER NOT NULL);
CREATE TABLE course (course_id INTEGER PRIMARY KEY, title TEXT NOT NULL, language_id INTEGER NOT NULL REFERENCES language(language_id),
  level_code TEXT NOT NULL REFERENCES level(level_code), lead_teacher_id INTEGER REFERENCES teacher(teacher_id), room_id INTEGER REFERENCES room(room_id),
  starts_on DATE NOT NULL, ends_on DATE NOT NULL, fee NUMERIC NOT NULL, max_students INTEGER NOT NULL, is_intensive INTEGER NOT NULL, cancelled_on DATE);
CREATE TABLE lesson (lesson_id INTEGER PRIMARY KEY, course_id INTEGER NOT NULL REFERENCES course(course_id), starts_epoch INTEGER NOT NULL, minutes INTEGER NOT NULL,
  teacher_id INTEGER NOT NULL REFERENCES teacher(teacher_id), substitute_id INTEGER REFERENCES teacher(teacher_id), status TEXT NOT NULL);
CREATE TABLE enrolment (enrolment_id INTEGER PRIMARY KEY, student_id INTEGER NOT NULL REFERENCES student(student_id),
  course_id INTEGER NOT NULL REFERENCES course(course_id), enrolled_on DATE NOT NULL, withdrawn_on DATE, final_grade INTEGER, UNIQUE (student_id, course_id));
CREATE TABLE placement_test (test_id INTEGER PRIMARY KEY, student_id INTEGER NOT NULL REFERENCES student(student_id),
  language_id INTEGER NOT NULL REFERENCES language(language_id), examiner_id INTEGER REFERENCES teacher(teacher_id), taken_on DATE NOT NULL,
  score INTEGER NOT NULL, recommended_level TEXT NOT NULL REFERENCES level(level_code));
CREATE TABLE invoice (invoice_id INTEGER PRIMARY KEY, enrolment_id INTEGER NOT NULL REFERENCES enrolment(enrolment_id), issued_on DATE NOT NULL, due_on DATE NOT NULL,
  amount NUMERIC NOT NULL, paid_on DATE, method TEXT, reminders_sent INTEGER NOT NULL);
`;

const languages = ['English', 'Spanish', 'Italian', 'French', 'German', 'Japanese', 'Portuguese', 'Polish', 'Arabic', 'Turkish'];
const levels = [['A1', 'Beginner'], ['A2', 'Elementary'], ['B1', 'Intermediate'], ['B2', 'Upper intermediate'], ['C1', 'Advanced']];
const rooms = [['Room Lima', 0, 12, 1], ['Room Oslo', 0, 8, 0], ['Room Kyoto', 1, 14, 1], ['Room Cadiz', 1, 10, 0], ['Room Bologna', 2, 16, 1], ['Attic', 3, 6, 0]];
const companies = [['Brannock Engineering', 'Ellbridge', 'Tom Ferris', 10], ['Solvik Shipping', 'Ellbridge', 'Hedda Lien', 15], ['Pallas Hotels', 'Marwood', null, 10],
  ['Quantara Labs', 'Ellbridge', 'Dev Raman', 5], ['Ostler Foods', 'Marwood', 'Sue Grady', 0]];
const teachers = [
  [1, 'permanent', 34, '2014-09-01', null, null], [2, 'permanent', 33, '2016-02-01', null, null], [3, 'permanent', 32.5, '2017-09-01', null, null],
  [4, 'freelance', 38, '2018-01-15', null, null], [5, 'permanent', 33.5, '2019-09-01', null, 1], [6, 'freelance', 41, '2021-02-01', null, 4],
  [1, 'freelance', 36, '2022-09-01', null, 1], [2, 'freelance', 37, '2023-09-04', '2026-07-31', 2], [7, 'freelance', 36.5, '2024-02-05', null, 2],
  [5, 'freelance', 39, '2024-09-02', null, 5], [1, 'permanent', 31, '2025-09-01', null, 1], [3, 'freelance', 35, '2026-01-12', null, 3],
  [4, 'freelance', 37.5, '2026-09-07', null, 4], [8, 'freelance', 36, '2026-10-01', null, 5],
];
const terms = [['2025-09-15', 13, 9], ['2026-02-02', 13, 11], ['2026-07-06', 2, 5], ['2026-09-14', 13, 13], ['2027-01-18', 13, 5]];
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(5410);
  const person = people(random);
  insert('language', languages.map((name, index) => [index + 1, name]));
  insert('level', levels.map((level, index) => [...level, index + 1]));
  insert('room', rooms.map((room, index) => [index + 1, ...room]));
  insert('company', companies.map((row, index) => [index + 1, ...row]));
  const staff = teachers.map((row, index) => [index + 1, ...person(), ...row]);
  insert('teacher', staff);
  const students = Array.from({ length: 190 }, (_, index) => student(random, person(), index + 1));
  insert('student', students);
  const courses = coursesOf(random).map((row, index) => [index + 1, ...row]);
  insert('course', courses);
  insert('lesson', courses.flatMap((row) => lessonsOf(random, row)).toSorted((a, b) => a[1] - b[1]).map((row, index) => [index + 1, ...row]));
  const enrolments = courses.flatMap((row) => enrolmentsOf(random, row, students)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1)).map((row, index) => [index + 1, ...row]);
  insert('enrolment', enrolments);
  insert('placement_test', testsOf(random, students).map((row, index) => [index + 1, ...row]));
  insert('invoice', enrolments.map((row, index) => invoice(random, row, { number: 5001 + index, courses, students })));
}

function student(random, [first, last], id) {
  const tongue = random.weighted([1, 2, 5, 8, 9, 10, 4], [56, 6, 8, 10, 8, 8, 4]);
  const employer = random.chance(0.24) ? random.weighted([1, 2, 3, 4], [40, 30, 18, 12]) : null;
  return [id, first, last, random.chance(0.93) ? random.day('1949-01-01', '2009-06-30') : null, random.chance(0.96) ? tongue : null, employer,
    random.chance(0.94) ? `${first}${id}@inbox.example`.toLowerCase() : null, id <= 60 ? random.day('2024-08-01', '2025-09-10') : random.day('2025-09-11', '2026-11-13'),
    random.chance(0.4)];
}

function coursesOf(random) {
  const used = new Map();
  return terms.flatMap(([start, weeks, count], term) => Array.from({ length: count }, (_, index) => {
    const language = index < 6 ? index + 1 : random.weighted([1, 2, 3, 4, 5, 7], [30, 24, 14, 14, 12, 6]);
    const level = random.weighted(levels.map(([code]) => code), language === 6 ? [4, 2, 0, 0, 0] : [30, 26, 22, 14, 8]);
    const able = teaching(start).filter(([, native]) => native === language);
    const isIntensive = term === 2;
    const label = ['Autumn 2025', 'Spring 2026', 'Summer 2026', 'Autumn 2026', 'Winter 2027'][term];
    const title = `${languages[language - 1]} ${level} ${isIntensive ? 'Intensive ' : ''}${label}`;
    used.set(title, (used.get(title) ?? 0) + 1);
    const name = used.get(title) === 1 ? title : `${title} (${used.get(title)})`;
    const first = isIntensive ? start : plusDays(start, random.int(0, 3));
    const end = isIntensive ? plusDays(start, 11) : plusDays(first, (weeks - 1) * 7);
    const isCancelled = (term === 1 || term === 3) && index === 10;
    const lead = able.length === 0 || (term === 4 && random.chance(0.4)) ? null : random.pick(able)[0];
    return [name, language, level, lead ?? (term === 4 ? null : 1), term === 4 ? null : random.int(1, 6), first, end, isIntensive ? 420 : level === 'C1' ? 325 : 285,
      random.pick([8, 10, 12]), isIntensive, isCancelled ? plusDays(start, -5) : null];
  }));
}

function teaching(day) {
  return teachers.map((row, index) => [index + 1, ...row]).filter(([, , , , hired, left]) => hired <= day && (left === null || left > day));
}

function lessonsOf(random, [id, , , , lead, , first, end, , , intensive, cancelled]) {
  if (cancelled !== null || first > today) return [];
  const time = intensive ? '09:30' : random.pick(['17:30', '18:00', '19:15', '19:30']);
  const rows = [];
  for (let day = first; day <= end; day = plusDays(day, intensive ? 1 : 7)) {
    const weekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
    const status = day >= today ? 'scheduled' : random.weighted(['held', 'cancelled'], [95, 5]);
    const others = teaching(day).filter(([number]) => number !== lead);
    const substitute = status !== 'cancelled' && day < '2026-11-27' && random.chance(day < today ? 0.1 : 0.3) ? random.pick(others)[0] : null;
    if (!weekend) rows.push([id, epochSeconds(day, time), intensive ? 180 : 90, lead, substitute, status]);
  }
  return rows;
}

function enrolmentsOf(random, [id, , language, , , , first, end, , most, , cancelled], students) {
  const known = students.filter(([number, , , , tongue, , , registered]) => registered <= first && tongue !== language && number % 11 !== 4);
  const count = cancelled === null ? (first > today ? random.int(0, 4) : random.int(4, most)) : random.int(1, 2);
  return random.sample(known.filter(([number]) => number % 3 !== 0 || random.chance(0.4)), Math.min(count, known.length)).map(([who, , , , , , , registered]) => {
    const earliest = plusDays(first, first > today ? -80 : -40);
    const latest = first > today ? today : plusDays(first, 3);
    const joined = random.day(registered > earliest ? registered : earliest, latest);
    const gone = cancelled ?? (first < '2026-11-01' && random.chance(0.08) ? random.day(plusDays(first, 6), end > today ? '2026-11-12' : end) : null);
    const grade = gone === null && end < today && random.chance(0.9) ? random.weighted([1, 2, 3, 4, 5], [18, 34, 30, 12, 6]) : null;
    return [who, id, joined > first && cancelled !== null ? first : joined, gone, grade];
  });
}

function testsOf(random, students) {
  const taken = students.flatMap(([id, , , , tongue, , , registered]) => Array.from({ length: random.weighted([0, 1, 2], [25, 62, 13]) }, () => {
    const day = plusDays(registered, random.int(0, 20));
    const language = random.weighted([1, 2, 3, 4, 5, 6], [tongue === 1 ? 0 : 40, 26, 16, 14, 16, 4]);
    const score = random.int(4, 98);
    const able = teaching(day).filter(([, native]) => native === language);
    return [id, language, random.chance(0.15) ? null : random.pick(able)[0], day, score, levels[Math.min(4, Math.floor(score / 20))][0]];
  }));
  return taken.filter(([, , , day]) => day < today).toSorted((a, b) => (a[3] < b[3] ? -1 : 1));
}

function invoice(random, [enrolment, who, course, day], { number, courses, students }) {
  const [, , , , , , , , fee] = courses[course - 1];
  const [, , , , , employer] = students[who - 1];
  const amount = cents(fee * (1 - (employer === null ? 0 : companies[employer - 1][3] / 100)));
  const issued = plusDays(day, 1);
  const paid = plusDays(issued, random.weighted([0, 5, 12, 20, 45], [20, 30, 26, 14, 10]));
  const isPaid = paid < today && random.chance(0.95);
  return [number, enrolment, issued, plusDays(issued, 14), amount, isPaid ? paid : null, isPaid ? random.weighted(['transfer', 'card', 'cash'], [55, 35, 10]) : null,
    !isPaid && plusDays(issued, 30) < today ? random.int(1, 3) : 0];
}
