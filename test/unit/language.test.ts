import { afterEach, describe, expect, it } from 'vitest';
import { languageOf } from '#app/domain/language.ts';
import { answerInLanguage, languageOfRequest } from '#app/server/language.ts';
import { language, speakAs } from '#app/ui/text/language.ts';
import { text } from '#app/ui/text/text.ts';
import { staffLanguage } from '#sandbox/admin-shell/staff-language.ts';

const spokenTo = (url: string, acceptLanguage?: string): Promise<string> =>
  new Promise((resolve) => {
    answerInLanguage({ url, headers: acceptLanguage === undefined ? {} : { 'accept-language': acceptLanguage } }, () => resolve(languageOfRequest()));
  });

describe('the language of a request', () => {
  it('is the one that the admin says in the address, whatever the browser prefers', async () => {
    expect(await spokenTo('/app?shop=a&locale=de', 'en-GB,en;q=0.9')).toBe('de');
    expect(await spokenTo('/app?locale=de-AT')).toBe('de');
  });

  it('is what the browser likes best of what is spoken, where the address says none', async () => {
    expect(await spokenTo('/app/sets', 'en;q=0.5, de;q=0.8, fr')).toBe('de');
    expect(await spokenTo('/app/sets', 'de;q=0, en')).toBe('en');
  });

  it('is English where nothing that is asked for is spoken', async () => {
    expect(await spokenTo('/app?locale=pt-BR')).toBe('en');
    expect(await spokenTo('/app')).toBe('en');
    expect(languageOf(['zh', 'x'])).toBe('en');
  });

  it('goes with each request, also when two are answered at once', async () => {
    const late = (url: string) =>
      new Promise<string>((resolve) => {
        answerInLanguage({ url, headers: {} }, () => setTimeout(() => resolve(languageOfRequest()), 5));
      });
    expect(await Promise.all([late('/?locale=de'), late('/?locale=en'), late('/?locale=de')])).toEqual(['de', 'en', 'de']);
  });
});

describe('the words of the desk', () => {
  afterEach(() => speakAs(() => 'en'));

  it('are those of whoever reads', () => {
    speakAs(() => 'de');
    expect(language()).toBe('de');
    expect(text.doors.guardrails).toBe('Leitplanken');
    expect(text.workflows.sentence('order_placed', 48)).toBe('2 Tage nach einer Bestellung sagt eine E-Mail, was sie vervollständigt.');
    speakAs(() => 'en');
    expect(text.doors.guardrails).toBe('Guardrails');
  });
});

describe('the language of a staff member in the sandbox', () => {
  const at = (path: string, cookie?: string) => staffLanguage({ url: new URL(path, 'http://sandbox'), header: () => cookie });

  it('is the one that was chosen last, else English', () => {
    expect(at('/?locale=de')).toBe('de');
    expect(at('/', 'a=b; sandbox-staff-language=de')).toBe('de');
    expect(at('/?locale=en', 'sandbox-staff-language=de')).toBe('en');
    expect(at('/?locale=<script>')).toBe('en');
  });
});
