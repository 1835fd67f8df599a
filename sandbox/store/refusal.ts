// What the store will not do, in a sentence for a person. Callers turn it into their own wire's error.
export class StoreRefusal extends Error {
  /** Which input was at fault, when a list was given. */
  readonly index: number | null;
  readonly code: string;

  constructor(code: string, message: string, index: number | null = null) {
    super(message);
    this.name = 'StoreRefusal';
    this.code = code;
    this.index = index;
  }
}
