import { describe, expect, it } from 'vitest';
import type { CustomerFacts } from '#app/domain/audience/customer-facts.ts';
import { dayIn, isBetweenDays, isDayOfYear } from '#app/domain/catalog/day-of-year.ts';
import type { OfferLimit } from '#app/domain/catalog/offer-limit.ts';
import type { ProductFacts } from '#app/domain/catalog/product.ts';
import { explainRefusal } from '#app/domain/decision/explain.ts';
import { reasonWords } from '#app/domain/decision/words/words.ts';
import { isReasonCode, type RefusalCode } from '#app/domain/decision/reason-codes.ts';
import { anchorFacts } from '#app/domain/eligibility/anchor.ts';
import { checkEligibility } from '#app/domain/eligibility/check-eligibility.ts';
import type { RuleContext } from '#app/domain/eligibility/rule.ts';
import { RULES } from '#app/domain/eligibility/rules.ts';
import { DEFAULT_GUARDRAILS, type Guardrails } from '#app/domain/margin/guardrails.ts';
import { CAMERA, customer, NOW, productFacts, soldOut, variantFacts } from '#test/support/decision-facts.ts';
import { daysAgo, ruleContext } from '#test/support/rule-context.ts';

const CARD = 2n;
const card = (overrides: Parameters<typeof productFacts>[1] = {}): ProductFacts => productFacts(CARD, overrides);
const limited = (...limits: OfferLimit[]): ProductFacts => card({ limits });
const rails = (overrides: Partial<Guardrails>): { guardrails: Guardrails } => ({ guardrails: { ...DEFAULT_GUARDRAILS, ...overrides } });
const by = (overrides: Partial<CustomerFacts>): { customer: CustomerFacts } => ({ customer: customer(overrides) });
const mount = (...values: string[]) => new Map([['mount', values]]);
const onMount = (...values: string[]) => ({ anchor: { priceMinor: 10_000, attributes: [mount(...values)] } });

const bought = (lastAt: Date, times = 1, firstAt = lastAt) => by({ bought: new Map([[CARD, { firstAt, lastAt, times }]]) });
const usedUp = card({ stats: { returnRate: null, reorderDays: 30 } });
const SUMMER: OfferLimit = { kind: 'season', from: { month: 6, day: 1 }, to: { month: 8, day: 31 } };
const WINTER: OfferLimit = { kind: 'season', from: { month: 11, day: 1 }, to: { month: 2, day: 28 } };
const GERMANY: OfferLimit = { kind: 'region', countries: ['AT', 'DE'] };
const ADULTS: OfferLimit = { kind: 'age', tag: 'over-18' };
const COMPANIES: OfferLimit = { kind: 'company', tag: 'b2b' };

