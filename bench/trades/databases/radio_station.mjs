// A local radio station; normalised, several keys to people and to organisations, a spot that was missed points to nothing and may be made good by another.
import { people } from '../names.mjs';
import { Random, plusDays, twoDigits, weekday } from '../random.mjs';

export const schema = `
CREATE TABLE person (person_id INTEGER PRIMARY KEY, first_name TEXT NOT NULL, last_name TEXT NOT NULL, post TEXT NOT NULL, joined_on TEXT NOT NULL, left_on TEXT,
  mentor_id INTEGER REFERENCES person(person_id), extension TEXT);
CREATE TABLE organisation (org_id INTEGER PRIMARY KEY, org_name TEXT NOT NULL, trade TEXT NOT NULL, town TEXT NOT NULL, contact_name TEXT,
  account_manager_id INTEGER REFERENCES person(person_id), client_since TEXT NOT NULL);
CREATE TABLE genre (genre_code TEXT PRIMARY KEY, genre_name TEXT NOT NULL, is_speech INTEGER NOT NULL);
CREATE TABLE programme (programme_id INTEGER PRIMARY KEY, title TEXT NOT NULL, genre_code TEXT NOT NULL REFERENCES genre(genre_code),
  presenter_id INTEGER NOT NULL REFERENCES person(person_id), co_presenter_id INTEGER REFERENCES person(person_id),
  producer_id INTEGER NOT NULL REFERENCES person(person_id), sponsor_id INTEGER REFERENCES organisation(org_id), length_min INTEGER NOT NULL, launched_on TEXT NOT NULL, axed_on TEXT);
CREATE TABLE broadcast (broadcast_id INTEGER PRIMARY KEY, programme_id INTEGER NOT NULL REFERENCES programme(programme_id), starts_at TEXT NOT NULL,
  voiced_by_id INTEGER NOT NULL REFERENCES person(person_id), is_repeat INTEGER NOT NULL, listeners INTEGER, calls INTEGER);
CREATE TABLE song (song_id INTEGER PRIMARY KEY, title TEXT NOT NULL, performer TEXT NOT NULL, genre_code TEXT NOT NULL REFERENCES genre(genre_code), seconds INTEGER NOT NULL,
  release_year INTEGER NOT NULL, is_local_act INTEGER NOT NULL, withdrawn_on TEXT);
CREATE TABLE airplay (broadcast_id INTEGER NOT NULL REFERENCES broadcast(broadcast_id), position INTEGER NOT NULL, song_id INTEGER NOT NULL REFERENCES song(song_id),
  was_requested INTEGER NOT NULL, PRIMARY KEY (broadcast_id, position));
CREATE TABLE campaign (campaign_id INTEGER PRIMARY KEY, campaign_name TEXT NOT NULL, advertiser_id INTEGER NOT NULL REFERENCES organisation(org_id),
  agency_id INTEGER REFERENCES organisation(org_id), sold_by_id INTEGER NOT NULL REFERENCES person(person_id), signed_on TEXT NOT NULL, runs_from TEXT NOT NULL, runs_to TEXT NOT NULL,
  spots_booked INTEGER NOT NULL, spot_price_cents INTEGER NOT NULL, stopped_on TEXT, invoiced_on TEXT, paid_on TEXT);
CREATE TABLE spot (spot_id INTEGER PRIMARY KEY, campaign_id INTEGER NOT NULL REFERENCES campaign(campaign_id), broadcast_id INTEGER NOT NULL REFERENCES broadcast(broadcast_id),
  seconds INTEGER NOT NULL, aired_at TEXT, makes_good_id INTEGER REFERENCES spot(spot_id));
`;

const today = '2026-11-16';
/** Post, joined, left, mentor, extension. */
const posts = [['Station manager', '2004-05-03', null, null, '100'], ['Head of programmes', '2010-09-13', null, 1, '101'], ['Presenter', '2011-02-01', null, 2, '210'], ['Presenter', '2016-08-15', null, 3, '211'],
  ['Presenter', '2019-03-04', null, 3, '212'], ['Presenter', '2021-10-11', '2026-08-31', 4, null], ['Presenter', '2024-01-15', null, 4, '214'], ['Presenter', '2026-03-02', null, 5, '215'],
  ['Producer', '2009-06-08', null, 2, '220'], ['Producer', '2018-04-16', null, 9, '221'], ['Producer', '2023-09-04', null, 9, '222'], ['News editor', '2013-01-21', null, 2, '230'],
  ['Sales manager', '2012-11-05', null, 1, '240'], ['Sales representative', '2020-02-10', null, 13, '241'], ['Sales representative', '2025-05-19', null, 13, '242'],
  ['Sales representative', '2017-07-03', '2026-06-30', 13, null], ['Sound engineer', '2015-10-26', null, 1, '250'], ['Trainee', '2026-09-01', null, 12, '260']];
