// A garage on an old dealer system; short names, codes, no declared keys, dates as YYYYMMDD and, for vehicles, DD/MM/YYYY; 99991231 is "still here".
import { people } from '../names.mjs';
import { Random, cents, dayMonthYear, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE cst (cst_no INTEGER PRIMARY KEY, cst_nm VARCHAR(40), cst_typ CHAR(1), tel VARCHAR(20), twn VARCHAR(25), dsc_grp INTEGER, stop_fl CHAR(1), crt_dt CHAR(8));
CREATE TABLE veh (veh_no INTEGER PRIMARY KEY, reg_pl VARCHAR(10), cst_no INTEGER, mk VARCHAR(15), mdl VARCHAR(20), fuel_cd CHAR(1), frg_dt CHAR(10), mot_dt CHAR(10),
  km INTEGER, scr_fl CHAR(1));
CREATE TABLE job (job_no INTEGER PRIMARY KEY, veh_no INTEGER, jt_cd CHAR(2), adv_no INTEGER, opn_dt CHAR(8), prm_dt CHAR(8), rdy_dt CHAR(8), pck_dt CHAR(8),
  sts_cd CHAR(1), km_in INTEGER, crtsy_fl CHAR(1));
CREATE TABLE op (op_cd CHAR(4) PRIMARY KEY, op_tx VARCHAR(40), std_hrs DECIMAL(4,2));
CREATE TABLE lab (job_no INTEGER, ln_no INTEGER, op_cd CHAR(4), tec_no INTEGER, hrs DECIMAL(5,2), rt DECIMAL(6,2), PRIMARY KEY (job_no, ln_no));
CREATE TABLE prt (prt_no VARCHAR(10) PRIMARY KEY, prt_tx VARCHAR(40), spl_nm VARCHAR(30), pc_prc DECIMAL(8,2), sl_prc DECIMAL(8,2), stk_qty INTEGER, min_qty INTEGER,
  bin_cd CHAR(4));
CREATE TABLE jprt (job_no INTEGER, ln_no INTEGER, prt_no VARCHAR(10), qty INTEGER, prc DECIMAL(8,2), dsc_pct INTEGER, PRIMARY KEY (job_no, ln_no));
CREATE TABLE tec (tec_no INTEGER PRIMARY KEY, fst_nm VARCHAR(20), lst_nm VARCHAR(25), grd_cd CHAR(1), hr_wg DECIMAL(6,2), ent_dt CHAR(8), lv_dt CHAR(8), sup_no INTEGER);
CREATE TABLE abs (tec_no INTEGER, fr_dt CHAR(8), to_dt CHAR(8), rsn_cd CHAR(1), PRIMARY KEY (tec_no, fr_dt));
CREATE TABLE inv (inv_no INTEGER PRIMARY KEY, job_no INTEGER, inv_dt CHAR(8), net_amt DECIMAL(9,2), vat_amt DECIMAL(9,2), pd_dt CHAR(8), pay_cd CHAR(1), rmd_lvl INTEGER);
CREATE TABLE cdtab (tab CHAR(6), cd CHAR(2), tx VARCHAR(30), PRIMARY KEY (tab, cd));
`;

const codes = [
  ['STS', 'O', 'Open'], ['STS', 'W', 'Waiting for parts'], ['STS', 'R', 'Ready for collection'], ['STS', 'C', 'Collected'], ['STS', 'X', 'Cancelled'],
  ['JT', 'SV', 'Service'], ['JT', 'RP', 'Repair'], ['JT', 'MT', 'MOT test'], ['JT', 'TY', 'Tyre change'], ['JT', 'BD', 'Bodywork'], ['JT', 'WR', 'Warranty'],
  ['FUEL', 'P', 'Petrol'], ['FUEL', 'D', 'Diesel'], ['FUEL', 'E', 'Electric'], ['FUEL', 'H', 'Hybrid'],
  ['GRD', 'M', 'Master'], ['GRD', 'T', 'Technician'], ['GRD', 'A', 'Apprentice'], ['GRD', 'S', 'Service advisor'],
  ['ABS', 'H', 'Holiday'], ['ABS', 'S', 'Sick'], ['ABS', 'T', 'Training'], ['PAY', 'C', 'Card'], ['PAY', 'B', 'Bank transfer'], ['PAY', 'K', 'Cash'],
];
const ops = [['OILF', 'Oil and filter change', 0.8], ['INSP', 'Full inspection', 1.6], ['MOTT', 'MOT test', 1], ['BRKF', 'Front brakes', 1.5],
  ['BRKR', 'Rear brakes', 1.4], ['CLUT', 'Clutch', 5.5], ['TIMB', 'Timing belt', 3.8], ['EXHA', 'Exhaust', 1.7], ['TYRE', 'Change set of wheels', 0.7],
  ['ALIG', 'Wheel alignment', 0.9], ['BATT', 'Battery', 0.4], ['AIRC', 'Air conditioning', 1.2], ['DIAG', 'Fault finding', 1], ['PANL', 'Panel beating', 4],
  ['PAIN', 'Paintwork', 3.5], ['GEAR', 'Gearbox rebuild', 9]];
const parts = [
  ['OF-100', 'Oil filter', 'Nordteile', 4.1, 9.5, 42, 20], ['OL-530', 'Engine oil 5W30, litre', 'Lubrix', 5.2, 13.9, 180, 60],
  ['AF-220', 'Air filter', 'Nordteile', 7.8, 18.5, 16, 10],
  ['BP-F10', 'Brake pads front', 'Stopwell', 21.5, 49, 12, 8], ['BP-R10', 'Brake pads rear', 'Stopwell', 18.9, 44, 5, 8],
  ['BD-F10', 'Brake disc front', 'Stopwell', 33, 72, 6, 6],
  ['CK-700', 'Clutch kit', 'Gearman', 148, 265, 1, 2], ['TB-410', 'Timing belt kit', 'Gearman', 86, 169, 3, 2],
  ['EX-050', 'Exhaust rear box', 'Nordteile', 74, 139, 0, 1],
  ['TW-205', 'Winter tyre 205/55', 'Roundabout Tyres', 52, 88, 38, 16], ['TS-205', 'Summer tyre 205/55', 'Roundabout Tyres', 48, 82, 9, 16],
  ['BT-070', 'Battery 70 Ah', 'Voltiq', 61, 119, 4, 4],
  ['WB-060', 'Wiper blade', 'Nordteile', 4.9, 12.5, 31, 12], ['SP-014', 'Spark plug', 'Voltiq', 3.6, 9.9, 64, 24], ['BL-H7', 'Bulb H7', 'Voltiq', 2.2, 7.5, 27, 20],
  ['CO-134', 'Coolant, litre', 'Lubrix', 2.9, 8.9, 55, 20], ['GA-134', 'Refrigerant charge', 'Lubrix', 19, 46, 7, 5],
  ['PT-001', 'Paint, litre', 'Colorama', 24, 61, 11, 5],
  ['BU-330', 'Bumper cover', 'Colorama', 118, 229, 2, 1], ['MR-210', 'Door mirror', 'Colorama', 57, 124, 0, 2], ['SH-450', 'Shock absorber', 'Stopwell', 41, 92, 4, 4],
  ['TM-900', 'Turbocharger', 'Gearman', 480, 790, 1, 0],
];
const partsOf = { OILF: [0, 1], INSP: [2, 12, 13], BRKF: [3, 5], BRKR: [4], CLUT: [6], TIMB: [7, 15], EXHA: [8], TYRE: [9, 10], BATT: [11], AIRC: [16], DIAG: [14],
  PANL: [18, 19], PAIN: [17], GEAR: [1] };
const opsOf = { SV: ['OILF', 'INSP', 'BRKF', 'BATT', 'AIRC'], RP: ['DIAG', 'BRKF', 'BRKR', 'CLUT', 'TIMB', 'EXHA', 'ALIG', 'GEAR', 'AIRC'], MT: ['MOTT'],
  TY: ['TYRE', 'ALIG'], BD: ['PANL', 'PAIN'], WR: ['DIAG', 'EXHA', 'BATT'] };
const staff = [['M', 31.5, '20090401', '99991231', null], ['T', 24, '20140901', '99991231', 1], ['T', 23.2, '20180212', '99991231', 1],
  ['T', 22.5, '20190603', '20260430', 1],
  ['A', 11.8, '20240902', '99991231', 2], ['A', 10.9, '20260901', '99991231', 3], ['S', 21, '20120109', '99991231', 1], ['S', 19.4, '20210510', '99991231', 7],
  ['T', 21.9, '20260518', '99991231', 1]];
const models = [['Volkswagen', 'Golf'], ['Volkswagen', 'Polo'], ['Ford', 'Focus'], ['Ford', 'Transit'], ['Skoda', 'Octavia'], ['Toyota', 'Yaris'],
  ['Renault', 'Zoe'], ['Fiat', 'Ducato'], ['Opel', 'Astra'], ['Volvo', 'V60']];
const firms = ['Tolland Bakery', 'Beacon Couriers', 'Hartwell Heating', 'Green Acre Landscapes', 'Orrin Taxis', 'Millrace Brewery', 'Pell & Sons Builders'];
const towns = ['Tolland', 'Hartwell', 'Nether Orrin', 'Pellbridge', 'Stowe'];
const today = '2026-11-16';
const lastDay = '2026-11-14';
const compact = (day) => (day === null ? null : day.replaceAll('-', ''));
const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);

export function fill(insert) {
  const random = new Random(5303);
  const person = people(random);
  insert('cdtab', codes);
  insert('op', ops);
  insert('prt', parts.map((part, index) => [...part, `${'ABC'[index % 3]}${100 + index * 7}`]));
  insert('tec', numbered(staff.map((row) => [...person(), ...row])));
  insert('abs', absences(random));
  const customers = Array.from({ length: 118 }, (_, index) => customer(random, person, index));
  insert('cst', customers);
  const vehicles = numbered(customers.slice(0, 113).flatMap((row) => vehiclesOf(random, row))).map(([id, prefix, ...rest]) => [id, plate(prefix, id), ...rest]);
  insert('veh', vehicles);
  const jobs = vehicles.flatMap((row) => jobsOf(random, row)).toSorted((a, b) => (a[3] < b[3] ? -1 : 1)).map((row, index) => [24_001 + index, ...row]);
  insert('job', jobs.map(([no, vehicle, type, advisor, ...rest]) => [no, vehicle, type, advisor, ...rest.slice(0, 4).map(compact), ...rest.slice(4)]));
  const labour = jobs.flatMap((row) => labourOf(random, row));
  insert('lab', labour);
  const used = usedParts(random, labour);
  insert('jprt', used);
  insert('inv', invoicesOf(random, jobs, labour, used).map((row, index) => [9_001 + index, ...row]));
}

function absences(random) {
  const rows = staff.slice(0, 8).flatMap(([, , , left], index) => Array.from({ length: random.int(2, 5) }, () => {
    const from = random.day(index === 5 ? '2026-09-10' : '2025-02-03', left === '99991231' ? '2026-12-20' : '2026-04-01');
    const reason = from > today ? random.pick(['H', 'T']) : random.weighted(['H', 'S', 'T'], [5, 5, 2]);
    return [index + 1, compact(from), compact(plusDays(from, { H: random.int(4, 13), S: random.int(0, 8), T: random.int(0, 2) }[reason])), reason];
  }));
  const first = new Map(rows.map((row) => [`${row[0]} ${row[1]}`, row]));
  return [...first.values(), [3, '20261112', '20261118', 'S'], [8, '20261116', '20261127', 'H']];
}

function customer(random, person, index) {
  const [given, family] = person();
  const isFirm = index % 16 === 4 && index < 112;
  const phone = random.chance(0.9) ? `0${random.int(4000, 4999)} ${random.int(10_000, 99_999)}` : null;
  const town = random.weighted(towns, [40, 25, 14, 12, 8]);
  const discount = isFirm ? random.pick([5, 10]) : random.weighted([0, 5], [9, 1]);
  const created = random.day('2010-03-01', '2026-10-20');
  const name = isFirm ? firms[(index - 4) / 16] : `${family}, ${given}`;
  return [301 + index, name, isFirm ? 'B' : 'P', phone, town, discount, random.chance(0.05) ? 'Y' : 'N', compact(created)];
}

function vehiclesOf(random, [customerNo, , type]) {
  return Array.from({ length: type === 'B' ? random.int(3, 6) : random.weighted([1, 2], [82, 18]) }, () => {
    const [make, model] = type === 'B' && random.chance(0.6) ? random.pick([models[3], models[7]]) : random.pick(models);
    const registered = random.day('2008-02-01', '2025-06-30');
    const isScrapped = random.chance(0.06);
    const due = random.chance(0.93) ? random.day(isScrapped ? '2024-02-10' : '2026-09-20', isScrapped ? '2026-10-30' : '2027-11-10') : null;
    const fuel = model === 'Zoe' ? 'E' : random.weighted(['P', 'D', 'H'], [5, 4, 1]);
    const km = random.int(9, 240) * 1_000 + random.int(0, 999);
    const prefix = random.pick(['TL', 'HW', 'OR', 'PB']);
    return [prefix, customerNo, make, model, fuel, dayMonthYear(registered), dayMonthYear(due), km, isScrapped ? 'Y' : 'N'];
  });
}

function plate(prefix, id) {
  return `${prefix}${10 + ((id * 37) % 90)} ${['KDA', 'XRN', 'ULM', 'VEP', 'JOT'][(id * 3 + Math.floor(id / 90)) % 5]}`;
}

function jobsOf(random, [vehicle, , customerNo, , , fuel, , , km, scrapped]) {
  if (vehicle % 14 === 11) return [];
  return Array.from({ length: random.weighted([1, 2, 3, 5], [18, 32, 30, 20]) }, (_, index) => {
    const isLate = index === 0 && scrapped === 'N' && random.chance(0.2);
    const opened = workday(isLate ? random.day(random.pick(['2026-10-15', '2026-11-09']), lastDay) : random.day('2025-01-06', scrapped === 'Y' ? '2026-06-30' : lastDay));
    const type = random.weighted(fuel === 'E' ? ['SV', 'MT', 'TY', 'BD'] : ['SV', 'RP', 'MT', 'TY', 'BD', 'WR'], [30, 28, 18, 14, 6, 4].slice(0, fuel === 'E' ? 4 : 6));
    const promised = plusDays(opened, type === 'MT' || type === 'TY' ? 0 : random.int(1, 6));
    const done = plusDays(promised, random.weighted([-1, 0, 1, 4], [12, 58, 20, 10]));
    const ready = done < opened ? opened : done;
    const fetched = plusDays(ready, isLate ? random.weighted([0, 2, 12], [3, 3, 4]) : random.weighted([0, 1, 3, 9], [50, 30, 15, 5]));
    const isOff = random.chance(0.03);
    const status = isOff ? 'X' : fetched < today ? 'C' : ready < today ? 'R' : random.weighted(['O', 'W'], [1, 1]);
    const age = Math.round((Date.parse(today) - Date.parse(opened)) / 86_400_000);
    return [vehicle, type, random.weighted([7, 8], [3, 2]), opened, promised, 'CR'.includes(status) ? ready : null, status === 'C' ? fetched : null, status,
      Math.max(500, km - age * 38), type !== 'MT' && customerNo % 3 === 0 && random.chance(0.5) ? 'Y' : 'N'];
  });
}

function workday(day) {
  return weekday(day) === 0 ? plusDays(day, -1) : day;
}

function labourOf(random, [job, , type, , opened, , , , status]) {
  if (status === 'X') return [];
  const chosen = random.sample(opsOf[type], type === 'MT' ? 1 : random.weighted([1, 2, 3], [50, 36, 14]));
  return chosen.map((code, index) => {
    const able = staff.flatMap(([grade, , from, to], place) => (grade !== 'S' && from <= compact(opened) && to >= compact(opened) ? [place + 1] : []));
    const hours = Math.round(ops.find(([one]) => one === code)[2] * (0.7 + random.next() * 0.8) * 10) / 10;
    return [job, index + 1, code, random.weighted(able, able.map((one) => [3, 9, 8, 7, 3, 1, 0, 0, 8][one - 1])), hours, opened >= '2026-01-01' ? 74 : 69];
  });
}

function usedParts(random, labour) {
  const counts = new Map();
  return labour.flatMap(([job, , code]) => (partsOf[code] ?? []).filter(() => random.chance(0.75)).map((place) => {
    const line = (counts.get(job) ?? 0) + 1;
    counts.set(job, line);
    const quantity = { 1: random.int(3, 6), 9: 4, 10: 4, 12: 2, 13: 4, 15: 3, 5: 2 }[place] ?? 1;
    return [job, line, parts[place][0], quantity, parts[place][4], random.weighted([0, 5, 10], [80, 12, 8])];
  }));
}

function invoicesOf(random, jobs, labour, used) {
  const sums = new Map();
  for (const [job, , , , hours, rate] of labour) sums.set(job, (sums.get(job) ?? 0) + hours * rate);
  for (const [job, , , quantity, price, off] of used) sums.set(job, (sums.get(job) ?? 0) + quantity * price * (1 - off / 100));
  return jobs.filter(([, , type, , , , , , status]) => 'CR'.includes(status) && type !== 'WR').map(([job, , , , , , ready]) => {
    const net = cents(sums.get(job));
    const paid = plusDays(ready, random.weighted([0, 3, 12, 30, 55], [52, 16, 16, 12, 4]));
    const isPaid = paid < today && random.chance(0.96);
    return [job, compact(ready), net, cents(net * 0.2), isPaid ? compact(paid) : null, isPaid ? random.weighted(['C', 'B', 'K'], [62, 28, 10]) : null,
      isPaid || ready > '2026-10-01' ? 0 : random.int(1, 3)];
  });
}
