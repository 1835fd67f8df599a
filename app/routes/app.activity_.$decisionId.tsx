// One decision: what was in the cart, each item chosen and why, each left out and why.
import { data, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Badge, BlockStack, Card, InlineStack, Page, Text } from '@shopify/polaris';
import { z } from 'zod';
import { explainDecision } from '#app/read/explain-decision.ts';
import { OfferedPrice } from '#app/ui/offered-price.tsx';
import { PageError } from '#app/ui/page-error.tsx';
import { Picture } from '#app/ui/picture.tsx';
import { ActedRules } from '#app/ui/rules/acted-rules.tsx';
import { useShopFormat } from '#app/ui/shop-format-context.tsx';
import { language } from '#app/ui/text/language.ts';
import { text } from '#app/ui/text/text.ts';
import { merchant, type PageErrorBody, shown } from './app/merchant.server.ts';

const decisionIdOf = z.uuid().catch('00000000-0000-0000-0000-000000000000');

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await merchant(request);
  const decision = await shown(explainDecision(shop.shopId, decisionIdOf.parse(params.decisionId), language()));
  if (!decision) throw data<PageErrorBody>({ code: 'not_found', message: text.decision.gone }, { status: 404 });
  return decision;
}

export default function Decision() {
  const decision = useLoaderData<typeof loader>();
  const format = useShopFormat();
  const who = decision.customerId ? text.activity.customerNo(decision.customerId) : text.activity.visitor;
  return (
    <Page
      backAction={{ content: text.activity.title, url: '/app/activity' }}
      title={text.decision.title(format.dateTime(decision.decidedAt))}
      subtitle={text.activity.where(text.placement(decision.placement), who)}
      secondaryActions={decision.setId ? [{ content: text.decision.set, url: `/app/sets/${decision.setId}` }] : []}
    >
      <BlockStack gap="400">
        <Part title={text.decision.cart} nothing={text.decision.cartEmpty}>
          {decision.cart.map((product) => (
            <Product key={product.productId} {...product} sentences={[]} />
          ))}
        </Part>
        {decision.rules ? (
          <Card>
            <BlockStack gap="300">
              <Text as="h2" variant="headingMd">
                {text.rules.acting.title}
              </Text>
              <ActedRules {...decision.rules} />
            </BlockStack>
          </Card>
        ) : null}
        <Part title={text.decision.offered} nothing={text.decision.offeredNothing}>
          {decision.offered.map(({ priceMinor, offerPriceMinor, slotName, ...product }) => (
            <Product
              key={product.productId}
              {...product}
              slotName={slotName}
              price={<OfferedPrice priceMinor={priceMinor} offerPriceMinor={offerPriceMinor} />}
            />
          ))}
        </Part>
        <Part title={text.decision.refused} nothing={text.decision.refusedNothing}>
          {decision.refused.map(({ sentence, ...product }) => (
            <Product key={`${product.productId}-${product.code}`} {...product} sentences={[sentence]} />
          ))}
        </Part>
      </BlockStack>
    </Page>
  );
}

function Part({ title, nothing, children }: { title: string; nothing: string; children: React.ReactNode[] }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        {children.length > 0 ? (
          children
        ) : (
          <Text as="p" tone="subdued">
            {nothing}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

interface ProductProps {
  title: string;
  imageUrl: string | null;
  slotName?: string;
  substitute?: boolean;
  sentences: string[];
  price?: React.ReactNode;
}

function Product({ title, imageUrl, slotName, substitute = false, sentences, price }: ProductProps) {
  return (
    <div className="desk-explained">
      <Picture url={imageUrl} alt="" size={56} />
      <BlockStack gap="050">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm">
            {title}
          </Text>
          {slotName ? <Badge>{slotName}</Badge> : null}
          {substitute ? <Badge tone="info">{text.decision.substitute}</Badge> : null}
        </InlineStack>
        {sentences.map((sentence) => (
          <Text as="p" key={sentence}>
            {sentence}.
          </Text>
        ))}
      </BlockStack>
      <div className="desk-number">{price}</div>
    </div>
  );
}

export { PageError as ErrorBoundary };
