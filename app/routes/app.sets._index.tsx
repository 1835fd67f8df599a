// Sets in one state, a page at a time; suggestions are judged here.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigate, useNavigation, useSearchParams } from '@remix-run/react';
import { BlockStack, Box, Card, InlineStack, Page, Pagination, Select, Tabs, Text, TextField } from '@shopify/polaris';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { z } from 'zod';
import { SET_BOUNDS } from '#app/domain/set/check-definition.ts';
import { REFUSAL_CODES, REFUSAL_NOTE_LIMIT } from '#app/domain/set/refusal.ts';
import { STRATEGIES } from '#app/domain/set/set-definition.ts';
import { SNOOZE_LENGTHS } from '#app/domain/set/snooze.ts';
import { approveSet, pauseSet, refuseSet, returnSet, snoozeFor, snoozeSet, trySet } from '#app/pipeline/learn/review-sets.ts';
import { learningState } from '#app/read/home-learning.ts';
import { reviewSettings } from '#app/read/review-settings.ts';
import { listSets, SETS_PER_PAGE, type SetSummary } from '#app/read/sets.ts';
import { supportCard } from '#app/read/strategy-support.ts';
import { NothingYet } from '#app/ui/nothing-yet.tsx';
import { PageError } from '#app/ui/page-error.tsx';
import { AutoApproval } from '#app/ui/sets/auto-approval.tsx';
import { type ReviewMenuKind, TRIAL_SHARES } from '#app/ui/sets/review-menus.tsx';
import { type How, type Reviews, useReviews, type Verb } from '#app/ui/sets/reviews.tsx';
import { SelectionBar } from '#app/ui/sets/selection-bar.tsx';
import { SetRow } from '#app/ui/sets/set-row.tsx';
import { SuggestionCard } from '#app/ui/sets/suggestion-card.tsx';
import { SupportCard } from '#app/ui/sets/support-card.tsx';
import { useReviewKeys } from '#app/ui/sets/use-review-keys.ts';
import { useShopFormat } from '#app/ui/shop-format-context.tsx';
import { text } from '#app/ui/text/text.ts';
import { usePolling } from '#app/ui/use-polling.ts';
import { done, merchant, shown } from './app/merchant.server.ts';

const STATUSES = ['suggested', 'snoozed', 'approved', 'paused', 'refused'] as const;

const query = z.object({
  status: z.enum(STATUSES).catch('suggested'),
  q: z.string().max(100).catch(''),
  strategy: z.enum(STRATEGIES).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, at } = await merchant(request);
  const { status, q, strategy, page } = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  const [list, learning, support, settings] = await shown(Promise.all([
    listSets(shop.shopId, { status, search: q, page, strategy: strategy ?? null }, at),
    learningState(shop.shopId),
    status === 'suggested' ? supportCard(shop.shopId) : null,
    reviewSettings(shop.shopId),
  ]));
  return { ...list, perPage: SETS_PER_PAGE, status, q, strategy: strategy ?? '', learning: learning.kind === 'running', support, settings };
}

const review = z.object({
  intent: z.enum(['approve', 'refuse', 'pause', 'return', 'snooze', 'wake', 'try']),
  setIds: z.array(z.uuid()).min(1).max(100),
  code: z.enum(REFUSAL_CODES).optional(),
  note: z.string().max(REFUSAL_NOTE_LIMIT).optional(),
  snooze: z.enum(SNOOZE_LENGTHS).catch('week'),
  until: z.iso.datetime().optional(),
  trialBp: z.literal('none').or(z.coerce.number().int().min(SET_BOUNDS.trialBp[0]).max(SET_BOUNDS.trialBp[1])).optional(),
});

