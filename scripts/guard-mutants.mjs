// Removes one check of the guard at a time and runs the corpus of its engine: each mutant must be caught. Run it in a clean
// checkout: node scripts/guard-mutants.mjs [name]. The files are restored after each.
import { runMutants } from './mutants.mjs';

const mutants = [
  { name: 'postgres-one-statement', engine: 'postgres', file: 'src/sql/postgres/guard.ts', find: 'if (second) return', put: 'if (second && statements.length > 99) return' },
  { name: 'postgres-writing-nodes', engine: 'postgres', file: 'src/sql/postgres/names.ts', find: "this.#refused.add(type.replace(/Stmt$/, '').toUpperCase())", put: 'this.#refused.delete(type)' },
  { name: 'postgres-locks-and-into', engine: 'postgres', file: 'src/sql/postgres/names.ts', find: 'if (reason !== undefined) this.#refused.add(reason)', put: 'if (reason !== undefined) this.#refused.delete(reason)' },
  { name: 'postgres-relations', engine: 'postgres', file: 'src/sql/postgres/relations.ts', find: 'if (system && !catalogs.has(name))', put: 'if (system && !catalogs.has(name) && name === "")' },
  { name: 'postgres-attributes', engine: 'postgres', file: 'src/sql/postgres/names.ts', find: 'attributes: [...this.#attributes]', put: 'attributes: []' },
  { name: 'postgres-operators', engine: 'postgres', file: 'src/sql/postgres/names.ts', find: 'operators: [...this.#operators]', put: 'operators: []' },
  { name: 'postgres-types', engine: 'postgres', file: 'src/sql/postgres/names.ts', find: 'types: [...this.#types]', put: 'types: []' },
  { name: 'postgres-built-ins', engine: 'postgres', file: 'src/sql/postgres/functions.ts', find: 'return allowed.has(name) || (stability', put: 'return name !== "" || allowed.has(name) || (stability' },
  { name: 'postgres-volatile', engine: 'postgres', file: 'src/sql/postgres/guard.ts', find: "if (stability === 'volatile') return", put: "if (name === '') return" },
  { name: 'postgres-security-definer', engine: 'postgres', file: 'src/sql/postgres/guard.ts', find: 'if (securityDefiner) return', put: "if (securityDefiner && name === '') return" },
  { name: 'views-and-bodies', engine: 'postgres', file: 'src/answer/verify/names.ts', find: 'waiting.push(inner);', put: 'void inner;' },
  { name: 'postgres-settings', engine: 'postgres', file: 'src/sql/postgres/relations.ts', find: 'return showable.test(name) ? undefined :', put: "return showable.test(name) || name !== '' ? undefined :" },
  { name: 'postgres-depth', engine: 'postgres', file: 'src/sql/postgres/parser.ts', find: 'if (depth > nestingMax)', put: 'if (depth > nestingMax * 1e6)' },
  { name: 'mysql-executable-comments', engine: 'mysql', file: 'src/sql/mysql/guard.ts', find: 'if (executable) return', put: 'if (executable && tokens.length > 999) return' },
  { name: 'mysql-hints', engine: 'mysql', file: 'src/sql/mysql/guard.ts', find: 'return hint && refuse', put: 'if (tokens.length < 1e9) return undefined; return hint && refuse' },
  { name: 'mysql-words', engine: 'mysql', file: 'src/sql/mysql/guard.ts', find: 'if (reason) return refuse(reason', put: "if (reason && word === 'procedure') return refuse(reason" },
  { name: 'mysql-variables', engine: 'mysql', file: 'src/sql/mysql/guard.ts', find: "if (token.kind === 'variable') return", put: "if (token.kind === 'variable' && at > 999) return" },
  { name: 'mysql-functions', engine: 'mysql', file: 'src/sql/mysql/guard.ts', find: '?? refusedFunction(tokens)', put: '?? (tokens.length > 9999 ? refusedFunction(tokens) : undefined)' },
  { name: 'mysql-relations', engine: 'mysql', file: 'src/sql/mysql/guard.ts', find: '?? refusedRelation(tokens)', put: '?? (tokens.length > 9999 ? refusedRelation(tokens) : undefined)' },
  { name: 'mysql-numbers', engine: 'mysql', file: 'src/sql/lexer.ts', find: 'return numeric(text, start)', put: "return text === '' ? numeric(text, start) : run(text, start, 'number', /[0-9a-zA-Z._]/, 1)" },
  { name: 'mysql-spaces', engine: 'mysql', file: 'src/sql/lexer.ts', find: String.raw`const spaceOrEnd = /^[ \t\n\v\f\r]?$/`, put: String.raw`const spaceOrEnd = /^[\s\u0001]?$/` },
  { name: 'sqlite-one-statement', engine: 'sqlite', file: 'src/sql/sqlite/guard.ts', find: 'if (after) return', put: 'if (after && after.start > 9999) return' },
  { name: 'sqlite-functions', engine: 'sqlite', file: 'src/database/sqlite/authorizer.ts', find: "if (this.#functions.has((second ?? '').toLowerCase()))", put: "if (second !== null || this.#functions.has(''))" },
  { name: 'sqlite-pragmas', engine: 'sqlite', file: 'src/database/sqlite/authorizer.ts', find: 'return this.#deny(`PRAGMA ${name}', put: 'return constants.SQLITE_OK ?? this.#deny(`PRAGMA ${name}' },
  { name: 'sqlite-tables', engine: 'sqlite', file: 'src/database/sqlite/authorizer.ts', find: 'if (!this.#isReadable(table)) return', put: "if (table === '-' && !this.#isReadable(table)) return" },
];

runMutants(mutants, ({ engine }) => ['test/guard/corpus.test.ts', '-t', `on ${engine}`]);
