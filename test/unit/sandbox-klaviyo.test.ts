// The small rules of the sandbox's Klaviyo: the filter language, the windows of its limits, templates, how an email looks.
import { describe, expect, it } from 'vitest';
import { matcher, parseFilter } from '#sandbox/klaviyo/filter.ts';
import { asItLooks } from '#sandbox/klaviyo/inbox/as-it-looks.ts';
import { limitHeaders, RateLimits } from '#sandbox/klaviyo/rate-limits.ts';
import { KlaviyoRefusal } from '#sandbox/klaviyo/refusal.ts';
import { createEvent, type InvalidBody, readBody } from '#sandbox/klaviyo/requests.ts';
import { render } from '#sandbox/klaviyo/template.ts';
import { eventBody } from '#test/support/klaviyo-setup.ts';

describe('a filter', () => {
  const fields = {
    name: { operators: ['equals', 'any', 'contains'], read: (record: { name: string }) => record.name },
    at: { operators: ['greater-than'], read: () => '2026-05-01T00:00:00Z' },
  };
  const matches = (text: string, name: string) => matcher(parseFilter(text), fields)({ name });

  it('joins its conditions by "and"', () => {
    expect(matches('equals(name,"a"),greater-than(at,2026-04-01T00:00:00Z)', 'a')).toBe(true);
    expect(matches('equals(name,"a"),greater-than(at,2026-06-01T00:00:00Z)', 'a')).toBe(false);
  });

  it('reads quotes, brackets and commas inside of values', () => {
    expect(matches('equals(name,"a),b")', 'a),b')).toBe(true);
    expect(matches(String.raw`equals(name,"say \"hi\"")`, 'say "hi"')).toBe(true);
    expect(matches("any(name,['a','b'])", 'b')).toBe(true);
  });

  it.each(['equals(name,"a"', 'name = a', 'equals(name,)x'])('refuses %s', (text) => {
    expect(() => parseFilter(text)).toThrow(KlaviyoRefusal);
  });

  it('refuses a field or an operator that the list does not offer', () => {
    expect(() => matches('equals(colour,"red")', 'a')).toThrow(/not a filterable field/);
    expect(() => matches('starts-with(name,"a")', 'a')).toThrow(/not a filter operator/);
  });
});

describe('a limit', () => {
  it('lets the burst through, then says when the next second begins', () => {
    const limits = new RateLimits();
    const limit = { burst: 2, steady: 3 };
    expect(limits.take('x', limit, 10_100)).toEqual({ remaining: 1 });
    expect(limits.take('x', limit, 10_200)).toEqual({ remaining: 0 });
    expect(limits.take('x', limit, 10_300)).toEqual({ waitSeconds: 1 });
    expect(limits.take('x', limit, 11_000)).toEqual({ remaining: 1 });
    expect(limits.take('x', limit, 12_000)).toEqual({ waitSeconds: 48 });
    expect(limits.take('y', limit, 12_000)).toEqual({ remaining: 1 });
  });

  it('is told in the headers as recorded', () => {
    expect(limitHeaders({ burst: 75, steady: 750 }, 73)).toEqual({ 'ratelimit-limit': '75, 75;w=1, 750;w=60', 'ratelimit-remaining': '73', 'ratelimit-reset': '0' });
  });
});

describe('a body', () => {
  const refusals = (body: unknown) => {
    try {
      readBody(createEvent, body, 'event');
    } catch (error) {
      return (error as InvalidBody).refusals.map(({ message, source }) => ({ message, ...source }));
    }
    return [];
  };

  it('may have no field that Klaviyo does not know, and is told which', () => {
    expect(refusals(eventBody('x', {}, { uniqueId: 'x' }))).toEqual([{ message: "'uniqueId' is not a valid field for the resource 'event'.", pointer: '/data/attributes/uniqueId' }]);
    const body = eventBody('x');
    Object.assign(body.data.attributes.profile.data.attributes, { last_nam: 'x' });
    expect(refusals(body)).toEqual([{ message: "'last_nam' is not a valid field for the resource 'profile'.", pointer: '/data/attributes/profile/data/attributes/last_nam' }]);
  });

  it('must have what is required', () => {
    expect(refusals(eventBody('x', {}, { metric: undefined }))).toEqual([{ message: "'metric' is a required field for the resource 'event'.", pointer: '/data/attributes/metric' }]);
  });
});

