// A board that holds language exams in several towns; CamelCase names, declared keys, fees in whole units, states and outcomes as words.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE Centre (CentreId INTEGER PRIMARY KEY, CentreName TEXT NOT NULL, City TEXT NOT NULL, RoomsForHire INTEGER NOT NULL, AccreditedUntil TEXT, ClosedOn TEXT);
CREATE TABLE Examiner (ExaminerId INTEGER PRIMARY KEY, GivenName TEXT NOT NULL, FamilyName TEXT NOT NULL, HomeCentreId INTEGER NOT NULL REFERENCES Centre(CentreId),
  MentorId INTEGER REFERENCES Examiner(ExaminerId), CertifiedOn TEXT NOT NULL, RetiredOn TEXT, DayFee REAL NOT NULL);
CREATE TABLE Test (TestCode TEXT PRIMARY KEY, Title TEXT NOT NULL, Tongue TEXT NOT NULL, CefrLevel TEXT NOT NULL, EntryFee REAL NOT NULL, PassMark INTEGER NOT NULL);
CREATE TABLE Sitting (SittingId INTEGER PRIMARY KEY, TestCode TEXT NOT NULL REFERENCES Test(TestCode), CentreId INTEGER NOT NULL REFERENCES Centre(CentreId),
  HeldOn TEXT NOT NULL, StartTime TEXT NOT NULL, Places INTEGER NOT NULL, ChairId INTEGER NOT NULL REFERENCES Examiner(ExaminerId),
  AssessorId INTEGER REFERENCES Examiner(ExaminerId), State TEXT NOT NULL);
CREATE TABLE School (SchoolId INTEGER PRIMARY KEY, SchoolName TEXT NOT NULL, City TEXT NOT NULL, DiscountPct REAL NOT NULL, PartnerSince TEXT);
CREATE TABLE Candidate (CandidateId INTEGER PRIMARY KEY, GivenName TEXT NOT NULL, FamilyName TEXT NOT NULL, BirthDate TEXT NOT NULL, Nationality TEXT NOT NULL,
  EmailAddress TEXT, RegisteredAt TEXT NOT NULL, SchoolId INTEGER REFERENCES School(SchoolId), NeedsExtraTime INTEGER NOT NULL);
CREATE TABLE Entry (EntryId INTEGER PRIMARY KEY, CandidateId INTEGER NOT NULL REFERENCES Candidate(CandidateId), SittingId INTEGER NOT NULL REFERENCES Sitting(SittingId),
  EnteredOn TEXT NOT NULL, FeeCharged REAL NOT NULL, FeePaidOn TEXT, Outcome TEXT, FinalScore INTEGER);
CREATE TABLE PaperMark (EntryId INTEGER NOT NULL REFERENCES Entry(EntryId), Paper TEXT NOT NULL, Mark INTEGER NOT NULL, MarkedById INTEGER NOT NULL REFERENCES Examiner(ExaminerId),
  MarkedOn TEXT NOT NULL, RemarkedMark INTEGER, PRIMARY KEY (EntryId, Paper));
