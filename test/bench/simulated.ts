// Simulations by as many processes as there are cores: every one is cut into parts with a seed each, and whichever process is
// free takes the next, so that what is found does not depend on how many there are.
import type { ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { askChild, endChild, startChild } from './child.ts';
import type { Order, Simulation, Task } from './experiments-child.ts';
import { addTally, type Tally } from './simulate-tally.ts';

/** As many seeds as parts. */
const PARTS = 8;

export interface Simulator {
  /** @returns what all runs count together */
  simulate<Name extends Simulation>(simulation: Name, order: Order<Name>, runs: number): Promise<Tally>;
  end(): Promise<void>;
}

export async function startSimulator(seed: number): Promise<Simulator> {
  const children = await Promise.all(Array.from({ length: availableParallelism() }, async () => (await startChild('experiments-child.ts')).child));
  let started = 0;
  return {
    async simulate(simulation, order, runs) {
      started++;
      const parts = Array.from({ length: PARTS }, (_, part): Task => ({ simulation, order, runs: Math.ceil((runs - part) / PARTS), seed: seed + started * PARTS + part }));
      const found: Tally = {};
      const work = async (child: ChildProcess) => {
        for (let part = parts.shift(); part; part = parts.shift()) addTally(found, await askChild<Tally>(child, part));
      };
      await Promise.all(children.map(work));
      return found;
    },
    end: async () => void (await Promise.all(children.map(endChild))),
  };
}
