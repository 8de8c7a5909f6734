import type { RegisteredTool } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { type NamedTool, namedTools, type Parameter, runNamed } from '../answer/ask/named-tools.ts';
import type { Services } from '../answer/services.ts';
import { answerToWire } from '../answer/wire.ts';
import type { Caller } from '../core/caller.ts';
import { nameCharsMax } from '../core/input-limits.ts';
import { defineTool, type Tool } from './tool.ts';
import { answerOutput } from './tools/answer-output.ts';
import { cursor } from './tools/inputs.ts';

/** The tools of the knowledge file on one server: registered as they hold for its caller, and again where that has changed, of which the host is told. */
export class NamedTools {
  readonly #register: (tool: Tool) => RegisteredTool;
  readonly #registered = new Map<string, { readonly said: string; readonly tool: RegisteredTool }>();
  #syncing: Promise<void> = Promise.resolve();

  constructor(register: (tool: Tool) => RegisteredTool) {
    this.#register = register;
  }

  /** One after the other: what is registered is compared with what holds now. */
  sync(caller: Caller, services: Services): Promise<void> {
    this.#syncing = this.#syncing.then(() => this.#sync(caller, services)).catch(() => undefined);
    return this.#syncing;
  }

  /** All that is registered, as one text. */
  get listed(): string {
    return [...this.#registered.values()].map(({ said }) => said).toSorted().join('\n');
  }

  async #sync({ principal }: Caller, services: Services): Promise<void> {
    const now = await namedTools(principal, services);
    const said = new Map(now.map((tool) => [tool.name, JSON.stringify(tool)]));
    for (const [name, { said: before, tool }] of this.#registered) {
      if (said.get(name) === before) continue;
      tool.remove();
      this.#registered.delete(name);
    }
    for (const tool of now) if (!this.#registered.has(tool.name)) this.#registered.set(tool.name, { said: said.get(tool.name) ?? '', tool: this.#register(toolOf(tool)) });
  }
}

function toolOf(named: NamedTool): Tool {
  const input = z.object({ ...Object.fromEntries(named.parameters.map((parameter) => [parameter.name, schemaOf(parameter).describe(parameter.description)])), cursor });
  return defineTool<z.ZodObject, ReturnType<typeof answerToWire>>({
    name: named.name,
    title: named.name.replaceAll('_', ' '),
    description: named.description,
    input,
    output: answerOutput,
    needs: 'read',
    readOnly: true,
    call: async (given, { services, principal, signal }) => {
      // As the schema above has it.
      const { cursor: page, ...values } = given as Readonly<Record<string, string | number>> & { readonly cursor?: string };
      return answerToWire(await runNamed(named, { values, ...(page === undefined ? {} : { cursor: page }), principal, signal }, services));
    },
  });
}

function schemaOf({ kind, values, count }: Parameter): z.ZodType {
  switch (kind) {
    case 'number':
      return z.number().min(0);
    case 'integer':
      return z.int().min(0);
    case 'year':
      return z.int().min(1_000).max(2_099);
    case 'date':
      return z.iso.date();
    case 'digits':
      return z.string().max(nameCharsMax).regex(new RegExp(`^\\d{${count ?? 1}}$`));
    case 'text':
      return values && values.length > 0 ? z.enum(values) : z.string().max(nameCharsMax);
  }
}
