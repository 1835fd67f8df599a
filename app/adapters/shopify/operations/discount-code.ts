// Native discount codes: made, and found again by their text after a try whose answer never arrived.
import { operation } from '../admin-client.ts';
import type { UserError } from './publish.ts';

type Made = { codeDiscountNode: { id: string } | null; userErrors: UserError[] } | null;

/** A percentage or an amount off products. Repeatable, as the others, since a code is one of a kind: the second try is told TAKEN. */
export const CREATE_DISCOUNT_CODE = operation<{ discountCodeBasicCreate: Made }, { discount: Record<string, unknown> }>(`#graphql
  mutation CreateDiscountCode($discount: DiscountCodeBasicInput!) {
    discountCodeBasicCreate(basicCodeDiscount: $discount) {
      codeDiscountNode { id }
      userErrors { field message code }
    }
  }`, { repeatable: true });

/** A product for nothing with another one. */
export const CREATE_GIFT_CODE = operation<{ discountCodeBxgyCreate: Made }, { discount: Record<string, unknown> }>(`#graphql
  mutation CreateGiftCode($discount: DiscountCodeBxgyInput!) {
    discountCodeBxgyCreate(bxgyCodeDiscount: $discount) {
      codeDiscountNode { id }
      userErrors { field message code }
    }
  }`, { repeatable: true });

export const CREATE_SHIPPING_CODE = operation<{ discountCodeFreeShippingCreate: Made }, { discount: Record<string, unknown> }>(`#graphql
  mutation CreateShippingCode($discount: DiscountCodeFreeShippingInput!) {
    discountCodeFreeShippingCreate(freeShippingCodeDiscount: $discount) {
      codeDiscountNode { id }
      userErrors { field message code }
    }
  }`, { repeatable: true });

export const DISCOUNT_CODE = operation<{ codeDiscountNodeByCode: { id: string } | null }, { code: string }>(`#graphql
  query DiscountCode($code: String!) { codeDiscountNodeByCode(code: $code) { id } }`);
