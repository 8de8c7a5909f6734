// A district chess league; normalised with lookups: two keys from games and fixtures to players and teams, three more to officials, a rating list.
import { people } from '../names.mjs';
import { Random, plusDays, twoDigits } from '../random.mjs';

export const schema = `
CREATE TABLE club (club_id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, town TEXT NOT NULL, founded_year INTEGER NOT NULL, venue_name TEXT NOT NULL,
  match_night TEXT NOT NULL, boards_available INTEGER NOT NULL, has_step_free_access INTEGER NOT NULL, secretary_id INTEGER REFERENCES player(player_id));
CREATE TABLE player (player_id INTEGER PRIMARY KEY, given_name TEXT NOT NULL, family_name TEXT NOT NULL, birth_date DATE,
  club_id INTEGER NOT NULL REFERENCES club(club_id), title_code TEXT, email TEXT, joined_on DATE NOT NULL, left_on DATE, annual_fee NUMERIC NOT NULL, fee_paid_on DATE);
CREATE TABLE season (season_id INTEGER PRIMARY KEY, label TEXT NOT NULL, starts_on DATE NOT NULL, ends_on DATE NOT NULL);
CREATE TABLE division (division_id INTEGER PRIMARY KEY, name TEXT NOT NULL, tier INTEGER NOT NULL, boards_per_match INTEGER NOT NULL, entry_fee NUMERIC NOT NULL);
CREATE TABLE team (team_id INTEGER PRIMARY KEY, name TEXT NOT NULL, club_id INTEGER NOT NULL REFERENCES club(club_id),
  season_id INTEGER NOT NULL REFERENCES season(season_id), division_id INTEGER NOT NULL REFERENCES division(division_id),
  captain_id INTEGER REFERENCES player(player_id), vice_captain_id INTEGER REFERENCES player(player_id), UNIQUE (name, season_id));
CREATE TABLE fixture_status (status_code TEXT PRIMARY KEY, description TEXT NOT NULL);
CREATE TABLE fixture (fixture_id INTEGER PRIMARY KEY, season_id INTEGER NOT NULL REFERENCES season(season_id),
  division_id INTEGER NOT NULL REFERENCES division(division_id), round_no INTEGER NOT NULL, home_team_id INTEGER NOT NULL REFERENCES team(team_id),
  away_team_id INTEGER NOT NULL REFERENCES team(team_id), scheduled_on DATE NOT NULL, played_on DATE, status_code TEXT NOT NULL REFERENCES fixture_status(status_code),
  home_points NUMERIC, away_points NUMERIC, arbiter_id INTEGER REFERENCES player(player_id), reported_at TEXT, reported_by_id INTEGER REFERENCES player(player_id));
CREATE TABLE outcome (outcome_code TEXT PRIMARY KEY, description TEXT NOT NULL, white_points NUMERIC NOT NULL, black_points NUMERIC NOT NULL);
CREATE TABLE game (game_id INTEGER PRIMARY KEY, fixture_id INTEGER NOT NULL REFERENCES fixture(fixture_id), board_no INTEGER NOT NULL,
  white_player_id INTEGER NOT NULL REFERENCES player(player_id), black_player_id INTEGER NOT NULL REFERENCES player(player_id),
  outcome_code TEXT NOT NULL REFERENCES outcome(outcome_code), moves INTEGER, minutes INTEGER, UNIQUE (fixture_id, board_no));
CREATE TABLE rating (player_id INTEGER NOT NULL REFERENCES player(player_id), list_date DATE NOT NULL, rating INTEGER NOT NULL, PRIMARY KEY (player_id, list_date));
CREATE TABLE penalty (penalty_id INTEGER PRIMARY KEY, team_id INTEGER NOT NULL REFERENCES team(team_id), fixture_id INTEGER REFERENCES fixture(fixture_id),
  imposed_on DATE NOT NULL, imposed_by_id INTEGER REFERENCES player(player_id), reason TEXT NOT NULL, points_deducted NUMERIC NOT NULL, fine_amount NUMERIC NOT NULL,
  paid_on DATE);
`;