/** The code, what is refused, where, and the numbers that the sentence needs. */
const REFUSED: [code: keyof typeof RULES, product: ProductFacts, context: Partial<RuleContext>, numbers: number[]][] = [
  ['left_alone', card(), by({ leftAlone: true }), []],
  ['wants_none', card(), by({ wantsNone: true }), []],
  ['open_case', card(), by({ openCase: true }), []],
  ['deleted', card({ deletedAt: NOW }), {}, []],
  ['in_cart', card(), { cartProductIds: new Set([CAMERA, CARD]) }, []],
  ['wrong_currency', card(), { unpriced: new Set([CARD]) }, []],
  ['not_sold_here', card(), { soldHere: false }, []],
  ['early_access', card({ status: 'UNLISTED' }), { earlyAccess: 'withheld' }, []],
  ['not_published', card({ status: 'DRAFT' }), {}, []],
  ['blocked', card({ blocked: true }), {}, []],
  ['gift_card', card({ isGiftCard: true }), {}, []],
  ['no_price', card({ variant: { priceMinor: 0 } }), {}, []],
  ['early_access', card({ status: 'UNLISTED' }), { earlyAccess: 'withheld' }, []],
  ['no_price', card({ variant: { priceMinor: 0 } }), {}, []],
  ['needs_subscription', card({ needsSubscription: true }), {}, []],
  ['out_of_season', limited(WINTER), {}, [11, 1, 2, 28]],
  ['out_of_season', limited(SUMMER), { today: { month: 9, day: 1 } }, [6, 1, 8, 31]],
  ['out_of_season', limited(SUMMER), { today: { month: 5, day: 31 } }, [6, 1, 8, 31]],
  ['out_of_season', limited(SUMMER, WINTER), {}, [11, 1, 2, 28]],
  ['region_limited', limited(GERMANY), { country: 'FR' }, []],
  ['region_limited', limited(GERMANY), { country: null }, []],
  ['region_limited', limited(GERMANY, { kind: 'region', countries: ['CH'] }), {}, []],
  ['age_limited', limited(ADULTS), {}, []],
  ['age_limited', limited(ADULTS), by({ tags: ['over-16'] }), []],
  ['companies_only', limited(COMPANIES), by({ tags: ['vip'] }), []],
  ['incompatible', card({ variant: { attributes: mount('rf') } }), onMount('ef'), []],
  ['not_for_me', card(), by({ answers: new Map([[CARD, 'not_for_me']]) }), []],
  ['has_it', card(), by({ answers: new Map([[CARD, 'have_it']]) }), []],
  ['open_return', card(), by({ openReturns: new Set([CARD]) }), []],
  ['already_owned', card(), bought(daysAgo(2_000)), []],
  ['already_owned', card(), by({ subscribed: new Set([CARD]) }), []],
  ['already_owned', usedUp, bought(daysAgo(29)), [29, 30]],
  ['already_owned', usedUp, bought(daysAgo(35), 3, daysAgo(115)), [35, 40]],
  ['already_owned', card(), bought(daysAgo(10), 4, daysAgo(100)), [10, 30]],
  ['already_owned', card(), bought(daysAgo(400), 2, daysAgo(430)), []],
  ['recent_return', card(), by({ returnedAt: new Map([[CARD, daysAgo(59)]]) }), [59, 60]],
  ['bought_in_category', card({ productType: ' Memory Card' }), { ...by({ boughtTypes: new Map([['memory card', daysAgo(3)]]) }), ...rails({ categoryCooldownDays: 4 }) }, [3, 4]],
  ['offered_lately', card(), { inMessage: true, ...by({ suggestedAt: new Map([[CARD, daysAgo(13)]]) }) }, [13, 14]],
  ['too_early', card(), { ...by({ orders: 1, firstOrderAt: daysAgo(30), lastDeliveredAt: daysAgo(6) }), ...rails({ firstValueDays: 7 }) }, [6, 7]],
  ['too_early', card(), { ...by({ orders: 1, firstOrderAt: daysAgo(2) }), ...rails({ firstValueDays: 7 }) }, [2, 7]],
  ['out_of_stock', card({ variant: soldOut }), {}, [0]],
  ['out_of_stock', card({ variants: [variantFacts(1n, { ...soldOut, attributes: mount('ef') }), variantFacts(2n, { attributes: mount('rf') })] }), onMount('ef'), [0]],
  ['left_out_by_rule', card(), { ruled: { only: null, leftOut: [new Set([CARD])] } }, []],
  ['left_out_by_rule', card(), { ruled: { only: new Set([CAMERA]), leftOut: [] } }, []],
  ['too_dear', card({ variant: { priceMinor: 30_001 } }), {}, [30_001, 30_000]],
  ['not_better', card({ variant: { priceMinor: 10_000 } }), { beside: 'replaces' }, [10_000, 10_000]],
  ['too_dear', card({ variants: [variantFacts(1n, { ...soldOut, priceMinor: 100 }), variantFacts(2n, { priceMinor: 40_000 })] }), {}, [40_000, 30_000]],
];

