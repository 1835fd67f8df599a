// What unsaved guardrails would have made of the offers of the last 30 days: two counts, what was not judged, ten to look at.
import { Link } from '@remix-run/react';
import { Badge, BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { useId, useState } from 'react';
import type { GuardrailsReplay, ReplayExample } from '#app/read/guardrails-replay.ts';
import { Picture } from '../picture.tsx';
import { useShopFormat } from '../shop-format-context.tsx';
import type { ShopFormat } from '../shop-format.ts';
import { text } from '../text/text.ts';

export function Replay({ replay }: { replay: GuardrailsReplay }) {
  const format = useShopFormat();
  const [open, setOpen] = useState(false);
  const listId = useId();
  const words = text.guardrailsReplay;
  if (replay.offers === 0) return <Text as="p">{words.none}</Text>;
  const { offers, judged, changed, refused, already, examples } = replay;
  const said = format.count(offers);
  return (
    <BlockStack gap="200">
      <Text as="p" fontWeight="semibold">
        {changed + refused === 0 ? words.unchanged(said) : words.counts(said, format.count(changed), format.count(refused))}
      </Text>
      {already > 0 ? <Text as="p">{words.already(format.count(already))}</Text> : null}
      {judged < offers ? <Text as="p">{words.notJudged(format.count(offers - judged))}</Text> : null}
      <Text as="p" tone="subdued" variant="bodySm">
        {words.notReplayed}
      </Text>
      {examples.length > 0 ? (
        <div>
          <Button variant="plain" disclosure={open ? 'up' : 'down'} ariaExpanded={open} ariaControls={listId} onClick={() => setOpen(!open)}>
            {open ? words.hideExamples : words.examples(examples.length)}
          </Button>
        </div>
      ) : null}
      <ul id={listId} className="desk-replay" aria-label={words.listTitle} hidden={!open}>
        {open ? examples.map((example) => <Example key={example.decisionId} example={example} />) : null}
      </ul>
    </BlockStack>
  );
}

function Example({ example }: { example: ReplayExample }) {
  const format = useShopFormat();
  const words = text.guardrailsReplay;
  const when = format.dateTime(example.decidedAt);
  return (
    <li>
      <InlineStack gap="200" blockAlign="center">
        <Badge tone={example.kind === 'refused' ? 'critical' : 'attention'}>{words[example.kind]}</Badge>
        <Text as="span" variant="bodySm" tone="subdued">
          {words.times(example.times, format.count(example.times))}
        </Text>
      </InlineStack>
      <Text as="p" variant="bodySm" tone="subdued">
        {words.cart(format.list(example.cart.map(({ title }) => title)))}
      </Text>
      {example.items.map((item) => (
        <div className="desk-replay-item" key={item.productId}>
          <Picture url={item.imageUrl} alt="" size={40} />
          <Text as="span" variant="bodySm">
            {sentence(item, format)}
          </Text>
        </div>
      ))}
      <Link to={`/app/activity/${example.decisionId}`} aria-label={words.decisionNamed(when)}>
        {words.decision}
      </Link>
    </li>
  );
}

function sentence({ title, offerPriceMinor, now }: ReplayExample['items'][number], format: ShopFormat): string {
  const words = text.guardrailsReplay;
  if (now.kind === 'changed') {
    const why = now.offerPriceMinor === offerPriceMinor ? words.why.free_shipping : words.why[now.limitedBy];
    return words.priceNow(title, format.money(offerPriceMinor), format.money(now.offerPriceMinor), why);
  }
  const [first = 0, second = 0, floorMinor = 0] = now.numbers;
  switch (now.code) {
    case 'blocked':
      return words.leftOut(title, words.why.blocked);
    case 'too_dear':
      return words.leftOut(title, words.why.too_dear(format.percent(first), format.percent(second)));
    case 'recent_return':
    case 'bought_in_category':
    case 'offered_lately':
    case 'too_early':
      return words.leftOut(title, words.why[now.code](first, second));
    case 'below_margin_floor':
      return words.leftOut(title, words.why.below_margin_floor(format.percent(first), floorMinor > 0 ? format.list([format.percent(second), format.money(floorMinor)]) : format.percent(second)));
  }
}
