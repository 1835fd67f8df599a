// Making, ending and deleting code discounts: a percentage or an amount off named products or off everything, a product for
// nothing with another, free shipping.
import { GraphQLError } from 'graphql';
import type { CodeDiscountRecord } from '../../store/app-types.ts';
import { codeNamed, type NewCodeDiscount } from '../../store/codes.ts';
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
  customerGets?: Gets | null;
  customerBuys?: { value?: { quantity?: string | number | null } | null; items?: Items | null } | null;
  usesPerOrderLimit?: number | null;
  destination?: { all?: boolean | null } | null;
  maximumShippingPrice?: string | null;
  minimumRequirement?: { subtotal?: { greaterThanOrEqualToSubtotal?: string | null } | null; quantity?: unknown } | null;
}

interface Items {
  all?: boolean | null;
  products?: { productsToAdd?: string[] | null; productVariantsToAdd?: string[] | null } | null;
}

interface Gets {
  value?: {
    percentage?: number | null;
    discountAmount?: { amount?: string | null; appliesOnEachItem?: boolean | null } | null;
    discountOnQuantity?: { quantity?: string | number | null; effect?: { percentage?: number | null } | null } | null;
  } | null;
  items?: Items | null;
}

/** The mutation's argument, under which what is wrong is told. */
type Argument = 'basicCodeDiscount' | 'bxgyCodeDiscount' | 'freeShippingCodeDiscount';

interface Problem {
  field: string[];
  message: string;
  code: string;
  extraInfo: null;
}
const problemOf = (argument: Argument) => (path: readonly string[], message: string, code: string): Problem => ({ field: [argument, ...path], message, code, extraInfo: null });
const noSuch = { field: ['id'], message: 'Code discount does not exist.', code: 'INVALID', extraInfo: null };

