import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import * as shared from './tools/inputs.ts';

/** A prompt that people pick from a menu: ask a question over the data. */
export function registerAskPrompt(server: McpServer): void {
  const argsSchema = z.object({ question: shared.question.describe('What you want to know'), database: shared.name.optional().describe('Which database') });
  server.registerPrompt('ask_database', { title: 'Ask a database', description: 'Answers a question over the data and checks the reading', argsSchema }, ({ question, database }) => {
    const where = database === undefined ? '' : ` on the database ${database}`;
    const text = `Answer this question with the nl2sql tool${where}: ${question}\nCompare the reading with the question before you trust the rows, and tell me which SQL answered it.`;
    return { messages: [{ role: 'user', content: { type: 'text', text } }] };
  });
}
