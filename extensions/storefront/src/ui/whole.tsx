/** @jsxImportSource preact */
// The one action for the whole set, with its sum beside it.
import type { Strings } from '../page-data.ts';
import type { Session } from '../session.ts';
import type { WholeView } from '../view-model.ts';

export function Whole({ whole, session, strings }: { whole: WholeView; session: Session; strings: Strings }) {
  const busy = session.state.addingAll;
  return (
    <div class="setwise-whole">
      <button
        class="setwise-button setwise-add-all button"
        type="button"
        data-setwise-focus="add-all"
        aria-disabled={busy}
        onClick={() => void session.addAll(whole.items, whole.productVariantId)}
      >
        <span>{busy ? strings.adding : whole.label}</span>
      </button>
      <p class="setwise-total">
        <span class="setwise-total-label">{strings.total}</span>
        <span class="setwise-now">{whole.total}</span>
        {whole.struck && (
          <s>
            <span class="setwise-unseen">{strings.insteadOf} </span>
            {whole.struck}
          </s>
        )}
      </p>
      {whole.includes && <p class="setwise-includes">{whole.includes}</p>}
    </div>
  );
}
