// The email of a workflow for the customer whom the merchant chose; data only, no page. Posted, so that an address that was
// typed stands in no URL and no log.
import type { ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { isTrigger } from '#app/domain/workflow/triggers.ts';
import { previewStep } from '#app/pipeline/deliver/preview-step.ts';
import { language } from '#app/ui/text/language.ts';
import { done, merchant } from './app/merchant.server.ts';

const question = z.object({ trigger: z.string().refine(isTrigger), customer: z.string().trim().min(1).max(254) });

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, at } = await merchant(request);
  const { trigger, customer } = question.parse({ trigger: params.trigger, customer: (await request.formData()).get('customer') });
  return done(previewStep(shop.shopId, trigger, customer, at, language()));
}
