// A foundry's planning system of the eighties; short names, letters for states, no declared keys, whole numbers YYYYMMDD with 0 for "not yet", money in pence.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE custf (cu_no INTEGER PRIMARY KEY, cu_nm VARCHAR(35), twn VARCHAR(25), ctry CHAR(2), crlim_p INTEGER, hld_fl CHAR(1), agt_id INTEGER);
CREATE TABLE alloy (al_cd CHAR(6) PRIMARY KEY, al_tx VARCHAR(30), al_fam CHAR(2), pour_c INTEGER, stk_kg INTEGER, min_kg INTEGER, kg_p INTEGER);
CREATE TABLE patt (pt_no CHAR(7) PRIMARY KEY, pt_ds VARCHAR(40), cu_no INTEGER, al_cd CHAR(6), cst_wt DECIMAL(7,2), cavs INTEGER, mk_dt INTEGER, shelf CHAR(5), cond CHAR(1));
CREATE TABLE ordh (or_no INTEGER PRIMARY KEY, cu_no INTEGER, po_rf VARCHAR(15), rcv_dt INTEGER, due_dt INTEGER, dsp_dt INTEGER, o_st CHAR(1), slm_id INTEGER);
CREATE TABLE ordl (or_no INTEGER, l_no INTEGER, pt_no CHAR(7), qty INTEGER, unit_p INTEGER, PRIMARY KEY (or_no, l_no));
CREATE TABLE melt (ml_no INTEGER PRIMARY KEY, ml_dt INTEGER, shft CHAR(1), fur CHAR(2), al_cd CHAR(6), chg_kg INTEGER,
  tap_kg INTEGER, tap_c INTEGER, kwh INTEGER, mltr_id INTEGER, ok_fl CHAR(1));
