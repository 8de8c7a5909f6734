import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** What `npm test -- …` hands to vitest. */
function suitesOf(...args: readonly string[]) {
  const program = `import { suitesOf } from './scripts/suites.mjs'; console.log(JSON.stringify(suitesOf(${JSON.stringify(args)}, ${JSON.stringify(root)})))`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { cwd: root, encoding: 'utf8' });
  return stderr === '' ? (JSON.parse(stdout) as readonly string[]) : stderr;
}

test('a folder of src stands for the tests of its name', () => {
  expect(suitesOf('src/cache')).toEqual(['test/cache/']);
  expect(suitesOf('src/http')).toEqual(['test/http-api.test.ts', 'test/http.test.ts', 'test/page/']);
});

test('a deeper folder, or a file, stands for those of the nearest folder that has tests', () => {
  expect(suitesOf('src/memory/README.md')).toEqual(['test/memory/']);
  expect(suitesOf('src/database/sqlite/')).toEqual(['test/database/']);
});

test('src stands for all tests, as no argument does', () => {
  expect(suitesOf('src')).toEqual([]);
});

test('other arguments are handed on', () => {
  expect(suitesOf('test/std', '-t', 'a name', 'src/std')).toEqual(['test/std', '-t', 'a name', 'test/std/']);
});

test('an unknown folder is an error that names those there are', () => {
  expect(suitesOf('src/nowhere')).toMatch(/there is no src\/nowhere; folders of src: .*answer/);
  expect(spawnSync(process.execPath, ['scripts/test.mjs', 'src/nowhere'], { cwd: root, encoding: 'utf8' })).toMatchObject({ status: 2, stderr: expect.stringContaining('src/nowhere') });
});

test('every folder has tests, and they exist', () => {
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => `src/${entry.name}`);
  const found = suitesOf(...folders);
  expect(Array.isArray(found) ? found.filter((path) => !existsSync(join(root, path))) : found).toEqual([]);
});
