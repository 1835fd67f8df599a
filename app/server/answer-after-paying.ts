// POST /api/answer: what a shopper says of an offer of the thank-you and order-status blocks.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { now, wireNow } from '#app/adapters/clock/clock.ts';
import { hearAnswerAfterPaying } from '#app/pipeline/deliver/answer-told.ts';
import { answerToken } from './token-asked.ts';

/** @throws AppError, which the front turns into a status (http-errors.ts) */
export const handleAnswerAfterPaying = (request: IncomingMessage, response: ServerResponse): Promise<void> =>
  answerToken(request, response, (asked) => hearAnswerAfterPaying(asked, { now: now(), wireNow: wireNow() }));
