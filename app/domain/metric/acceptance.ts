// Share of the exposed who bought something of an offer. The holdout has none: it was offered nothing.
import type { ArmSums } from './arm-sums.ts';

/** @returns null where nobody was exposed */
export const acceptance = ({ subjects, takers }: ArmSums): number | null => (subjects > 0 ? takers / subjects : null);
