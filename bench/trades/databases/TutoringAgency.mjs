// An agency of private tutors for school children; CamelCase, rates per hour less discount, tutors who mentor tutors, families sent by families.
import { people } from '../names.mjs';
import { Random, cents, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE Subject (SubjectID INTEGER PRIMARY KEY, SubjectName TEXT NOT NULL, Faculty TEXT NOT NULL, StandardRate REAL NOT NULL);
CREATE TABLE Tutor (TutorID INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, Email TEXT, Mobile TEXT, Town TEXT NOT NULL, HourlyPay REAL NOT NULL,
  StartDate DATE NOT NULL, EndDate DATE, CheckExpiry DATE, HasCar TEXT NOT NULL, MentorID INTEGER REFERENCES Tutor(TutorID));
CREATE TABLE TutorSubject (TutorID INTEGER NOT NULL REFERENCES Tutor(TutorID), SubjectID INTEGER NOT NULL REFERENCES Subject(SubjectID), HighestYear INTEGER NOT NULL,
  PRIMARY KEY (TutorID, SubjectID));
CREATE TABLE Family (FamilyID INTEGER PRIMARY KEY, ContactName TEXT NOT NULL, Phone TEXT, Email TEXT, Town TEXT NOT NULL, RegisteredOn DATE NOT NULL,
  ReferredByFamilyID INTEGER REFERENCES Family(FamilyID), DiscountPct REAL NOT NULL, IsArchived INTEGER NOT NULL);
CREATE TABLE Student (StudentID INTEGER PRIMARY KEY, FamilyID INTEGER NOT NULL REFERENCES Family(FamilyID), FirstName TEXT NOT NULL, LastName TEXT NOT NULL,
  BirthDate DATE, SchoolName TEXT, SchoolYear INTEGER NOT NULL, NeedsSupport TEXT NOT NULL, SpecialNeedNote TEXT);
CREATE TABLE Enquiry (EnquiryID INTEGER PRIMARY KEY, ContactName TEXT NOT NULL, SubjectID INTEGER NOT NULL REFERENCES Subject(SubjectID), SchoolYear INTEGER,
  Source TEXT NOT NULL, ReceivedAt TEXT NOT NULL, AnsweredAt TEXT, Outcome TEXT, FamilyID INTEGER REFERENCES Family(FamilyID));
CREATE TABLE Lesson (LessonID INTEGER PRIMARY KEY, StudentID INTEGER NOT NULL REFERENCES Student(StudentID), TutorID INTEGER NOT NULL REFERENCES Tutor(TutorID),
  SubjectID INTEGER NOT NULL REFERENCES Subject(SubjectID), BookedOn DATE NOT NULL, StartsAt TEXT NOT NULL, DurationMin INTEGER NOT NULL, Place TEXT NOT NULL,
  HourlyRate REAL NOT NULL, DiscountPct REAL NOT NULL, IsTrial TEXT NOT NULL, Status TEXT NOT NULL, CancelledAt TEXT, CreatedAt TEXT NOT NULL);
CREATE TABLE LessonReport (ReportID INTEGER PRIMARY KEY, LessonID INTEGER NOT NULL REFERENCES Lesson(LessonID), WrittenAt TEXT NOT NULL, Effort INTEGER NOT NULL,
  Progress INTEGER NOT NULL, HomeworkDone TEXT NOT NULL);
CREATE TABLE Invoice (InvoiceID INTEGER PRIMARY KEY, InvoiceNumber TEXT NOT NULL, FamilyID INTEGER NOT NULL REFERENCES Family(FamilyID), IssuedOn DATE NOT NULL,
  DueOn DATE NOT NULL, Amount REAL NOT NULL, PaidOn DATE, PaymentMethod TEXT, RemindersSent INTEGER NOT NULL);
CREATE TABLE ExamResult (ExamResultID INTEGER PRIMARY KEY, StudentID INTEGER NOT NULL REFERENCES Student(StudentID),
  SubjectID INTEGER NOT NULL REFERENCES Subject(SubjectID), ExamDate DATE NOT NULL, PredictedGrade INTEGER NOT NULL, ActualGrade INTEGER);
CREATE TABLE MessageLog (MessageID INTEGER PRIMARY KEY, FamilyID INTEGER NOT NULL REFERENCES Family(FamilyID), SentAt TEXT NOT NULL, Channel TEXT NOT NULL,
  Topic TEXT NOT NULL, OpenedAt TEXT);
`;

const subjects = [['Maths', 'Sciences', 38], ['Physics', 'Sciences', 42], ['Chemistry', 'Sciences', 42], ['Biology', 'Sciences', 40], ['English', 'Languages', 36],
  ['French', 'Languages', 37], ['Spanish', 'Languages', 37], ['History', 'Humanities', 35], ['Geography', 'Humanities', 35], ['Latin', 'Languages', 44]];
const tutors = [
  [[1, 2], 27, '2016-09-05', null, 'Ravenhill', null], [[5, 8], 25.5, '2017-01-16', null, 'Ravenhill', null], [[3, 4], 28, '2018-09-03', null, 'Ellerton', 1],
  [[1], 24, '2019-02-11', null, 'Castle Moss', 1], [[6, 7], 24.75, '2019-09-09', null, 'Ravenhill', 2], [[5, 9], 23.5, '2020-10-05', null, 'Ellerton', 2],
  [[1, 3], 26, '2021-04-12', null, 'Ravenhill', 1], [[2, 1], 31, '2021-09-06', '2026-07-17', 'Castle Moss', 1], [[8, 9], 22.5, '2022-09-12', null, 'Ravenhill', 2],
  [[4, 3], 25.5, '2023-01-09', null, 'Ellerton', 3], [[1, 5], 22, '2024-02-19', null, 'Castle Moss', 4], [[7], 24.5, '2024-09-02', null, 'Dunmere', 5],
  [[5], 21.5, '2025-09-01', '2026-04-03', 'Ravenhill', 2], [[1, 2], 23, '2025-10-13', null, 'Dunmere', 4], [[6], 22.5, '2026-02-02', null, 'Ellerton', 5],
  [[1, 4], 21, '2026-09-07', null, 'Ravenhill', 7], [[10], 30, '2026-10-26', null, 'Ravenhill', null],
];
const schools = ['Ravenhill Academy', 'St Brannoc School', 'Ellerton High', 'Moss Lane Comprehensive', 'Dunmere Grammar'];
const towns = ['Ravenhill', 'Ellerton', 'Castle Moss', 'Dunmere'];
const today = '2026-11-16';
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);

export function fill(insert) {
  const random = new Random(4423);
  const person = people(random);
  insert('Subject', numbered(subjects));
  const staff = numbered(tutors.map((row) => tutor(random, person(), row)));
  insert('Tutor', staff);
  insert('TutorSubject', tutors.flatMap(([able], index) => able.map((subject) => [index + 1, subject, random.pick([9, 11, 11, 13])])));
  const families = numbered(Array.from({ length: 58 }, (_, index) => family(random, person(), index)));
  insert('Family', families);
  const students = numbered(families.flatMap((row) => childrenOf(random, person, row)));
  insert('Student', students);
  const won = families.filter((row) => row[5] >= '2026-01-20').map(([id, name, , , , registered]) => [name.split(' ')[1], plusDays(registered, -random.int(6, 12)), id]);
  const others = Array.from({ length: 66 }, () => [person()[1], random.day('2026-01-05', '2026-11-15'), null]);
  insert('Enquiry', numbered([...won, ...others].map((source) => enquiry(random, source)).toSorted((a, b) => (a[4] < b[4] ? -1 : 1))));
  const lessons = numbered(students.flatMap((row) => lessonsOf(random, row, families)).toSorted((a, b) => (a[4] < b[4] ? -1 : 1)));
  insert('Lesson', lessons);
  const done = lessons.filter((row) => row[11] === 'Done');
  insert('LessonReport', numbered(done.filter((row) => random.chance(row[2] === 4 ? 0.1 : 0.4)).map((row) => report(random, row))));
  insert('Invoice', invoicesOf(random, { done, students }));
  insert('ExamResult', numbered(students.filter(([, , , , , , year]) => year >= 10).flatMap((row) => examsOf(random, row))));
  insert('MessageLog', numbered(Array.from({ length: 190 }, () => message(random, families)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1))));
}

function tutor(random, [first, last], [, pay, start, end, town, mentor]) {
  return [first, last, `${first}.${last}@tutors.example`.toLowerCase(), random.chance(0.85) ? `555-${String(random.int(2_000, 2_999))}` : null, town, pay, start, end,
    start > '2026-10-01' ? null : random.day('2026-08-20', '2028-12-31'), random.chance(0.6) ? 'Y' : 'N', mentor];
}

function family(random, pair, index) {
  const registered = index < 30 ? random.day('2022-09-01', '2025-09-05') : random.day('2025-09-08', '2026-10-20');
  const sender = index > 12 && random.chance(0.3) ? random.weighted([3, 7, 11, 2, 5], [40, 25, 15, 10, 10]) : null;
  return [pair.join(' '), random.chance(0.92) ? `555-${String(7_000 + index * 11)}` : null,
    random.chance(0.9) ? `${pair[0]}.home${String(index)}@inbox.example`.toLowerCase() : null,
    random.weighted(towns, [40, 25, 20, 15]), registered, sender, random.weighted([0, 5, 10, 15], [66, 16, 12, 6]), index % 14 === 8];
}

function childrenOf(random, person, [id, contact]) {
  const last = contact.split(' ').at(-1);
  return Array.from({ length: random.weighted([1, 2, 3], [62, 30, 8]) }, () => {
    const year = random.int(6, 13);
    const hasSupport = random.chance(0.15);
    return [id, person()[0], random.chance(0.92) ? last : person()[1],
      random.chance(0.95) ? random.day(`${String(2020 - year)}-09-01`, `${String(2021 - year)}-08-31`) : null,
      random.chance(0.93) ? random.pick(schools) : null, year, hasSupport ? 'Y' : 'N',
      hasSupport && random.chance(0.7) ? random.pick(['dyslexia', 'ADHD', 'hearing aid']) : null];
  });
}

/** One from a family that came to us, or one from somebody who did not. */
function enquiry(random, [name, day, family]) {
  const isAnswered = family !== null || (day < '2026-11-09' ? random.chance(0.95) : random.chance(0.5));
  const answer = plusDays(day, random.weighted([0, 1, 2, 5], [30, 40, 20, 10]));
  const isReal = isAnswered && answer < today;
  const outcome = isReal && plusDays(answer, 14) < today ? random.weighted(['Lost', 'NoReply'], [70, 30]) : null;
  return [`${random.pick(['Mr', 'Mrs', 'Ms', 'Dr'])} ${name}`, random.weighted([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [34, 9, 9, 7, 18, 6, 8, 4, 3, 5]),
    random.chance(0.9) ? random.int(6, 13) : null, random.weighted(['Website', 'Phone', 'Word of mouth', 'School', 'Advert'], [36, 20, 22, 12, 10]),
    `${day} ${random.time(8, 20, 1)}`, isReal ? `${answer} ${random.time(20, 22, 1)}` : null, family === null ? outcome : 'Won', family];
}

function lessonsOf(random, [id, home, , , , , year], families) {
  const [, , , , town, registered, , discount, isArchived] = families[home - 1];
  if (id % 13 === 6) return [];
  return Array.from({ length: random.weighted([1, 2], [70, 30]) }, () => random.int(1, tutors.length - 1)).filter((one, index, all) => all.indexOf(one) === index)
    .flatMap((teacher) => {
      const [able, , hired, gone] = tutors[teacher - 1];
      const from = [registered, hired, '2025-09-08'].toSorted((a, b) => (a < b ? -1 : 1)).at(-1);
      const begin = plusDays(random.day(from, from > '2026-09-20' ? plusDays(from, 20) : '2026-10-05'), 2);
      const isStill = isArchived === false && random.chance(0.55);
      const until = [isStill ? '2026-11-29' : plusDays(begin, random.int(40, 160)), gone ?? '2026-11-29'].toSorted((a, b) => (a < b ? -1 : 1))[0];
      const plan = { id, year, town, teacher, discount, subject: random.pick(able), day: random.int(1, 6),
        hour: `${String(random.int(15, 18))}:${random.pick(['00', '30'])}`,
        minutes: random.weighted([60, 90, 45], [60, 26, 14]), place: random.weighted(['Online', 'Home', 'Centre'], [42, 38, 20]), begin, until };
      return weeksOf(random, plan);
    });
}

function weeksOf(random, plan) {
  const rows = [];
  const isTrialOnly = random.chance(0.14);
  for (let day = plan.begin; day <= plan.until && day < '2026-11-29'; day = plusDays(day, 1)) {
    const isHoliday = (day >= '2026-07-20' && day < '2026-09-05') || (day > '2025-12-19' && day < '2026-01-05') || (day > '2026-04-01' && day < '2026-04-14');
    const isAway = plan.teacher === 15 && day > '2026-10-23';
    const isOver = isAway || isHoliday || (isTrialOnly && rows.length > 0);
    if (weekday(day) === plan.day && !isOver && random.chance(0.74)) rows.push(lesson(random, { plan, day, isTrial: rows.length === 0 }));
  }
  return rows;
}

function lesson(random, { plan, day, isTrial }) {
  const rate = subjects[plan.subject - 1][2] + (plan.year > 11 ? 6 : 0) - (day < '2026-01-01' ? 2 : 0);
  const status = day >= today ? random.weighted(['Booked', 'CancelledByFamily'], [95, 5])
    : random.weighted(['Done', 'CancelledByFamily', 'CancelledByTutor', 'NoShow'], [86, 8, 3, 3]);
  const booked = plusDays(day, -random.int(5, 24));
  const notice = random.weighted([0, 1, 3, 6], [25, 30, 25, 20]);
  const gone = plusDays(day, -notice) > today ? '2026-11-14' : plusDays(day, -notice);
  const cancelled = status.startsWith('Cancelled') ? `${gone < booked ? booked : gone} ${random.time(8, 14, 1)}` : null;
  return [plan.id, plan.teacher, plan.subject, booked > '2026-11-15' ? '2026-11-13' : booked, `${day} ${plan.hour}`, isTrial ? 45 : plan.minutes, plan.place, rate,
    isTrial ? 50 : plan.discount, isTrial ? 'Y' : 'N', status, cancelled, `${booked > '2026-11-15' ? '2026-11-13' : booked} 12:00`];
}

function report(random, [id, , , , , starts]) {
  const day = plusDays(starts.slice(0, 10), random.int(0, 2));
  return [id, `${day > '2026-11-15' ? '2026-11-15' : day} 21:${twoDigits(random.int(10, 59))}`, random.weighted([1, 2, 3, 4, 5], [4, 10, 30, 36, 20]),
    random.weighted([1, 2, 3, 4, 5], [5, 14, 36, 32, 13]), random.chance(0.7) ? 'Y' : 'N'];
}

function invoicesOf(random, { done, students }) {
  const totals = new Map();
  for (const [, student, , , , starts, minutes, , rate, discount] of done) {
    const key = `${starts.slice(0, 7)} ${String(students[student - 1][1])}`;
    if (starts >= '2026-03' && starts < '2026-11') totals.set(key, (totals.get(key) ?? 0) + (minutes / 60) * rate * (1 - discount / 100));
  }
  const drafts = [...totals].toSorted(([a], [b]) => (a.slice(0, 7) < b.slice(0, 7) ? -1 : a.slice(0, 7) > b.slice(0, 7) ? 1 : Number(a.slice(8)) - Number(b.slice(8))));
  return drafts.map(([key, total], index) => {
    const issued = `${plusDays(`${key.slice(0, 7)}-28`, 6).slice(0, 7)}-02`;
    const due = plusDays(issued, 14);
    const paid = plusDays(issued, random.weighted([2, 8, 13, 20, 38], [26, 30, 22, 14, 8]));
    const isPaid = paid < today && random.chance(0.95);
    return [index + 1, `TA-${issued.slice(2, 4)}${issued.slice(5, 7)}-${String(index + 201)}`, Number(key.slice(8)), issued, due, cents(total), isPaid ? paid : null,
      isPaid ? random.weighted(['Transfer', 'Card', 'DirectDebit'], [50, 28, 22]) : null, due < today && (!isPaid || paid > due) ? random.int(1, 3) : 0];
  });
}

function examsOf(random, [id]) {
  return random.sample([1, 2, 3, 4, 5, 6, 7, 8], random.weighted([0, 1, 2, 3], [15, 35, 35, 15])).map((subject) => {
    const day = random.day('2026-05-11', '2026-06-19');
    const predicted = random.weighted([3, 4, 5, 6, 7, 8], [8, 20, 30, 24, 12, 6]);
    return [id, subject, day, predicted, random.chance(0.94) ? Math.min(9, Math.max(1, predicted + random.weighted([-1, 0, 1, 2], [16, 38, 34, 12]))) : null];
  });
}

function message(random, families) {
  const day = random.day('2026-07-01', '2026-11-15');
  const known = families.filter(([id, , , , , registered]) => registered <= day && id !== 20);
  const channel = random.weighted(['Email', 'SMS'], [70, 30]);
  const time = random.time(8, 19, 1);
  return [random.pick(known)[0], `${day} ${time}`, channel, random.weighted(['Reminder', 'Invoice', 'Newsletter', 'Report'], [35, 30, 15, 20]),
    channel === 'Email' && random.chance(0.6) ? `${day} ${twoDigits(Number(time.slice(0, 2)) + random.int(1, 4))}:15` : null];
}
