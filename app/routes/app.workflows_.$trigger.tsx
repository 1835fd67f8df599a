// One workflow: its steps as a line through time, its wait, a dry run (who would get what, and who would not, and why), and
// its email for a customer of one's choice.
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { type ShouldRevalidateFunction, useFetcher, useLoaderData, useRevalidator } from '@remix-run/react';
import { Banner, BlockStack, Button, Card, InlineStack, Modal, Page, Select, SkeletonBodyText, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { z } from 'zod';
import { isTrigger, type TriggerName, WAIT_HOURS } from '#app/domain/workflow/triggers.ts';
import { type DryRun, dryRun } from '#app/pipeline/engage/dry-run.ts';
import { setWorkflowWait, switchWorkflow } from '#app/pipeline/engage/switch-workflow.ts';
import { previewPeople } from '#app/read/preview-people.ts';
import { klaviyoState } from '#app/read/settings.ts';
import { workflowPage } from '#app/read/workflow.ts';
import type { WorkflowSummary } from '#app/read/workflows.ts';
import { PageError } from '#app/ui/page-error.tsx';
import { SaveBar } from '#app/ui/save-bar.tsx';
import { useShopFormat } from '#app/ui/shop-format-context.tsx';
import { language } from '#app/ui/text/language.ts';
import { kept } from '#app/ui/text/kept.ts';
import { text } from '#app/ui/text/text.ts';
import { useAnswer } from '#app/ui/use-answer.ts';
import { useLater } from '#app/ui/use-later.ts';
import { useToast } from '#app/ui/use-toast.ts';
import { DryRunTable } from '#app/ui/workflows/dry-run-table.tsx';
import { KlaviyoNotice } from '#app/ui/workflows/klaviyo-notice.tsx';
import { MessagePreview } from '#app/ui/workflows/message-preview.tsx';
import { Timeline } from '#app/ui/workflows/timeline.tsx';
import { type WaitForm, waitForm, waitHoursOf } from '#app/ui/workflows/wait-form.ts';
import { WhyNotSent } from '#app/ui/workflows/why-not-sent.tsx';
import { WorkflowStatus } from '#app/ui/workflows/workflow-card.tsx';
import { done, merchant, type PageErrorBody, shown } from './app/merchant.server.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, at } = await merchant(request);
  const trigger = triggerOf(params.trigger);
  const [workflow, klaviyo, people] = await shown(Promise.all([workflowPage(shop.shopId, trigger), klaviyoState(shop.shopId), previewPeople(shop.shopId, trigger)]));
  if (!workflow) throw gone();
  // Deciding for many takes a moment: the page paints meanwhile. A dry run that fails says so in its place.
  const tried = done(dryRun(shop.shopId, trigger, at, language()));
  return { workflow, klaviyo, people, tried, bounds: WAIT_HOURS };
}

