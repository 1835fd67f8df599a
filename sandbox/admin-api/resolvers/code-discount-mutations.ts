// Making, ending and deleting basic code discounts. Only percentages off named products, or off everything, are modelled.
import { GraphQLError } from 'graphql';
import type { CodeDiscountRecord } from '../../store/app-types.ts';
import { codeNamed } from '../../store/codes.ts';
import { codeGid } from '../../store/discounts.ts';
import { idOf, parseGid } from '../../store/gid.ts';
import type { AdminContext } from '../context.ts';
import { codeNodeSource } from './sources.ts';
import { typeTable } from './table.ts';

/** Shopify's bound of a code's length. */
const CODE_LENGTH = 255;

interface CodeInput {
  title?: string | null;
  code?: string | null;
  startsAt?: string | null;
  endsAt?: string | null;
  usageLimit?: number | null;
  appliesOncePerCustomer?: boolean | null;
  combinesWith?: Partial<CodeDiscountRecord['combinesWith']> | null;
  tags?: string[] | null;
  customerGets?: {
    value?: { percentage?: number | null } | null;
    items?: { all?: boolean | null; products?: { productsToAdd?: string[] | null; productVariantsToAdd?: string[] | null } | null } | null;
  } | null;
}

const problem = (path: readonly string[], message: string, code: string) => ({ field: ['basicCodeDiscount', ...path], message, code, extraInfo: null });
const noSuch = { field: ['id'], message: 'Code discount does not exist.', code: 'INVALID', extraInfo: null };

export const codeDiscountMutations = typeTable({
  discountCodeBasicCreate: (_source, args, context) => {
    const input = args.basicCodeDiscount as CodeInput;
    const userErrors = problemsOf(input, context);
    if (userErrors.length > 0) return { codeDiscountNode: null, userErrors };
    const { store } = context;
    const discount = store.createCodeDiscount({
      title: input.title as string, code: (input.code as string).trim(), percentage: input.customerGets?.value?.percentage as number,
      productIds: numbers(input.customerGets?.items?.products?.productsToAdd, 'Product'),
      variantIds: numbers(input.customerGets?.items?.products?.productVariantsToAdd, 'ProductVariant'),
      startsAt: new Date(input.startsAt as string).toISOString(), endsAt: input.endsAt ? new Date(input.endsAt).toISOString() : null,
      usageLimit: input.usageLimit ?? null, appliesOncePerCustomer: input.appliesOncePerCustomer ?? false, tags: input.tags ?? [],
      combinesWith: {
        productDiscounts: input.combinesWith?.productDiscounts ?? false, orderDiscounts: input.combinesWith?.orderDiscounts ?? false,
        shippingDiscounts: input.combinesWith?.shippingDiscounts ?? false,
      },
    });
    return { codeDiscountNode: codeNodeSource(discount), userErrors: [] };
  },

  discountCodeDeactivate: (_source, args, context) => {
    const discount = findCode(args.id as string, context);
    if (!discount) return { codeDiscountNode: null, userErrors: [noSuch] };
    context.store.deactivateCodeDiscount(discount.id);
    return { codeDiscountNode: codeNodeSource(discount), userErrors: [] };
  },

  discountCodeDelete: (_source, args, context) => {
    const discount = findCode(args.id as string, context);
    if (!discount) return { deletedCodeDiscountId: null, userErrors: [noSuch] };
    context.store.deleteCodeDiscount(discount.id);
    return { deletedCodeDiscountId: codeGid(discount.id), userErrors: [] };
  },
});

function problemsOf(input: CodeInput, { store }: AdminContext): unknown[] {
  const errors: unknown[] = [];
  const { value, items } = input.customerGets ?? {};
  if (!input.title) errors.push(problem(['title'], "Title can't be blank", 'BLANK'));
  if (!input.code?.trim()) errors.push(problem(['code'], "Code can't be blank", 'BLANK'));
  else if (input.code.length > CODE_LENGTH) errors.push(problem(['code'], `Code is too long (maximum is ${CODE_LENGTH} characters)`, 'TOO_LONG'));
  else if (codeNamed(store, input.code)) errors.push(problem(['code'], 'Code must be unique. Please try a different code.', 'TAKEN'));
  if (!input.startsAt) errors.push(problem(['startsAt'], "Starts at can't be blank", 'BLANK'));
  else if (input.endsAt && Date.parse(input.endsAt) <= Date.parse(input.startsAt)) errors.push(problem(['endsAt'], 'Ends at needs to be after starts_at', 'END_DATE_BEFORE_START_DATE'));
  if (input.usageLimit !== null && input.usageLimit !== undefined && input.usageLimit < 1) errors.push(problem(['usageLimit'], 'Usage limit must be greater than 0', 'GREATER_THAN'));
  if (value && value.percentage === undefined) throw notModelled('a value that is not a percentage');
  if (!value) errors.push(problem(['customerGets', 'value'], "Value can't be blank", 'BLANK'));
  else if ((value.percentage as number) <= 0 || (value.percentage as number) > 1)
    errors.push(problem(['customerGets', 'value', 'percentage'], 'Value must be between 0.0 and 1.0', 'VALUE_OUTSIDE_RANGE'));
  if (!items) errors.push(problem(['customerGets', 'items'], "Items can't be blank", 'BLANK'));
  else if (!items.all && !items.products) throw notModelled('items other than products');
  for (const id of [...(items?.products?.productsToAdd ?? []), ...(items?.products?.productVariantsToAdd ?? [])])
    if (!store.exists(id)) errors.push(problem(['customerGets', 'items', 'products'], `Product with id: ${parseGid(id)?.id ?? id} is invalid`, 'INVALID'));
  return errors;
}

const notModelled = (what: string): GraphQLError => new GraphQLError(`The sandbox does not model a code discount with ${what}.`, { extensions: { code: 'SANDBOX_NOT_MODELLED' } });

const findCode = (id: string, { store }: AdminContext): CodeDiscountRecord | undefined => store.codeDiscounts.get(idOf(id, 'DiscountCodeNode') ?? 0);

const numbers = (gids: readonly string[] | null | undefined, type: string): number[] => (gids ?? []).flatMap((one) => idOf(one, type) ?? []);
