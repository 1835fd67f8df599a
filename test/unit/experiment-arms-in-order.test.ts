import { describe, expect, it } from 'vitest';
import { armsInOrder } from '#app/domain/experiment/arms-in-order.ts';
import type { Arm } from '#app/domain/portable/assignment.ts';

const PLACE = { experimentId: 'p', subjectOf: 'placement:cart_page' };
const OTHER = { experimentId: 'o', subjectOf: 'placement:product_page' };
const GLOBAL = { experimentId: 'g', subjectOf: 'global' };
/** @param held ids of experiments whose hash holds out */
const asked = (running: { experimentId: string; subjectOf: string }[], ...held: string[]) => armsInOrder(running, PLACE.subjectOf, ({ experimentId }): Arm => (held.includes(experimentId) ? 'holdout' : 'exposed'));

describe('who is asked about a place', () => {
  it('counts in the global experiment and the place\'s, and in no other place\'s', () => {
    expect(asked([OTHER, PLACE, GLOBAL])).toEqual({ arm: 'exposed', counted: [{ experimentId: 'g', arm: 'exposed' }, { experimentId: 'p', arm: 'exposed' }] });
  });

  it('counts in the global one as reached when held out of the place alone', () => {
    expect(asked([PLACE, GLOBAL], 'p')).toEqual({ arm: 'holdout', counted: [{ experimentId: 'g', arm: 'exposed' }, { experimentId: 'p', arm: 'holdout' }] });
  });

  it.each([[['g']], [['g', 'p']]])('counts in no place when held out of everything (%j)', (held) => {
    expect(asked([PLACE, GLOBAL], ...held)).toEqual({ arm: 'holdout', counted: [{ experimentId: 'g', arm: 'holdout' }] });
  });

  it('counts in the place alone where no global experiment runs, and nowhere where none does', () => {
    expect(asked([PLACE])).toEqual({ arm: 'exposed', counted: [{ experimentId: 'p', arm: 'exposed' }] });
    expect(asked([OTHER])).toEqual({ arm: 'exposed', counted: [] });
  });
});
