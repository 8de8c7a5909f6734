// An independent record label; CamelCase names, declared keys, money in whole units, royalties as a share, months of streaming reports as text.
import { people } from '../names.mjs';
import { Random, cents, daysBetween, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE StaffMember (StaffId INTEGER PRIMARY KEY, Forename TEXT NOT NULL, Surname TEXT NOT NULL, Department TEXT NOT NULL, ReportsToId INTEGER REFERENCES StaffMember(StaffId),
  JoinedOn TEXT NOT NULL, LeftOn TEXT);
CREATE TABLE Act (ActId INTEGER PRIMARY KEY, StageName TEXT NOT NULL, Genre TEXT NOT NULL, HomeCountry TEXT NOT NULL, MemberCount INTEGER NOT NULL, SignedOn TEXT NOT NULL,
  DroppedOn TEXT, ScoutId INTEGER REFERENCES StaffMember(StaffId), ManagerId INTEGER REFERENCES StaffMember(StaffId), RoyaltyRate REAL NOT NULL);
CREATE TABLE Record (RecordId INTEGER PRIMARY KEY, CatalogueNo TEXT NOT NULL, ActId INTEGER NOT NULL REFERENCES Act(ActId), Title TEXT NOT NULL, Kind TEXT NOT NULL,
  Producer TEXT NOT NULL, RecordingCost REAL NOT NULL, ReleaseDate TEXT, IsShelved INTEGER NOT NULL);
CREATE TABLE Track (TrackId INTEGER PRIMARY KEY, RecordId INTEGER NOT NULL REFERENCES Record(RecordId), TrackNo INTEGER NOT NULL, Title TEXT NOT NULL, Seconds INTEGER NOT NULL,
  IsExplicit INTEGER NOT NULL, GuestActId INTEGER REFERENCES Act(ActId));
CREATE TABLE StreamReport (TrackId INTEGER NOT NULL REFERENCES Track(TrackId), Service TEXT NOT NULL, Period TEXT NOT NULL, Plays INTEGER NOT NULL, Payout REAL NOT NULL,
  PRIMARY KEY (TrackId, Service, Period));
CREATE TABLE Advance (AdvanceId INTEGER PRIMARY KEY, ActId INTEGER NOT NULL REFERENCES Act(ActId), Amount REAL NOT NULL, Recouped REAL NOT NULL, PaidOn TEXT NOT NULL);
CREATE TABLE Dealer (DealerId INTEGER PRIMARY KEY, DealerName TEXT NOT NULL, City TEXT NOT NULL, Country TEXT NOT NULL, TermsDays INTEGER NOT NULL, ClosedOn TEXT);
CREATE TABLE Shipment (ShipmentId INTEGER PRIMARY KEY, DealerId INTEGER NOT NULL REFERENCES Dealer(DealerId), RecordId INTEGER NOT NULL REFERENCES Record(RecordId),
  Medium TEXT NOT NULL, Copies INTEGER NOT NULL, CopiesReturned INTEGER NOT NULL, PricePerCopy REAL NOT NULL, ShippedOn TEXT NOT NULL, PaidOn TEXT);
CREATE TABLE Gig (GigId INTEGER PRIMARY KEY, ActId INTEGER NOT NULL REFERENCES Act(ActId), Venue TEXT NOT NULL, City TEXT NOT NULL, PlayedOn TEXT NOT NULL, Capacity INTEGER NOT NULL,
  TicketsSold INTEGER NOT NULL, TicketPrice REAL NOT NULL, State TEXT NOT NULL);
`;

/** Department, boss, first and last day. */
const desks = [['Management', null, '2008-05-01', null], ['A&R', 1, '2010-02-15', null], ['A&R', 2, '2018-09-03', null], ['A&R', 2, '2015-01-12', '2024-10-31'],
  ['Artist management', 1, '2012-06-01', null], ['Artist management', 5, '2019-03-18', null], ['Artist management', 5, '2023-08-21', null], ['Marketing', 1, '2016-11-07', null],
  ['Marketing', 8, '2022-04-04', '2026-06-30'], ['Marketing', 8, '2026-09-14', null], ['Accounts', 1, '2011-10-10', null], ['Warehouse', 1, '2020-01-20', null]];
/** Name, genre, country, people, signed, dropped, scout, manager, rate, fame. */
const acts = [['The Salt Lamps', 'Indie', 'UK', 4, '2012-03-12', null, 2, 5, 0.18, 9], ['Velvet Tram', 'Electronic', 'Germany', 2, '2014-09-01', null, 2, 6, 0.2, 12],
  ['Odile Marchetti', 'Jazz', 'France', 1, '2016-01-25', null, 4, 5, 0.22, 4], ['Grindhaven', 'Metal', 'Sweden', 5, '2016-10-17', '2025-12-31', 4, 6, 0.15, 3],
  ['Paper Antlers', 'Folk', 'Ireland', 3, '2017-05-08', null, 2, 5, 0.17, 6], ['DJ Korrel', 'Electronic', 'Netherlands', 1, '2019-02-11', null, 3, 6, 0.24, 15],
  ['Maren Sol', 'Pop', 'Denmark', 1, '2019-11-04', null, 3, 7, 0.2, 18], ['The Dusk Committee', 'Indie', 'UK', 5, '2020-07-20', null, 4, 7, 0.16, 5],
  ['Low Orchard', 'Folk', 'UK', 2, '2021-03-15', null, 3, 5, 0.17, 4], ['Brasskids', 'Jazz', 'Belgium', 7, '2021-09-27', '2026-08-31', 4, 6, 0.19, 2],
  ['Sable Ninety', 'Hip-hop', 'UK', 1, '2022-06-06', null, 3, 7, 0.23, 13], ['Cinder & Wren', 'Pop', 'Ireland', 2, '2023-01-30', null, 2, 7, 0.19, 8],
  ['Iron Meadow', 'Metal', 'Germany', 4, '2023-10-09', null, 2, 6, 0.16, 5], ['Lumen Twelve', 'Electronic', 'France', 3, '2024-05-13', null, 3, null, 0.21, 6],
  ['Hester Quayle', 'Folk', 'UK', 1, '2025-08-18', null, 3, 5, 0.18, 3], ['Night Bus Choir', 'Pop', 'UK', 9, '2026-07-06', null, 2, 7, 0.17, 0], ['Tin Sparrow', 'Indie', 'Ireland', 3, '2026-10-05', null, 3,
    null, 0.16, 0]];
const dealers = [['Groove Cellar', 'Leeds', 'UK', 30, null], ['Plattenhof', 'Berlin', 'Germany', 45, null], ['Spin Again', 'Dublin', 'Ireland', 30, null], ['Rille & Rausch', 'Cologne', 'Germany', 30, null],
  ['Disques du Canal', 'Paris', 'France', 60, null], ['Vinyl Harbour', 'Bristol', 'UK', 30, null], ['Black Circle', 'Manchester', 'UK', 45, null], ['Plaatwerk', 'Utrecht', 'Netherlands', 30, null],
  ['Needle Drop', 'London', 'UK', 30, '2026-03-31'], ['Wax Poetic', 'London', 'UK', 60, null], ['Skivbaren', 'Malmo', 'Sweden', 45, null], ['Sound Parcel', 'Ghent', 'Belgium', 30, null],
  ['Tonkeller', 'Hamburg', 'Germany', 45, null], ['Echo Row', 'Galway', 'Ireland', 60, null], ['Pladehulen', 'Aarhus', 'Denmark', 30, null], ['Second Side', 'Glasgow', 'UK', 30, null]];
/** What is still to come, or was put away: act, kind, cost, day, shelved. */
const planned = [[7, 'Album', 28_500, '2027-01-22', false], [11, 'Single', 1_300, '2026-11-27', false], [6, 'EP', 7_600, '2026-12-04', false], [16, 'EP', 4_200, '2027-02-12', false],
  [4, 'Album', 21_000, null, true], [8, 'Album', 17_500, null, true], [13, 'EP', 5_200, null, false]];
const halls = [['The Boiler', 'Leeds', 300], ['Lido Hall', 'Berlin', 650], ['Whelan Rooms', 'Dublin', 400], ['Thekla Deck', 'Bristol', 420], ['Le Grenier', 'Paris', 280], ['Tivoli Loft', 'Utrecht', 900],
  ['Kranhaus', 'Cologne', 520], ['The Foundry', 'Manchester', 1_200], ['Vega Small', 'Copenhagen', 500], ['Corn Exchange', 'Cambridge', 1_600]];
const first = 'Amber,Broken,Quiet,Paper,Northern,Velvet,Hollow,Second,Burning,Silver,Crooked,Distant,Glass,Winter,Electric,Slow'.split(',');
const second = 'Rooms,Harbour,Letters,Machines,Garden,Weather,Horses,Signal,Staircase,Kingdom,Motel,River,Ghosts,Summer,Alphabet,Engine'.split(',');
const producers = ['Ines Falk', 'Marcus Doyle', 'Theo Brandt', 'Self-produced', 'Carla Venn'];
const services = ['Streamly', 'Tonebox', 'Wavepool'];
const periods = ['2026-06', '2026-07', '2026-08', '2026-09', '2026-10'];
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(6222);
  const person = people(random);
  const titles = titlesOf(random);
  insert('StaffMember', numbered(desks.map((desk) => [...person(), ...desk])));
  insert('Act', numbered(acts.map((act) => act.slice(0, 9))));
  const records = numbered(acts.flatMap((act, index) => recordsOf(random, act, index + 1, titles)).toSorted((a, b) => ((a[6] ?? '2027') < (b[6] ?? '2027') ? -1 : 1)));
  for (const row of records) row[1] = `HLM-${String(row[0] + 20).padStart(3, '0')}`;
  insert('Record', records);
  const tracks = numbered(records.flatMap((row) => tracksOf(random, row, titles)));
  insert('Track', tracks);
  insert('StreamReport', tracks.flatMap((row) => streamsOf(random, row, records[row[1] - 1])));
  insert('Advance', numbered(acts.flatMap((act, index) => advancesOf(random, act, index + 1)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1))));
  insert('Dealer', numbered(dealers));
  insert('Shipment', Array.from({ length: 420 }, () => shipment(random, records)).toSorted((a, b) => (a[6] < b[6] ? -1 : 1)).map((row, index) => [5_001 + index, ...row]));
  insert('Gig', numbered(Array.from({ length: 170 }, () => gig(random)).filter((row) => row !== null).toSorted((a, b) => (a[3] < b[3] ? -1 : 1))));
}

/** Titles, none of them twice. */
function titlesOf(random) {
  const all = random.shuffled(first.flatMap((one) => second.map((two) => `${one} ${two}`)));
  return () => all.pop();
}

function recordsOf(random, [, , , , signed, dropped, , , , fame], act, title) {
  const plans = planned.filter(([of]) => of === act).map(([, ...rest]) => [null, act, title(), rest[0], random.pick(producers), ...rest.slice(1)]);
  const count = fame === 0 ? 0 : Math.max(1, Math.min(5, Math.round(daysBetween(signed, dropped ?? today) / 800)));
  const records = Array.from({ length: count }, (_, index) => {
    const kind = random.weighted(['Album', 'EP', 'Single'], [52, 26, 22]);
    const from = plusDays(signed, 120 + index * 700);
    return [null, act, title(), kind, random.pick(producers), random.int(10, 90) * { Album: 400, EP: 150, Single: 60 }[kind], random.day(from, plusDays(from, 500)), false];
  });
  return [...records.filter((row) => row[6] < (dropped ?? '2026-11-14')), ...plans];
}

function tracksOf(random, [record, , act, name, kind, , , released], title) {
  if (released === null) return [];
  const count = { Album: random.int(5, 8), EP: random.int(3, 4), Single: random.int(1, 2) }[kind];
  return Array.from({ length: count }, (_, index) => {
    const guest = random.chance(0.09) ? random.int(1, 15) : null;
    return [record, index + 1, index === 0 ? name : title() ?? `${name}, part ${index}`, random.int(128, kind === 'Single' ? 250 : 395), random.chance([13, 8, 6, 11].includes(act) ? 0.35 : 0.06),
      guest === act ? null : guest];
  });
}

function streamsOf(random, [track, , number], [, , act, , , , , released]) {
  if (released === null || released > '2026-10-31') return [];
  const fame = acts[act - 1][9] * (number === 1 ? 2.4 : 0.4 + random.next()) * (released > '2025-06-01' ? 2 : 1);
  const on = services.filter(() => random.chance(0.55));
  return on.flatMap((service) => periods.filter((period) => period >= released.slice(0, 7) && random.chance(0.6)).map((period) => {
    const plays = Math.round(fame * 620 * (0.5 + random.next()) * { Streamly: 1.6, Tonebox: 0.9, Wavepool: 0.35 }[service]);
    return [track, service, period, plays, cents(plays * { Streamly: 0.0031, Tonebox: 0.0046, Wavepool: 0.0082 }[service])];
  }));
}

function advancesOf(random, [, , , , signed, , , , , fame], act) {
  const days = [plusDays(signed, 14), plusDays(signed, 900), plusDays(signed, 1_900)].filter((day) => day < today);
  return days.filter((_, index) => act !== 12 && (index === 0 || random.chance(0.55))).map((day, index) => {
    const amount = (random.int(4, 22) + fame) * 500;
    const share = Math.min(1, (random.next() * daysBetween(day, today)) / 1_500);
    return [act, amount, share === 1 ? amount : cents(amount * share), index === 0 ? day : plusDays(day, random.int(0, 30))];
  });
}

function shipment(random, records) {
  const out = records.filter(([, , , , kind, , , released]) => kind !== 'Single' && released !== null && released < '2026-11-10');
  const record = random.pick(out);
  const [from, dealer] = [record[7] > '2025-01-06' ? record[7] : '2025-01-06', random.weighted(dealers.map((_, index) => index + 1), [9, 12, 6, 7, 8, 5, 9, 6, 7, 10, 3, 4, 6, 0, 2, 5])];
  const day = random.day(from, dealer === 9 ? from > '2026-03-20' ? from : '2026-03-20' : '2026-11-13');
  const medium = random.weighted(['LP', 'CD', 'Cassette'], [60, 32, 8]);
  const copies = random.int(1, 24) * 5;
  const paid = plusDays(day, dealers[dealer - 1][3] + random.int(-20, 26));
  return [dealer === 9 && day > '2026-03-31' ? 1 : dealer, record[0], medium, copies, day < '2026-10-01' && random.chance(0.25) ? Math.round(copies * random.next() * 0.4) : 0,
    { LP: 13.5, CD: 7.25, Cassette: 5.5 }[medium] + (record[4] === 'EP' ? -2 : 0), day, paid < today && random.chance(0.92) ? paid : null];
}

function gig(random) {
  const place = random.weighted(acts.map((_, index) => index), acts.map(([, , , , , , , , , fame], index) => (index === 2 ? 0 : fame === 0 ? 2 : fame / 2 + 3)));
  const [, , , , signed, dropped] = acts[place];
  const day = random.day(random.chance(0.22) ? '2026-10-10' : '2025-02-01', '2027-01-30');
  if (day < signed || day > (dropped ?? '2027-12-31')) return null;
  const [venue, city, capacity] = random.pick(halls);
  const state = day > today ? random.weighted(['Confirmed', 'Option', 'Cancelled'], [80, 14, 6]) : random.weighted(['Played', 'Cancelled'], [93, 7]);
  const sold = state === 'Option' ? 0 : Math.round(capacity * Math.min(1, (0.25 + random.next() * 0.9) * (day > today ? 0.6 : 1)));
  return [place + 1, venue, city, day, capacity, sold, random.int(12, 38) + 0.5, state];
}
