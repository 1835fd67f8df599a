// Said where sending matters: Klaviyo is missing, or does not let anything through, with the way to mend it.
import { Banner, Text } from '@shopify/polaris';
import type { KlaviyoState } from '#app/read/settings.ts';
import { kept } from '../text/kept.ts';
import { text } from '../text/text.ts';

export function KlaviyoNotice({ klaviyo }: { klaviyo: KlaviyoState | null }) {
  const { workflows } = text;
  if (!klaviyo) {
    return (
      <Banner tone="info" title={workflows.notConnectedTitle} action={{ content: workflows.connect, url: '/app/settings' }}>
        <Text as="p">{workflows.notConnected}</Text>
      </Banner>
    );
  }
  if (!klaviyo.problem) return null;
  return (
    <Banner tone="warning" title={workflows.brokenTitle} action={{ content: workflows.toSettings, url: '/app/settings' }}>
      <Text as="p">{kept(klaviyo.problem)}</Text>
    </Banner>
  );
}
