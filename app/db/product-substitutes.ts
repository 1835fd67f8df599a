// What stands in for what, as a model learned it. Written under the model's id before readers know of the model.
import { hotPool, hotRead, pool, type Queryable } from './pool.ts';

export interface SubstitutesOfProduct {
  productId: string;
  /** Best first. */
  substituteIds: readonly string[];
  scores: readonly number[];
}

/** Few enough that whoever is served by this process does not wait for a batch to be put together. */
const AT_A_TIME = 500;

export async function writeSubstitutes(shopId: bigint, modelId: string, all: Iterable<SubstitutesOfProduct>): Promise<void> {
  let batch: SubstitutesOfProduct[] = [];
  for (const each of all) {
    batch.push(each);
    if (batch.length < AT_A_TIME) continue;
    await writeBatch(shopId, modelId, batch);
    batch = [];
  }
  if (batch.length > 0) await writeBatch(shopId, modelId, batch);
}

async function writeBatch(shopId: bigint, modelId: string, batch: readonly SubstitutesOfProduct[]): Promise<void> {
  await pool().query(
    `INSERT INTO product_substitutes (shop_id, model_id, product_id, substitute_ids, scores)
     SELECT $1, $2, r."productId", r."substituteIds", r.scores FROM jsonb_to_recordset($3::jsonb) AS r("productId" bigint, "substituteIds" bigint[], scores float8[])`,
    [shopId, modelId, JSON.stringify(batch)],
  );
}

/** @returns for those of the products that have any, what stands in for them, best first */
export async function substitutesOf(shopId: bigint, modelId: string, productIds: readonly bigint[], on: Queryable = hotPool()): Promise<Map<bigint, readonly bigint[]>> {
  if (productIds.length === 0) return new Map();
  const { rows } = await hotRead<{ product_id: bigint; substitute_ids: bigint[] }>({
    name: 'product-substitutes',
    text: 'SELECT product_id, substitute_ids FROM product_substitutes WHERE shop_id = $1 AND model_id = $2 AND product_id = ANY($3::bigint[])',
    values: [shopId, modelId, productIds],
  }, on);
  return new Map(rows.map((row) => [row.product_id, row.substitute_ids]));
}
