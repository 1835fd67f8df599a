// What a loader handed over as a promise, once it is there; until then what was there before. Not React's Suspense: its
// boundary is not hydrated while it waits, and Polaris, which tells the page its portals at mount, has it thrown away.
import { useEffect, useState } from 'react';

/** @returns undefined until the first of them is there. @throws what the promise was refused with, to the page's error boundary */
export function useLater<T>(promise: Promise<T>): T | undefined {
  const [value, setValue] = useState<T>();
  useEffect(() => {
    let left = false;
    promise.then(
      (arrived) => {
        if (!left) setValue(() => arrived);
      },
      (error) => {
        if (left) return;
        setValue(() => {
          throw error;
        });
      },
    );
    return () => {
      left = true;
    };
  }, [promise]);
  return value;
}
