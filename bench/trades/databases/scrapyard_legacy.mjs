// A scrap dealer's weighbridge and dismantling yard; short names, no declared keys, days as whole numbers YYYYMMDD, codes in one list, void flags.
import { people } from '../names.mjs';
import { Random, cents, daysBetween, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE emp_mst (emp_id INTEGER PRIMARY KEY, fst_nm VARCHAR(20), lst_nm VARCHAR(20), fnc_cd CHAR(2), sup_id INTEGER, hir_dt INTEGER, trm_dt INTEGER);
CREATE TABLE mtl_mst (mtl_cd CHAR(4) PRIMARY KEY, mtl_ds VARCHAR(30), grp_cd CHAR(2), cur_pr DECIMAL(7,3), haz_fl CHAR(1), stk_kg INTEGER);
CREATE TABLE dlv_mst (dlv_id INTEGER PRIMARY KEY, dlv_nm VARCHAR(40), dlv_tp CHAR(1), twn VARCHAR(25), tel_no VARCHAR(20), lic_no VARCHAR(12), opn_dt INTEGER, blk_fl CHAR(1));
CREATE TABLE byr_mst (byr_id INTEGER PRIMARY KEY, byr_nm VARCHAR(40), cty VARCHAR(25), pay_dy INTEGER, inact_fl CHAR(1));
CREATE TABLE wgh_tkt (tkt_id INTEGER PRIMARY KEY, tkt_dt INTEGER, tkt_tm CHAR(4), dlv_id INTEGER, veh_pl VARCHAR(10), mtl_cd CHAR(4), grs_kg INTEGER, tar_kg INTEGER,
  ded_pc DECIMAL(4,1), kg_pr DECIMAL(7,3), pay_cd CHAR(1), opr_id INTEGER, void_fl CHAR(1));
CREATE TABLE elv (elv_id INTEGER PRIMARY KEY, mk VARCHAR(15), mdl VARCHAR(15), bld_yr INTEGER, dlv_id INTEGER, acq_dt INTEGER, acq_pr DECIMAL(7,2), drn_dt INTEGER,
  drn_by INTEGER, crs_dt INTEGER, sta_cd CHAR(1)); -- end-of-life vehicles
CREATE TABLE prt (prt_id INTEGER PRIMARY KEY, elv_id INTEGER, prt_ds VARCHAR(30), cnd_cd CHAR(1), rem_dt INTEGER, rem_by INTEGER, ask_pr DECIMAL(7,2), shf_no VARCHAR(6),
  sld_dt INTEGER, sld_pr DECIMAL(7,2));
CREATE TABLE ld_out (ld_id INTEGER PRIMARY KEY, byr_id INTEGER, mtl_cd CHAR(4), ld_dt INTEGER, net_tn DECIMAL(6,2), tn_pr DECIMAL(8,2), drv_id INTEGER, inv_dt INTEGER,
  pd_dt INTEGER, rej_fl CHAR(1));
CREATE TABLE cd_lst (cd_tp CHAR(3), cd CHAR(2), ds VARCHAR(30), PRIMARY KEY (cd_tp, cd));
`;

const codes = [['FNC', 'WB', 'Weighbridge'], ['FNC', 'DM', 'Dismantler'], ['FNC', 'CR', 'Crane'], ['FNC', 'DR', 'Lorry driver'], ['FNC', 'OF', 'Office'], ['FNC', 'MG', 'Manager'],
  ['GRP', 'FE', 'Ferrous'], ['GRP', 'NF', 'Non-ferrous'], ['GRP', 'SP', 'Special'], ['DTP', 'P', 'Private person'], ['DTP', 'T', 'Tradesman'], ['DTP', 'C', 'Company'],
  ['PAY', 'B', 'Bank transfer'], ['PAY', 'Q', 'Cheque'], ['PAY', 'A', 'Set off against account'], ['STA', 'W', 'Waiting'], ['STA', 'D', 'Drained'], ['STA', 'X', 'Crushed'],
  ['CND', 'A', 'Like new'], ['CND', 'B', 'Good'], ['CND', 'C', 'For repair']];
/** Code, text, group, price now, hazard, stock; then weight of a delivery, how often. */
const metals = [['HMS1', 'Heavy melting steel', 'FE', 0.185, 'N', 84_300, 900, 20], ['SHRD', 'Light iron', 'FE', 0.12, 'N', 46_150, 420, 22], ['CAST', 'Cast iron', 'FE', 0.165, 'N', 12_700, 350, 8],
  ['CUB1', 'Bright copper wire', 'NF', 6.95, 'N', 1840, 45, 12], ['CUT2', 'Copper tube', 'NF', 6.1, 'N', 960, 38, 10], ['BRAS', 'Brass', 'NF', 3.85, 'N', 1215, 40, 9],
  ['ALUM', 'Aluminium profile', 'NF', 1.32, 'N', 6480, 85, 11], ['LEAD', 'Lead', 'NF', 1.45, 'Y', 2210, 60, 6], ['STLS', 'Stainless steel', 'NF', 0.98, 'N', 5390, 110, 8],
  ['BATT', 'Car batteries', 'SP', 0.55, 'Y', 3125, 70, 7], ['CABL', 'Insulated cable', 'NF', 1.9, 'N', 2740, 55, 7], ['ZINC', 'Zinc gutter', 'NF', 1.15, 'N', 0, 0, 0]];
const posts = [['MG', null, 20_020_401, null], ['WB', 1, 20_110_516, null], ['WB', 1, 20_200_803, null], ['DM', 1, 20_090_202, null], ['DM', 4, 20_170_612, null], ['DM', 4, 20_230_904, null],
  ['CR', 1, 20_140_310, null], ['CR', 1, 20_190_701, 20_260_228], ['DR', 7, 20_160_118, null], ['DR', 7, 20_220_425, null], ['OF', 1, 20_180_910, null], ['DM', 4, 20_210_315, 20_250_930],
  ['WB', 2, 20_260_601, null], ['DR', 7, 20_260_907, null]];
const buyers = [['Norwick Steelworks', 'Norwick', 30, 'N'], ['Delmar Foundry', 'Hagley', 14, 'N'], ['Cuprex Refining', 'Port Elin', 45, 'N'], ['Ostmark Metals', 'Port Elin', 30, 'N'],
  ['Greenlead Recycling', 'Hagley', 21, 'N'], ['Bayer & Voss', 'Norwick', 30, 'Y'], ['Alloy House', 'Stenby', 14, 'N']];
const takers = { FE: [1, 2, 4], NF: [3, 4, 6, 2], SP: [5] };
const firms = ['Hollins Plumbing', 'Crewe Demolition', 'Varga Electrical', 'Northside Garage', 'Ridley Roofing', 'Tollgate Motors', 'Ames Engineering', 'Kingsway Heating', 'Parkfield Autos',
  'Stenby Council Depot', 'Marsh Machine Tools', 'Oldham & Sons', 'Brightwater Utilities', 'Fenwick Builders', 'Lark Lane Garage', 'Trident Fabrications'];
const cars = [['Ford', ['Fiesta', 'Focus', 'Mondeo']], ['Opel', ['Corsa', 'Astra']], ['Volkswagen', ['Golf', 'Polo', 'Passat']], ['Renault', ['Clio', 'Megane']], ['Fiat', ['Punto']],
  ['Toyota', ['Yaris', 'Corolla']], ['Peugeot', ['206', '307']]];
const partList = [['Alternator', 45], ['Starter motor', 40], ['Gearbox', 220], ['Engine', 480], ['Door left', 70], ['Door right', 70], ['Headlamp', 35], ['Wing mirror', 22], ['Bonnet', 85],
  ['Catalytic converter', 160], ['Radio', 28], ['Alloy wheel set', 140]];
const today = '2026-11-16';
const whole = (day) => (day === null ? null : Number(day.replaceAll('-', '')));

export function fill(insert) {
  const random = new Random(81_935);
  const person = people(random);
  insert('cd_lst', codes);
  insert('emp_mst', posts.map(([work, boss, hired, left], index) => [index + 1, ...person(), work, boss, hired, left]));
  insert('mtl_mst', metals.map((row) => row.slice(0, 6)));
  insert('byr_mst', buyers.map((row, index) => [index + 1, ...row]));
  const bringers = Array.from({ length: 92 }, (_, index) => bringer(random, person(), index));
  insert('dlv_mst', bringers);
  const days = Array.from({ length: 720 }, () => openDay(random, '2025-07-01', '2026-11-16')).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  insert('wgh_tkt', days.map((day, index) => ticket(random, bringers, { day, id: 50_001 + index })));
  const wrecks = Array.from({ length: 118 }, () => openDay(random, '2025-03-03', '2026-11-14')).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)).map((day, index) => wreck(random, bringers, { day, id: 1201 + index }));
  insert('elv', wrecks);
  insert('prt', wrecks.flatMap((row) => partsOf(random, row)).map((row, index) => [index + 1, ...row]));
  insert('ld_out', Array.from({ length: 150 }, () => openDay(random, '2025-07-08', '2026-11-16')).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)).map((day, index) => load(random, day, 8001 + index)));
}

function openDay(random, from, to) {
  for (;;) {
    const day = random.chance(0.3) ? random.day('2026-08-15' > from ? '2026-08-15' : from, to) : random.day(from, to);
    if (weekday(day) !== 0) return day;
  }
}

function workers(kind, day) {
  return posts.flatMap(([work, , hired, left], index) => (work === kind && hired <= whole(day) && (left === null || left >= whole(day)) ? [index + 1] : []));
}

function bringer(random, [first, last], index) {
  const type = index < firms.length ? (/Garage|Autos|Motors|Council|Engineering|Utilities|Tools|Fabric/.test(firms[index]) ? 'C' : 'T') : random.weighted(['P', 'T'], [78, 22]);
  const licence = type === 'P' ? null : random.chance(0.72) ? `WC${random.int(10_000, 99_999)}` : null;
  return [index + 101, index < firms.length ? firms[index] : `${last}, ${first}`, type, random.weighted(['Stenby', 'Norwick', 'Hagley', 'Carrow'], [44, 22, 20, 14]),
    random.chance(0.75) ? `0771 ${random.int(100_000, 999_999)}` : null, licence, whole(random.day('2012-02-01', '2025-06-28')), index % 23 === 19 ? 'Y' : 'N'];
}

function ticket(random, bringers, { day, id }) {
  const from = random.chance(0.5) ? random.pick(bringers.slice(0, 16)) : random.pick(bringers.slice(16).filter((_, index) => index % 7 !== 3));
  const [code, , , price, , , usual] = random.weighted(metals, metals.map((row) => row[7]));
  const net = Math.max(4, Math.round(usual * (from[2] === 'P' ? 0.5 : 1.3) * (0.3 + random.next() * 1.5)));
  const tare = usual > 100 ? random.int(1400, 6200) : random.int(5, 60);
  const month = Math.min(16, Math.floor(daysBetween('2025-07-01', day) / 31));
  const paid = Math.round(price * (0.9 + month * 0.006 + random.int(-3, 3) * 0.005) * 1000) / 1000;
  const time = random.time(7, day === today ? 11 : 17, 1).replace(':', '');
  return [id, whole(day), time, from[0], usual > 100 ? `${random.pick(['ST', 'NW', 'HG'])} ${random.int(1000, 9999)}` : null, code, tare + net, tare,
    random.weighted([0, 2, 5, 10, 15], [56, 18, 14, 8, 4]), paid, random.weighted(['B', 'Q', 'A'], [64, 14, from[2] === 'P' ? 0 : 22]), random.pick(workers('WB', day)), random.chance(0.035) ? 'Y' : 'N'];
}

function wreck(random, bringers, { day, id }) {
  const [make, models] = random.weighted(cars, [24, 18, 22, 12, 8, 8, 8]);
  const garage = random.chance(0.45) ? random.pick([104, 106, 109, 115]) : random.pick(bringers.slice(20, 80))[0];
  const drained = plusDays(day, random.weighted([2, 7, 15, 28], [30, 36, 22, 12]) + random.int(0, 3));
  const isDrained = drained < today && random.chance(0.96);
  const crushed = plusDays(drained, random.int(20, 160));
  const isCrushed = isDrained && crushed < today && random.chance(0.85);
  return [id, make, random.pick(models), random.int(1996, 2014), garage, whole(day), random.chance(0.08) ? 0 : random.int(6, 48) * 10, isDrained ? whole(drained) : null,
    isDrained ? random.pick(workers('DM', drained)) : null, isCrushed ? whole(crushed) : null, isCrushed ? 'X' : isDrained ? 'D' : 'W'];
}

function partsOf(random, [id, , , year, , , , drained]) {
  if (drained === null) return [];
  const start = `${String(drained).slice(0, 4)}-${String(drained).slice(4, 6)}-${String(drained).slice(6)}`;
  return random.sample(partList, random.weighted([0, 2, 4, 6], [16, 30, 34, 20])).flatMap(([name, price]) => {
    const removed = plusDays(start, random.int(0, 12));
    if (removed > '2026-11-14') return [];
    const grade = random.weighted(['A', 'B', 'C'], [16, 58, 26]);
    const asked = Math.round(price * { A: 1.3, B: 1, C: 0.55 }[grade] * (1 + (year - 2005) * 0.03));
    const sold = plusDays(removed, random.int(1, 240));
    const isSold = sold < today && random.chance(0.78);
    return [[id, name, grade, whole(removed), random.pick(workers('DM', removed)), asked, `${random.pick('ABCD'.split(''))}${random.int(1, 24)}`, isSold ? whole(sold) : null,
      isSold ? cents(asked * random.pick([1, 1, 0.95, 0.9, 0.8])) : null]];
  });
}

function load(random, day, id) {
  const [code, , group, price] = random.weighted(metals, [26, 22, 10, 8, 6, 6, 8, 5, 7, 6, 5, 0]);
  const buyer = random.pick(takers[group].filter((number) => number !== 6 || day < '2026-03-01'));
  const billed = plusDays(day, random.int(0, 5));
  const paid = plusDays(billed, buyers[buyer - 1][2] + random.weighted([-6, 1, 9, 25], [40, 30, 20, 10]));
  const rejected = random.chance(0.04);
  const isBilled = !rejected && billed <= today;
  const tons = group === 'FE' ? random.int(1800, 2700) / 100 : random.int(150, 1150) / 100;
  return [id, buyer, code, whole(day), tons, cents(price * 1000 * (1.14 + random.next() * 0.16)), random.pick(workers('DR', day)), isBilled ? whole(billed) : null,
    isBilled && paid < today && random.chance(0.95) ? whole(paid) : null, rejected ? 'Y' : 'N'];
}
