// Writes mcp.config.schema.json, knowledge.schema.json and docs/errors.md from the code; the tests hold them against it.
import { writeFileSync } from 'node:fs';
import { errorsDocument } from '../dist/cli/errors-document.js';
import { publishedKnowledgeSchema } from '../dist/memory/published-schema.js';
import { publishedSchema } from '../dist/config/published-schema.js';

writeFileSync('mcp.config.schema.json', publishedSchema());
writeFileSync('knowledge.schema.json', publishedKnowledgeSchema());
writeFileSync('docs/errors.md', errorsDocument());
