// Shops as fast-check makes them up, for properties of deciding: any currency and tax, costs that are missing or absurd,
// prices of zero, gift cards, every kind of offer, floors of parts of the range, whatever a cart and a customer may be.
import fc from 'fast-check';
import type { CustomerFacts } from '#app/domain/audience/customer-facts.ts';
import type { ProductFacts } from '#app/domain/catalog/product.ts';
import { NO_ATTRIBUTES } from '#app/domain/compatibility/fits.ts';
import type { DecisionFacts, Policy } from '#app/domain/decision/facts.ts';
import type { Moment } from '#app/domain/decision/moment.ts';
import type { MarginRule } from '#app/domain/margin/margin-rule.ts';
import type { OfferTerms } from '#app/domain/offer/offer-terms.ts';
import { ACTION_PART, type LoadedRule, partOf } from '#app/domain/offer-rule/offer-rule.ts';
import { isOfOwners } from '#app/domain/set/check-definition.ts';
import { ALWAYS, type SetConditions } from '#app/domain/set/set.ts';
import type { Strategy } from '#app/domain/set/set-definition.ts';
import { CAMERA, customer, decisionFacts, NOW, policy, productFacts, setFacts } from './decision-facts.ts';

export const IDS = [2n, 3n, 4n, 5n, 6n, 7n, 8n];

export interface Situation {
  facts: DecisionFacts;
  rails: Policy;
}

/** Currencies of no, two and three decimals, with a price that is dear in them. */
const CURRENCIES = [{ currency: 'JPY', dear: 40_000 }, { currency: 'EUR', dear: 20_000 }, { currency: 'KWD', dear: 200_000 }] as const;

const stock = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ tracked: false, policy: 'DENY' as const, available: [] }) },
  { weight: 2, arbitrary: fc.record({ tracked: fc.boolean(), policy: fc.constantFrom('DENY' as const, 'CONTINUE' as const), available: fc.array(fc.integer({ min: -3, max: 5 }), { maxLength: 3 }) }) },
);

/** In thousandths: of fractions as such most are next to nothing. */
const between = (least: number, most: number): fc.Arbitrary<number> => fc.integer({ min: least * 1_000, max: most * 1_000 }).map((drawn) => drawn / 1_000);

/** As a share of the price; now and then nothing, less than nothing, or a slip of the keyboard. */
const costShare = fc.oneof({ weight: 8, arbitrary: between(0, 0.7) }, { weight: 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(0.9, 1.1) }, { weight: 1, arbitrary: fc.constantFrom(-0.4, 150) });

const variants = (productId: bigint, dear: number) =>
  fc
    .array(fc.record({ priceMinor: fc.oneof({ weight: 12, arbitrary: fc.integer({ min: 1, max: dear }) }, { weight: 1, arbitrary: fc.constant(0) }), costShare, stock }), { minLength: 1, maxLength: 3 })
    .map((drawn) =>
      drawn.map(({ costShare: share, ...variant }, index) => ({
        variantId: productId * 100n + BigInt(index), title: `V${index}`, position: index + 1, attributes: NO_ATTRIBUTES, ...variant,
        unitCostMinor: share === null ? null : Math.round(variant.priceMinor * share),
      })));

const seldom = fc.integer({ min: 0, max: 12 }).map((drawn) => drawn === 0);

const product = (productId: bigint, dear: number): fc.Arbitrary<ProductFacts> =>
  fc
    .record({
      status: fc.constantFrom('ACTIVE', 'ACTIVE', 'ACTIVE', 'ACTIVE', 'DRAFT', 'UNLISTED'), productType: fc.constantFrom('', 'Card', 'Bag'), vendor: fc.constantFrom('Maker', 'Other'),
      title: fc.constantFrom(`Product ${productId}`, 'Leather camera bag brown'), deletedAt: seldom.map((isGone) => (isGone ? NOW : null)), isGiftCard: seldom, blocked: seldom,
      stats: fc.record({ returnRate: fc.option(between(0, 1)), reorderDays: fc.constant(null) }), variants: variants(productId, dear),
    })
    .map((drawn) => productFacts(productId, drawn));

const terms = (dear: number): fc.Arbitrary<OfferTerms> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 4_000 }).map((bp) => ({ kind: 'percent' as const, bp })) },
    fc.integer({ min: 1, max: dear }).map((minor) => ({ kind: 'amount' as const, minor })),
    fc.integer({ min: 1, max: dear * 2 }).map((minor) => ({ kind: 'set_price' as const, minor })),
    fc.integer({ min: 1, max: 4 }).map((slotNo) => ({ kind: 'gift' as const, slotNo })),
    fc.constantFrom<OfferTerms>({ kind: 'none' }, { kind: 'free_shipping' }, { kind: 'early_access', tag: 'vip' }),
  );

