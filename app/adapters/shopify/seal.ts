// Seals tokens for the database: AES-256-GCM, `v1.<keyId>.<iv>.<ciphertext and tag>` in base64url. The shop's domain is
// authenticated with it, so a sealed token moved to another shop's row does not open. Keys come from the caller: the
// first seals, any opens, which is how a key is replaced.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export interface SealingKey {
  id: string;
  key: Buffer;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** @param shopDomain whose token it is; opening asks for the same */
export function seal(text: string, shopDomain: string, keys: readonly SealingKey[]): string {
  const first = keys[0];
  if (!first) throw new Error('There is no key to seal with.');
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', first.key, iv);
  cipher.setAAD(Buffer.from(shopDomain));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `v1.${first.id}.${iv.toString('base64url')}.${sealed.toString('base64url')}`;
}

/** @throws Error when the key is not known, the text was changed, or it belongs to another shop */
export function open(sealed: string, shopDomain: string, keys: readonly SealingKey[]): string {
  const [version, keyId, iv, body] = sealed.split('.');
  if (version !== 'v1' || !keyId || !iv || !body) throw new Error('The stored token is not in the form v1.<key>.<iv>.<text>.');
  const found = keys.find((key) => key.id === keyId);
  if (!found) throw new Error(`The stored token was sealed with the key "${keyId}", which SETWISE_ENCRYPTION_KEYS no longer holds.`);
  const bytes = Buffer.from(body, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', found.key, Buffer.from(iv, 'base64url'), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(shopDomain));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
}
