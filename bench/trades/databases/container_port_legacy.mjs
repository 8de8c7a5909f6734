// A container terminal's old yard system; short names, codes, no declared keys, days as YYYYMMDD with 00000000 for "not yet", ship times to the minute,
// the gate in epoch seconds.
import { Random, daysBetween, epochSeconds, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE lin_mst (lin_cd CHAR(3) PRIMARY KEY, lin_nm VARCHAR(40), cty_cd CHAR(2), ctr_dt CHAR(8), pay_dys INTEGER);
CREATE TABLE prt_mst (prt_cd CHAR(5) PRIMARY KEY, prt_nm VARCHAR(30), cty_cd CHAR(2));
CREATE TABLE vsl_mst (vsl_no INTEGER PRIMARY KEY, vsl_nm VARCHAR(30), lin_cd CHAR(3), bld_yr INTEGER, teu_cap INTEGER, len_m DECIMAL(5,1));
CREATE TABLE vsl_cll (cll_no INTEGER PRIMARY KEY, vsl_no INTEGER, voy_no VARCHAR(6), brt_no CHAR(2), eta_dt CHAR(8), arr_tm CHAR(12), dep_tm CHAR(12), dis_mv INTEGER, lod_mv INTEGER,
  prv_prt CHAR(5), nxt_prt CHAR(5), sts_cd CHAR(1));
CREATE TABLE cnt_mst (cnt_no CHAR(11) PRIMARY KEY, lin_cd CHAR(3), sz_ft INTEGER, typ_cd CHAR(2), ful_fg CHAR(1), grs_kg INTEGER, imo_cls VARCHAR(3), dmg_fg CHAR(1), cll_no INTEGER,
  in_dt CHAR(8), out_dt CHAR(8), blk_cd CHAR(2));
CREATE TABLE hlr_mst (hlr_no INTEGER PRIMARY KEY, hlr_nm VARCHAR(40), twn VARCHAR(30), tel VARCHAR(20), bar_fg CHAR(1));
CREATE TABLE gte_trn (gte_no INTEGER PRIMARY KEY, hlr_no INTEGER, trk_rg VARCHAR(10), cnt_no CHAR(11), dir_cd CHAR(1), in_ts INTEGER, out_ts INTEGER);
CREATE TABLE chg_trn (chg_no INTEGER PRIMARY KEY, cnt_no CHAR(11), lin_cd CHAR(3), chg_cd CHAR(2), qty INTEGER, unt_rt DECIMAL(7,2), bil_dt CHAR(8), pd_dt CHAR(8));
CREATE TABLE cod_tbl (fld_nm VARCHAR(8), cod_val VARCHAR(3), cod_txt VARCHAR(40));
`;

const today = '2026-11-16';
const codes = [['CLL_STS', 'E', 'Expected'], ['CLL_STS', 'B', 'At berth'], ['CLL_STS', 'S', 'Sailed'], ['CLL_STS', 'X', 'Cancelled'], ['CNT_TYP', 'DV', 'Dry van'], ['CNT_TYP', 'HC', 'High cube'], ['CNT_TYP',
  'RF', 'Reefer'],
  ['CNT_TYP', 'OT', 'Open top'], ['CNT_TYP', 'TK', 'Tank'], ['DIR', 'I', 'Into the terminal'], ['DIR', 'O', 'Out of the terminal'], ['CHG', 'ST', 'Storage'], ['CHG', 'LF', 'Lift'], ['CHG', 'RP', 'Repair'],
  ['CHG', 'RE', 'Reefer power'], ['CHG', 'WG', 'Weighing'], ['CTY', 'ES', 'Spain'], ['CTY', 'NL', 'Netherlands'], ['CTY', 'DE', 'Germany'], ['CTY', 'PT', 'Portugal'], ['CTY', 'MA', 'Morocco'], ['CTY', 'DK', 'Denmark'],
  ['CTY', 'GR', 'Greece'], ['CTY', 'GB', 'United Kingdom'], ['CTY', 'TR', 'Turkey']];
const lines = [['NSL', 'North Star Line', 'DK', '20090401', 30], ['HAN', 'Hansa Feeder', 'DE', '20110915', 30], ['IBC', 'Iberia Container', 'ES', '20140203', 45], ['AEG', 'Aegean Lines', 'GR', '20171120', 60],
  ['OCX', 'Oceanix', 'NL', '20120601', 30], ['ATL', 'Atlas Marine', 'MA', '20200309', 45], ['BOS', 'Bosporus Shipping', 'TR', '20220516', 60], ['SVN', 'Severn Shortsea', 'GB', '20260901', 30]];
const ports = [['ESVLC', 'Valencia', 'ES'], ['ESALG', 'Algeciras', 'ES'], ['ESBIO', 'Bilbao', 'ES'], ['NLRTM', 'Rotterdam', 'NL'], ['DEHAM', 'Hamburg', 'DE'], ['DEBRV', 'Bremerhaven', 'DE'], ['PTLEI', 'Leixoes', 'PT'],
  ['PTSIE', 'Sines', 'PT'], ['MAPTM', 'Tanger Med', 'MA'], ['GRPIR', 'Piraeus', 'GR'], ['TRIST', 'Istanbul', 'TR'], ['GBFXT', 'Felixstowe', 'GB']];
const ships = [['Nordic Swan', 'NSL', 2011, 2450], ['Nordic Crane', 'NSL', 2016, 3600], ['Nordic Heron', 'NSL', 2019, 4120], ['Hansa Lena', 'HAN', 2004, 868], ['Hansa Greta', 'HAN', 2007, 1036],
  ['Hansa Paula', 'HAN', 2013, 1440],
  ['Iberia Sol', 'IBC', 2010, 1732], ['Iberia Luna', 'IBC', 2015, 2190], ['Aegean Dawn', 'AEG', 2008, 2824], ['Aegean Pearl', 'AEG', 2018, 5060], ['Oceanix One', 'OCX', 2014, 3320], ['Oceanix Two', 'OCX', 2014, 3380],
  ['Oceanix Four', 'OCX', 2021, 6250], ['Atlas Rif', 'ATL', 2006, 1118], ['Atlas Tubkal', 'ATL', 2012, 1896], ['Bosporus Star', 'BOS', 2017, 2702], ['Golden Horn', 'BOS', 2003, 1604], ['Hansa Old Lady',
    'HAN', 1996, 700]];
const hauliers = [['Millgate Haulage', 'Corran', 'N'], ['Thrift Trucking', 'Corran', 'N'], ['Dock & Dale', 'Westhaven', 'N'], ['Birkett Transport', 'Lowmere', 'N'], ['Redline Logistics', 'Corran', 'Y'],
  ['Four Winds Freight', 'Westhaven', 'N'],
  ['Penny Lane Carriers', 'Ardley', 'N'], ['Quayside Boxes', 'Corran', 'N'], ['Harrow Heavy', 'Ardley', 'Y'], ['Starling Transport', 'Lowmere', 'N']];
const compact = (day) => day.replaceAll('-', '');
const minute = (day, time) => `${compact(day)}${time.replace(':', '')}`;
const later = (day, time, hours) => new Date((epochSeconds(day, time) + hours * 3600) * 1000).toISOString().slice(0, 16);

export function fill(insert) {
  const random = new Random(90_471);
  insert('cod_tbl', codes);
  insert('lin_mst', lines);
  insert('prt_mst', ports);
  insert('vsl_mst', ships.map(([name, line, built, teu], index) => [301 + index, name, line, built, teu, Math.round(950 + teu * 0.4 + random.int(0, 90)) / 10]));
  const planned = Array.from({ length: 176 }, () => (random.chance(0.1) ? random.day('2026-11-13', '2026-11-20') : random.day('2025-10-02', '2026-12-11'))).toSorted();
  const calls = planned.map((day, index) => call(random, day, 5001 + index));
  insert('vsl_cll', calls);
  const boxes = Array.from({ length: 430 }, () => box(random, calls)).toSorted((a, b) => (a[9] < b[9] ? -1 : 1));
  insert('cnt_mst', boxes);
  insert('hlr_mst', hauliers.map(([name, town, barred], index) => [index + 1, name, town, random.chance(0.9) ? `0441 ${random.int(20_000, 99_999)}` : null, barred]));
  const trucks = Array.from({ length: 64 }, (_, index) => [1 + (random.int(0, 9) * random.int(3, 9) + index) % 9, `C${random.int(1000, 9999)} ${random.pick(['BD', 'KT', 'MW', 'RS'])}`]);
  const visits = boxes.flatMap((row) => visitsOf(random, row, trucks)).toSorted((a, b) => a[4] - b[4]);
  insert('gte_trn', visits.map((row, index) => [80_001 + index, ...row]));
  const charges = boxes.flatMap((row) => chargesOf(random, row)).toSorted((a, b) => (a[5] < b[5] ? -1 : 1));
  insert('chg_trn', charges.map((row, index) => [index + 1, ...row]));
}

function call(random, day, id) {
  const vessel = random.weighted(ships.map((_, index) => index), [9, 8, 6, 10, 11, 7, 9, 6, 5, 4, 7, 6, day < '2026-05-20' ? 4 : 0, 8, 7, 5, day < '2026-06-10' ? 5 : 0, 0]);
  const berth = ships[vessel][3] > 3000 ? random.pick(['B1', 'B2']) : random.weighted(['B1', 'B2', 'B3', 'B4'], [10, 15, 40, 35]);
  const [from, to] = random.sample(ports, 2);
  const late = random.weighted([-1, 0, 1, 3], [8, 62, 22, 8]);
  const [arrived, time] = [plusDays(day, late), random.time(0, 24, 5)];
  const left = later(arrived, time, random.int(8, 20) + Math.round(ships[vessel][3] / 250) + random.int(0, 5) / 6);
  const isOff = random.chance(0.06);
  const state = isOff ? 'X' : arrived > today || `${arrived} ${time}` > `${today} 12:00` ? 'E' : left > `${today}T12:00` ? 'B' : 'S';
  const moves = () => Math.round(ships[vessel][3] * (0.06 + random.next() * 0.14));
  const isHere = state === 'B' || state === 'S';
  return [id, 301 + vessel, `${random.int(10, 98)}${random.pick(['N', 'S', 'W'])}`, berth, compact(state === 'E' && day < today ? plusDays(today, 1) : day), isHere ? minute(arrived, time) : '',
    state === 'S' ? minute(left.slice(0, 10), left.slice(11)) : '', isHere ? moves() : 0, state === 'S' ? moves() : 0, from[0], to[0], state];
}

function box(random, calls) {
  const type = random.weighted(['DV', 'HC', 'RF', 'OT', 'TK'], [46, 28, 13, 6, 7]);
  const size = type === 'HC' ? random.pick([40, 40, 45]) : type === 'TK' ? 20 : random.weighted([20, 40], [48, 52]);
  const isFull = random.chance(0.74);
  const recent = random.chance(0.35) ? '20261020' : '2025';
  const landed = random.chance(0.6) ? random.pick(calls.filter(([, , , , , arrived]) => arrived > recent)) : null;
  const line = landed === null ? random.weighted(lines.map(([code]) => code), [22, 20, 14, 10, 18, 9, 7, 2]) : ships[landed[1] - 301][1];
  const day = landed === null ? random.chance(0.1) ? today : random.day(line === 'SVN' || recent === '20261020' ? '2026-09-25' : '2025-10-10',
    '2026-11-15') : `${landed[5].slice(0, 4)}-${landed[5].slice(4, 6)}-${landed[5].slice(6, 8)}`;
  const gone = plusDays(day, random.weighted([1, 4, 9, 18, 35, 80], [16, 26, 24, 18, 10, 6]) + random.int(0, 4));
  const isGone = gone < today && random.chance(0.9);
  const block = type === 'RF' ? 'R1' : type === 'TK' ? 'D1' : random.weighted(['A1', 'A2', 'B1', 'C3'], isFull ? [34, 30, 22, 14] : [5, 10, 25, 60]);
  const number = `${line}U${random.int(1_000_000, 9_999_999)}`;
  const danger = isFull && random.chance(type === 'TK' ? 0.6 : 0.06) ? random.pick(['3', '8', '9', '2.1']) : null;
  const weight = (size === 20 ? 2300 : 3800) + (isFull ? random.int(40, 230) * 100 : 0);
  return [number, line, size, type, isFull ? 'Y' : 'N', weight, danger, random.chance(0.07) ? 'Y' : 'N', landed?.[0] ?? 0, compact(day), isGone ? compact(gone) : '00000000', block];
}

function visitsOf(random, [number, , , , , , , , from, into, out], trucks) {
  const days = [...(from === 0 ? [['I', into]] : []), ...(out !== '00000000' && (from !== 0 || random.chance(0.4)) ? [['O', out]] : [])];
  return days.map(([direction, day]) => {
    const iso = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
    const [haulier, truck] = random.pick(trucks);
    const isInside = iso === today && random.chance(0.6);
    const entered = epochSeconds(iso, random.time(isInside ? 10 : 6, isInside ? 12 : iso === today ? 9 : 20, 1));
    return [haulier, truck, number, direction, entered, isInside ? 0 : entered + random.int(14, 95) * 60 + haulier * 95];
  });
}

function chargesOf(random, [number, line, size, type, , , , damaged, , into, out]) {
  const iso = (text) => `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  const end = out === '00000000' ? '2026-11-13' : iso(out);
  const stay = daysBetween(iso(into), end);
  const rows = [...(stay > 5 ? [['ST', stay - 5, size === 20 ? 6.5 : 11]] : []), ...(random.chance(0.55) ? [['LF', random.int(1, 3), 38]] : []), ...(type === 'RF' && stay > 0 ? [['RE', stay, 27.5]] : []),
    ...(damaged === 'Y' ? [['RP', 1, random.int(9, 60) * 10]] : []), ...(random.chance(0.14) ? [['WG', 1, 45]] : [])];
  const slow = line === 'AEG' ? 25 : 0;
  return rows.flatMap(([code, quantity, rate]) => {
    const billed = plusDays(end, random.int(0, 3));
    const paid = plusDays(billed, random.weighted([12, 26, 40, 75], [22, 40, 26, 12]) + random.int(0, 6) + slow);
    return billed >= today ? [] : [[number, line, code, quantity, rate, compact(billed), paid < today && random.chance(line === 'AEG' ? 0.75 : 0.98) ? compact(paid) : '00000000']];
  });
}
