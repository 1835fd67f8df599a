/** @jsxImportSource preact */
import type { Strings } from '../page-data.ts';

interface Props {
  price: string;
  struck: string | null;
  inSet: string | null;
  /** The variant that the price is of, where it cannot be chosen. */
  variant: string | null;
  strings: Strings;
}

export function Price({ price, struck, inSet, variant, strings }: Props) {
  return (
    <p class="setwise-price">
      <span class="setwise-now">{price}</span>
      {struck && (
        <s>
          <span class="setwise-unseen">{strings.insteadOf} </span>
          {struck}
        </s>
      )}
      {inSet && <span class="setwise-in-set">{inSet}</span>}
      {variant && <span class="setwise-variant">{variant}</span>}
    </p>
  );
}