describe('a template', () => {
  const event = { title: '<b>Camera</b>', 'Odd Name': 'odd', items: [{ title: 'Card' }, { title: 'Bag' }], code: null, none: [] };
  const shown = (template: string) => render(template, { event }, 'flow');

  it.each([
    ['{{ event.title }}', '&lt;b&gt;Camera&lt;/b&gt;'],
    ['{{ event.title|safe }}', '<b>Camera</b>'],
    ["{{ event|lookup:'Odd Name' }}", 'odd'],
    ['{% for item in event.items %}{{ forloop.counter }}{{ item.title }} {% empty %}none{% endfor %}', '1Card 2Bag '],
    ['{{ event.items.0.title }}', 'Card'],
    ['{% if event.code %}a{% elif event.title %}b{% else %}c{% endif %}', 'b'],
    ["{{ event.first_name|default:'you' }}", 'you'],
    ['{{ event.code }}|', '|'],
    ['{% if event.none %}x{% endif %}{% for one in event.none %}x{% empty %}none{% endfor %}', 'none'],
    ['{% if event.missing %}x{% endif %}{# a comment #}', ''],
  ])('%s prints %s', (template, expected) => {
    expect(shown(template)).toBe(expected);
  });

  it('refuses what the event lacks in a flow, and prints nothing for it in a preview', () => {
    expect(() => shown('{{ event.price }}')).toThrow('The template asks for {{ event.price }}, which the event lacks.');
    expect(() => shown("{{ event|lookup:'Price' }}")).toThrow("The template asks for {{ event|lookup:'Price' }}, which the event lacks.");
    expect(render('{{ event.price }}|', { event }, 'preview')).toBe('|');
  });

  it('says what is wrong with its syntax', () => {
    expect(() => shown('{% if event.title %}')).toThrow(/syntax error/);
    expect(() => shown('{{ event.title|nonsense }}')).toThrow(/syntax error/);
  });

  it.each(['{% assign x = 1 %}', '{% unless event.code %}x{% endunless %}', '{{ forloop.index }}', '{%- if event.code -%}{% endif %}', "{{ event.code | default: 'x' }}", '{{ event.items|size }}', '{{ event.title|append:"x" }}'])("refuses Liquid's own %s", (template) => {
    expect(() => shown(template)).toThrow(/syntax error/);
  });

  it('puts each unsubscribe link where and as it stands', () => {
    const addresses = { unsubscribe: 'https://u.example/1', webView: 'https://w.example/1' };
    expect(render("{% unsubscribe 'Stop' %} {% unsubscribe %} {% unsubscribe_link %} {% manage_preferences_link %}", {}, 'flow', addresses)).toBe('<a href="https://u.example/1">Stop</a> <a href="https://u.example/1">Unsubscribe</a> https://u.example/1 https://u.example/1');
  });
});

describe('the look of an email', () => {
  const html = '<html><head><meta name="color-scheme" content="light dark"><style>@media (prefers-color-scheme: dark) { a { color: red } }</style></head><body background="x.png"><img src="a.png" alt="A camera" width="10"></body></html>';

  it("turns the email's own dark rules on and off", () => {
    expect(asItLooks(html, { dark: true, images: true })).toContain('@media (min-width:0)');
    expect(asItLooks(html, { dark: false, images: true })).toContain('@media (max-width:0)');
  });

  it('leaves the alternative text where images are off', () => {
    const shown = asItLooks(html, { dark: false, images: false });
    expect(shown).toContain('<img alt="A camera" width="10">');
    expect(shown).not.toContain('x.png');
  });
});
