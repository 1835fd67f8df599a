// What the compiler makes of our markup calls this instead of Preact's own runtime, which also escapes for servers: some
// hundred bytes that no shopper needs.
import { createElement, Fragment } from 'preact';

export const jsx = (type: never, props: object, key?: string): unknown => createElement(type, key === undefined ? props : { ...props, key });
export { Fragment, jsx as jsxs };
