// What the merchant accepts, in sentences, with what it does to the catalogue while it is typed.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData, useRevalidator } from '@remix-run/react';
import { BlockStack, Card, ChoiceList, Layout, Page, SkeletonBodyText, Text, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { COMPATIBILITY_SOURCES, type CompatibilityRule } from '#app/domain/compatibility/rule-list.ts';
import { LEFT_ALONE_MEANINGS } from '#app/domain/consent/left-alone-tags.ts';
import { DISCOUNT_CLASSES, type DiscountWord } from '#app/domain/discount/shop-discount.ts';
import { BLOCK_KINDS, type BlockEntry, entryKey } from '#app/domain/eligibility/block-list.ts';
import { LIMIT_SCOPES, type LimitEntry } from '#app/domain/eligibility/limit-list.ts';
import { DISCOUNT_MODES } from '#app/domain/margin/guardrails.ts';
import { MARGIN_SCOPES, type MarginRule } from '#app/domain/margin/margin-rule.ts';
import { saveBlockList } from '#app/pipeline/decide/save-block-list.ts';
import { saveCompatibility } from '#app/pipeline/decide/save-compatibility.ts';
import { saveDiscountWords } from '#app/pipeline/decide/save-discount-words.ts';
import { saveGuardrails } from '#app/pipeline/decide/save-guardrails.ts';
import { saveLeftAlone } from '#app/pipeline/decide/save-left-alone.ts';
import { saveMarginRules } from '#app/pipeline/decide/save-margin-rules.ts';
import { saveLimits } from '#app/pipeline/decide/save-limits.ts';
import { guardrailsPage } from '#app/read/guardrails.ts';
import { type GuardrailsEffect, guardrailsEffect } from '#app/read/guardrails-effect.ts';
import { type GuardrailsReplay, guardrailsReplay } from '#app/read/guardrails-replay.ts';
import { BlockList } from '#app/ui/guardrails/block-list.tsx';
import { boundsText } from '#app/ui/guardrails/bounds-text.ts';
import { Compatibility } from '#app/ui/guardrails/compatibility.tsx';
import { changedWords, type TypedWords } from '#app/ui/guardrails/discount-words.ts';
import { formOf, type GuardrailField, type GuardrailsForm, readForm } from '#app/ui/guardrails/form.ts';
import { LeftAlone } from '#app/ui/guardrails/left-alone.tsx';
import { Limits } from '#app/ui/guardrails/limits.tsx';
import { MarginRules } from '#app/ui/guardrails/margin-rules.tsx';
import { EFFECT, GuardrailsIndex, GuardrailsPart } from '#app/ui/guardrails/parts.tsx';
import { OtherDiscounts } from '#app/ui/guardrails/other-discounts.tsx';
import { Replay } from '#app/ui/guardrails/replay.tsx';
import { PageError } from '#app/ui/page-error.tsx';
import { SaveBar } from '#app/ui/save-bar.tsx';
import { useShopFormat } from '#app/ui/shop-format-context.tsx';
import { text } from '#app/ui/text/text.ts';
import { useAnswer } from '#app/ui/use-answer.ts';
import { usePolling } from '#app/ui/use-polling.ts';
import { useToast } from '#app/ui/use-toast.ts';
import { merchant, shown } from './app/merchant.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, at } = await merchant(request);
  return shown(guardrailsPage(shop.shopId, at));
}

