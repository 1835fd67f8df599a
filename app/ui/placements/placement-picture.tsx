// A drawing of each place: the page in grey, where the offer stands in colour.
import type { AnyPlacement } from '#app/contract/offers.ts';
import { text } from '../text/text.ts';

const PAGE = '#e6e3db';
const LINE = '#c9c5ba';
const INK = '#9b968a';
const OFFER = '#1f3a2e';
const ACCENT = '#e0a44c';
const PAPER = '#faf9f6';

const ROWS = [0, 1];

function Offer({ x, y, width }: { x: number; y: number; width: number }) {
  return (
    <g>
      <rect x={x} y={y} width={width} height={16 + ROWS.length * 18} rx="4" fill="#fff" stroke={OFFER} strokeWidth="2" />
      <rect x={x + 8} y={y + 7} width={width * 0.5} height="4" rx="2" fill={OFFER} />
      {ROWS.map((row) => (
        <g key={row} transform={`translate(${x + 8} ${y + 16 + row * 18})`}>
          <rect width="13" height="13" rx="2.5" fill={ACCENT} />
          <rect x="19" y="2" width={width * 0.36} height="3.5" rx="1.75" fill={INK} />
          <rect x="19" y="8" width={width * 0.22} height="3" rx="1.5" fill={LINE} />
          <rect x={width - 42} y="1.5" width="26" height="10" rx="5" fill={OFFER} />
        </g>
      ))}
    </g>
  );
}

function Item({ x, y, width }: { x: number; y: number; width: number }) {
  return (
    <g>
      <rect x={x} y={y} width="22" height="22" rx="3" fill={PAGE} />
      <rect x={x + 30} y={y + 4} width={width * 0.4} height="4" rx="2" fill={INK} />
      <rect x={x + 30} y={y + 12} width={width * 0.22} height="4" rx="2" fill={LINE} />
      <rect x={x + width - 24} y={y + 7} width="24" height="5" rx="2.5" fill={LINE} />
    </g>
  );
}

/** What was ordered, beside what the buyer reads. */
function Bought() {
  return [0, 1].map((line) => (
    <g key={line} transform={`translate(160 ${36 + line * 28})`}>
      <rect width="22" height="22" rx="3" fill={PAGE} />
      <rect x="30" y="4" width="34" height="4" rx="2" fill={INK} />
      <rect x="30" y="12" width="20" height="4" rx="2" fill={LINE} />
    </g>
  ));
}

const DRAWINGS: Record<AnyPlacement, React.ReactNode> = {
  product_page: (
    <>
      <rect x="16" y="34" width="96" height="108" rx="4" fill={PAGE} />
      <rect x="126" y="36" width="84" height="6" rx="3" fill={INK} />
      <rect x="126" y="48" width="40" height="5" rx="2.5" fill={LINE} />
      <rect x="126" y="60" width="98" height="14" rx="4" fill={INK} />
      <Offer x={126} y={84} width={98} />
    </>
  ),
  cart_page: (
    <>
      <Item x={16} y={36} width={126} />
      <Item x={16} y={64} width={126} />
      <rect x="160" y="36" width="64" height="50" rx="4" fill={PAGE} />
      <rect x="168" y="66" width="48" height="12" rx="4" fill={INK} />
      <Offer x={16} y={94} width={126} />
    </>
  ),
  cart_drawer: (
    <>
      <rect x="16" y="36" width="48" height="44" rx="4" fill={PAGE} />
      <rect x="72" y="36" width="48" height="44" rx="4" fill={PAGE} />
      <rect x="16" y="90" width="48" height="44" rx="4" fill={PAGE} />
      <rect x="72" y="90" width="48" height="44" rx="4" fill={PAGE} />
      <rect y="24" width="240" height="136" fill="#1b1b1b" opacity="0.16" />
      <rect x="118" y="24" width="122" height="136" fill="#fff" />
      <Item x={128} y={34} width={102} />
      <Offer x={128} y={68} width={102} />
      <rect x="128" y="138" width="102" height="14" rx="4" fill={INK} />
    </>
  ),
  thank_you: (
    <>
      <circle cx="28" cy="44" r="10" fill="none" stroke={OFFER} strokeWidth="2.5" />
      <path d="M23 44 l4 4 l7 -8" fill="none" stroke={OFFER} strokeWidth="2.5" />
      <rect x="46" y="36" width="76" height="6" rx="3" fill={INK} />
      <rect x="46" y="47" width="48" height="4" rx="2" fill={LINE} />
      <rect x="16" y="64" width="126" height="22" rx="4" fill={PAGE} />
      <Offer x={16} y={96} width={126} />
      <Bought />
    </>
  ),
  order_status: (
    <>
      <rect x="16" y="36" width="84" height="6" rx="3" fill={INK} />
      {[0, 1, 2, 3].map((stop) => (
        <circle key={stop} cx={24 + stop * 36} cy="60" r="6" fill={stop < 3 ? OFFER : '#fff'} stroke={OFFER} strokeWidth="2" />
      ))}
      <path d="M30 60 h24 M66 60 h24 M102 60 h24" stroke={OFFER} strokeWidth="2" />
      <rect x="16" y="76" width="126" height="12" rx="4" fill={PAGE} />
      <Offer x={16} y={96} width={126} />
      <Bought />
    </>
  ),
};

export function PlacementPicture({ placement }: { placement: AnyPlacement }) {
  return (
    <div className="desk-placement-picture">
      <svg viewBox="0 0 240 160" role="img" aria-label={text.placements.picture(text.placement(placement))}>
        <rect width="240" height="160" fill={PAPER} />
        <rect width="240" height="24" fill={PAGE} />
        <rect x="16" y="10" width="44" height="5" rx="2.5" fill={INK} />
        <rect x="190" y="10" width="34" height="5" rx="2.5" fill={LINE} />
        {DRAWINGS[placement]}
      </svg>
    </div>
  );
}