CREATE TABLE Certificate (CertificateNo TEXT PRIMARY KEY, EntryId INTEGER NOT NULL REFERENCES Entry(EntryId), IssuedOn TEXT NOT NULL, PostedOn TEXT, RevokedOn TEXT);
`;

const today = '2026-11-16';
const centres = [['Guildhall Centre', 'Harwick', 4, '2028-06-30', null], ['Harwick College', 'Harwick', 6, '2027-03-31', null], ['Millbrook Institute', 'Millbrook', 3, '2026-09-30', null],
  ['Seaview House', 'Port Allen', 2, '2027-12-31', null], ['Easton Library', 'Easton', 2, '2026-12-31', null], ['Old Customs House', 'Port Allen', 1, '2026-04-30', '2026-04-30'],
  ['Dunleigh Forum', 'Dunleigh', 2, null, null]];
/** Home, mentor, certified, retired, fee a day. */
const examiners = [[1, null, '2011-05-02', null, 310], [2, 1, '2014-09-15', null, 285], [1, 1, '2016-02-08', null, 270], [3, 1, '2015-10-12', null, 280],
  [4, 2, '2018-03-19', null, 255], [5, 2, '2019-06-24', null, 250], [2, 2, '2013-01-28', '2026-03-31', 290], [3, 4, '2021-04-12', null, 235],
  [2, 2, '2022-09-05', null, 225], [4, 5, '2024-02-26', null, 215], [1, 3, '2025-01-20', null, 205], [7, 3, '2026-08-31', null, 195]];
/** Code, title, language, level, fee, mark to pass out of 100. */
const tests = [['EN-B1', 'English Preliminary', 'English', 'B1', 118, 55], ['EN-B2', 'English First', 'English', 'B2', 149, 60], ['EN-C1', 'English Advanced', 'English', 'C1', 172, 60],
  ['FR-A2', 'French Elementary', 'French', 'A2', 84, 50], ['FR-B2', 'French Independent', 'French', 'B2', 139, 60], ['DE-B1', 'German Threshold', 'German', 'B1', 122, 55],
  ['DE-C1', 'German Academic', 'German', 'C1', 179, 65], ['ES-A2', 'Spanish Elementary', 'Spanish', 'A2', 84, 50], ['IT-B1', 'Italian Threshold', 'Italian', 'B1', 112, 55]];
const schools = [['Lingua Nova', 'Harwick', 10, '2018-09-01'], ['Bridge Academy', 'Harwick', 5, '2021-01-15'], ['Millbrook Grammar', 'Millbrook', 15, '2016-09-01'],
  ['Port Allen Sixth Form', 'Port Allen', 15, '2019-09-02'], ['Babel Tutors', 'Easton', 0, '2024-05-06'], ['St Anne Evening School', 'Dunleigh', 5, null]];
const papers = ['Reading', 'Listening', 'Writing', 'Speaking'];

export function fill(insert) {
  const random = new Random(7202);
  const person = people(random);
  const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
  insert('Centre', numbered(centres));
  insert('Examiner', numbered(examiners.map((row) => [...person(), ...row])));
  insert('Test', tests);
  const sittings = numbered(Array.from({ length: 74 }, (_, index) => sitting(random, index)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1)));
  insert('Sitting', sittings);
  insert('School', numbered(schools));
  const candidates = numbered(Array.from({ length: 190 }, () => candidate(random, person())).toSorted((a, b) => (a[5] < b[5] ? -1 : 1)));
  insert('Candidate', candidates);
  const entries = sittings.flatMap((row) => entriesOf(random, row, candidates)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1)).map((row, index) => [5001 + index, ...row]);
  const marks = entries.flatMap((row) => marksOf(random, row, sittings));
  insert('Entry', entries);
  insert('PaperMark', marks);
  const passed = entries.filter(([, , , , , , outcome]) => outcome === 'Passed');
  insert('Certificate', passed.flatMap((row, index) => certificateOf(random, row, sittings, index)));
}

function sitting(random, index) {
  const place = random.weighted([1, 2, 3, 4, 5, 6], [26, 24, 18, 14, 12, 6]);
  let day = index < 12 ? random.day('2026-11-18', '2027-02-20') : random.day('2025-09-06', place === 6 ? '2026-04-25' : '2026-11-14');
  const centre = place === 6 && day > '2026-04-30' ? 3 : place;
  while (weekday(day) !== 6) day = plusDays(day, 1);
  const able = examiners.flatMap(([, , certified, retired], at) => (certified < day && (retired === null || retired >= day) ? [at + 1] : []));
  const [chair, assessor] = random.sample(able, 2);
  const state = random.chance(0.09) ? 'Cancelled' : day > today ? 'Open' : day > '2026-10-16' ? 'Held' : 'Published';
  return [random.weighted(tests, [16, 22, 14, 8, 9, 12, 6, 8, 5])[0], centre, day, random.pick(['09:00', '09:30', '13:30']), random.pick([6, 8, 10, 12]), chair,
    random.chance(0.12) ? null : assessor, state];
}

function candidate(random, [first, last]) {
  const nation = random.weighted(['British', 'Polish', 'Turkish', 'Brazilian', 'Indian', 'Spanish', 'Ukrainian'], [26, 18, 12, 12, 14, 8, 10]);
  return [first, last, random.day('1968-01-01', '2011-12-31'), nation, random.chance(0.9) ? `${first}.${last}@inbox.example`.toLowerCase() : null,
    `${random.day('2025-06-02', '2026-11-14')}T${random.time(7, 22, 1)}`, random.chance(0.6) ? random.weighted([1, 2, 3, 4, 6], [30, 22, 20, 16, 8]) : null, random.chance(0.09)];
}

function entriesOf(random, [id, code, , day, , places, , , state], candidates) {
  const able = candidates.filter(([, , , , , , at]) => at.slice(0, 10) < plusDays(day, -15) && at.slice(0, 10) < '2026-11-10');
  const known = able.length < 40 ? able : able.slice(Math.floor(able.length * 0.2));
  const count = state === 'Open' ? random.int(1, places - 1) : random.chance(0.2) ? places : random.int(2, places - 1);
  return random.sample(known, count).map(([who, , , , , , at, school]) => {
    const first = at.slice(0, 10) > plusDays(day, -70) ? at.slice(0, 10) : plusDays(day, -70);
    const last = plusDays(day, -14) > '2026-11-15' ? '2026-11-15' : plusDays(day, -14);
    const entered = random.day(first > last ? last : first, last);
    const paid = plusDays(entered, random.weighted([0, 4, 12, 25], [40, 30, 20, 10]));
    const fee = tests.find(([one]) => one === code)[4] * (1 - (school === null ? 0 : schools[school - 1][2]) / 100);
    const isGone = random.chance(0.06);
    const outcome = isGone || state === 'Cancelled' ? 'Withdrawn' : state === 'Open' ? null : random.chance(0.07) ? 'Absent' : state === 'Held' ? null : 'Taken';
    return [who, id, entered, Math.round(fee * 100) / 100, paid > today || random.chance(0.06) ? null : paid, outcome, null];
  });
}

/** Four papers of 25 marks each; their sum, after a second marking where there was one, decides. */
function marksOf(random, entry, sittings) {
  if (entry[6] !== 'Taken') return [];
  const [, code, , day, , , chair, assessor] = sittings[entry[2] - 1];
  const [, , , , , mark] = tests.find(([one]) => one === code);
  const level = random.int(mark - 14, 94) / 4;
  const rows = papers.map((paper) => {
    const points = Math.max(3, Math.min(25, Math.round(level + random.int(-5, 4))));
    const marker = paper === 'Speaking' || assessor === null ? chair : random.chance(0.75) ? assessor : chair;
    const remark = random.chance(0.04) ? Math.max(3, Math.min(25, points + random.pick([-1, 1, 2, 3]))) : null;
    return [entry[0], paper, points, marker, plusDays(day, random.int(paper === 'Speaking' ? 0 : 3, paper === 'Speaking' ? 0 : 21)), remark];
  });
  const total = rows.reduce((sum, [, , points, , , again]) => sum + (again ?? points), 0);
  entry[6] = total >= mark ? 'Passed' : 'Failed';
  entry[7] = total;
  return rows;
}

function certificateOf(random, [entry, , sat], sittings, index) {
  const issued = plusDays(sittings[sat - 1][3], random.int(24, 38));
  if (issued > '2026-11-13' || random.chance(0.03)) return [];
  const posted = plusDays(issued, random.int(1, 9));
  return [[`C${26_004 + index * 7}`, entry, issued, random.chance(0.07) || posted > today ? null : posted, random.chance(0.02) ? plusDays(issued, random.int(1, 3)) : null]];
}
