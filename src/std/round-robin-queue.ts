/** Who waits, in line for each owner: the owners take turns, so that one who sends many does not keep the others waiting behind them. */
export class RoundRobinQueue<T> {
  /** The owner whose turn is next comes first. */
  readonly #lines = new Map<string, T[]>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  push(owner: string, item: T): void {
    const line = this.#lines.get(owner);
    if (line) line.push(item);
    else this.#lines.set(owner, [item]);
    this.#size += 1;
  }

  /** The first of the owner whose turn it is, of those who may have one; that owner goes to the end. */
  shift(isEligible: (owner: string) => boolean = () => true): T | undefined {
    for (const [owner, line] of this.#lines) {
      const [item] = line;
      if (item === undefined || !isEligible(owner)) continue;
      line.shift();
      this.#lines.delete(owner);
      if (line.length > 0) this.#lines.set(owner, line);
      this.#size -= 1;
      return item;
    }
    return undefined;
  }

  /** Whether it was there. */
  delete(owner: string, item: T): boolean {
    const line = this.#lines.get(owner);
    const place = line?.indexOf(item) ?? -1;
    if (!line || place < 0) return false;
    line.splice(place, 1);
    if (line.length === 0) this.#lines.delete(owner);
    this.#size -= 1;
    return true;
  }

  /** Takes out the last of whoever has most in line, to make room for an owner who has less; undefined where nobody has more than that owner would. */
  yieldTo(owner: string): T | undefined {
    const own = this.#lines.get(owner)?.length ?? 0;
    const [most, line] = [...this.#lines].reduce<readonly [string, readonly T[]]>((longest, entry) => (entry[1].length > longest[1].length ? entry : longest), ['', []]);
    const last = line.at(-1);
    if (line.length <= own + 1 || last === undefined) return undefined;
    this.delete(most, last);
    return last;
  }
}
