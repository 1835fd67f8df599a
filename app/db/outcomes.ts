// What became of each subject (outcome-rows.ts), kept with its sums in subject_outcomes and outcome_rollups; triggers note in
// stale_outcomes to whom something has happened since. A reader takes the kept sums, less the share of those, and computes what
// became of them: exact at any moment. A refresh makes them few, so that it is fast as well (docs/decisions/0018-results-are-kept.md).
import { BEFORE_DAYS, WINDOW_DAYS } from '#app/domain/experiment/window.ts';
import type { QueryResultRow } from 'pg';
import { each } from './each-row.ts';
import { CAP, COLUMNS, COST_BP, COUNTED, EVERYBODY, FEE, FEE_BP, given, MESSAGE, OUTCOMES, type OutcomeTerms, SUBJECTS_OF_MARKS } from './outcome-rows.ts';
import { type Queryable, withTransaction } from './pool.ts';
import { ROOM } from './room-for-subjects.ts';

/** So many marks at once; what one refresh leaves, the next takes. */
const MARKS = 50_000;

/** Raised when what is computed of a subject changes: what an older release kept is then computed anew. */
const FORMULA = 5;

/** What all outcomes depend on beside their subjects' own rows. */
const BASIS = `jsonb_build_array(${FORMULA}, ${WINDOW_DAYS}, ${BEFORE_DAYS}, ${COST_BP}, ${FEE_BP}, ${FEE}, ${MESSAGE}, ${CAP},
  (SELECT string_agg(x.experiment_id || '=' || x.holdout_bp, ' ' ORDER BY x.experiment_id) FROM experiments x WHERE x.shop_id = $1 AND ${COUNTED}))::text`;

/** What is multiplied with itself or another, for variances; each a name of `sums` and a column. */
const VALUES = { orders: 'orders', units: 'units', returned: 'returned_units', messages: 'messages', revenue: 'revenue_minor', profit: 'profit_milli', capped: 'capped_milli', before: 'before_minor' };
type Value = keyof typeof VALUES;
const PRODUCTS: readonly [Value, Value][] = [
  ...(Object.keys(VALUES) as Value[]).map((name): [Value, Value] => [name, name]), ['units', 'returned'], ['orders', 'revenue'], ['revenue', 'profit'], ['before', 'revenue'], ['before', 'profit'], ['before', 'capped'],
];
/** What is also multiplied with itself twice, to tell how skewed it is. */
const CUBES: readonly Value[] = ['revenue', 'capped'];

/** In whole numbers without bounds, so that taking one subject's share out again leaves what was there without them. Most are 0, and not multiplied. */
const SUMMED: readonly (readonly [name: string, sum: string])[] = [
  ['subjects', 'count(*)'],
  ['buyers', 'count(*) FILTER (WHERE orders > 0)'],
  ['takers', 'count(*) FILTER (WHERE took)'],
  ['unsubscribers', 'count(*) FILTER (WHERE unsubscribed)'],
  ['holdout_bp', 'sum(holdout_bp::numeric)'],
  ...Object.entries(VALUES).map(([name, column]) => [name, `sum(${column})`] as const),
  ...PRODUCTS.map(([one, other]) => [`${one}_${other}`, `COALESCE(sum(${VALUES[one]}::numeric * ${VALUES[other]}) FILTER (WHERE ${VALUES[one]} <> 0), 0)`] as const),
  ...CUBES.map((name) => [`${name}_cubed`, `COALESCE(sum(${VALUES[name]}::numeric * ${VALUES[name]} * ${VALUES[name]}) FILTER (WHERE ${VALUES[name]} <> 0), 0)`] as const),
];
const ADDED = SUMMED.map(([name]) => name);

/** Of each scope and arm, and whatever else they are told apart by. */
const SUMS = (from: string, by = ''): string => `SELECT scope, arm, ${by} min(first_at) AS first_at, ${SUMMED.map(([name, sum]) => `${sum} AS ${name}`).join(', ')} FROM ${from} GROUP BY scope, arm${by && ', period'}`;

const OF_GIVEN = 'asked AS MATERIALIZED (SELECT unnest($7::text[]) AS subject)';
const OF_EVERYBODY = `asked AS MATERIALIZED (${EVERYBODY})`;
const LIVE = `SELECT 1 AS sign, scope, arm, first_at, ${ADDED.join(', ')} FROM (${SUMS('outcomes')}) live`;
/** The kept sums, less the kept outcomes of those who are stale. */
const KEPT = `
         SELECT 1 AS sign, t.* FROM outcome_rollups, jsonb_to_recordset(totals) AS t (scope text, arm text, first_at timestamptz, ${ADDED.map((name) => `${name} numeric`).join(', ')}) WHERE shop_id = $1
         UNION ALL
         SELECT -1, scope, arm, NULL, ${ADDED.join(', ')} FROM (${SUMS(`(SELECT o.* FROM asked a CROSS JOIN ${each('SELECT * FROM subject_outcomes WHERE shop_id = $1 AND subject_key = a.subject')} o) kept`)}) stale`;
const summed = (parts: string): string =>
  `summed AS (SELECT scope, arm, min(first_at) AS first_at, ${ADDED.map((name) => `sum(sign * ${name}) AS ${name}`).join(', ')} FROM (${parts}) parts GROUP BY 1, 2 HAVING sum(sign * subjects) > 0)`;

/** Of one scope ($8): how many of some moments ($9) each subject's first exposure did not come before. */
const byPeriod = (more: string): string =>
  `summed AS (${SUMS(`(SELECT ${COLUMNS}, width_bucket(first_at, $9::timestamptz[]) AS period FROM (SELECT ${COLUMNS} FROM outcomes ${more}) found WHERE scope = $8) told`, 'period,')})`;
