// Rules tried on a cart that the merchant makes up: which act, and what is offered with them and without, side by side.
import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, Card, InlineError, InlineGrid, InlineStack, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { idOfGid, usePicker } from '../guardrails/use-picker.ts';
import { NoPicker } from '../no-picker.tsx';
import { OfferedPrice } from '../offered-price.tsx';
import { Picture } from '../picture.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';

interface Offer {
  goal: string;
  items: { productId: string; title: string; imageUrl: string | null; priceMinor: number; offerPriceMinor: number }[];
}

type Answer = { ok: false; message: string } | { ok: true; value: { kind: 'unknown_customer' } | { kind: 'tried'; acting: string[]; withRules: Offer | null; without: Offer | null } };

/** @param titleOf what a rule is called, by its id */
export function TryCard({ titleOf }: { titleOf: (ruleId: string) => string }) {
  const trying = useFetcher<Answer>();
  const picker = usePicker();
  const format = useShopFormat();
  const [cart, setCart] = useState<{ id: string; title: string }[]>([]);
  const [customer, setCustomer] = useState('');
  const [isEmpty, setIsEmpty] = useState(false);
  const said = text.rules.try;
  const customerId = customer.trim();
  const noNumber = !/^\d{0,19}$/.test(customerId);
  const choose = async () => {
    const picked = await picker?.({ type: 'product', action: 'select', multiple: true, filter: { variants: false }, selectionIds: cart.map(({ id }) => ({ id: `gid://shopify/Product/${id}` })) });
    if (!picked) return;
    setCart(picked.map(({ id, title }) => ({ id: idOfGid(id), title })));
    setIsEmpty(false);
  };
  const run = () => {
    setIsEmpty(cart.length === 0);
    if (cart.length === 0 || noNumber) return;
    trying.load(`/app/rules/try?${new URLSearchParams({ products: cart.map(({ id }) => id).join(), ...(customerId === '' ? {} : { customer: customerId }) })}`);
  };
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {said.title}
          </Text>
          <Text as="p" tone="subdued">
            {said.body}
          </Text>
        </BlockStack>
        <BlockStack gap="100">
          <InlineStack gap="300" blockAlign="center">
            <Button id="try-cart" onClick={() => void choose()} disabled={!picker}>
              {said.choose}
            </Button>
            {cart.length > 0 ? <Text as="span">{format.list(cart.map(({ title }) => title))}</Text> : null}
          </InlineStack>
          <NoPicker picker={picker} />
          {isEmpty ? <InlineError message={said.cartEmpty} fieldID="try-cart" /> : null}
        </BlockStack>
        <div className="desk-fields">
          <TextField label={said.customer} helpText={said.customerHelp} value={customer} onChange={setCustomer} inputMode="numeric" autoComplete="off" {...(noNumber ? { error: text.rules.faults.not_a_number } : {})} />
        </div>
        <div>
          <Button onClick={run} loading={trying.state !== 'idle'}>
            {said.run}
          </Button>
        </div>
        <div role="status">{trying.data && trying.state === 'idle' ? <Outcome answer={trying.data} titleOf={titleOf} /> : null}</div>
      </BlockStack>
    </Card>
  );
}

function Outcome({ answer, titleOf }: { answer: Answer; titleOf: (ruleId: string) => string }) {
  const said = text.rules.try;
  if (!answer.ok) return <Text as="p">{answer.message}</Text>;
  if (answer.value.kind === 'unknown_customer') return <Text as="p">{text.customers.unknown}</Text>;
  const { acting, withRules, without } = answer.value;
  return (
    <BlockStack gap="400">
      {acting.length === 0 ? (
        <Text as="p">{said.actsNone}</Text>
      ) : (
        acting.map((ruleId) => (
          <Text as="p" key={ruleId}>
            {said.acts(titleOf(ruleId))}
          </Text>
        ))
      )}
      <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
        <Offered title={said.withRules} offer={withRules} />
        <Offered title={said.without} offer={without} />
      </InlineGrid>
    </BlockStack>
  );
}

function Offered({ title, offer }: { title: string; offer: Offer | null }) {
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      <Text as="p" tone="subdued">
        {offer ? offer.goal : text.rules.try.nothing}
      </Text>
      {offer?.items.map(({ productId, title, imageUrl, priceMinor, offerPriceMinor }) => (
        <div key={productId} className="desk-explained">
          <Picture url={imageUrl} alt="" size={40} />
          <Text as="p">{title}</Text>
          <div className="desk-number">
            <OfferedPrice priceMinor={priceMinor} offerPriceMinor={offerPriceMinor} />
          </div>
        </div>
      ))}
    </BlockStack>
  );
}
