// Which tests belong to a folder of src: test/NAME, and the files NAME.test.ts and NAME-….test.ts of test. A deeper folder has
// those of the deepest folder above it that has any of its own.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What a folder is tested by beside those: tests that are named after what they show. */
const alsoTestedBy = {
  catalog: ['test/schema.test.ts', 'test/answer/context.test.ts'],
  core: ['test/documentation.test.ts', 'test/published-output.test.ts'],
  sql: ['test/guard', 'test/fuzz'],
  http: ['test/page'],
  mcp: ['test/stdio.test.ts', 'test/http.test.ts', 'test/documentation.test.ts', 'test/published-output.test.ts'],
  evaluate: ['test/answer/evaluation.test.ts'],
  cli: ['test/compile-cache.test.ts', 'test/start.test.ts', 'test/documentation.test.ts', 'test/shutdown.test.ts'],
};

/** The arguments for vitest: `src/…` stands for its tests, `src` for all, anything else for itself. Throws where a folder is unknown or has none. */
export function suitesOf(args, root) {
  return args.flatMap((arg) => (/^src(\/|$)/.test(arg) ? testsOf(arg.replace(/\/+$/, ''), root) : [arg]));
}

function testsOf(folder, root) {
  if (folder === 'src') return [];
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const [, name, ...deeper] = folder.split('/');
  if (!folders.includes(name) || !existsSync(join(root, folder))) throw new Error(`there is no ${folder}; folders of src: ${folders.join(', ')}`);
  for (let depth = deeper.length; depth > 0; depth -= 1) {
    const own = ['test', name, ...deeper.slice(0, depth)].join('/');
    if (existsSync(join(root, own))) return [`${own}/`];
  }
  const named = readdirSync(join(root, 'test')).filter((entry) => entry === name || new RegExp(`^${name}(-.+)?\\.test\\.ts$`).test(entry)).map((entry) => `test/${entry}`);
  const tests = [...named, ...(alsoTestedBy[name] ?? [])];
  if (tests.length === 0) throw new Error(`src/${name} has no tests of its own: npm test runs all of them`);
  // Vitest takes a path for the beginning of others: the slash ends the name of a folder.
  return tests.map((test) => (test.endsWith('.test.ts') ? test : `${test}/`));
}
