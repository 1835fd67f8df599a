// A/A shops, read every day for two months as a merchant does: nothing differs between the arms, so whatever is called a
// difference on any day is a false alarm. Orders come on the day of the visit or within the week after it, as outcomes do.
import { absoluteDifference, type Difference } from '#app/domain/experiment/difference.ts';
import { knowable, LEAST_AN_ARM } from '#app/domain/experiment/knowable.ts';
import { watchedAbsolute, watchedRelative } from '#app/domain/experiment/watched.ts';
import { Chance } from './simulate-chance.ts';
import { planned, samplesOf, type Setting } from './simulate-planted.ts';
import { Arm, NOTHING, shop, SHOPPERS } from './simulate-shoppers.ts';
import { count, keep, type Tally } from './simulate-tally.ts';

export const DAYS = 60;
/** The planned sample is reached between these days, in each shop on another. */
const REACHED = { first: 15, last: 55 };
const SAME_DAY = 0.6;
const WEEK = 7;
/**
 * A sample from which on the interval keeps its promise whatever orders come to: on the smaller arm's part of both arms, so
 * many who bought, and squares that so many shoppers at the cap would have. That bounds the skewness of its mean, which is
 * what few large orders do to it. By its own orders it would be judged the sooner, the better it happens to look.
 */
export const LEAST_SAMPLE = { buyers: 50, atCap: 5 };

/** @returns by alarm, the shops that it was raised in on any day */
export function dailyRuns(setting: Setting, shops: number, seed: number): Tally {
  const chance = new Chance(seed);
  const tally: Tally = {};
  for (let at = 0; at < shops; at++) for (const name of oneShop(setting, chance, tally)) count(tally, name);
  return tally;
}

function oneShop(setting: Setting, chance: Chance, tally: Tally): Set<string> {
  const shoppers = SHOPPERS[setting.shoppers];
  const tunedFor = planned(setting);
  const perDay = Math.ceil(tunedFor / (REACHED.first + (REACHED.last - REACHED.first) * chance.uniform()));
  const [holdout, exposed] = [dailyArm(chance), dailyArm(chance)];
  const seen = new Set<string>();
  for (let day = 1; day <= DAYS; day++) {
    const held = chance.binomial(perDay, setting.heldOut);
    for (const [arm, visitors] of [[holdout, held], [exposed, perDay - held]] as const) {
      arm.nextDay();
      shop(chance, shoppers, visitors, NOTHING, arm.sums, arm.whenOrdered);
    }
    read(setting, holdout.sums, exposed.sums, tunedFor, day, seen, tally);
  }
  return seen;
}

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

function read(setting: Setting, holdout: Arm, exposed: Arm, tunedFor: number, day: number, seen: Set<string>, tally: Tally): void {
  if (Math.min(holdout.n, exposed.n) < LEAST_AN_ARM) return;
  const { plain, smoothed } = samplesOf(setting, holdout, exposed);
  const watched = watchedAbsolute(...plain, tunedFor);
  const raise = (name: string, of: Difference | null) => {
    if (of && (of.low > 0 || of.high < 0)) seen.add(name);
  };
  raise(`watched, from ${LEAST_AN_ARM} subjects in each arm`, watched);
  if (isEnough(setting, holdout, exposed)) {
    raise('watched, from the least sample', watched);
    raise('watched, from the least sample, relative', watchedRelative(...plain, tunedFor));
  }
  const oneLook = absoluteDifference(...plain);
  if (day === DAYS) raise('one look, at the end', oneLook);
  if (knowable({ holdout: plain[0], exposed: plain[1], holdoutBp: setting.heldOut * 10_000, since: new Date(0), plausibleBp: setting.plausibleBp }, new Date(day)).kind !== 'knowable') return;
  if (watched && !seen.has('shown')) keep(tally, 'first shown', watched.value);
  seen.add('shown');
  raise('watched', watched);
  raise('watched, smoothed', watchedAbsolute(smoothed.holdout, smoothed.exposed, tunedFor));
  raise('watched, relative', watchedRelative(...plain, tunedFor));
  raise('one look, read daily', oneLook);
}

function isEnough({ shoppers }: Setting, holdout: Arm, exposed: Arm): boolean {
  const smaller = Math.min(holdout.n, exposed.n) / (holdout.n + exposed.n);
  const squares = holdout.cappedSquares + exposed.cappedSquares;
  return smaller * (holdout.buyers + exposed.buyers) >= LEAST_SAMPLE.buyers && smaller * squares >= LEAST_SAMPLE.atCap * SHOPPERS[shoppers].cap ** 2;
}
