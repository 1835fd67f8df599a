/** @jsxImportSource preact */
// Draws a session into one root element, and gives focus back to where it was when the theme threw the element away.
import { render } from 'preact';
import type { Session } from '../session.ts';
import { viewOf } from '../view-model.ts';
import { DrawerSet } from './drawer-set.tsx';
import { SetBlock } from './set.tsx';

/** Which of our controls has the focus, by session: it outlives the element. */
const focused = new WeakMap<Session, string>();

/** @returns draws again: for an element that was moved, and lost the focus on the way */
export function mount(root: HTMLElement, session: Session): () => void {
  const holder = root.querySelector<HTMLElement>('[data-setwise-view]');
  if (!holder) return () => {};
  followFocus(root, session);
  const said = announcer();
  const draw = () => {
    const { placement, strings } = session.state.page;
    // Themes throw whole sections away: then this element has seen its last. A drawer's is put back.
    if (!root.isConnected && placement !== 'cart_drawer') return stop();
    const view = viewOf(session.state);
    const Layout = placement === 'cart_drawer' ? DrawerSet : SetBlock;
    render(view && <Layout view={view} session={session} strings={strings} />, holder);
    root.hidden = view === null;
    restoreFocus(root, session);
    if (said.textContent !== session.state.said) said.textContent = session.state.said;
  };
  const stop = session.listen(draw);
  draw();
  return draw;
}

function followFocus(root: HTMLElement, session: Session): void {
  root.addEventListener('focusin', (event) => {
    const { setwiseFocus } = (event.target as HTMLElement).dataset;
    if (setwiseFocus) focused.set(session, setwiseFocus);
  });
  root.addEventListener('focusout', ({ target }) => {
    // A person who goes elsewhere leaves a control that is still there; a theme that draws anew leaves none.
    setTimeout(() => {
      if ((target as Element).isConnected && document.activeElement !== target) focused.delete(session);
    });
  });
}

/** Only when the focus fell to the page because its control went: the same control, else the next one of ours. */
function restoreFocus(root: HTMLElement, session: Session): void {
  const name = focused.get(session);
  const lost = !document.activeElement || document.activeElement === document.body;
  if (!name || !lost) return;
  const controls = [...root.querySelectorAll<HTMLElement>('[data-setwise-focus]:not([hidden])')];
  (controls.find((control) => control.dataset.setwiseFocus === name) ?? controls[0])?.focus({ preventScroll: true });
}

/** One for the page, on the body: a live region that a theme draws anew says nothing. */
function announcer(): HTMLElement {
  const present = document.getElementById('setwise-said');
  if (present) return present;
  const region = document.createElement('p');
  region.id = 'setwise-said';
  region.className = 'setwise-unseen';
  region.setAttribute('role', 'status');
  region.setAttribute('aria-live', 'polite');
  document.body.append(region);
  return region;
}
