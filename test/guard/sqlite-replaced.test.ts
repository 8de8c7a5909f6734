import { renameSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createSqliteFile } from '../../src/database/sqlite/create-file.ts';
import { arena } from './fixture.ts';

test('a file that is put into the place of the one that is open is asked from the next statement on', async () => {
  const stage = await arena('sqlite');
  await stage.scratch.write('CREATE TABLE which (name TEXT)', "INSERT INTO which VALUES ('old')");
  expect(await stage.run('SELECT name FROM which')).toMatchObject({ answer: { rows: [['old']] } });
  const path = stage.scratch.dsn.replace('sqlite:', '');
  createSqliteFile(`${path}.new`, 'CREATE TABLE which (name TEXT)', { which: [['new']] });
  renameSync(`${path}.new`, path);
  expect(await stage.run("SELECT name FROM which WHERE name <> ''")).toMatchObject({ answer: { rows: [['new']] } });
});
