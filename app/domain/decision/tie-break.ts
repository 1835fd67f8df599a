// An order among equals that is the same every time and favours nobody: a hash of the salt and the id (FNV-1a, 32 bit,
// http://www.isthe.com/chongo/tech/comp/fnv/).

export function tieBreak(salt: string, id: string): number {
  let hash = 0x811c9dc5;
  const text = `${salt}:${id}`;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