CREATE TABLE cstg (cs_no INTEGER PRIMARY KEY, ml_no INTEGER, or_no INTEGER, l_no INTEGER, good INTEGER, scrp INTEGER, df_cd CHAR(2), insp_id INTEGER);
CREATE TABLE pers (p_id INTEGER PRIMARY KEY, l_nm VARCHAR(25), f_nm VARCHAR(20), dpt CHAR(3), bos_id INTEGER, ent_dt INTEGER, ext_dt INTEGER, wg_p INTEGER);
CREATE TABLE codes (cd_typ CHAR(4), cd CHAR(3), cd_tx VARCHAR(30), PRIMARY KEY (cd_typ, cd));
`;

const today = '2026-11-16';
const number = (day) => Number(day.replaceAll('-', ''));
const dashed = (whole) => String(whole).replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3');
/** Name, town, country, limit in pounds, blocked, agent. */
const customers = [['Harrow Pumps', 'Leeds', 'GB', 60_000, 'N', 3], ['Kestrel Valves', 'Sheffield', 'GB', 45_000, 'N', 3], ['Brandt Maschinenbau', 'Kassel', 'DE', 80_000, 'N', 4],
  ['Northern Rail Works', 'York', 'GB', 120_000, 'N', 3], ['Oakhill Tractors', 'Lincoln', 'GB', 30_000, 'N', 5],
  ['Fonderie Aubert', 'Lille', 'FR', 25_000, 'Y', 4], ['Seaward Marine', 'Hull', 'GB', 50_000, 'N', 5], ['Tollgate Elevators', 'Derby', 'GB', 20_000, 'N', 3],
  ['Vermeulen Staal', 'Gent', 'BE', 40_000, 'N', 4],
  ['St Brannock Bells', 'Exeter', 'GB', 8_000, 'N', null], ['Calder Looms', 'Leeds', 'GB', 15_000, 'Y', 5], ['Polaris Turbines', 'Hull', 'GB', 90_000, 'N', 3],
  ['Merrick Stoves', 'Derby', 'GB', 18_000, 'N', 5], ['Haas Pressen', 'Kassel', 'DE', 35_000, 'N', 4], ['Quarry Tools', 'York', 'GB', 12_000, 'N', null]];
/** Code, text, family, pouring heat, stock, least stock, pence a kilo. */
const alloys = [['GJL200', 'Grey iron 200', 'FE', 1380, 18_400, 9_000, 62], ['GJL250', 'Grey iron 250', 'FE', 1400, 7_250, 8_000, 66],
  ['GJS400', 'Ductile iron 400', 'FE', 1420, 12_900, 7_000, 81],
  ['CUSN10', 'Tin bronze', 'CU', 1120, 2_150, 1_500, 690], ['CUAL10', 'Aluminium bronze', 'CU', 1180, 840, 1_200, 645], ['ALSI12', 'Silumin', 'AL', 720, 3_900, 2_000, 215],
  ['ALSI7', 'Aluminium-silicon 7', 'AL', 730, 5_100, 2_500, 228], ['GXCR13', 'Stainless 13 chrome', 'SS', 1580, 1_320, 1_000, 310], ['ZNAL4', 'Zinc four', 'ZN', 430, 600, 400, 265]];
const parts = ['Pump housing', 'Impeller', 'Valve body', 'Flange', 'Brake shoe', 'Axle box', 'Gearbox cover', 'Bearing cap', 'Manifold', 'Propeller hub', 'Counterweight', 'Pulley', 'Bell',
  'Stove door', 'Press frame', 'Bracket', 'Motor foot', 'Clutch plate'];
/** Department, boss, start, end, pence an hour. */
const workers = [['MGT', 0, 19990301, 0, 4100], ['MEL', 1, 20060911, 0, 2850], ['SAL', 1, 20120507, 0, 2600], ['SAL', 1, 20170116, 0, 2480], ['SAL', 3, 20210802, 0, 2210],
  ['MEL', 2, 20100614, 0, 2120],
  ['MEL', 2, 20181008, 0, 1980], ['MEL', 2, 20150302, 20260731, 2050], ['MEL', 2, 20260817, 0, 1720], ['QCO', 1, 20080218, 0, 2700], ['QCO', 10, 20190909, 0, 2090],
  ['QCO', 10, 20230417, 0, 1960],
  ['PAT', 1, 20030526, 0, 2640], ['PAT', 13, 20220110, 0, 1890], ['PAT', 13, 20160404, 20251128, 1930]];
const codes = [['OST', 'N', 'New'], ['OST', 'P', 'In production'], ['OST', 'D', 'Dispatched'], ['OST', 'X', 'Cancelled'], ['DEF', 'PO', 'Porosity'], ['DEF', 'CS', 'Cold shut'],
  ['DEF', 'SI', 'Sand inclusion'],
  ['DEF', 'MR', 'Misrun'], ['DEF', 'CR', 'Crack'], ['COND', 'G', 'Good'], ['COND', 'R', 'Needs repair'], ['COND', 'S', 'Scrapped'], ['FAM', 'FE', 'Iron'],
  ['FAM', 'CU', 'Copper alloys'],
  ['FAM', 'AL', 'Aluminium'], ['FAM', 'SS', 'Stainless steel'], ['FAM', 'ZN', 'Zinc'], ['DPT', 'MGT', 'Management'], ['DPT', 'MEL', 'Melting shop'], ['DPT', 'SAL', 'Sales'],
  ['DPT', 'QCO', 'Quality control'], ['DPT', 'PAT', 'Pattern shop'], ['SHF', 'E', 'Early'], ['SHF', 'L', 'Late'], ['SHF', 'N', 'Night']];

export function fill(insert) {
  const random = new Random(3307);
  const person = people(random);
  insert('custf', customers.map((row, index) => [1001 + index * 7, ...row.with(3, row[3] * 100)]));
  insert('alloy', alloys);
  const patterns = Array.from({ length: 64 }, (_, index) => pattern(random, index));
  insert('patt', patterns);
  const orders = Array.from({ length: 168 }, () => order(random, patterns)).toSorted((a, b) => a[2] - b[2]).map((row, index) => [26_001 + index, ...row]);
  insert('ordh', orders);
  const lines = orders.flatMap((row) => linesOf(random, row, patterns));
  insert('ordl', lines);
  const { melts, castings } = production(random, orders, lines, patterns);
  insert('melt', melts);
  insert('cstg', castings.map((row, index) => [index + 1, ...row]));
  insert('pers', workers.map((row, index) => [index + 1, ...person().toReversed(), ...row]));
  insert('codes', codes);
}

function pattern(random, index) {
  const customer = random.weighted(customers.slice(0, 14).map((_, place) => 1001 + place * 7), [8, 7, 7, 9, 5, 3, 6, 3, 5, 2, 2, 7, 4, 5]);
  const alloy = random.weighted(alloys.map(([code]) => code), [8, 8, 9, 6, 4, 6, 5, 4, 0]);
  const weight = Math.round((random.chance(0.2) ? random.int(40, 380) : random.int(2, 34)) * 4 + random.int(0, 3)) / 4;
  const made = number(random.day('1998-02-02', random.chance(0.3) ? '2026-09-30' : '2020-12-18'));
  return [`P${4100 + index * 13}`, `${parts[(index * 5) % parts.length]} ${'ABCDEFG'[Math.floor(index / 9) % 7]}${random.int(10, 99)}`, customer, alloy, weight, weight > 30 ? 1
    : random.pick([1, 2, 4, 6]),
    made, random.chance(0.92) ? `${random.pick(['H1', 'H2', 'Y'])}-${random.int(10, 48)}` : null, index % 21 === 20 ? 'S' : random.weighted(['G', 'R'], [84, 16])];
}

function order(random, patterns) {
  const customer = random.pick(patterns.slice(0, 52))[2];
  const day = random.day(random.chance(0.25) ? '2025-07-01' : '2026-01-05', '2026-11-13');
  const due = plusDays(day, random.int(3, 9) * 7);
  const sent = plusDays(due, random.weighted([-6, -1, 3, 12], [30, 40, 20, 10]) + random.int(-2, 2));
  const isGone = random.chance(0.05);
  const isSent = !isGone && sent < today && random.chance(0.96);
  const state = isGone ? 'X' : isSent ? 'D' : day > '2026-10-20' ? 'N' : 'P';
  return [customer, random.chance(0.85) ? `PO-${random.int(10_000, 99_999)}` : null, number(day), number(due), isSent ? number(sent) : 0, state, random.weighted([3, 4, 5, 0],
    [40, 28, 26, 6])];
}

function linesOf(random, [id, customer], patterns) {
  const own = patterns.filter(([, , holder, , , , , , state], index) => holder === customer && state !== 'S' && index < 58);
  return random.sample(own, random.weighted([1, 2, 3], [50, 34, 16])).map(([code, , , alloy, weight], index) => {
    const each = weight * (alloys.find(([key]) => key === alloy)[6] * 2.1 + 95);
    return [id, index + 1, code, weight > 30 ? random.int(1, 12) : random.int(2, 30) * 5, Math.round(each / 5) * 5];
  });
}

/** Each line of an order that was begun is poured in one or two melts. */
function production(random, orders, lines, patterns) {
  const [melts, castings] = [[], []];
  for (const [id, place, code, count] of lines) {
    const [, , , received, due, sent, state] = orders.find(([key]) => key === id);
    if (state !== 'D' && (state !== 'P' || place > 1)) continue;
    const [, , , alloy, weight] = patterns.find(([key]) => key === code);
    const turns = count > 60 ? 2 : 1;
    for (let turn = 0; turn < turns; turn += 1) {
      const raw = random.day(plusDays(dashed(received), 3), plusDays(sent === 0 ? '2026-11-15' : dashed(sent), -1));
      const day = raw > '2026-11-14' ? '2026-11-13' : weekday(raw) === 0 ? plusDays(raw, -1) : raw;
      const good = Math.max(1, Math.round(count / turns) - (state === 'P' ? 1 : 0));
      const scrap = random.chance(0.45) ? Math.max(1, Math.round(good * random.int(1, 11) / 100)) : 0;
      const charge = Math.round((good + scrap) * weight * (1.2 + random.int(0, 20) / 100)) + 40;
      const able = workers.flatMap(([dept, , from, to], index) => (dept === 'MEL' && index > 1 && from <= number(day) && (to === 0 || to >= number(day)) ? [index + 1] : []));
      const heat = alloys.find(([key]) => key === alloy)[3] + random.int(-25, 30);
      const furnace = random.pick(alloy.startsWith('G') ? ['F1', 'F2'] : ['F3', 'F4']);
      const power = random.int(52, 71) + { F1: 0, F2: 9, F3: -6, F4: -2 }[furnace];
      melts.push([number(day), random.weighted(['E', 'L', 'N'], [50, 36, 14]), furnace, alloy, charge,
        Math.round(charge * random.int(91, 98) / 100), heat, Math.round(charge * power / 100), random.pick(able), random.chance(0.95) ? 'Y' : 'N', id, place, good, scrap]);
    }
    if (due < received) throw new Error('an order is due before it came');
  }
  melts.sort((a, b) => a[0] - b[0]);
  for (const [index, row] of melts.entries()) {
    const [id, place, good, scrap] = row.splice(10, 4);
    row.unshift(5501 + index);
    castings.push([5501 + index, id, place, good, scrap, scrap === 0 ? null : random.weighted(['PO', 'CS', 'SI', 'MR', 'CR'], [36, 14, 27, 15, 8]), random.pick([10, 11, 11, 12, 12])]);
  }
  return { melts, castings };
}
