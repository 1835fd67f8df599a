// The form that adds one entry to a list of Guardrails: its heading, its fields, what is wrong with them, its button.
import { BlockStack, Button, FormLayout, InlineError, InlineStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';

export interface AddFormProps {
  /** Of the button, which a message of what is wrong belongs to. */
  id: string;
  title: string;
  action: string;
  /** Why nothing was added; null: nothing is wrong. */
  problem: string | null;
  onAdd: () => void;
  children: ReactNode;
}

export function AddForm({ id, title, action, problem, onAdd, children }: AddFormProps) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onAdd();
      }}
    >
      <BlockStack gap="300">
        <Text as="h4" variant="headingSm">
          {title}
        </Text>
        <FormLayout>{children}</FormLayout>
        {problem ? <InlineError message={problem} fieldID={id} /> : null}
        <InlineStack>
          <Button submit id={id}>
            {action}
          </Button>
        </InlineStack>
      </BlockStack>
    </form>
  );
}
