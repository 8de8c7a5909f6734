import { createHmac, timingSafeEqual } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Raised when the content of entries changes its meaning: those of another version are misses. */
const version = 2;
const macBytes = 16;
const headerBytes = 2 + macBytes;
const compressAboveBytes = 2_048;
const plainBytesMax = 100_000_000;

/** By what an entry is authenticated: a secret of the replicas, and the name under which it lies, so that none can stand in the place of another. */
export interface Seal {
  readonly secret: Buffer;
  readonly name: string;
}

/** Version, whether compressed, HMAC-SHA-256 cut to 128 bits, text: so that what is cut, garbled, forged, moved or of another version is recognised. */
export function seal(text: string, by: Seal): Buffer {
  const plain = Buffer.from(text);
  const isCompressed = plain.byteLength > compressAboveBytes;
  const body = isCompressed ? deflateRawSync(plain, { level: 1 }) : plain;
  const kind = Buffer.from([version, isCompressed ? 1 : 0]);
  return Buffer.concat([kind, macOf(kind, body, by), body]);
}

export function unseal(sealed: Buffer, by: Seal): string | undefined {
  if (sealed.byteLength < headerBytes || sealed.readUInt8(0) !== version) return undefined;
  const [kind, mac, body] = [sealed.subarray(0, 2), sealed.subarray(2, headerBytes), sealed.subarray(headerBytes)];
  if (!timingSafeEqual(mac, macOf(kind, body, by))) return undefined;
  try {
    return (kind.readUInt8(1) === 1 ? inflateRawSync(body, { maxOutputLength: plainBytesMax }) : body).toString('utf8');
  } catch {
    return undefined;
  }
}

function macOf(kind: Buffer, body: Buffer, { secret, name }: Seal): Buffer {
  return createHmac('sha256', secret).update(`${name}\n`).update(kind).update(body).digest().subarray(0, macBytes);
}
