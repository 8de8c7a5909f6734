import { z } from 'zod';
import { configSchema } from './schema.ts';

/** The text of `mcp.config.schema.json`, for editors. */
export function publishedSchema(): string {
  const schema = z.toJSONSchema(configSchema, { target: 'draft-7' });
  return `${JSON.stringify({ ...schema, title: 'nl2sql-mcp configuration' }, null, 2)}\n`;
}
