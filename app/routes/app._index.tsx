// Home: the set-up guide until it is done, then the day's desk.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { BlockStack, Button, Card, InlineStack, Page, Text } from '@shopify/polaris';
import { z } from 'zod';
import { learnAgain } from '#app/pipeline/learn/learn-again.ts';
import { readThemeState } from '#app/pipeline/publish/read-theme-state.ts';
import { retryBackfill } from '#app/pipeline/sync/retry-backfill.ts';
import { type BackfillProgress, backfillProgress } from '#app/read/backfill-progress.ts';
import { type HomePage, homePage } from '#app/read/home.ts';
import type { LearnedResult, LearningState } from '#app/read/home-learning.ts';
import { ChangeList } from '#app/ui/activity/change-list.tsx';
import { ConnectStep } from '#app/ui/home/connect-step.tsx';
import { Desk } from '#app/ui/home/desk.tsx';
import { Learned, LearnStep } from '#app/ui/home/learn-step.tsx';
import { SetupGuide, type SetupStep } from '#app/ui/home/setup-guide.tsx';
import { PageError } from '#app/ui/page-error.tsx';
import type { ShopFormat } from '#app/ui/shop-format.ts';
import { useShopFormat } from '#app/ui/shop-format-context.tsx';
import { text } from '#app/ui/text/en.ts';
import { useAnswer } from '#app/ui/use-answer.ts';
import { usePolling } from '#app/ui/use-polling.ts';
import { useToast } from '#app/ui/use-toast.ts';
import { done, merchant, shown } from './app/merchant.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, at } = await merchant(request);
  const [home, backfill] = await shown(Promise.all([homePage(shop.shopId, at), backfillProgress(shop.shopId)]));
  // A call to Shopify: only once there is something that the theme could show.
  const theme = home.placementsOn.length > 0 ? await readThemeState(shop.domain) : undefined;
  const states = theme && home.placementsOn.map((placement) => ({ placement, state: theme[placement].state }));
  // Undefined: nothing was asked, or the theme could not say.
  const blocksIn = states?.every(({ state }) => state === 'unknown') ? undefined : states?.filter(({ state }) => state === 'on').map(({ placement }) => placement);
  return { home, backfill, blocksIn };
}

const change = z.object({ intent: z.enum(['retry-backfill', 'learn-again']) });

export async function action({ request }: ActionFunctionArgs) {
  const { shop, at } = await merchant(request);
  const { intent } = change.parse(Object.fromEntries(await request.formData()));
  const said = intent === 'learn-again' ? text.home.learn.retried : text.home.connect.retried;
  const outcome = await done(intent === 'learn-again' ? learnAgain(shop.shopId) : retryBackfill(shop.shopId, at));
  return outcome.ok ? { ok: true as const, said } : outcome;
}

export default function Home() {
  const { home, backfill, blocksIn } = useLoaderData<typeof loader>();
  const retry = useFetcher<typeof action>();
  const toast = useToast();
  useAnswer(retry, (answer) => (answer.ok ? toast(answer.said) : toast(answer.message, { isError: true })));
  const underWay = new Set([...(backfill.status === 'done' ? [] : ['connect']), ...(home.learning.kind === 'learned' ? [] : ['learn'])]);
  const busy = backfill.status === 'running' || home.learning.kind === 'running';

  const ask = (intent: 'retry-backfill' | 'learn-again') => retry.submit({ intent }, { method: 'post', action: '/app?index' });
  const retrying = retry.state !== 'idle';
  const format = useShopFormat();
  const { notes } = text.home;
  const learned = learnedSoFar(home.learning);
  const steps: SetupStep[] = [
    {
      id: 'connect',
      title: text.home.connect.title,
      // A shop that has learned was read once; reading it again does not undo that.
      done: backfill.status === 'done' || learned !== null,
      note: backfillNote(backfill, format),
      body: <ConnectStep progress={backfill} retrying={retrying} onRetry={() => ask('retry-backfill')} />,
    },
    {
      id: 'learn',
      title: text.home.learn.title,
      done: learned !== null,
      note: learningNote(home.learning, format),
      body: <LearnStep learning={home.learning} retrying={retrying} onRetry={() => ask('learn-again')} />,
    },
    {
      id: 'approve',
      title: text.home.approve.title,
      done: home.sets.approved > 0,
      note: home.sets.approved > 0 ? notes.live(format.count(home.sets.approved)) : home.sets.suggested > 0 ? notes.suggestions(format.count(home.sets.suggested)) : '',
      body: <ApproveStep home={home} />,
    },
    {
      id: 'guardrails',
      title: text.home.guardrails.title,
      done: home.guardrails.saved,
      note: home.guardrails.saved ? notes.floor(format.percent(home.guardrails.floorBp)) : '',
      body: <GuardrailsStep home={home} />,
    },
    {
      id: 'cart',
      title: text.home.cart.title,
      done: blocksIn !== undefined && blocksIn.length > 0,
      note: home.placementsOn.length === 0 ? notes.off : blocksIn?.length === 0 ? notes.noBlock : '',
      body: <CartStep placementsOn={home.placementsOn} blocksIn={blocksIn} />,
    },
  ];
  const setUp = steps.every((step) => step.done);
  usePolling(busy, setUp ? 5_000 : 1_000);

  return (
    <Page
      title={text.home.title}
      secondaryActions={backfill.status === 'done' ? [{ content: text.home.connect.again, onAction: () => ask('retry-backfill'), loading: retrying }] : []}
    >
      <BlockStack gap="400">
        {setUp ? <Live home={home} blocksIn={blocksIn ?? []} /> : <SetupGuide steps={steps} />}
        {setUp ? steps.filter(({ id }) => underWay.has(id)).map(({ id, title, body }) => <Again key={id} title={title} body={body} />) : null}
        {setUp || home.sets.approved > 0 ? <Desk home={home} /> : null}
        <Changes home={home} />
      </BlockStack>
    </Page>
  );
}

