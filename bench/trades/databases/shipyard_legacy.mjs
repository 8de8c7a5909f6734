// A yard that repairs ships; short names, codes with one table of texts, no declared keys, dates as whole numbers YYYYMMDD with 0 for none.
import { people } from '../names.mjs';
import { Random, cents, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE own_mst (own_no INTEGER PRIMARY KEY, own_nm VARCHAR(40), own_typ CHAR(1), twn VARCHAR(24), tel VARCHAR(20), crd_lmt DECIMAL(10,0), blk_fl CHAR(1));
CREATE TABLE vsl_mst (vsl_no INTEGER PRIMARY KEY, vsl_nm VARCHAR(30), vsl_typ CHAR(2), own_no INTEGER, flg_cd CHAR(2), blt_yr INTEGER, loa_m DECIMAL(5,1), drft_m DECIMAL(3,1),
  nxt_srv INTEGER, del_fl CHAR(1));
CREATE TABLE emp_mst (emp_no INTEGER PRIMARY KEY, emp_nm VARCHAR(40), trd_cd CHAR(2), frm_no INTEGER, hr_rt DECIMAL(5,2), in_dt INTEGER, out_dt INTEGER);
CREATE TABLE dck_mst (dck_cd CHAR(2) PRIMARY KEY, dck_nm VARCHAR(24), dck_typ CHAR(1), max_loa DECIMAL(5,1), max_drft DECIMAL(3,1), day_rt DECIMAL(8,2), oos_fl CHAR(1));
CREATE TABLE wo_hd (wo_no INTEGER PRIMARY KEY, vsl_no INTEGER, bil_no INTEGER, wo_typ CHAR(2), sts CHAR(1), pm_no INTEGER, opn_dt INTEGER, prm_dt INTEGER, fin_dt INTEGER,
  qte_amt DECIMAL(10,2), dck_cd CHAR(2), dck_in INTEGER, dck_out INTEGER);
CREATE TABLE lab_ln (wo_no INTEGER, ln_no INTEGER, emp_no INTEGER, wrk_dt INTEGER, hrs DECIMAL(4,1), ot_fl CHAR(1), PRIMARY KEY (wo_no, ln_no));
CREATE TABLE mat_ln (wo_no INTEGER, ln_no INTEGER, itm_tx VARCHAR(30), qty DECIMAL(8,1), uom CHAR(3), unt_cst DECIMAL(8,2), unt_prc DECIMAL(8,2), PRIMARY KEY (wo_no, ln_no));
CREATE TABLE inv_hd (inv_no INTEGER PRIMARY KEY, wo_no INTEGER, inv_dt INTEGER, due_dt INTEGER, net_amt DECIMAL(10,2), vat_amt DECIMAL(10,2), pd_dt INTEGER);
CREATE TABLE cd_tab (cd_typ VARCHAR(8), cd_val VARCHAR(2), cd_tx VARCHAR(30), PRIMARY KEY (cd_typ, cd_val));
`;

const codes = `VSL_TYP FV Fishing vessel,VSL_TYP TG Tug,VSL_TYP FE Ferry,VSL_TYP YT Yacht,VSL_TYP BG Barge,VSL_TYP CO Coaster,OWN_TYP C Company,OWN_TYP P Private,
OWN_TYP A Authority,TRD_CD WE Welder,TRD_CD PT Painter,TRD_CD EL Electrician,TRD_CD ME Mechanic,TRD_CD RG Rigger,TRD_CD FM Foreman,TRD_CD PM Project manager,
WO_TYP DO Dry-dock overhaul,WO_TYP HP Hull painting,WO_TYP EN Engine repair,WO_TYP SV Class survey,WO_TYP CV Conversion,WO_TYP EM Emergency repair,STS Q Quoted,
STS P Planned,STS W In work,STS F Finished,STS X Cancelled,STS L Quote lost,DCK_TYP D Dry dock,DCK_TYP S Slipway,DCK_TYP B Berth`.split(/,\s*/)
  .map((line) => /^(\S+) (\S+) (.*)$/.exec(line).slice(1));
const docks = [['D1', 'Victoria Dock', 'D', 110, 6.5, 3400, 'N'], ['D2', 'Little Dock', 'D', 62, 4.2, 1850, 'N'], ['S1', 'North Slip', 'S', 38, 3.1, 720, 'N'],
  ['S2', 'South Slip', 'S', 26, 2.4, 480, 'Y'], ['B1', 'Fitting-out Quay', 'B', 130, 7.8, 390, 'N']];
const firms = `Blackrock Towage,Harwick Ferries,Nordsund Line,Pelican Fishing,Kestrel Marine,Tern & Daughters,Saltire Shipping,Cormorant Trawlers,Estuary Barges,Aldgate Dredging,
Beacon Offshore,Skerry Fish Cooperative,Halcyon Charters,Westering Coasters`.split(/,\s*/);
const bodies = ['Port Allen Harbour Board', 'Coastguard North', 'Fisheries Inspectorate'];
const saints = 'Star,Queen,Spirit,Pride,Maid,Wind,Lady,Rose'.split(',');
const seas = 'Harwick,the Sound,Skerry,the North,Dunleigh,Orkney,the Isles,Biscay,the Tides'.split(',');
const items = [['Steel plate', 'kg', 2.1], ['Antifouling paint', 'l', 24], ['Zinc anode', 'pc', 46], ['Shaft seal', 'pc', 310], ['Marine cable', 'm', 5.4], ['Welding wire', 'kg', 6.2],
  ['Hydraulic hose', 'm', 18.5], ['Propeller blade', 'pc', 2150], ['Fuel filter', 'pc', 38], ['Primer', 'l', 11.8]];
const size = { FV: [14, 36], TG: [18, 33], FE: [40, 104], YT: [11, 30], BG: [30, 75], CO: [55, 100] };
const today = '2026-11-16';
const whole = (day) => (day === null ? 0 : Number(day.replaceAll('-', '')));

export function fill(insert) {
  const random = new Random(7303);
  const person = people(random);
  const named = () => person().toReversed().join(', ');
  insert('cd_tab', codes);
  insert('dck_mst', docks);
  const owners = Array.from({ length: 46 }, (_, index) => owner(random, index, named)).map((row, index) => [301 + index, ...row]);
  insert('own_mst', owners);
  const names = random.shuffled(saints.flatMap((saint) => seas.map((sea) => `${saint} of ${sea}`)));
  const vessels = names.map((name, index) => vessel(random, name, index, owners));
  insert('vsl_mst', vessels);
  const staff = Array.from({ length: 36 }, (_, index) => employee(random, named(), index));
  insert('emp_mst', staff.map((row) => [...row.slice(0, 5), whole(row[5]), whole(row[6])]));
  const orders = Array.from({ length: 136 }, (_, index) => order(random, vessels, index)).toSorted((a, b) => (a.opened < b.opened ? -1 : 1));
  insert('wo_hd', orders.map((one, index) => [8001 + index, one.vessel, one.payer, one.type, one.state, one.lead, whole(one.opened), whole(one.promised), whole(one.done), one.quote,
    one.dock, whole(one.dockIn), whole(one.dockOut)]));
  insert('lab_ln', orders.flatMap((one, index) => hoursOf(random, one, staff).map((row, line) => [8001 + index, line + 1, ...row])));
  insert('mat_ln', orders.flatMap((one, index) => partsOf(random, one).map((row, line) => [8001 + index, line + 1, ...row])));
  const invoices = orders.flatMap((one, index) => invoicesOf(random, one).map((row) => [8001 + index, ...row])).toSorted((a, b) => a[1] - b[1]);
  insert('inv_hd', invoices.map((row, index) => [26_101 + index, ...row]));
}

function owner(random, index, named) {
  const type = index < firms.length ? 'C' : index < firms.length + bodies.length ? 'A' : 'P';
  return [type === 'C' ? firms[index] : type === 'A' ? bodies[index - firms.length] : named(), type,
    random.weighted(['Harwick', 'Port Allen', 'Skerry', 'Easton'], [40, 30, 16, 14]), random.chance(0.85) ? `0${random.int(2000, 8999)} ${random.int(10_000, 99_999)}` : null,
    type === 'P' ? random.int(1, 5) * 5000 : random.int(4, 30) * 25_000, random.chance(0.08) ? 'Y' : 'N'];
}

function vessel(random, name, index, owners) {
  const [holder, , kind] = random.pick(index < 42 ? owners.slice(0, 17) : owners.slice(14));
  const type = kind === 'P' ? random.weighted(['YT', 'FV'], [70, 30]) : kind === 'A' ? random.weighted(['TG', 'FE', 'BG'], [50, 20, 30]) : random.weighted(Object.keys(size), [26, 20, 14, 2, 18, 20]);
  const [least, most] = size[type];
  const long = least + Math.round(random.next() * (most - least) * 10) / 10;
  return [index + 1, name, type, holder, random.weighted(['GB', 'NO', 'IE', 'NL', 'PA'], [60, 14, 10, 10, 6]), random.int(1962, 2024), long, Math.round(long * 6 + random.int(0, 12)) / 100 + 1,
    random.chance(0.9) ? whole(random.day('2026-08-01', '2029-10-31')) : 0, random.chance(0.12) ? 'Y' : 'N'].map((cell, at) => (at === 7 ? Math.round(cell * 10) / 10 : cell));
}

function employee(random, name, index) {
  const trade = index < 4 ? 'PM' : index < 9 ? 'FM' : random.weighted(['WE', 'PT', 'EL', 'ME', 'RG'], [32, 20, 16, 22, 10]);
  const joined = random.day('2001-03-01', index < 9 ? '2019-12-31' : '2026-10-05');
  const left = index > 10 && joined < '2025-06-01' && random.chance(0.27) ? random.day('2025-09-01', '2026-10-31') : null;
  const rate = { PM: 46, FM: 36, WE: 28, PT: 23.5, EL: 30, ME: 29, RG: 25 }[trade] + random.int(0, 9) / 2;
  return [501 + index, name, trade, index < 4 ? 0 : index < 9 ? 501 + (index % 4) : 505 + random.int(0, 4), rate, joined, left];
}

function order(random, vessels, index) {
  const [number, , kind, holder, , , long, deep] = random.pick(vessels.slice(0, 64));
  const opened = random.chance(0.19) ? random.day('2026-10-12', '2026-11-13') : random.day('2025-01-07', '2026-10-11');
  const type = random.weighted(['DO', 'HP', 'EN', 'SV', 'CV', 'EM'], kind === 'YT' ? [12, 44, 20, 6, 10, 8] : [22, 22, 24, 16, 5, 11]);
  const lasts = { DO: 24, HP: 10, EN: 14, SV: 5, CV: 70, EM: 6 }[type] + random.int(0, 12);
  const begin = plusDays(opened, type === 'EM' ? 1 : random.int(8, 45));
  const promised = plusDays(begin, lasts);
  const done = plusDays(promised, random.weighted([-3, 0, 4, 11, 26], [22, 26, 24, 18, 10]) + random.int(0, 2));
  const lost = random.chance(0.1);
  const state = lost ? 'L' : random.chance(0.06) ? 'X' : begin > today ? (random.chance(0.5) ? 'Q' : 'P') : done < today ? 'F' : 'W';
  const fits = docks.filter(([code, , , most, depth, , out]) => most >= long && depth >= deep && out === 'N' && (code !== 'B1' || type === 'EN')).map(([code]) => code);
  const inDock = ['F', 'W', 'P'].includes(state) && fits.length > 0 && (type !== 'EN' || random.chance(0.6)) && index % 11 !== 3;
  const quote = { DO: 900, HP: 420, EN: 610, SV: 260, CV: 2300, EM: 350 }[type] * long * (0.7 + random.next() * 0.7);
  return { vessel: number, payer: random.chance(0.14) ? random.int(301, 317) : holder, type, state, lead: random.chance(0.95) ? random.int(501, 504) : 0, opened, promised: ['Q', 'L'].includes(state) ? null : promised,
    done: state === 'F' ? done : null, quote: type === 'EM' && random.chance(0.6) ? 0 : Math.round(quote / 10) * 10, dock: inDock ? random.pick(fits.slice(-2)) : null,
    dockIn: inDock ? begin : null, dockOut: inDock && state === 'F' ? plusDays(done, -1) : null, begin };
}

function hoursOf(random, { state, type, begin, done }, staff) {
  if (state !== 'F' && state !== 'W') return [];
  const to = done ?? '2026-11-15';
  const wanted = { DO: ['WE', 'PT', 'ME'], HP: ['PT', 'RG'], EN: ['ME', 'EL'], SV: ['RG', 'ME'], CV: ['WE', 'EL'], EM: ['WE', 'ME'] }[type];
  const able = staff.filter(([, , trade, , , joined, left]) => (wanted.includes(trade) || trade === 'FM') && joined <= begin && (left === null || left > to));
  if (able.length === 0 || begin > to) return [];
  return Array.from({ length: random.int(3, 10) }, () => [random.pick(able)[0], whole(random.day(begin, to)), random.int(4, 20) / 2, random.chance(0.12) ? 'Y' : 'N']);
}

function partsOf(random, { state, type }) {
  if ((state !== 'F' && state !== 'W') || (type === 'SV' && random.chance(0.7))) return [];
  return random.sample(items, random.int(1, 5)).map(([text, unit, cost]) => {
    const paid = cents(cost * (0.9 + random.next() * 0.25));
    const count = unit === 'kg' ? random.int(4, 90) * 10 : unit === 'pc' ? random.int(1, 8) : random.int(5, 80);
    return [text, count, unit, paid, cents(paid * (random.chance(0.06) ? 0.95 : 1.12 + random.next() * 0.3))];
  });
}

function invoicesOf(random, { state, quote, promised, done, begin, type }) {
  if (state !== 'F' && !(state === 'W' && ['CV', 'DO'].includes(type))) return [];
  const total = quote === 0 ? random.int(30, 190) * 100 : Math.round(quote * (0.94 + random.next() * 0.2));
  const stages = type === 'CV' ? [0.4, 0.6] : state === 'W' ? [0.5] : [1];
  return stages.flatMap((share, index) => {
    const day = index === stages.length - 1 && done !== null ? plusDays(done, random.int(1, 9)) : plusDays(begin, 7);
    const paid = plusDays(day, random.weighted([12, 29, 38, 70], [24, 44, 22, 10]) + random.int(0, 4));
    const isPaid = paid < today && random.chance(0.94);
    if (day > today || (index > 0 && done === null && promised > today)) return [];
    return [[whole(day), whole(plusDays(day, 30)), Math.round(total * share), Math.round(total * share * 20) / 100, isPaid ? whole(paid) : 0]];
  });
}
