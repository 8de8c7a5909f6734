// A laboratory for water, soil and food; short names, codes kept in one table, no declared keys, days as numbers YYYYMMDD with 0 for none.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE cl_mst (cl_no INTEGER PRIMARY KEY, cl_nm VARCHAR(50), brn_cd CHAR(1), plc VARCHAR(30), ctc_nm VARCHAR(40), dsc_pct INTEGER, blk_fl CHAR(1), crt_dat INTEGER);
CREATE TABLE emp_mst (emp_no INTEGER PRIMARY KEY, emp_nm VARCHAR(40), fnc_cd CHAR(2), sec_cd CHAR(3), sup_no INTEGER, ent_dat INTEGER, lve_dat INTEGER);
CREATE TABLE mth_mst (mth_cd CHAR(4) PRIMARY KEY, mth_tx VARCHAR(40), sec_cd CHAR(3), prc_cts INTEGER, wrk_dys INTEGER, acc_fl CHAR(1));
CREATE TABLE eqp_mst (eqp_no INTEGER PRIMARY KEY, eqp_tx VARCHAR(40), sec_cd CHAR(3), pur_dat INTEGER, pur_amt DECIMAL(10,2), lst_cal INTEGER, nxt_cal INTEGER, scr_dat INTEGER);
CREATE TABLE ord_hd (ord_no INTEGER PRIMARY KEY, cl_no INTEGER, rcv_dat INTEGER, due_dat INTEGER, rpt_dat INTEGER, sts_cd CHAR(1), exp_fl CHAR(1), smplr_no INTEGER, rel_no INTEGER);
CREATE TABLE smp (smp_no INTEGER PRIMARY KEY, ord_no INTEGER, mat_cd CHAR(2), tkn_dat INTEGER, pnt_tx VARCHAR(40), tmp_c DECIMAL(4,1), dsp_dat INTEGER);
CREATE TABLE smp_tst (smp_no INTEGER, mth_cd CHAR(4), anl_no INTEGER, eqp_no INTEGER, anl_dat INTEGER, rsl_val DECIMAL(10,3), lim_val DECIMAL(10,3), unt VARCHAR(8), rpt_fl CHAR(1),
  PRIMARY KEY (smp_no, mth_cd));
