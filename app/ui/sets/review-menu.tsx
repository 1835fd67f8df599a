// A verb that needs one more word (a reason, a while, a share): its button, and the choices in a menu that opens where it is.
import { ActionList, Button, Popover } from '@shopify/polaris';
import { type ReactNode, useId } from 'react';

export interface ReviewMenuProps {
  label: string;
  accessibilityLabel?: string;
  /** @property stays the menu, since the choice asks for more */
  items: readonly { content: string; helpText?: string; stays?: boolean; onAction: () => void }[];
  open: boolean;
  onToggle: (open: boolean) => void;
  /** In place of the choices, once one of them asks for more. */
  children?: ReactNode;
}

export function ReviewMenu({ label, accessibilityLabel, items, open, onToggle, children }: ReviewMenuProps) {
  const id = useId();
  const closing = (act: () => void) => () => {
    onToggle(false);
    act();
  };
  return (
    <Popover
      active={open}
      autofocusTarget="first-node"
      preferredAlignment="right"
      onClose={() => onToggle(false)}
      activator={
        <Button disclosure id={id} onClick={() => onToggle(!open)} {...(accessibilityLabel ? { accessibilityLabel } : {})}>
          {label}
        </Button>
      }
    >
      {children ?? <ActionList actionRole="menuitem" items={items.map(({ stays, onAction, ...item }) => ({ ...item, onAction: stays ? onAction : closing(onAction) }))} />}
    </Popover>
  );
}
