// A book publisher: authors, books with their editions and print runs, and what the shops take and send back; dates tell a book's stage.
import { people } from '../names.mjs';
import { Random, cents, plusDays, twoDigits } from '../random.mjs';

export const schema = `
CREATE TABLE editors (id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, mentor_id INTEGER REFERENCES editors(id), joined_on TEXT NOT NULL, left_on TEXT);
CREATE TABLE agencies (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL, commission_pct REAL NOT NULL);
CREATE TABLE authors (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, pen_name TEXT, country TEXT NOT NULL, email TEXT,
  agency_id INTEGER REFERENCES agencies(id));
CREATE TABLE books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, genre TEXT NOT NULL, editor_id INTEGER NOT NULL REFERENCES editors(id),
  sequel_to_id INTEGER REFERENCES books(id), signed_on TEXT NOT NULL, manuscript_due_on TEXT NOT NULL, manuscript_in_on TEXT, published_on TEXT, dropped_on TEXT);
CREATE TABLE book_authors (book_id INTEGER NOT NULL REFERENCES books(id), author_id INTEGER NOT NULL REFERENCES authors(id), role TEXT NOT NULL,
  royalty_pct REAL NOT NULL, advance INTEGER NOT NULL, PRIMARY KEY (book_id, author_id));
CREATE TABLE editions (id INTEGER PRIMARY KEY, book_id INTEGER NOT NULL REFERENCES books(id), isbn TEXT NOT NULL, format TEXT NOT NULL, pages INTEGER,
  list_price REAL NOT NULL, released_on TEXT NOT NULL, out_of_print INTEGER NOT NULL);
CREATE TABLE print_runs (id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions(id), printer TEXT NOT NULL, ordered_on TEXT NOT NULL,
  delivered_on TEXT, copies INTEGER NOT NULL, unit_cost REAL NOT NULL);
CREATE TABLE bookshops (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL, kind TEXT NOT NULL, discount_pct INTEGER NOT NULL, account_closed_on TEXT);
CREATE TABLE sales (id INTEGER PRIMARY KEY, edition_id INTEGER NOT NULL REFERENCES editions(id), bookshop_id INTEGER NOT NULL REFERENCES bookshops(id),
  sold_on TEXT NOT NULL, copies INTEGER NOT NULL, unit_price REAL NOT NULL, copies_returned INTEGER NOT NULL DEFAULT 0, paid_on TEXT);
`;

const today = '2026-11-16';
const staff = [[null, '2009-01-12', null], [1, '2014-04-07', null], [1, '2016-09-19', '2026-06-30'], [2, '2019-02-04', null], [2, '2022-08-15', null],
  [4, '2025-11-03', null]];
const agencies = [['Pellham & Rowe', 'London', 15], ['Ink & Anchor', 'Edinburgh', 12.5], ['Agence Mistral', 'Paris', 15], ['The Hadley Agency', 'New York', 20],
  ['Turning Page', 'Dublin', 12], ['Quillon Rights', 'London', 18]];
/** Title, genre, place of the book it follows, if any. */
const works = `The Salt Orchard/Novel,Winter in Karst/Novel,A House of Small Clocks/Novel,The Lighthouse Ledger/Crime,Dead Reckoning Street/Crime,
The Ferryman's Alibi/Crime/4,Cold Harbour Blues/Crime,The Ninth Witness/Crime/6,Ash and Ember/Fantasy,The Glass Cartographer/Fantasy,
Crown of Reeds/Fantasy/9,Ember Rising/Fantasy/9,The Hollow Throne/Fantasy/11,Bread Every Day/Cookery,One Pot North/Cookery,Vegetables First/Cookery,
Pickle and Brine/Cookery,Otto the Owl/Children,Otto Learns to Fly/Children/18,Otto at Sea/Children/19,The Button Thief/Children,
Seven Sleepy Bears/Children,A Short History of Tea/Non-fiction,The Bridge Builders/Non-fiction,How Cities Breathe/Non-fiction,Moth Nights/Non-fiction,
The Quiet Economy/Non-fiction,Letters from Trieste/Biography,Iron and Lace/Biography,The Violin Maker/Biography,Paper Boats/Poetry,
Low Tide Psalms/Poetry,Field of View/Poetry,Miss Pettigrove Objects/Novel,The Understudy's Garden/Novel,Saturday's Child/Novel,Blackthorn Lane/Crime,
North of Nowhere/Novel,The Last Beekeeper/Novel,Tinder/Fantasy,Clay Soldiers/Non-fiction,Sourdough Sundays/Cookery/14,The Moon's Apprentice/Children,
Notes on Walking/Non-fiction,Velvet Hour/Novel,Glasswing/Poetry,The Orchard Keeper's Wife/Novel/1,The Harbour Trial/Crime/8,
Otto in the Snow/Children/20,A Map of Silences/Novel,Rust Belt Sonata/Biography,Slow Kitchens/Cookery`.replaceAll('\n', '').split(',').map((text) => text.split('/'));
const shops = [
  ['Foxglove Books', 'Leeds', 'Independent', 40], ['The Reading Room', 'Bristol', 'Independent', 40], ['Bellweather', 'London', 'Chain', 50],
  ['Pagehouse', 'Manchester', 'Chain', 52],
  ['Lamplight', 'Edinburgh', 'Independent', 38], ['Bookwyrm Online', 'London', 'Online', 55], ['Readmore.example', 'Dublin', 'Online', 53],
  ['Castle Street Books', 'Norwich', 'Independent', 40],
  ['Harbour Wholesale', 'Southampton', 'Wholesaler', 58], ['Gate & Sons', 'Leeds', 'Wholesaler', 57], ['Museum Shop', 'London', 'Museum', 42],
  ['The Yellow Door', 'Bath', 'Independent', 40],
  ['Northern Lights', 'Newcastle', 'Independent', 39], ['Quayside Books', 'Bristol', 'Independent', 40], ['Little Acorns', 'York', 'Independent', 42],
  ['Ottakar Reads', 'Leeds', 'Chain', 50],
];
const printers = ['Clowes & Hart', 'Grafica Veneta', 'Baltic Print', 'Severn Press'];
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);

