// One logger a process. Never log payloads, tokens, emails or names: ids and codes only.
import { remember } from '@epic-web/remember';
import { type Logger, pino } from 'pino';
import { config } from '#app/config/config.ts';

/** The process's logger; JSON lines on standard error. */
export function log(): Logger {
  return remember('setwise.log', () => pino({ level: config().logLevel, base: null, redact: ['*.accessToken', '*.refreshToken', '*.email'] }, pino.destination(2)));
}
