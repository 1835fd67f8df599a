// Subjects: visitors and customers, who is who, what a visitor told us, and the arm that each was given first.
import type { Answer } from '#app/domain/audience/customer-facts.ts';
import type { Arm } from '#app/domain/portable/assignment.ts';
import { each } from './each-row.ts';
import type { Queryable } from './pool.ts';
import { hotPool, hotRead, pool } from './pool.ts';

export interface SubjectIds {
  visitorId: string | null;
  customerId: bigint | null;
}

/** What is known of somebody before a decision: their arms, and what they told us. */
export interface SubjectTold {
  arms: KeptArm[];
  answers: ReadonlyMap<bigint, Answer>;
  wantsNone: boolean;
}

export interface KeptArm {
  experimentId: string;
  arm: Arm;
  /** False: another device or a customer turned out to be the same subject, and is to be noted as well. */
  underEveryName: boolean;
}

interface ToldRow {
  no: number;
  arms: KeptArm[] | null;
  answers: [productId: string, answer: Answer][] | null;
  wants_none: boolean;
}

/** More answers of one person are not looked at while a shopper waits. */
const MOST_ANSWERS = 1_000;

/** The names that the arm of `asked` (no, visitor_id, customer_id) goes by: the device, who is logged in, whose it turned out to be. */
const NAMES = `
         SELECT no, 'v:' || visitor_id AS key FROM asked WHERE visitor_id IS NOT NULL
         UNION SELECT no, 'c:' || customer_id FROM asked WHERE customer_id IS NOT NULL
         UNION SELECT a.no, 'c:' || l.customer_id FROM asked a CROSS JOIN ${each('SELECT customer_id FROM subject_links WHERE shop_id = $1 AND visitor_id = a.visitor_id')} l`;

/** Several at once: a look-up of many costs little more than one of one. What whoever is logged in told is read with all else about them (customer-facts.ts). */
const TOLD = `
  WITH asked AS MATERIALIZED (SELECT no, visitor_id, customer_id FROM unnest($2::text[], $3::bigint[]) WITH ORDINALITY AS a (visitor_id, customer_id, no)),
       names AS MATERIALIZED (${NAMES}),
       devices AS MATERIALIZED (
         SELECT n.no, n.key FROM names n JOIN asked a ON a.no = n.no AND a.customer_id IS NULL
         UNION SELECT a.no, 'v:' || o.visitor_id FROM asked a CROSS JOIN ${each('SELECT customer_id FROM subject_links WHERE shop_id = $1 AND visitor_id = a.visitor_id')} l
                 CROSS JOIN ${each('SELECT visitor_id FROM subject_links WHERE shop_id = $1 AND customer_id = l.customer_id')} o WHERE a.customer_id IS NULL)
  SELECT a.no::int AS no,
         (SELECT json_agg(json_build_object('experimentId', k.experiment_id, 'arm', k.arms[1], 'underEveryName', k.named = (SELECT count(*) FROM names WHERE names.no = a.no)))
            FROM (SELECT s.experiment_id, array_agg(s.arm ORDER BY s.assigned_at, s.subject_key) AS arms, count(*) AS named
                    FROM names n CROSS JOIN ${each('SELECT * FROM assignments WHERE shop_id = $1 AND subject_key = n.key AND experiment_id = ANY($4::uuid[])')} s WHERE n.no = a.no GROUP BY 1) k) AS arms,
         (SELECT json_agg(json_build_array(t.product_id::text, t.answer)) FROM (
           SELECT DISTINCT ON (s.product_id) s.product_id, s.answer FROM devices d CROSS JOIN ${each('SELECT * FROM subject_answers WHERE shop_id = $1 AND subject_key = d.key')} s
            WHERE d.no = a.no ORDER BY s.product_id, s.answered_at DESC LIMIT ${MOST_ANSWERS}) t) AS answers,
         EXISTS (SELECT 1 FROM devices d CROSS JOIN ${each('SELECT 1 FROM quiet_subjects WHERE shop_id = $1 AND subject_key = d.key')} q WHERE d.no = a.no) AS wants_none
    FROM asked a`;

/** @returns of each, in their order: the earliest arm that any name of the subject was given, in each of these experiments where one was; and what a visitor told */
export async function subjectsTold(shopId: bigint, subjects: readonly SubjectIds[], experimentIds: readonly string[], on: Queryable = hotPool()): Promise<SubjectTold[]> {
  const { rows } = await hotRead<ToldRow>(
    { name: 'subjects-told', text: TOLD, values: [shopId, subjects.map(({ visitorId }) => visitorId), subjects.map(({ customerId }) => customerId), experimentIds] }, on,
  );
  const told = new Array<SubjectTold>(subjects.length);
  for (const { no, arms, answers, wants_none } of rows) {
    told[no - 1] = { arms: arms ?? [], answers: new Map(answers?.map(([productId, answer]) => [BigInt(productId), answer])), wantsNone: wants_none };
  }
  return told;
}

export async function armsKept(shopId: bigint, experimentIds: readonly string[], subject: SubjectIds, on: Queryable = pool()): Promise<KeptArm[]> {
  return (await subjectsTold(shopId, [subject], experimentIds, on))[0]?.arms ?? [];
}

export interface GivenArm extends SubjectIds {
  experimentId: string;
  arm: Arm;
}

/** In one order whoever writes them, or two that write the same would wait for each other. */
const KEEP_ARMS = `
  WITH asked AS MATERIALIZED (SELECT no, experiment_id, visitor_id, customer_id, arm FROM unnest($2::uuid[], $3::text[], $4::bigint[], $5::text[]) WITH ORDINALITY AS a (experiment_id, visitor_id, customer_id, arm, no)),
       names AS (${NAMES})
  INSERT INTO assignments (shop_id, experiment_id, subject_key, arm, assigned_at)
  SELECT $1, a.experiment_id, n.key, a.arm, $6 FROM asked a JOIN names n ON n.no = a.no ORDER BY a.experiment_id, n.key, a.no ON CONFLICT DO NOTHING`;

/** Under every name of each subject that has none yet; what was given first stays. */
export async function keepArms(shopId: bigint, given: readonly GivenArm[], now: Date, on: Queryable = hotPool()): Promise<void> {
  const values = [shopId, given.map(({ experimentId }) => experimentId), given.map(({ visitorId }) => visitorId), given.map(({ customerId }) => customerId), given.map(({ arm }) => arm), now];
  await on.query({ name: 'keep-arms', text: KEEP_ARMS, values });
}

export async function keepArm(shopId: bigint, experimentId: string, subject: SubjectIds, arm: Arm, now: Date, on: Queryable = pool()): Promise<void> {
  await keepArms(shopId, [{ ...subject, experimentId, arm }], now, on);
}

/** Whose a visitor turned out to be first stays: a borrowed device does not move somebody's past. */
export async function linkVisitor(shopId: bigint, visitorId: string, customerId: bigint, now: Date, on: Queryable = pool()): Promise<void> {
  await on.query('INSERT INTO subject_links (shop_id, visitor_id, customer_id, linked_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [shopId, visitorId, customerId, now]);
}
