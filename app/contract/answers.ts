// A shopper answers an offer of the widget: POST /apps/setwise/answer → /proxy/answer, JSON. They have a product, it is not
// for them, they want no suggestions at all; or they take that back.
import { z } from 'zod';
import { PLACEMENTS } from './offers.ts';

const productId = z.string().regex(/^\d{1,18}$/).transform(BigInt);

const where = z.object({
  /** The consenting visitor's id; absent: only who is logged in has said it. */
  visitorId: z.uuid().optional(),
  /** Of the offer that they answer to. */
  setId: z.uuid().optional(),
  placement: z.enum(PLACEMENTS),
});

/** undo without a product takes back `none`. */
export const answerTold = z.discriminatedUnion('answer', [
  where.extend({ answer: z.enum(['have_it', 'not_for_me']), productId }),
  where.extend({ answer: z.literal('none') }),
  where.extend({ answer: z.literal('undo'), productId: productId.optional() }),
]);
/** As it travels: ids are decimal text. */
export type AnswerSent = z.input<typeof answerTold>;

/** From the blocks after paying: POST /api/answer, with the page's session token. Who answers is whom it was decided for. */
const decided = z.object({ decisionId: z.uuid() });
export const answerAfterPaying = z.discriminatedUnion('answer', [
  decided.extend({ answer: z.enum(['have_it', 'not_for_me']), productId }),
  decided.extend({ answer: z.literal('none') }),
  decided.extend({ answer: z.literal('undo'), productId: productId.optional() }),
]);
export type AnswerAfterPayingSent = z.input<typeof answerAfterPaying>;

/** Whether it is kept; of somebody without a name nothing is. */
const answerHeard = z.object({ kept: z.boolean() });
export type AnswerHeard = z.infer<typeof answerHeard>;
