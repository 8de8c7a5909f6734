import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openPage, startBrowser, startDemoServer, stopAll } from './browser.ts';

/** The host's side of the extension, as its specification says. */
const hostScript = readFileSync(join(import.meta.dirname, 'host.js'), 'utf8');

let browser: Browser;
let origin: string;
beforeAll(async () => {
  [browser, origin] = await Promise.all([startBrowser(), startDemoServer()]);
}, 120_000);
afterAll(stopAll);

async function client() {
  const made = new Client({ name: 'test', version: '1' });
  await made.connect(new StreamableHTTPClientTransport(new URL(`${origin}/mcp`)));
  onTestFinished(() => made.close());
  return made;
}

test('the tools that answer name a view, which is one self-contained file of at most 300 kB', async () => {
  const host = await client();
  const { tools } = await host.listTools();
  const views = tools.flatMap(({ name, _meta: meta }) => (meta?.['ui'] ? [[name, meta['ui']]] : []));
  const ui = { resourceUri: 'ui://nl2sql/answer.html' };
  expect(views).toEqual([['nl2sql', ui], ['run_sql', ui]]);
  const { contents } = await host.readResource({ uri: 'ui://nl2sql/answer.html' });
  expect(contents).toMatchObject([{ mimeType: 'text/html;profile=mcp-app' }]);
  const [content] = contents;
  const html = content && 'text' in content ? content.text : '';
  expect(html.length).toBeLessThan(300_000);
  expect(html).not.toMatch(/(src|href)="(?!data:)/);
});

test('in a host it says hello, shows the result of the tool in the theme of the host, and fetches more rows', async () => {
  const host = await client();
  const { structuredContent, _meta } = await host.callTool({ name: 'run_sql', arguments: { sql: 'SELECT id, channel FROM orders ORDER BY id', limit: 3 } });
  const { page, view, complaints } = await viewOf(structuredContent ?? {}, { _meta });
  await expect.poll(() => view.locator('tbody tr').count()).toBe(3);
  expect(await view.locator('html').getAttribute('data-theme')).toBe('dark');
  expect(await page.getAttribute('iframe', 'data-height')).toMatch(/^[1-9]\d*$/);
  await view.locator('button:has-text("More rows")').click();
  await expect.poll(() => view.locator('tbody tr').count()).toBeGreaterThan(3);
  expect(complaints).toEqual([]);
});

const readings = [
  { reading: 'the number of orders', sql: 'SELECT count(*) FROM orders', confidence: 0.5 },
  { reading: 'the number of customers', sql: 'SELECT count(*) FROM customers', confidence: 0.4 },
];

/** The view in a host that hands it one result; the frame in which it stands. */
async function viewOf(structuredContent: object, { _meta, capabilities = {}, context: told = {} }: { readonly _meta?: unknown; readonly capabilities?: object; readonly context?: object } = {}) {
  const host = await client();
  const { contents } = await host.readResource({ uri: 'ui://nl2sql/answer.html' });
  const [content] = contents;
  const html = content && 'text' in content ? content.text : '';
  const { page, context, complaints } = await openPage(browser, origin);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.exposeFunction('callTool', async (params: { name: string; arguments: Record<string, unknown> }) => host.callTool(params));
  // Of a server on this machine, whose pages may use the clipboard.
  await page.route(`${origin}/host`, (route) => route.fulfill({ contentType: 'text/html', body: '<iframe sandbox="allow-scripts" allow="clipboard-write" style="width:700px;height:600px"></iframe>' }));
  await page.goto(`${origin}/host`);
  await page.addScriptTag({ content: hostScript });
  await page.evaluate(`startHost(${JSON.stringify({ html, structuredContent, _meta, capabilities, context: told })})`);
  return { page, view: page.frameLocator('iframe'), complaints };
}

test('a choice is said in the conversation, or run in the view where the host takes no messages', async () => {
  const choices = { status: 'choices', database: 'shop', dialect: 'sqlite', reason: 'two readings', readings };
  const talking = await viewOf(choices, { capabilities: { message: { text: {} } } });
  await talking.view.locator('.choice >> nth=1').click();
  await expect.poll(() => talking.page.getAttribute('iframe', 'data-said')).toBe('I mean: the number of customers');
  const silent = await viewOf(choices);
  await silent.view.locator('.choice >> nth=1').click();
  await expect.poll(() => silent.view.locator('.big-number').textContent()).toMatch(/5,?000/);
  expect([...talking.complaints, ...silent.complaints]).toEqual([]);
});

test('a hand-off takes no room: the answer that follows has a view of its own', async () => {
  const { page, view } = await viewOf({ status: 'needs_sql', database: 'shop', dialect: 'sqlite', reason: 'unsure', next_step: 'write it' }, { capabilities: { message: { text: {} } } });
  await expect.poll(() => view.locator('#root').innerHTML()).toBe('');
  await expect.poll(async () => Number(await page.getAttribute('iframe', 'data-height'))).toBeLessThan(60);
});

test('rows and SQL leave through the host, where it lets them; the SQL is folded', async () => {
  const answer = { status: 'ok', database: 'shop', dialect: 'sqlite', sql: 'SELECT name, note FROM customers', columns: [{ name: 'name' }, { name: 'note' }], rows: [['Ada', 'a,b'], ['Grace', null]] };
  const giving = await viewOf(answer, { capabilities: { downloadFile: {}, sandbox: { permissions: { clipboardWrite: {} } } } });
  await giving.view.locator('button:has-text("Export CSV")').click();
  await expect.poll(() => giving.page.getAttribute('iframe', 'data-kept')).toBe('file:///answer.csv\n\uFEFFname,note\r\nAda,"a,b"\r\nGrace,');
  expect(await giving.view.locator('.sql').isVisible()).toBe(false);
  await giving.view.locator('summary:has-text("SQL")').click();
  await giving.view.locator('button.copy').click();
  await giving.view.locator('button.copy:has-text("Copied")').waitFor();
  const keeping = await viewOf(answer);
  await keeping.view.locator('tbody tr').first().waitFor();
  expect(await keeping.view.locator('button:has-text("Export CSV"), button.copy').count()).toBe(0);
  expect([...giving.complaints, ...keeping.complaints]).toEqual([]);
});

test('it is no higher than the host lets it be', async () => {
  const rows = Array.from({ length: 80 }, (_, index) => [index, `a name that is longer than others ${index}`, 'x']);
  const answer = { status: 'ok', database: 'shop', dialect: 'sqlite', sql: 'SELECT 1', columns: [{ name: 'id' }, { name: 'name' }, { name: 'note' }], rows };
  const { page, view } = await viewOf(answer, { context: { containerDimensions: { maxHeight: 240 } } });
  await view.locator('tbody tr').first().waitFor();
  await expect.poll(async () => Number(await page.getAttribute('iframe', 'data-height'))).toBe(240);
});
