// Reads JSON without rounding ids: an integer beyond 2^53 becomes a bigint by its own digits, as they stand in the text.
// Characters that JSON can write and PostgreSQL's text cannot hold (NUL, half a surrogate pair) become U+FFFD.

type Reviver = (this: unknown, key: string, value: unknown) => unknown;

/** Passed by engines with "JSON.parse source text access" (Node 22 and newer); not yet in TypeScript's library. */
type SourceReviver = (key: string, value: unknown, context?: { source?: string }) => unknown;

/** A number of so many digits, or an escape of such a character, somewhere. Without one, nothing needs to be revived, which takes most of the time. */
const NEEDS_CARE = /[\s:,[]-?\d{16}|\\u(?:0000|[dD][89a-fA-F])/;

const withCare: SourceReviver = (_key, value, context) => {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value) && context?.source && /^-?\d+$/.test(context.source) ? BigInt(context.source) : value;
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\ufffd') : value;
};

/** @throws SyntaxError; RangeError where it is nested deeper than the stack */
export function parseLossless(text: string): unknown {
  return NEEDS_CARE.test(text) ? JSON.parse(text, withCare as Reviver) : JSON.parse(text);
}
