import { describe, expect, it } from 'vitest';
import { AppError } from '#app/domain/app-error.ts';
import { de } from '#app/domain/says/de/all.ts';
import { en } from '#app/domain/says/en/all.ts';
import { retold } from '#app/domain/says/retold.ts';
import { says } from '#app/domain/says/says.ts';

describe('an error', () => {
  it('is told in the language of whoever reads, and logged in English', () => {
    const error = new AppError('bad_request', says(({ desk }) => desk.holdoutRange(0, 50)));
    expect(error.message).toBe('Between 0 and 50 % can be held out.');
    expect(error.told('de')).toBe('In der Kontrollgruppe können zwischen 0 und 50 % sein.');
    expect(new AppError('unauthorized', 'The signature does not hold.').told('de')).toBe('The signature does not hold.');
  });
});

describe('a sentence that was kept in English', () => {
  it('is told again in the language of whoever reads', () => {
    expect(retold(en.steps.no_consent, 'de')).toBe(de.steps.no_consent);
    expect(retold(en.steps.no_consent, 'en')).toBe(en.steps.no_consent);
  });

  it('keeps the names and numbers that are in it', () => {
    expect(retold(en.klaviyo.flowNotLive('draft'), 'de')).toBe(de.klaviyo.flowNotLive('draft'));
    expect(retold(en.klaviyo.keyTooNarrow('no scope'), 'de')).toBe(de.klaviyo.keyTooNarrow('no scope'));
    expect(retold(en.shopify.definitionNotTaken('offer', 'It is taken (twice).'), 'de')).toBe(de.shopify.definitionNotTaken('offer', 'It is taken (twice).'));
  });

  it('is told again inside another', () => {
    expect(retold(en.klaviyo.notSent(en.klaviyo.halfway), 'de')).toBe(de.klaviyo.notSent(de.klaviyo.halfway));
  });

  it('stays as it is where it is none of ours', () => {
    expect(retold('Something that Klaviyo says.', 'de')).toBe('Something that Klaviyo says.');
  });
});
