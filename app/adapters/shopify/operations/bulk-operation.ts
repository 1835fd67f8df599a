// Starting a bulk query and looking how far it is. Grouped: an object's children follow it in the file, so that it can be
// written whole without keeping the file in memory.
import { operation } from '../admin-client.ts';

export interface RunBulkQueryAnswer {
  bulkOperationRunQuery: { bulkOperation: { id: string } | null; userErrors: { code: string | null; message: string }[] } | null;
}

export const RUN_BULK_QUERY = operation<RunBulkQueryAnswer, { query: string }>(`#graphql
  mutation RunBulkQuery($query: String!) {
    bulkOperationRunQuery(query: $query, groupObjects: true) {
      bulkOperation { id }
      userErrors { code message }
    }
  }`);

export type BulkOperationStatus = 'CREATED' | 'RUNNING' | 'COMPLETED' | 'CANCELING' | 'CANCELED' | 'EXPIRED' | 'FAILED';

export interface BulkOperationAnswer {
  bulkOperation: { id: string; status: BulkOperationStatus; errorCode: string | null; objectCount: string; url: string | null } | null;
}

export const BULK_OPERATION = operation<BulkOperationAnswer, { id: string }>(`#graphql
  query BulkOperation($id: ID!) {
    bulkOperation(id: $id) { id status errorCode objectCount url }
  }`);
