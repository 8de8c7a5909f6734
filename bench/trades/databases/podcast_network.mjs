// A network of podcasts that sells advertising; snake_case, moments as epoch seconds, lengths in seconds, fees in cents, downloads by day.
import { people } from '../names.mjs';
import { Random, epochSeconds, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE people (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, role TEXT NOT NULL, email TEXT, day_rate_cents INTEGER,
  joined_on TEXT NOT NULL, left_on TEXT, created_at INTEGER NOT NULL);
CREATE TABLE shows (id INTEGER PRIMARY KEY, title TEXT NOT NULL, category TEXT NOT NULL, language TEXT NOT NULL, producer_id INTEGER REFERENCES people(id),
  spun_off_from_id INTEGER REFERENCES shows(id), frequency TEXT NOT NULL, launched_on TEXT NOT NULL, ended_on TEXT,
  is_explicit INTEGER NOT NULL, updated_at INTEGER NOT NULL);
CREATE TABLE show_hosts (show_id INTEGER NOT NULL REFERENCES shows(id), person_id INTEGER NOT NULL REFERENCES people(id), since TEXT NOT NULL, until TEXT,
  PRIMARY KEY (show_id, person_id));
CREATE TABLE episodes (id INTEGER PRIMARY KEY, show_id INTEGER NOT NULL REFERENCES shows(id), season INTEGER NOT NULL, number INTEGER NOT NULL, title TEXT NOT NULL,
  status TEXT NOT NULL, recorded_on TEXT, published_at INTEGER, duration_seconds INTEGER, is_bonus INTEGER NOT NULL, edited_by_id INTEGER REFERENCES people(id),
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER);
CREATE TABLE guests (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, organisation TEXT, country TEXT, email TEXT);
CREATE TABLE episode_guests (episode_id INTEGER NOT NULL REFERENCES episodes(id), guest_id INTEGER NOT NULL REFERENCES guests(id), fee_cents INTEGER NOT NULL,
  release_signed INTEGER NOT NULL, PRIMARY KEY (episode_id, guest_id));
CREATE TABLE sponsors (id INTEGER PRIMARY KEY, name TEXT NOT NULL, industry TEXT NOT NULL, contact_name TEXT, sold_by_id INTEGER REFERENCES people(id),
  is_active INTEGER NOT NULL);
CREATE TABLE ad_spots (id INTEGER PRIMARY KEY, sponsor_id INTEGER NOT NULL REFERENCES sponsors(id), episode_id INTEGER NOT NULL REFERENCES episodes(id),
  position TEXT NOT NULL, length_seconds INTEGER NOT NULL, price_cents INTEGER NOT NULL, discount_percent INTEGER NOT NULL, booked_on TEXT NOT NULL,
  aired INTEGER NOT NULL, paid_on TEXT);
CREATE TABLE monthly_downloads (show_id INTEGER NOT NULL REFERENCES shows(id), month TEXT NOT NULL, platform TEXT NOT NULL, downloads INTEGER NOT NULL,
  PRIMARY KEY (show_id, month, platform));
CREATE TABLE reviews (id INTEGER PRIMARY KEY, show_id INTEGER NOT NULL REFERENCES shows(id), platform TEXT NOT NULL, stars INTEGER NOT NULL, body TEXT,
  posted_at INTEGER NOT NULL);
`;

const shows = [
  ['The Quiet Ledger', 'business', 'English', null, 'weekly', '2023-02-06', null, 0, 42],
  ['Cold Harbour Files', 'true crime', 'English', null, 'weekly', '2022-09-12', null, 1, 55],
  ['Second Breakfast', 'food', 'English', null, 'biweekly', '2024-03-04', null, 0, 38],
  ['Orbit Notes', 'science', 'English', null, 'weekly', '2023-10-02', null, 0, 33],
  ['Cold Harbour Extra', 'true crime', 'English', 2, 'biweekly', '2025-04-07', null, 1, 24],
  ['Nachtschicht', 'comedy', 'German', null, 'weekly', '2024-09-02', null, 1, 61],
  ['Half Time Talk', 'sport', 'English', null, 'weekly', '2024-08-12', null, 0, 47],
  ['Voces del Valle', 'history', 'Spanish', null, 'monthly', '2025-01-13', null, 0, 52],
  ['Bedtime Atlas', 'kids', 'English', null, 'weekly', '2025-05-05', null, 0, 17],
  ['Small Claims', 'comedy', 'English', null, 'biweekly', '2023-06-05', '2026-05-29', 0, 44],
  ['Orbit Notes Junior', 'kids', 'English', 4, 'biweekly', '2026-02-02', null, 0, 19],
  ['Market Minute', 'business', 'English', 1, 'weekly', '2025-03-03', '2026-03-27', 0, 8],
  ['The Long Weekend', 'travel', 'English', null, 'monthly', '2026-10-05', null, 0, 40],
  ['Kitchen Table Law', 'society', 'English', null, 'weekly', '2026-11-02', null, 0, 35],
];
const roles = [...Array(14).fill('host'), ...Array(5).fill('producer'), ...Array(4).fill('editor'), ...Array(3).fill('ad sales'), 'researcher', 'researcher'];
const sponsors = [
  ['Mattress Meadow', 'home'], ['Copperline Bank', 'finance'], ['Greenfork Meal Boxes', 'food'], ['Harbinger VPN', 'software'], ['Lumo Glasses', 'fashion'],
  ['Peakwell Vitamins', 'health'], ['Tasseography Tea', 'food'], ['Brightpath Courses', 'education'], ['Northbound Boots', 'fashion'], ['Ledgerly', 'software'],
  ['Pawsome Pantry', 'pets'], ['Cloudberry Mobile', 'telecom'], ['Stellar Razors', 'health'],
  ['Wanderlodge', 'travel'], ['Inkpot Stationery', 'home'], ['Velo Republic', 'sport'],
];
const subjects = `the missing ledger,a winter in Bergen,bread and salt,the last tram,black holes,the lighthouse keeper,a very long queue,penalty kicks,rent,
the silver mine,whales,tax havens,night trains,sourdough,the forged will,comets,the transfer window,a broken oven,volcanoes,
the second witness,inflation,river pirates,the smallest museum,moss,a borrowed boat,cheap flights,the jury,soup,gravity,the island ferry`.split(/,\s*/);
const openings = ['On', 'All about', 'The truth about', 'What we got wrong about', 'Back to', 'Live:'];
const places = ['Ireland', 'United Kingdom', 'Germany', 'Spain', 'United States', 'Canada', 'Kenya', 'Mexico'];
const organisations = ['Aldermoor University', 'Institute of Tides', 'Parish of St Brannock', 'Falcon Press', 'City Orchestra', 'Brewers Guild', 'Ministry of Maps'];
const bodies = ['love it', 'too many ads', 'great hosts', 'sound is poor', 'my favourite', 'was better before', 'so funny', 'learned a lot'];
const platforms = ['Spotline', 'Apple Orchard', 'Web player', 'Castaway'];
const step = { weekly: 7, biweekly: 14, monthly: 28 };
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(8803);
  const person = people(random);
  const staff = roles.map((role, index) => memberOf(random, person(), { role, id: index + 1 }));
  insert('people', staff);
  insert('shows', shows.map((row, index) => showOf(random, row, index + 1)));
  insert('show_hosts', shows.flatMap((row, index) => hostsOf(random, row, index + 1)));
  const episodes = shows.flatMap((row, index) => episodesOf(random, row, index + 1)).map((row, index) => [index + 1, ...row]);
  insert('episodes', episodes);
  const guests = Array.from({ length: 95 }, (_, index) => guestOf(random, person(), index + 1));
  insert('guests', guests);
  insert('episode_guests', episodes.filter((row) => row[2] > 0 && row[6] !== null && random.chance(0.38)).flatMap(([id]) => guestsAt(random, id)));
  const contact = (index) => (random.chance(0.85) && index !== 8 ? person().join(' ') : null);
  insert('sponsors', sponsors.map((row, index) => [index + 1, ...row, contact(index), index === 14 ? null : random.int(24, 26), ![4, 8, 14].includes(index)]));
  const sold = episodes.filter((row) => row[13] === null && row[5] !== 'idea').flatMap((row) => spotsOf(random, row));
  insert('ad_spots', sold.map((row, index) => [index + 1, ...row]));
  insert('monthly_downloads', shows.flatMap((row, index) => downloadsOf(random, row, index + 1)));
  const moments = Array.from({ length: 310 }, () => [random.day('2025-08-01', '2026-11-15'), random.time(6, 23, 1)]).toSorted((a, b) => (a.join() < b.join() ? -1 : 1));
  insert('reviews', moments.map((moment, index) => reviewOf(random, moment, index + 1)));
}

function memberOf(random, [first, last], { role, id }) {
  const joined = random.day('2022-03-01', role === 'host' ? '2024-12-01' : '2026-06-30');
  const left = [10, 22].includes(id) ? (id === 10 ? '2026-05-31' : '2026-09-30') : null;
  const rate = role === 'ad sales' ? null : { host: 32_000, producer: 38_000, editor: 29_000, researcher: 24_000 }[role] + random.int(-8, 14) * 1_000;
  const email = random.chance(0.95) ? `${first}.${last}@saltpan.example`.toLowerCase() : null;
  return [id, first, last, role, email, rate, id === 22 ? '2023-08-14' : joined, left, epochSeconds(joined, '09:00')];
}

function showOf(random, [title, category, language, parent, frequency, launched, ended, explicit], id) {
  const producer = id === 14 ? null : 15 + (id * 3) % 5;
  return [id, title, category, language, producer, parent, frequency, launched, ended, explicit, epochSeconds(ended ?? '2026-11-13', random.time(8, 18))];
}

function hostsOf(random, [, , , , , launched, ended], id) {
  const pair = [(id - 1) % 14 + 1, ...([1, 2, 6, 7, 10, 13].includes(id) ? [(id + 6) % 14 + 1] : [])];
  const since = (index) => (index === 1 && launched < '2025-01-01' ? random.day('2025-02-01', '2026-02-01') : launched);
  return pair.map((host, index) => [id, host, since(index), id === 7 && index === 1 ? '2026-06-30' : ended]);
}

function episodesOf(random, [, , , , frequency, launched, ended, , minutes], id) {
  const rows = [];
  const from = launched > '2025-09-01' ? launched : '2025-09-01';
  let day = plusDays(from, (id * 2 + 8 - weekday(from)) % 7);
  for (let number = 1; day < (ended ?? '2026-12-20'); number += 1) {
    rows.push(episode(random, { id, day, number: launched < from ? number + 20 : number, minutes }));
    day = plusDays(day, step[frequency] * (random.chance(0.06) ? 2 : 1));
  }
  return rows;
}

function episode(random, { id, day, number, minutes }) {
  const isOut = day < today;
  const status = isOut ? 'published' : day < '2026-11-30' ? random.weighted(['scheduled', 'editing'], [6, 4]) : random.weighted(['recorded', 'idea'], [4, 6]);
  const recorded = status === 'idea' ? null : plusDays(isOut ? day : today, -random.int(2, 19));
  const length = isOut || status === 'scheduled' ? Math.round(minutes * random.int(3_800, 8_400) / 100) : null;
  const season = day < '2026-01-05' ? 1 : day < '2026-09-01' ? 2 : 3;
  const editor = status === 'idea' || status === 'recorded' ? null : random.pick(day > '2026-09-25' ? [20, 21, 23] : [20, 20, 21, 22, 23]);
  const at = isOut || status === 'scheduled' ? epochSeconds(day, random.pick(['05:00', '05:00', '06:30', '16:00'])) : null;
  const deleted = isOut && random.chance(0.02) ? epochSeconds(plusDays(day, 1), '10:20') : null;
  const made = epochSeconds(recorded ?? '2026-11-12', '10:00');
  const title = `${random.pick(openings)} ${random.pick(subjects)}`;
  return [id, season, number, title, status, recorded, at, length, random.chance(0.09), editor, made, made + random.int(1, 90) * 3_600, deleted];
}

function guestOf(random, [first, last], id) {
  const email = random.chance(0.6) ? `${first}${last}${id}@post.example`.toLowerCase() : null;
  return [id, `${first} ${last}`, random.chance(0.7) ? random.pick(organisations) : null, random.chance(0.92) ? random.pick(places) : null, email];
}

function guestsAt(random, episode) {
  const fee = () => (random.chance(0.45) ? random.int(2, 16) * 5_000 : 0);
  const ids = random.sample(Array.from({ length: 80 }, (_, at) => at + 1), random.weighted([1, 2, 3], [70, 24, 6]));
  return ids.map((guest) => [episode, guest, fee(), random.chance(0.93)]);
}

function spotsOf(random, [id, show, , , , status, recorded, at]) {
  if (recorded === null || random.chance(0.2)) return [];
  const count = random.weighted([0, 1, 2, 3], [20, 40, 28, 12]);
  const day = at === null ? '2026-12-01' : new Date(at * 1000).toISOString().slice(0, 10);
  return random.sample(['pre-roll', 'mid-roll', 'post-roll'], count).map((position) => {
    const aired = status === 'published' && random.chance(0.97);
    const price = { 'pre-roll': 300, 'mid-roll': 520, 'post-roll': 160 }[position] * [0, 12, 22, 7, 9, 14, 15, 13, 5, 6, 8, 4, 5, 6, 5][show] / 10 + random.int(0, 9) * 5;
    const paid = plusDays(day, random.int(10, 75));
    const booked = plusDays(day, -random.int(10, 70));
    const drawn = random.weighted([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [16, 12, 15, 11, 5, 8, 4, 6, 3, 7, 3, 9, 2, 3, 1]);
    const discount = random.weighted([0, 5, 10, 20], [68, 12, 13, 7]);
    const isPaid = aired && paid <= today && random.chance(0.96);
    const sponsor = [5, 9, 15].includes(drawn) && booked > '2026-05-20' ? 2 : drawn;
    return [sponsor, id, position, random.pick([15, 30, 30, 60]), Math.round(price) * 100, discount, booked > today ? '2026-11-10' : booked, aired, isPaid ? paid : null];
  });
}

function downloadsOf(random, [, , , , , launched, ended], id) {
  const months = ['2025-11', '2025-12', ...Array.from({ length: 10 }, (_, at) => `2026-${String(at + 1).padStart(2, '0')}`)];
  const base = [0, 21_000, 48_000, 9_000, 14_000, 16_000, 26_000, 24_000, 5_000, 11_000, 8_000, 4_500, 3_800, 6_000, 0][id];
  const shown = months.filter((month) => month >= launched.slice(0, 7) && (ended === null || month <= ended.slice(0, 7)));
  return shown.flatMap((month, at) => platforms.map((platform, place) => [id, month, platform,
    Math.round(base * [0.42, 0.33, 0.08, 0.17][place] * (1 + (at * [3, 2, -1, 4, 1][id % 5]) / 100) * random.int(85, 116) / 100)]));
}

function reviewOf(random, [day, time], id) {
  const show = random.weighted([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13], [14, 26, 7, 9, 8, 14, 10, 4, 7, 4, day > '2026-02-05' ? 4 : 0, day > '2026-10-06' ? 3 : 0]);
  const stars = random.weighted([1, 2, 3, 4, 5], show === 5 ? [14, 18, 26, 24, 18] : [5, 7, 12, 28, 48]);
  const body = random.chance(0.7) ? random.pick(bodies) : null;
  return [id, show > 9 && show < 11 && day > '2026-06-15' ? 1 : show, random.weighted(platforms, [4, 5, 1, 2]), stars, body, epochSeconds(day, time)];
}
