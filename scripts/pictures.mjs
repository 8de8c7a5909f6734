// Pictures of the page, asked of the demo shop: npm run pictures [-- --out DIR] [--only SCENE,…]. With --readme, what the README shows: two of them and an animation, in light and in dark.
// Needs a Chromium: Debian's (apt-get install chromium), or the one that TEST_CHROMIUM names.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { Film } from './pictures/film.mjs';
import { chromiumPath, listening, noteFirstInput } from './pictures/page.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values: options } = parseArgs({ options: { out: { type: 'string', default: join(root, '.ci-output/pictures') }, only: { type: 'string' }, readme: { type: 'boolean', default: false } } });

const looks = {
  light: { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  phone: { colorScheme: 'light', viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
};

/** A state of the page: its address, what is done there, and what shows that it is reached. */
const scenes = {
  welcome: { address: '', until: '.examples button' },
  figure: { address: question('How many orders were cancelled?'), until: '.ways' },
  words: { address: question('How many orders were cancelled?'), until: '.ways', act: (page) => page.click('button.word:has-text("cancelled")') },
  lines: { address: question('How many orders were cancelled?'), until: '.ways', act: (page) => take(page, 'by …', 'month', '.line-chart canvas') },
  bars: { address: question('How many orders were cancelled?'), until: '.ways', act: (page) => take(page, 'by …', 'channel', '.bars') },
  list: { address: question('Show the name and rating of suppliers'), until: '.ways', act: (page) => page.click('button:has-text("Table")') },
  choices: { address: question('which warehouses are the fluffiest'), until: '.cm-content' },
  refused: { address: question('delete all orders'), until: '.card' },
  sql: { address: `#sql?${new URLSearchParams({ sql: 'SELECT status, count(*) AS orders\nFROM orders\nGROUP BY status' })}`, until: '.bars' },
  tables: { address: `#tables?${new URLSearchParams({ t: 'orders' })}`, until: 'tbody tr' },
  meaning: { address: `#tables?${new URLSearchParams({ t: 'order_items' })}`, until: '.meaning', act: (page) => page.click('.meaning summary') },
  inbox: { address: '#inbox', until: '.inbox-questions' },
  'inbox-empty': { address: '#inbox', until: '.inbox', act: dismissAll },
  watch: { address: '#watch', until: '.tiles' },
};

const chosen = Object.entries(scenes).filter(([scene]) => options.only === undefined || options.only.split(',').includes(scene));
const readmeScenes = { lines: ['light', 'dark'] };

/** What the README shows: from a question to its answer, and on from there. */
async function tell(film, page) {
  await page.waitForSelector('.examples button');
  await film.hold(700);
  await film.type('#question', 'How many orders were cancelled?');
  await film.hold(250);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.ways button');
  await film.hold(2_000);
  await film.click('button.word:has-text("cancelled")');
  await film.hold(1_300);
  await page.keyboard.press('Escape');
  await film.click('.ways button:has-text("by …")');
  await film.hold(500);
  await film.click('.menu-list button:text-is("month")');
  await page.waitForSelector('.line-chart canvas');
  await page.waitForTimeout(500);
  await film.hold(1_900);
  await film.click('.ways button:has-text("only …")');
  await film.hold(500);
  await film.click('.menu-list button:text-is("last year")');
  await page.waitForSelector('.title:has-text("last year")');
  await page.waitForTimeout(500);
  await film.hold(3_900);
}

function question(q) {
  return `#ask?${new URLSearchParams({ q })}`;
}

async function take(page, way, option, until) {
  await page.click(`.ways button:has-text("${way}")`);
  await page.click(`.menu-list button:text-is("${option}")`);
  await page.waitForSelector(until);
}

/** The last scene of the inbox: nothing of it is left. */
async function dismissAll(page) {
  const dismiss = page.locator('.inbox-questions button');
  await page.waitForSelector('.inbox-questions, .inbox .empty');
  for (let left = await dismiss.count(); left > 0; left -= 1) {
    await dismiss.first().click();
    await page.waitForFunction((many) => document.querySelectorAll('.inbox-questions button').length < many, left);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'nl2sql-pictures-'));
const server = spawn(process.execPath, [join(root, 'dist/main.js'), 'serve', '--demo', '--http', '0'], { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, NL2SQL_STATE_DIR: folder } });
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] });
try {
  const origin = await listening(server);
  const out = options.readme ? join(root, 'docs/pictures') : resolve(options.out);
  mkdirSync(out, { recursive: true });
  await valuesAreKnown(origin);
  for (const asked of ['Which couriers are the grumpiest?', 'Which couriers are the grumpiest?', 'How many parcels were lost since 2024?', 'Why did 12 clients complain about the wrapping?']) await post(origin, asked);
  if (options.readme) for (const look of ['light', 'dark']) await animation({ origin, out, look });
  for (const [scene, steps] of chosen) for (const look of options.readme ? (readmeScenes[scene] ?? []) : Object.keys(looks)) await picture({ origin, out, scene, look, ...steps });
  console.log(`\nin ${out}`);
} finally {
  await browser.close();
  server.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}

/** A server that has just started may not have seen its values yet. */
async function valuesAreKnown(origin) {
  for (let tries = 0; tries < 60; tries += 1) {
    const { status } = await post(origin, 'How many orders are pending?');
    if (status === 'ok') return;
    await new Promise((wake) => setTimeout(wake, 500));
  }
  throw new Error('the demo shop is not understood');
}

async function post(origin, question) {
  return (await fetch(`${origin}/api/tools/nl2sql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ question }) })).json();
}

async function picture({ origin, out, scene, look, address, until, act }) {
  const context = await browser.newContext({ locale: 'en-US', ...looks[look] });
  const page = await context.newPage();
  await page.addInitScript(noteFirstInput);
  await page.goto(`${origin}/${address}`);
  await page.waitForSelector(until, { timeout: 30_000 });
  await act?.(page);
  // Transitions end, and figures that move arrive.
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(out, `${scene}-${look}.png`), fullPage: look === 'phone' && !options.readme });
  console.log(`${scene}-${look}.png${scene === 'welcome' ? `: can be typed into after ${Math.round(await page.evaluate('window.firstInputMs'))} ms` : ''}`);
  await context.close();
}

async function animation({ origin, out, look }) {
  const context = await browser.newContext({ locale: 'en-US', ...looks[look], viewport: { width: 1180, height: 740 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(origin);
  const film = new Film(page);
  await tell(film, page);
  const path = join(out, `asking-${look}.webp`);
  const seconds = film.develop(path, { width: 1180 });
  console.log(`asking-${look}.webp: ${seconds.toFixed(1)} s, ${Math.round(statSync(path).size / 1_000)} kB`);
  await context.close();
}
