// The admin's save bar for a form with unsaved changes. Where App Bridge did not load, the same two buttons stand at the
// bottom of the page, so that nobody is stuck with changes that cannot be saved. A link inside the page asks before it
// loses them, as the admin's own menu does.
import { useBlocker } from '@remix-run/react';
import type { ShopifyGlobal } from '@shopify/app-bridge-react';
import { Button, ButtonGroup } from '@shopify/polaris';
import { createElement, useEffect, useRef, useState } from 'react';
import { text } from './text/text.ts';
import { useToast } from './use-toast.ts';

interface SaveBarElement extends HTMLElement {
  show?: () => void;
  hide?: () => void;
}

export interface SaveBarProps {
  open: boolean;
  saving: boolean;
  /** False while a field holds what cannot be saved: saving then leads to that field. */
  sound: boolean;
  onSave: () => void;
  onDiscard: () => void;
}

const ID = 'setwise-save-bar';

export function SaveBar({ open, saving, sound, onSave, onDiscard }: SaveBarProps) {
  const toast = useToast();
  useLeaveConfirmation(open && !saving);
  const element = useRef<SaveBarElement | null>(null);
  const [bridged, setBridged] = useState(true);

  useEffect(() => {
    const bar = element.current;
    if (!bar?.show || !bar.hide) return setBridged(false);
    if (open) bar.show();
    else bar.hide();
    return () => bar.hide?.();
  }, [open]);

  const save = () => {
    onSave();
    if (sound) return;
    toast(text.save.unsound, { isError: true });
    // After what was pressed has marked its fields.
    setTimeout(() => document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus(), 0);
  };

  return (
    <>
      {createElement(
        'ui-save-bar',
        { id: ID, ref: element, discardConfirmation: true },
        <button key="save" type="button" onClick={save} disabled={saving} {...{ variant: 'primary', ...(saving ? { loading: '' } : {}) }}>
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
            <Button variant="primary" onClick={save} loading={saving}>
              {text.save.save}
            </Button>
          </ButtonGroup>
        </section>
      ) : null}
    </>
  );
}

function useLeaveConfirmation(unsaved: boolean): void {
  const blocker = useBlocker(({ currentLocation, nextLocation }) => unsaved && currentLocation.pathname !== nextLocation.pathname);
  const asked = useRef<unknown>(undefined);
  useEffect(() => {
    if (blocker.state !== 'blocked' || asked.current === blocker.location) return;
    asked.current = blocker.location;
    const bridge = (globalThis as { shopify?: Partial<Pick<ShopifyGlobal, 'saveBar'>> }).shopify;
    // Without App Bridge the bar at the bottom of the page says what is unsaved.
    if (!bridge?.saveBar) return blocker.reset();
    bridge.saveBar.leaveConfirmation().then(
      () => blocker.proceed(),
      () => blocker.reset(),
    );
  }, [blocker]);
}
