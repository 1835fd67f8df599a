// Simulated shoppers over HTTP and webhooks, through to the number on the results screen: what was planted is found, and
// where nothing was planted no win is shown. Everything is drawn from fixed seeds.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { followSandboxClock, now } from '#app/adapters/clock/clock.ts';
import { endExperiment, ensureExperiment, runningExperiments } from '#app/db/experiments.ts';
import { outcomeTermsOf } from '#app/db/outcome-terms.ts';
import { refreshOutcomes } from '#app/db/outcomes.ts';
import { pool } from '#app/db/pool.ts';
import { prisma } from '#app/db/prisma.ts';
import { armSums } from '#app/db/results.ts';
import { DEFAULT_GUARDRAILS } from '#app/domain/margin/guardrails.ts';
import { switchPlacement } from '#app/pipeline/decide/switch-placement.ts';
import { countAudienceOf } from '#app/pipeline/learn/count-audience.ts';
import { type ResultsPage, resultsPage } from '#app/read/results.ts';
import { buildSet } from '#prisma/seed/builders.ts';
import type { Simulated } from '#sandbox/simulate/simulate.ts';
import { type ConnectedShop, openedShop } from '#test/support/connected-shop.ts';
import { recount } from '#test/support/recount-results.ts';
import { built } from '#test/support/small-store-sets.ts';
import { BAG, CARD, SHOP_ID } from '#test/support/small-store.ts';

let shop: ConnectedShop;

beforeAll(async () => {
  shop = await openedShop();
  await followSandboxClock();
  await buildSet(SHOP_ID, { anchor: built(CARD), goal: 'Carry it all', slots: [{ name: 'bag', candidates: [{ product: built(BAG), support: 30 }] }] });
  // Nobody counts these, so that an order is told of once and not once more for every shelf.
  for (const { variant } of [CARD, BAG]) shop.sandbox.store.requireVariant(variant).variant.inventoryItem.tracked = false;
  await switchPlacement(SHOP_ID, 'cart_page', true, 'merchant', now());
  await shop.work();
});
afterAll(() => shop.stop());

/** A new experiment, half and half, whose arms are the same in every run. */
async function begin(salt: string): Promise<void> {
  await endExperiment(SHOP_ID, 'placement:cart_page', now());
  await ensureExperiment(SHOP_ID, 'placement:cart_page', now(), pool(), 5_000);
  await prisma().experiment.updateMany({ where: { shopId: SHOP_ID, subjectOf: 'placement:cart_page', endedAt: null }, data: { salt } });
  await prisma().experiment.updateMany({ where: { shopId: SHOP_ID, subjectOf: 'global' }, data: { salt: `${salt} of everything` } });
}

const PLAN = { visitors: 900, baseRate: 0.9, acceptRate: 0.5, seed: 11 };

async function run(input: Record<string, unknown>): Promise<{ simulated: Simulated; results: ResultsPage }> {
  const response = await fetch(`${shop.sandbox.url}/console/api/simulate`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...PLAN, ...input }) });
  expect(response.status).toBe(200);
  const simulated = (await response.json()) as Simulated;
  await shop.settle();
  await shop.work();
  return { simulated, results: await resultsPage(SHOP_ID, now()) };
}

/** Every sum of every scope is what plain loops over plain rows come to. */
async function holdsTheRecount(): Promise<void> {
  const terms = await outcomeTermsOf(SHOP_ID);
  await refreshOutcomes(SHOP_ID, terms);
  const sums = await armSums(SHOP_ID, terms);
  for (const { experimentId, subjectOf } of await runningExperiments(SHOP_ID)) {
    const expected = await recount(SHOP_ID, (id) => id === experimentId, terms, subjectOf === 'global' ? 'in_window' : undefined);
    for (const [arm, plain] of Object.entries(expected)) expect([subjectOf, sums.find((row) => row.scope === experimentId && row.arm === arm)]).toEqual([subjectOf, expect.objectContaining(plain)]);
  }
}

/** Of those who were shown the offer in the cart, and of those held out of it: the share who bought it. */
async function boughtIt(): Promise<{ shown: number; held: number; ofShown: number; ofHeld: number }> {
  await countAudienceOf(SHOP_ID, now());
  const { shown, shownBought, held, heldBought } = await prisma().uplift.findUniqueOrThrow({ where: { shopId_place: { shopId: SHOP_ID, place: 'placement:cart_page' } } });
  return { shown, held, ofShown: shownBought / shown, ofHeld: heldBought / held };
}

/** Profit per eligible subject that the plan adds: what is taken at the offer's price, less what would be bought anyway. Of what comes back only the fee stays. */
function planted({ effect, baseRate = PLAN.baseRate, refunds = 0 }: { effect: number; baseRate?: number; refunds?: number }, { priceMinor, offerPriceMinor }: Simulated['offered']): number {
  const { feeBp, defaultCostBp } = DEFAULT_GUARDRAILS;
  const fee = (paid: number) => (paid * feeBp) / 10_000;
  const worth = (paid: number) => (1 - refunds) * (paid - Math.ceil((priceMinor * (defaultCostBp as number)) / 10_000)) - fee(paid);
  return baseRate * PLAN.acceptRate * (worth(offerPriceMinor) - (1 - effect) * worth(priceMinor));
}

