// A fishing company's boats, trips and landings; abbreviated names, no declared keys, YYYYMMDD days, prices in cents a kilo.
import { people } from '../names.mjs';
import { Random, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE vsl (vsl_no TEXT, vsl_nm TEXT, hm_prt TEXT, len_m REAL, blt_yr INTEGER, eng_kw INTEGER, sts_cd TEXT);
CREATE TABLE crw (crw_no INTEGER, snm TEXT, fnm TEXT, rnk_cd TEXT, joi_dt TEXT, lve_dt TEXT, med_exp TEXT, tel TEXT);
CREATE TABLE trp (trp_no INTEGER, vsl_no TEXT, skp_no INTEGER, gr_cd TEXT, dep_dt TEXT, rtn_dt TEXT, fl_ltr INTEGER, ice_kg INTEGER, sts_cd TEXT);
CREATE TABLE trp_crw (trp_no INTEGER, crw_no INTEGER, shr REAL);
CREATE TABLE spc (spc_cd TEXT, spc_nm TEXT, min_cm INTEGER, qta_kg INTEGER);
CREATE TABLE lnd (lnd_no INTEGER, trp_no INTEGER, spc_cd TEXT, kg INTEGER, grd INTEGER, byr_no INTEGER, prc_kg INTEGER, sal_dt TEXT, pd_dt TEXT);
CREATE TABLE byr (byr_no INTEGER, byr_nm TEXT, twn TEXT, crd_lmt INTEGER, pay_dys INTEGER, blk_fl TEXT);
CREATE TABLE rpr (rpr_no INTEGER, vsl_no TEXT, yrd_nm TEXT, typ_cd TEXT, in_dt TEXT, out_dt TEXT, est_amt INTEGER, act_amt INTEGER);
CREATE TABLE cds (fld TEXT, cd TEXT, txt TEXT);
`;

/** Number, name, port, length, year, power, state, gear, usual days out, places for hands. */
const boats = [
  ['KH 14', 'Northern Star', 'Kelham', 24.5, 1998, 420, 'A', 'TR', 6, 5], ['KH 31', 'Grace', 'Kelham', 18.2, 1987, 260, 'A', 'TR', 4, 4],
  ['KH 52', 'Morning Tide', 'Kelham', 27.8, 2011, 560, 'A', 'LL', 10, 6],
  ['KH 66', 'Petrel', 'Kelham', 11.9, 2004, 140, 'A', 'PT', 1, 2], ['SV 7', 'Santa Lucia', 'Sandvik', 21.3, 1993, 330, 'A', 'TR', 5, 4],
  ['SV 19', 'Havfrue', 'Sandvik', 14.6, 2008, 180, 'A', 'GN', 2, 3],
  ['SV 22', 'Skua', 'Sandvik', 12.4, 2015, 150, 'A', 'PT', 1, 2], ['SV 40', 'Ocean Pearl', 'Sandvik', 32.1, 2019, 740, 'A', 'LL', 12, 6],
  ['BR 3', 'Providence', 'Brannock', 19.7, 1979, 240, 'L', 'TR', 5, 4],
  ['BR 11', 'Kittiwake', 'Brannock', 13.1, 2001, 165, 'A', 'GN', 2, 3], ['BR 12', 'Girl Anna', 'Brannock', 10.4, 1984, 110, 'S', 'PT', 1, 2],
  ['BR 28', 'Endurance', 'Brannock', 26, 2026, 510, 'A', 'TR', 6, 5],
];
const species = [['COD', 'Cod', 35, 62000], ['HAD', 'Haddock', 30, 54000], ['SAI', 'Saithe', 35, 70000], ['PLE', 'Plaice', 27, 11000],
  ['MON', 'Monkfish', null, 14000], ['LIN', 'Ling', 63, 30000],
  ['HAL', 'Halibut', 84, 9000], ['LOB', 'Lobster', 9, null], ['CRA', 'Brown crab', 15, null], ['MAC', 'Mackerel', 20, 26000], ['SOL', 'Sole', 24, 6000],
  ['TUS', 'Tusk', null, 9500]];
const catches = { TR: ['COD', 'HAD', 'SAI', 'PLE', 'MON'], LL: ['COD', 'LIN', 'TUS', 'HAL', 'HAD'], PT: ['LOB', 'CRA'], GN: ['COD', 'PLE', 'MON', 'SOL'] };
const prices = { COD: 410, HAD: 265, SAI: 150, PLE: 235, MON: 690, LIN: 210, HAL: 1180, LOB: 1950, CRA: 340, SOL: 1420, TUS: 175 };
const buyers = [
  ['Kelham Fish Co', 'Kelham', 60000, 14, 'N'], ['Bay Smokehouse', 'Kelham', 15000, 30, 'N'], ['Mariner Wholesale', 'Easthaven', 80000, 14, 'N'],
  ['La Criée', 'Boulogne', 50000, 30, 'N'],
  ['Hotel Bellevue', 'Sandvik', 5000, 14, 'N'], ['Sandvik Export', 'Sandvik', 90000, 21, 'N'], ['Nordsee Kontor', 'Hamburg', 70000, 30, 'N'],
  ['Chips & Co', 'Brannock', 8000, 7, 'Y'],
  ['Pescados Rey', 'Vigo', 60000, 45, 'N'], ['Fishwife', 'Brannock', 4000, 7, 'N'], ['Frostmere Foods', 'Easthaven', 40000, 30, 'Y'],
  ['Cat & Crab', 'Kelham', 3000, 14, 'N'], ['Oyster Bar Nine', 'Easthaven', 6000, 14, 'N'],
];
const codes = [['RNK', 'SK', 'Skipper'], ['RNK', 'MT', 'Mate'], ['RNK', 'EN', 'Engineer'], ['RNK', 'DH', 'Deckhand'], ['RNK', 'CK', 'Cook'], ['GR', 'TR', 'Trawl'],
  ['GR', 'LL', 'Longline'],
  ['GR', 'PT', 'Pots'], ['GR', 'GN', 'Gillnet'], ['VST', 'A', 'Active'], ['VST', 'L', 'Laid up'], ['VST', 'S', 'Sold'], ['TST', 'P', 'Planned'],
  ['TST', 'O', 'Out at sea'],
  ['TST', 'R', 'Returned'], ['TST', 'X', 'Cancelled'], ['RPR', 'EN', 'Engine'], ['RPR', 'HU', 'Hull'], ['RPR', 'WI', 'Winch'], ['RPR', 'EL', 'Electronics'],
  ['RPR', 'PA', 'Painting']];
const today = '2026-11-16';
const short = (day) => (day === null ? null : day.replaceAll('-', ''));

export function fill(insert) {
  const random = new Random(6303);
  const person = people(random);
  insert('cds', codes);
  insert('spc', species);
  insert('byr', buyers.map((row, index) => [501 + index, ...row]));
  insert('vsl', boats.map((row) => row.slice(0, 7)));
  const crew = Array.from({ length: 48 }, (_, index) => hand(random, person(), index));
  insert('crw', crew.map(([no, last, first, rank, joined, left, exam, phone]) => [no, last, first, rank, short(joined), short(left), short(exam), phone]));
  const trips = boats.flatMap((boat, index) => tripsOf(random, boat, crew[index][0])).toSorted((a, b) => (a[3] < b[3] ? -1 : 1)).map((row, index) => [3001 + index,
    ...row]);
  insert('trp', trips.map(([no, boat, skipper, gear, out, back, fuel, ice, state]) => [no, boat, skipper, gear, short(out), short(back), fuel, ice, state]));
  insert('trp_crw', trips.flatMap((row) => handsOf(random, row, crew)));
  const landings = trips.flatMap((row) => landingsOf(random, row)).map((row, index) => [70_001 + index, ...row]);
  insert('lnd', landings);
  const repairs = Array.from({ length: 70 }, () => repair(random)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1));
  insert('rpr', repairs.map(([boat, yard, type, from, to, guess, bill], index) => [index + 1, boat, yard, type, short(from), short(to), guess, bill]));
}

/** The first twelve are the boats' skippers. */
function hand(random, [first, last], index) {
  const rank = index < 13 ? 'SK' : random.weighted(['MT', 'EN', 'DH', 'CK'], [16, 14, 60, 10]);
  const joined = index < 12 ? random.day('2004-02-01', '2019-11-01') : random.day('2009-01-05', '2026-09-20');
  const left = index > 12 && random.chance(0.35) ? random.day(joined < '2025-12-01' ? '2025-12-01' : joined, '2026-11-06') : null;
  return [101 + index, last, first, rank, joined, left, left === null ? random.day('2026-09-05', '2028-10-30') : random.day('2025-06-01', '2027-03-01'),
    random.chance(0.85) ? `07${random.int(100_000_000, 999_999_999)}` : null];
}

function tripsOf(random, [no, , , , year, kilowatts, state, gear, usual], skipper) {
  const rows = [];
  let day = year === 2026 ? '2026-03-09' : random.day('2025-06-02', '2025-06-20');
  while (day <= '2026-12-04') {
    const days = Math.max(1, usual + random.int(-2, 2));
    const back = plusDays(day, days);
    const isOff = random.chance(0.05);
    const stage = isOff ? 'X' : day > today ? 'P' : back >= today ? 'O' : 'R';
    if (!(state === 'L' && day > '2026-07-12') && !(state === 'S' && day > '2026-02-20')) {
      rows.push([no, random.chance(0.9) ? skipper : 113, gear, day, stage === 'R' ? back : null,
        stage === 'R' ? Math.round(days * kilowatts * (random.next() + 1.6)) : null,
        stage === 'P' || isOff ? null : days * usual * random.int(90, 160), stage]);
    }
    day = plusDays(back, random.int(6, gear === 'PT' || gear === 'GN' ? 26 : 32));
  }
  return rows;
}

function handsOf(random, [no, boat, , , out, , , , state], crew) {
  if (state === 'P' || state === 'X') return [];
  const places = boats.find(([name]) => name === boat)[9];
  const able = crew.filter(([, , , rank, joined, left]) => rank !== 'SK' && joined <= out && (left === null || left > plusDays(out, 14)));
  return random.sample(able, Math.min(places, able.length)).map(([who, , , rank]) => [no, who, { MT: 1.25, EN: 1.25, CK: 0.9, DH: random.chance(0.3) ? 0.75 : 1 }[rank]]);
}

function landingsOf(random, [no, boat, , gear, out, back]) {
  if (back === null) return [];
  const length = boats.find(([name]) => name === boat)[3];
  const kinds = catches[gear].filter((_, index) => index === 0 || random.chance(0.66));
  return kinds.flatMap((code, index) => {
    const price = prices[code];
    const kilos = Math.round((length ** 2 * (0.3 + random.next())) / (price / 260) ** 0.8 / (index + 1) * 1.9);
    const parts = kilos > 500 && random.chance(0.5) ? [Math.round(kilos * 0.7), Math.round(kilos * 0.3)] : [kilos];
    return parts.map((kg, part) => {
      const buyer = random.weighted(buyers.map((_, at) => at), price > 1000 ? [8, 2, 6, 16, 10, 14, 4, 0, 18, 6, 0, 8, 0] : [24, 8, 20, 9, 3, 18, 12,
        out < '2026-05-01' ? 7 : 0, 3, 6, out < '2026-03-01' ? 12 : 0, 1, 0]);
      const sold = plusDays(back, random.int(0, 2));
      const isSold = sold <= today && random.chance(0.97);
      const paid = plusDays(sold, Math.max(2, buyers[buyer][3] + random.int(-9, 14)));
      const isPaid = isSold && paid < today && random.chance(buyers[buyer][4] === 'Y' ? 0.6 : 0.97);
      const grade = part === 1 ? 2 : random.weighted([1, 2, 3], [50, 36, 14]);
      const cents = Math.round(price * [1.1, 0.95, 0.7][grade - 1] * (0.85 + random.next() * 0.3));
      return [no, code, kg, grade, isSold ? 501 + buyer : null, isSold ? cents : null, isSold ? short(sold) : null, isPaid ? short(paid) : null];
    });
  });
}

function repair(random) {
  const [boat, , port, , year] = random.pick(boats.filter(([no]) => no !== 'SV 22'));
  const from = random.day(year === 2026 ? '2026-04-01' : '2025-02-03', boat === 'BR 12' ? '2026-02-10' : '2026-11-13');
  const type = random.weighted(['EN', 'HU', 'WI', 'EL', 'PA'], [32, 18, 22, 18, 10]);
  const guess = { EN: 42, HU: 66, WI: 24, EL: 15, PA: 38 }[type] * random.int(40, 160);
  const to = plusDays(from, random.weighted([2, 6, 15, 30], [30, 36, 24, 10]) + random.int(0, 4));
  const yard = { Kelham: 'Kelham Slipway', Sandvik: 'Vik & Sons', Brannock: 'Brannock Marine' }[port];
  return [boat, random.chance(0.8) ? yard : 'Kelham Slipway', type, from, to < today ? to : null, guess,
    to < today ? Math.round(guess * (0.82 + random.next() * 0.6)) : null];
}
