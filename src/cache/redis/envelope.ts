import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/** Raised when the content of entries changes its meaning: those of another version are misses. */
const version = 1;
const headerBytes = 6;
const compressAboveBytes = 2_048;
const plainBytesMax = 100_000_000;

/** Version, whether compressed, checksum, text: so that what is cut, garbled or of another version is recognised. */
export function seal(text: string): Buffer {
  const plain = Buffer.from(text);
  const isCompressed = plain.byteLength > compressAboveBytes;
  const body = isCompressed ? deflateRawSync(plain, { level: 1 }) : plain;
  const header = Buffer.alloc(headerBytes);
  header.writeUInt8(version, 0);
  header.writeUInt8(isCompressed ? 1 : 0, 1);
  header.writeUInt32BE(crc32(body), 2);
  return Buffer.concat([header, body]);
}

export function unseal(sealed: Buffer): string | undefined {
  if (sealed.byteLength < headerBytes || sealed.readUInt8(0) !== version) return undefined;
  const body = sealed.subarray(headerBytes);
  if (crc32(body) !== sealed.readUInt32BE(2)) return undefined;
  try {
    return (sealed.readUInt8(1) === 1 ? inflateRawSync(body, { maxOutputLength: plainBytesMax }) : body).toString('utf8');
  } catch {
    return undefined;
  }
}
