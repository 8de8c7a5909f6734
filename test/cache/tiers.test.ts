import fc from 'fast-check';
import { describe, expect, inject, test } from 'vitest';
import { MemoryCache } from '../../src/cache/memory-cache.ts';
import { RedisCache } from '../../src/cache/redis/redis-cache.ts';
import { RedisLink } from '../../src/cache/redis/link.ts';
import { seal, unseal } from '../../src/cache/redis/envelope.ts';
import { MemoryOverShared } from '../../src/cache/tiered-cache.ts';

const secret = Buffer.from('a secret of the replicas');

interface Entry {
  readonly text: string;
}

const codec = { encode: (entry: Entry) => entry.text, decode: (text: string): Entry => ({ text }) };
const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const operation = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), key, replica: fc.nat(1), text: fc.string() }),
  fc.record({ kind: fc.constant('get' as const), key, replica: fc.nat(1) }),
  fc.record({ kind: fc.constant('compute' as const), key, replica: fc.nat(1), text: fc.string() }),
);

describe('one tier', () => {
  test('gives the last value of a key or none, and never holds more than it may', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ key, text: fc.option(fc.string()), bytes: fc.nat(50) }), { maxLength: 200 }), (steps) => {
        const cache = new MemoryCache<Entry & { bytes: number }>('test', { holds: '', entriesMax: 4, ttlMs: 0, bytesMax: 1_000 }, (entry) => entry.bytes);
        const last = new Map<string, string>();
        for (const { key: name, text, bytes } of steps) {
          if (text === null) {
            const found = cache.get(name);
            if (found) expect(found.text).toBe(last.get(name));
          } else {
            cache.set(name, { text, bytes }, 'ann');
            last.set(name, text);
          }
          expect(cache.stats().entries).toBeLessThanOrEqual(4);
          expect(cache.stats().bytes).toBeLessThanOrEqual(1_000);
        }
      }),
    );
  });
});

describe('two tiers', () => {
  test('behave as one map for one replica, and give another replica only what was set', async () => {
    let run = 0;
    const links = [new RedisLink(inject('redisUrl')), new RedisLink(inject('redisUrl'))];
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(operation, { maxLength: 30 }), async (steps) => {
          run += 1;
          const replicas = links.map((link) => new MemoryOverShared<Entry>({ name: 'test', codec, memory: new MemoryCache('test', { holds: '', entriesMax: 3, ttlMs: 0, bytesMax: 1_000_000 }), shared: new RedisCache(link, `property-${run}`, secret), sharedTtlMs: 60_000, sharedBudget: { entriesMax: 100, bytesMax: 1_000_000 } }));
          const everSet = new Map<string, Set<string>>();
          const latest = new Map<string, number>();
          for (const step of steps) {
            const replica = replicas[step.replica];
            if (!replica) continue;
            const known = everSet.get(step.key) ?? new Set<string>();
            everSet.set(step.key, known);
            if (step.kind === 'get') {
              const found = await replica.get(step.key, 'ann');
              if (found) expect(known).toContain(found.value.text);
              // What another replica has just set may still be on its way.
              else expect(latest.get(step.key)).not.toBe(step.replica);
              continue;
            }
            known.add(step.text);
            // A computation may be spared by one that another has just made.
            const text = step.kind === 'set' ? step.text : (await replica.compute(step.key, { accept: async () => true, timeoutMs: 1_000, owner: 'ann' }, async () => ({ text: step.text }))).value.text;
            if (step.kind === 'set') replica.set(step.key, { text }, 'ann');
            expect(known).toContain(text);
            latest.set(step.key, step.replica);
            expect((await replica.get(step.key, 'ann'))?.value.text).toBe(text);
          }
        }),
        { numRuns: 60 },
      );
    } finally {
      for (const link of links) link.close();
    }
  });

  test('an envelope opens to what was sealed, and not at all when a byte is changed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 5_000 }), fc.nat(), fc.integer({ min: 1, max: 255 }), (text, at, change) => {
        const by = { secret, name: 'results:a' };
        const sealed = seal(text, by);
        expect(unseal(sealed, by)).toBe(text);
        expect(unseal(sealed, { ...by, name: 'results:b' })).toBeUndefined();
        expect(unseal(sealed, { ...by, secret: Buffer.from('another') })).toBeUndefined();
        const damaged = Buffer.from(sealed);
        const place = at % damaged.byteLength;
        damaged.writeUInt8(damaged.readUInt8(place) ^ change, place);
        expect(unseal(damaged, by)).toBeUndefined();
      }),
    );
  });
});
