// POST /api/thank-you, answered before Remix: what the thank-you and order-status blocks show.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { now, wireNow } from '#app/adapters/clock/clock.ts';
import { answerThankYou } from '#app/pipeline/deliver/answer-thank-you.ts';
import { answerToken } from './token-asked.ts';

/** @throws AppError, which the front turns into a status (http-errors.ts) */
export const handleThankYou = (request: IncomingMessage, response: ServerResponse): Promise<void> =>
  answerToken(request, response, (asked) => answerThankYou(asked, { now: now(), wireNow: wireNow() }));
