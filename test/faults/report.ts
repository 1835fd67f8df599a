// What a run found, in words: the first differences with the history of the object, and how to see them again.
import type { Outcome } from './storm.ts';

const SHOWN = 5;

export const replay = ({ plan }: Pick<Outcome, 'plan'>): string => `npm run test:faults -- --seed ${plan.seed} --events ${plan.events}`;

export const isGood = ({ accounts, untold, left }: Outcome): boolean => accounts.length + untold.length + left.length === 0;

export function reportOf(outcome: Outcome): string {
  const { accounts, untold, left, history, plan } = outcome;
  const lines = [`Seed ${plan.seed} with ${plan.events} events fails. To see it again: ${replay(outcome)}`];
  if (accounts.length > 0) lines.push(`${accounts.length} faults in the accounts of the deliveries:`, ...accounts.slice(0, SHOWN).map((one) => `  ${one}`));
  for (const [title, differences] of [['differ though all was told', untold], ['differ after the comparison with the store', left]] as const) {
    if (differences.length === 0) continue;
    lines.push(`${differences.length} values ${title}:`);
    for (const { row, what } of differences.slice(0, SHOWN * 3)) lines.push(`  ${row}: ${what}`);
    for (const root of new Set(differences.slice(0, SHOWN).map((one) => one.root))) lines.push(`    what was told of ${root}:`, ...history(root).map((line) => `    ${line}`));
  }
  return lines.join('\n');
}
