// What a template may ask an event for, read off the event's own schema: there is no second list of its names.
import { z } from 'zod';
import { stepReady } from './step-ready.ts';

/** `fields` by name; a list's `item`, of which there are `most`; neither: a value, or something that nobody can look into. */
export type Shape = { fields: ReadonlyMap<string, Shape> } | { item: Shape; most: number } | 'value';

type Schema = z.core.JSONSchema.JSONSchema;

export const STEP_READY_SHAPE: Shape = shapeOf(z.toJSONSchema(stepReady));

function shapeOf(schema: Schema): Shape {
  const { properties, items, maxItems, anyOf } = schema;
  if (anyOf) return shapeOf(anyOf.find((one): one is Schema => typeof one === 'object' && one.type !== 'null') ?? {});
  if (properties) return { fields: new Map(Object.entries(properties).map(([name, one]) => [name, shapeOf(one as Schema)])) };
  if (items) return { item: shapeOf(items as Schema), most: maxItems ?? Number.POSITIVE_INFINITY };
  return 'value';
}
