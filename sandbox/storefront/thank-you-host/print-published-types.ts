// A process of its own for reading the published types: the compiler takes seconds, and the storefront goes on answering.
import { publishedTypes } from './published-types.ts';

process.stdout.write(JSON.stringify(publishedTypes()));
