// One set: its goal, discount, slots and candidates on the left; on the right what a shopper would see of it.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { Badge, BlockStack, Box, Card, InlineStack, Layout, Modal, Page, Text, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { changeTerms } from '#app/pipeline/learn/change-terms.ts';
import type { WrittenTerms } from '#app/domain/offer/offer-terms.ts';
import { reviseSet } from '#app/pipeline/learn/review-sets.ts';
import type { FoundProduct } from '#app/read/find-products.ts';
import { setForEditor } from '#app/read/set.ts';
import { PageError } from '#app/ui/page-error.tsx';
import { Picture } from '#app/ui/picture.tsx';
import { SaveBar } from '#app/ui/save-bar.tsx';
import { AddProduct } from '#app/ui/sets/add-product.tsx';
import { added, type Draft, discountBpOf, draftOf, GOAL_LIMIT, hasSlotLeft, isSound, moved, problemsOf, removed, renamed, SLOT_NAME_LIMIT, sameDraft, withSlot } from '#app/ui/sets/draft.ts';
import { SetPreview } from '#app/ui/sets/preview.tsx';
import { useReviews } from '#app/ui/sets/reviews.tsx';
import { SetFacts } from '#app/ui/sets/set-facts.tsx';
import { SetOffer } from '#app/ui/sets/set-offer.tsx';
import { SlotEditor } from '#app/ui/sets/slot-editor.tsx';
import { useShopFormat } from '#app/ui/shop-format-context.tsx';
import { text } from '#app/ui/text/text.ts';
import { useAnswer } from '#app/ui/use-answer.ts';
import { useToast } from '#app/ui/use-toast.ts';
import { done, merchant, shown } from './app/merchant.server.ts';

const setIdOf = z.uuid().catch('00000000-0000-0000-0000-000000000000');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, at } = await merchant(request);
  return shown(setForEditor(shop.shopId, setIdOf.parse(params.setId), at));
}

const productId = z.string().regex(/^\d{1,20}$/).transform(BigInt);
const offer = z.object({
  intent: z.literal('offer'),
  terms: z.object({ kind: z.string(), discountBp: z.number(), minor: z.number().nullable(), slotNo: z.number().nullable(), tag: z.string().nullable() }),
});
const draft = z.object({
  intent: z.enum(['preview', 'save']),
  goal: z.string().trim().min(1).max(GOAL_LIMIT),
  discountBp: z.number().int().min(0).max(10_000),
  slots: z
    .array(z.object({ slotNo: z.number().int().min(1).max(9), name: z.string().trim().min(1).max(SLOT_NAME_LIMIT), productIds: z.array(productId).min(1).max(20) }))
    .min(1)
    .max(3),
});

const change = z.discriminatedUnion('intent', [offer, draft]);

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, actor, at } = await merchant(request);
  const setId = setIdOf.parse(params.setId);
  const asked = change.parse(await request.json());
  if (asked.intent === 'offer') return done(changeTerms(shop.shopId, setId, asked.terms, actor, at));
  const { intent, ...drafted } = asked;
  if (intent === 'preview') return done(setForEditor(shop.shopId, setId, at, drafted));
  return done(reviseSet(shop.shopId, setId, drafted, actor, at));
}

export default function SetEditor() {
  const saved = useLoaderData<typeof loader>();
  const save = useFetcher<typeof action>();
  const offerSave = useFetcher<typeof action>();
  const toast = useToast();
  useAnswer(offerSave, (answer) => {
    if (answer.ok) toast(text.setOffer.saved);
    else toast(text.save.failed(answer.message), { isError: true });
  });
  useAnswer(save, (answer) => {
    if (answer.ok) toast(saved.set.status === 'approved' ? text.set.savedLive : text.set.saved);
    else toast(text.save.failed(answer.message), { isError: true });
  });
  // Another set, or the same one after it was saved or changed elsewhere, starts a fresh draft.
  return (
    <Editor
      key={`${saved.set.setId}:${JSON.stringify([draftOf(saved.set), saved.set.terms])}`}
      saved={saved}
      saving={save.state !== 'idle'}
      onSave={(draft) => save.submit(bodyOf('save', draft), { method: 'post', encType: 'application/json' })}
      offerSaving={offerSave.state !== 'idle'}
      onOffer={(terms) => offerSave.submit({ intent: 'offer', terms: { ...terms } }, { method: 'post', encType: 'application/json' })}
    />
  );
}

