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
const ENTRY = 'cartLinesDiscountsGenerateRun';
/** The platform counts instructions; wall time here only ends what would never end, however busy the machine is. */
const RUN_MS = 5_000;

export interface LineDiscount {
  lineId: string;
  quantity: number;
  value: { fixedAmount: { amount: string; appliesToEachItem: boolean } } | { percentage: { value: string } };
}

interface RunOutput {
  operations: {
    productDiscountsAdd?: {
      candidates: { targets: { cartLine?: { id: string; quantity?: number | null } }[]; value: { fixedAmount?: { amount: string; appliesToEachItem: boolean }; percentage?: { value: string } } }[];
    };
  }[];
}

export class DiscountFunction {
  readonly #query: DocumentNode;
  readonly #script: vm.Script;

  private constructor(query: DocumentNode, script: vm.Script) {
    this.#query = query;
    this.#script = script;
  }

  static async load(): Promise<DiscountFunction> {
    const query = parse(readFileSync(new URL('src/run.graphql', FOLDER), 'utf8'));
    const problems = validate(functionsSchema(), query);
    if (problems.length > 0) throw new Error(`The set-discount Function asks for what is not there: ${problems.join('; ')}`);
    const bundle = await build({
      entryPoints: [fileURLToPath(new URL('src/index.ts', FOLDER))],
      bundle: true, write: false, format: 'iife', globalName: 'Function_', platform: 'neutral', logLevel: 'silent',
    });
    return new DiscountFunction(query, new vm.Script(`${bundle.outputFiles[0]?.text}\nFunction_.${ENTRY}(input)`));
  }

  /**
   * @param root the platform's input, as far as run.graphql may reach into it
   * @returns what it takes off; throws when the Function fails or answers in no known shape
   */
  async run(root: object): Promise<LineDiscount[]> {
    const { data, errors } = await execute({ schema: functionsSchema(), document: this.#query, rootValue: root });
    if (errors) throw new Error(`The Function's input cannot be made: ${errors.join('; ')}`);
    const context = vm.createContext({ input: JSON.parse(JSON.stringify(data)) });
    vm.runInContext('delete globalThis.Date; delete globalThis.Intl; delete globalThis.WebAssembly; Math.random = undefined;', context);
    const raw = JSON.parse(JSON.stringify(this.#script.runInContext(context, { timeout: RUN_MS }))) as unknown;
    const type = functionsSchema().getType('CartLinesDiscountsGenerateRunResult') as GraphQLInputType;
    const output = coerceInputValue(raw, type) as RunOutput;
    return output.operations.flatMap((operation) => operation.productDiscountsAdd?.candidates ?? []).flatMap(discountsOf);
  }
}

function discountsOf({ targets, value }: NonNullable<RunOutput['operations'][number]['productDiscountsAdd']>['candidates'][number]): LineDiscount[] {
  return targets.flatMap(({ cartLine }) => {
    if (!cartLine) return [];
    const taken = value.fixedAmount ? { fixedAmount: value.fixedAmount } : value.percentage ? { percentage: value.percentage } : null;
    return taken ? [{ lineId: cartLine.id, quantity: cartLine.quantity ?? Number.POSITIVE_INFINITY, value: taken }] : [];
  });
}
