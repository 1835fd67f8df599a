// What an arm changes of what is decided: one thing, and nothing else. A tested percentage is given as it stands, within the
// floor and the largest discount: whether it pays is what the test asks, so it is not judged beforehand.
import type { DecisionFacts } from '../decision/facts.ts';
import type { MarginPolicy } from '../margin/rails.ts';
import { NO_TERMS, type OfferTerms } from '../offer/offer-terms.ts';
import type { SetFacts } from '../set/set.ts';
import type { Version } from './test.ts';

/** @param promisesPrice whether anything may be promised off a price here: a percentage is not where the store would not charge it */
export function factsUnder(version: Version, facts: DecisionFacts, promisesPrice: boolean): DecisionFacts {
  switch (version.kind) {
    case 'heading':
      return { ...facts, look: { ...facts.look, heading: version.heading } };
    case 'items':
      return { ...facts, look: { ...facts.look, mostItems: version.most } };
    case 'discount':
      return promisesPrice ? { ...facts, sets: facts.sets.map((set) => setUnder(version, set)), calledSets: new Map([...facts.calledSets].map(([setId, set]) => [setId, setUnder(version, set)])) } : facts;
    case 'as_it_was':
      return facts;
  }
}

export const policyUnder = <Policy extends MarginPolicy>(version: Version, policy: Policy): Policy =>
  version.kind === 'discount' ? { ...policy, guardrails: { ...policy.guardrails, discountMode: 'as_set' } } : policy;

/** Who may have something early is no price, and stays. */
export function termsUnder(version: Version, terms: OfferTerms): OfferTerms {
  if (version.kind !== 'discount' || terms.kind === 'early_access') return terms;
  return version.bp > 0 ? { kind: 'percent', bp: version.bp } : NO_TERMS;
}

export const setUnder = <Set extends Pick<SetFacts, 'terms'>>(version: Version, set: Set): Set => ({ ...set, terms: termsUnder(version, set.terms) });