const KEPT_OF_SCOPE = `UNION ALL SELECT ${COLUMNS} FROM subject_outcomes o WHERE shop_id = $1 AND scope = $8 AND NOT EXISTS (SELECT 1 FROM asked a WHERE a.subject = o.subject_key)`;

/**
 * The sums over every subject's outcome in each scope, at one moment.
 * @param select made of `summed`, and of the terms as $2 to $6
 */
export const readSummed = <Row extends QueryResultRow>(shopId: bigint, terms: OutcomeTerms, select: string): Promise<Row[]> => read(shopId, terms, [], { kept: `${summed(`${KEPT} UNION ALL ${LIVE}`)} ${select}`, anew: `${summed(LIVE)} ${select}` });

/** The same of one scope, told apart by `period`: how many of the moments, in their order, a subject's first exposure did not come before. */
export const readByPeriod = <Row extends QueryResultRow>(shopId: bigint, terms: OutcomeTerms, scope: string, froms: readonly Date[], select: string): Promise<Row[]> =>
  read(shopId, terms, [scope, froms], { kept: `${byPeriod(KEPT_OF_SCOPE)} ${select}`, anew: `${byPeriod('')} ${select}` });

/** With `outcomes` of those who are stale where the others are kept, else of everybody. */
function read<Row extends QueryResultRow>(shopId: bigint, terms: OutcomeTerms, more: readonly unknown[], select: { kept: string; anew: string }): Promise<Row[]> {
  return withTransaction(async (client) => {
    await client.query(`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; ${ROOM}`);
    const values = given(shopId, terms);
    const { rows: kept } = await client.query(`SELECT 1 FROM outcome_rollups WHERE shop_id = $1 AND basis = ${BASIS}`, values);
    if (kept.length === 0) return (await client.query<Row>(`WITH nobody AS (SELECT $7::text[]), ${OF_EVERYBODY}, ${OUTCOMES}, ${select.anew}`, [...values, [], ...more])).rows;
    const { rows: stale } = await client.query<{ subject: string }>(`WITH marked AS (SELECT about FROM stale_outcomes WHERE shop_id = $1), ${SUBJECTS_OF_MARKS} SELECT subject FROM of_marks`, [shopId]);
    return (await client.query<Row>(`WITH ${OF_GIVEN}, ${OUTCOMES}, ${select.kept}`, [...values, stale.map(({ subject }) => subject), ...more])).rows;
  });
}

/** Computes what is stale and keeps it. One refresh of a shop at a time. @returns how many outcomes were computed anew */
export function refreshOutcomes(shopId: bigint, terms: OutcomeTerms): Promise<number> {
  return withTransaction(async (client) => {
    const values = given(shopId, terms);
    await client.query(ROOM);
    await client.query(`INSERT INTO outcome_rollups (shop_id, basis, totals) VALUES ($1, '', '[]') ON CONFLICT DO NOTHING`, [shopId]);
    await client.query('SELECT 1 FROM outcome_rollups WHERE shop_id = $1 FOR UPDATE', [shopId]);
    // The basis is read and the marks are taken before anything is computed: what changes in between is computed with it, and marked again.
    const { rows } = await client.query<{ basis: string; holds: boolean }>(`SELECT now.basis, r.basis = now.basis AS holds FROM outcome_rollups r, (SELECT ${BASIS} AS basis) now WHERE r.shop_id = $1`, values);
    const computed = rows[0]?.holds ? await computeMarked(values, client) : await computeAll(values, client);
    if (computed > 0 || !rows[0]?.holds)
      await client.query(`UPDATE outcome_rollups SET basis = $2, totals = COALESCE((SELECT jsonb_agg(to_jsonb(t)) FROM (${SUMS('(SELECT * FROM subject_outcomes WHERE shop_id = $1) kept')}) t), '[]') WHERE shop_id = $1`, [shopId, rows[0]?.basis]);
    return computed;
  });
}

async function computeAll(values: readonly unknown[], on: Queryable): Promise<number> {
  for (const table of ['stale_outcomes', 'subject_outcomes']) await on.query(`DELETE FROM ${table} WHERE shop_id = $1`, values.slice(0, 1));
  return keep(OF_EVERYBODY, values, on);
}

async function computeMarked(values: readonly unknown[], on: Queryable): Promise<number> {
  const { rows } = await on.query<{ subject: string }>(
    `WITH marked AS (DELETE FROM stale_outcomes WHERE shop_id = $1 AND mark_id IN (SELECT mark_id FROM stale_outcomes WHERE shop_id = $1 ORDER BY mark_id LIMIT ${MARKS}) RETURNING about),
          ${SUBJECTS_OF_MARKS}
     SELECT subject FROM of_marks`,
    values.slice(0, 1),
  );
  const subjects = rows.map(({ subject }) => subject);
  if (subjects.length === 0) return 0;
  const gone = await on.query('DELETE FROM subject_outcomes WHERE shop_id = $1 AND subject_key = ANY($2::text[])', [values[0], subjects]);
  return (gone.rowCount ?? 0) + (await keep(OF_GIVEN, [...values, subjects], on));
}

async function keep(asked: string, values: readonly unknown[], on: Queryable): Promise<number> {
  const { rowCount } = await on.query(`WITH ${asked}, ${OUTCOMES} INSERT INTO subject_outcomes (shop_id, ${COLUMNS}) SELECT $1, ${COLUMNS} FROM outcomes`, [...values]);
  return rowCount ?? 0;
}
