const headerBytes = 4;

/** A vector as pgvector takes it over the wire (vector_recv): its length, an unused number, 32-bit floats, all big-endian. */
export function binaryVector(vector: Float32Array): Buffer {
  const bytes = Buffer.alloc(headerBytes + vector.length * 4);
  bytes.writeInt16BE(vector.length, 0);
  for (const [index, value] of vector.entries()) bytes.writeFloatBE(value, headerBytes + index * 4);
  return bytes;
}
