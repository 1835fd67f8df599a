// Says that a place was reached, in either arm by the same rule: one pixel, where the set stands or would stand, came into
// view. Once for each decision on a page. Whoever has another arm than was painted, as on their second device, counts as well:
// left out they would be missing where the arms are rarely alike, which is the holdout.
import type { ExposureTold } from '../../../app/contract/offers.ts';
import { type PageData, storeUrl } from './page-data.ts';
import { keepArm } from './visitor.ts';

const said = new Set<string>();
const watching = new Map<PageData['placement'], IntersectionObserver>();

export function sayOnceSeen(page: PageData, told: ExposureTold, visitor: string): void {
  const { placement } = page;
  keepArm(page, told);
  watching.get(placement)?.disconnect();
  // A theme that draws its section anew asks anew: then this is the pixel of the new one.
  const pixel = document.querySelector(`.setwise--${placement.replace('_', '-')} [data-setwise-pixel]`);
  if (!pixel || said.has(told.decisionId)) return;
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    said.add(told.decisionId);
    const query = new URLSearchParams({ placement, visitor, decision: told.decisionId, experiment: told.experimentId });
    void fetch(storeUrl(page, `/apps/setwise/exposure?${query}`), { keepalive: true }).catch(() => {});
  });
  observer.observe(pixel);
  watching.set(placement, observer);
}
