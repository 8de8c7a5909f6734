import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { accessibilityViolations, keepPicture, openPage, startBrowser, startDemoServer, stopAll } from './browser.ts';

let browser: Browser;
let origin: string;
beforeAll(async () => {
  [browser, origin] = await Promise.all([startBrowser(), startDemoServer()]);
}, 120_000);
afterAll(stopAll);

async function ask(page: Page, question: string): Promise<void> {
  await page.fill('#question', question);
  await page.click('button[type=submit]:has-text("Ask")');
  await page.waitForSelector('.card');
}

describe('Ask', () => {
  test('answers a question with a number, its reading, SQL, proof and timeline', async () => {
    const { page, complaints } = await openPage(browser, origin);
    await page.goto(origin);
    await ask(page, 'How many customers are there?');
    expect(await page.textContent('.big-number')).toMatch(/5,?000/);
    expect(await page.textContent('.sql')).toContain('customers');
    expect(await page.textContent('.word-table')).toContain('customers');
    expect(await page.textContent('.question-words')).toBe('How manycount customerscustomers are there?');
    await page.click('summary:has-text("How it came about")');
    expect(await page.textContent('.proof')).toContain('reads only');
    expect(await page.locator('.timeline li').count()).toBeGreaterThan(2);
    expect(await accessibilityViolations(page)).toEqual([]);
    await keepPicture(page, 'ask');
    expect(complaints).toEqual([]);
  });

  test('shows names with a figure as bars, and as a table on demand, and exports it', async () => {
    const { page } = await openPage(browser, origin);
    await page.goto(origin);
    await ask(page, 'Show the name and rating of suppliers');
    expect(await page.locator('.bars li').count()).toBe(24);
    await page.click('button:has-text("Table")');
    expect(await page.locator('tbody tr').count()).toBe(24);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('button:has-text("Export CSV")')]);
    const text = readFileSync(await download.path(), 'utf8');
    expect(text.split('\r\n')[0]).toBe('\uFEFFname,rating');
    expect(text.split('\r\n')).toHaveLength(25);
  });

  test('what nobody is sure of can be written by hand, is drawn over time, and is remembered', async () => {
    const { page, complaints } = await openPage(browser, origin);
    await page.goto(origin);
    const question = 'Umsatzentwicklung pro Monat?';
    await ask(page, question);
    await page.fill('.sql-editor textarea', "SELECT strftime('%Y-%m', ordered_at) AS month, sum(total) AS revenue FROM order_totals GROUP BY month ORDER BY month");
    await page.click('button:has-text("Prove and run")');
    await page.waitForSelector('.line-chart canvas');
    expect(await page.getAttribute('.line-chart', 'aria-label')).toContain('revenue over month, 60 points');
    await keepPicture(page, 'ask-lines');
    await ask(page, question);
    await expect.poll(() => page.textContent('.facts')).toContain('from memory');
    expect(complaints).toEqual([]);
  });

  test('a statement that would write is refused with the reason', async () => {
    const { page } = await openPage(browser, origin);
    await page.goto(origin);
    await ask(page, 'Was ist Liebe?');
    await page.fill('.sql-editor textarea', 'DELETE FROM orders');
    await page.click('button:has-text("Prove and run")');
    await page.waitForSelector('h2:has-text("Refused"), .failure');
    expect(await page.textContent('.card')).toMatch(/refused|only|read/i);
  });

  test('more rows are fetched where there are more', async () => {
    const { page } = await openPage(browser, origin);
    await page.goto(origin);
    await ask(page, 'Liste aller Bestellnummern bitte');
    await page.fill('.sql-editor textarea', 'SELECT id FROM orders ORDER BY id');
    await page.click('button:has-text("Prove and run")');
    await page.waitForSelector('tbody tr');
    expect(await page.locator('tbody tr').count()).toBe(100);
    await page.click('button:has-text("More rows")');
    await expect.poll(() => page.locator('tbody tr').count()).toBe(200);
    expect(await page.textContent('tbody tr:last-child')).toBe('200');
  });

  test('of several readings the reader chooses, and the choice is proven and run', async () => {
    const { page } = await openPage(browser, origin);
    const readings = [
      { reading: 'the number of orders', sql: 'SELECT count(*) FROM orders', confidence: 0.5 },
      { reading: 'the number of customers with an order', sql: 'SELECT count(DISTINCT customer_id) FROM orders', confidence: 0.4 },
    ];
    await page.route('**/api/tools/nl2sql', (route) => route.fulfill({ json: { status: 'choices', database: 'shop', dialect: 'sqlite', reason: 'two readings are as likely', readings } }));
    await page.goto(origin);
    await ask(page, 'How many ordered?');
    expect(await page.locator('.choice').allTextContents()).toEqual([expect.stringContaining('the number of orders'), expect.stringContaining('customers with an order')]);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.click('.choice >> nth=1');
    await page.waitForSelector('.big-number');
    expect(await page.textContent('.sql')).toContain('DISTINCT customer_id');
  });

  test('a verdict is taught where the server can learn, and not asked for where it cannot', async () => {
    const { page } = await openPage(browser, origin);
    await page.goto(origin);
    const { tools } = (await (await page.request.get(`${origin}/api/tools`)).json()) as { tools: string[] };
    await ask(page, 'How many warehouses are there?');
    await page.waitForSelector('.answer');
    if (!tools.includes('teach')) return expect(await page.locator('.teach').count()).toBe(0);
    await page.click('button:has-text("Yes, accept")');
    await page.waitForSelector('.teach [role=status]');
    await ask(page, 'How many warehouses are there?');
    await expect.poll(() => page.textContent('.facts')).toContain('verified');
  });

  test('the schema can be searched, and its tables opened', async () => {
    const { page } = await openPage(browser, origin);
    await page.goto(origin);
    await page.waitForSelector('.tables > li');
    expect(await page.locator('.tables > li').count()).toBe(16);
    await page.fill('input[type=search]', 'loyal');
    await expect.poll(() => page.locator('.tables > li').count()).toBeLessThan(16);
    await page.fill('input[type=search]', 'supplier_id');
    await expect.poll(() => page.locator('.tables > li').allTextContents()).toEqual([expect.stringContaining('products')]);
    expect(await page.locator('.columns li:visible').first().textContent()).toContain('id');
  });

  test('what was asked stays in the browser and can be asked again with the keyboard alone', async () => {
    const { page } = await openPage(browser, origin);
    await page.goto(origin);
    await page.focus('#question');
    await page.keyboard.type('How many products are there?');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.big-number');
    await page.reload();
    await page.focus('.history button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.big-number');
    expect(await page.inputValue('#question')).toBe('How many products are there?');
  });

  test('a server that went away is said so', async () => {
    const { page, context } = await openPage(browser, origin);
    await page.goto(origin);
    await page.waitForSelector('.tables > li');
    await context.setOffline(true);
    await page.fill('#question', 'How many orders?');
    await page.click('button[type=submit]');
    expect(await page.textContent('.failure')).toContain('does not answer');
  });
});

