// The rules that wait, in the order in which rules.ts asks them.
import { boughtInCategory } from './bought-in-category.ts';
import { offeredLately } from './offered-lately.ts';
import { recentReturn } from './recent-return.ts';
import { tooEarly } from './too-early.ts';
import type { Wait, WaitContext } from './wait.ts';

export const WAITS = {
  recent_return: recentReturn,
  bought_in_category: boughtInCategory,
  offered_lately: offeredLately,
  too_early: tooEarly,
} as const satisfies Record<string, Wait>;

export type WaitCode = keyof typeof WAITS;

export interface WaitRefusal {
  code: WaitCode;
  numbers: readonly number[];
}

const IN_ORDER = Object.entries(WAITS) as [WaitCode, Wait][];

/** @returns the first that refuses; null: none does */
export function waitFor(product: Parameters<Wait['refuses']>[0], context: WaitContext): WaitRefusal | null {
  for (const [code, wait] of IN_ORDER) {
    const numbers = wait.refuses(product, context);
    if (numbers) return { code, numbers };
  }
  return null;
}
