// Which set's widget added an order line: its `_setwise` attribute, which shoppers could have written too, so anything
// but a set id counts as none.
import { setOfMarked } from '#app/domain/experiment-test/line-of-arm.ts';
import { LINE_ATTRIBUTE } from '#app/domain/portable/names.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function setOfLine(attributes: readonly { name: string; value: unknown }[]): string | null {
  const value = attributes.find((attribute) => attribute.name === LINE_ATTRIBUTE)?.value;
  const setId = typeof value === 'string' ? setOfMarked(value) : '';
  return UUID.test(setId) ? setId.toLowerCase() : null;
}
