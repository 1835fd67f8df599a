// Tells the storefront which experiment runs where, and the global one, so that it knows the arm before anything paints, and how
// each place looks: one metafield on the app's own installation. Written only when it changed; taken back when no placement is on.
import { createHash } from 'node:crypto';
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { CURRENT_INSTALLATION } from '#app/adapters/shopify/operations/installation.ts';
import { DELETE_METAFIELDS, SET_METAFIELDS, type UserError } from '#app/adapters/shopify/operations/publish.ts';
import { PLACEMENTS } from '#app/contract/offers.ts';
import type { PublishedExperiments } from '#app/contract/published-experiments.ts';
import { ensureExperiment, runningExperiments } from '#app/db/experiments.ts';
import { placeLooks } from '#app/db/place-settings.ts';
import { placementsOf } from '#app/db/placements.ts';
import { deletePublications, type PublicationRow, savePublications } from '#app/db/publications.ts';
import type { TestRow } from '#app/db/tests.ts';
import { AppError } from '#app/domain/app-error.ts';
import { AS_SETS_SAY } from '#app/domain/decision/place-look.ts';
import { overlap } from '#app/domain/experiment-test/test.ts';
import { says } from '#app/domain/says/says.ts';
import { EXPERIMENTS_KEY, EXPERIMENTS_NAMESPACE } from '#app/domain/portable/names.ts';

/** Stands where a product's gid does for what is written on products. */
export const INSTALLATION = 'installation';

/**
 * @param known what is written already
 * @param tested tests that run, or are about to
 */
export async function publishExperiments(shopId: bigint, client: AdminClient, known: readonly PublicationRow[], tested: readonly Pick<TestRow, 'place'>[], now: Date): Promise<void> {
  const before = known.find(({ ownerId, key }) => ownerId === INSTALLATION && key === EXPERIMENTS_KEY);
  const experiments = await experimentsNow(shopId, tested, now);
  if (Object.keys(experiments).length === 0) {
    if (before) await takeBack(shopId, client);
    return;
  }
  const value = JSON.stringify(experiments);
  const valueHash = createHash('sha256').update(value).digest('base64url');
  if (before?.valueHash === valueHash) return;
  const metafield = { ownerId: await ownerOf(client), namespace: EXPERIMENTS_NAMESPACE, key: EXPERIMENTS_KEY, type: 'json', value };
  refuse((await client.run(SET_METAFIELDS, { metafields: [metafield] })).metafieldsSet?.userErrors);
  await savePublications(shopId, [{ ownerId: INSTALLATION, key: EXPERIMENTS_KEY, valueHash }], now);
}

async function experimentsNow(shopId: bigint, tested: readonly Pick<TestRow, 'place'>[], now: Date): Promise<PublishedExperiments> {
  const [enabled, looks] = await Promise.all([placementsOf(shopId), placeLooks(shopId)]);
  const experiments: PublishedExperiments = {};
  for (const placement of PLACEMENTS) {
    if (!enabled[placement]) continue;
    const { experimentId, salt, holdoutBp } = await ensureExperiment(shopId, `placement:${placement}`, now);
    const { heading, mostItems } = looks.get(placement) ?? AS_SETS_SAY;
    experiments[placement] = {
      id: experimentId, salt, holdoutBp,
      ...(tested.some(({ place }) => overlap(place, placement)) ? { test: true as const } : {}),
      ...(heading === null ? {} : { heading }),
      ...(mostItems === null ? {} : { most: mostItems }),
    };
  }
  const global = Object.keys(experiments).length > 0 && (await runningExperiments(shopId)).find(({ subjectOf }) => subjectOf === 'global');
  if (global) experiments.global = { id: global.experimentId, salt: global.salt, holdoutBp: global.holdoutBp };
  return experiments;
}

async function takeBack(shopId: bigint, client: AdminClient): Promise<void> {
  const metafield = { ownerId: await ownerOf(client), namespace: EXPERIMENTS_NAMESPACE, key: EXPERIMENTS_KEY };
  refuse((await client.run(DELETE_METAFIELDS, { metafields: [metafield] })).metafieldsDelete?.userErrors);
  await deletePublications(shopId, [{ ownerId: INSTALLATION, key: EXPERIMENTS_KEY }]);
}

const ownerOf = async (client: AdminClient): Promise<string> => (await client.run(CURRENT_INSTALLATION, {})).currentAppInstallation.id;

function refuse(errors: readonly UserError[] = []): void {
  const [error] = errors;
  if (error) throw new AppError('refused', says(({ shopify }) => shopify.experimentsNotTaken(error.message)));
}
