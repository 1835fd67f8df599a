// A merchant switches a workflow on or off, or changes its wait. Switched off, nothing of it is sent any more: what waits is
// cancelled when it falls due, or goes on if the workflow is on again by then. A new wait holds for who enters from now on. With the first
// time on begins its experiment: nothing is sent unmeasured.
import { recordChange } from '#app/db/changes.ts';
import { beginGlobalHoldout, ensureExperiment } from '#app/db/experiments.ts';
import { withTransaction } from '#app/db/pool.ts';
import { workflowOfTrigger, writeWorkflow } from '#app/db/workflows.ts';
import { AppError } from '#app/domain/app-error.ts';
import { says } from '#app/domain/says/says.ts';
import { isTrigger, type TriggerName, TRIGGERS, WAIT_HOURS } from '#app/domain/workflow/triggers.ts';

/** @param actor the person's subject id @throws AppError bad_request for a trigger that does not exist */
export async function switchWorkflow(shopId: bigint, trigger: TriggerName, on: boolean, actor: string, now: Date): Promise<void> {
  demandTrigger(trigger);
  await withTransaction(async (client) => {
    const before = await workflowOfTrigger(shopId, trigger, client);
    const waitHours = before?.waitHours ?? TRIGGERS[trigger].defaultWaitHours;
    const workflowId = await writeWorkflow(shopId, { trigger, status: on ? 'on' : 'off', waitHours }, { actor, at: now }, client);
    if (on) {
      await beginGlobalHoldout(shopId, now, client);
      await ensureExperiment(shopId, `workflow:${workflowId}`, now, client);
    }
    await recordChange(shopId, { changedAt: now, actor, event: on ? 'workflow_switched_on' : 'workflow_switched_off', detail: { workflowId, trigger } }, client);
  });
}

/** @throws AppError bad_request for a trigger that does not exist, or a wait out of bounds */
export async function setWorkflowWait(shopId: bigint, trigger: TriggerName, waitHours: number, actor: string, now: Date): Promise<void> {
  demandTrigger(trigger);
  if (!Number.isInteger(waitHours) || waitHours < WAIT_HOURS.min || waitHours > WAIT_HOURS.max)
    throw new AppError('bad_request', says(({ desk }) => desk.waitRange(WAIT_HOURS.min, WAIT_HOURS.max)));
  await withTransaction(async (client) => {
    const before = await workflowOfTrigger(shopId, trigger, client);
    const workflowId = await writeWorkflow(shopId, { trigger, status: before?.status ?? 'off', waitHours }, { actor, at: now }, client);
    const detail = { workflowId, trigger, before: before?.waitHours ?? TRIGGERS[trigger].defaultWaitHours, after: waitHours };
    await recordChange(shopId, { changedAt: now, actor, event: 'workflow_wait_changed', detail }, client);
  });
}

function demandTrigger(trigger: string): void {
  if (!isTrigger(trigger)) throw new AppError('bad_request', says(({ desk }) => desk.noWorkflow(trigger)));
}
