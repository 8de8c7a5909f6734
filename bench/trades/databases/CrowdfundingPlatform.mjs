// A crowdfunding site; CamelCase, declared keys, a parent for categories and a referrer for backers, epoch seconds in one table.
import { people } from '../names.mjs';
import { Random, cents, daysBetween, epochSeconds, plusDays } from '../random.mjs';

export const schema = `
CREATE TABLE Category (CategoryID INTEGER PRIMARY KEY, CategoryName TEXT NOT NULL, ParentCategoryID INTEGER REFERENCES Category(CategoryID));
CREATE TABLE Creator (CreatorID INTEGER PRIMARY KEY, DisplayName TEXT NOT NULL, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, Email TEXT NOT NULL,
  Country TEXT NOT NULL, JoinedOn DATE NOT NULL, IsVerified INTEGER NOT NULL, SuspendedOn DATE);
CREATE TABLE Backer (BackerID INTEGER PRIMARY KEY, FirstName TEXT NOT NULL, LastName TEXT NOT NULL, Email TEXT NOT NULL, Country TEXT NOT NULL,
  JoinedAt DATETIME NOT NULL, Newsletter INTEGER NOT NULL, ReferredByID INTEGER REFERENCES Backer(BackerID), ModifiedAt DATETIME NOT NULL);
CREATE TABLE Project (ProjectID INTEGER PRIMARY KEY, CreatorID INTEGER NOT NULL REFERENCES Creator(CreatorID),
  CategoryID INTEGER NOT NULL REFERENCES Category(CategoryID), Title TEXT NOT NULL, GoalAmount REAL NOT NULL, FeePct REAL NOT NULL, LaunchedOn DATE, EndsOn DATE,
  Status TEXT NOT NULL, IsStaffPick INTEGER NOT NULL, ModifiedAt DATETIME NOT NULL);
CREATE TABLE Reward (RewardID INTEGER PRIMARY KEY, ProjectID INTEGER NOT NULL REFERENCES Project(ProjectID), Title TEXT NOT NULL, MinPledge REAL NOT NULL,
  QuantityLimit INTEGER, PromisedFor DATE, ShipsAbroad INTEGER NOT NULL);
CREATE TABLE Pledge (PledgeID INTEGER PRIMARY KEY, ProjectID INTEGER NOT NULL REFERENCES Project(ProjectID), BackerID INTEGER NOT NULL REFERENCES Backer(BackerID),
  RewardID INTEGER REFERENCES Reward(RewardID), Amount REAL NOT NULL, ShippingFee REAL NOT NULL, PledgedAt DATETIME NOT NULL, Status TEXT NOT NULL,
  IsAnonymous INTEGER NOT NULL);
CREATE TABLE Shipment (ShipmentID INTEGER PRIMARY KEY, PledgeID INTEGER NOT NULL REFERENCES Pledge(PledgeID), Carrier TEXT NOT NULL, ShippedOn DATE NOT NULL,
  DeliveredOn DATE);
CREATE TABLE Refund (RefundID INTEGER PRIMARY KEY, PledgeID INTEGER NOT NULL REFERENCES Pledge(PledgeID), Amount REAL NOT NULL, Reason TEXT NOT NULL,
  RequestedOn DATE NOT NULL, PaidOn DATE);
CREATE TABLE ProjectUpdate (UpdateID INTEGER PRIMARY KEY, ProjectID INTEGER NOT NULL REFERENCES Project(ProjectID), PostedAt INTEGER NOT NULL, Headline TEXT NOT NULL,
  IsBackersOnly INTEGER NOT NULL, Likes INTEGER NOT NULL);
`;

const categories = [['Games', null], ['Publishing', null], ['Technology', null], ['Food', null], ['Board games', 1], ['Video games', 1], ['Comics', 2],
  ['Photo books', 2], ['Gadgets', 3], ['3D printing', 3], ['Breweries', 4], ['Street food', 4]];
