// What every page's loader and action share: who is asking, and how a refusal reaches the page in words.
import { data } from '@remix-run/node';
import { AppError, type AppErrorCode } from '#app/domain/app-error.ts';
import { language } from '#app/ui/text/language.ts';

export { authenticateMerchant as merchant } from '#app/pipeline/install/authenticate-merchant.ts';

const STATUS: Record<AppErrorCode, number> = { bad_request: 400, unauthorized: 401, not_found: 404, conflict: 409, refused: 422, try_later: 503 };

/** An error that a page can say: it survives Remix's hiding of server errors. */
export interface PageErrorBody {
  code: AppErrorCode;
  message: string;
}

/** Runs a loader's read; an AppError reaches the page's error boundary with its sentence. */
export async function shown<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError) throw data<PageErrorBody>({ code: error.code, message: error.told(language()) }, { status: STATUS[error.code] });
    throw error;
  }
}

/** Runs an action's verb; an AppError comes back as an answer that the page can show beside the form. */
export async function done<T>(work: Promise<T>): Promise<{ ok: true; value: T } | { ok: false; code: AppErrorCode; message: string }> {
  try {
    return { ok: true, value: await work };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, code: error.code, message: error.told(language()) };
    throw error;
  }
}