const PASSES: [what: string, product: ProductFacts, context: Partial<RuleContext>][] = [
  ['anything at all', card(), {}],
  ['a season on its first day', limited(SUMMER), { today: { month: 6, day: 1 } }],
  ['a season on its last day', limited(SUMMER), { today: { month: 8, day: 31 } }],
  ['a season over the turn of the year, before it', limited(WINTER), { today: { month: 12, day: 31 } }],
  ['a season over the turn of the year, after it', limited(WINTER), { today: { month: 2, day: 28 } }],
  ['a season of one day, on it', limited({ kind: 'season', from: { month: 6, day: 15 }, to: { month: 6, day: 15 } }), {}],
  ['a country that every limit names', limited(GERMANY, { kind: 'region', countries: ['DE'] }), {}],
  ['an age that the merchant knows of', limited(ADULTS), by({ tags: ['over-18'] })],
  ['a company, known by its tag', limited(COMPANIES), by({ tags: ['b2b'] })],
  ['a company, known to Shopify', limited(COMPANIES), by({ isCompany: true })],
  ['a product that names no mount', card(), onMount('ef')],
  ['a product with one variant that fits', card({ variants: [variantFacts(1n, { attributes: mount('rf') }), variantFacts(2n, { attributes: mount('ef') })] }), onMount('ef')],
  ['a product that fits one of two cameras in the cart', card({ variant: { attributes: mount('rf') } }), { anchor: { priceMinor: 10_000, attributes: [mount('ef'), mount('rf')] } }],
  ['a product where nothing starts a set', card({ variant: { attributes: mount('rf'), priceMinor: 1_000_000 } }), { anchor: null }],
  ['what is used up after its usual interval', usedUp, bought(daysAgo(30))],
  ["what this customer uses up faster than others, after their own", usedUp, bought(daysAgo(20), 3, daysAgo(60))],
  ['what was said and bought of another product', card(), by({ answers: new Map([[3n, 'have_it']]), bought: new Map([[3n, { firstAt: NOW, lastAt: NOW, times: 1 }]]) })],
  ['what was sent back before the cool-down', card(), by({ returnedAt: new Map([[CARD, daysAgo(60)]]) })],
  ['a type bought lately while no days are set', card(), by({ boughtTypes: new Map([['thing', NOW]]) })],
  ['a type bought before the days that are set', card(), { ...by({ boughtTypes: new Map([['thing', daysAgo(4)]]) }), ...rails({ categoryCooldownDays: 4 }) }],
  ['on a page what a message suggested', card(), by({ suggestedAt: new Map([[CARD, daysAgo(1)]]) })],
  ['in a message what one suggested before the cool-down', card(), { inMessage: true, ...by({ suggestedAt: new Map([[CARD, daysAgo(14)]]) }) }],
  ['in a message what one suggested, where no days are set', card(), { inMessage: true, ...by({ suggestedAt: new Map([[CARD, daysAgo(1)]]) }), ...rails({ offerCooldownDays: 0 }) }],
  ['the second offer to a new customer, in time', card(), { ...by({ orders: 1, firstOrderAt: daysAgo(30), lastDeliveredAt: daysAgo(7) }), ...rails({ firstValueDays: 7 }) }],
  ['to whoever bought twice', card(), { ...by({ orders: 2, firstOrderAt: daysAgo(1), lastDeliveredAt: daysAgo(1) }), ...rails({ firstValueDays: 7 }) }],
  ['to a new customer while no days are set', card(), by({ orders: 1, firstOrderAt: NOW })],
  ['a better version, however dear', card({ variant: { priceMinor: 90_000 } }), { beside: 'replaces' }],
  ['the next rung, however dear', card({ variant: { priceMinor: 90_000 } }), { beside: 'grows' }],
  ['exactly as dear as allowed', card({ variant: { priceMinor: 30_000 } }), {}],
  ['beside an anchor that costs nothing', card(), { anchor: { priceMinor: 0, attributes: [new Map()] } }],
  ['one cheap variant among dear ones', card({ variants: [variantFacts(1n, { priceMinor: 90_000 }), variantFacts(2n, { priceMinor: 9_000 })] }), {}],
];

