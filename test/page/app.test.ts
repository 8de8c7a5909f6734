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
  const { contents } = await host.readResource({ uri: 'ui://nl2sql/answer.html' });
  const [content] = contents;
  const sql = 'SELECT id, channel FROM orders ORDER BY id';
  const { structuredContent } = await host.callTool({ name: 'run_sql', arguments: { sql, limit: 3 } });
  const { page, complaints } = await openPage(browser, origin);
  await page.exposeFunction('callTool', async (params: { name: string; arguments: Record<string, unknown> }) => host.callTool(params));
  await page.goto('about:blank');
  await page.setContent('<iframe sandbox="allow-scripts" style="width:700px;height:600px"></iframe>');
  await page.addScriptTag({ content: hostScript });
  await page.evaluate(`startHost(${JSON.stringify({ html: content && 'text' in content ? content.text : '', structuredContent })})`);
  const view = page.frameLocator('iframe');
  await expect.poll(() => view.locator('tbody tr').count()).toBe(3);
  expect(await view.locator('html').getAttribute('data-theme')).toBe('dark');
  expect(await page.getAttribute('iframe', 'data-height')).toMatch(/^[1-9]\d*$/);
  await view.locator('button:has-text("More rows")').click();
  await expect.poll(() => view.locator('tbody tr').count()).toBeGreaterThan(3);
  expect(complaints).toEqual([]);
});
