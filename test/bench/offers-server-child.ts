// The server of the bench of decisions, in a process of its own: the real handler, and a bare one that answers as many bytes.
import { chooseDatabase } from '#app/db/database-url.ts';
import { closePools } from '#app/db/open.ts';
import { flushArms } from '#app/pipeline/decide/arm-log.ts';
import { flushDecisions } from '#app/pipeline/decide/decision-log.ts';
import { keepFacts } from '#app/pipeline/decide/kept-facts.ts';
import { startEndpoint } from '#test/support/endpoint.ts';
import { startOffersEndpoint } from '#test/support/offers-endpoint.ts';

export interface OffersServer {
  url: string;
  bareUrl: string;
}

/** What the process has used so far. */
export interface OffersUsage {
  rss: number;
  cpuUs: number;
}

const [databaseUrl, body] = process.argv.slice(2) as [string, string];
chooseDatabase(databaseUrl);
const facts = await keepFacts();
const offers = await startOffersEndpoint();
const bare = await startEndpoint(async (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) }).end(body);
}, '/');
process.once('disconnect', async () => {
  await Promise.all([offers.stop(), bare.stop()]);
  await Promise.all([flushArms(), flushDecisions()]);
  await facts.stop();
  await closePools();
});
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ rss: process.memoryUsage().rss, cpuUs: user + system } satisfies OffersUsage);
});
process.send?.({ url: offers.url, bareUrl: bare.url } satisfies OffersServer);
