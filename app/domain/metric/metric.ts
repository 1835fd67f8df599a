// What a metric is: a name, and a number out of an arm's sums. One that is compared between arms says its sample as well; one
// that may be smoothed by what subjects brought before, its sums beside those.
import type { PairedSums } from '../experiment/adjusted.ts';
import type { Sample } from '../experiment/sample.ts';
import type { ArmSums } from './arm-sums.ts';

export interface Metric<Name extends string = string> {
  name: Name;
  of(sums: ArmSums): number;
}

export interface ComparedMetric<Name extends string = string> extends Metric<Name> {
  /** Each subject one value, whoever bought nothing 0; of a ratio, subjects all the same, since it is they who were assigned. */
  sample(sums: ArmSums): Sample;
}

export interface SmoothedMetric<Name extends string = string> extends ComparedMetric<Name> {
  paired(sums: ArmSums): PairedSums;
}
