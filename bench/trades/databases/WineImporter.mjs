// A wine merchant who buys from growers and sells to restaurants and shops; CamelCase, prices per bottle less a discount in per cent.
import { people } from '../names.mjs';
import { Random, cents, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE Producer (ProducerID INTEGER PRIMARY KEY, ProducerName TEXT NOT NULL, Country TEXT NOT NULL, Region TEXT NOT NULL, ContactName TEXT, Phone TEXT,
  IsOrganic INTEGER NOT NULL, PartnerSince DATE NOT NULL, ContractEndedOn DATE);
CREATE TABLE Wine (WineID INTEGER PRIMARY KEY, WineName TEXT NOT NULL, ProducerID INTEGER NOT NULL REFERENCES Producer(ProducerID), Colour TEXT NOT NULL,
  Grape TEXT NOT NULL, ListPrice REAL NOT NULL, IsDiscontinued INTEGER NOT NULL);
CREATE TABLE Vintage (VintageID INTEGER PRIMARY KEY, WineID INTEGER NOT NULL REFERENCES Wine(WineID), VintageYear INTEGER NOT NULL, AlcoholPct REAL NOT NULL,
  BottleSizeMl INTEGER NOT NULL, CostPrice REAL NOT NULL, DrinkUntil INTEGER);
CREATE TABLE Warehouse (WarehouseID INTEGER PRIMARY KEY, WarehouseName TEXT NOT NULL, City TEXT NOT NULL, CapacityBottles INTEGER NOT NULL, IsBonded INTEGER NOT NULL);
CREATE TABLE Stock (VintageID INTEGER NOT NULL REFERENCES Vintage(VintageID), WarehouseID INTEGER NOT NULL REFERENCES Warehouse(WarehouseID),
  Bottles INTEGER NOT NULL, ReorderLevel INTEGER NOT NULL, CountedOn DATE NOT NULL, PRIMARY KEY (VintageID, WarehouseID));
CREATE TABLE Employee (EmployeeID INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, JobTitle TEXT NOT NULL,
  ManagerID INTEGER REFERENCES Employee(EmployeeID), HiredOn DATE NOT NULL, LeftOn DATE);
CREATE TABLE Customer (CustomerID INTEGER PRIMARY KEY, CustomerName TEXT NOT NULL, CustomerType TEXT NOT NULL, City TEXT NOT NULL, Email TEXT,
  AccountManagerID INTEGER REFERENCES Employee(EmployeeID), CreditLimit REAL, PaymentDays INTEGER NOT NULL, CreatedOn DATE NOT NULL, ModifiedOn DATE NOT NULL);
CREATE TABLE SalesOrder (OrderID INTEGER PRIMARY KEY, CustomerID INTEGER NOT NULL REFERENCES Customer(CustomerID),
  WarehouseID INTEGER NOT NULL REFERENCES Warehouse(WarehouseID),
  OrderDate DATE NOT NULL, DeliveredOn DATE, PaidOn DATE, Freight REAL NOT NULL, Status TEXT NOT NULL);
CREATE TABLE OrderLine (OrderID INTEGER NOT NULL REFERENCES SalesOrder(OrderID), LineNumber INTEGER NOT NULL, VintageID INTEGER NOT NULL REFERENCES Vintage(VintageID),
  Bottles INTEGER NOT NULL, UnitPrice REAL NOT NULL, DiscountPct REAL NOT NULL, PRIMARY KEY (OrderID, LineNumber));
CREATE TABLE Tasting (TastingID INTEGER PRIMARY KEY, VintageID INTEGER NOT NULL REFERENCES Vintage(VintageID), TasterID INTEGER NOT NULL REFERENCES Employee(EmployeeID),
  TastedOn DATE NOT NULL, Score INTEGER, IsCorked INTEGER NOT NULL, Remarks TEXT);
`;

const producers = [
  ['Quinta do Penedo', 'Portugal', 'Douro', 0, '2011-03-01', null], ['Herdade Vale Claro', 'Portugal', 'Alentejo', 1, '2016-05-12', null],
  ['Domaine Rochelune', 'France', 'Burgundy', 1, '2009-09-20', null], ['Château Merlange', 'France', 'Bordeaux', 0, '2008-02-11', null],
  ['Maison Tardivel', 'France', 'Champagne', 0, '2014-11-03', null], ['Domaine des Six Vents', 'France', 'Rhône', 1, '2019-04-08', null],
  ['Cascina Bellavolpe', 'Italy', 'Piedmont', 0, '2012-06-30', null], ['Tenuta Santoro', 'Italy', 'Tuscany', 1, '2010-10-15', null],
  ['Fattoria Lunabianca', 'Italy', 'Sicily', 1, '2021-02-22', null], ['Bodegas Arrabal', 'Spain', 'Rioja', 0, '2013-01-17', null],
  ['Celler Tres Pins', 'Spain', 'Priorat', 1, '2018-07-04', null], ['Weingut Steinbach', 'Germany', 'Mosel', 0, '2015-08-19', null],
  ['Weingut Auerhahn', 'Germany', 'Pfalz', 1, '2022-03-14', null], ['Hof Zwölfaxing', 'Austria', 'Wachau', 0, '2017-05-29', '2026-03-31'],
  ['Kuria Vineyards', 'South Africa', 'Stellenbosch', 1, '2020-09-01', '2025-06-30'], ['Valle Quieto', 'Chile', 'Maipo', 0, '2026-04-20', null],
];
const styles = {
  Douro: [['Touriga Nacional', 'Red'], ['Port Blend', 'Sweet']], Alentejo: [['Aragonez', 'Red'], ['Antão Vaz', 'White']], Burgundy: [['Pinot Noir', 'Red'],
    ['Chardonnay', 'White']], Bordeaux: [['Merlot', 'Red'], ['Cabernet Sauvignon', 'Red'], ['Sémillon', 'Sweet']], Champagne: [['Chardonnay', 'Sparkling'],
    ['Pinot Noir', 'Sparkling']], Rhône: [['Syrah', 'Red'], ['Grenache', 'Rosé'], ['Viognier', 'White']], Piedmont: [['Nebbiolo', 'Red'], ['Moscato', 'Sweet']],
  Tuscany: [['Sangiovese', 'Red'], ['Sangiovese', 'Rosé']], Sicily: [['Nero d\'Avola', 'Red'], ['Grillo', 'White']], Rioja: [['Tempranillo', 'Red'], ['Viura', 'White']],
  Priorat: [['Garnacha', 'Red']], Mosel: [['Riesling', 'White'], ['Riesling', 'Sweet'], ['Riesling', 'Sparkling']], Pfalz: [['Riesling', 'White'],
    ['Spätburgunder', 'Red']], Wachau: [['Grüner Veltliner', 'White']], Stellenbosch: [['Chenin Blanc', 'White'], ['Pinotage', 'Red']], Maipo: [['Carménère', 'Red']],
};
const wineNames = `Pedra Velha,Noite Clara,Sol Poente,Cerro Alto,Les Hautes Brumes,Clos Sylvain,Grand Merlange,Le Second,Petit Merlange,Brut Tardivel,Rosée d'Or,Mistral,
Jardin Rose,L'Abeille,Volpe Rossa,Dolce Sera,Santoro Riserva,Alba Rosa,Etna Scura,Vento di Mare,Arrabal Crianza,Arrabal Blanco,Tres Pins,Schieferspiel,Goldtropfen,
Perlwerk,Auerhahn Trocken,Roter Hahn,Steinfeder,Kuria White,Kuria Red,Quieto Reserva`.split(',').map((name) => name.trim());
const staff = [['Director', null, '2008-01-07', null], ['Head of Sales', 1, '2011-04-04', null], ['Sales Representative', 2, '2016-09-12', null],
  ['Sales Representative', 2, '2019-02-18', null], ['Sales Representative', 2, '2018-05-07', '2026-02-27'], ['Head Buyer', 1, '2012-10-01', null],
  ['Buyer', 6, '2021-06-14', null], ['Warehouse Manager', 1, '2014-03-03', null], ['Sales Representative', 2, '2026-03-16', null], ['Bookkeeper', 1, '2020-01-13', null]];
const warehouses = [['Docklands', 'Hullport', 24_000, 1], ['Mill Lane', 'Hullport', 9_000, 0], ['Northgate', 'Carrow', 12_000, 0],
  ['The Old Brewery', 'Aldmouth', 8_000, 0]];
const venues = {
  Restaurant: ['The Copper Pan', 'Bistro Lavande', 'Osteria Pino', 'The Salt House', 'Table Nine', 'Ember & Ash', 'La Petite Cour', 'The Heron', 'Casa Morena',
    'Saffron Lane',     'The Quayside Grill', 'Old Mill Kitchen', 'Fig & Olive', 'The Larder', 'Nonna Adele', 'The Ploughshare', 'Juniper Room', 'Blue Door Bistro'],
  Shop: ['Cork & Crate', 'Vinegate', 'The Bottle Bank', 'Corner Cellar', 'Grape Expectations', 'Hollis Fine Wines', 'Uncorked Carrow', 'The Decanter',
    'Vine Street Wines', 'Barrel & Bung', 'Harbour Provisions'],
  Hotel: ['Hotel Bellmore', 'The Grand Aldmouth', 'Fernhill Lodge', 'The Station Hotel', 'Castle Yard Hotel', 'Seaview Palace'],
  Caterer: ['Silver Spoon Events', 'Feast & Co', 'Marquee Kitchen'],
};
const remarks = [null, 'Closed, give it time', 'Lovely balance', 'A touch of oak', 'Thin', 'Outstanding', 'Too warm when served'];
const dialling = { Portugal: 351, France: 33, Italy: 39, Spain: 34, Germany: 49, Austria: 43, 'South Africa': 27, Chile: 56 };
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
const today = '2026-11-16';
const lastDay = '2026-11-13';

export function fill(insert) {
  const random = new Random(5202);
  const person = people(random);
  insert('Producer', numbered(producers.map(([name, country, region, organic, since, ended]) => [name, country, region, random.chance(0.85) ? person().join(' ') : null,
    random.chance(0.9) ? `+${dialling[country]} ${random.int(100, 999)} ${random.int(100_000, 999_999)}` : null, organic, since, ended])));
  const wines = numbered(winesOf(random));
  insert('Wine', wines);
  const vintages = numbered(wines.flatMap((row) => vintagesOf(random, row)));
  insert('Vintage', vintages);
  insert('Warehouse', numbered(warehouses));
  insert('Stock', vintages.flatMap((row) => stockOf(random, row)));
  insert('Employee', numbered(staff.map((row) => [...person(), ...row])));
  const customers = numbered(Object.entries(venues).flatMap(([type, names]) => names.map((name) => customer(random, type, name, person))));
  insert('Customer', customers);
  const orders = customers.flatMap((row) => ordersOf(random, row)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1)).map((row, index) => [2_001 + index, ...row]);
  insert('SalesOrder', orders);
  insert('OrderLine', orders.flatMap(([id, , , date]) => linesOf(random, id, date, wines, vintages)));
  insert('Tasting', numbered(vintages.filter(([id]) => id % 17 !== 4).flatMap((row) => tastingsOf(random, row)).toSorted((a, b) => (a[2] < b[2] ? -1 : 1))));
}

function winesOf(random) {
  return producers.flatMap(([, , region], index) => styles[region].map(([grape, colour]) => [index + 1, colour, grape])).map(([producer, colour, grape], index) => {
    const base = { Red: 14, White: 11, Rosé: 10, Sparkling: 26, Sweet: 19 }[colour] * ([3, 4, 5, 7].includes(producer) ? 2.1 : 1);
    return [wineNames[index], producer, colour, grape, Math.round(base * (0.8 + random.next() * 0.7) * 2) / 2, producer === 15 || index === 8 || index === 17];
  });
}

function vintagesOf(random, [wine, , , colour, , price]) {
  const newest = colour === 'Red' || colour === 'Sweet' ? 2023 : 2025;
  return Array.from({ length: random.int(2, 4) }, (_, index) => {
    const year = newest - index;
    const kept = colour === 'Red' ? random.int(6, 18) : colour === 'Sweet' ? random.int(12, 30) : random.int(2, 5);
    const strength = colour === 'Sweet' ? random.int(170, 200) / 10 : random.int(110, 150) / 10;
    return [wine, year, strength, random.weighted([750, 375, 1_500], [88, 4, 8]), cents(price * (0.5 + random.next() * 0.15)), random.chance(0.9) ? year + kept : null];
  });
}

function stockOf(random, [id, , year]) {
  const places = random.sample([1, 2, 3, 4], random.weighted([0, 1, 2, 3], [6, 40, 38, 16]));
  return places.map((place) => {
    const bottles = random.chance(0.1) ? 0 : random.int(1, year > 2022 ? 90 : 30) * 6 + random.int(0, 5);
    return [id, place, bottles, random.pick([24, 36, 60, 120]), random.pick(['2026-09-30', '2026-10-31'])];
  });
}

function customer(random, type, name, person) {
  const created = random.day('2012-02-01', '2026-10-05');
  const email = random.chance(0.85) ? `${type === 'Shop' ? 'orders' : person()[0].toLowerCase()}@${name.toLowerCase().replaceAll(/[^a-z]/g, '')}.example` : null;
  return [name, type, random.weighted(['Hullport', 'Carrow', 'Aldmouth', 'Dunsby', 'Wexcombe'], [34, 24, 18, 14, 10]), email,
    random.weighted([2, 3, 4, 9, null], [3, 9, 8, 5, 2]), random.chance(0.85) ? random.int(2, 20) * 500 : null, random.weighted([0, 14, 30, 60], [2, 5, 10, 3]),
    created, plusDays(created > '2026-06-01' ? created : '2026-06-01', random.int(0, 30))];
}

function ordersOf(random, [id, , type, , , , , days, created]) {
  if (id % 12 === 9) return [];
  const from = created > '2024-11-01' ? created : '2024-11-01';
  const stop = random.chance(0.15) && from < '2026-01-01' ? '2026-06-20' : lastDay;
  return Array.from({ length: random.int(3, type === 'Restaurant' ? 17 : 12) }, (_, index) => {
    const ordered = index === 0 && stop === lastDay ? random.day('2026-10-30', lastDay) : random.day(from, stop);
    const isCancelled = random.chance(0.1);
    const delivery = plusDays(ordered, random.weighted([1, 2, 4, 7, 12], [25, 34, 24, 12, 5]) + (ordered > '2026-11-04' ? 4 : 0));
    const delivered = isCancelled || delivery >= today ? null : delivery;
    const payment = plusDays(delivery, Math.max(0, days + random.int(-9, random.chance(0.2) ? 40 : 4)));
    const isPaid = delivered !== null && payment < today && random.chance(0.96);
    const status = isCancelled ? 'Cancelled' : delivered !== null ? 'Delivered' : random.pick(['New', 'Picked']);
    return [id, random.weighted([1, 2, 3, 4], [5, 3, 4, 2]), ordered, delivered, isPaid ? payment : null, random.chance(0.3) ? 0 : random.pick([9.5, 14, 22]), status];
  });
}

function linesOf(random, order, date, wines, vintages) {
  const able = vintages.filter(([id, , year]) => year < Number(date.slice(0, 4)) && id % 13 !== 6);
  const chosen = random.sample(able, random.weighted([1, 2, 3, 4, 6], [18, 30, 28, 16, 8]));
  return chosen.map(([vintage, wine, , , size], index) => {
    const list = wines[wine - 1][5] * (size / 750) * (date < '2026-01-01' ? 0.96 : 1);
    return [order, index + 1, vintage, random.weighted([6, 12, 18, 24, 60], [34, 36, 12, 14, 4]), cents(list), random.weighted([0, 5, 10, 15], [60, 18, 16, 6])];
  });
}

function tastingsOf(random, [id, , year]) {
  return Array.from({ length: random.weighted([1, 2, 3], [60, 28, 12]) }, () => {
    const day = random.day(year >= 2025 ? '2026-03-02' : '2025-01-13', lastDay);
    const isCorked = random.chance(0.04);
    return [id, random.weighted([1, 2, 6, 7], [2, 2, 8, 6]), day, isCorked ? null : random.int(78, 97), isCorked, random.pick(remarks)];
  });
}
