// Settings: the state of Klaviyo's connection, and the two guardrails that fit into a sentence. The key never comes along.
import { guardrailsOf } from '#app/db/guardrails.ts';
import { klaviyoConnection } from '#app/db/klaviyo-connections.ts';

export interface KlaviyoState {
  accountName: string;
  status: 'ok' | 'broken';
  problem: string | null;
  /** ISO. */
  connectedAt: string;
  checkedAt: string;
}

export interface SettingsPage {
  /** null: not connected. */
  klaviyo: KlaviyoState | null;
  guardrails: { floorBp: number; maxDiscountBp: number };
}

export async function settingsPage(shopId: bigint): Promise<SettingsPage> {
  const [klaviyo, { floorBp, maxDiscountBp }] = await Promise.all([klaviyoState(shopId), guardrailsOf(shopId)]);
  return { klaviyo, guardrails: { floorBp, maxDiscountBp } };
}

export async function klaviyoState(shopId: bigint): Promise<KlaviyoState | null> {
  const row = await klaviyoConnection(shopId);
  if (!row) return null;
  const { accountName, status, problem, connectedAt, checkedAt } = row;
  return { accountName, status, problem, connectedAt: connectedAt.toISOString(), checkedAt: checkedAt.toISOString() };
}
