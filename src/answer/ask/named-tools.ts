import type { Answer } from '../../core/answer.ts';
import { Failure, toFailure } from '../../core/errors.ts';
import { isRefusal } from '../../core/proof.ts';
import type { Principal } from '../../core/question.ts';
import type { NamedQuestion } from '../../memory/knowledge-file.ts';
import { recordOfFile } from '../../memory/make-record.ts';
import { makeTemplate, type Slot, sqlOf, type Template } from '../../memory/template.ts';
import { nextPage } from '../run/next-page.ts';
import { serve, type ServingServices } from '../run/serve.ts';
import { Steps } from '../run/steps.ts';
import { inTime } from '../target/in-time.ts';
import { type Target, targetOf, type Targets } from '../target/target.ts';
import type { RecollectionServices } from './recollection.ts';
import { callOf } from './requests.ts';

/** What may be given for a literal of the SQL. */
export interface Parameter {
  readonly name: string;
  readonly kind: 'text' | 'date' | 'number' | 'integer' | 'year' | 'digits';
  readonly description: string;
  /** The one of its own question. */
  readonly example: string | number;
  /** Those that the column declares. */
  readonly values?: readonly string[];
  /** How many digits. */
  readonly count?: number;
}

/** A verified question under a name, with its literals as parameters. */
export interface NamedTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly database: string;
  readonly limit?: number;
  /** As it was verified. */
  readonly sql: string;
  /** With other literals. */
  readonly sqlWith: (values: Readonly<Record<string, string | number>>) => string;
}

export interface NamedToolServices extends Targets, RecollectionServices {}

const listMsMax = 5_000;
/** Of a column in the name of a parameter; a number may follow. */
const columnCharsMax = 36;

/** A tool as the knowledge file has it, and the database that it asks. */
export interface WrittenTool {
  readonly entry: NamedQuestion;
  readonly target: Target;
}

/** The tools of the knowledge file that are of the databases of this caller. */
export async function writtenTools(services: NamedToolServices): Promise<readonly WrittenTool[]> {
  const memory = await services.memory();
  memory.refresh();
  return [...services.targets.values()].flatMap((target) => memory.namedQuestions(target.identity).map((entry) => ({ entry, target })));
}

/** Those that hold for this caller: their SQL was proven just now, under the caller's own policy. What is wrong with the others is told to the operator. */
export async function namedTools(principal: Principal, services: NamedToolServices): Promise<readonly NamedTool[]> {
  const tools: NamedTool[] = [];
  for (const { entry, target } of await writtenTools(services)) {
    try {
      tools.push(await namedTool(entry, target, principal));
    } catch (error) {
      const { message, hints } = toFailure(error);
      (await services.memory()).complain(`the tool ${entry.name} is not offered: ${[message, ...hints].join(' ')}`);
    }
  }
  return tools;
}

/** Proves the SQL of a tool and finds its parameters; fails where either does not hold. */
export async function namedTool(entry: NamedQuestion, target: Target, principal: Principal): Promise<NamedTool> {
  const { name, description, sql, limit } = entry;
  const signal = AbortSignal.timeout(listMsMax);
  const catalog = await target.knowledge.catalog(signal);
  const statement = await target.prover.prove(sql, { timeoutMs: listMsMax, principal, signal });
  if (isRefusal(statement)) throw new Failure('BAD_CONFIG', statement.reason, { hints: statement.hints });
  const template = makeTemplate(recordOfFile(target.identity, { question: entry.question, sql }, 0), target.dialect, catalog);
  const parameters = parametersOf(entry, template?.slots ?? []);
  return {
    name,
    description,
    parameters,
    database: target.name,
    sql,
    ...(limit === undefined ? {} : { limit }),
    sqlWith: (values) => (template ? sqlOf(template, literalsOf(parameters, template, values), target.dialect) : sql),
  };
}

/** The values of its own question. */
export function ownValues({ parameters }: NamedTool): Readonly<Record<string, string | number>> {
  return Object.fromEntries(parameters.map(({ name, example }) => [name, example]));
}

function parametersOf({ parameters, question }: NamedQuestion, slots: readonly Slot[]): readonly Parameter[] {
  const names = parameters ?? namesOf(slots);
  const isOnce = new Set(names).size === names.length;
  if (names.length === slots.length && isOnce) return slots.map((slot, index) => parameterOf(slot, names[index] ?? ''));
  const said = slots.length === 0 ? 'none of the literals of its SQL' : `${slots.length} literals of its SQL (${slots.map(({ original }) => original).join(', ')})`;
  const hints = ['parameters: a name for each of them, in that order, no two alike; a literal is a parameter where the question says it once, as the SQL does.'];
  throw new Failure('BAD_CONFIG', `its question "${question}" says ${said}`, { hints });
}

