// A/A shops, read every day for two months as a merchant does: nothing differs between the arms, so whatever is called a
// difference on any day is a false alarm. Orders come on the day of the visit or within the week after it, as outcomes do.
import { absoluteDifference, type Difference } from '#app/domain/experiment/difference.ts';
import { LEAST_AN_ARM, subjectsNeeded, TUNED_FOR } from '#app/domain/experiment/knowable.ts';
import { verdict } from '#app/domain/experiment/verdict.ts';
import { watchedAbsolute } from '#app/domain/experiment/watched.ts';
import { Chance } from './simulate-chance.ts';
import { samplesOf, sidesInTheory, type Setting } from './simulate-planted.ts';
import { Arm, armSumsOf, NOTHING, shop, SHOPPERS } from './simulate-shoppers.ts';
import { count, keep, type Tally } from './simulate-tally.ts';

export const DAYS = 60;
/** The product's sample is reached between these days, in each shop on another. */
const REACHED = { first: 30, last: 58 };
const SAME_DAY = 0.6;
const WEEK = 7;
const DAY_MS = 86_400_000;

/** @returns by alarm, the shops that it was raised in on any day */
export function dailyRuns(setting: Setting, shops: number, seed: number): Tally {
  const chance = new Chance(seed);
  const tally: Tally = {};
  for (let at = 0; at < shops; at++) for (const name of oneShop(setting, chance, tally)) count(tally, name);
  return tally;
}

function oneShop(setting: Setting, chance: Chance, tally: Tally): Set<string> {
  const shoppers = SHOPPERS[setting.shoppers];
  const perDay = Math.ceil(needed(setting) / (REACHED.first + (REACHED.last - REACHED.first) * chance.uniform()));
  const [holdout, exposed] = [dailyArm(chance), dailyArm(chance)];
  const seen = new Set<string>();
  for (let day = 1; day <= DAYS; day++) {
    const held = chance.binomial(perDay, setting.heldOut);
    for (const [arm, visitors] of [[holdout, held], [exposed, perDay - held]] as const) {
      arm.nextDay();
      shop(chance, shoppers, visitors, NOTHING, arm.sums, arm.whenOrdered);
    }
    read(setting, holdout.sums, exposed.sums, day, seen, tally);
  }
  return seen;
}

/** What the product will ask for, by the true moments. */
export const needed = (setting: Setting): number => subjectsNeeded(sidesInTheory(setting), setting.heldOut * 10_000, setting.plausibleBp)!;

/** An arm whose orders of later days wait in a ring of as many days as the window has. */
function dailyArm(chance: Chance): { sums: Arm; nextDay(): void; whenOrdered(): Arm } {
  const sums = new Arm();
  const waiting = Array.from({ length: WEEK }, () => new Arm());
  let today = 0;
  return {
    sums,
    nextDay() {
      today = (today + 1) % WEEK;
      sums.add(waiting[today]!);
      waiting[today] = new Arm();
    },
    whenOrdered() {
      const late = chance.uniform() - SAME_DAY;
      return late < 0 ? sums : waiting[(today + 1 + Math.floor((late / (1 - SAME_DAY)) * (WEEK - 1))) % WEEK]!;
    },
  };
}

function read(setting: Setting, holdout: Arm, exposed: Arm, day: number, seen: Set<string>, tally: Tally): void {
  if (Math.min(holdout.n, exposed.n) < LEAST_AN_ARM) return;
  const raise = (name: string, of: Difference | null) => {
    if (of && (of.low > 0 || of.high < 0)) seen.add(name);
  };
  const { plain, smoothed } = samplesOf(setting, holdout, exposed);
  raise('watched, not smoothed, from the first day', watchedAbsolute(...plain, TUNED_FOR));
  if (day === DAYS) raise('one look, at the end', absoluteDifference(...plain));
  const capped = setting.estimand === 'capped mean';
  const said = verdict({ holdout: armSumsOf(holdout, capped), exposed: armSumsOf(exposed, capped), assigned: null, holdoutBp: setting.heldOut * 10_000, since: new Date(0) }, setting.plausibleBp, new Date(day * DAY_MS));
  if (said.kind === 'broken') seen.add('broken');
  if (said.kind !== 'known') return;
  if (!seen.has('shown')) keep(tally, 'first shown', said.profit.value);
  seen.add('shown');
  if (said.direction !== 'none') seen.add('called a difference');
  raise('relative', said.relativeProfit);
  // Whether or not it is shown so early.
  raise('one look, read daily', absoluteDifference(smoothed.holdout, smoothed.exposed));
}
