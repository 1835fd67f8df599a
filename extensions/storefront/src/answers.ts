// What a shopper may say of an offer: they have it, it is not for them, they want none at all. A button at each row opens
// the three; what was said takes its product away at once, the server is told where the shopper has a name there, and a line
// below offers to take it back. A file of its own that comes after the widget: it draws beside what the widget draws, never
// inside, and a page without it lacks nothing else.
import type { AnswerHeard, AnswerSent } from '../../../app/contract/answers.ts';
import { type Kept, keptAnswers, keepHere } from './kept-answers.ts';
import type { Item } from './offer.ts';
import { storeUrl } from './page-data.ts';
import type { Session } from './session.ts';
import { fill } from './strings.ts';
import type { visitorOf as VisitorOf } from './visitor.ts';

type Answer = 'have_it' | 'not_for_me' | 'none';

const PATIENCE_MS = 3_000;
/** As long as an addition can be taken back. */
const UNDO_MS = 8_000;

const sessions = new Set<Session>();

/** Called for each root that the widget started in. */
export function hearAnswers(root: HTMLElement, session: Session, visitorOf: typeof VisitorOf): void {
  if (!sessions.has(session)) {
    sessions.add(session);
    for (const key of keptAnswers()) void session.leaveOut(key, true);
  }
  const sheet = document.createElement('dialog');
  sheet.className = 'setwise-sheet';
  const line = document.createElement('p');
  line.className = 'setwise-answered';
  let fading: ReturnType<typeof setTimeout> | undefined;
  sheet.addEventListener('click', (event) => {
    if (event.target === sheet) sheet.close();
  });

  const stop = session.listen(draw);
  draw();

  function draw(): void {
    if (!root.isConnected && session.state.page.placement !== 'cart_drawer') stop();
    for (const row of root.querySelectorAll<HTMLElement>('[data-setwise-slot]')) drawButton(row);
  }

  /** The last thing in its row, where the stylesheet keeps room for it. */
  function drawButton(row: HTMLElement): void {
    const { offer, marks, page } = session.state;
    const item = offer?.items.find(({ slotNo }) => String(slotNo) === row.dataset.setwiseSlot);
    const present = row.querySelector<HTMLButtonElement>('.setwise-options');
    if (!item || marks.has(item.productId)) {
      present?.remove();
      return;
    }
    const options = present ?? button('setwise-options', '⋯', () => open(row));
    options.dataset.setwiseFocus = `options-${item.slotNo}`;
    options.ariaHasPopup = 'dialog';
    options.ariaLabel = fill(page.strings.answers.options, { title: item.title });
    if (!present) row.append(options);
  }

  /** What is in the row is asked anew: it may have changed since the button was drawn. */
  function open(row: HTMLElement): void {
    const item = session.state.offer?.items.find(({ slotNo }) => String(slotNo) === row.dataset.setwiseSlot);
    if (!item) return;
    const { answers } = session.state.page.strings;
    const choice = (text: string, answer: Answer) => button('setwise-choice', text, () => void say(answer, item));
    sheet.ariaLabel = fill(answers.options, { title: item.title });
    sheet.replaceChildren(choice(answers.haveIt, 'have_it'), choice(answers.notForMe, 'not_for_me'), choice(answers.none, 'none'), button('setwise-choice', answers.cancel, () => sheet.close()));
    root.append(sheet);
    sheet.showModal();
    const at = row.querySelector('.setwise-options')?.getBoundingClientRect();
    if (!at) return;
    sheet.style.top = `${Math.max(8, Math.min(at.bottom, innerHeight - sheet.offsetHeight - 8))}px`;
    sheet.style.left = `${Math.max(8, Math.min(at.right, innerWidth - 8) - sheet.offsetWidth)}px`;
  }

  async function say(answer: Answer, item: Item): Promise<void> {
    sheet.close();
    const { page, offer } = session.state;
    const { answers, undo } = page.strings;
    const key: Kept = answer === 'none' ? '' : item.productId;
    const where = { placement: page.placement, ...(offer ? { setId: offer.setId } : {}) };
    const heard = tell(answer === 'none' ? { ...where, answer } : { ...where, answer, productId: item.productId }).then((told) => keepHere(key, !told));
    const noted = document.createElement('span');
    noted.id = `setwise-noted-${page.placement}`;
    noted.textContent = fill({ have_it: answers.notedHaveIt, not_for_me: answers.notedNotForMe, none: answers.notedNone }[answer], { title: item.title });
    const back = button('setwise-more', undo, () => {
      line.remove();
      const unheard = heard.then(() => {
        keepHere(key, false);
        return tell({ ...where, answer: 'undo', ...(key ? { productId: key } : {}) });
      });
      void Promise.all([...sessions].map((each) => each.leaveOut(key, false, unheard))).then(() => root.querySelector<HTMLElement>(`[data-setwise-focus="options-${item.slotNo}"]`)?.focus({ preventScroll: true }));
    });
    // Read out with the focus, which would be lost with the row.
    back.setAttribute('aria-describedby', noted.id);
    line.replaceChildren(noted, back);
    line.style.visibility = '';
    clearTimeout(fading);
    fading = setTimeout(() => {
      // Its room stays: nothing moves by itself. Nor does it go from under a hand or a keyboard.
      if (!line.matches(':hover, :has(:focus-visible)')) line.style.visibility = 'hidden';
    }, UNDO_MS);
    root.append(line);
    for (const each of sessions) void each.leaveOut(key, true, heard);
    back.focus({ preventScroll: true });
  }

  /** @returns whether it is kept; of whoever has no name with the server, it is told nothing */
  async function tell(answer: AnswerSent): Promise<boolean> {
    const { page, cart } = session.state;
    const visitorId = await visitorOf(page, cart);
    if (!visitorId && !page.customer) return false;
    try {
      const response = await fetch(storeUrl(page, '/apps/setwise/answer'), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...answer, ...(visitorId ? { visitorId } : {}) }),
        keepalive: true,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      return response.ok && ((await response.json()) as AnswerHeard).kept;
    } catch {
      return false;
    }
  }
}

function button(name: string, text: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = name;
  made.textContent = text;
  made.addEventListener('click', act);
  return made;
}
