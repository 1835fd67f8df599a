// Whose email of a workflow a merchant may want to see: who is due, then who was sent it; where nobody was yet, who bought last,
// of whom those come first for whom there is most likely something to show.
import { latestCustomers } from '#app/db/admin-customers.ts';
import { likelyPeople, workflowPeople } from '#app/db/workflow-people.ts';
import type { TriggerName } from '#app/domain/workflow/triggers.ts';

export interface PreviewPerson {
  /** Decimal text. */
  customerId: string;
  status: 'waiting' | 'sent' | 'latest';
  /** ISO: due, sent, or when they were last seen. */
  at: string;
}

const SHOWN = 12;

export async function previewPeople(shopId: bigint, trigger: TriggerName): Promise<PreviewPerson[]> {
  const people = await workflowPeople(shopId, trigger, SHOWN);
  if (people.length > 0) return people.map(({ customerId, status, at }) => ({ customerId: String(customerId), status, at: at.toISOString() }));
  const [likely, latest] = await Promise.all([likelyPeople(shopId, SHOWN), latestCustomers(shopId, SHOWN)]);
  const seen = new Map([...likely, ...latest.map(({ customerId, lastAt: at }) => ({ customerId, at }))].map(({ customerId, at }) => [customerId, at]));
  return [...seen].slice(0, SHOWN).map(([customerId, at]) => ({ customerId: String(customerId), status: 'latest', at: at.toISOString() }));
}
