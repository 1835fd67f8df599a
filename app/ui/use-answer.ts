// Hears each answer of a fetcher once, when everything it changed has been read again.
import type { useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';

export function useAnswer<T>(fetcher: Pick<ReturnType<typeof useFetcher<T>>, 'data' | 'state'>, onAnswer: (answer: NonNullable<typeof fetcher.data>) => void): void {
  const { data, state } = fetcher;
  const heard = useRef<unknown>(data);
  const handler = useRef(onAnswer);
  handler.current = onAnswer;
  useEffect(() => {
    if (state !== 'idle' || !data || heard.current === data) return;
    heard.current = data;
    handler.current(data);
  }, [data, state]);
}
