// Shopify's own picker of products and collections.
import type { ShopifyGlobal } from '@shopify/app-bridge-react';
import { useEffect, useState } from 'react';

export type Picker = ShopifyGlobal['resourcePicker'];

/** @returns undefined until the page has looked; null where App Bridge did not load */
export function usePicker(): Picker | null | undefined {
  const [picker, setPicker] = useState<Picker | null>();
  useEffect(() => {
    const bridge = (globalThis as { shopify?: Partial<Pick<ShopifyGlobal, 'resourcePicker'>> }).shopify;
    setPicker(() => bridge?.resourcePicker ?? null);
  }, []);
  return picker;
}

export const idOfGid = (gid: string): string => gid.split('/').at(-1) ?? '';
