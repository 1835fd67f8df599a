// One unique code for one step: single use, ended by itself, for no more than what code-terms.ts lets it carry. Its text is
// derived from the step and the offer, so a repeated try finds the code it made instead of making a second.
import { createHmac, hkdfSync } from 'node:crypto';
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { toGid } from '#app/adapters/shopify/gid.ts';
import { CREATE_DISCOUNT_CODE, CREATE_GIFT_CODE, CREATE_SHIPPING_CODE, DISCOUNT_CODE } from '#app/adapters/shopify/operations/discount-code.ts';
import type { UserError } from '#app/adapters/shopify/operations/publish.ts';
import { codeByName, saveCode } from '#app/db/discount-codes.ts';
import type { ShopRow } from '#app/db/shops.ts';
import { AppError } from '#app/domain/app-error.ts';
import { ownCodeTitle } from '#app/domain/discount/own-code.ts';
import { formatDecimal } from '#app/domain/money/money.ts';
import type { CodeTerms } from './code-terms.ts';
import type { LinkKey } from './link-token.ts';

export interface CodeToMint {
  stepId: string;
  terms: CodeTerms;
  endsAt: Date;
}

/** No vowels and nothing that looks alike: no words, no misreading. */
const ALPHABET = 'BCDFGHJKMNPQRSTVWXYZ23456789';
const LENGTH = 10;

/** @returns the code's text; null when it was made before and somebody has taken it back by hand since */
export async function mintCode({ shopId, currency }: Pick<ShopRow, 'shopId' | 'currency'>, wanted: CodeToMint, client: AdminClient, keys: readonly LinkKey[], now: Date): Promise<string | null> {
  const code = codeText(shopId, wanted, keys);
  const known = await codeByName(shopId, code);
  if (known) return known.revokedAt ? null : code;
  const answer = await create(client, wanted.terms, currency, {
    title: ownCodeTitle(code),
    code,
    startsAt: now.toISOString(),
    endsAt: wanted.endsAt.toISOString(),
    usageLimit: 1,
    appliesOncePerCustomer: true,
    context: { all: 'ALL' },
    combinesWith: { orderDiscounts: false, productDiscounts: false, shippingDiscounts: false },
  });
  const discountNodeId = answer?.codeDiscountNode?.id ?? (answer?.userErrors.some(({ code: why }) => why === 'TAKEN') ? (await client.run(DISCOUNT_CODE, { code })).codeDiscountNodeByCode?.id : undefined);
  if (!discountNodeId) throw new AppError('refused', `Shopify did not make the discount code: ${answer?.userErrors[0]?.message ?? 'it gave no reason'}`);
  await saveCode(shopId, { code, stepId: wanted.stepId, discountNodeId, endsAt: wanted.endsAt });
  return code;
}

type Created = { codeDiscountNode: { id: string } | null; userErrors: UserError[] } | null;

async function create(client: AdminClient, terms: CodeTerms, currency: string, discount: Record<string, unknown>): Promise<Created> {
  const products = (ids: readonly bigint[]) => ({ products: { productsToAdd: ids.map((id) => toGid('Product', id)) } });
  switch (terms.kind) {
    case 'percent':
      return (await client.run(CREATE_DISCOUNT_CODE, { discount: { ...discount, customerGets: { value: { percentage: terms.bp / 10_000 }, items: products(terms.productIds) } } })).discountCodeBasicCreate;
    case 'amount': {
      const value = { discountAmount: { amount: formatDecimal(terms.codeMinor, currency), appliesOnEachItem: true } };
      return (await client.run(CREATE_DISCOUNT_CODE, { discount: { ...discount, customerGets: { value, items: products(terms.productIds) } } })).discountCodeBasicCreate;
    }
    case 'gift': {
      const customerGets = { value: { discountOnQuantity: { quantity: '1', effect: { percentage: 1 } } }, items: products([terms.productId]) };
      const customerBuys = { value: { quantity: '1' }, items: products(terms.withIds) };
      return (await client.run(CREATE_GIFT_CODE, { discount: { ...discount, usesPerOrderLimit: 1, customerBuys, customerGets } })).discountCodeBxgyCreate;
    }
    case 'free_shipping': {
      const minimumRequirement = { subtotal: { greaterThanOrEqualToSubtotal: formatDecimal(terms.codeMinor, currency) } };
      return (await client.run(CREATE_SHIPPING_CODE, { discount: { ...discount, destination: { all: true }, minimumRequirement } })).discountCodeFreeShippingCreate;
    }
  }
}

/** Cannot be guessed from outside, and is another one for another offer. */
function codeText(shopId: bigint, { stepId, terms }: CodeToMint, keys: readonly LinkKey[]): string {
  const first = keys[0];
  if (!first) throw new Error('There is no key to derive a code from.');
  const secret = Buffer.from(hkdfSync('sha256', first.key, '', 'setwise: discount codes', 32));
  const bytes = createHmac('sha256', secret).update([shopId, stepId, ...saidOf(terms)].join('/')).digest();
  return `SET-${[...bytes.subarray(0, LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')}`;
}

function saidOf(terms: CodeTerms): (string | number | bigint)[] {
  switch (terms.kind) {
    // Of a percentage as it always was: a step that is tried again across a release finds its code.
    case 'percent':
      return [terms.bp, ...terms.productIds];
    case 'amount':
      return [terms.kind, terms.codeMinor, ...terms.productIds];
    case 'gift':
      return [terms.kind, terms.productId, ...terms.withIds];
    case 'free_shipping':
      return [terms.kind, terms.codeMinor];
  }
}
