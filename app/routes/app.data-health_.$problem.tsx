// One problem of the shop's data: a page of who has it, with the way to mend each in Shopify.
import { data, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Card, Page } from '@shopify/polaris';
import { z } from 'zod';
import { CATALOGUE_PROBLEMS } from '#app/read/data-health-catalogue.ts';
import { LINES_PER_PAGE, problemPage } from '#app/read/data-health-list.ts';
import { Pages } from '#app/ui/data-health/pages.tsx';
import { ProductLines } from '#app/ui/data-health/product-lines.tsx';
import { ProfileLines } from '#app/ui/data-health/profile-lines.tsx';
import { NothingYet } from '#app/ui/nothing-yet.tsx';
import { PageError } from '#app/ui/page-error.tsx';
import { text } from '#app/ui/text/text.ts';
import { merchant, type PageErrorBody, shown } from './app/merchant.server.ts';

const query = z.object({ page: z.coerce.number().int().min(1).max(1_000_000).catch(1) });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, at } = await merchant(request);
  const problem = z.enum(CATALOGUE_PROBLEMS).safeParse(params.problem);
  if (!problem.success) throw data<PageErrorBody>({ code: 'not_found', message: text.pageError.gone }, { status: 404 });
  const { page } = query.parse(Object.fromEntries(new URL(request.url).searchParams));
  return { ...(await shown(problemPage(shop.shopId, problem.data, page, at))), perPage: LINES_PER_PAGE };
}

export default function Problem() {
  const { problem, total, page, pages, perPage, products, profiles } = useLoaderData<typeof loader>();
  const { list } = text.dataHealth;
  return (
    <Page title={list.title[problem] ?? problem} subtitle={list.lead[problem] ?? ''} backAction={{ content: list.back, url: '/app/data-health' }}>
      {total === 0 ? (
        <NothingYet heading={list.none} body={list.noneBody} action={{ content: list.back, url: '/app/data-health' }} />
      ) : (
        <Card padding="0">
          {problem === 'duplicates' ? <ProfileLines profiles={profiles} /> : <ProductLines problem={problem} products={products} />}
          <Pages page={page} pages={pages} perPage={perPage} total={total} />
        </Card>
      )}
    </Page>
  );
}

export { PageError as ErrorBoundary };
