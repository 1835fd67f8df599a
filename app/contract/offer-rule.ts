// An offer rule as it crosses a process: stored as JSON, sent by the composer's form. Ids are decimal text.
import { z } from 'zod';
import type { Condition, RuleAction } from '#app/domain/offer-rule/offer-rule.ts';
import { STRATEGIES } from '#app/domain/set/set-definition.ts';

const id = z.string().regex(/^\d{1,20}$/).transform(BigInt);
const word = z.string().trim().toLowerCase().min(1).max(255);
const count = z.number().int().min(0).max(1_000_000);
const minor = z.number().int().min(0).max(1_000_000_000_00);
const day = z.object({ month: z.number().int().min(1).max(12), day: z.number().int().min(1).max(31) });

const productRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('products'), productIds: z.array(id).min(1).max(250) }),
  z.object({ kind: z.literal('collection'), collectionId: id }),
  z.object({ kind: z.literal('tag'), tag: word }),
  z.object({ kind: z.literal('type'), type: word }),
]);

export const condition = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cart_total'), atLeastMinor: minor.nullable(), belowMinor: minor.nullable() }),
  z.object({ kind: z.literal('cart_has'), products: productRule, has: z.boolean() }),
  z.object({ kind: z.literal('segment'), names: z.array(z.string().min(1).max(255)).min(1).max(20), is: z.boolean() }),
  z.object({ kind: z.literal('last_purchase'), products: productRule, withinDays: count.nullable() }),
  z.object({ kind: z.literal('orders'), atLeast: count.nullable(), below: count.nullable() }),
  z.object({ kind: z.literal('low_stock'), below: count }),
  z.object({ kind: z.literal('season'), from: day, to: day }),
  z.object({ kind: z.literal('market'), marketIds: z.array(id).max(60) }),
]) satisfies z.ZodType<Condition, unknown>;

export const ruleAction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('show_set'), setId: z.uuid() }),
  z.object({ kind: z.literal('only_strategies'), strategies: z.array(z.enum(STRATEGIES)).min(1) }),
  z.object({ kind: z.literal('only_products'), products: productRule }),
  z.object({ kind: z.literal('leave_out'), products: productRule }),
  z.object({ kind: z.literal('offer_nothing') }),
]) satisfies z.ZodType<RuleAction, unknown>;

export const MOST_RULES = 50;
export const MOST_CONDITIONS = 8;
export const RULE_NAME_LIMIT = 80;

/** What the composer sends. */
export const writtenRule = z.object({
  name: z.string().trim().max(RULE_NAME_LIMIT).transform((name) => (name === '' ? null : name)).nullable(),
  conditions: z.array(condition).max(MOST_CONDITIONS),
  action: ruleAction,
});
export type WrittenRule = z.output<typeof writtenRule>;
