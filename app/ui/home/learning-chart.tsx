// How often the missing product was named, as three bars: Setwise, counting pairs, and what everybody buys. The lengths and
// the words at them carry it, not colour.
import type { LearnedResult } from '#app/read/home-learning.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';

const INK = '#303030';
const OURS = '#1f3a2e';
const THEIRS = '#a8b8af';
const WIDTH = 348;
const LABEL = 130;
const FIGURE = 44;
const ROW = 24;

export function LearningChart({ modelBp, countingBp, popularityBp }: NonNullable<LearnedResult['test']>) {
  const format = useShopFormat();
  const { learn } = text.home;
  const whole = (basisPoints: number) => format.percent(Math.round(basisPoints / 100) * 100);
  const bars = [[learn.bars.setwise, modelBp], [learn.bars.counting, countingBp], [learn.bars.popularity, popularityBp]] as const;
  const most = Math.max(1, modelBp, countingBp, popularityBp);
  const label = learn.chart(bars.map(([name, basisPoints]) => `${name} ${whole(basisPoints)}`).join(', '));
  return (
    <svg viewBox={`0 0 ${WIDTH} ${bars.length * ROW}`} role="img" aria-label={label} className="desk-chart" style={{ maxWidth: WIDTH }}>
      {bars.map(([name, basisPoints], row) => {
        const length = Math.max(2, ((WIDTH - LABEL - FIGURE) * basisPoints) / most);
        const middle = row * ROW + ROW / 2;
        return (
          <g key={name} fontSize="12.5" fill={INK} dominantBaseline="central">
            <text x="0" y={middle}>
              {name}
            </text>
            <rect x={LABEL} y={middle - 7} width={length} height="14" rx="3" fill={row === 0 ? OURS : THEIRS} />
            <text x={LABEL + length + 6} y={middle}>
              {whole(basisPoints)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
