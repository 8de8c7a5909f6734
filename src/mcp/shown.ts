import type { AnswerWire, FailureWire, OkWire, ShownAnswerWire, ShownOkWire, ToolWire } from '../core/wire.ts';

/** A reply in two parts: what the model behind the host reads, and the rest, for whoever draws or records it. Together they are the whole reply. */
export interface Shown {
  readonly shown: object;
  readonly details?: object;
}

type Reply = ToolWire | { readonly error: FailureWire };

export function shownOf(reply: Reply, tool: string): Shown {
  if ('results' in reply) {
    const parts = reply.results.map((result) => shownOf(result, tool));
    return { shown: { results: parts.map(({ shown }) => shown) }, details: { results: parts.map(({ details }) => details ?? {}) } };
  }
  if (!isAnswer(reply)) return { shown: reply };
  const shown = shownAnswer(reply, tool === 'run_sql');
  return { shown, details: notShown({ ...reply }, { ...shown }) };
}

type Fields = Readonly<Record<string, unknown>>;

function notShown(reply: Fields, shown: Fields): object {
  const details: Record<string, unknown> = {};
  for (const name in reply) {
    const value = reply[name];
    if (value !== undefined && value !== shown[name]) details[name] = value;
  }
  return details;
}

function isAnswer(reply: Reply): reply is AnswerWire {
  return 'status' in reply && 'timings' in reply;
}

function shownAnswer(answer: AnswerWire, hostWrote: boolean): ShownAnswerWire {
  switch (answer.status) {
    case 'ok':
    case 'check':
      return shownRows(answer, hostWrote);
    case 'needs_sql': {
      const { status, reason, next_step, notice, warnings, context, known_schema } = answer;
      return { status, reason, next_step, ...(warnings ? { warnings } : {}), ...(context === undefined ? {} : { notice, context }), ...(known_schema === undefined ? {} : { known_schema }) };
    }
    case 'choices': {
      const { status, reason, readings } = answer;
      return { status, reason, ...(readings ? { readings } : {}) };
    }
    case 'refused': {
      const { status, reason, hints, position } = answer;
      return { status, reason, ...(hints ? { hints } : {}), ...(position === undefined ? {} : { position }) };
    }
  }
}

/** Reading and SQL stand before the rows, so that a model compares before it believes; what the host wrote itself is not said again. */
function shownRows({ status, reading, sql, assumptions, warnings, notice, columns, rows, export: exported, truncated, next_cursor }: OkWire, hostWrote: boolean): ShownOkWire {
  const types = columns && rows ? typesNotEvident(columns, rows) : {};
  return {
    status,
    ...(hostWrote ? {} : { ...(reading === undefined ? {} : { reading }), sql, ...(assumptions ? { assumptions } : {}) }),
    ...(warnings ? { warnings } : {}),
    ...(notice === undefined ? {} : { notice }),
    ...(columns ? { columns: columns.map(({ name }) => name) } : {}),
    ...(Object.keys(types).length > 0 ? { types } : {}),
    ...(rows ? { rows } : {}),
    ...(exported ? { export: exported } : {}),
    ...(truncated ? { truncated } : {}),
    ...(next_cursor === undefined ? {} : { next_cursor }),
  };
}

const textual = /^$|char|text|clob|enum|set|date|time|uuid|name|citext/i;

/** Of columns whose cells are texts though their type is none: decimals, big integers, documents. */
function typesNotEvident(columns: NonNullable<OkWire['columns']>, rows: NonNullable<OkWire['rows']>): Record<string, string> {
  const told = columns.flatMap(({ name, type = '' }, index) => (!textual.test(type) && typeof rows.find((row) => row[index] !== null)?.[index] === 'string' ? [[name, type.toLowerCase()] as const] : []));
  return Object.fromEntries(told);
}
