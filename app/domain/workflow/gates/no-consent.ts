// No message without consent: unknown means no.
import { mayEmail } from '../../consent/email-consent.ts';
import type { Gate, StepFacts } from '../step-facts.ts';

export const noConsent: Gate<StepFacts> = ({ emailConsent }) => (mayEmail(emailConsent) ? null : { kind: 'refused', reason: 'no_consent' });
