// One unique code for one step: single use, one percentage on the offered products that may have it, ended by itself. Its
// text is derived from the step and the offer, so a repeated try finds the code it made instead of making a second.
import { createHmac, hkdfSync } from 'node:crypto';
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { toGid } from '#app/adapters/shopify/gid.ts';
import { CREATE_DISCOUNT_CODE, DISCOUNT_CODE } from '#app/adapters/shopify/operations/discount-code.ts';
import { codeByName, saveCode } from '#app/db/discount-codes.ts';
import { AppError } from '#app/domain/app-error.ts';
import type { LinkKey } from './link-token.ts';

export interface CodeToMint {
  stepId: string;
  productIds: readonly bigint[];
  discountBp: number;
  endsAt: Date;
}

/** No vowels and nothing that looks alike: no words, no misreading. */
const ALPHABET = 'BCDFGHJKMNPQRSTVWXYZ23456789';
const LENGTH = 10;

/** @returns the code's text; null when it was made before and somebody has taken it back by hand since */
export async function mintCode(shopId: bigint, wanted: CodeToMint, client: AdminClient, keys: readonly LinkKey[], now: Date): Promise<string | null> {
  const code = codeText(shopId, wanted, keys);
  const known = await codeByName(shopId, code);
  if (known) return known.revokedAt ? null : code;
  const { discountCodeBasicCreate: answer } = await client.run(CREATE_DISCOUNT_CODE, {
    discount: {
      title: `Setwise ${code}`,
      code,
      startsAt: now.toISOString(),
      endsAt: wanted.endsAt.toISOString(),
      usageLimit: 1,
      appliesOncePerCustomer: true,
      context: { all: 'ALL' },
      customerGets: { value: { percentage: wanted.discountBp / 10_000 }, items: { products: { productsToAdd: wanted.productIds.map((id) => toGid('Product', id)) } } },
      combinesWith: { orderDiscounts: false, productDiscounts: false, shippingDiscounts: false },
    },
  });
  const discountNodeId = answer?.codeDiscountNode?.id ?? (answer?.userErrors.some(({ code: why }) => why === 'TAKEN') ? (await client.run(DISCOUNT_CODE, { code })).codeDiscountNodeByCode?.id : undefined);
  if (!discountNodeId) throw new AppError('refused', `Shopify did not make the discount code: ${answer?.userErrors[0]?.message ?? 'it gave no reason'}`);
  await saveCode(shopId, { code, stepId: wanted.stepId, discountNodeId, endsAt: wanted.endsAt });
  return code;
}

/** Cannot be guessed from outside, and is another one for another offer. */
function codeText(shopId: bigint, { stepId, productIds, discountBp }: CodeToMint, keys: readonly LinkKey[]): string {
  const first = keys[0];
  if (!first) throw new Error('There is no key to derive a code from.');
  const secret = Buffer.from(hkdfSync('sha256', first.key, '', 'setwise: discount codes', 32));
  const bytes = createHmac('sha256', secret).update([shopId, stepId, discountBp, ...productIds].join('/')).digest();
  return `SET-${[...bytes.subarray(0, LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')}`;
}
