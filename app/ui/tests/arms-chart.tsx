// The difference of each version from the first with its interval, as bands over one line for none. Shape and words carry
// it, not colour; the table beside it holds the numbers.
import type { TestOnDesk } from '#app/read/tests.ts';
import { intervalMoney } from '../results/interval-money.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { versionName } from './words.ts';

const INK = '#303030';
const QUIET = '#616161';
const BAND = '#1f3a2e';
const ROW = 62;
const TOP = 8;

interface Band {
  arm: string;
  value: number;
  low: number;
  high: number;
}

export function ArmsChart({ verdict }: { verdict: Extract<TestOnDesk['verdict'], { kind: 'known' }> }) {
  const bands = verdict.arms.flatMap(({ arm, difference }): Band[] => (difference ? [{ arm, ...difference }] : []));
  if (bands.length === 0) return null;
  return (
    <>
      <div className="desk-drawing-wide">
        <Drawing bands={bands} width={760} />
      </div>
      <div className="desk-drawing-narrow">
        <Drawing bands={bands} width={330} />
      </div>
    </>
  );
}

function Drawing({ bands, width }: { bands: readonly Band[]; width: number }) {
  const format = useShopFormat();
  const { tests } = text;
  const least = Math.min(0, ...bands.map(({ low }) => low));
  const most = Math.max(0, ...bands.map(({ high }) => high));
  const margin = 56;
  const at = (minor: number) => margin + ((width - 2 * margin) * (minor - least)) / (most - least || 1);
  const anchor = (x: number) => (x < 90 ? 'start' : x > width - 90 ? 'end' : 'middle');
  const moneyOf = (band: Band) => intervalMoney(band, format);
  const bottom = TOP + bands.length * ROW;
  const spoken = bands.map((band) => tests.chartPart(versionName(band.arm), moneyOf(band)(band.value), moneyOf(band)(band.low), moneyOf(band)(band.high))).join('; ');
  return (
    <svg viewBox={`0 0 ${width} ${bottom + 26}`} role="img" aria-label={tests.chartPicture(spoken)} className="desk-chart">
      <defs>
        <pattern id={`arms-${width}`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="7" height="7" fill="#cfe0d6" />
          <line x1="0" y1="0" x2="0" y2="7" stroke={BAND} strokeWidth="1.4" />
        </pattern>
      </defs>
      {bands.map((band, row) => {
        const y = TOP + row * ROW;
        const money = moneyOf(band);
        return (
          <g key={band.arm}>
            <text x="0" y={y + 14} fontSize="13" fontWeight="600" fill={INK}>
              {versionName(band.arm)}: {money(band.value)}
            </text>
            <rect x={at(band.low)} y={y + 22} width={Math.max(2, at(band.high) - at(band.low))} height="18" rx="5" fill={`url(#arms-${width})`} stroke={BAND} strokeWidth="2" />
            <line x1={at(0)} x2={at(0)} y1={y + 20} y2={y + 43} stroke={INK} strokeWidth="2" strokeDasharray="4 4" />
            <path d={`M${at(band.value)} ${y + 20} l8 11 l-8 11 l-8 -11 z`} fill="#fff" stroke={BAND} strokeWidth="2.5" />
            <text x={at(band.low)} y={y + 56} fontSize="12" fill={INK} textAnchor={anchor(at(band.low)) === 'middle' ? 'end' : anchor(at(band.low))}>
              {money(band.low)}
            </text>
            <text x={at(band.high)} y={y + 56} fontSize="12" fill={INK} textAnchor={anchor(at(band.high)) === 'middle' ? 'start' : anchor(at(band.high))}>
              {money(band.high)}
            </text>
          </g>
        );
      })}
      <text x={at(0)} y={bottom + 18} fontSize="12.5" fill={QUIET} textAnchor={anchor(at(0))}>
        0, {tests.zero}
      </text>
    </svg>
  );
}
