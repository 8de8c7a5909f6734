import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { coverageTable } from './accuracy.mjs';
import { figuresTable } from './comparison.mjs';

/** Where we win and where we lose. */
const figures = [/^start/, /^resident/, /^a (new|repeated) statement, 1 row/, /^tool list/, /^schema/, /^100 rows of/, /come back changed/, /^after its/];

const sets = {
  spider_dev: 'Spider, in words close to the schema',
  spider_dk: 'Spider-DK, which takes knowledge of the domain for granted',
  'everyday/dev': 'what people type at work, written for our benchmark',
  'trades/heldout': 'the same over schemas of small trades that nothing was tuned on',
};

/** The README with the tables between its marks as the results make them; its words are its own. */
export function readmePage(root) {
  const parts = { coverage: coverageTable(root, sets), comparison: figuresTable(root, figures) };
  return readFileSync(join(root, 'README.md'), 'utf8').replace(/(<!-- (\w+): made by npm run docs:figures -->\n)[^]*?(\n<!-- end -->)/g, (_, begin, name, end) => `${begin}${parts[name]}${end}`);
}
