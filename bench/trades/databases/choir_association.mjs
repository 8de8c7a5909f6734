// A county's association of choirs; normalised, lookups for kinds, one table of persons to whom keys point as singers, conductors, presidents, recruiters, organisers.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE person (person_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, born_on TEXT NOT NULL, town TEXT NOT NULL, email TEXT);
CREATE TABLE region (region_id INTEGER PRIMARY KEY, region_name TEXT NOT NULL, delegate_id INTEGER NOT NULL REFERENCES person(person_id));
CREATE TABLE choir_kind (kind_id INTEGER PRIMARY KEY, kind_name TEXT NOT NULL);
CREATE TABLE choir (choir_id INTEGER PRIMARY KEY, choir_name TEXT NOT NULL, kind_id INTEGER NOT NULL REFERENCES choir_kind(kind_id), region_id INTEGER NOT NULL REFERENCES region(region_id),
  founded_in INTEGER NOT NULL, conductor_id INTEGER REFERENCES person(person_id), president_id INTEGER NOT NULL REFERENCES person(person_id), admitted_on TEXT NOT NULL, resigned_on TEXT);
CREATE TABLE choir_singer (choir_singer_id INTEGER PRIMARY KEY, choir_id INTEGER NOT NULL REFERENCES choir(choir_id), person_id INTEGER NOT NULL REFERENCES person(person_id),
  voice_part TEXT NOT NULL, since_date TEXT NOT NULL, until_date TEXT, recruited_by_id INTEGER REFERENCES person(person_id));
CREATE TABLE event_type (event_type_id INTEGER PRIMARY KEY, type_name TEXT NOT NULL);
CREATE TABLE event (event_id INTEGER PRIMARY KEY, title TEXT NOT NULL, event_type_id INTEGER NOT NULL REFERENCES event_type(event_type_id), held_on TEXT NOT NULL, venue TEXT NOT NULL,
  host_choir_id INTEGER NOT NULL REFERENCES choir(choir_id), organiser_id INTEGER NOT NULL REFERENCES person(person_id), ticket_price REAL NOT NULL);
CREATE TABLE performance (event_id INTEGER NOT NULL REFERENCES event(event_id), choir_id INTEGER NOT NULL REFERENCES choir(choir_id), slot INTEGER NOT NULL, minutes INTEGER NOT NULL, jury_points REAL,
  PRIMARY KEY (event_id, choir_id));
CREATE TABLE annual_fee (fee_id INTEGER PRIMARY KEY, choir_id INTEGER NOT NULL REFERENCES choir(choir_id), fee_year INTEGER NOT NULL, singers_counted INTEGER NOT NULL, rate_per_singer REAL NOT NULL,
  invoiced_on TEXT NOT NULL, paid_on TEXT);
