// Says what was done, with the admin's own toast. Without App Bridge (its script blocked) the page still works, unsaid.
import type { ShopifyGlobal } from '@shopify/app-bridge-react';
import { useCallback } from 'react';

export interface ToastChoice {
  isError?: boolean;
  action?: { content: string; onAction: () => void };
}

export function useToast(): (message: string, choice?: ToastChoice) => void {
  return useCallback((message, { isError = false, action } = {}) => {
    const bridge = (globalThis as { shopify?: Partial<Pick<ShopifyGlobal, 'toast'>> }).shopify;
    bridge?.toast?.show(message, { isError, duration: action ? 8_000 : 5_000, ...(action ? { action: action.content, onAction: action.onAction } : {}) });
  }, []);
}
