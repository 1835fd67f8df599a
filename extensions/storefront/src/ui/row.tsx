/** @jsxImportSource preact */
// One slot: what it is, why, what it costs, one button. The button stays the same element through adding and undoing, so
// that focus stays where it was.
import type { Strings } from '../page-data.ts';
import type { Session } from '../session.ts';
import { fill } from '../strings.ts';
import type { RowView } from '../view-model.ts';
import { noteText } from './note-text.ts';
import { Price } from './price.tsx';

interface Props {
  row: RowView;
  session: Session;
  strings: Strings;
  /** One line: no reason, no choice of variant. */
  compact?: boolean;
}

export function Row({ row, session, strings, compact = false }: Props) {
  const { item, note, phase } = row;
  const chosen = item.variants.length > 1 ? item.variants.find((variant) => variant.variantId === item.variantId)?.title : null;
  return (
    <li class={`setwise-row setwise-row--${phase}${compact ? ' setwise-row--compact' : ''}`} data-setwise-slot={item.slotNo}>
      {/* biome-ignore lint/a11y/useAnchorContent: the title beside it is the link that is read out; this one is for the hand */}
      <a class="setwise-picture" href={item.url} tabIndex={-1} aria-hidden="true">
        {item.imageUrl && <img src={item.imageUrl} width="88" height="88" alt="" loading="lazy" />}
      </a>
      <div class="setwise-words">
        <a class="setwise-title" href={item.url}>
          {item.title}
        </a>
        {note ? <p class="setwise-note">{noteText(note, strings)}</p> : !compact && <p class="setwise-reason">{item.reason}</p>}
        <Price price={row.price} struck={row.struck} inSet={row.inSet} variant={compact || phase !== 'open' ? (chosen ?? null) : null} strings={strings} />
      </div>
      <AddForm row={row} session={session} strings={strings} choice={!compact} />
    </li>
  );
}

function AddForm({ row, session, strings, choice }: { row: RowView; session: Session; strings: Strings; choice: boolean }) {
  const { item, phase } = row;
  const busy = phase === 'adding' || phase === 'removing';
  const act = (event: Event) => {
    event.preventDefault();
    if (phase === 'open') void session.add(item);
    else if (phase === 'added') void session.undo(item);
  };
  return (
    <form class="setwise-form" action={session.addUrl} method="post" onSubmit={act}>
      {choice && phase === 'open' && item.variants.length > 1 && (
        <select
          class="setwise-variants"
          name="id"
          value={item.variantId}
          aria-label={fill(strings.variantLabel, { title: item.title })}
          onChange={(event) => session.choose(item.slotNo, event.currentTarget.value)}
        >
          {item.variants.map((variant) => (
            <option key={variant.variantId} value={variant.variantId}>
              {variant.title}
            </option>
          ))}
        </select>
      )}
      {(phase === 'added' || phase === 'kept') && (
        <span class="setwise-done">
          <Check />
          {strings.added}
        </span>
      )}
      <button
        class="setwise-button setwise-add button button--secondary button-secondary"
        type="submit"
        data-setwise-focus={`add-${item.slotNo}`}
        hidden={phase === 'kept'}
        aria-disabled={busy}
        aria-label={busy ? undefined : fill(phase === 'added' ? strings.undoLabel : row.swaps ? strings.swapLabel : strings.addLabel, { title: item.title })}
      >
        <span>{phase === 'added' ? strings.undo : busy ? strings.adding : row.swaps ? strings.swap : strings.add}</span>
      </button>
    </form>
  );
}

const Check = () => (
  <svg class="setwise-check" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
    <path d="M3 8.5l3.2 3.2L13 5" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" />
  </svg>
);
