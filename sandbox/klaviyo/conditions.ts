// Whether a flow's filters hold: groups are joined by "and", the conditions in a group by "or", as in Klaviyo's builder.
// Consent is read at the moment it is asked for.
import type { KlaviyoAccount } from './account.ts';
import type { Profile } from './profiles.ts';
import type { Groups, MetricPropertyCondition, NumericFilter, ProfileCondition } from './requests.ts';
import type { EventRecord } from './types.ts';

const UNIT_MS = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;

const everyGroup = <T>(groups: Groups<T>, holds: (condition: T) => boolean): boolean =>
  groups?.condition_groups.every(({ conditions }) => conditions.some(holds)) ?? true;

export const eventMatches = (event: EventRecord, groups: Groups<MetricPropertyCondition>): boolean =>
  everyGroup(groups, ({ metric_id: metricId, field, filter }) => {
    const value = event.properties[field];
    if (metricId !== event.metricId) return false;
    if (filter.type === 'numeric') return typeof value === 'number' && compares(filter, value);
    if (filter.type === 'boolean') return value === filter.value;
    return stringHolds(filter.operator, typeof value === 'string' ? value : '', filter.value);
  });

export const profileMatches = (account: KlaviyoAccount, profile: Profile, groups: Groups<ProfileCondition>): boolean =>
  everyGroup(groups, (condition) => {
    if (condition.type === 'profile-marketing-consent') {
      const { can_receive_marketing: wanted, consent_status: { subscription } } = condition.consent;
      if (profile.canReceiveEmail !== wanted) return false;
      return subscription === 'any' || subscription.toUpperCase() === profile.consent;
    }
    const { timeframe_filter: timeframe, metric_id: metricId } = condition;
    const from = timeframe.operator === 'alltime' ? 0 : account.store.clock.now().getTime() - timeframe.quantity * UNIT_MS[timeframe.unit];
    const count = account.eventsOf(profile.id).filter((event) => event.metricId === metricId && Date.parse(event.datetime) >= from).length;
    return compares(condition.measurement_filter, count);
  });

function compares({ operator, value }: NumericFilter, actual: number): boolean {
  switch (operator) {
    case 'equals': return actual === value;
    case 'not-equals': return actual !== value;
    case 'greater-than': return actual > value;
    case 'greater-than-or-equal': return actual >= value;
    case 'less-than': return actual < value;
    case 'less-than-or-equal': return actual <= value;
  }
}

function stringHolds(operator: string, actual: string, wanted: string): boolean {
  switch (operator) {
    case 'equals': return actual === wanted;
    case 'not-equals': return actual !== wanted;
    case 'contains': return actual.includes(wanted);
    case 'not-contains': return !actual.includes(wanted);
    case 'starts-with': return actual.startsWith(wanted);
    default: return actual.endsWith(wanted);
  }
}
