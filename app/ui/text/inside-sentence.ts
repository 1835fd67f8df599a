// A sentence that goes on inside another: its first letter small, its full stop gone.
export const insideSentence = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '');