const clubs = [
  ['Brackwater Knights', 'Brackwater', 1924, 'Corn Exchange, back room', 'Tuesday', 12, 1, 13],
  ['Tarnside Chess Club', 'Tarnside', 1951, 'Tarnside Library', 'Wednesday', 10, 1, 13],
  ['Old Mill Rooks', 'Brackwater', 1987, 'Old Mill Social Club', 'Thursday', 14, 0, 12], ['Pellworth', 'Pellworth', 1936, 'The Weavers Arms', 'Monday', 8, 0, 12],
  ['Quarry Hill', 'Quarry Hill', 1968, 'Scout Hut, Quarry Hill', 'Tuesday', 6, 0, 9], ['St Aldan Pawns', 'Tarnside', 2009, 'St Aldan Parish Hall', 'Friday', 16, 1, 9],
  ['Marrowby Chess Society', 'Marrowby', 1979, 'Marrowby Institute', 'Monday', 7, 1, 9],
  ['Fallowgate', 'Fallowgate', 1998, 'Fallowgate Cricket Pavilion', 'Thursday', 6, 1, 8],
  ['Lower Dunsey', 'Dunsey', 2021, 'The Old Forge Café', 'Wednesday', 5, 1, 5],
];
const seasons = [['2025/26', '2025-09-01', '2026-05-31'], ['2026/27', '2026-09-01', '2027-05-31']];
const divisions = [['Premier', 1, 5, 60], ['Second', 2, 4, 45]];
/** Club (from 1) and letter of the teams of a division. */
const entries = [[[[1, 'A'], [2, 'A'], [3, 'A'], [4, 'A'], [5, 'A'], [6, 'A']], [[1, 'B'], [2, 'B'], [3, 'B'], [4, 'B'], [7, 'A'], [8, 'A']]],
  [[[1, 'A'], [2, 'A'], [3, 'A'], [4, 'A'], [7, 'A'], [6, 'A']], [[1, 'B'], [2, 'B'], [3, 'B'], [4, 'B'], [5, 'A'], [8, 'A']]]];
const statuses = [['S', 'Scheduled'], ['P', 'Played'], ['X', 'Postponed'], ['C', 'Conceded']];
const outcomes = [['1-0', 'White won', 1, 0], ['0-1', 'Black won', 0, 1], ['=', 'Draw', 0.5, 0.5],
  ['+-', 'White won by default', 1, 0], ['-+', 'Black won by default', 0, 1]];
const points = new Map(outcomes.map(([code, , white]) => [code, white]));
const roundWeeks = [['2025-09-22', '2025-10-06', '2025-10-27', '2025-11-10', '2025-12-01', '2026-01-12', '2026-02-02', '2026-02-23', '2026-03-16', '2026-04-13'],
  ['2026-09-14', '2026-09-28', '2026-10-12', '2026-11-02', '2026-11-16', '2026-11-30', '2027-01-18', '2027-02-08', '2027-03-01', '2027-03-22']];
const nights = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];
const lists = ['2025-09-01', '2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01'];
const today = '2026-11-16';
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);

export function fill(insert) {
  const random = new Random(6464);
  const person = people(random);
  const members = numbered(clubs.flatMap((row, index) => Array.from({ length: row[7] }, (_, place) => player(random, person(), { club: index + 1, place }))));
  insert('player', members.map((row) => row.slice(0, 11)));
  insert('club', numbered(clubs.map((row, index) => [...row.slice(0, 7), index === 8 ? null : members.filter((one) => one[4] === index + 1 && one[8] === null)[3][0]])));
  insert('season', numbered(seasons));
  insert('division', numbered(divisions));
  const teams = numbered(entries.flatMap((season, at) => season.flatMap((list, division) =>
    list.map(([club, letter]) => team(random, members, { club, letter, at, division })))));
  insert('team', teams);
  insert('fixture_status', statuses);
  insert('outcome', outcomes);
  const drafts = seasons.flatMap((_, at) => divisions.flatMap((row, division) =>
    roundsOf(teams.filter((one) => one[3] === at + 1 && one[4] === division + 1), at, division)));
  const fixtures = numbered(drafts.toSorted((a, b) => (a[5] < b[5] ? -1 : 1)).map((row) => played(random, row, { members, teams })));
  const games = fixtures.flatMap((row) => gamesOf(random, row, { members, teams }));
  for (const row of fixtures) score(row, games.filter((game) => game[0] === row[0]));
  insert('fixture', fixtures);
  insert('game', numbered(games));
  insert('rating', members.flatMap((row) => ratingsOf(random, row)));
  insert('penalty', numbered(penaltiesOf(random, { fixtures, members, games }).toSorted((a, b) => (a[2] < b[2] ? -1 : 1))));
}

