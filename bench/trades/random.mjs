// Seeded choices and dates for the databases: the same seed makes the same rows on every machine.

const dayMs = 86_400_000;

/** mulberry32 (Tommy Ettinger): 32 bits of state are plenty for some thousand rows. */
export class Random {
  #state;

  constructor(seed) {
    this.#state = seed;
  }

  /** In [0, 1). */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number, both ends included. */
  int(from, to) {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability) {
    return this.next() < probability;
  }

  pick(list) {
    return list[this.int(0, list.length - 1)];
  }

  /** One of the list; the one at place i is taken in proportion to weights[i]. */
  weighted(list, weights) {
    let left = this.next() * weights.reduce((sum, weight) => sum + weight, 0);
    return list.at(list.findIndex((_, index) => (left -= weights[index]) < 0));
  }

  sample(list, count) {
    return this.shuffled(list).slice(0, count);
  }

  shuffled(list) {
    const keyed = list.map((item) => [this.next(), item]);
    return keyed.toSorted(([a], [b]) => a - b).map(([, item]) => item);
  }

  /** A day between two days, as text. */
  day(from, to) {
    return plusDays(from, this.int(0, daysBetween(from, to)));
  }

  /** A time of day, as text, at a whole step of minutes. */
  time(fromHour, toHour, step = 15) {
    const minutes = this.int(0, ((toHour - fromHour) * 60) / step - 1) * step + fromHour * 60;
    return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
  }
}

export function plusDays(day, count) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10);
}

export function daysBetween(from, to) {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** 0 is Sunday. */
export function weekday(day) {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

export function dayMonthYear(day) {
  return day === null ? null : day.split('-').toReversed().join('/');
}

export function epochSeconds(day, time) {
  return Date.parse(`${day}T${time}:00Z`) / 1000;
}

export function twoDigits(number) {
  return String(number).padStart(2, '0');
}

export function cents(amount) {
  return Math.round(amount * 100) / 100;
}
