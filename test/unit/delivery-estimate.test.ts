import { describe, expect, it } from 'vitest';
import { DEFAULT_TRANSIT_DAYS, expectedAt, expectedTransit, MIN_PARCELS, type TransitTime } from '#app/domain/workflow/delivery-estimate.ts';

const time = (countryCode: string, medianMinutes: number, parcels = MIN_PARCELS): TransitTime => ({ countryCode, parcels, medianMinutes });

describe('the time that a parcel is expected to take', () => {
  it.each([
    ["the country's own", 'DE', [time('DE', 2_000), time('', 3_000)], { minutes: 2_000, from: 'country' }],
    ["the shop's, where the country had too few", 'DE', [time('DE', 2_000, MIN_PARCELS - 1), time('', 3_000)], { minutes: 3_000, from: 'shop' }],
    ["the shop's, where no parcel went there", 'FR', [time('DE', 2_000), time('', 3_000)], { minutes: 3_000, from: 'shop' }],
    ["the shop's, where the country is not known", null, [time('DE', 2_000), time('', 3_000)], { minutes: 3_000, from: 'shop' }],
    ['the stated one, where too few were reported', 'DE', [time('', 3_000, MIN_PARCELS - 1)], { minutes: DEFAULT_TRANSIT_DAYS * 1_440, from: 'default' }],
    ['the stated one, where none was', 'DE', [], { minutes: DEFAULT_TRANSIT_DAYS * 1_440, from: 'default' }],
  ])('is %s', (_, country, times, transit) => expect(expectedTransit(country, times)).toEqual(transit));

  it('is counted from when it was sent', () => {
    expect(expectedAt(new Date('2026-06-01T10:00:00Z'), 'DE', [time('DE', 90)])).toEqual(new Date('2026-06-01T11:30:00Z'));
  });
});
