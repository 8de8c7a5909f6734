// A zoo with its animals, their keepers and vets, and the people who adopt animals; normalised, one table for all partners.
import { people } from '../names.mjs';
import { Random, cents, daysBetween, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE conservation_status (status_code TEXT PRIMARY KEY, label TEXT NOT NULL, is_threatened INTEGER NOT NULL);
CREATE TABLE partner_kind (kind_code TEXT PRIMARY KEY, label TEXT NOT NULL);
CREATE TABLE partner (partner_id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind_code TEXT NOT NULL REFERENCES partner_kind(kind_code), city TEXT NOT NULL,
  country TEXT NOT NULL, email TEXT);
CREATE TABLE species (species_id INTEGER PRIMARY KEY, common_name TEXT NOT NULL, latin_name TEXT NOT NULL, animal_class TEXT NOT NULL,
  status_code TEXT NOT NULL REFERENCES conservation_status(status_code), lifespan_years INTEGER NOT NULL);
CREATE TABLE employee (employee_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, post TEXT NOT NULL,
  reports_to_id INTEGER REFERENCES employee(employee_id), hired_on TEXT NOT NULL, departed_on TEXT);
CREATE TABLE enclosure (enclosure_id INTEGER PRIMARY KEY, label TEXT NOT NULL, zone TEXT NOT NULL, area_m2 INTEGER NOT NULL, is_indoor INTEGER NOT NULL,
  built_in INTEGER NOT NULL, keeper_id INTEGER NOT NULL REFERENCES employee(employee_id), stand_in_id INTEGER REFERENCES employee(employee_id), closed_since TEXT);
CREATE TABLE animal (animal_id INTEGER PRIMARY KEY, call_name TEXT NOT NULL, species_id INTEGER NOT NULL REFERENCES species(species_id),
  enclosure_id INTEGER NOT NULL REFERENCES enclosure(enclosure_id), sex TEXT NOT NULL CHECK (sex IN ('M', 'F', 'U')), born_on TEXT NOT NULL,
  mother_id INTEGER REFERENCES animal(animal_id), father_id INTEGER REFERENCES animal(animal_id), received_from_id INTEGER REFERENCES partner(partner_id),
  received_on TEXT, sent_to_id INTEGER REFERENCES partner(partner_id), sent_on TEXT, died_on TEXT);
CREATE TABLE treatment (treatment_id INTEGER PRIMARY KEY, animal_id INTEGER NOT NULL REFERENCES animal(animal_id),
  vet_id INTEGER NOT NULL REFERENCES employee(employee_id), assistant_id INTEGER REFERENCES employee(employee_id), performed_on TEXT NOT NULL, reason TEXT NOT NULL,
  under_anaesthesia INTEGER NOT NULL, cost REAL NOT NULL, follow_up_on TEXT);
CREATE TABLE adoption (adoption_id INTEGER PRIMARY KEY, animal_id INTEGER NOT NULL REFERENCES animal(animal_id),
  patron_id INTEGER NOT NULL REFERENCES partner(partner_id), recruited_by_id INTEGER REFERENCES employee(employee_id), begins_on TEXT NOT NULL, ends_on TEXT,
  yearly_gift INTEGER NOT NULL);
`;

const statuses = [['LC', 'Least concern', 0], ['NT', 'Near threatened', 0], ['VU', 'Vulnerable', 1], ['EN', 'Endangered', 1], ['CR', 'Critically endangered', 1]];
const kinds = [['ZO', 'Zoo'], ['PE', 'Private person'], ['CO', 'Company'], ['SC', 'School']];
const zoos = `Lindau Zoo/Lindau/Germany,Parc de la Dombe/Lyon/France,Aalborn Zoo/Aalborn/Denmark,Givskov Park/Vejle/Denmark,Tiergarten Aue/Chemnitz/Germany,
Zoo Serrana/Toledo/Spain,Emmerdijk Wildpark/Arnhem/Netherlands,Orsa Animal Park/Orsa/Sweden,Highmoor Zoo/Leeds/United Kingdom,
Zoo Brenta/Trento/Italy`.replaceAll('\n', '').split(',').map((text) => text.split('/'));
const companies = ['Ferris Bank', 'Nordlicht Optics', 'Bluewater Insurance', 'Tolman Timber', 'Café Savanna', 'Hoopoe Travel', 'Rask & Daughters', 'Zebra Print'];
const schools = ['Millfield Primary School', 'St Anne School', 'Harbour Grammar School', 'Oakley Road School'];
const staff = [
  ['Director', null, '2011-04-01', null], ['Curator', 1, '2013-09-02', null], ['Curator', 1, '2017-02-13', null], ['Veterinarian', 1, '2012-06-04', null],
  ['Veterinarian', 1, '2020-10-05', null], ['Veterinarian', 1, '2008-01-07', '2026-03-31'], ['Vet nurse', 4, '2018-05-14', null], ['Vet nurse', 4, '2023-08-21', null],
  ['Keeper', 2, '2009-03-16', null], ['Keeper', 2, '2014-07-01', null], ['Keeper', 2, '2016-11-07', null], ['Keeper', 3, '2019-04-08', null],
  ['Keeper', 3, '2021-06-14', null], ['Keeper', 3, '2022-03-28', '2026-08-31'], ['Keeper', 3, '2024-09-09', null], ['Keeper', 2, '2026-09-01', null],
  ['Fundraiser', 1, '2015-10-12', null], ['Fundraiser', 17, '2022-01-17', null],
];
/** Label, zone, square metres, indoors, year, keeper, stand-in, closed. */
const enclosures = [
  ['Savanna', 'Africa', 14000, 0, 2004, 10, 9, null], ['Lion Hill', 'Africa', 3200, 0, 1998, 9, 10, null], ['Ape House', 'Africa', 1150, 1, 2012, 11, 9, null],
  ['Monkey Island', 'South America', 900, 0, 1987, 11, null, null], ['Pampas', 'South America', 5200, 0, 2009, 12, 11, null],
  ['Jungle Hall', 'South America', 1800, 1, 2016, 13, 12, null],
  ['Tiger Gorge', 'Asia', 2600, 0, 2019, 9, 16, null], ['Red Panda Walk', 'Asia', 640, 0, 2014, 12, 13, null], ['Penguin Pool', 'Polar', 480, 0, 1976, 13, 15, null],
  ['Bear Valley', 'Polar', 4100, 0, 2001, 15, 13, null], ['Reptile House', 'Europe', 720, 1, 1969, 15, null, null],
  ['Owl Tower', 'Europe', 210, 0, 1982, 12, 15, '2026-05-04'],
  ['Otter Creek', 'Europe', 560, 0, 2021, 13, null, null], ['Elephant Barn', 'Asia', 2300, 1, 1991, 10, 16, '2025-10-20'],
];
/** Name, latin, class, status, years of life, enclosure, how many there have been. */
const kindsOfAnimal = [
  ['Plains zebra', 'Equus quagga', 'Mammal', 'NT', 25, 1, 11], ['Giraffe', 'Giraffa camelopardalis', 'Mammal', 'VU', 25, 1, 7],
  ['African lion', 'Panthera leo', 'Mammal', 'VU', 16, 2, 8],
  ['Ostrich', 'Struthio camelus', 'Bird', 'LC', 40, 1, 5], ['Chimpanzee', 'Pan troglodytes', 'Mammal', 'EN', 45, 3, 9],
  ['Western gorilla', 'Gorilla gorilla', 'Mammal', 'CR', 40, 3, 4],
  ['Squirrel monkey', 'Saimiri sciureus', 'Mammal', 'LC', 20, 4, 15], ['Greater rhea', 'Rhea americana', 'Bird', 'NT', 15, 5, 4],
  ['Maned wolf', 'Chrysocyon brachyurus', 'Mammal', 'NT', 15, 5, 3],
  ['Giant anteater', 'Myrmecophaga tridactyla', 'Mammal', 'VU', 16, 5, 2], ['Hyacinth macaw', 'Anodorhynchus hyacinthinus', 'Bird', 'VU', 50, 6, 6],
  ['Two-toed sloth', 'Choloepus didactylus', 'Mammal', 'LC', 20, 6, 3], ['Siberian tiger', 'Panthera tigris', 'Mammal', 'EN', 15, 7, 5],
  ['Red panda', 'Ailurus fulgens', 'Mammal', 'EN', 14, 8, 6],
  ['Humboldt penguin', 'Spheniscus humboldti', 'Bird', 'VU', 20, 9, 22], ['Polar bear', 'Ursus maritimus', 'Mammal', 'VU', 25, 10, 3],
  ['Green iguana', 'Iguana iguana', 'Reptile', 'LC', 12, 11, 7],
  ['Nile crocodile', 'Crocodylus niloticus', 'Reptile', 'LC', 60, 11, 2], ['Aldabra tortoise', 'Aldabrachelys gigantea', 'Reptile', 'VU', 120, 11, 4],
  ['Snowy owl', 'Bubo scandiacus', 'Bird', 'VU', 10, 12, 4],
  ['Eurasian otter', 'Lutra lutra', 'Mammal', 'NT', 12, 13, 5], ['Asian elephant', 'Elephas maximus', 'Mammal', 'EN', 60, 14, 4],
  ['Okapi', 'Okapia johnstoni', 'Mammal', 'EN', 22, 1, 0],
];
const callNames = `Abba Ajax Akita Amun Anouk Apollo Aruba Asha Atlas Babu Balu Banjo Basil Bayo Benga Bibi Bimba Biko Bonnie Boto Bruna Cairo Caju Calypso Candy Cato
Chaka Chico Cleo Coco Congo Cosmo Dakota Dara Dembe Diego Dika Dodo Duma Dunya Ebony Echo Elani Enzo Esra Fauna Fidel Figaro Fips Fjord Freja Frosty
Gaia Galina Ganda Ginger Goliath Gizmo Hakan Havana Hera Hugo Igor Ikaro Inka Iris Isla Jabari Jaffa Jambo Java Jiva Jodo Juno Kaia Kali Kamba Kenia
Kibo Kiki Kito Koba Kuma Laika Lando Leika Limbo Linus Loki Lulu Luna Malu Mango Manu Masai Mika Milou Mojo Momo Nala Nanuk Neela Nero Nila Njoro Noko
Nuri Odin Olive Onyx Otis Pablo Paco Pagoda Paki Pandora Pepe Perla Pico Pingu Pixie Quito Raja Ravi Rio Romy Safi Sahara Sambo Sari Shaka Shiva Simba
Sita Skipper Snow Suri Taiga Tamu Tango Tano Tika Timor Tonga Tundra Uma Umbra Vasco Yuki Zahra Zambo Zazu Zeno Zola`.split(/\s+/);
const reasons = ['Vaccination', 'Dental', 'Wound', 'Parasites', 'Lameness', 'Check-up', 'Blood test', 'Surgery'];
const today = '2026-11-16';
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);

export function fill(insert) {
  const random = new Random(6101);
  const person = people(random);
  insert('conservation_status', statuses);
  insert('partner_kind', kinds);
  const towns = [['Brunnfeld', 'Germany'], ['Hallen', 'Germany'], ['Riesa', 'Germany'], ['Basel', 'Switzerland'], ['Linz', 'Austria']];
  const near = () => random.weighted(towns, [46, 24, 14, 9, 7]);
  const partners = numbered([...zoos.map(([name, city, country], index) => [name, 'ZO', city, country, index % 4 === 3 ? null : `office${index + 1}@zoos.example`]),
    ...companies.map((name) => [name, 'CO', ...near(), `${name.toLowerCase().replace(/\W/g, '')}@firms.example`]), ...schools.map((name) => [name, 'SC', ...near(),
      null]),
    ...Array.from({ length: 46 }, () => person()).map(([first, last]) => [`${first} ${last}`, 'PE', ...near(),
      random.chance(0.75) ? `${first}.${last}@mail.example`.toLowerCase() : null])]);
  insert('partner', partners);
  insert('species', numbered(kindsOfAnimal.map((row) => row.slice(0, 5))));
  insert('employee', numbered(staff.map(([post, boss, from, to]) => [...person(), post, boss, from, to])));
  insert('enclosure', numbered(enclosures));
  const names = random.shuffled(callNames);
  const animals = [];
  for (const [index, [, , , , life, place, count]] of kindsOfAnimal.entries()) {
    const born = Array.from({ length: count }, () => random.day(plusDays('2025-09-01', -Math.round(Math.min(life, 26) * 365 * 0.9)), '2026-10-20')).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    for (const day of born) animals.push(animal(random, { day, species: index + 1, place, life, id: animals.length + 1, name: names[animals.length], animals }));
  }
  insert('animal', animals);
  const treatments = Array.from({ length: 420 }, () => treatment(random, animals)).filter((row) => row !== null).toSorted((a, b) => (a[3] < b[3] ? -1 : 1));
  insert('treatment', numbered(treatments));
  const patrons = partners.filter(([id, , kind]) => kind !== 'ZO' && id % 13 !== 5);
  const gifts = Array.from({ length: 260 }, () => adoption(random, animals, random.pick(patrons))).filter((row) => row !== null).toSorted((a,
    b) => (a[3] < b[3] ? -1 : 1));
  insert('adoption', numbered(gifts));
}

function animal(random, { day, species, place, life, id, name, animals }) {
  const sex = random.weighted(['M', 'F', 'U'], species > 16 && species < 20 ? [35, 40, 25] : [47, 53, 0]);
  const grown = (wanted) => animals.filter((row) => row[2] === species && row[4] === wanted && daysBetween(row[5], day) > 1000
    && (row[12] ?? row[11] ?? '2027') > day && (row[9] ?? '2000') < day);
  const [mothers, fathers] = [grown('F'), grown('M')];
  const isOurs = mothers.length > 0 && random.chance(0.72);
  const mother = isOurs ? random.pick(mothers)[0] : null;
  const father = isOurs && fathers.length > 0 && random.chance(0.85) ? random.pick(fathers)[0] : null;
  const arrival = isOurs ? null : plusDays(day, random.int(300, 1500));
  const from = isOurs ? null : random.weighted([1, 2, 3, 4, 5, 6, 8, 9, 10], [20, 14, 10, 6, 18, 7, 9, 11, 5]);
  const here = arrival === null ? day : arrival > '2026-09-25' ? random.day('2026-01-10', '2026-09-25') : arrival;
  const death = plusDays(day, Math.round(life * 365 * (0.5 + random.next() * 0.66)));
  const died = death > here && death < today ? death : random.chance(0.09) ? random.day(here, '2026-11-12') : null;
  const isSent = died === null && here < '2025-12-01' && random.chance(isOurs ? 0.4 : 0.1);
  const sentOn = isSent ? random.day(plusDays(here, 200) < '2026-10-28' ? plusDays(here, 200) : '2026-10-28', '2026-11-11') : null;
  return [id, name, species, place, sex, day < here || arrival === null ? day : plusDays(here, -200), mother, father, from, arrival === null ? null : here,
    isSent ? random.pick([1, 2, 3, 5, 6, 7, 9]) : null, sentOn, died];
}

function treatment(random, animals) {
  const [id, , species, , , born, , , , arrived, , sent, died] = random.pick(random.chance(0.3) ? animals.filter((row) => [2, 5, 22, 16].includes(row[2])) : animals);
  const day = random.day(random.chance(0.35) ? '2025-01-07' : '2026-03-01', '2026-11-14');
  if (day <= (arrived ?? born) || day > (died ?? sent ?? today) || id % 17 === 6) return null;
  const vet = random.weighted(day <= '2026-03-31' ? [4, 5, 6] : [4, 5], day <= '2026-03-31' ? [4, 3, 3] : [5, 3]);
  const reason = random.weighted(reasons, [26, 9, 14, 16, 10, 12, 9, 4]);
  const isAsleep = reason === 'Surgery' || random.chance(reason === 'Dental' ? 0.8 : 0.05);
  const cost = cents((reason === 'Surgery' ? 620 : isAsleep ? 240 : 35) + random.int(0, 9000) / 100 * (species === 22 ? 3 : 1));
  const again = random.chance(0.34) && reason !== 'Vaccination' ? plusDays(day, random.pick([7, 14, 30, 90])) : null;
  return [id, vet, isAsleep || random.chance(0.4) ? random.weighted(day < '2023-08-21' ? [7] : [7, 8], [3, 2]) : null, day, reason, isAsleep, cost, again];
}

function adoption(random, animals, [patron, , kind]) {
  const [id, , species, , , born, , , , arrived, , sent, died] = random.pick(random.chance(0.55) ? animals.filter((row) => [3, 6, 13, 14, 15,
    16].includes(row[2])) : animals);
  const from = random.day(random.chance(0.5) ? '2023-01-05' : '2025-06-01', random.chance(0.08) ? '2027-01-15' : '2026-11-13');
  if (from <= (arrived ?? born) || from > (died ?? sent ?? '2027-02-01') || species === 7) return null;
  const end = random.weighted([plusDays(from, 364), plusDays(from, 729), null], [48, 16, 36]);
  const last = [end, sent, died].filter((day) => day !== null).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))[0] ?? null;
  const by = from >= '2023-01-01' && random.chance(0.6) ? random.weighted([17, 18, 9, 11], [44, 40, 6, 10]) : null;
  return [id, patron, by, from, last === today ? plusDays(today, 3) : last, random.weighted([50, 100, 250, 600, 1500], kind === 'PE' ? [36, 44, 16, 4, 0] : [4, 16,
    26, 34, 20]) + random.int(0, 3) * 15];
}
