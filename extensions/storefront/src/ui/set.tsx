/** @jsxImportSource preact */
// The set on a product or cart page. The markup is that of snippets/setwise-set.liquid, so that taking over moves nothing.
import type { Session } from '../session.ts';
import type { Strings } from '../page-data.ts';
import type { View } from '../view-model.ts';
import { noteText } from './note-text.ts';
import { Row } from './row.tsx';
import { Whole } from './whole.tsx';

export function SetBlock({ view, session, strings }: { view: View; session: Session; strings: Strings }) {
  return (
    <>
      {view.heading && <h2 class="setwise-heading">{view.heading}</h2>}
      {view.missing && <p class="setwise-missing">{view.missing}</p>}
      {view.terms && <p class="setwise-missing">{view.terms}</p>}
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes a list without bullets for none */}
      <ul class="setwise-rows" role="list">
        {view.rows.map((row) => (
          <Row key={row.item.slotNo} row={row} session={session} strings={strings} />
        ))}
      </ul>
      {view.whole && <Whole whole={view.whole} session={session} strings={strings} />}
      {view.complete && <p class="setwise-complete">{strings.complete}</p>}
      {view.note && <p class="setwise-note">{noteText(view.note, strings)}</p>}
    </>
  );
}
