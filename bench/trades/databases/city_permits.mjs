// The permit office of a town; normalised, states and kinds in tables of codes, people and firms in one table, several keys to one table.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE ward (ward_id INTEGER PRIMARY KEY, ward_name TEXT NOT NULL, inhabitants INTEGER NOT NULL);
CREATE TABLE party (party_id INTEGER PRIMARY KEY, given_name TEXT, family_name TEXT, organisation_name TEXT, email TEXT, phone TEXT, registered_on TEXT NOT NULL);
CREATE TABLE site (site_id INTEGER PRIMARY KEY, street TEXT NOT NULL, house_number TEXT NOT NULL, ward_id INTEGER NOT NULL REFERENCES ward(ward_id),
  owner_id INTEGER REFERENCES party(party_id), area_m2 INTEGER NOT NULL, is_listed INTEGER NOT NULL);
CREATE TABLE official (official_id INTEGER PRIMARY KEY, given_name TEXT NOT NULL, family_name TEXT NOT NULL, post TEXT NOT NULL,
  superior_id INTEGER REFERENCES official(official_id), in_service_from TEXT NOT NULL, in_service_to TEXT);
CREATE TABLE permit_kind (kind_code TEXT PRIMARY KEY, kind_label TEXT NOT NULL, standard_fee REAL NOT NULL, decision_days INTEGER NOT NULL);
CREATE TABLE case_state (state_code TEXT PRIMARY KEY, state_label TEXT NOT NULL, is_final INTEGER NOT NULL);
CREATE TABLE application (application_id INTEGER PRIMARY KEY, reference TEXT NOT NULL, kind_code TEXT NOT NULL REFERENCES permit_kind(kind_code),
  site_id INTEGER NOT NULL REFERENCES site(site_id), applicant_id INTEGER NOT NULL REFERENCES party(party_id), agent_id INTEGER REFERENCES party(party_id),
  state_code TEXT NOT NULL REFERENCES case_state(state_code), officer_id INTEGER REFERENCES official(official_id), received_on TEXT NOT NULL, decided_on TEXT,
  decided_by_id INTEGER REFERENCES official(official_id), expires_on TEXT, works_value REAL);
CREATE TABLE fee_item (fee_item_id INTEGER PRIMARY KEY, application_id INTEGER NOT NULL REFERENCES application(application_id), fee_type TEXT NOT NULL, amount REAL NOT NULL,
  charged_on TEXT NOT NULL, paid_on TEXT, waived_on TEXT);
CREATE TABLE inspection (inspection_id INTEGER PRIMARY KEY, application_id INTEGER NOT NULL REFERENCES application(application_id),
  inspector_id INTEGER NOT NULL REFERENCES official(official_id), planned_for TEXT NOT NULL, carried_out_on TEXT, result TEXT, follow_up_of_id INTEGER REFERENCES inspection(inspection_id));
