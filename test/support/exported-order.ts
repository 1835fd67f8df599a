// An order as a bulk export writes it: a line for itself, one for each of its lines.
export interface ExportedOrderOptions {
  updatedAt?: string;
  lines?: number;
  name?: string;
}

const money = (amount: string) => ({ shopMoney: { amount } });

/** @returns the lines of the file, the order first */
export function exportedOrder(id: number, { updatedAt = '2026-05-01T00:00:00Z', lines = 2, name = `#${id}` }: ExportedOrderOptions = {}): string[] {
  const order = {
    id: `gid://shopify/Order/${id}`, name, createdAt: updatedAt, processedAt: updatedAt, updatedAt, cancelledAt: null, currencyCode: 'EUR', presentmentCurrencyCode: 'EUR', taxesIncluded: true, totalPriceSet: money('20.0'),
    email: null, customer: null, shippingAddress: null, customAttributes: [], discountCodes: [], refunds: [], fulfillments: [],
  };
  const line = (_: unknown, index: number) => ({
    id: `gid://shopify/LineItem/${id}${index + 1}`, quantity: 1, currentQuantity: 1, product: null, variant: null, originalUnitPriceSet: money('10.00'),
    discountAllocations: [], taxLines: [], customAttributes: [], __parentId: order.id,
  });
  return [order, ...Array.from({ length: lines }, line)].map((row) => JSON.stringify(row));
}
