const functions: Readonly<Record<string, string>> = { sum: 'total', avg: 'average', min: 'smallest', max: 'largest' };
const formats: Readonly<Record<string, string>> = { '%Y-%m': 'month', '%Y': 'year', '%Y-%m-%d': 'day', '%H': 'hour', '%w': 'weekday' };

/** What a column shows, for people: engines call a column that is computed by its SQL. Names that somebody gave stay as they are. */
export function headingOf(name: string): string {
  if (/^count(\(\*\))?$/i.test(name)) return 'count';
  const [, format = ''] = /^strftime\('([^']+)',/i.exec(name) ?? /^(?:date_format|to_char)\(.*'([^']+)'\)$/i.exec(name) ?? [];
  if (formats[format] !== undefined) return formats[format];
  const [, called = '', distinct, argument = ''] = /^(count|sum|avg|min|max)\((distinct )?([^()]*)\)$/i.exec(name) ?? [];
  if (called !== '') return [called.toLowerCase() === 'count' ? 'number of' : functions[called.toLowerCase()], distinct && 'different', bare(argument)].filter(Boolean).join(' ');
  if (/^case .*sunday/is.test(name)) return 'weekday';
  return /[("`]/.test(name) && name.length > 40 ? 'computed' : name;
}

/** A column without its table and quotes. */
function bare(column: string): string {
  return (column.split('.').at(-1) ?? column).replaceAll(/["`[\]]/g, '').replaceAll('_', ' ');
}
