// A mediation centre: disputes, who takes part in them and in what capacity, meetings, fee notes; normalised, all people in one table, money in cents.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE person (person_id INTEGER PRIMARY KEY, given_names TEXT NOT NULL, family_name TEXT NOT NULL, phone TEXT, email TEXT, municipality TEXT NOT NULL,
  anonymised_on DATE);
CREATE TABLE mediator (mediator_id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL UNIQUE REFERENCES person(person_id), is_solicitor INTEGER NOT NULL,
  on_panel_from DATE NOT NULL, on_panel_until DATE, supervised_by_id INTEGER REFERENCES mediator(mediator_id), fee_per_hour_cents INTEGER NOT NULL);
CREATE TABLE subject_area (area_id INTEGER PRIMARY KEY, label TEXT NOT NULL, parent_area_id INTEGER REFERENCES subject_area(area_id));
CREATE TABLE referral_channel (channel_id INTEGER PRIMARY KEY, label TEXT NOT NULL);
CREATE TABLE stage (stage_code CHAR(3) PRIMARY KEY, label TEXT NOT NULL, is_final INTEGER NOT NULL);
CREATE TABLE dispute (dispute_id INTEGER PRIMARY KEY, file_no TEXT NOT NULL UNIQUE, area_id INTEGER NOT NULL REFERENCES subject_area(area_id),
  channel_id INTEGER REFERENCES referral_channel(channel_id), stage_code CHAR(3) NOT NULL REFERENCES stage(stage_code), opened_on DATE NOT NULL, closed_on DATE,
  intake_mediator_id INTEGER NOT NULL REFERENCES mediator(mediator_id), lead_mediator_id INTEGER REFERENCES mediator(mediator_id),
  co_mediator_id INTEGER REFERENCES mediator(mediator_id), sum_at_stake_cents INTEGER);
CREATE TABLE participation (dispute_id INTEGER NOT NULL REFERENCES dispute(dispute_id), person_id INTEGER NOT NULL REFERENCES person(person_id),
  capacity TEXT NOT NULL, lawyer_id INTEGER REFERENCES person(person_id), agreed_to_mediate_on DATE, PRIMARY KEY (dispute_id, person_id));
CREATE TABLE meeting (meeting_id INTEGER PRIMARY KEY, dispute_id INTEGER NOT NULL REFERENCES dispute(dispute_id), planned_for TIMESTAMP NOT NULL,
  venue TEXT NOT NULL, chaired_by_id INTEGER NOT NULL REFERENCES mediator(mediator_id), interpreter_id INTEGER REFERENCES person(person_id),
  minutes_held INTEGER, called_off_on DATE);
CREATE TABLE fee_note (fee_note_id INTEGER PRIMARY KEY, dispute_id INTEGER NOT NULL REFERENCES dispute(dispute_id), payer_id INTEGER NOT NULL REFERENCES person(person_id),
  issued_on DATE NOT NULL, due_on DATE NOT NULL, amount_cents INTEGER NOT NULL, settled_on DATE, waived_on DATE);
