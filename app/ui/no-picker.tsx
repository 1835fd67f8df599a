// Why nothing can be chosen: where the page is not shown inside Shopify's admin there is no picker.
import { Text } from '@shopify/polaris';
import type { usePicker } from './guardrails/use-picker.ts';
import { text } from './text/text.ts';

/** @param picker undefined: not known yet */
export function NoPicker({ picker }: { picker: ReturnType<typeof usePicker> }) {
  if (picker !== null) return null;
  return (
    <Text as="p" tone="subdued">
      {text.blockList.noPicker}
    </Text>
  );
}
