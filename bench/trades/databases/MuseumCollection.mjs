// An art museum: its works, loans, shows and visitors; CamelCase, two keys to one table.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE Artist (ArtistID INTEGER PRIMARY KEY, FullName TEXT NOT NULL, Nationality TEXT, BirthYear INTEGER, DeathYear INTEGER, Movement TEXT);
CREATE TABLE Gallery (GalleryID INTEGER PRIMARY KEY, GalleryName TEXT NOT NULL, Floor INTEGER NOT NULL, IsClimateControlled INTEGER NOT NULL);
CREATE TABLE Artwork (ArtworkID INTEGER PRIMARY KEY, AccessionNo TEXT NOT NULL, Title TEXT NOT NULL, ArtistID INTEGER REFERENCES Artist(ArtistID), Medium TEXT NOT NULL,
  YearMade INTEGER, HeightCm REAL, WidthCm REAL, AcquiredOn DATE NOT NULL, AcquisitionMethod TEXT NOT NULL, PurchasePrice REAL, InsuranceValue REAL,
  GalleryID INTEGER REFERENCES Gallery(GalleryID), DeaccessionedOn DATE);
CREATE TABLE Institution (InstitutionID INTEGER PRIMARY KEY, InstitutionName TEXT NOT NULL, City TEXT NOT NULL, Country TEXT NOT NULL);
CREATE TABLE Staff (StaffID INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, JobTitle TEXT NOT NULL, HiredOn DATE NOT NULL,
  LeftOn DATE, ReportsToID INTEGER REFERENCES Staff(StaffID));
CREATE TABLE Exhibition (ExhibitionID INTEGER PRIMARY KEY, Title TEXT NOT NULL, CuratorID INTEGER NOT NULL REFERENCES Staff(StaffID),
  GalleryID INTEGER NOT NULL REFERENCES Gallery(GalleryID),
  StartDate DATE NOT NULL, EndDate DATE NOT NULL, Budget REAL NOT NULL, SponsorName TEXT);
CREATE TABLE ExhibitionArtwork (ExhibitionID INTEGER NOT NULL REFERENCES Exhibition(ExhibitionID),
  ArtworkID INTEGER NOT NULL REFERENCES Artwork(ArtworkID), PRIMARY KEY (ExhibitionID, ArtworkID));
CREATE TABLE LoanAgreement (LoanID INTEGER PRIMARY KEY, ArtworkID INTEGER NOT NULL REFERENCES Artwork(ArtworkID),
  InstitutionID INTEGER NOT NULL REFERENCES Institution(InstitutionID),
  SentOn DATE NOT NULL, DueBackOn DATE NOT NULL, ReturnedOn DATE, LoanFee REAL, ApprovedByID INTEGER NOT NULL REFERENCES Staff(StaffID),
    CourierID INTEGER REFERENCES Staff(StaffID));
CREATE TABLE ConservationTreatment (TreatmentID INTEGER PRIMARY KEY, ArtworkID INTEGER NOT NULL REFERENCES Artwork(ArtworkID),
  ConservatorID INTEGER NOT NULL REFERENCES Staff(StaffID),
  StartedOn DATE NOT NULL, FinishedOn DATE, TreatmentType TEXT NOT NULL, Cost REAL);
CREATE TABLE Member (MemberID INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, Email TEXT, MembershipLevel TEXT NOT NULL,
  JoinedOn DATE NOT NULL, ExpiresOn DATE NOT NULL);
CREATE TABLE TicketSale (SaleID INTEGER PRIMARY KEY, SoldAt TIMESTAMP NOT NULL, TicketType TEXT NOT NULL, Quantity INTEGER NOT NULL, UnitPrice REAL NOT NULL,
  ExhibitionID INTEGER REFERENCES Exhibition(ExhibitionID), MemberID INTEGER REFERENCES Member(MemberID), SoldOnline INTEGER NOT NULL);
CREATE TABLE Tour (TourID INTEGER PRIMARY KEY, GuideID INTEGER NOT NULL REFERENCES Staff(StaffID), TourDate DATE NOT NULL, LanguageName TEXT NOT NULL,
  Participants INTEGER, IsSchoolGroup INTEGER NOT NULL,
  IsCancelled INTEGER NOT NULL);
