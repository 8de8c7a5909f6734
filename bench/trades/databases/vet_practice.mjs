// A small-animal practice; modern names, declared keys.
import { people } from '../names.mjs';
import { Random, cents, daysBetween, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE owners (id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, email TEXT, phone TEXT, city TEXT NOT NULL,
  registered_on DATE NOT NULL, marketing_opt_in INTEGER NOT NULL);
CREATE TABLE pets (id INTEGER PRIMARY KEY, owner_id INTEGER NOT NULL REFERENCES owners(id), name TEXT NOT NULL, species TEXT NOT NULL, breed TEXT,
  sex TEXT, birth_date DATE, weight_kg REAL, microchip_no TEXT, is_neutered INTEGER NOT NULL, deceased_on DATE);
CREATE TABLE vets (id INTEGER PRIMARY KEY, full_name TEXT NOT NULL, specialty TEXT, hired_on DATE NOT NULL, left_on DATE, hourly_rate REAL NOT NULL);
CREATE TABLE appointments (id INTEGER PRIMARY KEY, pet_id INTEGER NOT NULL REFERENCES pets(id), vet_id INTEGER NOT NULL REFERENCES vets(id),
  scheduled_at TIMESTAMP NOT NULL, duration_min INTEGER NOT NULL, reason TEXT NOT NULL, status TEXT NOT NULL, is_emergency INTEGER NOT NULL);
CREATE TABLE treatments (id INTEGER PRIMARY KEY, name TEXT NOT NULL, category TEXT NOT NULL, list_price REAL NOT NULL);
CREATE TABLE appointment_treatments (id INTEGER PRIMARY KEY, appointment_id INTEGER NOT NULL REFERENCES appointments(id),
  treatment_id INTEGER NOT NULL REFERENCES treatments(id), quantity INTEGER NOT NULL, unit_price REAL NOT NULL);
CREATE TABLE vaccinations (id INTEGER PRIMARY KEY, pet_id INTEGER NOT NULL REFERENCES pets(id), vaccine TEXT NOT NULL, given_on DATE NOT NULL,
  next_due_on DATE, given_by INTEGER NOT NULL REFERENCES vets(id));
CREATE TABLE invoices (id INTEGER PRIMARY KEY, appointment_id INTEGER NOT NULL REFERENCES appointments(id), issued_on DATE NOT NULL,
  due_on DATE NOT NULL, amount REAL NOT NULL, status TEXT NOT NULL);
CREATE TABLE payments (id INTEGER PRIMARY KEY, invoice_id INTEGER NOT NULL REFERENCES invoices(id), paid_on DATE NOT NULL, amount REAL NOT NULL, method TEXT NOT NULL);
`;

const treatments = [
  ['Consultation', 'exam', 48], ['Annual check-up', 'exam', 62], ['Blood panel', 'lab', 85], ['X-ray', 'imaging', 120], ['Ultrasound', 'imaging', 145],
  ['Dental cleaning', 'dental', 190], ['Tooth extraction', 'dental', 75], ['Neutering', 'surgery', 160], ['Mass removal', 'surgery', 310],
  ['Cruciate repair', 'surgery', 1450], ['Nail trim', 'grooming', 15], ['Microchipping', 'exam', 30], ['Antibiotics course', 'medication', 28],
  ['Flea treatment', 'medication', 19], ['Pain relief', 'medication', 24], ['Urine test', 'lab', 38], ['Hydrotherapy', 'therapy', 55],
];
const vets = [
  ['Dr Amara Lund', 'surgery', '2015-03-02', null, 62], ['Dr Henry Obi', null, '2018-09-10', null, 51], ['Dr Petra Novak', 'dentistry', '2019-01-14', null, 55],
  ['Dr Sven Ashby', 'dermatology', '2012-05-01', '2025-06-30', 58], ['Dr Chloe Lee', 'exotics', '2023-02-06', null, 47.5],
  ['Dr Yusuf Tate', null, '2026-08-03', null, 44],
];
const species = {
  dog: ['Labrador', 'Beagle', 'Poodle', 'German Shepherd', 'Mixed', 'French Bulldog', 'Whippet'], cat: ['Domestic Shorthair', 'Siamese', 'Maine Coon', 'Persian'],
  rabbit: ['Dutch', 'Lionhead'], bird: ['Cockatiel', 'Budgerigar'], 'guinea pig': [null],
};
const weights = { dog: [6, 38], cat: [3, 7], rabbit: [1, 3], bird: [0.1, 0.4], 'guinea pig': [0.7, 1.2] };
const petNames = `Bella Max Luna Charlie Milo Daisy Rocky Coco Simba Nala Oscar Molly Leo Lola Buddy Rosie Toby Willow Jasper Pepper
Ginger Shadow Biscuit Mango Pickles Hugo Ziggy Tofu Waffles Duke`.split(/\s+/);
const reasons = ['check-up', 'vaccination', 'limping', 'skin problem', 'vomiting', 'dental', 'surgery', 'injury', 'follow-up'];
const lastDay = '2026-12-18';
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(4101);
  const person = people(random);
  insert('vets', vets.map((vet, index) => [index + 1, ...vet]));
  insert('treatments', treatments.map((treatment, index) => [index + 1, ...treatment]));
  insert('owners', Array.from({ length: 140 }, (_, index) => owner(random, person(), index + 1)));
  const pets = Array.from({ length: 215 }, (_, index) => pet(random, index + 1));
  insert('pets', pets);
  const visits = pets.filter(() => random.chance(0.93)).flatMap((row) => visitsOf(random, row)).map((row, index) => [index + 1, ...row]);
  insert('appointments', visits);
  const given = pets.flatMap((row) => vaccinationsOf(random, row)).map((row, index) => [index + 1, ...row]);
  insert('vaccinations', given);
  bill(random, visits.filter(([, , , , , , status]) => status === 'completed'), insert);
}

function owner(random, [first, last], id) {
  const email = random.chance(0.8) ? `${first}.${last}@post.example`.toLowerCase() : null;
  const phone = random.chance(0.9) ? `0${random.int(3000, 7999)} ${random.int(100000, 999999)}` : null;
  const city = random.weighted(['Harwick', 'Easton', 'Millbrook', 'Port Allen', 'Dunleigh'], [9, 5, 4, 2, 1]);
  return [id, first, last, email, phone, city, random.day('2019-01-07', '2026-11-10'), random.chance(0.45)];
}

function pet(random, id) {
  const kind = random.weighted(Object.keys(species), [50, 34, 8, 5, 4]);
  const born = random.chance(0.92) ? random.day('2010-02-01', '2026-06-01') : null;
  const [low, high] = weights[kind];
  const weight = random.chance(0.93) ? Math.round((low + random.next() * (high - low)) * 100) / 100 : null;
  const chip = random.chance(kind === 'dog' ? 0.85 : 0.45) ? `9770${random.int(10_000_000, 99_999_999)}` : null;
  const died = born !== null && born < '2020-01-01' && random.chance(0.2) ? random.day('2024-02-01', '2026-10-20') : null;
  const ownerId = id <= 131 ? id : random.int(1, 131);
  return [id, ownerId, random.pick(petNames), kind, random.pick(species[kind]), random.pick(['F', 'M']), born, weight, chip, random.chance(0.6), died];
}

function visitsOf(random, [id, , , kind, , , born, , , , died]) {
  const first = born !== null && born > '2024-01-02' ? born : '2024-01-02';
  const count = random.weighted([1, 2, 3, 5, 8], [20, 30, 25, 15, 6]);
  const days = Array.from({ length: count }, () => random.day(first, died ?? lastDay)).filter((day) => weekday(day) !== 0 && day > '2024-01-01');
  return days.map((day) => {
    const able = vets.flatMap(([, , hired, left], index) => (hired <= day && (left === null || left >= day) ? [index + 1] : []));
    const vet = kind === 'bird' && able.includes(5) ? 5 : random.weighted(able, able.map((one) => [30, 24, 16, 18, 14, 10][one - 1]));
    const status = day > today ? random.weighted(['scheduled', 'cancelled'], [75, 25]) : random.weighted(['completed', 'cancelled', 'no_show'], [84, 9, 7]);
    return [id, vet, `${day} ${random.time(8, 18)}:00`, random.weighted([15, 20, 30, 45, 90], [30, 34, 20, 10, 6]), random.pick(reasons), status, random.chance(0.08)];
  });
}

function vaccinationsOf(random, [id, , , kind, , , born, , , , died]) {
  const vaccines = { dog: ['Rabies', 'Distemper', 'Kennel cough'], cat: ['Rabies', 'Cat flu'], rabbit: ['Myxomatosis'] }[kind] ?? [];
  return vaccines.filter(() => random.chance(0.7)).flatMap((vaccine) => {
    const from = born !== null && born > '2024-01-10' ? born : '2024-01-10';
    const day = random.day(from, died ?? '2026-11-12');
    return [[id, vaccine, day, vaccine === 'Rabies' && random.chance(0.3) ? plusDays(day, 1095) : random.chance(0.94) ? plusDays(day, 365) : null,
      random.weighted([1, 2, 3, 5], [3, 4, 2, 2])]];
  });
}

function bill(random, visits, insert) {
  const lines = visits.flatMap((visit) => linesOf(random, visit)).map((row, index) => [index + 1, ...row]);
  const totals = groups(lines);
  const invoices = visits.map(([visit, , , at], index) => {
    const amount = cents((totals.get(visit) ?? []).reduce((sum, [, , , quantity, price]) => sum + quantity * price, 0));
    const issued = plusDays(at.slice(0, 10), random.weighted([0, 1, 3], [70, 20, 10]));
    const age = daysBetween(issued, today);
    const status = random.chance(0.02) ? 'void' : random.chance(age > 60 ? 0.95 : 0.6) ? 'paid' : 'open';
    return [index + 1, visit, issued, plusDays(issued, 14), amount, status];
  });
  insert('appointment_treatments', lines);
  insert('invoices', invoices);
  const paid = invoices.filter(([, , , , , status]) => status === 'paid').flatMap((invoice) => paymentsOf(random, invoice));
  const partly = invoices.filter(([, , , , amount, status]) => status === 'open' && amount > 100 && random.chance(0.4));
  const parts = partly.map(([id, , issued, , amount]) => [id, issued, cents(amount / 4), 'cash']);
  insert('payments', [...paid, ...parts].map((row, index) => [index + 1, ...row]));
}

function groups(lines) {
  const found = new Map();
  for (const line of lines) found.set(line[1], [...(found.get(line[1]) ?? []), line]);
  return found;
}

function linesOf(random, [visit, , , at]) {
  const dearer = at >= '2026' ? 1.06 : 1;
  const chosen = random.sample(treatments.map((_, index) => index), random.weighted([1, 2, 3], [45, 40, 15])).filter((index) => index !== 16);
  const kept = chosen.filter((index) => treatments[index][2] < 400 || random.chance(0.12));
  return (kept.length > 0 ? kept : [0]).map((index) => [visit, index + 1, treatments[index][1] === 'medication' ? random.int(1, 3) : 1,
    cents(treatments[index][2] * dearer)]);
}

function paymentsOf(random, [id, , issued, , amount]) {
  const method = random.weighted(['card', 'cash', 'insurance', 'bank transfer'], [58, 14, 18, 10]);
  const day = plusDays(issued, random.weighted([0, 2, 10, 25], [55, 20, 15, 10]));
  const settled = day > today ? today : day;
  if (random.chance(0.9)) return [[id, settled, amount, method]];
  return [[id, issued, cents(amount / 2), 'card'], [id, settled, cents(amount - cents(amount / 2)), method]];
}
