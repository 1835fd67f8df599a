// How the SDK speaks: one attempt a call (our queue owns the retry), ten seconds at most, and against the sandbox another
// address. The SDK has no setting for the last two; a session sees every request before it leaves.
import { ApiKeySession, RetryWithExponentialBackoff } from 'klaviyo-api';

const KLAVIYO = 'https://a.klaviyo.com';
const TIMEOUT_MS = 10_000;
/** The SDK counts attempts, not repeats. */
const ONE_ATTEMPT = 1;

type RequestOptions = Parameters<ApiKeySession['applyToRequest']>[0];

export class OneAttemptSession extends ApiKeySession {
  readonly #sandboxUrl: string | undefined;

  constructor(apiKey: string, sandboxUrl: string | undefined) {
    super(apiKey, new RetryWithExponentialBackoff({ numRetries: ONE_ATTEMPT, retryCodes: [] }));
    this.#sandboxUrl = sandboxUrl;
  }

  override applyToRequest(options: RequestOptions): void {
    super.applyToRequest(options);
    options.timeout = TIMEOUT_MS;
    if (!this.#sandboxUrl) return;
    options.url = options.url?.replace(KLAVIYO, `${this.#sandboxUrl}/klaviyo`) as string;
    options.proxy = false;
  }
}