/** By the column whose value it is, else by its kind; of several alike the later ones have a number. */
function namesOf(slots: readonly Slot[]): string[] {
  const bare = slots.map(({ type }) => (type.kind === 'value' ? nameOf(type.column.column.name) : type.kind === 'number' && type.year ? 'year' : type.kind === 'pattern' ? 'text' : type.kind));
  return bare.map((name, index) => {
    const before = bare.slice(0, index).filter((other) => other === name).length;
    return before === 0 ? name : `${name}_${before + 1}`;
  });
}

function nameOf(column: string): string {
  const name = column.toLowerCase().replace(/[^a-z0-9]+/g, '_').slice(0, columnCharsMax);
  return /^[a-z]/.test(name) && name !== 'cursor' ? name : 'value';
}

function parameterOf({ type, original, literal }: Slot, name: string): Parameter {
  const such = `such as ${original}`;
  switch (type.kind) {
    case 'number':
      return { name, kind: type.year ? 'year' : type.integer ? 'integer' : 'number', description: such, example: Number(literal) };
    case 'digits':
      return { name, kind: 'digits', count: type.count, description: such, example: literal };
    case 'date':
      return { name, kind: 'date', description: such, example: literal };
    case 'pattern':
      return { name, kind: 'text', description: `a part of a text, ${such}`, example: literal.replaceAll('%', '') };
    case 'value': {
      const { column, table } = type.column;
      return { name, kind: 'text', description: `a value of ${table.displayName}.${column.name}, ${such}`, example: literal, ...(column.enumValues ? { values: column.enumValues } : {}) };
    }
  }
}

/** As the template takes them: nothing but digits where no quotes are, and no wildcards in patterns. */
function literalsOf(parameters: readonly Parameter[], { slots, ordered }: Template, values: Readonly<Record<string, string | number>>): string[] {
  const bound = parameters.map(({ name, kind }, index) => {
    const text = String(values[name] ?? '');
    const isNumber = kind === 'number' || kind === 'integer' || kind === 'year';
    const isFit = isNumber ? /^\d+(?:\.\d+)?$/.test(text) : slots[index]?.type.kind !== 'pattern' || (text !== '' && !/[%_\\]/.test(text));
    if (!isFit) throw new Failure('BAD_ARGUMENT', `${name} does not fit`, { hints: [isNumber ? `${name}: a number from 0, without an exponent` : `${name}: a text without %, _ and \\`] });
    return text;
  });
  const isOrdered = ordered.every(([low, high]) => compare(bound[low] ?? '', bound[high] ?? '') <= 0);
  if (!isOrdered) throw new Failure('BAD_ARGUMENT', 'the range ends before it begins', { hints: ['Give the lower bound first.'] });
  return bound;
}

function compare(a: string, b: string): number {
  return Number.isNaN(Number(a) - Number(b)) ? (a < b ? -1 : Number(a > b)) : Number(a) - Number(b);
}

export interface NamedRequest {
  readonly values: Readonly<Record<string, string | number>>;
  readonly cursor?: string;
  readonly maxAge?: number;
  readonly principal: Principal;
  readonly signal?: AbortSignal;
}

/** Runs a named tool: its SQL, with these values, is proven and run like any other. */
export async function runNamed({ database, description, limit, sqlWith }: NamedTool, request: NamedRequest, services: Targets & ServingServices): Promise<Answer> {
  const target = targetOf(services, database);
  return inTime(request, target, (timed) => {
    const steps = new Steps(services.clock, services.telemetry);
    const call = callOf(timed, target);
    const page = { principal: timed.principal, ...(timed.maxAge === undefined ? {} : { maxAge: timed.maxAge }), ...(limit === undefined ? {} : { limit }) };
    if (timed.cursor !== undefined) return nextPage({ ...page, cursor: timed.cursor }, target, services, call, steps);
    const proposal = { sql: sqlWith(timed.values), rung: 'remembered', confidence: 1, verified: true, reading: description, assumptions: [] } as const;
    return serve({ ...page, proposal, target }, services, call, steps);
  });
}
