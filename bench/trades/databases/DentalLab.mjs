// A laboratory that makes crowns, bridges and dentures for dental surgeries; CamelCase, state letters, prices by the piece, remakes that point to the first job.
import { people } from '../names.mjs';
import { Random, cents, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE Surgery (SurgeryNo INTEGER PRIMARY KEY, SurgeryName TEXT NOT NULL, Town TEXT NOT NULL, Phone TEXT, RebatePct INTEGER NOT NULL, AccountSince TEXT NOT NULL,
  AccountState TEXT NOT NULL); -- A active, S stopped, C closed
CREATE TABLE Dentist (DentistNo INTEGER PRIMARY KEY, SurgeryNo INTEGER NOT NULL REFERENCES Surgery(SurgeryNo), FirstName TEXT NOT NULL, LastName TEXT NOT NULL,
  Email TEXT, UsesScanner INTEGER NOT NULL);
CREATE TABLE Technician (TechnicianNo INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, Bench TEXT NOT NULL, MentorNo INTEGER REFERENCES Technician(TechnicianNo),
  HourlyWage REAL NOT NULL, EntryDate TEXT NOT NULL, ExitDate TEXT);
CREATE TABLE Article (ArticleNo INTEGER PRIMARY KEY, ArticleName TEXT NOT NULL, Family TEXT NOT NULL, ListPrice REAL NOT NULL, MakeDays INTEGER NOT NULL, Discontinued INTEGER NOT NULL);
CREATE TABLE Job (JobNo INTEGER PRIMARY KEY, DentistNo INTEGER NOT NULL REFERENCES Dentist(DentistNo), PatientCode TEXT NOT NULL, ReceivedOn TEXT NOT NULL, PromisedFor TEXT NOT NULL,
  ShippedOn TEXT, State TEXT NOT NULL, Rush INTEGER NOT NULL, RemakeOfJobNo INTEGER REFERENCES Job(JobNo), RemakeReason TEXT); -- N new, W in work, H on hold, S shipped, X cancelled
CREATE TABLE JobItem (JobItemNo INTEGER PRIMARY KEY, JobNo INTEGER NOT NULL REFERENCES Job(JobNo), ArticleNo INTEGER NOT NULL REFERENCES Article(ArticleNo), Shade TEXT,
  Pieces INTEGER NOT NULL, PiecePrice REAL NOT NULL);
CREATE TABLE BenchTime (BenchTimeNo INTEGER PRIMARY KEY, JobNo INTEGER NOT NULL REFERENCES Job(JobNo), TechnicianNo INTEGER NOT NULL REFERENCES Technician(TechnicianNo),
  Step TEXT NOT NULL, WorkedOn TEXT NOT NULL, Minutes INTEGER NOT NULL);
CREATE TABLE Statement (StatementNo INTEGER PRIMARY KEY, SurgeryNo INTEGER NOT NULL REFERENCES Surgery(SurgeryNo), Month TEXT NOT NULL, SentOn TEXT NOT NULL, DueOn TEXT NOT NULL,
  Amount REAL NOT NULL, PaidOn TEXT);
CREATE TABLE Material (MaterialNo INTEGER PRIMARY KEY, MaterialName TEXT NOT NULL, Supplier TEXT NOT NULL, Unit TEXT NOT NULL, InStock INTEGER NOT NULL, ReorderAt INTEGER NOT NULL,
  UnitCost REAL NOT NULL, ExpiresOn TEXT);
`;

const today = '2026-11-16';
/** Name, town, rebate, account since, state, dentists, weight. */
const surgeries = [
  ['Bridge Street Dental', 'Aldmoor', 5, '2015-02-09', 'A', 3, 22], ['Smile Centre Aldmoor', 'Aldmoor', 8, '2018-06-11', 'A', 4, 30], ['Parkside Dental Care', 'Brigg Vale', 0, '2019-09-02', 'A', 2, 12],
  ['Dr Hollis and Partners', 'Brigg Vale', 3, '2012-05-21', 'A', 3, 17], ['Seafront Dentistry', 'Cradle Bay', 0, '2021-03-15', 'A', 2, 9], ['The Tooth Loft', 'Aldmoor', 0, '2024-01-08', 'S', 1, 5],
  ['Ivory House', 'Denholm', 5, '2017-10-16', 'A', 2, 13], ['Lakeview Orthodontics', 'Denholm', 10, '2020-08-24', 'A', 2, 15], ['Old Mill Surgery', 'Cradle Bay', 0, '2013-11-04', 'C', 1, 0],
  ['Kindertooth', 'Aldmoor', 0, '2026-05-18', 'A', 1, 4], ['Harbour Implant Clinic', 'Cradle Bay', 12, '2022-02-14', 'A', 2, 19], ['Fernhill Dental', 'Brigg Vale', 0, '2026-10-26', 'A', 1, 0],
];
const crew = [
  ['Ceramics', null, 31.5, '2009-04-06', null], ['Dentures', null, 29, '2011-09-19', null], ['CAD/CAM', null, 30, '2017-03-13', null], ['Ceramics', 1, 25.5, '2018-08-20', null],
  ['Ceramics', 1, 19.5, '2024-09-02', null], ['Dentures', 2, 24, '2015-01-12', '2026-07-31'], ['Dentures', 2, 21.5, '2022-05-09', null], ['CAD/CAM', 3, 23.5, '2021-10-04', null],
  ['CAD/CAM', 3, 18, '2025-09-01', null], ['Orthodontics', null, 26.5, '2014-06-16', null], ['Orthodontics', 10, 17.5, '2026-09-07', null],
];
const articles = [
  ['Zirconia crown', 'Crowns', 138, 7, 0], ['Porcelain-fused crown', 'Crowns', 119, 8, 0], ['Gold crown', 'Crowns', 265, 8, 0], ['Three-unit bridge', 'Bridges', 372, 10, 0],
  ['Maryland bridge', 'Bridges', 214, 9, 0], ['Full denture', 'Dentures', 310, 14, 0], ['Partial denture', 'Dentures', 245, 12, 0], ['Night guard', 'Splints', 74, 4, 0],
  ['Retainer', 'Orthodontics', 58, 4, 0], ['Clear aligner set', 'Orthodontics', 420, 12, 0], ['Implant abutment', 'Implants', 186, 9, 0], ['Study model', 'Models', 22, 2, 0],
  ['Acrylic crown', 'Crowns', 64, 5, 1], ['Snoring splint', 'Splints', 158, 7, 0],
];
const materials = [
  ['Zirconia disc 98 mm', 'Cerapro', 'disc', 14, 10, 92, '2029-01-31'], ['Feldspar porcelain A2', 'Cerapro', 'jar', 6, 8, 41.5, '2027-08-31'], ['Feldspar porcelain B1', 'Cerapro', 'jar', 11, 8, 41.5, '2027-05-31'],
  ['Denture acrylic pink', 'Molden', 'kg', 22, 12, 28.4, '2026-12-31'], ['Impression plaster', 'Molden', 'kg', 85, 40, 3.2, '2027-02-28'], ['Gold alloy 75 %', 'Aurex', 'g', 140, 60, 71, null],
  ['Cobalt chrome', 'Aurex', 'g', 320, 400, 0.9, null], ['Clear foil 1 mm', 'Foilex', 'sheet', 64, 50, 2.75, '2026-10-31'], ['Titanium blank', 'Aurex', 'piece', 9, 15, 37, null],
  ['Modelling wax', 'Molden', 'kg', 7, 5, 19.8, '2028-04-30'], ['Acrylic teeth upper', 'Dentaform', 'set', 18, 20, 12.6, null], ['Acrylic teeth lower', 'Dentaform', 'set', 27, 20, 12.6, null],
  ['Glaze paste', 'Cerapro', 'tube', 5, 3, 33.9, '2026-11-30'], ['Orthodontic wire', 'Foilex', 'coil', 12, 6, 8.4, null],
];
const benchOf = { Crowns: 'Ceramics', Bridges: 'Ceramics', Dentures: 'Dentures', Splints: 'Orthodontics', Orthodontics: 'Orthodontics', Implants: 'CAD/CAM', Models: 'CAD/CAM' };
const steps = { Ceramics: ['Layering', 'Firing', 'Polishing'], Dentures: ['Wax-up', 'Pressing', 'Polishing'], Orthodontics: ['Thermoforming', 'Trimming'], 'CAD/CAM': ['Design', 'Milling'] };
const workday = (day) => (weekday(day) === 0 ? plusDays(day, 1) : weekday(day) === 6 ? plusDays(day, 2) : day);

export function fill(insert) {
  const random = new Random(7102);
  const person = people(random);
  insert('Surgery', surgeries.map(([name, town, rebate, since, state], index) => [index + 1, name, town, index === 5 ? null : `555-2${random.int(100, 999)}`, rebate, since, state]));
  const dentists = surgeries.flatMap(([, , , , , count], index) => Array.from({ length: count }, () => [index + 1, ...person()])).map(([where, first, last], index) =>
    [index + 1, where, first, last, random.chance(0.8) ? `${last}${index + 1}@dental.example`.toLowerCase() : null, random.chance(0.45)]);
  insert('Dentist', dentists);
  insert('Technician', crew.map((row, index) => [index + 1, ...person(), ...row]));
  insert('Article', articles.map((row, index) => [index + 1, ...row]));
  const days = Array.from({ length: 380 }, () => workday(random.day(random.chance(0.4) ? '2026-06-01' : '2025-07-01', '2026-11-13'))).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const jobs = [];
  const items = [];
  for (const day of days) {
    const made = job(random, { day, dentists, jobs });
    jobs.push([30_001 + jobs.length, ...made.row]);
    items.push(...made.lines.map((line) => [30_000 + jobs.length, ...line]));
  }
  insert('Job', jobs);
  insert('JobItem', items.map((row, index) => [index + 1, ...row]));
  insert('BenchTime', jobs.flatMap((row) => timesOf(random, row, items)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
  insert('Statement', statementsOf(random, { jobs, items, dentists }).map((row, index) => [801 + index, ...row]));
  insert('Material', materials.map((row, index) => [index + 1, ...row]));
}

function job(random, { day, dentists, jobs }) {
  const able = dentists.filter(([, where]) => surgeries[where - 1][3] <= day && (where !== 6 || day < '2026-08-01') && (where !== 9 || day < '2025-12-01'));
  const old = jobs.filter((row) => row[6] === 'S' && row[5] < day && row[8] === null);
  const first = old.length > 20 && random.chance(0.07) ? random.pick(old.slice(-30)) : null;
  const dentist = first === null ? random.weighted(able, able.map(([id, where]) => (id === 8 ? 0 : surgeries[where - 1][6] / surgeries[where - 1][5] + (id % 3)))) : dentists[first[1] - 1];
  const lines = Array.from({ length: random.weighted([1, 2, 3], [68, 24, 8]) }, () => {
    const article = random.weighted(articles.map((_, index) => index + 1), [24, 14, 2, 8, 5, 9, 10, 12, 14, 6, dentist[1] === 11 ? 40 : 5, 11, day < '2026-02-01' ? 7 : 0, 0]);
    const [, family, price] = articles[article - 1];
    return [article, ['Crowns', 'Bridges', 'Dentures'].includes(family) ? random.pick(['A1', 'A2', 'A3', 'B1', 'C2']) : null, family === 'Crowns' ? random.weighted([1, 2, 4], [70, 22,
      8]) : random.weighted([1, 2], [85, 15]),
      first === null ? cents(price * (day < '2026-01-01' ? 0.95 : 1)) : 0];
  });
  const isRush = random.chance(0.14);
  const needed = Math.max(...lines.map(([article]) => articles[article - 1][3]));
  const promised = workday(plusDays(day, isRush ? Math.ceil(needed / 2) : needed));
  const shipped = workday(plusDays(promised, random.weighted([-2, -1, 0, 1, 3, 8], [12, 20, 42, 12, 9, 5])));
  const state = random.chance(0.035) ? 'X' : shipped <= '2026-11-13' && shipped > day ? (random.chance(0.015) ? 'H' : 'S') : day > '2026-11-10' ? random.weighted(['N', 'W'], [70, 30]) : random.weighted(['W',
    'H'], [85, 15]);
  return { row: [dentist[0], first?.[2] ?? `P${random.int(1000, 9999)}`, day, promised, state === 'S' ? shipped : null, state, isRush, first?.[0] ?? null,
    first === null ? null : random.weighted(['Wrong shade', 'Poor fit', 'Fracture', 'Bad impression'], [26, 44, 12, 18])], lines };
}

function timesOf(random, [id, , , received, , shipped, state], items) {
  if (state === 'N' || state === 'X') return [];
  const bench = benchOf[articles[items.find(([where]) => where === id)[1] - 1][1]];
  const last = shipped ?? '2026-11-13';
  return steps[bench].slice(0, state === 'S' ? 3 : 1).map((step) => {
    const day = random.day(received, last);
    const able = crew.flatMap(([where, , , from, to], index) => (where === bench && from <= day && (to === null || to >= day) ? [index + 1] : []));
    return [id, random.pick(able), step, day, random.int(3, 22) * 5 + (random.chance(0.08) ? 90 : 0)];
  });
}

function statementsOf(random, { jobs, items, dentists }) {
  const sums = new Map();
  for (const [id, dentist, , , , shipped] of jobs.filter(([, , , , , day]) => day !== null && day < '2026-11-01')) {
    const key = `${shipped.slice(0, 7)} ${twoDigits(dentists[dentist - 1][1])}`;
    sums.set(key, (sums.get(key) ?? 0) + items.reduce((sum, [where, , , pieces, price]) => sum + (where === id ? pieces * price : 0), 0));
  }
  return [...sums].filter(([, sum]) => sum > 0).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, sum]) => {
    const [month, surgery] = key.split(' ');
    const sent = plusDays(`${month}-28`, 6);
    const paid = plusDays(sent, random.weighted([5, 12, 20, 34, 55], [16, 30, 28, 18, 8]) + random.int(0, 4));
    return [Number(surgery), month, sent, plusDays(sent, 21), cents(sum * (1 - surgeries[Number(surgery) - 1][2] / 100)), paid < today && random.chance(Number(surgery) === 6 ? 0.3 : 0.95) ? paid : null];
  });
}
