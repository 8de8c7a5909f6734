// Makes the bundle for Claude Desktop: the packed package with its dependencies and the manifest. `node scripts/pack-mcpb.mjs FOLDER` writes it there.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [, , target] = process.argv;
if (target === undefined) {
  console.error('node scripts/pack-mcpb.mjs FOLDER');
  process.exit(2);
}

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const manifest = JSON.parse(readFileSync('packaging/mcpb/manifest.json', 'utf8'));
const stage = mkdtempSync(join(tmpdir(), 'nl2sql-mcpb-'));
const run = (program, args, cwd = process.cwd()) => execFileSync(program, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });

try {
  run('npm', ['pack', '--silent', '--pack-destination', stage]);
  const bundle = join(stage, 'bundle');
  mkdirSync(bundle);
  writeFileSync(join(bundle, 'package.json'), JSON.stringify({ name: 'nl2sql-mcp-bundle', version, private: true }));
  run('npm', ['install', '--omit=dev', '--no-audit', '--no-fund', '--silent', join(stage, `nl2sql-mcp-${version}.tgz`)], bundle);
  rmSync(join(bundle, 'package-lock.json'), { force: true });
  writeFileSync(join(bundle, 'manifest.json'), `${JSON.stringify({ ...manifest, version }, null, 2)}\n`);
  cpSync('LICENSE', join(bundle, 'LICENSE'));
  mkdirSync(target, { recursive: true });
  const file = resolve(target, `nl2sql-mcp-${version}.mcpb`);
  run('npx', ['-y', '@anthropic-ai/mcpb@2.1.2', 'validate', join(bundle, 'manifest.json')]);
  run('npx', ['-y', '@anthropic-ai/mcpb@2.1.2', 'pack', bundle, file]);
  console.log(file);
} finally {
  rmSync(stage, { recursive: true, force: true });
}
