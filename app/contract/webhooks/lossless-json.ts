// Reads JSON without rounding ids: an integer beyond 2^53 becomes a bigint by its own digits, as they stand in the text.

type Reviver = (this: unknown, key: string, value: unknown) => unknown;

/** Passed by engines with "JSON.parse source text access" (Node 22 and newer); not yet in TypeScript's library. */
type SourceReviver = (key: string, value: unknown, context?: { source?: string }) => unknown;

const keepDigits: SourceReviver = (_key, value, context) =>
  typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value) && context?.source && /^-?\d+$/.test(context.source) ? BigInt(context.source) : value;

/** @throws SyntaxError */
export function parseLossless(text: string): unknown {
  return JSON.parse(text, keepDigits as Reviver);
}
