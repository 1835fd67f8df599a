// What a shopper's browser asks the app through the storefront's proxy: over HTTP, as the widget does. The sandbox states
// the form of the answers for itself.
import { z } from 'zod';

const answer = z.object({
  offer: z
    .object({ setId: z.string(), wholeOnly: z.boolean().optional(), items: z.array(z.object({ variantId: z.string(), priceMinor: z.number(), offerPriceMinor: z.number() })).min(1) })
    .nullable(),
  exposure: z.object({ experimentId: z.string(), arm: z.enum(['exposed', 'holdout']), decisionId: z.string() }).nullable(),
});
export type OffersAnswer = z.infer<typeof answer>;
export type Offer = NonNullable<OffersAnswer['offer']>;
export type Exposure = NonNullable<OffersAnswer['exposure']>;

const TIMED_OUT = 504;
const TRIES = 10;

export class AppAsker {
  readonly #storefront: string;
  readonly #placement: string;

  constructor(storefront: string, placement: string) {
    this.#storefront = storefront;
    this.#placement = placement;
  }

  /** @param visitor null: without consent */
  async offers(anchorVariantId: number, visitor: string | null): Promise<OffersAnswer> {
    const response = await this.#get('offers', { items: `${anchorVariantId}:1`, ...(visitor ? { visitor } : {}) });
    return answer.parse(await response.json());
  }

  /** The place came into view. */
  async exposed(visitor: string, { experimentId, decisionId }: Exposure): Promise<void> {
    await this.#get('exposure', { visitor, decision: decisionId, experiment: experimentId });
  }

  /** Whom a busy machine kept waiting opens the page again: what is simulated is people, not how fast the machine is. */
  async #get(what: string, parameters: Record<string, string>, tries = TRIES): Promise<Response> {
    const response = await fetch(`${this.#storefront}/apps/setwise/${what}?${new URLSearchParams({ placement: this.#placement, ...parameters })}`);
    if (response.status === TIMED_OUT && tries > 1) return this.#get(what, parameters, tries - 1);
    if (!response.ok) throw new Error(`The app answered ${response.status} to a shopper: ${(await response.text()).slice(0, 200)}`);
    return response;
  }
}
