import type { StatementKind } from '../../core/proof.ts';
import type { Token } from '../lexer.ts';
import { Grammar } from './grammar.ts';
import type { Reader } from './reader.ts';
import type { Structure } from './structure.ts';
import { queryWords } from './words.ts';

export interface Statement extends Structure {
  readonly kind: StatementKind;
}

/** What a statement reads and calls, by the grammar of its form. Fails with `NotUnderstood`. */
export function readStatement(tokens: readonly Token[]): Statement {
  const grammar = new Grammar(tokens);
  const kind = read(grammar, grammar.reader);
  return { kind, ...grammar.structure() };
}

function read(grammar: Grammar, reader: Reader): StatementKind {
  if (reader.skip('show')) return show(grammar, reader);
  if (reader.skip('describe', 'desc', 'explain')) return describe(grammar, reader);
  grammar.query();
  return 'select';
}

type Form = (grammar: Grammar, reader: Reader) => void;

const filtered: Form = (grammar, reader) => {
  if (reader.skip('like')) text(reader);
  else if (reader.skip('where')) grammar.condition();
};

/** `FROM t [FROM db] [LIKE … | WHERE …]`. */
const ofTable: Form = (grammar, reader) => {
  reader.expect('from', 'in');
  grammar.described();
  if (reader.skip('from', 'in')) grammar.schema();
  filtered(grammar, reader);
};

const ofSchema: Form = (grammar, reader) => {
  if (reader.skip('from', 'in')) grammar.schema();
  filtered(grammar, reader);
};

const ownMessages: Form = (_, reader) => {
  if (reader.skip('limit')) while (reader.tokens[reader.at]?.kind === 'number' || reader.symbol() === ',') reader.at += 1;
};

/** What SHOW is run of; the others tell of the server, its users and their statements. */
const shown: ReadonlyMap<string, Form> = new Map<string, Form>([
  ['tables', ofSchema],
  ['columns', ofTable], ['fields', ofTable], ['index', ofTable], ['indexes', ofTable], ['keys', ofTable],
  ['databases', filtered], ['schemas', filtered], ['collation', filtered], ['charset', filtered],
  ['character', (grammar, reader) => {
    reader.expect('set');
    filtered(grammar, reader);
  }],
  ['engines', () => undefined],
  ['create', (grammar, reader) => {
    reader.expect('table', 'view');
    grammar.described();
  }],
  ['warnings', ownMessages], ['errors', ownMessages],
]);

function show(grammar: Grammar, reader: Reader): StatementKind {
  const at = reader.at;
  const first = reader.keyword();
  while (reader.skip('full', 'extended', 'storage')) if (reader.at - at > 2) break;
  const form = shown.get(reader.keyword());
  if (!form) return reader.fail(`SHOW ${(reader.keyword() || first).toUpperCase()} tells of the server, not of the data: SHOW TABLES, COLUMNS, INDEX and CREATE TABLE are run`, at);
  reader.at += 1;
  form(grammar, reader);
  return 'show';
}

/** `DESC t [column]`, `EXPLAIN [how] query`. ANALYZE would run the statement. */
function describe(grammar: Grammar, reader: Reader): StatementKind {
  if (reader.keyword() === 'analyze') return reader.fail('EXPLAIN ANALYZE runs the statement: EXPLAIN alone does not');
  const from = reader.at;
  if (reader.symbol(1) !== '.' && !reader.skip('extended', 'partitions') && reader.keyword() === 'format' && reader.symbol(1) === '=') {
    reader.at += 2;
    if (!reader.isName() && reader.tokens[reader.at]?.kind !== 'string') reader.fail('a format is expected');
    reader.at += 1;
  }
  if (queryWords.has(reader.keyword()) || reader.symbol() === '(') {
    grammar.query();
    return 'explain';
  }
  reader.at = from;
  grammar.described();
  if (reader.isName()) reader.name('a column');
  else if (reader.tokens[reader.at]?.kind === 'string') text(reader);
  return 'show';
}

function text(reader: Reader): void {
  if (reader.tokens[reader.at]?.kind !== 'string') reader.fail('a text is expected');
  reader.at += 1;
}