const whole = z.number().int().min(0);
const block = z.object({ kind: z.enum(BLOCK_KINDS), value: z.string(), title: z.string() });
const tagList = z.array(z.string()).max(1_000);
const day = z.object({ month: z.number(), day: z.number() });
const limit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('season'), from: day, to: day }),
  z.object({ kind: z.literal('region'), countries: z.array(z.string()).max(1_000) }),
  z.object({ kind: z.literal('age'), tag: z.string() }),
  z.object({ kind: z.literal('company'), tag: z.string() }),
]);
const lists = z.object({
  blocks: z.array(block).max(5_000),
  leftAlone: z.object({ left_alone: tagList, open_case: tagList }),
  limits: z.array(z.object({ scope: z.enum(LIMIT_SCOPES), value: z.string(), title: z.string(), limit })).max(1_000),
  marginRules: z.array(
    z.object({ scope: z.enum(MARGIN_SCOPES), value: z.string(), title: z.string(), floorBp: whole.nullable(), floorMinor: whole.nullable(), defaultCostBp: whole.nullable(), handlingMinor: whole.nullable() }),
  ).max(1_000),
  discountWords: z.array(z.object({ discountId: z.string(), saidBp: whole.max(10_000).nullable() })).max(1_000),
  compatibility: z.array(z.object({ source: z.enum(COMPATIBILITY_SOURCES), key: z.string(), name: z.string() })).max(1_000),
});
const change = z.object({
  intent: z.enum(['count', 'save']),
  lists,
  guardrails: z.object({
    floorBp: whole,
    floorMinor: whole,
    maxDiscountBp: whole,
    defaultCostBp: whole.nullable(),
    feeBp: whole,
    feeMinor: whole,
    returnCooldownDays: whole,
    categoryCooldownDays: whole,
    offerCooldownDays: whole,
    firstValueDays: whole,
    dearestBp: whole,
    handlingMinor: whole,
    shippingMinor: whole,
    discountMode: z.enum(DISCOUNT_MODES),
    combinesWith: z.array(z.enum(DISCOUNT_CLASSES)),
  }),
});

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor, at } = await merchant(request);
  const { intent, guardrails, lists: given } = change.parse(await request.json());
  if (intent === 'count') {
    const [effect, replay] = await Promise.all([
      guardrailsEffect(shop.shopId, guardrails, given.blocks, given.marginRules, at, given.discountWords), guardrailsReplay(shop.shopId, { guardrails, blocks: given.blocks, marginRules: given.marginRules, discountWords: given.discountWords }, at),
    ]);
    return { ok: true as const, counted: { effect, replay } };
  }
  const listed = await saveBlockList(shop.shopId, given.blocks, actor, at);
  if (listed.kind === 'invalid') return { ok: false as const, message: text.blockList.refused(listed.why) };
  for (const meaning of LEFT_ALONE_MEANINGS) {
    const alone = await saveLeftAlone(shop.shopId, meaning, given.leftAlone[meaning], actor, at);
    if (alone.kind === 'invalid') return { ok: false as const, message: text.leftAlone.refused(alone.why) };
  }
  const limited = await saveLimits(shop.shopId, given.limits, actor, at);
  if (limited.kind === 'invalid') return { ok: false as const, message: text.limits.refused(limited.why) };
  const ruled = await saveMarginRules(shop.shopId, given.marginRules, actor, at);
  if (ruled.kind === 'invalid') return { ok: false as const, message: text.marginRules.refused(ruled.why) };
  const fitting = await saveCompatibility(shop.shopId, given.compatibility, actor, at);
  if (fitting.kind === 'invalid') return { ok: false as const, message: text.compatibility.refused(fitting.why) };
  await saveDiscountWords(shop.shopId, given.discountWords, actor, at);
  const outcome = await saveGuardrails(shop.shopId, guardrails, actor, at);
  return outcome.kind === 'valid' ? { ok: true as const } : { ok: false as const, message: text.guardrails.outOfBounds };
}

export default function Guardrails() {
  const page = useLoaderData<typeof loader>();
  const save = useFetcher<typeof action>();
  const toast = useToast();
  usePolling(Object.values(page.blockStates).includes('reading') || page.readingRules.length > 0, 1_000);
  const { revalidate } = useRevalidator();
  useAnswer(save, (answer) => {
    // A count that was under way drops what Remix reads again by itself: it is asked for once more.
    if (answer.ok) revalidate();
    if (answer.ok) toast(text.guardrails.saved);
    else toast(text.save.failed(answer.message), { isError: true });
  });
  return (
    <GuardrailsForms
      key={JSON.stringify([page.guardrails, textOf(listsOf(page))])}
      page={page}
      saving={save.state !== 'idle'}
      onSave={(guardrails, lists) => save.submit(JSON.parse(JSON.stringify({ intent: 'save', guardrails, lists })), { method: 'post', encType: 'application/json' })}
    />
  );
}

type PageData = Awaited<ReturnType<typeof guardrailsPage>>;

