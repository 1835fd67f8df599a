// How the codes of our messages are called in the store's list of discounts, by which they are told from anybody else's.

export const ownCodeTitle = (code: string): string => `Setwise ${code}`;
export const isOwnCodeTitle = (title: string): boolean => title.startsWith('Setwise SET-');
