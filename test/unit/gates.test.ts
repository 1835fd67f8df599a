import { describe, expect, it } from 'vitest';
import { mayEmail } from '#app/domain/consent/email-consent.ts';
import { quietUntil } from '#app/domain/consent/quiet-hours.ts';
import { budgetFreesAt } from '#app/domain/frequency/budget.ts';
import { GATES_AFTER_DECIDING, GATES_BEFORE_DECIDING, passThrough } from '#app/domain/workflow/gates.ts';
import { isStepReason } from '#app/domain/workflow/step-reasons.ts';
import type { DecidedStepFacts } from '#app/domain/workflow/step-facts.ts';
import { TRIGGERS } from '#app/domain/workflow/triggers.ts';
import type { TriggerFacts } from '#app/domain/workflow/triggers/trigger.ts';

const NOON = new Date('2026-06-03T10:00:00.000Z');
const daysBefore = (days: number): Date => new Date(NOON.getTime() - days * 86_400_000);

const facts = (overrides: Partial<DecidedStepFacts> = {}): DecidedStepFacts => ({
  trigger: 'order_delivered', workflowOn: true, channel: 'email', emailConsent: 'SUBSCRIBED', smsConsent: null, leftAlone: false, wantsNone: false, openCase: false, paymentFailed: false, orderCancelled: false, anchorReturned: false, returnOpen: false, cartBought: false, touches: [], enteredAt: daysBefore(2),
  timesMoved: 0, timezone: 'Europe/Berlin', hasOffer: true, notSoldHere: false, ownsAll: false, arm: 'exposed', ...overrides,
});

const all = (of: DecidedStepFacts, now = NOON) => passThrough(GATES_BEFORE_DECIDING, of, now) ?? passThrough(GATES_AFTER_DECIDING, of, now);

describe('the gates', () => {
  it('let pass what nothing speaks against', () => {
    expect(all(facts())).toBeNull();
    expect(all(facts({ channel: 'sms', emailConsent: null, smsConsent: 'SUBSCRIBED' }))).toBeNull();
  });

  it.each<[string, Partial<DecidedStepFacts>, string, string]>([
    ['a workflow that is off', { workflowOn: false }, 'cancelled', 'workflow_off'],
    ['no consent', { emailConsent: 'NOT_SUBSCRIBED' }, 'refused', 'no_consent'],
    ['consent that is not known', { emailConsent: null }, 'refused', 'no_consent'],
    ['consent to emails only, where it is a text message', { channel: 'sms' }, 'refused', 'no_consent'],
    ['somebody to leave alone, whatever they agreed to', { leftAlone: true }, 'refused', 'left_alone'],
    ['a payment that failed', { paymentFailed: true }, 'moved', 'payment_problem'],
    ['a payment that failed and never succeeds', { paymentFailed: true, enteredAt: daysBefore(31) }, 'cancelled', 'payment_problem'],
    ['somebody who asked for no recommendations', { wantsNone: true }, 'refused', 'wants_none'],
    ['an open case', { openCase: true }, 'moved', 'open_case'],
    ['a case that is never settled', { openCase: true, enteredAt: daysBefore(30) }, 'cancelled', 'open_case'],
    ['a cancelled order', { orderCancelled: true }, 'cancelled', 'order_cancelled'],
    ['a return', { anchorReturned: true }, 'cancelled', 'anchor_returned'],
    ['a return that is under way', { returnOpen: true }, 'moved', 'return_open'],
    ['a cart that was bought', { cartBought: true }, 'cancelled', 'already_bought'],
    ['an email of this week', { touches: [{ channel: 'email', at: daysBefore(6) }] }, 'moved', 'capped'],
    ['an offer on site since they entered', { touches: [{ channel: 'on_site', at: daysBefore(0.5) }] }, 'moved', 'capped'],
    ['the third time over budget', { touches: [{ channel: 'email', at: daysBefore(6) }], timesMoved: 2 }, 'refused', 'capped'],
    ['an empty offer', { hasOffer: false }, 'refused', 'nothing_to_offer'],
    ['an empty offer to where no market sells', { hasOffer: false, notSoldHere: true }, 'refused', 'not_sold_here'],
    ['an empty offer to who has it all', { hasOffer: false, ownsAll: true }, 'refused', 'already_bought'],
    ['the holdout', { arm: 'holdout' }, 'holdout', 'holdout'],
  ])('hold back for %s', (_, overrides, kind, reason) => {
    expect(all(facts(overrides))).toMatchObject({ kind, reason });
    expect(isStepReason(reason)).toBe(true);
  });

  it('ask for consent before anything that would be decided, and for the arm last', () => {
    expect(all(facts({ emailConsent: null, hasOffer: false, arm: 'holdout' }))).toMatchObject({ reason: 'no_consent' });
    expect(all(facts({ hasOffer: false, arm: 'holdout' }))).toMatchObject({ reason: 'nothing_to_offer' });
  });

  it('move a capped step into the day, where it frees at night', () => {
    const lateEmail = new Date('2026-05-30T22:30:00.000Z');
    expect(all(facts({ touches: [{ channel: 'email', at: lateEmail }] }))).toMatchObject({ kind: 'moved', until: new Date('2026-06-07T06:00:00.000Z') });
  });
});

