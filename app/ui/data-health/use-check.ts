// From the press of "Check against Shopify now" until a comparison that began since has ended, which is then said.
import { useEffect, useState } from 'react';
import { text } from '../text/text.ts';
import { useToast } from '../use-toast.ts';

export function useCheck(comparisons: readonly { startedAt: string; status: string; differed: readonly { rows: number }[] }[]) {
  const [since, setSince] = useState<string | null>(null);
  const toast = useToast();
  const [latest] = comparisons;
  useEffect(() => {
    if (since === null || !latest || latest.startedAt === since || latest.status === 'running') return;
    setSince(null);
    if (latest.status === 'done') toast(text.dataHealth.checkDone(latest.differed.reduce((sum, { rows }) => sum + rows, 0)));
  }, [since, latest, toast]);
  return { asked: since !== null, ask: () => setSince(latest?.status === 'running' ? '' : (latest?.startedAt ?? '')), forget: () => setSince(null) };
}
