// A workflow that was switched off says nothing more, to nobody.
import type { Gate, StepFacts } from '../step-facts.ts';

export const workflowOff: Gate<StepFacts> = ({ workflowOn }) => (workflowOn ? null : { kind: 'cancelled', reason: 'workflow_off' });