const strategy = fc.oneof({ weight: 5, arbitrary: fc.constant<Strategy>('completion') }, { weight: 3, arbitrary: fc.constantFrom<Strategy>('upsell', 'ecosystem', 'evolution') });
const conditions: fc.Arbitrary<Partial<SetConditions>> = fc.oneof(
  { weight: 8, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constantFrom<Partial<SetConditions>>({ startsOn: '2026-07-01' }, { endsOn: '2026-06-14' }, { marketIds: [7n] }, { segments: ['vip'] }, { trialBp: 5_000 }, { byRuleOnly: true }) },
);
const SIGNALS = { ownedDays: 0, ordersSince: 1, companionsSince: null, needed: 1 };
/** What stands on the rungs, with the camera on the lowest. */
const rungs = (slots: readonly (readonly bigint[])[]): Map<bigint, number> => new Map([...slots.flatMap((ids, index) => ids.map((productId) => [productId, index + 1] as const)), [CAMERA, 1] as const]);

const money = (dear: number, most: number) => fc.oneof(fc.constant(0), fc.integer({ min: 0, max: Math.ceil(dear * most) }));
const guardrails = (dear: number) =>
  fc.record({
    floorBp: fc.integer({ min: 0, max: 4_000 }), floorMinor: money(dear, 0.1), maxDiscountBp: fc.integer({ min: 0, max: 9_000 }), defaultCostBp: fc.option(fc.integer({ min: 0, max: 9_000 })),
    feeBp: fc.integer({ min: 0, max: 500 }), feeMinor: money(dear, 0.01), handlingMinor: money(dear, 0.02), shippingMinor: money(dear, 0.05),
    discountMode: fc.constantFrom('as_set' as const, 'least_that_pays' as const), dearestBp: fc.constant(1_000_000),
  });

const marginRule = (dear: number): fc.Arbitrary<MarginRule> =>
  fc
    .record({
      of: fc.constantFrom({ scope: 'type' as const, value: 'card' }, { scope: 'vendor' as const, value: 'maker' }, { scope: 'product' as const, value: '3' }),
      floorBp: fc.option(fc.integer({ min: 0, max: 6_000 })), floorMinor: fc.option(money(dear, 0.1)), defaultCostBp: fc.option(fc.integer({ min: 0, max: 9_000 })), handlingMinor: fc.option(money(dear, 0.02)),
    })
    .map(({ of, ...numbers }) => ({ ...of, title: of.value, ...numbers }));

const buyer: fc.Arbitrary<CustomerFacts> = fc
  .record({ owned: fc.subarray(IDS, { maxLength: 2 }), notForMe: fc.subarray(IDS, { maxLength: 1 }), tags: fc.constantFrom<string[]>([], ['vip']) })
  .map(({ owned, notForMe, tags }) =>
    customer({ tags, bought: new Map(owned.map((id) => [id, { firstAt: NOW, lastAt: NOW, times: 1 }])), answers: new Map(notForMe.map((id) => [id, 'not_for_me' as const])) }));

/** A set price about what the slots' first candidates cost together: from next to nothing to a little more. */
function within(share: number, slots: bigint[][], products: readonly ProductFacts[]): number {
  const firsts = slots.map(([first]) => Math.min(...(products.find(({ productId }) => productId === first)?.variants ?? []).map(({ priceMinor }) => priceMinor)));
  const together = firsts.filter(Number.isFinite).reduce((sum, price) => sum + price, 0);
  return Math.max(1, Math.round(together * (1.02 - share * 0.3)));
}

