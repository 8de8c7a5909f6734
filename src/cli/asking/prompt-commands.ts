import type { CatalogSnapshot } from '../../core/catalog.ts';
import { chartText } from './chart-text.ts';
import { explanationOf } from './answer-text.ts';
import type { Conversation } from './conversation.ts';

interface PromptCommand {
  readonly name: string;
  readonly does: string;
  /** What is printed. */
  readonly run: (conversation: Conversation) => string;
}

/** What may be typed at the prompt beside questions and SQL; `\q` is the prompt's own. */
export const promptCommands: readonly PromptCommand[] = [
  { name: '\\sql', does: 'the SQL of the last answer', run: ({ last }) => last?.answer.proposal.sql ?? nothingYet },
  { name: '\\explain', does: 'what its words were taken to mean, and its proof', run: ({ last }) => (last ? explanationOf(last.answer, last.question) : nothingYet) },
  { name: '\\chart', does: 'its rows as bars', run: ({ last }) => (last ? (chartText(last.answer) ?? 'These rows have no figures with names to draw.') : nothingYet) },
  { name: '\\tables', does: 'the tables with their columns', run: ({ target }) => tablesText(target.knowledge.known?.snapshot) },
  { name: '\\new', does: 'a new conversation: the next question stands alone', run: (conversation) => (conversation.restart(), 'The next question stands alone.') },
  { name: '\\help', does: 'this list', run: () => commandList() },
];

export const leaving: readonly string[] = ['\\q', '\\quit', 'exit', 'quit'];

function tablesText(catalog: CatalogSnapshot | undefined): string {
  if (!catalog) return 'The tables are still being read.';
  const lines = catalog.tables.slice(0, tablesMax).map(({ schema, name, columns }) => `  ${schema === catalog.defaultSchema ? name : `${schema}.${name}`}: ${columns.map((column) => column.name).join(', ')}`);
  return [...lines, ...(catalog.tables.length > tablesMax ? [`  and ${catalog.tables.length - tablesMax} more; Tab completes names`] : [])].join('\n');
}

const tablesMax = 200;

const nothingYet = 'Nothing has been answered yet.';

function commandList(): string {
  return [...promptCommands.map(({ name, does }) => `  ${name.padEnd(9)} ${does}`), `  ${'\\q'.padEnd(9)} leave (or Ctrl+D); Ctrl+C stops a running question`].join('\n');
}
