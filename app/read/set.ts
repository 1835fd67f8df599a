// One set for its editor, and what it would look like with changes that are not saved yet.
import { deskProducts } from '#app/db/admin-products.ts';
import { countWithAnchor, oneSet } from '#app/db/admin-sets.ts';
import { marginPolicyOf } from '#app/db/margin-policy.ts';
import { AppError } from '#app/domain/app-error.ts';
import { productIdsOf, type SetSummary, setSummary } from './sets.ts';

export interface SetDraft {
  goal: string;
  discountBp: number;
  slots: { slotNo: number; name: string; productIds: bigint[] }[];
}

export interface SetForEditor {
  set: SetSummary;
  /** The most that the guardrails let any set give. */
  maxDiscountBp: number;
}

/** @throws AppError not_found when the shop has no such set */
export async function setForEditor(shopId: bigint, setId: string, at: Date, draft?: SetDraft): Promise<SetForEditor> {
  const [row, policy] = await Promise.all([oneSet(shopId, setId), marginPolicyOf(shopId)]);
  if (!row) throw new AppError('not_found', 'This set does not exist, or was removed.');
  const support = new Map(row.slots.flatMap(({ candidates }) => candidates.map((candidate) => [candidate.productId, candidate.support] as const)));
  const fresh = (draft?.slots ?? []).flatMap(({ productIds }) => productIds).filter((productId) => !support.has(productId));
  for (const [productId, orders] of await countWithAnchor(shopId, row.anchorProductId, fresh)) support.set(productId, orders);
  const shown = draft
    ? {
        ...row,
        goal: draft.goal,
        discountBp: draft.discountBp,
        terms: row.terms.kind === 'percent' ? { kind: 'percent' as const, bp: draft.discountBp } : row.terms,
        slots: draft.slots.map(({ slotNo, name, productIds }) => ({
          slotNo,
          name,
          candidates: productIds.map((productId) => ({ productId, support: support.get(productId) ?? 0 })),
        })),
      }
    : row;
  const products = await deskProducts(shopId, productIdsOf(shown));
  return { set: setSummary(shown, products, policy, at), maxDiscountBp: policy.guardrails.maxDiscountBp };
}
