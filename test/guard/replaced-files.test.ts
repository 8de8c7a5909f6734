import { existsSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openWriter } from '../../src/database/scratch/open.ts';
import { arena } from './fixture.ts';

const sql = 'SELECT name FROM which';
const contentOf = (name: string) => ['CREATE TABLE which (name VARCHAR(50))', `INSERT INTO which VALUES ('${name}')`];

describe.each(['sqlite', 'duckdb'] as const)('%s: before the next answer it is seen that a file', (engine) => {
  async function stageWith(name: string) {
    const stage = await arena(engine);
    await stage.scratch.write(...contentOf(name));
    expect(await stage.run(sql)).toMatchObject({ answer: { rows: [[name]] } });
    return { run: () => stage.run(sql), path: stage.scratch.dsn.replace(`${engine}:`, '') };
  }

  async function other(path: string, name: string): Promise<string> {
    const made = `${path}.${name}.${engine}`;
    const writer = await openWriter(`${engine}:${made}`);
    await writer.write(...contentOf(name));
    await writer.close();
    return made;
  }

  test('has another in its place, however often', async () => {
    const { path, run } = await stageWith('old');
    for (const name of ['second', 'third', 'fourth']) {
      renameSync(await other(path, name), path);
      expect(await run()).toMatchObject({ answer: { rows: [[name]] } });
      expect(await run()).toMatchObject({ answer: { rows: [[name]] } });
    }
  });

  test('is gone, and that it is back', async () => {
    const { path, run } = await stageWith('old');
    const kept = await other(path, 'kept');
    rmSync(path);
    expect(await run()).toMatchObject({ failure: { code: 'UNAVAILABLE' } });
    expect(existsSync(path)).toBe(false);
    renameSync(kept, path);
    await expect.poll(() => run(), { timeout: 3_000 }).toMatchObject({ answer: { rows: [['kept']] } });
  });

  test('was moved away and another name given to it', async () => {
    const { path, run } = await stageWith('old');
    const next = await other(path, 'next');
    renameSync(path, `${path}.moved`);
    renameSync(next, path);
    expect(await run()).toMatchObject({ answer: { rows: [['next']] } });
  });

  test('was cut short or written over', async () => {
    const { path, run } = await stageWith('old');
    truncateSync(path, 4_096);
    expect(await run()).not.toHaveProperty('answer.rows');
    writeFileSync(path, 'no database at all, but long enough to be taken for the header of one, were it not that it has none of its signs in it');
    expect(await run()).not.toHaveProperty('answer.rows');
  });
});
