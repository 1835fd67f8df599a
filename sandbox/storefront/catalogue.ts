// What the storefront sells: published products, searched, sorted, in pages.
import type { Store } from '../store/store.ts';
import type { ProductRecord } from '../store/types.ts';

export const isOnSale = (store: Store, product: ProductRecord): boolean =>
  (product.status === 'ACTIVE' || product.status === 'UNLISTED') &&
  product.publishedAt !== null &&
  Date.parse(product.publishedAt) <= store.clock.now().getTime();

/** Listed ones: an unlisted product is sold to who has its address. */
const isListed = (store: Store, product: ProductRecord): boolean => product.status === 'ACTIVE' && isOnSale(store, product);

export class Catalogue {
  readonly #store: Store;
  /** Units sold, by product; counted once: the storefront's order of things needs no more. */
  #sold: Map<number, number> | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Best sold first. */
  listed(): ProductRecord[] {
    const sold = this.#soldUnits();
    return [...this.#store.products.values()]
      .filter((product) => isListed(this.#store, product))
      .sort((one, other) => (sold.get(other.id) ?? 0) - (sold.get(one.id) ?? 0));
  }

  search({ words, type }: { words: string; type: string }): ProductRecord[] {
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    return this.listed().filter((product) => {
      const text = `${product.title} ${product.productType} ${product.vendor} ${product.tags.join(' ')}`.toLowerCase();
      return (!type || handleOf(product.productType) === type) && wanted.every((word) => text.includes(word));
    });
  }

  /** Kinds of products with a collection of their own, the largest first. */
  kinds(): { title: string; handle: string; count: number }[] {
    const counts = new Map<string, number>();
    for (const product of this.listed()) if (product.productType) counts.set(product.productType, (counts.get(product.productType) ?? 0) + 1);
    return [...counts].sort((one, other) => other[1] - one[1]).map(([title, count]) => ({ title, handle: handleOf(title), count }));
  }

  /** For the first page: the best sold of each of the largest kinds, in turn. */
  featured(count: number): ProductRecord[] {
    const listed = this.listed();
    const kinds = this.kinds().slice(0, count);
    const firsts = kinds.flatMap((kind) => listed.find((product) => product.productType === kind.title) ?? []);
    return [...new Set([...firsts, ...listed])].slice(0, count);
  }

  #soldUnits(): Map<number, number> {
    if (!this.#sold) {
      this.#sold = new Map();
      for (const order of this.#store.orders.values())
        for (const line of order.lines)
          if (line.productId !== null) this.#sold.set(line.productId, (this.#sold.get(line.productId) ?? 0) + line.quantity);
    }
    return this.#sold;
  }
}

const handleOf = (title: string): string => title.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
