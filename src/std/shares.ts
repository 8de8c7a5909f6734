/** How many entries, and how many bytes, may be held at once. */
export interface Budget {
  readonly entriesMax: number;
  readonly bytesMax: number;
}

interface Share<K> {
  /** Sizes by key, the longest unused first. */
  readonly held: Map<K, number>;
  bytes: number;
}

/** What an entry takes besides its content. */
const entryBytes = 200;

/**
 * Who holds what of a budget that several owners share. Where it is spent, the owner who holds most gives up what it has not used
 * for longest (max-min fairness): nobody's flood takes what is another's while that other holds less.
 */
export class Shares<K> {
  readonly #shares = new Map<string, Share<K>>();
  readonly #ownerOf = new Map<K, string>();
  #bytes = 0;

  get size(): number {
    return this.#ownerOf.size;
  }

  get bytes(): number {
    return this.#bytes;
  }

  has(key: K): boolean {
    return this.#ownerOf.has(key);
  }

  hold(key: K, owner: string, contentBytes: number): void {
    this.release(key);
    const share = this.#shares.get(owner) ?? { held: new Map<K, number>(), bytes: 0 };
    const bytes = contentBytes + entryBytes;
    share.held.set(key, bytes);
    share.bytes += bytes;
    this.#bytes += bytes;
    this.#shares.set(owner, share);
    this.#ownerOf.set(key, owner);
  }

  /** Makes a key the one that was used last. */
  touch(key: K): void {
    const held = this.#shareOf(key)?.held;
    const bytes = held?.get(key);
    if (held === undefined || bytes === undefined) return;
    held.delete(key);
    held.set(key, bytes);
  }

  release(key: K): void {
    const share = this.#shareOf(key);
    if (!share) return;
    const bytes = share.held.get(key) ?? 0;
    share.held.delete(key);
    share.bytes -= bytes;
    this.#bytes -= bytes;
    if (share.held.size === 0) this.#shares.delete(this.#ownerOf.get(key) ?? '');
    this.#ownerOf.delete(key);
  }

  clear(): void {
    this.#shares.clear();
    this.#ownerOf.clear();
    this.#bytes = 0;
  }

  /** The keys to give up, so that what is left keeps within the budget. They are held until they are released. */
  surplus({ entriesMax, bytesMax }: Budget): K[] {
    let [entries, bytes] = [this.size, this.#bytes];
    if (entries <= entriesMax && bytes <= bytesMax) return [];
    const left = [...this.#shares.values()].map((share) => ({ entries: share.held.size, bytes: share.bytes, oldest: share.held.entries() }));
    const given: K[] = [];
    while (entries > Math.max(0, entriesMax) || bytes > Math.max(0, bytesMax)) {
      const measure = bytes > bytesMax ? 'bytes' : 'entries';
      const largest = left.reduce((most, share) => (share[measure] > most[measure] ? share : most));
      const { value } = largest.oldest.next();
      if (!value) break;
      const [key, size] = value;
      given.push(key);
      largest.entries -= 1;
      largest.bytes -= size;
      entries -= 1;
      bytes -= size;
    }
    return given;
  }

  #shareOf(key: K): Share<K> | undefined {
    const owner = this.#ownerOf.get(key);
    return owner === undefined ? undefined : this.#shares.get(owner);
  }
}
