// Answers that nobody was told, since the shopper has no name with the server or it did not answer: they hold in this tab,
// until it is closed.

/** A product's id; empty: all there is. */
export type Kept = string;

const NAME = '_setwise_answers';

export function keptAnswers(): Kept[] {
  try {
    return JSON.parse(sessionStorage.getItem(NAME) ?? '[]') as Kept[];
  } catch {
    return [];
  }
}

/** @param hold false: no longer */
export function keepHere(key: Kept, hold: boolean): void {
  const others = keptAnswers().filter((each) => each !== key);
  try {
    sessionStorage.setItem(NAME, JSON.stringify(hold ? [...others, key] : others));
  } catch {
    // A browser that keeps nothing: then it holds on this page.
  }
}
