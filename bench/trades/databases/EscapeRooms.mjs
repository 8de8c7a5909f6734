// Escape rooms in three cities; CamelCase, declared keys, prices in euros per head, moments with a blank, outcome of a game in seconds.
import { people } from '../names.mjs';
import { Random, cents, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE Location (LocationId INTEGER PRIMARY KEY, City TEXT NOT NULL, Street TEXT NOT NULL, OpenedOn TEXT NOT NULL, HasBar INTEGER NOT NULL);
CREATE TABLE Room (RoomId INTEGER PRIMARY KEY, LocationId INTEGER NOT NULL REFERENCES Location(LocationId), Title TEXT NOT NULL, Theme TEXT NOT NULL,
  Difficulty INTEGER NOT NULL, MinPlayers INTEGER NOT NULL, MaxPlayers INTEGER NOT NULL, TimeLimitMin INTEGER NOT NULL, PricePerHead NUMERIC NOT NULL,
  LaunchedOn TEXT NOT NULL, RetiredOn TEXT);
CREATE TABLE GameMaster (GameMasterId INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, LocationId INTEGER NOT NULL REFERENCES Location(LocationId),
  TrainedById INTEGER REFERENCES GameMaster(GameMasterId), HourlyWage NUMERIC NOT NULL, StartedOn TEXT NOT NULL, EndedOn TEXT);
CREATE TABLE Player (PlayerId INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, Email TEXT, Phone TEXT, HomeTown TEXT, BirthDate TEXT,
  RegisteredOn TEXT NOT NULL, WantsNewsletter INTEGER NOT NULL, InvitedById INTEGER REFERENCES Player(PlayerId));
CREATE TABLE GiftCard (CardCode TEXT PRIMARY KEY, BoughtById INTEGER NOT NULL REFERENCES Player(PlayerId), BoughtOn TEXT NOT NULL, FaceValue NUMERIC NOT NULL,
  ExpiresOn TEXT NOT NULL, UsedOn TEXT);
CREATE TABLE Booking (BookingId INTEGER PRIMARY KEY, PlayerId INTEGER NOT NULL REFERENCES Player(PlayerId), RoomId INTEGER NOT NULL REFERENCES Room(RoomId),
  BookedOn TEXT NOT NULL, SlotStart TEXT NOT NULL, HeadCount INTEGER NOT NULL, Occasion TEXT, Channel TEXT NOT NULL, State TEXT NOT NULL, TotalPrice NUMERIC NOT NULL,
  CardCode TEXT REFERENCES GiftCard(CardCode));
CREATE TABLE Game (GameId INTEGER PRIMARY KEY, BookingId INTEGER NOT NULL UNIQUE REFERENCES Booking(BookingId), GameMasterId INTEGER NOT NULL REFERENCES GameMaster(GameMasterId),
  TeamName TEXT, Escaped INTEGER NOT NULL, SecondsNeeded INTEGER, HintsGiven INTEGER NOT NULL, PhotoTaken INTEGER NOT NULL);
CREATE TABLE Review (ReviewId INTEGER PRIMARY KEY, GameId INTEGER NOT NULL REFERENCES Game(GameId), Stars INTEGER NOT NULL, Remark TEXT, WrittenOn TEXT NOT NULL, AnsweredOn TEXT);
CREATE TABLE Defect (DefectId INTEGER PRIMARY KEY, RoomId INTEGER NOT NULL REFERENCES Room(RoomId), ReportedById INTEGER NOT NULL REFERENCES GameMaster(GameMasterId),
  Prop TEXT NOT NULL, ReportedOn TEXT NOT NULL, FixedOn TEXT, RepairCost NUMERIC);
`;

const today = '2026-11-16';
const locations = [['Brunsdorf', 'Kupfergasse 12', '2016-03-18', 1], ['Hallstadt', 'Am Speicher 3', '2018-09-07', 0], ['Veldenau', 'Ringstrasse 88', '2022-05-13', 1]];
/** Location, title, theme, difficulty, players, minutes, price, launch, end, how often it is booked, odds of getting out. */
const rooms = [
  [1, 'The Pharaoh\'s Curse', 'Egypt', 3, 2, 6, 60, 27, '2016-03-18', null, 16, 0.68], [1, 'Submarine 47', 'War', 4, 3, 6, 75, 31, '2019-02-01', null, 11, 0.5],
  [1, 'Grandma\'s Attic', 'Family', 1, 2, 8, 60, 22, '2020-10-09', null, 14, 0.9], [1, 'Bank Heist', 'Crime', 3, 2, 7, 60, 28, '2017-06-23', '2026-06-30', 9, 0.64],
  [2, 'Haunted Cellar', 'Horror', 4, 2, 5, 60, 29, '2018-09-07', null, 15, 0.47], [2, 'Mad Professor', 'Science', 2, 2, 6, 60, 25, '2018-09-07', null, 12, 0.78],
  [2, 'Orient Train', 'Crime', 3, 3, 7, 75, 32, '2021-11-19', null, 10, 0.61], [3, 'Space Station Nova', 'Science', 5, 3, 6, 90, 36, '2022-05-13', null, 10, 0.31],
  [3, 'Pirate Bay', 'Family', 2, 2, 8, 60, 24, '2022-05-13', null, 13, 0.84], [3, 'Asylum', 'Horror', 5, 3, 5, 75, 34, '2023-10-13', null, 8, 0.36],
  [2, 'Viking Tomb', 'History', 3, 2, 6, 60, 27.5, '2026-09-11', null, 9, 0.6], [3, 'Time Machine', 'Science', 4, 2, 6, 75, 33, '2026-12-04', null, 0, 0],
];
/** Location, trainer, wage, start, end. */
const masters = [[1, null, 17.5, '2016-03-01', null], [1, 1, 15.2, '2019-05-06', null], [1, 1, 14.1, '2024-02-12', null], [2, 1, 16.4, '2018-08-20', null], [2, 4, 14.6, '2022-10-03', null],
  [2, 4, 13.9, '2025-04-14', '2026-04-30'], [3, 4, 15.9, '2022-04-25', null], [3, 7, 14.2, '2023-09-18', null], [3, 7, 13.6, '2025-10-06', null], [1, 2, 13.5, '2026-06-15', null],
  [2, 5, 13.5, '2026-09-01', null], [1, 1, 14.8, '2018-01-15', '2026-07-31']];
const towns = ['Brunsdorf', 'Hallstadt', 'Veldenau', 'Merzheim', 'Obertal', null];
const words = [['Lost', 'Clever', 'Midnight', 'Rusty', 'Brave', 'Noisy', 'Secret', 'Lucky'], ['Owls', 'Keys', 'Foxes', 'Cousins', 'Lemons', 'Detectives', 'Badgers', 'Colleagues']];
const props = ['Padlock', 'Magnet door', 'Sound system', 'Camera', 'UV lamp', 'Puzzle box', 'Screen', 'Fog machine'];

export function fill(insert) {
  const random = new Random(71_118);
  const person = people(random);
  insert('Location', locations.map((row, index) => [index + 1, ...row]));
  insert('Room', rooms.map((row, index) => [index + 1, ...row.slice(0, 10)]));
  insert('GameMaster', masters.map((row, index) => [index + 1, ...person(), ...row]));
  const players = Array.from({ length: 260 }, () => random.day('2024-01-08', '2026-11-14')).toSorted().map((day, index) => player(random, person(), { day, id: index + 1 }));
  insert('Player', players);
  const cards = Array.from({ length: 86 }, (_, index) => card(random, players, 1013 + index * 83)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1));
  const taken = new Set();
  const visits = Array.from({ length: 640 }, () => booking(random, players, taken)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1)).map((row, index) => [40_001 + index, ...row]);
  for (const row of visits) redeem(random, row, cards);
  insert('GiftCard', cards);
  insert('Booking', visits);
  const games = visits.filter((row) => row[8] === 'Played').map((row, index) => game(random, row, index + 1));
  insert('Game', games.map(([row]) => row));
  insert('Review', games.flatMap(([row, day]) => reviewOf(random, row, day)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
  insert('Defect', Array.from({ length: 64 }, () => defect(random)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
}

function player(random, [first, last], { day, id }) {
  return [id, first, last, random.chance(0.93) ? `${first}.${last}@mail.example`.toLowerCase() : null, random.chance(0.6) ? `0171 ${random.int(2_000_000, 8_999_999)}` : null,
    random.weighted(towns, [34, 24, 18, 10, 6, 8]), random.chance(0.7) ? random.day('1962-01-01', '2008-06-30') : null, day, random.chance(0.45),
    id > 20 && random.chance(0.22) ? Math.min(random.int(1, id - 1), random.int(1, id - 1)) : null];
}

function card(random, players, number) {
  const [who, , , , , , , joined] = random.pick(players);
  const bought = random.day(joined, random.chance(0.3) && joined < '2025-12-24' ? '2025-12-24' : '2026-11-15');
  return [`GC-${random.pick('ABCDEFHK'.split(''))}${number}`, who, bought, random.weighted([50, 75, 100, 150], [30, 24, 34, 12]), plusDays(bought, 365), null];
}

function booking(random, players, taken) {
  for (;;) {
    const room = random.weighted(rooms.map((_, index) => index + 1), rooms.map((row) => row[10]));
    const [, , , difficulty, least, most, , price, launched, ended] = rooms[room - 1];
    const day = random.weighted([random.day('2025-01-10', '2026-11-15'), random.day('2026-08-01', '2026-11-15'), random.day(today, '2027-01-16')], [74, 17, 9]);
    const time = random.weighted(['11:00', '13:30', '16:00', '18:30', '20:30'], weekday(day) % 6 === 0 ? [16, 22, 26, 22, 14] : [3, 8, 20, 38, 31]);
    const key = `${room} ${day} ${time}`;
    const known = players.filter(([id, , , , , , , joined]) => joined <= day && joined <= today && id % 12 !== 7);
    if (taken.has(key) || day < launched || (ended !== null && day > ended) || known.length === 0 || (random.chance(0.5) && ![0, 5, 6].includes(weekday(day)))) continue;
    taken.add(key);
    const [who, , , , , , , joined] = known[Math.floor(random.next() ** 1.25 * known.length)];
    const early = plusDays(day < today ? day : today, -random.weighted([0, 2, 6, 15, 30], [12, 28, 30, 20, 10]));
    const heads = Math.max(least, Math.min(most, random.weighted([2, 3, 4, 5, 6, 8], [18, 20, 26, 18, 12, difficulty < 3 ? 8 : 2])));
    const isLate = day >= today;
    const state = random.weighted(isLate ? ['Confirmed', 'Confirmed', 'Cancelled'] : ['Played', 'NoShow', 'Cancelled'], isLate ? [70, 22, 8] : [87, 4, 9]);
    const occasion = random.weighted([null, 'Birthday', 'Company outing', 'Stag or hen party', 'School class'], [58, 20, 12, 6, 4]);
    return [who, room, early < joined ? joined : early, `${day} ${time}`, heads, occasion, random.weighted(['Website', 'Phone', 'Walk-in', 'Partner'], [66, 16, 6, 12]), state,
      cents(heads * price * (occasion === 'School class' ? 0.8 : 1)), null];
  }
}

function redeem(random, row, cards) {
  const day = row[4].slice(0, 10);
  const free = cards.findLast(([, , bought, , expires, used]) => used === null && bought < row[3] && expires >= day);
  if (free === undefined || row[8] !== 'Played' || !random.chance(0.13)) return;
  row[10] = free[0];
  free[5] = day;
}

function game(random, [booking, , room, , start, heads], id) {
  const day = start.slice(0, 10);
  const [where, , , , , , minutes, , , , , odds] = rooms[room - 1];
  const able = masters.flatMap(([location, , , from, to], index) => (location === where && from <= day && (to === null || to >= day) ? [index + 1] : []));
  const escaped = random.chance(odds + (heads - 4) * 0.02);
  const seconds = escaped ? Math.min(minutes * 60 - random.int(1, 200), Math.round(minutes * 60 * (0.58 + random.next() * 0.42))) : null;
  const team = random.chance(0.85) ? `${random.pick(words[0])} ${random.pick(words[1])}` : null;
  return [[id, booking, random.pick(able), team, escaped, seconds, random.weighted([0, 1, 2, 3, 4, 6], escaped ? [14, 24, 26, 20, 10, 6] : [4, 10, 20, 28, 24, 14]), random.chance(0.7)], day];
}

function reviewOf(random, [id, , , , escaped], day) {
  if (!random.chance(0.36)) return [];
  const written = plusDays(day, random.int(0, 6));
  if (written > '2026-11-15') return [];
  const stars = random.weighted([5, 4, 3, 2, 1], escaped ? [56, 28, 10, 4, 2] : [34, 30, 18, 11, 7]);
  const remark = random.chance(0.5) ? random.pick(['Great fun', 'Too dark', 'Loved the puzzles', 'A lock was broken', 'Friendly staff', 'Will come again', 'Too short']) : null;
  const answered = plusDays(written, random.int(0, 9));
  return [[id, stars, remark, written, random.chance(stars < 3 ? 0.7 : 0.35) && answered <= today ? answered : null]];
}

function defect(random) {
  const room = random.weighted([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [12, 9, 5, 7, 12, 6, 8, 11, 5, 9, 4]);
  const [where, , , , , , , , launched, ended] = rooms[room - 1];
  const day = random.day(launched > '2025-02-01' ? launched : '2025-02-01', ended ?? '2026-11-14');
  const able = masters.flatMap(([location, , , from, to], index) => (location === where && from <= day && (to === null || to >= day) ? [index + 1] : []));
  const fixed = plusDays(day, random.weighted([0, 1, 3, 8, 20], [24, 30, 24, 14, 8]));
  const isFixed = fixed < today && random.chance(0.9);
  return [room, random.pick(able), random.pick(props), day, isFixed ? fixed : null, isFixed && random.chance(0.85) ? cents(random.int(8, 320) + random.int(0, 19) * 0.05) : null];
}