const titles = [
  ['Tin Moon', 6], ['Harbour Barons', 5], ['The Quiet Dungeon', 5], ['Nine Foxes', 5], ['Sheepdog Tycoon', 6], ['Ashfall', 6], ['Captain Biscuit', 7],
  ['Inkwell Girls', 7], ['The Last Postman', 7], ['Cities at Four', 8], ['Lighthouses of the North', 8], ['Faces of Millbrook', 8], ['Pocket Loom', 9],
  ['Sunjar Lamp', 9],
  ['Whisperdesk', 9], ['Umbrella One', 9], ['Cablesnake', 9], ['Printbug', 10], ['Spool Saver', 10], ['Clayjet', 10], ['Bricklayer Ale', 11], ['Saltmarsh Stout', 11],
  ['Hop Cooperative', 11], ['Dumpling Tram', 12], ['The Pickle Van', 12], ['Crumb & Flame', 12], ['Railway Robbers', 5], ['Wordsmiths', 5], ['Moss Garden', 6],
  ['Night Bus', 7], ['Bridge Keepers', 5], ['Grandma in Space', 7], ['Foldaway Kayak', 9], ['Paper Lanterns', 8], ['Taco Bicycle', 12], ['Ember Kettle', 9],
  ['Little Foundry', 10], ['Orchard Cider', 11], ['Ghost Ferry', 6], ['Dust and Dice', 5], ['Birds of the Yard', 8], ['Solar Whistle', 9],
];
const studios = `Blue Heron Games,Lantern Press,Odd Sock Studio,Kestrel Works,Fermentory,Two Spoons,Northlight Photo,Pixel Barn,Copper Finch,Mudlark Comics,
Tall Ladder,Grainstore,Halfmoon Makers,Bright Anvil,Sleepy Fox,Third Drawer,Little Harbour,Tinker & Sons,Wavecrest Lab,Open Oven`.split(/,\s*/);
const tiers = [['Thank-you card', 8], ['Digital edition', 19], ['Early bird', 39], ['Standard edition', 49], ['Deluxe edition', 89], ['Day with the makers', 240]];
const headlines = ['We made it!', 'Behind the scenes', 'Production news', 'A small delay', 'Stretch goal unlocked', 'Shipping has begun', 'Meet the team',
  'Half way there'];
const countries = ['Germany', 'United Kingdom', 'France', 'Netherlands', 'Spain', 'United States', 'Poland', 'Canada'];
const today = '2026-11-16';

export function fill(insert) {
  const random = new Random(5202);
  const person = people(random);
  const numbered = (rows) => rows.map((row, index) => [index + 1, ...row]);
  insert('Category', numbered(categories));
  insert('Creator', numbered(studios.map((studio, index) => creator(random, studio, person(), index))));
  const plans = titles.map((title, index) => plan(random, title, index));
  const rewards = numbered(plans.flatMap((one) => rewardsOf(random, one)));
  const pledged = plans.flatMap((one) => pledgesOf(random, one, rewards.filter(([, project]) => project === one.id)));
  const firstOf = new Map(pledged.toSorted((a, b) => (a[5] < b[5] ? 1 : -1)).map((row) => [row[1], row[5].slice(0, 10)]));
  insert('Backer', numbered(Array.from({ length: 310 }, (_, index) => backer(random, person(), index, firstOf.get(index + 1)))));
  insert('Project', plans.map((one) => project(random, one)));
  insert('Reward', rewards);
  const pledges = pledged.toSorted((a, b) => (a[5] < b[5] ? -1 : 1)).map((row, index) => [index + 1, ...row]);
  insert('Pledge', pledges);
  insert('Shipment', numbered(pledges.flatMap((row) => shipmentOf(random, row, plans))));
  insert('Refund', numbered(pledges.flatMap((row) => refundOf(random, row))));
  insert('ProjectUpdate', numbered(plans.flatMap((one) => updatesOf(random, one)).toSorted((a, b) => a[1] - b[1])));
}

function creator(random, studio, [first, last], index) {
  const joined = random.day('2023-05-01', '2024-12-20');
  const suspended = [6, 13, 17].includes(index) ? random.day('2026-02-01', '2026-10-30') : null;
  return [studio, first, last, `${studio.replaceAll(/\W/g, '')}@makers.example`.toLowerCase(), random.weighted(countries, [8, 6, 4, 4, 3, 2, 1, 1]), joined,
    random.chance(0.65), suspended];
}

function backer(random, [first, last], index, firstPledge) {
  const joined = firstPledge === undefined ? random.day('2024-02-01', '2026-11-10') : plusDays(firstPledge, -random.int(1, 40));
  const referrer = index > 20 && random.chance(0.22) ? random.weighted([3, 8, 14, random.int(1, 20)], [3, 2, 2, 6]) : null;
  return [first, last, `${first}.${last}${index}@inbox.example`.toLowerCase(), random.weighted(countries, [30, 22, 14, 10, 8, 7, 5, 3]),
    `${joined} ${random.time(6, 23, 1)}:00`, random.chance(0.48), referrer, '2026-11-01 03:00:00'];
}

/** How a campaign went: `reached` is its share of the goal; drafts were never launched. */
function plan(random, [title, category], index) {
  const isDraft = index >= 40;
  const isLive = [3, 8, 16, 24, 29, 33, 36, 38].includes(index);
  const isCancelled = [11, 22].includes(index);
  const length = random.pick([21, 30, 30, 45]);
  const launched = isDraft ? null : isLive ? plusDays(today, -random.int(3, 19)) : random.day('2025-01-06', '2026-09-20');
  const reached = isLive ? 0.1 + random.next() * 1.3 : isCancelled ? 0.3 : random.chance(0.6) ? 1.02 + random.next() ** 2 * 2.2 : 0.08 + random.next() * 0.8;
  const drawn = index < 20 ? index + 1 : random.weighted([1, 2, 3, 5, 8, 10, 12, 15, 18], [5, 4, 3, 3, 2, 2, 2, 2, 2]);
  const owner = index === 30 || index === 41 ? 12 : drawn;
  const status = isDraft ? 'Draft' : isLive ? 'Live' : isCancelled ? 'Cancelled' : reached >= 1 ? 'Funded' : 'Failed';
  return { id: index + 1, title, category, owner, launched, ends: isDraft ? null : plusDays(launched, length), reached, status, raised: 0 };
}

