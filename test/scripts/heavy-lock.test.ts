import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../setup/ports.ts';

const script = join(import.meta.dirname, '../../scripts/heavy-lock.mjs');
const untilAsked = ['-e', "console.log('runs'); process.stdin.resume().on('end', () => console.log('ends'))"];

/** A job that runs until `end` is called or it is killed. */
function startJob(name: string, port: number, command: readonly string[] = [process.execPath, ...untilAsked]) {
  const { NL2SQL_HEAVY_LOCK_HELD: _, ...environment } = process.env;
  const child = spawn(process.execPath, [script, name, ...command], { env: { ...environment, NL2SQL_HEAVY_LOCK_PORT: String(port) } });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const written = { out: '', error: '' };
  child.stdout.on('data', (chunk: Buffer) => (written.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (written.error += chunk.toString()));
  const end = async () => {
    child.stdin.end();
    const [code] = await exited;
    return Number(code);
  };
  return { child, exited, written, end };
}

test('a second job waits, says for whom, and runs when the first has ended', async () => {
  const port = await freePort();
  const first = startJob('first', port);
  await expect.poll(() => first.written.out).toContain('runs');
  const second = startJob('second', port);
  await expect.poll(() => second.written.error).toContain('first');
  expect(second.written.out).toBe('');
  expect(await first.end()).toBe(0);
  await expect.poll(() => second.written.out).toContain('runs');
  expect(await second.end()).toBe(0);
});

test('a holder that was killed holds nothing', async () => {
  const port = await freePort();
  const first = startJob('first', port);
  await expect.poll(() => first.written.out).toContain('runs');
  const second = startJob('second', port);
  await expect.poll(() => second.written.error).toContain('first');
  first.child.kill('SIGKILL');
  await expect.poll(() => second.written.out).toContain('runs');
  // What the first one started reads the end of its input.
  first.child.stdin.end();
  expect(await second.end()).toBe(0);
});

test('a job inside a job does not wait for its own parent', async () => {
  const port = await freePort();
  const outer = startJob('outer', port, [process.execPath, script, 'inner', process.execPath, '-e', "console.log('inner ran')"]);
  await outer.exited;
  expect(outer.written).toEqual({ out: 'inner ran\n', error: '' });
});

test('the exit code of the command is that of the job', async () => {
  const [code] = await startJob('failing', await freePort(), [process.execPath, '-e', 'process.exit(7)']).exited;
  expect(code).toBe(7);
});

test('a port that another program holds is named', async () => {
  const port = await freePort();
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  const job = startJob('job', port);
  await expect.poll(() => job.written.error, { timeout: 20_000 }).toContain(`whatever listens on port ${port}`);
  job.child.kill('SIGKILL');
  await job.exited;
});
