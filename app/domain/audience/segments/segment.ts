// The interface that every segment keeps.
import type { CustomerFacts } from '../customer-facts.ts';
import type { ShopAudience } from '../shop-audience.ts';

/** Everything about a customer but the segments that follow from it. */
export type Buyer = Omit<CustomerFacts, 'segments'>;

/** Why a customer is in a segment: the numbers that its sentence needs (app/ui/text/en/segments.ts), and what it is about. */
export interface Belonging {
  numbers: readonly number[];
  /** A product type. */
  about?: string;
}

export interface Segment {
  /** @returns nothing for who is not in it; one, or one for each thing it is about */
  holds(buyer: Buyer, audience: ShopAudience, now: Date): readonly Belonging[];
}

export const NOT_IN_IT: readonly Belonging[] = [];
export const inIt = (...numbers: number[]): readonly Belonging[] => [{ numbers }];
