import { describe, expect, it } from 'vitest';
import { parseLossless } from '#app/contract/webhooks/lossless-json.ts';
import { id, wholeSecond } from '#app/contract/webhooks/values.ts';

describe('parseLossless', () => {
  it('keeps every digit of an id beyond 2^53', () => {
    expect(parseLossless('{"id": 820982911946154508, "line": [9007199254740993]}')).toEqual({ id: 820982911946154508n, line: [9007199254740993n] });
  });

  it('leaves other numbers and texts as they are', () => {
    expect(parseLossless('{"a": 12, "b": 1.5, "c": "820982911946154508", "d": -3, "e": 1e20}')).toEqual({ a: 12, b: 1.5, c: '820982911946154508', d: -3, e: 1e20 });
  });

  it('refuses what is not JSON', () => {
    expect(() => parseLossless('{"id": ')).toThrow(SyntaxError);
  });
});

describe('the values of a payload', () => {
  it('reads an id however it is written', () => {
    expect([id.parse(7), id.parse(7n), id.parse('7')]).toEqual([7n, 7n, 7n]);
    expect(id.safeParse('7a').success).toBe(false);
  });

  it('cuts a version time to the second, whatever its zone', () => {
    expect(wholeSecond.parse('2026-01-31T19:00:00.789-05:00').toISOString()).toBe('2026-02-01T00:00:00.000Z');
  });
});
