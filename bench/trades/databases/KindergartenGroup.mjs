// Three kindergartens under one roof organisation; CamelCase, fees in parts (fee, lunch, discount), times of day as text.
import { people } from '../names.mjs';
import { Random, cents, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE Site (SiteID INTEGER PRIMARY KEY, SiteName TEXT NOT NULL, Town TEXT NOT NULL, OpenedOn DATE NOT NULL, HeadStaffID INTEGER REFERENCES Staff(StaffID),
  HasGarden INTEGER NOT NULL);
CREATE TABLE Staff (StaffID INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, Position TEXT NOT NULL,
  SiteID INTEGER NOT NULL REFERENCES Site(SiteID), WeeklyHours REAL NOT NULL, HourlyRate REAL NOT NULL, StartDate DATE NOT NULL, EndDate DATE, FirstAidUntil DATE);
CREATE TABLE ChildGroup (GroupID INTEGER PRIMARY KEY, SiteID INTEGER NOT NULL REFERENCES Site(SiteID), GroupName TEXT NOT NULL, MinAgeMonths INTEGER NOT NULL,
  Places INTEGER NOT NULL, LeadStaffID INTEGER REFERENCES Staff(StaffID));
CREATE TABLE FeePlan (PlanID INTEGER PRIMARY KEY, PlanName TEXT NOT NULL, HoursPerWeek INTEGER NOT NULL, MonthlyFee REAL NOT NULL);
CREATE TABLE Child (ChildID INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, BirthDate DATE NOT NULL,
  GroupID INTEGER NOT NULL REFERENCES ChildGroup(GroupID), PlanID INTEGER NOT NULL REFERENCES FeePlan(PlanID), Allergies TEXT,
  EnrolledOn DATE NOT NULL, LeftOn DATE, CreatedAt TIMESTAMP NOT NULL, UpdatedAt TIMESTAMP);
CREATE TABLE Parent (ParentID INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, Phone TEXT, Email TEXT, CreatedAt TIMESTAMP NOT NULL);
CREATE TABLE ChildParent (ChildID INTEGER NOT NULL REFERENCES Child(ChildID), ParentID INTEGER NOT NULL REFERENCES Parent(ParentID), Relation TEXT NOT NULL,
  IsMainContact INTEGER NOT NULL, MayCollect INTEGER NOT NULL, PRIMARY KEY (ChildID, ParentID));
CREATE TABLE Attendance (AttendanceID INTEGER PRIMARY KEY, ChildID INTEGER NOT NULL REFERENCES Child(ChildID), AttendanceDate DATE NOT NULL, ArrivedAt TEXT,
  LeftAt TEXT, AbsenceReason TEXT);
CREATE TABLE Invoice (InvoiceID INTEGER PRIMARY KEY, ChildID INTEGER NOT NULL REFERENCES Child(ChildID), InvoiceMonth TEXT NOT NULL, IssuedOn DATE NOT NULL,
  BaseFee REAL NOT NULL, LunchFee REAL NOT NULL, SiblingDiscount REAL NOT NULL, PaidOn DATE);
CREATE TABLE WaitingList (EntryID INTEGER PRIMARY KEY, SiteID INTEGER NOT NULL REFERENCES Site(SiteID), ChildName TEXT NOT NULL, BirthDate DATE NOT NULL,
  AppliedOn DATE NOT NULL, WantedFrom DATE NOT NULL, Outcome TEXT, OutcomeOn DATE);
CREATE TABLE Incident (IncidentID INTEGER PRIMARY KEY, ChildID INTEGER NOT NULL REFERENCES Child(ChildID), OccurredOn DATE NOT NULL, Kind TEXT NOT NULL,
  ReportedByStaffID INTEGER NOT NULL REFERENCES Staff(StaffID), ParentsInformed INTEGER NOT NULL);
`;

const sites = [['Sunny Meadow', 'Hartfield', '2009-08-17', 1], ['Little Acorns', 'Hartfield', '2015-09-01', 1], ['Blue Dolphin', 'Quayside', '2021-01-11', 0]];
const groups = [
  [1, 'Ladybirds', 10, 15], [1, 'Hedgehogs', 30, 14], [1, 'Foxes', 48, 16], [2, 'Squirrels', 30, 12], [2, 'Owls', 48, 15], [3, 'Starfish', 10, 14],
  [3, 'Turtles', 30, 12],
];
const plans = [['Mornings', 20, 340], ['Three days', 24, 395], ['Full week', 40, 620]];
const given = `Ada Alfie Amir Anouk Ben Bo Caleb Cleo Daisy Dario Ebba Eli Ella Enzo Esme Finn Flo Gus Ida Ines Ivo Jade Jonah Juno Kai Kit Lila Lio Lotte Luca Mae Malik
Mara Mika Milo Nell Nico Noor Oona Otis Pia Remy Rico Romy Rufus Sami Sana Tai Thea Tom Uma Vito Willa Zara`.split(/\s+/);
const allergies = ['Peanuts', 'Tree nuts', 'Milk', 'Eggs', 'Gluten', 'Bee stings', 'Peanuts, eggs'];
const kinds = ['Bump', 'Bite', 'Fall', 'Nosebleed', 'Allergic reaction'];
const today = '2026-11-16';
const clock = (minutes) => `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;

export function fill(insert) {
  const random = new Random(5205);
  const person = people(random);
  const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
  const staff = numbered(sites.flatMap((_, index) => staffOf(random, person, index)));
  const at = (site, position) => staff.filter((row) => row[4] === site && row[3] === position && row[8] === null).map(([id]) => id);
  insert('Site', sites.map(([name, town, opened, garden], index) => [index + 1, name, town, opened, at(index + 1, 'Head')[0], garden]));
  insert('Staff', staff);
  const leads = {};
  insert('ChildGroup', numbered(groups.map(([site, name, age, places]) => {
    leads[site] = (leads[site] ?? -1) + 1;
    return [site, name, age, places, name === 'Turtles' ? null : at(site, 'Educator')[leads[site]]];
  })));
  insert('FeePlan', numbered(plans));
  const [children, parents, links] = [[], [], []];
  for (let family = 0; family < 84; family += 1) addFamily(random, person, { children, parents, links });
  insert('Child', children);
  insert('Parent', parents);
  insert('ChildParent', links);
  insert('Attendance', numbered(children.flatMap((row) => attendanceOf(random, row)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1))));
  const siblings = new Set(links.filter(([child, parent]) => links.some((other) => other[1] === parent && other[0] < child)).map(([child]) => child));
  insert('Invoice', numbered(children.flatMap((row) => invoicesOf(random, row, siblings)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1))));
  insert('WaitingList', numbered(Array.from({ length: 58 }, () => applicant(random, person)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1))));
  insert('Incident', numbered(Array.from({ length: 74 }, () => incident(random, children, staff)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1))));
}