`;

const today = '2026-11-16';
const wards = [['Old Town', 9400], ['Harbour', 6100], ['Mill Hill', 12_800], ['Station Quarter', 8700], ['Westfields', 15_300], ['Fairgreen', 4200]];
/** Post, superior, service from and to. */
const posts = [['Head of office', null, '2009-04-01', null], ['Senior officer', 1, '2013-09-02', null], ['Senior officer', 1, '2016-02-15', null], ['Case officer', 2, '2018-05-07', null],
  ['Case officer', 2, '2020-10-01', null], ['Case officer', 3, '2021-03-15', null], ['Case officer', 3, '2024-06-03', null], ['Case officer', 2, '2015-01-12', '2026-05-31'],
  ['Case officer', 3, '2026-09-01', null], ['Inspector', 2, '2014-08-18', null], ['Inspector', 2, '2019-11-04', null], ['Inspector', 3, '2022-04-25', null],
  ['Inspector', 3, '2012-03-05', '2026-01-31'], ['Archivist', 1, '2017-07-03', null]];
/** Code, label, fee, days within which it is to be decided. */
const kinds = [['BLD', 'Building', 640, 56], ['DEM', 'Demolition', 410, 42], ['EVT', 'Street event', 120, 21], ['SEA', 'Outdoor seating', 185, 28], ['TRE', 'Tree felling', 75, 28],
  ['SCF', 'Scaffolding', 95, 14], ['SGN', 'Shop sign', 140, 28], ['TAX', 'Taxi rank', 220, 42]];
const states = [['RCV', 'Received', 0], ['DOC', 'Documents missing', 0], ['REV', 'Under review', 0], ['GRA', 'Granted', 1], ['REF', 'Refused', 1], ['WDR', 'Withdrawn', 1]];
const streets = [['Abbey Lane', 1], ['Castle Street', 1], ['Quayside', 2], ['Ropewalk', 2], ['Windmill Road', 3], ['Orchard Rise', 3], ['Station Parade', 4], ['Viaduct Street', 4],
  ['Meadow Way', 5], ['Larch Avenue', 5], ['Long Acre', 5], ['Fairgreen Road', 6]];
const firms = `Bluebell Café,Harbour Brewing,Pickering Architects,Oakline Builders,Station Kebab,The Crooked Spoon,Studio Nord,Redwing Scaffolding,Marlin Hotel,Fairgreen Residents,
Tallis Books,Grand Union Theatre,Brook & Daughters,Summit Roofing,Ironbridge Homes,Carnival Society,Lantern Cinema,Greenhand Tree Care`.split(/,\s*/);
const agents = [3, 4, 7, 8, 13, 14, 18];

export function fill(insert) {
  const random = new Random(7404);
  const person = people(random);
  const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
  insert('ward', numbered(wards));
  insert('permit_kind', kinds);
  insert('case_state', states);
  insert('official', numbered(posts.map((post) => [...person(), ...post])));
  const parties = numbered(Array.from({ length: 150 }, (_, index) => party(random, person, index)));
  insert('party', parties);
  const sites = numbered(Array.from({ length: 112 }, () => site(random)));
  insert('site', sites);
  const cases = Array.from({ length: 248 }, () => application(random, sites)).toSorted((a, b) => (a.received < b.received ? -1 : 1));
  insert('application', cases.map((one, index) => [index + 1, `${one.kind}-${one.received.slice(2, 4)}-${String(index + 101)}`, one.kind, one.place, one.who, one.agent, one.state, one.officer,
    one.received, one.decided, one.judge, one.until, one.value]));
  insert('fee_item', numbered(cases.flatMap((one, index) => feesOf(random, one, index + 1)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1))));
  const visits = cases.flatMap((one, index) => visitsOf(random, one, index + 1)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1));
  insert('inspection', numbered(visits.map((row, index) => [...row, earlier(visits, row, index)])));
}

function party(random, person, index) {
  const [first, last] = index < firms.length ? [null, null] : person();
  const address = first === null ? `office@${firms[index].toLowerCase().replaceAll(/[^a-z]/g, '')}.example` : `${first}.${last}@home.example`.toLowerCase();
  return [first, last, firms[index] ?? null, random.chance(0.82) ? address : null, random.chance(0.75) ? `0${random.int(300, 899)} ${random.int(100_000, 999_999)}` : null,
    index < 135 ? random.day('2019-03-01', '2024-12-30') : random.day('2026-01-05', '2026-11-12')];
}

function site(random) {
  const [street, ward] = random.pick(streets);
  return [street, `${random.int(1, 140)}${random.chance(0.12) ? random.pick(['a', 'b']) : ''}`, ward, random.chance(0.9) ? random.int(1, 135) : null, random.int(9, 180) * 10,
    random.chance(ward < 3 ? 0.34 : 0.08)];
}

function application(random, sites) {
  const place = random.pick(sites.slice(0, 96));
  const [kind, , , term] = random.weighted(kinds, [30, 8, 14, 16, 12, 14, 10, 0]);
  const isOwn = place[4] !== null && random.chance(0.55);
  const received = random.chance(0.16) ? random.day('2026-10-05', '2026-11-15') : random.day('2025-01-06', '2026-10-30');
  const officers = posts.flatMap(([post, , from, to], at) => (post === 'Case officer' && from <= received && (to === null || to > plusDays(received, 60)) ? [at + 1] : []));
  let decided = plusDays(received, Math.max(3, Math.round(term * (0.35 + random.next() * 0.9))));
  while (weekday(decided) % 6 === 0) decided = plusDays(decided, 1);
  const isDone = decided < today && !random.chance(0.04);
  const state = isDone ? random.weighted(['GRA', 'REF', 'WDR'], [70, 18, 12]) : received > '2026-11-08' ? 'RCV' : random.weighted(['DOC', 'REV'], [30, 70]);
  const isRuled = state === 'GRA' || state === 'REF';
  const lasts = { BLD: 1095, DEM: 365, EVT: 30, SEA: 365, TRE: 180, SCF: 90, SGN: null }[kind];
  return { kind, place: place[0], who: isOwn ? place[4] : random.int(1, 128), agent: random.chance(['BLD', 'DEM', 'SCF', 'TRE'].includes(kind) ? 0.4 : 0.07) ? random.pick(agents) : null,
    state, officer: state === 'RCV' && random.chance(0.7) ? null : random.pick(officers), received, decided: isRuled ? decided : null,
    judge: isRuled ? random.weighted([1, 2, 3], [12, 48, 40]) : null, until: state === 'GRA' && lasts !== null ? plusDays(decided, lasts) : null,
    value: ['BLD', 'DEM'].includes(kind) ? random.int(8, 620) * 1000 : null };
}

function feesOf(random, { kind, state, received, decided, value }, number) {
  const [, , standard] = kinds.find(([code]) => code === kind);
  const paidAfter = (day) => plusDays(day, random.weighted([1, 9, 24, 51], [34, 36, 20, 10]) + random.int(0, 5));
  const row = (type, amount, day) => {
    const waived = random.chance(0.04) && day < '2026-10-25' ? plusDays(day, random.int(2, 20)) : null;
    const paid = waived === null && paidAfter(day) < today && random.chance(0.94) ? paidAfter(day) : null;
    return [number, type, amount, day, paid !== null && paid <= today ? paid : null, waived];
  };
  return [row('Application', standard, received), ...(state === 'GRA' && value !== null ? [row('Works levy', Math.round(value * 0.004), decided)] : []),
    ...(random.chance(0.2) ? [row('Expedite', 60, received)] : []), ...(state === 'DOC' || random.chance(0.07) ? [row('Reminder', 15, plusDays(received, 10) > today ? today : plusDays(received, 10))] : [])];
}

function visitsOf(random, { kind, state, decided }, number) {
  if (state !== 'GRA' || kind === 'SGN' || random.chance(0.1)) return [];
  const rows = [];
  let day = plusDays(decided, random.int(6, 70));
  for (let turn = 0; turn < 3; turn += 1) {
    while (weekday(day) % 6 === 0) day = plusDays(day, 1);
    if (day > '2026-12-18') break;
    const isMissed = random.chance(0.05);
    const isDone = day < today && !isMissed;
    const able = posts.flatMap(([post, , from, to], at) => (post === 'Inspector' && from <= day && (to === null || to >= day) ? [at + 1] : []));
    const result = isDone ? random.weighted(['Passed', 'Minor defects', 'Failed'], [56, 20, 24]) : null;
    rows.push([number, random.pick(able), day, isDone ? plusDays(day, random.weighted([0, 1, 4], [80, 12, 8])) : null, result]);
    if (rows.at(-1)[3] > today) rows.at(-1)[3] = today;
    if (result !== 'Failed' || random.chance(0.25)) break;
    day = plusDays(day, random.int(12, 35));
  }
  return rows;
}

/** The failed inspection of the same permit that made this one necessary. */
function earlier(visits, [number], index) {
  const at = visits.findLastIndex(([other], place) => place < index && other === number);
  return at === -1 ? null : at + 1;
}
