// The guardrails screen: what holds now, the bounds of each, and what they do to the catalogue.
import { guardrailsSavedAt } from '#app/db/admin-home.ts';
import { guardrailsOf } from '#app/db/guardrails.ts';
import { GUARDRAIL_BOUNDS, type Guardrails } from '#app/domain/margin/guardrails.ts';
import { type GuardrailsEffect, guardrailsEffect } from './guardrails-effect.ts';

export interface GuardrailsPage {
  guardrails: Guardrails;
  bounds: typeof GUARDRAIL_BOUNDS;
  /** ISO; null while the defaults hold. */
  savedAt: string | null;
  effect: GuardrailsEffect;
}

export async function guardrailsPage(shopId: bigint): Promise<GuardrailsPage> {
  const [guardrails, savedAt] = await Promise.all([guardrailsOf(shopId), guardrailsSavedAt(shopId)]);
  return { guardrails, bounds: GUARDRAIL_BOUNDS, savedAt: savedAt?.toISOString() ?? null, effect: await guardrailsEffect(shopId, guardrails) };
}
