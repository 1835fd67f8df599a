// App Bridge for pages that run in the sandbox's admin: session tokens, the Bearer header on the page's own requests, the
// toast, the save bar, the resource picker, the navigation menu. Written against the documented interface of `shopify` and the ui-* elements.
(() => {
  const script = document.currentScript;
  const origin = new URL(script.src).origin;
  const query = new URLSearchParams(location.search);
  const remembered = (name) => {
    const given = query.get(name);
    if (given) sessionStorage.setItem(`sandbox-${name}`, given);
    return given ?? sessionStorage.getItem(`sandbox-${name}`) ?? '';
  };
  const shop = remembered('shop');
  const host = remembered('host');
  const framed = window.parent !== window;
  const realFetch = window.fetch.bind(window);
  const tell = (message) => framed && window.parent.postMessage(message, origin);

  const idToken = async () => {
    const answer = await realFetch(`${origin}/session-token?shop=${encodeURIComponent(shop)}`, { cache: 'no-store' });
    if (!answer.ok) throw new Error(await answer.text());
    return answer.text();
  };

  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (new URL(request.url).origin !== location.origin || request.headers.has('authorization')) return realFetch(input, init);
    const send = async () => {
      const headers = new Headers(request.headers);
      headers.set('authorization', `Bearer ${await idToken()}`);
      return realFetch(new Request(request.clone(), { headers }));
    };
    const answer = await send();
    return answer.status === 401 && answer.headers.has('x-shopify-retry-invalid-session-request') ? send() : answer;
  };

  // A bounce page: it only wants a fresh token in the address.
  const reload = query.get('shopify-reload');
  if (reload) {
    idToken().then((token) => {
      const target = new URL(reload, location.origin);
      target.searchParams.set('id_token', token);
      location.replace(target);
    });
  }

  // Looks of what App Bridge draws into the page.
  const style = document.createElement('style');
  style.textContent = `
    ui-save-bar, ui-modal, ui-title-bar { display: none; }
    ui-nav-menu { display: ${framed ? 'none' : 'flex'}; gap: 4px; flex-wrap: wrap; padding: 8px 12px; background: #ebebeb; font: 500 13px/1.4 system-ui, sans-serif; }
    ui-nav-menu a { padding: 6px 10px; border-radius: 8px; color: #303030; text-decoration: none; }
    .sandbox-toasts { position: fixed; left: 0; right: 0; bottom: 24px; z-index: 2147483000; display: flex; flex-direction: column; align-items: center; gap: 8px; pointer-events: none; }
    .sandbox-toast { display: flex; align-items: center; gap: 12px; max-width: min(92vw, 36rem); padding: 10px 16px; border-radius: 10px; background: #1a1a1a; color: #fff; font: 500 13px/1.4 system-ui, sans-serif; box-shadow: 0 4px 16px #0004; pointer-events: auto; }
    .sandbox-toast[data-error] { background: #8e1f0b; }
    .sandbox-toast button { border: 0; background: none; color: inherit; font: inherit; text-decoration: underline; cursor: pointer; padding: 4px; }
    .sandbox-progress { position: fixed; inset: 0 0 auto 0; height: 3px; z-index: 2147483000; background: linear-gradient(90deg, #25e82b 50%, transparent 0) 0 / 200% 100%; animation: sandbox-progress 1.2s linear infinite; }
    @keyframes sandbox-progress { from { background-position-x: 100%; } to { background-position-x: -100%; } }
    @media (prefers-reduced-motion: reduce) { .sandbox-progress { animation: none; background: #25e82b; } }`;
  document.head.append(style);
  const whenReady = (work) => (document.body ? work() : document.addEventListener('DOMContentLoaded', work, { once: true }));

  // Toasts
  let toasts;
  let toastCount = 0;
  const toast = {
    show(message, { duration = 5000, isError = false, action, onAction, onDismiss } = {}) {
      const id = String(++toastCount);
      if (!toasts?.isConnected) {
        toasts = Object.assign(document.createElement('div'), { className: 'sandbox-toasts' });
        toasts.setAttribute('aria-live', 'polite');
        whenReady(() => document.body.append(toasts));
      }
      const box = Object.assign(document.createElement('div'), { className: 'sandbox-toast' });
      box.dataset.toast = id;
      box.toggleAttribute('data-error', isError);
      box.setAttribute('role', isError ? 'alert' : 'status');
      box.append(Object.assign(document.createElement('span'), { textContent: message }));
      const close = () => {
        box.remove();
        onDismiss?.();
      };
      const button = (label, text, work) => {
        const made = Object.assign(document.createElement('button'), { type: 'button', textContent: text });
        made.setAttribute('aria-label', label);
        made.addEventListener('click', work);
        box.append(made);
      };
      if (action) button(action, action, () => { onAction?.(); close(); });
      button('Dismiss', '✕', close);
      toasts.append(box);
      if (duration > 0) setTimeout(close, duration);
      return id;
    },
    hide(id) {
      toasts?.querySelector(`[data-toast="${id}"]`)?.remove();
    },
  };

  // The loading bar
  let progress;
  const loading = (on = true) => {
    progress?.remove();
    progress = on ? Object.assign(document.createElement('div'), { className: 'sandbox-progress' }) : undefined;
    if (progress) whenReady(() => document.body.append(progress));
  };

  // The save bar: two buttons above the page that press the two buttons inside the element.
  class SaveBar extends HTMLElement {
    #bar;
    #watch;

    get showing() { return this.#bar !== undefined; }

    show() {
      if (this.#bar) return Promise.resolve();
      const root = document.createElement('div');
      root.className = 'sandbox-save-bar';
      const shadow = root.attachShadow({ mode: 'open' });
      shadow.innerHTML = `<style>
        .bar { position: fixed; inset: 0 0 auto 0; z-index: 2147482000; display: flex; align-items: center; gap: 8px; min-height: 56px; padding: 6px 16px; background: #1a1a1a; color: #fff; font: 500 13px/1.4 system-ui, sans-serif; }
        .bar span { margin-right: auto; }
        button { min-height: 32px; padding: 4px 14px; border: 1px solid #616161; border-radius: 8px; background: #303030; color: #fff; font: inherit; cursor: pointer; }
        button.save { background: #fff; color: #1a1a1a; border-color: #fff; }
        button:disabled { opacity: .5; cursor: default; }
        button:focus-visible { outline: 2px solid #4c9ffe; outline-offset: 2px; }
        @keyframes shake { 25% { transform: translateX(-6px); } 75% { transform: translateX(6px); } }
        .shaking { animation: shake .15s 2; }
      </style><div class="bar" role="region" aria-label="Unsaved changes"><span>Unsaved changes</span><button type="button" class="discard">Discard</button><button type="button" class="save">Save</button></div>`;
      const buttons = () => {
        const own = [...this.querySelectorAll('button')];
        const primary = own.find((one) => one.getAttribute('variant') === 'primary') ?? own[0];
        return { save: primary, discard: own.find((one) => one !== primary) };
      };
      const mirror = () => {
        const own = buttons();
        for (const name of ['save', 'discard']) {
          const shown = shadow.querySelector(`.${name}`);
          const waits = own[name]?.getAttribute('loading') !== null && own[name]?.getAttribute('loading') !== undefined && own[name]?.getAttribute('loading') !== 'false';
          shown.hidden = !own[name];
          shown.disabled = own[name]?.disabled === true || waits;
          shown.textContent = waits ? 'Saving …' : own[name]?.textContent?.trim() || (name === 'save' ? 'Save' : 'Discard');
        }
      };
      for (const name of ['save', 'discard']) shadow.querySelector(`.${name}`).addEventListener('click', () => buttons()[name]?.click());
      this.#watch = new MutationObserver(mirror);
      this.#watch.observe(this, { subtree: true, childList: true, attributes: true, characterData: true });
      this.#bar = root;
      mirror();
      whenReady(() => document.body.append(root));
      // Nothing of the page may lie under the bar: in the real admin it stands above the frame.
      document.documentElement.style.paddingTop = '56px';
      this.dispatchEvent(new Event('show'));
      return Promise.resolve();
    }

    hide() {
      if (!this.#bar) return Promise.resolve();
      this.#watch.disconnect();
      this.#bar.remove();
      this.#bar = undefined;
      document.documentElement.style.paddingTop = '';
      this.dispatchEvent(new Event('hide'));
      return Promise.resolve();
    }

    toggle() { return this.showing ? this.hide() : this.show(); }

    shake() {
      const bar = this.#bar?.shadowRoot.querySelector('.bar');
      bar?.classList.remove('shaking');
      requestAnimationFrame(() => bar?.classList.add('shaking'));
    }

    disconnectedCallback() { this.hide(); }
  }

  // The navigation menu: its links stand in the admin's own navigation.
  class NavMenu extends HTMLElement {
    #watch;

    connectedCallback() {
      this.#watch = new MutationObserver(announce);
      this.#watch.observe(this, { subtree: true, childList: true, attributes: true, characterData: true });
      announce();
    }

    disconnectedCallback() { this.#watch?.disconnect(); }
  }

  const announce = () => {
    const pages = [...document.querySelectorAll('ui-nav-menu a')].map((link) => ({
      label: link.textContent.trim(), href: new URL(link.href).pathname, home: link.rel === 'home',
    }));
    if (pages.length > 0) tell({ sandbox: 'page', pages, path: location.pathname + location.search });
  };
  for (const name of ['pushState', 'replaceState']) {
    const original = history[name].bind(history);
    history[name] = (...args) => {
      original(...args);
      queueMicrotask(announce);
    };
  }
  window.addEventListener('popstate', announce);

  const saveBars = () => [...document.querySelectorAll('ui-save-bar')];
  window.addEventListener('message', ({ origin: from, source, data }) => {
    if (from !== origin || source !== window.parent || data?.sandbox !== 'navigate') return;
    const unsaved = saveBars().find((bar) => bar.showing);
    if (unsaved) return unsaved.shake();
    const link = [...document.querySelectorAll('ui-nav-menu a')].find((one) => new URL(one.href).pathname === data.href);
    if (link) link.click();
    else location.assign(data.href);
  });

  // shopify://admin/products/1 and the like lead to the admin around the page.
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="shopify://admin/"], a[href^="shopify:admin/"]') : null;
    if (!link) return;
    event.preventDefault();
    const path = link.getAttribute('href').replace(/^shopify:(\/\/)?admin\//, '');
    if (link.target === '_blank' || !framed) window.open(`${origin}/admin/${path}`, '_blank', 'noopener');
    else tell({ sandbox: 'admin', path });
  });

  const define = (name, element) => customElements.get(name) ?? customElements.define(name, element);
  const barOf = (id) => document.getElementById(id);
  window.shopify = {
    config: { apiKey: script.dataset.apiKey ?? '', shop, host, locale: 'en' },
    environment: { embedded: framed, mobile: false, pos: false },
    ready: Promise.resolve(),
    origin,
    idToken,
    toast,
    loading,
    resourcePicker: async (options) => (await import(`${origin}/resource-picker.js`)).pick(options, origin),
    saveBar: {
      show: async (id) => barOf(id)?.show(),
      hide: async (id) => barOf(id)?.hide(),
      toggle: async (id) => barOf(id)?.toggle(),
      leaveConfirmation: async () => {
        const unsaved = saveBars().find((bar) => bar.showing);
        if (!unsaved) return;
        if (!window.confirm('Leave page with unsaved changes?')) throw new Error('Leaving was refused.');
        await unsaved.hide();
      },
    },
  };
  define('ui-save-bar', SaveBar);
  define('ui-nav-menu', NavMenu);
})();
