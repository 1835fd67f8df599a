// One set, as it was written: edited, judged, looked back on.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { type ShouldRevalidateFunction, useFetcher, useLoaderData, useNavigate } from '@remix-run/react';
import { Badge, Banner, BlockStack, Box, Button, ButtonGroup, Modal, Page, Text } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { setDraft } from '#app/contract/set-draft.ts';
import { readTerms, type WrittenTerms } from '#app/domain/offer/offer-terms.ts';
import { fromText, type SetText } from '#app/domain/set/set-text.ts';
import { removeSet } from '#app/pipeline/learn/remove-set.ts';
import { reviseSet } from '#app/pipeline/learn/write-set.ts';
import { editorChoices, type SetForEditor, setForEditor } from '#app/read/set.ts';
import { PageError } from '#app/ui/page-error.tsx';
import { AnswersLine } from '#app/ui/sets/answers-line.tsx';
import { draftOf } from '#app/ui/sets/draft.ts';
import { useReviews } from '#app/ui/sets/reviews.tsx';
import { SetEditor } from '#app/ui/sets/set-editor.tsx';
import { SetFacts } from '#app/ui/sets/set-facts.tsx';
import { useShopFormat } from '#app/ui/shop-format-context.tsx';
import { text } from '#app/ui/text/text.ts';
import { useAnswer } from '#app/ui/use-answer.ts';
import { useToast } from '#app/ui/use-toast.ts';
import { done, merchant, shown } from './app/merchant.server.ts';

const setIdOf = z.uuid().catch('00000000-0000-0000-0000-000000000000');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, at } = await merchant(request);
  const [saved, choices] = await shown(Promise.all([setForEditor(shop.shopId, setIdOf.parse(params.setId), at), editorChoices(shop.shopId)]));
  return { saved, choices };
}

const change = z.discriminatedUnion('intent', [setDraft.extend({ intent: z.literal('save'), version: z.number().int() }), z.object({ intent: z.literal('remove') })]);

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, actor, at } = await merchant(request);
  const setId = setIdOf.parse(params.setId);
  const asked = change.parse(await request.json());
  if (asked.intent === 'remove') return done(removeSet(shop.shopId, setId, actor, at));
  const terms = readTerms(asked.terms);
  return done(reviseSet(shop.shopId, setId, fromText(asked.definition), asked.version, actor, { ...(terms ? { terms } : {}), at }));
}

export default function SetPage() {
  const { saved } = useLoaderData<typeof loader>();
  return <SavedSet key={saved.set.setId} />;
}

const isSame = (one: SetForEditor, other: SetForEditor): boolean => JSON.stringify([one.definition, one.terms]) === JSON.stringify([other.definition, other.terms]);

