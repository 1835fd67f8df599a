// One customer: what they own, got, will get, did not get and why; and on demand what they would get now.
import { data, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigation } from '@remix-run/react';
import { Badge, BlockStack, Button, Card, InlineStack, Page, Text } from '@shopify/polaris';
import { whatHolds } from '#app/pipeline/engage/what-holds.ts';
import { whatNow } from '#app/pipeline/engage/what-now.ts';
import { activityDecisions, type ProductName } from '#app/read/activity.ts';
import { customerSegments } from '#app/read/customer-segments.ts';
import { customerPage } from '#app/read/customer.ts';
import { actedRules } from '#app/read/rules.ts';
import { DecisionList } from '#app/ui/activity/decision-list.tsx';
import { AnswerList } from '#app/ui/customers/answer-list.tsx';
import { OrderLines } from '#app/ui/customers/order-lines.tsx';
import { SegmentList } from '#app/ui/customers/segment-list.tsx';
import { StepLines, type StepLinesProps } from '#app/ui/customers/step-lines.tsx';
import { WouldGet } from '#app/ui/customers/would-get.tsx';
import { PageError } from '#app/ui/page-error.tsx';
import { Picture } from '#app/ui/picture.tsx';
import { useShopFormat } from '#app/ui/shop-format-context.tsx';
import { language } from '#app/ui/text/language.ts';
import { text } from '#app/ui/text/text.ts';
import { done, merchant, type PageErrorBody, shown } from './app/merchant.server.ts';

const DECISIONS_SHOWN = 5;
const ORDERS_SHOWN = 10;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, at } = await merchant(request);
  const customerId = /^\d{1,18}$/.test(params.customerId ?? '') ? BigInt(params.customerId ?? '') : null;
  const customer = customerId === null ? undefined : await shown(customerPage(shop.shopId, customerId, at));
  if (!customer || customerId === null) throw data<PageErrorBody>({ code: 'not_found', message: text.customers.unknown }, { status: 404 });
  const known = BigInt(customer.customerId);
  const [{ decisions }, held, segments] = await shown(Promise.all([activityDecisions(shop.shopId, { customerId }), whatHolds(shop.shopId, known, at), customerSegments(shop.shopId, known, at)]));
  const onSite = decisions.filter(({ placement }) => placement !== 'email').slice(0, DECISIONS_SHOWN);
  const asksNow = new URL(request.url).searchParams.has('now');
  const now = asksNow ? await done(whatNow(shop.shopId, customerId, at, language())) : null;
  const rules = now?.ok ? await shown(actedRules(shop.shopId, now.value?.decision?.ruleIds ?? [])) : null;
  return { customer, held, segments, onSite, now, rules };
}

export default function Customer() {
  const { customer, held, segments, onSite, now, rules } = useLoaderData<typeof loader>();
  const format = useShopFormat();
  const asking = useNavigation().state !== 'idle';
  const { customers } = text;
  return (
    <Page
      backAction={{ content: customers.title, url: '/app/customers' }}
      title={customers.one(customer.customerId)}
      titleMetadata={customer.tags.length > 0 ? <InlineStack gap="100">{customer.tags.map((tag) => <Badge key={tag}>{tag}</Badge>)}</InlineStack> : undefined}
      subtitle={`${customers.since(format.date(customer.since))}. ${customers.consent(customer.emailConsent)}`}
      primaryAction={
        <Button variant="primary" url={`/app/customers/${customer.customerId}?now`} loading={asking}>
          {now ? customers.askAgain : customers.askNow}
        </Button>
      }
    >
      <BlockStack gap="400">
        {now ? (
          <div role="status">
            <Card>
              <BlockStack gap="400">
                <BlockStack gap="100">
                  <Text as="h2" variant="headingMd">
                    {customers.nowTitle}
                  </Text>
                  <Text as="p" tone="subdued">
                    {customers.nowIntro}
                  </Text>
                </BlockStack>
                {now.ok ? now.value ? <WouldGet {...now.value} rules={rules} /> : null : <Text as="p">{now.message}</Text>}
              </BlockStack>
            </Card>
          </div>
        ) : null}
        <Card>
          <BlockStack gap="400">
            <Owned title={customers.owns} products={customer.owns} nothing={customers.ownsNone} />
            {customer.sentBack.length > 0 ? <Owned title={customers.sentBack} products={customer.sentBack} nothing="" /> : null}
          </BlockStack>
        </Card>
        {customer.answers.length > 0 ? <AnswerList answers={customer.answers} /> : null}
        <SegmentList segments={segments} />
        <Part title={customers.orders}>{customer.orders.length > 0 ? <OrderLines orders={customer.orders.slice(0, ORDERS_SHOWN)} /> : <Nothing>{customers.ordersNone}</Nothing>}</Part>
        <Steps title={customers.willGet} steps={customer.willGet} held={held} nothing={customers.willGetNone} />
        <Steps title={customers.got} steps={customer.got} nothing={customers.gotNone} />
        <Steps title={customers.notSent} steps={customer.notSent} nothing={customers.notSentNone} />
        <Part title={customers.onSite} {...(onSite.length > 0 ? { link: { content: customers.onSiteAll, url: `/app/activity?customer=${customer.customerId}` } } : {})}>
          {onSite.length > 0 ? <DecisionList decisions={onSite} /> : <Nothing>{customers.onSiteNone}</Nothing>}
        </Part>
      </BlockStack>
    </Page>
  );
}

function Steps({ title, nothing, ...lines }: StepLinesProps & { title: string; nothing: string }) {
  return <Part title={title}>{lines.steps.length > 0 ? <StepLines {...lines} /> : <Nothing>{nothing}</Nothing>}</Part>;
}

function Part({ title, link, children }: { title: string; link?: { content: string; url: string }; children: React.ReactNode }) {
  return (
    <Card padding="0">
      <div className="desk-setup-head">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          {link ? (
            <Button variant="plain" url={link.url}>
              {link.content}
            </Button>
          ) : null}
        </InlineStack>
      </div>
      {children}
    </Card>
  );
}

function Nothing({ children }: { children: string }) {
  return (
    <div className="desk-nothing">
      <Text as="p" tone="subdued">
        {children}
      </Text>
    </div>
  );
}

function Owned({ title, products, nothing }: { title: string; products: readonly ProductName[]; nothing: string }) {
  return (
    <BlockStack gap="300">
      <Text as="h2" variant="headingMd">
        {title}
      </Text>
      {products.length === 0 ? (
        <Text as="p" tone="subdued">
          {nothing}
        </Text>
      ) : (
        <ul className="desk-owned">
          {products.map(({ productId, title: name, imageUrl }) => (
            <li key={productId} className="desk-owned-product">
              <Picture url={imageUrl} alt="" size={40} />
              <span>{name}</span>
            </li>
          ))}
        </ul>
      )}
    </BlockStack>
  );
}

export { PageError as ErrorBoundary };