describe('the budget', () => {
  it('is one email in seven days, whoever sent it', () => {
    expect(budgetFreesAt([{ channel: 'email', at: daysBefore(3) }, { channel: 'email', at: daysBefore(6) }], daysBefore(2), NOON)).toEqual(daysBefore(-4));
    expect(budgetFreesAt([{ channel: 'email', at: daysBefore(7) }], daysBefore(2), NOON)).toBeNull();
  });

  it('does not count what was shown on site before they entered: it led to the order', () => {
    expect(budgetFreesAt([{ channel: 'on_site', at: daysBefore(2.1) }], daysBefore(2), NOON)).toBeNull();
  });
});

describe('quiet hours', () => {
  it.each([
    ['2026-06-03T05:59:00.000Z', 'Europe/Berlin', '2026-06-03T06:00:00.000Z'],
    ['2026-06-03T06:00:00.000Z', 'Europe/Berlin', null],
    ['2026-06-03T18:59:00.000Z', 'Europe/Berlin', null],
    ['2026-06-03T19:00:00.000Z', 'Europe/Berlin', '2026-06-04T06:00:00.000Z'],
    ['2026-10-24T20:00:00.000Z', 'Europe/Berlin', '2026-10-25T07:00:00.000Z'],
    ['2026-06-03T03:00:00.000Z', 'America/Los_Angeles', null],
    ['2026-06-03T10:00:00.000Z', 'America/Los_Angeles', '2026-06-03T15:00:00.000Z'],
    ['2026-06-03T16:00:00.000Z', 'Asia/Kathmandu', '2026-06-04T02:15:00.000Z'],
  ])('at %s in %s end at %s', (moment, timezone, until) => {
    expect(quietUntil(new Date(moment), timezone)?.toISOString() ?? null).toBe(until);
  });
});

describe('consent', () => {
  it('is yes only where Shopify says subscribed', () => {
    expect(['SUBSCRIBED', 'PENDING', 'NOT_SUBSCRIBED', 'UNSUBSCRIBED', 'REDACTED', 'INVALID', '', null].filter(mayEmail)).toEqual(['SUBSCRIBED']);
  });
});

describe('the triggers', () => {
  const order: TriggerFacts = { customerId: 7n, productIds: [1n], orderId: 5n, checkoutToken: null, orderedAt: daysBefore(1), deliveredAt: null, expectedAt: null, cartAt: null, cancelled: false, completed: false };
  const cart: TriggerFacts = { ...order, orderId: null, checkoutToken: 'abc', orderedAt: null, cartAt: daysBefore(0) };

  it('count the wait from their own moment', () => {
    expect(TRIGGERS.order_placed.enrolls(order, NOON)).toEqual({ kind: 'enters', key: 'order:5', customerId: 7n, since: daysBefore(1), byEstimate: false });
    expect(TRIGGERS.order_delivered.enrolls({ ...order, deliveredAt: NOON }, NOON)).toMatchObject({ key: 'order:5', since: NOON });
    expect(TRIGGERS.order_delivered.enrolls({ ...order, expectedAt: daysBefore(1) }, NOON)).toMatchObject({ since: daysBefore(1), byEstimate: true });
    expect(TRIGGERS.order_delivered.enrolls({ ...order, expectedAt: daysBefore(1), deliveredAt: NOON }, NOON)).toMatchObject({ since: NOON, byEstimate: false });
    expect(TRIGGERS.cart_abandoned.enrolls(cart, NOON)).toMatchObject({ key: 'checkout:abc', since: NOON });
  });

  it.each([
    ['a guest', TRIGGERS.order_placed, { ...order, customerId: null }, 'no_customer'],
    ['an order of nothing that is sold here', TRIGGERS.order_placed, { ...order, productIds: [] }, 'no_products'],
    ['a cancelled order', TRIGGERS.order_placed, { ...order, cancelled: true }, 'order_cancelled'],
    ['a cancelled order that arrived', TRIGGERS.order_delivered, { ...order, cancelled: true, deliveredAt: NOON }, 'order_cancelled'],
    ['a parcel on its way', TRIGGERS.order_delivered, order, 'not_delivered'],
    ['a parcel that is expected tomorrow', TRIGGERS.order_delivered, { ...order, expectedAt: daysBefore(-1) }, 'not_delivered'],
    ['late news', TRIGGERS.order_placed, { ...order, orderedAt: daysBefore(31) }, 'too_long_ago'],
    ['a checkout that was completed', TRIGGERS.cart_abandoned, { ...cart, completed: true }, 'already_bought'],
  ])('stay silent for %s', (_, trigger, of, reason) => {
    expect(trigger.enrolls(of, NOON)).toEqual({ kind: 'stays_out', reason });
  });
});
