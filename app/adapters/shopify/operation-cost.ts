// What a call will cost, from what the same call cost before. Shopify charges at first for what could be returned at most,
// which follows from the document, the page sizes and how many ids are asked for: the same for every shop.

/** For an operation that was never asked: a wrong guess costs one refusal, which tells the right number. */
const FIRST_GUESS = 100;

export class OperationCosts {
  readonly #known = new Map<string, number>();

  remember(document: string, variables: Record<string, unknown>, requested: number): void {
    this.#known.set(keyOf(document, variables), requested);
  }

  /** @returns points that Shopify will ask for before it runs the operation */
  expected(document: string, variables: Record<string, unknown>): number {
    return this.#known.get(keyOf(document, variables)) ?? FIRST_GUESS;
  }
}

/** Of the variables only what sizes the answer: numbers, and how long lists are. */
function keyOf(document: string, variables: Record<string, unknown>): string {
  const sizes = Object.entries(variables).flatMap(([name, value]) => (Array.isArray(value) ? [`${name}:${value.length}`] : typeof value === 'number' ? [`${name}=${value}`] : []));
  return [document, ...sizes.sort()].join('\n');
}
