// The `query:` argument: `status:active AND updated_at:>'2026-01-01'`. Keys that are not known match everything and leave
// a warning, as on the platform: an app that mistypes a filter gets too much, not nothing.

export type Comparable = string | number | boolean | readonly string[];
/** What a resource can be searched by. Dates are ISO texts. */
export type SearchKeys<T> = Record<string, (item: T) => Comparable | null>;

export interface SearchWarning {
  path: readonly (string | number)[];
  query: string;
  parsed: Record<string, unknown>;
  warnings: { field: string; message: string; code: string }[];
}

interface Term {
  key: string | null;
  operator: ':' | '>' | '<' | '>=' | '<=';
  value: string;
  negated: boolean;
}

/** @returns the filter and the keys it did not know */
export function parseSearch<T>(query: string, keys: SearchKeys<T>): { matches: (item: T) => boolean; unknown: string[] } {
  const groups = query.split(/\s+OR\s+/).map(termsOf);
  const unknown = [...new Set(groups.flat().flatMap((term) => (term.key && !keys[term.key] ? [term.key] : [])))];
  return { unknown, matches: (item) => groups.some((terms) => terms.every((term) => holdsFor(item, term, keys))) };
}

function termsOf(text: string): Term[] {
  const terms: Term[] = [];
  const pattern = /(-|NOT\s+)?(?:([A-Za-z_]+):)?(>=|<=|>|<)?(?:'([^']*)'|"([^"]*)"|([^\s()]+))/g;
  for (const match of text.replace(/\s+AND\s+/g, ' ').matchAll(pattern)) {
    const [, negation, key, operator, single, double, bare] = match;
    terms.push({ key: key ?? null, operator: (operator as Term['operator']) ?? ':', value: single ?? double ?? bare ?? '', negated: negation !== undefined });
  }
  return terms;
}

function holdsFor<T>(item: T, term: Term, keys: SearchKeys<T>): boolean {
  const read = keys[term.key ?? 'default'];
  if (!read) return true;
  const actual = read(item);
  const found = actual !== null && (Array.isArray(actual) ? (actual as readonly string[]).some((one) => compares(one, term)) : compares(actual as string | number, term));
  return found !== term.negated;
}

function compares(actual: string | number | boolean, term: Term): boolean {
  const left = comparable(actual);
  const right = typeof actual === 'number' ? Number(term.value) : comparable(term.value);
  switch (term.operator) {
    case '>': return left > right;
    case '<': return left < right;
    case '>=': return left >= right;
    case '<=': return left <= right;
    case ':':
      if (term.value === '*') return true;
      if (typeof left === 'string' && typeof right === 'string') {
        if (term.key === null) return left.includes(right);
        return right.endsWith('*') ? left.startsWith(right.slice(0, -1)) : left === right;
      }
      return left === right;
  }
}

/** Dates compare by the second, as the platform keeps them; words without regard to case. */
function comparable(value: string | number | boolean): string | number {
  if (typeof value === 'number') return value;
  const text = String(value);
  if (/^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text))) return Math.floor(Date.parse(text) / 1000);
  return text.toLowerCase();
}
