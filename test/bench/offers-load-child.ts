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

const HEAD_ENDS = Buffer.from('\r\n\r\n');
const LENGTH = Buffer.from('content-length: ');
const GOOD = Buffer.from('HTTP/1.1 200');
const OFFERED = Buffer.from('"decisionId"');

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
      if ((await ask(requests[index] as Buffer)).includes(OFFERED)) offers += 1;
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

type Ask = ((request: Buffer) => Promise<Buffer>) & { end(): void };

/** As little as will do: what this takes is not there for the other end. @returns what sends one request and waits for its whole answer */
async function connect(url: string): Promise<Ask> {
  const { hostname, port } = new URL(url);
  const socket = net.connect({ host: hostname, port: Number(port), noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let answered: ((answer: Buffer) => void) | undefined;
  let received: Buffer | undefined;
  socket.on('data', (chunk) => {
    received = received ? Buffer.concat([received, chunk]) : chunk;
    if (!isWhole(received)) return;
    const answer = received;
    received = undefined;
    answered?.(answer);
  });
  const ask = (request: Buffer) =>
    new Promise<Buffer>((resolve, reject) => {
      answered = (answer) => (GOOD.equals(answer.subarray(0, GOOD.length)) ? resolve(answer) : reject(new Error(answer.toString())));
      socket.write(request);
    });
  return Object.assign(ask, { end: () => void socket.end() });
}

function isWhole(received: Buffer): boolean {
  const head = received.indexOf(HEAD_ENDS);
  if (head < 0) return false;
  const at = received.indexOf(LENGTH) + LENGTH.length;
  return received.length >= head + HEAD_ENDS.length + Number(received.toString('latin1', at, received.indexOf(13, at)));
}