function staffOf(random, person, index) {
  const positions = ['Head', ...(index === 2 ? ['Head'] : []), 'Educator', 'Educator', 'Educator', 'Educator', 'Assistant', 'Assistant', 'Cook',
    ...(index === 0 ? ['Trainee'] : [])];
  const rates = { Head: 27.5, Educator: 20.2, Assistant: 15.4, Cook: 15.9, Trainee: 11.2 };
  return positions.map((position, place) => {
    const isFormer = (index === 2 && place === 1) || (position === 'Educator' && place === 4 && index !== 1);
    const start = random.day(sites[index][2], isFormer ? '2023-06-01' : '2026-02-01');
    const end = isFormer ? random.day('2025-09-01', '2026-08-31') : null;
    const hours = position === 'Head' ? 40 : random.weighted([40, 38.5, 32, 25, 20], [34, 20, 18, 16, 12]);
    const aid = random.chance(0.85) ? random.day('2026-08-01', '2028-12-01') : null;
    return [...person(), position, index + 1, hours, cents(rates[position] + random.int(0, 8) * 0.35), position === 'Trainee' ? '2025-09-01' : start, end, aid];
  });
}

function addFamily(random, person, { children, parents, links }) {
  const [first, last] = person();
  const created = random.day('2022-05-01', '2026-08-20');
  const count = random.weighted([1, 2], [80, 20]);
  const adults = [[first, last, random.chance(0.94) ? 'Parent' : 'Guardian']];
  if (random.chance(0.78)) adults.push([...person(), random.chance(0.86) ? 'Parent' : 'Stepparent']);
  if (random.chance(0.2)) adults.push([...person(), 'Grandparent']);
  const from = parents.length;
  for (const [given1, family1] of adults) {
    const name = family1 !== last && random.chance(0.6) ? last : family1;
    const email = random.chance(0.85) ? `${given1}.${name}${parents.length}@post.example`.toLowerCase() : null;
    parents.push([parents.length + 1, given1, name, random.chance(0.94) ? `07${random.int(200_000_000, 899_999_999)}` : null, email, `${created} 12:00:00`]);
  }
  for (let index = 0; index < count; index += 1) {
    const row = child(random, { id: children.length + 1, last, taken: children, created });
    children.push(row);
    for (const [place, adult] of adults.entries()) links.push([row[0], from + place + 1, adult[2], place === 0, place === 0 || random.chance(0.8)]);
  }
}

