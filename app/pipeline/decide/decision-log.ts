// Keeps decisions without making a shopper wait for it, at the latest 200 ms on. A process that is killed loses that much of
// the log, and nothing else; one that is stopped calls flushDecisions().
import { remember } from '@epic-web/remember';
import { type NewDecision, saveDecisions } from '#app/db/across-shops/save-decisions.ts';
import { writeLater } from './write-later.ts';

const decisions = remember('setwise.decision-log', () => writeLater<NewDecision>({ what: 'decisions', afterMs: 200, rows: 200, mostWaiting: 10_000, write: saveDecisions }));

export const keepDecision = (decision: NewDecision): void => decisions.add(decision);

export const flushDecisions = (): Promise<void> => decisions.flush();
