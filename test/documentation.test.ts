import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands, optionDefinitions } from '../src/cli/arguments.ts';
import { help } from '../src/cli/help.ts';
import { errorsDocument } from '../src/cli/errors-document.ts';
import { publishedSchema } from '../src/config/published-schema.ts';
import { publishedKnowledgeSchema } from '../src/memory/published-schema.ts';
import { tools } from '../src/mcp/tools/all.ts';

const root = join(import.meta.dirname, '..');
const text = (file: string) => readFileSync(join(root, file), 'utf8');
const pages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...readdirSync(join(root, 'docs')).filter((file) => file.endsWith('.md')).map((file) => `docs/${file}`)];

/** Every key of the published schema as a path, `*` for a name that the user chooses. */
function keysOf(schema: { properties?: Record<string, object>; additionalProperties?: unknown; items?: object }): string[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, value]) => [key, ...keysOf(value)]);
  const named = typeof schema.additionalProperties === 'object' && schema.additionalProperties !== null ? keysOf(schema.additionalProperties) : [];
  return [...own, ...named, ...(schema.items ? keysOf(schema.items) : [])];
}

describe('the documents say what the code does', () => {
  test('the published schema of the configuration is current', () => {
    expect(text('mcp.config.schema.json'), 'npm run build && node scripts/published-schema.mjs').toBe(publishedSchema());
  });

  test('the published schema of the knowledge file is current', () => {
    expect(text('knowledge.schema.json'), 'npm run build && node scripts/published-schema.mjs').toBe(publishedKnowledgeSchema());
  });

  test('the table of error codes is current', () => {
    expect(text('docs/errors.md'), 'npm run build && node scripts/published-schema.mjs').toBe(errorsDocument());
  });

  test('every tool and each of its inputs stands in docs/tools.md', () => {
    const page = text('docs/tools.md');
    const missing = tools.flatMap((tool) => [tool.name, ...Object.keys(tool.input.shape)]).filter((name) => !page.includes(name));
    expect(missing).toEqual([]);
  });

  test('every command and option stands in docs/command-line.md and in --help', () => {
    const page = text('docs/command-line.md');
    const words = [...commands, ...Object.keys(optionDefinitions).map((name) => `--${name}`)];
    expect(words.filter((word) => !page.includes(word))).toEqual([]);
    expect(words.filter((word) => !help.includes(word))).toEqual([]);
  });

  test('every key of the configuration stands in docs/configuration.md, those of models in docs/models.md', () => {
    const page = text('docs/configuration.md') + text('docs/models.md');
    const keys = keysOf(JSON.parse(publishedSchema()) as Parameters<typeof keysOf>[0]);
    expect([...new Set(keys)].filter((key) => !page.includes(key))).toEqual([]);
  });

  test('the links of the documents lead somewhere', () => {
    const broken = pages.flatMap((file) => {
      const targets = [...text(file).matchAll(/\]\(([^)#]+)|(?:src|srcset)="([^"]+)"/g)].map(([, link, picture]) => link ?? picture ?? '');
      return targets.filter((target) => !/^https?:/.test(target) && !existsSync(join(root, dirname(file), target))).map((target) => `${file}: ${target}`);
    });
    expect(broken).toEqual([]);
  });
});
