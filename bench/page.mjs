// How soon the page can be typed into: from the start of a navigation, nothing of it cached, to the field of the question, in Chromium.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumPath, listening, noteFirstInput } from '../scripts/pictures/page.mjs';
import { median, percentile } from './report.mjs';

const main = new URL('../dist/main.js', import.meta.url).pathname;
const rounds = 15;
const warmUp = 2;

export async function run({ report }) {
  const executablePath = chromiumPath();
  const folder = mkdtempSync(join(tmpdir(), 'nl2sql-page-'));
  const server = spawn(process.execPath, [main, 'serve', '--demo', '--http', '0'], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, NL2SQL_STATE_DIR: folder } });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const origin = await listening(server);
    const visits = [];
    for (let n = -warmUp; n < rounds; n += 1) {
      const visited = await visit(browser, origin);
      if (n >= 0) visits.push(visited);
    }
    const ready = visits.map(({ ms }) => ms);
    report.add('the page can be typed into, median', median(ready), { limit: 300, unit: 'ms' });
    report.add('the page can be typed into, p90', percentile(ready, 90), { unit: 'ms' });
    report.add('what is loaded until then, compressed', visits[0].bytes / 1_000, { limit: 150, unit: 'kB' });
  } finally {
    await browser.close();
    server.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each in a context of its own, which has cached nothing. */
async function visit(browser, origin) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const bodies = [];
  page.on('requestfinished', (request) => /\/$|\/assets\//.test(new URL(request.url()).pathname) && bodies.push(request.sizes()));
  await page.addInitScript(noteFirstInput);
  await page.goto(origin);
  await page.waitForSelector('#question');
  const ms = await page.evaluate('window.firstInputMs');
  const sizes = await Promise.all(bodies);
  await context.close();
  return { ms, bytes: sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0) };
}