describe('Watch', () => {
  test('shows live figures, health, rungs, pools, caches and slow calls', async () => {
    const { page, complaints } = await openPage(browser, origin);
    await page.goto(`${origin}/#watch`);
    await page.waitForSelector('.tiles');
    expect(await page.textContent('.headline')).toContain('health');
    expect(await page.getAttribute('.arc', 'aria-label')).toMatch(/Health \d+ of 100/);
    const calls = async () => Number(await page.textContent('.tiles div:has(dt:text-is("calls")) dd'));
    const before = await calls();
    await page.request.post(`${origin}/api/tools/nl2sql`, { data: { question: 'How many coupons are there?' } });
    await expect.poll(calls).toBeGreaterThan(before);
    expect(await page.locator('.traces li').count()).toBeGreaterThan(0);
    expect(await page.textContent('.watch')).toContain('tool.nl2sql');
    await page.click('button:has-text("since start")');
    expect(await accessibilityViolations(page)).toEqual([]);
    await keepPicture(page, 'watch');
    expect(complaints).toEqual([]);
  });
});

describe.each([['light', 1_440], ['dark', 1_440], ['light', 390], ['dark', 390]] as const)('in the %s theme at %i px', (colorScheme, width) => {
  test.each(['ask', 'watch'])('%s has no violation of accessibility and needs no scrolling sideways', async (view) => {
    const { page, complaints } = await openPage(browser, origin, { colorScheme, viewport: { width, height: 844 } });
    await page.goto(`${origin}/#${view}`);
    if (view === 'ask') await ask(page, 'How many orders are there?');
    else await page.waitForSelector('.tiles');
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    const ground = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    expect(Number(/\d+/.exec(ground)?.[0]) < 128).toBe(colorScheme === 'dark');
    await keepPicture(page, `${view}-${colorScheme}-${width}`);
    expect(complaints).toEqual([]);
  });
});

describe('with tokens', () => {
  const token = 'a-token-of-some-length';
  let closed: string;
  beforeAll(async () => {
    closed = await startDemoServer({ tokens: [{ name: 'alice', token }] });
  }, 120_000);

  test('nothing is shown before sign-in, a wrong token is refused, a right one opens, signing out closes', async () => {
    const { page, context } = await openPage(browser, closed);
    await page.goto(closed);
    await page.waitForSelector('#token');
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await page.locator('#question').count()).toBe(0);
    await page.fill('#token', 'a-wrong-token-of-length');
    await page.click('button:has-text("Sign in")');
    expect(await page.textContent('.failure')).toContain('not known');
    await page.fill('#token', token);
    await page.click('button:has-text("Sign in")');
    await ask(page, 'How many orders are there?');
    expect(await page.evaluate('document.cookie')).toBe('');
    expect((await context.cookies()).map((cookie) => [cookie.httpOnly, cookie.sameSite])).toEqual([[true, 'Strict']]);
    await page.click('button:has-text("Sign out")');
    await page.waitForSelector('#token');
  });
});

test('the page allows no script and no server but its own, and is small', async () => {
  const response = await fetch(origin, { headers: { 'accept-encoding': 'br' } });
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  const html = await response.text();
  const assets = [...html.matchAll(/(?:src|href)="\.?(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '');
  const sizes = await Promise.all(assets.map(async (path) => Number((await fetch(`${origin}${path}`, { headers: { 'accept-encoding': 'br' } })).headers.get('content-length'))));
  expect(assets.length).toBeGreaterThan(1);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(250_000);
});
