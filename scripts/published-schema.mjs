// Writes mcp.config.schema.json and docs/errors.md from the code; the tests hold them against it.
import { writeFileSync } from 'node:fs';
import { errorsDocument } from '../dist/cli/errors-document.js';
import { publishedSchema } from '../dist/config/published-schema.js';

writeFileSync('mcp.config.schema.json', publishedSchema());
writeFileSync('docs/errors.md', errorsDocument());
