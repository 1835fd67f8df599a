// The shape of a catalog of words, whatever language it is in: what English says as "Save" or (count) => `${count} sets`,
// another says as any text, or from the same things given. English is written first; its shape keeps the others whole.
export type Said<T> = T extends string
  ? string
  : T extends (...given: infer G) => infer R
    ? (...given: G) => Said<R>
    : T extends readonly (infer E)[]
      ? readonly Said<E>[]
      : { readonly [K in keyof T]: Said<T[K]> };