/** @param only narrows the kinds of offers */
export const situations = (only?: OfferTerms['kind']): fc.Arbitrary<Situation> =>
  fc.constantFrom(...CURRENCIES).chain(({ currency, dear }) =>
    fc
      .record({
        anchor: variants(CAMERA, dear * 3),
        products: fc.tuple(...IDS.map((id) => product(id, dear))),
        sets: fc.array(
          fc.record({
            slots: fc.array(fc.array(fc.constantFrom(...IDS, CAMERA), { maxLength: 4 }), { minLength: 1, maxLength: 3 }),
            terms: only ? terms(dear).filter(({ kind }) => kind === only) : terms(dear),
            strategy: only ? fc.constant('completion' as const) : strategy,
            conditions,
          }),
          { minLength: 1, maxLength: 3 },
        ),
        companions: fc.array(fc.record({ productId: fc.constantFrom(...IDS), score: between(-1, 3) })),
        chances: fc.array(fc.tuple(fc.constantFrom(...IDS), between(0, 1))),
        substitutes: fc.array(fc.tuple(fc.constantFrom(...IDS), fc.subarray(IDS, { maxLength: 3 })), { maxLength: 3 }),
        uplift: fc.record({ ratio: between(0, 20), shownSubjects: fc.nat(5_000), heldSubjects: fc.nat(5_000) }),
        inCart: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.subarray(IDS, { maxLength: 2 }) }),
        buyer,
        guardrails: guardrails(dear),
        marginRules: fc.uniqueArray(marginRule(dear), { maxLength: 3, selector: ({ scope }) => scope }),
        includedTaxBp: fc.constantFrom(0, 0, 700, 1_900, 2_500),
      })
      .map((drawn) => ({
        facts: decisionFacts(
          [productFacts(CAMERA, { variants: drawn.anchor }), ...drawn.products],
          drawn.sets.map(({ slots, strategy: of, conditions: when, terms: each }, index) => setFacts(slots, { setId: `set-${index}`, strategy: of, conditions: { ...ALWAYS, ...when }, signals: SIGNALS, ...(isOfOwners(of) ? { startedBy: rungs(slots) } : {}), terms: each.kind === 'set_price' ? { ...each, minor: within(each.minor / (dear * 2), slots, drawn.products) } : each })),
          {
            cartCurrency: currency, companions: drawn.companions, chances: new Map(drawn.chances), substitutes: new Map(drawn.substitutes), uplift: drawn.uplift,
            support: new Map([[CAMERA, new Map(drawn.companions.map(({ productId }, index) => [productId, index * 4]))]]),
            cart: [CAMERA, ...drawn.inCart].map((productId) => ({ productId, variantId: productId * 100n, quantity: 1 })),
            customer: drawn.buyer,
          },
        ),
        rails: { ...policy(drawn.guardrails), marginRules: drawn.marginRules, includedTaxBp: drawn.includedTaxBp },
      })),
  );

/** The same on a page, after paying, and in a message. */
export const atAnyMoment = (of: fc.Arbitrary<Situation>): fc.Arbitrary<Situation> =>
  fc.tuple(of, fc.constantFrom<Moment>('browsing', 'browsing', 'ordered', 'message')).map(([{ facts, rails }, moment]) => ({ facts: { ...facts, moment, inMessage: moment === 'message' }, rails }));

/** A set that nothing in the cart starts, for rules to call. */
export const CALLED_ID = 'called';
const NAMED = { kind: 'tag', tag: 'named' } as const;
const ids = fc.subarray(IDS).map((all) => new Set(all));

const ruleCondition = fc.oneof(
  fc.integer({ min: 0, max: 20_000 }).map((atLeastMinor) => ({ condition: { kind: 'cart_total' as const, atLeastMinor, belowMinor: null }, products: null })),
  fc.integer({ min: 1, max: 20 }).map((below) => ({ condition: { kind: 'low_stock' as const, below }, products: null })),
  fc.record({ has: fc.boolean(), products: ids }).map(({ has, products }) => ({ condition: { kind: 'cart_has' as const, products: NAMED, has }, products })),
);
const ruleAction: fc.Arbitrary<LoadedRule['action']> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('set-0', 'set-1', CALLED_ID, CALLED_ID, 'gone').map((setId) => ({ kind: 'show_set' as const, setId })) },
  { weight: 3, arbitrary: fc.constant({ kind: 'leave_out' as const, products: NAMED }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'only_products' as const, products: NAMED }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'only_strategies' as const, strategies: ['completion' as const, 'upsell' as const] }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'offer_nothing' as const }) },
);
const offerRules = fc
  .array(fc.record({ conditions: fc.array(ruleCondition, { maxLength: 1 }), action: ruleAction, named: ids, enabled: fc.integer({ min: 0, max: 5 }).map((drawn) => drawn > 0) }), { minLength: 1, maxLength: 3 })
  .map((drawn) => drawn.map(({ conditions, named, ...rule }, index): LoadedRule => ({
    ...rule, ruleId: `rule-${index}`, name: null, conditions: conditions.map(({ condition }) => condition),
    products: new Map([[ACTION_PART, named], ...conditions.flatMap(({ products }, at) => (products ? [[partOf(at), products] as const] : []))]),
  })));

/** The same, with rules of the merchant's; as they are gathered, with the set that they call. */
export const ruledSituations: fc.Arbitrary<Situation> = fc
  .record({ situation: situations(), rules: offerRules, slots: fc.array(fc.array(fc.constantFrom(...IDS), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 }), byRuleOnly: fc.boolean() })
  .map(({ situation: { facts, rails }, rules, slots, byRuleOnly }) => {
    const called = setFacts(slots, { setId: CALLED_ID, anchorProductId: 99n, startedBy: new Map(), conditions: { ...ALWAYS, byRuleOnly } });
    return { facts: { ...facts, rules, calledSets: new Map([...facts.sets, called].map((set) => [set.setId, set])) }, rails };
  });
