// One rule: its conditions and what follows, in fields on the left, in words on the right; and what it does to a cart.
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { BlockStack, Button, Card, Layout, Page, Text, TextField } from '@shopify/polaris';
import { useRef, useState } from 'react';
import { z } from 'zod';
import { MOST_CONDITIONS, RULE_NAME_LIMIT, writtenRule } from '#app/contract/offer-rule.ts';
import { saveRule } from '#app/pipeline/decide/save-rules.ts';
import { ruleEditor, type RuleNames } from '#app/read/rules.ts';
import { PageError } from '#app/ui/page-error.tsx';
import { ActionCard } from '#app/ui/rules/action-card.tsx';
import { ConditionCard } from '#app/ui/rules/condition-card.tsx';
import { draftOfRule, faultsOf, isSoundRule, newCondition, type RuleDraft, ruleOf, STARTERS, starterDraft } from '#app/ui/rules/draft.ts';
import { ruleSentence } from '#app/ui/rules/rule-sentence.ts';
import { SaveBar } from '#app/ui/save-bar.tsx';
import { useShopFormat } from '#app/ui/shop-format-context.tsx';
import { text } from '#app/ui/text/text.ts';
import { useAnswer } from '#app/ui/use-answer.ts';
import { useToast } from '#app/ui/use-toast.ts';
import { done, merchant, type PageErrorBody, shown } from './app/merchant.server.ts';

const NEW = 'new';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await merchant(request);
  const ruleId = params.ruleId === NEW ? null : z.uuid().safeParse(params.ruleId).data;
  const editor = ruleId === undefined ? undefined : await shown(ruleEditor(shop.shopId, ruleId));
  if (!editor) throw data<PageErrorBody>({ code: 'not_found', message: text.pageError.gone }, { status: 404 });
  return editor;
}

const body = z.object({ version: z.number().int().nullable(), rule: writtenRule });

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, actor, at } = await merchant(request);
  const { version, rule } = body.parse(await request.json());
  const known = params.ruleId === NEW || version === null ? null : { ruleId: z.uuid().parse(params.ruleId), version };
  const saved = await done(saveRule(shop.shopId, known, rule, actor, at));
  if (!saved.ok) return saved;
  const [fault] = saved.value.kind === 'invalid' ? saved.value.faults : [];
  return fault ? { ok: false as const, code: 'bad_request' as const, message: text.rules.faults[fault.code] } : { ok: true as const, isNew: known === null };
}

export default function RuleEditorPage() {
  const editor = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { currencyExponent } = useShopFormat();
  const starter = STARTERS.find((each) => each === search.get('from')) ?? 'cart_total';
  const clean = editor.rule ? draftOfRule(editor.rule.text, currencyExponent) : starterDraft(starter);
  return <Editor key={editor.rule ? `${editor.rule.ruleId}:${editor.rule.version}` : starter} editor={editor} clean={clean} />;
}

function Editor({ editor, clean }: { editor: ReturnType<typeof useLoaderData<typeof loader>>; clean: RuleDraft }) {
  const { rule, choices, sets } = editor;
  const saving = useFetcher<typeof action>();
  const navigate = useNavigate();
  const toast = useToast();
  const format = useShopFormat();
  const [draft, setDraft] = useState(clean);
  const [names, setNames] = useState<RuleNames>(() => ({ ...editor.names, sets: { ...editor.names.sets, ...Object.fromEntries(sets.map((set) => [set.setId, set])) } }));
  const [tried, setTried] = useState(false);
  const nextKey = useRef(clean.conditions.length);
  const said = text.rules;
  useAnswer(saving, (answer) => {
    if (!answer.ok) return toast(text.save.failed(answer.message), { isError: true });
    toast(answer.isNew ? said.added : said.saved);
    navigate('/app/rules');
  });

  const faults = faultsOf(draft, format.currencyExponent);
  const sound = isSoundRule(faults);
  const saved = saving.state === 'idle' && saving.data?.ok === true;
  const dirty = !saved && JSON.stringify(draft) !== JSON.stringify(clean);
  const named = (kind: 'products' | 'collections', more: Record<string, string>) => setNames((known) => ({ ...known, [kind]: { ...known[kind], ...more } }));
  const save = () => {
    setTried(true);
    if (!sound) return;
    saving.submit({ version: rule?.version ?? null, rule: ruleOf(draft, format.currencyExponent) } as never, { method: 'post', encType: 'application/json' });
  };
  const change = (key: number, fields: Partial<RuleDraft['conditions'][number]>) => setDraft({ ...draft, conditions: draft.conditions.map((each) => (each.key === key ? { ...each, ...fields } : each)) });
  const addCondition = () => setDraft({ ...draft, conditions: [...draft.conditions, newCondition(nextKey.current++, 'cart_has')] });

  return (
    <Page title={rule ? said.editTitle : said.newTitle} backAction={{ content: said.title, url: '/app/rules' }}>
      <SaveBar open={dirty} saving={saving.state !== 'idle'} sound={sound} onSave={save} onDiscard={() => (rule ? setDraft(clean) : navigate('/app/rules'))} />
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <Card>
              <BlockStack gap="400">
                <BlockStack gap="100">
                  <Text as="h2" variant="headingMd">
                    {said.ifTitle}
                  </Text>
                  <Text as="p" tone="subdued">
                    {draft.conditions.length === 0 ? said.ifAlways : draft.conditions.length > 1 ? said.ifHelp : ''}
                  </Text>
                </BlockStack>
                {draft.conditions.map((fields, at) => (
                  <ConditionCard
                    key={fields.key} place={at + 1} fields={fields} choices={choices} names={names} fault={tried ? (faults.conditions.get(fields.key) ?? null) : null} onNamed={named}
                    onChange={(more) => change(fields.key, more)}
                    onRemove={() => setDraft({ ...draft, conditions: draft.conditions.filter(({ key }) => key !== fields.key) })}
                  />
                ))}
                {draft.conditions.length < MOST_CONDITIONS ? (
                  <div>
                    <Button onClick={addCondition}>{said.addCondition}</Button>
                  </div>
                ) : null}
              </BlockStack>
            </Card>
            <ActionCard fields={draft.action} names={names} sets={sets} fault={tried ? faults.action : null} onNamed={named} onChange={(more) => setDraft({ ...draft, action: { ...draft.action, ...more } })} />
            <Card>
              <TextField label={said.name} value={draft.name} onChange={(name) => setDraft({ ...draft, name })} helpText={said.nameHelp} maxLength={RULE_NAME_LIMIT} autoComplete="off" />
            </Card>
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <Card>
            <div aria-live="polite">
              <Text as="p" variant="headingMd">
                {ruleSentence(ruleOf(draft, format.currencyExponent), { names, choices, format })}
              </Text>
            </div>
          </Card>
        </Layout.Section>
      </Layout>
    </Page>
  );
}

export { PageError as ErrorBoundary };
