// The five seconds: one sentence whether Setwise can be trusted today, and what that rests on.
import { Banner, Text } from '@shopify/polaris';
import type { DataHealthPage } from '#app/read/data-health.ts';
import type { ShopFormat } from '../shop-format.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';

export function Verdict({ health }: { health: DataHealthPage }) {
  const format = useShopFormat();
  const { deliveries, pasts, goodAt, catalogue } = health;
  // A discount of somebody else's needs a person, and makes nothing untrue that Setwise knows.
  const troubles = health.troubles.filter(({ kind }) => kind !== 'other_discount');
  const { verdict } = text.dataHealth;
  if (pasts[0]?.status === 'running' && troubles.length === 0) {
    return (
      <Banner tone="info" title={verdict.underWay}>
        <Text as="p">{verdict.underWayBody}</Text>
      </Banner>
    );
  }
  const ages = deliveries.families.flatMap(({ lastMsAgo }) => (lastMsAgo === null ? [] : [lastMsAgo]));
  const rests = [
    troubles.length === 0 ? appliedSaid(health, format) : '',
    ages.length > 0 ? verdict.lastCame(Math.min(...ages)) : verdict.noneCame,
    goodAt ? verdict.compared(format.dateTime(goodAt)) : '',
    catalogue.summedAt ? verdict.catalogue(catalogue.problems.length) : '',
  ];
  return (
    <Banner tone={troubles.length === 0 ? 'success' : 'warning'} title={verdictTitle(troubles)}>
      <Text as="p">{rests.filter(Boolean).join(' ')}</Text>
    </Banner>
  );
}

function verdictTitle(troubles: DataHealthPage['troubles']): string {
  const { verdict } = text.dataHealth;
  if (troubles.length === 0) return verdict.good;
  return troubles.every(({ kind }) => kind === 'no_market') ? verdict.sellsNowhere : verdict.wrong(troubles.length);
}

function appliedSaid({ deliveries: { waiting }, setAside }: DataHealthPage, format: ShopFormat): string {
  const { verdict } = text.dataHealth;
  if (waiting.count > 0) return verdict.applying(format.count(waiting.count), waiting.count === 1);
  return setAside.all > 0 ? verdict.madeGood : verdict.applied;
}
