import { describe, expect, it } from 'vitest';
import { type BackfillStage, untouched } from '#app/db/backfills.ts';
import { isPastWithheld } from '#app/domain/association/withheld-past.ts';
import { stageProgress } from '#app/read/backfill-progress.ts';
import { stageNote } from '#app/ui/home/connect-step.tsx';
import { shopFormat } from '#app/ui/shop-format.ts';

const format = shopFormat({ currency: 'EUR', currencyExponent: 2, locale: 'en', timezone: 'Europe/Berlin' });
const stage = (of: Partial<BackfillStage>) => stageProgress({ ...untouched('orders'), ...of });
const note = (of: Partial<BackfillStage>) => stageNote(stage(of), format);

describe('how far a stage is', () => {
  it('is told with its pace and with the time that is left', () => {
    const reading = { state: 'reading', objects: 1_000_000, rows: 100_000, readMs: 20_000 } as const;
    expect(stage(reading)).toMatchObject({ rowsPerSecond: 5_000, secondsLeft: 180 });
    expect(note(reading)).toBe('reading, 5,000 a second, about 3 minutes left');
    expect(note({ ...reading, rows: 990_000, readMs: 198_000 })).toBe('reading, 5,000 a second, about a minute left');
  });

  it('is told without what nobody knows', () => {
    expect(note({ state: 'waiting' })).toBe('waiting');
    expect(note({ state: 'exporting' })).toBe('Shopify is preparing it');
    expect(note({ state: 'exporting', objects: 1_200 })).toBe('Shopify is preparing it, 1,200 so far');
    expect(note({ state: 'reading', objects: 1_000 })).toBe('reading');
    expect(note({ state: 'reading', objects: 0, rows: 50, readMs: 1_000 })).toBe('reading, 50 a second');
    expect(note({ state: 'done', objects: 10, rows: 10, readMs: 5 })).toBe('read');
  });
});

describe('a past that is withheld', () => {
  it('is one without the scope for all orders', () => {
    expect(isPastWithheld('read_orders,read_products')).toBe(true);
    expect(isPastWithheld('read_orders, read_all_orders')).toBe(false);
  });
});
