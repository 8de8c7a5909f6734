// The view of an answer in a host that others made: the Inspector's page, opened in Chromium. TOOLS is the folder with mcp-inspector.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chromium } from 'playwright-core';
import { freePort } from '../test/setup/ports.ts';

const patienceMs = 120_000;
const attempts = 3;

// Chromium and the Inspector are not ours: what fails to start once is started again, and each failure is shown.
for (let attempt = 1; ; attempt += 1) {
  try {
    console.log(`inspector app: ${await answerInTheInspector()}`);
    break;
  } catch (error) {
    console.error(`inspector app, attempt ${attempt} of ${attempts}: ${error.stack}`);
    if (attempt === attempts) process.exit(1);
  }
}

async function answerInTheInspector() {
  const [page, sandbox] = [await freePort(), await freePort()];
  const env = { ...process.env, HOST: '127.0.0.1', CLIENT_PORT: String(page), SERVER_PORT: String(sandbox), DANGEROUSLY_OMIT_AUTH: 'true', MCP_AUTO_OPEN_ENABLED: 'false', MCP_INSPECTOR_SECRET_STORE: 'memory' };
  const inspector = spawn(`${process.env.TOOLS}/mcp-inspector`, ['--web', 'node', 'dist/main.js', 'serve', '--demo'], { stdio: ['ignore', 'pipe', 'inherit'], env });
  const exited = once(inspector, 'exit');
  const ready = new Promise((resolve) => inspector.stdout.on('data', (chunk) => /up and running/.test(chunk.toString()) && resolve()));
  let browser;
  try {
    browser = await chromium.launch({ executablePath: process.env.TEST_CHROMIUM ?? spawnSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).stdout.trim(), args: ['--no-sandbox', '--disable-gpu'] });
    await Promise.race([ready, exited.then(([code]) => Promise.reject(new Error(`the Inspector ended with code ${code} before it listened on ${page}`)))]);
    return await ask(browser, page);
  } finally {
    await browser?.close();
    inspector.kill('SIGTERM');
    await exited;
  }
}

async function ask(browser, port) {
  const host = await browser.newPage({ viewport: { width: 1_400, height: 950 } });
  host.setDefaultTimeout(patienceMs);
  // Fonts from elsewhere would have the page wait.
  await host.route((url) => url.hostname !== '127.0.0.1', (route) => route.abort());
  await host.goto(`http://127.0.0.1:${port}`, { waitUntil: 'domcontentloaded' });
  await host.getByText('Disconnected').waitFor();
  await host.locator('[role=switch], input[type=checkbox]').first().click({ force: true });
  await host.getByText('Apps', { exact: true }).first().click();
  await host.getByText('Ask a database in plain words').first().click();
  await host.getByLabel('question').first().fill('How many orders were cancelled?');
  await host.getByRole('button', { name: 'Open App' }).click();
  const view = host.frameLocator('iframe').frameLocator('iframe');
  await view.locator('.big-number').waitFor();
  await view.locator('summary:has-text("SQL")').click();
  await view.locator('.sql').waitFor();
  return `${await view.locator('.big-number').textContent()}, ${await view.locator('.reading').textContent()}`;
}
