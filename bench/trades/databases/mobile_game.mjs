// A puzzle game for phones and the studio behind it; modern names, money in cents, play time in seconds.
import { people } from '../names.mjs';
import { Random, daysBetween, plusDays, twoDigits } from '../random.mjs';

export const schema = `
CREATE TABLE players (id INTEGER PRIMARY KEY, nickname TEXT NOT NULL UNIQUE, email TEXT, country TEXT NOT NULL, platform TEXT NOT NULL,
  highest_level INTEGER NOT NULL, coin_balance INTEGER NOT NULL, referred_by_id INTEGER REFERENCES players(id), push_enabled INTEGER NOT NULL,
  created_at TIMESTAMP NOT NULL, updated_at TIMESTAMP NOT NULL, deleted_at TIMESTAMP);
CREATE TABLE sessions (id INTEGER PRIMARY KEY, player_id INTEGER NOT NULL REFERENCES players(id), started_at TIMESTAMP NOT NULL, duration_sec INTEGER NOT NULL,
  app_version TEXT NOT NULL, crashed INTEGER NOT NULL);
CREATE TABLE levels (id INTEGER PRIMARY KEY, number INTEGER NOT NULL, name TEXT NOT NULL, world TEXT NOT NULL, difficulty TEXT NOT NULL,
  move_limit INTEGER NOT NULL, released_on DATE NOT NULL);
CREATE TABLE level_attempts (id INTEGER PRIMARY KEY, player_id INTEGER NOT NULL REFERENCES players(id), level_id INTEGER NOT NULL REFERENCES levels(id),
  played_on DATE NOT NULL, outcome TEXT NOT NULL, moves_used INTEGER NOT NULL, stars INTEGER, boosters_used INTEGER NOT NULL);
CREATE TABLE products (id INTEGER PRIMARY KEY, sku TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, price_cents INTEGER NOT NULL, is_on_sale INTEGER NOT NULL,
  created_at TIMESTAMP NOT NULL);
CREATE TABLE purchases (id INTEGER PRIMARY KEY, player_id INTEGER NOT NULL REFERENCES players(id), product_id INTEGER NOT NULL REFERENCES products(id),
  amount_cents INTEGER NOT NULL, store_fee_cents INTEGER NOT NULL, purchased_at TIMESTAMP NOT NULL, refunded_at TIMESTAMP);
CREATE TABLE guilds (id INTEGER PRIMARY KEY, name TEXT NOT NULL, tag TEXT NOT NULL, leader_id INTEGER NOT NULL REFERENCES players(id), language TEXT NOT NULL,
  is_invite_only INTEGER NOT NULL, founded_on DATE NOT NULL, disbanded_on DATE);
CREATE TABLE guild_members (guild_id INTEGER NOT NULL REFERENCES guilds(id), player_id INTEGER NOT NULL REFERENCES players(id), role TEXT NOT NULL,
  joined_on DATE NOT NULL, left_on DATE, PRIMARY KEY (guild_id, player_id));
CREATE TABLE moderators (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, shift TEXT NOT NULL, started_on DATE NOT NULL);
CREATE TABLE bans (id INTEGER PRIMARY KEY, player_id INTEGER NOT NULL REFERENCES players(id), moderator_id INTEGER REFERENCES moderators(id), reason TEXT NOT NULL,
  banned_at TIMESTAMP NOT NULL, ends_at TIMESTAMP, lifted_at TIMESTAMP);
`;

const worlds = [['Mossy Caves', '2025-01-15'], ['Clockwork City', '2025-01-15'], ['Frozen Pier', '2025-09-03'], ['Lantern Desert', '2026-06-10']];
const levelNames = `First Steps,Dripstone,Mushroom Lift,Glow Tunnel,The Old Door,Troll Bridge,Cogs,Steam Alley,Brass Tower,Pendulum,The Great Bell,Overwound,
Thin Ice,Seal Rock,Fog Horn,Anchor Chain,Lighthouse,Whiteout,Dune Race,Mirage,Scorpion Gate,Oil Lamp,Sunken Temple,Last Caravan`.split(',').map((name) => name.trim());
const products = [
  ['coins_s', 'Handful of Coins', 'coins', 199, 1], ['coins_m', 'Sack of Coins', 'coins', 499, 1], ['coins_l', 'Chest of Coins', 'coins', 1_999, 1],
  ['coins_xl', 'Vault of Coins', 'coins', 4_999, 1], ['boost_5', 'Five Boosters', 'booster', 299, 1], ['boost_20', 'Twenty Boosters', 'booster', 899, 1],
  ['pass_m', 'Monthly Pass', 'pass', 799, 1], ['starter', 'Starter Bundle', 'bundle', 349, 1], ['winter25', 'Winter Bundle 2025', 'bundle', 1_299, 0],
  ['skin_fox', 'Fox Costume', 'cosmetic', 599, 1], ['skin_owl', 'Owl Costume', 'cosmetic', 599, 1], ['skin_gold', 'Golden Frame', 'cosmetic', 2_499, 1],
];
const guilds = [['Night Owls', 'NOWL', 'en'], ['Moss Brigade', 'MOSS', 'en'], ['Die Tüftler', 'TUFT', 'de'], ['Los Faroles', 'FARO', 'es'], ['Cogs United', 'COGS', 'en'],
  ['Sans Souci', 'SOUC', 'fr'], ['Tea Break', 'TEAB', 'en'], ['Lucky Sevens', 'LUCK', 'en'], ['Eisbrecher', 'EISB', 'de'], ['Slow Turtles', 'SLOW', 'en'],
  ['Casual Fridays', 'CASF', 'en']];