/** What is kept beside the numbers. */
interface Lists {
  blocks: readonly BlockEntry[];
  leftAlone: PageData['leftAlone'];
  limits: readonly LimitEntry[];
  marginRules: readonly MarginRule[];
  compatibility: readonly CompatibilityRule[];
  /** Those that differ from what is saved. */
  discountWords: readonly DiscountWord[];
}

const listsOf = ({ blocks, leftAlone, limits, marginRules, compatibility }: PageData): Lists => ({ blocks, leftAlone, limits, marginRules, compatibility, discountWords: [] });

const NO_LISTS: Lists = { blocks: [], leftAlone: { left_alone: [], open_case: [] }, limits: [], marginRules: [], compatibility: [], discountWords: [] };

/** The same for the same lists: blocks by which they are, whatever their order and titles. */
const textOf = ({ blocks, ...others }: Lists): string => JSON.stringify([blocks.map(entryKey).sort(), others]);

interface FormsProps {
  page: PageData;
  saving: boolean;
  onSave: (guardrails: PageData['guardrails'], lists: Lists) => void;
}

function GuardrailsForms({ page, saving, onSave }: FormsProps) {
  const format = useShopFormat();
  const clean = formOf(page.guardrails, format.currencyExponent);
  const [form, setForm] = useState<GuardrailsForm>(clean);
  const read = readForm(form, format.currencyExponent, page.bounds);
  const kept = listsOf(page);
  const [drafted, setLists] = useState<Lists>(kept);
  const [typed, setTyped] = useState<TypedWords>({});
  const words = changedWords(page.others, typed);
  const lists: Lists = { ...drafted, discountWords: words ?? [] };
  const isSound = read.kind === 'sound' && words !== null;
  const put = (changed: Partial<Lists>) => setLists({ ...drafted, ...changed });
  const dirty = JSON.stringify(form) !== JSON.stringify(clean) || textOf(lists) !== textOf(kept) || words === null;
  const draft = read.kind === 'sound' ? read.guardrails : page.guardrails;
  const counted = useDraftCounts(draft, lists, dirty && !saving && isSound);
  const effect = dirty ? counted?.effect : page.effect;

  const discard = () => {
    setForm(clean);
    setLists(kept);
    setTyped({});
  };

  const field = (name: GuardrailField, label: string, suffix: string, help?: string) => (
    <TextField
      label={label}
      value={form[name]}
      onChange={(value) => setForm({ ...form, [name]: value })}
      suffix={suffix}
      inputMode="decimal"
      autoComplete="off"
      {...(help ? { helpText: help } : {})}
      {...(read.kind === 'unsound' && read.fields.has(name) ? { error: boundsText(name, page.bounds[name], format) } : {})}
    />
  );

  return (
    <Page
      title={text.guardrails.title}
      subtitle={text.guardrails.intro}
      {...(page.savedAt === null ? { primaryAction: { content: text.guardrails.saveDefaults, onAction: () => onSave(page.guardrails, kept), disabled: dirty, loading: saving } } : {})}
    >
      <SaveBar open={dirty} saving={saving} sound={isSound} onSave={() => isSound && onSave(read.guardrails, lists)} onDiscard={discard} />
      <GuardrailsIndex />
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <GuardrailsPart part="money">
            <Section title={text.guardrails.floorTitle} sentence={
                draft.floorMinor > 0 ? text.guardrails.floorText(format.percent(draft.floorBp), format.money(draft.floorMinor)) : text.guardrails.floorTextPercent(format.percent(draft.floorBp))
              }>
              <div className="desk-fields">
                {field('floorBp', text.guardrails.floorPercent, '%')}
                {field('floorMinor', text.guardrails.floorMoney, format.currency)}
              </div>
            </Section>
            <Section title={text.guardrails.discountTitle} sentence={text.guardrails.discountText(format.percent(draft.maxDiscountBp))}>
              <div className="desk-fields">{field('maxDiscountBp', text.guardrails.maxDiscount, '%')}</div>
              <ChoiceList
                title={text.guardrails.discountMode}
                choices={[
                  { value: 'least_that_pays', label: text.guardrails.discountLeast, helpText: text.guardrails.discountLeastHelp },
                  { value: 'as_set', label: text.guardrails.discountAsSet, helpText: text.guardrails.discountAsSetHelp },
                ]}
                selected={[form.discountMode]}
                onChange={([choice]) => setForm({ ...form, discountMode: choice === 'as_set' ? 'as_set' : 'least_that_pays' })}
              />
            </Section>
            <Section title={text.guardrails.costTitle} sentence={`${text.guardrails.costText} ${text.guardrails.feeText(format.percent(draft.feeBp), format.money(draft.feeMinor))}`}>
              <ChoiceList
                title={text.guardrails.costChoice}
                choices={[
                  {
                    value: 'assume',
                    label: text.guardrails.costAssume,
                    helpText: text.guardrails.costAssumeHelp,
                    renderChildren: (selected) => (selected ? <div className="desk-fields">{field('defaultCostBp', text.guardrails.assumedCost, '%')}</div> : null),
                  },
                  { value: 'refuse', label: text.guardrails.costRefuse, helpText: text.guardrails.costRefuseHelp },
                ]}
                selected={[form.assumes ? 'assume' : 'refuse']}
                onChange={([choice]) => setForm({ ...form, assumes: choice === 'assume' })}
              />
              <div className="desk-fields">
                {field('feeBp', text.guardrails.feePercent, '%')}
                {field('feeMinor', text.guardrails.feeMoney, format.currency, text.guardrails.feeMoneyHelp)}
                {field('handlingMinor', text.guardrails.handling, format.currency, text.guardrails.handlingHelp)}
                {field('shippingMinor', text.guardrails.shipping, format.currency, text.guardrails.shippingHelp)}
              </div>
            </Section>
            <OtherDiscounts others={page.others} combinesWith={form.combinesWith} onChange={(combinesWith) => setForm({ ...form, combinesWith })} words={typed} onSay={setTyped} />
            <MarginRules rules={lists.marginRules} onChange={(marginRules) => put({ marginRules })} />
            </GuardrailsPart>
            <GuardrailsPart part="range">
            <BlockList entries={lists.blocks} states={page.blockStates} onChange={(blocks) => put({ blocks })} />
            <Limits entries={lists.limits} idle={page.idleLimits} onChange={(limits) => put({ limits })} />
            <Compatibility rules={lists.compatibility} idle={page.idleRules} reading={page.readingRules} onChange={(compatibility) => put({ compatibility })} />
            </GuardrailsPart>
            <GuardrailsPart part="customers">
            <Section title={text.guardrails.returnTitle} sentence={text.guardrails.returnText(draft.returnCooldownDays)}>
              <div className="desk-fields">{field('returnCooldownDays', text.guardrails.returnDays, text.guardrails.days)}</div>
            </Section>
            <Section title={text.guardrails.timingTitle} sentence={text.guardrails.timingText(format.percent(draft.dearestBp), draft.offerCooldownDays)}>
              <div className="desk-fields">
                {field('dearestBp', text.guardrails.dearest, '%')}
                {field('offerCooldownDays', text.guardrails.offerDays, text.guardrails.days, text.guardrails.noWait)}
                {field('categoryCooldownDays', text.guardrails.categoryDays, text.guardrails.days, text.guardrails.noWait)}
                {field('firstValueDays', text.guardrails.firstDays, text.guardrails.days, text.guardrails.noWait)}
              </div>
            </Section>
            {LEFT_ALONE_MEANINGS.map((meaning) => (
              <LeftAlone key={meaning} meaning={meaning} tags={lists.leftAlone[meaning]} onChange={(tags) => put({ leftAlone: { ...lists.leftAlone, [meaning]: tags } })} />
            ))}
            </GuardrailsPart>
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <div id={EFFECT} tabIndex={-1} className="desk-stays">
          <BlockStack gap="400">
          <Card>
            <BlockStack gap="300">
              <Text as="h2" variant="headingMd">
                {text.guardrailsReplay.title}
              </Text>
              <div aria-live="polite">
                <BeforeSaving dirty={dirty} sound={isSound} replay={counted?.replay} />
              </div>
            </BlockStack>
          </Card>
          <Card>
            <BlockStack gap="300">
              <Text as="h2" variant="headingMd">
                {text.guardrails.effectTitle}
              </Text>
              <div aria-live="polite">
                {!isSound ? (
                  <Text as="p">{text.guardrails.effectUnsound}</Text>
                ) : effect ? (
                  <Effect effect={effect} />
                ) : (
                  <SkeletonBodyText lines={3} />
                )}
              </div>
              <Text as="p" tone="subdued">
                {dirty ? text.guardrails.effectDraft : page.savedAt === null ? text.guardrails.defaults : text.guardrails.lastSaved(format.dateTime(page.savedAt))}
              </Text>
            </BlockStack>
          </Card>
          </BlockStack>
          </div>
        </Layout.Section>
      </Layout>
    </Page>
  );
}

