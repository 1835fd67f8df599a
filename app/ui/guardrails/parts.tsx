// The parts of Guardrails: a heading over each, and an index that leads to them. The draft is one for all of them.
import { BlockStack, Box, Text } from '@shopify/polaris';
import type { MouseEvent, ReactNode } from 'react';
import { text } from '../text/text.ts';

const PARTS = ['money', 'range', 'customers'] as const;
export type GuardrailsPartName = (typeof PARTS)[number];

/** Beside the parts where there is room, below them where there is none. */
export const EFFECT = 'before-saving';

export function GuardrailsIndex() {
  return (
    <nav className="desk-index" aria-label={text.guardrails.index}>
      {PARTS.map((part) => (
        <a key={part} href={`#${part}`} onClick={(event) => lead(event, part)}>
          {text.guardrails.parts[part].title}
        </a>
      ))}
      <a href={`#${EFFECT}`} onClick={(event) => lead(event, EFFECT)}>
        {text.guardrailsReplay.title}
      </a>
    </nav>
  );
}

export function GuardrailsPart({ part, children }: { part: GuardrailsPartName; children: ReactNode }) {
  const { title, about } = text.guardrails.parts[part];
  return (
    <section id={part} className="desk-part" tabIndex={-1} aria-labelledby={`${part}-title`}>
      <BlockStack gap="400">
        <Box paddingInline={{ xs: '400', sm: '0' }}>
          <Text as="h2" variant="headingLg" id={`${part}-title`}>
            {title}
          </Text>
          <Text as="p" tone="subdued">
            {about}
          </Text>
        </Box>
        {children}
      </BlockStack>
    </section>
  );
}

/** Not by the address: the admin's frame keeps that, and a change of it would be a step back in the admin's history. */
function lead(event: MouseEvent, part: string): void {
  event.preventDefault();
  const target = document.getElementById(part);
  target?.scrollIntoView({ block: 'start' });
  target?.focus({ preventScroll: true });
}
