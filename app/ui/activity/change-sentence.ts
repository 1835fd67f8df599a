// One change as a sentence. An event that this version does not know is said by its own name rather than hidden.
import type { DiscountClass } from '#app/domain/discount/shop-discount.ts';
import type { ChangeSummary } from '#app/read/activity.ts';
import type { ShopFormat } from '../shop-format.ts';
import { kept } from '../text/kept.ts';
import { text } from '../text/text.ts';

type Detail = ChangeSummary['detail'];

const said = (detail: Detail, key: string): string => (typeof detail[key] === 'string' ? detail[key] : '');
const goalOf = (detail: Detail): string => said(detail, 'goal') || said((detail.after ?? {}) as Detail, 'goal') || text.change.aSet;
const titleOf = (detail: Detail): string => said(detail, 'title') || text.change.aProduct;

/** By its name, where the merchant gave it one. */
const ruleOf = (detail: Detail): string => said((detail.after ?? detail.before ?? {}) as Detail, 'name');

/** What is tested; where is said by the page that it leads to. */
function testOf(detail: Detail): string {
  const variables: Record<string, string> = text.tests.variable;
  return variables[said(detail, 'variable')] ?? said(detail, 'variable');
}

/** Of a test that nobody decided about. */
function whyStopped({ why }: Detail): ((what: string) => string) | undefined {
  const sentences: Record<string, (what: string) => string> = text.change.test_stopped_for;
  return typeof why === 'string' ? sentences[why] : undefined;
}

