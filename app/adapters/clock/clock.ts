// The only reader of the time. Two clocks: the wire clock (tokens, signatures) is always the machine's; the business clock
// (waits, windows, seasons) follows the sandbox's when there is one, so that a demo or a test can move days in a second.
// In production mode there is no sandbox address, hence nothing that could move it.
import { remember } from '@epic-web/remember';
import { config } from '#app/config/config.ts';
import { log } from '../log.ts';

const state = remember('setwise.clock', () => ({ offsetMs: 0, timer: undefined as NodeJS.Timeout | undefined }));

/** Business time. */
export function now(): Date {
  return new Date(Date.now() + state.offsetMs);
}

/** The machine's own time, for what is signed or expires on the wire. */
export function wireNow(): Date {
  return new Date();
}

/** Follows the sandbox's business clock, once a second; does nothing in production. */
export async function followSandboxClock(): Promise<void> {
  const { sandboxUrl } = config();
  if (!sandboxUrl || state.timer) return;
  const read = async () => {
    try {
      const answer = (await (await fetch(`${sandboxUrl}/clock`, { signal: AbortSignal.timeout(2_000) })).json()) as { offsetMs: number };
      state.offsetMs = answer.offsetMs;
    } catch (error) {
      log().debug({ error: (error as Error).message }, 'the sandbox clock did not answer');
    }
  };
  await read();
  state.timer = setInterval(read, 1_000).unref();
}