`;

const today = '2026-11-16';
const regions = ['Northdale', 'Vale', 'Coast', 'Uplands'];
const kinds = ['Mixed choir', 'Male voice choir', 'Ladies choir', 'Children\'s choir', 'Gospel choir'];
/** Name, kind, region, founding, day of admission, of resignation. */
const choirs = [['Harmonia Lowick', 1, 1, 1887, '1951-04-01', null], ['Northdale Singers', 1, 1, 1964, '1966-02-10', null], ['Quarrymen Chorus', 2, 1, 1871, '1951-04-01', null], ['Little Larks', 4, 1, 1998,
  '2001-09-15', null],
  ['Belmont Ladies', 3, 1, 1932, '1953-05-20', null], ['St Oswald Cantata', 1, 1, 1905, '1960-03-12', null], ['Vale Chamber Choir', 1, 2, 1979, '1981-10-01', null], ['Millbrook Male Voices', 2, 2, 1919,
    '1951-04-01', null],
  ['Gospel Train', 5, 2, 2004, '2006-01-20', null], ['Cantabile Esk', 3, 2, 1986, '1990-06-11', '2026-03-31'], ['Esk Valley Youth', 4, 2, 1974, '1980-04-15', null], ['Orchard Voices', 1, 2, 2011, '2013-05-05', null],
  ['Harbour Lights', 5, 3, 2009, '2012-11-30', null], ['Fishermen of Saltby', 2, 3, 1862, '1952-07-01', '2024-12-31'], ['Seaside Sopranos', 3, 3, 1995, '1999-02-14', null], ['Coastal Cantorum', 1, 3, 1949,
    '1955-08-22', null],
  ['Tidal Tunes', 4, 3, 2015, '2018-03-03', null], ['Bay Madrigals', 1, 3, 1990, '1993-09-09', null], ['Upland Chorale', 1, 4, 1926, '1957-01-30', null], ['Shepherds of Crag', 2, 4, 1899, '1951-04-01', null],
  ['Heather Belles', 3, 4, 2001, '2004-06-18', null], ['Crag Gospel Project', 5, 4, 2019, '2022-04-04', null], ['Moorland Minis', 4, 4, 2020, '2025-09-01', null], ['High Fell Singers', 1, 4, 1968, '1970-10-10', null]];
/** Places among the persons of those who conduct: one leads two choirs, one led another that has resigned, two posts are vacant. */
const conductors = [1, 2, 3, 4, 5, 6, 7, 3, 8, 9, 4, 10, 11, null, 12, 13, 14, 9, 15, 16, null, 11, 17, 18];
const voices = { 1: ['Soprano', 'Alto', 'Tenor', 'Bass'], 2: ['Tenor', 'Bass'], 3: ['Soprano', 'Alto'], 4: ['Soprano', 'Alto'], 5: ['Soprano', 'Alto', 'Tenor', 'Bass'] };
const odds = { 1: [34, 30, 14, 22], 2: [4, 6], 3: [6, 4], 4: [7, 3], 5: [30, 40, 18, 12] };
/** Title, type, month and day of each year, ticket. */
const yearly = [['New Year Concert', 1, '01-10', 18], ['Winter Singing Day', 3, '02-14', 12], ['County Choir Contest', 2, '04-18', 9], ['Spring Concert', 1, '05-09', 14], ['Night of the Choirs', 1, '06-20',
  22], ['Male Voice Gala', 1, '07-04', 16],
  ['Open Air by the Lake', 1, '08-22', 10], ['Youth Contest', 2, '09-26', 6], ['Gospel Workshop', 3, '10-17', 25], ['Harvest Concert', 1, '10-03', 12], ['Remembrance Concert', 1, '11-08', 15],
    ['Advent Concert', 1, '12-05', 17], ['Carol Evening', 1, '12-19', 8]];
const venues = ['Lowick Town Hall', 'St Oswald Church', 'Esk Pavilion', 'Saltby Guildhall', 'Crag Chapel'];
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
const childhood = (kind) => kind === 4;

export function fill(insert) {
  const random = new Random(31_337);
  const person = people(random);
  const persons = Array.from({ length: 262 }, (_, index) => human(random, index + 1, person()));
  insert('person', persons);
  insert('region', numbered(regions.map((name, index) => [name, [20, 27, 2, 33][index]])));
  insert('choir_kind', numbered(kinds.map((name) => [name])));
  insert('choir', numbered(choirs.map(([name, kind, region, founded, from, to], index) => [name, kind, region, founded, conductors[index], 19 + ((index * 7) % 24), from, to])));
  const singers = choirs.flatMap((_, index) => singersOf(random, index + 1, persons)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1));
  insert('choir_singer', numbered(singers));
  insert('event_type', numbered([['Concert'], ['Contest'], ['Workshop']]));
  const events = ['2024', '2025', '2026'].flatMap((year) => yearly.map(([title, type, day, price]) => held(random, year, [title, type, day, price]))).toSorted((a, b) => (a[2] < b[2] ? -1 : 1));
  insert('event', numbered(events));
  insert('performance', numbered(events).flatMap((row) => performancesOf(random, row)));
  insert('annual_fee', numbered(['2024', '2025', '2026'].flatMap((year) => feesOf(random, year, singers))));
}

function human(random, id, [first, last]) {
  const born = id <= 42 ? random.day('1948-01-01', '1989-12-31') : id > 205 ? random.day('2009-01-01', '2017-12-31') : random.day('1938-01-01', '2002-12-31');
  return [id, first, last, born, random.weighted(['Lowick', 'Millbrook', 'Saltby', 'Crag', 'Esk Bridge'], [30, 22, 20, 14, 14]), random.chance(0.7) ? `${first}.${last}@choirs.example`.toLowerCase() : null];
}

function singersOf(random, choirId, persons) {
  const [, kind, , founded, , resigned] = choirs[choirId - 1];
  const range = persons.filter(([id, , , born]) => (childhood(kind) ? id > 205 : id <= 205) && id % 31 !== 19 && born < '2018');
  return random.sample(range, random.int(11, 21)).map(([id, , , born]) => {
    const start = `${Math.max(founded, Number(born.slice(0, 4)) + (childhood(kind) ? 7 : 17), childhood(kind) ? 2018 : 1970)}-01-01`;
    const from = random.day(random.chance(0.3) && start < '2022' ? '2022-01-01' : start, resigned === null ? '2026-11-08' : '2023-12-31');
    const to = random.chance(0.2) ? random.day(from > '2021-01-01' ? plusDays(from, 5) : '2021-01-01', today) : null;
    const recruiter = random.chance(0.3) ? random.pick([1, 3, 9, 24, 24, 24, 30, 47, 58, 77]) : null;
    return [choirId, id, random.weighted(voices[kind], odds[kind]), from, resigned !== null && (to === null || to > resigned) ? resigned : to, recruiter === id ? null : recruiter];
  });
}

function held(random, year, [title, type, day, price]) {
  const date = `${year}-${day}`;
  const saturday = plusDays(date, (6 - weekday(date) + 7) % 7);
  const name = title.startsWith('Male') ? 8 : random.pick([1, 2, 6, 7, 12, 16, 19, 24]);
  return [`${title} ${year}`, type, saturday, random.weighted(venues, [30, 24, 18, 13, 9]), name, random.pick([1, 7, 20, 24, 27, 33, 36]), price + (year === '2026' ? 1.5 : 0)];
}

function performancesOf(random, [eventId, title, type, day]) {
  const wanted = title.startsWith('Male') ? [2] : title.startsWith('Youth') ? [4] : title.startsWith('Gospel') ? [5] : [1, 2, 3, 4, 5];
  const able = choirs.map((row, index) => [index + 1, ...row]).filter(([id, , kind, , , ,
    resigned]) => wanted.includes(kind) && (resigned === null || resigned >= day) && !(day > '2026' && (id === 12 || id === 18)) && (id !== 23 || day > '2025-09'));
  return random.sample(able, type === 2 ? random.int(4, 9) : random.int(2, 6)).map(([choirId], index) => [eventId, choirId, index + 1, random.int(3, 9) * 5,
    type === 2 && day < today ? Math.round((62 + random.next() * 37 + (choirId === 7 ? 3 : 0)) * 10) / 10 : null]);
}

function feesOf(random, year, singers) {
  const due = `${year}-02-15`;
  return choirs.flatMap(([, , region, , admitted, resigned], index) => {
    if (admitted > due || (resigned !== null && resigned < due)) return [];
    const count = singers.filter(([choir, , , from, to]) => choir === index + 1 && from <= due && (to === null || to > due)).length;
    const paid = plusDays(due, random.weighted([10, 24, 40, 90], [20, 45, 25, 10]) + random.int(-4, 8) + region * 3);
    return [[index + 1, Number(year), count, { 2024: 6.5, 2025: 7, 2026: 7.5 }[year], due, random.chance(year === '2026' ? 0.84 : 0.97) ? paid : null]];
  });
}