const SENTENCES: Record<string, (detail: Detail, format: ShopFormat) => string> = {
  set_approved: (detail, format) => (typeof detail.trialBp === 'number' ? text.change.set_tried(goalOf(detail), format.percent(detail.trialBp)) : text.change.set_approved(goalOf(detail))),
  set_refused: ({ why, ...detail }) => (why ? text.change.set_refused_for(goalOf(detail), whyRefused(why as Detail)) : text.change.set_refused(goalOf(detail))),
  set_snoozed: (detail, format) => text.change.set_snoozed(goalOf(detail), format.date(said(detail, 'until'))),
  set_woken: (detail) => text.change.set_woken(goalOf(detail)),
  set_paused: (detail) => text.change.set_paused(goalOf(detail)),
  set_returned: (detail) => text.change.set_returned(goalOf(detail)),
  set_created: (detail) => text.change.set_created(goalOf(detail)),
  set_resolved: (detail) => text.change.set_resolved(goalOf(detail)),
  set_revised: (detail) => text.change.set_revised(goalOf(detail)),
  review_settings_saved: ({ after }, format) => {
    const { autoApprove, leastOrders, leastMarginBp, mostPerWeek } = (after ?? {}) as Detail;
    return text.change.review_settings_saved(autoApprove ? text.change.reviewBar(format.count(Number(leastOrders)), format.percent(Number(leastMarginBp)), format.count(Number(mostPerWeek))) : '');
  },
  sets_proposed: ({ count }, format) => text.change.sets_proposed(format.count(Number(count ?? 0))),
  sets_published: () => text.change.sets_published,
  guardrails_saved: (detail, format) => text.change.guardrails_saved(guardrailDifferences(detail, format)),
  placement_switched_on: (detail) => text.change.placement_switched_on(text.placement(said(detail, 'placement'))),
  placement_switched_off: (detail) => text.change.placement_switched_off(text.placement(said(detail, 'placement'))),
  holdout_changed: (detail) => text.change.holdout_changed(text.placement(said(detail, 'placement')), `${Number(detail.before ?? 0) / 100} %`, `${Number(detail.after ?? 0) / 100} %`),
  measure_settings_saved: ({ before, after }, format) => text.change.measure_settings_saved(measureDifferences((before ?? {}) as Detail, (after ?? {}) as Detail, format)),
  backfill_finished: () => text.change.backfill_finished,
  store_reconciled: ({ repaired }, format) => text.change.store_reconciled(factCounts((repaired ?? {}) as Detail, format)),
  webhooks_quiet: (detail, format) => text.change.webhooks_quiet(text.change.told_about(said(detail, 'about')), format.dateTime(said(detail, 'since'))),
  webhooks_back: (detail) => text.change.webhooks_back(text.change.told_about(said(detail, 'about'))),
  app_installed: ({ again }) => (again ? text.change.app_installed_again : text.change.app_installed),
  app_uninstalled: () => text.change.app_uninstalled,
  scopes_changed: () => text.change.scopes_changed,
  customer_data_requested: () => text.change.customer_data_requested,
  customers_merged: () => text.change.customers_merged,
  left_alone_saved: ({ added, removed }, format) => text.change.left_alone_saved(format.list(strings(added)), format.list(strings(removed))),
  open_case_saved: ({ added, removed }, format) => text.change.open_case_saved(format.list(strings(added)), format.list(strings(removed))),
  segments_saved: ({ added, removed }, format) => text.change.segments_saved(format.list(strings(added)), format.list(strings(removed))),
  customer_redacted: () => text.change.customer_redacted,
  workflow_switched_on: (detail) => text.change.workflow_switched_on(text.workflows.name(said(detail, 'trigger'))),
  workflow_switched_off: (detail) => text.change.workflow_switched_off(text.workflows.name(said(detail, 'trigger'))),
  workflow_wait_changed: (detail) => text.change.workflow_wait_changed(text.workflows.name(said(detail, 'trigger')), text.workflows.duration(Number(detail.before ?? 0)), text.workflows.duration(Number(detail.after ?? 0))),
  klaviyo_connected: (detail) => text.change.klaviyo_connected(said(detail, 'account')),
  klaviyo_disconnected: () => text.change.klaviyo_disconnected,
  emails_doubted: (detail, format) => text.change.emails_doubted(format.count(Number(detail.count ?? 0)), detail.count === 1, kept(said(detail, 'problem'))),
  cleaned_up: ({ left }) => text.change.cleaned_up(Object.values((left ?? {}) as Detail).every((count) => count === 0)),
  location_sells: (detail) => text.change.location_sells(said(detail, 'name')),
  location_stopped_selling: (detail) => text.change.location_stopped_selling(said(detail, 'name')),
  markets_changed: ({ begun, ended }, format) => text.change.markets_changed(countries(begun, format), countries(ended, format)),
  margin_rules_saved: ({ added, removed }, format) => text.change.margin_rules_saved(titles(added, format), titles(removed, format)),
  limits_saved: ({ added, removed }, format) => text.change.limits_saved(titles(added, format), titles(removed, format)),
  compatibility_saved: ({ added, removed }, format) => text.change.compatibility_saved(titles(added, format), titles(removed, format)),
  rule_added: (detail) => text.change.rule_added(ruleOf(detail)),
  rule_changed: (detail) => text.change.rule_changed(ruleOf(detail)),
  rule_removed: (detail) => text.change.rule_removed(ruleOf(detail)),
  rule_switched_on: (detail) => text.change.rule_switched_on(ruleOf(detail)),
  rule_switched_off: (detail) => text.change.rule_switched_off(ruleOf(detail)),
  rules_ordered: () => text.change.rules_ordered,
  place_look_reset: (detail) => text.change.place_look_reset(detail.field === 'heading' ? text.tests.variable.heading : text.tests.variable.items),
  test_started: (detail) => text.change.test_started(testOf(detail)),
  test_used: (detail) => text.change.test_used(testOf(detail), said(detail, 'arm').toUpperCase()),
  test_kept: (detail) => (whyStopped(detail) ?? text.change.test_kept)(testOf(detail)),
  test_stopped: (detail) => (whyStopped(detail) ?? text.change.test_stopped)(testOf(detail)),
  block_list_saved: ({ added, removed }, format) => text.change.block_list_saved(titles(added, format), titles(removed, format)),
  set_discount_stopped: (detail) => text.change.set_discount_stopped(said(detail, 'how')),
  other_discount_began: (detail) => text.change.other_discount_began(said(detail, 'title')),
  other_discount_below_floor: (detail, format) => text.change.other_discount_below_floor(said(detail, 'title'), format.count(Number(detail.sets ?? 0)), detail.sets === 1),
  other_discount_said: (detail, format) => (typeof detail.saidBp === 'number' ? text.change.other_discount_said(said(detail, 'title'), format.percent(detail.saidBp)) : text.change.other_discount_unsaid(said(detail, 'title'))),
  other_discount_ended: (detail) => text.change.other_discount_ended(said(detail, 'title')),
  set_discount_runs: () => text.change.set_discount_runs,
  theme_published: ({ lost }, format) => text.change.theme_published(format.list(strings(lost).map((placement) => text.placementInside(placement)))),
  shop_changed: ({ changed }, format) => text.change.shop_changed(format.list(strings(changed).map((field) => text.change.shopField[field] ?? field))),
  product_sold_out: (detail) => text.change.product_sold_out(titleOf(detail)),
  product_restocked: (detail) => text.change.product_restocked(titleOf(detail)),
  product_deleted: (detail) => text.change.product_deleted(titleOf(detail)),
  product_status_changed: (detail) => text.change.product_status_changed(titleOf(detail), text.change.visibility(said(detail, 'before')), text.change.visibility(said(detail, 'after'))),
  price_changed: (detail, format) => text.change.price_changed(variantTitle(detail), amount(detail.before, format), amount(detail.after, format)),
  cost_changed: (detail, format) => text.change.cost_changed(variantTitle(detail), amount(detail.before, format), amount(detail.after, format)),
  order_cancelled: (detail) => text.change.order_cancelled(said(detail, 'name')),
  order_deleted: (detail) => text.change.order_deleted(said(detail, 'name')),
  return_requested: (detail) => text.change.return_requested(said(detail, 'name')),
  return_open: (detail) => text.change.return_open(said(detail, 'name')),
  return_closed: (detail) => text.change.return_closed(said(detail, 'name')),
  return_declined: (detail) => text.change.return_declined(said(detail, 'name')),
  return_canceled: (detail) => text.change.return_canceled(said(detail, 'name')),
  order_refunded: (detail) => text.change.order_refunded(said(detail, 'name')),
};

