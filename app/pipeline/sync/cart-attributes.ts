// What a cart's attributes say of where it came from: the visitor, and the step whose link filled it. Shoppers could have
// written them too, so anything but a UUID counts as nothing.
import { STEP_ATTRIBUTE, VISITOR_ATTRIBUTE } from '#app/domain/portable/names.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function originOf(attributes: readonly { name: string; value: unknown }[]): { visitorId: string | null; stepId: string | null } {
  const read = (name: string): string | null => {
    const value = attributes.find((attribute) => attribute.name === name)?.value;
    return typeof value === 'string' && UUID.test(value) ? value.toLowerCase() : null;
  };
  return { visitorId: read(VISITOR_ATTRIBUTE), stepId: read(STEP_ATTRIBUTE) };
}
