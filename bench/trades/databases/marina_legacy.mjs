// A marina: boats, berths, repairs, fuel; short names, codes, no declared keys, dates as epoch seconds and YYYY-MM-DD side by side.
import { people } from '../names.mjs';
import { Random, cents, epochSeconds, plusDays, twoDigits } from '../random.mjs';

export const schema = `
CREATE TABLE OWNR (OWN_ID INTEGER PRIMARY KEY, OWN_NM VARCHAR(60), CO_FLG CHAR(1), CTRY CHAR(2), TEL VARCHAR(20), EML VARCHAR(60), MBR_SNC CHAR(10), VIP CHAR(1));
CREATE TABLE VSL (VSL_ID INTEGER PRIMARY KEY, VSL_NM VARCHAR(40), VSL_TYP CHAR(2), LOA_CM INTEGER, BEAM_CM INTEGER, DRFT_CM INTEGER, BLT_YR INTEGER,
  OWN_ID INTEGER, INS_EXP CHAR(10), SLD_DT CHAR(10));
CREATE TABLE BRTH (BRTH_NO CHAR(4) PRIMARY KEY, PIER CHAR(1), MAX_LOA_CM INTEGER, MAX_DRFT_CM INTEGER, SHR_PWR CHAR(1), ANN_FEE DECIMAL(9,2), OOS_FLG CHAR(1));
CREATE TABLE CNTR (CNTR_NO INTEGER PRIMARY KEY, BRTH_NO CHAR(4), VSL_ID INTEGER, CNTR_TYP CHAR(1), STRT CHAR(10), END_DT CHAR(10), FEE DECIMAL(9,2), CANC_DT CHAR(10));
CREATE TABLE VSTR (VST_NO INTEGER PRIMARY KEY, VSL_NM VARCHAR(40), LOA_CM INTEGER, CTRY CHAR(2), BRTH_NO CHAR(4), ARR_TS INTEGER, DEP_TS INTEGER,
  FEE_PAID DECIMAL(8,2), PERS INTEGER);
CREATE TABLE YARD_JOB (JOB_NO INTEGER PRIMARY KEY, VSL_ID INTEGER, JOB_CD CHAR(3), OPN_TS INTEGER, CLS_TS INTEGER, EST_AMT DECIMAL(9,2),
  LAB_HRS DECIMAL(6,2), MAT_AMT DECIMAL(9,2), MECH_ID INTEGER, STS CHAR(1));
CREATE TABLE MECH (MECH_ID INTEGER PRIMARY KEY, MECH_NM VARCHAR(40), HR_RT DECIMAL(6,2), CHF_ID INTEGER, OUT_DT CHAR(10));
CREATE TABLE FUEL_SL (SL_NO INTEGER PRIMARY KEY, SL_TS INTEGER, FUEL_CD CHAR(1), LTR DECIMAL(8,2), PRC_LTR DECIMAL(6,3), VSL_ID INTEGER, PAY_CD CHAR(2));
CREATE TABLE INV (INV_NO INTEGER PRIMARY KEY, OWN_ID INTEGER, INV_DT CHAR(10), DUE_DT CHAR(10), AMT_CT INTEGER, PD_CT INTEGER, KIND CHAR(1));
CREATE TABLE WAIT_LS (WL_NO INTEGER PRIMARY KEY, OWN_ID INTEGER, REQ_DT CHAR(10), NEED_LOA_CM INTEGER, OFR_DT CHAR(10), ACC_FLG CHAR(1));
CREATE TABLE CODES (GRP VARCHAR(8), CD VARCHAR(3), TXT VARCHAR(40), PRIMARY KEY (GRP, CD));
`;

