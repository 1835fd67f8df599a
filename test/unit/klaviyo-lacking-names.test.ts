// What a template asks for in vain, held against the sandbox's renderer, which skips such a message.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STEP_READY_SHAPE } from '#app/contract/klaviyo/event-shape.ts';
import { type StepReady, stepReady } from '#app/contract/klaviyo/step-ready.ts';
import { lackingNames } from '#app/pipeline/publish/klaviyo/lacking-names.ts';
import { STEP_TEMPLATE_HTML, STEP_TEMPLATE_TEXT } from '#app/pipeline/publish/klaviyo/step-template.ts';
import { render } from '#sandbox/klaviyo/template.ts';

const item = { title: 'Card', image_url: null, url: 'https://shop.example/card', price: '9 €', was_price: null, reason: 'Fits', have_it_url: 'https://shop.example/a', not_for_me_url: 'https://shop.example/b' };
const event: StepReady = stepReady.parse({
  step_id: '6f2d7a3e-3c1c-4a08-9d0c-0f1f4d9f7b11', workflow: 'order_placed', locale: 'en', currency: 'EUR', subject: 'Hello', preview: 'There', heading: 'H', intro: 'I',
  primary: item, others: [item, item], button: 'Go', url: 'https://shop.example/go', code: null, code_note: null, why: 'W', have_it_url: 'https://shop.example/have', quiet_url: 'https://shop.example/quiet', shop_name: 'Shop', shop_url: 'https://shop.example',
});
const asked = (template: string) => lackingNames(template, STEP_READY_SHAPE);
const skipped = (template: string): boolean => {
  try {
    render(template, { event, person: { first_name: 'Ada' }, organization: { name: 'Shop', full_address: 'Berlin' } }, 'flow');
    return false;
  } catch {
    return true;
  }
};

describe('a template', () => {
  it.each([
    ['{{ event.loyalty_points }}', ['event.loyalty_points']],
    ['{{ event.loyalty.points|floatformat:2 }}', ['event.loyalty']],
    ["{{ event|lookup:'Loyalty Points' }}", ["event|lookup:'Loyalty Points'"]],
    ["{{ event.primary|lookup:'colour' }}", ["event.primary|lookup:'colour'"]],
    ['{% for one in event.items %}{{ one.title }}{% endfor %}', ['event.items']],
    ['{% for one in event.others %}{{ one.colour }}{% endfor %}', ['one.colour']],
    ['{{ event.others.2.title }}', ['event.others.2']],
    ['{% if event.code %}{{ event.points }}{% else %}{{ event.more }}{% endif %}', ['event.points', 'event.more']],
    ['{% if not event.points %}{{ event.more }}{% endif %}', ['event.more']],
    ['{% if event.points %}a{% else %}{{ event.more }}{% endif %}', ['event.more']],
    ['{{ event.nick|default:event.name }}', ['event.name']],
    ['{{ event.a }}{{ event.b }}{{ event.a }}', ['event.a', 'event.b']],
  ])('%s asks in vain, and its message is skipped', (template, names) => {
    expect(asked(template)).toEqual(names);
    expect(skipped(template)).toBe(true);
  });

  it.each([
    STEP_TEMPLATE_HTML,
    STEP_TEMPLATE_TEXT,
    '{{ event.subject }}{{ event.primary.title|upper }}{{ event.code }}{{ event.others.1.title }}',
    "{{ event|lookup:'subject' }}{{ person.first_name }}{{ organization.name }}",
    "{{ event.points|default:'' }}{{ event.points.left|default:'none' }}",
    '{% if event.points %}{{ event.points }}{% endif %}',
    "{% if event.code and event.points %}{{ event.points }}{% elif event.tier == 'gold' %}{{ event.tier }}{% endif %}",
    '{% if event.points %}{% for one in event.rewards %}{{ one.title }}{% endfor %}{% endif %}',
    '{% for one in event.others %}{{ forloop.counter }} {{ one.title }}{% empty %}{{ event.primary.title }}{% endfor %}',
    '{# {{ event.points }} #}',
    "{% unsubscribe 'event.points' %}",
  ])('%s asks for nothing that is not there, and its message goes out', (template) => {
    expect(asked(template)).toEqual([]);
    expect(skipped(template)).toBe(false);
  });

  it.each([
    ['{% with points=event.points %}{{ points }}{% endwith %}', ['event.points']],
    ['{% with event.primary as one %}{{ one.title }}{{ one.colour }}{% endwith %}', ['one.colour']],
    ['{% catalog event.product_id %}{{ catalog_item.title }}{% endcatalog %}', ['event.product_id']],
    ["<a title=\"{{ event|lookup:&#39;Points&#39; }}\">", ["event|lookup:'Points'"]],
    ['{% comment %}{{ event.points }}{% endcomment %}{% verbatim %}{{ event.points }}{% endverbatim %}', []],
    ['{% for name, value in event.items %}{{ name }}{{ value.x }}{% endfor %}', []],
    ["{{ event.$event_id }}{{ event|lookup:'$value' }}", []],
    ['{{ event.points|default_if_none:"" }}', []],
    ['{% if event.points', []],
    ['{% endif %}{% endfor %}{% else %}{{ }}{{ | }}{% %}', []],
  ])('%s is read as Django reads it, also where the sandbox has no such words', (template, names) => {
    expect(asked(template)).toEqual(names);
  });

  it('may be any text: it is read to its end or left, never thrown over', () => {
    const pieces = ['{{', '}}', '{%', '%}', 'event.', 'points', ' if ', ' endif ', ' for ', ' in ', ' with ', ' as ', ' comment ', '|', "'", ':', 'lookup', '.', ' or ', ' not ', '\n', 'ä'];
    fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => Array.isArray(asked(parts.join('')))));
  });

  it.each(['{{', '{% comment %}', '{% for one in event.others %}', '{% with a=event.others %}', '{{ event.points|', '{% if not '])('of nothing but %s is left after a while', (piece) => {
    expect(asked(piece.repeat(50_000)).length).toBeLessThan(2);
  });

  it('asks for each thing that the event has without a word', () => {
    const every = Object.keys(stepReady.shape).map((name) => `{{ event.${name} }}`).join('');
    expect(asked(every)).toEqual([]);
    expect(asked(every.replaceAll('event.', 'event.no_'))).toHaveLength(Object.keys(stepReady.shape).length);
  });
});
