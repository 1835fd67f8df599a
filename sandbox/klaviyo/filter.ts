// Klaviyo's filter language, as far as its lists use it: operator(field,value), joined by commas that mean "and". There is
// no "or". Fields and operators that a list does not offer are refused, as Klaviyo does.
import { invalid } from './refusal.ts';

export interface Condition {
  operator: string;
  field: string;
  value: unknown;
}

export interface Filterable<T> {
  operators: readonly string[];
  read(record: T): string | number | boolean | null;
}

const refuse = (detail: string): never => {
  throw invalid(detail, { parameter: 'filter' });
};

export function parseFilter(text: string): Condition[] {
  const conditions: Condition[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const head = /^([a-z-]+)\(\s*([\w.$]+)\s*/.exec(rest);
    if (!head) return refuse('Invalid filter provided. Verify your parentheses match.');
    const end = closing(rest, head[0].length);
    if (end === -1) return refuse('Invalid filter provided. Verify your parentheses match.');
    const value = rest.slice(head[0].length, end).replace(/^,/, '').trim();
    conditions.push({ operator: head[1] as string, field: head[2] as string, value: value === '' ? undefined : literal(value) });
    rest = rest.slice(end + 1).trim().replace(/^,\s*/, '');
  }
  return conditions;
}

/** Where the parenthesis closes, outside of quotes. */
function closing(text: string, from: number): number {
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const sign = text[at] as string;
    if (quote) {
      if (sign === '\\') at += 1;
      else if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === ')') return at;
  }
  return -1;
}

function literal(text: string): unknown {
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) return text;
  const json = text.replace(/'((?:[^'\\]|\\.)*)'/g, (_all, inner: string) => JSON.stringify(inner.replace(/\\'/g, "'")));
  try {
    return JSON.parse(json);
  } catch {
    return refuse(`Invalid filter provided. ${text} is not a value.`);
  }
}

export function matcher<T>(conditions: readonly Condition[], fields: Readonly<Record<string, Filterable<T>>>): (record: T) => boolean {
  const tests = conditions.map(({ operator, field, value }) => {
    const known = fields[field];
    if (!known) return refuse(`Invalid filter provided. '${field}' is not a filterable field. Filterable: ${Object.keys(fields).join(', ')}.`);
    if (!known.operators.includes(operator)) return refuse(`Invalid filter provided. '${operator}' is not a filter operator of '${field}'. There are: ${known.operators.join(', ')}.`);
    return (record: T): boolean => holds(operator, known.read(record), value);
  });
  return (record) => tests.every((test) => test(record));
}

function holds(operator: string, actual: string | number | boolean | null, wanted: unknown): boolean {
  if (operator === 'has') return actual !== null;
  if (operator === 'any') return Array.isArray(wanted) && wanted.includes(actual);
  if (operator === 'equals') return actual === wanted;
  if (operator === 'contains') return String(actual).includes(String(wanted));
  if (operator === 'starts-with') return String(actual).startsWith(String(wanted));
  if (operator === 'ends-with') return String(actual).endsWith(String(wanted));
  const [left, right] = typeof wanted === 'string' ? [Date.parse(String(actual)), Date.parse(wanted)] : [Number(actual), Number(wanted)];
  if (operator === 'greater-than') return left > right;
  if (operator === 'greater-or-equal') return left >= right;
  if (operator === 'less-than') return left < right;
  return left <= right;
}
