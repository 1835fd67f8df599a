// What something is offered at, and below it what it costs by itself where that is more.
import { Text } from '@shopify/polaris';
import { useShopFormat } from './shop-format-context.tsx';

export function OfferedPrice({ priceMinor, offerPriceMinor }: { priceMinor: number; offerPriceMinor: number }) {
  const format = useShopFormat();
  return (
    <>
      {format.money(offerPriceMinor)}
      {offerPriceMinor < priceMinor ? (
        <Text as="p" tone="subdued" variant="bodySm" textDecorationLine="line-through">
          {format.money(priceMinor)}
        </Text>
      ) : null}
    </>
  );
}
