// In which language a staff member reads the admin. Shopify keeps it with their account and says it to apps as `locale` in
// the address of what it opens; here a link in the bar chooses it and a cookie keeps it.
import type { Ask } from '../http/server.ts';

export const STAFF_LANGUAGES = [['en', 'English'], ['de', 'Deutsch']] as const;

const COOKIE = 'sandbox-staff-language';

export function staffLanguage({ url, header }: Pick<Ask, 'url' | 'header'>): string {
  const kept = new RegExp(`(?:^|; )${COOKIE}=([^;]+)`).exec(header('cookie') ?? '')?.[1];
  const asked = url.searchParams.get('locale') ?? kept;
  return STAFF_LANGUAGES.find(([code]) => code === asked)?.[0] ?? 'en';
}

export const languageCookie = (language: string): Record<string, string> => ({ 'set-cookie': `${COOKIE}=${language}; Path=/; SameSite=Lax; HttpOnly` });
