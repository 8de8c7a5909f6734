// A symphony orchestra; normalised, players, composers, conductors and soloists are all persons, players' calls stand in one table with a code for what came of them.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE person (person_id INTEGER PRIMARY KEY, forename TEXT NOT NULL, surname TEXT NOT NULL, country TEXT, born INTEGER, died INTEGER, telephone TEXT);
CREATE TABLE section (section_id INTEGER PRIMARY KEY, section_name TEXT NOT NULL, family TEXT NOT NULL, leader_id INTEGER REFERENCES player(player_id),
  deputy_leader_id INTEGER REFERENCES player(player_id));
CREATE TABLE player (player_id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL UNIQUE REFERENCES person(person_id), section_id INTEGER NOT NULL REFERENCES section(section_id),
  employment TEXT NOT NULL CHECK (employment IN ('permanent', 'trial', 'academy', 'freelance')), mentor_id INTEGER REFERENCES player(player_id), monthly_salary NUMERIC(7,2),
  service_fee NUMERIC(6,2), joined_on DATE NOT NULL, left_on DATE);
CREATE TABLE hall (hall_id INTEGER PRIMARY KEY, hall_name TEXT NOT NULL, city TEXT NOT NULL, seats INTEGER NOT NULL, rent_per_evening NUMERIC(8,2) NOT NULL);
CREATE TABLE work (work_id INTEGER PRIMARY KEY, title TEXT NOT NULL, composer_id INTEGER NOT NULL REFERENCES person(person_id),
  arranger_id INTEGER REFERENCES person(person_id), minutes INTEGER NOT NULL, written_in INTEGER, parts_owned INTEGER NOT NULL);
CREATE TABLE concert (concert_id INTEGER PRIMARY KEY, title TEXT NOT NULL, series TEXT NOT NULL, hall_id INTEGER NOT NULL REFERENCES hall(hall_id), starts_at TIMESTAMP NOT NULL,
  conductor_id INTEGER REFERENCES person(person_id), soloist_id INTEGER REFERENCES person(person_id), conductor_fee NUMERIC(8,2), soloist_fee NUMERIC(8,2),
  tickets_sold INTEGER NOT NULL, free_tickets INTEGER NOT NULL, ticket_income NUMERIC(9,2) NOT NULL, called_off_on DATE);
CREATE TABLE concert_work (concert_id INTEGER NOT NULL REFERENCES concert(concert_id), work_id INTEGER NOT NULL REFERENCES work(work_id), position INTEGER NOT NULL,
  is_encore INTEGER NOT NULL, PRIMARY KEY (concert_id, position));
CREATE TABLE call_outcome (outcome_code CHAR(1) PRIMARY KEY, meaning TEXT NOT NULL);
CREATE TABLE player_call (concert_id INTEGER NOT NULL REFERENCES concert(concert_id), player_id INTEGER NOT NULL REFERENCES player(player_id),
  outcome_code CHAR(1) REFERENCES call_outcome(outcome_code), replaced_by_id INTEGER REFERENCES player(player_id), rehearsals_missed INTEGER NOT NULL,
  PRIMARY KEY (concert_id, player_id));
