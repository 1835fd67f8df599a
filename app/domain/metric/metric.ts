// What a metric is: a name, and a number out of an arm's sums. One that is compared between arms says its sample as well.
import type { Sample } from '../experiment/sample.ts';
import type { ArmSums } from './arm-sums.ts';

export interface Metric<Name extends string = string> {
  name: Name;
  of(sums: ArmSums): number;
}

export interface ComparedMetric<Name extends string = string> extends Metric<Name> {
  /** Each subject one value; whoever bought nothing counts as 0. */
  sample(sums: ArmSums): Sample;
}
