// What the database tells of facts that changed, as the triggers of migration facts_told say it: "kind:shop" for all of a
// shop's, "kind:shop:id,id" for some. Visitors are told of by those of migration visitors_told.
import { listen, type Listening } from './listen.ts';

/** item: an inventory item, and by it the product whose variant it is. */
export type FactKind = 'place' | 'model' | 'set' | 'rule' | 'product' | 'item';

/** `ids`, `visitorIds` undefined: any of the shop's. */
export type FactsChanged = { kind: FactKind; shopId: bigint; ids: readonly bigint[] | undefined } | { kind: 'visitor'; shopId: bigint; visitorIds: readonly string[] | undefined };

const TRY_EVERY_MS = 2_000;

/**
 * @param onLost called once when the connection breaks: from then on anything may have changed
 * @throws when there is no connection
 */
export function listenForFacts(onChange: (changed: FactsChanged) => void, onLost: () => void): Promise<Listening> {
  return listen({ channel: 'facts', onNotice: (payload) => onChange(readNotice(payload)), onLost, tryEveryMs: TRY_EVERY_MS });
}

function readNotice(payload: string): FactsChanged {
  const [kind, shopId = '', ids] = payload.split(':');
  if (kind === 'visitor') return { kind, shopId: BigInt(shopId), visitorIds: ids?.split(',') };
  return { kind: kind as FactKind, shopId: BigInt(shopId), ids: ids?.split(',').map(BigInt) };
}
