// The id of a decision says of itself that we made it, for this visitor at this place: its second half signs the first and
// them. So a place that was reached can be counted at once, before the decision is written, and by nobody's mere word. It is a
// UUID of version 8, which is for ids of one's own making (RFC 9562, section 5.8). Its key is derived from the encryption keys.
import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomUUID, timingSafeEqual } from 'node:crypto';
import { remember } from '@epic-web/remember';
import { config } from '#app/config/config.ts';
import type { OfferPlace } from './gather-facts.ts';

export interface DecidedFor {
  shopId: bigint;
  placement: OfferPlace;
  /** Without one nothing is ever counted, and the id says nothing. */
  visitorId?: string | undefined;
}

export function newDecisionId({ shopId, placement, visitorId }: DecidedFor): string {
  const [key] = keys();
  if (visitorId === undefined || !key) return randomUUID();
  const random = randomHalf();
  return textOf(Buffer.concat([random, signature(random, { shopId, placement, visitorId }, key)]));
}

/** The first half of a UUID of version 8, of randomUUID(), which draws for many at once. */
function randomHalf(): Buffer {
  const [first = '', second = '', third = ''] = randomUUID().split('-');
  return Buffer.from(`${first}${second}8${third.slice(1)}`, 'hex');
}

/** @returns whether newDecisionId() made it for them: another visitor's, place's or shop's it is not */
export function isDecisionFor(decisionId: string, about: DecidedFor & { visitorId: string }): boolean {
  const bytes = Buffer.from(decisionId.replaceAll('-', ''), 'hex');
  return bytes.length === 16 && keys().some((key) => timingSafeEqual(signature(bytes.subarray(0, 8), about, key), bytes.subarray(8)));
}

/** The two highest bits are the UUID's own. */
function signature(random: Buffer, { shopId, placement, visitorId }: DecidedFor, key: KeyObject): Buffer {
  const half = createHmac('sha256', key).update(random).update(`${shopId} ${placement} ${visitorId?.toLowerCase()}`).digest().subarray(0, 8);
  half.writeUInt8((half.readUInt8(0) & 0x3f) | 0x80, 0);
  return half;
}

function textOf(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const derived = remember('setwise.decision-keys', () => new WeakMap<object, KeyObject[]>());

/** Made once: of bare bytes every signature would make one anew. The first signs, any verifies: a key that was replaced still knows the pages that are open. */
function keys(): readonly KeyObject[] {
  const { encryptionKeys } = config();
  const known = derived.get(encryptionKeys) ?? encryptionKeys.map(({ key }) => createSecretKey(Buffer.from(hkdfSync('sha256', key, '', 'setwise: ids of decisions', 32))));
  derived.set(encryptionKeys, known);
  return known;
}
