import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { joinText } from '../../src/catalog/joins.ts';
import { KeptKnowledge, type KeptText } from '../../src/answer/target/kept-knowledge.ts';
import { defaultKnowledgeOptions, KnowledgeBase, type Sampler } from '../../src/answer/target/knowledge.ts';
import { sampleValues } from '../../src/answer/target/sampling.ts';
import type { Target } from '../../src/answer/target/target.ts';
import { KeptFile } from '../../src/cache/kept-file.ts';
import { systemClock } from '../../src/std/clock.ts';
import { runLine } from '../command-line.ts';
import { type EngineName, scratchDatabase } from '../database/engines.ts';
import { sqliteFile, temporaryFolder } from '../fixtures/make-database.ts';

const schema = [
  'CREATE TABLE ships (ship_id INTEGER PRIMARY KEY, name VARCHAR(20), built DATE, tons INTEGER, flag VARCHAR(20))',
  "INSERT INTO ships VALUES (1, 'Sea Queen', '1999-04-01', 12000, ''), (2, 'Sea King', '2004-09-30', 9000, NULL), (3, 'Albatross', '2010-01-02', 300, 'Malta')",
  'CREATE TABLE crew (crew_id INTEGER PRIMARY KEY, ship_id INTEGER, name VARCHAR(40))',
  "INSERT INTO crew VALUES (1, 1, 'Sea King'), (2, 3, 'Ada Lovelace'), (3, 3, 'Ada Byron')",
];

function memoryPlace(): KeptText & { text: string | undefined; writes: number } {
  return {
    text: undefined,
    writes: 0,
    read() {
      return this.text;
    },
    write(text) {
      this.text = text;
      this.writes += 1;
    },
  };
}

/** What a process knows of the database; `looks` counts what it asked for. */
function process(target: Target, place: KeptText, sampler: Sampler = (catalog, values) => sampleValues(catalog, values, target)) {
  const looks = { introspect: 0, sample: 0 };
  const { database } = target;
  const counted = { ...database, introspect: (...given: Parameters<typeof database.introspect>) => ((looks.introspect += 1), database.introspect(...given)), schemaVersion: database.schemaVersion.bind(database) };
  const sample: Sampler = (catalog, values) => ((looks.sample += 1), sampler(catalog, values));
  const knowledge = new KnowledgeBase({ queries: counted, sampler: sample, clock: systemClock, kept: new KeptKnowledge(place, database) }, defaultKnowledgeOptions);
  return { knowledge, looks };
}

async function shown(knowledge: KnowledgeBase) {
  const { catalog, values, valuesComplete } = await knowledge.get();
  const joins = new Set(catalog.tables.flatMap((table) => catalog.edges(table)));
  return { valuesComplete, snapshot: catalog.snapshot, joins: [...joins].map(joinText), data: values.toData(catalog), kings: values.find('sea king').map(({ column }) => column.column.name) };
}

async function ships(name: EngineName) {
  const database = await scratchDatabase(name);
  for (const statement of schema) await database.write(statement);
  return { ...database, target: await database.open() };
}

