// One or more of something: the word that fits the count.
export const many = (count: number, one: string, more: string): string => (count === 1 ? one : more);
