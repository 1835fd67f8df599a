// Places on a board: keys are numbered from 0 in the order in which they are first asked for.

export interface Slots<Key> {
  /** The key of each slot. */
  keys: Key[];
  slots: Map<Key, number>;
  slotOf(key: Key): number;
}

export function createSlots<Key>(): Slots<Key> {
  const keys: Key[] = [];
  const slots = new Map<Key, number>();
  return {
    keys,
    slots,
    slotOf(key) {
      const slot = slots.get(key);
      if (slot !== undefined) return slot;
      slots.set(key, keys.length);
      return keys.push(key) - 1;
    },
  };
}
