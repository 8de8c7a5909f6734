import { createHash, randomBytes } from 'node:crypto';
import type { Config } from './load.ts';

/**
 * What cursors and links are signed with: the cursor secret; else, where replicas share Redis, whatever secrets their configurations
 * hold alike; else new at each start.
 */
export function secretOf(config: Config): Buffer {
  if (config.cursorSecret !== undefined) return Buffer.from(config.cursorSecret);
  return config.state?.redis === undefined ? randomBytes(32) : alikeOf(config, 'cursors and links');
}

/** The same for all replicas of one configuration. Where that holds no secret (files, servers without a password), it is none. */
export function alikeOf({ cursorSecret, databases, state }: Config, purpose: string): Buffer {
  const known = cursorSecret ?? JSON.stringify([state?.redis, ...Object.entries(databases).map(([name, { dsn }]) => [name, dsn])]);
  return createHash('sha256').update(`${purpose} ${known}`).digest();
}
