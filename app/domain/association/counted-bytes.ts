// Counts as bytes, in parts that a row can hold: numbers as the machine has them in memory, little-endian, behind a header.
import type { CountedOrders } from './counted-orders.ts';

const PART_BYTES = 1 << 20;
/** So that every array begins where a number may begin. */
const ALIGNED = 8;
const ARRAYS = ['starts', 'others', 'support', 'orders', 'pairWeight', 'ridgeWeight', 'pairSums', 'ridgeSums'] as const;
const INTEGERS: ReadonlySet<string> = new Set(['starts', 'others', 'support', 'orders']);

interface Header extends Pick<CountedOrders, 'productKeys' | 'orderCount' | 'newestMs'> {
  lengths: number[];
}

const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNED) * ALIGNED;

export function encodeCounted(counted: CountedOrders, partBytes = PART_BYTES): Uint8Array[] {
  const { productKeys, orderCount, newestMs } = counted;
  const header: Header = { productKeys, orderCount, newestMs, lengths: ARRAYS.map((name) => counted[name].length) };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(ALIGNED + aligned(text.length) + ARRAYS.reduce((sum, name) => sum + aligned(counted[name].byteLength), 0));
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, ALIGNED);
  let at = ALIGNED + aligned(text.length);
  for (const name of ARRAYS) {
    const { buffer, byteOffset, byteLength } = counted[name];
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += aligned(byteLength);
  }
  return Array.from({ length: Math.ceil(bytes.length / partBytes) }, (_, part) => bytes.subarray(part * partBytes, (part + 1) * partBytes));
}

export function decodeCounted(parts: readonly Uint8Array[]): CountedOrders {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  const textLength = new DataView(bytes.buffer).getUint32(0, true);
  const { lengths, ...header } = JSON.parse(new TextDecoder().decode(bytes.subarray(ALIGNED, ALIGNED + textLength))) as Header;
  at = ALIGNED + aligned(textLength);
  const arrays = ARRAYS.map((name, number) => {
    const array = INTEGERS.has(name) ? new Int32Array(bytes.buffer, at, lengths[number]!) : new Float64Array(bytes.buffer, at, lengths[number]!);
    at += aligned(array.byteLength);
    return [name, array];
  });
  return { ...header, ...(Object.fromEntries(arrays) as Pick<CountedOrders, (typeof ARRAYS)[number]>) };
}
