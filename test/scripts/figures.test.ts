import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

test('the pages of figures are those that the results make: npm run docs:figures', () => {
  const program = `import { pagesOf } from './scripts/figures.mjs'; console.log(JSON.stringify(pagesOf(${JSON.stringify(root)})))`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { cwd: root, encoding: 'utf8' });
  expect(stderr).toBe('');
  for (const [path, text] of Object.entries(JSON.parse(stdout) as Record<string, string>)) expect(text, path).toBe(readFileSync(join(root, path), 'utf8'));
});