interface EditorProps {
  saved: Awaited<ReturnType<typeof setForEditor>>;
  saving: boolean;
  onSave: (draft: Draft) => void;
  offerSaving: boolean;
  onOffer: (terms: WrittenTerms) => void;
}

function Editor({ saved, saving, onSave, offerSaving, onOffer }: EditorProps) {
  const { set, maxDiscountBp } = saved;
  const clean = draftOf(set);
  const [draft, setDraft] = useState<Draft>(clean);
  const [tried, setTried] = useState(false);
  const [refusing, setRefusing] = useState(false);
  const format = useShopFormat();
  const reviews = useReviews();
  const dirty = !sameDraft(draft, clean);
  const problems = problemsOf(draft, maxDiscountBp);
  const preview = usePreview(draft, dirty && isSound(problems));
  const drafted = (dirty && preview ? preview : saved).set;
  // What was found is known as it was found, until the preview knows it with the draft's discount.
  const [found, setFound] = useState<FoundProduct[]>([]);
  const facts = new Map([found, ...[...set.slots, ...drafted.slots].map(({ candidates }) => candidates)].flatMap((all) => all.map((one) => [one.productId, one] as const)));
  const taken = draft.slots.flatMap(({ productIds }) => productIds);
  const add = (product: FoundProduct, changed: Draft) => {
    setFound([...found, product]);
    setDraft(changed);
  };
  const maxDiscount = format.percent(maxDiscountBp);

  const trySave = () => {
    setTried(true);
    if (isSound(problems)) onSave(draft);
  };

  return (
    <Page
      backAction={{ content: text.sets.title, url: `/app/sets?status=${set.status}` }}
      title={set.goal}
      titleMetadata={<Badge {...(set.status === 'approved' ? { tone: 'success' as const } : {})}>{text.set.status(set.status)}</Badge>}
      {...(set.status === 'suggested' || set.status === 'paused'
        ? {
            primaryAction: {
              content: set.status === 'paused' ? text.sets.resume : text.sets.approve,
              onAction: () => reviews.review([set], 'approve'),
              disabled: dirty || reviews.leaving.size > 0,
            },
          }
        : {})}
      secondaryActions={[
        ...(set.status === 'approved' ? [{ content: text.sets.pause, onAction: () => reviews.review([set], 'pause') }] : []),
        ...(set.status === 'refused'
          ? [{ content: text.sets.suggestAgain, onAction: () => reviews.review([set], 'return') }]
          : [{ content: text.sets.refuse, destructive: true, onAction: () => (set.status === 'suggested' ? reviews.review([set], 'refuse') : setRefusing(true)) }]),
      ]}
    >
      <SaveBar open={dirty} saving={saving} sound={isSound(problems)} onSave={trySave} onDiscard={() => setDraft(clean)} />
      <Modal
        open={refusing}
        onClose={() => setRefusing(false)}
        title={text.set.refuseTitle}
        primaryAction={{
          content: text.sets.refuse,
          destructive: true,
          onAction: () => {
            setRefusing(false);
            reviews.review([set], 'refuse');
          },
        }}
        secondaryActions={[{ content: text.common.cancel, onAction: () => setRefusing(false) }]}
      >
        <Modal.Section>
          <Text as="p">{text.set.refuseBody}</Text>
        </Modal.Section>
      </Modal>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <Card>
              <BlockStack gap="400">
                <InlineStack gap="300" blockAlign="center" wrap={false}>
                  <Picture url={set.anchor.imageUrl} alt="" size={72} />
                  <BlockStack gap="050">
                    <Text as="h2" variant="headingSm">
                      {text.sets.startsWith(set.anchor.title)}
                    </Text>
                    <SetFacts set={drafted} />
                  </BlockStack>
                </InlineStack>
                <TextField
                  label={text.set.goal}
                  value={draft.goal}
                  onChange={(goal) => setDraft({ ...draft, goal })}
                  helpText={text.set.goalHelp}
                  maxLength={GOAL_LIMIT}
                  showCharacterCount
                  autoComplete="off"
                  {...(problems.goal ? { error: problems.goal === 'missing' ? text.set.goalMissing : text.set.goalLong(GOAL_LIMIT) } : {})}
                />
              </BlockStack>
            </Card>
            <SetOffer
              set={set}
              maxDiscountBp={maxDiscountBp}
              discount={
                <div className="desk-fields">
                  <TextField
                    label={text.set.discount}
                    value={draft.discount}
                    onChange={(discount) => setDraft({ ...draft, discount })}
                    helpText={text.set.discountHelp(maxDiscount)}
                    inputMode="decimal"
                    suffix="%"
                    autoComplete="off"
                    {...(problems.discount ? { error: text.set.discountInvalid(maxDiscount) } : {})}
                  />
                </div>
              }
              disabled={dirty}
              saving={offerSaving}
              onSave={onOffer}
            />
            <Box paddingInline={{ xs: '400', sm: '0' }}>
              <Text as="h2" variant="headingMd">
                {text.set.slotsTitle}
              </Text>
              <Text as="p" tone="subdued">
                {text.set.slotsHelp}
              </Text>
            </Box>
            {draft.slots.map((slot) => (
              <SlotEditor
                key={slot.slotNo}
                name={slot.name}
                nameMissing={tried && problems.names.includes(slot.slotNo)}
                candidates={slot.productIds.flatMap((id) => facts.get(id) ?? [])}
                removable={draft.slots.length > 1 || slot.productIds.length > 1}
                onRename={(name) => setDraft(renamed(draft, slot.slotNo, name))}
                onMove={(from, by) => setDraft(moved(draft, slot.slotNo, from, by))}
                onRemove={(id) => setDraft(removed(draft, slot.slotNo, id))}
                setId={set.setId}
                taken={taken}
                onAdd={(product) => add(product, added(draft, slot.slotNo, product.productId))}
              />
            ))}
            {hasSlotLeft(draft) ? (
              <Card>
                <BlockStack gap="300">
                  <Text as="h2" variant="headingMd">
                    {text.set.addSlot}
                  </Text>
                  <Text as="p" tone="subdued">
                    {text.set.addSlotHelp}
                  </Text>
                  <AddProduct
                    setId={set.setId}
                    label={text.set.addSlotProduct}
                    without={taken}
                    onAdd={(product) => add(product, withSlot(draft, product.productType.toLowerCase(), product.productId))}
                  />
                </BlockStack>
              </Card>
            ) : null}
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <Card>
            <SetPreview set={drafted} />
          </Card>
        </Layout.Section>
      </Layout>
    </Page>
  );
}

const bodyOf = (intent: 'preview' | 'save', { goal, discount, slots }: Draft) => ({ intent, goal: goal.trim(), discountBp: discountBpOf(discount) ?? 0, slots });

/** The server judges the draft by the same rules that an offer passes; asked again when typing pauses. */
function usePreview(draft: Draft, wanted: boolean) {
  const { submit, data } = useFetcher<typeof action>();
  const body = JSON.stringify(bodyOf('preview', draft));
  useEffect(() => {
    if (!wanted) return;
    const timer = setTimeout(() => submit(JSON.parse(body), { method: 'post', encType: 'application/json' }), 250);
    return () => clearTimeout(timer);
  }, [submit, body, wanted]);
  return data?.ok && data.value && 'set' in data.value ? data.value : undefined;
}

/** A preview changes nothing, so nothing is read again for it. */
export function shouldRevalidate({ json, defaultShouldRevalidate }: { json?: unknown; defaultShouldRevalidate: boolean }) {
  return (json as { intent?: string } | undefined)?.intent === 'preview' ? false : defaultShouldRevalidate;
}

export { PageError as ErrorBoundary };
