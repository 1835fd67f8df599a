import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { triggerTime } from '#app/pipeline/sync/trigger-time.ts';

const NOW = new Date('2026-11-20T12:00:00.000Z');

describe("a trigger's time", () => {
  it('keeps the digits that Shopify tells, in UTC', () => {
    expect(triggerTime('2026-11-20T11:59:59.123456789Z', NOW)).toBe('2026-11-20T11:59:59.123456789Z');
    expect(triggerTime('2026-11-20T13:59:59.1+02:00', NOW)).toBe('2026-11-20T11:59:59.100Z');
  });

  it('may be a little ahead, as clocks are, and is when it arrived where it is further ahead', () => {
    expect(triggerTime('2026-11-20T12:00:30.000Z', NOW)).toBe('2026-11-20T12:00:30.000Z');
    expect(triggerTime('2026-11-20T15:00:00.000Z', NOW)).toBe(NOW.toISOString());
  });

  it.each(['0000-01-01T00:00:00Z', '1970-01-01T00:00:00Z', 'soon', '', '2026-11-20T23:59:60Z', undefined])('is when it arrived where it is told as %s', (told) => {
    expect(triggerTime(told, NOW)).toBe(NOW.toISOString());
  });

  it('is a time that PostgreSQL reads, whatever is told', () => {
    const told = fc.oneof(fc.string(), fc.date({ noInvalidDate: true }).map(String), fc.constantFrom('2026-02-30T00:00:00Z', '2026-1-1', 'June 1, 2026', '2026-06-01 10:00', '20260601'));
    fc.assert(fc.property(told, (text) => {
      expect(triggerTime(text, NOW)).toMatch(/^20[0-2]\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3,9}Z$/);
    }));
  });
});