`;

const today = '2026-11-16';
/** Label and broader area. */
const areas = [['Family', null], ['Separation', 1], ['Contact with children', 1], ['Inheritance', 1], ['Neighbours', null], ['Noise', 5], ['Boundaries', 5], ['Work', null],
  ['Dismissal', 8], ['Workplace conflict', 8], ['Commercial', null], ['Building defects', 11], ['Partnership', 11]];
const weights = [0, 22, 15, 9, 0, 14, 9, 0, 8, 10, 0, 12, 7];
const channels = ['County court', 'Solicitor', 'Own initiative', 'Housing association', 'Employer', 'Police'];
const stages = [['INT', 'Intake', 0], ['MED', 'In mediation', 0], ['AGR', 'Full agreement', 1], ['PAR', 'Partial agreement', 1], ['NOA', 'No agreement', 1], ['WDR', 'Withdrawn', 1]];
/** Solicitor, from, until, supervisor, cents an hour. */
const panel = [[1, '2012-02-01', null, null, 16_500], [0, '2014-09-15', null, 1, 13_000], [0, '2016-05-02', null, 1, 13_000], [1, '2018-01-08', null, 1, 15_000],
  [0, '2019-10-01', null, 2, 11_500], [0, '2021-03-15', '2026-03-31', 2, 11_500], [1, '2022-06-01', null, 4, 14_000], [0, '2023-09-04', null, 3, 10_500],
  [0, '2025-01-13', null, 3, 9500], [0, '2026-09-01', null, 5, 9000]];
const venues = ['Blue room', 'Garden room', 'Library', 'Online'];
const towns = ['Ashworth', 'Penley', 'Culver', 'Eastmere', 'Hollin'];

export function fill(insert) {
  const random = new Random(8317);
  const person = people(random);
  const crowd = Array.from({ length: 330 }, (_, index) => citizen(random, person(), index + 1));
  const panelists = panel.map((row, index) => [index + 1, index + 1, ...row]);
  const disputes = Array.from({ length: 164 }, () => dispute(random)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1)).map((row, index) => [index + 1, fileNumber(row[3], index), ...row]);
  const parts = disputes.flatMap((row) => partsOf(random, row));
  for (const row of crowd) row[6] = row[0] > 40 && parts.every(([id, who]) => who !== row[0] || disputes[id - 1][5] < '2025-01-01') && random.chance(0.5) ? random.day('2026-01-12', '2026-10-30') : null;
  insert('person', crowd);
  insert('mediator', panelists);
  insert('subject_area', areas.map((row, index) => [index + 1, ...row]));
  insert('referral_channel', channels.map((label, index) => [index + 1, label]));
  insert('stage', stages);
  insert('dispute', disputes);
  insert('participation', parts);
  const meetings = disputes.flatMap((row) => meetingsOf(random, row)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1)).map((row, index) => [index + 1, ...row]);
  insert('meeting', meetings);
  insert('fee_note', disputes.flatMap((row) => notesOf(random, row, parts, meetings)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1)).map((row, index) => [4001 + index, ...row]));
}

/** The first ten are mediators, then come 18 lawyers and 5 interpreters. */
function citizen(random, [given, family], id) {
  return [id, given, family, random.chance(0.84) ? `0${random.int(31, 79)} ${random.int(100_000, 999_999)}` : null,
    random.chance(0.78) ? `${given}.${family}@inbox.example`.toLowerCase() : null, random.weighted(towns, [36, 25, 18, 13, 8]), null];
}

function fileNumber(opened, index) {
  return `M${opened.slice(2, 4)}/${String(index + 101).padStart(4, '0')}`;
}

function onPanel(day) {
  return panel.flatMap(([, from, until], index) => (from <= day && (until === null || until > plusDays(day, 60)) ? [index + 1] : []));
}

function dispute(random) {
  const opened = random.chance(0.08) ? random.day('2026-10-20', '2026-11-13') : random.day('2024-01-08', '2026-11-02');
  const area = random.weighted(areas.map((_, index) => index + 1), weights);
  const channel = random.chance(0.05) ? null : random.weighted([1, 2, 3, 4, 5, 6], area <= 4 ? [34, 30, 34, 0, 0, 2] : area <= 7 ? [8, 6, 30, 40, 0, 16] : area <= 10 ? [10, 22, 14, 0, 54, 0] : [34, 46, 20, 0, 0, 0]);
  const closed = plusDays(opened, random.weighted([24, 55, 95, 160, 260], [18, 28, 28, 18, 8]) + random.int(-12, 20));
  const isOpen = closed >= '2026-11-14';
  const stage = isOpen ? (opened > '2026-10-12' && random.chance(0.75) ? 'INT' : 'MED') : random.weighted(['AGR', 'PAR', 'NOA', 'WDR'], [48, 14, 22, 16]);
  const [lead, helper, intake] = random.shuffled(onPanel(opened));
  const stake = area <= 3 || (area > 4 && area <= 7) || random.chance(0.1) ? null : random.int(12, 900) * 25_000;
  return [area, channel, stage, opened, isOpen ? null : closed, random.chance(0.7) ? random.weighted([2, 3], [60, 40]) : intake,
    stage === 'INT' ? null : lead, stage !== 'INT' && random.chance(0.36) ? helper : null, stake];
}

/** One who asks and one or two who answer; now and then a child's guardian or an expert sits in. */
function partsOf(random, [id, , area, , stage, opened]) {
  const crowd = random.sample(Array.from({ length: 292 }, (_, index) => index + 34), 4);
  const roles = ['applicant', 'respondent', ...(random.chance(0.2) ? ['respondent'] : []), ...(random.chance(0.12) ? [area <= 4 ? 'guardian' : 'expert'] : [])];
  const lawyers = random.sample(Array.from({ length: 18 }, (_, index) => index + 11), 4);
  return roles.map((role, index) => {
    const isReady = role !== 'respondent' || (stage === 'INT' ? random.chance(0.4) : stage !== 'WDR' || random.chance(0.3));
    return [id, crowd[index], role, index < 3 && random.chance(role === 'applicant' ? 0.4 : 0.3) ? lawyers[index] : null, isReady ? plusDays(opened, role === 'applicant' ? 0 : random.int(1, 11)) : null];
  });
}

function meetingsOf(random, [id, , area, , stage, opened, closed, , lead, helper]) {
  if (stage === 'INT' || (stage === 'WDR' && random.chance(0.6))) return [];
  const count = stage === 'WDR' ? 1 : random.weighted([1, 2, 3, 4, 6], [14, 30, 28, 18, 10]);
  const speaker = random.chance(area <= 7 ? 0.14 : 0.05) ? random.weighted([29, 30, 31, 32], [40, 26, 20, 14]) : null;
  return Array.from({ length: count }, (_, index) => {
    const planned = plusDays(opened, 14 + index * random.int(9, 24));
    const day = closed !== null && planned > closed ? closed : planned > '2026-12-18' ? '2026-12-11' : planned;
    const workday = plusDays(day, weekday(day) === 0 ? -2 : weekday(day) === 6 ? -1 : 0);
    const isOff = random.chance(0.11);
    const isPast = workday < today;
    return [id, `${workday} ${random.pick(['09:30', '11:00', '13:30', '15:00', '17:30'])}`, random.weighted(venues, [34, 26, 16, 24]),
      helper !== null && random.chance(0.25) ? helper : lead, speaker, isPast && !isOff ? random.int(5, 15) * 12 : null,
      isOff ? plusDays(workday < today ? workday : '2026-11-14', -random.int(0, 5)) : null];
  });
}

function notesOf(random, [id, , , , , , closed], parts, meetings) {
  const held = meetings.filter(([, where, , , , , minutes]) => where === id && minutes !== null);
  const payers = parts.filter(([where, , role]) => where === id && (role === 'applicant' || role === 'respondent')).slice(0, 2);
  if (held.length === 0 || (closed === null && held.length < 2)) return [];
  const hours = held.reduce((sum, [, , , , , , minutes]) => sum + minutes, 0) / 60;
  const issued = closed ?? held.at(-1)[2].slice(0, 10);
  return payers.map(([, who]) => {
    const sent = plusDays(issued, random.int(0, 2));
    const paid = plusDays(sent, random.weighted([8, 19, 29, 48, 95], [22, 34, 22, 14, 8]) + random.int(-4, 5));
    const isWaived = random.chance(0.06);
    return [id, who, sent > '2026-11-15' ? '2026-11-15' : sent, plusDays(sent, 30), Math.round((hours * 14_500) / payers.length / 100) * 100,
      isWaived || paid >= today || random.chance(0.07) ? null : paid, isWaived ? plusDays(issued, random.int(2, 9)) : null];
  });
}
