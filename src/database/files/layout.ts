/** How the lines of a delimited text are laid out. */
export interface Layout {
  readonly delimiter: string;
  /** Lines above the header: titles, remarks, empty lines. */
  readonly skippedLines: number;
  /** How many cells most rows have; 0 where no number is that of most. */
  readonly columns: number;
  /** The cells of the first record, where they are names for all that speaks for a row: years among them, above other numbers. */
  readonly header?: readonly string[];
}

const delimiters = [',', ';', '\t', '|'] as const;
const recordsLooked = 200;

interface Record {
  /** Its cells by delimiter are told apart later: the text, with what stands in quotes taken out. */
  readonly text: string;
  /** The line that it begins at, from 0. */
  readonly line: number;
}

/**
 * The delimiter is the one that most records hold equally often; the header is the first record that fills more than half as many
 * cells as most do, so that titles above it are passed by.
 */
export function layoutOf(head: string): Layout {
  const records = recordsOf(head.replace(/^\uFEFF/, '')).slice(0, recordsLooked).filter(({ text }) => text.trim() !== '');
  const [delimiter = ','] = delimiters.map((sign) => ({ sign, score: scoreOf(records, sign) })).toSorted((a, b) => b.score - a.score).map(({ sign }) => sign);
  const cells = records.map(({ text }) => text.split(delimiter).map((cell) => cell.trim()));
  const filled = cells.map((record) => record.filter((cell) => cell !== '').length);
  const usual = mostCommon(filled);
  const header = cells.findIndex((record, index) => (filled[index] ?? 0) > usual / 2 || isBesideIndex(record));
  const first = Math.max(0, header);
  const line = records[first]?.line ?? 0;
  const names = cellsOf(head.replace(/^\uFEFF/, '').split(/\r?\n/, line + 1)[line] ?? '', delimiter);
  const rows = cells.slice(first + 1);
  return { delimiter, skippedLines: line, columns: cellsOfMost(rows), ...(isOfYears(names, rows) ? { header: names } : {}) };
}

/** A column of row numbers has no name where programs write one. */
function isBesideIndex([index, ...names]: readonly string[]): boolean {
  return index === '' && names.length > 0 && !names.includes('');
}

/** Of a line that is one record. */
function cellsOf(line: string, delimiter: string): string[] {
  const cells = line.matchAll(new RegExp(`(?:^|[${delimiter}])(?:"((?:[^"]|"")*)"|([^${delimiter}]*))`, 'g'));
  return [...cells].map(([, quoted, plain = '']) => (quoted?.replaceAll('""', '"') ?? plain).trim());
}

const year = /^(?:19|20)\d\d$/;

/** A name or more and two years or more, each of them once, over cells that are no years. */
function isOfYears(names: readonly string[], rows: readonly (readonly string[])[]): boolean {
  const years = names.flatMap((name, index) => (year.test(name) ? [index] : []));
  const isPlain = names.every((name) => year.test(name) || /^\p{L}[^"]*$/u.test(name)) && new Set(names).size === names.length;
  return isPlain && years.length >= 2 && years.length < names.length && rows.length > 0 && rows.every((row) => years.some((index) => !year.test(row[index] ?? '')));
}

/** How many records agree on a number of cells above one, and a little for that number. */
function scoreOf(records: readonly Record[], delimiter: string): number {
  const counts = records.map(({ text }) => text.split(delimiter).length).filter((count) => count > 1);
  const usual = mostCommon(counts);
  return counts.filter((count) => count === usual).length + Math.min(usual, 100) / 1_000;
}

function cellsOfMost(rows: readonly (readonly string[])[]): number {
  const usual = mostCommon(rows.map(({ length }) => length));
  return rows.filter(({ length }) => length === usual).length > rows.length / 2 ? usual : 0;
}

function mostCommon(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  return [...times].reduce((best, next) => (next[1] > best[1] || (next[1] === best[1] && next[0] > best[0]) ? next : best), [0, 0])[0];
}

/** Quoted texts may hold delimiters and line breaks: in their place stands a letter. The last record may be cut off, and is left out where others are. */
function recordsOf(head: string): Record[] {
  const records: Record[] = [];
  let text = '';
  let line = 0;
  let begun = 0;
  for (let at = 0; at < head.length; at += 1) {
    const char = head[at] ?? '';
    if (char === '"' && (text === '' || /[,;\t|]$/.test(text))) {
      const end = endOfQuoted(head, at);
      line += head.slice(at, end).split('\n').length - 1;
      text += 'x';
      at = end - 1;
    } else if (char === '\n') {
      records.push({ text, line: begun });
      [text, line] = ['', line + 1];
      begun = line;
    } else if (char !== '\r') text += char;
  }
  return text === '' || records.length > 1 ? records : [...records, { text, line: begun }];
}

/** Behind the closing quote: the first that is not doubled and before a delimiter or the end of the line. */
function endOfQuoted(head: string, start: number): number {
  const end = /(?:[^"]|"")*"(?=[,;\t|\r\n]|$)/y;
  end.lastIndex = start + 1;
  return end.test(head) ? end.lastIndex : start + 1;
}
