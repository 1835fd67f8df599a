// Keeps decisions without making a shopper wait for it: they gather here and are written together, at the latest 200 ms
// on. A process that is killed loses that much of the log, and nothing else; one that is stopped calls flushDecisions().
// When the database does not take them the log is shortened, never the memory filled.
import { remember } from '@epic-web/remember';
import { log } from '#app/adapters/log.ts';
import { type NewDecision, saveDecisions } from '#app/db/across-shops/save-decisions.ts';

const FLUSH_AFTER_MS = 200;
const FLUSH_ROWS = 200;
const MOST_WAITING = 10_000;
/** A batch that fails so often is given up: one row that the database refuses may not hold up all others. */
const TRIES = 5;

const state = remember('setwise.decision-log', () => ({
  waiting: [] as NewDecision[],
  timer: undefined as NodeJS.Timeout | undefined,
  writing: undefined as Promise<void> | undefined,
  failures: 0,
}));

export function keepDecision(decision: NewDecision): void {
  if (state.waiting.length >= MOST_WAITING) {
    log().warn({ shopId: String(decision.shopId) }, 'a decision was not kept: too many wait to be written');
    return;
  }
  state.waiting.push(decision);
  if (state.waiting.length >= FLUSH_ROWS && state.failures === 0) void write();
  else state.timer ??= setTimeout(() => void write(), FLUSH_AFTER_MS * 2 ** state.failures);
}

/** Writes what waits; resolves when nothing is left, or the database refuses. Called when the process stops. */
export async function flushDecisions(): Promise<void> {
  for (let tries = 0; (state.waiting.length > 0 || state.writing) && tries < TRIES; tries += state.failures > 0 ? 1 : 0) await write();
}

function write(): Promise<void> {
  clearTimeout(state.timer);
  state.timer = undefined;
  state.writing ??= writeBatch().finally(() => {
    state.writing = undefined;
    if (state.waiting.length > 0) state.timer ??= setTimeout(() => void write(), state.waiting.length >= FLUSH_ROWS && state.failures === 0 ? 0 : FLUSH_AFTER_MS * 2 ** state.failures);
  });
  return state.writing;
}

async function writeBatch(): Promise<void> {
  const batch = state.waiting.slice(0, FLUSH_ROWS);
  if (batch.length === 0) return;
  try {
    await saveDecisions(batch);
    state.failures = 0;
    state.waiting.splice(0, batch.length);
  } catch (error) {
    state.failures++;
    log().error({ error: (error as Error).message, rows: batch.length, failures: state.failures }, 'decisions could not be written');
    if (state.failures < TRIES) return;
    state.waiting.splice(0, batch.length);
    state.failures = 0;
  }
}
