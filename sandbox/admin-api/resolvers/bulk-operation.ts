// Bulk operations as they are looked at.
import type { BulkOperationRecord } from '../../store/app-types.ts';
import { gid } from '../../store/gid.ts';
import type { ListOf, } from '../connection.ts';
import { dateTime, dateTimeOrNull } from '../values.ts';
import { type BulkSource, bulkSource } from './sources.ts';
import { typeTable } from './table.ts';

export const bulkList = (items: readonly BulkOperationRecord[]): ListOf<BulkOperationRecord> => ({
  items,
  idOf: (operation) => operation.id,
  toSource: bulkSource,
  sortValues: { CREATED_AT: (operation) => operation.createdAt, COMPLETED_AT: (operation) => operation.completedAt ?? '' },
  searchKeys: {
    id: (operation) => operation.id,
    status: (operation) => operation.status.toLowerCase(),
    operation_type: () => 'query',
    created_at: (operation) => operation.createdAt,
  },
});

export const bulkOperationTable = typeTable<BulkSource>({
  id: ({ operation }) => gid('BulkOperation', operation.id),
  status: ({ operation }) => operation.status,
  type: () => 'QUERY',
  query: ({ operation }) => operation.query,
  errorCode: ({ operation }) => operation.errorCode,
  objectCount: ({ operation }) => String(operation.objectCount),
  rootObjectCount: ({ operation }) => String(operation.rootObjectCount),
  fileSize: ({ operation }) => (operation.fileSize === null ? null : String(operation.fileSize)),
  url: ({ operation }, _args, { urls }) => (operation.status === 'COMPLETED' && operation.file ? `${urls.sandbox}/bulk/${operation.file}` : null),
  partialDataUrl: ({ operation }, _args, { urls }) => (operation.status !== 'COMPLETED' && operation.completedAt && operation.file ? `${urls.sandbox}/bulk/${operation.file}` : null),
  createdAt: ({ operation }) => dateTime(operation.createdAt),
  completedAt: ({ operation }) => dateTimeOrNull(operation.completedAt),
});
