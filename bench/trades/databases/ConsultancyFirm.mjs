// A firm of management consultants with three offices; CamelCase, grades in a table, hours in time sheets, credit notes below nought.
import { people } from '../names.mjs';
import { Random, cents, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE Office (OfficeID INTEGER PRIMARY KEY, OfficeName TEXT NOT NULL, Country TEXT NOT NULL, Desks INTEGER NOT NULL);
CREATE TABLE Grade (GradeID INTEGER PRIMARY KEY, GradeName TEXT NOT NULL, StandardDayRate REAL NOT NULL, TargetUtilisation REAL NOT NULL);
CREATE TABLE Consultant (ConsultantID INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, GradeID INTEGER NOT NULL REFERENCES Grade(GradeID),
  OfficeID INTEGER NOT NULL REFERENCES Office(OfficeID), MentorID INTEGER REFERENCES Consultant(ConsultantID), AnnualSalary REAL NOT NULL,
  WeeklyHours REAL NOT NULL, JoinDate DATE NOT NULL, LeaveDate DATE, IsFreelance INTEGER NOT NULL);
CREATE TABLE Skill (SkillID INTEGER PRIMARY KEY, SkillName TEXT NOT NULL, SkillArea TEXT NOT NULL);
CREATE TABLE ConsultantSkill (ConsultantID INTEGER NOT NULL REFERENCES Consultant(ConsultantID), SkillID INTEGER NOT NULL REFERENCES Skill(SkillID),
  ProficiencyLevel INTEGER NOT NULL, CertifiedUntil DATE, PRIMARY KEY (ConsultantID, SkillID));
CREATE TABLE Client (ClientID INTEGER PRIMARY KEY, ClientName TEXT NOT NULL, Industry TEXT NOT NULL, Country TEXT NOT NULL, EmployeeCount INTEGER,
  AccountPartnerID INTEGER NOT NULL REFERENCES Consultant(ConsultantID), PaymentTermDays INTEGER NOT NULL, ClientSince DATE NOT NULL, IsActive INTEGER NOT NULL,
  ModifiedAt DATETIME NOT NULL);
CREATE TABLE Project (ProjectID INTEGER PRIMARY KEY, ProjectCode TEXT NOT NULL, Title TEXT NOT NULL, ClientID INTEGER NOT NULL REFERENCES Client(ClientID),
  ManagerID INTEGER NOT NULL REFERENCES Consultant(ConsultantID), ProjectType TEXT NOT NULL, BillingModel TEXT NOT NULL, BudgetAmount REAL NOT NULL,
  BudgetHours REAL NOT NULL, StartDate DATE NOT NULL, PlannedEndDate DATE NOT NULL, ActualEndDate DATE, StatusCode TEXT NOT NULL);
CREATE TABLE Proposal (ProposalID INTEGER PRIMARY KEY, ClientID INTEGER NOT NULL REFERENCES Client(ClientID),
  AuthorID INTEGER NOT NULL REFERENCES Consultant(ConsultantID), Subject TEXT NOT NULL, Amount REAL NOT NULL, SubmittedOn DATE NOT NULL, DecidedOn DATE,
  Outcome TEXT, LostReason TEXT, ProjectID INTEGER REFERENCES Project(ProjectID));
CREATE TABLE TimeEntry (TimeEntryID INTEGER PRIMARY KEY, ConsultantID INTEGER NOT NULL REFERENCES Consultant(ConsultantID),
  ProjectID INTEGER REFERENCES Project(ProjectID), WorkDate DATE NOT NULL, Hours REAL NOT NULL, IsBillable INTEGER NOT NULL, Activity TEXT NOT NULL,
  ApprovedAt DATETIME);
CREATE TABLE Expense (ExpenseID INTEGER PRIMARY KEY, ConsultantID INTEGER NOT NULL REFERENCES Consultant(ConsultantID),
  ProjectID INTEGER NOT NULL REFERENCES Project(ProjectID), ExpenseDate DATE NOT NULL, Category TEXT NOT NULL, Amount REAL NOT NULL, HasReceipt INTEGER NOT NULL,
  RebillToClient INTEGER NOT NULL, ReimbursedOn DATE);
CREATE TABLE Invoice (InvoiceID INTEGER PRIMARY KEY, InvoiceNumber TEXT NOT NULL, ProjectID INTEGER NOT NULL REFERENCES Project(ProjectID), IssueDate DATE NOT NULL,
  DueDate DATE NOT NULL, NetAmount REAL NOT NULL, VatAmount REAL NOT NULL, PaidDate DATE, IsCreditNote INTEGER NOT NULL);
`;

const offices = [['Rotterdam', 'Netherlands', 26], ['Antwerp', 'Belgium', 14], ['Cologne', 'Germany', 18]];
const grades = [['Partner', 2_400, 0.4], ['Principal', 1_900, 0.6], ['Senior Consultant', 1_500, 0.75], ['Consultant', 1_150, 0.82], ['Analyst', 850, 0.85]];
const salaries = [168_000, 121_000, 88_000, 66_000, 48_500];
const staff = [[1, 1], [1, 2], [1, 3], [2, 1], [2, 1], [2, 2], [2, 3], [3, 1], [3, 1], [3, 1], [3, 2], [3, 2], [3, 3], [3, 3], [4, 1], [4, 1], [4, 1], [4, 1], [4, 2],
  [4, 2], [4, 3], [4, 3], [4, 3], [5, 1], [5, 1], [5, 2], [5, 3], [5, 3]];
const skills = [['Cost accounting', 'Finance'], ['Valuation', 'Finance'], ['Risk management', 'Finance'], ['Lean', 'Operations'], ['Supply chain', 'Operations'],
  ['Procurement', 'Operations'], ['Data modelling', 'Technology'], ['Cloud migration', 'Technology'], ['Cyber security', 'Technology'],
  ['Change management', 'People'], ['Coaching', 'People'], ['French', 'Languages'], ['German', 'Languages'], ['Agile delivery', 'Technology'],
  ['Game theory', 'Finance']];
const clients = [
  ['Deltaport Terminals', 'Logistics', 'Netherlands', 1_850], ['Vandersteen Brewers', 'Food', 'Belgium', 640], ['Rheinblick Klinikum', 'Healthcare', 'Germany', 4_200],
  ['Kaasman Dairy', 'Food', 'Netherlands', 930], ['Scheldt Chemicals', 'Chemicals', 'Belgium', 2_750], ['Stadtwerke Brunnfeld', 'Utilities', 'Germany', 1_120],
  ['Oostland Insurance', 'Insurance', 'Netherlands', 3_100], ['Meridiaan Bank', 'Banking', 'Netherlands', 5_400], ['Hofkens Textiles', 'Retail', 'Belgium', 410],
  ['Lorbeer Pharma', 'Healthcare', 'Germany', 7_800], ['Tramlijn Regional Transport', 'Logistics', 'Netherlands', 2_300],
  ['Grootveld Greenhouses', 'Food', 'Netherlands', 265],
  ['Ardenne Water', 'Utilities', 'Belgium', 720], ['Fuchs & Amsel Versand', 'Retail', 'Germany', 1_460],
  ['Municipality of Zandvoorde', 'Public sector', 'Netherlands', null],
  ['Nordkamp Maschinenbau', 'Manufacturing', 'Germany', 1_980], ['Belcourt Hotels', 'Hospitality', 'Belgium', 560], ['Sterrenburg Media', 'Media', 'Netherlands', 185],
  ['Lys Valley Hospital', 'Healthcare', 'Belgium', 1_340], ['Province of Overmaas', 'Public sector', 'Netherlands', null],
];
const subjects = ['Cost review', 'Post-merger integration', 'Warehouse redesign', 'Data platform', 'Shared service centre', 'Purchasing savings', 'Pricing study',
  'Leadership programme', 'Cyber audit', 'Process mapping', 'Market entry study', 'ERP selection', 'Cash flow forecast', 'Reorganisation'];
const types = ['Strategy', 'Operations', 'IT', 'Finance', 'People'];
const typeOf = [3, 0, 1, 2, 1, 1, 0, 4, 2, 1, 0, 2, 3, 4];
const activities = ['Workshop', 'Analysis', 'Client meeting', 'Report writing', 'Interviews'];
const inside = ['Training', 'Sales support', 'Administration', 'Sick leave', 'Holiday'];
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(7402);
  const person = people(random);
  insert('Office', offices.map((row, index) => [index + 1, ...row]));
  insert('Grade', grades.map((row, index) => [index + 1, ...row]));
  insert('Skill', skills.map((row, index) => [index + 1, ...row]));
  const consultants = staff.map((row, index) => consultant(random, { row, name: person(), id: index + 1 }));
  insert('Consultant', consultants);
  insert('ConsultantSkill', consultants.flatMap((row) => skillsOf(random, row)));
  insert('Client', clients.map((row, index) => [index + 1, ...row, random.int(1, 3), random.pick([14, 30, 30, 45, 60]), random.day('2012-03-01', '2025-11-20'),
    ![8, 16].includes(index), `${random.day('2026-01-05', '2026-11-10')} 10:0${random.int(0, 9)}:00`]));
  const projects = Array.from({ length: 46 }, () => project(random, consultants)).toSorted((a, b) => (a[7] < b[7] ? -1 : 1))
    .map(([first, ...rest], index) => [index + 1, `P${rest[6].slice(2, 4)}-${String(index + 101)}`, first, ...rest]);
  insert('Project', projects);
  insert('Proposal', proposalsOf(random, projects));
  const entries = consultants.flatMap((row) => hoursOf(random, row, projects)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1));
  insert('TimeEntry', entries.map((row, index) => [index + 1, ...row]));
  const trips = entries.filter((row) => row[1] !== null && random.chance(0.24)).map((row) => expense(random, row));
  insert('Expense', trips.map((row, index) => [index + 1, ...row]));
  const bills = projects.flatMap((row) => invoicesOf(random, row)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1));
  insert('Invoice', bills.map((row, index) => [index + 1, `R${row[1].slice(0, 4)}-${String(index + 1).padStart(4, '0')}`, ...row]));
}

function consultant(random, { row: [grade, office], name: [first, last], id }) {
  const joined = id === 26 ? '2026-09-01' : random.day(grade < 3 ? '2010-02-01' : grade === 5 ? '2023-09-01' : '2015-02-01', grade === 5 ? '2026-03-01' : '2024-10-01');
  const left = { 9: '2026-06-30', 18: '2025-12-31', 23: '2026-09-15' }[id] ?? null;
  const mentor = grade === 1 ? null : random.int(1, { 2: 3, 3: 7, 4: 14, 5: 14 }[grade]);
  const hours = random.weighted([40, 32, 24], [70, 22, 8]);
  return [id, first, last, grade, office, mentor === 9 ? 8 : mentor, Math.round((salaries[grade - 1] * (0.9 + random.next() * 0.22)) / 100) * 100, hours, joined, left,
    [11, 17, 21].includes(id)];
}

function skillsOf(random, [id, , , grade]) {
  const level = { 1: [3, 5], 2: [3, 5], 3: [2, 5], 4: [1, 4], 5: [1, 3] }[grade];
  return random.sample(skills.slice(0, 14).map((_, index) => index), random.int(2, 5)).map((index) => [id, index + 1, random.int(...level),
    [3, 7, 8, 13].includes(index) && random.chance(0.7) ? random.day('2026-03-01', '2029-01-31') : null]);
}

function project(random, consultants) {
  const place = random.int(0, subjects.length - 1);
  const start = random.weighted([0, 1, 2, 3], [24, 42, 12, 22]);
  const spans = [['2025-01-13', '2025-12-10'], ['2026-01-12', '2026-08-26'], ['2026-11-23', '2027-01-18'], ['2026-08-24', '2026-11-02']];
  const day = random.day(...spans[start]);
  const weeks = random.pick([4, 6, 8, 10, 12, 16, 24]);
  const planned = plusDays(day, weeks * 7);
  const end = plusDays(planned, random.weighted([-7, 0, 14, 35], [16, 40, 28, 16]));
  const status = day > today ? 'PLAN' : random.weighted(['RUN', 'HOLD', 'STOP'], [84, 8, 8]);
  const isDone = ['RUN', 'HOLD'].includes(status) && end < '2026-11-10' && (status === 'RUN' || end < '2026-07');
  const manager = random.pick(consultants.filter((row) => row[3] > 1 && row[3] < 4 && row[9] === null && row[8] < day))[0];
  const hours = weeks * random.int(4, 11) * 8;
  const rate = random.int(145, 205);
  return [subjects[place], random.int(1, 18), manager, types[typeOf[place]], random.weighted(['Time and materials', 'Fixed price', 'Retainer'], [52, 36, 12]),
    Math.round((hours * rate) / 500) * 500, hours, day, planned, isDone ? end : status === 'STOP' ? plusDays(day, 13) : null, isDone ? 'DONE' : status];
}

function proposalsOf(random, projects) {
  const won = projects.filter(() => random.chance(0.85)).map((row) => {
    const decided = plusDays(row[9], -random.int(8, 40));
    const isLate = decided > today;
    const [sent, day] = [plusDays(isLate ? today : decided, -random.int(6, 45)), isLate ? plusDays(today, -2) : decided];
    return [row[3], row[4], row[2], row[7], sent < day ? sent : plusDays(day, -9), day, 'Won', null, row[0]];
  });
  const others = Array.from({ length: 38 }, () => {
    const sent = random.chance(0.3) ? random.day('2026-09-14', '2026-11-12') : random.day('2025-01-20', '2026-09-20');
    const decided = plusDays(sent, random.int(10, 70));
    const isOpen = decided > '2026-11-13' || (sent > '2026-07-01' && random.chance(0.2));
    const outcome = isOpen ? null : random.weighted(['Lost', 'Withdrawn'], [84, 16]);
    const reason = outcome === 'Lost' ? random.weighted(['Price', 'Competitor', 'No budget', 'Timing', null], [34, 30, 18, 10, 8]) : null;
    return [random.int(1, 20), random.int(1, 8), random.pick(subjects), random.int(30, 420) * 500, sent, isOpen ? null : decided, outcome, reason, null];
  });
  return [...won, ...others].toSorted((a, b) => (a[4] < b[4] ? -1 : 1)).map((row, index) => [index + 1, ...row]);
}

function hoursOf(random, [id, , , grade, , , , weekly, joined, left], projects) {
  const days = Array.from({ length: Math.round(weekly * 1.1) }, () => random.day('2026-01-05', '2026-11-13')).filter((day) => ![0, 6].includes(weekday(day)));
  return [...new Set(days)].filter((day) => day >= joined && (left === null || day <= left)).map((day) => {
    const running = projects.filter((row) => row[9] <= day && (row[11] ?? '2027') >= day && row[12] !== 'PLAN' && row[12] !== 'HOLD');
    const isInside = running.length === 0 || random.chance(1 - grades[grade - 1][2]);
    const entered = isInside ? null : running[(id + random.int(0, 3) * 5) % running.length][0];
    const hours = random.weighted([4, 6, 7.5, 8, 9.5], [12, 14, 22, 40, 12]);
    const isApproved = day < '2026-10-26' ? random.chance(0.985) : random.chance(0.45);
    const approved = isApproved ? `${plusDays(day, random.int(1, 3))} 09:${random.int(10, 59)}:00` : null;
    const activity = entered === null ? random.weighted(inside, [24, 26, 22, 8, 20]) : random.pick(activities);
    return [id, entered, day, hours, entered !== null && random.chance(0.9), activity, approved];
  });
}

function expense(random, [consultant, project, day]) {
  const category = random.weighted(['Train', 'Hotel', 'Meal', 'Taxi', 'Flight', 'Mileage'], [28, 20, 22, 14, 6, 10]);
  const [low, high] = { Train: [12, 96], Hotel: [89, 214], Meal: [14, 72], Taxi: [11, 58], Flight: [120, 480], Mileage: [18, 88] }[category];
  const back = plusDays(day, random.int(9, 40));
  const amount = cents(random.int(low, high) + random.int(0, 19) * 0.05);
  return [consultant, project, day, category, amount, category === 'Mileage' ? 0 : random.chance(0.93), random.chance(0.7),
    back < today && random.chance(0.94) ? back : null];
}

function invoicesOf(random, [id, , , client, , , , amount, , start, planned, ended, status]) {
  if (status === 'PLAN') return [];
  const parts = random.int(2, 4);
  const until = ended ?? planned;
  const rows = Array.from({ length: parts }, (_, index) => plusDays(start, Math.round(((Date.parse(until) - Date.parse(start)) / 86_400_000 / parts) * (index + 1))))
    .filter((day) => day <= '2026-11-13').map((day) => {
      const net = cents((amount / parts) * (0.9 + random.next() * 0.25));
      const due = plusDays(day, random.pick([14, 30, 30, 45]));
      const paid = plusDays(due, random.weighted([-10, -2, 5, 18, 40], [20, 34, 24, 14, 8]));
      const isGerman = clients[client - 1][2] === 'Germany';
      return [id, day, due, net, cents(net * (isGerman ? 0.19 : 0.21)), paid < today && random.chance(0.93) ? paid : null, 0];
    });
  const last = rows.at(-1);
  if (last === undefined || !random.chance(0.1)) return rows;
  const day = plusDays(last[1], 12) > today ? today : plusDays(last[1], 12);
  return [...rows, [id, day, day, -cents(last[3] / 5), -cents(last[4] / 5), day, 1]];
}