const reasons = ['cheating', 'abusive chat', 'payment fraud', 'spam', 'shared account'];
const adjectives = 'Brave Dizzy Sleepy Lucky Grumpy Silent Rusty Cosmic Salty Fuzzy Turbo Velvet'.split(' ');
const animals = 'Otter Badger Falcon Gecko Walrus Heron Panda Moth Ferret Lynx Newt Raven Yak Squid'.split(' ');
const versions = [['2025-01-01', '2.0'], ['2025-09-03', '2.4'], ['2026-03-18', '3.0'], ['2026-06-10', '3.1'], ['2026-10-07', '3.2']];
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
const today = '2026-11-16';
const lastDay = '2026-11-15';

export function fill(insert) {
  const random = new Random(5101);
  const person = people(random);
  const names = random.shuffled(adjectives.flatMap((adjective) => animals.map((animal) => `${adjective}${animal}`)));
  insert('moderators', numbered(['day', 'day', 'night', 'night', 'weekend'].map((shift) => [person().join(' '), shift, random.day('2024-11-01', '2026-02-20')])));
  insert('levels', numbered(levelNames.map((name, index) => level(random, name, index))));
  insert('products', numbered(products.map((product) => [...product, '2025-01-10 09:00:00'])));
  const players = numbered(names.slice(0, 150).map((name, index) => player(random, name, index + 1)));
  const sessions = players.flatMap((row) => sessionsOf(random, row)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1));
  insert('players', players);
  insert('sessions', numbered(sessions));
  insert('level_attempts', numbered(players.flatMap((row) => attemptsOf(random, row))));
  insert('purchases', numbered(players.flatMap((row) => purchasesOf(random, row)).toSorted((a, b) => (a[4] < b[4] ? -1 : 1))));
  found(random, players, insert);
  insert('bans', numbered(random.sample(players.slice(0, 140), 24).map((row) => ban(random, row)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1))));
}

function level(random, name, index) {
  const [world, released] = worlds[Math.floor(index / 6)];
  return [index + 1, name, world, ['easy', 'medium', 'hard'][Math.min(2, Math.floor((index % 6) / 2 + random.next()))], random.int(14, 40), released];
}

function player(random, name, id) {
  const isEarly = id <= 12;
  const later = id % 9 === 0 ? random.day('2026-09-10', lastDay) : random.day(id % 3 === 0 ? '2026-01-02' : '2025-01-16', '2026-09-30');
  const joined = isEarly ? random.day('2025-01-16', '2025-04-28') : later;
  const age = daysBetween(joined, today);
  const highest = Math.max(0, Math.min(24, Math.round((age / 28) * (0.4 + random.next() * 1.4))));
  const country = random.weighted(['GB', 'US', 'DE', 'FR', 'ES', 'SE', 'BR'], [24, 22, 18, 12, 10, 5, 9]);
  const deleted = id > 12 && age > 90 && random.chance(0.08) ? `${plusDays(joined, random.int(30, 88))} ${clock(random)}` : null;
  const email = random.chance(0.72) ? `${name.toLowerCase()}@mail.example` : null;
  const referrer = joined > '2025-05-01' && random.chance(0.22) ? random.weighted([3, 5, 8, 11, 4, 9], [9, 4, 6, 3, 2, 1]) : null;
  return [name, email, country, random.weighted(['ios', 'android'], [46, 54]), highest, random.int(0, 900) * 5, referrer, random.chance(0.6),
    `${joined} ${clock(random)}`, `${lastDay} 03:00:00`, deleted];
}

function clock(random) {
  return `${random.time(6, 24, 1)}:${twoDigits(random.int(0, 59))}`;
}

function lastOf([, , , , , , , , , , , deleted]) {
  return deleted === null ? lastDay : deleted.slice(0, 10);
}

function activeFrom([id, , , , , , , , , created], back) {
  const joined = plusDays(created.slice(0, 10), 1);
  return joined < back && id % 2 === 0 ? back : joined;
}

