// What a change made of a set, in words: one line for each thing that is another now.
import type { WrittenTerms } from '#app/domain/offer/offer-terms.ts';
import type { RuleText, SetText } from '#app/domain/set/set-text.ts';
import type { EditorChoices, SetChange } from '#app/read/set.ts';
import type { ShopFormat } from '../shop-format.ts';
import { text } from '../text/text.ts';
import { conditionsSentence } from './conditions-sentence.ts';

type Format = Pick<ShopFormat, 'count' | 'day' | 'list' | 'money' | 'months' | 'percent'>;

export function whatChanged({ before, after }: Pick<SetChange, 'before' | 'after'>, choices: EditorChoices, format: Format): string[] {
  if (!before || !after) return [];
  const { fields, became, nothing } = text.setEditor;
  const said = (field: keyof typeof fields, one: string | null | undefined, other: string | null | undefined) => ((one ?? '') === (other ?? '') ? [] : [became(fields[field] ?? '', one || nothing, other || nothing)]);
  const [was, is] = [before.definition, after.definition];
  return [
    ...said('goal', before.goal, after.goal),
    ...(was && is
      ? [
          ...said('outcome', was.outcome, is.outcome),
          ...said('anchor', ruleSaid(was.anchor, format), ruleSaid(is.anchor, format)),
          ...said('slots', slotsSaid(was, format), slotsSaid(is, format)),
          ...(sameSlots(was, is) || slotsSaid(was, format) !== slotsSaid(is, format) ? [] : [text.setEditor.otherProducts]),
          ...said('conditions', conditionsSentence(was, choices, format), conditionsSentence(is, choices, format)),
        ]
      : []),
    ...said('terms', before.terms && termsSaid(before.terms, format), after.terms && termsSaid(after.terms, format)),
  ];
}

const sameSlots = (one: SetText, other: SetText): boolean => JSON.stringify([one.slots, one.excludedIds]) === JSON.stringify([other.slots, other.excludedIds]);

function slotsSaid({ slots }: SetText, format: Format): string {
  return format.list(slots.map(({ name, source, pinnedIds }) => text.setEditor.slotSaid(name, source.kind === 'products' ? ruleSaid({ kind: 'products', productIds: [...source.productIds, ...pinnedIds] }, format) : ruleSaid(source, format))));
}

function ruleSaid(rule: RuleText, format: Format): string {
  const say = text.setEditor;
  switch (rule.kind) {
    case 'products':
      return say.products(format.count(rule.productIds.length), rule.productIds.length === 1);
    case 'collection':
      return say.ofCollection;
    case 'tag':
      return say.ofTag(rule.tag);
    case 'type':
      return say.ofType(rule.type);
  }
}

function termsSaid({ kind, discountBp, minor }: WrittenTerms, format: Format): string {
  const number = kind === 'percent' ? format.percent(discountBp) : minor === null ? '' : format.money(minor);
  return [text.setOffer.kindName(kind), number].filter(Boolean).join(', ');
}