/** A preview changes nothing, so nothing is read again after it. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ formAction, defaultShouldRevalidate }) => defaultShouldRevalidate && !formAction?.endsWith('/preview');

const gone = () => data<PageErrorBody>({ code: 'not_found', message: text.pageError.gone }, { status: 404 });

function triggerOf(given: string | undefined): TriggerName {
  if (given === undefined || !isTrigger(given)) throw gone();
  return given;
}

const change = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('switch'), on: z.enum(['true', 'false']).transform((value) => value === 'true') }),
  z.object({ intent: z.literal('wait'), hours: z.coerce.number().int() }),
]);

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, actor, at } = await merchant(request);
  const trigger = triggerOf(params.trigger);
  const asked = change.parse(Object.fromEntries(await request.formData()));
  const { workflows } = text;
  if (asked.intent === 'wait') {
    const outcome = await done(setWorkflowWait(shop.shopId, trigger, asked.hours, actor, at));
    return outcome.ok ? { ok: true as const, said: workflows.waitSaved } : outcome;
  }
  const outcome = await done(switchWorkflow(shop.shopId, trigger, asked.on, actor, at));
  const name = workflows.name(trigger);
  return outcome.ok ? { ok: true as const, said: asked.on ? workflows.switchedOn(name) : workflows.switchedOff(name) } : outcome;
}

export default function Workflow() {
  const { workflow, klaviyo, people, tried, bounds } = useLoaderData<typeof loader>();
  const outcome = useLater(tried);
  const changing = useFetcher<typeof action>();
  const toast = useToast();
  const [leaving, setLeaving] = useState(false);
  const { revalidate, state } = useRevalidator();
  useAnswer(changing, (answer) => (answer.ok ? toast(answer.said) : toast(answer.message, { isError: true })));
  const { workflows } = text;
  const name = workflows.name(workflow.trigger);
  const submit = (body: Record<string, string>) => changing.submit(body, { method: 'post' });
  const busy = changing.state !== 'idle';
  const on = workflow.status === 'on';
  // What a merchant switched off or what stopped is switched on only where sending is possible; off always.
  const canSend = klaviyo?.status === 'ok';

  return (
    <Page
      backAction={{ content: workflows.title, url: '/app/workflows' }}
      title={name}
      titleMetadata={<WorkflowStatus status={workflow.status} />}
      subtitle={workflows.sentence(workflow.trigger, workflow.waitHours)}
      {...(on ? {} : { primaryAction: { content: workflows.switchOn, onAction: () => submit({ intent: 'switch', on: 'true' }), loading: busy, disabled: !canSend } })}
      secondaryActions={on ? [{ content: workflows.switchOff, destructive: true, onAction: () => setLeaving(true), loading: busy }] : []}
    >
      <BlockStack gap="400">
        <KlaviyoNotice klaviyo={klaviyo} />
        {workflow.problem ? (
          <Banner tone="critical" title={workflows.stoppedTitle}>
            <Text as="p">{kept(workflow.problem)}</Text>
          </Banner>
        ) : null}
        <Steps key={workflow.waitHours} workflow={workflow} bounds={bounds} saving={busy} onSave={(hours) => submit({ intent: 'wait', hours: String(hours) })} />
        <MessagePreview key={workflow.trigger} trigger={workflow.trigger} people={people} />
        <Card>
          <BlockStack gap="400">
            <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
              <BlockStack gap="100">
                <Text as="h2" variant="headingMd">
                  {workflows.dryRunTitle}
                </Text>
                <Text as="p" tone="subdued">
                  {workflows.dryRunIntro}
                </Text>
              </BlockStack>
              <div className="desk-one-line">
                <Button onClick={revalidate} loading={state !== 'idle'}>
                  {workflows.again}
                </Button>
              </div>
            </InlineStack>
            {!outcome ? <SkeletonBodyText lines={6} /> : outcome.ok ? <Tried run={outcome.value} /> : <Banner tone="warning">{outcome.message}</Banner>}
          </BlockStack>
        </Card>
      </BlockStack>
      <Modal
        open={leaving}
        onClose={() => setLeaving(false)}
        title={workflows.offTitle(name)}
        primaryAction={{
          content: workflows.switchOff,
          destructive: true,
          onAction: () => {
            setLeaving(false);
            submit({ intent: 'switch', on: 'false' });
          },
        }}
        secondaryActions={[{ content: text.common.cancel, onAction: () => setLeaving(false) }]}
      >
        <Modal.Section>
          <Text as="p">{workflows.offBody}</Text>
        </Modal.Section>
      </Modal>
    </Page>
  );
}

interface StepsProps {
  workflow: WorkflowSummary;
  bounds: { min: number; max: number };
  saving: boolean;
  onSave: (hours: number) => void;
}

/** The picture follows what is typed. */
function Steps({ workflow, bounds, saving, onSave }: StepsProps) {
  const { workflows } = text;
  const clean = waitForm(workflow.waitHours);
  const [form, setForm] = useState<WaitForm>(clean);
  const hours = waitHoursOf(form, bounds);
  const dirty = hours !== workflow.waitHours;
  return (
    <Card>
      <SaveBar open={dirty} saving={saving} sound={hours !== undefined} onSave={() => hours !== undefined && onSave(hours)} onDiscard={() => setForm(clean)} />
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {workflows.stepsTitle}
        </Text>
        <Timeline workflow={{ ...workflow, waitHours: hours ?? workflow.waitHours }} />
        <WhyNotSent workflow={workflow} />
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            {workflows.waitTitle}
          </Text>
          <div className="desk-fields">
            <TextField
              label={workflows.waitAmount}
              value={form.amount}
              onChange={(amount) => setForm({ ...form, amount })}
              inputMode="numeric"
              autoComplete="off"
              maxLength={4}
              {...(hours === undefined ? { error: workflows.waitInvalid } : {})}
            />
            <Select
              label={workflows.unit}
              options={[
                { value: 'hours', label: workflows.hours },
                { value: 'days', label: workflows.days },
              ]}
              value={form.unit}
              onChange={(unit) => setForm({ ...form, unit: unit === 'days' ? 'days' : 'hours' })}
            />
          </div>
          <Text as="p" tone="subdued">
            {workflows.waitHelp}
          </Text>
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

function Tried({ run }: { run: DryRun }) {
  const format = useShopFormat();
  const { workflows } = text;
  if (run.people.length === 0) return <Text as="p">{workflows.dryRunNone}</Text>;
  return (
    <BlockStack gap="300">
      <Text as="p" fontWeight="medium">
        {workflows.dryRunSaid(format.count(run.gets), format.count(run.people.length))}
      </Text>
      <DryRunTable people={run.people} />
    </BlockStack>
  );
}

export { PageError as ErrorBoundary };