function Section({ title, sentence, children }: { title: string; sentence: string; children: React.ReactNode }) {
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h3" variant="headingMd">
            {title}
          </Text>
          <Text as="p">{sentence}</Text>
        </BlockStack>
        {children}
      </BlockStack>
    </Card>
  );
}

function BeforeSaving({ dirty, sound, replay }: { dirty: boolean; sound: boolean; replay: GuardrailsReplay | undefined }) {
  if (!dirty) return <Text as="p">{text.guardrailsReplay.clean}</Text>;
  if (!sound) return <Text as="p">{text.guardrails.effectUnsound}</Text>;
  return replay ? <Replay replay={replay} /> : <SkeletonBodyText lines={3} />;
}

function Effect({ effect }: { effect: GuardrailsEffect }) {
  const format = useShopFormat();
  const total = format.count(effect.products);
  const discount = format.percent(effect.discountBp);
  if (effect.products === 0) return <Text as="p">{text.guardrails.effectNoProducts}</Text>;
  if (effect.blocked + effect.noCost + effect.belowFloor + effect.besideOnly + effect.smallerDiscount === 0 && !effect.unread) return <Text as="p">{text.guardrails.effectAll(total, discount)}</Text>;
  return (
    <BlockStack gap="200">
      {effect.blocked > 0 ? <Text as="p">{text.blockList.effect(format.count(effect.blocked), total)}</Text> : null}
      {effect.unread ? <Text as="p">{text.blockList.effectUnread}</Text> : null}
      {effect.noCost > 0 ? <Text as="p">{text.guardrails.effectNoCost(format.count(effect.noCost), total)}</Text> : null}
      {effect.belowFloor > 0 ? <Text as="p">{text.guardrails.effectBelowFloor(format.count(effect.belowFloor), total)}</Text> : null}
      {effect.besideOnly > 0 ? <Text as="p">{text.guardrails.effectBesideOnly(format.count(effect.besideOnly), total)}</Text> : null}
      {effect.smallerDiscount > 0 ? <Text as="p">{text.guardrails.effectSmaller(format.count(effect.smallerDiscount), total, discount)}</Text> : null}
    </BlockStack>
  );
}

/** Holds what is typed against the catalogue and the offers that were made; undefined until the answer to the latest is here. */
function useDraftCounts(guardrails: PageData['guardrails'], { blocks, marginRules, discountWords }: Lists, wanted: boolean): { effect: GuardrailsEffect; replay: GuardrailsReplay } | undefined {
  const { submit, data, state } = useFetcher<typeof action>();
  const body = JSON.stringify({ intent: 'count', guardrails, lists: { ...NO_LISTS, blocks, marginRules, discountWords } });
  const [asked, setAsked] = useState('');
  useEffect(() => {
    if (!wanted) return;
    const timer = setTimeout(() => {
      setAsked(body);
      submit(JSON.parse(body), { method: 'post', encType: 'application/json' });
    }, 300);
    return () => clearTimeout(timer);
  }, [submit, body, wanted]);
  return asked === body && state === 'idle' && data && 'counted' in data ? data.counted : undefined;
}

/** Counting changes nothing, so nothing is read again for it. */
export function shouldRevalidate({ json, defaultShouldRevalidate }: { json?: unknown; defaultShouldRevalidate: boolean }) {
  return (json as { intent?: string } | undefined)?.intent === 'count' ? false : defaultShouldRevalidate;
}

export { PageError as ErrorBoundary };
