// A rule in words: what has to hold, and what follows.
import type { ActionText, ConditionText, ProductsText, RuleText } from '#app/domain/offer-rule/rule-text.ts';
import type { RuleNames } from '#app/read/rules.ts';
import type { EditorChoices } from '#app/read/set.ts';
import { dayText } from '../day-text.ts';
import { segmentTitle } from '../sets/conditions-sentence.ts';
import type { ShopFormat } from '../shop-format.ts';
import { text } from '../text/text.ts';

export interface Told {
  names: RuleNames;
  choices: EditorChoices;
  format: ShopFormat;
}

/** Its name, or what it says, to stand within a sentence. */
export const ruleTitle = (rule: RuleText, told: Told): string => rule.name ?? ruleSentence(rule, told).replace(/\.$/, '');

export function ruleSentence({ conditions, action }: Pick<RuleText, 'conditions' | 'action'>, told: Told): string {
  const said = text.rules.sentence(conditions.map((condition) => conditionWords(condition, told)).join(text.rules.and), actionWords(action, told));
  return said.replace('….', '…');
}

function conditionWords(condition: ConditionText, told: Told): string {
  const { said } = text.rules;
  const { format, choices } = told;
  switch (condition.kind) {
    case 'cart_total': {
      const { atLeastMinor: from, belowMinor: below } = condition;
      if (from !== null && below !== null) return said.cartBetween(format.money(from), format.money(below));
      return below !== null ? said.cartBelow(format.money(below)) : said.cartAtLeast(from === null ? said.incomplete : format.money(from));
    }
    case 'cart_has':
      return (condition.has ? said.cartHas : said.cartHasNot)(productsWords(condition.products, told));
    case 'segment':
      return (condition.is ? said.segmentIs : said.segmentIsNot)(either(condition.names.map((name) => segmentTitle(choices.segments.find((each) => each.name === name) ?? { name, title: name }))));
    case 'last_purchase': {
      const products = productsWords(condition.products, told);
      return condition.withinDays === null ? said.lastPurchase(products) : said.lastPurchaseWithin(products, condition.withinDays);
    }
    case 'orders': {
      const { atLeast, below } = condition;
      if (atLeast !== null && below !== null) return said.ordersBetween(atLeast, below);
      if (below !== null) return said.ordersBelow(below);
      return atLeast === null ? said.incomplete : said.ordersAtLeast(atLeast);
    }
    case 'low_stock':
      return said.lowStock(condition.below);
    case 'season':
      return said.season(dayText(condition.from, format), dayText(condition.to, format));
    case 'market':
      return said.market(either(condition.marketIds.map((marketId) => choices.markets.find((each) => each.marketId === marketId)?.name ?? said.goneMarket)));
  }
}

function actionWords(action: ActionText, told: Told): string {
  const { said } = text.rules;
  switch (action.kind) {
    case 'show_set': {
      const set = told.names.sets[action.setId];
      return set ? said.showSet(set.goal) : action.setId === '' ? said.showSet(said.incomplete) : said.showGoneSet;
    }
    case 'only_strategies':
      return said.onlyStrategies(either(action.strategies.map(text.strategy)));
    case 'only_products':
      return said.onlyProducts(productsWords(action.products, told));
    case 'leave_out':
      return said.leaveOut(productsWords(action.products, told));
    case 'offer_nothing':
      return said.offerNothing;
  }
}

function productsWords(rule: ProductsText, { names }: Told): string {
  const { said } = text.rules;
  switch (rule.kind) {
    case 'products': {
      const [first, ...others] = rule.productIds;
      if (first === undefined) return said.incomplete;
      const title = names.products[first] ?? said.goneProduct;
      return others.length === 0 ? said.products(title) : said.productsMore(title, others.length);
    }
    case 'collection':
      return rule.collectionId === '' ? said.incomplete : names.collections[rule.collectionId] === undefined ? said.goneCollection : said.collection(names.collections[rule.collectionId] ?? '');
    case 'tag':
      return rule.tag === '' ? said.incomplete : said.tag(rule.tag);
    case 'type':
      return rule.type === '' ? said.incomplete : said.type(rule.type);
  }
}

const either = (names: readonly string[]): string => (names.length === 0 ? text.rules.said.incomplete : names.join(text.rules.or));
