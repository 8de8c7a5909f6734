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

/** By the keyboard: what Playwright fills in comes with styles, which the page's policy refuses. */
async function write(page: Page, sql: string): Promise<void> {
  await page.click('.cm-content');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(sql);
  // What is offered to complete it lies over what is below.
  await page.keyboard.press('Escape');
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
    await write(page, "SELECT strftime('%Y-%m', ordered_at) AS month, sum(total) AS revenue FROM order_totals GROUP BY month ORDER BY month");
    await page.click('button:has-text("Prove and run")');
    await page.waitForSelector('.line-chart canvas');
    expect(await page.getAttribute('.line-canvas', 'aria-label')).toContain('revenue over month, 60 points');
    await keepPicture(page, 'ask-lines');
    await ask(page, question);
    await expect.poll(() => page.textContent('.facts')).toContain('from memory');
    expect(complaints).toEqual([]);
  });

  test('SQL in place of a question is run in the view for SQL, where its error stands above it; back leads to before, and to no question', async () => {
    const { page } = await openPage(browser, origin);
    await page.goto(origin);
    await page.waitForSelector('.examples button');
    for (const [sql, expected] of [['SELECT count(*) FROM warehouses', '4'], ['SELECT nam FROM products', 'Did you mean products.name?']] as const) {
      await page.fill('#question', sql);
      await page.keyboard.press('Enter');
      await expect.poll(() => page.textContent('.sql-view')).toContain(expected);
      expect(page.url()).toContain('#sql?');
      await page.goBack();
      await page.waitForSelector('.examples button:visible');
      expect(await page.inputValue('#question')).toBe('');
    }
    expect(await page.locator('.history').count()).toBe(0);
  });

  test('a statement that would write is refused with the reason', async () => {
    const { page } = await openPage(browser, origin);
    await page.goto(origin);
    await ask(page, 'Was ist Liebe?');
    await write(page, 'DELETE FROM orders');
    await page.click('button:has-text("Prove and run")');
    await page.waitForSelector('h2:has-text("Refused"), .failure');
    expect(await page.textContent('.card')).toMatch(/refused|only|read/i);
  });

  test('more rows are fetched where there are more', async () => {
    const { page } = await openPage(browser, origin);
    await page.goto(origin);
    await ask(page, 'Liste aller Bestellnummern bitte');
    await write(page, 'SELECT id FROM orders ORDER BY id');
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

  test('a hand-off offers its readings, the choice is remembered and has an address, and one can go back and forward', async () => {
    const { page, complaints } = await openPage(browser, origin);
    await page.goto(origin);
    await ask(page, 'which warehouses are the fluffiest');
    await page.waitForSelector('h2:has-text("is one of these meant")');
    expect(await page.textContent('.choice')).toContain('warehouses');
    expect(await accessibilityViolations(page)).toEqual([]);
    await keepPicture(page, 'hand-off');
    await page.click('.choice >> nth=0');
    await page.waitForSelector('tbody tr');
    expect(await page.locator('tbody tr').count()).toBe(4);
    const address = page.url();
    expect(address).toContain('sql=');
    // By now the choice is remembered for the question.
    await page.goBack();
    await expect.poll(() => page.textContent('.facts')).toContain('from memory');
    expect(page.url()).not.toContain('sql=');
    await page.goForward();
    await expect.poll(() => page.textContent('.facts')).toContain('proven SQL');
    const { page: other } = await openPage(browser, origin);
    await other.goto(address);
    await other.waitForSelector('tbody tr');
    expect(await other.inputValue('#question')).toBe('which warehouses are the fluffiest');
    expect(complaints).toEqual([]);
  });

  test('SQL that fails stands below its error, as it was typed', async () => {
    const { page } = await openPage(browser, origin);
    await page.goto(origin);
    await ask(page, 'Was ist Liebe?');
    await write(page, 'SELECT nam FROM products');
    await page.click('button:has-text("Prove and run")');
    await page.waitForSelector('.failure');
    expect(await page.textContent('.failure')).toContain('nam');
    expect(await page.textContent('.sql-editor .cm-content')).toBe('SELECT nam FROM products');
  });

  test('columns sort both ways and back, numbers as numbers, and figures have separators', async () => {
    const { page } = await openPage(browser, origin, { locale: 'en-US' });
    await page.goto(origin);
    await ask(page, 'Was ist Liebe?');
    const sql = "SELECT 'b' AS name, 1200 AS amount, 2021 AS year UNION ALL SELECT 'a', 90000, 2022 UNION ALL SELECT 'c', NULL, 2023";
    await write(page, sql);
    await page.click('button:has-text("Prove and run")');
    await page.waitForSelector('.result');
    if (await page.locator('button:has-text("Table")').count() > 0) await page.click('button:has-text("Table")');
    const column = (nth: number) => page.locator(`tbody td:nth-child(${nth})`).allTextContents();
    expect(await column(2)).toEqual(['1,200', '90,000', 'null']);
    expect(await column(3)).toEqual(['2021', '2022', '2023']);
    await page.click('th button:has-text("amount")');
    await page.click('th button:has-text("amount")');
    expect(await column(1)).toEqual(['a', 'b', 'c']);
    expect(await page.getAttribute('th >> nth=1', 'aria-sort')).toBe('descending');
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.click('th button:has-text("amount")');
    expect(await column(1)).toEqual(['b', 'a', 'c']);
  });

  test('bars stand in order of size', async () => {
    const { page } = await openPage(browser, origin);
    await page.goto(origin);
    await ask(page, 'Show the name and rating of suppliers');
    const values = (await page.locator('.bar-value').allTextContents()).map(Number);
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    await keepPicture(page, 'bars');
  });

  test('begins with questions of the database, which are answered; one line tells what came', async () => {
    const { page } = await openPage(browser, origin);
    await page.goto(origin);
    await page.waitForSelector('.examples button');
    expect(await page.evaluate('document.activeElement.id')).toBe('question');
    await keepPicture(page, 'welcome');
    const examples = await page.locator('.examples button').allTextContents();
    expect(examples).toHaveLength(3);
    for (const example of examples) {
      await page.goto(origin);
      await page.click(`.examples button:has-text("${example}")`);
      await expect.poll(() => page.textContent('.ask-main > [role=status]'), { timeout: 20_000 }).toMatch(/^Answered: \d+/);
    }
  });

  test('what takes long says so, and stops', async () => {
    const { page } = await openPage(browser, origin);
    let times = 0;
    // It never answers, however busy the machine.
    await page.route('**/api/tools/nl2sql', () => void (times += 1));
    await page.goto(origin);
    await page.fill('#question', 'How many orders?');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.running');
    await page.click('button:has-text("Stop")');
    await page.waitForSelector('button[type=submit]:has-text("Ask")');
    // The click that stopped it asks nothing.
    await page.waitForTimeout(1_500);
    expect(await page.locator('.running').count()).toBe(0);
    expect(times).toBe(1);
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
    expect(await page.locator('.tables > li').count()).toBe(17);
    await page.fill('input[type=search]', 'loyal');
    await expect.poll(() => page.locator('.tables > li').count()).toBeLessThan(17);
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

  test('what was still coming in when nobody wanted it any more is let go of', async () => {
    const { page, complaints } = await openPage(browser, origin);
    // The head of the reply is there, its body never ends.
    await page.addInitScript(`{
      const send = fetch;
      fetch = (path, request) => path !== 'api/tools/get_schema' ? send(path, request) : Promise.resolve(new Response(new ReadableStream({
        start: (body) => request.signal.addEventListener('abort', () => body.error(request.signal.reason)),
      })));
    }`);
    await page.goto(origin);
    await ask(page, 'How many orders are there?');
    await page.waitForSelector('.big-number');
    expect(complaints).toEqual([]);
  });

  test('what answers in place of the server is told as that', async () => {
    const { page } = await openPage(browser, origin);
    await page.route('**/api/tools/nl2sql', (route) => route.fulfill({ contentType: 'text/html', body: '<p>Please sign in to the network</p>' }));
    await page.goto(origin);
    await page.fill('#question', 'How many orders are there?');
    await page.click('button[type=submit]');
    expect(await page.textContent('.failure')).toContain('did not come from this server');
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

describe('from an answer on', () => {
  test('a word that may mean something else offers it, by … breaks a figure down, only … narrows it, top … ranks it; each has an address, and back undoes it', async () => {
    const { page, complaints } = await openPage(browser, origin);
    await page.goto(origin);
    await ask(page, 'How many orders were cancelled?');
    const first = await page.textContent('.big-number');
    await page.click('button.word:has-text("cancelled")');
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.click('.menu-list button:has-text("shipped")');
    await expect.poll(() => page.textContent('.title')).toBe('Number of orders, shipped');
    expect(await page.textContent('.big-number')).not.toBe(first);
    await page.goBack();
    await expect.poll(() => page.textContent('.big-number')).toBe(first);
    await page.click('.ways button:has-text("by …")');
    await page.click('.menu-list button:text-is("channel")');
    await expect.poll(() => page.textContent('.title')).toBe('Orders by channel, cancelled');
    expect(await page.locator('.bars li').count()).toBe(3);
    await page.click('.ways button:has-text("only …")');
    await page.click('.menu-list button:text-is("last year")');
    await expect.poll(() => page.textContent('.title')).toBe('Orders by channel, cancelled, last year');
    await page.click('.ways button:has-text("top …")');
    await page.click('.menu-list button:text-is("top 5")');
    await expect.poll(() => page.textContent('.title')).toBe('Top 5: orders by channel, cancelled, last year');
    expect(await accessibilityViolations(page)).toEqual([]);
    const { page: other } = await openPage(browser, origin);
    await other.goto(page.url());
    await expect.poll(() => other.textContent('.title')).toBe('Top 5: orders by channel, cancelled, last year');
    await other.click('.chip.taken >> nth=1');
    await expect.poll(() => other.textContent('.title')).toBe('Orders by channel, cancelled');
    // What the steps gave is not taken for the answer of the question.
    await ask(page, 'How many orders were cancelled?');
    await expect.poll(() => page.textContent('.big-number')).toBe(first);
    expect(complaints).toEqual([]);
  });

  test('a chart over time tells its values to the keyboard, and menus close with Escape', async () => {
    const { page } = await openPage(browser, origin, { locale: 'en-US' });
    await page.goto(origin);
    await ask(page, 'How many orders were cancelled?');
    await page.focus('.ways button');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    expect(await page.locator('.menu-list:visible').count()).toBe(0);
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.focus('.line-canvas');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.textContent('.line-values')).toMatch(/^[A-Z][a-z]{2} 20\d\d.*orders \d+$/);
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  test('steps that no longer lead anywhere say so', async () => {
    const { page } = await openPage(browser, origin);
    await page.goto(`${origin}/#ask?q=How+many+orders%3F&in=shop&sql=SELECT+1&step=by+nothing`);
    await page.waitForSelector('.failure');
    expect(await page.textContent('.failure')).toContain('do not lead on');
  });
});

describe('SQL', () => {
  test('is completed, run with the keyboard, shown beside, remembered, and has an address', async () => {
    const { page, complaints } = await openPage(browser, origin);
    await page.goto(`${origin}/#sql`);
    await page.click('.sql-editor .cm-content');
    await page.keyboard.type('SELECT count(*) FROM warehou');
    await page.waitForSelector('.cm-tooltip-autocomplete:not(.cm-tooltip-autocomplete-disabled) li[aria-selected]:has-text("warehouses")');
    // For the first 75 ms in which a list stands, Enter is a new line: nobody has read it yet.
    await page.waitForTimeout(150);
    await page.keyboard.press('Enter');
    expect(await page.textContent('.cm-content')).toBe('SELECT count(*) FROM warehouses');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => page.textContent('.big-number')).toBe('4');
    expect(page.url()).toContain('warehouses');
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.reload();
    await expect.poll(() => page.textContent('.big-number')).toBe('4');
    expect(await page.textContent('.sql-history')).toContain('warehouses');
    // Another view leaves it as it is, and what was typed.
    await write(page, 'SELECT 1 AS one');
    await page.click('nav a:text-is("Tables")');
    await page.waitForSelector('.all-tables a');
    await page.click('nav a:text-is("SQL")');
    expect(page.url()).toContain('warehouses');
    expect(await page.textContent('.cm-content')).toBe('SELECT 1 AS one');
    await keepPicture(page, 'sql');
    expect(complaints).toEqual([]);
  });

  test('what fails, and what is refused, stands above what was typed', async () => {
    const { page } = await openPage(browser, origin);
    await page.goto(`${origin}/#sql?in=shop&sql=SELECT+nam+FROM+products`);
    await page.waitForSelector('.failure');
    expect(await page.textContent('.failure')).toContain('nam');
    expect(await page.textContent('.cm-content')).toBe('SELECT nam FROM products');
    await write(page, 'DELETE FROM orders');
    await page.click('button:has-text("Prove and run")');
    await expect.poll(() => page.textContent('.failure')).toMatch(/only|read|refused/i);
  });
});

describe('Tables', () => {
  test('rows are filtered and put in order by the database, and keys lead to what they refer to and to what refers to them', async () => {
    const { page, complaints } = await openPage(browser, origin);
    await page.goto(`${origin}/#tables`);
    await page.click('.all-tables a:text-is("orders")');
    await page.waitForSelector('tbody tr');
    await page.selectOption('[aria-label=Column]', 'status');
    await page.fill('[aria-label=Value]', 'cancelled');
    await page.click('.filters button[type=submit]');
    await expect.poll(() => page.locator('tbody td:nth-child(7)').allTextContents().then((cells) => [...new Set(cells)])).toEqual(['cancelled']);
    await page.click('th button:has-text("id") >> nth=0');
    await page.waitForSelector('th[aria-sort=ascending]');
    await page.click('th button:has-text("id") >> nth=0');
    await expect.poll(async () => Number(await page.textContent('tbody td'))).toBeGreaterThan(20_000);
    expect(await accessibilityViolations(page)).toEqual([]);
    await keepPicture(page, 'tables');
    const id = await page.textContent('tbody td');
    await page.click('tbody td button.link >> nth=0');
    await page.click('.menu-list:visible button:has-text("order_items by order_id")');
    await page.waitForSelector('h2:has-text("order_items")');
    await expect.poll(() => page.textContent('tbody td')).toBe(id);
    await page.click('tbody td:nth-child(3) a >> nth=0');
    await page.waitForSelector('h2:text-is("products")');
    expect(await page.locator('tbody tr').count()).toBe(1);
    await page.goBack();
    await page.waitForSelector('h2:has-text("order_items")');
    expect(complaints).toEqual([]);
  });

  test('what is known of a table stands folded above its rows, with who said it', async () => {
    const { page, complaints } = await openPage(browser, origin);
    const entry = { table: 'orders', words: ['in limbo'], where: "status = 'pending'" };
    await page.request.post(`${origin}/api/tools/teach`, { data: { entries: { states: [entry], entities: [{ table: 'orders', nouns: ['purchases'] }] }, verdict: 'accept' } });
    await page.goto(`${origin}/#tables?in=shop&t=orders`);
    await page.waitForSelector('.meaning');
    expect(await page.textContent('.meaning summary')).toMatch(/^What it means: transaction · purchases · ordered_at/);
    expect(await page.locator('.known-sections:visible').count()).toBe(0);
    await page.focus('.meaning summary');
    await page.keyboard.press('Enter');
    expect(await page.locator('.known-facts dl > div:has(dt:text-is("in limbo"))').textContent()).toBe("in limbostatus = 'pending'people");
    expect(await page.locator('.known-facts dl > div:has(dt:text-is("ordered_at")) dd').first().textContent()).toContain('moment');
    expect(await accessibilityViolations(page)).toEqual([]);
    await keepPicture(page, 'meaning');
    expect(complaints).toEqual([]);
  });

  test('a table that is not there is said so', async () => {
    const { page } = await openPage(browser, origin);
    await page.goto(`${origin}/#tables?in=shop&t=order`);
    await page.waitForSelector('.failure');
    expect(await page.textContent('.failure')).toContain('orders');
  });
});

describe('Inbox', () => {
  test('what could not be answered opens as it was asked, and is gone once its answer is accepted', async () => {
    const fresh = await startDemoServer();
    const { page, complaints } = await openPage(browser, fresh);
    await page.goto(`${fresh}/#inbox`);
    await page.waitForSelector('.inbox .empty');
    expect(await page.textContent('.inbox')).toContain('Nothing went unanswered');
    for (const question of ['which warehouses are the fluffiest', 'which warehouses are the fluffiest', 'who frobnicated the 17 quibbles']) await page.request.post(`${fresh}/api/tools/nl2sql`, { data: { question } });
    await page.click('nav a:text-is("Ask")');
    await page.click('nav a:text-is("Inbox")');
    await page.waitForSelector('.inbox-questions');
    expect(await page.locator('.inbox-questions a').allTextContents()).toEqual(['which warehouses are the fluffiest', 'who frobnicated the ? quibbles']);
    expect(await page.locator('.inbox-questions small').first().textContent()).toContain('2 times');
    expect(await accessibilityViolations(page)).toEqual([]);
    await keepPicture(page, 'inbox');
    await page.focus('.inbox-questions a');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.choice');
    await page.click('.choice >> nth=0');
    await page.click('button:has-text("Yes, accept")');
    await page.waitForSelector('.teach [role=status]');
    await page.goto(`${fresh}/#inbox?in=shop`);
    await expect.poll(() => page.locator('.inbox-questions a').allTextContents()).toEqual(['who frobnicated the ? quibbles']);
    await page.click('button:has-text("Dismiss")');
    await page.waitForSelector('.inbox .empty:has-text("Nothing went unanswered")');
    expect(complaints).toEqual([]);
  });

  test('whoever may not teach has none', async () => {
    const [token, other] = ['a-token-of-some-length', 'another-token-of-length'];
    const closed = await startDemoServer({ tokens: [{ name: 'alice', token, teaches: true }, { name: 'bob', token: other }] });
    for (const [own, tabs] of [[token, 1], [other, 0]] as const) {
      const { page } = await openPage(browser, closed);
      await page.goto(closed);
      await page.fill('#token', own);
      await page.click('button:has-text("Sign in")');
      await page.waitForSelector('#question');
      expect(await page.locator('nav a:text-is("Inbox")').count()).toBe(tabs);
      await page.goto(`${closed}/#inbox`);
      await page.waitForSelector(tabs === 1 ? '.inbox .empty' : '.failure:has-text("may not teach")');
    }
  }, 60_000);
});

describe('Watch', () => {
  test('of a server that nobody asked anything says so', async () => {
    const fresh = await startDemoServer();
    const { page } = await openPage(browser, fresh);
    await page.goto(`${fresh}/#watch`);
    await page.waitForSelector('.tiles');
    expect(await page.textContent('.headline')).toContain('no question yet');
    expect(await page.textContent('.panel.broad')).toContain('No questions yet.');
    expect(await page.textContent('.tiles div:has(dt:text-is("p95")) dd')).toBe('–');
  });

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
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('How many orders');
    expect(page.url()).not.toContain('orders');
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
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(150_000);
});
