import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { groupBy } from '../std/group-by.ts';
import { auditFiles, firstHash, hashOf } from './audit.ts';

/** What a check of the files of one process found. */
export interface AuditChain {
  readonly name: string;
  readonly files: number;
  readonly entries: number;
  /** Records that could not be written, as the chain itself says. */
  readonly lost: number;
  /** Where the chain is broken: `file:line reason`; absent where it holds. */
  readonly broken?: string;
  /** The first file is gone (rotated away): the chain holds from there on. */
  readonly beginsLate: boolean;
}

/** Follows every chain in the folder from line to line. The end of a chain is not secured: lines cut off there leave no trace in it. */
export async function verifyAudit(folder: string, key: string | undefined): Promise<readonly AuditChain[]> {
  const stems = groupBy(auditFiles(folder), (file) => file.replace(/-\d+\.jsonl$/, ''));
  const chains: AuditChain[] = [];
  for (const [name, files] of stems) chains.push(await follow(name, files.map((file) => join(folder, file)), key));
  return chains;
}

async function follow(name: string, files: readonly string[], key: string | undefined): Promise<AuditChain> {
  let previous: { readonly hash: string; readonly seq: number } | undefined;
  let lost = 0;
  let entries = 0;
  let beginsLate = false;
  for (const file of files) {
    let number = 0;
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      number += 1;
      const checked = check(line, key);
      const reason = typeof checked === 'string' ? checked : gap(checked, previous);
      if (reason !== undefined || typeof checked === 'string') return { name, files: files.length, entries, lost, beginsLate, broken: `${file}:${number} ${reason}` };
      if (!previous) beginsLate = checked.prev !== firstHash;
      previous = checked;
      entries += 1;
      lost += checked.lost;
    }
  }
  return { name, files: files.length, entries, lost, beginsLate };
}

interface Checked {
  readonly seq: number;
  readonly prev: string;
  readonly hash: string;
  readonly lost: number;
}

/** The line's own figures, or what is wrong with it. */
function check(line: string, key: string | undefined): Checked | string {
  const match = /^(.*),"hash":"([0-9a-f]{64})"\}$/.exec(line);
  if (!match) return 'is no line of an audit log';
  const body = `${match[1]}}`;
  if (hashOf(body, key) !== match[2]) return key === undefined ? 'was changed, or the chain was made with a key' : 'was changed, or the key is another';
  const { seq, prev, lost = 0 } = JSON.parse(body) as { seq: number; prev: string; lost?: number };
  return { seq, prev, lost, hash: match[2] ?? '' };
}

function gap(line: Checked, previous: { readonly hash: string; readonly seq: number } | undefined): string | undefined {
  if (!previous) return undefined;
  if (line.seq !== previous.seq + 1) return `has number ${line.seq} after ${previous.seq}`;
  return line.prev === previous.hash ? undefined : 'does not follow the line before';
}
