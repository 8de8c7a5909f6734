import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { auditFiles, AuditLog, type AuditOptions } from '../../src/telemetry/audit.ts';
import { verifyAudit } from '../../src/telemetry/audit-verify.ts';
import { temporaryFolder } from '../fixtures/make-database.ts';
import { call } from './calls.ts';

function audit(options: Partial<AuditOptions> = {}) {
  const folder = options.folder ?? temporaryFolder();
  const lost: number[] = [];
  const log = new AuditLog({ ...options, folder }, Date.now(), { lost: (count) => void lost.push(count), failed: () => undefined });
  const fill = async (count: number) => {
    for (let n = 1; n <= count; n += 1) log.append(call({ id: `r-${n}`, question: `question ${n}`, sql: `SELECT ${n}`, tables: ['pets'], rows: n, rung: 'instant' }));
    await log.close();
    return auditFiles(folder).map((file) => join(folder, file));
  };
  return { folder, log, lost, fill };
}

/** A disk of its own with 8 MB. */
function smallDisk(): string {
  const folder = temporaryFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder]);
  onTestFinished(() => void execFileSync('umount', [folder]));
  return folder;
}

describe('the audit log', () => {
  test('says who asked what and what came of it, line by line', async () => {
    const [file = ''] = await audit().fill(2);
    const lines = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as object);
    expect(lines).toMatchObject([
      { seq: 1, principal: 'local', question: 'question 1', sql: 'SELECT 1', tables: ['pets'], rows: 1, rung: 'instant', verdict: 'ok', prev: '0'.repeat(64) },
      { seq: 2, question: 'question 2' },
    ]);
  });

  test('an untouched chain holds, over many files', async () => {
    const { folder, fill } = audit({ fileBytesMax: 20_000 });
    const files = await fill(2_000);
    expect(files.length).toBeGreaterThan(1);
    expect(await verifyAudit(folder, undefined)).toEqual([expect.objectContaining({ entries: 2_000, files: files.length, lost: 0, beginsLate: false })]);
    expect((await verifyAudit(folder, undefined))[0]?.broken).toBeUndefined();
  });

  test.each([
    ['a changed word', (text: string) => text.replace('question 3', 'question 9'), ':3 was changed'],
    ['a line that is gone', (text: string) => text.split('\n').filter((_, index) => index !== 2).join('\n'), ':3 has number 4'],
    ['two lines in another order', (text: string) => [0, 2, 1, 3, 4].map((index) => text.split('\n')[index]).join('\n'), ':2 has number 3'],
    ['a line of its own', (text: string) => `${text}{"seq":6}\n`, ':6 is no line'],
  ])('%s is found', async (_, change, reason) => {
    const { folder, fill } = audit();
    const [file = ''] = await fill(5);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    expect((await verifyAudit(folder, undefined))[0]?.broken).toContain(reason);
  });

  test('with a key only its holder can forge', async () => {
    const { folder, fill } = audit({ key: 'a secret of sixteen' });
    await fill(3);
    expect((await verifyAudit(folder, 'a secret of sixteen'))[0]?.broken).toBeUndefined();
    expect((await verifyAudit(folder, 'another key'))[0]?.broken).toContain('the key is another');
    expect((await verifyAudit(folder, undefined))[0]?.broken).toBeDefined();
  });

  test('older files go where their number is limited, and the rest still holds', async () => {
    const { folder, fill } = audit({ fileBytesMax: 10_000, filesMax: 2 });
    expect(await fill(4_000)).toHaveLength(2);
    expect((await verifyAudit(folder, undefined))[0]).toMatchObject({ beginsLate: true });
    expect((await verifyAudit(folder, undefined))[0]?.broken).toBeUndefined();
  });

  test('where it cannot be written nobody waits, and what is dropped is counted', async () => {
    const blocked = join(temporaryFolder(), 'a-file');
    writeFileSync(blocked, '');
    const { log, lost } = audit({ folder: join(blocked, 'below') });
    const startedAt = performance.now();
    for (let n = 0; n < 10_100; n += 1) log.append(call());
    expect(performance.now() - startedAt).toBeLessThan(500);
    expect(lost.reduce((sum, count) => sum + count, 0)).toBe(100);
    await log.close();
  });

  test('a disk that fills up breaks no chain, holds up nobody, and what is missing is counted and said', async () => {
    const folder = smallDisk();
    const failures: unknown[] = [];
    let lost = 0;
    const log = new AuditLog({ folder }, Date.now(), { lost: (count) => void (lost += count), failed: (error) => void failures.push(error) });
    const ballast = join(folder, 'ballast');
    writeFileSync(ballast, 'x'.repeat(7_500_000));
    for (let n = 0; n < 10_100; n += 1) log.append(call({ question: `question ${n}` }));
    await expect.poll(() => failures.length).toBeGreaterThan(0);
    expect(failures[0]).toMatchObject({ code: 'ENOSPC' });
    expect(lost).toBe(100);
    const [full] = await verifyAudit(folder, undefined);
    expect(full?.broken).toBeUndefined();
    expect(full?.entries).toBeLessThan(10_000);
    rmSync(ballast);
    await log.close();
    expect((await verifyAudit(folder, undefined))[0]).toMatchObject({ entries: 10_000, lost: 100 });
  });
});
