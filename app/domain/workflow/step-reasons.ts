// Every reason a step can end or wait with, by its code, and the English that tells it (says/en/steps.ts).
import { en } from '../says/en/all.ts';

export const STEP_REASONS = en.steps;

export type StepReason = keyof typeof STEP_REASONS;

export const isStepReason = (text: string): text is StepReason => Object.hasOwn(STEP_REASONS, text);