`;

const now = '2026-11-16 12:00';
const outcomes = [['P', 'Played'], ['S', 'Ill'], ['E', 'Excused'], ['N', 'Did not turn up']];
/** Name, family, how many permanent players. */
const sections = [['First violins', 'Strings', 8], ['Second violins', 'Strings', 7], ['Violas', 'Strings', 5], ['Cellos', 'Strings', 5], ['Double basses', 'Strings', 3], ['Flutes', 'Woodwind', 3],
  ['Oboes', 'Woodwind', 2], ['Clarinets', 'Woodwind', 3], ['Bassoons', 'Woodwind', 2], ['Horns', 'Brass', 4], ['Trumpets', 'Brass', 3], ['Trombones', 'Brass', 3],
  ['Percussion', 'Percussion', 3], ['Harp', 'Strings', 1]];
const halls = [['Town Hall', 'Harwick', 720, 1900], ['Corn Exchange', 'Millbrook', 480, 1150], ['Philharmonic Hall', 'Capital City', 1840, 7200], ['Abbey Church', 'Thornby', 390, 400],
  ['Harbour Pavilion', 'Port Allen', 950, 2100], ['Castle Courtyard', 'Dunleigh', 610, 850]];
/** Composer's forename, surname, country, born, died; works as title, minutes, year, parts of our own. */
const composers = [
  ['Ludwig van', 'Beethoven', 'DE', 1770, 1827, [['Symphony No. 5', 34, 1808, 1], ['Symphony No. 7', 38, 1812, 1], ['Piano Concerto No. 4', 35, 1806, 1], ['Egmont Overture', 9, 1810, 1]]],
  ['Johannes', 'Brahms', 'DE', 1833, 1897, [['Symphony No. 2', 43, 1877, 1], ['Violin Concerto', 40, 1878, 0], ['Hungarian Dance No. 5', 4, 1869, 1]]],
  ['Antonin', 'Dvorak', 'CZ', 1841, 1904, [['From the New World', 42, 1893, 1], ['Cello Concerto', 41, 1895, 0], ['Slavonic Dance No. 8', 5, 1878, 1]]],
  ['Jean', 'Sibelius', 'FI', 1865, 1957, [['Finlandia', 8, 1899, 1], ['Violin Concerto in D minor', 32, 1904, 0], ['Valse triste', 6, 1903, 1]]],
  ['Lili', 'Boulanger', 'FR', 1893, 1918, [["D'un matin de printemps", 5, 1918, 0], ["D'un soir triste", 11, 1918, 0]]],
  ['Modest', 'Mussorgsky', 'RU', 1839, 1881, [['Pictures at an Exhibition', 35, 1874, 1], ['Night on Bald Mountain', 12, 1867, 1]]],
  ['Florence', 'Price', 'US', 1887, 1953, [['Symphony No. 1 in E minor', 39, 1932, 0]]],
  ['Edward', 'Elgar', 'GB', 1857, 1934, [['Enigma Variations', 31, 1899, 1], ['Nimrod', 4, 1899, 1]]],
  ['Aino', 'Rautala', 'FI', 1979, null, [['Ice Lines', 14, 2021, 0], ['Harbour Lights', 9, 2025, 1]]],
  ['Wolfgang Amadeus', 'Mozart', 'AT', 1756, 1791, [['Jupiter Symphony', 33, 1788, 1], ['Clarinet Concerto', 28, 1791, 1], ['The Magic Flute Overture', 7, 1791, 1]]],
  ['Clara', 'Schumann', 'DE', 1819, 1896, [['Piano Concerto in A minor', 21, 1835, 0]]], ['Maurice', 'Ravel', 'FR', 1875, 1937, [['Bolero', 15, 1928, 1]]],
];
const guests = [['GB', 1961, 6500], ['FI', 1974, 9000], ['DE', 1983, 4200], ['FR', 1990, 3800]];
const soloists = [['KR', 1994, 5200], ['GB', 1987, 3900], ['DE', 1969, 7400], ['US', 1999, 2600], ['CZ', 1991, 3300], ['PL', 1996, 2900]];
const titles = ['Autumn Colours', 'Northern Lights', 'Great Symphonies', 'By the River', 'Letters Home', 'Night Music', 'New Paths', 'Old Friends', 'Fire and Water', 'A Winter Evening', 'Spring Awakening',
  'Opening Night', 'Fairy Tales', 'Heroes'];

export function fill(insert) {
  const random = new Random(9404);
  const person = people(random);
  const persons = composers.map(([first, last, country, born, died]) => [first, last, country, born, died, null]);
  const works = composers.flatMap(([, , , , , list], index) => list.map(([title, ...rest]) => [title, index + 1, arrangerOf(title), ...rest]));
  const [guestFrom, soloFrom] = [persons.length + 1, persons.length + 1 + guests.length];
  for (const [country, born] of [...guests, ...soloists]) persons.push([...person(), country, born, null, `+${random.int(10, 99)} ${random.int(100_000, 999_999)}`]);
  const players = playersOf(random).map((row) => {
    const born = Number(row[5].slice(0, 4)) - random.int(22, 36);
    persons.push([...person(), random.weighted(['GB', 'DE', 'FI', 'PL', 'KR', null], [58, 12, 8, 8, 6, 8]), born, null, random.chance(0.9) ? `0${random.int(300, 399)} ${random.int(100_000, 999_999)}` : null]);
    return [persons.length, ...row];
  }).map((row, index) => [index + 1, ...row]);
  insert('person', persons.map((row, index) => [index + 1, ...row]));
  insert('section', sections.map(([name, family, count], index) => {
    const [leader, deputy] = players.filter((one) => one[2] === index + 1 && one[3] === 'permanent' && one[8] === null).map(([id]) => id);
    return [index + 1, name, family, name === 'Bassoons' ? null : leader, count > 3 ? deputy : null];
  }));
  insert('player', players);
  insert('hall', halls.map((hall, index) => [index + 1, ...hall]));
  insert('work', works.map((row, index) => [index + 1, ...row]));
  insert('call_outcome', outcomes);
  const concerts = datesOf(random).map((at, index) => [index + 1, ...concert(random, at, guestFrom, soloFrom)]);
  insert('concert', concerts);
  insert('concert_work', concerts.flatMap((one) => programmeOf(random, one, works)));
  insert('player_call', concerts.flatMap((one) => callsOf(random, one, players)));
}

/** Ravel orchestrated Mussorgsky's Pictures, Dvorak some of Brahms's dances. */
function arrangerOf(title) {
  return { 'Pictures at an Exhibition': 12, 'Hungarian Dance No. 5': 3 }[title] ?? null;
}

/** Section, employment, mentor, salary, fee for a concert, joined, left. */
function playersOf(random) {
  const permanent = sections.flatMap(([, , count], index) => Array.from({ length: count }, (_, seat) => {
    const joined = random.day('1994-09-01', seat === 0 ? '2012-09-01' : '2024-09-01');
    return [index + 1, 'permanent', null, Math.round(3980 - Number(joined.slice(0, 4)) * 0.9 - seat * 85 + random.int(0, 40) * 10), null, joined, seat > 2 && random.chance(0.12) ? random.day('2025-01-31',
      '2026-10-31') : null];
  }));
  const young = [[1, 'trial'], [2, 'academy'], [3, 'academy'], [4, 'trial'], [6, 'academy'], [10, 'trial'], [1, 'academy'], [13, 'academy']].map(([section, kind]) => {
    const elder = permanent.findIndex((row) => row[0] === section) + 1 + random.int(0, 1);
    return [section, kind, elder, kind === 'trial' ? random.int(215, 235) * 10 : 1150, null, random.day('2025-09-01', '2026-10-01'), null];
  });
  const hired = Array.from({ length: 16 }, (_, index) => [1 + ((index * 5) % 13), 'freelance', null, null, random.int(12, 21) * 10, random.day('2019-01-10', '2026-06-30'),
    random.chance(0.12) ? random.day('2026-07-01', '2026-10-30') : null]);
  return [...permanent, ...young, ...hired];
}

function datesOf(random) {
  const days = Array.from({ length: 150 }, () => random.day('2024-09-20', '2027-03-28')).concat(['2026-11-19', '2026-11-21', '2026-11-13', '2026-11-12']).filter((day) => !['07', '08'].includes(day.slice(5,
    7)) && weekday(day) !== 1);
  return [...new Set(days)].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)).map((day) => `${day} ${weekday(day) === 0 ? '17:00' : random.pick(['19:30', '20:00'])}`);
}

function concert(random, at, guestFrom, soloFrom) {
  const series = random.weighted(['Symphonic', 'Family', 'Sunday', 'On tour'], weekday(at.slice(0, 10)) === 0 ? [10, 30, 60, 0] : [66, 10, 0, 24]);
  const hall = series === 'On tour' ? random.pick([3, 5, 6]) : random.weighted([1, 2, 4, 3], [58, 20, 14, 8]);
  const isDecided = at < '2027-02-20';
  const conductor = random.weighted([0, 1, 2, 3], [26, 12, 36, 26]);
  const solo = series !== 'Family' && random.chance(0.6) ? random.weighted([0, 1, 2, 3, 4, 5], [20, 24, 8, 22, 16, 5]) : null;
  const [, , seats] = halls[hall - 1];
  const full = at < now ? 0.42 + random.next() * 0.56 : Math.max(0.02, 0.5 - (Date.parse(at.slice(0, 10)) - Date.parse(now.slice(0, 10))) / 2e10 + random.next() * 0.2);
  const isOff = random.chance(0.09);
  const sold = isOff ? random.int(20, 90) : Math.min(seats - 12, Math.round(seats * full));
  return [random.pick(titles), series, hall, at, isDecided ? guestFrom + conductor : null, solo === null || !isDecided ? null : soloFrom + solo, isDecided ? guests[conductor][2] : null,
    solo === null || !isDecided ? null : soloists[solo][2], sold, isOff ? 0 : random.int(0, 12), isOff ? 0 : sold * (series === 'Family' ? 12 : 21 + hall * 2) + random.int(0, 40) * 5,
    isOff ? plusDays(at.slice(0, 10) > '2026-12-10' ? '2026-11-14' : at.slice(0, 10), -random.int(1, 12)) : null];
}

function programmeOf(random, [id, , series, , at], works) {
  if (at > '2027-03-01') return [];
  const [long, short] = [works.filter((work) => work[3] > 20 && work[0] !== 'Enigma Variations'), works.filter((work) => work[3] <= 20 && work[0] !== "D'un matin de printemps")];
  const weights = long.map((_, index) => 1 + ((index * 7) % 5));
  const main = series === 'Family' ? [] : [random.weighted(long, weights)];
  const list = [...random.sample(short.filter(([title]) => title !== 'Ice Lines' || at > '2025-10'), random.int(1, 3)), ...main];
  const rows = list.map((work, index) => [id, works.indexOf(work) + 1, index + 1, 0]);
  const extra = works.findIndex(([title]) => title === random.pick(['Valse triste', 'Slavonic Dance No. 8', 'Nimrod', 'Hungarian Dance No. 5'])) + 1;
  return at < now && extra > 0 && random.chance(0.4) ? [...rows, [id, extra, rows.length + 1, 1]] : rows;
}

/** Some of the players are called to each concert of this season; who cannot is replaced by a freelance of the section, if there is one. */
function callsOf(random, [id, , , , at, , , , , , , , off], players) {
  const day = at.slice(0, 10);
  if (day < '2026-03-01' || day > '2026-12-31') return [];
  const able = players.filter((one) => one[7] <= day && (one[8] === null || one[8] > day) && one[0] !== 33);
  return random.sample(able.filter((one) => one[3] !== 'freelance'), 24).map(([player, , section]) => {
    const isPast = at < now && off === null;
    const outcome = isPast ? random.weighted(['P', 'S', 'E', 'N'], [88, 7, 4, 1.5]) : null;
    const stand = able.find((one) => one[3] === 'freelance' && one[2] === section);
    return [id, player, outcome, outcome !== null && outcome !== 'P' && outcome !== 'N' && stand !== undefined ? stand[0] : null, isPast ? random.weighted([0, 1, 2, 3], [82, 12, 4, 2]) : 0];
  });
}
