// Differences with their intervals as bands on lines of one scale, zero marked: one for a verdict, one an arm for a test. Shape
// and words carry it, not colour; the numbers stand in a table behind.
import { AsTable } from '../as-table.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { intervalMoney } from './interval-money.ts';

const INK = '#303030';
const QUIET = '#616161';
const BAND = '#1f3a2e';
const ROW = 96;

export interface Band {
  /** What the band is of; not needed where there is only one. */
  name?: string;
  /** Minor units. */
  value: number;
  low: number;
  high: number;
}

export function BandChart({ bands }: { bands: readonly Band[] }) {
  const format = useShopFormat();
  const { results } = text;
  const tellsOf = (band: Band) => intervalMoney(band, format);
  const [only] = bands;
  if (!only) return null;
  return (
    <>
      <div className="desk-drawing-wide">
        <Drawing bands={bands} width={760} tellsOf={tellsOf} />
      </div>
      <div className="desk-drawing-narrow">
        <Drawing bands={bands} width={330} tellsOf={tellsOf} />
      </div>
      {bands.length === 1 ? (
        <AsTable rows={[[results.lowEnd, tellsOf(only)(only.low)], [results.best, tellsOf(only)(only.value)], [results.highEnd, tellsOf(only)(only.high)]]} numbers />
      ) : (
        <AsTable heads={[results.arm, results.lowEnd, results.best, results.highEnd]} rows={bands.map((band) => [band.name ?? '', ...[band.low, band.value, band.high].map(tellsOf(band))])} numbers />
      )}
    </>
  );
}

interface DrawingProps {
  bands: readonly Band[];
  width: number;
  tellsOf: (band: Band) => (minor: number) => string;
}

function Drawing({ bands, width, tellsOf }: DrawingProps) {
  const { results } = text;
  const least = Math.min(0, ...bands.map(({ low }) => low));
  const most = Math.max(0, ...bands.map(({ high }) => high));
  const margin = 56;
  const at = (minor: number) => margin + ((width - 2 * margin) * (minor - least)) / (most - least || 1);
  const bottom = bands.length * ROW + 10;
  const label = bands.map((band) => results.bandPicture(band.name ?? '', ...([band.value, band.low, band.high].map(tellsOf(band)) as [string, string, string]))).join('; ');
  return (
    <svg viewBox={`0 0 ${width} ${bottom + 26}`} role="img" aria-label={label} className="desk-chart">
      <defs>
        <pattern id={`band-${width}`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="7" height="7" fill="#cfe0d6" />
          <line x1="0" y1="0" x2="0" y2="7" stroke={BAND} strokeWidth="1.4" />
        </pattern>
      </defs>
      {bands.map((band, row) => (
        <OneBand key={band.name ?? row} band={band} top={row * ROW} width={width} margin={margin} at={at} money={tellsOf(band)} />
      ))}
      <line x1={at(0)} x2={at(0)} y1="40" y2={bottom} stroke={INK} strokeWidth="2" strokeDasharray="4 4" />
      <text x={at(0)} y={bottom + 18} fontSize="12.5" fill={QUIET} textAnchor={anchor(at(0), width)}>
        0, {results.zero}
      </text>
    </svg>
  );
}

const anchor = (x: number, width: number) => (x < 90 ? 'start' : x > width - 90 ? 'end' : 'middle');

interface OneBandProps {
  band: Band;
  top: number;
  width: number;
  margin: number;
  at: (minor: number) => number;
  money: (minor: number) => string;
}

/** The ends may stand close to each other and to zero: each has a row of its own. */
function OneBand({ band: { name, value, low, high }, top, width, margin, at, money }: OneBandProps) {
  return (
    <g>
      {name ? (
        <text x={margin / 2} y={top + 20} fontSize="13" fontWeight="600" fill={INK}>
          {name}
        </text>
      ) : null}
      <line x1={margin / 2} x2={width - margin / 2} y1={top + 66} y2={top + 66} stroke="#c9c5ba" strokeWidth="2" />
      <rect x={at(low)} y={top + 52} width={Math.max(2, at(high) - at(low))} height="28" rx="5" fill={`url(#band-${width})`} stroke={BAND} strokeWidth="2" />
      <path d={`M${at(value)} ${top + 50} l11 16 l-11 16 l-11 -16 z`} fill="#fff" stroke={BAND} strokeWidth="3" />
      <text x={at(low)} y={top + 42} fontSize="12.5" fill={INK} textAnchor={anchor(at(low), width)}>
        {money(low)}
      </text>
      <text x={at(high)} y={top + 98} fontSize="12.5" fill={INK} textAnchor={anchor(at(high), width)}>
        {money(high)}
      </text>
      <text x={name ? width - margin / 2 : at(value)} y={top + 20} fontSize="14" fontWeight="600" fill={INK} textAnchor={name ? 'end' : anchor(at(value), width)}>
        {money(value)}
      </text>
    </g>
  );
}
