/** @jsxImportSource preact */
// What a shopper may say of one item: they have it, it is not for them, they want none at all. Opened by a button of its own,
// below the item, so that nothing stands there for who came to read about their order.
import type { Wording } from './wording.ts';

export type Choice = 'have_it' | 'not_for_me' | 'none';

export function Answers({ wording, onChoice, onCancel }: { wording: Wording; onChoice(choice: Choice): void; onCancel(): void }) {
  const choices: Choice[] = ['have_it', 'not_for_me', 'none'];
  return (
    <s-stack direction="inline" gap="small">
      {choices.map((choice) => (
        <s-button key={choice} variant="secondary" onClick={() => onChoice(choice)}>
          {wording(choice)}
        </s-button>
      ))}
      <s-button variant="secondary" onClick={onCancel}>
        {wording('cancel')}
      </s-button>
    </s-stack>
  );
}
