// One process of the simulations: told what to simulate, how often and from which seed, it answers with what was counted.
import { assignedRuns } from './simulate-assignment.ts';
import { dailyRuns } from './simulate-daily.ts';
import { earningRuns } from './simulate-earning.ts';
import { plantedRuns } from './simulate-planted.ts';
import { judgedRuns, severalRuns } from './simulate-several.ts';
import type { Tally } from './simulate-tally.ts';

const SIMULATIONS = { assigned: assignedRuns, daily: dailyRuns, earning: earningRuns, judged: judgedRuns, planted: plantedRuns, several: severalRuns };

export type Simulation = keyof typeof SIMULATIONS;
export type Order<Name extends Simulation> = Parameters<(typeof SIMULATIONS)[Name]>[0];

export interface Task<Name extends Simulation = Simulation> {
  simulation: Name;
  order: Order<Name>;
  runs: number;
  seed: number;
}

process.on('message', ({ simulation, order, runs, seed }: Task) => {
  const simulate = SIMULATIONS[simulation] as (order: Order<Simulation>, runs: number, seed: number) => Tally;
  process.send?.(simulate(order, runs, seed));
});
process.send?.('ready');
