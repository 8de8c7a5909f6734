// The traffic system of a freight railway; short names, code letters, no declared keys, days as YYYYMMDD, weights in kilograms.
import { people } from '../names.mjs';
import { Random, cents, plusDays, twoDigits } from '../random.mjs';

export const schema = `
CREATE TABLE stn (stn_cd CHAR(3) PRIMARY KEY, stn_nm VARCHAR(30), rgn VARCHAR(20), sdg_cnt INTEGER, elc_fl CHAR(1));
CREATE TABLE shpr (shpr_no INTEGER PRIMARY KEY, shpr_nm VARCHAR(40), twn VARCHAR(30), tel VARCHAR(20), crd_lmt INTEGER, acct_opn CHAR(8), acct_sts CHAR(1)); -- A active, B blocked, X closed
CREATE TABLE cmdty (cmdty_cd CHAR(3) PRIMARY KEY, cmdty_ds VARCHAR(30), haz_fl CHAR(1));
CREATE TABLE wgn (wgn_no INTEGER PRIMARY KEY, wgn_typ VARCHAR(8), tare_kg INTEGER, max_ld_kg INTEGER, blt_yr INTEGER, ownr CHAR(1), hm_stn CHAR(3), ovh_dt CHAR(8), scr_dt CHAR(8)); -- ownr: O own, L leased
CREATE TABLE loco (loco_no INTEGER PRIMARY KEY, cls VARCHAR(6), pwr_src CHAR(1), kw INTEGER, shed CHAR(3), svc_dt CHAR(8), loco_sts CHAR(1)); -- D diesel, E electric; A available, W workshop, S sold
CREATE TABLE drvr (drvr_no INTEGER PRIMARY KEY, surnm VARCHAR(30), fornm VARCHAR(30), base_stn CHAR(3), hire_dt CHAR(8), term_dt CHAR(8), lic_exp CHAR(8), instr_no INTEGER);
CREATE TABLE trn_run (run_id INTEGER PRIMARY KEY, trn_no CHAR(5), run_dt CHAR(8), org_cd CHAR(3), dst_cd CHAR(3), dep_tm CHAR(4), dist_km INTEGER, loco_no INTEGER, drvr_no INTEGER,
  run_sts CHAR(1), late_min INTEGER, late_rsn VARCHAR(12)); -- run_sts: P planned, R run, C cancelled
CREATE TABLE wbill (wb_no INTEGER PRIMARY KEY, shpr_no INTEGER, run_id INTEGER, cmdty_cd CHAR(3), acpt_dt CHAR(8), frt_amt DECIMAL(9,2), dmg_amt DECIMAL(9,2), paid_dt CHAR(8));
CREATE TABLE wb_wgn (wb_no INTEGER, wgn_no INTEGER, net_kg INTEGER, PRIMARY KEY (wb_no, wgn_no));
`;

const stations = [['MJN', 'Marrow Junction', 'Central', 18, 'Y'], ['PTH', 'Port Haldane', 'Coast', 24, 'Y'], ['COR', 'Corvale', 'North', 7, 'N'], ['SIL', 'Silverbeck', 'North', 5, 'N'],
  ['ENW', 'Enderwick', 'Central', 11, 'Y'], ['TRE', 'Treeby Sidings', 'South', 4, 'N'], ['LOX', 'Loxley Steelworks', 'South', 9, 'Y'], ['GRA', 'Granby Mill', 'East', 3, 'N'],
  ['OLD', 'Oldfield Halt', 'East', 1, 'N']];
const shippers = [['Corvale Cement', 'Corvale', 80_000, 'A', 20], ['Loxley Steel', 'Loxley', 150_000, 'A', 24], ['Haldane Terminals', 'Port Haldane', 120_000, 'A', 18], ['Granby Grain', 'Granby', 40_000, 'A', 12],
  ['Petrofine', 'Port Haldane', 90_000, 'A', 11], ['Silverbeck Quarries', 'Silverbeck', 60_000, 'A', 14], ['Enderwick Timber', 'Enderwick', 25_000, 'B', 7], ['Agrona Fertilisers', 'Enderwick', 50_000, 'A', 9],
  ['Treeby Scrap', 'Treeby', 15_000, 'B', 22], ['Mercer Chemicals', 'Port Haldane', 70_000, 'A', 6], ['Northfield Paper', 'Corvale', 20_000, 'X', 4], ['Blue Ridge Water', 'Silverbeck', 10_000, 'A', 0],
  ['Union Malt', 'Granby', 18_000, 'A', 16], ['Kestrel Motors', 'Enderwick', 45_000, 'A', 0]];
