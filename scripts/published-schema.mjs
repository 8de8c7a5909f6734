// Writes mcp.config.schema.json and docs/errors.md from the code; the tests hold them against it.
import { writeFileSync } from 'node:fs';
import { errorsDocument, publishedSchema } from '../dist/cli/published.js';

writeFileSync('mcp.config.schema.json', publishedSchema());
writeFileSync('docs/errors.md', errorsDocument());
