// Who is in which arm: GrowthBook's hash version 2 (twice FNV-1a of 32 bits), one function for the server, the storefront
// and the Function. Tested against the published vectors in test/cases/assignment.json.

export type Arm = 'exposed' | 'holdout';

export const isArm = (arm: string | undefined): arm is Arm => arm === 'exposed' || arm === 'holdout';

const BUCKETS = 10_000;

/** @returns 0 … .9999, even over values; the same for the same seed and value, everywhere */
export function hashFraction(seed: string, value: string): number {
  return (fnv1a32(String(fnv1a32(seed + value))) % BUCKETS) / BUCKETS;
}

/**
 * @param salt the experiment's own
 * @param subjectId a visitor's uuid, or a customer's id as decimal text
 * @param holdoutBp share that is held out, basis points
 */
export function armOf(salt: string, subjectId: string, holdoutBp: number): Arm {
  return hashFraction(salt, subjectId) * BUCKETS < holdoutBp - 0.5 ? 'holdout' : 'exposed';
}

function fnv1a32(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