function child(random, { id, last, taken, created }) {
  const born = random.day('2020-08-01', '2025-07-31');
  const months = Math.floor((Date.parse(today) - Date.parse(born)) / 2_629_800_000);
  const enrolled = plusDays(born, 330) > created ? plusDays(plusDays(born, 330), random.int(0, 200)) : created;
  const moved = random.chance(0.1) && enrolled < '2026-03-01' ? random.day('2026-03-15', '2026-10-30') : null;
  const left = born < '2021-06-01' ? random.day('2026-06-15', '2026-08-31') : moved;
  const age = months > 50 ? 48 : months > 31 ? 30 : 10;
  const site = random.weighted([1, 2, 3], age === 10 ? [55, 0, 45] : [48, 30, 22]);
  const fitting = groups.findIndex(([place, , youngest]) => place === site && youngest === Math.min(age, site === 3 ? 30 : 48));
  const group = fitting === -1 ? 7 : fitting + 1;
  const first = random.pick(given.filter((name) => !taken.some((row) => row[1] === name && (row[2] === last || row[4] === group))));
  const allergy = random.chance(0.22) ? random.pick(allergies) : null;
  const latest = born < '2021-06-01' ? '2026-01-12' : '2026-10-01';
  const start = enrolled > latest ? latest : enrolled;
  const updated = random.chance(0.5) ? '2026-09-01 03:00:00' : null;
  return [id, first, last, born, group, random.weighted([1, 2, 3], [24, 26, 50]), allergy, start, left, `${start} 08:00:00`, updated];
}

function attendanceOf(random, [id, , , , , plan, , , left]) {
  const rows = [];
  const health = random.pick([0.01, 0.05, 0.06, 0.1]);
  for (let day = '2026-10-19'; day <= today; day = plusDays(day, 1)) {
    const isFree = weekday(day) === 0 || weekday(day) === 6 || (plan === 2 && (weekday(day) === 3 || weekday(day) === 5));
    if (isFree || (left !== null && left < day)) continue;
    const reason = random.chance(health * (weekday(day) === 1 ? 1.5 : 1)) ? random.weighted(['Sick', 'Holiday', 'Other'], [66, 24, 10]) : null;
    const leave = (plan === 1 ? 735 : 930) + random.int(0, plan === 1 ? 45 : 135);
    rows.push([id, day, reason === null ? clock(450 + random.int(0, 110)) : null, reason !== null || day === today ? null : clock(leave), reason]);
  }
  return rows;
}

function invoicesOf(random, [id, , , , , plan, , enrolled, left], siblings) {
  const lunches = plan === 1 ? 0 : random.weighted([0, 52, 78], [20, 30, 50]);
  const punctual = random.pick([0.97, 0.97, 0.85]);
  const months = Array.from({ length: 8 }, (_, index) => `2026-${twoDigits(index + 4)}`);
  return months.filter((month) => `${month}-28` >= enrolled && (left === null || `${month}-01` <= left)).map((month) => {
    const fee = plans[plan - 1][2] - (month < '2026-08' ? 20 : 0);
    const paid = plusDays(`${month}-01`, random.int(2, 24));
    return [id, month, `${month}-01`, fee, lunches, siblings.has(id) ? Math.round(fee * 0.2 * 100) / 100 : 0, paid < today && random.chance(punctual) ? paid : null];
  });
}

function applicant(random, person) {
  const applied = random.day('2025-06-01', '2026-11-12');
  const outcome = applied > '2026-09-10' ? null : random.weighted([null, 'Accepted', 'Declined', 'Withdrawn'], [34, 40, 12, 14]);
  const born = random.day('2022-01-01', '2026-06-30');
  const decided = plusDays(applied, random.int(10, 120));
  const wanted = plusDays(applied, random.int(90, 400)).slice(0, 8);
  return [random.weighted([1, 2, 3], [40, 36, 24]), `${random.pick(given)} ${person()[1]}`, born, applied, `${wanted}01`, outcome,
    outcome === null ? null : decided > '2026-11-13' ? '2026-11-06' : decided];
}

function incident(random, children, staff) {
  const [id, , , , group, , , enrolled, left] = random.pick(children.filter((row) => row[7] < '2026-09-01'));
  const from = enrolled > '2026-01-08' ? enrolled : '2026-01-08';
  let day = random.day(from, left ?? '2026-11-13');
  while (weekday(day) === 0 || weekday(day) === 6) day = plusDays(day, -1);
  const [site] = groups[group - 1];
  const carers = staff.filter((row) => row[4] === site && (row[3] === 'Educator' || row[3] === 'Assistant') && row[7] <= day && (row[8] === null || row[8] >= day));
  return [id, day, random.weighted(kinds, [40, 18, 28, 10, 4]), random.pick(carers.slice(0, 4))[0], random.chance(0.92)];
}
