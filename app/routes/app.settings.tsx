// Settings: Klaviyo's connection, the way to the guardrails, the merchant's own segments, privacy, and cleaning up before leaving.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { BlockStack, Button, Card, InlineStack, Page, Text } from '@shopify/polaris';
import { z } from 'zod';
import { SEGMENT_KINDS } from '#app/domain/audience/own-segments.ts';
import { saveSegments } from '#app/pipeline/decide/save-segments.ts';
import { cleanUpAndLeave } from '#app/pipeline/publish/clean-up-and-leave.ts';
import { checkKlaviyo } from '#app/pipeline/publish/klaviyo/check-klaviyo.ts';
import { connectKlaviyo } from '#app/pipeline/publish/klaviyo/connect-klaviyo.ts';
import { disconnectKlaviyo } from '#app/pipeline/publish/klaviyo/disconnect-klaviyo.ts';
import { settingsPage } from '#app/read/settings.ts';
import { PageError } from '#app/ui/page-error.tsx';
import { KlaviyoCard, type KlaviyoIntent } from '#app/ui/settings/klaviyo-card.tsx';
import { LeaveCard } from '#app/ui/settings/leave-card.tsx';
import { PrivacyCard } from '#app/ui/settings/privacy-card.tsx';
import { SegmentsCard } from '#app/ui/settings/segments-card.tsx';
import { useShopFormat } from '#app/ui/shop-format-context.tsx';
import { text } from '#app/ui/text/text.ts';
import { useAnswer } from '#app/ui/use-answer.ts';
import { useToast } from '#app/ui/use-toast.ts';
import { done, merchant, shown } from './app/merchant.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await merchant(request);
  return shown(settingsPage(shop.shopId));
}

const typedSegments = z.array(z.object({ title: z.string(), kind: z.enum(SEGMENT_KINDS), value: z.string() })).max(1_000);
const change = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('connect'), apiKey: z.string().trim().max(200) }),
  z.object({ intent: z.literal('check') }),
  z.object({ intent: z.literal('disconnect') }),
  z.object({ intent: z.literal('leave') }),
  z.object({ intent: z.literal('segments'), segments: z.string().transform((json) => typedSegments.parse(JSON.parse(json))) }),
]);

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor, at } = await merchant(request);
  const asked = change.parse(Object.fromEntries(await request.formData()));
  const { klaviyo } = text.settings;
  switch (asked.intent) {
    case 'connect': {
      const outcome = await done(connectKlaviyo(shop.shopId, asked.apiKey, actor, at));
      return outcome.ok ? { ok: true as const, intent: asked.intent, said: klaviyo.connected } : { ...outcome, intent: asked.intent };
    }
    case 'check': {
      const outcome = await done(checkKlaviyo(shop.shopId, at));
      return outcome.ok ? { ok: true as const, intent: asked.intent, said: outcome.value === null ? klaviyo.checkedOk : klaviyo.problemTitle } : { ...outcome, intent: asked.intent };
    }
    case 'disconnect': {
      const outcome = await done(disconnectKlaviyo(shop.shopId, actor, at));
      if (!outcome.ok) return { ...outcome, intent: asked.intent };
      const { left } = outcome.value;
      return { ok: true as const, intent: asked.intent, said: left.length > 0 ? klaviyo.disconnectedLeft(left.map(klaviyo.thing).join(', ')) : klaviyo.disconnected };
    }
    case 'segments': {
      const outcome = await saveSegments(shop.shopId, asked.segments, actor, at);
      const { saved, refused } = text.segments.own;
      return outcome.kind === 'valid' ? { ok: true as const, intent: asked.intent, said: saved } : { ok: false as const, intent: asked.intent, message: refused(outcome.why) };
    }
    case 'leave': {
      const outcome = await done(cleanUpAndLeave(shop.shopId, actor, at));
      return outcome.ok ? { ok: true as const, intent: asked.intent, cleaned: outcome.value } : { ...outcome, intent: asked.intent };
    }
  }
}

export default function Settings() {
  const { klaviyo, guardrails, segments, requests } = useLoaderData<typeof loader>();
  const asking = useFetcher<typeof action>();
  const leaving = useFetcher<typeof action>();
  const grouping = useFetcher<typeof action>();
  const format = useShopFormat();
  const toast = useToast();
  useAnswer(asking, (answer) => {
    // Why a key was refused stands beside its field.
    if (!answer.ok) return answer.intent === 'connect' ? undefined : toast(answer.message, { isError: true });
    if ('said' in answer && answer.said) toast(answer.said);
  });
  useAnswer(grouping, (answer) => {
    // Why it was refused stands beside its form.
    if (answer.ok && 'said' in answer && answer.said) toast(answer.said);
  });
  useAnswer(leaving, (answer) => {
    if (!answer.ok) toast(answer.message, { isError: true });
  });
  const busy = asking.state === 'idle' ? undefined : (asking.formData?.get('intent') as KlaviyoIntent | undefined);
  const refused = asking.state === 'idle' && asking.data?.ok === false && asking.data.intent === 'connect' ? asking.data.message : undefined;
  const cleaned = leaving.data?.ok && 'cleaned' in leaving.data ? leaving.data.cleaned : undefined;

  return (
    <Page title={text.settings.title} subtitle={text.settings.intro}>
      <BlockStack gap="400">
        <KlaviyoCard
          key={`${klaviyo?.status}-${klaviyo?.connectedAt}`}
          state={klaviyo}
          busy={busy}
          refusal={refused}
          onAsk={(intent, apiKey) => asking.submit({ intent, ...(apiKey ? { apiKey } : {}) }, { method: 'post' })}
        />
        <LinkCard
          title={text.settings.guardrails.title}
          body={text.settings.guardrails.body(format.percent(guardrails.floorBp), format.percent(guardrails.maxDiscountBp))}
          action={text.settings.guardrails.action}
          url="/app/guardrails"
        />
        <SegmentsCard
          segments={segments}
          busy={grouping.state !== 'idle'}
          refusal={grouping.state === 'idle' && grouping.data?.ok === false ? grouping.data.message : undefined}
          onSave={(changed) => grouping.submit({ intent: 'segments', segments: JSON.stringify(changed) }, { method: 'post' })}
        />
        <PrivacyCard requests={requests} />
        <LeaveCard busy={leaving.state !== 'idle'} outcome={cleaned} onLeave={() => leaving.submit({ intent: 'leave' }, { method: 'post' })} />
      </BlockStack>
    </Page>
  );
}

function LinkCard({ title, body, action, url }: { title: string; body: string; action: string; url: string }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        <Text as="p">{body}</Text>
        <InlineStack>
          <Button url={url}>{action}</Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

export { PageError as ErrorBoundary };
