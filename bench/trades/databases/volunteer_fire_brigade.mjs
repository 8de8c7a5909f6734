// The volunteer fire brigade of a valley with four stations; normalised, code tables, several keys to one person, moments with seconds.
import { people } from '../names.mjs';
import { Random, plusDays, twoDigits } from '../random.mjs';

export const schema = `
CREATE TABLE grade (grade_code TEXT PRIMARY KEY, designation TEXT NOT NULL, seniority INTEGER NOT NULL);
CREATE TABLE incident_kind (kind_code TEXT PRIMARY KEY, label TEXT NOT NULL, is_chargeable INTEGER NOT NULL);
CREATE TABLE course (course_code TEXT PRIMARY KEY, label TEXT NOT NULL, valid_for_months INTEGER);
CREATE TABLE firefighter (firefighter_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, born_on TEXT NOT NULL,
  grade_code TEXT NOT NULL REFERENCES grade(grade_code), station_id INTEGER NOT NULL REFERENCES station(station_id), mobile TEXT, occupation TEXT,
  enrolled_on TEXT NOT NULL, discharged_on TEXT, recruited_by_id INTEGER REFERENCES firefighter(firefighter_id));
CREATE TABLE station (station_id INTEGER PRIMARY KEY, village TEXT NOT NULL, founded_year INTEGER NOT NULL, captain_id INTEGER REFERENCES firefighter(firefighter_id),
  deputy_id INTEGER REFERENCES firefighter(firefighter_id), key_holder_id INTEGER REFERENCES firefighter(firefighter_id));
CREATE TABLE engine (engine_id INTEGER PRIMARY KEY, call_sign TEXT NOT NULL, model TEXT NOT NULL, station_id INTEGER NOT NULL REFERENCES station(station_id),
  water_litres INTEGER, in_service_from TEXT NOT NULL, withdrawn_on TEXT, next_inspection_on TEXT);
CREATE TABLE callout (callout_id INTEGER PRIMARY KEY, kind_code TEXT NOT NULL REFERENCES incident_kind(kind_code), village TEXT NOT NULL, alarmed_at TEXT NOT NULL,
  arrived_at TEXT, finished_at TEXT, commander_id INTEGER REFERENCES firefighter(firefighter_id), report_author_id INTEGER REFERENCES firefighter(firefighter_id),
  report_filed_on TEXT, people_rescued INTEGER NOT NULL, charge REAL, charge_settled_on TEXT);
CREATE TABLE turnout (callout_id INTEGER NOT NULL REFERENCES callout(callout_id), firefighter_id INTEGER NOT NULL REFERENCES firefighter(firefighter_id),
  engine_id INTEGER REFERENCES engine(engine_id), was_driver INTEGER NOT NULL, breathing_apparatus INTEGER NOT NULL, PRIMARY KEY (callout_id, firefighter_id));
CREATE TABLE training_record (record_id INTEGER PRIMARY KEY, firefighter_id INTEGER NOT NULL REFERENCES firefighter(firefighter_id),
  course_code TEXT NOT NULL REFERENCES course(course_code), held_on TEXT NOT NULL, instructor_id INTEGER REFERENCES firefighter(firefighter_id), result TEXT, valid_until TEXT);
`;

const grades = [['FM', 'Firefighter', 1], ['SF', 'Senior firefighter', 2], ['LF', 'Leading firefighter', 3], ['SO', 'Station officer', 4], ['CH', 'Brigade chief', 5]];
const kinds = [['BLD', 'Building fire', 0], ['WLD', 'Grass or forest fire', 0], ['RTA', 'Road accident', 0], ['OIL', 'Oil spill', 1], ['FAL', 'False alarm of a detector', 1], ['FLD', 'Flooding', 0],
  ['ANM', 'Animal rescue', 1], ['AMB', 'Help for the ambulance', 0]];
