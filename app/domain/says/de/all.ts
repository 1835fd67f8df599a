// What the app tells a merchant, in German, with the words of app/ui/text/de/all.ts.
import type { Says } from '../says.ts';
import { desk } from './desk.ts';
import { klaviyo } from './klaviyo.ts';
import { reading } from './reading.ts';
import { sets } from './sets.ts';
import { shopify } from './shopify.ts';
import { entry, steps } from './steps.ts';
import { tests } from './tests.ts';

export const de: Says = { desk, entry, klaviyo, reading, sets, shopify, steps, tests };
