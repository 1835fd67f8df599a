// Experiments with a planted effect (or none), each read once, at the sample that was set beforehand: how often the interval
// holds the truth, how far the estimate is off on average, how often an effect is seen, what earlier orders take away of chance.
import { type Adjusted, adjusted } from '#app/domain/experiment/adjusted.ts';
import { absoluteDifference, relativeDifference } from '#app/domain/experiment/difference.ts';
import { type Sides, subjectsForOneLook, subjectsNeeded } from '#app/domain/experiment/knowable.ts';
import { powerOfZ, subjectsFor } from '#app/domain/experiment/power.ts';
import type { Sample } from '#app/domain/experiment/sample.ts';
import { Chance } from './simulate-chance.ts';
import { Arm, buyersOf, cappedPairedOf, cappedSampleOf, type Lift, momentsOf, NOTHING, pairedOf, sampleOf, shop, SHOPPERS } from './simulate-shoppers.ts';
import { count, keep, type Tally } from './simulate-tally.ts';

export type Estimand = 'mean' | 'capped mean';

export interface Setting {
  shoppers: keyof typeof SHOPPERS;
  /** Share of subjects in the holdout. */
  heldOut: number;
  estimand: Estimand;
  /** The effect it is set up to see, of the holdout's mean. */
  plausibleBp: number;
}

export const capOf = ({ estimand, shoppers }: Setting): number => (estimand === 'mean' ? Infinity : SHOPPERS[shoppers].cap);

/** Subjects, both arms together, that see the plausible effect in four cases of five, by the true moments. */
export function planned(setting: Setting): number {
  const { mean, variance } = momentsOf(SHOPPERS[setting.shoppers], capOf(setting));
  return Math.ceil(subjectsFor((mean * setting.plausibleBp) / 10_000 / Math.sqrt(variance), setting.heldOut, 0.8, powerOfZ)!);
}

/** Both arms as they are on the average, for what is asked of subjects by the product's own rule. */
export function sidesInTheory(setting: Setting): Sides {
  const { mean, variance, third } = momentsOf(SHOPPERS[setting.shoppers], capOf(setting));
  const arm = (share: number): Sample => ({ n: MANY * share, mean, variance, ...(Number.isFinite(third) ? { skewness: third / variance ** 1.5 } : {}) });
  return { holdout: arm(setting.heldOut), exposed: arm(1 - setting.heldOut), buyers: MANY * buyersOf(SHOPPERS[setting.shoppers]) };
}

const MANY = 1e6;
/** So large that it asks for nobody. */
const ANY_EFFECT_BP = 1e9;

/** From so many on the product shows the interval for one look, whatever effect is asked for; null: there is no telling, as skewness has no bound. */
export function leastShown(setting: Setting): number | null {
  const sides = sidesInTheory(setting);
  if (sides.holdout.skewness === undefined) return null;
  return Math.max(subjectsNeeded(sides, setting.heldOut * 10_000, ANY_EFFECT_BP)!, subjectsForOneLook(sides));
}

export interface Effect {
  absolute: number;
  relative: number;
}

export function plantedEffect(setting: Setting, lift: Lift): Effect {
  const [without, withOffers] = [momentsOf(SHOPPERS[setting.shoppers], capOf(setting)).mean, momentsOf(SHOPPERS[setting.shoppers], capOf(setting), lift).mean];
  return { absolute: withOffers - without, relative: withOffers / without - 1 };
}

/** Both arms, plain ones as skewed as the smoothed ones are taken to be: as skewed as both together. */
export function samplesOf({ estimand }: Pick<Setting, 'estimand'>, holdout: Arm, exposed: Arm): { plain: [Sample, Sample]; smoothed: Adjusted } {
  const [sample, paired] = estimand === 'mean' ? [sampleOf, pairedOf] : [cappedSampleOf, cappedPairedOf];
  const smoothed = adjusted(paired(holdout), paired(exposed));
  const { skewness } = smoothed.holdout;
  const plain = (arm: Arm): Sample => ({ ...sample(arm), ...(skewness === undefined ? {} : { skewness }) });
  return { plain: [plain(holdout), plain(exposed)], smoothed };
}

export interface Planted extends Setting {
  lift: Lift;
  /** Both arms together. */
  subjects: number;
}

export function plantedRuns({ lift, subjects, ...setting }: Planted, runs: number, seed: number): Tally {
  const shoppers = SHOPPERS[setting.shoppers];
  const chance = new Chance(seed);
  const effect = plantedEffect(setting, lift);
  const tally: Tally = {};
  for (let run = 0; run < runs; run++) {
    const held = chance.binomial(subjects, setting.heldOut);
    const [holdout, exposed] = [new Arm(), new Arm()];
    shop(chance, shoppers, held, NOTHING, holdout);
    shop(chance, shoppers, subjects - held, lift, exposed);
    const { plain, smoothed } = samplesOf(setting, holdout, exposed);
    readOnce(tally, 'plain', ...plain, effect);
    readOnce(tally, 'Student’s', notSkewed(plain[0]), notSkewed(plain[1]), effect);
    readOnce(tally, 'smoothed', smoothed.holdout, smoothed.exposed, effect);
    keep(tally, 'smoothed: said to be left', smoothed.varianceLeft);
    if (subjectsForOneLook(smoothed) <= subjects) count(tally, 'shown');
  }
  return tally;
}

const notSkewed = ({ n, mean, variance }: Sample): Sample => ({ n, mean, variance });

function readOnce(tally: Tally, name: string, holdout: Sample, exposed: Sample, effect: Effect): void {
  const [absolute, relative] = [absoluteDifference(holdout, exposed), relativeDifference(holdout, exposed)];
  if (!absolute || !relative) throw new Error('a planned sample gives no difference');
  keep(tally, `${name}: value`, absolute.value);
  keep(tally, `${name}: relative value`, relative.value);
  if (absolute.low <= effect.absolute && effect.absolute <= absolute.high) count(tally, `${name}: covered`);
  if (relative.low <= effect.relative && effect.relative <= relative.high) count(tally, `${name}: relative covered`);
  if (absolute.p < 0.05) count(tally, `${name}: seen`);
}
