// A set as the editor sends it. Whether it is one is judged by app/domain/set/check-definition.ts, in sentences; here only
// what no definition could mean is refused.
import { z } from 'zod';
import { STRATEGIES } from '#app/domain/set/set-definition.ts';
import type { SetText } from '#app/domain/set/set-text.ts';

const id = z.string().regex(/^\d{1,19}$/);
/** More than a set may name, so that whoever knows the bound says what is too many. */
const ids = z.array(id).max(10_000);
const words = z.string().trim().max(1_000);
const optionalWords = words.nullable().transform((said) => said || null);
const name = z.string().trim().toLowerCase().max(255);
const count = z.number().int().min(0).max(1_000_000).nullable();
const dayOfYear = z.object({ month: z.number().int(), day: z.number().int() });

const rule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('products'), productIds: ids }),
  z.object({ kind: z.literal('collection'), collectionId: id }),
  z.object({ kind: z.literal('tag'), tag: name }),
  z.object({ kind: z.literal('type'), type: name }),
]);

const definition = z.object({
  strategy: z.enum(STRATEGIES),
  goal: words,
  outcome: optionalWords,
  anchor: rule,
  slots: z.array(z.object({ slotNo: z.number().int().min(1).max(99), name: words, words: optionalWords, source: rule, pinnedIds: ids })).max(99),
  excludedIds: ids,
  startsOn: z.string().max(10).nullable(),
  endsOn: z.string().max(10).nullable(),
  season: z.object({ from: dayOfYear, to: dayOfYear }).nullable(),
  marketIds: z.array(id).max(1_000),
  segments: z.array(z.string().max(255)).max(1_000),
  trialBp: z.number().int().nullable(),
  byRuleOnly: z.boolean(),
  signals: z.object({ ownedDays: count, ordersSince: count, companionsSince: count, needed: z.number().int() }).nullable(),
}) satisfies z.ZodType<SetText>;

const terms = z.object({ kind: z.string().max(50), discountBp: z.number(), minor: z.number().nullable(), slotNo: z.number().nullable(), tag: z.string().max(255).nullable() });

/** What the editor has in its form: the set, and what it gives. */
export const setDraft = z.object({ definition, terms });