const codes = [
  ['VSLTYP', 'SA', 'Sailing yacht'], ['VSLTYP', 'MO', 'Motor boat'], ['VSLTYP', 'CA', 'Catamaran'], ['VSLTYP', 'RB', 'Rigid inflatable'],
  ['CNTR', 'A', 'Annual'], ['CNTR', 'S', 'Summer season'], ['CNTR', 'W', 'Winter storage'],
  ['JOB', 'ENG', 'Engine'], ['JOB', 'HUL', 'Hull and antifouling'], ['JOB', 'RIG', 'Rigging'], ['JOB', 'ELC', 'Electrics'],
  ['JOB', 'LFT', 'Lift and launch'], ['STS', 'O', 'Open'], ['STS', 'W', 'Waiting for parts'],
  ['STS', 'D', 'Done'], ['STS', 'X', 'Cancelled'], ['FUEL', 'D', 'Diesel'], ['FUEL', 'P', 'Petrol'], ['PAY', 'CA', 'Cash'], ['PAY', 'CD', 'Card'],
  ['PAY', 'AC', 'On account'], ['KIND', 'B', 'Berth'], ['KIND', 'Y', 'Yard'], ['KIND', 'F', 'Fuel'],
];
const boats = `Albatross,Blue Moon,Sea Breeze,Mistral,Second Wind,Calypso,Nordlys,Windward,Serenity,Halcyon,Kittiwake,Moonraker,Sirocco,Tern,Wanderer,Freya,
Pelican,Osprey,Tidal Dream,Grey Seal,Escapade,
Solveig,Meltemi,Petrel,Aurora,Barracuda,Vagabond,Seawolf,Northern Star,Free Spirit,Dolphin,Lucky Strike,Saltwater,Odin,Marlin,
Island Time,Sandpiper,Tramontana,Spindrift,Gannet,Amazing Grace`.split(/,\s*/);
const mechanics = [['Olaf Brekke', 58, null, null], ['Jana Horn', 52, 1, null], ['Pete Skinner', 46, 1, null], ['Luc Morel', 44, 2, '2026-04-30'],
  ['Aino Salo', 49, 2, null], ['Sam Tully', 31, 3, null]];
const countries = ['DK', 'DE', 'SE', 'NO', 'NL', 'GB'];
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(5511);
  const person = people(random);
  const numbered = (rows, first = 1) => rows.map((row, index) => [first + index, ...row]);
  insert('CODES', codes);
  insert('MECH', numbered(mechanics));
  insert('OWNR', numbered(Array.from({ length: 118 }, (_, index) => owner(random, person(), index)), 301));
  const vessels = numbered(Array.from({ length: 124 }, (_, index) => vessel(random, index)));
  insert('VSL', vessels);
  const berths = 'ABCDE'.split('').flatMap((pier) => Array.from({ length: 24 }, (_, index) => berth(random, pier, index)));
  insert('BRTH', berths);
  insert('CNTR', numbered(vessels.slice(0, 112).flatMap((row, index) => contractsOf(random, row, berths[index])), 6_001));
  insert('VSTR', numbered(visitors(random), 1));
  insert('YARD_JOB', numbered(Array.from({ length: 230 }, () => job(random, vessels)), 4_001));
  insert('FUEL_SL', numbered(Array.from({ length: 420 }, () => fuelSale(random)).toSorted(([a], [b]) => a - b)));
  insert('INV', numbered(Array.from({ length: 480 }, () => invoice(random)).toSorted(([, a], [, b]) => (a < b ? -1 : 1)), 9_001));
  insert('WAIT_LS', numbered(Array.from({ length: 27 }, () => request(random))));
}

function owner(random, [first, last], index) {
  const firm = index % 17 === 3;
  const name = firm ? `${last} Charter ${random.pick(['ApS', 'GmbH', 'AB'])}` : `${last}, ${first}`;
  return [name, firm ? 'Y' : 'N', random.weighted(countries, [52, 20, 12, 6, 6, 4]),
    random.chance(0.92) ? `+45 ${random.int(20_000_000, 99_999_999)}` : null,
    random.chance(0.8) ? `${last}${index}@boatmail.example`.toLowerCase() : null, random.day('1998-04-01', '2026-10-10'), random.chance(0.08) ? 'Y' : 'N'];
}

function vessel(random, index) {
  const type = random.weighted(['SA', 'MO', 'CA', 'RB'], [58, 28, 8, 6]);
  const length = { SA: random.int(720, 1_580), MO: random.int(540, 1_700), CA: random.int(980, 1_650), RB: random.int(420, 760) }[type];
  const draught = type === 'SA' ? random.int(120, 240) : random.int(35, 120);
  const name = boats[index % boats.length] + (index < boats.length ? '' : ` ${['II', 'III', 'IV'][Math.floor(index / boats.length) - 1]}`);
  return [name, type, length, Math.round(length * 0.32), random.chance(0.9) ? draught : null, random.chance(0.93) ? random.int(1968, 2026) : null,
    301 + (index < 108 ? index : random.int(0, 107)), random.chance(0.9) ? random.day('2026-06-01', '2027-10-01') : null,
    random.chance(0.06) ? random.day('2025-03-01', '2026-10-01') : null];
}

function berth(random, pier, index) {
  const most = { A: 900, B: 1_100, C: 1_300, D: 1_600, E: 2_000 }[pier];
  return [`${pier}${twoDigits(index + 1)}`, pier, most, { A: 150, B: 190, C: 220, D: 260, E: 320 }[pier],
    random.chance(pier === 'A' ? 0.4 : 0.85) ? 'Y' : 'N', most * 2.4, random.chance(0.1) ? 'Y' : 'N'];
}

