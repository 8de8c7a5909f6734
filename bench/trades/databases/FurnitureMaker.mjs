// A joinery that builds furniture to order; CamelCase names, declared keys, states in a history, prices in pounds over lines, wood in cubic metres.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE Craftsman (CraftsmanNo INTEGER PRIMARY KEY, GivenName TEXT NOT NULL, Surname TEXT NOT NULL, Trade TEXT NOT NULL,
  MasterNo INTEGER REFERENCES Craftsman(CraftsmanNo), JoinedDate TEXT NOT NULL, LeftDate TEXT, HourlyPay REAL NOT NULL);
CREATE TABLE Client (ClientNo INTEGER PRIMARY KEY, ClientName TEXT NOT NULL, ClientType TEXT NOT NULL, ContactPerson TEXT, Phone TEXT, City TEXT NOT NULL,
  FirstContact TEXT NOT NULL, RecommendedByNo INTEGER REFERENCES Client(ClientNo));
CREATE TABLE Model (ModelCode TEXT PRIMARY KEY, ModelName TEXT NOT NULL, Range TEXT NOT NULL, PieceType TEXT NOT NULL, ListPrice REAL NOT NULL,
  PlannedHours REAL NOT NULL, DesignedByNo INTEGER REFERENCES Craftsman(CraftsmanNo), Retired INTEGER NOT NULL DEFAULT 0);
CREATE TABLE Timber (TimberCode TEXT PRIMARY KEY, Species TEXT NOT NULL, Origin TEXT NOT NULL, PricePerCubicMetre REAL NOT NULL, StockCubicMetres REAL NOT NULL,
  MinimumCubicMetres REAL NOT NULL, Supplier TEXT NOT NULL);
CREATE TABLE SalesOrder (OrderNo INTEGER PRIMARY KEY, ClientNo INTEGER NOT NULL REFERENCES Client(ClientNo), OrderDate TEXT NOT NULL, WantedDate TEXT NOT NULL,
  DeliveredDate TEXT, OrderState TEXT NOT NULL, DeliveryFee REAL NOT NULL, CameVia TEXT NOT NULL);
CREATE TABLE OrderLine (OrderNo INTEGER NOT NULL REFERENCES SalesOrder(OrderNo), LineNo INTEGER NOT NULL, ModelCode TEXT NOT NULL REFERENCES Model(ModelCode),
  TimberCode TEXT NOT NULL REFERENCES Timber(TimberCode), Quantity INTEGER NOT NULL, UnitPrice REAL NOT NULL, Finish TEXT NOT NULL, PRIMARY KEY (OrderNo, LineNo));
CREATE TABLE WorkLog (WorkLogNo INTEGER PRIMARY KEY, OrderNo INTEGER NOT NULL REFERENCES SalesOrder(OrderNo),
  CraftsmanNo INTEGER NOT NULL REFERENCES Craftsman(CraftsmanNo), WorkDate TEXT NOT NULL, Stage TEXT NOT NULL, Hours REAL NOT NULL);
CREATE TABLE Receipt (ReceiptNo INTEGER PRIMARY KEY, OrderNo INTEGER NOT NULL REFERENCES SalesOrder(OrderNo), ReceivedDate TEXT NOT NULL, Amount REAL NOT NULL,
  Method TEXT NOT NULL, IsDeposit INTEGER NOT NULL);
CREATE TABLE Complaint (ComplaintNo INTEGER PRIMARY KEY, OrderNo INTEGER NOT NULL REFERENCES SalesOrder(OrderNo), RaisedDate TEXT NOT NULL, Fault TEXT NOT NULL,
  HandledByNo INTEGER REFERENCES Craftsman(CraftsmanNo), SettledDate TEXT, Compensation REAL);
