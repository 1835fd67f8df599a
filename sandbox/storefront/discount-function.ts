// Runs the app's discount Function as the platform would: bundled from its source, without a clock, a network or Intl; fed
// with what its own query asks of the published schema; its answer held against the published shape.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { build } from 'esbuild';
import { coerceInputValue, type DocumentNode, execute, type GraphQLInputType, parse, validate } from 'graphql';
import { functionsSchema } from './functions-schema.ts';

const FOLDER = new URL('../../extensions/set-discount/', import.meta.url);
/** Handle of the extension, as a discount names it. */
export const FUNCTION_HANDLE = 'set-discount';
/** Its two targets: what is asked, who answers, and in which published shape. */
const TARGETS = {
  lines: { query: 'src/run.graphql', entry: 'cartLinesDiscountsGenerateRun', result: 'CartLinesDiscountsGenerateRunResult' },
  delivery: { query: 'src/delivery.graphql', entry: 'cartDeliveryOptionsDiscountsGenerateRun', result: 'CartDeliveryOptionsDiscountsGenerateRunResult' },
} as const;
type Target = keyof typeof TARGETS;
/** The platform counts instructions; wall time here only ends what would never end, however busy the machine is. */
const RUN_MS = 5_000;

export interface LineDiscount {
  lineId: string;
  quantity: number;
  value: { fixedAmount: { amount: string; appliesToEachItem: boolean } } | { percentage: { value: string } };
}

/** Of one delivery option, or of every option of a group. */
export interface DeliveryDiscount {
  handle: string | null;
  groupId: string | null;
  value: LineDiscount['value'];
}

type Value = { fixedAmount?: { amount: string; appliesToEachItem?: boolean } | null; percentage?: { value: string } | null };

interface RunOutput {
  operations: {
    productDiscountsAdd?: { candidates: { targets: { cartLine?: { id: string; quantity?: number | null } }[]; value: Value }[] };
    deliveryDiscountsAdd?: { candidates: { targets: { deliveryOption?: { handle: string } | null; deliveryGroup?: { id: string } | null }[]; value: Value }[] };
  }[];
}

export class DiscountFunction {
  readonly #queries: Record<Target, DocumentNode>;
  readonly #scripts: Record<Target, vm.Script>;

  private constructor(queries: Record<Target, DocumentNode>, scripts: Record<Target, vm.Script>) {
    this.#queries = queries;
    this.#scripts = scripts;
  }

  static async load(): Promise<DiscountFunction> {
    const bundle = await build({
      entryPoints: [fileURLToPath(new URL('src/index.ts', FOLDER))],
      bundle: true, write: false, format: 'iife', globalName: 'Function_', platform: 'neutral', logLevel: 'silent',
    });
    const scriptOf = (target: Target) => new vm.Script(`${bundle.outputFiles[0]?.text}\nFunction_.${TARGETS[target].entry}(input)`);
    return new DiscountFunction({ lines: queryOf('lines'), delivery: queryOf('delivery') }, { lines: scriptOf('lines'), delivery: scriptOf('delivery') });
  }

  /**
   * @param root the platform's input, as far as run.graphql may reach into it
   * @returns what it takes off; throws when the Function fails or answers in no known shape
   */
  async run(root: object): Promise<LineDiscount[]> {
    const { operations } = await this.#run('lines', root);
    return operations.flatMap((operation) => operation.productDiscountsAdd?.candidates ?? []).flatMap(({ targets, value }) => {
      const taken = takenOf(value);
      return targets.flatMap(({ cartLine }) => (cartLine && taken ? [{ lineId: cartLine.id, quantity: cartLine.quantity ?? Number.POSITIVE_INFINITY, value: taken }] : []));
    });
  }

  /** As run, with delivery.graphql, of ways to send it. */
  async runDelivery(root: object): Promise<DeliveryDiscount[]> {
    const { operations } = await this.#run('delivery', root);
    return operations.flatMap((operation) => operation.deliveryDiscountsAdd?.candidates ?? []).flatMap(({ targets, value }) => {
      const taken = takenOf(value);
      return targets.flatMap(({ deliveryOption, deliveryGroup }) => (taken ? [{ handle: deliveryOption?.handle ?? null, groupId: deliveryGroup?.id ?? null, value: taken }] : []));
    });
  }

  async #run(target: Target, root: object): Promise<RunOutput> {
    const { data, errors } = await execute({ schema: functionsSchema(), document: this.#queries[target], rootValue: root });
    if (errors) throw new Error(`The Function's input cannot be made: ${errors.join('; ')}`);
    const context = vm.createContext({ input: JSON.parse(JSON.stringify(data)) });
    vm.runInContext('delete globalThis.Date; delete globalThis.Intl; delete globalThis.WebAssembly; Math.random = undefined;', context);
    const raw = JSON.parse(JSON.stringify(this.#scripts[target].runInContext(context, { timeout: RUN_MS }))) as unknown;
    return coerceInputValue(raw, functionsSchema().getType(TARGETS[target].result) as GraphQLInputType) as RunOutput;
  }
}

function queryOf(target: Target): DocumentNode {
  const query = parse(readFileSync(new URL(TARGETS[target].query, FOLDER), 'utf8'));
  const problems = validate(functionsSchema(), query);
  if (problems.length > 0) throw new Error(`The set-discount Function asks for what is not there: ${problems.join('; ')}`);
  return query;
}

function takenOf({ fixedAmount, percentage }: Value): LineDiscount['value'] | null {
  if (fixedAmount) return { fixedAmount: { amount: fixedAmount.amount, appliesToEachItem: fixedAmount.appliesToEachItem ?? false } };
  return percentage ? { percentage } : null;
}
