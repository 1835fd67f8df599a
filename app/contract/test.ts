// A test as the form sends it and as it is kept.
import { z } from 'zod';
import { ARM_NAMES, MODES, STORE_PLACES, VARIABLES } from '#app/domain/experiment-test/test.ts';

export const testVersion = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('as_it_was') }),
  z.object({ kind: z.literal('heading'), heading: z.string().max(200).transform((heading) => heading.trim()) }),
  z.object({ kind: z.literal('items'), most: z.number().int() }),
  z.object({ kind: z.literal('discount'), bp: z.number().int() }),
]);

export const testShares = z.partialRecord(z.enum(ARM_NAMES), z.number().min(0).max(1));

export const testPlace = z.union([z.enum([...STORE_PLACES, 'on_site']), z.templateLiteral(['workflow:', z.uuid()])]);

export const writtenTest = z.object({
  place: testPlace,
  variable: z.enum(VARIABLES),
  mode: z.enum(MODES),
  versions: z.array(testVersion).max(20),
  days: z.number().int(),
});
