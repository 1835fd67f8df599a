// Shows that a page is on its way, with the admin's own bar. Without App Bridge nothing is shown.
import type { ShopifyGlobal } from '@shopify/app-bridge-react';
import { useEffect } from 'react';

export function useLoadingBar(busy: boolean): void {
  useEffect(() => {
    if (!busy) return;
    const bridge = (globalThis as { shopify?: Partial<Pick<ShopifyGlobal, 'loading'>> }).shopify;
    bridge?.loading?.(true);
    return () => bridge?.loading?.(false);
  }, [busy]);
}
