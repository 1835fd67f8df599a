/** @jsxImportSource preact */
// The set inside a cart drawer: one row open, the rest a tap away, so that the way to checkout stays on the screen.
import type { Strings } from '../page-data.ts';
import type { Session } from '../session.ts';
import type { View } from '../view-model.ts';
import { noteText } from './note-text.ts';
import { Row } from './row.tsx';
import { Whole } from './whole.tsx';

export function DrawerSet({ view, session, strings }: { view: View; session: Session; strings: Strings }) {
  const open = session.state.drawerOpen;
  const rest = view.rows.length - 1;
  const more = strings.more[rest - 1];
  const shown = open || !more ? view.rows : view.rows.slice(0, 1);
  return (
    <>
      {view.heading && <h2 class="setwise-heading">{view.heading}</h2>}
      {view.terms && <p class="setwise-missing">{view.terms}</p>}
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes a list without bullets for none */}
      <ul class="setwise-rows" role="list">
        {shown.map((row, index) => (
          <Row key={row.item.slotNo} row={row} session={session} strings={strings} compact={index > 0} />
        ))}
      </ul>
      {more && !open && (
        <button class="setwise-more" type="button" data-setwise-focus="more" aria-expanded={false} onClick={() => session.openDrawer()}>
          {more}
        </button>
      )}
      {open && view.whole && <Whole whole={view.whole} session={session} strings={strings} />}
      {view.complete && <p class="setwise-complete">{strings.complete}</p>}
      {view.note && <p class="setwise-note">{noteText(view.note, strings)}</p>}
    </>
  );
}
