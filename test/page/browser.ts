import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { ensureDemo } from '../../src/demo/ensure.ts';
import { findOrInstall } from '../setup/packages.ts';
import { mainModule } from '../stdio-server.ts';

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Pictures of the page are kept there for whoever wants to look. */
const picturesFolder = join(import.meta.dirname, '../../.ci-output/page');

const stops: (() => Promise<void>)[] = [];

/** To be called when the tests of a file are done: ends what they started, the last first. */
export async function stopAll(): Promise<void> {
  for (const stop of stops.splice(0).toReversed()) await stop();
}

/** One Chromium for the tests of a file. */
export async function startBrowser(): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: process.env['TEST_CHROMIUM'] ?? findOrInstall('chromium'), args: flags });
  stops.push(() => browser.close());
  return browser;
}

/** The built server with the demo shop; gives its origin. */
export async function startDemoServer(http?: object): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'nl2sql-page-'));
  stops.push(async () => rmSync(folder, { recursive: true, force: true }));
  const config = join(folder, 'config.json');
  writeFileSync(config, JSON.stringify({ databases: { shop: { dsn: `sqlite:${await demoFile()}` } }, ...(http ? { http } : {}) }));
  const child = spawn(process.execPath, [mainModule, 'serve', '--http', '0', '--config', config], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, NL2SQL_STATE_DIR: join(folder, 'state') } });
  const exited = once(child, 'exit');
  stops.push(async () => {
    child.kill('SIGTERM');
    await exited;
  });
  for await (const chunk of child.stderr as AsyncIterable<Buffer>) {
    const origin = /listening on (http:\/\/[^/]+)/.exec(chunk.toString())?.[1];
    if (origin !== undefined) return origin;
  }
  throw new Error('the server ended before it listened');
}

function demoFile(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'nl2sql-demo-'));
  stops.push(async () => rmSync(folder, { recursive: true, force: true }));
  return ensureDemo(folder);
}

export interface WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Messages on the console, exceptions, and requests to other servers: there must be none. */
  readonly complaints: readonly string[];
}

export async function openPage(browser: Browser, origin: string, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1_440, height: 900 }, ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => new URL(request.url()).origin !== origin && /^https?:/.test(request.url()) && complaints.push(`request to ${request.url()}`));
  return { page, context, complaints };
}

/** What axe-core finds wrong with the page as it is, as `rule: element`. The debugger's evaluation is not bound by the page's policy. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate<readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]>("axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)");
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`));
}

export async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(picturesFolder, { recursive: true });
  await page.screenshot({ path: join(picturesFolder, `${name}.png`), fullPage: true });
}
