// A step that is decided and waits to go out, for a customer of the small store who bought its camera; as engage leaves it.
import { randomUUID } from 'node:crypto';
import { pool } from '#app/db/pool.ts';
import { CAMERA } from './small-store.ts';

export async function buildDecidedStep(shopId: bigint, customerId: bigint, at: Date): Promise<string> {
  const [workflowId, enrollmentId, stepId] = [randomUUID(), randomUUID(), randomUUID()];
  await pool().query(`INSERT INTO workflows VALUES ($1, $2, 'order_delivered', 'on', 48, NULL, $3, $3, 'test')`, [shopId, workflowId, at]);
  await pool().query(
    `INSERT INTO enrollments (shop_id, enrollment_id, workflow_id, customer_id, trigger_key, order_id, product_ids, entered_at, status) VALUES ($1, $2, $3, $4, $5, NULL, $6, $7, 'done')`,
    [shopId, enrollmentId, workflowId, customerId, `order:${stepId}`, [BigInt(CAMERA.product)], at],
  );
  await pool().query(
    `INSERT INTO steps (shop_id, step_id, enrollment_id, workflow_id, customer_id, channel, due_at, status, decided_at) VALUES ($1, $2, $3, $4, $5, 'email', $6, 'decided', $6)`,
    [shopId, stepId, enrollmentId, workflowId, customerId, at],
  );
  return stepId;
}

export async function stepRow(shopId: bigint, stepId: string): Promise<{ status: string; reason: string | null; message: unknown; touches: number }> {
  const { rows } = await pool().query(
    `SELECT status, reason, message, (SELECT count(*)::int FROM touches t WHERE t.shop_id = s.shop_id AND t.step_id = s.step_id) AS touches FROM steps s WHERE shop_id = $1 AND step_id = $2`,
    [shopId, stepId],
  );
  return rows[0];
}