export const codeDiscountMutations = typeTable({
  discountCodeBasicCreate: (_source, args, context) => {
    const input = args.basicCodeDiscount as CodeInput;
    const value = input.customerGets?.value;
    const problems = [...problemsOfCode('basicCodeDiscount', input, context), ...problemsOfValue(input), ...problemsOfItems('basicCodeDiscount', 'customerGets', input.customerGets?.items, context)];
    return made(context, input, problems, () => ({ ...itemsOf(input.customerGets?.items), percentage: value?.percentage ?? 0, ...(value?.discountAmount ? { amountEach: value.discountAmount.amount as string } : {}) }));
  },

  discountCodeBxgyCreate: (_source, args, context) => {
    const input = args.bxgyCodeDiscount as CodeInput;
    const { customerBuys: buys, customerGets: gets } = input;
    const given = gets?.value?.discountOnQuantity;
    if (Number(buys?.value?.quantity) !== 1 || Number(given?.quantity) !== 1 || given?.effect?.percentage !== 1 || input.usesPerOrderLimit !== 1) throw notModelled('anything but one for nothing with one that is bought, once an order');
    const argument = 'bxgyCodeDiscount';
    const problems = [...problemsOfCode(argument, input, context), ...problemsOfItems(argument, 'customerBuys', buys?.items, context), ...problemsOfItems(argument, 'customerGets', gets?.items, context)];
    return made(context, input, problems, () => ({ ...itemsOf(gets?.items), percentage: 1, buysProductIds: itemsOf(buys?.items).productIds }));
  },

  discountCodeFreeShippingCreate: (_source, args, context) => {
    const input = args.freeShippingCodeDiscount as CodeInput;
    const problem = problemOf('freeShippingCodeDiscount');
    if (input.maximumShippingPrice || input.minimumRequirement?.quantity) throw notModelled('free shipping by price or by quantity');
    const problems = problemsOfCode('freeShippingCodeDiscount', input, context);
    if (!input.destination?.all) problems.push(problem(['destination'], "Destination can't be blank", 'BLANK'));
    const least = input.minimumRequirement?.subtotal?.greaterThanOrEqualToSubtotal;
    return made(context, input, problems, () => ({ productIds: [], variantIds: [], percentage: 0, freeShipping: true, ...(least ? { minimumSubtotal: least } : {}) }));
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

type Given = Pick<NewCodeDiscount, 'productIds' | 'variantIds' | 'percentage'> & Partial<NewCodeDiscount>;

function made({ store }: AdminContext, input: CodeInput, userErrors: readonly Problem[], given: () => Given): unknown {
  if (userErrors.length > 0) return { codeDiscountNode: null, userErrors };
  const discount = store.createCodeDiscount({
    title: input.title as string, code: (input.code as string).trim(), ...given(),
    startsAt: new Date(input.startsAt as string).toISOString(), endsAt: input.endsAt ? new Date(input.endsAt).toISOString() : null,
    usageLimit: input.usageLimit ?? null, appliesOncePerCustomer: input.appliesOncePerCustomer ?? false, tags: input.tags ?? [],
    combinesWith: {
      productDiscounts: input.combinesWith?.productDiscounts ?? false, orderDiscounts: input.combinesWith?.orderDiscounts ?? false,
      shippingDiscounts: input.combinesWith?.shippingDiscounts ?? false,
    },
  });
  return { codeDiscountNode: codeNodeSource(discount), userErrors: [] };
}

/** What every code needs. */
function problemsOfCode(argument: Argument, input: CodeInput, { store }: AdminContext): Problem[] {
  const problem = problemOf(argument);
  const errors: Problem[] = [];
  if (!input.title) errors.push(problem(['title'], "Title can't be blank", 'BLANK'));
  if (!input.code?.trim()) errors.push(problem(['code'], "Code can't be blank", 'BLANK'));
  else if (input.code.length > CODE_LENGTH) errors.push(problem(['code'], `Code is too long (maximum is ${CODE_LENGTH} characters)`, 'TOO_LONG'));
  else if (codeNamed(store, input.code)) errors.push(problem(['code'], 'Code must be unique. Please try a different code.', 'TAKEN'));
  if (!input.startsAt) errors.push(problem(['startsAt'], "Starts at can't be blank", 'BLANK'));
  else if (input.endsAt && Date.parse(input.endsAt) <= Date.parse(input.startsAt)) errors.push(problem(['endsAt'], 'Ends at needs to be after starts_at', 'END_DATE_BEFORE_START_DATE'));
  if (input.usageLimit !== null && input.usageLimit !== undefined && input.usageLimit < 1) errors.push(problem(['usageLimit'], 'Usage limit must be greater than 0', 'GREATER_THAN'));
  return errors;
}

/** A percentage, or an amount off each unit. */
function problemsOfValue({ customerGets }: CodeInput): Problem[] {
  const problem = problemOf('basicCodeDiscount');
  const value = customerGets?.value;
  if (!value) return [problem(['customerGets', 'value'], "Value can't be blank", 'BLANK')];
  const { percentage, discountAmount } = value;
  if (discountAmount) {
    if (!discountAmount.appliesOnEachItem) throw notModelled('an amount off all items together');
    return Number(discountAmount.amount) > 0 ? [] : [problem(['customerGets', 'value', 'discountAmount', 'amount'], 'Value must be greater than 0', 'GREATER_THAN')];
  }
  if (percentage === undefined || percentage === null) throw notModelled('a value that is neither a percentage nor an amount');
  return percentage <= 0 || percentage > 1 ? [problem(['customerGets', 'value', 'percentage'], 'Value must be between 0.0 and 1.0', 'VALUE_OUTSIDE_RANGE')] : [];
}

function problemsOfItems(argument: Argument, of: 'customerGets' | 'customerBuys', items: Items | null | undefined, { store }: AdminContext): Problem[] {
  const problem = problemOf(argument);
  if (!items) return [problem([of, 'items'], "Items can't be blank", 'BLANK')];
  if (!items.all && !items.products) throw notModelled('items other than products');
  return [...(items.products?.productsToAdd ?? []), ...(items.products?.productVariantsToAdd ?? [])]
    .filter((id) => !store.exists(id))
    .map((id) => problem([of, 'items', 'products'], `Product with id: ${parseGid(id)?.id ?? id} is invalid`, 'INVALID'));
}

const itemsOf = (items: Items | null | undefined): { productIds: number[]; variantIds: number[] } => ({
  productIds: numbers(items?.products?.productsToAdd, 'Product'), variantIds: numbers(items?.products?.productVariantsToAdd, 'ProductVariant'),
});

const notModelled = (what: string): GraphQLError => new GraphQLError(`The sandbox does not model a code discount with ${what}.`, { extensions: { code: 'SANDBOX_NOT_MODELLED' } });

const findCode = (id: string, { store }: AdminContext): CodeDiscountRecord | undefined => store.codeDiscounts.get(idOf(id, 'DiscountCodeNode') ?? 0);

const numbers = (gids: readonly string[] | null | undefined, type: string): number[] => (gids ?? []).flatMap((one) => idOf(one, type) ?? []);
