import { describe, expect, it } from 'vitest';
import { monthsUntilSeason, seasonOf } from '#app/domain/set/season.ts';
import { wakesAt } from '#app/domain/set/snooze.ts';
import { whyNow } from '#app/domain/set/why-now.ts';
import { withoutRefused } from '#app/domain/set/without-refused.ts';

const EVEN = Array.from({ length: 12 }, () => 100);
const month = (month: number, orders: number, others = 4) => EVEN.map((_, index) => (index + 1 === month ? orders : others));

describe('a season', () => {
  it('is a month in which something is bought clearly more than the shop’s own orders would have it', () => {
    expect(seasonOf(month(12, 40), EVEN)).toEqual([12]);
    expect(seasonOf(EVEN.map(() => 10), EVEN)).toEqual([]);
  });

  it('is not the shop’s own season, and not a handful of orders', () => {
    expect(seasonOf(month(12, 40), month(12, 1_000, 100))).toEqual([]);
    expect(seasonOf(month(7, 4, 0), EVEN)).toEqual([]);
    expect(seasonOf(EVEN, EVEN.map(() => 0))).toEqual([]);
  });

  it('is waited for over the turn of the year', () => {
    expect(monthsUntilSeason([2], 11)).toBe(3);
    expect(monthsUntilSeason([11, 2], 11)).toBe(0);
    expect(monthsUntilSeason([], 11)).toBeNull();
  });
});

describe('a snooze', () => {
  const now = new Date('2026-11-20T12:00:00Z');
  it('lasts a week, a month, or until the season begins', () => {
    expect(wakesAt('week', [2], now)).toEqual(new Date('2026-11-27T12:00:00Z'));
    expect(wakesAt('month', [2], now)).toEqual(new Date('2026-12-20T12:00:00Z'));
    expect(wakesAt('season', [2, 3], now)).toEqual(new Date('2027-02-01T00:00:00Z'));
  });

  it('lasts a month where the season is on or nothing is known of one', () => {
    for (const season of [[11], []]) expect(wakesAt('season', season, now)).toEqual(wakesAt('month', [], now));
  });
});

describe('why now', () => {
  const now = new Date('2026-11-20T12:00:00Z');
  const today = { now, month: 11 };
  const old = { seasonMonths: [], createdAt: new Date('2026-06-01T00:00:00Z'), firstSuggestedAt: new Date('2026-06-01T00:00:00Z'), anchorPlace: null, lastOrderedAt: null };

  it('says the first reason that holds, and nothing where none does', () => {
    const all = { seasonMonths: [11], createdAt: new Date('2026-11-18T00:00:00Z'), firstSuggestedAt: old.firstSuggestedAt, anchorPlace: 3, lastOrderedAt: new Date('2026-11-19T00:00:00Z') };
    expect(whyNow(all, today)).toEqual({ kind: 'in_season' });
    expect(whyNow({ ...all, seasonMonths: [12] }, today)).toEqual({ kind: 'season_begins', month: 12 });
    expect(whyNow({ ...all, seasonMonths: [4] }, today)).toEqual({ kind: 'new' });
    expect(whyNow({ ...all, seasonMonths: [], createdAt: old.createdAt }, today)).toEqual({ kind: 'anchor_sells_most', place: 3 });
    expect(whyNow({ ...old, anchorPlace: 40, lastOrderedAt: all.lastOrderedAt }, today)).toEqual({ kind: 'bought_lately', days: 1 });
    expect(whyNow(old, today)).toBeNull();
  });

  it('calls nothing new where everything was suggested at once', () => {
    const createdAt = new Date('2026-11-19T00:00:00Z');
    expect(whyNow({ ...old, createdAt, firstSuggestedAt: createdAt }, today)).toBeNull();
  });

  it('begins the next season in January after December', () => {
    expect(whyNow({ ...old, seasonMonths: [1] }, { now: new Date('2026-12-05T00:00:00Z'), month: 12 })).toEqual({ kind: 'season_begins', month: 1 });
  });
});

describe('what was refused beside an anchor', () => {
  const candidate = (productId: bigint) => ({ productId, support: 9, score: 1 });
  const set = { anchorProductId: 1n, goal: 'First light', slots: [{ name: 'card', candidates: [candidate(2n), candidate(3n)] }, { name: 'bag', candidates: [candidate(4n)] }] };

  it('leaves the set, with the slots that it leaves empty', () => {
    expect(withoutRefused(set, new Set([2n, 4n]))?.slots).toEqual([{ name: 'card', candidates: [candidate(3n)] }]);
    expect(withoutRefused(set, new Set())).toBe(set);
  });

  it('leaves no set where nothing else was in it', () => {
    expect(withoutRefused(set, new Set([2n, 3n, 4n]))).toBeUndefined();
  });
});
