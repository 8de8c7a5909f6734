// An animal shelter; normalised: one table of people in all their roles, one of reasons for coming and going, three keys from a stay to people.
import { people } from '../names.mjs';
import { Random, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE species (species_id INTEGER PRIMARY KEY, name TEXT NOT NULL, adoption_fee REAL NOT NULL, daily_cost REAL NOT NULL);
CREATE TABLE person (person_id INTEGER PRIMARY KEY, given_name TEXT NOT NULL, family_name TEXT NOT NULL, phone TEXT, email TEXT, village TEXT NOT NULL,
  is_staff INTEGER NOT NULL, staff_since DATE, staff_until DATE, is_barred INTEGER NOT NULL);
CREATE TABLE reason (reason_id INTEGER PRIMARY KEY, direction TEXT NOT NULL CHECK (direction IN ('in', 'out')), label TEXT NOT NULL);
CREATE TABLE kennel (kennel_id INTEGER PRIMARY KEY, label TEXT NOT NULL, wing TEXT NOT NULL, species_id INTEGER NOT NULL REFERENCES species(species_id),
  places INTEGER NOT NULL, warden_id INTEGER REFERENCES person(person_id));
CREATE TABLE animal (animal_id INTEGER PRIMARY KEY, name TEXT NOT NULL, species_id INTEGER NOT NULL REFERENCES species(species_id), breed TEXT, sex TEXT NOT NULL,
  birth_date DATE, colour TEXT NOT NULL, chip_number TEXT, is_neutered INTEGER NOT NULL);
CREATE TABLE stay (stay_id INTEGER PRIMARY KEY, animal_id INTEGER NOT NULL REFERENCES animal(animal_id), kennel_id INTEGER NOT NULL REFERENCES kennel(kennel_id),
  arrived_on DATE NOT NULL, arrival_reason_id INTEGER NOT NULL REFERENCES reason(reason_id), brought_by_id INTEGER REFERENCES person(person_id),
  admitted_by_id INTEGER NOT NULL REFERENCES person(person_id), left_on DATE, departure_reason_id INTEGER REFERENCES reason(reason_id),
  handed_to_id INTEGER REFERENCES person(person_id), fee_paid REAL);
CREATE TABLE application (application_id INTEGER PRIMARY KEY, animal_id INTEGER NOT NULL REFERENCES animal(animal_id), applicant_id INTEGER NOT NULL
  REFERENCES person(person_id), adviser_id INTEGER NOT NULL REFERENCES person(person_id), received_on DATE NOT NULL, decided_on DATE, was_approved INTEGER);
CREATE TABLE treatment (treatment_id INTEGER PRIMARY KEY, animal_id INTEGER NOT NULL REFERENCES animal(animal_id), vet_id INTEGER NOT NULL REFERENCES person(person_id),
  kind TEXT NOT NULL, performed_on DATE NOT NULL, cost REAL NOT NULL);
CREATE TABLE donation (donation_id INTEGER PRIMARY KEY, donor_id INTEGER REFERENCES person(person_id), given_on DATE NOT NULL, amount REAL NOT NULL,
  for_species_id INTEGER REFERENCES species(species_id), is_standing_order INTEGER NOT NULL);
`;

const today = '2026-11-16';
const kinds = [['Dog', 180, 9.5], ['Cat', 110, 5.2], ['Rabbit', 35, 2.1], ['Guinea pig', 20, 1.6], ['Parrot', 60, 2.8], ['Tortoise', 40, 1.2]];
const breeds = { 1: ['Labrador', 'Terrier', 'Collie', 'Lurcher', 'Spaniel', 'Mongrel'],
  2: ['Domestic shorthair', 'Maine Coon', 'Siamese'], 3: ['Lop', 'Lionhead'], 4: [], 5: ['African grey'], 6: [] };
const reasons = [['in', 'Stray'], ['in', 'Given up by owner'], ['in', 'Confiscated'], ['in', 'Returned after adoption'], ['out', 'Adopted'], ['out', 'Back to owner'],
  ['out', 'Moved to another shelter'], ['out', 'Died'], ['out', 'Put to sleep']];
const names = `Bella Rex Milo Luna Toby Cleo Oreo Ziggy Maisie Bramble Pickle Shadow Duke Poppy Smudge Rolo Hattie Scout Tinker Willow Archie Misty Ruby Jasper Dottie Monkey Ginger Patch
Socks Sooty Bonnie Freckle Biscuit Marble Otis Mabel Fudge Nala Sparky Treacle Hugo Peaches Basil Domino Wilbur Olive Pippa Rufus Tilly Blue Ozzy Kiki Mango Sheldon Waffles Bruno Daisy
Clementine Yoda Saffy Gizmo Harley Ivy Juno Kipper Lottie Moss Nacho Pebble Quill Rosie Stanley Truffle Ursa Vinnie Winnie Xena Yogi Zelda Angus Button Comet Dash Echo Flint Gypsy
Honey Indie Jet Koda Loki Maple Nutkin Opal Pixie Quincy Rusty Sable Thistle Umber Velvet Wren Apollo Barney Caspar Dixie Elvis Fern Gus Hector Inky Jinx Keeper Lark Merlin`.split(/\s+/);
/** Staff: years of service, by the place in the table. */
const service = [['2008-05-01', null], ['2013-03-11', null], ['2017-09-04', null], ['2019-06-17', null], ['2021-02-01', null], ['2015-10-05', '2026-03-31'], ['2024-04-15', null],
  ['2026-07-06', null], ['2011-01-10', null], ['2022-08-22', null]];
const wings = [['D1', 'South', 1, 8, 3], ['D2', 'South', 1, 8, 4], ['D3', 'Yard', 1, 6, 4], ['C1', 'North', 2, 14, 5], ['C2', 'North', 2, 10, 5], ['S1', 'Annexe', 3, 8, 7],
  ['S2', 'Annexe', 4, 8, 7], ['B1', 'Annexe', 5, 3, null], ['Q1', 'Quarantine', 1, 4, 2], ['Q2', 'Quarantine', 2, 4, 2]];
const care = [['Vaccination', 28], ['Neutering', 95], ['Microchip', 18], ['Dental', 120], ['Worming', 9], ['Surgery', 310]];

export function fill(insert) {
  const random = new Random(7408);
  const person = people(random);
  insert('species', kinds.map((row, index) => [index + 1, ...row]));
  insert('person', Array.from({ length: 150 }, (_, index) => personOf(random, person(), index)));
  insert('reason', reasons.map((row, index) => [index + 1, ...row]));
  insert('kennel', wings.map((row, index) => [index + 1, ...row]));
  const animals = names.map((name, index) => animal(random, name, index));
  insert('animal', animals);
  const [stays, applications, treatments] = [[], [], []];
  for (const row of animals) history(random, row, stays, applications, treatments);
  const numbered = (rows, day, first) => rows.toSorted((a, b) => (a[day] < b[day] ? -1 : 1)).map((row, index) => [first + index, ...row]);
  insert('stay', numbered(stays, 2, 1));
  insert('application', numbered(applications, 3, 501));
  insert('treatment', numbered(treatments, 3, 1));
  insert('donation', numbered(Array.from({ length: 190 }, () => donation(random)), 1, 1));
}

function personOf(random, [given, family], index) {
  const [since, until] = service[index] ?? [null, null];
  return [index + 1, given, family, random.chance(0.86) ? `07${random.int(100, 999)} ${random.int(100_000, 999_999)}` : null,
    random.chance(0.7) ? `${given}.${family}@hearth.example`.toLowerCase() : null,
    random.weighted(['Elmstead', 'Ford Green', 'Hatherley', 'Lower Barton', 'Wick'], [42, 24, 18, 11, 5]), since !== null, since, until, index === 61 || index === 97 || index === 118];
}

function animal(random, name, index) {
  const kind = random.weighted([1, 2, 3, 4, 5], [44, 40, 12, 9, 4]);
  const breed = breeds[kind].length > 0 && random.chance(0.88) ? random.pick(breeds[kind]) : null;
  return [index + 1, name, kind, breed, random.pick(['male', 'female']), random.chance(0.82) ? random.day('2013-03-01', '2025-06-30') : null,
    random.pick(['black', 'white', 'brown', 'grey', 'ginger', 'tricolour']), kind <= 2 && random.chance(0.7) ? `9770${random.int(10_000_000, 99_999_999)}` : null, random.chance(0.6)];
}

function staffOn(random, day, from, to) {
  return random.pick(service.flatMap(([since, until], index) => (index >= from && index <= to && since <= day && (until === null || until >= day) ? [index + 1] : [])));
}

/** One stay of an animal or, if it was brought back, two; with the applications for it and what the vets did. */
function history(random, [id, , kind, , , born, , chip, isNeutered], stays, applications, treatments) {
  const houses = wings.flatMap(([, , whose], index) => (whose === kind && index < 8 ? [index + 1] : []));
  let arrived = random.day(random.chance(0.5) ? '2026-07-20' : born > '2025-01-01' ? '2025-07-01' : '2025-01-06', '2026-11-13');
  let why = random.weighted([1, 2, 3], [52, 38, 10]);
  let keeper = why === 2 ? random.int(21, 149) : random.chance(0.4) ? random.int(21, 149) : null;
  for (let turn = 0; turn < 2; turn += 1) {
    const left = plusDays(arrived, random.weighted([4, 24, 58, 130, 290], [16, 30, 28, 18, 8]) + random.int(0, 14));
    const out = left > today ? null : random.weighted([5, 6, 7, 8, 9], [70, why === 1 ? 24 : 0, 7, 4, 3]);
    const asked = Array.from({ length: random.weighted([0, 1, 2], [5, 3, 2]) }, () => random.day(arrived, left > today ? today : left));
    const winner = random.int(21, 149);
    if (out === 5) applications.push([id, winner, staffOn(random, arrived, 0, 4), plusDays(left, -random.int(3, 4)), plusDays(left, -random.int(1, 2)), 1]);
    for (const day of asked) {
      const decided = plusDays(day, random.int(1, 9));
      const isOpen = decided > '2026-11-14' || (out === null && random.chance(0.4));
      applications.push([id, random.int(21, 149), staffOn(random, day, 0, 4), day, isOpen ? null : decided, isOpen ? null : 0]);
    }
    const handed = out === 5 ? winner : out === 6 ? keeper ?? random.int(21, 149) : null;
    const quarantine = why === 3 && kind <= 2;
    stays.push([id, quarantine ? 8 + kind : random.pick(houses), arrived, why, keeper, staffOn(random, arrived, 1, 7), out === null ? null : left, out, handed,
      out === 5 ? kinds[kind - 1][1] - (random.chance(0.15) ? 10 : 0) : null]);
    for (const [what, price] of care) {
      const isApt = { Neutering: isNeutered && kind <= 2 && turn === 0, Microchip: chip !== null && turn === 0 }[what] ?? true;
      const isDue = isApt && random.chance({ Vaccination: 0.75, Neutering: 0.6, Microchip: 0.5, Dental: 0.1, Worming: 0.7, Surgery: 0.07 }[what]);
      const day = plusDays(arrived, random.int(0, 6));
      if (isDue && day <= today && day <= left) treatments.push([id, random.weighted([9, 10], [3, 2]), what, day, price + random.int(0, 3) * (price > 90 ? 20 : 1)]);
    }
    if (out !== 5 || left > '2026-10-10' || !random.chance(0.14)) return;
    [arrived, why, keeper] = [plusDays(left, random.int(5, 33)), 4, winner];
  }
}

function donation(random) {
  const isStanding = random.chance(0.35);
  const donor = random.chance(0.1) ? null : isStanding ? random.int(25, 44) : random.chance(0.5) ? random.int(25, 60) : random.int(100, 150);
  return [donor, random.day(random.chance(0.6) ? '2026-01-02' : '2025-01-04', '2026-11-15'), isStanding ? random.pick([10, 15, 25])
    : random.weighted([20, 50, 100, 400], [40, 36, 18, 4]) + random.int(0, 9) * 5,
    random.chance(0.25) ? random.weighted([1, 2, 3], [5, 4, 1]) : null, isStanding];
}
