/** Collects figures with their limits; a figure without a limit is only shown. */
export class Report {
  #rows = [];

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
