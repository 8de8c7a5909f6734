// A private school in the autumn term of 2026/27: pupils, their households, marks, absences, bills; CamelCase names, declared keys, money in units.
import { people } from '../names.mjs';
import { Random, cents, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE StaffMember (StaffId INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, Post TEXT NOT NULL, MainSubject TEXT,
  LineManagerId INTEGER REFERENCES StaffMember(StaffId), EmployedSince DATE NOT NULL, EmployedUntil DATE, WeeklyPeriods INTEGER NOT NULL, AnnualSalary REAL NOT NULL);
CREATE TABLE Form (FormId INTEGER PRIMARY KEY, FormName TEXT NOT NULL, YearGroup INTEGER NOT NULL, FormTutorId INTEGER REFERENCES StaffMember(StaffId),
  RoomNo TEXT NOT NULL, MaxPupils INTEGER NOT NULL);
CREATE TABLE Household (HouseholdId INTEGER PRIMARY KEY, ContactFirstName TEXT NOT NULL, ContactLastName TEXT NOT NULL, Phone TEXT, Email TEXT, Town TEXT NOT NULL,
  PaysByDirectDebit INTEGER NOT NULL, BursaryPct INTEGER NOT NULL);
CREATE TABLE Pupil (PupilId INTEGER PRIMARY KEY, HouseholdId INTEGER NOT NULL REFERENCES Household(HouseholdId), FormId INTEGER REFERENCES Form(FormId),
  FirstName TEXT NOT NULL, LastName TEXT NOT NULL, DateOfBirth DATE NOT NULL, House TEXT NOT NULL, IsBoarder INTEGER NOT NULL, AdmittedOn DATE NOT NULL,
  WithdrawnOn DATE, WithdrawalReason TEXT);
CREATE TABLE Course (CourseId INTEGER PRIMARY KEY, FormId INTEGER NOT NULL REFERENCES Form(FormId), Subject TEXT NOT NULL,
  TaughtById INTEGER NOT NULL REFERENCES StaffMember(StaffId), PeriodsPerWeek INTEGER NOT NULL);
CREATE TABLE Mark (MarkId INTEGER PRIMARY KEY, PupilId INTEGER NOT NULL REFERENCES Pupil(PupilId), CourseId INTEGER NOT NULL REFERENCES Course(CourseId),
  Assessment TEXT NOT NULL, SetOn DATE NOT NULL, Percentage INTEGER);
CREATE TABLE Absence (AbsenceId INTEGER PRIMARY KEY, PupilId INTEGER NOT NULL REFERENCES Pupil(PupilId), FirstDay DATE NOT NULL, LastDay DATE, Cause TEXT NOT NULL,
  IsAuthorised INTEGER NOT NULL);
CREATE TABLE FeeBill (BillId INTEGER PRIMARY KEY, PupilId INTEGER NOT NULL REFERENCES Pupil(PupilId), Term TEXT NOT NULL, IssuedOn DATE NOT NULL, DueOn DATE NOT NULL,
  Tuition REAL NOT NULL, Boarding REAL NOT NULL, Extras REAL NOT NULL, Bursary REAL NOT NULL, PaidOn DATE);
CREATE TABLE Sanction (SanctionId INTEGER PRIMARY KEY, PupilId INTEGER NOT NULL REFERENCES Pupil(PupilId), GivenById INTEGER NOT NULL REFERENCES StaffMember(StaffId),
  GivenOn DATE NOT NULL, Kind TEXT NOT NULL, Offence TEXT NOT NULL, ServedOn DATE);
`;

const today = '2026-11-16';
/** Post, subject, manager, since, until, periods, salary. */
const staff = [['Head', 'History', null, '2013-09-01', null, 4, 98000], ['Deputy head', 'Mathematics', 1, '2010-09-01', null, 10, 76500],
  ['Bursar', null, 1, '2017-03-01', null, 0, 64000], ['Teacher', 'English', 2, '2008-09-01', null, 24, 52300], ['Teacher', 'English', 4, '2021-09-01', null, 22, 41200],
  ['Teacher', 'Mathematics', 2, '2015-09-01', null, 25, 49800], ['Teacher', 'Mathematics', 6, '2024-09-01', null, 24, 37900],
  ['Teacher', 'Science', 2, '2012-01-08', null, 24, 50900], ['Teacher', 'Science', 8, '2019-09-01', null, 20, 44100], ['Teacher', 'French', 4, '2016-09-01', null, 21, 46700],
  ['Teacher', 'History', 1, '2018-09-01', null, 18, 45300], ['Teacher', 'Art', 2, '2011-09-01', '2026-07-31', 12, 38600], ['Teacher', 'Art', 11, '2026-09-01', null, 14, 34400],
  ['Teacher', 'French', 10, '2020-09-01', '2025-12-19', 15, 39900], ['School nurse', null, 3, '2022-11-14', null, 0, 33800], ['Secretary', null, 3, '2014-08-18', null, 0, 31200]];
/** Name, year, tutor, room, places. */
const forms = [['7A', 7, 5, 'G2', 28], ['7B', 7, 9, 'G3', 20], ['8A', 8, 7, 'F1', 24], ['8B', 8, 10, 'F4', 20], ['9A', 9, 11, 'F6', 24], ['10A', 10, 6, 'S1', 22],
  ['11A', 11, 4, 'S2', 22], ['11B', 11, null, 'S5', 16]];
const teachers = { English: [4, 5], Mathematics: [6, 7], Science: [8, 9], French: [10, 10], History: [11, 1], Art: [13, 13] };
const terms = [['Autumn 2025', '2025-07-21', '2025-09-05'], ['Spring 2026', '2025-12-01', '2026-01-09'], ['Summer 2026', '2026-03-23', '2026-04-17'],
  ['Autumn 2026', '2026-07-20', '2026-09-04'], ['Spring 2027', '2026-11-09', '2027-01-08']];
const tests = [['Diagnostic', '2026-09-14'], ['Essay or problem set', '2026-10-05'], ['Half-term test', '2026-10-16'], ['Class test', '2026-11-11']];

export function fill(insert) {
  const random = new Random(6113);
  const person = people(random);
  insert('StaffMember', staff.map((row, index) => [index + 1, ...person(), ...row]));
  insert('Form', forms.map((row, index) => [index + 1, ...row]));
  const homes = Array.from({ length: 104 }, (_, index) => household(random, person(), index + 1));
  insert('Household', homes);
  const pupils = Array.from({ length: 146 }, (_, index) => pupil(random, person(), homes, index + 1));
  insert('Pupil', pupils);
  const courses = forms.flatMap(([, year], index) => coursesOf(index + 1, year)).map((row, index) => [index + 1, ...row]);
  insert('Course', courses);
  const inside = pupils.filter(([, , form]) => form !== null);
  const skill = new Map(pupils.map(([id]) => [id, random.int(44, 84)]));
  const isDue = (place) => ([course, form]) => (course + form + place * 2) % 3 === 0;
  const marked = tests.flatMap(([title, day], place) => courses.filter(isDue(place)).flatMap(([course, form, subject]) => marksOf(random, title, day, course, subject,
    skill, inside.filter(([, , where, , , , , , since]) => where === form && since <= day))));
  insert('Mark', marked.map((row, index) => [index + 1, ...row]));
  insert('Absence', Array.from({ length: 210 }, () => absence(random, inside)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
  insert('FeeBill', pupils.flatMap((row) => billsOf(random, row, homes)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1)).map((row, index) => [8001 + index, ...row]));
  const rascals = random.sample(inside, 48);
  insert('Sanction', Array.from({ length: 97 }, () => sanction(random, rascals)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
}

function household(random, [first, last], id) {
  const phone = random.chance(0.9) ? `01${random.int(200, 999)} ${random.int(100_000, 999_999)}` : null;
  return [id, first, last, phone, random.chance(0.88) ? `${last}.${id}@home.example`.toLowerCase() : null,
    random.weighted(['Ferncliffe', 'Staveley', 'Morby', 'Kingsholt', 'Abroad'], [38, 24, 18, 13, 7]), random.chance(0.62), random.weighted([0, 10, 25, 50, 100], [76, 9, 7, 5, 3])];
}

/** The hundred-odd first pupils are eldest children; those who have left are in no form. */
function pupil(random, [first], homes, id) {
  const [house, , last, , , town] = homes[id <= 100 ? id - 1 : random.int(0, 70)];
  const hasLeft = random.chance(0.1);
  const form = random.weighted([1, 2, 3, 4, 5, 6, 7, 8], [16, 13, 17, 12, 18, 20, 17, 8]);
  const year = forms[form - 1][1];
  const admitted = random.chance(0.82) || hasLeft ? `${2026 - random.int(hasLeft ? 1 : 0, year - 7)}-09-03` : random.day(year === 7 ? '2026-09-08' : '2025-10-01', '2026-11-02');
  const left = hasLeft ? random.weighted(['2026-07-10', random.day('2026-01-20', '2026-11-06')], [50, 50]) : null;
  const start = hasLeft && admitted > '2025-09-03' ? '2025-09-03' : admitted;
  return [id, house, hasLeft ? null : form, first, last, random.day(`${2026 - year - 5}-09-01`, `${2026 - year - 4}-08-31`),
    random.weighted(['Oak', 'Ash', 'Elm', 'Yew'], [30, 27, 24, 19]), town === 'Abroad' || random.chance(0.15), start, left,
    left === null || random.chance(0.15) ? null : random.weighted(['Moved away', 'Fees', 'Other school', 'Excluded'], [40, 26, 26, 8])];
}

function coursesOf(form, year) {
  const subjects = Object.keys(teachers).filter((subject) => year < 10 || subject !== 'Art');
  return subjects.map((subject) => [form, subject, teachers[subject][form % 2], { English: 5, Mathematics: 5, Science: 6, French: 3, History: 3, Art: 2 }[subject] - (year === 7 ? 1 : 0)]);
}

function marksOf(random, title, day, course, subject, skill, pupils) {
  return pupils.map(([id]) => {
    const score = Math.min(100, Math.max(9, skill.get(id) + random.int(-22, 20) + (subject === 'Art' ? 7 : 0) - (subject === 'French' ? 4 : 0)));
    return [id, course, title, plusDays(day, course % 3), random.chance(0.06) ? null : score];
  });
}

function absence(random, pupils) {
  const [id, , , , , , , , since] = random.pick(pupils.slice(0, 104));
  const day = random.chance(0.04) ? random.day('2026-11-12', today) : random.day(since < '2025-09-08' ? '2025-09-08' : since, '2026-11-13');
  const first = plusDays(day, weekday(day) === 0 ? 1 : weekday(day) === 6 ? 2 : 0);
  const last = plusDays(first, random.weighted([0, 1, 2, 4, 9], [48, 22, 14, 11, 5]));
  const cause = random.weighted(['Illness', 'Medical appointment', 'Family event', 'Holiday', 'Unknown'], [52, 20, 10, 9, 9]);
  return [id, first > today ? today : first, last >= today ? null : last, cause, cause === 'Unknown' || cause === 'Holiday' ? random.chance(0.2) : 1];
}

function billsOf(random, [id, house, form, , , , , boards, since, left], homes) {
  return terms.flatMap(([term, issued, due]) => {
    if (since > due || (left !== null && left < due)) return [];
    const tuition = term < 'Autumn 2026' || term === 'Summer 2026' || term === 'Spring 2026' ? 5850 : 6120;
    const boarding = boards ? 3950 : 0;
    const paid = plusDays(due, random.weighted([-24, -8, -1, 9, 33], [24, 38, 20, 11, 7]) + random.int(-3, 3));
    const isOpen = paid >= today || paid < issued || random.chance(term === 'Autumn 2026' ? 0.1 : 0.01);
    const isEarly = term === 'Spring 2027' && random.chance(0.08);
    return [[id, term, issued, due, tuition, boarding, form === null ? 0 : cents(random.int(0, 9) * 42.5), cents(((tuition + boarding) * homes[house - 1][7]) / 100),
      isEarly ? random.day('2026-11-10', '2026-11-15') : isOpen ? null : paid]];
  });
}

function sanction(random, rascals) {
  const day = random.day('2026-09-07', '2026-11-15');
  const given = plusDays(day, weekday(day) === 0 ? -2 : weekday(day) === 6 ? -1 : 0);
  const kind = random.weighted(['Detention', 'Warning', 'Saturday school', 'Suspension'], [56, 28, 12, 4]);
  const served = plusDays(given, random.int(1, 12));
  const offence = random.weighted(['Late', 'No homework', 'Phone in class', 'Rudeness', 'Uniform', 'Fighting'], [28, 26, 18, 13, 11, 4]);
  return [random.pick(rascals)[0], random.weighted([4, 5, 6, 7, 8, 9, 10, 11], [9, 18, 13, 21, 8, 12, 10, 9]), given, kind, offence,
    kind === 'Warning' || served >= today || random.chance(0.1) ? null : served];
}
