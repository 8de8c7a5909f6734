import { spawnSync } from 'node:child_process';

/** The origin of a server that was just started, by what it says of itself. */
export async function listening({ stderr }) {
  for await (const chunk of stderr) {
    const origin = /listening on (http:\/\/[^/]+)/.exec(chunk.toString())?.[1];
    if (origin !== undefined) return origin;
  }
  throw new Error('the server ended before it listened');
}

/** Runs in the page: since its navigation began. */
export function noteFirstInput() {
  new MutationObserver((_, observer) => {
    if (!document.getElementById('question')) return;
    window.firstInputMs = performance.now();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
}

export function chromiumPath() {
  const path = process.env.TEST_CHROMIUM ?? spawnSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).stdout.trim();
  if (path !== '') return path;
  throw new Error('no Chromium on the PATH: apt-get install chromium, or name one in TEST_CHROMIUM');
}
