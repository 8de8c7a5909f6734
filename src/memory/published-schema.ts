import { z } from 'zod';
import { knowledgeSchema } from './knowledge-file.ts';

/** The text of `knowledge.schema.json`, for editors. */
export function publishedKnowledgeSchema(): string {
  const schema = z.toJSONSchema(knowledgeSchema, { target: 'draft-7' });
  return `${JSON.stringify({ ...schema, title: 'nl2sql-mcp knowledge' }, null, 2)}\n`;
}
