// Bulk operations in the background: CREATED → RUNNING → COMPLETED, or CANCELING → CANCELED, or FAILED. Rows go to a file
// as they are made, a slice at a time, so that the server keeps answering and the memory stays flat.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, statSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { type DocumentNode, GraphQLError, Kind } from 'graphql';
import type { BulkOperationRecord } from '../../store/app-types.ts';
import { gid } from '../../store/gid.ts';
import type { Store } from '../../store/store.ts';
import type { Connection } from '../connection.ts';
import type { AdminContext } from '../context.ts';
import { adminSchema } from '../schema.ts';
import { Projection } from './projection.ts';
import { type BulkUserError, checkBulkQuery } from './refusals.ts';

const MAX_RUNNING = 5;
const SLICE_MS = 20;
const KEPT_MS = 7 * 24 * 3_600_000;

export interface BulkOptions {
  /** Where results are written. */
  folder: string;
  /** A run takes at least this long, so that a person can watch it; 0 in tests. */
  minimumMs: number;
}

const isOpen = ({ status }: BulkOperationRecord): boolean => status === 'CREATED' || status === 'RUNNING' || status === 'CANCELING';

export class BulkRunner {
  readonly #store: Store;
  readonly #options: BulkOptions;
  readonly #running = new Set<Promise<void>>();
  readonly #stopping = new AbortController();

  constructor(store: Store, options: BulkOptions) {
    this.#store = store;
    this.#options = options;
    mkdirSync(options.folder, { recursive: true });
  }

  /** Begins again what a restart of the sandbox interrupted. */
  resume(context: AdminContext): void {
    for (const operation of this.#store.bulkOperations.values()) {
      if (operation.status === 'CANCELING') this.#finish(operation, 'CANCELED', null);
      const checked = isOpen(operation) ? checkBulkQuery(adminSchema().schema, operation.query) : null;
      if (!checked || 'errors' in checked) continue;
      Object.assign(operation, { status: 'CREATED', objectCount: 0, rootObjectCount: 0 });
      this.#start(operation, checked.document, context);
    }
  }

