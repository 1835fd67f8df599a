import { describe, expect, it } from 'vitest';
import { findTroubles, type TroubleFacts } from '#app/read/data-health-troubles.ts';

const AT = new Date('2026-06-10T09:00:00.000Z');
const hoursAgo = (hours: number) => new Date(AT.getTime() - hours * 3_600_000);
const FINE: TroubleFacts = {
  deliveries: { waiting: { count: 0, oldestMsAgo: null }, watch: { checkedAt: AT.toISOString(), quietSince: null, about: null } },
  setAsideOpen: 0, backfill: { status: 'done', error: null }, comparison: { status: 'done', error: null }, goodAt: hoursAgo(7), sellsNowhere: false, belowFloor: [], at: AT,
};
const kinds = (facts: Partial<TroubleFacts>) => findTroubles({ ...FINE, ...facts }).map(({ kind }) => kind);

describe('what makes knowledge of a store wrong', () => {
  it('is nothing where messages come, are applied, and the store was compared last night', () => {
    expect(kinds({})).toEqual([]);
  });

  it('is webhooks that went quiet, first of all', () => {
    const watch = { checkedAt: AT.toISOString(), quietSince: hoursAgo(2).toISOString(), about: 'products' as const };
    expect(findTroubles({ ...FINE, setAsideOpen: 2, deliveries: { ...FINE.deliveries, watch } })).toEqual([{ kind: 'quiet', about: 'products', since: hoursAgo(2).toISOString() }, { kind: 'set_aside', count: 2 }]);
  });

  it('is before all else that the store sells nowhere', () => {
    expect(kinds({ belowFloor: [{ title: 'Summer sale', sets: 2 }], setAsideOpen: 1 })).toEqual(['other_discount', 'set_aside']);
    expect(kinds({ sellsNowhere: true, setAsideOpen: 1 })).toEqual(['no_market', 'set_aside']);
  });

  it('is a message that waits for minutes, not one that came just now', () => {
    const waiting = (oldestMsAgo: number) => kinds({ deliveries: { ...FINE.deliveries, waiting: { count: 3, oldestMsAgo } } });
    expect([waiting(5_000), waiting(10 * 60_000)]).toEqual([[], ['waiting']]);
  });

  it('is a past that was not read, or stopped being read', () => {
    expect([kinds({ backfill: undefined, goodAt: undefined, comparison: undefined }), kinds({ backfill: { status: 'failed', error: 'No.' } }), kinds({ backfill: { status: 'running', error: null }, goodAt: undefined })]).toEqual([
      ['past_missing'], ['past_failed'], [],
    ]);
  });

  it('is a comparison that failed, or that did not happen for two nights unless one is under way', () => {
    expect([kinds({ comparison: { status: 'failed', error: 'No.' } }), kinds({ goodAt: hoursAgo(50) }), kinds({ goodAt: hoursAgo(50), comparison: { status: 'running', error: null } })]).toEqual([
      ['comparison_failed'], ['not_compared'], [],
    ]);
  });
});
