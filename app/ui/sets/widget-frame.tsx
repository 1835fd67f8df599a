// The storefront's own widget in a frame of its own, given the answer that the server would give it. The frame has no address
// and no access to this page; nothing in it can be bought.
import { useEffect, useMemo, useRef, useState } from 'react';
import type { OffersAnswer } from '#app/contract/offers.ts';

type Offer = NonNullable<OffersAnswer['offer']>;

export interface WidgetFrameProps {
  place: 'product_page' | 'cart_drawer';
  title: string;
  anchor: { productId: string; title: string; variants: { id: string; price: number; available: boolean }[] };
  offer: Offer;
  locale: string;
  currency: string;
}

interface Widget {
  script: string;
  style: string;
  /** Of the theme extension's locale files: nested words under "setwise". */
  words: Record<string, unknown>;
}

const AT_FIRST_PX = 320;
const HEIGHT_TOLD = 'setwise-preview-height';

/** Brought when the first preview is shown: the editor opens without it. */
const widgetIn = async (locale: string): Promise<Widget> => {
  const [script, style, words] = await Promise.all([
    import('../../../extensions/storefront/assets/setwise-widget.js?raw'),
    import('../../../extensions/storefront/assets/setwise.css?raw'),
    locale.startsWith('de') ? import('../../../extensions/storefront/locales/de.json') : import('../../../extensions/storefront/locales/en.default.json'),
  ]);
  return { script: script.default, style: style.default, words: words.default.setwise };
};

export function WidgetFrame(props: WidgetFrameProps) {
  const { title, locale } = props;
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(AT_FIRST_PX);
  const [widget, setWidget] = useState<Widget>();
  useEffect(() => {
    let wanted = true;
    void widgetIn(locale).then((loaded) => wanted && setWidget(loaded));
    return () => {
      wanted = false;
    };
  }, [locale]);
  useEffect(() => {
    const hear = ({ source, data }: MessageEvent<{ [HEIGHT_TOLD]?: number }>) => {
      const told = data?.[HEIGHT_TOLD];
      if (source === frame.current?.contentWindow && typeof told === 'number') setHeight(told);
    };
    window.addEventListener('message', hear);
    return () => window.removeEventListener('message', hear);
  }, []);
  const page = JSON.stringify(props);
  const srcDoc = useMemo(() => (widget ? documentOf(widget, JSON.parse(page)) : undefined), [widget, page]);
  return <iframe ref={frame} title={title} className="desk-widget-frame" sandbox="allow-scripts" srcDoc={srcDoc} height={height} />;
}

/** Text inside a script element ends at the first "</script". */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

function documentOf({ script, style, words }: Widget, { place, anchor, offer, locale, currency }: WidgetFrameProps): string {
  const inCart = place === 'cart_drawer' ? [{ variantId: anchor.variants[0]?.id ?? '', productId: anchor.productId, quantity: 1, setId: null }] : [];
  const page = {
    placement: place, heading: null, mount: null, root: '/', locale, currency, country: null,
    product: place === 'product_page' ? { id: anchor.productId, title: anchor.title, variants: anchor.variants, selected: anchor.variants[0]?.id ?? '' } : null,
    cart: inCart, visitor: null, sets: [], strings: stringsOf(words),
  };
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><style>${style}
    body { margin: 0; padding: 16px; font: 15px/1.5 system-ui, sans-serif; color: #121212; background: #fff; }
    .button { padding: 10px 16px; border: 1px solid #121212; border-radius: 6px; background: #121212; color: #fff; font: inherit; cursor: default; }
    /* As much of it as there is: here nothing pushes a checkout off the screen. */
    .setwise--cart-drawer { max-block-size: none !important; }
    cart-drawer { display: flow-root; }
    .button--secondary { background: #fff; color: #121212; }
  </style></head><body>
  <cart-drawer><div class="setwise setwise--${place.replaceAll('_', '-')}" data-setwise><div data-setwise-view></div></div><div class="drawer__footer"></div></cart-drawer>
  <script type="application/json" id="given">${inScript({ page, offer })}</script>
  <script type="module">
    const { page, offer } = JSON.parse(document.getElementById('given').textContent);
    // Only to be looked at.
    for (const kind of ['click', 'submit']) document.addEventListener(kind, (event) => { event.preventDefault(); if (event.target.closest('form, a, [data-setwise-focus="all"], .setwise-add-all')) event.stopPropagation(); }, true);
    const root = document.querySelector('[data-setwise]');
    const data = document.createElement('script');
    data.type = 'application/json';
    data.dataset.setwiseData = '';
    data.textContent = JSON.stringify(page);
    root.append(data);
    const tell = () => parent.postMessage({ '${HEIGHT_TOLD}': document.documentElement.offsetHeight }, '*');
    const sizes = new ResizeObserver(tell);
    for (const each of [document.body, root]) sizes.observe(each);
    const { start } = await import(URL.createObjectURL(new Blob([${inScript(script)}], { type: 'text/javascript' })));
    start(root, async () => ({ kind: 'offer', offer }));
  </script></body></html>`;
}

/** As snippets/setwise-data.liquid hands them over: names in camel case, numbered ones as a list, places as "%title%". */
function stringsOf(words: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(words).map(([name, value]) => [name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), stringOf(value)]));
}

const stringOf = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/\{\{ (\w+) \}\}/g, '%$1%') : Object.keys(value as object).every((key) => /^\d+$/.test(key)) ? Object.values(value as object).map(stringOf) : stringsOf(value as Record<string, unknown>);
