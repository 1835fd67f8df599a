// When somebody comes back to this tab, as from the theme editor, what they may have changed there is asked again.
import { useEffect } from 'react';

export function useReturn(onReturn: () => void): void {
  useEffect(() => {
    const heard = () => document.visibilityState === 'visible' && onReturn();
    document.addEventListener('visibilitychange', heard);
    return () => document.removeEventListener('visibilitychange', heard);
  }, [onReturn]);
}
