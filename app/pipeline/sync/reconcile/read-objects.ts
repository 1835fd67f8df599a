// Reads many objects of the store a step at a time, so that a crash costs at most a page or a batch: page by page, or,
// where there are many, by one bulk operation whose file is streamed. What each step brought is handed on together with
// how far the reading is then, to be noted in one transaction.
//
//   chosen by count ──▶ pages: a page a step
//                  └──▶ bulk:  started ──completed──▶ read to the end
//                               ▲   │ failed, cancelled, expired
//                               └───┘
import type { AdminClient } from '#app/adapters/shopify/admin-client.ts';
import { type ExportedLines, openExport } from '#app/adapters/shopify/export-file.ts';
import { BULK_OPERATION, RUN_BULK_QUERY } from '#app/adapters/shopify/operations/bulk-operation.ts';
import type { PageOf } from '#app/adapters/shopify/operations/changed-since.ts';
import type { KindProgress } from '#app/db/reconciliations.ts';
import { AppError } from '#app/domain/app-error.ts';
import { says } from '#app/domain/says/says.ts';
import type { Children, Reading, StoreObject, Work } from './kind.ts';

export interface Brought {
  objects: StoreObject[];
  /** When the reading of them began. */
  readAt: Date;
  /** To be saved with what is made of them. */
  progress: Partial<KindProgress>;
}

/** The next step begins with nothing chosen. */
export const nextStep = (step: number): Partial<KindProgress> => ({ step: step + 1, how: null, after: null, operationId: null, readAt: null });

/**
 * @param atOnce objects of a bulk operation that are handed on together
 * @returns 'waits' when Shopify has to get on first
 */
export async function advanceReading(work: Work, reading: Reading, filter: string | null, atOnce: number, onBrought: (brought: Brought) => Promise<void>): Promise<'advanced' | 'waits'> {
  switch (work.progress.how) {
    case null:
      return choose(work, reading, filter);
    case 'pages':
      return readPage(work, reading, filter, onBrought);
    case 'bulk':
      return work.progress.operationId === null ? start(work, reading, filter) : readFile(work, atOnce, onBrought);
  }
}

async function choose({ client, pagedUpTo, save }: Work, reading: Reading, filter: string | null): Promise<'advanced'> {
  const { count } = await client.run(reading.count, { filter });
  const about = count?.count ?? 0;
  await save({ how: about > pagedUpTo ? 'bulk' : 'pages', pageSize: Math.min(reading.pageSize, about + 1) });
  return 'advanced';
}

async function readPage({ client, progress, now }: Work, reading: Reading, filter: string | null, onBrought: (brought: Brought) => Promise<void>): Promise<'advanced'> {
  const readAt = now();
  const { page } = await client.run(reading.paged, { first: progress.pageSize, after: progress.after, ...(filter === null ? {} : { filter }) });
  const objects = await withChildren(client, page.nodes, reading.children);
  const { hasNextPage, endCursor } = page.pageInfo;
  await onBrought({ objects, readAt, progress: hasNextPage ? { after: endCursor } : nextStep(progress.step) });
  return 'advanced';
}

/** Nodes of a page, with children that did not fit on it. */
export async function withChildren(client: AdminClient, nodes: readonly { id: string }[], children: Children<unknown> | undefined): Promise<StoreObject[]> {
  const objects: StoreObject[] = [];
  for (const node of nodes) {
    const first = children && (node as Record<string, unknown>)[children.field];
    const all: unknown[] = [];
    let page = (first as PageOf<unknown> | undefined) ?? null;
    while (page) {
      all.push(...page.nodes);
      const { hasNextPage, endCursor }: PageOf<unknown>['pageInfo'] = page.pageInfo;
      page = children && hasNextPage ? ((await client.run(children.more, { id: node.id, after: endCursor })).parent?.more ?? null) : null;
    }
    objects.push({ node, children: all });
  }
  return objects;
}

async function start({ client, progress, now, save }: Work, reading: Reading, filter: string | null): Promise<'advanced'> {
  const readAt = now().toISOString();
  const { bulkOperationRunQuery: started } = await client.run(RUN_BULK_QUERY, { query: reading.bulk(filter) });
  const problem = started?.userErrors[0];
  if (problem) throw new AppError(problem.code === 'OPERATION_IN_PROGRESS' ? 'try_later' : 'refused', says(({ reading }) => reading.notExported(progress.kind, problem.message)));
  if (!started?.bulkOperation) throw new AppError('try_later', `Shopify did not start to export ${progress.kind}.`);
  await save({ operationId: started.bulkOperation.id, readAt, after: '0' });
  return 'advanced';
}

async function readFile({ client, progress, save }: Work, atOnce: number, onBrought: (brought: Brought) => Promise<void>): Promise<'advanced' | 'waits'> {
  const { bulkOperation } = await client.run(BULK_OPERATION, { id: progress.operationId ?? '' });
  switch (bulkOperation?.status) {
    case 'CREATED':
    case 'RUNNING':
    case 'CANCELING':
      return 'waits';
    case 'COMPLETED': {
      // No file: nothing was found.
      const opened = bulkOperation.url ? await openExport(bulkOperation.url, null) : null;
      if (opened === 'gone' || opened === 'changed') {
        await save({ operationId: null, after: null });
        return 'advanced';
      }
      let read = Number(progress.after);
      for await (const objects of opened ? batches(opened.lines, read, atOnce) : []) {
        read += objects.length;
        await onBrought({ objects, readAt: new Date(progress.readAt ?? 0), progress: { after: String(read) } });
      }
      await save(nextStep(progress.step));
      return 'advanced';
    }
    default:
      if (bulkOperation?.errorCode === 'ACCESS_DENIED') throw new AppError('refused', says(({ reading }) => reading.notAllowed(progress.kind)));
      await save({ operationId: null, after: null });
      throw new AppError('try_later', `Shopify gave up exporting ${progress.kind} (${bulkOperation?.errorCode ?? bulkOperation?.status ?? 'it is gone'}).`);
  }
}

/** Objects of a grouped export with the children that follow each. @param skip objects that were read before */
async function* batches(parts: AsyncIterable<ExportedLines>, skip: number, size: number): AsyncGenerator<StoreObject[]> {
  let batch: StoreObject[] = [];
  let seen = 0;
  for await (const { lines } of parts) {
    for (const line of lines) {
      const node = JSON.parse(line) as { id: string; __parentId?: string };
      const isChild = node.__parentId !== undefined;
      if (!isChild) seen += 1;
      if (seen <= skip) continue;
      if (isChild) {
        batch.at(-1)?.children.push(node);
        continue;
      }
      if (batch.length === size) {
        yield batch;
        batch = [];
      }
      batch.push({ node, children: [] });
    }
  }
  if (batch.length > 0) yield batch;
}
