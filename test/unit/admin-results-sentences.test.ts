// The desk's sentences about results, workflows and what was cleaned up say what is so, and no more.
import { describe, expect, it } from 'vitest';
import { NOBODY } from '#app/domain/metric/arm-sums.ts';
import { armMetrics } from '#app/domain/metric/metrics.ts';
import type { Result } from '#app/read/results.ts';
import { changeSentence } from '#app/ui/activity/change-sentence.ts';
import { estimand, headline } from '#app/ui/results/headline.ts';
import { shopFormat } from '#app/ui/shop-format.ts';
import { text } from '#app/ui/text/text.ts';
import { waitForm, waitHoursOf } from '#app/ui/workflows/wait-form.ts';

const format = shopFormat({ currency: 'EUR', currencyExponent: 2, locale: 'en-IE', timezone: 'Europe/Berlin' });
const arm = (subjects: number) => armMetrics({ ...NOBODY, subjects });
const difference = { value: 1, low: 0, high: 2, p: 0.01 };
const figures = { profit: difference, revenue: null, relativeProfit: null, relativeRevenue: null };
const said = (verdict: Result['verdict']) => headline({ verdict, exposed: arm(900), holdout: arm(30), holdoutBp: 1_000 }, format);
const known = (low: number, high: number, direction: 'more' | 'less' | 'none'): Result['verdict'] => ({
  kind: 'known', ...figures, once: figures, onceFrom: { profit: 0, revenue: 0 }, smoothed: 0, added: { value: (low + high) / 2, low, high }, direction,
});

describe('the one number', () => {
  it('is an interval in money', () => {
    expect(said(known(31_000, 217_000, 'more')).title).toBe('Setwise added between €310 and €2,170 of profit');
  });
  it('says a loss as a loss, the smaller end first', () => {
    expect(said(known(-20_000, -5_000, 'less')).title).toBe('Setwise cost between €50 and €200 of profit');
  });
  it('claims no win where the interval holds zero', () => {
    const { title, tone } = said(known(-5_000, 9_000, 'none'));
    expect(title).not.toContain('added');
    expect(tone).toBe('open');
  });
  it.each([
    [-11_843, 90_412, '-€120 and €900'],
    [31_242, 217_061, '€310 and €2,170'],
    [-1_234_567, 8_765_432, '-€12,300 and €87,700'],
    [1_204, 4_391, '€12 and €44'],
    [42, 187, '€0.42 and €1.87'],
  ])('tells an interval from %i to %i cents no finer than it is wide', (low, high, told) => {
    expect(said(known(low, high, 'none')).title).toContain(`between ${told}`);
  });
  it('never rounds a win away', () => {
    expect(said(known(310, 217_000, 'more')).title).toBe('Setwise added between €3 and €2,170 of profit');
  });
  it('gives the date where it cannot be known yet', () => {
    expect(said({ kind: 'not_yet', needed: 2_000, have: 500, knownOn: '2026-10-09T10:00:00.000Z', nearer: [] })).toMatchObject({ title: 'Not knowable yet: about 9 Oct 2026 at today’s traffic', tone: 'open' });
  });
  it('promises no date that it does not have', () => {
    expect(said({ kind: 'not_yet', needed: 2_000_000, have: 500, knownOn: null, nearer: [] }).title).toBe('Not knowable within two years at today’s traffic');
    expect(said({ kind: 'not_yet', needed: null, have: 500, knownOn: null, nearer: [] }).title).toBe('Not knowable yet');
    expect(said({ kind: 'not_yet', needed: 1_000, have: 0, knownOn: null, nearer: [] }).why).toMatch(/^Nobody was counted yet/);
  });
  it('gives no verdict where the sides do not hold what they should', () => {
    const { tone, why } = said({ kind: 'broken', fault: 'shares', p: 0.000_01 });
    expect(tone).toBe('blocked');
    expect(why).toMatch(/^900 were counted as exposed and 30 as held out, where 10\s%/);
    expect(said({ kind: 'broken', fault: 'lost', p: 0.000_01 })).toMatchObject({ tone: 'blocked', why: expect.stringContaining('one side loses more shoppers than the other') });
  });
});

describe('a wait', () => {
  it.each([[4, '4 hours'], [24, '1 day'], [60, '2 days and 12 hours'], [1, '1 hour']])('of %i hours is said as %s', (hours, expected) => {
    expect(text.workflows.duration(hours)).toBe(expected);
  });
  it('is typed in days or hours, and read back', () => {
    for (const hours of [1, 4, 24, 36, 48, 720]) expect(waitHoursOf(waitForm(hours), { min: 1, max: 720 })).toBe(hours);
  });
  it.each(['', '0', '31', '1.5', '-2', 'two'])('of "%s" days is refused', (amount) => {
    expect(waitHoursOf({ amount, unit: 'days' }, { min: 1, max: 720 })).toBeUndefined();
  });
});

describe('which mean is compared', () => {
  it('is said with the most that counts of one shopper', () => {
    expect(estimand(null, format)).toBe('Compared is mean profit per shopper.');
    expect(estimand(48_000, format)).toContain('at most €480.00 of one shopper counts');
  });
});

describe('a change', () => {
  it('of what the verdict goes by names what changed, and from what', () => {
    const before = { plausibleBp: 2_000, messageCostMilli: 150, capMinor: null };
    expect(changeSentence({ event: 'measure_settings_saved', detail: { before, after: { ...before, plausibleBp: 3_000, capMinor: 48_000 } } }, format)).toMatch(/smallest effect from 20\s% to 30\s% and most of one shopper that counts from all of it to €480\.00/);
    expect(changeSentence({ event: 'measure_settings_saved', detail: { before, after: before } }, format)).toContain('all of every shopper counts');
  });

  it('names the workflow and both waits', () => {
    expect(changeSentence({ event: 'workflow_wait_changed', detail: { trigger: 'order_delivered', before: 48, after: 60 } }, format)).toBe('Workflow “After delivery”: wait from 2 days to 2 days and 12 hours');
  });
  it('says whether cleaning up left anything', () => {
    expect(changeSentence({ event: 'emails_doubted', detail: { count: 1, problem: 'The flow was deleted.' } }, format)).toBe('1 email handed to Klaviyo may not have gone out; the customer’s page says which. The flow was deleted.');
    expect(changeSentence({ event: 'emails_doubted', detail: { count: 2, problem: '' } }, format)).toContain('2 emails handed');
    expect(changeSentence({ event: 'cleaned_up', detail: { left: { codes: 0 } } }, format)).toContain('nothing of Setwise is left');
    expect(changeSentence({ event: 'cleaned_up', detail: { left: { codes: 1 } } }, format)).toContain('something of Setwise is left');
  });
});
