import type { McpServer, ServerContext } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { toFailure } from '../core/errors.ts';
import { callerIn } from './caller-in.ts';
import type { ServerOptions } from './server-options.ts';
import * as shared from './tools/inputs.ts';

/** A prompt that people pick once for each database: the host's model says what a schema does not. */
export function registerLearnPrompt(server: McpServer, { services, caller: own }: ServerOptions): void {
  const argsSchema = z.object({ database: shared.name.optional().describe('Which database') });
  const config = { title: 'Learn a database', description: 'Says once what tables mean, so that questions need no model', argsSchema };
  server.registerPrompt('learn_database', config, async ({ database }, context: ServerContext) => {
    try {
      const [{ learnText }, seen] = await Promise.all([import('./learn-prompt-text.ts'), services(callerIn(context) ?? own)]);
      const text = await learnText(seen, database);
      return { messages: [{ role: 'user', content: { type: 'text', text } }] };
    } catch (error) {
      const failure = toFailure(error);
      throw new Error([failure.message, ...failure.hints].join(' '), { cause: error });
    }
  });
}
