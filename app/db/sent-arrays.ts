// Long arrays of numbers as PostgreSQL sends them in binary, which both sides write and read several times faster than as
// text: select array_send(column), without nulls. They stay packed: a web process keeps millions.
// Layout: dimensions, flags, type, length, lower bound, then each element's length and value; all big-endian.
// https://github.com/postgres/postgres/blob/master/src/backend/utils/adt/arrayfuncs.c (array_send)

const HEADER_BYTES = 20;
const LENGTH_AT = 12;
const LENGTH_BYTES = 4;

/** An empty array has no dimension, hence no length. */
export const sentLength = (sent: Buffer): number => (sent.length < HEADER_BYTES ? 0 : sent.readInt32BE(LENGTH_AT));

/** Of bigint[], of whose length `into` is. @returns into */
export function sentInt8s(sent: Buffer, into: BigInt64Array): BigInt64Array {
  for (let index = 0, at = HEADER_BYTES + LENGTH_BYTES; index < into.length; index += 1, at += 8 + LENGTH_BYTES) into[index] = sent.readBigInt64BE(at);
  return into;
}

/** Of int[]. */
export function sentInt4s(sent: Buffer, into: Int32Array): Int32Array {
  for (let index = 0, at = HEADER_BYTES + LENGTH_BYTES; index < into.length; index += 1, at += 4 + LENGTH_BYTES) into[index] = sent.readInt32BE(at);
  return into;
}

/** Of double precision[], to the last bit. */
export function sentFloat8s(sent: Buffer, into: Float64Array): Float64Array {
  for (let index = 0, at = HEADER_BYTES + LENGTH_BYTES; index < into.length; index += 1, at += 8 + LENGTH_BYTES) into[index] = sent.readDoubleBE(at);
  return into;
}