type Judge = (shopId: bigint, setId: string, how: z.infer<typeof review>, actor: string, at: Date) => Promise<void>;
const VERBS: Record<z.infer<typeof review>['intent'], Judge> = {
  approve: (shopId, setId, _, actor, at) => approveSet(shopId, setId, actor, at),
  refuse: (shopId, setId, { code, note }, actor, at) => refuseSet(shopId, setId, actor, at, code ? { code, note: note ?? null } : null),
  pause: (shopId, setId, _, actor, at) => pauseSet(shopId, setId, actor, at),
  return: (shopId, setId, { trialBp }, actor, at) => returnSet(shopId, setId, actor, at, trialBp === 'none' ? null : trialBp),
  snooze: (shopId, setId, { snooze, until }, actor, at) => (until ? snoozeSet(shopId, setId, new Date(until), actor, at) : snoozeFor(shopId, setId, snooze, actor, at)),
  wake: (shopId, setId, _, actor, at) => snoozeSet(shopId, setId, null, actor, at),
  try: (shopId, setId, { trialBp }, actor, at) => trySet(shopId, setId, typeof trialBp === 'number' ? trialBp : TRIAL_SHARES[0], actor, at),
};

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor, at } = await merchant(request);
  const form = await request.formData();
  const how = review.parse({ ...Object.fromEntries(form), setIds: form.getAll('setId') });
  return done(eachInTurn(how.setIds, (setId) => VERBS[how.intent](shop.shopId, setId, how, actor, at)));
}

/** Stops at the first that is refused; the list is read again and shows which were done. */
async function eachInTurn(setIds: readonly string[], judge: (setId: string) => Promise<void>): Promise<void> {
  for (const setId of setIds) await judge(setId);
}

export default function Sets() {
  const { status, q, strategy, counts, sets, total, page, pages, perPage, learning, support, settings } = useLoaderData<typeof loader>();
  const [, setSearchParams] = useSearchParams();
  const format = useShopFormat();
  const reviews = useReviews();
  const [settingBar, setSettingBar] = useState(false);
  const [timesJudged, setTimesJudged] = useState(0);
  const loading = useNavigation().state === 'loading';
  usePolling(learning && status === 'suggested', 2_000);

  const go = (next: { status?: string; q?: string; strategy?: string; page?: number }) =>
    setSearchParams(() => {
      const params = { status, q, strategy, page: 1, ...next };
      return new URLSearchParams(Object.entries(params).flatMap(([key, value]) => (value === '' || value === 1 ? [] : [[key, String(value)]])));
    });
  const visible = sets.filter(({ setId }) => !reviews.leaving.has(setId));

  return (
    <Page
      title={text.sets.title}
      primaryAction={{ content: text.setEditor.newSet, url: '/app/sets/new' }}
      secondaryActions={[{ content: text.rules.title, url: '/app/rules' }, { content: text.digests.action, url: '/app/digests?from=sets' }, { content: settings.autoApprove ? text.sets.autoApproval.actionOn : text.sets.autoApproval.action, onAction: () => setSettingBar(true) }]}
    >
      <AutoApproval settings={settings} open={settingBar} onClose={() => setSettingBar(false)} />
      <BlockStack gap="400">
        {/* Drawn anew at each judgement: where the focus came by the tabs, Polaris takes it back to them, away from the card, as soon as a count changes. */}
        <Tabs
          key={timesJudged}
          tabs={STATUSES.map((id) => ({ id, content: text.sets.tab(text.sets.tabs[id], format.count(counts[id])), panelID: 'sets-list' }))}
          selected={STATUSES.indexOf(status)}
          onSelect={(index) => go({ status: STATUSES[index] ?? 'suggested', q: '' })}
        />
        <Box paddingInline={{ xs: '400', sm: '0' }}>
          <div className="desk-find">
            <Search words={q} onSearch={(words) => go({ q: words })} />
            <Select
              label={text.setEditor.strategyFilter}
              labelHidden
              options={[{ value: '', label: text.setEditor.anyStrategy }, ...STRATEGIES.map((value) => ({ value, label: text.strategy(value) }))]}
              value={strategy}
              onChange={(chosen) => go({ strategy: chosen })}
            />
          </div>
        </Box>
        {support && counts.suggested > 0 ? <SupportCard support={support} folded={counts.approved > 0} /> : null}
        <div id="sets-list" className={loading ? 'desk-loading' : undefined}>
          {visible.length === 0 ? (
            sets.length === 0 ? <NoSets status={status} words={q} strategy={strategy} learning={learning} judged={counts.approved + counts.refused + counts.paused + counts.snoozed > 0} onShow={go} /> : null
          ) : status === 'suggested' ? (
            <Suggestions sets={visible} reviews={reviews} onJudged={() => setTimesJudged((times) => times + 1)} />
          ) : (
            <Judged sets={visible} reviews={reviews} status={status} />
          )}
        </div>
        {pages > 1 ? (
          <InlineStack align="center">
            <Pagination
              label={text.sets.counted(format.count((page - 1) * perPage + 1), format.count(Math.min(page * perPage, total)), format.count(total))}
              hasPrevious={page > 1}
              onPrevious={() => go({ page: page - 1 })}
              hasNext={page < pages}
              onNext={() => go({ page: page + 1 })}
              accessibilityLabels={{ previous: text.common.previous, next: text.common.next }}
            />
          </InlineStack>
        ) : null}
      </BlockStack>
    </Page>
  );
}