export function fill(insert) {
  const random = new Random(6404);
  const person = people(random);
  const names = staff.map(() => person());
  insert('editors', numbered(staff.map(([mentor, from, to], index) => [names[index].join(' '), `${names[index][0].toLowerCase()}@larkrise.example`, mentor, from, to])));
  insert('agencies', numbered(agencies));
  insert('authors', numbered(Array.from({ length: 44 }, () => author(random, person()))));
  const books = numbered(works.map((work, index) => book(random, work, index)));
  for (const row of books) if (row[4] !== null && row[5] < books[row[4] - 1][5]) row[4] = null;
  insert('books', books);
  insert('book_authors', books.flatMap((row) => authorsOf(random, row)));
  const editions = numbered(books.flatMap((row) => editionsOf(random, row)).toSorted((a, b) => (a[5] < b[5] ? -1 : 1)));
  insert('editions', editions);
  insert('print_runs', numbered(editions.flatMap((row) => runsOf(random, row)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1))));
  insert('bookshops', numbered(shops.map((row, index) => [...row, index === 12 ? '2026-02-27' : index === 15 ? '2024-09-30' : null])));
  const sales = Array.from({ length: 860 }, () => sale(random, editions, books)).filter((row) => row !== null).toSorted((a, b) => (a[2] < b[2] ? -1 : 1));
  insert('sales', numbered(sales));
}

function author(random, [first, last]) {
  return [first, last, random.chance(0.16) ? `${random.pick('ABCEJKLMR'.split(''))}. ${random.pick(['Wren', 'Harrow', 'Marsh', 'Vale', 'Locke', 'Fairfax', 'Thorne'])}` : null,
    random.weighted(['United Kingdom', 'Ireland', 'United States', 'France', 'Canada', 'Nigeria'], [52, 12, 14, 9, 7, 6]),
    random.chance(0.85) ? `${first}.${last}@writers.example`.toLowerCase() : null, random.weighted([1, 2, 3, 4, 5, null], [18, 14, 8, 14, 10, 36])];
}

/** The later in the list, the later signed. */
function book(random, [title, genre, follows], index) {
  const signed = plusDays('2021-02-01', index * 37 + random.int(0, 60));
  const due = plusDays(signed, random.int(7, 17) * 30);
  const arrived = plusDays(due, random.weighted([-25, 0, 30, 110], [14, 22, 34, 30]) + random.int(-8, 14));
  const isDropped = random.chance(0.13);
  const out = plusDays(arrived, random.int(150, 330));
  const isIn = !isDropped && arrived <= '2026-11-13';
  const editor = random.weighted(signed < '2022-09-01' ? [1, 2, 3, 4] : signed < '2026-01-10' ? [1, 2, 3, 4, 5] : [1, 2, 4, 5, 6], [1, 4, 4, 4, 3]);
  return [title, genre, editor, follows === undefined ? null : Number(follows), signed, due, isIn ? arrived : null, isIn && out < today ? out : null,
    isDropped ? plusDays(signed, random.int(90, 300)) : null];
}

