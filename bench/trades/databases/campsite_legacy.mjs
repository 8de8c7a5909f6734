// The booking system of a campsite by a lake; short names, codes, flags Y and N, no declared keys, dates as YYYYMMDD.
import { people } from '../names.mjs';
import { Random, cents, plusDays, twoDigits } from '../random.mjs';

export const schema = `
CREATE TABLE zn (zn_cd CHAR(1) PRIMARY KEY, zn_nm VARCHAR(20), quiet_fl CHAR(1));
CREATE TABLE ptch (ptch_no CHAR(4) PRIMARY KEY, zn_cd CHAR(1), ptch_typ CHAR(2), sz_m2 INTEGER, el_amp INTEGER, wtr_fl CHAR(1), max_prs INTEGER, oos_fl CHAR(1));
CREATE TABLE gst (gst_no INTEGER PRIMARY KEY, gst_nm VARCHAR(50), ctry CHAR(2), twn VARCHAR(30), tel VARCHAR(20), eml VARCHAR(60), clb_no CHAR(6), blk_fl CHAR(1),
  crt_dt CHAR(8), upd_dt CHAR(8));
CREATE TABLE stay (stay_no INTEGER PRIMARY KEY, gst_no INTEGER, ptch_no CHAR(4), bkg_dt CHAR(8), src_cd CHAR(1), arr_dt CHAR(8), dep_dt CHAR(8), nts INTEGER, adl INTEGER,
  chl INTEGER, dog INTEGER, ntly_rt DECIMAL(7,2), dsc_pct DECIMAL(4,1), st_cd CHAR(1), can_dt CHAR(8));
CREATE TABLE xtra (xtra_cd CHAR(3) PRIMARY KEY, xtra_ds VARCHAR(30), prc DECIMAL(6,2), per_cd CHAR(1));
CREATE TABLE stay_x (stay_no INTEGER, xtra_cd CHAR(3), qty INTEGER, amt DECIMAL(7,2));
CREATE TABLE pmt (pmt_no INTEGER PRIMARY KEY, stay_no INTEGER, pmt_dt CHAR(8), amt DECIMAL(8,2), mth_cd CHAR(2));
CREATE TABLE empl (empl_no INTEGER PRIMARY KEY, empl_nm VARCHAR(40), job_tx VARCHAR(25), ent_dt CHAR(8), ext_dt CHAR(8), mgr_no INTEGER);
CREATE TABLE mnt (mnt_no INTEGER PRIMARY KEY, ptch_no CHAR(4), prob_tx VARCHAR(30), prio INTEGER, rpt_dt CHAR(8), fix_dt CHAR(8), cst DECIMAL(8,2), empl_no INTEGER);
CREATE TABLE el_rd (stay_no INTEGER, kwh_in DECIMAL(8,1), kwh_out DECIMAL(8,1), rd_dt CHAR(8));
CREATE TABLE cd_tx (cd_fld VARCHAR(10), cd_val VARCHAR(4), cd_txt VARCHAR(30), PRIMARY KEY (cd_fld, cd_val));
`;

const zones = [['L', 'Lakeside', 'N'], ['M', 'Meadow', 'N'], ['P', 'Pine Wood', 'Y'], ['H', 'Hilltop', 'Y']];
const codes = [
  ['PTCH_TYP', 'TN', 'Tent pitch'], ['PTCH_TYP', 'CV', 'Caravan pitch'], ['PTCH_TYP', 'MH', 'Motorhome pitch'], ['PTCH_TYP', 'CB', 'Cabin'],
  ['ST_CD', 'B', 'Booked'], ['ST_CD', 'I', 'Checked in'], ['ST_CD', 'O', 'Checked out'], ['ST_CD', 'X', 'Cancelled'], ['ST_CD', 'N', 'No-show'],
  ['SRC_CD', 'W', 'Website'], ['SRC_CD', 'P', 'Phone'], ['SRC_CD', 'A', 'Booking portal'], ['SRC_CD', 'D', 'Drive-in'],
  ['MTH_CD', 'CA', 'Cash'], ['MTH_CD', 'CC', 'Card'], ['MTH_CD', 'TR', 'Bank transfer'], ['PER_CD', 'N', 'Per night'], ['PER_CD', 'S', 'Per stay'],
];
const extras = [['DOG', 'Dog', 4, 'N'], ['CAR', 'Second car', 5, 'N'], ['BRD', 'Bread rolls service', 3.5, 'N'],
  ['LIN', 'Bed linen', 12, 'S'], ['BOT', 'Rowing boat', 18, 'S'],
  ['BIK', 'Bicycle', 9, 'N'], ['WSH', 'Laundry token', 5.5, 'S'], ['SAU', 'Sauna evening', 15, 'S'], ['KAY', 'Kayak', 22, 'S']];
