// Where offers may show: on or off in Setwise, in or out of the live theme, and the way to the right spot.
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData, useRevalidator } from '@remix-run/react';
import { Banner, BlockStack, Modal, Page, Text } from '@shopify/polaris';
import { useState } from 'react';
import { z } from 'zod';
import { ALL_PLACEMENTS, type AnyPlacement, type Placement } from '#app/contract/offers.ts';
import { changeHoldout } from '#app/pipeline/decide/change-holdout.ts';
import { switchPlacement } from '#app/pipeline/decide/switch-placement.ts';
import { checkoutEditorUrls } from '#app/pipeline/publish/checkout-editor.ts';
import { readThemeState, type ThemeState } from '#app/pipeline/publish/read-theme-state.ts';
import { afterPayingPlaces, holdoutsPage, placementsPage } from '#app/read/placements.ts';
import { PageError } from '#app/ui/page-error.tsx';
import { AfterPayingCard } from '#app/ui/placements/after-paying-card.tsx';
import { PlacementCard } from '#app/ui/placements/placement-card.tsx';
import { text } from '#app/ui/text/text.ts';
import { useAnswer } from '#app/ui/use-answer.ts';
import { useLater } from '#app/ui/use-later.ts';
import { useReturn } from '#app/ui/use-return.ts';
import { useToast } from '#app/ui/use-toast.ts';
import { done, merchant, shown } from './app/merchant.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, at } = await merchant(request);
  // Shopify is asked while the page paints already.
  const [enabled, holdouts, afterPaying] = await shown(Promise.all([placementsPage(shop.shopId), holdoutsPage(shop.shopId), afterPayingPlaces(shop.shopId, at)]));
  return { theme: readThemeState(shop.domain), enabled, holdouts, afterPaying, checkoutEditors: checkoutEditorUrls(shop.domain) };
}

const change = z.union([
  z.object({ placement: z.enum(ALL_PLACEMENTS), enabled: z.enum(['true', 'false']).transform((value) => value === 'true') }),
  z.object({ placement: z.enum(ALL_PLACEMENTS), holdoutBp: z.coerce.number() }),
]);

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor, at } = await merchant(request);
  const wanted = change.parse(Object.fromEntries(await request.formData()));
  const { placement } = wanted;
  if ('holdoutBp' in wanted) {
    const outcome = await done(changeHoldout(shop.shopId, placement, wanted.holdoutBp, actor, at));
    return outcome.ok ? { ok: true as const, placement, holdoutBp: wanted.holdoutBp } : outcome;
  }
  const { enabled } = wanted;
  const outcome = await done(switchPlacement(shop.shopId, placement, enabled, actor, at));
  return outcome.ok ? { ok: true as const, placement, enabled } : outcome;
}

// Named here and not taken from the contract, whose schemas would come along into the browser.
const PLACES = ['cart_drawer', 'cart_page', 'product_page'] as const satisfies readonly Placement[];

export default function Placements() {
  const { theme } = useLoaderData<typeof loader>();
  const { revalidate, state } = useRevalidator();
  const checking = state !== 'idle';
  useReturn(revalidate);
  return (
    <Page
      title={text.placements.title}
      subtitle={text.placements.intro}
      secondaryActions={[{ content: text.placements.recheck, onAction: revalidate, loading: checking }]}
    >
      <Places theme={useLater(theme)} />
    </Page>
  );
}

function Places({ theme }: { theme: ThemeState | undefined }) {
  const { enabled, holdouts, afterPaying, checkoutEditors } = useLoaderData<typeof loader>();
  const switching = useFetcher<typeof action>();
  const toast = useToast();
  const [leaving, setLeaving] = useState<AnyPlacement>();
  useAnswer(switching, (answer) => {
    if (!answer.ok) return toast(answer.message, { isError: true });
    const name = text.placement(answer.placement);
    if ('holdoutBp' in answer) return toast(text.placements.holdoutChanged(name));
    toast(answer.enabled ? text.placements.switchedOn(name) : text.placements.switchedOff(name));
  });
  const submit = (placement: AnyPlacement, on: boolean) => switching.submit({ placement, enabled: String(on) }, { method: 'post' });
  const toggle = (placement: AnyPlacement) => (enabled[placement] ? setLeaving(placement) : submit(placement, true));
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
            holdoutBp={holdouts[placement]}
            onHoldout={(holdoutBp) => switching.submit({ placement, holdoutBp }, { method: 'post' })}
            onSwitch={() => toggle(placement)}
          />
        ))}
      </div>
      <div className="desk-between-cards">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {text.placements.afterPaying}
          </Text>
          <Text as="p" tone="subdued">
            {text.placements.afterPayingIntro}
          </Text>
        </BlockStack>
      </div>
      <div className="desk-placements">
        {afterPaying.map(({ placement, asked }) => (
          <AfterPayingCard
            key={placement}
            placement={placement}
            enabled={enabled[placement]}
            asked={asked}
            editorUrl={checkoutEditors[placement]}
            switching={pending === placement}
            onSwitch={() => toggle(placement)}
          />
        ))}
      </div>
      <Modal
        open={leaving !== undefined}
        onClose={() => setLeaving(undefined)}
        title={text.placements.offTitle(leaving ? text.placementInside(leaving) : '')}
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
