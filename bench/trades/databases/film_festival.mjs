// A film festival in its fifth day, and the one of the year before; normalised, code tables, filmmakers, guests and staff in one table with many keys to it.
import { people } from '../names.mjs';
import { Random, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE film_status (status_code TEXT PRIMARY KEY, status_name TEXT NOT NULL);
CREATE TABLE ticket_kind (kind_code TEXT PRIMARY KEY, kind_name TEXT NOT NULL, list_price REAL NOT NULL);
CREATE TABLE person (person_id INTEGER PRIMARY KEY, given_name TEXT NOT NULL, surname TEXT NOT NULL, country TEXT NOT NULL, email TEXT, birth_year INTEGER,
  job_title TEXT, reports_to_id INTEGER REFERENCES person(person_id), joined_on TEXT, left_on TEXT);
CREATE TABLE section (section_id INTEGER PRIMARY KEY, section_name TEXT NOT NULL, curator_id INTEGER NOT NULL REFERENCES person(person_id),
  is_competition INTEGER NOT NULL, prize_money REAL);
CREATE TABLE film (film_id INTEGER PRIMARY KEY, title TEXT NOT NULL, country TEXT NOT NULL, section_id INTEGER NOT NULL REFERENCES section(section_id),
  festival_year INTEGER NOT NULL, length_min INTEGER NOT NULL, director_id INTEGER NOT NULL REFERENCES person(person_id),
  producer_id INTEGER NOT NULL REFERENCES person(person_id), viewed_by_id INTEGER REFERENCES person(person_id),
  status_code TEXT NOT NULL REFERENCES film_status(status_code), submitted_on TEXT NOT NULL, decided_on TEXT, entry_fee REAL NOT NULL, prize_won TEXT);
CREATE TABLE venue (venue_id INTEGER PRIMARY KEY, venue_name TEXT NOT NULL, district TEXT NOT NULL, seats INTEGER NOT NULL, step_free INTEGER NOT NULL,
  daily_rent REAL NOT NULL);
CREATE TABLE screening (screening_id INTEGER PRIMARY KEY, film_id INTEGER NOT NULL REFERENCES film(film_id), venue_id INTEGER NOT NULL REFERENCES venue(venue_id),
  starts_at TEXT NOT NULL, host_id INTEGER REFERENCES person(person_id), has_talk INTEGER NOT NULL, called_off_on TEXT);
CREATE TABLE ticket_sale (sale_id INTEGER PRIMARY KEY, screening_id INTEGER NOT NULL REFERENCES screening(screening_id),
  kind_code TEXT NOT NULL REFERENCES ticket_kind(kind_code), quantity INTEGER NOT NULL, unit_price REAL NOT NULL, sold_at TEXT NOT NULL, channel TEXT NOT NULL,
  refunded_on TEXT);
CREATE TABLE guest_stay (stay_id INTEGER PRIMARY KEY, guest_id INTEGER NOT NULL REFERENCES person(person_id), hotel TEXT NOT NULL, arrives_on TEXT NOT NULL,
  leaves_on TEXT NOT NULL, nightly_rate REAL NOT NULL, looked_after_by_id INTEGER REFERENCES person(person_id), called_off_on TEXT);
`;

const today = '2026-11-16';
const statuses = [['ACC', 'Accepted'], ['REJ', 'Rejected'], ['WDR', 'Withdrawn'], ['REV', 'Under review']];
const kinds = [['FUL', 'Full price', 12], ['RED', 'Reduced', 8], ['PRO', 'Industry', 5], ['COM', 'Complimentary', 0]];
/** Job, superior, first day, last day, country. */
const posts = [['Festival director', null, '2015-03-02', null], ['Head of programme', 1, '2017-09-11', null], ['Programmer', 2, '2019-02-04', null],
  ['Programmer', 2, '2022-05-16', null], ['Programmer', 2, '2020-01-13', '2026-01-31'], ['Guest officer', 1, '2018-06-04', null],
  ['Guest officer', 6, '2026-02-09', null], ['Box office manager', 1, '2016-10-03', null], ['Moderator', 2, '2021-09-06', null], ['Moderator', 2, '2023-08-21', null],
  ['Technical manager', 1, '2019-11-18', null], ['Programmer', 2, '2026-03-16', null]];
const sections = [['International Competition', 2, 1, 15_000], ['First Features', 3, 1, 8_000], ['Documentary Forum', 4, 1, 6_000], ['Shorts', 3, 1, 2_500],
  ['Midnight Strand', 4, 0, null], ['Family Matinee', 12, 0, null]];
const venues = [['Odeon Palace', 'Centre', 120, 1, 900], ['Kino Arsenal', 'Old Port', 74, 1, 480], ['The Boiler House', 'Old Port', 56, 0, 350],
  ['Library Hall', 'Centre', 42, 1, 120], ['Attic Cinema', 'Westfield', 24, 0, 150], ['Schoolyard Screen', 'Westfield', 60, 1, 90]];
const countries = ['France', 'Germany', 'Denmark', 'Spain', 'Brazil', 'Japan', 'Canada', 'Poland', 'Ghana', 'India'];
const firsts = ['Salt', 'Paper', 'Winter', 'Silent', 'Iron', 'Northern', 'Borrowed', 'Glass', 'Midnight', 'Distant', 'Crooked', 'Golden'];
const seconds = ['Road', 'Garden', 'Letters', 'Harbour', 'Sisters', 'Clock', 'Orchard', 'Signal', 'Tide', 'Room', 'Choir', 'Border', 'Season'];
const opening = { 2025: '2025-11-06', 2026: '2026-11-12' };
const byFirst = (place) => (a, b) => (a[place] < b[place] ? -1 : 1);
const numbered = (rows, from = 1) => rows.map((row, index) => [from + index, ...row]);

export function fill(insert) {
  const random = new Random(7404);
  const name = people(random);
  insert('film_status', statuses);
  insert('ticket_kind', kinds);
  const crew = posts.map(([job, boss, joined, left]) => [...name(), 'Norway', 1_960 + random.int(0, 39), job, boss, joined, left]);
  const makers = Array.from({ length: 118 }, () => [...name(), random.weighted(countries, [22, 18, 14, 12, 8, 8, 6, 6, 4, 3]),
    random.chance(0.8) ? random.int(1_948, 2_001) : null, null, null, null, null]);
  const persons = numbered([...crew, ...makers].map(([given, surname, country, ...rest]) => [given, surname, country,
    random.chance(0.87) ? `${given}.${surname}@film.example`.toLowerCase() : null, ...rest]));
  insert('person', persons);
  insert('section', numbered(sections));
  insert('venue', numbered(venues));
  const titles = random.shuffled(firsts.flatMap((first) => seconds.map((second) => `${first} ${second}`)));
  const films = numbered(titles.slice(0, 148).map((title, index) => film(random, title, index, persons)).toSorted(byFirst(9)));
  crown(random, films);
  insert('film', films);
  const screenings = numbered(films.filter(([, , , , , , , , , status]) => status === 'ACC').flatMap((row) => screeningsOf(random, row)).toSorted(byFirst(2)), 201);
  insert('screening', screenings);
  insert('ticket_sale', numbered(screenings.flatMap((row) => salesOf(random, row)).toSorted(byFirst(4)), 5_001));
  insert('guest_stay', numbered(films.filter(([, , , , , , , , , status]) => status === 'ACC').flatMap((row) => staysOf(random, row)).toSorted(byFirst(2))));
}

function film(random, title, index, persons) {
  const year = index < 58 ? 2025 : index < 130 ? 2026 : 2027;
  const submitted = year === 2027 ? random.day('2026-10-12', '2026-11-13') : random.day(`${year}-03-02`, `${year}-08-10`);
  const director = 13 + Math.floor(random.next() ** 1.4 * 90);
  const section = random.weighted([1, 2, 3, 4, 5, 6], [24, 18, 20, 24, 9, 7]);
  const decided = plusDays(submitted, random.int(14, 55));
  const isPending = decided >= today || (year === 2027 && random.chance(0.6));
  const status = isPending ? 'REV' : random.weighted(['ACC', 'REJ', 'WDR'], year === 2027 ? [1, 1, 0] : [55, 38, 7]);
  const viewers = year === 2025 ? [3, 4, 5] : [3, 4, 12];
  return [title, random.chance(0.8) ? persons[director - 1][3] : random.pick(countries), section, year, section === 4 ? random.int(6, 29) : random.int(71, 148),
    director, random.chance(0.3) ? director : random.int(13, 122), isPending && random.chance(0.5) ? null : random.weighted(viewers, [5, 4, 2]),
    year === 2027 && status === 'ACC' ? 'REV' : status, submitted,
    isPending || (year === 2027 && status === 'ACC') ? null : decided, section === 6 ? 0 : section === 4 ? 15 : random.pick([30, 30, 45]), null];
}

/** The juries of 2025 have decided; one film took the prize of its section, and one the audience's. */
function crown(random, films) {
  const shown = films.filter(([, , , , year, , , , , status]) => year === 2025 && status === 'ACC');
  for (const section of [1, 2, 3, 4]) random.pick(shown.filter((row) => row[3] === section))[13] = 'Jury prize';
  random.pick(shown.filter((row) => row[13] === null))[13] = 'Audience award';
}

function screeningsOf(random, [id, , , section, year, , , , viewer]) {
  return Array.from({ length: random.weighted([0, 1, 2, 3], [1, 9, 12, 3]) }, () => {
    const day = plusDays(opening[year], random.int(0, 10));
    const venue = section === 6 ? random.pick([4, 6]) : random.weighted([1, 2, 3, 4, 5, 6], [24, 26, 18, 12, 20, 3]);
    const time = section === 5 ? random.pick(['22:30', '23:15']) : section === 6 ? random.pick(['10:00', '14:00']) :
      random.pick(['15:00', '17:30', '18:00', '20:15', '21:00']);
    const isOff = random.chance(0.05);
    const off = plusDays(day, -random.int(1, 4));
    return [id, venue, `${day} ${time}`, random.chance(0.85) ? random.weighted([9, 10, viewer ?? 3], [5, 4, 1]) : null, random.chance(0.4),
      isOff && off < today ? off : null];
  });
}

function salesOf(random, [id, , venue, starts, , , off]) {
  const year = starts.slice(0, 4);
  const last = starts < `${today} 12:00` ? starts.slice(0, 10) : '2026-11-15';
  let left = venues[venue - 1][2];
  const isHot = venue >= 4 && random.chance(0.3);
  const count = isHot ? 30 : random.int(1, 3) + Math.round((left / 14) * random.next() * (starts > `${today} 12:00` ? 0.7 : 1.2));
  const rows = [];
  while (rows.length < count && left > 0) {
    const day = random.weighted([random.day(`${year}-10-19`, last), last], [3, 2]);
    const [kind, , price] = random.weighted(kinds, [50, 27, 14, 9]);
    const quantity = Math.min(left, kind === 'PRO' ? 1 : random.weighted([1, 2, 3, 4], [34, 46, 10, 10]));
    left -= quantity;
    const back = off ?? (random.chance(0.03) ? (day < '2026-11-14' ? plusDays(day, 1) : day) : null);
    rows.push([id, kind, quantity, year === '2025' && price > 5 ? price - 1 : price, `${day} ${random.time(9, 15, 1)}`,
      random.weighted(['online', 'box office', 'partner'], [60, 32, 8]),
      back === null || (off !== null && day > off) ? null : back]);
  }
  return off === null ? rows : rows.filter((row) => row[4].slice(0, 10) <= off);
}

function staysOf(random, [, , , , year, , director, producer]) {
  return [director, ...(producer === director ? [] : [producer])].filter((_, index) => random.chance(index === 0 ? 0.62 : 0.22)).map((guest) => {
    const from = plusDays(opening[year], random.int(-1, 8));
    const off = random.chance(0.09) ? plusDays(from, -random.int(2, 12)) : null;
    const [hotel, rate] = random.weighted([['Hotel Bristol', 142], ['Harbour Lodge', 96], ['Pension Alma', 71]], [4, 5, 3]);
    return [guest, hotel, from, plusDays(from, random.int(1, 5)), rate + (year === 2026 ? 8 : 0),
      random.chance(0.9) ? (year === 2025 ? 6 : random.weighted([6, 7], [3, 4])) : null, off !== null && off <= today ? off : null];
  });
}
