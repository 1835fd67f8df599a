// A new set: first what it should do, then the editor with an empty draft, or with a copy of another set.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData, useNavigate } from '@remix-run/react';
import { Page } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { z } from 'zod';
import { setDraft } from '#app/contract/set-draft.ts';
import { readTerms } from '#app/domain/offer/offer-terms.ts';
import { STRATEGIES } from '#app/domain/set/set-definition.ts';
import { fromText } from '#app/domain/set/set-text.ts';
import { createSet } from '#app/pipeline/learn/write-set.ts';
import { editorChoices, setForEditor } from '#app/read/set.ts';
import { PageError } from '#app/ui/page-error.tsx';
import { ChooseStrategy } from '#app/ui/sets/choose-strategy.tsx';
import { draftOf, emptyDraft } from '#app/ui/sets/draft.ts';
import { SetEditor } from '#app/ui/sets/set-editor.tsx';
import { useShopFormat } from '#app/ui/shop-format-context.tsx';
import { text } from '#app/ui/text/text.ts';
import { useAnswer } from '#app/ui/use-answer.ts';
import { useToast } from '#app/ui/use-toast.ts';
import { done, merchant, shown } from './app/merchant.server.ts';

const query = z.object({ strategy: z.enum(STRATEGIES).nullable().catch(null), from: z.uuid().nullable().catch(null) });

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, at } = await merchant(request);
  const { searchParams } = new URL(request.url);
  const { strategy, from } = query.parse({ strategy: searchParams.get('strategy'), from: searchParams.get('from') });
  const [choices, copied] = await shown(Promise.all([editorChoices(shop.shopId), from === null ? null : setForEditor(shop.shopId, from, at)]));
  return { strategy, choices, copied: copied && { definition: copied.definition, terms: copied.terms, collections: copied.collections } };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor, at } = await merchant(request);
  const asked = setDraft.parse(await request.json());
  const terms = readTerms(asked.terms);
  return done(createSet(shop.shopId, fromText(asked.definition), actor, { ...(terms ? { terms } : {}), at }));
}

export default function NewSet() {
  const { strategy, copied } = useLoaderData<typeof loader>();
  if (!copied && !strategy) return <ChooseStrategy />;
  return <NewDraft key={strategy ?? 'copy'} />;
}

function NewDraft() {
  const { strategy, choices, copied } = useLoaderData<typeof loader>();
  const save = useFetcher<typeof action>();
  const navigate = useNavigate();
  const toast = useToast();
  const format = useShopFormat();
  const say = text.setEditor;
  const [created, setCreated] = useState<string | null>(null);
  const kind = copied?.definition.strategy ?? strategy ?? 'completion';
  const [begin] = useState(() => (copied ? { ...draftOf(copied.definition, copied.terms, format.currencyExponent) } : emptyDraft(kind, say.slotNames[kind])));
  useAnswer(save, (answer) => {
    if (answer.ok) setCreated(answer.value);
    else toast(text.save.failed(answer.message), { isError: true });
  });
  useEffect(() => {
    if (created === null) return;
    toast(text.setEditor.created);
    navigate(`/app/sets/${created}`, { replace: true });
  }, [created, navigate, toast]);

  return (
    <Page backAction={{ content: text.sets.title, url: copied ? '/app/sets' : '/app/sets/new' }} title={say.newSet} subtitle={text.strategy(kind)}>
      <SetEditor
        setId={null}
        begin={begin}
        {...(copied ? { first: { ...begin, goal: say.copyOf(begin.goal) } } : {})}
        choices={choices}
        collections={copied?.collections ?? {}}
        changes={[]}
        saving={save.state !== 'idle'}
        isLeaving={created !== null}
        notice={null}
        onSave={(definition, terms) => save.submit(JSON.parse(JSON.stringify({ definition, terms })), { method: 'post', encType: 'application/json' })}
        onDirty={nothing}
      />
    </Page>
  );
}

const nothing = () => {};

export { PageError as ErrorBoundary };
