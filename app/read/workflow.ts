// One workflow, by its moment.
import type { TriggerName } from '#app/domain/workflow/triggers.ts';
import { type WorkflowSummary, workflowsPage } from './workflows.ts';

export async function workflowPage(shopId: bigint, trigger: TriggerName): Promise<WorkflowSummary | undefined> {
  return (await workflowsPage(shopId)).find((workflow) => workflow.trigger === trigger);
}
