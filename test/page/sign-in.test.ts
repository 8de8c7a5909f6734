import { afterAll, expect, test } from 'vitest';
import { openStage } from '../oauth/stage.ts';
import { accessibilityViolations, keepPicture, openPage, startBrowser, stopAll } from './browser.ts';

afterAll(stopAll);

test('the page leads to the authorization server and back, shows who signed in, and signs out', async () => {
  const [browser, { origin, issuer }] = await Promise.all([startBrowser(), openStage()]);
  const { page } = await openPage(browser, origin);
  await page.goto(origin);
  await page.waitForSelector('text=Sign in with your account');
  expect(await page.locator('#token').count()).toBe(0);
  expect(await accessibilityViolations(page)).toEqual([]);
  await keepPicture(page, 'sign-in-oauth');
  await page.click('text=Sign in with your account');
  await page.waitForSelector('#question');
  expect(await page.getAttribute('button:has-text("Sign out")', 'title')).toContain(`alice@${new URL(issuer.issuer).host}`);
  await page.fill('#question', 'How many pets are there?');
  await page.click('button[type=submit]:has-text("Ask")');
  expect(await page.textContent('.big-number')).toContain('2');
  await page.click('button:has-text("Sign out")');
  await page.waitForSelector('text=Sign in with your account');
}, 60_000);
