// Shopify's app proxy in the bench of decisions, in a process of its own: asks over bare sockets, so that what is measured is
// the other end. Either as fast as it is answered, or at a pace, whether what was asked before is answered or not.
import net from 'node:net';
import { signedQuery } from '#test/support/offers-endpoint.ts';
import { questions } from './large-shop.ts';

export interface OffersOrder {
  url: string;
  shopDomain: string;
  /** The questions from here on, so many. */
  from: number;
  count: number;
  connections: number;
  /** On average, at random moments; absent: as fast as they are answered. */
  perSecond?: number;
}

export interface OffersReport {
  seconds: number;
  /** From the moment that a question was due to its whole answer, in milliseconds. */
  p50: number;
  p99: number;
  offers: number;
}

process.on('message', (order: OffersOrder) => void run(order).then((report) => process.send?.(report)));
process.send?.('ready');

async function run(order: OffersOrder): Promise<OffersReport> {
  const requests = [...questions(order.from + order.count)].slice(order.from).map((question) => requestBytes(order, question));
  const sockets = await Promise.all(Array.from({ length: order.connections }, () => connect(order.url)));
  const due = dueTimes(order);
  const latencies = new Float64Array(requests.length);
  const began = performance.now();
  let [next, offers] = [0, 0];
  await Promise.all(sockets.map(async (ask) => {
    while (next < requests.length) {
      const index = next++;
      const at = due ? began + (due[index] as number) : performance.now();
      const early = at - performance.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      // A timer that rings late is the sender's fault, a socket that was not free is not.
      const from = early > 0 ? performance.now() : at;
      if ((await ask(requests[index] as Buffer)).includes('"decisionId"')) offers += 1;
      latencies[index] = performance.now() - from;
    }
  }));
  const seconds = (performance.now() - began) / 1_000;
  for (const { end } of sockets) end();
  latencies.sort();
  const quantile = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] as number;
  return { seconds, p50: quantile(0.5), p99: quantile(0.99), offers };
}

/** Milliseconds from the start: arrivals that do not know of each other. */
function dueTimes({ count, perSecond }: OffersOrder): Float64Array | undefined {
  if (perSecond === undefined) return undefined;
  let at = 0;
  return Float64Array.from({ length: count }, () => (at += (-Math.log(1 - Math.random()) * 1_000) / perSecond));
}

function requestBytes({ url, shopDomain }: OffersOrder, question: Record<string, string>): Buffer {
  const { host, pathname } = new URL(url);
  return Buffer.from(`GET ${pathname}${signedQuery(shopDomain, question)} HTTP/1.1\r\nhost: ${host}\r\n\r\n`);
}

type Ask = ((request: Buffer) => Promise<string>) & { end(): void };

/** @returns what sends one request and waits for its whole answer */
async function connect(url: string): Promise<Ask> {
  const { hostname, port } = new URL(url);
  const socket = net.connect({ host: hostname, port: Number(port), noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let answered: ((answer: string) => void) | undefined;
  let received = '';
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
    const head = received.indexOf('\r\n\r\n');
    if (head < 0 || received.length < head + 4 + Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0)) return;
    const answer = received;
    received = '';
    answered?.(answer);
  });
  const ask = (request: Buffer) =>
    new Promise<string>((resolve, reject) => {
      answered = (answer) => (answer.startsWith('HTTP/1.1 200') ? resolve(answer) : reject(new Error(answer)));
      socket.write(request);
    });
  return Object.assign(ask, { end: () => void socket.end() });
}
