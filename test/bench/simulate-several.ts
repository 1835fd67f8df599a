// Tests of several arms against one control, read once at the end: how often any arm that changes nothing is called another.
import { holm } from '#app/domain/experiment/corrected.ts';
import { absoluteDifference } from '#app/domain/experiment/difference.ts';
import { Chance } from './simulate-chance.ts';
import { planned, samplesOf, type Setting } from './simulate-planted.ts';
import { Arm, type Lift, NOTHING, shop, SHOPPERS } from './simulate-shoppers.ts';
import { count, type Tally } from './simulate-tally.ts';

export interface Several extends Omit<Setting, 'heldOut'> {
  arms: number;
  /** Of the last arm; the others change nothing. */
  lift: Lift;
}

const BAR = 0.05;

export function severalRuns({ arms, lift, ...rest }: Several, runs: number, seed: number): Tally {
  const setting: Setting = { ...rest, heldOut: 0.5 };
  const perArm = Math.ceil(planned(setting) / 2);
  const isAnother = (arm: number) => arm === arms - 1 && lift.buys * lift.spends !== 1;
  const chance = new Chance(seed);
  const tally: Tally = {};
  for (let run = 0; run < runs; run++) {
    const [control, ...others] = Array.from({ length: arms }, (_, arm) => {
      const sums = new Arm();
      shop(chance, SHOPPERS[setting.shoppers], perArm, arm === arms - 1 ? lift : NOTHING, sums);
      return sums;
    });
    const p = others.map((arm) => absoluteDifference(...samplesOf(setting, control!, arm).plain)?.p ?? 1);
    const corrected = holm(p);
    if (corrected.some((value, at) => value < BAR && !isAnother(at + 1))) count(tally, 'alarm');
    if (p.some((value, at) => value < BAR && !isAnother(at + 1))) count(tally, 'alarm, not corrected');
    if (corrected.some((value, at) => value < BAR && isAnother(at + 1))) count(tally, 'seen');
  }
  return tally;
}
