// The production and order system of a bottling plant; short names, codes in one table, no declared keys, days as whole numbers (YYYYMMDD).
import { people } from '../names.mjs';
import { Random, cents, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE cdtab (cd_typ CHAR(3), cd CHAR(3), txt VARCHAR(30), PRIMARY KEY (cd_typ, cd));
CREATE TABLE art (art_no INTEGER PRIMARY KEY, art_bez VARCHAR(40), brnd VARCHAR(20), bev_cd CHAR(3), btl_ml INTEGER, btl_mat CHAR(1), btl_per_crt INTEGER,
  lst_prc DECIMAL(7,2), dpst DECIMAL(5,2), disc_dt INTEGER);
CREATE TABLE fl_lin (lin_no INTEGER PRIMARY KEY, lin_nm VARCHAR(20), hall CHAR(1), cap_bph INTEGER, inst_yr INTEGER, nxt_mnt_dt INTEGER);
CREATE TABLE wrkr (wrkr_no INTEGER PRIMARY KEY, nm VARCHAR(40), fnc CHAR(3), shft CHAR(1), ent_dt INTEGER, ext_dt INTEGER, frmn_no INTEGER);
CREATE TABLE prd_lot (lot_no VARCHAR(10) PRIMARY KEY, lin_no INTEGER, art_no INTEGER, prd_dt INTEGER, shft CHAR(1), run_min INTEGER, btl_pln INTEGER, btl_ok INTEGER,
  btl_rej INTEGER, opr_no INTEGER, qc_no INTEGER, qc_sts CHAR(1), bbd INTEGER);
CREATE TABLE dwntm (dt_id INTEGER PRIMARY KEY, lot_no VARCHAR(10), lin_no INTEGER, rsn_cd CHAR(3), mins INTEGER, rep_by INTEGER);
CREATE TABLE kd (kd_no INTEGER PRIMARY KEY, kd_nm VARCHAR(40), kd_grp CHAR(3), twn VARCHAR(20), crd_lim DECIMAL(9,2), lck CHAR(1), crt_dt INTEGER);
CREATE TABLE so_hd (so_no INTEGER PRIMARY KEY, kd_no INTEGER, ord_dt INTEGER, req_dt INTEGER, shp_dt INTEGER, sts CHAR(1), rep_no INTEGER, inv_pd CHAR(1));
CREATE TABLE so_ps (so_no INTEGER, ps INTEGER, art_no INTEGER, crt_qty INTEGER, crt_prc DECIMAL(7,2), rab_pct INTEGER, mty_ret INTEGER, PRIMARY KEY (so_no, ps));
`;

const codes = [['BEV', 'WAT', 'Mineral water'], ['BEV', 'LEM', 'Lemonade'], ['BEV', 'JUI', 'Juice'], ['BEV', 'TEA', 'Iced tea'], ['BEV', 'ENR', 'Energy drink'],
  ['RSN', 'CLN', 'Cleaning'], ['RSN', 'JAM', 'Bottle jam'], ['RSN', 'LBL', 'Labeller fault'], ['RSN', 'CAP', 'Capper fault'], ['RSN', 'MAT', 'Out of material'], ['RSN', 'PWR', 'Power cut'],
  ['FNC', 'OPR', 'Machine operator'], ['FNC', 'FRM', 'Foreman'], ['FNC', 'QCI', 'Quality inspector'], ['FNC', 'SAL', 'Sales representative'], ['FNC', 'MEC', 'Mechanic'],
  ['GRP', 'RET', 'Retail chain'], ['GRP', 'WHS', 'Wholesaler'], ['GRP', 'GAS', 'Restaurants and bars'], ['GRP', 'EVT', 'Events'],
  ['QCS', 'R', 'Released'], ['QCS', 'H', 'On hold'], ['QCS', 'X', 'Destroyed'], ['STS', 'O', 'Open'], ['STS', 'P', 'Part shipped'], ['STS', 'S', 'Shipped'], ['STS', 'C', 'Cancelled']];
const articles = [
  [1010, 'Quellbrunn Still 1.0', 'Quellbrunn', 'WAT', 1000, 'G', 12, 5.9, 3.3, null], [1011, 'Quellbrunn Sparkling 1.0', 'Quellbrunn', 'WAT', 1000, 'G', 12, 5.9, 3.3, null],
  [1012, 'Quellbrunn Still 0.5', 'Quellbrunn', 'WAT', 500, 'P', 24, 7.4, 6, null], [1013, 'Quellbrunn Medium 0.7', 'Quellbrunn', 'WAT', 700, 'G', 12, 5.2, 3.3, null],
  [1020, 'Alpina Light 1.5', 'Alpina', 'WAT', 1500, 'P', 6, 3.8, 1.5, null], [1021, 'Alpina Baby 0.33', 'Alpina', 'WAT', 330, 'P', 24, 8.2, 6, 20260331],
  [2010, 'Fizzo Lemon 0.5', 'Fizzo', 'LEM', 500, 'G', 20, 10.9, 4.5, null], [2011, 'Fizzo Orange 0.5', 'Fizzo', 'LEM', 500, 'G', 20, 10.9, 4.5, null],
  [2012, 'Fizzo Raspberry 0.33', 'Fizzo', 'LEM', 330, 'G', 24, 11.6, 5.1, null], [2013, 'Fizzo Zero Lemon 1.5', 'Fizzo', 'LEM', 1500, 'P', 6, 6.9, 1.5, null],
  [2014, 'Fizzo Woodruff 0.5', 'Fizzo', 'LEM', 500, 'G', 20, 11.2, 4.5, 20251231], [3010, 'Orchard Apple 1.0', 'Orchard', 'JUI', 1000, 'G', 6, 9.8, 2.4, null],
  [3011, 'Orchard Pear 1.0', 'Orchard', 'JUI', 1000, 'G', 6, 11.3, 2.4, null], [3012, 'Orchard Blackcurrant 0.2', 'Orchard', 'JUI', 200, 'G', 24, 16.4, 5.1, null],
  [4010, 'Tealane Peach 0.5', 'Tealane', 'TEA', 500, 'P', 12, 8.9, 3, null], [4011, 'Tealane Mint 0.5', 'Tealane', 'TEA', 500, 'P', 12, 8.9, 3, null],
  [5010, 'Voltara Classic 0.25', 'Voltara', 'ENR', 250, 'G', 24, 21.5, 5.1, null], [5011, 'Voltara Guarana 0.25', 'Voltara', 'ENR', 250, 'G', 24, 22.9, 5.1, null],
];
const lines = [[1, 'Glass 1', 'A', 18000, 2009, 20261202], [2, 'Glass 2', 'A', 24000, 2018, 20261124], [3, 'PET 1', 'B', 30000, 2014, 20270111], [4, 'PET 2', 'B', 12000, 2003, 20261119],
  [5, 'Small Lots', 'C', 6000, 2021, 20270308]];
/** Function, shift, first day, last day, foreman. */
const hands = [['FRM', 'E', 20080401, null, null], ['FRM', 'L', 20120915, null, null], ['FRM', 'N', 20190107, null, null], ['OPR', 'E', 20110301, null, 1], ['OPR', 'E', 20170612, null, 1],
  ['OPR', 'E', 20220801, null, 1], ['OPR', 'L', 20140210, null, 2], ['OPR', 'L', 20200504, null, 2], ['OPR', 'L', 20230116, 20260630, 2], ['OPR', 'L', 20260713, null, 2], ['OPR', 'N', 20160905, null, 3],
  ['OPR', 'N', 20211101, null, 3], ['QCI', 'E', 20130520, null, 1], ['QCI', 'L', 20180319, null, 2], ['QCI', 'N', 20240902, null, 3], ['MEC', 'E', 20100104, null, 1], ['MEC', 'L', 20250603, null, 2],
  ['SAL', null, 20150401, null, null], ['SAL', null, 20190701, null, null], ['SAL', null, 20210215, 20260228, null], ['SAL', null, 20260302, null, null], ['SAL', null, 20261102, null, null]];
const firms = `Getraenke Nord,Markthalle Easton,Bar Luna,Hotel Seeblick,Frische Kette,Gasthof Linde,Sunrise Festival,Cafe Kontor,Trinkgut Harwick,Stadtfest Dunleigh,Zum Anker
Port Allen Drinks,Kiosk Union,Millbrook Foods,Cash & Carry West
Brasserie Blau,Biergarten am Wehr,Discount Plus,Rock am Kanal,Kantine Werk 3,Easton Beverages,Taverne Rhodos,Landmarkt Meyer,Schwimmbad Harwick,Grill Corner,Vinothek Port,Hafenfest,Quick Stop,Pension Rosi,Metro Drinks
Eiscafe Venezia,Sportheim TSV,Marathon Millbrook,Pizzeria Roma,Bio Laden Gruen,Campus Mensa,Nachtcafe,Alte Muehle,Bahnhof Bistro,Drive-In Dunleigh`.split(/[,\n]/);
const number = (day) => Number(day.replaceAll('-', ''));
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(6333);
  const person = people(random);
  insert('cdtab', codes);
  insert('art', articles);
  insert('fl_lin', lines);
  insert('wrkr', hands.map((hand, index) => [100 + index + 1, person().toReversed().join(', '), ...hand.slice(0, 4), hand[4] === null ? null : hand[4] + 100]));
  const lots = Array.from({ length: 360 }, () => lot(random)).toSorted((a, b) => a[2] - b[2]).map((row, index) => [`L${String(row[2]).slice(2, 4)}${String(index + 301).padStart(5, '0')}`, ...row]);
  insert('prd_lot', lots);
  insert('dwntm', lots.flatMap((row) => stops(random, row)).map((row, index) => [index + 1, ...row]));
  const customers = firms.map((firm, index) => customer(random, firm, index));
  insert('kd', customers);
  const orders = Array.from({ length: 340 }, () => order(random, customers)).toSorted((a, b) => a[1] - b[1]).map((row, index) => [70_001 + index, ...row]);
  insert('so_hd', orders);
  insert('so_ps', orders.flatMap((row) => positions(random, row, customers)));
}

function lot(random) {
  const line = random.weighted([1, 2, 3, 4, 5], [22, 28, 26, 14, 10]);
  const day = random.chance(0.03) ? today : random.day(random.chance(0.5) ? '2026-06-01' : '2025-11-03', '2026-11-15');
  const shift = day === today ? 'E' : random.weighted(['E', 'L', 'N'], [45, 38, line === 5 ? 0 : 17]);
  const article = random.pick(articles.filter(([, , , bev, , material, , , , gone]) => (gone === null || gone > number(day)) &&
    (line === 5 ? bev === 'JUI' || bev === 'ENR' : material === (line < 3 ? 'G' : 'P') && bev !== 'ENR')));
  const minutes = random.int(9, 30) * 15;
  const planned = Math.round(((lines[line - 1][3] * minutes) / 60 / 100) * 0.85) * 100;
  const done = Math.round(planned * (random.chance(0.2) ? 1 + random.next() * 0.05 : 0.78 + random.next() * 0.22));
  const rejected = Math.round(done * random.next() * random.weighted([0.01, 0.03, 0.09], [60, 30, 10]));
  const operators = hands.flatMap(([fnc, at, from, to], index) => (fnc === 'OPR' && at === shift && from <= number(day) && (to === null || to >= number(day)) ? [101 + index] : []));
  const state = day >= '2026-11-12' ? random.weighted(['H', 'R'], [70, 30]) : random.weighted(['R', 'X', 'H'], [93, 5, 2]);
  return [line, article[0], number(day), shift, minutes, planned, done - rejected, rejected, random.pick(operators), day === today ? null : { E: 113, L: 114, N: 115 }[shift], day === today ? 'H' : state,
    number(plusDays(day, article[3] === 'WAT' ? 540 : 270))];
}

function stops(random, [lot, line, , , shift, , , , , operator]) {
  return Array.from({ length: random.weighted([0, 1, 2, 3], [40, 34, 18, 8]) }, () => {
    const reason = random.weighted(['CLN', 'JAM', 'LBL', 'CAP', 'MAT', 'PWR'], [28, 24, 18, line === 4 ? 26 : 10, 14, 2]);
    return [lot, line, reason, random.int(1, { CLN: 9, PWR: 24, MAT: 14 }[reason] ?? 7) * 5 + random.int(0, 4), random.chance(0.8) ? operator : { E: 116, L: 117, N: 103 }[shift]];
  });
}

function customer(random, firm, index) {
  const group = /fest|Rock|Marathon|Sunrise/i.test(firm) ? 'EVT' : /Kette|Discount|markt|Bio|Quick|Kiosk|Foods|Landmarkt/i.test(firm) ? 'RET' : /Getraenke|Trinkgut|Drinks|Carry|Beverages/.test(firm) ? 'WHS' : 'GAS';
  return [4_001 + index * 3, firm, group, random.weighted(['Harwick', 'Millbrook', 'Port Allen', 'Easton', 'Dunleigh'], [36, 22, 16, 16, 10]), random.int(2, 40) * 500, random.chance(0.1) ? 'Y' : 'N',
    index > 36 ? number(random.day('2026-05-04', '2026-10-30')) : number(random.day('2014-01-13', '2025-10-24'))];
}

function order(random, customers) {
  const place = random.weighted(customers.map((_, index) => index), customers.map(([, , group], index) => (index % 13 === 11 ? 0 : { EVT: 2, GAS: 4, RET: 7, WHS: 11 }[group] * (index % 4 === 0 ? 2 : 1))));
  const [id, , , , , , created] = customers[place];
  const since = String(created);
  const start = created > 20251103 ? `${since.slice(0, 4)}-${since.slice(4, 6)}-${since.slice(6)}` : random.chance(0.4) ? '2026-07-01' : '2025-11-03';
  const free = random.day(start, '2026-11-15');
  const day = weekday(free) === 0 ? plusDays(free, 1) : free;
  const wanted = plusDays(day, random.weighted([2, 5, 9, 21], [35, 40, 18, 7]));
  const shipped = plusDays(wanted, random.weighted([-1, 0, 1, 3, 8], [18, 46, 18, 12, 6]));
  const isCancelled = random.chance(0.05);
  const isGone = !isCancelled && shipped < today && random.chance(0.97);
  const sellers = [118, 119, number(day) <= 20260228 ? 120 : 121];
  return [id, number(day), number(wanted), isGone ? number(shipped) : null, isCancelled ? 'C' : isGone ? 'S' : random.weighted(['O', 'P'], [3, 1]),
    random.chance(0.08) ? null : random.weighted(sellers, [40, 25, 30]), isGone && (number(plusDays(shipped, 25)) < 20261116 ? random.chance(0.93) : random.chance(0.4)) ? 'Y' : 'N'];
}

function positions(random, [order, id, day, , shipped], customers) {
  const [, , group] = customers.find(([one]) => one === id);
  const able = articles.filter(([no, , , , , , , , , gone]) => no !== 3011 && (gone === null || gone > day));
  return random.sample(able, random.weighted([1, 2, 3, 4], [30, 36, 22, 12])).map(([no, , , , , , , price], index) => {
    const quantity = random.int(1, { WHS: 60, RET: 40, GAS: 12, EVT: 30 }[group]) * (group === 'GAS' ? 1 : 2);
    return [order, index + 1, no, quantity, cents(price * (group === 'WHS' ? 0.92 : 1)), random.weighted([0, 3, 5, 10], [60, 16, 16, 8]), shipped === null ? 0 : random.int(0, quantity)];
  });
}
