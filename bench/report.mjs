/** Collects figures with their limits; a figure without a limit is only shown. What a part measured in steps is kept as each is done. */
export class Report {
  #rows;
  #keep;

  /** `rows` are of an earlier run that was broken off; `keep` is told of all rows after each step. */
  constructor({ rows = [], keep = () => undefined } = {}) {
    this.#rows = rows.filter(({ step }) => step !== undefined);
    this.#keep = keep;
  }

  /** Measures, unless an earlier run did; a step that fails is noted, and leaves the others to be measured. */
  async step(name, measure) {
    if (this.#rows.some(({ step }) => step === name)) return;
    const before = this.#rows.length;
    try {
      await measure();
      for (const row of this.#rows.slice(before)) row.step = name;
      this.#keep(this.#rows);
    } catch (error) {
      this.#rows.length = before;
      this.note(name, `FAILED: ${String(error)}`);
      process.exitCode = 1;
    }
  }

  /** `limit` is an upper bound unless `atLeast` is set. */
  add(name, figure, { limit, unit = '', atLeast = false } = {}) {
    const holds = limit === undefined ? undefined : atLeast ? figure >= limit : figure <= limit;
    this.#rows.push({ name, figure: Number(figure.toPrecision(4)), unit, ...(limit === undefined ? {} : { limit, atLeast, holds }) });
  }

  note(name, text) {
    this.#rows.push({ name, note: text });
  }

  get rows() {
    return this.#rows;
  }

  table() {
    const width = Math.max(...this.#rows.map((row) => row.name.length));
    return this.#rows.map((row) => (row.note ? `${row.name.padEnd(width)}  ${row.note}` : `${row.name.padEnd(width)}  ${String(row.figure).padStart(10)} ${row.unit.padEnd(6)} ${row.limit === undefined ? '' : `${row.atLeast ? '≥' : '≤'} ${row.limit}  ${row.holds ? 'holds' : 'MISSED'}`}`)).join('\n');
  }
}

export function median(values) {
  return percentile(values, 50);
}

export function percentile(values, p) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))];
}

/** Times each of the works in turn, so that noise of the machine meets all alike; gives the medians in milliseconds. */
export async function interleave(works, { rounds, warmUp = 0 }) {
  const times = works.map(() => []);
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const [index, work] of works.entries()) {
      const startedAt = performance.now();
      await work();
      if (round >= 0) times[index].push(performance.now() - startedAt);
    }
  }
  return times.map(median);
}
