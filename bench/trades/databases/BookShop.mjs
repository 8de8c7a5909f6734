// An independent bookshop with a web shop, loyalty cards and readings; CamelCase names, declared keys, money in units, takings over the lines.
import { people } from '../names.mjs';
import { Random, cents, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE Publisher (PublisherId INTEGER PRIMARY KEY, Name TEXT NOT NULL, Country TEXT NOT NULL, TradeDiscount REAL NOT NULL, PaymentDays INTEGER NOT NULL);
CREATE TABLE Author (AuthorId INTEGER PRIMARY KEY, GivenName TEXT NOT NULL, Surname TEXT NOT NULL, Nationality TEXT NOT NULL, BirthYear INTEGER, DeathYear INTEGER);
CREATE TABLE Book (Isbn TEXT PRIMARY KEY, Title TEXT NOT NULL, AuthorId INTEGER NOT NULL REFERENCES Author(AuthorId), PublisherId INTEGER NOT NULL REFERENCES Publisher(PublisherId),
  Genre TEXT NOT NULL, Binding TEXT NOT NULL, PageCount INTEGER NOT NULL, PublishedDate TEXT NOT NULL, RetailPrice REAL NOT NULL, UnitCost REAL NOT NULL,
  CopiesInStock INTEGER NOT NULL, ReorderLevel INTEGER NOT NULL, IsOutOfPrint INTEGER NOT NULL);
CREATE TABLE Bookseller (BooksellerId INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, JobTitle TEXT NOT NULL, StartDate TEXT NOT NULL,
  LeavingDate TEXT, ReportsTo INTEGER REFERENCES Bookseller(BooksellerId), HourlyPay REAL NOT NULL);
CREATE TABLE LoyaltyMember (MemberId INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, Email TEXT, City TEXT NOT NULL, JoinedDate TEXT NOT NULL,
  ClosedDate TEXT, RecommendedBy INTEGER REFERENCES LoyaltyMember(MemberId), Points INTEGER NOT NULL, WantsNewsletter INTEGER NOT NULL);
CREATE TABLE Sale (SaleId INTEGER PRIMARY KEY, SoldAt TEXT NOT NULL, BooksellerId INTEGER REFERENCES Bookseller(BooksellerId), MemberId INTEGER REFERENCES LoyaltyMember(MemberId),
  Channel TEXT NOT NULL, PaymentMethod TEXT NOT NULL, PostageFee REAL NOT NULL, IsVoided INTEGER NOT NULL);
CREATE TABLE SaleLine (SaleId INTEGER NOT NULL REFERENCES Sale(SaleId), LineNumber INTEGER NOT NULL, Isbn TEXT NOT NULL REFERENCES Book(Isbn), Quantity INTEGER NOT NULL,
  UnitPrice REAL NOT NULL, DiscountPercent INTEGER NOT NULL, PRIMARY KEY (SaleId, LineNumber));
CREATE TABLE SpecialOrder (SpecialOrderId INTEGER PRIMARY KEY, MemberId INTEGER NOT NULL REFERENCES LoyaltyMember(MemberId), Isbn TEXT NOT NULL REFERENCES Book(Isbn),
  OrderedDate TEXT NOT NULL, ExpectedDate TEXT NOT NULL, ArrivedDate TEXT, CollectedDate TEXT, CancelledDate TEXT, Deposit REAL NOT NULL);
CREATE TABLE Reading (ReadingId INTEGER PRIMARY KEY, AuthorId INTEGER NOT NULL REFERENCES Author(AuthorId), HostId INTEGER NOT NULL REFERENCES Bookseller(BooksellerId),
  HeldAt TEXT NOT NULL, Seats INTEGER NOT NULL, TicketPrice REAL NOT NULL, TicketsSold INTEGER NOT NULL, IsCancelled INTEGER NOT NULL);
`;

const today = '2026-11-16';
const publishers = [['Blackthorn Press', 'United Kingdom', 0.4, 60], ['Meridian House', 'United Kingdom', 0.45, 90], ['Galloway & Finch', 'United States', 0.38, 60],
  ['Editions Lacroix', 'France', 0.35, 30], ['Nordlys Forlag', 'Norway', 0.33, 30], ['Little Owl Books', 'Ireland', 0.42, 60], ['Saltmarsh University Press', 'United Kingdom', 0.25, 30],
  ['Copper Kettle', 'United States', 0.4, 45]];
const lands = ['British', 'British', 'Irish', 'American', 'American', 'French', 'Norwegian', 'Canadian', 'Nigerian', 'Indian'];
/** Genre: titles, parted by bars. */
const shelves = {
  Crime: 'The Ferryman Waits|A Cold Kiln|Murder at Low Tide|The Ninth Witness|Ash Wednesday|The Quiet Lodger|Dead Reckoning|The Clockmaker Lies',
  Fiction: 'The Salt Road|Northern Letters|A House of Glass|The Orchard Wife|Winter Bees|Letters to Nobody|The Long Causeway|Half a Harvest|Paper Lanterns|What the River Kept',
  Children: 'Otto the Brave Otter|The Moon Bakery|Ten Sleepy Badgers|Pirate Gran|The Upside-down Owl|Where Is Mabel|Dragons Do Not Dance',
  Fantasy: 'The Iron Thistle|Crown of Embers|The Last Cartographer|Stormglass|The Hollow King', Poetry: 'Tidewords|Small Hours|The Blue Ledger',
  History: 'The Wool Kings|A Short History of Salt|Railways of the North|The Plague Year|Harbour Towns',
  Cookery: 'The Patient Loaf|Seven Soups|Supper from the Allotment|Salt Fat and Fennel',
  Travel: 'Walking the Marches|Slow Trains East|Islands in the Rain', Biography: 'The Lighthouse Builder|Ada in Winter|My Father the Conjuror',
  Science: 'How Moss Thinks|The Seventh Metal|Counting Stars',
};
const staff = [['Owner', '2004-03-01', null, null, 26], ['Manager', '2011-09-12', null, 1, 19.5], ['Bookseller', '2016-05-09', null, 2, 14.2], ['Bookseller', '2019-10-21', null, 2, 13.6],
  ['Bookseller', '2017-02-06', '2026-04-30', 2, 14], ['Children\'s specialist', '2021-01-11', null, 2, 14.8], ['Saturday help', '2024-09-07', null, 4, 11.5],
  ['Saturday help', '2026-06-06', null, 3, 11.2], ['Web shop assistant', '2022-08-15', null, 2, 13.9]];

export function fill(insert) {
  const random = new Random(6611);
  const person = people(random);
  insert('Publisher', publishers.map((row, index) => [index + 1, ...row]));
  const authors = Array.from({ length: 36 }, (_, index) => author(random, person(), index + 1));
  insert('Author', authors);
  const books = Object.entries(shelves).flatMap(([genre, titles]) => titles.split('|').map((title) => [genre, title])).map((pair, index) => book(random, pair, index));
  insert('Book', books);
  insert('Bookseller', staff.map((row, index) => [index + 1, ...person(), ...row]));
  const members = Array.from({ length: 82 }, (_, index) => member(random, person(), index + 1));
  insert('LoyaltyMember', members);
  const sales = Array.from({ length: 430 }, () => sale(random, members)).toSorted((a, b) => (a[0] < b[0] ? -1 : 1)).map((row, index) => [8001 + index, ...row]);
  insert('Sale', sales);
  insert('SaleLine', sales.flatMap((row) => linesOf(random, row, books)));
  const orders = Array.from({ length: 96 }, () => order(random, members, books.filter((row) => !row[12]))).toSorted((a, b) => (a[2] < b[2] ? -1 : 1));
  insert('SpecialOrder', orders.map((row, index) => [301 + index, ...row]));
  const living = authors.filter(([, , , , , died]) => died === null).map(([id]) => id);
  insert('Reading', Array.from({ length: 26 }, (_, index) => reading(random, index, living)));
}

function author(random, [given, family], id) {
  const born = random.int(1921, 1994);
  return [id, given, family, lands[id % lands.length], random.chance(0.93) ? born : null, born < 1950 && random.chance(0.6) ? random.int(1996, 2025) : null];
}

function book(random, [genre, title], index) {
  const binding = genre === 'Children' ? random.pick(['Hardback', 'Board book']) : random.weighted(['Paperback', 'Hardback'], [7, 4]);
  const house = genre === 'Children' ? 6 : random.weighted([1, 2, 3, 4, 5, 7, 8], [24, 22, 18, 9, 9, 8, 10]);
  const price = (binding === 'Paperback' ? random.int(8, 14) : binding === 'Hardback' ? random.int(15, 29) : random.int(6, 9)) + 0.99;
  const published = index === 13 ? '2026-12-03' : index % 6 === 2 ? random.day('2026-02-02', '2026-11-06') : random.day('1994-03-01', '2025-11-30');
  const isOut = published < '2018-01-01' && random.chance(0.24);
  return [`97801${String(40_721_003 + index * 20_899)}`, title, index < 30 ? random.int(1, 18) : random.int(10, 33), house, genre, binding,
    genre === 'Children' ? random.int(24, 64) : random.int(120, 690),
    published, price, cents(price * (1 - publishers[house - 1][2])), published > today || isOut ? 0 : random.weighted([0, random.int(1, 5), random.int(6, 24)], [1, 4, 6]),
    isOut ? 0 : random.pick([2, 3, 3, 4, 6]), isOut];
}

function member(random, [first, last], id) {
  const joined = id > 74 ? random.day('2026-08-03', '2026-11-13') : random.day('2019-01-07', '2026-07-31');
  return [id, first, last, random.chance(0.78) ? `${first}.${last}@letterbox.example`.toLowerCase() : null,
    random.weighted(['Aldbury', 'Penwick', 'Corbridge', 'Staithe'], [48, 26, 17, 9]), joined,
    id % 14 === 9 ? random.day(joined < '2026-01-01' ? '2026-01-02' : joined, '2026-10-30') : null,
    id > 15 && random.chance(0.24) ? random.pick([2, 2, 2, 5, 5, 9, 12, 14]) : null, random.int(0, 640), random.chance(0.46)];
}

function sale(random, members) {
  const day = random.chance(0.02) ? today : random.day(random.chance(0.45) ? '2025-09-01' : '2026-03-01', '2026-11-15');
  const isWeb = random.chance(0.24) || weekday(day) === 0;
  const able = staff.flatMap(([title, from, to], index) => (from <= day && (to === null || to >= day) && (index !== 8) && (title !== 'Saturday help' || weekday(day) === 6) ? [index + 1] : []));
  const holders = members.slice(0, 74).filter(([id, , , , , joined, closed]) => joined <= day && (closed === null || closed > day) && (id % 5 < 2 || random.chance(0.4)));
  const seller = isWeb ? 9 : random.pick(able.filter((id) => id > 1 || random.chance(0.3)));
  const buyer = random.chance(isWeb ? 0.75 : 0.5) ? random.pick(holders)[0] : null;
  return [`${day} ${random.time(isWeb ? 7 : 9, day === today ? 12 : isWeb ? 23 : 18, 1)}:00`, isWeb && random.chance(0.7) ? null : seller, buyer,
    isWeb ? 'Web' : 'Shop', isWeb ? random.pick(['Card', 'PayPal']) : random.weighted(['Card', 'Cash', 'Gift voucher'], [60, 28, 12]), isWeb ? random.pick([0, 2.95, 3.95]) : 0, random.chance(0.04)];
}

function linesOf(random, [id, soldAt, , buyer], books) {
  const able = books.filter(([, , , , , , , published, , , , , isOut], index) => published <= soldAt && !isOut && index % 17 !== 11);
  const wanted = able.flatMap((row, index) => Array.from({ length: 1 + ((index * 7) % 13) }, () => row));
  return [...new Set(random.sample(wanted, random.weighted([1, 2, 3, 6], [50, 28, 14, 8])))].map(([isbn, , , , , , , , price], index) => {
    const discount = buyer === null ? random.weighted([0, 20], [12, 1]) : random.weighted([0, 5, 10], [2, 6, 2]);
    return [id, index + 1, isbn, random.weighted([1, 2, 4], [88, 10, 2]), soldAt < '2026-02-01' ? price - 0.5 : price, discount];
  });
}

function order(random, members, books) {
  const [id, , , , , joined] = random.pick(members.slice(0, 78));
  const day = random.day(joined < '2026-01-05' ? '2026-01-05' : joined, '2026-11-15');
  const expected = plusDays(day, random.int(4, 21));
  const came = plusDays(expected, random.int(-4, 6));
  const isGone = random.chance(0.09);
  const hasCome = came <= today && !isGone && random.chance(0.95);
  const fetched = plusDays(came, random.int(0, 16));
  const gone = plusDays(day, random.int(1, 5));
  return [id, random.pick(books)[0], day, expected, hasCome ? came : null, hasCome && fetched < today && random.chance(0.9) ? fetched : null, isGone && gone <= today ? gone : null,
    random.weighted([0, 5, 10], [5, 4, 1])];
}

function reading(random, index, living) {
  const day = plusDays('2025-10-09', index * 18 + random.int(0, 9));
  const seats = random.pick([35, 45, 60]);
  const sold = day > today ? random.int(4, 30) : random.weighted([seats, random.int(12, seats - 3)], [3, 7]);
  return [index + 1, living[(index * 5) % 19], random.pick([2, 3, 4, 6]), `${day} ${random.pick(['18:30', '19:00', '19:30'])}:00`, seats, random.pick([0, 6, 8, 8, 12]), sold, index % 9 === 5];
}