const courses = [['BA', 'Breathing apparatus', 36], ['FA', 'First aid', 24], ['HGV', 'Heavy vehicle driver', 60], ['RAD', 'Radio operator', null], ['CMD', 'Incident command', null], ['CHS', 'Chainsaw', 48]];
const villages = ['Oberwald', 'Talheim', 'Steinbach', 'Lindau Bridge'];
const engines = [['Oberwald 1', 'Pumper 2000', 1, 2000, '2019-05-11', null, '2027-03-15'], ['Oberwald 2', 'Ladder 23', 1, null, '2008-09-20', null, '2026-11-30'], ['Oberwald 3', 'Crew van', 1, null,
  '2015-04-04', null, '2026-10-31'],
  ['Talheim 1', 'Pumper 1600', 2, 1600, '2012-06-16', null, '2027-01-18'], ['Talheim 2', 'Tanker 5000', 2, 5000, '2022-10-01', null, '2027-08-02'], ['Steinbach 1', 'Pumper 1200', 3, 1200, '1999-07-10',
    '2025-06-30', null],
  ['Steinbach 2', 'Pumper 2000', 3, 2000, '2025-06-14', null, '2027-06-14'], ['Lindau 1', 'Light pumper', 4, 800, '2006-03-25', null, '2026-12-07'], ['Lindau 2', 'Rescue boat', 4, null, '2017-08-19', null, '2027-04-26'],
  ['Oberwald 9', 'Command car', 1, null, '2003-05-03', '2024-02-29', null]];
const occupations = ['Carpenter', 'Farmer', 'Teacher', 'Electrician', 'Nurse', 'Baker', 'Gardener', 'Clerk', 'Mechanic', 'Engineer', 'Postman'];
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(6444);
  const person = people(random);
  insert('grade', grades);
  insert('incident_kind', kinds);
  insert('course', courses);
  const crew = numbered(Array.from({ length: 84 }, (_, index) => firefighter(random, person, index)));
  for (const row of crew.filter(([id, , , , , , , , , , by]) => by !== null && id <= by)) row[10] = null;
  insert('firefighter', crew);
  insert('station', numbered([['Oberwald', 1884, 2, 3, 9], ['Talheim', 1902, 4, 7, 12], ['Steinbach', 1921, 6, 7, 7], ['Lindau Bridge', 1968, 8, null, 16]].map(([village, year, ...posts]) =>
    [village, year, ...posts.map((post) => (post === null ? null : mansStation(crew, villages.indexOf(village) + 1, post)))])));
  insert('engine', numbered(engines));
  const callouts = Array.from({ length: 210 }, () => callout(random, crew)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1)).map((row, index) => [2_001 + index, ...row]);
  insert('callout', callouts);
  insert('turnout', callouts.flatMap((row) => turnout(random, row, crew)));
  insert('training_record', numbered(crew.slice(0, 81).flatMap((row) => training(random, row, crew)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1))));
}

/** The next one of a station from a place in the roll on who is of a higher grade and still there. */
function mansStation(crew, station, from) {
  return crew.filter(([, , , , grade, where, , , , gone]) => where === station && gone === null && grade !== 'FM' && grade !== 'CH')[from % 5][0];
}

function firefighter(random, person, index) {
  const enrolled = random.day(index < 30 ? '1994-02-01' : '2010-01-10', index < 30 ? '2012-12-31' : '2026-10-20');
  const grade = index === 0 ? 'CH' : enrolled > '2020-01-01' ? 'FM' : random.weighted(['FM', 'SF', 'LF', 'SO'], [30, 36, 24, 10]);
  const born = plusDays(enrolled, -random.int(16 * 366, 34 * 365));
  const gone = index > 6 && enrolled < '2024-06-01' && random.chance(0.2) ? random.day('2024-07-01', '2026-10-31') : null;
  return [...person(), born, grade, index === 0 ? 1 : random.weighted([1, 2, 3, 4], [36, 27, 20, 17]), random.chance(0.9) ? `06${random.int(10_000_000, 99_999_999)}` : null,
    random.chance(0.88) ? random.pick(occupations) : null, enrolled, gone, index > 12 && random.chance(0.45) ? random.weighted([2, 5, 6, 9, 12, random.int(1, 30)], [9, 6, 4, 3, 2, 22]) : null];
}

function there(crew, day) {
  return crew.filter(([, , , , , , , , enrolled, gone]) => enrolled <= day && (gone === null || gone > day));
}

/** A moment some minutes after another, with seconds. */
function later(moment, minutes, seconds) {
  return new Date(Date.parse(`${moment.replace(' ', 'T')}Z`) + (minutes * 60 + seconds) * 1_000).toISOString().slice(0, 19).replace('T', ' ');
}