CREATE TABLE inv_hd (inv_no INTEGER PRIMARY KEY, ord_no INTEGER, inv_dat INTEGER, net_cts INTEGER, pay_dat INTEGER, dun_lvl INTEGER);
CREATE TABLE cd_tb (fld VARCHAR(8), cd VARCHAR(3), tx VARCHAR(40), PRIMARY KEY (fld, cd));
`;

const codes = [['STS', 'N', 'New'], ['STS', 'L', 'In the lab'], ['STS', 'R', 'Reported'], ['STS', 'X', 'Cancelled'], ['BRN', 'W', 'Waterworks'], ['BRN', 'F', 'Food producer'],
  ['BRN', 'B', 'Builder'], ['BRN', 'P', 'Private person'], ['MAT', 'DW', 'Drinking water'], ['MAT', 'WW', 'Waste water'], ['MAT', 'SO', 'Soil'], ['MAT', 'FO', 'Food'], ['MAT', 'BW', 'Bathing water'],
  ['SEC', 'CHE', 'Chemistry'], ['SEC', 'MIC', 'Microbiology'], ['SEC', 'MET', 'Metals'], ['FNC', 'HD', 'Head of section'], ['FNC', 'AN', 'Analyst'], ['FNC', 'SA', 'Sampler'], ['FNC', 'DI', 'Director']];
/** Function, section, superior, entry, exit. */
const posts = [['DI', null, 0, 20050401, 0], ['HD', 'CHE', 1, 20090901, 0], ['HD', 'MIC', 1, 20130115, 0], ['HD', 'MET', 1, 20170601, 0], ['AN', 'CHE', 2, 20110301, 0], ['AN', 'CHE', 2, 20200817, 0],
  ['AN', 'CHE', 2, 20150504, 20260331], ['AN', 'MIC', 3, 20180212, 0], ['AN', 'MIC', 3, 20221003, 0], ['AN', 'MIC', 3, 20260901, 0], ['AN', 'MET', 4, 20191104, 0], ['AN', 'MET', 4, 20240108, 0],
  ['SA', null, 2, 20120702, 0], ['SA', null, 2, 20210419, 0], ['SA', null, 3, 20160307, 20251231]];
/** Code, text, section, cents, working days, accredited, unit, limit, matrices. */
const methods = [['NO3', 'Nitrate', 'CHE', 1850, 3, 'X', 'mg/l', 50, 'DW WW SO'], ['PHV', 'pH value', 'CHE', 720, 1, 'X', '-', 9.5, 'DW WW SO BW'], ['COD', 'Chemical oxygen demand', 'CHE', 3400, 4, 'X',
  'mg/l', 75, 'WW'],
  ['CHL', 'Free chlorine', 'CHE', 1240, 1, null, 'mg/l', 0.6, 'BW DW'], ['ECO', 'E. coli', 'MIC', 2480, 2, 'X', 'cfu', 0.5, 'DW BW FO'], ['LEG', 'Legionella', 'MIC', 5950, 10, 'X', 'cfu', 100, 'DW BW'],
  ['SAL', 'Salmonella', 'MIC', 4620, 5, 'X', 'cfu', 0.5, 'FO'], ['LIS', 'Listeria', 'MIC', 4890, 6, null, 'cfu', 100, 'FO'], ['PB', 'Lead', 'MET', 2790, 3, 'X', 'µg/l', 10, 'DW SO WW'],
  ['CU', 'Copper', 'MET', 2640, 3, 'X', 'mg/l', 2, 'DW SO'], ['CD', 'Cadmium', 'MET', 2960, 3, null, 'µg/l', 3, 'SO FO'], ['HG', 'Mercury', 'MET', 3870, 5, null, 'µg/l', 1, 'FO SO']];
const devices = [['Ion chromatograph A', 'CHE', '2016-05-12', 48200, 365], ['Photometer', 'CHE', '2021-02-03', 7350, 180], ['pH meter 1', 'CHE', '2019-09-20', 1180, 30], ['pH meter 2', 'CHE', '2024-03-11', 1420, 30],
  ['Incubator 37', 'MIC', '2014-11-04', 5600, 365], ['Incubator 44', 'MIC', '2018-06-18', 6150, 365], ['Autoclave', 'MIC', '2012-01-25', 11800, 180], ['ICP-MS', 'MET', '2023-08-30', 186500, 180],
  ['Atomic absorption', 'MET', '2010-04-14', 39900, 365], ['Ion chromatograph B', 'CHE', '2009-10-07', 41700, 365]];
const firms = `W Harwick Waterworks,W Millbrook Water Board,W Easton Utilities,F Hilltop Dairy,F Golden Crust Bakeries,F Port Allen Fisheries,F Lindqvist Sausages,F Valley Juices,F Sunny Sprouts,
B Delta Construction,B Stonebridge Civil,B Kerr & Sons,B Oakline Homes,F Harbour Canteen,W Dunleigh Pools,B Brickfield Estates,F Mama Rosa Foods,W Lakeside Lido`.split(/,\s*/);
const points = ['Kitchen tap', 'Well 2', 'Reservoir outlet', 'Cellar tap', 'Outfall', 'Line 1', 'Cold store', 'Trench north', 'Trench south', 'Large pool', 'Shower room'];
const places = ['Harwick', 'Millbrook', 'Easton', 'Port Allen', 'Dunleigh'];
const number = (day) => (day === null ? 0 : Number(day.replaceAll('-', '')));
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(7303);
  const person = people(random);
  insert('cd_tb', codes);
  insert('emp_mst', posts.map((row, index) => [101 + index, person().join(' '), row[0], row[1], row[2] === 0 ? 0 : 100 + row[2], row[3], row[4]]));
  insert('mth_mst', methods.map((row) => row.slice(0, 6)));
  insert('eqp_mst', devices.map(([text, section, bought, amount, days], index) => {
    const last = index === 9 ? '2025-03-04' : plusDays(today, -random.int(4, Math.round(days * 1.15)));
    return [11 + index, text, section, number(bought), amount, number(last), number(plusDays(last, days)), index === 9 ? 20251219 : 0];
  }));
  const clients = Array.from({ length: 62 }, (_, index) => client(random, person, index));
  insert('cl_mst', clients);
  const orders = Array.from({ length: 330 }, (_, index) => order(random, clients, index)).toSorted((a, b) => a[1] - b[1]).map((row, index) => [26_001 + index, ...row]);
  insert('ord_hd', orders);
  const samples = orders.flatMap((row) => samplesOf(random, row, clients)).map((row, index) => [700_001 + index, ...row]);
  insert('smp', samples);
  const tests = samples.flatMap((row) => testsOf(random, row, orders[row[1] - 26_001]));
  insert('smp_tst', tests);
  insert('inv_hd', orders.flatMap((row) => invoiceOf(random, row, samples, tests, clients)).toSorted((a, b) => a[1] - b[1]).map((row, index) => [88_001 + index, ...row]));
}

function client(random, person, index) {
  const firm = firms[index];
  const name = person().join(' ');
  const place = places.find((town) => firm?.includes(town)) ?? random.weighted(places, [34, 22, 18, 14, 12]);
  return [3_001 + index, firm === undefined ? name : firm.slice(2), firm === undefined ? 'P' : firm[0], place, firm === undefined ? null : name,
    firm === undefined ? 0 : random.weighted([0, 5, 10, 15], [40, 28, 22, 10]), index > 18 && random.chance(0.08) ? 'X' : null, number(random.day('2012-02-01', index > 52 ? '2026-11-06' : '2024-12-12'))];
}

function order(random, clients, index) {
  const [no, , branch, , , , , created] = clients[random.weighted([random.int(0, 17), random.int(0, 7), random.int(18, 56)], [46, 24, 30])];
  const first = String(created).replace(/(....)(..)(..)/, '$1-$2-$3');
  const day = random.day(index > 315 ? '2026-11-04' : first < '2025-01-06' ? '2025-01-06' : first, '2026-11-13');
  const received = weekday(day) === 0 ? plusDays(day, 1) : day;
  const isExpress = random.chance(0.14);
  const due = plusDays(received, isExpress ? 4 : 12);
  const reported = plusDays(due, random.weighted([-3, -1, 0, 2, 6], [26, 32, 20, 14, 8]));
  const isOff = random.chance(0.05);
  const status = isOff ? 'X' : reported <= '2026-11-15' && (received < '2026-08-01' || random.chance(0.93)) ? 'R' : received >= '2026-11-11' ? 'N' : 'L';
  const sampler = random.chance(branch === 'P' ? 0.25 : 0.6) ? random.weighted(received < '2025-12-31' ? [113, 114, 115] : [113, 114], received < '2025-12-31' ? [5, 4, 3] : [5, 3]) : 0;
  return [no, number(received), number(due), status === 'R' ? number(reported) : 0, status, isExpress ? 'X' : null, sampler, status === 'R' ? random.weighted([102, 103, 104], [44, 34, 22]) : 0];
}

function samplesOf(random, [orderNo, clientNo, received], clients) {
  const branch = clients[clientNo - 3_001][2];
  const matrices = { W: ['DW', 'DW', 'BW', 'WW'], F: ['FO', 'FO', 'FO', 'WW', 'DW'], B: ['SO', 'SO', 'WW', 'DW'], P: ['DW'] }[branch];
  return Array.from({ length: random.weighted([1, 2, 3, 5], [44, 30, 18, 8]) }, () => {
    const taken = plusDays(String(received).replace(/(....)(..)(..)/, '$1-$2-$3'), -random.weighted([0, 1, 3], [55, 35, 10]));
    const gone = plusDays(taken, random.int(35, 70));
    return [orderNo, random.pick(matrices), number(taken), random.pick(points), random.chance(0.9) ? random.int(20, 195) / 10 : null, gone < today && random.chance(0.93) ? number(gone) : 0];
  });
}

/** A sample of a cancelled order has no tests; one that waits has tests without a result. */
function testsOf(random, [smp, , matrix, taken], [, , received, , reported, status]) {
  if (status === 'X') return [];
  const able = methods.filter((row) => row[8].split(' ').includes(matrix));
  return random.sample(able, Math.min(able.length, random.weighted([1, 2, 3], [28, 44, 28]))).map(([code, , section, , , , unit, limit]) => {
    const isDone = status === 'R' || (status === 'L' && random.chance(0.5));
    const last = reported === 0 ? '2026-11-13' : String(reported).replace(/(....)(..)(..)/, '$1-$2-$3');
    const day = isDone ? number(random.day(String(received).replace(/(....)(..)(..)/, '$1-$2-$3'), last < '2026-11-14' ? last : '2026-11-13')) : 0;
    const able = posts.flatMap(([job, where, , entry, exit], index) => (job === 'AN' && where === section && entry <= taken && (exit === 0 || (day > 0 && exit > day)) ? [101 + index] : []));
    const isOver = random.chance(['LEG', 'COD', 'PB'].includes(code) ? 0.13 : 0.05);
    const share = isOver ? random.int(105, 320) / 100 : random.int(2, 96) / 100;
    const value = limit === 0.5 ? (isOver ? random.int(1, 40) : 0) : Math.round(limit * (code === 'PHV' ? 0.75 + share * 0.2 : share) * 1000) / 1000;
    const devicesOf = devices.flatMap((device, index) => (device[1] === section && index !== 9 ? [11 + index] : []));
    return [smp, code, random.pick(able), random.chance(0.8) ? random.pick(devicesOf) : null, day, isDone ? value : null, limit, unit, isDone && random.chance(0.04) ? 'X' : null];
  });
}

function invoiceOf(random, [orderNo, clientNo, , , reported, status, express], samples, tests, clients) {
  if (status !== 'R' || random.chance(0.03)) return [];
  const own = new Set(samples.filter((row) => row[1] === orderNo).map(([no]) => no));
  const sum = tests.filter(([no]) => own.has(no)).reduce((total, [, code]) => total + methods.find((row) => row[0] === code)[3], 0);
  const sent = plusDays(String(reported).replace(/(....)(..)(..)/, '$1-$2-$3'), random.int(1, 14));
  if (sent > '2026-11-15') return [];
  const paid = plusDays(sent, random.weighted([8, 18, 29, 55], [26, 36, 26, 12]) + random.int(0, 4));
  const isPaid = paid < today && random.chance(0.93);
  const net = Math.round(sum * (express === 'X' ? 1.5 : 1) * (1 - clients[clientNo - 3_001][5] / 100));
  return [[orderNo, number(sent), net, isPaid ? number(paid) : 0, !isPaid && sent < '2026-09-15' ? random.int(1, 3) : 0]];
}