describe('the eligibility rules', () => {
  it.each(REFUSED)('refuse as %s', (code, product, context, numbers) => {
    expect(checkEligibility(product, ruleContext(context))).toMatchObject({ code, numbers });
  });

  it.each(PASSES)('pass %s', (_what, product, context) => {
    expect(checkEligibility(product, ruleContext(context))).toBeNull();
  });

  it('are each seen to refuse here, have a number, and a sentence of their own', () => {
    expect(new Set(REFUSED.map(([code]) => code))).toEqual(new Set(Object.keys(RULES)));
    for (const language of ['en', 'de'] as const) {
      const sentences = (Object.keys(RULES) as RefusalCode[]).map((code) => {
        expect(isReasonCode(code)).toBe(true);
        const numbers = REFUSED.find(([refused]) => refused === code)?.[3] ?? [];
        return explainRefusal({ code, productId: CARD, setId: 's', slotNo: 1, numbers }, { words: reasonWords(language), currency: 'EUR', titleOf: String });
      });
      expect(new Set(sentences).size).toBe(sentences.length);
    }
  });

  it('say what is about the customer before what is about the product, and what lasts before what may change', () => {
    const everything = card({ ...soldOut, status: 'DRAFT', blocked: true, variant: { ...soldOut, priceMinor: 90_000 } });
    expect(checkEligibility(everything, ruleContext(by({ wantsNone: true })))?.code).toBe('wants_none');
    expect(checkEligibility(everything, ruleContext())?.code).toBe('not_published');
    expect(checkEligibility(card({ variant: { ...soldOut, priceMinor: 90_000 } }), ruleContext(bought(daysAgo(5))))?.code).toBe('already_owned');
  });

  it('say how long what is used up lasts, and of everything else only that the customer has it', () => {
    const told = (numbers: number[]) => explainRefusal({ code: 'already_owned', productId: CARD, setId: 's', slotNo: 1, numbers }, { words: reasonWords('en'), currency: 'EUR', titleOf: String });
    expect(told([])).toBe('Left out: the customer already has it');
    expect(told([1, 30])).toBe('Left out: the customer bought it yesterday, and it usually lasts 30 days');
  });
});

describe('the anchor', () => {
  const camera = productFacts(CAMERA, { variants: [variantFacts(1n, { priceMinor: 5_000, attributes: mount('ef') }), variantFacts(2n, { priceMinor: 8_000, attributes: mount('rf') })], attributes: mount('ef', 'rf') });

  it('is the variant that lies in the cart', () => {
    expect(anchorFacts(camera, new Map([[2n, 1]]))).toEqual({ priceMinor: 8_000, attributes: [mount('rf')] });
  });

  it('is the whole product, at its lowest price, where no variant of it is in the cart', () => {
    expect(anchorFacts(camera, new Map())).toEqual({ priceMinor: 5_000, attributes: [mount('ef', 'rf')] });
  });
});

describe('days of the year', () => {
  it.each([[2, 29, true], [2, 30, false], [4, 31, false], [12, 31, true], [0, 1, false], [13, 1, false], [6, 0, false], [6, 1.5, false]])('%i/%i is a day: %s', (month, day, is) => {
    expect(isDayOfYear({ month, day })).toBe(is);
  });

  it("are the shop's own: midnight in Tokyo is yesterday in London", () => {
    const moment = new Date('2026-12-31T15:30:00Z');
    expect(dayIn('Asia/Tokyo', moment)).toEqual({ month: 1, day: 1 });
    expect(dayIn('Europe/London', moment)).toEqual({ month: 12, day: 31 });
  });

  it('over the turn of the year leave out what lies between', () => {
    expect(isBetweenDays({ month: 6, day: 1 }, { month: 11, day: 1 }, { month: 2, day: 28 })).toBe(false);
  });
});
