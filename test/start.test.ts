import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mainModule } from './stdio-server.ts';

const joined = join(mainModule, '../joined');
const started = ['door.js', 'common.js'].map((name) => readFileSync(join(joined, name), 'utf8'));

/** What is loaded whenever the file is. */
function staticImports(text: string): string[] {
  return [...text.matchAll(/^(?:import|export) (?:[^;'"]* from )?'([^']+)'/gm)].map(([, name]) => name ?? '');
}

describe('a question on the command line', () => {
  test('loads no door: no server, and nothing of its protocol', () => {
    expect(staticImports(readFileSync(join(joined, 'ask.js'), 'utf8'))).not.toContain('./door.js');
  });
});

describe('a start to tools/list', () => {
  test('loads the door and what it shares: no package, no room of answer, no engine', () => {
    const imported = new Set(started.flatMap(staticImports).filter((name) => !name.startsWith('node:')));
    expect([...imported]).toEqual(['./common.js']);
    expect(staticImports(readFileSync(mainModule, 'utf8')).filter((name) => !name.startsWith('node:'))).toEqual([]);
  });

  test('stays small: what a door imports statically comes to every start', () => {
    const bytes = started.reduce((sum, text) => sum + text.length, 0);
    expect(bytes).toBeLessThan(900_000);
  });
});
