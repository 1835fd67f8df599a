// What the Klaviyo account holds. Shapes are the sandbox's own; endpoints/ turn them into Klaviyo's. Times are ISO, UTC.
import type { FlowDefinition } from './requests.ts';

export interface MetricRecord {
  id: string;
  name: string;
  /** Who made it: Klaviyo itself, Shopify's integration, or whoever holds a key. */
  integration: 'API' | 'Klaviyo' | 'Shopify';
  created: string;
}

export interface EventRecord {
  id: string;
  uuid: string;
  metricId: string;
  profileId: string;
  properties: Record<string, unknown>;
  /** To the second, as Klaviyo keeps it. */
  datetime: string;
  uniqueId: string;
}

export interface Suppression {
  reason: 'HARD_BOUNCE' | 'INVALID_EMAIL' | 'SPAM_COMPLAINT' | 'UNSUBSCRIBE' | 'USER_SUPPRESSED';
  timestamp: string;
}

/** What Klaviyo knows of a person beyond what the store knows; for a profile that an API call made, everything. */
export interface ProfileRecord {
  id: string;
  suppressions: Suppression[];
  /** Null on a profile that mirrors a customer. */
  madeByApi: { email: string | null; externalId: string | null; created: string } | null;
}

export interface TemplateRecord {
  id: string;
  name: string;
  editorType: 'CODE';
  html: string;
  text: string | null;
  created: string;
  updated: string;
  /** A flow keeps its own copy: it is in no list, and nobody can change or delete it. */
  copyInFlow: boolean;
}

export type FlowStatus = 'draft' | 'manual' | 'live' | 'disabled';

export interface FlowRecord {
  id: string;
  name: string;
  status: FlowStatus;
  definition: FlowDefinition;
  created: string;
  updated: string;
}

export interface MessageLink {
  /** As it stands in the email. */
  tracked: string;
  /** Where it leads. */
  url: string;
}

/** One email that a flow sent, or did not. */
export interface MessageRecord {
  id: string;
  to: string | null;
  profileId: string;
  state: 'sent' | 'skipped' | 'bounced';
  /** Why it was skipped or came back; null when sent. */
  reason: string | null;
  from: string;
  subject: string;
  preview: string;
  html: string;
  text: string;
  links: MessageLink[];
  eventId: string;
  /** The event's `step_id`, where it has one. */
  stepId: string | null;
  flowId: string;
  flowMessageId: string;
  /** Business clock. */
  sentAt: string;
  clicks: { url: string; at: string }[];
  unsubscribedAt: string | null;
}
