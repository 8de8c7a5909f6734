import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filled, table } from './table.mjs';

const engines = { postgres: 'PostgreSQL', mysql: 'MySQL', mariadb: 'MariaDB', sqlite: 'SQLite', duckdb: 'DuckDB' };

export function fidelityPage(root) {
  const values = JSON.parse(readFileSync(join(root, 'test/fixtures/values.json'), 'utf8'));
  const cells = ([expression, cell, type]) => [`\`${expression}\``, `\`${JSON.stringify(cell)}\``, type];
  const engineOf = ([engine, name]) => `## ${name}\n${table(['SQL', 'cell', 'type'], values[engine].map(cells))}`;
  return filled('fidelity', { engines: Object.entries(engines).map(engineOf).join('\n\n') });
}
