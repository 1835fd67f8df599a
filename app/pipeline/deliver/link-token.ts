// The token in an email's links: it says which step of which shop, and what for, of which product, until when; signed, so
// that nobody can make one or change one. Holds no personal data. Its key is derived from the encryption keys: the first signs, any verifies.
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** All but the first are answers. */
export type LinkPurpose = 'set' | 'have_it' | 'not_for_me' | 'quiet';

/** Under the app proxy's own: where each is followed. */
export const LINK_PATHS: Readonly<Record<LinkPurpose, string>> = { set: 'go', have_it: 'answer-link', not_for_me: 'answer-link', quiet: 'answer-link' };

export interface LinkToken {
  shopId: bigint;
  stepId: string;
  purpose: LinkPurpose;
  /** Absent: it is about all that the step offered. */
  productId?: bigint;
  /** To the second. */
  expiresAt: Date;
}

export type OpenedToken = { kind: 'valid'; token: LinkToken } | { kind: 'expired'; token: LinkToken } | { kind: 'invalid' };

export interface LinkKey {
  key: Buffer;
}

/** Which of them says whether a product follows. */
const [WITHOUT_PRODUCT, WITH_PRODUCT] = [1, 2];
/** By their place: an entry may be added at the end. */
const PURPOSES: readonly LinkPurpose[] = ['set', 'have_it', 'not_for_me', 'quiet'];
/** Version, purpose, seconds, shop, step; and the product. */
const BODY_BYTES = 1 + 1 + 4 + 8 + 16;
const PRODUCT_BYTES = 8;
const SIGNATURE_BYTES = 32;

/** @returns 83 characters that need no escaping in an address, or 94 with a product */
export function signLink({ shopId, stepId, purpose, productId, expiresAt }: LinkToken, keys: readonly LinkKey[]): string {
  const first = keys[0];
  if (!first) throw new Error('There is no key to sign a link with.');
  const body = Buffer.alloc(BODY_BYTES + (productId === undefined ? 0 : PRODUCT_BYTES));
  body.writeUInt8(productId === undefined ? WITHOUT_PRODUCT : WITH_PRODUCT, 0);
  body.writeUInt8(PURPOSES.indexOf(purpose), 1);
  body.writeUInt32BE(Math.floor(expiresAt.getTime() / 1_000), 2);
  body.writeBigUInt64BE(shopId, 6);
  Buffer.from(stepId.replaceAll('-', ''), 'hex').copy(body, 14);
  if (productId !== undefined) body.writeBigUInt64BE(productId, BODY_BYTES);
  return Buffer.concat([body, signature(body, first)]).toString('base64url');
}

/** @param now business time */
export function openLink(text: string, keys: readonly LinkKey[], now: Date): OpenedToken {
  const bytes = Buffer.from(text, 'base64url');
  const bodyBytes = BODY_BYTES + (bytes[0] === WITH_PRODUCT ? PRODUCT_BYTES : 0);
  // The second half of the check: a text that decodes to the same bytes in another spelling is not what was signed.
  if (bytes.length !== bodyBytes + SIGNATURE_BYTES || bytes.toString('base64url') !== text) return { kind: 'invalid' };
  const body = bytes.subarray(0, bodyBytes);
  const given = bytes.subarray(bodyBytes);
  const purpose = PURPOSES[body.readUInt8(1)];
  if (!keys.some((key) => timingSafeEqual(given, signature(body, key))) || ![WITHOUT_PRODUCT, WITH_PRODUCT].includes(body.readUInt8(0)) || !purpose) return { kind: 'invalid' };
  const hex = body.toString('hex', 14, BODY_BYTES);
  const stepId = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  const token: LinkToken = { shopId: body.readBigUInt64BE(6), stepId, purpose, ...(bodyBytes > BODY_BYTES ? { productId: body.readBigUInt64BE(BODY_BYTES) } : {}), expiresAt: new Date(body.readUInt32BE(2) * 1_000) };
  return token.expiresAt <= now ? { kind: 'expired', token } : { kind: 'valid', token };
}

function signature(body: Buffer, { key }: LinkKey): Buffer {
  return createHmac('sha256', Buffer.from(hkdfSync('sha256', key, '', 'setwise: links in messages', 32))).update(body).digest();
}
