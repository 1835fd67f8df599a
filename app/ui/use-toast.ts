// Says what was done, with the admin's own toast. Without App Bridge (its script blocked) the page still works, unsaid.
// At most three stand at once: who approves ten in a row would soon see nothing else.
import type { ShopifyGlobal } from '@shopify/app-bridge-react';
import { useCallback } from 'react';

export interface ToastChoice {
  isError?: boolean;
  action?: { content: string; onAction: () => void };
}

const MOST_AT_ONCE = 3;
/** Of the admin, not of one page: they outlive it. */
const shown: string[] = [];

export function useToast(): (message: string, choice?: ToastChoice) => void {
  return useCallback((message, { isError = false, action } = {}) => {
    const toast = (globalThis as { shopify?: Partial<Pick<ShopifyGlobal, 'toast'>> }).shopify?.toast;
    if (!toast) return;
    shown.push(toast.show(message, { isError, duration: action ? 8_000 : 5_000, ...(action ? { action: action.content, onAction: action.onAction } : {}) }));
    for (const id of shown.splice(0, Math.max(0, shown.length - MOST_AT_ONCE))) toast.hide(id);
  }, []);
}
