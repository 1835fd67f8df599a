// What stands above a set that a rule of the merchant's shows beside what does not start it.
import { describe, expect, it } from 'vitest';
import type { DecisionFacts } from '#app/domain/decision/facts.ts';
import { decide } from '#app/domain/decision/decide.ts';
import type { LoadedRule } from '#app/domain/offer-rule/offer-rule.ts';
import { ALWAYS } from '#app/domain/set/set.ts';
import { offersAnswer } from '#app/pipeline/deliver/offers-answer.ts';
import { type EmailText, emailText } from '#app/pipeline/deliver/email-text/email-text.ts';
import { stepMessage } from '#app/pipeline/deliver/step-message.ts';
import { CAMERA, decisionFacts, NOW, policy, productFacts, setFacts } from '#test/support/decision-facts.ts';

const CARD = 2n;
const OTHER_CAMERA = 7n;
const SET = '0b9a1c52-1111-4111-8111-000000000001';
const RULE: LoadedRule = { ruleId: '0b9a1c52-1111-4111-8111-0000000000aa', name: null, enabled: true, conditions: [], action: { kind: 'show_set', setId: SET }, products: new Map() };

/** In the cart lies another camera; the set is the first one's. */
function answered(byRuleOnly: boolean, inCart: bigint = OTHER_CAMERA): Parameters<typeof offersAnswer>[0] {
  const set = setFacts([[CARD]], { setId: SET, goal: 'Ready to shoot with your Aurel M5', outcome: 'Never out of space.', conditions: { ...ALWAYS, byRuleOnly } });
  const started = inCart === CAMERA ? [set] : [];
  const facts: DecisionFacts = decisionFacts([productFacts(CARD), productFacts(OTHER_CAMERA)], started, {
    rules: [RULE], calledSets: new Map([[SET, { ...set, startedBy: new Map(started.flatMap((one) => [...one.startedBy])) }]]), cart: [{ productId: inCart, variantId: inCart * 100n, quantity: 1 }],
  });
  return { decision: decide(facts, policy(), NOW, 's'), decisionId: SET, facts, assigned: null };
}

const mail = (of: ReturnType<typeof answered>, text: EmailText) =>
  stepMessage({ stepId: SET, workflow: 'order_placed', locale: text.language, text, shop: { name: 'Wavik', url: 'https://wavik.example', timezone: 'UTC', currency: 'EUR' }, code: null, link: () => 'https://wavik.example/' }, of);

describe('a set that a rule shows beside what does not start it', () => {
  it('is not headed by what it makes of something else', () => {
    expect(offersAnswer(answered(false), 'en').offer).toMatchObject({ goal: 'You may also like' });
    expect(offersAnswer(answered(false), 'en').offer).not.toHaveProperty('outcome');
    expect(offersAnswer(answered(false), 'de').offer).toMatchObject({ goal: 'Das könnte Ihnen auch gefallen' });
  });

  it('keeps its heading beside what starts it, and where it is only ever shown by a rule', () => {
    expect(offersAnswer(answered(false, CAMERA), 'en').offer).toMatchObject({ goal: 'Ready to shoot with your Aurel M5', outcome: 'Never out of space.' });
    expect(offersAnswer(answered(true), 'en').offer).toMatchObject({ goal: 'Ready to shoot with your Aurel M5', outcome: 'Never out of space.' });
  });

  it.each(['en', 'de'])('is said to complete nothing in an email in %s', (locale) => {
    const text = emailText(locale);
    const said = (of: ReturnType<typeof answered>) => JSON.stringify(mail(of, text));
    expect(said(answered(false, CAMERA))).toMatch(/completes it|gehört noch/);
    expect(mail(answered(false), text)).toMatchObject({ heading: text.headingBeside(null) });
    expect(said(answered(false))).not.toMatch(/completes|goes with|gehört|passend|passt|Ready to shoot/);
  });
});
