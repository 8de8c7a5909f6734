import type { Duplex } from 'node:stream';
import { Failure } from '../core/errors.ts';

/** How a wire protocol frames its messages: a header that tells the length of what follows. */
export interface Framing {
  readonly headerBytes: number;
  lengthOf(header: Buffer): number;
  /** The next message goes on with this one. */
  continues(length: number): boolean;
}

/** One row, which the drivers gather in memory as a whole. */
export const messageBytesMax = 64 * 1024 * 1024;

/**
 * Ends a connection as soon as a message announces more bytes than a row may have: the drivers would gather a cell of a gigabyte
 * before anybody could cut it. To be called where a message begins; reads headers only.
 */
export function limitMessages(stream: Duplex, framing: Framing): void {
  const header = Buffer.alloc(framing.headerBytes);
  let [headerFilled, bodyLeft, total] = [0, 0, 0];
  stream.prependListener('data', (chunk: Buffer) => {
    let at = 0;
    while (at < chunk.length) {
      if (bodyLeft > 0) {
        const taken = Math.min(bodyLeft, chunk.length - at);
        bodyLeft -= taken;
        at += taken;
        continue;
      }
      header[headerFilled] = chunk[at] ?? 0;
      headerFilled += 1;
      at += 1;
      if (headerFilled < framing.headerBytes) continue;
      headerFilled = 0;
      bodyLeft = framing.lengthOf(header);
      total += bodyLeft;
      if (total > messageBytesMax) return void stream.destroy(tooLarge());
      if (!framing.continues(bodyLeft)) total = 0;
    }
  });
}

export function tooLarge(): Failure {
  return new Failure('QUERY_FAILED', `a row is larger than ${messageBytesMax / 1024 / 1024} MB`, { hints: ['Select a part of the large column, such as its first characters or its length.'] });
}
