// What would have been offered, to somebody who is shown nothing on purpose: each item becomes a refusal that says so.
import type { Decision } from './facts.ts';

export function heldOut({ currency, offer, refused, rules }: Decision): Decision {
  const items = offer?.items ?? [];
  return { currency, offer: null, fit: null, refused: [...items.map(({ productId, slotNo }) => ({ code: 'holdout' as const, productId, setId: offer?.setId ?? '', slotNo, numbers: [] })), ...refused], rules };
}
