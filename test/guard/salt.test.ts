import { createHash } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runSql } from '../../src/answer/ask/run-sql.ts';
import { compose } from '../../src/compose.ts';
import { toFailure } from '../../src/core/errors.ts';
import { localPrincipal as principal } from '../../src/core/question.ts';
import { engineNames, scratchDatabase } from '../database/engines.ts';

const cursorSecret = 'known to this test';
const salt = createHash('sha256').update(`mask ${cursorSecret}`).digest('hex');

/** What an engine makes of an expression without a name: a header, the key of a row as a whole, a type, a value of UNPIVOT, a message. */
const statements = [
  'SELECT (SELECT max(email) FROM people)', 'SELECT EXISTS (SELECT email FROM people)', 'SELECT t FROM (SELECT (SELECT max(email) FROM people)) t', 'SELECT * FROM (SELECT (SELECT max(email) FROM people)) t',
  'SELECT to_json(t) FROM (SELECT (SELECT max(email) FROM people)) t', 'SELECT struct_keys(t) FROM (SELECT EXISTS (SELECT email FROM people)) t', 'SELECT typeof(t) FROM (SELECT (SELECT max(email) FROM people)) t',
  'FROM (UNPIVOT (SELECT (SELECT max(email) FROM people)) ON COLUMNS(*) INTO NAME n VALUE v)', 'SELECT alias((SELECT max(email) FROM people)) FROM people',
  'FROM people PIVOT (max((SELECT max(email) FROM people)), min(id) FOR id IN (1, 2))', 'SELECT (SELECT t FROM (SELECT (SELECT max(email) FROM people)) t)::INT',
  'SELECT * FROM (SELECT (SELECT max(email) FROM people), (SELECT max(email) FROM people)) t', 'SELECT CAST((SELECT max(email) FROM people) AS DATE)', 'SELECT (SELECT email FROM people)',
  'SELECT email FROM people GROUP BY 2', 'SELECT max(email) OVER (PARTITION BY nothing) FROM people', 'SELECT row_to_json(t) FROM (SELECT (SELECT max(email) FROM people), email || 1 FROM people) t',
];

describe.each(engineNames)('the salt of hashes on %s', (engine) => {
  test('stands in no reply, whatever an expression is called by', async () => {
    const { dsn, write } = await scratchDatabase(engine);
    await write('CREATE TABLE people (id INT PRIMARY KEY, email VARCHAR(80))', "INSERT INTO people VALUES (1, 'ada@x.example'), (2, 'bob@x.example')");
    const services = await compose({ databases: { test: { dsn, access: { columns: { 'people.email': 'hashed' } } } }, cursorSecret, baseFolder: '/' }, { careful: true });
    onTestFinished(() => services.close());
    for (const sql of statements) {
      const reply: unknown = await runSql({ sql, principal }, services).catch((error: unknown) => toFailure(error));
      const told = `${JSON.stringify(reply)} ${reply instanceof Error ? reply.message : ''}`;
      expect(told, sql).not.toContain(salt.slice(0, 12));
    }
  });
});
