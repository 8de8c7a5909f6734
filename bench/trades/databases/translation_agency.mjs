// A translation agency with freelancers; normalised, three keys to languages, two each to staff and to linguists, rates in cents a word.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE language (lang_code TEXT PRIMARY KEY, lang_name TEXT NOT NULL, is_rare INTEGER NOT NULL);
CREATE TABLE service_kind (kind_id INTEGER PRIMARY KEY, label TEXT NOT NULL UNIQUE, needs_checker INTEGER NOT NULL);
CREATE TABLE order_state (state_id INTEGER PRIMARY KEY, state_name TEXT NOT NULL UNIQUE);
CREATE TABLE staff (staff_id INTEGER PRIMARY KEY, given_name TEXT NOT NULL, family_name TEXT NOT NULL, team TEXT NOT NULL, manager_id INTEGER REFERENCES staff(staff_id),
  start_date DATE NOT NULL, end_date DATE);
CREATE TABLE client (client_id INTEGER PRIMARY KEY, company_name TEXT NOT NULL, sector TEXT NOT NULL, country TEXT NOT NULL, account_manager_id INTEGER REFERENCES staff(staff_id),
  referred_by_client_id INTEGER REFERENCES client(client_id), client_since DATE NOT NULL, payment_days INTEGER NOT NULL);
CREATE TABLE linguist (linguist_id INTEGER PRIMARY KEY, given_name TEXT NOT NULL, family_name TEXT NOT NULL, mother_tongue TEXT NOT NULL REFERENCES language(lang_code),
  country TEXT NOT NULL, is_sworn INTEGER NOT NULL, registered_on DATE NOT NULL, paused_from DATE, deleted_at DATE);
CREATE TABLE working_pair (linguist_id INTEGER NOT NULL REFERENCES linguist(linguist_id), from_lang TEXT NOT NULL REFERENCES language(lang_code),
  into_lang TEXT NOT NULL REFERENCES language(lang_code), word_rate_cents NUMERIC NOT NULL, PRIMARY KEY (linguist_id, from_lang, into_lang));
CREATE TABLE client_order (order_id INTEGER PRIMARY KEY, client_id INTEGER NOT NULL REFERENCES client(client_id), subject TEXT NOT NULL,
  source_lang TEXT NOT NULL REFERENCES language(lang_code), sold_by_id INTEGER NOT NULL REFERENCES staff(staff_id), coordinator_id INTEGER REFERENCES staff(staff_id),
  state_id INTEGER NOT NULL REFERENCES order_state(state_id), placed_on DATE NOT NULL, deadline DATE NOT NULL, delivered_on DATE, is_rush INTEGER NOT NULL,
  invoiced_on DATE, paid_on DATE);
CREATE TABLE assignment (assignment_id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES client_order(order_id), kind_id INTEGER NOT NULL REFERENCES service_kind(kind_id),
  target_lang TEXT NOT NULL REFERENCES language(lang_code), translator_id INTEGER REFERENCES linguist(linguist_id), checker_id INTEGER REFERENCES linguist(linguist_id),
  words INTEGER NOT NULL, client_rate_cents NUMERIC NOT NULL, linguist_rate_cents NUMERIC, handed_in_on DATE, quality_score INTEGER);