/** In the person's own words, where there are some. */
function whyRefused(why: Detail): string {
  const codes: Record<string, string> = text.sets.review.whySaid;
  return said(why, 'note') || (codes[said(why, 'code')] ?? text.sets.review.whySaid.other);
}

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);
const titles = (entries: unknown, format: ShopFormat): string => format.list((Array.isArray(entries) ? (entries as Detail[]) : []).map((entry) => said(entry, 'title')));
const countries = (codes: unknown, format: ShopFormat): string => format.list(strings(codes).map((code) => (code === '*' ? text.change.everyCountry : format.country(code))));

export function changeSentence({ event, detail }: Pick<ChangeSummary, 'event' | 'detail'>, format: ShopFormat): string {
  return SENTENCES[event]?.(detail, format) ?? text.change.other(event);
}

const ON_GUARDRAILS = ['block_list_saved', 'left_alone_saved', 'open_case_saved', 'limits_saved', 'compatibility_saved', 'margin_rules_saved'];

/** Where a change can be seen, if anywhere. */
export function changeLink({ event, detail }: Pick<ChangeSummary, 'event' | 'detail'>): string | undefined {
  if (event.startsWith('set_') && typeof detail.setId === 'string') return `/app/sets/${detail.setId}`;
  if (event === 'review_settings_saved') return '/app/sets';
  if (event === 'measure_settings_saved') return '/app/results';
  if (event === 'place_look_reset') return '/app/tests';
  if (event.startsWith('test_') && typeof detail.testId === 'string') return `/app/tests/${detail.testId}`;
  if (event.startsWith('guardrails_') || event.startsWith('other_discount_') || ON_GUARDRAILS.includes(event)) return '/app/guardrails';
  if (event.startsWith('workflow_') && typeof detail.trigger === 'string') return `/app/workflows/${detail.trigger}`;
  if (event.startsWith('klaviyo_') || event === 'cleaned_up' || event === 'emails_doubted' || event === 'segments_saved') return '/app/settings';
  return event.startsWith('placement_') || event === 'theme_published' ? '/app/placements' : undefined;
}