/** The last cell is the playing strength, which is not stored. */
function player(random, [first, last], { club, place }) {
  const isJunior = random.chance(0.14);
  const drawn = isJunior ? random.day('2008-12-20', '2014-05-30') : random.day('1940-03-01', '2005-12-31');
  const birth = (club === 5 && place === 7) ? '1937-05-02' : random.chance(0.95) && !(club === 6 && place === 5) ? drawn : null;
  const joined = club === 9 ? random.day('2023-01-10', '2026-09-20') : isJunior ? random.day('2022-09-01', '2025-08-20')
    : place === 11 || place === 8 ? random.day('2026-06-10', '2026-10-25') : random.day('1992-09-01', '2025-08-25');
  const earliest = birth === null ? joined : plusDays(birth, 3_100);
  const entered = joined > earliest ? joined : plusDays(earliest, random.int(0, 300));
  const left = (place === 7 && club % 2 === 1) || (place === 4 && club === 9) ? random.day('2026-05-20', '2026-08-31') : null;
  const strength = Math.max(1_120, Math.round((isJunior ? 1_480 : 2_080 - club * 14) - place * random.int(38, 58) + random.int(-90, 90)));
  const title = strength > 2_130 ? 'FM' : strength > 2_020 && random.chance(0.7) ? 'CM' : null;
  const fee = isJunior ? 15 : birth !== null && birth < '1961-09-01' ? 28 : 42;
  const isPaid = left === null && random.chance(0.84);
  return [first, last, birth, club, title, random.chance(0.86) ? `${first}.${last}@chess.example`.toLowerCase() : null, entered, left, fee,
    isPaid ? random.day(entered > '2026-08-20' ? entered : '2026-08-20', '2026-11-10') : null, strength];
}

/** The members who were there on a day, the strongest first. */
function squad(members, club, day) {
  return members.filter((row) => row[4] === club && row[7] <= day && (row[8] === null || row[8] > day)).toSorted((a, b) => b[11] - a[11]);
}

function team(random, members, { club, letter, at, division }) {
  const best = squad(members, club, seasons[at][1]);
  const own = letter === 'A' ? best.slice(0, 6) : best.slice(5);
  const [captain, vice] = random.sample(own, 2);
  const short = clubs[club - 1][0].replace(/ (Chess|Knights|Rooks|Pawns).*$/, '');
  return [`${short} ${letter}`, club, at + 1, division + 1, captain[0], random.chance(0.75) ? vice[0] : null];
}

/** Everybody against everybody, at home and away. */
function roundsOf(list, at, division) {
  const ring = list.slice(1);
  return roundWeeks[at].flatMap((week, round) => {
    const turned = ring.map((_, index) => ring[(index + round) % 5]);
    const pairs = [[list[0], turned[0]], [turned[1], turned[4]], [turned[2], turned[3]]];
    return pairs.map(([a, b]) => round % 2 === 0 ? [a, b] : [b, a]).map(([home, away]) => [at + 1, division + 1, round + 1, home[0], away[0],
      plusDays(week, nights.indexOf(clubs[home[2] - 1][4]))]);
  });
}

function played(random, [season, division, round, home, away, planned], { members, teams }) {
  const isMoved = random.chance(planned > '2026-10-10' ? 0.35 : 0.12);
  const day = isMoved ? plusDays(planned, random.pick(planned > '2026-10-10' ? [9, 21, 35] : [7, 9, 14, 21, 28])) : planned;
  const isPast = day < today;
  const isConceded = isPast && random.chance(0.035);
  const status = planned >= today ? 'S' : isConceded ? 'C' : isPast ? 'P' : 'X';
  const clubsOf = [teams[home - 1][2], teams[away - 1][2]];
  const arbiters = members.filter((row) => !clubsOf.includes(row[4]) && row[8] === null && row[0] % 7 === 2);
  const isReported = status === 'P' && (day < '2026-10-20' || random.chance(0.75));
  return [season, division, round, home, away, planned, status === 'P' ? day : null, status, null, null, status !== 'C' && division === 1 && random.chance(0.8)
    ? random.pick(arbiters)[0] : null, isReported ? `${plusDays(day, random.weighted([0, 1, 2, 5], [38, 32, 16, 14]))} 22:${twoDigits(random.int(31, 59))}:00` : null,
  isReported ? teams[random.chance(0.8) ? home - 1 : away - 1][5] : null];
}

