// An order among equals that is the same every time and favours nobody: a hash of the salt and the id (FNV-1a, 32 bit,
// http://www.isthe.com/chongo/tech/comp/fnv/).

export function tieBreak(salt: string, id: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(`${salt}:${id}`)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
