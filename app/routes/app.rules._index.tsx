// Rules: if this, then that, in the merchant's order; each as a sentence, with what is the matter with it.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { BlockStack, Box, Card, Modal, Page, Text } from '@shopify/polaris';
import { useState } from 'react';
import { z } from 'zod';
import { orderRules, removeRule, switchRule } from '#app/pipeline/decide/save-rules.ts';
import { type RuleOnDesk, rulesPage } from '#app/read/rules.ts';
import { PageError } from '#app/ui/page-error.tsx';
import { RuleRow } from '#app/ui/rules/rule-row.tsx';
import { ruleTitle } from '#app/ui/rules/rule-sentence.ts';
import { Starters } from '#app/ui/rules/starters.tsx';
import { TryCard } from '#app/ui/rules/try-card.tsx';
import { useShopFormat } from '#app/ui/shop-format-context.tsx';
import { text } from '#app/ui/text/text.ts';
import { useAnswer } from '#app/ui/use-answer.ts';
import { useToast } from '#app/ui/use-toast.ts';
import { done, merchant, shown } from './app/merchant.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, at } = await merchant(request);
  return shown(rulesPage(shop.shopId, at));
}

const ruleId = z.uuid();
const change = z.discriminatedUnion('intent', [
  z.object({ intent: z.enum(['on', 'off', 'remove']), ruleId }),
  z.object({ intent: z.literal('order'), ruleIds: z.array(ruleId).max(1_000) }),
]);

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor, at } = await merchant(request);
  const asked = change.parse(await request.json());
  const work =
    asked.intent === 'order' ? orderRules(shop.shopId, asked.ruleIds, actor, at)
    : asked.intent === 'remove' ? removeRule(shop.shopId, asked.ruleId, actor, at)
    : switchRule(shop.shopId, asked.ruleId, asked.intent === 'on', actor, at);
  return { ...(await done(work)), intent: asked.intent };
}

export default function Rules() {
  const { rules, names, choices } = useLoaderData<typeof loader>();
  const asking = useFetcher<typeof action>();
  const [removing, setRemoving] = useState<RuleOnDesk | null>(null);
  const format = useShopFormat();
  const toast = useToast();
  const said = text.rules;
  useAnswer(asking, (answer) => {
    if (!answer.ok) return toast(text.save.failed(answer.message), { isError: true });
    toast({ on: said.switchedOn, off: said.switchedOff, remove: said.removed, order: said.ordered }[answer.intent]);
  });
  const told = { names, choices, format };
  const titleOf = (ruleId: string) => {
    const rule = rules.find((each) => each.ruleId === ruleId)?.rule;
    return rule ? ruleTitle(rule, told) : '';
  };
  const ask = (body: z.input<typeof change>) => asking.submit(body as never, { method: 'post', encType: 'application/json' });
  const move = (from: number, by: 1 | -1) => {
    // The buttons stay enabled meanwhile, so that whoever moves by keyboard keeps their place.
    if (asking.state !== 'idle') return;
    const ruleIds = rules.map(({ ruleId }) => ruleId);
    ruleIds.splice(from + by, 0, ...ruleIds.splice(from, 1));
    ask({ intent: 'order', ruleIds });
  };

  return (
    <Page
      title={said.title}
      subtitle={said.intro}
      {...(rules.length > 0 ? { primaryAction: { content: said.add, url: '/app/rules/new' } } : {})}
    >
      <BlockStack gap="400">
        {rules.length === 0 ? (
          <>
            <Card>
              <BlockStack gap="200">
                <Text as="h2" variant="headingMd">
                  {said.emptyTitle}
                </Text>
                <Text as="p">{said.empty}</Text>
              </BlockStack>
            </Card>
            <Starters headingAs="h2" />
          </>
        ) : (
          <Card padding="0">
            <ol className="desk-rules">
              {rules.map((rule, at) => (
                <RuleRow
                  key={rule.ruleId}
                  rule={rule}
                  place={at + 1}
                  of={rules.length}
                  titleOf={titleOf}
                  told={told}
                  busy={asking.state !== 'idle'}
                  onSwitch={() => ask({ intent: rule.enabled ? 'off' : 'on', ruleId: rule.ruleId })}
                  onMove={(by) => move(at, by)}
                  onRemove={() => setRemoving(rule)}
                />
              ))}
            </ol>
          </Card>
        )}
        {rules.length > 1 ? (
          <Box paddingInline={{ xs: '400', sm: '0' }}>
            <Text as="p" tone="subdued">
              {said.order}
            </Text>
          </Box>
        ) : null}
        {rules.length > 0 ? (
          <>
            <TryCard titleOf={titleOf} />
            <div className="desk-between-cards">
              <Text as="h2" variant="headingMd">
                {said.starters.title}
              </Text>
            </div>
            <Starters headingAs="h3" />
          </>
        ) : null}
      </BlockStack>
      <Modal
        open={removing !== null}
        onClose={() => setRemoving(null)}
        title={said.removeTitle}
        primaryAction={{
          content: said.remove,
          destructive: true,
          onAction: () => {
            if (removing) ask({ intent: 'remove', ruleId: removing.ruleId });
            setRemoving(null);
          },
        }}
        secondaryActions={[{ content: text.common.cancel, onAction: () => setRemoving(null) }]}
      >
        <Modal.Section>
          <BlockStack gap="200">
            <Text as="p">{removing ? ruleTitle(removing.rule, told) : ''}</Text>
            <Text as="p">{said.removeBody}</Text>
          </BlockStack>
        </Modal.Section>
      </Modal>
    </Page>
  );
}

export { PageError as ErrorBoundary };
