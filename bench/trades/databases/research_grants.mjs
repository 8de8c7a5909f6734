// The research office of a university; normalised, code tables, one table of staff in many roles, proposals that become awards, costs to be approved.
import { people } from '../names.mjs';
import { Random, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE department (department_id INTEGER PRIMARY KEY, name TEXT NOT NULL, faculty TEXT NOT NULL, head_id INTEGER REFERENCES staff(staff_id));
CREATE TABLE staff (staff_id INTEGER PRIMARY KEY, given_name TEXT NOT NULL, family_name TEXT NOT NULL, post TEXT NOT NULL, department_id INTEGER REFERENCES department(department_id),
  line_manager_id INTEGER REFERENCES staff(staff_id), email TEXT NOT NULL, appointed_on TEXT NOT NULL, departed_on TEXT);
CREATE TABLE funder (funder_id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, sector TEXT NOT NULL, overhead_pct REAL NOT NULL);
CREATE TABLE proposal_state (state_code TEXT PRIMARY KEY, label TEXT NOT NULL, is_final INTEGER NOT NULL);
CREATE TABLE proposal (proposal_id INTEGER PRIMARY KEY, reference TEXT NOT NULL UNIQUE, title TEXT NOT NULL, funder_id INTEGER NOT NULL REFERENCES funder(funder_id),
  lead_id INTEGER NOT NULL REFERENCES staff(staff_id), officer_id INTEGER REFERENCES staff(staff_id), state_code TEXT NOT NULL REFERENCES proposal_state(state_code),
  submitted_on TEXT, decided_on TEXT, requested_amount INTEGER NOT NULL);
CREATE TABLE award (award_id INTEGER PRIMARY KEY, proposal_id INTEGER NOT NULL UNIQUE REFERENCES proposal(proposal_id), amount INTEGER NOT NULL, starts_on TEXT NOT NULL, ends_on TEXT NOT NULL);
CREATE TABLE award_member (award_id INTEGER NOT NULL REFERENCES award(award_id), staff_id INTEGER NOT NULL REFERENCES staff(staff_id), role TEXT NOT NULL, effort_pct INTEGER NOT NULL,
  PRIMARY KEY (award_id, staff_id));
CREATE TABLE cost_head (head_code TEXT PRIMARY KEY, label TEXT NOT NULL);
CREATE TABLE expense (expense_id INTEGER PRIMARY KEY, award_id INTEGER NOT NULL REFERENCES award(award_id), head_code TEXT NOT NULL REFERENCES cost_head(head_code), spent_on TEXT NOT NULL,
  amount REAL NOT NULL, claimed_by_id INTEGER NOT NULL REFERENCES staff(staff_id), approved_by_id INTEGER REFERENCES staff(staff_id), approved_on TEXT);
CREATE TABLE progress_report (report_id INTEGER PRIMARY KEY, award_id INTEGER NOT NULL REFERENCES award(award_id), due_on TEXT NOT NULL, sent_on TEXT);
`;

const today = '2026-11-16';
const departments = [['Chemistry', 'Science', 22], ['Physics', 'Science', 16], ['Biology', 'Science', 20], ['History', 'Humanities', 11], ['Linguistics', 'Humanities', 7], ['Civil Engineering', 'Engineering', 13],
  ['Computing', 'Engineering', 18], ['Philosophy', 'Humanities', 3]];
const funders = [['National Science Council', 'United Kingdom', 'Public', 20], ['Halden Trust', 'United Kingdom', 'Charity', 0], ['European Discovery Fund', 'Belgium', 'Public', 25], ['Norrland Stiftelse',
  'Sweden', 'Charity', 10],
  ['Vexel Industries', 'Germany', 'Industry', 40], ['Arts and Letters Board', 'United Kingdom', 'Public', 20], ['Brightwell Cancer Appeal', 'United Kingdom', 'Charity', 0], ['Corda Foundation',
    'United States', 'Charity', 12.5],
  ['Kyoto Materials Institute', 'Japan', 'Industry', 30]];
const states = [['DRA', 'Draft', 0], ['SUB', 'Submitted', 0], ['REV', 'Under review', 0], ['AWD', 'Awarded', 1], ['REJ', 'Rejected', 1], ['WDR', 'Withdrawn', 1]];
const heads = [['SAL', 'Salaries'], ['TRV', 'Travel'], ['EQP', 'Equipment'], ['CON', 'Consumables'], ['PUB', 'Publication fees'], ['SUBC', 'Subcontracting']];
const topics = { 1: ['Catalysts', 'Battery electrolytes', 'Porous polymers'], 2: ['Dark matter', 'Quantum sensors', 'Plasma'], 3: ['Gut microbes', 'Pollinators', 'Tumour growth'], 4: ['Medieval markets',
  'Port cities', 'Exile letters'],
  5: ['Endangered dialects', 'Child bilingualism'], 6: ['Timber bridges', 'Flood barriers', 'Low-carbon cement'], 7: ['Trustworthy learning', 'Program proofs', 'Robot grasping'], 8: ['Moral luck',
    'Shared beliefs', 'Animal minds', 'Promises'] };
const styles = ['in practice', 'under stress', 'at scale', 'revisited', 'in a warming world', 'across borders', 'and their limits', 'in the long run', 'from first principles', 'in the open', 'on a budget',
  'for everyone', 'in crisis'];
const officers = [45, 46, 47];

export function fill(insert) {
  const random = new Random(7304);
  const person = people(random);
  const staff = Array.from({ length: 48 }, (_, index) => member(random, person(), index + 1));
  insert('department', departments.map(([name, faculty], index) => [index + 1, name, faculty, index === 4 ? null : index + 1]));
  insert('staff', staff);
  insert('funder', funders.map((row, index) => [index + 1, ...row]));
  insert('proposal_state', states);
  insert('cost_head', heads);
  const used = new Set();
  const days = Array.from({ length: 150 }, () => random.day('2022-01-10', '2026-11-12')).toSorted();
  const proposals = days.map((day, index) => [index + 1, ...proposal(random, { day, index, staff, used })]);
  insert('proposal', proposals);
  const awards = proposals.filter((row) => row[6] === 'AWD').map((row, index) => [index + 1, ...award(random, row)]);
  insert('award', awards);
  const teams = awards.map(([id, proposalId, , starts]) => teamOf(random, { id, lead: proposals[proposalId - 1][4], starts, staff }));
  insert('award_member', teams.flat());
  insert('expense', awards.flatMap((row) => costsOf(random, row, teams[row[0] - 1])).toSorted((a, b) => (a[2] < b[2] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
  insert('progress_report', awards.flatMap((row) => reportsOf(random, row)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
}

/** The first eight are the heads; the last four work in the research office. */
function member(random, [given, family], id) {
  const department = id <= 8 ? id : id > 44 ? null : random.weighted([1, 2, 3, 4, 5, 6, 7, 8], departments.map(([, , weight]) => weight));
  const post = id <= 8 ? 'Professor' : id === 45 ? 'Head of research office' : id > 44 ? 'Grants officer' : random.weighted(['Professor', 'Senior lecturer', 'Lecturer', 'Research fellow', 'Technician'], [12,
    24, 30, 24, 10]);
  const since = id <= 8 ? random.day('2003-01-06', '2015-09-01') : id === 48 ? '2026-09-14' : random.day('2008-01-07', id % 7 === 0 ? '2026-09-01' : '2021-12-01');
  const left = id > 8 && id < 45 && id % 9 === 4 ? random.day('2025-02-01', '2026-10-31') : null;
  return [id, given, family, post, department, id === 45 || id <= 8 ? null : id > 44 ? 45 : department, `${given}.${family}${id}@uni.example`.toLowerCase(), since, left];
}

function proposal(random, { day, index, staff, used }) {
  const able = staff.filter(([id, , , post, where, , , since, left]) => where !== null && id % 10 !== 6 && post !== 'Technician' && since <= day && (left === null || left > day));
  const [leadId, , , , department] = random.weighted(able, able.map(([id]) => (id <= 8 ? 3 : id % 4 === 1 ? 2.5 : 1)));
  const isArts = department === 4 || department === 5 || department === 8;
  const funder = random.weighted([1, 2, 3, 4, 5, 6, 7, 8], isArts ? [2, 14, 12, 10, 0, 40, 0, 12] : [36, 8, 20, 7, 13, 0, department === 3 ? 18 : 2, 8]);
  const titles = topics[department].flatMap((topic) => styles.map((style) => `${topic} ${style}`));
  const title = random.shuffled(titles).find((text) => !used.has(text)) ?? `${titles[0]} ${index}`;
  used.add(title);
  const requested = random.int(isArts ? 3 : 8, isArts ? 38 : 140) * 5_000 + random.int(0, 4) * 1_000;
  const decided = plusDays(day, random.int(70, 230));
  const state = day > '2026-07-20' && random.chance(0.45) ? 'DRA' : random.chance(0.05) ? 'WDR' : decided < today ? random.weighted(['AWD', 'REJ'], funder === 5 || funder === 2 ? [60, 40] : [38,
    62]) : random.weighted(['SUB', 'REV'], [40, 60]);
  const isFinal = state === 'AWD' || state === 'REJ';
  return [`RG${day.slice(2, 4)}-${String(index + 11).padStart(3, '0')}`, title, funder, leadId, random.weighted([...officers, null], [12, 46, 32, 10]), state, state === 'DRA' ? null : day,
    isFinal ? decided : state === 'WDR' && plusDays(day, 40) < today ? plusDays(day, 40) : null, requested];
}

function award(random, [proposalId, , , , , , , , decided, requested]) {
  const starts = `${plusDays(decided, random.int(32, 100)).slice(0, 7)}-01`;
  const months = random.weighted([12, 24, 36, 48], [18, 30, 40, 12]);
  const amount = random.chance(0.6) ? requested : Math.round((requested * random.int(60, 95)) / 100_000) * 1_000;
  return [proposalId, amount, starts, plusDays(`${Number(starts.slice(0, 4)) + months / 12}${starts.slice(4)}`, -1)];
}

function teamOf(random, { id, lead, starts, staff }) {
  const others = random.sample(staff.filter(([who, , , , where, , , since, left]) => who !== lead && where !== null && since <= starts && (left === null || left > starts)), random.int(1, 4));
  return [[id, lead, 'Principal investigator', random.int(2, 8) * 5], ...others.map(([who, , , post], index) => [id, who,
    post === 'Technician' || post === 'Research fellow' ? 'Researcher' : index === 0 ? 'Co-investigator' : 'Adviser',
    random.weighted([5, 10, 20, 50, 100], [20, 30, 24, 16, 10])])];
}

function costsOf(random, [id, , amount, starts, ends], team) {
  const last = ends < today ? ends : '2026-11-13';
  if (starts > '2026-10-15') return [];
  const count = random.int(4, 16);
  return Array.from({ length: count }, () => {
    const day = random.day(starts, last);
    const head = random.weighted(heads.map(([code]) => code), [34, 22, 10, 22, 7, 5]);
    const share = { SAL: 0.05, TRV: 0.006, EQP: 0.04, CON: 0.008, PUB: 0.01, SUBC: 0.03 }[head];
    const approved = plusDays(day, random.int(1, 24));
    const isApproved = approved < today && random.chance(0.94);
    return [id, head, day, Math.round(amount * share * (0.4 + random.next() * 1.2) * 100) / 100, random.pick(team)[1], isApproved ? random.weighted([45, 46, 47], [50, 30, 20]) : null, isApproved ? approved : null];
  });
}

function reportsOf(random, [id, , , starts, ends]) {
  const dates = [1, 2, 3, 4].map((year) => plusDays(`${Number(starts.slice(0, 4)) + year}${starts.slice(4)}`, 30)).filter((day) => day <= plusDays(ends, 62) && day < '2027-07-01');
  return dates.map((due) => {
    const sent = plusDays(due, random.weighted([-14, -3, 6, 30], [28, 44, 18, 10]) + random.int(-2, 3));
    return [id, due, sent < today && random.chance(0.92) ? sent : null];
  });
}
