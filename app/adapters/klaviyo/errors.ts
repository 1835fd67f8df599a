// What a failed call means: is another try of use (try_later, with the moment where Klaviyo gave one), is it gone, or does
// the merchant have to do something (refused, in a sentence that says what). Never holds the key or an address.
import { AppError } from '#app/domain/app-error.ts';
import { wireNow } from '../clock/clock.ts';

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  data: unknown;
}

/** Nobody can go on with this key: the connection is broken until the merchant acts. */
export class KlaviyoAccessError extends AppError {
  constructor(message: string, cause: unknown) {
    super('refused', message, { cause });
    this.name = 'KlaviyoAccessError';
  }
}

/** @param thrown by the SDK: an axios error, with an answer or without */
export function klaviyoError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const answer = (thrown as { response?: Answer }).response;
  // The SDK's error holds the request, and with it the key: it is not handed on.
  const cause = new Error(thrown instanceof Error ? thrown.message : String(thrown));
  if (!answer) return new AppError('try_later', `Klaviyo could not be reached: ${cause.message}.`, { cause });
  const detail = detailOf(answer.data);
  switch (answer.status) {
    case 401:
      return new KlaviyoAccessError('Klaviyo does not accept this API key. Make a new private key in Klaviyo under Settings, API keys, and connect with it.', cause);
    case 403:
      return new KlaviyoAccessError(`The API key may not do everything that Setwise needs${detail ? ` (Klaviyo says: ${detail})` : ''}. Make a key with full access, or with events, metrics, profiles, templates, flows and accounts, and connect again with it.`, cause);
    case 404:
      return new AppError('not_found', `Klaviyo has no such thing${detail ? `: ${detail}` : '.'}`, { cause });
    case 429:
      return new AppError('try_later', 'Klaviyo asks for fewer calls.', { cause, retryAt: new Date(wireNow().getTime() + waitSeconds(answer.headers) * 1_000) });
    default:
      if (answer.status >= 500) return new AppError('try_later', `Klaviyo answered ${answer.status}.`, { cause });
      return new AppError('refused', `Klaviyo refused: ${detail ?? `it answered ${answer.status}`}`, { cause });
  }
}

function waitSeconds(headers: Record<string, unknown>): number {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3_600) : 60;
}

function detailOf(data: unknown): string | undefined {
  const errors = (data as { errors?: { detail?: unknown }[] } | null)?.errors;
  return errors?.map(({ detail }) => String(detail ?? '')).filter((detail) => detail !== '').join('; ') || undefined;
}