function Search({ words, onSearch }: { words: string; onSearch: (words: string) => void }) {
  const [typed, setTyped] = useState(words);
  const search = useRef(onSearch);
  search.current = onSearch;
  useEffect(() => setTyped(words), [words]);
  useEffect(() => {
    if (typed === words) return;
    const timer = setTimeout(() => search.current(typed), 300);
    return () => clearTimeout(timer);
  }, [typed, words]);
  return (
    <TextField
      label={text.sets.search}
      labelHidden
      placeholder={text.sets.search}
      value={typed}
      onChange={setTyped}
      autoComplete="off"
      type="search"
      maxLength={100}
      clearButton
      onClearButtonClick={() => setTyped('')}
    />
  );
}

/** Of the ticked ones. */
const CHOSEN = 'chosen';

function Suggestions({ sets, reviews, onJudged }: { sets: SetSummary[]; reviews: Reviews; onJudged: () => void }) {
  const cards = useRef<(HTMLElement | null)[]>([]);
  const at = useRef(-1);
  const [current, setCurrent] = useState(0);
  const navigate = useNavigate();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [menu, setMenu] = useState<{ of: string; kind: ReviewMenuKind } | null>(null);
  const chosen = sets.filter(({ setId }) => selected.has(setId));
  // All at once is a quick yes: what could be shown to nobody is ticked by hand only.
  const offerable = sets.filter(({ slots }) => slots.some(({ candidates }) => candidates.some(({ refusal }) => refusal === null)));
  const select = useCallback((setId: string) => setSelected((all) => new Set(all.has(setId) ? [...all].filter((id) => id !== setId) : [...all, setId])), []);
  const focus = useCallback((index: number) => {
    at.current = Math.max(0, Math.min(index, sets.length - 1));
    cards.current[at.current]?.focus();
  }, [sets]);
  const judge = useCallback((set: SetSummary, verb: Verb, how?: How) => {
    reviews.review([set], verb, how);
    onJudged();
    // The next suggestion slides into this place; the focus goes on with it. After the last of the page it is the one before.
    setTimeout(() => focus(Math.min(at.current, cards.current.findLastIndex((card) => card !== null))), 0);
  }, [reviews, focus, onJudged]);
  const judgeChosen = (verb: Verb, how?: How) => {
    const [first, ...others] = chosen;
    if (!first) return;
    reviews.review([first, ...others], verb, how);
    onJudged();
    setSelected(new Set());
    // The button that was pressed is gone; what is left begins at the top.
    setTimeout(() => cards.current[0]?.focus(), 0);
  };
  const menusOf = (of: string, act: (verb: Verb, how?: How) => void) => ({
    open: menu?.of === of ? menu.kind : null,
    onOpen: (kind: ReviewMenuKind | null) => setMenu(kind && { of, kind }),
    onRefuse: (why: How['why'] & {} | null) => act('refuse', { why }),
    onSnooze: (snooze: How['snooze'] & {}) => act('snooze', { snooze }),
    onTry: (trialBp: number) => act('try', { trialBp }),
  });
  const keys = useMemo(() => {
    const onCurrent = (act: (set: SetSummary) => void) => () => {
      const set = sets[at.current];
      if (set) act(set);
      else focus(0);
    };
    const open = (kind: ReviewMenuKind) => onCurrent(({ setId }) => setMenu({ of: setId, kind }));
    return {
      move: (by: 1 | -1) => focus(at.current + by),
      approve: onCurrent((set) => judge(set, 'approve')),
      refuse: open('refuse'),
      snooze: open('snooze'),
      try: open('try'),
      edit: onCurrent(({ setId }) => navigate(`/app/sets/${setId}`)),
      select: onCurrent(({ setId }) => select(setId)),
    };
  }, [sets, judge, focus, navigate, select]);
  // In a menu the same letters are nobody's.
  useReviewKeys(keys, menu === null);

  return (
    <BlockStack gap="400">
      <div className="desk-select">
        <SelectionBar
          all={offerable.length}
          some={offerable.length < sets.length}
          chosen={chosen.length}
          onAll={(every) => setSelected(new Set(every ? offerable.map(({ setId }) => setId) : []))}
          onApprove={() => judgeChosen('approve')}
          menus={{ ...menusOf(CHOSEN, judgeChosen), seasonAhead: chosen.every(({ evidence }) => evidence?.seasonAhead) }}
        />
        {chosen.length === 0 ? <KeyHint /> : null}
      </div>
      {sets.map((set, index) => (
        <SuggestionCard
          key={set.setId}
          set={set}
          ref={(element) => {
            cards.current[index] = element;
          }}
          onFocus={() => {
            at.current = index;
            setCurrent(index);
          }}
          current={chosen.length === 0 && index === Math.min(current, sets.length - 1)}
          selected={selected.has(set.setId)}
          onSelect={() => select(set.setId)}
          onApprove={() => judge(set, 'approve')}
          menus={menusOf(set.setId, (verb, how) => judge(set, verb, how))}
        />
      ))}
    </BlockStack>
  );
}

