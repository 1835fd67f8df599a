// An address as a keyed hash, the only form in which one is kept: enough to tell that a guest and a customer are the same,
// and of no use without the app's key, which is not in the database. The key is derived from the sealing key for each shop,
// so that shops cannot be compared. An address is kept under every key that opens, so that replacing a key
// (docs/decisions/0020-people.md) separates nobody.
import { createHmac, hkdfSync } from 'node:crypto';
import { config } from '#app/config/config.ts';

const derived = new Map<string, Buffer>();

function keyOf(shopId: bigint, id: string, key: Buffer): Buffer {
  const name = `${id}:${shopId}`;
  let found = derived.get(name);
  if (!found) {
    found = Buffer.from(hkdfSync('sha256', key, String(shopId), 'setwise email join v1', 32));
    derived.set(name, found);
  }
  return found;
}

/** @param keys newest first @returns one a key; none of what is no address */
export function emailHashes(shopId: bigint, email: string | null | undefined, keys: readonly { id: string; key: Buffer }[] = config().encryptionKeys): string[] {
  const address = email?.normalize('NFC').trim().toLowerCase() ?? '';
  if (!address.includes('@')) return [];
  return keys.map(({ id, key }) => `${id}.${createHmac('sha256', keyOf(shopId, id, key)).update(address).digest('base64url')}`);
}
