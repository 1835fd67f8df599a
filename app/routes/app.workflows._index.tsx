// The workflows: one a moment, what each does and did.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { klaviyoState } from '#app/read/settings.ts';
import { workflowsPage } from '#app/read/workflows.ts';
import { PageError } from '#app/ui/page-error.tsx';
import { text } from '#app/ui/text/text.ts';
import { KlaviyoNotice } from '#app/ui/workflows/klaviyo-notice.tsx';
import { WorkflowCard } from '#app/ui/workflows/workflow-card.tsx';
import { merchant, shown } from './app/merchant.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await merchant(request);
  const [workflows, klaviyo] = await shown(Promise.all([workflowsPage(shop.shopId), klaviyoState(shop.shopId)]));
  return { workflows, klaviyo };
}

export default function Workflows() {
  const { workflows, klaviyo } = useLoaderData<typeof loader>();
  return (
    <Page title={text.workflows.title} subtitle={text.workflows.intro}>
      <BlockStack gap="400">
        <KlaviyoNotice klaviyo={klaviyo} />
        {workflows.map((workflow) => (
          <WorkflowCard key={workflow.trigger} workflow={workflow} />
        ))}
      </BlockStack>
    </Page>
  );
}

export { PageError as ErrorBoundary };
