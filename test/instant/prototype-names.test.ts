import { expect, test } from 'vitest';
import { asked } from './open.ts';

/** Two keys lead from a match to a team, so that the words of a question are looked up to tell which one is meant. */
const league = `
  CREATE TABLE teams (team_id INTEGER PRIMARY KEY, name TEXT, city TEXT);
  CREATE TABLE matches (match_id INTEGER PRIMARY KEY, home_team_id INTEGER REFERENCES teams(team_id), away_team_id INTEGER REFERENCES teams(team_id), goals INTEGER, played_on DATE);
  INSERT INTO teams VALUES (1, 'Rovers', 'York'), (2, 'United', 'Leeds'), (3, 'constructor', 'toString');
  INSERT INTO matches VALUES (1, 1, 2, 3, '2024-01-05'), (2, 2, 3, 1, '2024-02-06');
`;

/** The names that every object inherits, as they are written and as a question's words: an object that is used as a dictionary seems to hold them. */
const inherited = Object.getOwnPropertyNames(Object.prototype).flatMap((name) => [name, name.toLowerCase(), name.replace(/([A-Z])/g, ' $1').toLowerCase(), name.replaceAll('_', '')]);
const names = [...new Set(inherited)];

const frames: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => `${name} ${name}`,
  (name) => `which ${name} team played home matches`,
  (name) => `how many matches did ${name} play`,
  (name) => `the most ${name} teams by goals`,
  (name) => `average ${name} per team city`,
  (name) => `teams whose name is ${name}`,
  (name) => `teams whose name is "${name}" or '${name}'`,
  (name) => `matches with more than 3 ${name} in 2024`,
  (name) => `matches without a ${name} team, sorted by ${name}`,
  (name) => `5 ${name} last ${name}`,
];

test('the list of names is that of the language', () => {
  expect(names).toEqual(expect.arrayContaining(['constructor', 'toString', '__proto__', 'proto', 'hasOwnProperty', 'has own property', 'valueof']));
});

test.each(names)('%s is a word like any other', (name) => {
  const database = asked(league);
  for (const frame of frames) {
    const { candidates, abstention } = database.ask(frame(name));
    expect(candidates.length > 0 || abstention !== undefined, frame(name)).toBe(true);
    for (const { sql } of candidates) expect(() => database.rows(sql), sql).not.toThrow();
  }
});

test.each(names)('%s goes on from a question before', (name) => {
  const database = asked(league);
  for (const frame of frames) expect(() => database.ask(`and ${name}?`, { history: [frame(name)] }), frame(name)).not.toThrow();
});

test.each(names)('%s may be a term of the glossary', (name) => {
  const database = asked(league);
  const meanings = [{ term: name, means: 'teams' }, { term: name, means: 'teams.name' }, { term: name, means: name }, { term: name, metric: 'sum', column: 'matches.goals' }, { term: name, column: 'teams.city', value: 'York' }] as const;
  for (const entry of meanings) for (const frame of frames) {
    for (const { sql } of database.ask(frame(name), { glossary: [entry] }).candidates) expect(() => database.rows(sql), sql).not.toThrow();
  }
});
