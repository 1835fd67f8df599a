// How the interval narrowed: the estimate as a line, its interval as a band around it, no difference as a dashed line. The
// numbers stand in a table behind.
import type { VerdictPoint } from '#app/read/verdict-over-time.ts';
import { AsTable } from '../as-table.tsx';
import type { ShopFormat } from '../shop-format.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { intervalMoney } from './interval-money.ts';

const INK = '#303030';
const QUIET = '#616161';
const BAND = '#1f3a2e';
const HEIGHT = 210;
const [LEFT, RIGHT, TOP, BOTTOM] = [70, 20, 14, 30];

export function OverTimeChart({ points }: { points: readonly VerdictPoint[] }) {
  const format = useShopFormat();
  const { results } = text;
  const rows = points.map((point): [string, ...string[]] => {
    const money = intervalMoney(point, format);
    return [format.date(point.until), format.count(point.subjects), money(point.low), money(point.value), money(point.high)];
  });
  return (
    <>
      <div className="desk-drawing-wide">
        <Drawing points={points} width={760} format={format} />
      </div>
      <div className="desk-drawing-narrow">
        <Drawing points={points} width={330} format={format} />
      </div>
      <AsTable heads={[results.until, results.subjects, results.lowEnd, results.best, results.highEnd]} rows={rows} numbers />
    </>
  );
}

function Drawing({ points, width, format }: { points: readonly VerdictPoint[]; width: number; format: ShopFormat }) {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  const [from, to] = [Date.parse(first.until), Date.parse(last.until)];
  const least = Math.min(0, ...points.map(({ low }) => low));
  const most = Math.max(0, ...points.map(({ high }) => high));
  const x = ({ until }: VerdictPoint) => LEFT + ((width - LEFT - RIGHT) * (Date.parse(until) - from)) / (to - from || 1);
  const y = (minor: number) => TOP + ((HEIGHT - TOP - BOTTOM) * (most - minor)) / (most - least || 1);
  const line = (of: (point: VerdictPoint) => number) => points.map((point) => `${x(point).toFixed(1)},${y(of(point)).toFixed(1)}`);
  const money = intervalMoney({ low: least, high: most }, format);
  const tells = intervalMoney(last, format);
  return (
    <svg viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={text.results.overTimePicture(format.date(last.until), tells(last.value), tells(last.low), tells(last.high))} className="desk-chart">
      <polygon points={[...line(({ high }) => high), ...line(({ low }) => low).reverse()].join(' ')} fill="#cfe0d6" stroke={BAND} strokeWidth="1.4" />
      <polyline points={line(({ value }) => value).join(' ')} fill="none" stroke={BAND} strokeWidth="3" />
      <line x1={LEFT} x2={width - RIGHT} y1={y(0)} y2={y(0)} stroke={INK} strokeWidth="2" strokeDasharray="4 4" />
      {[...new Set([most, 0, least])].map((minor) => (
        <text key={minor} x={LEFT - 8} y={y(minor) + 4} fontSize="12.5" fill={QUIET} textAnchor="end">
          {minor === 0 ? '0' : money(minor)}
        </text>
      ))}
      <text x={LEFT} y={HEIGHT - 8} fontSize="12.5" fill={QUIET}>
        {format.date(first.until)}
      </text>
      <text x={width - RIGHT} y={HEIGHT - 8} fontSize="12.5" fill={QUIET} textAnchor="end">
        {format.date(last.until)}
      </text>
    </svg>
  );
}
