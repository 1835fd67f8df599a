// What the results page shows of each arm. Another metric: a file here, its line in this list, and its sums in
// app/db/outcomes.ts where they are not there yet.
import type { ArmSums } from './arm-sums.ts';
import { averageOrder } from './average-order.ts';
import { buyers } from './buyers.ts';
import { cappedProfitPerSubject } from './capped-profit-per-subject.ts';
import { conversion } from './conversion.ts';
import { margin } from './margin.ts';
import { messageCost } from './message-cost.ts';
import { orders } from './orders.ts';
import { profit } from './profit.ts';
import { profitPerSubject } from './profit-per-subject.ts';
import { returnRate } from './return-rate.ts';
import { revenue } from './revenue.ts';
import { revenuePerSubject } from './revenue-per-subject.ts';
import { subjects } from './subjects.ts';
import { units } from './units.ts';
import { unsubscribeRate } from './unsubscribe-rate.ts';

const METRICS = [
  subjects, buyers, conversion, orders, averageOrder, units, returnRate, revenue, profit, margin, messageCost, unsubscribeRate, revenuePerSubject, profitPerSubject, cappedProfitPerSubject,
] as const;

export type ArmMetrics = Record<(typeof METRICS)[number]['name'], number>;

export function armMetrics(sums: ArmSums): ArmMetrics {
  return Object.fromEntries(METRICS.map((metric) => [metric.name, metric.of(sums)])) as ArmMetrics;
}
