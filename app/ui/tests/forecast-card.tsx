// When a test as it is filled in would be known, at today's traffic.
import { BlockStack, Card, Text } from '@shopify/polaris';
import { daysAfter } from '#app/domain/days.ts';
import type { NewTestPage, PlaceToTest } from '#app/read/tests.ts';
import { useShopFormat } from '../shop-format-context.tsx';
import { text } from '../text/text.ts';

const FAR_DAYS = 730;

export interface ForecastCardProps {
  place: PlaceToTest;
  /** How many versions are compared, A included. */
  versions: number;
  days: number;
  page: Pick<NewTestPage, 'now' | 'plausibleBp'>;
}

export function ForecastCard({ place, versions, days, page }: ForecastCardProps) {
  const format = useShopFormat();
  const said = text.tests;
  const needed = place.needed[versions - 2] ?? null;
  const waitDays = needed !== null && place.subjectsADay > 0 ? Math.max(days, Math.ceil(needed / place.subjectsADay)) : null;
  const isFar = waitDays !== null && waitDays > FAR_DAYS;
  const title = waitDays === null ? said.noTelling : isFar ? said.notWithinTwoYears : said.aboutOn(format.date(daysAfter(new Date(page.now), waitDays).toISOString()));
  return (
    <Card>
      <div aria-live="polite">
        <BlockStack gap="200">
          <Text as="h2" variant="headingSm" tone="subdued">
            {said.forecast}
          </Text>
          <Text as="p" variant="headingLg">
            {title}
          </Text>
          <Text as="p">{needed === null || waitDays === null ? said.forecastNone : said.forecastWhy(format.count(needed), format.count(perDay(place.subjectsADay)), format.percent(page.plausibleBp))}</Text>
          {isFar || (waitDays ?? 0) > 60 ? (
            <Text as="p" tone="subdued">
              {said.forecastFar}
            </Text>
          ) : null}
        </BlockStack>
      </div>
    </Card>
  );
}

/** Below ten a tenth matters, above it nobody asks for one. */
const perDay = (subjects: number): number => (subjects < 10 ? Math.round(subjects * 10) / 10 : Math.round(subjects));
