// Puts values in the places that a locale's sentence has for them: "Add %title%".
export const fill = (text: string, values: Record<string, string>): string =>
  text.replace(/%(\w+)%/g, (place, name: string) => values[name] ?? place);
