// The admin's side of the frame: shows the app's pages in the navigation, keeps the address in step with the app's.
(() => {
  const { home, app } = document.body.dataset;
  const appOrigin = new URL(app).origin;
  const frame = document.querySelector('iframe');
  const menu = document.querySelector('.menu');
  const navigation = document.getElementById('navigation');
  const list = navigation.querySelector('.pages');
  const appLink = navigation.querySelector('.app');
  const OWN = ['embedded', 'shop', 'host', 'id_token', 'session', 'locale', 'timestamp', 'hmac', 'shopify-reload'];

  const closeMenu = () => {
    navigation.classList.remove('open');
    menu.setAttribute('aria-expanded', 'false');
  };
  menu.addEventListener('click', () => menu.setAttribute('aria-expanded', String(navigation.classList.toggle('open'))));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') closeMenu();
  });

  const adminPath = (href) => {
    const url = new URL(href, app);
    for (const name of OWN) url.searchParams.delete(name);
    return home + url.pathname + url.search;
  };

  const showPages = (pages, path) => {
    list.replaceChildren(
      ...pages.filter((page) => !page.home).map((page) => {
        const link = Object.assign(document.createElement('a'), { href: adminPath(page.href), textContent: page.label });
        link.dataset.href = page.href;
        return wrap(link);
      }),
    );
    appLink.dataset.href = pages.find((page) => page.home)?.href ?? '/app';
    const here = new URL(path, app).pathname;
    const links = [appLink, ...list.querySelectorAll('a')];
    const best = links
      .filter((link) => here === link.dataset.href || (link !== appLink && here.startsWith(`${link.dataset.href}/`)))
      .sort((a, b) => b.dataset.href.length - a.dataset.href.length)[0];
    for (const link of links) link.toggleAttribute('aria-current', false);
    best?.setAttribute('aria-current', 'page');
  };
  const wrap = (link) => {
    const item = document.createElement('li');
    item.append(link);
    return item;
  };

  navigation.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-href]');
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || !frame) return;
    event.preventDefault();
    frame.contentWindow.postMessage({ sandbox: 'navigate', href: link.dataset.href }, appOrigin);
    closeMenu();
    frame.focus();
  });

  window.addEventListener('message', ({ origin, source, data }) => {
    if (!frame || origin !== appOrigin || source !== frame.contentWindow || !data || typeof data !== 'object') return;
    if (data.sandbox === 'page') {
      showPages(data.pages, data.path);
      history.replaceState(null, '', adminPath(data.path));
    }
    if (data.sandbox === 'admin') location.assign(`${home.replace(/\/apps\/.*/, '')}/${data.path}`);
  });
})();