describe.each(['sqlite', 'duckdb'] as const)('what was found out of a database of %s', (name) => {
  test('is taken by the next process as it is, without another look', async () => {
    const { target } = await ships(name);
    const place = memoryPlace();
    const first = process(target, place);
    const known = await shown(first.knowledge);
    expect(first.looks).toEqual({ introspect: 1, sample: 1 });
    const second = process(target, place);
    expect(await shown(second.knowledge)).toEqual(known);
    expect(second.looks).toEqual({ introspect: 0, sample: 0 });
    expect(known).toMatchObject({ valuesComplete: true, kings: ['name', 'name'], joins: [expect.stringMatching(/crew.ship_id = ships.ship_id \(2 of 2\)/)] });
  });

  test('is found out anew once a row has changed', async () => {
    const { target, write } = await ships(name);
    const place = memoryPlace();
    await shown(process(target, place).knowledge);
    await write("UPDATE ships SET name = 'Sea Prince' WHERE ship_id = 2");
    const { knowledge, looks } = process(target, place);
    expect((await knowledge.get()).values.find('sea prince')).toHaveLength(1);
    expect(looks).toEqual({ introspect: 1, sample: 1 });
    expect(place.writes).toBe(2);
  });

  test('is not kept where a part of it failed, or the data changed meanwhile', async () => {
    const { target, write } = await ships(name);
    const place = memoryPlace();
    await shown(process(target, place, async (catalog) => ({ catalog, isWhole: false })).knowledge);
    await shown(process(target, place, async (catalog) => (await write("DELETE FROM crew WHERE crew_id = 3"), { catalog, isWhole: true })).knowledge);
    expect(place.writes).toBe(0);
  });

  test('is found out anew where the kept text was cut short', async () => {
    const { target } = await ships(name);
    const place = memoryPlace();
    await shown(process(target, place).knowledge);
    place.text = place.text?.slice(0, -20);
    const { knowledge, looks } = process(target, place);
    expect((await shown(knowledge)).kings).toHaveLength(2);
    expect(looks.introspect).toBe(1);
  });
});

describe('a kept file', () => {
  test('is of this user alone, and is read by the code that wrote it', () => {
    const path = join(temporaryFolder(), 'known', 'one.json');
    new KeptFile({ path, code: 'one' }).write('{"a":1}\n');
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(statSync(join(path, '..')).mode & 0o077).toBe(0);
    expect(new KeptFile({ path, code: 'one' }).read()).toBe('{"a":1}\n');
    expect(new KeptFile({ path, code: 'two' }).read()).toBeUndefined();
  });

  test('is one of twenty; the oldest goes', () => {
    const folder = join(temporaryFolder(), 'known');
    mkdirSync(folder);
    for (let number = 0; number < 20; number += 1) {
      writeFileSync(join(folder, `${number}.json`), '');
      utimesSync(join(folder, `${number}.json`), 1_000 + number, 1_000 + number);
    }
    new KeptFile({ path: join(folder, 'new.json'), code: '' }).write('text');
    expect(readdirSync(folder)).toHaveLength(20);
    expect(existsSync(join(folder, '0.json'))).toBe(false);
    expect(existsSync(join(folder, 'new.json'))).toBe(true);
  });

  test('is done without where it can\'t be written', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'known'), 'no folder');
    const file = new KeptFile({ path: join(folder, 'known', 'one.json'), code: '' });
    expect(() => file.write('text')).not.toThrow();
    expect(file.read()).toBeUndefined();
  });
});

describe('the command line', () => {
  const pets = "CREATE TABLE pets (id INTEGER PRIMARY KEY, name TEXT, owner TEXT); INSERT INTO pets VALUES (1, 'Rex', 'Ann'), (2, 'Tom', 'Bob')";

  async function keptAfter(config: object): Promise<readonly string[]> {
    const folder = temporaryFolder();
    const path = join(folder, 'config.json');
    writeFileSync(path, JSON.stringify({ databases: { zoo: { dsn: `sqlite:${sqliteFile(pets)}`, ...config } }, state: { file: join(folder, 'state', 'memory.sqlite') } }));
    for (let time = 0; time < 2; time += 1) expect((await runLine('ask', '--config', path, 'how many pets are there')).stdout).toContain('2');
    return existsSync(join(folder, 'state', 'known')) ? readdirSync(join(folder, 'state', 'known')) : [];
  }

  test('keeps what it found out beside the state, and nothing under an access policy', async () => {
    expect(await keptAfter({})).toHaveLength(1);
    expect(await keptAfter({ access: { columns: { 'pets.owner': 'hashed' } } })).toEqual([]);
  });

  test('keeps nothing where nothing is to be kept', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'config.json');
    writeFileSync(path, JSON.stringify({ databases: { zoo: { dsn: `sqlite:${sqliteFile(pets)}` } }, state: { file: ':memory:' } }));
    expect((await runLine('ask', '--config', path, 'how many pets are there')).code).toBe(0);
    expect(readdirSync(folder)).toEqual(['config.json']);
  });
});
