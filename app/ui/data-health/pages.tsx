// Which part of a long list is shown, and the way to the next.
import { Pagination } from '@shopify/polaris';
import { useSearchParams } from '@remix-run/react';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';

export function Pages({ page, pages, perPage, total }: { page: number; pages: number; perPage: number; total: number }) {
  const format = useShopFormat();
  const [, setSearchParams] = useSearchParams();
  if (pages < 2) return null;
  const go = (next: number) => setSearchParams(next === 1 ? {} : { page: String(next) });
  return (
    <div className="health-pages">
      <Pagination
        label={text.dataHealth.list.range(format.count((page - 1) * perPage + 1), format.count(Math.min(page * perPage, total)), format.count(total))}
        hasPrevious={page > 1}
        onPrevious={() => go(page - 1)}
        hasNext={page < pages}
        onNext={() => go(page + 1)}
        accessibilityLabels={{ previous: text.common.previous, next: text.common.next }}
      />
    </div>
  );
}