function callout(random, crew) {
  const kind = random.weighted(kinds.map(([code]) => code), [11, 9, 22, 11, 24, 6, 10, 15]);
  const day = random.day(random.chance(0.6) ? '2026-01-02' : '2025-01-04', '2026-11-15');
  const alarmed = `${day} ${random.time(0, 24, 1)}:${twoDigits(random.int(0, 59))}`;
  const village = random.weighted([...villages, 'Auenhof', 'Motorway'], [34, 22, 14, 12, 8, 10]);
  const isStoodDown = random.chance(kind === 'FAL' ? 0.12 : 0.03);
  const arrived = isStoodDown ? null : later(alarmed, random.int(5, 16), random.int(0, 59));
  const minutes = { BLD: 190, WLD: 240, FLD: 160, RTA: 80, FAL: 25, OIL: 65 }[kind] ?? 45;
  const officers = there(crew, day).filter(([, , , , grade]) => ['SO', 'LF', 'CH'].includes(grade));
  const [commander] = random.weighted(officers, officers.map(([, , , , grade]) => ({ SO: 4, CH: 5 })[grade] ?? 2));
  const filed = plusDays(day, random.weighted([1, 3, 7, 15], [40, 30, 20, 10]));
  const isFiled = filed < today && random.chance(0.95);
  const author = random.chance(0.6) ? commander : random.pick(officers)[0];
  const isCharged = ['OIL', 'FAL', 'ANM'].includes(kind) && arrived !== null && isFiled && random.chance(0.85);
  const settled = plusDays(day, random.int(20, 110));
  return [kind, village, alarmed, arrived, later(arrived ?? alarmed, Math.round(minutes * (0.5 + random.next())), 0), commander, isFiled ? author : null, isFiled ? filed : null,
    ['RTA', 'BLD', 'FLD', 'AMB'].includes(kind) && random.chance(0.3) ? random.int(1, 3) : 0, isCharged ? { OIL: 480, FAL: 350, ANM: 120 }[kind] + random.int(0, 6) * 20 : null,
    isCharged && settled < today && random.chance(0.85) ? settled : null];
}

function turnout(random, [id, kind, , alarmed, , , commander], crew) {
  const day = alarmed.slice(0, 10);
  const lead = crew[commander - 1];
  const able = there(crew, day).filter(([one]) => one !== commander && one % 17 !== 11 && one < 80);
  const count = random.int(2, 3) + ({ BLD: 4, WLD: 3, FLD: 2 }[kind] ?? random.int(0, 2));
  const home = able.filter(([, , , , , station]) => station === lead[5]);
  const others = [...random.sample(home, Math.min(home.length, count - 1)), ...random.sample(able.filter((row) => row[5] !== lead[5]), kind === 'BLD' || kind === 'WLD' ? 2 : random.int(0, 1))];
  const driver = new Set();
  return [lead, ...others].map((row, place) => {
    const own = engines.flatMap(([, , station, , from, to], index) => (station === row[5] && from <= day && (to === null || to > day) ? [index + 1] : []));
    const engine = own.length === 0 || random.chance(0.06) ? null : random.weighted(own, own.map((_, index) => 5 - index * 2 + 1));
    const drives = place > 0 && engine !== null && !driver.has(engine);
    if (drives) driver.add(engine);
    return [id, row[0], engine, drives, kind === 'BLD' && random.chance(0.45)];
  });
}

/** Some are booked on a course that is still to come: they have no result yet. */
function training(random, [id, , , , , , , , enrolled, gone], crew) {
  const start = enrolled > '2021-01-01' ? plusDays(enrolled, 20) : '2021-01-01';
  const taken = random.sample(courses, random.weighted([0, 1, 2, 3, 4], [8, 26, 32, 22, 12])).filter(([code]) => code !== 'CMD' || enrolled < '2018-01-01');
  return taken.flatMap(([code, , months]) => {
    const day = enrolled > '2026-06-01' || (gone === null && random.chance(0.12)) ? random.day('2026-11-21', '2027-03-20') : random.day(start, gone ?? '2026-11-08');
    if (day < start || id === 53) return [];
    const isPassed = random.chance(0.9);
    const teacher = random.chance(0.85) ? random.weighted(there(crew, '2021-01-01').slice(0, 8), [9, 1, 6, 4, 3, 3, 2, 2])[0] : null;
    const isAhead = day > today;
    const until = months === null || isAhead || !isPassed ? null : `${Number(day.slice(0, 4)) + Math.floor(months / 12)}${day.slice(4)}`.replace('-02-29', '-02-28');
    return [[id, code, day, teacher === id ? null : teacher, isAhead ? null : isPassed ? 'passed' : 'failed', until]];
  });
}