const trades = { Agency: ['Loudmouth Media', 'Bright & Early', 'Copperline'], Furniture: ['Oakline Homes', 'Sofa Barn'], Garage: ['Kerr Motors', 'Easton Tyres', 'Millbrook Autos'],
  Food: ['Hilltop Dairy', 'Golden Crust Bakeries', 'Port Allen Fisheries', 'Mama Rosa'], Bank: ['Union Savings', 'Civic Credit'], Leisure: ['Lakeside Lido', 'Harwick Playhouse', 'Summit Climbing', 'Fair Winds Travel'],
  Retail: ['Page & Quill', 'Brightside Optics', 'Redfern Shoes', 'Sunny Sprouts'], Craft: ['Ashby Plumbing', 'Delta Roofing', 'Lantern Electrics'] };
const genres = [['POP', 'Pop', 0], ['ROC', 'Rock', 0], ['JAZ', 'Jazz', 0], ['FLK', 'Folk', 0], ['CLA', 'Classical', 0], ['ELE', 'Electronic', 0], ['NEW', 'News and talk', 1], ['SPO', 'Sport', 1]];
/** Title, genre, presenter, co-presenter, producer, sponsor, minutes, launched, axed, hour, days of the week. */
const shows = [['Wake Up Harwick', 'POP', 3, 5, 9, null, 180, '2011-02-07', null, 6, '12345'], ['The Noon Report', 'NEW', 12, null, 9, 11, 60, '2013-04-02', null, 12, '135'],
  ['Drivetime', 'ROC', 4, null, 10, 6, 120, '2017-01-09', null, 17, '1245'], ['Blue Hour', 'JAZ', 5, null, 11, null, 90, '2020-10-01', null, 21, '3'], ['Vinyl Attic', 'ROC', 6, null, 10, null, 60,
    '2022-02-05', '2026-08-29', 20, '6'],
  ['Hill and Harbour', 'FLK', 7, null, 11, 9, 60, '2024-03-03', null, 18, '0'], ['Sunday Strings', 'CLA', 2, null, 9, null, 120, '2012-09-02', null, 10, '0'], ['Circuit Room', 'ELE', 8, null, 11, null, 120,
    '2026-04-10', null, 22, '5'],
  ['Kick-off', 'SPO', 4, 7, 10, 7, 150, '2018-08-11', null, 14, '6'], ['Your Call', 'NEW', 7, null, 11, null, 60, '2025-01-14', null, 19, '2'], ['Teatime Tales', 'NEW', 5, null, 11, null, 30, '2023-05-06',
    '2026-10-03', 16, '6']];
const words = [['Paper', 'Silver', 'Broken', 'Slow', 'Northern', 'Golden', 'Midnight', 'Hollow', 'Second'], ['River', 'Window', 'Summer', 'Letters', 'Engine', 'Garden', 'Weather', 'Ferry']];
const acts = ['The Lanterns', 'Nell Ashdown', 'Harbour Choir', 'Static Bloom', 'Mercer Quartet', 'Tin Orchard', 'Ola Brandt', 'Kite Season', 'The Weir', 'Duo Falk', 'Mara Voss', 'City Philharmonic'];

export function fill(insert) {
  const random = new Random(7406);
  const person = people(random);
  const numbered = (rows, from = 1) => rows.map((row, index) => [index + from, ...row]);
  insert('person', numbered(posts.map((row) => [...person(), row[0], row[1], row[2], row[3], row[4]])));
  const firms = Object.entries(trades).flatMap(([trade, names]) => names.map((name) => [name, trade]));
  insert('organisation', numbered(firms.map(([name, trade]) => [name, trade, random.weighted(['Harwick', 'Millbrook', 'Easton', 'Port Allen'], [48, 22, 18, 12]),
    random.chance(0.85) ? person().join(' ') : null, random.weighted([13, 14, 15, null], [26, 40, 26, 8]), random.day('2012-01-10', '2026-05-20')])));
  insert('genre', genres);
  insert('programme', numbered(shows.map((row) => row.slice(0, 9))));
  const songs = numbered(Array.from({ length: 64 }, (_, index) => song(random, index)), 501);
  insert('song', songs);
  const broadcasts = numbered(broadcastsOf(random).toSorted((a, b) => (a[1] < b[1] ? -1 : 1)), 3001);
  insert('broadcast', broadcasts);
  insert('airplay', broadcasts.flatMap((row) => playsOf(random, row, songs)));
  const campaigns = numbered(Array.from({ length: 58 }, (_, index) => campaign(random, index)).toSorted((a, b) => (a[4] < b[4] ? -1 : 1)), 801);
  insert('campaign', campaigns);
  insert('spot', spotsOf(random, campaigns, broadcasts));
}