function authorsOf(random, [id, , genre, , follows]) {
  const main = follows === null ? random.weighted([random.int(1, 40), 7, 22], [86, 7, 7]) : 1 + (follows * 7) % 40;
  const row = (author, role, share) => [id, author, role, share, random.int(4, 40) * (role === 'author' ? 500 : 100)];
  const second = genre === 'Children' ? 'illustrator' : genre === 'Cookery' ? 'photographer' : random.chance(0.2) ? 'co-author'
    : random.chance(0.12) ? 'translator' : null;
  const other = main === 40 ? 41 : random.int(30, 44);
  return [row(main, 'author', random.pick([7.5, 8, 10, 12.5])), ...(second === null || other === main ? [] : [row(other, second, random.pick([2, 3, 4.5, 5]))])];
}

function editionsOf(random, [id, , genre, , , , , , published]) {
  if (published === null) return [];
  const pages = genre === 'Children' ? random.int(4, 8) * 8 : genre === 'Poetry' ? random.int(10, 15) * 8 : random.int(24, 66) * 8;
  const price = { Children: 9.99, Poetry: 11.99, Cookery: 26, Biography: 22, Novel: 18.99, Crime: 16.99, Fantasy: 19.99, 'Non-fiction': 20 }[genre];
  const isbn = (format) => `978-1-9${twoDigits(id)}44-${random.int(10, 99)}${format}-${random.int(0, 9)}`;
  const paperback = plusDays(published, random.int(260, 400));
  const audio = plusDays(published, random.int(0, 60));
  return [[id, isbn(1), 'Hardcover', pages, price, published, published < '2024-06-01' && random.chance(0.45)],
    ...(paperback < today && genre !== 'Cookery' ? [[id, isbn(2), 'Paperback', pages, cents(price * 0.55) + 0.01, paperback, random.chance(0.12)]] : []),
    ...(['Children', 'Cookery'].includes(genre) ? [] : [[id, isbn(3), 'E-book', null, cents(price * 0.45), published, false]]),
    ...(['Novel', 'Crime', 'Fantasy'].includes(genre) && audio < today && random.chance(0.6) ? [[id, isbn(4), 'Audiobook', null, 17.5, audio, false]] : [])];
}

function runsOf(random, [id, , , format, pages, , released, gone]) {
  if (pages === null) return [];
  const first = random.int(4, 24) * 250;
  const run = (day, copies) => {
    const there = plusDays(day, random.int(18, 55));
    return [id, random.weighted(printers, format === 'Hardcover' ? [4, 3, 1, 1] : [2, 1, 4, 3]), day, there < today ? there : null, copies,
      cents(0.7 + pages * (format === 'Hardcover' ? 0.0088 : 0.0048) + 900 / copies)];
  };
  const again = [0, 1, 2].slice(0, random.weighted([0, 1, 2], gone ? [70, 30, 0] : [48, 34, 18])).map((index) => run(plusDays(released,
    150 + index * 220 + random.int(0, 90)), random.int(3, 14) * 250));
  const late = !gone && random.chance(0.1) ? [run(random.day('2026-10-05', '2026-11-12'), random.int(3, 14) * 250)] : [];
  return [run(plusDays(released, -70), first), ...again, ...late].filter(([, , day]) => day < today);
}

function sale(random, editions, books) {
  const [id, bookId, , format, , price, released, gone] = random.pick(random.chance(0.3) ? editions.filter(([, bookId]) => [4, 6, 9, 18, 19,
    23].includes(bookId)) : editions);
  const day = random.day(released > '2025-01-02' ? released : '2025-01-02', '2026-11-15');
  if (gone && day > '2026-03-01') return null;
  const isFile = format === 'E-book' || format === 'Audiobook';
  const shop = isFile ? random.weighted([6, 7], [3, 2]) : random.weighted(shops.map((_, index) => index + 1), [8, 8, 16, 14, 5, 14, 8, 6, 10,
    day < '2026-01-01' ? 8 : 0, 0, 6, day < '2026-02-20' ? 6 : 0, 6, books[bookId - 1][2] === 'Children' ? 14 : 2, 0]);
  const [, , kind, discount] = shops[shop - 1];
  const copies = isFile ? random.int(5, 90) : { Independent: random.int(2, 30), Chain: random.int(20, 220), Online: random.int(10, 160), Wholesaler: random.int(40,
    300) }[kind];
  const back = !isFile && day < '2026-09-20' && random.chance(0.22) ? Math.ceil(copies * random.next() * 0.5) : 0;
  const paid = plusDays(day, random.weighted([18, 29, 47, 75], [20, 40, 28, 12]) + random.int(0, 8));
  return [id, shop, day, copies, cents(price * (1 - discount / 100)), back, paid < today && random.chance(0.97) ? paid : null];
}
