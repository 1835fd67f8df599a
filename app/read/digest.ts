// Weeks as they were told, the newest first, a page at a time.
import { type DigestRow, digestsOf } from '#app/db/digests.ts';

const PER_PAGE = 8;

export type Digest = DigestRow;

/** @returns undefined: no week is over yet */
export async function latestDigest(shopId: bigint): Promise<Digest | undefined> {
  return (await digestsOf(shopId, null, 1))[0];
}

/** @param before a week's Monday; null: from the newest. @returns one page, and where the next begins; null when there is none */
export async function digestPage(shopId: bigint, before: string | null): Promise<{ digests: Digest[]; older: string | null }> {
  const rows = await digestsOf(shopId, before, PER_PAGE + 1);
  const digests = rows.slice(0, PER_PAGE);
  return { digests, older: rows.length > PER_PAGE ? (digests.at(-1)?.week ?? null) : null };
}