function rewardsOf(random, { id, ends, status }) {
  if (status === 'Draft') return [];
  const chosen = random.sample([0, 1, 2, 3, 4, 5], random.int(2, 5)).toSorted((a, b) => a - b);
  return chosen.map((tier) => [id, tiers[tier][0], tiers[tier][1] + random.int(0, 4), tier === 5 ? random.int(2, 6) : tier === 2 ? random.int(3, 12) * 5 : null,
    random.chance(0.9) ? plusDays(ends, random.pick([60, 90, 120, 180])) : null, tier === 5 ? 0 : random.chance(0.75)]);
}

function pledgesOf(random, one, rewards) {
  if (one.status === 'Draft') return [];
  const last = one.ends < today ? one.ends : '2026-11-15';
  const count = one.status === 'Failed' ? random.int(4, 22) : random.int(16, 62);
  return Array.from({ length: count }, () => {
    const reward = random.chance(0.85) ? random.weighted(rewards, rewards.map(([, , , price]) => 60 / (price + 20))) : null;
    const amount = reward === null ? random.int(1, 15) * 5 : reward[3] + random.weighted([0, 5, 10, 25], [72, 14, 9, 5]);
    const settled = random.weighted(['Collected', 'PaymentFailed', 'Cancelled'], [88, 5, 7]);
    const status = settled === 'Cancelled' ? settled : one.status === 'Live' ? 'Active' : one.status === 'Funded' ? settled : 'Released';
    if (status === 'Collected' || status === 'Active' || status === 'Released') one.raised += amount;
    const shipping = reward !== null && reward[3] > 30 ? random.pick([0, 4.9, 7.5, 12]) : 0;
    return [one.id, random.chance(0.25) ? random.int(1, 40) : random.int(1, 284), reward?.[0] ?? null, amount, shipping,
      `${random.day(one.launched, last)} ${random.time(6, 24, 1)}:00`, status, random.chance(0.11)];
  });
}

function project(random, { id, title, category, owner, launched, ends, reached, status, raised }) {
  const goal = status === 'Draft' ? random.int(10, 60) * 100 : Math.max(200, Math.round(raised / reached / 100) * 100 + (reached > 1 ? 0 : 100));
  const asked = status === 'Funded' ? Math.min(goal, Math.floor(raised / 50) * 50) : goal;
  return [id, owner, category, title, asked, launched !== null && launched < '2025-07-01' ? 8 : random.pick([5, 6]), launched, ends, status, random.chance(0.2),
    '2026-11-10 02:00:00'];
}

function shipmentOf(random, [id, project, , reward, , , , status], plans) {
  const { ends } = plans[project - 1];
  const shipped = plusDays(ends, random.int(50, 230));
  if (reward === null || status !== 'Collected' || shipped >= today || random.chance(0.12)) return [];
  const arrived = plusDays(shipped, random.weighted([2, 3, 5, 9, 16], [20, 30, 25, 15, 10]));
  return [[id, random.weighted(['PostNord', 'ParcelGo', 'Swift'], [5, 3, 2]), shipped, arrived < today && random.chance(0.95) ? arrived : null]];
}

function refundOf(random, [id, , , , amount, , pledged, status]) {
  if (status !== 'Collected' || !random.chance(0.07)) return [];
  const asked = plusDays(pledged.slice(0, 10), random.int(30, 200));
  if (asked >= today) return [];
  const age = daysBetween(asked, today);
  const paid = plusDays(asked, random.int(2, 24));
  return [[id, random.chance(0.8) ? amount : cents(amount / 2), random.weighted(['Never arrived', 'Damaged', 'Changed mind', 'Project delayed'], [4, 3, 2, 4]), asked,
    age > 25 && random.chance(0.84) ? paid : null]];
}

function updatesOf(random, { id, launched, ends, status }) {
  if (status === 'Draft' || (status === 'Live' && id % 2 === 0) || id === 7) return [];
  const last = plusDays(ends, 90) < today ? plusDays(ends, 90) : '2026-11-15';
  return Array.from({ length: random.int(1, 7) }, () => [id, epochSeconds(random.day(launched, last), random.time(7, 22, 5)), random.pick(headlines),
    random.chance(0.3), random.int(0, 140)]);
}