function measureDifferences(before: Detail, after: Detail, format: ShopFormat): string {
  const { measured, fromTo, allOfIt } = text.change;
  const told = (field: keyof typeof measured, value: unknown) => (field === 'plausibleBp' ? format.percent(Number(value)) : typeof value === 'number' ? format.money(value) : allOfIt);
  const changed = (Object.keys(measured) as (keyof typeof measured)[]).filter((field) => before[field] !== after[field]);
  return format.list(changed.map((field) => fromTo(measured[field], told(field, before[field]), told(field, after[field]))));
}

function variantTitle(detail: Detail): string {
  const variant = said(detail, 'variantTitle');
  // Shopify's name for the only variant of a product.
  return variant === '' || variant === 'Default Title' ? titleOf(detail) : `${titleOf(detail)} (${variant})`;
}

const amount = (value: unknown, format: ShopFormat): string => (typeof value === 'number' ? format.money(value) : text.change.none);

/** {orders: 2, refunds: 1} → "2 orders and 1 refund" */
function factCounts(counts: Detail, format: ShopFormat): string {
  return format.list(Object.entries(counts).map(([fact, count]) => (text.change.facts[fact] ?? ((said) => `${said} ${fact.replaceAll('_', ' ')}`))(format.count(Number(count)), count === 1)));
}

const GUARDRAILS: Record<string, (value: number, format: ShopFormat) => string> = {
  floorBp: (value, format) => format.percent(value),
  floorMinor: (value, format) => format.money(value),
  maxDiscountBp: (value, format) => format.percent(value),
  defaultCostBp: (value, format) => format.percent(value),
  feeBp: (value, format) => format.percent(value),
  feeMinor: (value, format) => format.money(value),
  returnCooldownDays: (value) => text.change.days(value),
  categoryCooldownDays: (value) => text.change.days(value),
  offerCooldownDays: (value) => text.change.days(value),
  firstValueDays: (value) => text.change.days(value),
  dearestBp: (value, format) => format.percent(value),
  handlingMinor: (value, format) => format.money(value),
  shippingMinor: (value, format) => format.money(value),
};

function guardrailDifferences(detail: Detail, format: ShopFormat): string {
  const [before, after] = [(detail.before ?? {}) as Detail, (detail.after ?? {}) as Detail];
  const mode = (of: Detail) => text.change.discountMode[said(of, 'discountMode')] ?? text.change.none;
  const modes = said(before, 'discountMode') === said(after, 'discountMode') ? [] : [text.change.fromTo(text.change.guardrail.discountMode ?? 'discountMode', mode(before), mode(after))];
  const numbers = Object.entries(GUARDRAILS)
    .filter(([name]) => before[name] !== after[name])
    .map(([name, write]) => {
      const value = (of: unknown) => (typeof of === 'number' ? write(of, format) : text.change.none);
      return text.change.fromTo(text.change.guardrail[name] ?? name, value(before[name]), value(after[name]));
    });
  const classes = (of: Detail) => strings(of.combinesWith).map((one) => text.otherDiscounts.combine[one as DiscountClass] ?? one);
  const together = (of: Detail) => (classes(of).length > 0 ? format.list(classes(of)) : text.change.none);
  const combining = together(before) === together(after) ? [] : [text.change.fromTo(text.otherDiscounts.combineTitle, together(before), together(after))];
  return [...numbers, ...modes, ...combining].join(', ');
}