  submit(query: string, groupObjects: boolean, context: AdminContext): { operation: BulkOperationRecord } | { errors: BulkUserError[] } {
    const checked = checkBulkQuery(adminSchema().schema, query);
    if ('errors' in checked) return checked;
    const open = [...this.#store.bulkOperations.values()].filter(isOpen);
    if (open.length >= MAX_RUNNING) {
      const ids = open.map((one) => gid('BulkOperation', one.id)).join(', ');
      return { errors: [{ field: null, message: `A bulk query operation for this app and shop is already in progress: ${ids}.`, code: 'OPERATION_IN_PROGRESS' }] };
    }
    const operation: BulkOperationRecord = {
      id: this.#store.nextId(), query, groupObjects, status: 'CREATED', errorCode: null, objectCount: 0, rootObjectCount: 0,
      fileSize: null, file: null, createdAt: this.#store.clock.now().toISOString(), completedAt: null,
    };
    this.#store.saveBulkOperation(operation);
    this.#start(operation, checked.document, context);
    return { operation };
  }

  /** @returns false when it is over already */
  cancel(operation: BulkOperationRecord): boolean {
    if (!isOpen(operation)) return false;
    operation.status = 'CANCELING';
    this.#store.saveBulkOperation(operation);
    return true;
  }

  /** @returns where a result is; null for one that there never was, or that was kept long enough */
  fileOf(name: string): string | null {
    const operation = [...this.#store.bulkOperations.values()].find(({ file }) => file === name);
    const path = join(this.#options.folder, name);
    if (!operation?.completedAt || !existsSync(path)) return null;
    return this.#store.clock.now().getTime() - Date.parse(operation.completedAt) < KEPT_MS ? path : null;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.allSettled(this.#running);
  }

  #start(operation: BulkOperationRecord, document: DocumentNode, context: AdminContext): void {
    const run = this.#run(operation, document, { ...context, bulk: true, searchWarnings: [] }).finally(() => this.#running.delete(run));
    this.#running.add(run);
  }

  async #run(operation: BulkOperationRecord, document: DocumentNode, context: AdminContext): Promise<void> {
    // The answer to the mutation says CREATED.
    await sleep(this.#options.minimumMs === 0 ? 1 : 50);
    if (this.#stopping.signal.aborted || operation.status !== 'CREATED') return this.#end(operation);
    operation.status = 'RUNNING';
    this.#store.saveBulkOperation(operation);
    const name = `${operation.id}-${randomBytes(8).toString('hex')}.jsonl`;
    const file = createWriteStream(join(this.#options.folder, name));
    try {
      // Whoever stops meanwhile may take the folder away: that fails this run, and nothing else.
      await once(file, 'open');
      await this.#write(operation, document, context, file);
      file.end();
      await once(file, 'close');
      if (operation.objectCount > 0) {
        operation.file = name;
        operation.fileSize = statSync(join(this.#options.folder, name)).size;
      }
      this.#end(operation);
    } catch (error) {
      file.destroy();
      const denied = error instanceof GraphQLError && error.extensions.code === 'ACCESS_DENIED';
      if (!denied) process.stderr.write(`sandbox: bulk operation ${operation.id} failed: ${(error as Error).message}\n`);
      this.#finish(operation, 'FAILED', denied ? 'ACCESS_DENIED' : 'INTERNAL_SERVER_ERROR');
    }
  }

  async #write(operation: BulkOperationRecord, document: DocumentNode, context: AdminContext, file: WriteStream): Promise<void> {
    const query = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
    const root = adminSchema().schema.getQueryType();
    if (query?.kind !== Kind.OPERATION_DEFINITION || !root) throw new Error('no query');
    const projection = new Projection(root, [query.selectionSet], document, context);
    projection.prepare();
    const roots: { connection: Connection; child: Projection }[] = [];
    projection.project({}, (connection, child) => void roots.push({ connection, child }));
    const total = roots.reduce((sum, { connection }) => sum + connection.items.length, 0);
    const startedAt = performance.now();
    let sliceAt = startedAt;
    const slice = { parents: '', children: '' };
    let done = 0;
    const perStep = Math.max(1, Math.ceil(total / 12));
    for (const { connection, child } of roots) {
      for (const item of connection.items) {
        const [parent, children] = this.#rows(operation, connection.list.toSource(item), child);
        slice.parents += operation.groupObjects ? parent + children : parent;
        if (!operation.groupObjects) slice.children += children;
        operation.rootObjectCount += 1;
        done += 1;
        const stepOver = this.#options.minimumMs > 0 && done % perStep === 0;
        if (!stepOver && performance.now() - sliceAt < SLICE_MS) continue;
        if (!file.write(slice.parents + slice.children)) await once(file, 'drain');
        Object.assign(slice, { parents: '', children: '' });
        await this.#breathe(startedAt, done / total);
        if (this.#stopping.signal.aborted || operation.status !== 'RUNNING') return;
        sliceAt = performance.now();
      }
    }
    file.write(slice.parents + slice.children);
  }

  async #breathe(startedAt: number, share: number): Promise<void> {
    const early = this.#options.minimumMs * share - (performance.now() - startedAt);
    if (early > 0) await sleep(early, undefined, { signal: this.#stopping.signal }).catch(() => {});
    else await nextTurn();
  }

  /** @returns the row of one object, and the rows of everything in its connections, each naming its parent */
  #rows(operation: BulkOperationRecord, source: unknown, projection: Projection, parentId?: string): [own: string, children: string] {
    const nested: { connection: Connection; child: Projection }[] = [];
    const row = projection.project(source, (connection, child) => void nested.push({ connection, child }));
    if (parentId !== undefined) row.__parentId = parentId;
    operation.objectCount += 1;
    let children = '';
    for (const { connection, child } of nested)
      for (const item of connection.items) children += this.#rows(operation, connection.list.toSource(item), child, row.id as string).join('');
    return [`${JSON.stringify(row).replaceAll('/', '\\/')}\n`, children];
  }

  #end(operation: BulkOperationRecord): void {
    if (this.#stopping.signal.aborted) return;
    this.#finish(operation, operation.status === 'CANCELING' ? 'CANCELED' : 'COMPLETED', null);
  }

  #finish(operation: BulkOperationRecord, status: BulkOperationRecord['status'], errorCode: BulkOperationRecord['errorCode']): void {
    Object.assign(operation, { status, errorCode, completedAt: this.#store.clock.now().toISOString() });
    this.#store.saveBulkOperation(operation);
    this.#store.emit('bulk_operations/finish', operation);
  }
}
