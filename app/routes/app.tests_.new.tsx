// A new test: where, what is compared, its versions; and when it would be known.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData, useNavigate } from '@remix-run/react';
import { BlockStack, Button, Card, ChoiceList, InlineError, Layout, Page, Select, Text, TextField } from '@shopify/polaris';
import { useRef, useState } from 'react';
import { writtenTest } from '#app/contract/test.ts';
import { checkTest, type TestFault } from '#app/domain/experiment-test/check-test.ts';
import { MODES, type Mode, type TestPlace, VARIABLES, type Variable } from '#app/domain/experiment-test/test.ts';
import { startTest } from '#app/pipeline/decide/start-test.ts';
import { newTestPage, type PlaceToTest } from '#app/read/tests.ts';
import { NothingYet } from '#app/ui/nothing-yet.tsx';
import { PageError } from '#app/ui/page-error.tsx';
import { useShopFormat } from '#app/ui/shop-format-context.tsx';
import { faultyVersion, newDraft, newVersion, type TestDraft, VERSION_FAULTS, whyNoPrice, writtenOf } from '#app/ui/tests/draft.ts';
import { ForecastCard } from '#app/ui/tests/forecast-card.tsx';
import { VersionsCard } from '#app/ui/tests/versions-card.tsx';
import { placeName, versionSaid } from '#app/ui/tests/words.ts';
import { text } from '#app/ui/text/text.ts';
import { useAnswer } from '#app/ui/use-answer.ts';
import { useToast } from '#app/ui/use-toast.ts';
import { done, merchant, shown } from './app/merchant.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, at } = await merchant(request);
  return shown(newTestPage(shop.shopId, at));
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor, at } = await merchant(request);
  const started = await done(startTest(shop.shopId, writtenTest.parse(await request.json()), actor, at));
  if (!started.ok) return started;
  if (started.value.kind === 'started') return { ok: true as const, testId: started.value.testId };
  const [fault = 'two_variables'] = started.value.faults;
  return { ok: false as const, code: 'bad_request' as const, message: text.tests.faults[fault] };
}

export default function NewTest() {
  const page = useLoaderData<typeof loader>();
  // Kept as the page was opened: once the test has begun its place is taken, and the form still has to say so.
  const [clean] = useState(() => newDraft(page.places));
  const said = text.tests;
  if (!clean) {
    return (
      <Page title={said.newTitle} backAction={{ content: said.title, url: '/app/tests' }}>
        <NothingYet heading={said.newTitle} body={said.nowhere} action={{ content: text.doors.placements, url: '/app/placements' }} />
      </Page>
    );
  }
  return <Form page={page} clean={clean} />;
}

