// A fencing federation; normalised, one table of persons in many roles, clubs twice in a transfer, seasons from September to August.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE region (region_id INTEGER PRIMARY KEY, region_name TEXT NOT NULL UNIQUE);
CREATE TABLE person (person_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, sex TEXT NOT NULL CHECK (sex IN ('F', 'M')), born_on DATE NOT NULL,
  home_region_id INTEGER REFERENCES region(region_id), email TEXT, registered_on DATE NOT NULL);
CREATE TABLE club (club_id INTEGER PRIMARY KEY, club_name TEXT NOT NULL, town TEXT NOT NULL, region_id INTEGER NOT NULL REFERENCES region(region_id), founded_in INTEGER NOT NULL,
  president_id INTEGER REFERENCES person(person_id), treasurer_id INTEGER REFERENCES person(person_id), dissolved_on DATE);
CREATE TABLE licence_type (licence_type_id INTEGER PRIMARY KEY, label TEXT NOT NULL, yearly_fee NUMERIC NOT NULL);
CREATE TABLE licence (licence_id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES person(person_id), club_id INTEGER NOT NULL REFERENCES club(club_id),
  licence_type_id INTEGER NOT NULL REFERENCES licence_type(licence_type_id), valid_from DATE NOT NULL, valid_to DATE NOT NULL,
  issued_by_id INTEGER NOT NULL REFERENCES person(person_id), fee_paid_on DATE, withdrawn_on DATE);
CREATE TABLE tournament (tournament_id INTEGER PRIMARY KEY, title TEXT NOT NULL, weapon TEXT NOT NULL, age_class TEXT NOT NULL, host_club_id INTEGER NOT NULL REFERENCES club(club_id),
  held_on DATE NOT NULL, entry_fee NUMERIC NOT NULL, head_referee_id INTEGER REFERENCES person(person_id), director_id INTEGER REFERENCES person(person_id), called_off INTEGER NOT NULL);
CREATE TABLE tournament_entry (tournament_id INTEGER NOT NULL REFERENCES tournament(tournament_id), athlete_id INTEGER NOT NULL REFERENCES person(person_id),
  club_id INTEGER NOT NULL REFERENCES club(club_id), entered_on DATE NOT NULL, did_not_start INTEGER NOT NULL, final_place INTEGER, points INTEGER,
  PRIMARY KEY (tournament_id, athlete_id));
CREATE TABLE club_transfer (transfer_id INTEGER PRIMARY KEY, athlete_id INTEGER NOT NULL REFERENCES person(person_id), from_club_id INTEGER NOT NULL REFERENCES club(club_id),
  to_club_id INTEGER NOT NULL REFERENCES club(club_id), requested_on DATE NOT NULL, decided_on DATE, decided_by_id INTEGER REFERENCES person(person_id), is_approved INTEGER);
CREATE TABLE sanction (sanction_id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL REFERENCES person(person_id), reported_by_id INTEGER NOT NULL REFERENCES person(person_id),
  tournament_id INTEGER REFERENCES tournament(tournament_id), reason TEXT NOT NULL, imposed_on DATE NOT NULL, suspended_until DATE, fine NUMERIC, fine_paid_on DATE);
