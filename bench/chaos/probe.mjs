// Loaded into the server that is tried (node --expose-internals --import): tells its parent how many timers are set.
import { createRequire } from 'node:module';

/** A timer's neighbour in the ring of all that have its duration. */
const before = '_idlePrev';
const { timerListMap } = createRequire(import.meta.url)('internal/timers');

process.on('message', () => process.send(timersSet()));
process.channel.unref();

function timersSet() {
  let count = 0;
  for (const head of Object.values(timerListMap)) for (let timer = head[before]; timer && timer !== head; timer = timer[before]) count += isOfDates(timer) ? 0 : 1;
  return count;
}

/** Node keeps the date of its replies for the rest of a second: set after any of them, also after the one that asks what is left. */
function isOfDates({ _onTimeout: work }) {
  return work?.name === 'resetCache';
}