function SavedSet() {
  const { saved, choices } = useLoaderData<typeof loader>();
  const { set } = saved;
  // What the form began with. It stays while somebody else saves, so that nobody's changes vanish from under their hands.
  const [base, setBase] = useState(saved);
  const [dirty, setDirty] = useState(false);
  const [conflict, setConflict] = useState<{ definition: SetText; terms: WrittenTerms } | null>(null);
  const [asking, setAsking] = useState<'refuse' | 'remove' | null>(null);
  const save = useFetcher<typeof action>();
  const remove = useFetcher<typeof action>();
  const navigate = useNavigate();
  const reviews = useReviews();
  const toast = useToast();
  const format = useShopFormat();
  const say = text.setEditor;

  const begin = (from: SetForEditor) => {
    setConflict(null);
    setBase(from);
  };
  useEffect(() => {
    if (!dirty && !isSame(base, saved)) setBase(saved);
  }, [dirty, base, saved]);
  const send = (definition: SetText, terms: WrittenTerms, version: number) => save.submit(JSON.parse(JSON.stringify({ intent: 'save', definition, terms, version })), { method: 'post', encType: 'application/json' });
  const onSave = (definition: SetText, terms: WrittenTerms) => {
    setConflict({ definition, terms });
    send(definition, terms, isSame(base, saved) ? saved.version : base.version);
  };
  useAnswer(save, (answer) => {
    if (answer.ok) {
      toast(set.status === 'approved' ? text.set.savedLive : text.set.saved);
      begin(saved);
    } else if (answer.code !== 'conflict') {
      setConflict(null);
      toast(text.save.failed(answer.message), { isError: true });
    }
  });
  useAnswer(remove, (answer) => {
    if (!answer.ok) return toast(text.sets.notDone(answer.message), { isError: true });
    toast(say.deleted);
    navigate('/app/sets');
  });
  const inConflict = conflict !== null && save.state === 'idle' && save.data?.ok === false && save.data.code === 'conflict';
  const lastChange = saved.changes[0];

  return (
    <Page
      backAction={{ content: text.sets.title, url: `/app/sets?status=${set.status}` }}
      title={set.goal}
      titleMetadata={<Badge {...(set.status === 'approved' ? { tone: 'success' as const } : {})}>{text.set.status(set.status)}</Badge>}
      subtitle={text.strategy(set.strategy)}
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
        { content: say.duplicate, url: `/app/sets/new?from=${set.setId}` },
        ...(set.status === 'approved' ? [{ content: text.sets.pause, onAction: () => reviews.review([set], 'pause') }] : []),
        ...(set.status === 'refused'
          ? [{ content: text.sets.suggestAgain, onAction: () => reviews.review([set], 'return') }]
          : [{ content: text.sets.refuse, destructive: true, onAction: () => (set.status === 'suggested' ? reviews.review([set], 'refuse') : setAsking('refuse')) }]),
        ...(saved.removable && !dirty ? [{ content: say.delete, destructive: true, onAction: () => setAsking('remove') }] : []),
      ]}
    >
      <Asked
        asking={asking}
        onClose={() => setAsking(null)}
        onConfirm={() => {
          setAsking(null);
          if (asking === 'refuse') reviews.review([set], 'refuse');
          else remove.submit({ intent: 'remove' }, { method: 'post', encType: 'application/json' });
        }}
      />
      <BlockStack gap="400">
        <Box paddingInline={{ xs: '400', sm: '0' }}>
          <BlockStack gap="400">
            <SetFacts set={set} />
            <AnswersLine answers={set.answers} />
          </BlockStack>
        </Box>
        <SetEditor
          key={JSON.stringify([base.definition, base.terms])}
          setId={set.setId}
          begin={draftOf(base.definition, base.terms, format.currencyExponent)}
          choices={choices}
          collections={saved.collections}
          changes={saved.changes}
          saving={save.state !== 'idle'}
          notice={
            inConflict ? (
              <Banner tone="warning" title={say.conflictTitle}>
                <BlockStack gap="200">
                  <Text as="p">{say.conflict(lastChange ? say.logBy(text.activity.actor(lastChange.actor), format.dateTime(lastChange.changedAt)) : '')}</Text>
                  <ButtonGroup>
                    <Button onClick={() => begin(saved)}>{say.loadTheirs}</Button>
                    <Button onClick={() => send(conflict.definition, conflict.terms, saved.version)}>{say.keepMine}</Button>
                  </ButtonGroup>
                </BlockStack>
              </Banner>
            ) : null
          }
          onSave={onSave}
          onDirty={setDirty}
        />
      </BlockStack>
    </Page>
  );
}

/** Only what cannot be taken back by a tap is asked about. */
function Asked({ asking, onClose, onConfirm }: { asking: 'refuse' | 'remove' | null; onClose: () => void; onConfirm: () => void }) {
  const isRemoval = asking === 'remove';
  return (
    <Modal
      open={asking !== null}
      onClose={onClose}
      title={isRemoval ? text.setEditor.deleteTitle : text.set.refuseTitle}
      primaryAction={{ content: isRemoval ? text.setEditor.delete : text.sets.refuse, destructive: true, onAction: onConfirm }}
      secondaryActions={[{ content: text.common.cancel, onAction: onClose }]}
    >
      <Modal.Section>
        <Text as="p">{isRemoval ? text.setEditor.deleteBody : text.set.refuseBody}</Text>
      </Modal.Section>
    </Modal>
  );
}

/** A set that was just removed is not there to be read again. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ json, defaultShouldRevalidate }) => defaultShouldRevalidate && (json as { intent?: string } | undefined)?.intent !== 'remove';

export { PageError as ErrorBoundary };
