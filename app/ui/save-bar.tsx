// The admin's save bar for a form with unsaved changes. Where App Bridge did not load, the same two buttons stand at the
// bottom of the page, so that nobody is stuck with changes that cannot be saved.
import { Button, ButtonGroup } from '@shopify/polaris';
import { createElement, useEffect, useRef, useState } from 'react';
import { text } from './text/en.ts';

interface SaveBarElement extends HTMLElement {
  show?: () => void;
  hide?: () => void;
}

export interface SaveBarProps {
  open: boolean;
  saving: boolean;
  onSave: () => void;
  onDiscard: () => void;
}

const ID = 'setwise-save-bar';

export function SaveBar({ open, saving, onSave, onDiscard }: SaveBarProps) {
  const element = useRef<SaveBarElement | null>(null);
  const [bridged, setBridged] = useState(true);

  useEffect(() => {
    const bar = element.current;
    if (!bar?.show || !bar.hide) return setBridged(false);
    if (open) bar.show();
    else bar.hide();
    return () => bar.hide?.();
  }, [open]);

  return (
    <>
      {createElement(
        'ui-save-bar',
        { id: ID, ref: element, discardConfirmation: true },
        <button key="save" type="button" onClick={onSave} disabled={saving} {...{ variant: 'primary', ...(saving ? { loading: '' } : {}) }}>
          {text.save.save}
        </button>,
        <button key="discard" type="button" onClick={onDiscard} disabled={saving}>
          {text.save.discard}
        </button>,
      )}
      {!bridged && open ? (
        <section className="desk-save-fallback" aria-label={text.save.unsaved}>
          <span>{text.save.unsaved}</span>
          <ButtonGroup>
            <Button onClick={onDiscard} disabled={saving}>
              {text.save.discard}
            </Button>
            <Button variant="primary" onClick={onSave} loading={saving}>
              {text.save.save}
            </Button>
          </ButtonGroup>
        </section>
      ) : null}
    </>
  );
}
