// What the results page shows of each arm. Another metric: a file here, its line in this list, and its sums in
// app/db/outcomes.ts where they are not there yet.
import type { ArmSums } from './arm-sums.ts';
import { buyers } from './buyers.ts';
import { orders } from './orders.ts';
import { profit } from './profit.ts';
import { profitPerSubject } from './profit-per-subject.ts';
import { revenue } from './revenue.ts';
import { revenuePerSubject } from './revenue-per-subject.ts';
import { subjects } from './subjects.ts';

const METRICS = [subjects, buyers, orders, revenue, profit, revenuePerSubject, profitPerSubject] as const;

export type ArmMetrics = Record<(typeof METRICS)[number]['name'], number>;

export function armMetrics(sums: ArmSums): ArmMetrics {
  return Object.fromEntries(METRICS.map((metric) => [metric.name, metric.of(sums)])) as ArmMetrics;
}
