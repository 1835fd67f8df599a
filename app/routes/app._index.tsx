// Home: the set-up guide until it is done, then the day's desk.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { BlockStack, Button, Card, InlineStack, Page, Text } from '@shopify/polaris';
import { z } from 'zod';
import { PLACEMENTS } from '#app/contract/offers.ts';
import { learnAgain } from '#app/pipeline/learn/learn-again.ts';
import { checkoutEditorUrls } from '#app/pipeline/publish/checkout-editor.ts';
import { restoreSetDiscount } from '#app/pipeline/publish/restore-set-discount.ts';
import { readThemeState } from '#app/pipeline/publish/read-theme-state.ts';
import { retryBackfill } from '#app/pipeline/sync/backfill/retry-backfill.ts';
import { type BackfillProgress, backfillProgress } from '#app/read/backfill-progress.ts';
import { type HomePage, homePage } from '#app/read/home.ts';
import { latestDigest } from '#app/read/digest.ts';
import { headlineResult } from '#app/read/result-desk.ts';
import type { LearnedResult, LearningState } from '#app/read/home-learning.ts';
import { ChangeList } from '#app/ui/activity/change-list.tsx';
import { ConnectStep } from '#app/ui/home/connect-step.tsx';
import { LiveState } from '#app/ui/home/live-state.tsx';
import { type Place, placeState } from '#app/ui/home/place-state.ts';
import { Desk } from '#app/ui/home/desk.tsx';
import { LastWeek } from '#app/ui/home/last-week.tsx';
import { LearnStep } from '#app/ui/home/learn-step.tsx';
import { SetupGuide, type SetupStep } from '#app/ui/home/setup-guide.tsx';
import { TheNumber } from '#app/ui/results/the-number.tsx';
import { PageError } from '#app/ui/page-error.tsx';
import type { ShopFormat } from '#app/ui/shop-format.ts';
import { useShopFormat } from '#app/ui/shop-format-context.tsx';
import { text } from '#app/ui/text/text.ts';
import { useAnswer } from '#app/ui/use-answer.ts';
import { usePolling } from '#app/ui/use-polling.ts';
import { useToast } from '#app/ui/use-toast.ts';
import { done, merchant, shown } from './app/merchant.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, at } = await merchant(request);
  const [home, backfill, result, digest] = await shown(Promise.all([homePage(shop.shopId, at), backfillProgress(shop.shopId), headlineResult(shop.shopId, at), latestDigest(shop.shopId)]));
  // A call to Shopify: only once there is something that the theme could show.
  const theme = home.placementsOn.length > 0 ? await readThemeState(shop.domain) : undefined;
  const places = PLACEMENTS.map((placement) => ({ placement, state: placeState(home.placementsOn.includes(placement), theme?.[placement].state) }));
  return { home, backfill, places, checkoutEditors: checkoutEditorUrls(shop.domain), result, digest: digest ?? null, quietMinutes: quietMinutes(backfill, at) };
}

const QUIET_AFTER_MINUTES = 3;

/** Of a backfill that runs: minutes since it moved, once they are worth a word. */
function quietMinutes({ status, updatedAt }: BackfillProgress, at: Date): number {
  const minutes = status === 'running' && updatedAt ? Math.floor((at.getTime() - updatedAt.getTime()) / 60_000) : 0;
  return minutes >= QUIET_AFTER_MINUTES ? minutes : 0;
}

const change = z.object({ intent: z.enum(['retry-backfill', 'learn-again', 'restore-discount']) });

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor, at } = await merchant(request);
  const { intent } = change.parse(Object.fromEntries(await request.formData()));
  const { said, verb } = {
    'learn-again': { said: text.home.learn.retried, verb: () => learnAgain(shop.shopId) },
    'retry-backfill': { said: text.home.connect.retried, verb: () => retryBackfill(shop.shopId, at) },
    'restore-discount': { said: text.home.desk.discountRestored, verb: () => restoreSetDiscount(shop.shopId, actor, at) },
  }[intent];
  const outcome = await done<void>(verb());
  return outcome.ok ? { ok: true as const, said } : outcome;
}

export default function Home() {
  const { home, backfill, places, checkoutEditors, result, digest, quietMinutes } = useLoaderData<typeof loader>();
  const retry = useFetcher<typeof action>();
  const toast = useToast();
  useAnswer(retry, (answer) => (answer.ok ? toast(answer.said) : toast(answer.message, { isError: true })));
  const underWay = new Set([...(backfill.status === 'done' ? [] : ['connect']), ...(home.learning.kind === 'learned' ? [] : ['learn'])]);
  // The two are read beside one another: where reading ended in between, learning is still said to wait, and begins at once.
  const begins = backfill.status === 'done' && home.learning.kind === 'waiting';
  const busy = backfill.status === 'running' || home.learning.kind === 'running' || begins;

  const ask = (intent: z.infer<typeof change>['intent']) => retry.submit({ intent }, { method: 'post', action: '/app?index' });
  const retrying = retry.state !== 'idle';
  const format = useShopFormat();
  const { notes } = text.home;
  const learned = learnedSoFar(home.learning);
  const has = (state: Place['state']) => places.some((place) => place.state === state);
  const steps: (SetupStep & { againTitle?: string })[] = [
    {
      id: 'connect',
      title: text.home.connect.title,
      againTitle: text.home.connect.againTitle,
      // A shop that has learned was read once; reading it again does not undo that.
      done: backfill.status === 'done' || learned !== null,
      note: backfillNote(backfill, format),
      body: <ConnectStep progress={backfill} quietMinutes={quietMinutes} retrying={retrying} onRetry={() => ask('retry-backfill')} />,
    },
    {
      id: 'learn',
      title: text.home.learn.title,
      againTitle: text.home.learn.againTitle,
      // A first model counts once its suggestions are made.
      done: home.learning.kind === 'learned' || (learned !== null && home.sets.known > 0),
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
      // Where the theme cannot be asked, pages that ask for offers show that a block is in it.
      done: has('live') || (has('unknown') && home.decisionsThisWeek.all > 0),
      note: has('live') || has('unknown') ? '' : has('needsBlock') ? notes.noBlock : notes.off,
      body: <CartStep places={places} />,
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
        {setUp && result ? <TheNumber result={result} /> : null}
        {setUp ? <LiveState home={home} places={places} checkoutEditors={checkoutEditors} /> : <SetupGuide steps={steps} />}
        {setUp ? steps.filter(({ id }) => underWay.has(id)).map(({ id, title, againTitle, body }) => <Again key={id} title={againTitle ?? title} body={body} />) : null}
        {setUp || home.sets.approved > 0 ? <Desk home={home} restoring={retrying} onRestoreDiscount={() => ask('restore-discount')} /> : null}
        {digest ? <LastWeek digest={digest} /> : null}
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

function CartStep({ places }: { places: readonly Place[] }) {
  const format = useShopFormat();
  const { cart } = text.home;
  const named = (state: Place['state']) => {
    const ids = places.filter((place) => place.state === state).map(({ placement }) => text.placementInside(placement));
    return ids.length > 0 ? format.list(ids) : undefined;
  };
  const [live, unknown, needsBlock] = [named('live'), named('unknown'), named('needsBlock')];
  if (live) return <Text as="p">{cart.done(live)}</Text>;
  const said = unknown ? cart.unknown(unknown) : needsBlock ? cart.enabledOnly(needsBlock) : cart.body;
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
