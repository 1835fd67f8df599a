// The one event that a due step becomes in Klaviyo: everything the template needs, ready to print, so that the template
// decides nothing. Texts are in the recipient's language, money is formatted, addresses are absolute.
import { z } from 'zod';

/** The metric's name; one flow listens to it. */
export const STEP_READY_METRIC = 'Setwise Step Ready';

const messageItem = z.object({
  title: z.string(),
  image_url: z.url().nullable(),
  url: z.url(),
  price: z.string(),
  /** The price without the discount, where there is one. */
  was_price: z.string().nullable(),
  /** Why it belongs, in one sentence. */
  reason: z.string(),
  /** Signed links to answers to this product. */
  have_it_url: z.url(),
  not_for_me_url: z.url(),
});

/** Properties of the event; its `unique_id` is step_id, so that a repeat is one email. */
export const stepReady = z.object({
  step_id: z.uuid(),
  workflow: z.string(),
  locale: z.string(),
  currency: z.string(),
  /** Under 45 characters. */
  subject: z.string().max(60),
  preview: z.string(),
  heading: z.string(),
  /** Names what was bought and why this came. */
  intro: z.string(),
  primary: messageItem,
  others: z.array(messageItem).max(2),
  button: z.string(),
  /** Signed link that lands on the set, filled in, the code applied. */
  url: z.url(),
  code: z.string().nullable(),
  code_note: z.string().nullable(),
  why: z.string(),
  /** To all of it: templates that were made before each item had its own ask for it. */
  have_it_url: z.url(),
  /** No more of these, in the store either. */
  quiet_url: z.url(),
  shop_name: z.string(),
  shop_url: z.url(),
});
export type StepReady = z.infer<typeof stepReady>;
