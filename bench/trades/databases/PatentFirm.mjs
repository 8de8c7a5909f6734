// A firm of patent attorneys: inventions, their filings at many offices, examiners' letters, annuities, bills; CamelCase, states told by dates that are set or not.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE Attorney (AttorneyId INTEGER PRIMARY KEY, GivenName TEXT NOT NULL, FamilyName TEXT NOT NULL, Grade TEXT NOT NULL, JoinedOn TEXT NOT NULL, LeftOn TEXT,
  MentorId INTEGER REFERENCES Attorney(AttorneyId));
CREATE TABLE Client (ClientId INTEGER PRIMARY KEY, ClientName TEXT NOT NULL, Country TEXT NOT NULL, ClientSince TEXT NOT NULL, AccountPartnerId INTEGER NOT NULL REFERENCES Attorney(AttorneyId),
  IntroducedById INTEGER REFERENCES Client(ClientId), Archived INTEGER NOT NULL);
CREATE TABLE Invention (InventionId INTEGER PRIMARY KEY, DocketNo TEXT NOT NULL UNIQUE, Title TEXT NOT NULL, TechField TEXT NOT NULL, ClientId INTEGER NOT NULL REFERENCES Client(ClientId),
  LeadAttorneyId INTEGER NOT NULL REFERENCES Attorney(AttorneyId), SecondAttorneyId INTEGER REFERENCES Attorney(AttorneyId), DisclosedOn TEXT NOT NULL);
CREATE TABLE Inventor (InventorId INTEGER PRIMARY KEY, FullName TEXT NOT NULL, Residence TEXT NOT NULL, Email TEXT);
CREATE TABLE InventionInventor (InventionId INTEGER NOT NULL REFERENCES Invention(InventionId), InventorId INTEGER NOT NULL REFERENCES Inventor(InventorId), SharePct INTEGER NOT NULL,
  PRIMARY KEY (InventionId, InventorId));
CREATE TABLE PatentApplication (ApplicationId INTEGER PRIMARY KEY, InventionId INTEGER NOT NULL REFERENCES Invention(InventionId), PatentOffice TEXT NOT NULL, ApplicationNo TEXT NOT NULL UNIQUE,
  FiledOn TEXT NOT NULL, PublishedOn TEXT, GrantedOn TEXT, AbandonedOn TEXT, LapsedOn TEXT);
CREATE TABLE OfficeAction (ActionId INTEGER PRIMARY KEY, ApplicationId INTEGER NOT NULL REFERENCES PatentApplication(ApplicationId), ActionType TEXT NOT NULL, IssuedOn TEXT NOT NULL,
  ReplyDueOn TEXT NOT NULL, ExtensionMonths INTEGER NOT NULL, RepliedOn TEXT, RepliedById INTEGER REFERENCES Attorney(AttorneyId));
CREATE TABLE Annuity (AnnuityId INTEGER PRIMARY KEY, ApplicationId INTEGER NOT NULL REFERENCES PatentApplication(ApplicationId), PatentYear INTEGER NOT NULL, DueOn TEXT NOT NULL,
  FeeAmount REAL NOT NULL, ClientInstruction TEXT, PaidOn TEXT);
CREATE TABLE Bill (BillId INTEGER PRIMARY KEY, BillNo TEXT NOT NULL, InventionId INTEGER NOT NULL REFERENCES Invention(InventionId), BilledOn TEXT NOT NULL, ServiceFees REAL NOT NULL,
  Disbursements REAL NOT NULL, PaidOn TEXT);
