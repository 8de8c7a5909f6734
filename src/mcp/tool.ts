import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import type { z } from 'zod';
import type { Services } from '../answer/services.ts';
import type { Scope } from '../core/caller.ts';
import type { Principal } from '../core/question.ts';
import type { ShownWire, ToolWire } from '../core/wire.ts';
import type { JsonObjectSchema, ObjectSchemaOf } from './json-schema.ts';

export interface ToolContext {
  readonly services: Services;
  readonly principal: Principal;
  readonly signal: AbortSignal;
  /** Tells the host what is being done, where it asked to be told. */
  readonly progress?: (message: string) => void;
  readonly person: Person;
}

/** The person behind the host, as far as a tool can reach them: it returns a question, and is called again with the answer. */
export interface Person {
  readonly canBeAsked: boolean;
  /** What was answered to the question that this call returned before; absent in the first round. */
  readonly answered?: { readonly state: string; /** Undefined where the person declined. */ readonly choice: string | undefined };
}

/** What a tool returns to have the person choose. `state` comes back with the answer, and may be read by the host on its way. */
export interface PersonQuestion {
  readonly askPerson: string;
  readonly choices: readonly string[];
  readonly state: string;
}

/** A tool of the server: what it takes, what it gives, what it does. One file each in `tools/`. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodObject;
  readonly output: JsonObjectSchema;
  readonly needs: Scope;
  /** It tells of all databases together. */
  readonly wholeServer?: boolean;
  /** It changes nothing, in the user's databases and in the server's memory. */
  readonly readOnly: boolean;
  /** Gets what was parsed by `input`. */
  call(input: unknown, context: ToolContext): Promise<ToolWire | PersonQuestion>;
}

type TypedTool<S extends z.ZodObject, W extends ToolWire> = Omit<Tool, 'input' | 'output' | 'call'> & {
  readonly input: S;
  readonly output: ObjectSchemaOf<ShownWire<W>>;
  call(input: z.infer<S>, context: ToolContext): Promise<W | PersonQuestion>;
};

/** Ties the types of the parsed input and of the published output to the behaviour, and forgets them outside. */
export function defineTool<S extends z.ZodObject, W extends ToolWire>(tool: TypedTool<S, W>): Tool {
  // The doors call a tool only with what `parseInput` gave them; parsing again would double the cost of a remembered answer.
  return { ...tool, call: (input, context) => tool.call(input as z.infer<S>, context) };
}

/** A published output schema. What a tool returns is built from typed answers, so that validating every row again would only cost time. */
export function trustedOutput(schema: JsonObjectSchema): StandardSchemaWithJSON<Record<string, unknown>, Record<string, unknown>> {
  return {
    '~standard': {
      version: 1,
      vendor: 'nl2sql-mcp',
      validate: (value) => ({ value: value as Record<string, unknown> }),
      jsonSchema: { input: () => ({ ...schema }), output: () => ({ ...schema }) },
    },
  };
}
