// Three pet shops with a club for regulars; snake_case, money in pence, a sale's worth lies in its items.
import { people } from '../names.mjs';
import { Random, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE stores (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT NOT NULL, opened_on TEXT NOT NULL, floor_sqm INTEGER NOT NULL);
CREATE TABLE team (id INTEGER PRIMARY KEY, store_id INTEGER NOT NULL REFERENCES stores(id), name TEXT NOT NULL, job TEXT NOT NULL, weekly_hours INTEGER NOT NULL,
  hourly_pay_pence INTEGER NOT NULL, started_on TEXT NOT NULL, ended_on TEXT);
CREATE TABLE species (id INTEGER PRIMARY KEY, common_name TEXT NOT NULL, animal_group TEXT NOT NULL, needs_licence INTEGER NOT NULL, lifespan_years INTEGER NOT NULL);
CREATE TABLE club_members (id INTEGER PRIMARY KEY, given_name TEXT NOT NULL, surname TEXT NOT NULL, email TEXT, phone TEXT, city TEXT NOT NULL, joined_on TEXT NOT NULL,
  referred_by INTEGER REFERENCES club_members(id), resigned_on TEXT);
CREATE TABLE animals (id INTEGER PRIMARY KEY, tag TEXT NOT NULL, species_id INTEGER NOT NULL REFERENCES species(id), store_id INTEGER NOT NULL REFERENCES stores(id),
  sex TEXT NOT NULL, born_on TEXT, arrived_on TEXT NOT NULL, breeder TEXT NOT NULL, asking_price_pence INTEGER NOT NULL, status TEXT NOT NULL,
  reserved_by INTEGER REFERENCES club_members(id), collect_by TEXT, died_on TEXT);
CREATE TABLE products (id INTEGER PRIMARY KEY, title TEXT NOT NULL, brand TEXT NOT NULL, department TEXT NOT NULL, price_pence INTEGER NOT NULL,
  cost_pence INTEGER NOT NULL, delisted_on TEXT);
CREATE TABLE stock (store_id INTEGER NOT NULL REFERENCES stores(id), product_id INTEGER NOT NULL REFERENCES products(id), on_hand INTEGER NOT NULL,
  reorder_point INTEGER NOT NULL, counted_on TEXT NOT NULL, PRIMARY KEY (store_id, product_id));
CREATE TABLE sales (id INTEGER PRIMARY KEY, store_id INTEGER NOT NULL REFERENCES stores(id), cashier_id INTEGER NOT NULL REFERENCES team(id),
  member_id INTEGER REFERENCES club_members(id), sold_at TEXT NOT NULL, paid_with TEXT NOT NULL, refunded_at TEXT);
CREATE TABLE sale_items (id INTEGER PRIMARY KEY, sale_id INTEGER NOT NULL REFERENCES sales(id), product_id INTEGER REFERENCES products(id),
  animal_id INTEGER REFERENCES animals(id), quantity INTEGER NOT NULL, unit_price_pence INTEGER NOT NULL,
  discount_pence INTEGER NOT NULL -- off the whole line
);
`;

const stores = [['Paws & Fins', 'Harwick', '2011-03-19', 420], ['The Burrow', 'Millbrook', '2017-09-02', 260], ['Feather Lane', 'Easton', '2023-05-27', 185]];
/** Store, job, hours a week, pence an hour, first and last day. */
const jobs = [[1, 'manager', 40, 2150, '2011-03-01', null], [1, 'animal keeper', 36, 1520, '2014-06-16', null], [1, 'sales assistant', 24, 1310, '2021-04-12', null],
  [1, 'sales assistant', 16, 1270, '2025-09-01', null], [1, 'sales assistant', 20, 1290, '2022-02-07', '2026-04-30'], [2, 'manager', 38, 2010, '2017-08-14', null],
  [2, 'animal keeper', 30, 1480, '2020-10-05', null], [2, 'sales assistant', 20, 1285, '2023-03-13', null], [2, 'sales assistant', 12, 1260, '2026-10-19', null],
  [3, 'manager', 38, 1930, '2023-05-01', null], [3, 'animal keeper', 28, 1450, '2024-01-15', '2026-07-31'], [3, 'animal keeper', 28, 1445, '2026-08-10', null],
  [3, 'sales assistant', 22, 1280, '2023-11-20', null]];
/** Name, group, licence, years of life, usual price, weight in the herd. */
const kinds = [['Syrian hamster', 'small mammal', 0, 3, 1400, 18], ['Guinea pig', 'small mammal', 0, 6, 3200, 20], ['Dwarf rabbit', 'small mammal', 0, 9, 4800, 14],
  ['Chinchilla', 'small mammal', 0, 15, 13500, 6], ['Budgerigar', 'bird', 0, 8, 2600, 22], ['Zebra finch', 'bird', 0, 5, 1900, 10], ['Cockatiel', 'bird', 0, 18, 7900, 8],
  ['African grey parrot', 'bird', 1, 50, 92000, 3], ['Leopard gecko', 'reptile', 0, 15, 5900, 11], ['Corn snake', 'reptile', 0, 18, 6900, 8],
  ['Royal python', 'reptile', 1, 28, 11500, 4], ['Bearded dragon', 'reptile', 0, 11, 7400, 9], ['Hermann tortoise', 'reptile', 1, 60, 18900, 4], ['Axolotl', 'amphibian', 0, 12, 4500, 0]];
const breeders = ['Oakfield Small Animals', 'Aviary Hill', 'Scales & Tails', 'Home-bred', 'Brook Farm'];
const goods = `Timothy Hay 2 kg|Meadow|food|699;Hay Cubes|Meadow|food|449;Guinea Pig Muesli 5 kg|Nibblers|food|1499;Rabbit Pellets 3 kg|Nibblers|food|1099;Hamster Mix 1 kg|Nibblers|food|425
Puppy Kibble 12 kg|Barkwell|food|4299;Adult Dog Kibble 12 kg|Barkwell|food|3899;Senior Dog Tins x12|Barkwell|food|1649;Salmon Cat Pouches x24|Purrfect|food|1399;Kitten Biscuits 2 kg|Purrfect|food|1185
Goldfish Flakes|AquaBest|food|375;Budgie Seed 2 kg|Aviary Gold|food|565;Live Crickets|Scales & Tails|food|290;Frozen Mice x10|Scales & Tails|food|890;Chew Bone|Barkwell|treats|350
Catnip Drops|Purrfect|treats|260;Millet Spray|Aviary Gold|treats|199;Dental Sticks|Barkwell|treats|475;Rope Tug|Rumpus|toys|650;Feather Wand|Rumpus|toys|520;Squeaky Duck|Rumpus|toys|415
Hamster Wheel|Burrowland|toys|1150;Rabbit Tunnel|Burrowland|toys|1390;Hutch Large|Burrowland|housing|15900;Hamster Cage|Burrowland|housing|4550;Bird Cage Tall|Aviary Gold|housing|11900
Vivarium 90 cm|Terra|housing|13500;Heat Lamp|Terra|housing|3450;Fish Tank 60 l|AquaBest|housing|8995;Filter Cartridge|AquaBest|housing|725;Dog Bed Medium|Snooze|housing|3950
Cat Litter 10 l|Cleanpaw|hygiene|845;Wood Shavings|Meadow|hygiene|560;Flea Drops|Vetline|hygiene|1795;Dog Shampoo|Cleanpaw|hygiene|795;Worming Tablets|Vetline|hygiene|1250
Nail Clippers|Cleanpaw|hygiene|990;Leather Lead|Rumpus|accessories|1850;Cat Collar|Rumpus|accessories|725;Travel Crate|Snooze|accessories|5450;Bird Bath|Aviary Gold|accessories|1120`
  .split(/[;\n]/).map((line) => line.split('|'));
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(6111);
  const person = people(random);
  insert('stores', numbered(stores));
  const team = numbered(jobs.map(([store, ...job]) => [store, person().join(' '), ...job]));
  insert('team', team);
  insert('species', numbered(kinds.map((kind) => kind.slice(0, 4))));
  const members = numbered(Array.from({ length: 118 }, () => member(random, person)).toSorted((a, b) => (a[5] < b[5] ? -1 : 1)));
  for (const row of members) row[7] = row[0] > 20 && random.chance(0.3) ? random.weighted([3, 7, 11, 18, random.int(1, 20)], [8, 5, 3, 2, 20]) : null;
  insert('club_members', members);
  const animals = Array.from({ length: 196 }, () => animal(random)).toSorted((a, b) => (a[4] < b[4] ? -1 : 1)).map((row, index) => [index + 1, `A${1200 + index * 3}`, ...row]);
  const baskets = [...animals.flatMap((row) => fateOf(random, row, members)), ...Array.from({ length: 400 }, () => [random.weighted([1, 2, 3], [50, 30, 20]), visitDay(random), null])];
  const sales = baskets.map(([store, day, pet]) => sale(random, store, day, team, members).concat(pet)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1));
  insert('animals', animals);
  const products = numbered(goods.map(([title, brand, department, price], index) => [title, brand, department, Number(price), Math.round(price * (0.46 + random.next() * 0.22)),
    [7, 20, 33].includes(index) ? `2026-0${index % 5 + 4}-30` : null]));
  insert('products', products);
  insert('stock', stores.flatMap((_, store) => products.filter(([id]) => store === 0 || id % (7 - store) !== 3).map((row) => shelf(random, store + 1, row))));
  insert('sales', sales.map((row, index) => [30_001 + index, ...row.slice(0, 6)]));
  insert('sale_items', numbered(sales.flatMap((row, index) => itemsOf(random, row, 30_001 + index, animals, products))));
}

function member(random, person) {
  const [first, last] = person();
  const joined = random.day('2019-02-04', '2026-11-14');
  const city = random.weighted(['Harwick', 'Millbrook', 'Easton', 'Dunleigh', 'Port Allen'], [38, 26, 18, 11, 7]);
  return [first, last, random.chance(0.82) ? `${first[0]}${last}@inbox.example`.toLowerCase() : null, random.chance(0.7) ? `07${random.int(100_000_000, 999_999_999)}` : null, city,
    joined, null, joined < '2026-06-01' && random.chance(0.12) ? random.day('2026-01-05', '2026-11-10') : null];
}

function animal(random) {
  const place = random.weighted(kinds.map((_, index) => index), kinds.map((kind) => kind[5]));
  const [, group, , , price] = kinds[place];
  const arrived = random.day(random.chance(0.2) ? '2026-09-20' : '2025-10-01', '2026-11-14');
  const breeder = group === 'bird' ? random.pick(['Aviary Hill', 'Home-bred', 'Aviary Hill']) : group === 'reptile' ? 'Scales & Tails' : random.pick([breeders[0], breeders[3], breeders[4]]);
  return [place + 1, random.weighted([1, 2, 3], [46, 34, 20]), random.weighted(['female', 'male', 'unknown'], [46, 42, 12]),
    random.chance(0.86) ? plusDays(arrived, -random.int(35, 260)) : null, arrived, breeder, Math.round((price * (0.9 + random.next() * 0.25)) / 100) * 100, 'available', null, null, null];
}

/** An animal is sold some weeks after it came, or dies, or is put aside for a member, or waits. */
function fateOf(random, row, members) {
  const leaves = plusDays(row[6], random.weighted([6, 19, 40, 75, 130], [20, 32, 26, 15, 7]) + random.int(-4, 9));
  const isDead = random.chance(0.06);
  if (leaves < today) {
    row[9] = isDead ? 'died' : 'sold';
    if (isDead) row[12] = leaves;
    return isDead ? [] : [[row[3], leaves, row[0]]];
  }
  if (random.chance(0.34)) [row[9], row[10], row[11]] = ['reserved', random.pick(members.filter((one) => one[8] === null))[0], random.day('2026-11-12', '2026-11-30')];
  return [];
}

function visitDay(random) {
  const day = random.chance(0.05) ? today : random.day(random.chance(0.5) ? '2026-06-01' : '2025-11-03', '2026-11-15');
  return weekday(day) === 0 && day > '2025-11-05' && random.chance(0.7) ? plusDays(day, -1) : day;
}

function sale(random, store, day, team, members) {
  const there = team.filter(([, where, , , , , from, to]) => where === store && from <= day && (to === null || to >= day));
  const known = members.filter(([id, , , , , , joined, , gone]) => id % 8 !== 5 && joined <= day && (gone === null || gone > day));
  const time = `${day === today ? random.time(9, 12, 1) : random.time(9, 19, 1)}:${twoDigits(random.int(0, 59))}`;
  const refunded = random.chance(0.04) ? plusDays(day, random.int(1, 12)) : null;
  return [store, random.weighted(there, there.map(([, , , job]) => ({ manager: 2, 'animal keeper': 3 })[job] ?? 8))[0], random.chance(0.55) ? random.pick(known)[0] : null,
    `${day} ${time}`, random.weighted(['card', 'cash', 'phone', 'gift card'], [58, 22, 15, 5]), refunded !== null && refunded < today ? `${refunded} ${random.time(9, 18, 1)}:00` : null];
}

function itemsOf(random, [, , member, at, , , pet], id, animals, products) {
  const count = random.weighted([1, 2, 3, 4], [52, 27, 14, 7]) - (pet === null ? 0 : 1);
  const day = at.slice(0, 10);
  const bought = pet === null ? [] : [[id, null, pet, 1, animals[pet - 1][8], random.chance(0.15) ? 500 : 0]];
  const things = random.sample(products.filter(([one, , , , , , off]) => one !== 31 && one !== 41 && (off === null || off >= day)), count);
  return [...bought, ...things.map(([product, , , , price]) => {
    const quantity = price > 2_500 ? 1 : random.weighted([1, 2, 3, 6], [70, 19, 8, 3]);
    return [id, product, null, quantity, price, member !== null && random.chance(0.35) ? Math.round(price * quantity * 0.1) : 0];
  })];
}

function shelf(random, store, [id, , , , price, , delisted]) {
  const reorder = price > 5_000 ? 2 : price > 1_500 ? 5 : 12;
  const left = random.chance(0.13) ? 0 : random.int(1, reorder * 4);
  return [store, id, delisted === null ? left : Math.min(left, 2), reorder, random.day('2026-10-05', '2026-11-13')];
}