function Form({ page, clean }: { page: ReturnType<typeof useLoaderData<typeof loader>>; clean: TestDraft }) {
  const [draft, setDraft] = useState(clean);
  const [tried, setTried] = useState(false);
  const nextKey = useRef(clean.others.length);
  const starting = useFetcher<typeof action>();
  const navigate = useNavigate();
  const toast = useToast();
  const format = useShopFormat();
  const said = text.tests;
  useAnswer(starting, (answer) => {
    if (!answer.ok) return toast(text.save.failed(answer.message), { isError: true });
    toast(said.started);
    navigate(`/app/tests/${answer.testId}`);
  });

  const place = page.places.find((one) => one.place === draft.place) ?? page.places[0];
  if (!place) return null;
  const written = writtenOf(draft);
  const faults = checkTest(written, { maxDiscountBp: page.maxDiscountBp, isDiscountStopped: page.isDiscountStopped, tested: [], isOn: place.closed === null });
  const saidFault = (of: readonly TestFault[]) => (tried ? faults.find((fault) => of.includes(fault)) : undefined);
  const ofVersions = saidFault(VERSION_FAULTS);
  const at = ofVersions && faultyVersion(written.versions.slice(1), ofVersions, page.maxDiscountBp);
  const ofDays = saidFault(['too_short', 'too_long']);
  const change = (more: Partial<TestDraft>) => setDraft({ ...draft, ...more });
  const turnTo = (next: TestPlace) => change({ place: next, ...(draft.variable === 'discount' && whyNoPrice(next, page.isDiscountStopped) ? { variable: 'heading' } : {}) });
  const submit = () => {
    setTried(true);
    if (faults.length === 0) starting.submit(written as never, { method: 'post', encType: 'application/json' });
    else setTimeout(() => document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus(), 0);
  };
  const now = draft.variable === 'heading' && place.look?.heading ? versionSaid({ kind: 'heading', heading: place.look.heading }, format) : draft.variable === 'items' && place.look?.mostItems ? versionSaid({ kind: 'items', most: place.look.mostItems }, format) : null;

  return (
    <Page title={said.newTitle} backAction={{ content: said.title, url: '/app/tests' }}>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <Card>
              <BlockStack gap="400">
                <Select
                  label={said.where}
                  options={page.places.map((one) => ({ value: one.place, label: one.closed ? `${placeName(one)} (${said.closed[one.closed]})` : placeName(one), disabled: one.closed !== null }))}
                  value={draft.place}
                  onChange={(next) => turnTo(next as TestPlace)}
                />
                <ChoiceList
                  title={said.what}
                  choices={VARIABLES.map((value) => ({ value, label: said.variable[value], helpText: variableHelp(value, place, page.isDiscountStopped), disabled: value === 'discount' && whyNoPrice(draft.place, page.isDiscountStopped) !== null }))}
                  selected={[draft.variable]}
                  onChange={([variable]) => change({ variable: variable as Variable })}
                />
                <Text as="p" tone="subdued">
                  {said.oneThing}
                </Text>
              </BlockStack>
            </Card>
            <VersionsCard
              draft={draft} maxDiscountBp={page.maxDiscountBp} now={now} fault={ofVersions && at !== undefined ? { at, fault: ofVersions } : null}
              onChange={(key, more) => change({ others: draft.others.map((version) => (version.key === key ? { ...version, ...more } : version)) })}
              onAdd={() => change({ others: [...draft.others, newVersion(nextKey.current++)] })}
              onRemove={(key) => change({ others: draft.others.filter((version) => version.key !== key) })}
            />
            <Card>
              <BlockStack gap="400">
                <ChoiceList title={said.how} choices={MODES.map((value) => ({ value, label: said.modes[value], helpText: said.modeHelp[value] }))} selected={[draft.mode]} onChange={([mode]) => change({ mode: mode as Mode })} />
                <TextField label={said.days} value={draft.days} onChange={(days) => change({ days })} suffix={said.daysSuffix} helpText={said.daysHelp} inputMode="numeric" autoComplete="off" {...(ofDays ? { error: said.faults[ofDays] } : {})} />
                {ofVersions && at === undefined ? <InlineError message={said.faults[ofVersions]} fieldID="versions" /> : null}
                <div>
                  <Button variant="primary" loading={starting.state !== 'idle'} onClick={submit}>
                    {said.start}
                  </Button>
                </div>
              </BlockStack>
            </Card>
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <ForecastCard place={place} versions={draft.others.length + 1} days={written.days} page={page} />
        </Layout.Section>
      </Layout>
    </Page>
  );
}

function variableHelp(variable: Variable, { place, trigger }: Pick<PlaceToTest, 'place' | 'trigger'>, isDiscountStopped: boolean): string {
  const { variableHelp: help, priceEverywhere, priceStopped } = text.tests;
  const noPrice = variable === 'discount' ? whyNoPrice(place, isDiscountStopped) : null;
  if (noPrice) return noPrice === 'stopped' ? priceStopped : priceEverywhere;
  return variable === 'heading' && trigger !== null ? help.headingOfEmails : help[variable];
}

export { PageError as ErrorBoundary };
