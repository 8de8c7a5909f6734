// A guarding firm; normalised, officers and the clients' people in one table of persons, several keys to officers, money per hour.
import { people } from '../names.mjs';
import { Random, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE human (human_id INTEGER PRIMARY KEY, forename TEXT NOT NULL, surname TEXT NOT NULL, mobile TEXT, mail TEXT);
CREATE TABLE grade (grade_id INTEGER PRIMARY KEY, grade_label TEXT NOT NULL, wage_per_hour NUMERIC(5,2) NOT NULL);
CREATE TABLE officer (officer_id INTEGER PRIMARY KEY, human_id INTEGER NOT NULL REFERENCES human(human_id), badge TEXT NOT NULL UNIQUE,
  grade_id INTEGER NOT NULL REFERENCES grade(grade_id), leader_id INTEGER REFERENCES officer(officer_id), introduced_by_id INTEGER REFERENCES officer(officer_id),
  enlisted DATE NOT NULL, discharged DATE, discharge_ground TEXT, licence_until DATE, first_aider INTEGER NOT NULL);
CREATE TABLE patron (patron_id INTEGER PRIMARY KEY, trading_name TEXT NOT NULL, sector TEXT NOT NULL, liaison_id INTEGER NOT NULL REFERENCES human(human_id),
  billing_contact_id INTEGER REFERENCES human(human_id), signed DATE NOT NULL, terminated DATE);
CREATE TABLE premises (premises_id INTEGER PRIMARY KEY, patron_id INTEGER NOT NULL REFERENCES patron(patron_id), label TEXT NOT NULL, town TEXT NOT NULL,
  charge_per_hour NUMERIC(6,2) NOT NULL, risk_class INTEGER NOT NULL, keys_held INTEGER NOT NULL);
CREATE TABLE duty_state (state_id INTEGER PRIMARY KEY, meaning TEXT NOT NULL);
CREATE TABLE duty (duty_id INTEGER PRIMARY KEY, premises_id INTEGER NOT NULL REFERENCES premises(premises_id), rostered_id INTEGER REFERENCES officer(officer_id),
  stand_in_id INTEGER REFERENCES officer(officer_id), dispatcher_id INTEGER NOT NULL REFERENCES officer(officer_id), begins TIMESTAMP NOT NULL, ends TIMESTAMP NOT NULL,
  clocked_in TIMESTAMP, state_id INTEGER NOT NULL REFERENCES duty_state(state_id));
CREATE TABLE occurrence_kind (kind_id INTEGER PRIMARY KEY, kind_label TEXT NOT NULL);
CREATE TABLE occurrence (occurrence_id INTEGER PRIMARY KEY, premises_id INTEGER NOT NULL REFERENCES premises(premises_id),
  kind_id INTEGER NOT NULL REFERENCES occurrence_kind(kind_id), reporter_id INTEGER NOT NULL REFERENCES officer(officer_id),
  reviewer_id INTEGER REFERENCES officer(officer_id), happened_at TIMESTAMP NOT NULL, police_reference TEXT, damage NUMERIC(9,2), closed_on DATE);
`;

const grades = [['Guard', 14.2], ['Senior guard', 16.1], ['Dog handler', 18.4], ['Team leader', 20.5], ['Dispatcher', 17], ['Operations manager', 27.8]];
/** Grade, leader, introduced by, day of joining, day of leaving, why. */
const posts = [
  [6, null, null, '2012-05-07', null, null], [4, 1, null, '2014-09-01', null, null], [4, 1, 2, '2016-03-14', null, null], [4, 1, null, '2019-06-03', null, null],
  [5, 1, null, '2017-02-20', null, null], [5, 1, 5, '2020-10-12', null, null], [2, 2, null, '2015-04-13', null, null], [2, 3, 7, '2018-08-27', null, null],
  [3, 2, null, '2017-11-06', null, null], [3, 3, null, '2021-05-10', null, null], [1, 2, 7, '2019-01-21', null, null], [1, 2, 7, '2020-02-03', null, null],
  [1, 3, null, '2021-09-13', null, null], [1, 4, 8, '2022-03-28', '2026-06-30', 'Resigned'], [1, 4, null, '2022-11-07', null, null],
  [1, 4, 15, '2023-05-22', null, null],
  [1, 2, null, '2023-10-16', '2026-10-09', 'Dismissed'], [1, 3, 7, '2024-04-08', null, null], [1, 4, null, '2024-08-19', null, null],
  [2, 4, null, '2018-01-15', '2025-12-31', 'Retired'],
  [1, 3, null, '2025-03-03', null, null], [1, 3, 11, '2025-07-14', null, null], [1, 4, 15, '2025-11-10', '2026-08-21', 'Resigned'], [1, 2, null, '2026-04-13', null, null],
  [3, 4, 9, '2026-06-01', null, null], [1, 3, null, '2026-09-07', null, null], [1, 4, 11, '2026-10-26', null, null],
];
/** Name, sector, and of each of its places: name, town, charge, risk. */
const patrons = [
  ['Harbour Freight Terminal', 'Logistics', [['Gate 1', 'Selwick', 31, 4], ['Container yard', 'Selwick', 33.5, 5]]],
  ['Larkspur Malls', 'Retail', [['Larkspur Centre', 'Selwick', 27, 3], ['Northgate Arcade', 'Brayford', 26, 3],
    ['Quayside Outlet', 'Port Mere', 26.5, 2]]],
  ['Dunmore Distillery', 'Industry', [['Cask warehouse', 'Brayford', 29, 4]]],
  ['St Brannoc Hospital', 'Health', [['Emergency entrance', 'Brayford', 30, 5], ['Staff car park', 'Brayford', 25, 2]]],
  ['Vellum Library Trust', 'Culture', [['Central Library', 'Selwick', 24.5, 1]]],
  ['Castellan Bank', 'Finance', [['Head office', 'Selwick', 36, 3], ['Cash centre', 'Tolmouth', 39, 5]]],
  ['Ferris Jewellers', 'Retail', [['Ferris High Street', 'Selwick', 34, 5]]],
  ['Mere Valley College', 'Education', [['Main campus', 'Port Mere', 24, 2], ['Boat hall', 'Port Mere', 24, 1]]],
  ['Oakhurst Developments', 'Building', [['Tower site', 'Selwick', 28, 4], ['Mill conversion', 'Tolmouth', 28, 3]]],
  ['Kestrel Data', 'Industry', [['Server hall', 'Brayford', 37.5, 4]]],
  ['Tolmouth Town Council', 'Public', [['Town hall', 'Tolmouth', 25.5, 2], ['Recycling depot', 'Tolmouth', 23, 1]]],
  ['Silverline Hotels', 'Hospitality', [['Grand Hotel', 'Port Mere', 27.5, 2]]],
  ['Pinnacle Events', 'Hospitality', [['Showground', 'Brayford', 32, 4]]],
  ['Ashdown Embassy Residences', 'Public', [['Ashdown Villa', 'Selwick', 42, 5]]],
  ['Redcap Solar', 'Industry', [['Panel park', 'Tolmouth', 22.5, 2]]], ['Bluebell Care Homes', 'Health', [['Bluebell Lodge', 'Port Mere', 23.5, 1]]],
];
const left = { 7: '2026-09-30', 14: '2026-07-31', 3: null };
const kinds = ['Break-in', 'Theft', 'Trespasser', 'Fire alarm', 'Vandalism', 'Medical emergency', 'Assault'];
const now = '2026-11-16 12:00';

export function fill(insert) {
  const random = new Random(8101);
  const person = people(random);
  const humans = [];
  const add = (mailed) => {
    const [first, last] = person();
    const mail = random.chance(mailed) ? `${first}.${last}@mail.example`.toLowerCase() : null;
    humans.push([humans.length + 1, first, last, random.chance(0.92) ? `07${random.int(100, 999)} ${random.int(100_000, 999_999)}` : null, mail]);
    return humans.length;
  };
  const officers = posts.map(([grade, leader, by, from, to, why], index) => [index + 1, add(0.6), `SG-${204 + index * 7}`, grade, leader, by, from, to, why,
    grade > 4 ? null : to === null ? random.day(random.chance(0.22) ? '2026-09-20' : '2027-01-10', index % 5 === 1 ? '2027-01-20' : '2029-06-30') : plusDays(to, 200),
    random.chance(0.45)]);
  officers[10][9] = '2026-10-31';
  officers[18][9] = '2026-12-05';
  const clients = patrons.map(([name, sector], index) => {
    const liaison = add(0.95);
    const billing = index % 4 === 2 ? liaison : index % 7 === 4 ? null : add(1);
    return [index + 1, name, sector, liaison, billing, random.day('2016-02-01', index > 11 ? '2026-08-31' : '2024-11-30'), left[index] ?? null];
  });
  insert('human', humans);
  insert('grade', grades.map((row, index) => [index + 1, ...row]));
  insert('officer', officers);
  insert('patron', clients);
  const places = patrons.flatMap(([, , list], index) => list.map((place) => [index + 1, ...place])).map((row, index) => [index + 1, ...row, random.chance(0.5)]);
  insert('premises', places);
  insert('duty_state', ['Planned', 'Worked', 'No-show', 'Called off by client'].map((meaning, index) => [index + 1, meaning]));
  const duties = places.flatMap((place) => dutiesOf(random, place, clients[place[1] - 1])).toSorted((a, b) => (a[4] < b[4] ? -1 : 1));
  insert('duty', duties.map((row, index) => [60_001 + index, ...row]));
  insert('occurrence_kind', kinds.map((kind, index) => [index + 1, kind]));
  const events = Array.from({ length: 168 }, () => occurrence(random, places, clients)).toSorted((a, b) => (a[4] < b[4] ? -1 : 1));
  insert('occurrence', events.map((row, index) => [index + 1, ...row]));
}

function later(day, minutes) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + minutes * 60_000).toISOString().slice(0, 16).replace('T', ' ');
}

function working(day, grade) {
  return posts.flatMap(([one, , , from, to], index) => (grade(one) && from <= day && (to === null || to >= day) ? [index + 1] : []));
}

/** From August to the end of November, the riskier the more often; nobody is sent to the boat hall. */
function dutiesOf(random, [id, , label, , , risk], [, , , , , signed, ended]) {
  if (label === 'Boat hall') return [];
  const found = [];
  for (let day = '2026-08-03'; day <= '2026-11-29'; day = plusDays(day, 1)) {
    if (day >= signed && (ended === null || day <= ended) && random.chance(0.12 + risk * 0.055 + (weekday(day) === 6 ? 0.1 : 0))) found.push(duty(random, id, day));
  }
  return found;
}

function duty(random, place, day) {
  const able = working(day, (grade) => grade < 4);
  const who = random.weighted(able, able.map((one) => (one % 4 === place % 4 ? 5 : 1)));
  const start = random.pick([360, 840, 1080, 1320]);
  const [begins, ends] = [later(day, start), later(day, start + (start === 1080 ? 720 : 480))];
  const sender = random.weighted([5, 6], [3, 2]);
  if (begins > now) return [place, random.chance(day > '2026-11-19' ? 0.16 : 0) ? null : who, null, sender, begins, ends, null, random.chance(0.05) ? 4 : 1];
  const state = random.weighted([2, 3, 4], [90, 4, 6]);
  if (state !== 2) return [place, who, null, sender, begins, ends, null, state];
  const other = random.chance(0.09) ? random.pick(able.filter((one) => one !== who)) : null;
  return [place, who, other, sender, begins, ends, later(day, start + random.weighted([-9, -3, 6, 21, 40], [30, 38, 18, 9, 5]) + random.int(-2, 2)), 2];
}

function occurrence(random, places, clients) {
  const [place, client, label, , , risk] = random.weighted(places, places.map((row) => row[5] * row[5] + 1));
  const [, , , , , signed, ended] = clients[client - 1];
  const from = signed > '2025-06-02' ? signed : '2025-06-02';
  const day = random.day(from, ended ?? '2026-11-15');
  const kind = random.weighted([1, 2, 3, 4, 5, 6, 7], label.includes('entrance') ? [0, 3, 2, 2, 3, 5, 9] : [risk * 2, 8, 12, 7, 6, 4, risk]);
  const closed = plusDays(day, random.weighted([1, 4, 12, 30], [30, 34, 24, 12]) + random.int(0, 4));
  const isClosed = closed <= '2026-11-15' && random.chance(0.94);
  const damage = [1, 2, 5].includes(kind) && random.chance(0.85) ? random.int(4, 260) * 25 : null;
  const isPolice = random.chance([0.9, 0.6, 0.25, 0.05, 0.35, 0.05, 0.8][kind - 1]);
  return [place, kind, random.pick(working(day, (grade) => grade < 4)), isClosed ? random.pick([1, 2, 3, 4, 2, 3]) : null,
    `${day} ${twoDigits(random.weighted([1, 4, 10, 16, 21, 23], [5, 3, 2, 3, 5, 5]))}:${twoDigits(random.int(0, 59))}`,
    isPolice ? `PR${random.int(20_000, 98_999)}` : null, damage, isClosed ? closed : null];
}