const employees = [
  ['Dagmar Prescott', 'Site manager', '20080401', null, null], ['Fergus Hadley', 'Head warden', '20120315', null, 1],
  ['Nina Acheampong', 'Receptionist', '20190501', null, 1],
  ['Oscar Lindgren', 'Receptionist', '20220401', '20261031', 1], ['Percy Thackeray', 'Handyman', '20150601', null, 2], ['Ivy Castillo', 'Handyman', '20210412', null, 2],
  ['Magnus Pike', 'Gardener', '20180301', null, 2], ['Carla Duarte', 'Cleaner', '20230415', null, 2], ['Zelda Nyman', 'Cleaner', '20260401', '20260930', 2],
  ['Rupert Coleman', 'Night warden', '20240601', null, 2],
];
const rates = { TN: 24, CV: 36, MH: 39, CB: 98 };
const problems = ['Power socket dead', 'Tap leaking', 'Tree branch down', 'Drain blocked', 'Heating broken', 'Pitch flooded', 'Lamp out'];
const today = '2026-11-16';
const compact = (day) => (day === null ? null : day.replaceAll('-', ''));
const numbered = (rows, first = 1) => rows.map((row, index) => [index + first, ...row]);

export function fill(insert) {
  const random = new Random(5504);
  const person = people(random);
  insert('zn', zones);
  insert('cd_tx', codes);
  insert('xtra', extras);
  insert('empl', numbered(employees));
  const pitches = zones.flatMap(([zone], index) => Array.from({ length: 13 - index }, (_, place) => pitch(random, zone, place + 1)));
  insert('ptch', pitches);
  insert('gst', numbered(Array.from({ length: 190 }, () => guest(random, person().join(' '))), 1_001));
  const drafts = pitches.flatMap((row) => staysOn(random, row)).toSorted((a, b) => (a.booked < b.booked ? -1 : 1))
    .map((row, index) => ({ no: 20_001 + index, ...row }));
  insert('stay', drafts.map((row) => [row.no, row.guest, row.pitch, compact(row.booked), row.source, compact(row.arrives), compact(row.leaves), row.nights, row.adults,
    row.children, row.dogs, row.rate, row.discount, row.status, compact(row.cancelled)]));
  const gone = drafts.filter(({ status }) => status === 'O' || status === 'I');
  const bought = gone.flatMap((row) => extrasOf(random, row));
  insert('stay_x', bought);
  insert('pmt', numbered(gone.flatMap((row) => paymentsOf(random, row, bought)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1))));
  insert('el_rd', gone.filter(({ type, status }) => type !== 'TN' && status === 'O' && random.chance(0.6)).map((row) => reading(random, row)));
  insert('mnt', numbered(Array.from({ length: 74 }, () => repair(random, pitches)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1))));
}

function pitch(random, zone, place) {
  const type = zone === 'H' ? random.weighted(['CB', 'TN'], [80, 20])
    : zone === 'P' ? random.weighted(['TN', 'CV'], [60, 40]) : random.weighted(['CV', 'MH', 'TN'], [45, 35, 20]);
  const size = type === 'CB' ? 24 + place * 2 : type === 'TN' ? random.int(40, 70) : random.int(80, 130);
  const amps = type === 'TN' ? random.pick([null, 6]) : random.pick([10, 16]);
  const water = type === 'CB' || random.chance(type === 'TN' ? 0.05 : 0.45);
  const persons = type === 'CB' ? random.pick([4, 6]) : random.pick([4, 5, 6]);
  const isBroken = random.chance(0.07) || place === 8;
  return [`${zone}${twoDigits(place)}`, zone, type, size, amps, water ? 'Y' : 'N', persons, isBroken ? 'Y' : 'N'];
}

function guest(random, name) {
  const country = random.weighted(['DE', 'NL', 'GB', 'DK', 'FR', 'BE'], [38, 22, 14, 12, 8, 6]);
  const towns = { DE: ['Lindenau', 'Harzberg'], NL: ['Westerdam', 'Olsterbeek'], GB: ['Millford', 'Ashcombe'], DK: ['Sandvig'], FR: ['Beaurive'], BE: ['Kortenaak'] };
  const email = random.chance(0.8) ? `${name.toLowerCase().replace(' ', '.')}@campmail.example` : null;
  const club = random.chance(0.25) ? `C${random.int(10_000, 99_999)}` : null;
  return [name, country, random.pick(towns[country]), random.chance(0.9) ? `+${random.int(30, 49)} ${random.int(1_000_000, 9_999_999)}` : null, email, club,
    random.chance(0.04) ? 'Y' : 'N', compact(random.day('2015-01-05', '2024-12-20')), compact(random.day('2025-01-05', '2026-11-10'))];
}

function staysOn(random, [no, , type, , , , persons, broken]) {
  const rows = [];
  let day = random.day('2025-03-20', '2025-06-10');
  while (day < '2027-08-20') {
    const month = Number(day.slice(5, 7));
    const isHigh = month === 7 || month === 8;
    const isWinter = month < 4 || month > 10;
    if (isWinter && type === 'TN') {
      day = `${month > 10 ? Number(day.slice(0, 4)) + 1 : day.slice(0, 4)}-04-${twoDigits(random.int(3, 28))}`;
      continue;
    }
    const nights = isHigh ? random.weighted([3, 7, 10, 14, 21], [14, 38, 20, 22, 6]) : random.weighted([1, 2, 3, 5, 9, 18], [16, 34, 24, 14, 9, 3]);
    const isFar = day > '2026-12-31';
    const isKept = !(isFar && random.chance(0.65)) && !(broken === 'Y' && day > '2026-10-20');
    if (isKept) rows.push(stay(random, { no, type, persons, day, nights, isHigh }));
    const isNow = day > '2026-10-10' && day < '2026-11-20';
    day = plusDays(day, nights + random.int(isHigh || isNow ? 2 : 14, isHigh || isNow ? 24 : isWinter ? 75 : 62));
  }
  return rows;
}

