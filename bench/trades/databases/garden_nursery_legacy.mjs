// A plant nursery's till and stock; short names, codes, no declared keys, days as YYYYMMDD numbers with 0 for none, money in cents.
import { people } from '../names.mjs';
import { Random, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE emp_mst (emp_no INTEGER PRIMARY KEY, emp_nm VARCHAR(40), job_cd CHAR(2), sup_no INTEGER, hir_dt INTEGER, trm_dt INTEGER, hr_rt_ct INTEGER);
CREATE TABLE spp_mst (spp_no INTEGER PRIMARY KEY, spp_nm VARCHAR(40), ctry CHAR(2), lead_dys INTEGER, min_ord_ct INTEGER, act_cd CHAR(1));
CREATE TABLE plt_mst (plt_cd CHAR(6) PRIMARY KEY, bot_nm VARCHAR(40), com_nm VARCHAR(30), cat_cd CHAR(2), pot_l DECIMAL(4,1), sun_cd CHAR(1), hrdy CHAR(1),
  rtl_ct INTEGER, cst_ct INTEGER, spp_no INTEGER, dsc_flg CHAR(1));
CREATE TABLE stk (plt_cd CHAR(6), bed_cd CHAR(3), qty_oh INTEGER, min_qty INTEGER, cnt_dt INTEGER, PRIMARY KEY (plt_cd, bed_cd));
CREATE TABLE cst (cst_no INTEGER PRIMARY KEY, cst_nm VARCHAR(40), cst_typ CHAR(1), twn VARCHAR(20), ph VARCHAR(20), crd_lim_ct INTEGER, ref_cst_no INTEGER, opn_dt INTEGER,
  del_cd CHAR(1));
CREATE TABLE tkt_hd (tkt_no INTEGER PRIMARY KEY, tkt_dt INTEGER, tkt_tm INTEGER, cst_no INTEGER, emp_no INTEGER, pay_cd CHAR(1), st_cd CHAR(1), stl_dt INTEGER);
CREATE TABLE tkt_ln (tkt_no INTEGER, ln_no INTEGER, plt_cd CHAR(6), qty INTEGER, unt_ct INTEGER, dsc_pc INTEGER, PRIMARY KEY (tkt_no, ln_no));
CREATE TABLE po_ln (po_no INTEGER, ln_no INTEGER, spp_no INTEGER, plt_cd CHAR(6), ord_dt INTEGER, due_dt INTEGER, rcv_dt INTEGER, qty_ord INTEGER, qty_rcv INTEGER,
  unt_ct INTEGER, buy_emp INTEGER, PRIMARY KEY (po_no, ln_no));
CREATE TABLE ref_cd (cd_typ VARCHAR(8), cd_val CHAR(2), cd_txt VARCHAR(30), PRIMARY KEY (cd_typ, cd_val));
`;

const today = '2026-11-16';
const codes = [
  ['CAT', 'PE', 'Perennials'], ['CAT', 'SH', 'Shrubs'], ['CAT', 'TR', 'Trees'], ['CAT', 'RO', 'Roses'], ['CAT', 'HE', 'Herbs'], ['CAT', 'BU', 'Bulbs'], ['CAT', 'CL', 'Climbers'],
  ['SUN', 'S', 'Full sun'], ['SUN', 'P', 'Half shade'], ['SUN', 'F', 'Full shade'], ['CSTTYP', 'P', 'Private'], ['CSTTYP', 'L', 'Landscaper'], ['CSTTYP', 'T', 'Town or school'],
  ['PAY', 'C', 'Cash'], ['PAY', 'K', 'Card'], ['PAY', 'A', 'On account'], ['ST', 'S', 'Sold'], ['ST', 'V', 'Voided'], ['ST', 'R', 'Brought back'],
  ['JOB', 'MG', 'Manager'], ['JOB', 'TL', 'Till'], ['JOB', 'GR', 'Grower'], ['JOB', 'BY', 'Buyer'],
];
/** Job, supervisor, hired, gone, cents an hour. */
const posts = [['MG', 0, 20090302, 0, 2650], ['BY', 1, 20140915, 0, 2180], ['TL', 1, 20160404, 0, 1590], ['TL', 3, 20200622, 0, 1480], ['TL', 3, 20230306, 20260829, 1440], ['GR', 1, 20110718, 0, 1870],
  ['GR', 6, 20190225, 0, 1560], ['GR', 6, 20240408, 0, 1490], ['TL', 3, 20260406, 0, 1420], ['GR', 6, 20180312, 20251130, 1530], ['TL', 3, 20260907, 0, 1400]];
const suppliers = [['Van Dalen Bulbs', 'NL', 12, 25_000, 'A'], ['Rosewood Growers', 'GB', 7, 15_000, 'A'], ['Baumschule Lenz', 'DE', 18, 60_000, 'A'], ['Herbarium Verde', 'IT', 15, 20_000, 'A'],
  ['Hilltop Perennials', 'GB', 5, 10_000, 'A'], ['Pepinieres Arnaud', 'FR', 21, 40_000, 'A'], ['Old Mill Nurseries', 'GB', 6, 8_000, 'X'], ['Nordic Conifers', 'DK', 24, 50_000, 'A']];
/** Botanical name, common name, category, pot, sun, hardy, retail, supplier, months in season; discontinued where an X follows. */
const plants = `Lavandula angustifolia|English lavender|PE|1.5|S|Y|495|5|456789;Salvia nemorosa|Woodland sage|PE|2|S|Y|595|5|5678;Hosta sieboldiana|Blue hosta|PE|3|F|Y|890|5|4567;
Echinacea purpurea|Coneflower|PE|2|S|Y|650|5|6789;Helleborus niger|Christmas rose|PE|2|P|Y|990|5|123BC;Geranium macrorrhizum|Cranesbill|PE|1.5|P|Y|450|5|45678;
Hydrangea macrophylla|Hydrangea|SH|5|P|Y|1890|3|45678;Buxus sempervirens|Box|SH|4|P|Y|1450|3|3459A;Rhododendron catawbiense|Rhododendron|SH|7.5|P|Y|2990|3|345;Camellia japonica|Camellia|SH|5|P|N|3450|6|234;
Nerium oleander|Oleander|SH|6|S|N|2790|6|5678;Prunus laurocerasus|Cherry laurel|SH|5|P|Y|1690|3|3489A;Malus domestica Cox|Apple Cox|TR|12|S|Y|4490|3|349AB;
Prunus avium|Sweet cherry|TR|12|S|Y|4790|3|349AB;
Acer palmatum|Japanese maple|TR|10|P|Y|6990|6|459A;Olea europaea|Olive|TR|15|S|N|8900|6|5678;Picea abies|Norway spruce|TR|10|S|Y|3290|8|ABC;Abies nordmanniana|Nordmann fir|TR|15|S|Y|4990|8|BC;
Rosa Peace|Rose Peace|RO|5|S|Y|1990|2|4567;Rosa Iceberg|Rose Iceberg|RO|5|S|Y|1890|2|4567;Rosa Graham Thomas|Rose Graham Thomas|RO|6|S|Y|2490|2|567;Rosa New Dawn|Rose New Dawn|RO|6|S|Y|2190|2|567;
Ocimum basilicum|Basil|HE|0.5|S|N|295|4|4567;Rosmarinus officinalis|Rosemary|HE|1|S|Y|450|4|45678;Thymus vulgaris|Thyme|HE|0.5|S|Y|325|4|4567;Mentha spicata|Spearmint|HE|1|P|Y|350|4|4567;
Petroselinum crispum|Parsley|HE|0.5|P|Y|265|4|345678;Tulipa Queen of Night|Tulip Queen of Night|BU|0.5|S|Y|390|1|9AB;Narcissus Tete a Tete|Daffodil Tete a Tete|BU|0.5|S|Y|320|1|9AB;
Crocus sativus|Saffron crocus|BU|0.5|S|Y|550|1|89A;Allium giganteum|Giant onion|BU|1|S|Y|690|1|9AB;Galanthus nivalis|Snowdrop|BU|0.5|F|Y|420|1|12AB;Clematis montana|Clematis|CL|3|P|Y|1690|6|456;
Wisteria sinensis|Wisteria|CL|5|S|Y|3990|6|45;Hedera helix|Ivy|CL|2|F|Y|890|3|3456789A;Lonicera periclymenum|Honeysuckle|CL|3|P|Y|1390|7|456X;Dianthus barbatus|Sweet William|PE|1|S|Y|420|7|56X;
Bougainvillea glabra|Bougainvillea|CL|5|S|N|2590|6|567`.split(/;\s*/).map((text) => text.split('|'));
const firms = ['Greenline Gardens', 'Turf & Stone', 'Oakfield Landscaping', 'Hedge Masters', 'Harwick Parks Dept', 'St Brigid School', 'Bloom Brothers', 'Millbrook Cemetery', 'Terrace Works', 'Ivy League Gardens'];
const number = (day) => Number(day.replaceAll('-', ''));

export function fill(insert) {
  const random = new Random(9303);
  const person = people(random);
  insert('ref_cd', codes);
  insert('emp_mst', posts.map(([job, ...rest], index) => [index + 1, person().toReversed().join(', '), job, ...rest]));
  insert('spp_mst', suppliers.map((supplier, index) => [11 + index, ...supplier]));
  const items = plants.map(([botanical, common, category, pot, sun, hardy, price, supplier, months], index) => ({ months, row: [`${category}${1001 + index * 7}`, botanical, common, category, Number(pot), sun, hardy,
    Number(price), Math.round(Number(price) * (0.38 + random.next() * 0.22)), 10 + Number(supplier), months.endsWith('X') ? 'Y' : 'N'] }));
  insert('plt_mst', items.map(({ row }) => row));
  insert('stk', items.flatMap((item) => stockOf(random, item)));
  const customers = Array.from({ length: 92 }, (_, index) => customer(random, index % 9 === 3 && index < 90 ? firms[(index - 3) / 9] : person().join(' '), index));
  insert('cst', customers);
  const tickets = Array.from({ length: 390 }, () => ticket(random, customers)).toSorted((a, b) => a[0] - b[0] || a[1] - b[1]).map((row, index) => [70_001 + index, ...row]);
  insert('tkt_hd', tickets);
  insert('tkt_ln', tickets.flatMap((one) => linesOf(random, one, items, customers)));
  insert('po_ln', Array.from({ length: 60 }, (_, index) => order(random, items, index)).toSorted((a, b) => a[0].ord - b[0].ord).flatMap((lines, index) =>
    lines.map(({ row }, place) => [4001 + index, place + 1, ...row])));
}

function stockOf(random, { months, row: [code, , , category, , , , , , , dropped] }) {
  const beds = { PE: ['A1', 'A2'], SH: ['B1', 'B2'], TR: ['F1', 'F2'], RO: ['C1'], HE: ['G1', 'G2'], BU: ['S1'], CL: ['D1', 'B2'] }[category];
  return random.sample(beds, dropped === 'Y' ? 1 : random.int(1, beds.length)).map((bed) => {
    const minimum = category === 'TR' ? 4 : random.pick([8, 10, 15, 20]);
    const quantity = random.chance(0.12) ? 0 : Math.round(minimum * (months.includes('B') ? 2.6 : 1.7) * random.next() * 2);
    return [code, bed, dropped === 'Y' ? random.int(1, 6) : quantity, dropped === 'Y' ? 0 : minimum, number(random.day('2026-06-01', '2026-11-13'))];
  });
}

function customer(random, name, index) {
  const isFirm = firms.includes(name);
  const type = isFirm ? (/Dept|School|Cemetery/.test(name) ? 'T' : 'L') : 'P';
  const opened = random.day(index < 50 ? '2018-03-01' : '2024-09-01', index < 50 ? '2024-08-30' : '2026-11-12');
  return [2001 + index, name, type, random.weighted(['Harwick', 'Millbrook', 'Thornby', 'Easton', 'Saltfield'], [34, 24, 16, 12, 6]),
    random.chance(0.8) ? `0${random.int(300, 399)} ${random.int(10_000, 99_999)}` : null, isFirm ? random.int(3, 12) * 50_000 : 0,
    index > 10 && random.chance(0.22) ? 2001 + random.weighted([random.int(0, index - 1), 4, 8], [45, 34, 21]) : 0, number(opened), random.chance(0.07) ? 'D' : null];
}

/** Day, hour and minute, customer (0 for anybody at the till), clerk, payment, state, day when an account was settled. */
function ticket(random, customers) {
  const start = random.chance(0.62) ? '2026-01-07' : '2025-01-08';
  const month = random.weighted(['02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'], [3, 9, 16, 20, 13, 8, 7, 9, 10, 8, start < '2026' ? 7 : 0]);
  const drawn = random.chance(0.02) ? today : random.chance(0.03) ? random.day('2026-11-09', '2026-11-14') : plusDays(`${start.slice(0, 4)}-${month}-01`, random.int(0, 27));
  const late = drawn > today ? random.day('2026-11-02', '2026-11-14') : drawn;
  const day = weekday(late) === 0 ? plusDays(late, -1) : late;
  const known = customers.filter(([id, , , , , , , opened, gone]) => opened <= number(day) && id % 7 !== 5 && (gone === null || day < '2026-03-01'));
  const holder = random.chance(0.42) ? undefined : random.chance(0.35) ? random.pick(known.filter((one) => one[2] !== 'P')) : random.pick(known);
  const able = posts.flatMap(([job, , hired, gone], index) => (['TL', 'MG'].includes(job) && hired <= number(day) && (gone === 0 || gone >= number(day)) ? [index + 1] : []));
  const pay = holder !== undefined && holder[5] > 0 && random.chance(0.75) ? 'A' : random.weighted(['C', 'K'], [36, 64]);
  const state = random.weighted(['S', 'V', 'R'], [86, 8, 6]);
  const settled = plusDays(day, random.weighted([9, 20, 31, 55], [26, 34, 26, 14]) + random.int(0, 5));
  const isSettled = pay === 'A' && state === 'S' && settled <= today && random.chance(0.93);
  return [number(day), random.int(9, day === today ? 11 : 17) * 100 + random.int(0, 59), holder?.[0] ?? 0, random.weighted(able, able.map((id) => (id === 1 ? 1 : 3 + (id % 4)))), pay, state,
    isSettled ? number(settled) : 0];
}

function linesOf(random, [id, day, , holder], items, customers) {
  const month = '0123456789ABC'[Math.floor(day / 100) % 100];
  const isTrade = customers.some(([no, , type]) => no === holder && type !== 'P');
  const chosen = random.sample(items.slice(0, -1), random.weighted([1, 2, 3, 4], [34, 32, 22, 12]) + 5).filter(({ months }) => months.includes(month) || random.chance(0.12)).slice(0, 4);
  return (chosen.length === 0 ? [items[0]] : chosen).map(({ row: [code, , , category, , , , price] }, index) => {
    const quantity = category === 'TR' ? random.int(1, isTrade ? 5 : 2) : random.weighted([1, 2, 3, 6], [44, 26, 18, 12]) * (isTrade ? random.int(2, 5) : 1);
    return [id, index + 1, code, quantity, day < 20260101 ? Math.round((price * 0.95) / 5) * 5 : price, isTrade ? random.pick([10, 15]) : random.weighted([0, 20, 50], [88, 9, 3])];
  });
}

/** An order of one to four plants of one supplier; the last ones have not come yet, some came short. */
function order(random, items, index) {
  const supplier = random.weighted([11, 12, 13, 14, 15, 16, 17], [16, 14, 18, 15, 20, 14, index < 20 ? 5 : 0]);
  const day = index > 47 ? random.day('2026-10-12', '2026-11-14') : random.day(supplier === 17 ? '2025-01-20' : '2025-02-01', supplier === 17 ? '2025-06-20' : '2026-10-10');
  const due = plusDays(day, suppliers[supplier - 11][2]);
  const came = plusDays(due, random.weighted([-2, 0, 3, 9, 16], [20, 36, 22, 14, 8]));
  const isHere = came < '2026-11-14' && !(index > 47 && index % 4 === 3);
  const mine = items.slice(0, -1).filter(({ row }) => row[9] === supplier);
  return random.sample(mine, random.int(1, 4)).map(({ row: [code, , , category, , , , , cost] }) => {
    const quantity = category === 'TR' ? random.int(2, 8) : random.int(2, 12) * 10;
    return { ord: number(day), row: [supplier, code, number(day), number(due), isHere ? number(came) : 0, quantity, isHere ? (random.chance(0.1) ? Math.floor(quantity * 0.7) : quantity) : 0, cost,
      random.chance(0.8) ? 2 : 1] };
  });
}
