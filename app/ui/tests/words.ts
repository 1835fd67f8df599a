// How a test, its place and its versions are called.
import type { Version } from '#app/domain/experiment-test/test.ts';
import type { TestOnDesk } from '#app/read/tests.ts';
import type { ShopFormat } from '../shop-format.ts';
import { text } from '../text/text.ts';

type Where = Pick<TestOnDesk, 'place' | 'trigger'>;

export function placeName({ place, trigger }: Where): string {
  if (place === 'on_site') return text.tests.onSite;
  return trigger === null ? text.placement(place) : text.tests.emails(text.workflows.name(trigger));
}

/** In the middle of a sentence. */
export function placeInside({ place, trigger }: Where): string {
  if (place === 'on_site') return text.tests.onSiteInside;
  return trigger === null ? text.placementInside(place) : text.tests.emailsInside(text.workflows.name(trigger));
}

export const testName = (test: Where & Pick<TestOnDesk, 'variable'>): string => text.tests.name(text.tests.variable[test.variable], placeInside(test));

/** "Version B" */
export const versionName = (arm: string): string => text.tests.letter(arm.toUpperCase());

export function versionSaid(version: Version, format: ShopFormat, isOver = false): string {
  const { said } = text.tests;
  switch (version.kind) {
    case 'as_it_was':
      return isOver ? text.tests.asItWasThen : text.tests.asItWas;
    case 'heading':
      return said.heading(version.heading);
    case 'items':
      return said.items(format.count(version.most), version.most === 1);
    case 'discount':
      return version.bp === 0 ? said.noDiscount : said.discount(format.percent(version.bp));
  }
}
