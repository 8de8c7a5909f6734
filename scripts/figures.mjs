// docs/accuracy.md, docs/fidelity.md, docs/comparison.md and the tables of the README from what was measured (bench/results) and what is tested: npm run docs:figures.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { accuracyPage } from './figures/accuracy.mjs';
import { comparisonPage } from './figures/comparison.mjs';
import { fidelityPage } from './figures/fidelity.mjs';
import { readmePage } from './figures/readme.mjs';

/** Each page by its path. */
export function pagesOf(root) {
  return { 'docs/accuracy.md': accuracyPage(root), 'docs/fidelity.md': fidelityPage(root), 'docs/comparison.md': comparisonPage(root), 'README.md': readmePage(root) };
}

const root = fileURLToPath(new URL('..', import.meta.url));
if (process.argv[1] === fileURLToPath(import.meta.url)) for (const [path, text] of Object.entries(pagesOf(root))) writeFileSync(join(root, path), text);