`;

const today = '2026-11-16';
const languages = [['en', 'English', 0], ['de', 'German', 0], ['fr', 'French', 0], ['es', 'Spanish', 0], ['it', 'Italian', 0], ['pl', 'Polish', 0], ['nl', 'Dutch', 0], ['ja', 'Japanese', 1],
  ['fi', 'Finnish', 1], ['is', 'Icelandic', 1], ['ar', 'Arabic', 1]];
const kinds = [['Translation', 1], ['Machine translation post-editing', 1], ['Proofreading', 0], ['Subtitling', 1], ['Certified translation', 0]];
const kindRates = [14.5, 8.5, 5, 19, 21];
const states = ['Quoted', 'In progress', 'Delivered', 'Cancelled'];
const crew = [['Management', null, '2009-01-12', null], ['Sales', 1, '2013-04-02', null], ['Sales', 2, '2019-09-16', null], ['Sales', 2, '2024-03-04', null], ['Coordination', 1, '2011-10-10', null],
  ['Coordination', 5, '2017-02-20', null], ['Coordination', 5, '2021-06-14', '2026-06-30'], ['Coordination', 5, '2022-11-01', null], ['Coordination', 5, '2026-07-13', null], ['Accounts', 1, '2015-05-18', null],
  ['Sales', 2, '2020-01-07', '2025-12-31']];
const companies = ['Halvorsen Pumps', 'Medicor', 'Studio Kestrel', 'Banco Ultramar', 'Nordlys Energy', 'Baxter & Thorne', 'Lumen Optics', 'Casa Verdi', 'Toyokawa Motors', 'Alpenmilch', 'Greyfriars Press',
  'Vitalab', 'Rapid Rail', 'Ostsee Reederei', 'Juno Games', 'Pellegrini Foods', 'Ardent Insurance', 'Skyward Drones', 'Maison Delaune', 'Kivi Paper', 'Ferro Tools', 'Hotel Group Azur', 'Novum Legal',
  'Polska Kawa', 'Delft Ceramics', 'Sable Fashion', 'Terra Seeds', 'Quarry & Stone', 'Mistral Wind', 'Eloquent Apps', 'Brightwell Toys', 'Cobalt Security', 'Orchid Cosmetics', 'Beacon Museum', 'Ironbridge Rail',
  'Fjord Fisheries', 'Copperfield Bank', 'Lindqvist Furniture', 'Zephyr Airlines', 'Harrow Institute'];
const sectors = ['Engineering', 'Medical', 'Media', 'Finance', 'Energy', 'Law', 'Tourism', 'Food'];
/** The sector of each company, by its place in the list. */
const sectorOf = '0123450607210027306006570270420516073062';
const subjects = ['User manual', 'Annual report', 'Website', 'Patent', 'Product catalogue', 'Contract', 'Press release', 'Safety data sheets', 'Film script', 'Clinical study', 'Menu', 'Training course'];

export function fill(insert) {
  const random = new Random(91_643);
  const person = people(random);
  insert('language', languages);
  insert('service_kind', kinds.map((row, index) => [index + 1, ...row]));
  insert('order_state', states.map((name, index) => [index + 1, name]));
  insert('staff', crew.map((row, index) => [index + 1, ...person(), ...row]));
  insert('client', companies.map((name, index) => client(random, name, index)));
  const linguists = Array.from({ length: 64 }, (_, index) => linguist(random, person(), index + 1));
  insert('linguist', linguists);
  const pairs = linguists.flatMap((row) => pairsOf(random, row));
  insert('working_pair', pairs);
  const days = Array.from({ length: 290 }, () => workday(random)).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const orders = days.map((day, index) => order(random, day, 6001 + index));
  insert('client_order', orders);
  insert('assignment', orders.flatMap((row) => assignmentsOf(random, row, { linguists, pairs })).map((row, index) => [index + 1, ...row]));
}

function workday(random) {
  for (;;) {
    const day = random.chance(0.2) ? random.day('2026-10-01', '2026-11-15') : random.day('2025-02-03', '2026-11-15');
    if (![0, 6].includes(weekday(day))) return day;
  }
}

function client(random, name, index) {
  const country = random.weighted(['Germany', 'France', 'United Kingdom', 'Italy', 'Norway', 'Poland'], [30, 18, 22, 12, 10, 8]);
  return [index + 1, name, sectors[Number(sectorOf[index])], country, random.chance(0.9) ? random.pick([2, 3, 3, 4]) : null, index > 5 && random.chance(0.28) ? random.int(1, 5) : null,
    random.day('2012-01-09', '2025-01-28'), random.pick([14, 30, 30, 45])];
}

function linguist(random, [first, last], id) {
  const tongue = id <= 11 ? languages[id - 1][0] : random.weighted(languages.map(([code]) => code), [14, 16, 12, 11, 9, 7, 6, 4, 3, 2, 4]);
  const country = random.weighted([{ en: 'United Kingdom', de: 'Germany', fr: 'France', es: 'Spain', it: 'Italy', pl: 'Poland', nl: 'Netherlands', ja: 'Japan', fi: 'Finland', is: 'Iceland', ar: 'Egypt' }[tongue],
    'Germany', 'Portugal'], [70, 20, 10]);
  const paused = random.chance(0.1) ? random.day('2026-05-01', '2026-11-10') : null;
  return [id, first, last, tongue, country, random.chance(0.24), random.day('2013-03-01', id < 40 ? '2024-12-20' : '2026-10-20'), paused, id % 17 === 15 ? random.day('2026-02-01', '2026-09-30') : null];
}

/** Everybody works into the mother tongue. */
function pairsOf(random, [id, , , tongue]) {
  const near = ['en', 'de', 'fr', 'es'].filter((code) => code !== tongue);
  const first = tongue === 'en' || random.chance(0.3) ? random.pick(near) : 'en';
  const chosen = [first, ...random.sample(near.filter((code) => code !== first), random.weighted([0, 1, 2], [40, 42, 18]))];
  const base = { ja: 14, fi: 13, is: 14.5, ar: 12.5 }[tongue] ?? 8.5;
  return chosen.map((code) => [id, code, tongue, base + random.int(0, 8) * 0.25]);
}

function order(random, day, id) {
  const customer = Math.floor(random.next() ** 1.4 * 36) + 1;
  const rush = random.chance(0.16);
  const deadline = plusDays(day, rush ? random.int(1, 3) : random.int(6, 34));
  const delivered = plusDays(deadline, random.weighted([-4, -1, 0, 2, 6], rush ? [0, 30, 52, 14, 4] : [22, 28, 32, 12, 6]));
  const state = random.chance(0.06) ? 4 : delivered < today ? 3 : day > '2026-11-01' && random.chance(0.4) ? 1 : 2;
  const billed = plusDays(delivered, random.int(0, 9));
  const isBilled = state === 3 && billed <= today;
  const paid = plusDays(billed, random.weighted([9, 18, 30, 48, 75], [18, 24, 32, 16, 10]) + random.int(0, 6));
  const sellers = crew.flatMap(([team, , from, to], index) => (team === 'Sales' && from <= day && (to === null || to >= day) ? [index + 1] : []));
  const leads = crew.flatMap(([team, , from, to], index) => (team === 'Coordination' && from <= day && (to === null || to >= day) ? [index + 1] : []));
  return [id, customer, random.pick(subjects), random.weighted(['en', 'de', 'fr', 'es'], [46, 34, 14, 6]), random.pick(sellers), state === 1 ? null : random.pick(leads), state, day, deadline,
    state === 3 ? delivered : null, rush, isBilled ? billed : null, isBilled && paid < today && random.chance(0.95) ? paid : null];
}

function assignmentsOf(random, [id, , , source, , , state, day, deadline, delivered, rush], { linguists, pairs }) {
  const targets = random.sample(languages.map(([code]) => code).filter((code) => code !== source && pairs.some(([, from, into]) => from === source && into === code)), random.weighted([1, 2, 3, 5], [52, 26, 14, 8]));
  const kind = random.weighted([1, 2, 3, 4, 5], [48, 20, 14, 8, 10]);
  const words = kind === 5 ? random.int(180, 1600) : random.weighted([random.int(300, 2500), random.int(2500, 9000), random.int(9000, 38_000)], rush ? [80, 20, 0] : [45, 40, 15]);
  return targets.flatMap((target) => {
    const known = pairs.filter(([who, from, into]) => from === source && into === target && linguists[who - 1][6] < day && (linguists[who - 1][7] ?? '9') > day && (linguists[who - 1][8] ?? '9') > day && who % 9 !== 5);
    if (state === 3 && known.length === 0) return [];
    const chosen = state === 1 || state === 4 || known.length === 0 || (state === 2 && random.chance(0.12)) ? null : random.pick(known);
    const others = known.filter(([who]) => who !== chosen?.[0]);
    const checker = chosen !== null && kinds[kind - 1][1] === 1 && others.length > 0 && random.chance(0.8) ? random.pick(others)[0] : null;
    const rare = ['ja', 'fi', 'is', 'ar'].includes(target) ? 1.4 : 1;
    const share = [1, 0.6, 0.4, 1.2, 1.3][kind - 1];
    const handed = delivered === null ? null : plusDays(delivered < deadline ? delivered : deadline, -random.weighted([0, 1, 2], [40, 40, 20]));
    const isHanded = chosen !== null && (handed !== null || (state === 2 && random.chance(0.2)));
    return [[id, kind, target, chosen?.[0] ?? null, checker, words, Math.round(kindRates[kind - 1] * rare * (rush ? 1.25 : 1) * 4) / 4, chosen === null ? null : Math.round(chosen[3] * share * 4) / 4,
      isHanded ? (handed === null || handed < day ? delivered ?? '2026-11-13' : handed) : null, isHanded && random.chance(0.6) ? random.weighted([10, 9, 8, 7, 6, 4], [14, 30, 28, 16, 8, 4]) : null]];
  });
}
