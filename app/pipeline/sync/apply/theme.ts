// themes/publish: where Setwise stands in the theme is looked at anew.
import { readTheme } from '#app/jobs/definitions/read-theme.ts';
import { enqueue } from '#app/jobs/enqueue.ts';
import type { Apply } from './delivery.ts';

export const applyTheme: Apply<unknown> = (_told, { shop: { shopId }, on }) => enqueue(readTheme, { shopId: String(shopId) }, { client: on, jobKey: `read-theme:${shopId}` });
