import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import type { z } from 'zod';
import { Failure } from '../core/errors.ts';
import type { Tool } from './tool.ts';

/** The input as a tool takes it, whichever door it came through. Fails with BAD_ARGUMENT, which names the argument and repeats nothing of it. */
export function parseInput({ input: schema }: Pick<Tool, 'input'>, input: unknown): unknown {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Failure('BAD_ARGUMENT', issue ? described(issue, input) : 'the input is wrong', { hints: [`Inputs: ${Object.keys(schema.shape).join(', ')}`] });
}

function described(issue: z.core.$ZodIssue, input: unknown): string {
  const name = issue.path.join('.') || 'the body';
  if (issue.code !== 'too_big' || (issue.origin !== 'string' && issue.origin !== 'array')) return `${name}: ${issue.message}`;
  const value = issue.path.reduce<unknown>((at, part) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[part] : undefined), input);
  const size = typeof value === 'string' || Array.isArray(value) ? value.length : 'too many';
  return `${name} has ${size} ${issue.origin === 'string' ? 'characters' : 'entries'}: at most ${issue.maximum} are read`;
}

/** An input schema as hosts read it, without the name of its dialect, which is the protocol's own. What comes in is parsed by `parseInput`, so that a wrong input fails like any other call. */
export function publishedInput(schema: z.ZodObject): StandardSchemaWithJSON<unknown, unknown> {
  const { input, output } = schema['~standard'].jsonSchema;
  const withoutDialect: typeof input = (options) => {
    const { $schema: _, ...rest } = input(options);
    return rest;
  };
  return { '~standard': { version: 1, vendor: 'nl2sql-mcp', validate: (value) => ({ value }), jsonSchema: { input: withoutDialect, output } } };
}
