// Values of shops in memory, the least used forgotten first, and what is told to have changed at once. A read that began
// before a change must not be kept after it: what changes while a read is under way is not kept from it.

interface Load<Key> {
  shopId: bigint;
  changed: Set<Key>;
  isAllChanged: boolean;
}

type Shops<Key, Value> = Map<bigint, Map<Key, Value>>;

export class Kept<Key extends bigint | string, Value> {
  // Two generations instead of a list in the order of use: a look costs no write, and what nobody looked at while the
  // younger one filled goes with the older.
  #young: Shops<Key, Value> = new Map();
  #old: Shops<Key, Value> = new Map();
  #weight = 0;
  readonly #loads = new Set<Load<Key>>();
  readonly #most: number;
  readonly #weigh: (value: Value) => number;

  /** @param most what both generations may weigh together */
  constructor(most: number, weigh: (value: Value) => number = () => 1) {
    this.#most = most / 2;
    this.#weigh = weigh;
  }

  /** @returns what there is of these, at once where all are kept; `read` is asked for those that are not, and all it returns is kept */
  get(shopId: bigint, keys: readonly Key[], read: (missing: Key[]) => Promise<ReadonlyMap<Key, Value>>): Map<Key, Value> | Promise<Map<Key, Value>> {
    const found = new Map<Key, Value>();
    const missing: Key[] = [];
    const young = this.#young.get(shopId);
    for (const key of keys) {
      const value = young?.get(key) ?? this.#ofOld(shopId, key);
      if (value === undefined) missing.push(key);
      else found.set(key, value);
    }
    return missing.length === 0 ? found : this.#load(shopId, missing, read).then((values) => {
      for (const [key, value] of values) found.set(key, value);
      return found;
    });
  }

  /** The same of one key. */
  one(shopId: bigint, key: Key, read: () => Promise<Value | undefined>): Value | undefined | Promise<Value | undefined> {
    const value = this.#young.get(shopId)?.get(key) ?? this.#ofOld(shopId, key);
    if (value !== undefined) return value;
    const readOne = async () => {
      const one = await read();
      return one === undefined ? new Map<Key, Value>() : new Map([[key, one]]);
    };
    return this.#load(shopId, [key], readOne).then((values) => values.get(key));
  }

  #ofOld(shopId: bigint, key: Key): Value | undefined {
    const value = this.#old.get(shopId)?.get(key);
    if (value !== undefined) this.#keep(shopId, key, value);
    return value;
  }

  /** @param keys undefined: all of the shop's */
  forget(shopId: bigint, keys?: readonly Key[]): void {
    for (const load of this.#loads) {
      if (load.shopId !== shopId) continue;
      if (keys) for (const key of keys) load.changed.add(key);
      else load.isAllChanged = true;
    }
    for (const generation of [this.#young, this.#old]) {
      if (keys) for (const key of keys) generation.get(shopId)?.delete(key);
      else generation.delete(shopId);
    }
  }

  forgetAll(): void {
    for (const load of this.#loads) load.isAllChanged = true;
    this.#young = new Map();
    this.#old = new Map();
    this.#weight = 0;
  }

  async #load(shopId: bigint, missing: Key[], read: (missing: Key[]) => Promise<ReadonlyMap<Key, Value>>): Promise<ReadonlyMap<Key, Value>> {
    const load: Load<Key> = { shopId, changed: new Set(), isAllChanged: false };
    this.#loads.add(load);
    try {
      const values = await read(missing);
      if (!load.isAllChanged) for (const [key, value] of values) if (!load.changed.has(key)) this.#keep(shopId, key, value);
      return values;
    } finally {
      this.#loads.delete(load);
    }
  }

  #keep(shopId: bigint, key: Key, value: Value): void {
    const weight = this.#weigh(value);
    if (this.#weight + weight > this.#most) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#weight = 0;
    }
    this.#weight += weight;
    const own = this.#young.get(shopId);
    if (own) own.set(key, value);
    else this.#young.set(shopId, new Map([[key, value]]));
  }
}
