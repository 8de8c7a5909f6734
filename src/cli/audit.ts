import { resolve } from 'node:path';
import { Failure } from '../core/errors.ts';
import { type AuditChain, verifyAudit } from '../telemetry/audit-verify.ts';
import type { Options } from './arguments.ts';
import { configure } from './configure.ts';

/** Follows the hash chains of the audit log; exit code 1 where one is broken. */
export async function auditCommand(options: Options): Promise<number> {
  const { audit, baseFolder } = await configure(options);
  if (!audit) throw new Failure('BAD_CONFIG', 'no audit log is configured', { hints: ['Add "audit": {"folder": "…"} to mcp.config.json.'] });
  const chains = await verifyAudit(resolve(baseFolder, audit.folder), audit.key);
  process.stdout.write(chains.length === 0 ? 'the audit log is empty\n' : `${chains.map(describe).join('\n')}\n`);
  return chains.some((chain) => chain.broken !== undefined) ? 1 : 0;
}

function describe({ name, files, entries, lost, beginsLate, broken }: AuditChain): string {
  const notes = [...(lost > 0 ? [`${lost} records could not be written`] : []), ...(beginsLate ? ['the files before are gone'] : [])];
  return `${name}: ${broken === undefined ? 'holds' : `BROKEN at ${broken}`}, ${entries} entries in ${files} ${files === 1 ? 'file' : 'files'}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`;
}