function song(random, index) {
  const title = `${words[0][index % 9]} ${words[1][((index % 9) + Math.floor(index / 9)) % 8]}`;
  const act = random.int(0, 10);
  const genre = [['POP', 'ROC'], ['FLK', 'POP'], ['CLA', 'FLK'], ['ELE'], ['JAZ'], ['ROC', 'FLK'], ['POP', 'ELE'], ['ROC'], ['FLK', 'ROC'], ['JAZ', 'CLA'], ['POP']][act];
  return [title, acts[act], random.pick(genre), random.int(128, 415), random.int(1996, 2026), [1, 2, 5, 8].includes(act), random.chance(0.06) ? random.day('2026-08-01', '2026-10-20') : null];
}

/** From July until the end of next week; a stand-in voices some, and listeners are known a day later. */
function broadcastsOf(random) {
  return shows.flatMap(([, , presenter, co, , , , , axed, hour, days], index) => {
    const all = Array.from({ length: 152 }, (_, day) => plusDays('2026-07-01', day)).filter((day) => days.includes(String(weekday(day))) && day <= (axed ?? '2026-11-29'));
    return all.filter(() => random.chance(0.97)).map((day) => {
      const standIn = random.pick([3, 4, 5, 7, 8].filter((id) => id !== presenter));
      const isPast = day < today;
      const reach = Math.round([9400, 5200, 7100, 1300, 1900, 1600, 2400, 900, 6300, 3100, 1100][index] * (0.75 + random.next() * 0.5));
      return [index + 1, `${day} ${twoDigits(hour)}:00`, random.chance(0.12) ? co ?? standIn : presenter, index > 2 && random.chance(0.1), isPast ? reach : null,
        isPast && [0, 2, 8, 9].includes(index) ? random.int(0, index === 9 ? 46 : 15) : null];
    });
  });
}

function playsOf(random, [id, programme, startsAt], songs) {
  const [, genre] = shows[programme - 1];
  const day = startsAt.slice(0, 10);
  if (day >= today || ['NEW', 'SPO'].includes(genre)) return [];
  const able = songs.slice(0, 61).filter(([, , , kind, , , , gone]) => (gone === null || gone > day) && (kind === genre || random.chance(genre === 'POP' ? 0.25 : 0.06))).slice(0, 26);
  return random.sample(able, Math.min(able.length, random.int(2, 4))).map(([songId], index) => [id, index + 1, songId, random.chance(programme === 1 ? 0.22 : 0.1)]);
}

function campaign(random, index) {
  const from = index > 50 ? random.day('2026-11-07', '2026-11-23') : random.day('2026-06-25', '2026-11-01');
  const to = plusDays(from, random.weighted([13, 27, 41], [40, 40, 20]));
  const sign = plusDays(from, -random.int(6, 45));
  const stopped = random.chance(0.08) ? plusDays(from, random.int(3, 9)) : null;
  const isOver = (stopped ?? to) < '2026-11-10';
  const sent = plusDays(stopped ?? to, random.int(2, 9));
  const paid = plusDays(sent, random.weighted([9, 17, 28, 45], [28, 34, 26, 12]));
  const isPaid = isOver && paid < today && random.chance(0.92);
  const advertiser = random.weighted([4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24], [6, 5, 9, 4, 3, 5, 7, 2, 4, 5, 0, 4, 6, 2, 5, 3, 4, 2, 0, 3, 4]);
  return [`${Object.values(trades).flat()[advertiser - 1]} ${random.pick(['autumn', 'opening', 'family', 'weekend', 'clearance', 'anniversary', 'early bird'])} ${random.pick(['sale', 'days', 'offer'])}`, advertiser,
    random.weighted([null, 1, 2, 3], [56, 22, 14, 8]), random.weighted(sign < '2026-06-30' ? [13, 14, 15, 16] : [13, 14, 15], sign < '2026-06-30' ? [2, 3, 2, 3] : [2, 4, 3]), sign, from, to,
    random.weighted([6, 10, 16, 24], [22, 40, 26, 12]), random.int(9, 34) * 250, stopped, isOver ? sent : null, isPaid ? paid : null];
}

function spotsOf(random, campaigns, broadcasts) {
  const rows = [];
  for (const [id, , , , , , from, to, booked, , stopped] of campaigns) {
    const able = broadcasts.filter(([, , at]) => at.slice(0, 10) >= from && at.slice(0, 10) <= (stopped ?? to));
    const seconds = random.weighted([20, 30, 45], [30, 55, 15]);
    for (const [broadcast, , at] of random.sample(able, Math.min(booked, able.length)).toSorted((a, b) => a[0] - b[0])) {
      const isAired = at < today && !random.chance(0.06);
      const aired = `${at.slice(0, 14)}${twoDigits(random.int(4, 56))}`;
      rows.push([rows.length + 1, id, broadcast, seconds, isAired ? aired : null, null]);
      const later = broadcasts.find(([, , next]) => next > plusDays(at.slice(0, 10), 4) && next < today);
      if (at < today && !isAired && later !== undefined && random.chance(0.6)) rows.push([rows.length + 1, id, later[0], seconds, `${later[2].slice(0, 14)}58`, rows.length]);
    }
  }
  return rows;
}
