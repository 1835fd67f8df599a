// The last 24 hours, a bar an hour; what was set aside is hatched and named. The numbers stand in a table behind.
import type { DeliveriesHealth } from '#app/read/data-health-deliveries.ts';
import { AsTable } from '../as-table.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';

type HourTally = DeliveriesHealth['hours'][number];

const HOURS = 24;

export function HoursDrawing({ hours }: { hours: readonly HourTally[] }) {
  const format = useShopFormat();
  const { deliveries: said } = text.dataHealth;
  const by = new Map(hours.map((hour) => [hour.hoursAgo, hour]));
  const bars = Array.from({ length: HOURS }, (_, index) => by.get(HOURS - 1 - index) ?? { hoursAgo: HOURS - 1 - index, applied: 0, setAside: 0 });
  const most = Math.max(1, ...bars.map(({ applied, setAside }) => applied + setAside));
  const sum = (of: (bar: HourTally) => number) => bars.reduce((total, bar) => total + of(bar), 0);
  const share = (count: number) => `${count === 0 ? 0 : Math.max(3, (count / most) * 100)}%`;
  return (
    <figure className="health-hours">
      <div className="health-bars" role="img" aria-label={said.picture(format.count(sum(({ applied, setAside }) => applied + setAside)), format.count(hours.length === 0 ? 0 : most), format.count(sum(({ setAside }) => setAside)))}>
        {bars.map(({ hoursAgo, applied, setAside }) => (
          <span key={hoursAgo}>
            {setAside > 0 ? <span data-kind="set-aside" style={{ height: share(setAside) }} /> : null}
            <span data-kind="applied" style={{ height: share(applied) }} />
          </span>
        ))}
      </div>
      <figcaption aria-hidden="true">
        <span>{said.dayAgo}</span>
        <span>{said.hours(bars.some(({ setAside }) => setAside > 0))}</span>
        <span>{said.now}</span>
      </figcaption>
      <AsTable heads={[said.hour, said.applied, said.setAside]} rows={bars.map(({ hoursAgo, applied, setAside }) => [String(hoursAgo), format.count(applied), format.count(setAside)] as const)} numbers />
    </figure>
  );
}
