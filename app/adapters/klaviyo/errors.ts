// What a failed call means: is another try of use (try_later, with the moment where Klaviyo gave one), is it gone, or does
// the merchant have to do something (refused, in a sentence that says what). Never holds the key or an address.
import { AppError } from '#app/domain/app-error.ts';
import { says, type Told } from '#app/domain/says/says.ts';
import { wireNow } from '../clock/clock.ts';

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  data: unknown;
}

/** Nobody can go on with this key: the connection is broken until the merchant acts. */
export class KlaviyoAccessError extends AppError {
  constructor(sentence: Told, cause: unknown) {
    super('refused', sentence, { cause });
    this.name = 'KlaviyoAccessError';
  }
}

/** @param thrown by the SDK: an axios error, with an answer or without */
export function klaviyoError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const answer = (thrown as { response?: Answer }).response;
  // The SDK's error holds the request, and with it the key: it is not handed on.
  const cause = new Error(thrown instanceof Error ? thrown.message : String(thrown));
  if (!answer) return new AppError('try_later', says(({ klaviyo }) => klaviyo.notReached(cause.message)), { cause });
  const detail = detailOf(answer.data);
  switch (answer.status) {
    case 401:
      return new KlaviyoAccessError(says(({ klaviyo }) => klaviyo.keyNotAccepted), cause);
    case 403:
      return new KlaviyoAccessError(says(({ klaviyo }) => klaviyo.keyTooNarrow(detail ?? '')), cause);
    case 404:
      return new AppError('not_found', says(({ klaviyo }) => klaviyo.noSuchThing(detail ?? '')), { cause });
    case 429:
      return new AppError('try_later', says(({ klaviyo }) => klaviyo.tooManyCalls), { cause, retryAt: new Date(wireNow().getTime() + waitSeconds(answer.headers) * 1_000) });
    default:
      if (answer.status >= 500) return new AppError('try_later', says(({ klaviyo }) => klaviyo.answered(answer.status)), { cause });
      return new AppError('refused', says(({ klaviyo }) => (detail ? klaviyo.refused(detail) : klaviyo.refusedSilently(answer.status))), { cause });
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