function gamesOf(random, [id, , division, , home, away, , day, status], { members, teams }) {
  if (status !== 'P') return [];
  const boards = divisions[division - 1][2];
  const [ours, theirs] = [home, away].map((number) => lineUp(random, squad(members, teams[number - 1][2], day), { name: teams[number - 1][1], boards }));
  return ours.map((host, board) => {
    const [white, black] = board % 2 === 1 ? [host, theirs[board]] : [theirs[board], host];
    const expected = 1 / (1 + 10 ** ((black[11] - white[11] - 35 - (white === host ? 30 : -30)) / 400));
    const draw = 0.3 - Math.abs(expected - 0.5) * 0.3;
    const isDefault = random.chance(0.045);
    const chance = random.next();
    const code = isDefault ? random.pick(['+-', '-+']) : chance < draw ? '=' : chance < draw + (1 - draw) * expected ? '1-0' : '0-1';
    const moves = isDefault ? null : code === '=' ? random.int(14, 68) : random.int(17, 74) + (random.chance(0.1) ? random.int(5, 40) : 0);
    return [id, board + 1, white[0], black[0], code, moves, moves === null ? null : Math.min(210, 25 + moves * 2 + random.int(-15, 60))];
  });
}

function lineUp(random, best, { name, boards }) {
  const pool = name.endsWith('B') ? best.slice(4) : best.slice(0, boards + 2);
  const chosen = random.sample(pool, Math.min(boards, pool.length));
  return pool.filter((row) => chosen.includes(row));
}

/** Home has white on the even boards. */
function score(row, games) {
  if (row[8] === 'C') [row[9], row[10]] = row[0] % 2 === 0 ? [divisions[row[2] - 1][2], 0] : [0, divisions[row[2] - 1][2]];
  if (row[8] !== 'P') return;
  row[9] = games.reduce((sum, [, board, , , code]) => sum + (board % 2 === 0 ? points.get(code) : 1 - points.get(code)), 0);
  row[10] = games.length - row[9];
}

function ratingsOf(random, [id, , , , , , , joined, left, , , strength]) {
  let current = strength;
  const trend = random.int(6, 24);
  return lists.flatMap((day) => {
    const row = joined <= day && (left === null || left > day) ? [[id, day, current]] : [];
    current += trend + random.int(-30, 30);
    return row;
  });
}

function penaltiesOf(random, { fixtures, members, games }) {
  const officials = members.filter(([id, , , , , , , , left]) => left === null && id % 23 === 4 && id !== 73);
  const slips = new Set(games.filter((game) => ['+-', '-+'].includes(game[4])).map(([id]) => id));
  return fixtures.flatMap(([id, , , , home, away, planned, day, status, , , , reported]) => {
    const isLate = reported !== null && reported.slice(0, 10) > plusDays(day, 3);
    const isOdd = status === 'P' && random.chance(0.03);
    const reason = status === 'C' ? 'Match conceded' : slips.has(id) && random.chance(0.8) ? 'Board default'
      : isLate ? 'Late result' : isOdd ? 'Wrong board order' : null;
    if (reason === null) return [];
    const imposed = plusDays(day ?? planned, random.int(2, 9));
    const usual = { 'Match conceded': [25, 1], 'Board default': [10 + random.int(0, 1) * 5, random.pick([0, 0.5])], 'Late result': [5, 0],
      'Wrong board order': [12, 0.5] };
    const [fine, deducted] = usual[reason];
    const paid = plusDays(imposed, random.int(6, 50));
    return [[random.chance(0.5) ? home : away, id, imposed, random.chance(0.9) ? random.pick(officials)[0] : null, reason, deducted, fine,
      paid < today && random.chance(0.85) ? paid : null]];
  }).filter(([, , imposed]) => imposed < today);
}
