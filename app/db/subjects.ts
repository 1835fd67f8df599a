// Subjects: visitors and customers, who is who, what a visitor told us, and the arm that each was given first.
import type { Answer } from '#app/domain/audience/customer-facts.ts';
import type { ArmName } from '#app/domain/experiment-test/test.ts';
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
  arm: Arm | ArmName;
  /** False: another device or a customer turned out to be the same subject, and is to be noted as well. */
  underEveryName: boolean;
  /** False: names of one subject were given different arms before they were known to be one (settleArms). */
  agreed: boolean;
}

interface ToldRow {
  no: number;
  arms: KeptArm[] | null;
  answers: [productId: string, answer: Answer][] | null;
  wants_none: boolean;
}

/** More answers of one person are not looked at while a shopper waits. */
const MOST_ANSWERS = 1_000;

/** The names that the arm of `asked` (no, visitor_id, customer_id) goes by: the device and whose it turned out to be. Who is
 *  logged in on somebody else's device goes by their own name alone. */
const namesOf = (owned: string): string => `
         SELECT 'v:' || ${owned}.visitor_id AS key WHERE ${owned}.visitor_id IS NOT NULL AND (${owned}.customer_id = ${owned}.owner_id) IS NOT FALSE
         UNION ALL SELECT 'c:' || COALESCE(${owned}.customer_id, ${owned}.owner_id) WHERE COALESCE(${owned}.customer_id, ${owned}.owner_id) IS NOT NULL`;
const OWNED = `
         SELECT a.*, l.customer_id AS owner_id FROM asked a LEFT JOIN ${each('SELECT customer_id FROM subject_links WHERE shop_id = $1 AND visitor_id = a.visitor_id')} l ON true`;

/** Several at once: a look-up of many costs little more than one of one. What whoever is logged in told is read with all else about them (customer-facts.ts). */
const TOLD = `
  WITH asked AS MATERIALIZED (SELECT no, visitor_id, customer_id FROM unnest($2::text[], $3::bigint[]) WITH ORDINALITY AS a (visitor_id, customer_id, no)),
       owned AS MATERIALIZED (${OWNED}),
       names AS MATERIALIZED (SELECT a.no, n.key FROM owned a CROSS JOIN LATERAL (${namesOf('a')}) n),
       devices AS MATERIALIZED (
         SELECT n.no, n.key FROM names n JOIN asked a ON a.no = n.no AND a.customer_id IS NULL
         UNION SELECT a.no, 'v:' || o.visitor_id FROM owned a CROSS JOIN ${each('SELECT visitor_id FROM subject_links WHERE shop_id = $1 AND customer_id = a.owner_id')} o WHERE a.customer_id IS NULL)
  SELECT a.no::int AS no,
         (SELECT json_agg(json_build_object('experimentId', k.experiment_id, 'arm', k.arms[1], 'agreed', k.agreed, 'underEveryName', k.named = (SELECT count(*) FROM names WHERE names.no = a.no)))
            FROM (SELECT s.experiment_id, array_agg(s.arm ORDER BY s.assigned_at, s.subject_key) AS arms, min(s.arm) = max(s.arm) AS agreed, count(*) AS named
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
  arm: Arm | ArmName;
}

const LINKED = `
       linked AS (
         INSERT INTO subject_links (shop_id, visitor_id, customer_id, linked_at)
         SELECT DISTINCT ON (visitor_id) $1::bigint, visitor_id, customer_id, $6::timestamptz FROM asked WHERE visitor_id IS NOT NULL AND customer_id IS NOT NULL ORDER BY visitor_id, no ON CONFLICT DO NOTHING),`;

/** In one order whoever writes them, or two that write the same would wait for each other. */
const keepArmsText = (linked: string): string => `
  WITH asked AS MATERIALIZED (SELECT no, experiment_id, visitor_id, customer_id, arm FROM unnest($2::uuid[], $3::text[], $4::bigint[], $5::text[]) WITH ORDINALITY AS a (experiment_id, visitor_id, customer_id, arm, no)),${linked}
       owned AS MATERIALIZED (${OWNED})
  INSERT INTO assignments (shop_id, experiment_id, subject_key, arm, assigned_at)
  SELECT $1, a.experiment_id, n.key, a.arm, $6 FROM owned a CROSS JOIN LATERAL (${namesOf('a')}) n ORDER BY a.experiment_id, n.key, a.no ON CONFLICT DO NOTHING`;

/** A visitor who is logged in is linked. A statement that could link fires what hangs on links, though it links nobody: most are of people who are not. */
const KEEP_ARMS = { ofVisitors: { name: 'keep-arms', text: keepArmsText('') }, ofLoggedIn: { name: 'keep-arms-and-link', text: keepArmsText(LINKED) } };

/** Under every name of each subject that has none yet; what was given first stays. */
export async function keepArms(shopId: bigint, given: readonly GivenArm[], now: Date, on: Queryable = hotPool()): Promise<void> {
  const values = [shopId, given.map(({ experimentId }) => experimentId), given.map(({ visitorId }) => visitorId), given.map(({ customerId }) => customerId), given.map(({ arm }) => arm), now];
  await on.query({ ...KEEP_ARMS[given.some(({ visitorId, customerId }) => visitorId !== null && customerId !== null) ? 'ofLoggedIn' : 'ofVisitors'], values });
}

export async function keepArm(shopId: bigint, experimentId: string, subject: SubjectIds, arm: Arm | ArmName, now: Date, on: Queryable = pool()): Promise<void> {
  await keepArms(shopId, [{ ...subject, experimentId, arm }], now, on);
}

/** For names of one subject that do not agree: from now on all have the arm that was first (migration one_arm). @returns it, by experiment */
export async function settleArms(shopId: bigint, subject: SubjectIds, experimentIds: readonly string[], now: Date, on: Queryable = pool()): Promise<KeptArm[]> {
  const { visitorId, customerId } = subject;
  if (visitorId !== null && customerId !== null) await linkVisitor(shopId, visitorId, customerId, now, on);
  await on.query('SELECT settle_arms($1, COALESCE($3::bigint, (SELECT customer_id FROM subject_links WHERE shop_id = $1 AND visitor_id = $2)))', [shopId, visitorId, customerId]);
  return armsKept(shopId, experimentIds, subject, on);
}

/** Whose a visitor turned out to be first stays: a borrowed device does not move somebody's past. Since when, whichever word of it comes first. @returns whose it is */
export async function linkVisitor(shopId: bigint, visitorId: string, customerId: bigint, now: Date, on: Queryable = pool()): Promise<bigint> {
  const { rows } = await on.query<{ customer_id: bigint }>(
    `WITH linked AS (INSERT INTO subject_links (shop_id, visitor_id, customer_id, linked_at) VALUES ($1, $2, $3, $4)
                     ON CONFLICT (shop_id, visitor_id) DO UPDATE SET linked_at = excluded.linked_at WHERE subject_links.customer_id = excluded.customer_id AND excluded.linked_at < subject_links.linked_at RETURNING customer_id)
     SELECT customer_id FROM linked UNION ALL SELECT customer_id FROM subject_links WHERE shop_id = $1 AND visitor_id = $2`,
    [shopId, visitorId, customerId, now],
  );
  return rows[0]?.customer_id ?? customerId;
}