function KeyHint() {
  const { keys } = text.sets;
  const hints = [
    ['J', 'K', keys.move],
    ['A', keys.approve],
    ['R', keys.refuse],
    ['S', keys.snooze],
    ['T', keys.try],
    ['E', keys.open],
    ['X', keys.select],
  ];
  return (
    <div className="desk-keys">
      <Text as="span" variant="bodySm" tone="subdued">
        {keys.label}:
      </Text>
      {hints.map((hint) => (
        <span key={hint.join()}>
          {hint.slice(0, -1).map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}{' '}
          <Text as="span" variant="bodySm" tone="subdued">
            {hint.at(-1)}
          </Text>
        </span>
      ))}
    </div>
  );
}

function Judged({ sets, reviews, status }: { sets: SetSummary[]; reviews: Reviews; status: 'snoozed' | 'approved' | 'paused' | 'refused' }) {
  const verb = ({ snoozed: 'wake', approved: 'pause', paused: 'approve', refused: 'return' } as const)[status];
  const label = { snoozed: text.sets.review.wake, approved: text.sets.pause, paused: text.sets.resume, refused: text.sets.suggestAgain }[status];
  return (
    <Card padding="0">
      <ul className="desk-set-rows">
        {sets.map((set) => (
          <SetRow key={set.setId} set={set} verb={label} busy={false} onVerb={() => reviews.review([set], verb)} onEverybody={() => reviews.review([set], 'approve')} />
        ))}
      </ul>
    </Card>
  );
}

function NoSets(props: {
  status: (typeof STATUSES)[number];
  words: string;
  strategy: string;
  learning: boolean;
  judged: boolean;
  onShow: (next: { status?: string; q?: string; strategy?: string }) => void;
}) {
  const { status, words, strategy, learning, judged, onShow } = props;
  const { empty } = text.sets;
  const said =
    words !== ''
      ? { heading: empty.searchTitle, body: empty.search(words), action: { content: text.sets.clear, onAction: () => onShow({ q: '' }) } }
      : strategy !== ''
        ? { heading: empty.searchTitle, body: text.setEditor.noneOfStrategy(text.strategy(strategy)), action: { content: text.setEditor.anyStrategy, onAction: () => onShow({ strategy: '' }) } }
        : {
          suggested: learning
            ? { heading: empty.learningTitle, body: empty.learning }
            : { heading: empty.suggestedTitle, body: judged ? empty.suggestedAll : empty.suggested },
          approved: { heading: empty.approvedTitle, body: empty.approved, action: { content: empty.approvedAction, onAction: () => onShow({ status: 'suggested' }) } },
          snoozed: { heading: empty.snoozedTitle, body: empty.snoozed },
          paused: { heading: empty.pausedTitle, body: empty.paused },
          refused: { heading: empty.refusedTitle, body: empty.refused },
        }[status];
  return <NothingYet {...said} />;
}

export { PageError as ErrorBoundary };
