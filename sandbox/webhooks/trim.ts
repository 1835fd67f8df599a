// include_fields: what is left of a payload.

export function trimTo(payload: Record<string, unknown>, fields: readonly string[] | null): Record<string, unknown> {
  if (!fields) return payload;
  const result: Record<string, unknown> = {};
  for (const field of fields) copyPath(payload, result, field.split('.'));
  return result;
}

function copyPath(from: Record<string, unknown>, to: Record<string, unknown>, [name, ...rest]: readonly string[]): void {
  if (name === undefined || !(name in from)) return;
  const value = from[name];
  if (rest.length === 0) to[name] = value;
  else if (Array.isArray(value)) {
    const list = (to[name] as Record<string, unknown>[] | undefined) ?? value.map(() => ({}));
    to[name] = list;
    for (const [index, item] of value.entries()) copyPath(item as Record<string, unknown>, list[index] as Record<string, unknown>, rest);
  } else if (typeof value === 'object' && value !== null) {
    const inner = (to[name] as Record<string, unknown> | undefined) ?? {};
    to[name] = inner;
    copyPath(value as Record<string, unknown>, inner, rest);
  }
}
