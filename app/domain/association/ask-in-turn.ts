// Where too few of the latest orders ask about a moment, every order is held out in turn, and the defaults stand for that
// moment only if they beat plain popularity; otherwise popularity does. Nothing is chosen by it: so little chooses by luck.
// Of what next, single products ask, which is easier than what a customer buys weeks later: what does not answer even that
// better than popularity answers neither.
import { type DenseModel, measureBlends } from './backtest.ts';
import { BEYOND_LUCK } from './choice.ts';
import { askQuestions, type OrderQuestion } from './held-out.ts';
import { type DenseNextModel, measureNext } from './measure-next.ts';
import { firstOrders, heldBehind, lastOrders, type OrderHistory } from './order-history.ts';
import { DEFAULTS, type Moment, NEXT_POPULARITY_ONLY, POPULARITY_ONLY } from './parameters.ts';
import { plainPopularity } from './popular.ts';
import { isBeyondChance } from './tally.ts';

/** A quarter of the customers at a time, all orders of one together: what else somebody bought must not answer for them. */
const TURNS = 4;
/** The newest ones; with so many it is plain whether anything is better than popularity. */
const MOST_ORDERS = 2_000;

/**
 * @param fitDefaults the model of some orders with the defaults
 * @returns whether the defaults beat popularity, by moment
 */
export function doDefaultsStand(whole: OrderHistory, fitDefaults: (history: OrderHistory) => DenseModel & { next: DenseNextModel }): Record<Moment, boolean> {
  const recent = lastOrders(whole, MOST_ORDERS);
  const asked: Record<Moment, Compared> = { single: compared(), full: compared(), next: compared() };
  for (let turn = 0; turn < TURNS; turn++) {
    const { history, known } = heldBehind(recent, (order) => (recent.customers[order]! < 0 ? order : recent.customers[order]!) % TURNS === turn);
    const train = firstOrders(history, known);
    const model = fitDefaults(train);
    const plain = plainPopularity(train);
    const { single, full } = askQuestions(history, known);
    for (const [moment, questions] of [['single', single], ['full', full]] as const) {
      const [ours] = measureBlends(model, questions, [DEFAULTS.blends[moment]]);
      const [theirs] = measureBlends({ ...model, ...plain }, questions, [POPULARITY_ONLY]);
      addByOrder(asked[moment], questions, ours!.gains, theirs!.gains);
    }
    const pasts = single.map(({ cart, answers, excluded }) => ({ past: [cart], answers, excluded }));
    const [ours] = measureNext(model.lists, model.next, pasts, [DEFAULTS.next.blend]);
    const [theirs] = measureNext(model.lists, { ...model.next, ...plain }, pasts, [NEXT_POPULARITY_ONLY]);
    addByOrder(asked.next, single, ours!.recalls, theirs!.recalls);
  }
  const stands = ({ ours, theirs }: Compared) => isBeyondChance(Float64Array.from(ours), Float64Array.from(theirs), BEYOND_LUCK);
  return { single: stands(asked.single), full: stands(asked.full), next: stands(asked.next) };
}

/** By order, so that one that asks four questions does not count as four that agree. */
interface Compared {
  readonly ours: number[];
  readonly theirs: number[];
}

const compared = (): Compared => ({ ours: [], theirs: [] });

function addByOrder(sums: Compared, questions: readonly OrderQuestion[], ours: Float64Array, theirs: Float64Array): void {
  for (const places of Map.groupBy(questions.keys(), (at) => questions[at]!.order).values()) {
    sums.ours.push(meanOf(places, ours));
    sums.theirs.push(meanOf(places, theirs));
  }
}

const meanOf = (places: readonly number[], values: Float64Array): number => places.reduce((sum, at) => sum + values[at]!, 0) / places.length;