function sessionsOf(random, row) {
  const [id, , , , platform] = row;
  const [from, to] = [activeFrom(row, '2026-06-01'), lastOf(row)];
  if (from > to || random.chance(0.06)) return [];
  const stop = random.chance(0.35) && from < '2026-08-01' ? random.day(from, '2026-09-20') : to;
  const isEager = random.chance(0.3);
  return Array.from({ length: random.int(1, isEager ? 16 : 8) }, () => {
    const day = random.day(from, stop < to ? stop : to);
    const [, version] = versions.findLast(([since]) => since <= day);
    return [id, `${day} ${clock(random)}`, random.int(40, isEager ? 3_300 : 1_500), version, random.chance(platform === 'android' ? 0.07 : 0.03)];
  });
}

function attemptsOf(random, row) {
  const [id, , , , , highest] = row;
  const [from, to] = [activeFrom(row, '2026-03-01'), lastOf(row)];
  if (highest === 0 || from > to) return [];
  return Array.from({ length: random.int(1, 9) }, () => {
    const day = random.day(from, to);
    const most = Math.min(highest, day < '2025-09-03' ? 12 : day < '2026-06-10' ? 18 : 24);
    const place = Math.max(1, most - random.int(0, 5));
    const outcome = random.weighted(['won', 'lost', 'quit'], [56 - place, 32 + place, 10]);
    const boosters = random.weighted([0, 1, 2, 3], [66, 20, 10, 4]);
    return [id, place, day, outcome, random.int(9, 36), outcome === 'won' ? random.weighted([1, 2, 3], [30, 40, 30]) : null, boosters];
  });
}

function purchasesOf(random, row) {
  const [id] = row;
  const [from, to] = [activeFrom(row, '2026-02-01'), lastOf(row)];
  if (from > to || !random.chance(0.52)) return [];
  return Array.from({ length: random.weighted([1, 2, 4, 8, 15], [36, 28, 20, 11, 5]) }, () => {
    const day = random.day(from, to);
    const isWinter = day > '2025-12-01' && day < '2026-01-10' && random.chance(0.5);
    const product = isWinter ? 9 : random.weighted([1, 2, 3, 4, 5, 6, 7, 8, 10, 12], [22, 20, 8, 3, 14, 7, 12, 9, 6, 1]);
    const amount = Math.round(products[product - 1][3] * (random.chance(0.12) ? 0.8 : 1));
    const refunded = random.chance(0.05) ? `${plusDays(day, 1) > lastDay ? lastDay : plusDays(day, 1)} 23:59:00` : null;
    return [id, product, amount, Math.round(amount * (day < '2026-01-01' ? 0.3 : 0.15)), `${day} ${clock(random)}`, refunded];
  });
}

function found(random, players, insert) {
  const able = players.filter(([, , , , , , , , , , , deleted]) => deleted === null);
  const groups = guilds.map((_, index) => able.filter(([id]) => id % 13 === index && id < 145));
  const days = groups.map((group) => plusDays(group[0][9].slice(0, 10), random.int(5, 40)));
  const ended = days.map((day, index) => (index === 3 || index === 8 ? plusDays(day, 230) : null)).map((day) => (day === null || day > lastDay ? null : day));
  insert('guilds', numbered(guilds.map(([name, tag, language], index) => [name, tag, groups[index][0][0], language, random.chance(0.4), days[index], ended[index]])));
  insert('guild_members', groups.flatMap((group, index) => group.map(([id, , , , , , , , , created], place) => {
    const earliest = created.slice(0, 10) > days[index] ? created.slice(0, 10) : days[index];
    const joined = place === 0 ? days[index] : random.day(earliest, ended[index] ?? lastDay);
    const left = ended[index] ?? (place > 1 && random.chance(0.18) ? random.day(joined, lastDay) : null);
    return [index + 1, id, place === 0 ? 'leader' : random.weighted(['officer', 'member'], [2, 8]), joined, left];
  }).filter(([, , , joined, left]) => left === null || joined <= left)));
}

function ban(random, row) {
  const [id] = row;
  const [from, to] = [activeFrom(row, '2026-04-01'), lastOf(row)];
  const day = from < to ? random.day(from, to) : to;
  const length = random.weighted([3, 7, 30, 180, null], [5, 6, 4, 4, 6]);
  const moderator = random.weighted([1, 2, 3, 4, null], [7, 4, 6, 3, 3]);
  const lifted = length !== 3 && random.chance(0.2) && plusDays(day, 4) < lastDay ? `${plusDays(day, random.int(1, 3))} 10:30:00` : null;
  return [id, moderator, random.weighted(reasons, [9, 7, 3, 3, 2]), `${day} ${clock(random)}`, length === null ? null : `${plusDays(day, length)} 00:00:00`, lifted];
}
