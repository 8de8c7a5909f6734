// A maker of planning software sold by the seat; CamelCase, accounts that refer accounts, two keys to plans, last logins as epoch seconds.
import { people } from '../names.mjs';
import { Random, cents, epochSeconds, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE TeamMember (TeamMemberID INTEGER PRIMARY KEY, FullName TEXT NOT NULL, Team TEXT NOT NULL, Email TEXT NOT NULL,
  ReportsToID INTEGER REFERENCES TeamMember(TeamMemberID), HiredOn DATE NOT NULL, LeftOn DATE);
CREATE TABLE Plan (PlanID INTEGER PRIMARY KEY, PlanName TEXT NOT NULL, PricePerSeat REAL NOT NULL, MaxSeats INTEGER, IsPublic INTEGER NOT NULL);
CREATE TABLE Account (AccountID INTEGER PRIMARY KEY, CompanyName TEXT NOT NULL, Country TEXT NOT NULL, Industry TEXT, EmployeeCount INTEGER, Source TEXT NOT NULL,
  CsmID INTEGER REFERENCES TeamMember(TeamMemberID), ReferredByAccountID INTEGER REFERENCES Account(AccountID), SignedUpOn DATE NOT NULL, DeletedAt TIMESTAMP,
  CreatedAt TIMESTAMP NOT NULL, UpdatedAt TIMESTAMP NOT NULL);
CREATE TABLE Subscription (SubscriptionID INTEGER PRIMARY KEY, AccountID INTEGER NOT NULL REFERENCES Account(AccountID), PlanID INTEGER NOT NULL REFERENCES Plan(PlanID),
  Status TEXT NOT NULL, Seats INTEGER NOT NULL, BillingCycle TEXT NOT NULL, DiscountPct INTEGER NOT NULL, MonthlyAmount REAL NOT NULL, TrialStart DATE, TrialEnd DATE,
  StartedOn DATE, CancelledOn DATE, EndsOn DATE, CancelReason TEXT);
CREATE TABLE PlanChange (PlanChangeID INTEGER PRIMARY KEY, SubscriptionID INTEGER NOT NULL REFERENCES Subscription(SubscriptionID),
  FromPlanID INTEGER NOT NULL REFERENCES Plan(PlanID), ToPlanID INTEGER NOT NULL REFERENCES Plan(PlanID), ChangedOn DATE NOT NULL);
CREATE TABLE Invoice (InvoiceID INTEGER PRIMARY KEY, InvoiceNumber TEXT NOT NULL, SubscriptionID INTEGER NOT NULL REFERENCES Subscription(SubscriptionID),
  IssuedOn DATE NOT NULL, DueOn DATE NOT NULL, NetAmount REAL NOT NULL, TaxAmount REAL NOT NULL, Status TEXT NOT NULL, PaidOn DATE, CardAttempts INTEGER NOT NULL);
CREATE TABLE AppUser (UserID INTEGER PRIMARY KEY, AccountID INTEGER NOT NULL REFERENCES Account(AccountID), FirstName TEXT NOT NULL, LastName TEXT NOT NULL,
  Email TEXT NOT NULL, IsAdmin INTEGER NOT NULL, InvitedOn DATE NOT NULL, LastLoginAt INTEGER, DeactivatedOn DATE);
CREATE TABLE SupportTicket (TicketID INTEGER PRIMARY KEY, AccountID INTEGER NOT NULL REFERENCES Account(AccountID),
  OpenedByID INTEGER NOT NULL REFERENCES AppUser(UserID), AssignedToID INTEGER REFERENCES TeamMember(TeamMemberID),
  Topic TEXT NOT NULL, Priority INTEGER NOT NULL, Channel TEXT NOT NULL, OpenedAt TIMESTAMP NOT NULL, FirstReplyAt TIMESTAMP, ClosedAt TIMESTAMP, Rating INTEGER);
CREATE TABLE FeatureUsage (AccountID INTEGER NOT NULL REFERENCES Account(AccountID), Feature TEXT NOT NULL, UsageMonth TEXT NOT NULL, EventCount INTEGER NOT NULL,
  PRIMARY KEY (AccountID, Feature, UsageMonth));
`;

const plans = [['Starter', 9, 10, 1], ['Team', 19, 50, 1], ['Business', 32, 250, 1], ['Enterprise', 49, null, 1], ['Early Bird', 6, 10, 0]];
const staff = [['Success', null], ['Success', 1], ['Success', 1], ['Success', 1], ['Support', null], ['Support', 5], ['Support', 5], ['Support', 5], ['Support', 5],
  ['Sales', null], ['Sales', 10], ['Finance', null]];
const firstWords = `Amber Anvil Arbor Aster Badger Basalt Beacon Birch Bramble Brook Canopy Cedar Cinder Clover Cobalt Copper Coral Crest Delta Drift Ember Fable Falcon
Fern Flint Garnet Glade Gull Harbor Hazel Heron Indigo Ivory Jasper Juniper Kelp Lark Linden Maple Meadow Mica Moss Nimbus Oak Ochre Onyx Opal Orchid Pebble Pine Plover
Quarry Quartz Raven Reed Ridge River Rowan Sable Sage Slate Sparrow Spruce Tern Thistle Timber Topaz Tundra Umber Vale Violet Willow Wren`.split(/\s+/);
const secondWords = ['Labs', 'Logistics', 'Studio', 'Partners', 'Health', 'Foods', 'Energy', 'Media', 'Works', 'Analytics', 'Robotics', 'Travel'];
const industries = ['software', 'logistics', 'health care', 'retail', 'manufacturing', 'media', 'consulting', 'education'];
const reasons = ['too expensive', 'missing feature', 'went to a competitor', 'out of business', 'not used enough', 'poor support'];
const topics = ['login', 'billing', 'import', 'calendar sync', 'permissions', 'reports', 'mobile app', 'api'];
const features = ['Boards', 'Timeline', 'Reports', 'Automations', 'API'];
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(7319);
  const person = people(random);
  insert('TeamMember', staff.map(([team, chief], index) => member(random, person(), { team, chief, id: index + 1 })));
  insert('Plan', plans.map((row, index) => [index + 1, ...row]));
  const days = Array.from({ length: 155 }, () => random.day('2024-09-01', '2026-11-14')).toSorted();
  const names = random.shuffled(firstWords.flatMap((first) => random.sample(secondWords, 3).map((second) => `${first} ${second}`)));
  const accounts = days.map((day, index) => account(random, day, { id: index + 1, name: names[index] }));
  const subscriptions = accounts.flatMap((row) => subscriptionsOf(random, row)).map((row, index) => [index + 1, ...row]);
  for (const row of accounts) row[9] = closedAt(random, subscriptions.filter(([, id]) => id === row[0]));
  insert('Account', accounts);
  insert('Subscription', subscriptions);
  const changes = subscriptions.filter((row) => row[10] !== null && row[10] < '2026-08-01' && random.chance(row[2] === 1 ? 0.15 : 0.4)).map((row) => change(random, row));
  insert('PlanChange', changes.toSorted((a, b) => (a[3] < b[3] ? -1 : 1)).map((row, index) => [index + 1, ...row]));
  const invoices = subscriptions.flatMap((row) => invoicesOf(random, row)).toSorted((a, b) => (a[1] < b[1] ? -1 : 1));
  insert('Invoice', invoices.map((row, index) => [index + 1, `R-${String(index + 20_001)}`, ...row]));
  const users = accounts.flatMap((row) => usersOf(random, { row, person, live: subscriptions.some((one) => one[1] === row[0] && one[12] === null) }));
  const numbered = users.map((row, index) => [index + 1, ...row]);
  insert('AppUser', numbered);
  const moments = Array.from({ length: 290 }, () => [random.day('2025-10-01', '2026-11-15'), random.time(7, 18, 5)].join(' ')).toSorted();
  insert('SupportTicket', moments.map((moment, index) => ticket(random, moment, { id: index + 1, users: numbered })));
  const live = subscriptions.filter((row) => row[3] === 'active' || row[3] === 'past_due').slice(0, 44);
  insert('FeatureUsage', live.flatMap((row) => usageOf(random, row)));
}

function member(random, [first, last], { team, chief, id }) {
  const left = id === 9 ? '2026-08-31' : null;
  return [id, `${first} ${last}`, team, `${first}@tidemark.example`.toLowerCase(), chief, random.day('2021-02-01', chief === null ? '2022-12-01' : '2025-09-01'), left];
}

function account(random, day, { id, name }) {
  const source = random.weighted(['organic', 'ads', 'referral', 'partner', 'event'], [34, 26, 16, 14, 10]);
  const country = random.weighted(['Ireland', 'Germany', 'France', 'Sweden', 'Canada', 'Spain', 'Norway'], [22, 24, 16, 12, 11, 9, 6]);
  const referrer = source === 'referral' && id > 12 ? random.weighted([3, 5, 8, 11, 12], [5, 2, 2, 1, 1]) : null;
  const headcount = random.weighted([random.int(3, 30), random.int(31, 200), random.int(201, 3_000)], [50, 35, 15]);
  return [id, name, country, random.chance(0.92) ? random.pick(industries) : null, random.chance(0.9) ? headcount : null, source,
    random.chance(0.7) ? random.int(1, 4) : null, referrer, day, null, `${day} ${random.time(7, 21, 1)}:00`, `${plusDays(day, 1)} 02:00:00`];
}

function closedAt(random, rows) {
  const [last] = rows.slice(-1);
  return last?.[3] === 'cancelled' && last[12] < '2026-10-01' && random.chance(0.4) ? `${plusDays(last[12], random.int(5, 40))} 03:00:00` : null;
}

function subscriptionsOf(random, [id, , , , headcount, , , , signedUp]) {
  if (random.chance(0.08)) return [];
  const first = subscription(random, { id, headcount, from: signedUp });
  const isBack = first[2] === 'cancelled' && first[11] < '2026-08-01' && random.chance(0.2);
  return isBack ? [first, subscription(random, { id, headcount, from: plusDays(first[11], random.int(20, 80)), again: true })] : [first];
}

function subscription(random, { id, headcount, from, again = false }) {
  const plan = headcount !== null && headcount > 200 ? random.weighted([3, 4], [5, 4]) : random.weighted([1, 2, 3, 5], [34, 42, 18, from < '2025-04-01' ? 22 : 0]);
  const seats = plan === 1 || plan === 5 ? random.int(2, 10) : plan === 2 ? random.int(5, 42) : plan === 3 ? random.int(15, 120) : random.int(60, 260);
  const cycle = random.weighted(['M', 'Y'], [68, 32]);
  const discount = random.weighted([0, 10, 15, 25], [70, 16, 9, 5]);
  const monthly = cents(seats * plans[plan - 1][1] * (1 - discount / 100));
  const [trial, trialEnd] = again ? [null, null] : [from, plusDays(from, random.pick([14, 14, 14, 30]))];
  if (trialEnd !== null && trialEnd >= today) return [id, plan, 'trialing', seats, cycle, discount, monthly, trial, trialEnd, null, null, null, null];
  if (!again && random.chance(0.22)) return [id, plan, 'expired', seats, cycle, discount, monthly, trial, trialEnd, null, null, null, null];
  const start = trialEnd ?? from;
  const gone = random.chance(0.52) ? plusDays(start, random.int(20, 430)) : null;
  const cancelled = gone !== null && gone <= today ? gone : null;
  const ends = cancelled === null ? null : plusDays(cancelled, random.int(1, 29));
  const status = cancelled !== null ? (ends <= today ? 'cancelled' : 'active') : random.chance(0.08) ? 'past_due' : 'active';
  const reason = cancelled === null || random.chance(0.07) ? null : random.weighted(reasons, [28, 22, 17, 8, 18, 7]);
  return [id, plan, status, seats, cycle, discount, monthly, trial, trialEnd, start, cancelled, ends, reason];
}

function change(random, [id, , plan, , , , , , , , started, , ends]) {
  const to = plan === 5 ? 2 : plan;
  const from = to === 1 ? 2 : to === 4 ? 3 : to + random.pick([-1, -1, -1, 1]);
  return [id, from, to, random.day(plusDays(started, 25), ends !== null && ends > plusDays(started, 26) ? ends : ends === null ? '2026-11-10' : plusDays(started, 26))];
}

function invoicesOf(random, [id, , , status, , cycle, , monthly, , , started, , ends]) {
  if (started === null) return [];
  const rows = [];
  const until = ends === null || ends > today ? today : ends;
  for (let day = started; day < until; day = plusDays(day, cycle === 'M' ? 30 : 365)) if (day >= '2025-07-01') rows.push(day);
  return rows.map((day, index) => {
    const net = cycle === 'M' ? monthly : cents(monthly * 10);
    const isLast = index === rows.length - 1;
    const fate = isLast && status === 'past_due' ? 'open' : isLast && status === 'cancelled' && random.chance(0.35) ? 'uncollectible'
      : random.weighted(['paid', 'void', 'open'], [960, 14, day > '2026-10-05' ? 60 : 8]);
    const paid = fate === 'paid' ? plusDays(day, random.weighted([0, 2, 6, 13, 24], [60, 14, 12, 9, 5])) : null;
    const state = paid !== null && paid > today ? 'open' : fate;
    const attempts = state === 'paid' ? random.weighted([1, 2, 3], [85, 10, 5]) : random.int(1, 4);
    return [id, day, plusDays(day, 14), net, cents(net * 0.21), state, state === 'paid' ? paid : null, attempts];
  });
}

function usersOf(random, { row, person, live }) {
  const count = random.weighted([1, 2, 3, 5, 8], [14, 22, 26, 23, 15]);
  return Array.from({ length: count }, (_, index) => {
    const [first, last] = person();
    const invited = index === 0 ? row[8] : random.day(row[8], '2026-11-14');
    const around = live ? random.day(invited > '2026-06-01' ? invited : '2026-06-01', '2026-11-15') : random.day(invited, plusDays(invited, 30));
    const seen = random.chance(0.9) ? around : null;
    const login = seen === null ? null : epochSeconds(seen > today ? today : seen, random.time(6, 11, 1));
    const off = random.chance(0.14) ? random.day(invited, '2026-11-14') : null;
    const address = `${first}.${last}@${row[1].replace(' ', '')}.example`.toLowerCase();
    return [row[0], first, last, address, index === 0 || random.chance(0.1), invited, login, off];
  });
}

function ticket(random, moment, { id, users }) {
  const user = random.pick(users.filter((row) => row[6] <= moment.slice(0, 10)).slice(0, 150));
  const priority = random.weighted([1, 2, 3, 4], [8, 22, 48, 22]);
  const assigned = random.chance(0.95) ? (moment < '2026-08-20' ? random.int(6, 9) : random.int(6, 8)) : null;
  const hours = { 1: 1, 2: 4, 3: 10, 4: 22 }[priority];
  const answered = later(moment, random.int(5, hours * 110));
  const closed = later(answered, random.weighted([random.int(10, 300), random.int(300, 4_000), random.int(4_000, 26_000)], [45, 40, 15]));
  const isReplied = assigned !== null && answered < `${today} 09:00`;
  const isClosed = isReplied && closed < `${today} 09:00` && random.chance(0.96);
  const channel = random.weighted(['email', 'chat', 'phone'], [55, 36, 9]);
  const rating = isClosed && random.chance(0.5) ? random.weighted([1, 2, 3, 4, 5], [6, 8, 16, 34, 36]) : null;
  return [id, user[1], user[0], assigned, random.pick(topics), priority, channel, `${moment}:00`, isReplied ? `${answered}:00` : null,
    isClosed ? `${closed}:00` : null, rating];
}

function later(moment, minutes) {
  return new Date(Date.parse(`${moment.replace(' ', 'T')}:00Z`) + minutes * 60_000).toISOString().slice(0, 16).replace('T', ' ');
}

function usageOf(random, [, id, plan, , seats]) {
  const used = features.filter((_, index) => random.chance([0.95, 0.7, 0.55, 0.4, 0.25][index] * (plan > 2 ? 1.2 : 1)));
  return used.flatMap((feature) => {
    const base = Math.ceil(seats * random.int(3, 30) / 2);
    return ['2026-08', '2026-09', '2026-10'].map((month) => [id, feature, month, Math.ceil(base * random.int(3, 16) / 10)]);
  });
}
