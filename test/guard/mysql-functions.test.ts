import { expect, test } from 'vitest';
import { allowedFunctions, isBuiltIn, leastArguments, serverVersion } from '../../src/sql/mysql/functions.ts';
import { scratchDatabase } from '../database/engines.ts';

const calls = [{ count: 1, head: '(a int)', given: '(1)' }, { count: 2, head: '(a int, b int)', given: '(1, 1)' }];

test('no name that is taken for a built-in function of the server runs stored code', { timeout: 300_000 }, async () => {
  const { write } = await scratchDatabase('mysql');
  const [row] = await write("SET SESSION sql_mode = 'IGNORE_SPACE'", 'SELECT VERSION() AS version');
  const server = serverVersion(String(row?.['version']));
  const stored: string[] = [];
  for (const name of [...allowedFunctions].filter((one) => isBuiltIn(one, server))) {
    // With fewer the guard refuses them.
    for (const { head, given } of calls.filter(({ count }) => count >= (leastArguments.get(name) ?? 0))) {
      const isMade = await write(`CREATE FUNCTION \`${name}\`${head} RETURNS varchar(20) DETERMINISTIC RETURN 'it ran'`).then(() => true, () => false);
      if (!isMade) continue;
      const rows = await write(`SELECT ${name}${given} AS found`).catch(() => []);
      if (rows[0]?.['found'] === 'it ran') stored.push(`${name}${given}`);
      await write(`DROP FUNCTION \`${name}\``);
    }
  }
  expect(stored).toEqual([]);
});

test.each([
  ['9.7.4', 'md5', false], ['9.7.4', 'sha1', false], ['9.7.4', 'sha2', true], ['8.4.13', 'md5', true], ['8.0.46-0ubuntu0.24.04.5', 'sha', true], ['10.11.6-MariaDB', 'md5', true], ['11.8.2-MariaDB', 'sha1', true],
  ['8.4.13', 'st_iscollection', false], ['9.7.4', 'st_iscollection', false], ['9.7.4', 'median', false], ['10.11.6-MariaDB', 'median', true], ['9.7.4', 'string_to_vector', true], ['8.4.13', 'string_to_vector', false],
] as const)('of %s %s is a built-in function: %s', (version, name, expected) => {
  expect(isBuiltIn(name, serverVersion(version))).toBe(expected);
});
