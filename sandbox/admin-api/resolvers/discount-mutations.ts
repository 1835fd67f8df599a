// Creating, changing, switching on again and deleting automatic app discounts.
import type { DiscountRecord } from '../../store/app-types.ts';
import { discountGid, discountStatus, type NewDiscount } from '../../store/discounts.ts';
import { parseGid } from '../../store/gid.ts';
import { StoreRefusal } from '../../store/refusal.ts';
import type { AdminContext, AppFunction } from '../context.ts';
import { appDiscountSource, automaticNodeSource } from './sources.ts';
import { typeTable } from './table.ts';

/** Active app discounts a shop can have. */
const ACTIVE_LIMIT = 25;

interface DiscountInput {
  title?: string | null;
  functionHandle?: string | null;
  functionId?: string | null;
  startsAt?: string | null;
  endsAt?: string | null;
  discountClasses?: DiscountRecord['discountClasses'] | null;
  combinesWith?: Partial<DiscountRecord['combinesWith']> | null;
  tags?: string[] | null;
  metafields?: { namespace?: string; key: string; type?: string; value: string }[] | null;
}

interface UserError {
  field: string[];
  message: string;
  code: string;
  extraInfo: null;
}

const problem = (name: string, message: string, code: string): UserError => ({ field: ['automaticAppDiscount', name], message, code, extraInfo: null });

export const discountMutations = typeTable({
  discountAutomaticAppCreate: (_source, args, context) => {
    const input = args.automaticAppDiscount as DiscountInput;
    const fn = functionOf(input, context);
    const errors = [...(fn ? [] : [missingFunction(input)]), ...problemsOf(input), ...tooMany(context)];
    if (!input.title) errors.push(problem('title', "Title can't be blank", 'BLANK'));
    if (!input.startsAt) errors.push(problem('startsAt', "Starts at can't be blank", 'BLANK'));
    if (errors.length > 0 || !fn) return { automaticAppDiscount: null, userErrors: errors };
    const discount = context.store.createDiscount({
      title: input.title as string, functionHandle: fn.handle, startsAt: input.startsAt as string, endsAt: input.endsAt ?? null,
      discountClasses: input.discountClasses ?? ['PRODUCT'], combinesWith: combinations(input.combinesWith), tags: input.tags ?? [],
    });
    return withMetafields(context, discount, input);
  },

  discountAutomaticAppUpdate: (_source, args, context) => {
    const input = args.automaticAppDiscount as DiscountInput;
    const discount = findDiscount(args.id as string, context);
    if (!discount) return { automaticAppDiscount: null, userErrors: [{ field: ['id'], message: 'Discount does not exist.', code: 'INVALID', extraInfo: null }] };
    const fn = input.functionHandle || input.functionId ? functionOf(input, context) : undefined;
    const errors = [...(input.functionHandle && !fn ? [missingFunction(input)] : []), ...problemsOf({ startsAt: discount.startsAt, ...input })];
    if (errors.length > 0) return { automaticAppDiscount: null, userErrors: errors };
    const patch: Partial<NewDiscount> = {
      ...(input.title ? { title: input.title } : {}),
      ...(input.startsAt ? { startsAt: input.startsAt } : {}),
      ...(input.endsAt === undefined ? {} : { endsAt: input.endsAt }),
      ...(input.discountClasses ? { discountClasses: input.discountClasses } : {}),
      ...(input.combinesWith ? { combinesWith: combinations(input.combinesWith) } : {}),
      ...(input.tags ? { tags: input.tags } : {}),
      ...(fn ? { functionHandle: fn.handle } : {}),
    };
    return withMetafields(context, context.store.updateDiscount(discount.id, patch), input);
  },

  discountAutomaticActivate: (_source, args, context) => {
    const discount = findDiscount(args.id as string, context);
    if (!discount) return { automaticDiscountNode: null, userErrors: [{ field: ['id'], message: 'Discount does not exist.', code: 'INVALID', extraInfo: null }] };
    const now = context.store.clock.now().toISOString();
    context.store.updateDiscount(discount.id, { endsAt: null, ...(discount.startsAt > now ? { startsAt: now } : {}) });
    return { automaticDiscountNode: automaticNodeSource(discount), userErrors: [] };
  },

  discountAutomaticDelete: (_source, args, context) => {
    const discount = findDiscount(args.id as string, context);
    if (!discount) return { deletedAutomaticDiscountId: null, userErrors: [{ field: ['id'], message: 'Discount does not exist.', code: 'INVALID', extraInfo: null }] };
    context.store.deleteDiscount(discount.id);
    return { deletedAutomaticDiscountId: discountGid(discount.id), userErrors: [] };
  },
});

const findDiscount = (id: string, { store }: AdminContext): DiscountRecord | undefined => store.discounts.get(parseGid(id)?.id ?? 0);

const functionOf = (input: DiscountInput, { functions }: AdminContext): AppFunction | undefined =>
  functions.find((fn) => fn.apiType === 'discount' && (input.functionHandle ? fn.handle === input.functionHandle : fn.id === input.functionId));

function missingFunction(input: DiscountInput): UserError {
  if (input.functionHandle) return problem('functionHandle', `Function handle ${input.functionHandle} not found. Ensure that it is released in the current app (${'setwise'}), and that the app is installed.`, 'INVALID');
  return input.functionId
    ? problem('functionId', `Function ${input.functionId} not found. Ensure that it is released in the current app, and that the app is installed.`, 'INVALID')
    : problem('functionHandle', 'Either functionId or functionHandle must be provided.', 'MISSING_FUNCTION_IDENTIFIER');
}

function problemsOf(input: DiscountInput): UserError[] {
  const errors: UserError[] = [];
  if (input.functionHandle && input.functionId) errors.push(problem('functionHandle', 'Only one of functionId or functionHandle is allowed.', 'MULTIPLE_FUNCTION_IDENTIFIERS'));
  if (input.startsAt && input.endsAt && Date.parse(input.endsAt) <= Date.parse(input.startsAt))
    errors.push(problem('endsAt', 'Ends at needs to be after starts_at', 'END_DATE_BEFORE_START_DATE'));
  return errors;
}

function tooMany({ store }: AdminContext): UserError[] {
  const active = store.listDiscounts().filter((discount) => discountStatus(discount, store.clock.now()) === 'ACTIVE');
  return active.length < ACTIVE_LIMIT ? [] : [problem('base', `Shop cannot have more than ${ACTIVE_LIMIT} active app discounts`, 'MAX_APP_DISCOUNTS')];
}

const combinations = (input: DiscountInput['combinesWith']): DiscountRecord['combinesWith'] => ({
  productDiscounts: input?.productDiscounts ?? false, orderDiscounts: input?.orderDiscounts ?? false, shippingDiscounts: input?.shippingDiscounts ?? false,
});

function withMetafields({ store }: AdminContext, discount: DiscountRecord, input: DiscountInput): unknown {
  try {
    const ownerId = discountGid(discount.id);
    store.setMetafields((input.metafields ?? []).map((field) => ({ ...field, namespace: field.namespace ?? '$app', ownerId })));
    return { automaticAppDiscount: appDiscountSource(discount), userErrors: [] };
  } catch (error) {
    if (!(error instanceof StoreRefusal)) throw error;
    return { automaticAppDiscount: null, userErrors: [problem('metafields', error.message, 'INVALID')] };
  }
}
