// What the thank-you and order-status blocks ask, and our answer: POST /api/thank-you. Amounts come as text in the reader's
// language: the block shows them and computes nothing. No cost, no margin, no floor is ever in here.
import { z } from 'zod';
import { orderId } from './order-id.ts';

export const thankYouQuestion = z.object({
  orderId,
  placement: z.enum(['thank_you', 'order_status']),
  /** BCP 47, the page's language. */
  locale: z.string().max(35).optional(),
  /** ISO 3166, where it was bought for; absent: the page does not know. */
  country: z.string().regex(/^[A-Za-z]{2}$/).optional(),
});
export type ThankYouQuestion = z.infer<typeof thankYouQuestion>;

const thankYouItem = z.object({
  productId: z.string(),
  title: z.string(),
  imageUrl: z.string().nullable(),
  price: z.string(),
  /** What it cost before; null: it costs what it always does. */
  wasPrice: z.string().nullable(),
  /** Why it belongs, in one line. */
  reason: z.string(),
});
export type ThankYouItem = z.infer<typeof thankYouItem>;

export const thankYouAnswer = z.object({
  /** null: nothing to offer; the block takes no space. */
  offer: z
    .object({
      heading: z.string(),
      /** By which an answer to it is told apart; null: whoever reads has no name here, so none is kept. */
      decisionId: z.uuid().nullable(),
      items: z.array(thankYouItem).min(1).max(3),
      /** A cart that holds them all. */
      url: z.url(),
      /** What the way there is called. */
      button: z.string(),
    })
    .nullable(),
});
export type ThankYouAnswer = z.infer<typeof thankYouAnswer>;
