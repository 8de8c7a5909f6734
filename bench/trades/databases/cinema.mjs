// A small cinema with its tills and loyalty cards; normalised, code tables, two keys to one table, moments of sale in seconds since 1970.
import { people } from '../names.mjs';
import { Random, epochSeconds, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE certificate (cert_code TEXT PRIMARY KEY, description TEXT NOT NULL, minimum_age INTEGER);
CREATE TABLE ticket_type (type_code TEXT PRIMARY KEY, description TEXT NOT NULL, base_price REAL NOT NULL);
CREATE TABLE job_role (role_code TEXT PRIMARY KEY, description TEXT NOT NULL);
CREATE TABLE card_tier (tier_code TEXT PRIMARY KEY, description TEXT NOT NULL, points_from INTEGER NOT NULL);
CREATE TABLE film (film_id INTEGER PRIMARY KEY, title TEXT NOT NULL, director TEXT NOT NULL, original_language TEXT NOT NULL,
  cert_code TEXT NOT NULL REFERENCES certificate(cert_code),
  running_min INTEGER NOT NULL, released_on TEXT NOT NULL, distributor TEXT NOT NULL, sequel_to_id INTEGER REFERENCES film(film_id));
CREATE TABLE screen (screen_id INTEGER PRIMARY KEY, name TEXT NOT NULL, seats INTEGER NOT NULL, has_3d INTEGER NOT NULL, closed_for_works_since TEXT);
CREATE TABLE staff_member (staff_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, role_code TEXT NOT NULL REFERENCES job_role(role_code),
  hourly_wage REAL NOT NULL, contract_hours INTEGER NOT NULL, started_on TEXT NOT NULL, left_on TEXT);
CREATE TABLE showing (showing_id INTEGER PRIMARY KEY, film_id INTEGER NOT NULL REFERENCES film(film_id), screen_id INTEGER NOT NULL REFERENCES screen(screen_id),
  starts_at TEXT NOT NULL, is_3d INTEGER NOT NULL, is_subtitled INTEGER NOT NULL, cancelled_at TEXT);
CREATE TABLE till_shift (shift_id INTEGER PRIMARY KEY, till_no INTEGER NOT NULL, opened_by_id INTEGER NOT NULL REFERENCES staff_member(staff_id),
  opened_at TEXT NOT NULL, closed_by_id INTEGER REFERENCES staff_member(staff_id), closed_at TEXT, cash_difference REAL);
CREATE TABLE loyalty_card (card_id INTEGER PRIMARY KEY, card_number TEXT NOT NULL, first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT, birth_date TEXT,
  tier_code TEXT NOT NULL REFERENCES card_tier(tier_code), points INTEGER NOT NULL, issued_on TEXT NOT NULL, issued_by_id INTEGER REFERENCES staff_member(staff_id),
  blocked_on TEXT);
CREATE TABLE ticket (ticket_id INTEGER PRIMARY KEY, showing_id INTEGER NOT NULL REFERENCES showing(showing_id),
  type_code TEXT NOT NULL REFERENCES ticket_type(type_code), shift_id INTEGER REFERENCES till_shift(shift_id), card_id INTEGER REFERENCES loyalty_card(card_id),
  seat TEXT NOT NULL, price REAL NOT NULL, sold_at INTEGER NOT NULL, refunded_at INTEGER);
`;

const certificates = [['U', 'Everyone', null], ['PG', 'Parents should decide', null], ['12', 'From twelve', 12], ['15', 'From fifteen', 15], ['18', 'Adults only', 18]];
const types = [['A', 'Adult', 11.5], ['C', 'Child', 7], ['S', 'Student', 8.5], ['P', 'Pensioner', 9], ['F', 'Free ticket', 0]];
const roles = [['MGR', 'Manager'], ['PRJ', 'Projectionist'], ['USH', 'Usher'], ['CSH', 'Cashier'], ['CLN', 'Cleaner']];
const tiers = [['B', 'Bronze', 0], ['S', 'Silver', 500], ['G', 'Gold', 1_500]];
const screens = [['Roxy', 142, 1, null], ['Bijou', 64, 0, null], ['Lumière', 96, 1, null], ['The Cellar', 38, 0, '2026-09-14']];
const films = [
  ['Harbour of Glass', 'Moira Ansell', 'English', '12', 118, '2025-10-03', 'Northlight', null],
  ['Pip and the Paper Moon', 'Tilda Frost', 'English', 'U', 84, '2025-10-17', 'Kitehouse', null],
  ['La Dernière Lettre', 'Claude Moreau', 'French', '15', 103, '2025-11-07', 'Lanterne', null],
  ['Ironwood', 'Derek Palmer', 'English', '15', 131, '2025-11-28', 'Northlight', null],
  ['Snowbound Express', 'Nadia Kovacs', 'English', 'PG', 97, '2025-12-12', 'Kitehouse', null],
  ['The Quiet Auction', 'Erika Lund', 'Danish', '12', 109, '2026-01-16', 'Lanterne', null],
  ['Nine Minutes', 'Otto Becker', 'German', '15', 92, '2026-02-06', 'Vantage', null], ['Sea Dogs', 'Tilda Frost', 'English', 'U', 88, '2026-02-20', 'Kitehouse', null],
  ['The Long Platform', 'Priya Chandra', 'English', 'PG', 126, '2026-03-20', 'Vantage', null],
  ['Cold Harvest', 'Ivan Petrov', 'English', '18', 114, '2026-04-17', 'Northlight', null],
  ['Mamma Ribelle', 'Gina Conti', 'Italian', '12', 101, '2026-05-08', 'Lanterne', null],
  ['Orbit Zero', 'Samuel Pike', 'English', '12', 142, '2026-05-29', 'Northlight', null],
  ['Pip and the Stone Giant', 'Tilda Frost', 'English', 'U', 91, '2026-07-03', 'Kitehouse', 2],
  ['Dust on the Piano', 'Ellen Reeves', 'English', 'PG', 107, '2026-08-07', 'Vantage', null],
  ['Ironwood II', 'Derek Palmer', 'English', '15', 137, '2026-09-04', 'Northlight', 4], ['El Faro', 'Carmen Soto', 'Spanish', '15', 99, '2026-09-25', 'Lanterne', null],
  ['The Tin Orchestra', 'Nadia Kovacs', 'English', 'PG', 95, '2026-10-16', 'Kitehouse', null],
  ['Night Ferry', 'Ellen Reeves', 'English', '18', 121, '2026-10-30', 'Vantage', null],
  ['Orbit One', 'Samuel Pike', 'English', '12', 149, '2026-11-06', 'Northlight', 12], ['Winter King', 'Erika Lund', 'English', 'PG', 112, '2026-12-11', 'Vantage', null],
];
const staff = [['MGR', 24, 38, '2014-02-03', null], ['MGR', 21.5, 38, '2021-06-01', null], ['PRJ', 17, 30, '2016-10-10', null], ['PRJ', 16.2, 20, '2023-01-16', null],
  ['CSH', 13.4, 24, '2019-04-01', null], ['CSH', 13, 20, '2022-09-05', null], ['CSH', 12.8, 16, '2024-03-11', '2026-06-30'], ['CSH', 12.8, 12, '2026-07-06', null],
  ['USH', 12.4, 12, '2023-05-02', null], ['USH', 12.2, 10, '2024-11-18', '2026-02-28'], ['USH', 12.2, 12, '2025-09-08', null], ['CLN', 12.6, 15, '2018-01-08', null],
  ['MGR', 31, 38, '2009-05-04', '2025-09-30']];
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
const today = '2026-11-16';
const lastShown = '2026-11-26';

export function fill(insert) {
  const random = new Random(5404);
  const person = people(random);
  insert('certificate', certificates);
  insert('ticket_type', types);
  insert('job_role', roles);
  insert('card_tier', tiers);
  insert('screen', numbered(screens));
  insert('film', numbered(films));
  insert('staff_member', numbered(staff.map((row) => [...person(), ...row])));
  const planned = films.flatMap((row, index) => showingsOf(random, row, index + 1)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1));
  const showings = numbered([...new Map(planned.map((row) => [`${row[1]} ${row[2]}`, row])).values()]);
  insert('showing', showings);
  const days = [...new Set([...showings.map(([, , , start]) => start.slice(0, 10)), today])].filter((day) => day <= today).toSorted((a, b) => (a < b ? -1 : 1));
  const shifts = numbered(days.map((day) => shift(random, day)));
  insert('till_shift', shifts);
  const cards = numbered(Array.from({ length: 120 }, (_, index) => card(random, person(), index)));
  insert('loyalty_card', cards);
  const shiftOn = new Map(shifts.map(([id, , , opened]) => [opened.slice(0, 10), id]));
  insert('ticket', numbered(showings.flatMap((row) => ticketsOf(random, row, shiftOn, cards))));
}

function showingsOf(random, [, , language, certificate, minutes, released], film) {
  const weeks = random.int(3, 6);
  const rows = [];
  for (let day = released; day < plusDays(released, weeks * 7) && day <= lastShown; day = plusDays(day, 1)) {
    const chance = [5, 6, 0].includes(weekday(day)) ? 0.62 : 0.28;
    if (day !== released && !random.chance(chance)) continue;
    const isForFamilies = certificate === 'U';
    const able = isForFamilies ? [1, 3] : day >= '2026-09-14' ? [1, 2, 3] : [1, 2, 3, 4];
    const screen = random.weighted(able, able.map((one) => [5, 4, 4, 2][one - 1]));
    const time = isForFamilies ? random.pick(['15:00', '16:45']) : random.pick(minutes > 125 ? ['19:30', '20:00'] : ['17:15', '19:30', '20:45']);
    const is3d = screens[screen - 1][2] === 1 && film !== 1 && minutes > 125 && random.chance(0.5);
    const isSubtitled = language === 'English' ? random.chance(0.06) : random.chance(0.7);
    rows.push([film, screen, `${day} ${time}`, is3d, isSubtitled, day < today && random.chance(0.03) ? `${plusDays(day, -random.int(0, 2))} 10:15` : null]);
  }
  return rows;
}

function shift(random, day) {
  const able = staff.flatMap(([role, , , from, to], index) => (['MGR', 'CSH'].includes(role) && from <= day && (to === null || to >= day) ? [index + 1] : []));
  const weights = able.map((one) => ({ 1: 2, 2: 3, 5: 8, 6: 6, 7: 6, 8: 7 })[one]);
  const opener = random.weighted(able, weights);
  const closer = random.chance(0.45) ? opener : random.weighted(able, weights);
  const opened = `${day} ${random.pick(['13:30', '13:45', '14:00'])}`;
  if (day === today) return [1, opener, `${day} 10:00`, null, null, null];
  const difference = random.weighted([0, -5, 2.5, -1.2, -20, 10], [70, 8, 8, 8, 3, 3]);
  return [random.int(1, 2), opener, opened, closer, `${day} ${random.pick(['22:10', '22:40', '23:05'])}`, difference];
}

function card(random, [first, last], index) {
  const points = random.weighted([random.int(0, 480), random.int(505, 1_480), random.int(1_510, 3_900)], [58, 30, 12]);
  const issued = index % 8 === 0 ? random.day('2026-01-05', '2026-11-12') : random.day('2021-03-01', '2025-09-30');
  const email = random.chance(0.8) ? `${first}.${last}${index}@webpost.example`.toLowerCase() : null;
  const issuer = random.chance(0.3) ? null : random.pick(issued > '2022-09-05' ? [5, 6] : [5, 1]);
  const tier = tiers.findLast(([, , from]) => points >= from)[0];
  return [`LC${twoDigits(index % 100)}${random.int(1_000, 9_999)}`, first, last, email, random.chance(0.85) ? random.day('1946-01-01', '2012-12-31') : null, tier, points,
    issued, issuer, random.chance(0.05) ? random.day('2026-02-01', '2026-11-01') : null];
}

function ticketsOf(random, [showing, film, screen, start, is3d, , cancelled], shiftOn, cards) {
  const day = start.slice(0, 10);
  const isBusy = [6, 0].includes(weekday(day)) || day === films[film - 1][5];
  const count = day > today ? random.int(0, 4) : random.int(1, screen === 4 ? 5 : isBusy ? 18 : 10);
  const isForFamilies = films[film - 1][3] === 'U';
  return Array.from({ length: count }, (_, index) => {
    const isOnline = day >= today || random.chance(0.46) || !shiftOn.has(day);
    const before = plusDays(day, -random.weighted([0, 1, 3, 8], [3, 3, 3, 1]));
    const bought = !isOnline ? day : before >= today ? plusDays(today, -random.int(1, 4)) : before;
    const [type, , base] = types[random.weighted([0, 1, 2, 3, 4], isForFamilies ? [40, 48, 3, 6, 3] : [62, 4, 17, 13, 4])];
    const price = base === 0 ? 0 : base + (is3d ? 2 : 0) - (weekday(day) === 2 ? 2 : 0);
    const sold = epochSeconds(bought, isOnline ? random.time(8, 14, 1) : random.time(14, 15, 1));
    const refunded = cancelled !== null || random.chance(0.015) ? sold + random.int(2, 30) * 600 : null;
    const able = cards.filter(([id, , , , , , , , issued]) => issued <= bought && id % 11 !== 3);
    const holder = type !== 'F' && random.chance(0.36) ? random.weighted(able, able.map(([, , , , , , , points]) => 150 + points))[0] : null;
    return [showing, type, isOnline ? null : shiftOn.get(day), holder, `${'ABCDEFGH'[Math.floor(index / 4)]}${(index % 4) * 2 + 3}`, price, sold, refunded];
  });
}
