// No message without consent, to its own channel: unknown means no.
import { mayEmail } from '../../consent/email-consent.ts';
import { mayText } from '../../consent/sms-consent.ts';
import type { Gate, StepFacts } from '../step-facts.ts';

export const noConsent: Gate<StepFacts> = ({ channel, emailConsent, smsConsent }) =>
  (channel === 'sms' ? mayText(smsConsent) : mayEmail(emailConsent)) ? null : { kind: 'refused', reason: 'no_consent' };
