// Data health: whether what Setwise knows of the store can be trusted today, and why not. Facts are found as they are now;
// what a page cannot look for itself says when it was last looked for.
import { type BackfillRow, latestBackfills } from '#app/db/backfills.ts';
import { sellsNowhere } from '#app/db/markets.ts';
import { shopSales } from '#app/db/product-sales.ts';
import { lastWholeReading, latestReconciliations, type ReconciliationReason, type ReconciliationRow, sumOfFacts } from '#app/db/reconciliations.ts';
import { discountsBelowFloor } from '#app/db/shop-discounts.ts';
import { countSetAside, waitingDeliveries } from '#app/db/webhook-deliveries.ts';
import { isPastWithheld } from '#app/domain/association/withheld-past.ts';
import { type BackfillProgress, backfillProgress } from './backfill-progress.ts';
import { type CatalogueHealth, catalogueHealth } from './data-health-catalogue.ts';
import { type DeliveriesHealth, deliveriesHealth, watchOf } from './data-health-deliveries.ts';
import { findTroubles, type Trouble } from './data-health-troubles.ts';

const HISTORY = 5;

export interface PastReading {
  status: BackfillRow['status'];
  /** ISO. */
  startedAt: string;
  finishedAt: string | null;
  rows: number;
  error: string | null;
}

export interface Comparison {
  reason: ReconciliationReason;
  status: ReconciliationRow['status'];
  /** ISO. */
  startedAt: string;
  finishedAt: string | null;
  /** By fact, where some differed: what was repaired or taken out here. */
  differed: { fact: string; rows: number }[];
  checked: number;
  /** Objects that would not apply. */
  refused: number;
  error: string | null;
}

export interface DataHealthPage {
  /** What makes Setwise's knowledge wrong or old, worst first. */
  troubles: Trouble[];
  deliveries: DeliveriesHealth;
  setAside: { all: number; open: number };
  pasts: PastReading[];
  /** The reading that runs: rows, pace and time left by stage. */
  reading: BackfillProgress | null;
  /** Without read_all_orders Shopify shows sixty days. */
  sixtyDaysOnly: boolean;
  /** ISO; null: no order is known. */
  firstOrderedAt: string | null;
  comparisons: Comparison[];
  /** The one that runs: what it compares, and how many kinds it has done. */
  comparing: { kind: string; done: number; kinds: number; checked: number } | null;
  /** ISO: until when everything is known to be here; null: the past was not read whole. */
  goodAt: string | null;
  catalogue: CatalogueHealth;
}

/** @param scopes what the merchant granted, with commas */
export async function dataHealthPage(shopId: bigint, scopes: string, at: Date): Promise<DataHealthPage> {
  const [deliveries, backfills, comparisons, good, catalogue, sales, nowhere, belowFloor] = await Promise.all([
    deliveriesHealth(shopId), latestBackfills(shopId, HISTORY), latestReconciliations(shopId, HISTORY), lastWholeReading(shopId), catalogueHealth(shopId, at), shopSales(shopId), sellsNowhere(shopId), discountsBelowFloor(shopId),
  ]);
  const setAside = await countSetAside(shopId, good);
  return {
    troubles: findTroubles({ deliveries, setAsideOpen: setAside.open, backfill: backfills[0], comparison: comparisons[0], goodAt: good, sellsNowhere: nowhere, belowFloor, at }),
    deliveries,
    setAside,
    pasts: backfills.map(({ status, startedAt, finishedAt, stages, error }) => ({
      status, startedAt: startedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null, rows: stages.reduce((sum, { rows }) => sum + rows, 0), error,
    })),
    sixtyDaysOnly: isPastWithheld(scopes),
    reading: backfills[0]?.status === 'running' ? await backfillProgress(shopId) : null,
    firstOrderedAt: sales?.firstOrderedAt?.toISOString() ?? null,
    comparisons: comparisons.map(comparisonOf),
    comparing: comparingOf(comparisons[0]),
    goodAt: good?.toISOString() ?? null,
    catalogue,
  };
}

/** What Home says of it in a line. How the past is read stands there already. */
export async function troublesForHome(shopId: bigint, at: Date): Promise<Trouble[]> {
  const [waiting, watch, comparisons, good, nowhere, belowFloor] = await Promise.all([
    waitingDeliveries(shopId), watchOf(shopId), latestReconciliations(shopId, 1), lastWholeReading(shopId), sellsNowhere(shopId), discountsBelowFloor(shopId),
  ]);
  const setAside = await countSetAside(shopId, good);
  return findTroubles({ deliveries: { waiting, watch }, setAsideOpen: setAside.open, backfill: 'said elsewhere', comparison: comparisons[0], goodAt: good, sellsNowhere: nowhere, belowFloor, at });
}

/** @returns what each found, the latest first */
export async function latestComparisons(shopId: bigint, limit: number): Promise<Comparison[]> {
  return (await latestReconciliations(shopId, limit)).map(comparisonOf);
}

function comparisonOf(run: ReconciliationRow): Comparison {
  const facts = Object.entries(sumOfFacts(run));
  return {
    reason: run.reason,
    status: run.status,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    differed: facts.flatMap(([fact, { differed }]) => (differed > 0 ? [{ fact, rows: differed }] : [])),
    checked: facts.reduce((sum, [, { checked }]) => sum + checked, 0),
    refused: run.kinds.reduce((sum, { refused }) => sum + refused, 0),
    error: run.error,
  };
}

/** Kinds follow each other: the last that was begun is at work. */
function comparingOf(run: ReconciliationRow | undefined): DataHealthPage['comparing'] {
  if (run?.status !== 'running') return null;
  const begun = run.kinds.filter(({ step, how }) => step > 0 || how !== null);
  const current = begun.at(-1) ?? run.kinds[0];
  return { kind: current?.kind ?? '', done: Math.max(0, begun.length - 1), kinds: run.kinds.length, checked: comparisonOf(run).checked };
}
