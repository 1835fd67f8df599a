// What the app tells a merchant, in English: by what it is about.
import { desk } from './desk.ts';
import { klaviyo } from './klaviyo.ts';
import { reading } from './reading.ts';
import { sets } from './sets.ts';
import { shopify } from './shopify.ts';
import { entry, steps } from './steps.ts';
import { tests } from './tests.ts';

export const en = { desk, entry, klaviyo, reading, sets, shopify, steps, tests } as const;
