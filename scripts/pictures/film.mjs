import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const pointerStepMs = 40;
const pointerSteps = 7;

/** A page as a viewer sees it, frame by frame, each with the time that it stands; so the film runs evenly however busy the machine was that made it. */
export class Film {
  #page;
  #folder = mkdtempSync(join(tmpdir(), 'nl2sql-film-'));
  #frames = [];
  #at = { x: 640, y: 620 };

  constructor(page) {
    this.#page = page;
  }

  /** The page as it is now, for so long. */
  async hold(ms) {
    const file = join(this.#folder, `${String(this.#frames.length).padStart(4, '0')}.png`);
    await this.#page.screenshot({ path: file });
    this.#frames.push({ file, ms });
  }

  async type(selector, text, { msPerKey = 45, keysPerFrame = 2 } = {}) {
    await this.#page.focus(selector);
    for (let at = 0; at < text.length; at += keysPerFrame) {
      await this.#page.keyboard.type(text.slice(at, at + keysPerFrame));
      await this.hold(msPerKey * keysPerFrame);
    }
  }

  /** Goes there with the pointer, stays a moment and presses. */
  async click(selector) {
    const box = await this.#page.locator(selector).first().boundingBox();
    const [from, to] = [this.#at, { x: box.x + box.width / 2, y: box.y + box.height * 0.6 }];
    for (let step = 1; step <= pointerSteps; step += 1) {
      const share = 0.5 - Math.cos((Math.PI * step) / pointerSteps) / 2;
      await this.#point({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
      await this.hold(step === pointerSteps ? 250 : pointerStepMs);
    }
    await this.#page.mouse.click(to.x, to.y);
  }

  /** Headless browsers draw none. */
  async #point(at) {
    this.#at = at;
    await this.#page.mouse.move(at.x, at.y);
    await this.#page.evaluate(({ x, y }) => {
      const pointer = document.getElementById('film-pointer') ?? document.body.appendChild(Object.assign(document.createElement('div'), { id: 'film-pointer' }));
      Object.assign(pointer.style, { position: 'fixed', zIndex: '9', width: '20px', height: '24px', pointerEvents: 'none', left: `${x}px`, top: `${y}px`, background: '#222', clipPath: 'polygon(0 0, 0 72%, 21% 58%, 36% 92%, 50% 86%, 36% 54%, 64% 54%)', filter: 'drop-shadow(0 0 1px white)' });
    }, at);
  }

  /** Writes it as an animated WebP that begins again at its end; gives its length. Needs ffmpeg (apt-get install ffmpeg). */
  develop(path, { width }) {
    const list = join(this.#folder, 'frames.txt');
    // The last one is named twice, since a duration holds until the next frame.
    const entries = this.#frames.map(({ file, ms }) => `file '${file}'\nduration ${ms / 1_000}`);
    writeFileSync(list, `${entries.join('\n')}\nfile '${this.#frames.at(-1).file}'\n`);
    const made = spawnSync('ffmpeg', ['-v', 'error', '-y', '-f', 'concat', '-safe', '0', '-i', list, '-vf', `scale=${width}:-1:flags=lanczos`, '-fps_mode', 'vfr', '-c:v', 'libwebp_anim', '-lossless', '0', '-quality', '85', '-loop', '0', path], { encoding: 'utf8' });
    rmSync(this.#folder, { recursive: true, force: true });
    if (made.status !== 0) throw new Error(`ffmpeg: ${made.error?.message ?? made.stderr}`);
    return this.#frames.reduce((sum, { ms }) => sum + ms, 0) / 1_000;
  }
}
