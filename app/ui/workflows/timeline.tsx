// A workflow as a line through time: the moment, the wait to scale, the email, and how many are where. The same stands in a
// table behind it, for who cannot see it or would rather read.
import type { WorkflowSummary } from '#app/read/workflows.ts';
import { AsTable } from '../as-table.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';

const LINE = '#c9c5ba';
const INK = '#303030';
const QUIET = '#616161';
const STRONG = '#1f3a2e';
const ACCENT = '#e0a44c';

/** Whole lengths of the axis, in hours, each with the distance of its ticks; close enough that the wait fills half of any. */
const AXES = [
  [3, 1], [4, 1], [6, 1], [8, 2], [12, 3], [18, 6], [24, 6], [36, 12], [48, 12], [60, 12], [72, 24], [96, 24],
  [120, 24], [168, 24], [240, 48], [336, 48], [480, 96], [720, 120], [960, 240],
] as const;

/** The shortest that leaves room behind the email. */
const axisOf = (hours: number) => AXES.find(([length]) => length >= hours * 1.2) ?? AXES[AXES.length - 1] ?? [hours * 1.2, hours];

export function Timeline({ workflow }: { workflow: WorkflowSummary }) {
  return (
    <>
      <div className="desk-drawing-wide">
        <Drawing workflow={workflow} width={760} />
      </div>
      <div className="desk-drawing-narrow">
        <Drawing workflow={workflow} width={330} />
      </div>
      <TimelineTable workflow={workflow} />
    </>
  );
}

function Drawing({ workflow, width }: { workflow: WorkflowSummary; width: number }) {
  const format = useShopFormat();
  const { trigger, waitHours } = workflow;
  const { counted } = text.workflows;
  const [axisHours, tick] = axisOf(waitHours);
  const [left, right] = [14, width - 14];
  const at = (hours: number) => left + ((right - left) * hours) / axisHours;
  const sendAt = at(waitHours);
  const notSent = workflow.notSent.reduce((sum, { count }) => sum + count, 0);
  const below = [counted.sent(format.count(workflow.sent)), counted.bought(format.count(workflow.bought)), counted.notSent(format.count(notSent)), counted.heldOut(format.count(workflow.heldOut))];
  const every = width < 400 ? 2 : 1;
  const ticks = Array.from({ length: Math.floor(axisHours / tick) + 1 }, (_, index) => index * tick).filter((_, index) => index % every === 0);
  return (
    <svg viewBox={`0 0 ${width} 216`} role="img" aria-label={text.workflows.picture(text.workflows.moment(trigger), text.workflows.duration(waitHours))} className="desk-chart">
      <line x1={left} x2={right} y1="76" y2="76" stroke={LINE} strokeWidth="3" strokeLinecap="round" strokeDasharray="1 7" />
      <line x1={left} x2={sendAt} y1="76" y2="76" stroke={STRONG} strokeWidth="5" strokeLinecap="round" />
      <text x={left} y="18" fontSize="14" fontWeight="600" fill={INK}>
        {text.workflows.moment(trigger)}
      </text>
      <text x={(left + sendAt) / 2} y="46" fontSize="13" fill={QUIET} textAnchor="middle">
        {text.workflows.waits(text.workflows.duration(waitHours))}
      </text>
      <text x={(left + sendAt) / 2} y="63" fontSize="13" fontWeight="600" fill={INK} textAnchor="middle">
        {counted.waiting(format.count(workflow.waiting))}
      </text>
      <circle cx={left} cy="76" r="9" fill="#fff" stroke={STRONG} strokeWidth="4" />
      <text x={left - 8} y="108" fontSize="13" fontWeight="600" fill={INK}>
        {counted.entered(format.count(workflow.entered))}
      </text>
      {workflow.byEstimate > 0 ? (
        <text x={left - 8} y="126" fontSize="13" fill={QUIET}>
          {counted.byEstimate(format.count(workflow.byEstimate))}
        </text>
      ) : null}
      <text x={sendAt} y="18" fontSize="14" fontWeight="600" fill={INK} textAnchor="middle">
        {text.workflows.email}
      </text>
      <g transform={`translate(${sendAt - 17} 64)`}>
        <rect width="34" height="24" rx="4" fill={ACCENT} stroke={STRONG} strokeWidth="2.5" />
        <path d="M2 4 L17 15 L32 4" fill="none" stroke={STRONG} strokeWidth="2.5" strokeLinejoin="round" />
      </g>
      {below.map((line, index) => (
        <text key={line} x={sendAt} y={108 + index * 18} fontSize="13" fontWeight={index < 2 ? 600 : 400} fill={index < 2 ? INK : QUIET} textAnchor="middle">
          {line}
        </text>
      ))}
      <line x1={left} x2={right} y1="186" y2="186" stroke={LINE} />
      {ticks.map((hours, index) => (
        <g key={hours}>
          <line x1={at(hours)} x2={at(hours)} y1="182" y2="190" stroke={QUIET} />
          <text x={at(hours)} y="206" fontSize="11.5" fill={QUIET} textAnchor={index === 0 ? 'start' : at(hours) > right - 20 ? 'end' : 'middle'}>
            {hours === 0 ? '0' : hours % 24 === 0 ? text.workflows.daysShort(hours / 24) : text.workflows.hoursShort(hours)}
          </text>
        </g>
      ))}
    </svg>
  );
}

function TimelineTable({ workflow }: { workflow: WorkflowSummary }) {
  const format = useShopFormat();
  const { workflows: said } = text;
  const { counted } = said;
  const notSent = workflow.notSent.reduce((sum, { count }) => sum + count, 0);
  const later = said.later(text.workflows.duration(workflow.waitHours));
  const rows = [
    [said.moment(workflow.trigger), said.atOnce, [
        counted.entered(format.count(workflow.entered)),
        ...(workflow.byEstimate > 0 ? [counted.byEstimateWhole(format.count(workflow.byEstimate))] : []),
        counted.waiting(format.count(workflow.waiting)),
      ].join(', ')],
    [said.email, later, [counted.sent(format.count(workflow.sent)), counted.heldOut(format.count(workflow.heldOut)), counted.notSent(format.count(notSent)), counted.bought(format.count(workflow.bought))].join(', ')],
  ] as const;
  return <AsTable heads={[said.step, said.when, said.howMany]} rows={rows} />;
}
