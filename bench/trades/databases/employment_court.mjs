// An employment court of five chambers; normalised, code tables, both sides of a lawsuit in one table, three judges at a hearing.
import { people } from '../names.mjs';
import { Random, cents, daysBetween, plusDays, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE bench (bench_code TEXT PRIMARY KEY, label TEXT NOT NULL);
CREATE TABLE claim_subject (subject_code TEXT PRIMARY KEY, label TEXT NOT NULL);
CREATE TABLE case_result (result_code TEXT PRIMARY KEY, label TEXT NOT NULL);
CREATE TABLE judge (judge_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, bench_code TEXT NOT NULL REFERENCES bench(bench_code),
  sworn_in_on TEXT NOT NULL, retired_on TEXT);
CREATE TABLE chamber (chamber_id INTEGER PRIMARY KEY, chamber_name TEXT NOT NULL, courtroom TEXT NOT NULL, president_id INTEGER NOT NULL REFERENCES judge(judge_id),
  deputy_id INTEGER NOT NULL REFERENCES judge(judge_id));
CREATE TABLE party (party_id INTEGER PRIMARY KEY, party_name TEXT NOT NULL, is_company INTEGER NOT NULL, industry TEXT, town TEXT NOT NULL);
CREATE TABLE representative (representative_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, organisation TEXT NOT NULL,
  profession TEXT NOT NULL);
CREATE TABLE lawsuit (lawsuit_id INTEGER PRIMARY KEY, docket_no TEXT NOT NULL, chamber_id INTEGER NOT NULL REFERENCES chamber(chamber_id),
  subject_code TEXT NOT NULL REFERENCES claim_subject(subject_code), plaintiff_id INTEGER NOT NULL REFERENCES party(party_id),
  defendant_id INTEGER NOT NULL REFERENCES party(party_id), plaintiff_rep_id INTEGER REFERENCES representative(representative_id),
  defendant_rep_id INTEGER REFERENCES representative(representative_id), filed_on TEXT NOT NULL, disputed_amount INTEGER NOT NULL,
  result_code TEXT REFERENCES case_result(result_code), concluded_on TEXT, awarded_amount INTEGER, court_fee REAL, fee_debtor_id INTEGER REFERENCES party(party_id),
  fee_paid_on TEXT, appealed_on TEXT);
CREATE TABLE hearing (hearing_id INTEGER PRIMARY KEY, lawsuit_id INTEGER NOT NULL REFERENCES lawsuit(lawsuit_id), stage TEXT NOT NULL, starts_at TEXT NOT NULL,
  minutes INTEGER, state TEXT NOT NULL, presiding_judge_id INTEGER NOT NULL REFERENCES judge(judge_id), employer_judge_id INTEGER REFERENCES judge(judge_id),
  employee_judge_id INTEGER REFERENCES judge(judge_id));
`;

const today = '2026-11-16';
const benches = [['PR', 'Professional judge'], ['ER', 'Lay judge, employers'], ['EE', 'Lay judge, employees']];
const subjects = [['UD', 'Unfair dismissal'], ['UW', 'Unpaid wages'], ['OT', 'Overtime pay'], ['RL', 'Reference letter'], ['DI', 'Discrimination'], ['HP', 'Holiday pay'], ['DA', 'Damages']];
const results = [['SE', 'Settlement'], ['JP', 'Judgment for the plaintiff'], ['JD', 'Judgment for the defendant'], ['PA', 'Partly granted'], ['WD', 'Withdrawn'], ['DF', 'Default judgment']];
/** Bench, sworn in, retired. */
const judges = [
  ['PR', '2004-05-03', null], ['PR', '2011-09-01', null], ['PR', '2015-02-16', null], ['PR', '2019-10-07', null], ['PR', '1996-04-01', '2026-03-31'], ['PR', '2026-04-01', null],
  ['ER', '2012-01-01', null], ['ER', '2017-01-01', null], ['ER', '2018-06-01', null], ['ER', '2022-01-01', null], ['ER', '2015-03-01', '2025-12-31'], ['ER', '2026-02-01', null],
  ['EE', '2010-07-01', null], ['EE', '2016-01-01', null], ['EE', '2020-01-01', null], ['EE', '2021-09-01', null], ['EE', '2014-01-01', '2026-06-30'], ['EE', '2026-07-01', null], ['EE', '2026-11-13', null],
];
const chambers = [['First chamber', 'Room 1.04', 1, 2], ['Second chamber', 'Room 1.06', 2, 1], ['Third chamber', 'Room 2.01', 3, 4], ['Fourth chamber', 'Room 2.03', 4, 3],
  ['Fifth chamber', 'Room 0.12', 6, 1]];
const companies = [
  ['Brightline Logistics', 'Transport', 'Aldwick'], ['Kestrel Foods', 'Food', 'Marbury'], ['Oakfield Care Homes', 'Care', 'Aldwick'], ['Harrow Steel', 'Metal', 'Stenning'],
  ['City of Aldwick', 'Public sector', 'Aldwick'], ['Nova Retail', 'Retail', 'Aldwick'], ['Pinnacle Security', 'Security', 'Marbury'], ['Tideway Hotels', 'Hospitality', 'Stenning'],
  ['Merle Cleaning', 'Cleaning', 'Aldwick'], ['Quantum Print', 'Printing', 'Marbury'], ['Saxon Construction', 'Construction', 'Stenning'], ['Dovetail Furniture', 'Retail', 'Marbury'],
  ['Redwood Call Centre', 'Telephone services', 'Aldwick'], ['Fairmile Buses', 'Transport', 'Stenning'], ['Larkspur Clinic', 'Care', 'Marbury'], ['Bluebird Couriers', 'Transport', 'Marbury'],
  ['Alder & Finch', 'Consulting', 'Aldwick'], ['Sunrise Bakery', 'Food', 'Stenning'], ['Vector Software', 'Software', 'Aldwick'], ['Stenning Spa', 'Hospitality', 'Stenning'],
];
const weights = [26, 12, 18, 7, 6, 22, 15, 10, 14, 3, 11, 5, 9, 6, 4, 13, 2, 5, 3, 0];
/** Organisation, profession, on whose side. */
const bodies = [
  ['Harding & Cole', 'Lawyer', 'both'], ['Harding & Cole', 'Lawyer', 'both'], ['Penrose Legal', 'Lawyer', 'plaintiff'], ['Penrose Legal', 'Lawyer', 'plaintiff'], ['Stark Chambers', 'Lawyer', 'defendant'],
  ['Stark Chambers', 'Lawyer', 'defendant'], ['Weir Employment Law', 'Lawyer', 'both'], ['United Workers', 'Union secretary', 'plaintiff'], ['United Workers', 'Union secretary', 'plaintiff'],
  ['Service Union', 'Union secretary', 'plaintiff'], ['Employers League', 'Association counsel', 'defendant'], ['Employers League', 'Association counsel', 'defendant'], ['Marsh & Daughter', 'Lawyer', 'none'],
];

export function fill(insert) {
  const random = new Random(3371);
  const person = people(random);
  insert('bench', benches);
  insert('claim_subject', subjects);
  insert('case_result', results);
  insert('judge', judges.map((judge, index) => [index + 1, ...person(), ...judge]));
  insert('chamber', chambers.map((chamber, index) => [index + 1, ...chamber]));
  const parties = [...companies.map(([name, industry, town]) => [name, 1, industry, town]),
    ...Array.from({ length: 178 }, () => [person().join(' '), 0, null, random.weighted(['Aldwick', 'Marbury', 'Stenning', 'Coldbrook'], [44, 26, 20, 10])])].map((row, index) => [index + 1, ...row]);
  insert('party', parties);
  insert('representative', bodies.map(([body, profession], index) => [index + 1, ...person(), body, profession]));
  const days = Array.from({ length: 320 }, () => workday(random.day('2025-01-07', '2026-11-13'))).toSorted();
  const hearings = [];
  const suits = days.map((day, index) => {
    const number = index - days.findIndex((other) => other.slice(0, 4) === day.slice(0, 4)) + 1;
    return suit(random, index + 1, number, day, hearings);
  });
  insert('lawsuit', suits);
  insert('hearing', hearings.toSorted((a, b) => (a[2] < b[2] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
}

/** Weekends are put off to Monday, and nothing happens between Christmas and the new year. */
function workday(day) {
  const open = day.slice(5) >= '12-24' ? plusDays(day, 12) : day;
  return plusDays(open, [1, 0, 0, 0, 0, 0, 2][weekday(open)]);
}

function suit(random, id, number, day, hearings) {
  const chamber = random.weighted([1, 2, 3, 4, 5], [26, 23, 21, 17, 13]);
  const subject = random.weighted(subjects, [42, 22, 11, 9, 7, 6, 0])[0];
  const worker = random.chance(0.15) ? random.int(21, 40) : Math.min(198, 20 + Math.ceil(id * 0.56));
  const company = random.weighted(companies.map((_, index) => index + 1), weights);
  const isReversed = random.chance(0.06);
  const own = sideRep(random, 'plaintiff', 0.3);
  const found = sideRep(random, 'defendant', 0.16);
  const other = found === own ? null : found;
  const amount = { UD: random.int(50, 240) * 100, UW: random.int(6, 95) * 100, OT: random.int(4, 60) * 100, RL: random.int(20, 38) * 100, DI: random.int(40, 300) * 100, HP: random.int(3, 28) * 100 }[subject];
  const [result, end] = course(random, id, chamber, day, hearings);
  const award = { SE: random.int(20, 65), JP: 100, JD: 0, PA: random.int(25, 80), WD: null, DF: 100 }[result] ?? null;
  const [plaintiff, defendant] = isReversed ? [id % 40 < 8 ? companies.length : company, worker] : [worker, company];
  const fee = result === null || result === 'SE' ? null : cents(28 + amount * 0.0195);
  const paid = fee === null ? null : plusDays(end, random.int(12, 75));
  return [id, `${chamber} Ca ${number}/${day.slice(2, 4)}`, chamber, isReversed ? 'DA' : subject, plaintiff, defendant, isReversed ? other : own, isReversed ? own : other, day, amount, result, end,
    award === null ? null : Math.round((amount * award) / 1000) * 10, fee, fee === null ? null : ['JP', 'PA', 'DF'].includes(result) ? defendant : plaintiff,
    paid !== null && paid < today && random.chance(0.8) ? paid : null,
    ['JP', 'JD', 'PA'].includes(result) && random.chance(0.3) && plusDays(end, 28) < today ? plusDays(end, random.int(6, 28)) : null];
}

function sideRep(random, side, without) {
  const able = bodies.flatMap(([, , whose], index) => (whose === side || whose === 'both' ? [index + 1] : []));
  return random.chance(without) ? null : random.weighted(able, able.map((_, index) => 12 - index));
}

/** Conciliation first, then the full chamber; hearings that lie ahead are on the list, too. */
function course(random, id, chamber, filed, hearings) {
  let day = filed;
  for (const stage of ['conciliation', 'chamber']) {
    day = workday(plusDays(day, stage === 'conciliation' ? random.int(17, 38) : random.int(55, 140)));
    for (const again of [true, false]) {
      const isPut = again && random.chance(0.13);
      if (!again || isPut) {
        const state = day >= today ? 'scheduled' : isPut ? random.weighted(['adjourned', 'cancelled'], [7, 3]) : 'held';
        hearings.push([id, stage, `${day} ${random.time(9, 15, 15)}`, state === 'held' ? (stage === 'conciliation' ? random.int(8, 40) : random.int(25, 170)) : null, state, ...panel(random, chamber, stage, day)]);
        if (state === 'scheduled') return [null, null];
        if (isPut) day = workday(plusDays(day, random.int(14, 40)));
      }
    }
    const result = stage === 'conciliation' ? random.weighted(['SE', 'WD', 'DF', null], [44, 8, 5, 43]) : random.weighted(['SE', 'JP', 'JD', 'PA', 'WD'], [28, 24, 22, 18, 8]);
    if (result !== null) return [result, day];
  }
  throw new Error(`${daysBetween(filed, day)} days and no result`);
}

function panel(random, chamber, stage, day) {
  const [, , head, deputy] = chambers[chamber - 1];
  const own = head === 6 && day < '2026-04-01' ? 5 : head;
  const able = (bench) => judges.flatMap(([code, from, until], index) => (code === bench && from <= day && (until === null || until >= day) ? [index + 1] : []));
  const lay = (bench) => (stage === 'chamber' ? random.pick(able(bench)) : null);
  return [random.chance(0.18) ? deputy : own, lay('ER'), lay('EE')];
}