`;

const today = '2026-11-16';
/** Trade, master, first day, last day, pay. */
const crew = [['Master joiner', null, '2007-02-05', null, 34], ['Cabinetmaker', 1, '2012-09-03', null, 27.5], ['Cabinetmaker', 1, '2016-05-09', null, 26],
  ['Cabinetmaker', 1, '2019-01-14', '2026-04-30', 25.2], ['Upholsterer', 1, '2014-08-18', null, 26.4], ['Finisher', 1, '2017-03-06', null, 23.8],
  ['Finisher', 6, '2023-10-02', null, 19.5], ['Apprentice', 2, '2024-09-02', null, 11.6], ['Apprentice', 3, '2026-09-01', null, 10.4],
  ['Cabinetmaker', 1, '2026-05-18', null, 24.6], ['Designer', null, '2015-11-02', null, 29]];
const models = [['DT1', 'Wharf', 'Harbour', 'Table', 1480, 26, 11], ['DT2', 'Quay', 'Harbour', 'Table', 1890, 34, 11],
  ['CH1', 'Gull', 'Harbour', 'Chair', 320, 7, 11], ['BN1', 'Jetty', 'Harbour', 'Bench', 540, 11, 2], ['SB1', 'Larder', 'Cottage', 'Cabinet', 2150, 44, 1],
  ['BK1', 'Scholar', 'Cottage', 'Shelf', 960, 18, 1], ['CH2', 'Thimble', 'Cottage', 'Chair', 275, 6, 2], ['BD1', 'Dormer', 'Cottage', 'Bed', 1740, 31, 3],
  ['BD2', 'Attic', 'Cottage', 'Bed', 1320, 24, 3], ['DK1', 'Clerk', 'Studio', 'Desk', 1260, 22, 11], ['DK2', 'Notary', 'Studio', 'Desk', 2380, 47, 11],
  ['SF1', 'Siesta', 'Studio', 'Sofa', 2690, 41, 5], ['AR1', 'Pause', 'Studio', 'Armchair', 1190, 19, 5], ['WD1', 'Parade', 'Cottage', 'Wardrobe', 3150, 58, 1],
  ['ST1', 'Perch', 'Studio', 'Stool', 165, 3.5, null], ['SB2', 'Purser', 'Harbour', 'Cabinet', 1980, 39, 2]];
const retired = new Set(['BN1', 'BD2']);
const timbers = [['OAK', 'Oak', 'France', 1650, 4.2, 2, 'Bramhall Timber'], ['ASH', 'Ash', 'England', 1180, 2.6, 1.5, 'Bramhall Timber'],
  ['WAL', 'Walnut', 'United States', 3900, 0.7, 1, 'Carver & Dunn'], ['CHE', 'Cherry', 'United States', 2450, 0.4, 0.8, 'Carver & Dunn'],
  ['BEE', 'Beech', 'Germany', 890, 3.1, 1.2, 'Waldhof Holz'], ['ELM', 'Elm', 'England', 1720, 0, 0.3, 'Bramhall Timber'],
  ['LAR', 'Larch', 'Austria', 760, 1.9, 0.8, 'Waldhof Holz'], ['TEA', 'Teak', 'Indonesia', 5200, 0.2, 0, 'Carver & Dunn']];
const firms = ['Osprey Hotel', 'Lantern Café', 'Hallam Law', 'Redbrick Brewery Tap', 'Willow Clinic', 'Pike & Partners', 'Saddlers Inn', 'Fern Hill School'];
const cities = ['Bramhall', 'Stanwick', 'Orford', 'Leighton', 'Marsh End'];
const stages = ['Cutting', 'Assembly', 'Sanding', 'Finishing', 'Upholstery'];
const byFirst = (place) => (a, b) => (a[place] < b[place] ? -1 : 1);
const numbered = (rows, from = 1) => rows.map((row, index) => [from + index, ...row]);

export function fill(insert) {
  const random = new Random(7202);
  const person = people(random);
  insert('Craftsman', numbered(crew.map((row) => [...person(), ...row])));
  const clients = numbered(Array.from({ length: 112 }, (_, index) => client(random, person, index)).toSorted(byFirst(5)), 501);
  insert('Client', clients.map((row, index) => [...row,
    index > 8 && random.chance(0.24) ? clients[random.weighted([0, 3, random.int(0, index - 1)], [2, 1, 6])][0] : null]));
  insert('Model', models.map((model) => [...model, retired.has(model[0])]));
  insert('Timber', timbers);
  const orders = numbered(clients.filter((_, index) => index % 13 !== 5).flatMap((row) => ordersOf(random, row)).toSorted(byFirst(1)), 3001);
  insert('SalesOrder', orders);
  const lines = orders.flatMap((row) => linesOf(random, row, clients));
  insert('OrderLine', lines);
  insert('WorkLog', numbered(orders.flatMap((row) => worksOf(random, row, lines.filter(([order]) => order === row[0]))).toSorted(byFirst(2))));
  insert('Receipt', numbered(orders.flatMap((row) => receiptsOf(random, row, lines)).toSorted(byFirst(1)), 8001));
  const faulty = orders.filter(([, , , , , state]) => state === 'Delivered').filter(() => random.chance(0.24));
  insert('Complaint', numbered(faulty.map((row) => complaint(random, row)).toSorted(byFirst(1))));
}

function client(random, person, index) {
  const isFirm = index < firms.length * 2 && index % 2 === 0;
  const name = person().join(' ');
  const phone = random.chance(0.86) ? `01${random.int(300, 899)} ${random.int(100_000, 999_999)}` : null;
  return [isFirm ? firms[index / 2] : name, isFirm ? 'Business' : random.chance(0.06) ? 'Designer' : 'Private', isFirm ? name : null, phone,
    random.weighted(cities, [34, 26, 18, 14, 8]), random.day(isFirm ? '2022-03-01' : '2023-01-09', isFirm ? '2024-12-01' : '2026-10-30')];
}

function ordersOf(random, [no, , type, , , , since]) {
  const count = type === 'Private' ? random.weighted([1, 2, 3], [70, 23, 7]) : random.int(2, 6);
  return Array.from({ length: count }, () => {
    const day = random.day(random.chance(0.25) && since < '2026-08-01' ? '2026-08-01' : since < '2024-01-08' ? '2024-01-08' : since, '2026-11-13');
    const ordered = weekday(day) === 0 ? plusDays(day, -1) : day;
    const wanted = plusDays(ordered, random.int(6, 14) * 7);
    const done = plusDays(wanted, random.weighted([-9, -1, 0, 12, 30], [4, 5, 3, 4, 2]));
    const isDone = done < today;
    const other = () => random.weighted(wanted < '2026-12-08' ? ['In production', 'Ready'] : ['Confirmed', 'In production'], [3, 2]);
    const state = random.chance(0.06) ? 'Cancelled' : isDone ? 'Delivered' : other();
    return [no, ordered, wanted, state === 'Delivered' ? done : null, state, random.weighted([0, 45, 90], [3, 4, 2]),
      random.weighted(['Showroom', 'Website', 'Fair', 'Phone'], [42, 30, 12, 16])];
  });
}

function linesOf(random, [no, clientNo, ordered], clients) {
  const isFirm = clients[clientNo - 501][2] === 'Business';
  const chosen = random.sample(models.filter(([code]) => !(retired.has(code) && ordered > '2026-02-01')), random.weighted([1, 2, 3], [62, 28, 10]));
  return chosen.map(([code, , , piece, price], index) => {
    const timber = random.weighted(timbers, [34, 20, 14, 8, 14, 4, 6, 0]);
    const quantity = piece === 'Chair' || piece === 'Stool' ? random.int(2, isFirm ? 14 : 6) : isFirm && piece === 'Table' ? random.int(1, 4) : 1;
    const extra = { Walnut: 1.3, Cherry: 1.15, Elm: 1.1 }[timber[1]] ?? 1;
    const unit = Math.round((price * extra * (ordered < '2025-03-01' ? 0.95 : 1) * (isFirm ? 0.92 : 1)) / 5) * 5;
    return [no, index + 1, code, timber[0], quantity, unit, random.weighted(['Oil', 'Lacquer', 'Wax', 'Paint'], [50, 24, 16, 10])];
  });
}

function worksOf(random, [order, , ordered, wanted, , state], lines) {
  if (state === 'Confirmed' || state === 'Cancelled') return [];
  const hours = lines.reduce((sum, [, , code, , quantity]) => sum + models.find(([one]) => one === code)[5] * quantity ** 0.85, 0);
  const isSoft = lines.some(([, , code]) => code === 'SF1' || code === 'AR1');
  const shares = state === 'In production' ? [0.2, 0.25] : isSoft ? [0.18, 0.32, 0.12, 0.16, 0.22] : [0.2, 0.42, 0.18, 0.2];
  const step = Math.floor((Date.parse(wanted) - Date.parse(ordered)) / 86_400_000 / 6);
  return shares.flatMap((share, stage) => {
    const day = plusDays(ordered, step * (stage + 1) + random.int(0, 4));
    const date = day < today ? day : plusDays(today, -random.int(3, 9));
    const hands = [[2, 3, 4, 8, 9, 10], [1, 2, 3, 4, 8, 10], [6, 7, 8, 9], [6, 7], [5]][stage];
    const able = hands.filter((no) => crew[no - 1][2] <= date && (crew[no - 1][3] ?? '2099-01-01') >= date);
    return date <= ordered ? [] : [[order, random.pick(able), date, stages[stage], Math.max(0.5, Math.round(hours * share * (0.8 + random.next() * 0.6) * 2) / 2)]];
  });
}

function receiptsOf(random, [order, , ordered, , delivered, state, fee], lines) {
  const total = lines.filter(([no]) => no === order).reduce((sum, [, , , , quantity, price]) => sum + quantity * price, fee);
  const part = Math.round(total * 0.3);
  const method = () => random.weighted(['Bank transfer', 'Card', 'Cheque'], [60, 34, 6]);
  const first = plusDays(ordered, random.int(0, 12));
  const rows = first >= today || random.chance(0.06) ? [] : [[order, first, part, method(), 1]];
  const last = delivered === null ? today : plusDays(delivered, random.weighted([0, 7, 21, 45], [4, 5, 3, 2]));
  if (state === 'Delivered' && last < today && random.chance(0.93)) rows.push([order, last, total - (rows.length > 0 ? part : 0), method(), 0]);
  return rows;
}

function complaint(random, [order, , , , delivered]) {
  const late = plusDays(delivered, random.int(2, 120));
  const raised = late < '2026-11-14' ? late : plusDays(delivered, 1);
  const settled = plusDays(raised, random.int(3, 40));
  const isDone = settled < today && random.chance(0.85);
  return [order, raised, random.weighted(['Scratch', 'Wobbles', 'Wrong finish', 'Split wood', 'Drawer sticks'], [30, 20, 12, 16, 22]),
    random.chance(0.85) ? random.pick([1, 2, 3, 6]) : null,
    isDone ? settled : null, isDone ? random.weighted([0, 50, 120, 300], [6, 3, 2, 1]) : null];
}
