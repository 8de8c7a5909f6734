// A recruitment agency; modern names, declared keys.
import { people } from '../names.mjs';
import { Random, cents, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE companies (id INTEGER PRIMARY KEY, name TEXT NOT NULL, industry TEXT NOT NULL, city TEXT NOT NULL, employee_count INTEGER, account_status TEXT NOT NULL,
  signed_on DATE);
CREATE TABLE consultants (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, desk TEXT NOT NULL, started_on DATE NOT NULL, left_on DATE,
  annual_target INTEGER, team_lead_id INTEGER REFERENCES consultants(id));
CREATE TABLE candidates (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT, phone TEXT, city TEXT, current_title TEXT,
  years_experience INTEGER, current_salary INTEGER, expected_salary INTEGER, notice_weeks INTEGER, open_to_remote INTEGER NOT NULL, source TEXT,
    created_at TIMESTAMP NOT NULL,
  do_not_contact INTEGER NOT NULL);
CREATE TABLE skills (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE candidate_skills (candidate_id INTEGER NOT NULL REFERENCES candidates(id), skill_id INTEGER NOT NULL REFERENCES skills(id), level INTEGER NOT NULL,
  PRIMARY KEY (candidate_id, skill_id));
CREATE TABLE vacancies (id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES companies(id), consultant_id INTEGER NOT NULL REFERENCES consultants(id),
  title TEXT NOT NULL, contract_type TEXT NOT NULL, salary_min INTEGER, salary_max INTEGER, fee_pct REAL NOT NULL, opened_on DATE NOT NULL, closed_on DATE,
  status TEXT NOT NULL, is_remote INTEGER NOT NULL);
CREATE TABLE applications (id INTEGER PRIMARY KEY, candidate_id INTEGER NOT NULL REFERENCES candidates(id), vacancy_id INTEGER NOT NULL REFERENCES vacancies(id),
  applied_on DATE NOT NULL, stage TEXT NOT NULL, rejected_on DATE, reject_reason TEXT);
CREATE TABLE interviews (id INTEGER PRIMARY KEY, application_id INTEGER NOT NULL REFERENCES applications(id), scheduled_at TIMESTAMP NOT NULL, round INTEGER NOT NULL,
  format TEXT NOT NULL, outcome TEXT, score INTEGER);
CREATE TABLE placements (id INTEGER PRIMARY KEY, application_id INTEGER NOT NULL REFERENCES applications(id), start_date DATE NOT NULL, agreed_salary INTEGER NOT NULL,
  fee REAL NOT NULL, guarantee_until DATE NOT NULL, ended_early_on DATE);
CREATE TABLE invoices (id INTEGER PRIMARY KEY, placement_id INTEGER NOT NULL REFERENCES placements(id), number TEXT NOT NULL, issued_on DATE NOT NULL,
  due_on DATE NOT NULL,
  amount REAL NOT NULL, paid_on DATE, credited INTEGER NOT NULL);
`;

const companies = [
  ['Arden Bank', 'Finance', 'Leeds', 2400], ['Bluefin Logistics', 'Transport', 'Hull', 310], ['Cobalt Games', 'Software', 'York', 85],
  ['Dovetail Insurance', 'Finance', 'Leeds', 640],
  ['Evergreen Foods', 'Food', 'Hull', 1200], ['Fernhill Hospital', 'Health', 'York', 3100], ['Gable Architects', 'Construction', 'Leeds', 46],
  ['Helix Diagnostics', 'Health', 'Sheffield', 220],
  ['Ironbridge Steel', 'Manufacturing', 'Sheffield', 900], ['Juniper Software', 'Software', 'Leeds', 130], ['Kestrel Energy', 'Energy', 'Hull', 510],
  ['Lumen Media', 'Media', 'York', null],
  ['Moorland Dairy', 'Food', 'York', 150], ['Nimbus Cloud', 'Software', 'Sheffield', 60],
];
const desks = ['Technology', 'Finance', 'Healthcare', 'Engineering'];
const titles = ['Software Engineer', 'Data Analyst', 'Accountant', 'Project Manager', 'Nurse', 'Mechanical Engineer', 'Sales Manager', 'HR Advisor',
  'Product Manager', 'Lab Technician'];
const pay = [56, 44, 47, 52, 37, 46, 50, 36, 62, 31];
const skills = ['Python', 'SQL', 'Java', 'Excel', 'SAP', 'Negotiation', 'Patient care', 'AutoCAD', 'Scrum', 'German', 'French', 'Kubernetes', 'COBOL'];
const reasons = ['Salary too high', 'Lack of experience', 'Accepted another offer', 'Poor interview', 'Notice period too long'];
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(5107);
  const person = people(random);
  const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
  insert('companies', numbered(companies.map((company, index) => [...company, index === 12 ? 'prospect' : index === 10 ? 'lost' : 'client',
    index === 12 ? null : random.day('2018-02-01', '2025-11-01')])));
  insert('consultants', numbered(Array.from({ length: 11 }, (_, index) => consultant(random, person(), index))));
  insert('skills', numbered(skills.map((skill) => [skill])));
  const candidates = numbered(Array.from({ length: 260 }, () => candidate(random, person())));
  insert('candidates', candidates);
  insert('candidate_skills', candidates.flatMap(([id]) => random.sample(skills.slice(0, 12).map((_, index) => index + 1),
    random.int(0, 4)).map((skill) => [id, skill, random.int(1, 5)])));
  const vacancies = numbered(Array.from({ length: 92 }, () => vacancy(random)));
  insert('vacancies', vacancies);
  const applications = numbered(vacancies.flatMap((row) => applicationsOf(random, row)));
  insert('applications', applications);
  insert('interviews', numbered(applications.flatMap((row) => interviewsOf(random, row))));
  const byId = new Map(vacancies.map((row) => [row[0], row]));
  const placements = numbered(applications.filter(([, , , , stage]) => stage === 'hired').map((row) => placement(random, row, byId.get(row[2]))));
  insert('placements', placements);
  insert('invoices', placements.filter(([, , start]) => start <= today).map((row, index) => invoice(random, row, index)));
}

function consultant(random, [first, last], index) {
  const started = index < 4 ? random.day('2015-02-01', '2019-06-01') : random.day('2020-01-01', '2024-12-01');
  const left = index === 6 || index === 9 ? '2026-05-29' : null;
  return [first, last, desks[index % 4], index === 6 || index === 9 ? '2021-03-01' : started, left, index === 10 ? null : random.int(2, 6) * 10_000,
    index < 4 ? null : (index % 4) + 1];
}

function candidate(random, [first, last]) {
  const place = random.int(0, 9);
  const years = random.int(0, 28);
  const now = random.chance(0.8) ? (pay[place] + random.int(-9, 12) + Math.round(years / 3)) * 1_000 : null;
  const source = random.weighted(['Job board', 'Referral', 'LinkedIn', 'Website', null], [38, 14, 30, 13, 5]);
  return [first, last, random.chance(0.95) ? `${first}.${last}@letters.example`.toLowerCase() : null,
    random.chance(0.85) ? `07${random.int(100_000_000, 999_999_999)}` : null,
    random.weighted(['Leeds', 'York', 'Hull', 'Sheffield', 'Manchester', null], [32, 18, 14, 18, 12, 6]), titles[place], years, now,
      now === null ? null : now + random.int(0, 12) * 1_000,
    random.weighted([0, 2, 4, 8, 12], [12, 12, 46, 20, 10]), random.chance(0.55), source,
      `${random.day('2023-01-05', '2026-11-13')} ${random.time(8, 20)}:00`, random.chance(0.04)];
}

function vacancy(random) {
  const place = random.int(0, 9);
  const opened = random.day('2025-01-06', '2026-11-10');
  const age = random.int(20, 110);
  const ended = plusDays(opened, age);
  const status = ended > '2026-11-01' ? random.weighted(['open', 'on_hold'], [85, 15]) : random.weighted(['filled', 'cancelled', 'lost', 'open'], [62, 14, 18, 6]);
  const hasPay = random.chance(0.88);
  const low = (pay[place] + random.int(-6, 6)) * 1_000;
  const company = random.pick([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14]);
  const consultantId = random.weighted([1, 2, 3, 4, 5, 6, 8, 11], [14, 12, 12, 12, 14, 12, 12, 8]);
  const contract = random.weighted(['permanent', 'temporary', 'freelance'], [74, 18, 8]);
  return [company, opened < '2026-05-20' && random.chance(0.15) ? random.pick([7, 10]) : consultantId, titles[place], contract, hasPay ? low : null,
    hasPay ? low + random.int(4, 14) * 1_000 : null,
    random.pick([0.15, 0.18, 0.2, 0.25]), opened, status === 'open' || status === 'on_hold' ? null : ended, status, random.chance(0.3)];
}

function applicationsOf(random, [vacancyId, , , , , , , , opened, closed, status]) {
  const many = random.sample(Array.from({ length: 240 }, (_, index) => index + 1), random.int(status === 'filled' ? 1 : 0, 11));
  const hiredAt = status === 'filled' ? random.int(0, many.length - 1) : -1;
  return many.map((candidateId, index) => {
    const applied = random.day(opened, closed === null ? today : plusDays(closed, -12));
    const isLive = closed === null && random.chance(0.6);
    const stage = index === hiredAt ? 'hired' : isLive ? random.weighted(['new', 'screened', 'interview', 'offer'],
      [35, 30, 28, 7]) : random.weighted(['rejected', 'withdrawn'], [82, 18]);
    const rejected = stage === 'rejected' ? plusDays(applied, random.int(0, 12)) : null;
    return [candidateId, vacancyId, applied, stage, rejected === null ? null : rejected > today ? today : rejected,
      stage === 'rejected' && random.chance(0.85) ? random.pick(reasons) : null];
  });
}

function interviewsOf(random, [id, , , applied, stage]) {
  const count = { hired: random.int(1, 3), interview: 1, offer: 2, rejected: random.weighted([0, 1], [65, 35]) }[stage] ?? 0;
  return Array.from({ length: count }, (_, index) => {
    const day = stage === 'interview' && random.chance(0.5) ? random.day('2026-11-17', '2026-12-04') : plusDays(applied, 3 + index * 4);
    const isDone = day <= today;
    const isLast = index === count - 1;
    const outcome = isDone ? (stage === 'rejected' && isLast ? random.weighted(['failed', 'no_show'], [80, 20]) : 'passed') : null;
    const score = outcome === 'passed' ? random.int(3, 5) : outcome === 'failed' ? random.int(1, 3) : null;
    return [id, `${day} ${random.time(9, 17, 30)}:00`, index + 1, random.pick(['phone', 'video', 'on_site']), outcome, score];
  });
}

function placement(random, [id, , , applied], vacancy) {
  const [, , , , , low, high, fee, , closed] = vacancy;
  const salary = low === null ? random.int(32, 60) * 1_000 : low + Math.round((random.next() * (high - low)) / 500) * 500;
  const start = plusDays(closed ?? applied, random.int(7, 60));
  const left = random.chance(0.12) && start < '2026-09-01' ? plusDays(start, random.int(14, 80)) : null;
  return [id, start, salary, cents(salary * fee), plusDays(start, 90), left];
}

function invoice(random, [id, , start, , fee, , left], index) {
  const due = plusDays(start, 45);
  const paid = random.chance(start > '2026-09-01' ? 0.1 : 0.92) ? plusDays(start, random.int(10, 58)) : null;
  return [index + 1, id, `R-${2_400 + index}`, start, due, fee, paid !== null && paid <= today ? paid : null, left !== null && random.chance(0.5)];
}
