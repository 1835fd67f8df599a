// A difference with its interval as a band on a line, zero marked. Shape and words carry it, not colour; the numbers stand
// in a table behind.
import { AsTable } from '../as-table.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { intervalMoney } from './interval-money.ts';

const INK = '#303030';
const QUIET = '#616161';
const BAND = '#1f3a2e';

export interface BandChartProps {
  value: number;
  low: number;
  high: number;
}

export function BandChart(band: BandChartProps) {
  const format = useShopFormat();
  const { results } = text;
  const money = intervalMoney(band, format);
  const rows = [
    [results.lowEnd, money(band.low)],
    [results.best, money(band.value)],
    [results.highEnd, money(band.high)],
  ] as const;
  return (
    <>
      <div className="desk-drawing-wide">
        <Drawing {...band} width={760} money={money} />
      </div>
      <div className="desk-drawing-narrow">
        <Drawing {...band} width={330} money={money} />
      </div>
      <AsTable rows={rows} numbers />
    </>
  );
}

function Drawing({ value, low, high, width, money }: BandChartProps & { width: number; money: (minor: number) => string }) {
  const { results } = text;
  const least = Math.min(0, low);
  const most = Math.max(0, high);
  const margin = 56;
  const at = (minor: number) => margin + ((width - 2 * margin) * (minor - least)) / (most - least || 1);
  const anchor = (x: number) => (x < 90 ? 'start' : x > width - 90 ? 'end' : 'middle');
  // The ends may stand close to each other and to zero: each has a row of its own.
  return (
    <svg viewBox={`0 0 ${width} 132`} role="img" aria-label={results.bandPicture(money(value), money(low), money(high))} className="desk-chart">
      <defs>
        <pattern id={`band-${width}`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="7" height="7" fill="#cfe0d6" />
          <line x1="0" y1="0" x2="0" y2="7" stroke={BAND} strokeWidth="1.4" />
        </pattern>
      </defs>
      <line x1={margin / 2} x2={width - margin / 2} y1="66" y2="66" stroke="#c9c5ba" strokeWidth="2" />
      <rect x={at(low)} y="52" width={Math.max(2, at(high) - at(low))} height="28" rx="5" fill={`url(#band-${width})`} stroke={BAND} strokeWidth="2" />
      <line x1={at(0)} x2={at(0)} y1="40" y2="106" stroke={INK} strokeWidth="2" strokeDasharray="4 4" />
      <text x={at(0)} y="124" fontSize="12.5" fill={QUIET} textAnchor={anchor(at(0))}>
        0, {results.zero}
      </text>
      <path d={`M${at(value)} 50 l11 16 l-11 16 l-11 -16 z`} fill="#fff" stroke={BAND} strokeWidth="3" />
      <text x={at(low)} y="42" fontSize="12.5" fill={INK} textAnchor={anchor(at(low))}>
        {money(low)}
      </text>
      <text x={at(high)} y="100" fontSize="12.5" fill={INK} textAnchor={anchor(at(high))}>
        {money(high)}
      </text>
      <text x={at(value)} y="20" fontSize="14" fontWeight="600" fill={INK} textAnchor={anchor(at(value))}>
        {money(value)}
      </text>
    </svg>
  );
}
