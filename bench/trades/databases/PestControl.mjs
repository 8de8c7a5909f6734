// A firm that keeps vermin away; CamelCase names, declared keys, prices in units, flags as 0 and 1, moments with seconds.
import { people } from '../names.mjs';
import { Random, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE Technician (TechID INTEGER PRIMARY KEY, GivenName TEXT NOT NULL, FamilyName TEXT NOT NULL, Depot TEXT NOT NULL, Certification TEXT NOT NULL,
  MentorTechID INTEGER REFERENCES Technician(TechID), EmployedFrom TEXT NOT NULL, EmployedTo TEXT);
CREATE TABLE Account (AccountID INTEGER PRIMARY KEY, AccountName TEXT NOT NULL, Segment TEXT NOT NULL, Email TEXT, Phone TEXT,
  RecommendedByAccountID INTEGER REFERENCES Account(AccountID), AddedAt TEXT NOT NULL, Archived INTEGER NOT NULL);
CREATE TABLE Property (PropertyID INTEGER PRIMARY KEY, AccountID INTEGER NOT NULL REFERENCES Account(AccountID), Street TEXT NOT NULL, City TEXT NOT NULL,
  FloorAreaSqm INTEGER, HasPets INTEGER NOT NULL);
CREATE TABLE Pest (PestID INTEGER PRIMARY KEY, CommonName TEXT NOT NULL, PestGroup TEXT NOT NULL);
CREATE TABLE ServicePlan (PlanID INTEGER PRIMARY KEY, PropertyID INTEGER NOT NULL REFERENCES Property(PropertyID), VisitsPerYear INTEGER NOT NULL, YearlyPrice REAL NOT NULL,
  BeginsOn TEXT NOT NULL, ExpiresOn TEXT NOT NULL, TerminatedOn TEXT, SoldByTechID INTEGER REFERENCES Technician(TechID));
CREATE TABLE Treatment (TreatmentID INTEGER PRIMARY KEY, PropertyID INTEGER NOT NULL REFERENCES Property(PropertyID), PestID INTEGER NOT NULL REFERENCES Pest(PestID),
  PlanID INTEGER REFERENCES ServicePlan(PlanID), TechID INTEGER REFERENCES Technician(TechID), RequestedAt TEXT NOT NULL, ScheduledAt TEXT NOT NULL, StartedAt TEXT,
  FinishedAt TEXT, State TEXT NOT NULL, Price REAL NOT NULL, FollowsTreatmentID INTEGER REFERENCES Treatment(TreatmentID), Stars INTEGER);
CREATE TABLE Agent (AgentCode TEXT PRIMARY KEY, AgentName TEXT NOT NULL, Maker TEXT NOT NULL, Unit TEXT NOT NULL, CostPerUnit REAL NOT NULL, InStock REAL NOT NULL,
  ReorderBelow REAL NOT NULL, WithdrawnOn TEXT);
CREATE TABLE AgentUse (TreatmentID INTEGER NOT NULL REFERENCES Treatment(TreatmentID), AgentCode TEXT NOT NULL REFERENCES Agent(AgentCode), Amount REAL NOT NULL,
  PRIMARY KEY (TreatmentID, AgentCode));
CREATE TABLE Bill (BillID INTEGER PRIMARY KEY, TreatmentID INTEGER NOT NULL REFERENCES Treatment(TreatmentID), BilledOn TEXT NOT NULL, DueOn TEXT NOT NULL, Total REAL NOT NULL,
  PaidOn TEXT, Reminders INTEGER NOT NULL);
`;

/** Depot, certificate, mentor, first day, last day. */
const posts = [
  ['Colverton', 'Fumigation', null, '2011-03-14', null], ['Colverton', 'Standard', 1, '2016-09-05', null], ['Wexley', 'Fumigation', 1, '2014-06-02', null],
  ['Wexley', 'Standard', 3, '2019-04-15', null], ['Colverton', 'Bird licence', 1, '2018-01-22', null], ['Saint Hild', 'Standard', 3, '2021-07-12', null],
  ['Saint Hild', 'Trainee', 6, '2026-09-01', null], ['Colverton', 'Standard', 2, '2022-10-03', '2026-07-31'], ['Wexley', 'Trainee', 3, '2026-02-16', null],
  ['Saint Hild', 'Standard', 1, '2017-05-08', '2025-09-30'], ['Colverton', 'Standard', 2, '2025-10-20', null],
];
const pests = [['Rats', 'Rodent'], ['Mice', 'Rodent'], ['Bed bugs', 'Insect'], ['Cockroaches', 'Insect'], ['Wasps', 'Insect'], ['Ants', 'Insect'], ['Pigeons', 'Bird'],
  ['Moles', 'Rodent'], ['Clothes moths', 'Insect'], ['Seagulls', 'Bird'], ['Woodworm', 'Insect']];
const prices = [145, 110, 320, 210, 85, 95, 260, 130, 175, 280, 240];
const agents = [['RB-1', 'Grain bait', 'Tarn Chemicals', 'kg', 9.4, 46, 20, null], ['RB-2', 'Wax block', 'Tarn Chemicals', 'kg', 12.8, 11, 15, null],
  ['SP-1', 'Residual spray', 'Ecoshield', 'litre', 27.5, 38, 12, null],
  ['GL-1', 'Roach gel', 'Ecoshield', 'tube', 14.2, 22, 10, null],
  ['DU-1', 'Wasp dust', 'Hollis & Finn', 'kg', 19.9, 6, 8, null], ['FO-1', 'Fogger', 'Hollis & Finn', 'can', 16, 31, 10, null],
  ['NT-1', 'Bird netting', 'Skyguard', 'metre', 4.6, 240, 60, null],
  ['SK-1', 'Spikes', 'Skyguard', 'metre', 7.2, 75, 40, null],
  ['MT-1', 'Moth trap', 'Hollis & Finn', 'piece', 6.5, 54, 25, null], ['BR-9', 'Brodifen', 'Tarn Chemicals', 'kg', 21, 3, 0, '2026-03-31'],
 
  ['WX-4', 'Wood treatment', 'Ecoshield', 'litre', 33, 9, 10, null], ['CO-2', 'Carbon dioxide', 'Skyguard', 'bottle', 58, 4, 2, null]];
const agentsOf = [[0, 1, 9], [0, 1], [2, 5], [3, 2], [4], [2, 3], [6, 7], [0], [8, 5], [7, 6], [10]];
const streets = ['Foundry Lane', 'Castle Street', 'Linden Avenue', 'Wharf Road', 'Priory Close', 'Mill Street', 'Beech Grove', 'Market Row', 'Weir Walk', 'Tanner Street'];
const firms = { Restaurant: ['The Copper Pot', 'Bella Napoli', 'Lotus Garden', 'The Drunken Duck', 'Chez Odile', 'Spice Harbour', 'Burger Barn'],
  Hotel: ['Hotel Meridian', 'The Swan Inn', 'Seaview Lodge', 'Royal Crescent Hotel'],
  Farm: ['Upper Dale Farm', 'Hawthorn Poultry', 'Greenfield Grain'],
  Landlord: ['Colver Homes', 'Wexley Lettings', 'Hild Estates', 'Turner Property'], Warehouse: ['Rapid Storage', 'Dockside Foods', 'Paperworks'] };
const now = '2026-11-16 09:00:00';

export function fill(insert) {
  const random = new Random(8204);
  const person = people(random);
  insert('Technician', posts.map((post, index) => [index + 1, ...person(), ...post]));
  const named = Object.entries(firms).flatMap(([segment, list]) => list.map((name) => [name, segment]));
  const order = random.shuffled([...named, ...Array.from({ length: 81 }, () => [person().join(' '), 'Household'])]);
  const accounts = order.map(([name, segment], index) => account(random, name, segment, index + 1));
  insert('Account', accounts);
  const properties = accounts.flatMap((row) => propertiesOf(random, row)).map((row, index) => [index + 1, ...row]);
  insert('Property', properties);
  insert('Pest', pests.map((row, index) => [index + 1, ...row]));
  const plans = properties.flatMap((row) => plansOf(random, row, accounts[row[1] - 1])).map((row, index) => [index + 1, ...row]);
  insert('ServicePlan', plans);
  const first = properties.flatMap((row) => jobsOf(random, row, accounts[row[1] - 1], plans.filter((plan) => plan[1] === row[0])));
  const jobs = [...first, ...first.flatMap((row) => followUp(random, row))].toSorted((a, b) => (a.asked < b.asked ? -1 : 1));
  jobs.forEach((job, index) => { job.id = 7_001 + index; });
  insert('Treatment', jobs.map((job) => [job.id, job.property, job.pest, job.plan, job.tech, job.asked, job.due, job.start, job.end, job.state, job.price,
    job.after?.id ?? null, job.stars]));
  insert('Agent', agents);
  insert('AgentUse', jobs.flatMap((job) => usesOf(random, job)));
  const bills = jobs.filter((job) => job.state === 'Done' && job.price > 0).map((job) => bill(random, job));
  insert('Bill', bills.toSorted((a, b) => (a[1] < b[1] ? -1 : 1)).map((row, index) => [30_001 + index, ...row]));
}

function account(random, name, segment, id) {
  const mail = random.chance(0.82) ? `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@post.example` : null;
  return [id, name, segment, mail, random.chance(0.88) ? `0${random.int(3000, 3999)} ${random.int(10_000, 99_999)}` : null,
    id > 12 && random.chance(0.24) ? random.weighted([3, 5, 8, 11, random.int(1, id - 1)], [5, 3, 2, 2, 8]) : null,
    `${random.day(id > 88 ? '2026-06-01' : '2022-01-10', id > 88 ? '2026-11-13' : '2026-04-30')} ${random.time(8, 18, 1)}:00`, id % 13 === 6];
}

function propertiesOf(random, [id, , segment]) {
  const count = segment === 'Landlord' ? random.int(3, 6) : segment === 'Household' ? 1 : random.weighted([1, 2], [3, 1]);
  return Array.from({ length: count }, () => [id, `${random.int(1, 120)} ${random.pick(streets)}`, random.weighted(['Colverton', 'Wexley', 'Saint Hild', 'Marram'], [46, 26, 20, 8]),
    random.chance(0.9) ? random.int(4, segment === 'Household' ? 22 : 160) * 10 : null, segment === 'Household' && random.chance(0.35)]);
}

function plansOf(random, [property, , , , area], [, , segment, , , , added, archived]) {
  if (!random.chance(segment === 'Household' ? 0.12 : 0.8)) return [];
  const from = random.day(added.slice(0, 10) > '2024-06-01' ? added.slice(0, 10) : '2024-06-01', '2026-11-10');
  const visits = random.pick([2, 4, 6, 12]);
  const price = visits * (60 + Math.round((area ?? 200) / 100) * 5);
  const seller = random.pick([1, 2, 3, 5, 3]);
  const year = (begin, factor, isCut) => [property, visits, Math.round(price * factor), begin, plusDays(begin, 364),
    isCut ? plusDays(begin, random.int(40, 200)) : null, seller];
  const next = plusDays(from, 365);
  const isCut = archived === true || random.chance(0.1);
  return !isCut && next < '2026-11-16' && random.chance(0.7) ? [year(from, 1, false), year(next, 1.05, false)] : [year(from, 1, isCut && plusDays(from, 200) < '2026-11-14')];
}

function jobsOf(random, [property, owner, , , , ], [, , segment, , , , added, archived], plans) {
  if (owner % 17 === 9) return [];
  const count = segment === 'Household' ? random.weighted([1, 2, 4], [55, 30, 15]) : random.int(3, 9);
  return Array.from({ length: count }, () => {
    const isAhead = archived === false && random.chance(0.09);
    const latest = archived === true ? '2026-05-30' : isAhead ? '2026-12-04' : '2026-11-13';
    const from = isAhead ? '2026-11-16' : added.slice(0, 10) > '2025-01-06' ? added.slice(0, 10) : '2025-01-06';
    const day = random.day(from > latest ? latest : from, latest);
    const asked = plusDays(day, -random.weighted([0, 1, 3, 8, 15], [15, 30, 30, 18, 7]));
    const plan = plans.find(([, , , , begin, end, cut]) => begin <= day && day <= (cut ?? end));
    const odds = segment === 'Household' ? [14, 22, 14, 5, 24, 12, 2, 6, 8, 1, 4] : [26, 18, 10, 16, 6, 6, 8, segment === 'Farm' ? 8 : 0, 1, 5, 1];
    const pest = random.weighted(pests.map((_, index) => index + 1), odds);
    const base = { property, pest, plan: plan?.[0] ?? null, asked: `${asked > '2026-11-15' ? '2026-11-13' : asked} ${random.time(8, 18, 1)}:00` };
    return job(random, base, weekday(day) === 0 ? plusDays(day, -1) : day);
  });
}

function job(random, base, day) {
  const isBird = [7, 10].includes(base.pest);
  const able = posts.flatMap(([, paper, , from, to], index) => (from <= day && (to === null || to >= day) && (!isBird || paper !== 'Trainee') ? [index + 1] : []));
  const tech = isBird && random.chance(0.8) ? 5 : random.weighted(able, able.map((one) => [9, 8, 9, 7, 3, 6, 2, 6, 3, 4, 5][one - 1]));
  const due = `${day} ${random.time(8, 17, 30)}:00`;
  const price = base.plan === null ? prices[base.pest - 1] + random.int(0, 6) * 10 : random.chance(0.8) ? 0 : 60;
  const asked = base.asked < due ? base.asked : `${plusDays(day, -1)} ${base.asked.slice(11)}`;
  const open = { ...base, asked, due, tech, start: null, end: null, price, stars: null };
  if (due > now) return { ...open, tech: random.chance(0.2) ? null : tech, state: random.chance(0.1) ? 'Cancelled' : 'Booked' };
  const state = random.weighted(['Done', 'NoAccess', 'Cancelled'], [86, 7, 7]);
  if (state !== 'Done') return { ...open, state };
  const start = Date.parse(`${due.replace(' ', 'T')}Z`) + random.weighted([-5, 4, 25, 70], [3, 5, 3, 1]) * 60_000;
  const end = start + ([50, 35, 120, 75, 25, 40, 140, 45, 60, 110, 150][base.pest - 1] + random.int(-12, 40)) * 60_000;
  return { ...open, start: stamp(start), end: stamp(end), state, stars: random.chance(0.42) ? random.weighted([5, 4, 3, 2, 1], [45, 28, 13, 8, 6]) : null };
}

function stamp(moment) {
  return `${new Date(moment).toISOString().slice(0, 16).replace('T', ' ')}:${twoDigits(Math.floor(moment / 60_000) % 60)}`;
}

/** Every sixth treatment does not last, and is done again free of charge. */
function followUp(random, row) {
  if (row.state !== 'Done' || !random.chance([1, 3, 4].includes(row.pest) ? 0.24 : 0.1)) return [];
  const day = plusDays(row.due.slice(0, 10), random.int(9, 40));
  if (day > '2026-12-04') return [];
  const asked = plusDays(day, -random.int(1, 5));
  const base = { property: row.property, pest: row.pest, plan: row.plan, asked: `${asked > '2026-11-15' ? '2026-11-13' : asked} ${random.time(8, 18, 1)}:30` };
  return [{ ...job(random, base, day), price: 0, after: row }];
}

function usesOf(random, job) {
  if (job.state !== 'Done') return [];
  const able = agentsOf[job.pest - 1].filter((place) => place !== 9 || job.due < '2026-03-31');
  const amount = (place) => ([6, 7].includes(place) ? random.int(4, 40) : place === 8 ? random.int(2, 9) : random.int(1, 12) / 2);
  return random.sample(able, random.weighted([0, 1, 2], [8, 70, 22])).map((place) => [job.id, agents[place][0], amount(place)]);
}

function bill(random, { id, end, price }) {
  const day = plusDays(end.slice(0, 10), random.int(0, 4));
  const sent = day > '2026-11-15' ? '2026-11-15' : day;
  const paid = plusDays(sent, random.weighted([2, 11, 19, 35, 70], [26, 34, 22, 12, 6]) + random.int(0, 3));
  const isPaid = paid <= '2026-11-15' && random.chance(0.95);
  const reminders = isPaid ? (paid > plusDays(sent, 30) ? 1 : 0) : sent < '2026-09-15' ? random.int(1, 3) : 0;
  return [id, sent, plusDays(sent, 21), price, isPaid ? paid : null, reminders];
}
