// A worker of the webhook bench, in a process of its own: empties the inbox of the database it is given, until told to end.
import { chooseDatabase } from '#app/db/database-url.ts';
import { closePools } from '#app/db/open.ts';
import { startInboxLoop } from '#app/pipeline/sync/inbox-loop.ts';

chooseDatabase(process.argv[2] as string);
const stopping = new AbortController();
process.once('disconnect', () => stopping.abort());
const loop = startInboxLoop(stopping.signal);
process.send?.('ready');
await loop;
await closePools();