// Hundreds of visitors, each over HTTP: on a busy machine that takes minutes.
describe('simulated shoppers', { timeout: 300_000 }, () => {
  it('with a planted effect make a number whose interval holds it and not zero', async () => {
    await begin('planted');
    const { simulated, results } = await run({ effect: 1 });
    const { onSite, global } = results;
    if (!onSite || !global) throw new Error('nothing is measured');
    const { holdout: ofEverything } = global;
    expect(ofEverything.subjects, 'somebody is held out of everything').toBeGreaterThan(0);
    expect(simulated.visitors).toEqual({ exposed: onSite.exposed.subjects, holdout: onSite.holdout.subjects + ofEverything.subjects, outside: 0 });
    expect(global.exposed.subjects, 'held out of the place alone is not held out of everything').toBe(onSite.exposed.subjects + onSite.holdout.subjects);
    expect(simulated.orders).toBe(onSite.exposed.orders + onSite.holdout.orders + ofEverything.orders);
    expect(onSite.acceptance).toBeCloseTo(simulated.accepted / simulated.visitors.exposed, 9);
    const { verdict } = onSite;
    if (verdict.kind !== 'known') throw new Error(`nothing is known: ${JSON.stringify(onSite)}`);
    const truth = planted({ effect: 1 }, simulated.offered);
    expect(verdict.direction).toBe('more');
    expect([verdict.profit.low < truth, verdict.profit.high > truth, verdict.profit.low > 0]).toEqual([true, true, true]);
    expect(verdict.added.value).toBeCloseTo(verdict.profit.value * simulated.visitors.exposed, 6);
    const bought = await boughtIt();
    expect(bought).toMatchObject({ shown: onSite.exposed.subjects, held: onSite.holdout.subjects, ofHeld: 0 });
    expect(bought.ofShown).toBeCloseTo(simulated.accepted / simulated.visitors.exposed, 9);
  });

  it('with none planted make no win, though as many take the offer', async () => {
    await begin('none');
    const { simulated, results } = await run({ effect: 0, seed: 12 });
    const verdict = results.onSite?.verdict;
    expect(results.onSite?.acceptance).toBeGreaterThan(0.3);
    if (verdict?.kind !== 'known') throw new Error(`nothing is known: ${JSON.stringify(results.onSite)}`);
    const truth = planted({ effect: 0 }, simulated.offered);
    expect(verdict.direction).not.toBe('more');
    expect([verdict.profit.low < truth, verdict.profit.high > truth]).toEqual([true, true]);
    const { shown, held, ofShown, ofHeld } = await boughtIt();
    const deviation = Math.sqrt(ofShown * (1 - ofShown) * (1 / shown + 1 / held));
    expect(Math.abs(ofShown - ofHeld), 'showing changed nothing').toBeLessThan(3 * deviation);
  });

  it('with refunds that come late or before their order, webhooks in disorder and customers who were here before make the same, and are counted exactly', async () => {
    await begin('in disorder');
    const input = { baseRate: 1, effect: 1, refunds: 0.1, returning: 0.5, disorder: true, days: 2, visitors: 800, seed: 14 };
    const { simulated, results } = await run(input);
    const { onSite } = results;
    if (onSite?.verdict.kind !== 'known') throw new Error(`nothing is known: ${JSON.stringify(onSite)}`);
    const { verdict } = onSite;
    const truth = planted(input, simulated.offered);
    expect([verdict.profit.low < truth, verdict.profit.high > truth]).toEqual([true, true]);
    expect(verdict.direction).toBe('more');
    expect(verdict.smoothed, 'what they brought before takes chance out').toBeGreaterThan(0.05);
    expect(simulated.refunded).toBeGreaterThan(50);
    await holdsTheRecount();
  });

  it('too few make no number at all, but a date', async () => {
    await begin('few');
    const { results } = await run({ visitors: 60, seed: 13 });
    expect(results.onSite?.verdict).toMatchObject({ kind: 'not_yet', have: 60, knownOn: expect.any(String) });
  });

  it('say what is wrong with a plan, and when nothing is offered', async () => {
    const pull = async (input: Record<string, unknown>) => (await fetch(`${shop.sandbox.url}/console/api/simulate`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) })).json();
    expect(await pull({ effect: 2 })).toMatchObject({ error: 'Effect must be a share between 0 and 1.' });
    expect(await pull({ visitors: 0 })).toMatchObject({ error: 'Visitors must be a whole number from 1 to 5000.' });
    await switchPlacement(SHOP_ID, 'cart_page', false, 'merchant', now());
    expect(await pull({})).toMatchObject({ error: expect.stringContaining('switch the place on') });
  });
});
