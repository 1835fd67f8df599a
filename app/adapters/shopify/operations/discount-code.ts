// A native discount code: made, and found again by its text after a try whose answer never arrived.
import { operation } from '../admin-client.ts';
import type { UserError } from './publish.ts';

/** Repeatable, since a code is one of a kind: the second try is told TAKEN. */
export const CREATE_DISCOUNT_CODE = operation<
  { discountCodeBasicCreate: { codeDiscountNode: { id: string } | null; userErrors: UserError[] } | null },
  { discount: Record<string, unknown> }
>(`#graphql
  mutation CreateDiscountCode($discount: DiscountCodeBasicInput!) {
    discountCodeBasicCreate(basicCodeDiscount: $discount) {
      codeDiscountNode { id }
      userErrors { field message code }
    }
  }`, { repeatable: true });

export const DISCOUNT_CODE = operation<{ codeDiscountNodeByCode: { id: string } | null }, { code: string }>(`#graphql
  query DiscountCode($code: String!) { codeDiscountNodeByCode(code: $code) { id } }`);
