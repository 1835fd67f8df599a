// All that a page loads of us at first. Brings the widget when a set comes near the screen (a drawer's at once when the page
// is idle), and again for roots that the theme draws later.

type Widget = typeof import('./widget.ts');
type Asking = typeof import('./ask-server.ts');
type Answers = typeof import('./answers.ts');

let widget: Promise<[Widget, Asking]> | undefined;

function load(root: HTMLElement): void {
  const { setwiseSrc, setwiseAskSrc, setwiseAnswersSrc } = root.dataset;
  if (!setwiseSrc || !setwiseAskSrc) return;
  widget ??= Promise.all([import(setwiseSrc) as Promise<Widget>, import(setwiseAskSrc) as Promise<Asking>]);
  widget.then(
    ([{ start }, { askServer, visitorOf }]) => {
      const session = start(root, askServer);
      if (session && setwiseAnswersSrc) idle(() => (import(setwiseAnswersSrc) as Promise<Answers>).then(({ hearAnswers }) => hearAnswers(root, session, visitorOf), () => {}));
    },
    () => {
      // What Liquid painted works without us. The next root may try again.
      widget = undefined;
    },
  );
}

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      load(target as HTMLElement);
    }
  },
  { rootMargin: '400px' },
);

function look(): void {
  for (const root of document.querySelectorAll<HTMLElement>('body [data-setwise]:not([data-setwise-seen])')) {
    root.dataset.setwiseSeen = '';
    // What has no box yet (a drawer's, or nothing painted) cannot come near.
    if (root.hidden || root.offsetHeight === 0 || widget) idle(() => load(root));
    else near.observe(root);
  }
}

const idle = (work: () => void): unknown => ('requestIdleCallback' in window ? requestIdleCallback(work, { timeout: 1_000 }) : setTimeout(work, 200));

// Two of our blocks on a page bring this file twice.
const { documentElement } = document;
if (documentElement.dataset.setwise === undefined) {
  documentElement.dataset.setwise = '';
  watch();
}

function watch(): void {
  // A tap on the whole before the widget is there is kept for it.
  document.addEventListener('click', (event) => {
    const root = (event.target as Element).closest('[data-setwise-early]')?.closest<HTMLElement>('[data-setwise]');
    if (!root || root.dataset.setwiseStarted !== undefined) return;
    root.dataset.setwiseTapped = '';
    load(root);
  });
  let due = false;
  new MutationObserver(() => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      look();
    });
  }).observe(documentElement, { childList: true, subtree: true });
  look();
}