`;

const today = '2026-11-16';
const regions = ['Coast', 'Highlands', 'Lowlands', 'Capital', 'Borders'];
/** Name, town, region, founded, dissolved. */
const clubs = [['Corvale Fencing Club', 'Corvale', 4, 1911, null], ['Ridgeway Blades', 'Ridgeway', 2, 1968, null], ['Salle Delacroix', 'Corvale', 4, 1934, null], ['Harbour Swords', 'Saltmouth', 1, 1977, null],
  ['Tidewater Fencers', 'Ebbing', 1, 1992, null], ['Ironbridge Epee', 'Ironbridge', 3, 1959, null], ['Fenwick Foil Society', 'Fenwick', 3, 1986, null], ['Three Valleys', 'Glenmoor', 2, 2003, null],
  ['Redcastle Sabre', 'Redcastle', 5, 1949, null], ['University Fencing Corvale', 'Corvale', 4, 1953, null], ['Marlow Musketeers', 'Marlow Green', 3, 2011, null], ['Northgate Duellists', 'Thornhill', 2, 1998,
    '2025-06-30'],
  ['Lanthorn Guard', 'Lanthorn', 5, 2016, null], ['Seacliff Swords', 'Seacliff', 1, 2021, null], ['En Garde Oakham', 'Oakham', 5, 2023, null], ['Old Mill Fencers', 'Glenmoor', 2, 2025, null]];
const sizes = [30, 22, 18, 24, 10, 17, 12, 8, 16, 20, 11, 7, 9, 5, 4, 0];
const types = [['Senior athlete', 62], ['Youth athlete', 34], ['Coach', 85], ['Referee', 48], ['Recreational', 25]];
const cups = ['Winter Challenge', 'Lighthouse Trophy', 'Spring Open', 'Capital Masters', 'Iron Blade', 'Regatta Foil', 'Golden Mask', 'Borders Invitational', 'Harvest Cup', 'Salle Prize', 'Founders Day',
  'Highland Cross'];
const reasons = ['Unsporting conduct', 'Late withdrawal', 'Faulty equipment', 'Insulting the referee', 'Doping test missed'];
const seasons = [['2024-09-01', '2025-08-31'], ['2025-09-01', '2026-08-31'], ['2026-09-01', '2027-08-31']];

export function fill(insert) {
  const random = new Random(1896);
  const name = people(random);
  insert('region', regions.map((label, index) => [index + 1, label]));
  const persons = Array.from({ length: 236 }, (_, index) => person(random, name(), index + 1));
  const homes = persons.map(([id]) => (id <= 4 ? null : random.weighted(clubs.map((_, index) => index + 1), sizes)));
  insert('person', persons.map((row, index) => [...row.slice(0, 5), homes[index] === null ? null : random.chance(0.8) ? clubs[homes[index] - 1][2] : random.int(1, 5), ...row.slice(5)]));
  insert('club', clubs.map(([title, town, region, founded, gone], index) => {
    const members = persons.filter(([id, , , , born]) => homes[id - 1] === index + 1 && born < '2000-01-01').map(([id]) => id);
    return [index + 1, title, town, region, founded, members[0] ?? 200, index === 15 ? null : [6, 12, 13].includes(index) ? (members[0] ?? 200) : (members[1] ?? null), gone];
  }));
  insert('licence_type', types.map((row, index) => [index + 1, ...row]));
  const licences = seasons.flatMap((season) => persons.flatMap((row) => licencesOf(random, row, homes, season))).map((row, index) => [index + 1, ...row]);
  insert('licence', licences);
  const athletes = persons.filter(([id, , , , born]) => homes[id - 1] !== null && born > '1980' && (id * 7) % 10 < 7);
  const referees = [...new Set(licences.filter((row) => row[3] === 4).map((row) => row[1]))].slice(0, 9);
  const events = [2025, 2026, 2027].flatMap((year) => cups.map((cup, index) => event(random, cup, index, year, referees))).filter(([, , , , day]) => day < '2027-04-20').toSorted((a,
    b) => (a[4] < b[4] ? -1 : 1)).map((row, index) => [index + 1, ...row]);
  insert('tournament', events);
  insert('tournament_entry', events.flatMap((row) => entriesOf(random, row, athletes, homes)));
  insert('club_transfer', Array.from({ length: 66 }, () => transfer(random, athletes, homes)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
  insert('sanction', Array.from({ length: 52 }, () => sanction(random, athletes, referees, events)).toSorted((a, b) => (a[4] < b[4] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
}

function person(random, [first, last], id) {
  const born = id <= 4 ? random.day('1968-01-01', '1990-12-31') : random.chance(0.42) ? random.day('2008-01-01', '2014-06-30') : random.day('1962-01-01', '2005-12-31');
  return [id, first, last, random.chance(0.43) ? 'F' : 'M', born, random.chance(0.75) ? `${first}.${last}@sword.example`.toLowerCase() : null, random.day(born > '2008' ? '2020-09-01' : '2012-09-01', '2026-10-20')];
}

function licencesOf(random, [id, , , , born, , registered], homes, [from, to]) {
  const club = homes[id - 1];
  const lateFrom = registered > from ? registered : from;
  if (club === null || lateFrom > to || random.chance(0.13) || (club === 12 && from > '2025') || (club >= 14 && from < '2025') || (club === 15 && from > '2026' && id % 2 === 0)) return [];
  const isNow = from > '2026';
  const main = born > '2007' ? 2 : (id * 7) % 10 < 7 ? 1 : 5;
  const kinds = [club === 15 && isNow && id % 3 > 0 ? 5 : main, ...(born < '2000' && id % 9 === 3 ? [3] : []), ...(born < '2002' && id % 6 === 1 && !(isNow && id % 31 === 0) ? [4] : [])];
  return kinds.map((kind) => {
    const start = lateFrom === from && random.chance(0.75) ? from : lateFrom > plusDays(from, 60) ? lateFrom : plusDays(from, random.int(0, 60));
    const paid = random.chance(from > '2026' ? 0.82 : 0.97) ? plusDays(start, random.int(0, 24)) : null;
    const isGone = random.chance(0.03) || (isNow && ((kind === 4 && id % 13 === 0) || (club === 15 && kind < 3)));
    return [id, club, kind, start, to, random.weighted([1, 2, 3], [50, 32, 18]), paid > today ? null : paid, isGone && start < '2026-10-01' ? plusDays(start, random.int(10, 45)) : null];
  });
}

function event(random, cup, index, year, referees) {
  const near = plusDays(`${year}-01-10`, index * 29 + random.int(0, 9));
  const day = plusDays(near, 6 - weekday(near));
  const host = random.weighted([1, 2, 3, 4, 6, 7, 9, 10, 11], [20, 12, 8, 16, 12, 6, 10, 9, 5]);
  return [`${cup} ${year}`, ['Foil', 'Epee', 'Sabre', 'Foil', 'Epee'][index % 5], index % 3 === 2 ? 'Youth' : 'Senior', host, day, random.pick([18, 22, 25, 30, 35]),
    random.chance(0.94) ? random.weighted(referees, referees.map((_, place) => 9 - place)) : null, random.int(1, 4), random.chance(0.14)];
}

function entriesOf(random, [id, , , age, , day, , , , off], athletes, homes) {
  const able = athletes.filter((row) => (age === 'Youth') === row[4] > '2007' && row[6] < day && (homes[row[0] - 1] !== 12 || day < '2025-06-30') && (homes[row[0] - 1] !== 15 || day > '2026'));
  const count = day < today ? random.int(15, 27) : day < '2027-01-20' ? random.int(6, 12) : day < '2027-02-20' ? 3 : 0;
  const isOver = day < today && off === false;
  let place = 0;
  return random.sample(able, count).map(([athlete]) => {
    const entered = plusDays(day, -random.int(5, 50));
    const absent = isOver && random.chance(0.07);
    const rank = isOver && !absent ? (place += 1) : null;
    return [id, athlete, homes[athlete - 1], entered > today ? plusDays(today, -random.int(1, 12)) : entered, absent, rank, rank === null ? null : ([34, 27, 22, 19, 16, 13, 11, 10][rank - 1] ?? 5)];
  });
}

function transfer(random, athletes, homes) {
  const [athlete] = random.pick(athletes.slice(0, 60));
  const to = homes[athlete - 1];
  const from = random.pick([1, 2, 3, 4, 6, 9, 10, 12].filter((club) => club !== to));
  const asked = random.day('2024-10-01', '2026-11-12');
  const decided = plusDays(asked, random.int(4, 36));
  return [athlete, from, to, asked, ...(decided < today ? [decided, random.weighted([1, 4], [3, 5]), random.chance(0.8)] : [null, null, null])];
}

function sanction(random, athletes, referees, events) {
  const [id, , , , , day] = random.pick(events.filter((row) => row[5] < '2026-11-10' && row[9] === false));
  const imposed = plusDays(day, random.int(2, 6));
  const until = random.chance(0.45) ? plusDays(imposed, random.pick([60, 120, 240, 400])) : null;
  const fine = until === null || random.chance(0.4) ? random.pick([40, 60, 80, 100, 150, 250]) : null;
  const paid = plusDays(imposed, random.int(5, 60));
  return [random.pick(athletes)[0], random.pick(referees), random.chance(0.9) ? id : null, random.weighted(reasons, [34, 26, 18, 16, 6]), imposed, until, fine,
    fine !== null && paid < today && random.chance(0.75) ? paid : null];
}
