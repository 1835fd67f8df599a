// Of whom there is anything to be asked before a decision: visitors who turned out to be a customer's, or who answered. Most
// visitors are neither, and of them nothing need be asked: their arm is what the hash says. Errs to one side only: a stranger may
// be taken for known, and is then asked about. Kept only while the database tells of whom there is something new.
import { remember } from '@epic-web/remember';
import { log } from '#app/adapters/log.ts';
import { knownVisitors } from '#app/db/known-visitors.ts';
import { MaybeSet } from './maybe-set.ts';

/** Of all shops together; some thirty million visitors. Beyond, all are read again when they are asked for. */
const MOST_BYTES = 64 * 2 ** 20;

interface Known {
  visitors: MaybeSet;
  /** False while they are read: until then anybody may be known. */
  isWhole: boolean;
}

const shops = remember('setwise.known-visitors', () => new Map<bigint, Known>());

/** @returns true: nothing is kept of them but what the hash says. Only to be asked while the database tells of changes */
export function isStranger(shopId: bigint, visitorId: string): boolean {
  const known = shops.get(shopId) ?? begin(shopId);
  return known.isWhole && !known.visitors.has(visitorId);
}

/** @param visitorIds undefined: more than are told one by one */
export function becameKnown(shopId: bigint, visitorIds: readonly string[] | undefined): void {
  if (visitorIds) for (const visitorId of visitorIds) shops.get(shopId)?.visitors.add(visitorId);
  else shops.delete(shopId);
}

export function forgetKnown(): void {
  shops.clear();
}

/** Who is told of from now on is added meanwhile; who was before, is read. */
function begin(shopId: bigint): Known {
  let bytes = 0;
  for (const { visitors } of shops.values()) bytes += visitors.bytes;
  if (bytes > MOST_BYTES) shops.clear();
  const known: Known = { visitors: new MaybeSet(), isWhole: false };
  shops.set(shopId, known);
  void fill(shopId, known);
  return known;
}

async function fill(shopId: bigint, known: Known): Promise<void> {
  try {
    for await (const page of knownVisitors(shopId)) for (const visitorId of page) known.visitors.add(visitorId);
    known.isWhole = true;
  } catch (error) {
    log().warn({ shopId: String(shopId), error: (error as Error).message }, 'who is known of a shop could not be read');
    if (shops.get(shopId) === known) shops.delete(shopId);
  }
}
