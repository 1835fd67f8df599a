// What a number of guardrails may be, said beside its field: whole days, an amount of money or a share, from least to most.
import type { GuardrailNumber } from '#app/domain/margin/guardrails.ts';
import type { ShopFormat } from '../shop-format.ts';
import { text } from '../text/text.ts';

export function boundsText(name: GuardrailNumber, [least, most]: readonly [least: number, most: number], format: ShopFormat): string {
  if (name.endsWith('Days')) return text.guardrails.wholeNumber(format.count(least), format.count(most));
  if (name.endsWith('Minor')) return text.guardrails.amount(format.money(least), format.money(most));
  return text.guardrails.share(format.count(least / 100), format.count(most / 100));
}
