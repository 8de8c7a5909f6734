const keywords = new Set([
  ...'all and any as asc between by case cast cross desc distinct else end except exists extract fetch filter first from full group having in inner intersect interval is join last'.split(' '),
  ...'lateral left like ilike limit natural not null nulls offset on or order outer over partition recursive right rows select some then true false union using values when where window with'.split(' '),
]);

const token = /('(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|--[^\n]*|\b\d+(?:\.\d+)?\b|\b[A-Za-z_][\w$]*\b|\s+|.)/gs;

/** SQL with its words in colour; a line is begun at each clause of the outermost statement. */
export function SqlText({ sql }: { readonly sql: string }) {
  return (
    <pre class="sql" tabIndex={0} aria-label="SQL">
      <code>{partsOf(inLines(sql)).map(({ text, kind }, index) => (kind ? <span key={index} class={`sql-${kind}`}>{text}</span> : text))}</code>
    </pre>
  );
}

interface Part {
  readonly text: string;
  readonly kind: 'keyword' | 'string' | 'number' | 'function' | 'comment' | undefined;
}

function partsOf(sql: string): Part[] {
  const texts = sql.match(token) ?? [];
  return texts.map((text, index) => ({ text, kind: kindOf(text, texts[index + 1]) }));
}

function kindOf(text: string, next: string | undefined): Part['kind'] {
  if (text.startsWith("'")) return 'string';
  if (text.startsWith('--')) return 'comment';
  if (/^\d/.test(text)) return 'number';
  if (keywords.has(text.toLowerCase())) return 'keyword';
  return next === '(' && /^\w/.test(text) ? 'function' : undefined;
}

/** Statements that came on one line; what somebody laid out stays as it is. */
function inLines(sql: string): string {
  if (sql.includes('\n') || sql.length < 60) return sql;
  let depth = 0;
  const texts = sql.match(token) ?? [];
  return texts
    .map((text, index) => {
      if (text === '(') depth += 1;
      if (text === ')') depth -= 1;
      const continues = /^join$/i.test(text) && /^(left|inner|outer|right|full|cross)$/i.test(texts[index - 2] ?? '');
      const opens = depth === 0 && !continues && /^(from|where|group|having|order|limit|union|intersect|except|left|inner|join)$/i.test(text);
      return opens && index > 0 ? `\n${text}` : text;
    })
    .join('')
    .replace(/ +\n/g, '\n');
}