`;

const today = '2026-11-16';
/** Grade, first day, last day, mentor. */
const posts = [['Partner', '2005-02-01', null, null], ['Partner', '2009-09-01', null, null], ['Partner', '2013-04-02', null, 1], ['Senior associate', '2014-10-01', null, 1], ['Senior associate', '2016-01-11',
  '2026-03-31', 2],
  ['Senior associate', '2017-05-15', null, 2], ['Associate', '2019-09-02', null, 4], ['Associate', '2020-11-02', '2025-08-29', 4], ['Associate', '2021-06-01', null, 3], ['Associate', '2023-02-13', null, 6],
  ['Trainee', '2024-09-02', null, 4], ['Trainee', '2025-09-01', null, 6], ['Trainee', '2024-09-02', '2026-01-30', 9], ['Trainee', '2026-09-01', null, 4], ['Paralegal', '2011-03-07', null, null], ['Paralegal',
    '2022-08-22', null, 15]];
const clients = [['Norvik Pumps', 'Norway'], ['Helix Seating', 'United Kingdom'], ['Brandt Optik', 'Germany'], ['Tessellate Labs', 'United Kingdom'], ['Aquarelle Cosmetics', 'France'], ['Ironbark Mining', 'Australia'],
  ['Lumen & Sons', 'United Kingdom'], ['Kranich Robotik', 'Germany'], ['Sable Diagnostics', 'United Kingdom'], ['Otsuki Bearings', 'Japan'], ['Fjordkraft Cable', 'Norway'], ['Pomona Foods', 'United Kingdom'],
  ['Veldhuis Glas', 'Netherlands'], ['Quantic Memory', 'United States'], ['Redcar University', 'United Kingdom'], ['Zephyr Drones', 'France'], ['Mallow Toys', 'United Kingdom'], ['Hartwell Pharma', 'United States'],
  ['Steinbach Ventile', 'Germany'], ['Copperline Audio', 'United Kingdom'], ['Delft Photonics', 'Netherlands'], ['Orrery Watches', 'Switzerland'], ['Birch Polymers', 'United Kingdom'], ['Nimbus Textiles',
    'United Kingdom'],
  ['Alder Packaging', 'United Kingdom'], ['Rheinwerk Druck', 'Germany'], ['Petrel Marine', 'United Kingdom'], ['Castor Batteries', 'United States']];
const introducers = { 4: 15, 8: 3, 11: 1, 17: 2, 19: 3, 20: 2, 21: 13, 23: 2, 26: 3, 27: 1, 28: 14, 9: 15, 24: 2 };
const idle = [12, 24, 26];
const things = { Mechanics: ['Pump housing', 'Valve seat', 'Bearing cage', 'Folding hinge', 'Gear train', 'Rotor blade'], Chemistry: ['Adhesive blend', 'Polymer film', 'Skin cream', 'Coating', 'Electrolyte'],
  Electronics: ['Charging circuit', 'Memory cell', 'Loudspeaker driver', 'Motor controller'], Optics: ['Lens array', 'Laser module', 'Light guide'], Biotech: ['Antibody assay', 'Test strip', 'Enzyme carrier'],
  Software: ['Route planner', 'Speech filter', 'Image classifier'] };
const traits = ['with reduced noise', 'for cold climates', 'of layered build', 'and method of making it', 'with a snap fit', 'for small vessels', 'with feedback loop', 'free of solvents', 'for mobile use',
  'with a sealed edge'];
/** Prefix, months from filing to grant, weight. */
const offices = { EPO: ['EP', 44, 32], USPTO: ['US', 30, 26], UKIPO: ['GB', 34, 22], DPMA: ['DE', 39, 8], CNIPA: ['CN', 26, 8], JPO: ['JP', 31, 4] };
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
const byDay = (column) => (a, b) => (a[column] < b[column] ? -1 : 1);
const worksOn = (id, day) => posts[id - 1][1] <= day && (posts[id - 1][2] ?? '2027') >= day;
const workday = (day) => plusDays(day, [1, 0, 0, 0, 0, 0, 2][weekday(day)]);

export function fill(insert) {
  const random = new Random(77_003);
  const person = people(random);
  insert('Attorney', numbered(posts.map((post) => [...person(), ...post])));
  insert('Client', numbered(clients.map((client, index) => [...client, random.day('2006-01-10', '2019-12-01'), random.weighted([1, 2, 3], [4, 3, 5]), introducers[index + 1] ?? null, [5, 9, 18].includes(index)])));
  const disclosed = Array.from({ length: 128 }, () => random.day('2019-01-08', '2026-10-29')).toSorted();
  const inventions = numbered(disclosed.map((day, index) => invention(random, day, index)));
  insert('Invention', inventions);
  insert('Inventor', Array.from({ length: 74 }, (_, index) => inventor(random, index + 1, person())));
  insert('InventionInventor', inventions.flatMap(([id]) => inventorsOf(random, id)));
  const applications = numbered(inventions.flatMap((row) => applicationsOf(random, row)).toSorted(byDay(3)));
  insert('PatentApplication', applications);
  insert('OfficeAction', numbered(applications.flatMap((row) => actionsOf(random, row, inventions)).toSorted(byDay(2))));
  insert('Annuity', numbered(applications.flatMap((row) => annuitiesOf(random, row)).toSorted(byDay(2))));
  const bills = inventions.flatMap((row) => billsOf(random, row)).toSorted(byDay(1));
  insert('Bill', numbered(bills.map((row, index) => [`B${row[1].slice(2, 4)}-${1001 + index}`, ...row])));
}

function invention(random, day, index) {
  const field = random.weighted(Object.keys(things), [34, 22, 14, 10, 8, 12]);
  const choices = clients.map((_, at) => at + 1).filter((id) => !idle.includes(id) && ((id !== 6 && id !== 10) || day < '2023-06-01'));
  const able = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].filter((id) => worksOn(id, day));
  const lead = random.weighted(able, able.map((id) => (id <= 3 ? 2 : 4)));
  const others = able.filter((id) => id !== lead);
  return [`P${1041 + index}`, `${random.pick(things[field])} ${random.pick(traits)}`, field, random.weighted(choices, choices.map((id) => (id % 4 === 1 ? 4 : 2))), lead,
    random.chance(0.7) ? random.pick(others) : null, day];
}

function inventor(random, id, [first, last]) {
  return [id, `${first} ${last}`, random.weighted(['United Kingdom', 'Germany', 'France', 'Norway', 'United States', 'Japan'], [48, 20, 10, 9, 9, 4]),
    random.chance(0.75) ? `${first}.${last}@lab.example`.toLowerCase() : null];
}

function inventorsOf(random, id) {
  const who = new Set(Array.from({ length: random.weighted([1, 2, 3, 4], [38, 34, 18, 10]) }, () => 1 + Math.floor(random.next() ** 1.4 * 72)));
  const shares = { 1: [100], 2: [60, 40], 3: [40, 35, 25], 4: [25, 25, 25, 25] }[who.size];
  return [...who].map((inventorId, index) => [id, inventorId, shares[index]]);
}

function applicationsOf(random, [id, , , , , , , disclosed]) {
  const names = Object.keys(offices);
  const wanted = new Set(Array.from({ length: random.weighted([0, 1, 2, 4], [7, 38, 34, 21]) }, () => random.weighted(names, names.map((name) => offices[name][2]))));
  return [...wanted].flatMap((office, index) => {
    const filed = workday(plusDays(disclosed, random.int(12, 70) + (index === 0 ? 0 : 330)));
    if (filed > '2026-11-13') return [];
    const [prefix, months] = offices[office];
    const granted = workday(plusDays(filed, Math.round(months * 30.4 * (0.7 + random.next() * 0.6))));
    const dropped = random.chance(0.16) ? plusDays(filed, random.int(300, 900)) : null;
    const isDropped = dropped !== null && dropped < granted && dropped < today;
    const isGranted = !isDropped && granted < today;
    const published = plusDays(filed, index === 0 ? 548 : 190);
    const lapsed = isGranted && random.chance(0.34) ? plusDays(granted, random.int(200, 900)) : null;
    return [[id, office, `${prefix}${filed.slice(0, 4)}${random.int(10_000, 99_999)}`, filed, published < today && !(isDropped && dropped < published) ? published : null, isGranted ? granted : null,
      isDropped ? dropped : null, lapsed !== null && lapsed < today ? lapsed : null]];
  });
}

function actionsOf(random, [id, inventionId, , , filed, , granted, abandoned], inventions) {
  const end = granted ?? abandoned ?? today;
  const types = ['Search report', 'First examination report', 'Further examination report', 'Summons to hearing'];
  let day = plusDays(filed, random.int(150, 330));
  return types.slice(0, random.weighted([1, 2, 3, 4], [30, 40, 22, 8])).flatMap((type) => {
    const issued = workday(day);
    day = plusDays(day, random.int(150, 320));
    if (issued >= end) return [];
    const extension = random.weighted([0, 1, 2], [80, 8, 12]);
    const due = plusDays(issued, (type === 'Summons to hearing' ? 61 : 122) + extension * 30);
    const replied = plusDays(due, -random.weighted([0, 2, 9, 30, 64], [14, 32, 28, 18, 8]) - random.int(0, 4));
    const isReplied = replied < today && replied < end && (abandoned === null || random.chance(0.6)) && random.chance(0.9);
    if (!isReplied && granted !== null) return [];
    const lead = inventions[inventionId - 1][5];
    const author = random.weighted([lead, 7, 11, 12], [70, 12, 10, 6]);
    return [[id, type, issued, due, extension, isReplied ? replied : null, isReplied ? (worksOn(author, replied) ? author : 4) : null]];
  });
}

function annuitiesOf(random, [id, , , , filed, , granted, abandoned, lapsed]) {
  if (abandoned !== null) return [];
  return [3, 4, 5, 6, 7, 8].flatMap((year) => {
    const due = `${Number(filed.slice(0, 4)) + year - 1}-${filed.slice(5, 8)}28`;
    if (due > '2027-03-31' || (lapsed !== null && due > lapsed) || (granted === null && year > 5)) return [];
    const isPast = due < today;
    const isLast = lapsed !== null && plusDays(due, 365) > lapsed;
    const instruction = isLast ? 'Drop' : isPast || random.chance(0.45) ? random.weighted(['Pay', 'Drop'], isPast ? [1, 0] : [8, 2]) : null;
    const paid = plusDays(due, -random.int(2, 70));
    return [[id, year, due, 70 + year * 55 + random.int(0, 6) * 5, instruction, instruction === 'Pay' && paid < today ? paid : null]];
  });
}

function billsOf(random, [id, , , , , , , disclosed]) {
  return Array.from({ length: random.weighted([1, 2, 3, 5], [22, 36, 28, 14]) }, () => random.int(20, 1100)).flatMap((after) => {
    const billed = workday(plusDays(disclosed, after));
    if (billed >= today || (id % 25 === 3 && billed > '2026')) return [];
    const paid = plusDays(billed, random.weighted([12, 28, 44, 95], [26, 44, 20, 10]) + random.int(-4, 5));
    return [[id, billed, random.int(8, 120) * 50, random.chance(0.65) ? random.int(3, 60) * 30 : 0, paid < today && random.chance(0.955) ? paid : null]];
  });
}