function stay(random, { no, type, persons, day, nights, isHigh }) {
  const leaves = plusDays(day, nights);
  const wanted = random.weighted(['W', 'P', 'A', 'D'], [46, 20, 22, 12]);
  const source = wanted === 'D' && day > today ? 'P' : wanted;
  const before = plusDays(day, source === 'D' ? 0 : -random.weighted([3, 14, 45, 110, 200], [16, 24, 28, 22, 10]) - random.int(0, 6));
  const booked = before > today ? plusDays(today, -random.int(1, 40)) : before;
  const isOver = random.weighted(['O', 'X', 'N'], [88, 9, 3]);
  const status = day > today ? random.weighted(['B', 'X'], [94, 6]) : leaves > today ? 'I' : source === 'D' ? 'O' : isOver;
  const last = day > today ? '2026-11-14' : day;
  const cancelled = status === 'X' ? plusDays(booked, Math.floor(random.next() * Math.max(1, Math.round((Date.parse(last) - Date.parse(booked)) / 86_400_000)))) : null;
  const rate = cents((rates[type] + (no.startsWith('L') ? 6 : 0)) * (isHigh ? 1.35 : 1) * (day >= '2026' ? 1.04 : 1));
  const adults = random.weighted([1, 2, 3, 4], [12, 66, 12, 10]);
  return { guest: 1_000 + Math.ceil(random.next() * random.next() * 182 + 0.01), pitch: no, type, booked, source, arrives: day, leaves, nights, adults,
    children: Math.min(persons - adults, random.weighted([0, 1, 2, 3], [52, 16, 24, 8])), dogs: random.weighted([0, 1, 2], [74, 22, 4]), rate,
    discount: random.weighted([0, 5, 10], [66, 14, 20]), status, cancelled };
}

function extrasOf(random, { no, nights, dogs, type }) {
  const wanted = random.sample(['CAR', 'BRD', 'BOT', 'BIK', 'WSH', 'SAU', ...(type === 'CB' ? ['LIN', 'LIN'] : [])], random.weighted([0, 1, 2], [52, 34, 14]));
  const counted = [...new Set(wanted)].map((code) => [code, code === 'BIK' || code === 'LIN' || code === 'WSH' ? random.int(1, 4) : 1]);
  const all = [...(dogs > 0 ? [['DOG', dogs]] : []), ...counted];
  return all.map(([code, count]) => {
    const [, , price, per] = extras.find(([key]) => key === code);
    return [no, code, count, cents(price * count * (per === 'N' ? nights : 1))];
  });
}

function paymentsOf(random, { no, booked, leaves, nights, rate, discount, status, source }, bought) {
  const total = cents(nights * rate * (1 - discount / 100) + bought.filter(([stayNo]) => stayNo === no).reduce((sum, [, , , amount]) => sum + amount, 0));
  const method = () => random.weighted(['CC', 'CA', 'TR'], [62, 20, 18]);
  const deposit = source !== 'D' && nights >= 7 && random.chance(0.6) ? cents(total * 0.3) : 0;
  const isOwing = status === 'I' || random.chance(0.02);
  return [...(deposit > 0 ? [[no, compact(booked), deposit, 'TR']] : []), ...(isOwing ? [] : [[no, compact(leaves), cents(total - deposit), method()]])];
}

function reading(random, { no, nights, type, arrives, leaves }) {
  const start = random.int(100, 9_000) + random.int(0, 9) / 10;
  const isCold = arrives.slice(5, 7) < '04' || arrives.slice(5, 7) > '10';
  const used = Math.round(nights * (type === 'CB' ? 60 : 28) * (isCold ? 2.2 : 1) * (0.5 + random.next())) / 10;
  return [no, start, Math.round((start + used) * 10) / 10, compact(leaves)];
}

function repair(random, pitches) {
  const reported = random.day('2025-04-01', '2026-11-14');
  const priority = random.weighted([1, 2, 3], [20, 45, 35]);
  const fixed = plusDays(reported, random.weighted([0, 2, 6, 20], [25, 35, 28, 12]) + (priority - 1) * random.int(0, 5));
  const isOpen = fixed >= today || random.chance(0.07);
  const place = random.pick(pitches.filter((_, index) => index % 5 !== 2))[0];
  return [place, random.pick(problems), priority, compact(reported), isOpen ? null : compact(fixed), isOpen || random.chance(0.25) ? null : random.int(8, 480) + 0.5,
    random.weighted([5, 6, 2, null], [44, 34, 14, 8])];
}
