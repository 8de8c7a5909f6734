// A music school in a small town; normalised, four keys to people and teachers in two roles, money in cents.
import { people } from '../names.mjs';
import { Random, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE instrument (instrument_id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, family TEXT NOT NULL);
CREATE TABLE lesson_type (lesson_type_id INTEGER PRIMARY KEY, label TEXT NOT NULL, minutes INTEGER NOT NULL, fee_cents INTEGER NOT NULL);
CREATE TABLE lesson_status (status_id INTEGER PRIMARY KEY, label TEXT NOT NULL, is_charged INTEGER NOT NULL);
CREATE TABLE room (room_id INTEGER PRIMARY KEY, name TEXT NOT NULL, floor INTEGER NOT NULL, area_sqm INTEGER NOT NULL,
  has_piano TEXT NOT NULL CHECK (has_piano IN ('Y', 'N')));
CREATE TABLE person (person_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, phone TEXT, email TEXT, town TEXT NOT NULL, birth_date DATE,
  created_at TEXT NOT NULL, updated_at TEXT NOT NULL);
CREATE TABLE teacher (teacher_id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL UNIQUE REFERENCES person(person_id),
  main_instrument_id INTEGER NOT NULL REFERENCES instrument(instrument_id), second_instrument_id INTEGER REFERENCES instrument(instrument_id),
  mentor_id INTEGER REFERENCES teacher(teacher_id), pay_per_hour_cents INTEGER NOT NULL, weekly_hours INTEGER NOT NULL, hired_on DATE NOT NULL, left_on DATE);
CREATE TABLE pupil (pupil_id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL UNIQUE REFERENCES person(person_id),
  payer_id INTEGER NOT NULL REFERENCES person(person_id), joined_on DATE NOT NULL, left_on DATE, photo_consent TEXT NOT NULL CHECK (photo_consent IN ('Y', 'N')));
CREATE TABLE enrolment (enrolment_id INTEGER PRIMARY KEY, pupil_id INTEGER NOT NULL REFERENCES pupil(pupil_id),
  teacher_id INTEGER NOT NULL REFERENCES teacher(teacher_id), instrument_id INTEGER NOT NULL REFERENCES instrument(instrument_id),
  lesson_type_id INTEGER NOT NULL REFERENCES lesson_type(lesson_type_id),
  room_id INTEGER REFERENCES room(room_id), starts_on DATE NOT NULL, ends_on DATE);
CREATE TABLE lesson (lesson_id INTEGER PRIMARY KEY, enrolment_id INTEGER NOT NULL REFERENCES enrolment(enrolment_id), starts_at TEXT NOT NULL,
  status_id INTEGER NOT NULL REFERENCES lesson_status(status_id), substitute_id INTEGER REFERENCES teacher(teacher_id));
CREATE TABLE instrument_hire (hire_id INTEGER PRIMARY KEY, pupil_id INTEGER NOT NULL REFERENCES pupil(pupil_id),
  instrument_id INTEGER NOT NULL REFERENCES instrument(instrument_id), serial_no TEXT NOT NULL, handed_out_on DATE NOT NULL, due_back_on DATE NOT NULL, returned_on DATE,
  monthly_fee_cents INTEGER NOT NULL, deposit_cents INTEGER NOT NULL);
CREATE TABLE invoice (invoice_id INTEGER PRIMARY KEY, payer_id INTEGER NOT NULL REFERENCES person(person_id), issued_on DATE NOT NULL, due_on DATE NOT NULL,
  amount_cents INTEGER NOT NULL, paid_on DATE, reminders INTEGER NOT NULL);
`;

const instruments = [['Piano', 'Keyboard'], ['Violin', 'Strings'], ['Cello', 'Strings'], ['Guitar', 'Strings'], ['Flute', 'Woodwind'], ['Clarinet', 'Woodwind'],
  ['Trumpet', 'Brass'], ['Drums', 'Percussion'], ['Voice', 'Voice'], ['Accordion', 'Keyboard'], ['Harp', 'Strings'], ['Oboe', 'Woodwind']];
const lessonTypes = [['Single lesson 30', 30, 2_450], ['Single lesson 45', 45, 3_550], ['Single lesson 60', 60, 4_600], ['Trial lesson', 30, 1_000]];
const statuses = [['planned', 0], ['held', 1], ['cancelled by pupil', 0], ['cancelled by teacher', 0], ['no-show', 1]];
const rooms = [['Bach', 0, 18, 'Y'], ['Clara', 0, 22, 'Y'], ['Ellington', 1, 16, 'N'], ['Nightingale', 1, 14, 'Y'], ['Cellar', -1, 28, 'N'], ['Hall', 0, 85, 'Y'],
  ['Turret', 2, 9, 'N']];
const teachers = [ // main and second instrument, mentor, pay, hours, hired, left
  [1, 10, null, 3_650, 24, '2009-09-01', null], [1, null, 1, 3_200, 18, '2019-02-01', null], [2, 3, null, 3_500, 20, '2012-09-03', null],
  [3, null, 3, 3_100, 10, '2021-09-01', null], [4, 8, null, 3_300, 22, '2015-01-12', null], [5, 6, null, 3_400, 16, '2014-04-01', null],
  [7, null, 5, 3_050, 9, '2022-02-01', null], [8, null, 5, 2_950, 14, '2023-09-04', null], [9, 1, 1, 3_250, 12, '2018-09-03', null],
  [4, null, 5, 2_900, 11, '2024-09-02', null], [2, 12, 3, 2_850, 8, '2020-09-01', '2025-07-31'], [6, 5, 6, 2_800, 6, '2026-09-01', null]];
const towns = ['Thornbury Vale', 'Eastmere', 'Coldwick', 'Harrow Green', 'Millbrook'];
const billingDays = ['2025-01-15', '2025-04-15', '2025-09-15', '2025-11-15', '2026-01-15', '2026-04-15', '2026-09-15', '2026-11-02'];
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(77_120);
  const person = people(random);
  insert('instrument', numbered(instruments));
  insert('lesson_type', numbered(lessonTypes));
  insert('lesson_status', numbered(statuses));
  insert('room', numbered(rooms));
  const persons = teachers.map(() => personRow(random, person(), random.pick(towns), random.day('1966-01-01', '1999-01-01')));
  const pupils = Array.from({ length: 66 }, () => household(random, person, persons)).flat();
  insert('person', numbered(persons));
  insert('teacher', teachers.map((row, index) => [index + 1, index + 1, ...row]));
  insert('pupil', numbered(pupils));
  const oboist = pupils.findIndex(([, , joined, left]) => joined < '2023-01-01' && left === null) + 1;
  const enrolments = [...pupils.flatMap((pupil, index) => enrolmentsOf(random, pupil, index + 1)), [oboist, 11, 12, 1, 7, '2024-02-05', '2025-07-31']];
  insert('enrolment', numbered(enrolments));
  const drawn = new Random(3);
  const lessons = enrolments.flatMap((enrolment, index) => lessonsOf(drawn, enrolment, index + 1));
  insert('lesson', numbered(lessons.toSorted((a, b) => (a[1] < b[1] ? -1 : 1))));
  const players = enrolments.filter(([, , instrument]) => [2, 3, 5, 6, 7, 10].includes(instrument));
  insert('instrument_hire', numbered(players.filter(() => random.chance(0.6)).map((enrolment, index) => hire(random, enrolment, index))));
  insert('invoice', numbered(invoices(random, pupils, enrolments)));
}

function numbered(rows) {
  return rows.map((row, index) => [index + 1, ...row]);
}

function personRow(random, [first, last], town, birth) {
  const phone = random.chance(0.85) ? `0${random.int(60, 79)} ${random.int(100, 999)} ${random.int(10, 99)} ${random.int(10, 99)}` : null;
  const email = random.chance(0.8) ? `${first}.${last}@post.example`.toLowerCase() : null;
  const created = random.day('2024-01-08', '2024-02-28');
  return [first, last, phone, email, town, birth, `${created} 09:${random.int(10, 59)}`, `${random.day('2025-01-01', today)} 11:${random.int(10, 59)}`];
}

/** Adds the people of a household and gives its pupils: a grown-up who learns, or one or two children of the one who pays. */
function household(random, person, persons) {
  const town = random.weighted(towns, [40, 25, 15, 12, 8]);
  const payer = person();
  const isLearner = random.chance(0.25);
  persons.push(personRow(random, payer, town, isLearner ? random.day('1955-01-01', '2000-01-01') : null));
  const payerId = persons.length;
  return Array.from({ length: isLearner ? 1 : random.weighted([1, 2, 3], [68, 27, 5]) }, () => {
    const joined = random.chance(0.25) ? random.day('2026-08-20', '2026-11-09') : random.day('2019-09-01', '2026-06-15');
    if (!isLearner) {
      const [first] = person();
      persons.push(personRow(random, [first, payer[1]], town, random.day(plusDays(joined, -365 * 13), plusDays(joined, -365 * 6))));
    }
    const hasLeft = joined < '2025-06-01' && random.chance(0.28);
    return [persons.length, payerId, joined, hasLeft ? random.pick(['2025-07-31', '2026-01-31', '2026-07-31']) : null, random.chance(0.8) ? 'Y' : 'N'];
  });
}

function enrolmentsOf(random, [, , joined, left], pupil) {
  const count = random.weighted([0, 1, 2], [4, 80, 16]);
  return random.sample([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], count).map((drawn, index) => {
    const instrument = index === 0 && random.chance(0.42) && drawn !== 1 && count === 1 ? random.pick([1, 1, 4]) : drawn;
    const able = teachers.flatMap((row, at) => ((row[0] === instrument || row[1] === instrument) && row[6] === null && at !== 11 ? [at + 1] : []));
    const start = index === 0 ? joined : left === null && joined < '2026-02-01' ? random.day('2026-02-01', '2026-09-30') : joined;
    const type = joined > '2026-10-10' && random.chance(0.3) ? 4 : random.weighted([1, 2, 3], [58, 32, 10]);
    return [pupil, random.pick(able), instrument, type, random.chance(0.95) ? room(random, instrument) : null, start, left ?? endOf(random, start, type)];
  });
}

function endOf(random, start, type) {
  if (type === 4) return plusDays(start, 6);
  return start < '2026-03-01' && random.chance(0.08) ? '2026-07-31' : null;
}

function room(random, instrument) {
  if (instrument === 8) return 5;
  return instrument === 1 ? random.pick([1, 2, 4]) : random.pick([1, 2, 3, 3, 4, 6]);
}

function lessonsOf(random, [, teacher, , , , start, end], enrolment) {
  const day = random.weighted([1, 2, 3, 4, 5, 6], [20, 22, 20, 18, 12, 8]);
  const time = `${random.int(13, 18)}:${random.pick(['00', '30'])}`;
  const rows = [];
  for (let at = '2026-04-13'; at <= '2026-12-11'; at = plusDays(at, 1)) {
    const isOpen = at < '2026-07-01' || (at > '2026-08-30' && (at < '2026-10-26' || at > '2026-11-01'));
    if (weekday(at) !== day || !isOpen || at < start || at > (end ?? '2026-12-31')) continue;
    const status = at >= today ? random.weighted([1, 3], [93, 7]) : random.weighted([2, 3, 4, 5], [84, 8, 4, 4]);
    const substitute = status === 2 && random.chance(0.04) ? random.pick([1, 2, 3, 5, 9].filter((id) => id !== teacher)) : null;
    rows.push([enrolment, `${at} ${time}`, status, substitute]);
  }
  return rows;
}

function hire(random, [pupil, , instrument, , , start, end], index) {
  const out = start < '2024-01-01' ? random.day('2024-01-10', '2024-12-01') : plusDays(start, random.int(0, 20));
  const handed = out > '2026-11-12' ? '2026-11-12' : out;
  const due = plusDays(handed, 365 * (handed < '2025-09-01' ? 2 : 1));
  const back = end ?? (due < '2026-10-20' && random.chance(0.7) ? plusDays(due, random.int(-12, 20)) : null);
  const serial = `${instruments[instrument - 1][0].slice(0, 2).toUpperCase()}-${twoDigits(random.int(10, 99))}${twoDigits(index)}`;
  const fee = { 2: 1_200, 3: 2_200, 5: 1_500, 6: 1_600, 7: 1_400, 10: 2_500 }[instrument];
  return [pupil, instrument, serial, handed, due, back !== null && back > handed ? back : null, fee, fee * 10];
}

function invoices(random, pupils, enrolments) {
  const payers = [...new Set(pupils.map(([, payer]) => payer))];
  return billingDays.flatMap((issued) => payers.flatMap((payer) => {
    const own = enrolments.filter(([pupil, , , , , start, end]) => pupils[pupil - 1][1] === payer && start <= issued && (end === null || end > issued));
    if (own.length === 0) return [];
    const amount = own.reduce((sum, [, , , type]) => sum + lessonTypes[type - 1][2] * random.int(8, 11), 0);
    const due = plusDays(issued, 21);
    const paid = plusDays(issued, random.weighted([6, 14, 20, 30, 52], [25, 30, 25, 14, 6]) + random.int(0, 5));
    const isPaid = paid <= today && !(issued >= '2026-04-15' && random.chance(0.06));
    const late = !isPaid ? due < today ? random.int(1, 3) : 0 : paid > plusDays(due, 15) ? random.int(1, 2) : 0;
    return [[payer, issued, due, amount, isPaid ? paid : null, late]];
  }));
}
