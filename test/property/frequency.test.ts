import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quietUntil } from '#app/domain/consent/quiet-hours.ts';
import { budgetFreesAt } from '#app/domain/frequency/budget.ts';

const HOUR_MS = 3_600_000;
const moments = fc.date({ min: new Date('2025-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'America/Sao_Paulo', 'Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Kiritimati', 'UTC');
const touches = fc.array(fc.record({ channel: fc.constantFrom('email', 'on_site', 'sms'), at: moments }), { maxLength: 8 });

describe('quiet hours', () => {
  it('end at eight in the morning of the shop, within the night, and are over then', () => {
    fc.assert(
      fc.property(moments, zones, (moment, timezone) => {
        const until = quietUntil(moment, timezone);
        if (!until) return;
        expect(until.getTime()).toBeGreaterThan(moment.getTime());
        expect(until.getTime() - moment.getTime()).toBeLessThanOrEqual(12 * HOUR_MS);
        expect(new Intl.DateTimeFormat('en', { timeZone: timezone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit' }).format(until)).toBe('08:00');
        expect(quietUntil(until, timezone)).toBeNull();
      }),
    );
  });
});

describe('the budget', () => {
  it('is free at the moment it says, and no touch makes it free sooner', () => {
    fc.assert(
      fc.property(touches, moments, moments, (given, enteredAt, now) => {
        const freesAt = budgetFreesAt(given, enteredAt, now);
        if (freesAt) {
          expect(freesAt.getTime()).toBeGreaterThan(now.getTime());
          expect(budgetFreesAt(given, enteredAt, freesAt)).toBeNull();
        }
        const more = budgetFreesAt([...given, { channel: 'email', at: now }], enteredAt, now);
        expect(more?.getTime()).toBeGreaterThanOrEqual(freesAt?.getTime() ?? now.getTime());
      }),
    );
  });
});