function contractsOf(random, [vessel], [berthNo, , , , , fee]) {
  return [2025, 2026, 2027].filter((year) => random.chance(year === 2027 ? 0.35 : 0.8)).map((year) => {
    const type = random.weighted(['A', 'S', 'W'], [64, 26, 10]);
    const [from, to, share] = { A: [`${year}-01-01`, `${year}-12-31`, 1], S: [`${year}-04-15`, `${year}-09-30`, 0.62],
      W: [`${year}-10-01`, `${year + 1}-04-14`, 0.35] }[type];
    return [berthNo, vessel, type, from, to, cents(fee * share * (year === 2026 ? 1.04 : 1)),
      year < 2027 && random.chance(0.12) ? plusDays(from, random.int(5, 120)) : null];
  });
}

/** Mostly in summer, and some in the last days, so that a few are still here. */
function arrival(random) {
  if (random.chance(0.8)) return `${random.pick(['2025', '2026'])}-${random.pick(['06', '07', '08'])}-${twoDigits(random.int(1, 28))}`;
  return random.chance(0.8) ? random.day('2025-04-01', '2026-10-30') : random.day('2026-11-04', '2026-11-15');
}

function visitors(random) {
  return Array.from({ length: 360 }, () => {
    const day = arrival(random);
    const nights = random.weighted([1, 2, 3, 5, 9], [48, 25, 14, 9, 4]);
    const length = random.int(680, 1_620);
    const isHere = plusDays(day, nights) >= today || (day > '2026-11-03' && random.chance(0.4));
    const leaves = plusDays(day, nights);
    return [random.pick(boats), length, random.weighted(countries, [18, 40, 14, 8, 14, 6]),
      random.chance(0.92) ? `${random.pick('BCDE'.split(''))}${twoDigits(random.int(1, 24))}` : null, epochSeconds(day, random.time(10, 21)),
      isHere ? null : epochSeconds(leaves, random.time(7, 12)), isHere && random.chance(0.5) ? null : cents(nights * length * 0.024), random.int(1, 6)];
  }).toSorted((a, b) => a[4] - b[4]);
}

function job(random, vessels) {
  const opened = random.day('2025-01-08', '2026-11-13');
  const closed = plusDays(opened, random.int(1, 45));
  const isOld = closed <= today;
  const status = isOld && random.chance(0.95) ? random.weighted(['D', 'X'], [93, 7]) : random.weighted(['O', 'W'], [65, 35]);
  const code = random.weighted(['ENG', 'HUL', 'RIG', 'ELC', 'LFT'], [30, 26, 14, 14, 16]);
  const hours = status === 'X' ? null : random.int(2, 90) / 2;
  const estimate = random.chance(0.85) ? random.int(4, 110) * 50 : null;
  const mechanic = random.weighted([1, 2, 3, 4, 5, 6, null], [10, 22, 24, opened < '2026-04-20' ? 14 : 0, 16, 16, 4]);
  return [random.pick(vessels)[0], code, epochSeconds(opened, random.time(7, 16)), status === 'D' || status === 'X' ? epochSeconds(closed,
    random.time(8, 17)) : null, estimate, hours, status === 'X' ? null : random.int(0, 220) * 10, mechanic, status];
}

function fuelSale(random) {
  const year = random.pick(['2025', '2026']);
  const day = random.chance(0.75) ? `${year}-${random.pick(['05', '06', '07', '08', '09'])}-${twoDigits(random.int(1, 28))}` : random.day('2025-01-10', '2026-11-15');
  const fuel = random.weighted(['D', 'P'], [72, 28]);
  return [epochSeconds(day, random.time(8, 19)), fuel, random.int(150, 4_200) / 10, (fuel === 'D' ? 1.629 : 1.899) + (day > '2026' ? 0.08 : 0),
    random.chance(0.7) ? random.int(1, 118) : null, random.weighted(['CA', 'CD', 'AC'], [8, 70, 22])];
}

function invoice(random) {
  const issued = random.day('2025-01-05', '2026-11-14');
  const kind = random.weighted(['B', 'Y', 'F'], [46, 38, 16]);
  const amount = random.int(40, { B: 420, Y: 650, F: 90 }[kind]) * 1_000;
  const paid = random.weighted([1, 0.5, 0], issued > '2026-09-25' ? [40, 12, 48] : [93, 3, 4]);
  return [random.int(301, 408), issued, plusDays(issued, 21), amount, Math.round(amount * paid), kind];
}

function request(random) {
  const asked = random.day('2024-02-01', '2026-11-01');
  const offered = plusDays(asked, random.int(60, 700));
  const isOffered = offered <= today;
  return [random.int(390, 418), asked, random.int(650, 1_750), isOffered ? offered : null, isOffered ? random.weighted(['Y', 'N'], [65, 35]) : null];
}
