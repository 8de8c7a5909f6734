// The wards of a small hospital on an old system: short names, codes in one table, no declared keys; days as numbers YYYYMMDD with 0 for "not yet",
// birthdays as DD/MM/YYYY, moments as epoch seconds.
import { people } from '../names.mjs';
import { Random, dayMonthYear, epochSeconds, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE wrd (wrd_cd CHAR(3) PRIMARY KEY, wrd_nm VARCHAR(25), spc_cd CHAR(2), flr INTEGER, sis_no INTEGER, tel_ext CHAR(4), cls_dt INTEGER);
CREATE TABLE bed (bed_no CHAR(6) PRIMARY KEY, wrd_cd CHAR(3), bty_cd CHAR(1), oos_fl CHAR(1), lst_srv INTEGER);
CREATE TABLE stf (stf_no INTEGER PRIMARY KEY, stf_nm VARCHAR(40), rl_cd CHAR(1), wrd_cd CHAR(3), wk_hrs DECIMAL(4,1), ent_dt INTEGER, lv_dt INTEGER, upd_usr CHAR(4));
CREATE TABLE pat (pat_no INTEGER PRIMARY KEY, sur_nm VARCHAR(25), fst_nm VARCHAR(20), sex CHAR(1), dob CHAR(10), twn VARCHAR(25), alrg VARCHAR(20), nok_tel VARCHAR(20),
  upd_dt INTEGER);
CREATE TABLE adm (adm_no INTEGER PRIMARY KEY, pat_no INTEGER, adm_dt INTEGER, src_cd CHAR(1), dx_cd CHAR(2), con_no INTEGER, exp_dt INTEGER, dis_dt INTEGER,
  dis_cd CHAR(1));
CREATE TABLE sty (adm_no INTEGER, seq INTEGER, wrd_cd CHAR(3), bed_no CHAR(6), in_ts INTEGER, out_ts INTEGER, PRIMARY KEY (adm_no, seq));
CREATE TABLE rot (stf_no INTEGER, shf_dt INTEGER, shf_cd CHAR(1), wrd_cd CHAR(3), hrs DECIMAL(4,1), sck_fl CHAR(1), ot_fl CHAR(1), PRIMARY KEY (stf_no, shf_dt));
CREATE TABLE drg (drg_cd CHAR(5) PRIMARY KEY, drg_nm VARCHAR(30), unt VARCHAR(10), unt_cst DECIMAL(7,2), stk INTEGER, min_stk INTEGER, ctl_fl CHAR(1));
CREATE TABLE gvn (adm_no INTEGER, drg_cd CHAR(5), gvn_ts INTEGER, qty INTEGER, stf_no INTEGER);
CREATE TABLE inc (inc_no INTEGER PRIMARY KEY, wrd_cd CHAR(3), adm_no INTEGER, inc_dt INTEGER, ity_cd CHAR(1), sev INTEGER, clo_dt INTEGER, rpt_no INTEGER);
CREATE TABLE cdt (tb CHAR(3), cd CHAR(2), tx VARCHAR(30), PRIMARY KEY (tb, cd));
`;

const today = '2026-11-16';
const codes = [
  ['RL', 'C', 'Consultant'], ['RL', 'S', 'Sister'], ['RL', 'N', 'Nurse'], ['RL', 'A', 'Care assistant'], ['SHF', 'E', 'Early'], ['SHF', 'L', 'Late'],
  ['SHF', 'N', 'Night'],
  ['SRC', 'E', 'A&E'], ['SRC', 'G', 'GP referral'], ['SRC', 'P', 'Planned'], ['SRC', 'T', 'Other hospital'],
  ['DIS', 'H', 'Home'], ['DIS', 'T', 'Other hospital'], ['DIS', 'C', 'Care home'], ['DIS', 'D', 'Died'], ['DIS', 'S', 'Left against advice'],
  ['ITY', 'F', 'Fall'], ['ITY', 'M', 'Wrong medicine'], ['ITY', 'P', 'Pressure sore'], ['ITY', 'A', 'Aggression'], ['BTY', 'S', 'Standard'], ['BTY', 'W', 'Heavy duty'],
  ['BTY', 'I', 'Isolation'], ['SPC', 'AM', 'Acute medicine'], ['SPC', 'SU', 'Surgery'], ['SPC', 'OR', 'Orthopaedics'], ['SPC', 'CA', 'Cardiology'],
  ['SPC', 'GE', 'Geriatrics'],
  ['SPC', 'PA', 'Paediatrics'], ['DX', 'PN', 'Pneumonia'], ['DX', 'HF', 'Heart failure'], ['DX', 'MI', 'Heart attack'], ['DX', 'HP', 'Hip fracture'],
  ['DX', 'KN', 'Knee replacement'], ['DX', 'AP', 'Appendicitis'], ['DX', 'GB', 'Gallstones'], ['DX', 'ST', 'Stroke'], ['DX', 'DE', 'Dehydration'], ['DX', 'AS', 'Asthma'],
];
const wards = [['AMU', 'Admissions', 'AM', 0, '2100', 0], ['BIR', 'Birch', 'AM', 1, '2110', 0], ['MAP', 'Maple', 'SU', 1, '2120', 0], ['OAK', 'Oak', 'OR', 2, '2210', 0],
  ['ELM', 'Elm', 'CA', 2, '2220', 0], ['WIL', 'Willow', 'GE', 3, '2310', 0], ['ROB', 'Robin', 'PA', 0, '2130', 0], ['ASH', 'Ash', 'GE', 3, '2320', 20260331]];
const beds = { AMU: 10, BIR: 12, MAP: 11, OAK: 10, ELM: 9, WIL: 12, ROB: 6 };
const homeOf = { PN: 'BIR', DE: 'BIR', HF: 'ELM', MI: 'ELM', HP: 'OAK', KN: 'OAK', AP: 'MAP', GB: 'MAP', ST: 'WIL', AS: 'ROB' };
const usualDays = { PN: [4, 12], DE: [1, 5], HF: [5, 15], MI: [4, 10], HP: [7, 20], KN: [4, 9], AP: [2, 5], GB: [2, 6], ST: [9, 32], AS: [1, 5] };
const weights = { PN: 16, DE: 12, HF: 12, MI: 8, HP: 12, KN: 11, AP: 9, GB: 8, ST: 9, AS: 9 };
const towns = ['Calderby', 'Calderby', 'Calderby', 'Upper Wain', 'Hestle', 'Stonefold', 'Marrick'];
const drugs = [['AMOX5', 'Amoxicillin 500 mg', 'capsule', 0.35, 820, 300, 'N'], ['PARA5', 'Paracetamol 500 mg', 'tablet', 0.04, 4200, 1500, 'N'],
  ['MORP1', 'Morphine 10 mg', 'ampoule', 2.9, 64, 40, 'Y'], ['FURO4', 'Furosemide 40 mg', 'tablet', 0.12, 610, 250, 'N'],
  ['HEPA5', 'Heparin 5000 IU', 'ampoule', 3.4, 92, 120, 'N'],
  ['OXYC5', 'Oxycodone 5 mg', 'capsule', 0.85, 140, 60, 'Y'], ['SALB2', 'Salbutamol inhaler', 'inhaler', 6.2, 18, 20, 'N'],
  ['INSU3', 'Insulin, 3 ml', 'pen', 7.9, 44, 30, 'N'],
  ['SALI1', 'Saline 1 l', 'bag', 1.6, 230, 200, 'N'], ['ATOR2', 'Atorvastatin 20 mg', 'tablet', 0.09, 900, 200, 'N'],
  ['FENT1', 'Fentanyl patch', 'patch', 8.4, 9, 15, 'Y'],
  ['DIAZ5', 'Diazepam 5 mg', 'tablet', 0.15, 300, 80, 'Y'], ['VANC1', 'Vancomycin 1 g', 'vial', 14.5, 22, 10, 'N']];
const givenFor = { PN: [0, 1, 8, 4], DE: [8, 1], HF: [3, 4, 9], MI: [2, 4, 9], HP: [2, 1, 4, 5], KN: [5, 1, 4], AP: [1, 8, 2], GB: [1, 5, 8], ST: [4, 9, 7], AS: [6, 1] };
const compact = (day) => (day === null ? 0 : Number(day.replaceAll('-', '')));

export function fill(insert) {
  const random = new Random(9341);
  const person = people(random);
  insert('cdt', codes);
  const staff = staffOf(random, person);
  insert('stf', staff);
  const sisterOf = new Map(staff.filter((row) => row[2] === 'S' && row[6] === 0).map((row) => [row[3], row[0]]));
  insert('wrd', wards.map(([code, name, special, floor, phone, closed]) => [code, name, special, floor, sisterOf.get(code) ?? null, phone, closed]));
  const places = Object.entries(beds).flatMap(([ward, count]) => Array.from({ length: count }, (_, index) => bed(random, ward, index + 1)));
  insert('bed', places);
  insert('pat', Array.from({ length: 250 }, (_, index) => patient(random, person(), index)));
  const cases = admissions(random, staff).map((row, index) => ({ no: 26_001 + index, ...row }));
  insert('adm', cases.map(({ no, pat, day, source, dx, consultant, due, left, how }) => [no, pat, compact(day), source, dx, consultant, compact(due), compact(left),
    how]));
  const stays = staysOf(random, cases, places.filter((row) => row[3] === 'N'));
  insert('sty', stays);
  insert('rot', rota(random, staff));
  insert('drg', drugs);
  const nurses = staff.filter((row) => row[2] === 'N' && row[6] === 0).map(([no]) => no);
  insert('gvn', cases.flatMap((row) => givenTo(random, row, nurses)).toSorted((a, b) => a[2] - b[2]));
  insert('inc', cases.filter(() => random.chance(0.2)).map((row, index) => incident(random, row, { stays, nurses, index })));
}

function staffOf(random, person) {
  const rows = [];
  const add = (role, ward, hours) => {
    const [first, last] = person();
    const from = random.day(role === 'C' || role === 'S' ? '2003-01-05' : '2012-01-05', role === 'C' || role === 'S' ? '2023-06-01' : '2026-10-15');
    const left = (role === 'N' || role === 'A') && from < '2025-06-01' && random.chance(0.14) ? compact(random.day('2025-12-01', '2026-10-20')) : 0;
    rows.push([501 + rows.length, `${last}, ${first}`, role, ward, hours, compact(from), left, random.pick(['ADM1', 'HR02', 'HR03'])]);
  };
  for (const ward of ['BIR', 'MAP', 'OAK', 'ELM', 'WIL', 'ROB']) add('C', ward, 40);
  add('C', 'MAP', 40);
  for (const ward of Object.keys(beds)) {
    add('S', ward, 37.5);
    for (let count = 0; count < 5; count += 1) add('N', ward, random.pick([37.5, 37.5, 37.5, 30, 22.5, 18]));
    for (let count = 0; count < 2; count += 1) add('A', ward, random.pick([37.5, 30, 20]));
  }
  return rows;
}

function bed(random, ward, number) {
  const type = random.weighted(['S', 'W', 'I'], [80, 10, 10]);
  return [`${ward}-${String(number).padStart(2, '0')}`, ward, type, random.chance(0.07) ? 'Y' : 'N', compact(random.day('2025-09-01', '2026-10-30'))];
}

function patient(random, [first, last], index) {
  const isChild = index % 12 === 5;
  const born = isChild ? random.day('2012-01-01', '2024-05-01') : random.day('1932-01-01', random.chance(0.7) ? '1962-01-01' : '2004-01-01');
  const phone = random.chance(0.85) ? `0${random.int(5000, 5999)} ${random.int(10_000, 99_999)}` : null;
  const allergy = random.weighted([null, 'Penicillin', 'Latex', 'Iodine', 'Nuts'], [78, 10, 5, 4, 3]);
  return [70_001 + index, last, first, random.pick(['F', 'M']), dayMonthYear(born), random.pick(towns), allergy, phone,
    compact(random.day('2026-01-02', '2026-11-13'))];
}

function admissions(random, staff) {
  const consultantsOf = (ward) => staff.filter((row) => row[2] === 'C' && row[3] === ward).map(([no]) => no);
  const adults = Array.from({ length: 236 }, (_, index) => index).filter((index) => index % 12 !== 5);
  const children = Array.from({ length: 236 }, (_, index) => index).filter((index) => index % 12 === 5);
  const days = Array.from({ length: 375 }, (_, index) => (index < 345 ? random.day('2025-11-20', '2026-11-05') : random.day('2026-11-06', '2026-11-15')));
  const busyUntil = new Map();
  return days.toSorted((a, b) => (a < b ? -1 : 1)).flatMap((day) => {
    const dx = random.weighted(Object.keys(weights), Object.values(weights));
    const pat = 70_001 + random.pick(dx === 'AS' ? children : adults);
    if ((busyUntil.get(pat) ?? '') >= day) return [];
    const planned = plusDays(day, random.int(...usualDays[dx]));
    const real = plusDays(planned, random.weighted([-1, 0, 1, 3, 7], [10, 50, 20, 14, 6]));
    const left = (real > day ? real : plusDays(day, 1)) < today ? (real > day ? real : plusDays(day, 1)) : null;
    busyUntil.set(pat, left ?? '2027-01-01');
    const source = dx === 'KN' ? 'P' : random.weighted(['E', 'G', 'P', 'T'], [60, 20, 12, 8]);
    const how = left === null ? null : random.weighted(['H', 'T', 'C', 'D', 'S'], dx === 'ST' || dx === 'HF' ? [60, 8, 18, 12, 2] : [86, 4, 5, 2, 3]);
    return [{ pat, day, source, dx, consultant: random.pick(consultantsOf(homeOf[dx])), due: planned, left, how }];
  });
}

function staysOf(random, cases, places) {
  const freeFrom = new Map(places.map(([no]) => [no, 0]));
  const take = (ward, from, until) => {
    const free = places.filter((row) => freeFrom.get(row[0]) <= from);
    const [no] = random.pick(free.some((row) => row[1] === ward) ? free.filter((row) => row[1] === ward) : free);
    freeFrom.set(no, until ?? Infinity);
    return [no.slice(0, 3), no];
  };
  return cases.flatMap(({ no, day, dx, source, left }) => {
    const start = epochSeconds(day, random.time(6, 23, 5));
    const end = left === null ? null : epochSeconds(left, random.time(9, 17, 5));
    const first = source === 'E' && dx !== 'AS' && random.chance(0.6) ? ['AMU'] : [];
    const stops = [...first, homeOf[dx], ...(random.chance(0.09) ? [random.pick(['WIL', 'BIR', 'ELM'])] : [])];
    let from = start;
    return stops.map((ward, index) => {
      const next = from + random.int(10, 40) * 3600;
      const isLast = index === stops.length - 1 || next > (end ?? epochSeconds('2026-11-15', '22:00'));
      const until = isLast ? end : next;
      if (from === null) return null;
      const row = [no, index + 1, ...take(ward, from, until), from, until];
      from = isLast ? null : next;
      return row;
    }).filter((row) => row !== null);
  });
}

function rota(random, staff) {
  const rows = [];
  for (const [no, , role, ward, hours, from, left] of staff) {
    if (role === 'C') continue;
    for (let day = plusDays('2026-10-01', random.int(0, 3)); day < '2026-11-30'; day = plusDays(day, hours > 30 ? random.int(2, 4) : random.int(3, 7))) {
      if (compact(day) < from || (left !== 0 && compact(day) > left)) continue;
      const shift = role === 'S' ? random.weighted(['E', 'L'], [7, 3]) : random.weighted(['E', 'L', 'N'], [40, 34, 26]);
      const other = random.chance(0.08) ? random.pick(Object.keys(beds)) : ward;
      rows.push([no, compact(day), shift, other, shift === 'N' ? 10 : 7.5, day <= today && random.chance(0.07) ? 'Y' : 'N', random.chance(0.1) ? 'Y' : 'N']);
    }
  }
  return rows;
}

function givenTo(random, { no, day, dx, left }, nurses) {
  return random.sample(givenFor[dx], random.int(1, 2)).map((index) => {
    const on = plusDays(day, left === null ? 0 : random.int(0, 1));
    return [no, drugs[index][0], epochSeconds(on, random.time(on === '2026-11-15' ? 23 : 7, 24, 10)), random.int(1, 4), random.pick(nurses)];
  });
}

function incident(random, { no, day, left, dx }, { stays, nurses, index }) {
  const [, , ward] = stays.findLast((row) => row[0] === no);
  const on = left === null ? day : random.day(day, left);
  const kind = random.weighted(['F', 'M', 'P', 'A'], dx === 'ST' || dx === 'HP' ? [55, 15, 25, 5] : [38, 32, 15, 15]);
  const closed = plusDays(on, random.int(2, 60));
  return [801 + index, ward, random.chance(0.93) ? no : null, compact(on), kind, random.weighted([1, 2, 3], [60, 30, 10]),
    closed > '2026-11-14' || random.chance(0.08) ? 0 : compact(closed), random.pick(nurses)];
}
