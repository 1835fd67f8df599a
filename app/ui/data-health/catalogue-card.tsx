// What the shop's own data costs it: a line a problem, what is worth most first, and how that is computed.
import { BlockStack, Card, Text } from '@shopify/polaris';
import type { CatalogueHealth, ProblemSummary } from '#app/read/data-health-catalogue.ts';
import type { ShopFormat } from '../shop-format.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';
import { type HealthNeed, NeedList } from './need-list.tsx';

export function CatalogueCard({ catalogue }: { catalogue: CatalogueHealth }) {
  const format = useShopFormat();
  const { catalogue: said } = text.dataHealth;
  const { problems, summedAt, defaultCostBp } = catalogue;
  const when = summedAt ? format.dateTime(summedAt) : null;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {said.title}
        </Text>
        {problems.length > 0 ? <NeedList needs={problems.map((problem) => needOf(problem, defaultCostBp, format))} /> : <Text as="p">{when ? said.none(when) : said.notYet}</Text>}
        {when && problems.length > 0 ? (
          <details className="desk-disclosure">
            <summary>{said.how}</summary>
            <Text as="p" tone="subdued">
              {said.computed(when)}
            </Text>
          </details>
        ) : null}
      </BlockStack>
    </Card>
  );
}

function needOf(problem: ProblemSummary, defaultCostBp: number | null, format: ShopFormat): HealthNeed {
  const { catalogue: said } = text.dataHealth;
  const title = said.problem[problem.problem]?.(format.count(problem.count), problem.count === 1) ?? problem.problem;
  return {
    id: problem.problem,
    title,
    means: meansOf(problem, defaultCostBp, format),
    action: { content: said.action, label: said.actionNamed(title), url: `/app/data-health/${problem.problem}` },
  };
}

function meansOf({ problem, count, whole, salesMinor, shareBp }: ProblemSummary, defaultCostBp: number | null, format: ShopFormat): string {
  const { means, sold } = text.dataHealth.catalogue;
  const money = format.moneyWhole(salesMinor);
  const share = shareBp === null ? null : format.percent(shareBp);
  const one = count === 1;
  switch (problem) {
    case 'without_cost':
      return defaultCostBp === null ? means.costRefused(format.count(whole), count === whole, whole === 1, sold(whole === 1, money, share)) : means.costAssumed(format.percent(defaultCostBp), sold(one, money, share));
    case 'without_picture':
      return means.without_picture(one, sold(one, money, share));
    case 'sold_out':
      return means.sold_out(one, sold(one, money, share));
    case 'unsold':
      return means.unsold;
    case 'duplicates':
      return means.duplicates(format.count(whole), money);
  }
}