`;

const artists = [
  ['Clara Voss', 'German', 1872, 1941, 'Expressionism'], ['Jean Ardouin', 'French', 1840, 1903, 'Impressionism'], ['Ilse Brandt', 'German', 1901, 1977, 'Bauhaus'],
  ['Tomas Reyes', 'Spanish', 1888, 1960, 'Cubism'], ['Margaret Hale', 'British', 1931, null, 'Pop Art'],
  ['Kenji Morita', 'Japanese', 1955, null, null], ['Ada Okonkwo', 'Nigerian', 1968, null, null],
  ['Pieter van Loon', 'Dutch', 1610, 1669, 'Baroque'], ['Luisa Marchetti', 'Italian', 1925, 2004, 'Arte Povera'],
  ['Emile Garnier', 'French', 1862, 1931, 'Impressionism'],
  ['Walter Finch', 'British', 1899, 1958, null], ['Sofia Lindqvist', 'Swedish', 1979, null, null],
  ['Unknown Flemish master', null, null, null, 'Baroque'], ['Rosa Delmar', 'Spanish', 1943, 2021, 'Pop Art'],
];
const galleries = [['East Wing', 1, 1], ['West Wing', 1, 1], ['Rotunda', 0, 0], ['Print Room', 2, 1], ['Sculpture Court', 0, 0]];
const firstWords = 'Blue Quiet Evening Red Broken Silent Northern Golden Winter Lost Distant Sleeping'.split(' ');
const lastWords = 'Harbour,Garden,Figure,Window,Table with Fruit,Bridge,Dancer,Field,Portrait,Machine,River,Mother and Child'.split(',');
const institutions = [
  ['Kunsthalle Weimar', 'Weimar', 'Germany'], ['Musée du Port', 'Marseille', 'France'], ['City Gallery Leeds', 'Leeds', 'United Kingdom'],
  ['Museo Alba', 'Madrid', 'Spain'],
  ['Nordic Art House', 'Malmö', 'Sweden'], ['Lakeside Museum', 'Chicago', 'United States'], ['Galerie Sud', 'Lyon', 'France'],
];
const shows = [
  ['Light on Water', '2024-10-05', '2025-01-26', 84_000, 'Arden Bank'], ['Women of the Avant-garde', '2025-02-15', '2025-06-08', 132_000, null],
  ['Paper Worlds', '2025-03-01', '2025-05-18', 26_000, null],
  ['The Dutch Table', '2025-07-05', '2025-11-02', 118_000, 'Harwick Brewery'], ['Pop!', '2025-11-22', '2026-03-15', 149_000, 'Lumen Media'],
  ['Morita: Still Moving', '2026-02-07', '2026-05-24', 61_000, null],
  ['Bauhaus at Home', '2026-04-18', '2026-09-06', 97_000, 'Oakline Furniture'], ['Small Bronzes', '2026-06-13', '2026-10-11', 33_000, null],
  ['Ardouin and Friends', '2026-10-03', '2027-01-31', 164_000, 'Arden Bank'],
  ['Northern Light', '2027-03-06', '2027-07-04', 120_000, null],
];
const jobs = ['Director', 'Curator', 'Curator', 'Curator', 'Conservator', 'Conservator', 'Guide', 'Guide', 'Guide', 'Guide', 'Registrar', 'Guide', 'Curator'];
const prices = { Adult: 14, Reduced: 9, Child: 0, Family: 32, Member: 0 };
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(5208);
  const person = people(random);
  const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
  insert('Artist', numbered(artists));
  insert('Gallery', numbered(galleries));
  insert('Institution', numbered(institutions));
  insert('Staff', numbered(jobs.map((job, index) => staff(random, person(), { job, index }))));
  const works = numbered(Array.from({ length: 170 }, (_, index) => artwork(random, index)));
  insert('Artwork', works);
  insert('Exhibition', numbered(shows.map(([title, start, end, budget, sponsor], index) => [title, [2, 3, 2, 4, 3, 4, 2, 3, 2, 3][index],
    random.int(1, 5), start, end, budget, sponsor])));
  insert('ExhibitionArtwork', shows.slice(0, 9).flatMap((_, index) => random.sample(works.slice(0, 150), random.int(8, 22)).map(([id]) => [index + 1, id])));
  insert('LoanAgreement', numbered(random.sample(works.slice(20, 160), 46).map((row) => loan(random, row))));
  insert('ConservationTreatment', numbered(random.sample(works, 52).map((row) => treatment(random, row))));
  insert('Member', numbered(Array.from({ length: 190 }, () => member(random, person()))));
  insert('TicketSale', numbered(salesOf(random)));
  insert('Tour', numbered(toursOf(random)));
}

function staff(random, [first, last], { job, index }) {
  const boss = index === 0 ? null : job === 'Guide' ? 11 : index > 3 && job === 'Curator' ? 2 : 1;
  return [first, last, job, random.day('2006-01-01', '2024-09-01'), index === 11 || index === 12 ? '2026-02-28' : null, boss];
}

function artwork(random, index) {
  const artist = random.weighted([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, null], [12, 18, 14, 10, 13, 9, 8, 11, 9, 12, 7, 6, 4, 8]);
  const [, , born, died] = artist === null ? [null, null, 1700, 1850] : artists[artist - 1];
  const made = born === null || random.chance(0.06) ? null : random.int(born + 20, died ?? 2022);
  const medium = random.weighted(['Oil on canvas', 'Watercolour', 'Bronze', 'Etching', 'Photograph', 'Mixed media', 'Marble'],
    [40, 14, 12, 14, made !== null && made > 1930 ? 14 : 0, 10, 5]);
  const acquired = random.day('1985-01-01', '2026-09-30');
  const method = random.weighted(['Purchase', 'Donation', 'Bequest', 'Transfer'], [44, 34, 15, 7]);
  const value = random.chance(0.92) ? Math.round(2_000 + 60_000 * random.next() ** 3 * (artist === 2 || artist === 8 ? 14 : 2)) : null;
  const sold = random.chance(0.03) ? random.day('2023-01-01', '2026-08-01') : null;
  return [`${acquired.slice(0, 4)}.${index + 1}`, `${random.pick(firstWords)} ${random.pick(lastWords)}`, artist, medium, made,
    random.int(180, 2_400) / 10, random.int(180, 2_600) / 10, acquired, method,
    method === 'Purchase' ? Math.round((value ?? 9_000) * 0.6) : null, value, random.chance(0.42) && sold === null ? random.int(1, 5) : null, sold];
}

function loan(random, [artwork]) {
  const sent = random.day('2024-02-01', '2026-10-20');
  const due = plusDays(sent, random.int(60, 240));
  const back = plusDays(due, random.weighted([-5, 0, 12], [50, 30, 20]));
  const isBack = back <= today && random.chance(0.93);
  return [artwork, random.int(1, 6), sent, due, isBack ? back : null, random.chance(0.7) ? random.int(5, 90) * 100 : null,
    random.weighted([1, 2, 3], [5, 3, 2]), random.chance(0.7) ? random.pick([5, 6, 11]) : null];
}

function treatment(random, [artwork]) {
  const started = random.day('2024-06-01', '2026-11-12');
  const finished = plusDays(started, random.int(9, 160));
  return [artwork, random.pick([5, 5, 6]), started, finished <= today ? finished : null, random.pick(['Cleaning', 'Relining', 'Frame repair',
    'Varnish removal', 'Stabilisation']), random.chance(0.85) ? random.int(2, 60) * 100 : null];
}

function member(random, [first, last]) {
  const joined = random.day('2019-01-01', '2026-11-10');
  const years = Math.min(8, random.int(1, 8));
  const ends = plusDays(joined, 365 * years);
  return [first, last, random.chance(0.9) ? `${last}.${first}@artmail.example`.toLowerCase() : null,
    random.weighted(['Individual', 'Family', 'Student', 'Patron'], [48, 28, 16, 8]), joined,
    ends < '2027-11-10' ? ends : plusDays(joined, 365 * Math.max(1, 2027 - Number(joined.slice(0, 4))))];
}

function salesOf(random) {
  const rows = [];
  for (let day = '2025-01-02'; day <= '2026-11-15'; day = plusDays(day, 1)) {
    const isOpen = weekday(day) !== 1;
    const count = isOpen ? random.int(1, weekday(day) % 6 === 0 ? 5 : 2) : 0;
    for (let index = 0; index < count; index += 1) rows.push(sale(random, day));
  }
  return rows;
}

function sale(random, day) {
  const type = random.weighted(Object.keys(prices), [48, 22, 8, 12, 10]);
  const running = shows.flatMap(([, start, end], index) => (start <= day && end >= day ? [index + 1] : []));
  const show = running.length > 0 && random.chance(0.55) ? random.pick(running) : null;
  const price = prices[type] === 0 ? 0 : prices[type] + (show === null ? 0 : 4) + (day >= '2026' ? 1 : 0);
  return [`${day} ${random.time(10, 17, 5)}:00`, type, random.weighted([1, 2, 3, 4], [35, 45, 12, 8]), price, show,
    type === 'Member' ? random.int(1, 180) : null, random.chance(0.4)];
}

function toursOf(random) {
  return Array.from({ length: 210 }, () => {
    const day = random.day('2025-01-05', '2026-12-18');
    const isCancelled = random.chance(0.07);
    const guide = day < '2026-02-28' ? random.pick([7, 8, 9, 10, 12]) : random.pick([7, 8, 9, 10]);
    return [guide, day, random.weighted(['English', 'French', 'German', 'Spanish'], [60, 16, 14, 10]),
      day > today || isCancelled ? null : random.int(3, 28), random.chance(0.35), isCancelled];
  }).toSorted((a, b) => (a[1] < b[1] ? -1 : 1));
}
