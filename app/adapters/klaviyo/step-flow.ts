// The one flow of a shop: it listens to our metric, sends one email, and decides nothing. Timing and frequency are ours,
// so it has no delay and no Smart Sending, which would drop a step without telling anybody; consent is checked once more.
import type { FlowCreateQuery } from 'klaviyo-api';

export interface StepFlow {
  name: string;
  metricId: string;
  templateId: string;
  from: { email: string; label: string };
}

const SUBSCRIBED = {
  type: 'profile-marketing-consent',
  consent: { channel: 'email', canReceiveMarketing: true, consentStatus: { subscription: 'subscribed', filters: null } },
} as const;

export function flowBody({ name, metricId, templateId, from }: StepFlow): FlowCreateQuery {
  return {
    data: {
      type: 'flow',
      attributes: {
        name,
        definition: {
          triggers: [{ type: 'metric', id: metricId }],
          profileFilter: { conditionGroups: [{ conditions: [SUBSCRIBED] }] },
          // Nought of all time: a profile may enter again, once a step.
          reentryCriteria: { duration: 0, unit: 'alltime' },
          entryActionId: 'send',
          actions: [{
            temporaryId: 'send',
            type: 'send-email',
            links: { next: null },
            data: {
              status: 'draft',
              message: {
                name: 'Step email',
                fromEmail: from.email,
                fromLabel: from.label,
                subjectLine: '{{ event.subject }}',
                previewText: '{{ event.preview }}',
                templateId,
                smartSendingEnabled: false,
                transactional: false,
                addTrackingParams: true,
                customTrackingParams: [{ param: 'utm_content', value: 'setwise' }],
              },
            },
          }],
        },
      },
    },
  };
}