function learnedSoFar(learning: LearningState): LearnedResult | null {
  if (learning.kind === 'learned') return learning.result;
  return 'before' in learning ? learning.before : null;
}

/** Reading or learning once more, on a desk that is set up. */
function Again({ title, body }: Pick<SetupStep, 'title' | 'body'>) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        {body}
      </BlockStack>
    </Card>
  );
}

function backfillNote({ status, stages }: BackfillProgress, format: ShopFormat): string {
  const { notes } = text.home;
  if (status === 'done') return notes.rows(format.count(stages.reduce((sum, { rows }) => sum + rows, 0)));
  return { none: notes.notStarted, running: notes.running, failed: notes.stopped }[status];
}

function learningNote(learning: LearningState, format: ShopFormat): string {
  const { notes } = text.home;
  if (learning.kind === 'learned') return notes.learned(format.count(learning.result.orders));
  return { waiting: notes.notStarted, running: notes.running, failed: notes.stopped, thin: notes.thin }[learning.kind];
}

function ApproveStep({ home: { sets, learning } }: { home: HomePage }) {
  const format = useShopFormat();
  const { approve } = text.home;
  if (sets.approved > 0) return <Text as="p">{approve.done(format.count(sets.approved), sets.approved !== 1)}</Text>;
  if (sets.suggested > 0) return <Then said={approve.ready(format.count(sets.suggested), sets.suggested !== 1)} action={approve.action} url="/app/sets" />;
  return <Text as="p">{learning.kind === 'learned' ? approve.none : approve.waiting}</Text>;
}

function GuardrailsStep({ home: { guardrails } }: { home: HomePage }) {
  const format = useShopFormat();
  const { guardrails: said } = text.home;
  if (guardrails.saved) return <Text as="p">{said.done(format.percent(guardrails.floorBp), format.percent(guardrails.maxDiscountBp))}</Text>;
  return <Then said={said.body} action={said.action} url="/app/guardrails" />;
}

function CartStep({ placementsOn, blocksIn }: { placementsOn: readonly string[]; blocksIn: readonly string[] | undefined }) {
  const format = useShopFormat();
  const { cart } = text.home;
  const places = (ids: readonly string[]) => format.list(ids.map((id) => text.placement(id).toLowerCase()));
  if (blocksIn && blocksIn.length > 0) return <Text as="p">{cart.done(places(blocksIn))}</Text>;
  const said = placementsOn.length === 0 ? cart.body : blocksIn ? cart.enabledOnly(places(placementsOn)) : cart.unknown(places(placementsOn));
  return <Then said={said} action={cart.action} url="/app/placements" />;
}

function Then({ said, action, url }: { said: string; action: string; url: string }) {
  return (
    <BlockStack gap="300" inlineAlign="start">
      <Text as="p">{said}</Text>
      <Button variant="primary" url={url}>
        {action}
      </Button>
    </BlockStack>
  );
}

/** What stands where the guide was: what shoppers see, and what it was learned from. */
function Live({ home, blocksIn }: { home: HomePage; blocksIn: readonly string[] }) {
  const format = useShopFormat();
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingLg">
          {text.home.desk.live(format.count(home.sets.approved), home.sets.approved !== 1, format.count(home.decisionsThisWeek), home.decisionsThisWeek !== 1)}
        </Text>
        <Text as="p">{text.home.cart.done(format.list(blocksIn.map((id) => text.placement(id).toLowerCase())))}</Text>
        {home.learning.kind === 'learned' ? <Learned result={home.learning.result} /> : null}
      </BlockStack>
    </Card>
  );
}

function Changes({ home: { changes } }: { home: HomePage }) {
  return (
    <Card padding="0">
      <div className="desk-setup-head">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {text.home.changes.title}
          </Text>
          {changes.length > 0 ? (
            <Button variant="plain" url="/app/activity?tab=changes">
              {text.home.changes.all}
            </Button>
          ) : null}
        </InlineStack>
      </div>
      {changes.length > 0 ? (
        <ChangeList changes={changes} />
      ) : (
        <div className="desk-nothing">
          <Text as="p" tone="subdued">
            {text.home.changes.none}
          </Text>
        </div>
      )}
    </Card>
  );
}

export { PageError as ErrorBoundary };
