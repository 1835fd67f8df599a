// One way of writing money, numbers and dates for all pages: filled by the frame, so that no page formats by itself.
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { type ShopFormat, type ShopSettings, shopFormat } from './shop-format.ts';

const ShopFormatContext = createContext<ShopFormat | undefined>(undefined);

export function ShopFormatProvider({ settings, children }: { settings: ShopSettings; children: ReactNode }) {
  const { currency, currencyExponent, locale, timezone } = settings;
  const format = useMemo(() => shopFormat({ currency, currencyExponent, locale, timezone }), [currency, currencyExponent, locale, timezone]);
  return <ShopFormatContext.Provider value={format}>{children}</ShopFormatContext.Provider>;
}

export function useShopFormat(): ShopFormat {
  const format = useContext(ShopFormatContext);
  if (!format) throw new Error('useShopFormat is used outside the shop layout (routes/app.tsx)');
  return format;
}