/** Code, text, dangerous, shippers, wagon type, price of a tonne-kilometre. */
const goods = [['CEM', 'Cement', 'N', [1], 'HOPPER', 0.062], ['STL', 'Steel coil', 'N', [2], 'FLAT', 0.071], ['CTR', 'Containers', 'N', [3, 2], 'FLAT', 0.083], ['GRN', 'Grain', 'N', [4, 13, 3], 'HOPPER', 0.058],
  ['OIL', 'Fuel oil', 'Y', [5, 3], 'TANK', 0.094], ['STO', 'Crushed stone', 'N', [6, 1], 'HOPPER', 0.041], ['TIM', 'Timber', 'N', [7, 11], 'FLAT', 0.066], ['FER', 'Fertiliser', 'N', [8, 3], 'HOPPER', 0.069],
  ['SCR', 'Scrap metal', 'N', [9, 2], 'GONDOLA', 0.052], ['CHL', 'Chlorine', 'Y', [10], 'TANK', 0.131], ['PAP', 'Paper rolls', 'N', [11], 'BOX', 0.088], ['AMM', 'Ammonia', 'Y', [8, 10], 'TANK', 0.124],
  ['SUG', 'Sugar', 'N', [], 'HOPPER', 0.06]];
/** Number, origin, destination, departure, kilometres. */
const paths = [['F4101', 'COR', 'PTH', '0415', 214], ['F4102', 'PTH', 'MJN', '2230', 131], ['F4205', 'LOX', 'PTH', '0140', 176], ['F4210', 'SIL', 'ENW', '0555', 98], ['F4318', 'GRA', 'PTH', '1325', 243],
  ['F4320', 'PTH', 'LOX', '1905', 176], ['F4407', 'ENW', 'TRE', '1110', 64], ['F4415', 'MJN', 'COR', '0820', 120]];
const types = { HOPPER: [23_500, 66_000], FLAT: [21_000, 62_000], TANK: [25_400, 58_000], GONDOLA: [22_300, 60_500], BOX: [24_800, 45_000] };
const locos = [['66', 'D', 2420, 'MJN', '20080512', 'A'], ['66', 'D', 2420, 'MJN', '20080609', 'A'], ['66', 'D', 2420, 'PTH', '20110307', 'W'], ['66', 'D', 2420, 'COR', '20130819', 'A'], ['90', 'E', 3730,
  'PTH', '20050124', 'A'],
  ['90', 'E', 3730, 'ENW', '20050418', 'W'], ['93', 'E', 4600, 'PTH', '20240205', 'A'], ['37', 'D', 1300, 'MJN', '19880614', 'S'], ['08', 'D', 298, 'ENW', '19910902', 'A'], ['93', 'E', 4055, 'MJN', '20260518', 'A']];
const drivers = [['MJN', '19990405', null, null], ['PTH', '20030915', null, null], ['PTH', '20100201', null, 1], ['COR', '20120611', '20260430', 1], ['MJN', '20150817', null, 2], ['ENW', '20170306', null, 2],
  ['LOX', '20180910', null, 2],
  ['PTH', '20200113', '20251231', 3], ['COR', '20210510', null, 3], ['MJN', '20220829', null, 3], ['GRA', '20230605', null, 3], ['MJN', '20240902', null, 5], ['PTH', '20251103', null, 5], ['ENW', '20261005', null, 1]];
const compact = (day) => day.replaceAll('-', '');

export function fill(insert) {
  const random = new Random(7203);
  const person = people(random);
  insert('stn', stations);
  insert('shpr', shippers.map(([name, town, limit, status], index) => [100 + index * 10, name, town, random.chance(0.85) ? `555-6${random.int(100, 999)}` : null, limit, compact(random.day('2004-02-02',
    '2024-11-29')), status]));
  insert('cmdty', goods.map((row) => row.slice(0, 3)));
  const wagons = Array.from({ length: 150 }, (_, index) => wagon(random, index));
  insert('wgn', wagons);
  insert('loco', locos.map((row, index) => [501 + index, ...row]));
  insert('drvr', drivers.map(([base, hired, left, instructor], index) => {
    const [first, last] = person();
    return [index + 1, last, first, base, hired, left, compact(random.day('2026-12-01', index % 5 === 2 ? '2027-01-25' : '2029-10-30')), instructor];
  }));
  const days = Array.from({ length: 420 }, () => random.day(random.chance(0.5) ? '2026-06-01' : '2025-10-01', '2026-11-30')).toSorted();
  const runs = days.map((day, index) => [60_001 + index, ...run(random, day)]);
  insert('trn_run', runs);
  const bills = runs.flatMap((row) => billsOf(random, row, wagons)).map((bill, index) => ({ ...bill, id: 900_101 + index }));
  insert('wbill', bills.map(({ id, row }) => [id, ...row]));
  insert('wb_wgn', bills.flatMap(({ id, loads }) => loads.map((load) => [id, ...load])));
}

