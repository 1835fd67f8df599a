// What can be changed.
import { parseGid } from '../../store/gid.ts';
import { codeDiscountMutations } from './code-discount-mutations.ts';
import { discountMutations } from './discount-mutations.ts';
import { metafieldMutations } from './metafield-mutations.ts';
import { webPixelMutations } from './web-pixel.ts';
import { appSource, bulkSource } from './sources.ts';
import { typeTable } from './table.ts';

export const mutationTable = typeTable({
  ...metafieldMutations,
  ...discountMutations,
  ...codeDiscountMutations,
  ...webPixelMutations,

  bulkOperationRunQuery: (_source, args, context) => {
    const outcome = context.runner.submit(args.query as string, args.groupObjects === true, context);
    return 'operation' in outcome ? { bulkOperation: bulkSource(outcome.operation), userErrors: [] } : { bulkOperation: null, userErrors: outcome.errors };
  },

  bulkOperationCancel: (_source, args, { store, runner }) => {
    const operation = store.bulkOperations.get(parseGid(args.id as string)?.id ?? 0);
    if (!operation) return { bulkOperation: null, userErrors: [{ field: ['id'], message: 'Bulk operation does not exist' }] };
    if (!runner.cancel(operation)) {
      const message = `A bulk operation cannot be canceled when it is ${operation.status.toLowerCase()}`;
      return { bulkOperation: bulkSource(operation), userErrors: [{ field: null, message }] };
    }
    return { bulkOperation: bulkSource(operation), userErrors: [] };
  },

  appUninstall: (_source, _args, { store }) => {
    store.uninstall();
    return { app: appSource, userErrors: [] };
  },
});
