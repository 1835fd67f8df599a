// Where offers may show: on or off in Setwise, in or out of the live theme, and the way to the right spot.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Await, useFetcher, useLoaderData, useRevalidator } from '@remix-run/react';
import { Banner, BlockStack, Modal, Page, Text } from '@shopify/polaris';
import { Suspense, useState } from 'react';
import { z } from 'zod';
import { PLACEMENTS, type Placement } from '#app/contract/offers.ts';
import { switchPlacement } from '#app/pipeline/decide/switch-placement.ts';
import { readThemeState, type ThemeState } from '#app/pipeline/publish/read-theme-state.ts';
import { placementsPage } from '#app/read/placements.ts';
import { PageError } from '#app/ui/page-error.tsx';
import { PlacementCard } from '#app/ui/placements/placement-card.tsx';
import { text } from '#app/ui/text/en.ts';
import { useAnswer } from '#app/ui/use-answer.ts';
import { useToast } from '#app/ui/use-toast.ts';
import { done, merchant, shown } from './app/merchant.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await merchant(request);
  // Shopify is asked while the page paints already.
  return { theme: readThemeState(shop.domain), enabled: await shown(placementsPage(shop.shopId)) };
}

const change = z.object({ placement: z.enum(PLACEMENTS), enabled: z.enum(['true', 'false']).transform((value) => value === 'true') });

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor, at } = await merchant(request);
  const { placement, enabled } = change.parse(Object.fromEntries(await request.formData()));
  const outcome = await done(switchPlacement(shop.shopId, placement, enabled, actor, at));
  return outcome.ok ? { ok: true as const, placement, enabled } : outcome;
}

// Named here and not taken from the contract, whose schemas would come along into the browser.
const PLACES = ['cart_drawer', 'cart_page', 'product_page'] as const satisfies readonly Placement[];

export default function Placements() {
  const { theme } = useLoaderData<typeof loader>();
  const { revalidate, state } = useRevalidator();
  const checking = state !== 'idle';
  return (
    <Page
      title={text.placements.title}
      subtitle={text.placements.intro}
      secondaryActions={[{ content: text.placements.recheck, onAction: revalidate, loading: checking }]}
    >
      <Suspense fallback={<Places theme={undefined} />}>
        <Await resolve={theme}>{(state) => <Places theme={state} />}</Await>
      </Suspense>
    </Page>
  );
}

function Places({ theme }: { theme: ThemeState | undefined }) {
  const { enabled } = useLoaderData<typeof loader>();
  const switching = useFetcher<typeof action>();
  const toast = useToast();
  const [leaving, setLeaving] = useState<Placement>();
  useAnswer(switching, (answer) => {
    if (!answer.ok) return toast(answer.message, { isError: true });
    const name = text.placement(answer.placement);
    toast(answer.enabled ? text.placements.switchedOn(name) : text.placements.switchedOff(name));
  });
  const submit = (placement: Placement, on: boolean) => switching.submit({ placement, enabled: String(on) }, { method: 'post' });
  const pending = switching.state === 'idle' ? undefined : switching.formData?.get('placement');

  return (
    <BlockStack gap="400">
      {theme && PLACES.every((placement) => theme[placement].state === 'unknown') ? (
        <Banner tone="warning" title={text.placements.unknownTitle}>
          <Text as="p">{text.placements.unknown}</Text>
        </Banner>
      ) : null}
      <div className="desk-placements">
        {PLACES.map((placement) => (
          <PlacementCard
            key={placement}
            placement={placement}
            enabled={enabled[placement]}
            block={theme?.[placement].state}
            editorUrl={theme?.[placement].editorUrl}
            switching={pending === placement}
            onSwitch={() => (enabled[placement] ? setLeaving(placement) : submit(placement, true))}
          />
        ))}
      </div>
      <Modal
        open={leaving !== undefined}
        onClose={() => setLeaving(undefined)}
        title={text.placements.offTitle(leaving ? text.placement(leaving).toLowerCase() : '')}
        primaryAction={{
          content: text.placements.switchOff,
          destructive: true,
          onAction: () => {
            if (leaving) submit(leaving, false);
            setLeaving(undefined);
          },
        }}
        secondaryActions={[{ content: text.common.cancel, onAction: () => setLeaving(undefined) }]}
      >
        <Modal.Section>
          <Text as="p">{text.placements.offBody}</Text>
        </Modal.Section>
      </Modal>
    </BlockStack>
  );
}

export { PageError as ErrorBoundary };