function wagon(random, index) {
  const type = random.weighted(Object.keys(types), [44, 38, 26, 9, 6]);
  const [tare, most] = types[type];
  const built = random.int(1986, 2024);
  const overhauled = built > 2021 ? null : compact(random.day(built > 2014 ? `${built + 4}-01-01` : '2015-02-01', '2026-10-30'));
  return [330_000 + index * 17 + random.int(0, 9), type, tare + random.int(-6, 9) * 50, most, built, random.chance(0.3) ? 'L' : 'O', random.weighted(['MJN', 'PTH', 'LOX', 'COR', null], [34, 30, 18, 12, 6]), overhauled,
    built < 2004 && random.chance(0.22) ? compact(random.day('2024-01-15', '2025-09-20')) : null];
}

function run(random, day) {
  const [number, from, to, leaves, km] = random.weighted(paths, [20, 17, 19, 14, 10, 13, 8, 12]);
  const when = compact(day);
  const able = drivers.flatMap(([base, hired, left], index) => (hired <= when && (left === null || left >= when) ? [[index + 1, base === from || base === to ? 4 : 1]] : []));
  const isAhead = day > '2026-11-16' || (day === '2026-11-16' && leaves > '1200');
  const engine = random.weighted([501, 502, 503, 504, 505, 506, 507, 510], [22, 20, day < '2026-10-20' ? 14 : 0, 15, 13, day < '2026-09-30' ? 8 : 0, 18, day > '2026-05-18' ? 12 : 0]);
  const driver = random.weighted(able.map(([id]) => id), able.map(([, weight]) => weight));
  const status = isAhead ? random.weighted(['P', 'C'], [92, 8]) : random.weighted(['R', 'C'], [92, 8]);
  const late = status === 'R' ? random.weighted([0, random.int(1, 12), random.int(13, 45), random.int(46, 190)], [36, 34, 22, 8]) : null;
  const isAssigned = !isAhead || day < '2026-11-24';
  return [number, when, from, to, leaves, km, isAssigned ? engine : null, isAssigned ? driver : null, status, late,
    late !== null && late > 5 ? random.weighted(['SIGNAL', 'CREW', 'LOCO', 'WEATHER', 'YARD'], [24, 19, 15, 10, 32]) : null];
}

/** What is booked on a train that is to run has no wagons yet. */
function billsOf(random, [id, , when, , , , km, , , status], wagons) {
  if (status === 'C') return [];
  const day = `${when.slice(0, 4)}-${when.slice(4, 6)}-${twoDigits(Number(when.slice(6)))}`;
  const free = random.shuffled(wagons.filter((row) => row[8] === null && row[0] % 11 !== 3));
  return Array.from({ length: random.weighted([1, 2], [62, 38]) }, () => {
    const able = goods.filter(([, , , who]) => who.length > 0);
    const [code, , , who, type, price] = random.weighted(able, [18, 19, 18, 12, 13, 14, 8, 9, 6, 4, day < '2026-05-01' ? 6 : 0, 4]);
    const at = random.weighted(who, who.map((number) => shippers[number - 1][4]));
    const [, shipper = at] = [[9, 2, '2026-08-15'], [13, 4, '2026-05-30'], [11, 7, '2026-04-30']].find(([number, , end]) => number === at && day > end) ?? [];
    const own = free.filter((row) => row[1] === type).slice(0, random.int(1, 4));
    for (const row of own) free.splice(free.indexOf(row), 1);
    const loads = status === 'P' ? [] : own.map((row) => [row[0], Math.round(row[3] * (0.62 + random.next() * 0.38) / 10) * 10]);
    const tonnes = status === 'P' ? own.length * 48 : loads.reduce((sum, [, kg]) => sum + kg / 1000, 0);
    const accepted = plusDays(day, -random.int(0, 4)) > '2026-11-16' ? '2026-11-13' : plusDays(day, -random.int(0, 4));
    const paid = plusDays(day, random.weighted([9, 19, 31, 58], [24, 36, 28, 12]) + random.int(0, 6));
    const isPaid = status === 'R' && paid < '2026-11-16' && random.chance(shippers[shipper - 1][3] === 'B' ? 0.72 : 0.96);
    return { row: [100 + (shipper - 1) * 10, id, code, compact(accepted > '2026-11-15' ? '2026-11-15' : accepted), cents(tonnes * km * price + 45), status === 'R' && random.chance(0.045) ? random.int(3,
      60) * 50 : 0, isPaid ? compact(paid) : null], loads };
  });
}
