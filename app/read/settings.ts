// Settings: the state of Klaviyo's connection, the two guardrails that fit into a sentence, the merchant's own segments, what
// customers asked for by law. The key never comes along.
import { guardrailsOf } from '#app/db/guardrails.ts';
import { klaviyoConnection } from '#app/db/klaviyo-connections.ts';
import { segmentsOfShop } from '#app/db/segments.ts';
import type { TypedSegment } from '#app/domain/audience/own-segments.ts';
import { type PrivacyRequest, privacyRequests } from './privacy-requests.ts';

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
  segments: TypedSegment[];
  /** The latest first. */
  requests: PrivacyRequest[];
}

export async function settingsPage(shopId: bigint): Promise<SettingsPage> {
  const [klaviyo, { floorBp, maxDiscountBp }, segments, requests] = await Promise.all([klaviyoState(shopId), guardrailsOf(shopId), segmentsOfShop(shopId), privacyRequests(shopId)]);
  return { klaviyo, guardrails: { floorBp, maxDiscountBp }, segments: segments.map(({ title, kind, value }) => ({ title, kind, value })), requests };
}

export async function klaviyoState(shopId: bigint): Promise<KlaviyoState | null> {
  const row = await klaviyoConnection(shopId);
  if (!row) return null;
  const { accountName, status, problem, connectedAt, checkedAt } = row;
  return { accountName, status, problem, connectedAt: connectedAt.toISOString(), checkedAt: checkedAt.toISOString() };
}
