// Shopify's side of the webhook bench, in a process of its own: sends deliveries over as many connections as it is told,
// one at a time on each, over bare sockets, so that what is measured is the other end.
import net from 'node:net';
import { signedDelivery } from '#test/support/webhook-endpoint.ts';
import { catalogue, mixedDeliveries } from './mixed-deliveries.ts';

export interface LoadOrder {
  url: string;
  shopDomain: string;
  deliveries: 'catalogue' | 'orders' | 'mixed';
  count: number;
  connections: number;
  /** Sent at this pace, late or not; absent: as fast as they are answered. */
  perSecond?: number;
}

export interface LoadReport {
  sent: number;
  seconds: number;
  /** From the moment that a delivery was due to its 200, in milliseconds. */
  p50: number;
  p99: number;
}

process.on('message', (order: LoadOrder) => void run(order).then((report) => process.send?.(report)));
process.send?.('ready');

/** About what an order's payload weighs whole. */
const ORDER = JSON.stringify({ id: 820_982_911_946_154, note: 'x'.repeat(6_000) });

async function run(order: LoadOrder): Promise<LoadReport> {
  const requests = [...bodies(order)].map((delivery) => requestBytes(order, delivery));
  const sockets = await Promise.all(Array.from({ length: order.connections }, () => connect(order.url)));
  const latencies = new Float64Array(requests.length);
  const from = performance.now();
  let next = 0;
  await Promise.all(sockets.map(async (post) => {
    while (next < requests.length) {
      const index = next++;
      const due = order.perSecond === undefined ? performance.now() : from + (index * 1_000) / order.perSecond;
      const early = due - performance.now();
      if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
      const began = Math.min(due, performance.now());
      await post(requests[index] as Buffer);
      latencies[index] = performance.now() - began;
    }
  }));
  const seconds = (performance.now() - from) / 1_000;
  for (const { end } of sockets) end();
  latencies.sort();
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] as number;
  return { sent: requests.length, seconds, p50: at(0.5), p99: at(0.99) };
}

function* bodies({ deliveries, count }: LoadOrder) {
  const now = Date.now();
  if (deliveries === 'catalogue') yield* catalogue(now - 7_200_000);
  else if (deliveries === 'mixed') yield* mixedDeliveries(count, now - 3_600_000);
  else for (let index = 0; index < count; index += 1) yield { topic: 'orders/create', payload: ORDER };
}

function requestBytes({ url, shopDomain }: LoadOrder, delivery: { topic: string; payload: string | object; triggeredAt?: string }): Buffer {
  const { headers, body } = signedDelivery({ ...delivery, shopDomain });
  const { host, pathname } = new URL(url);
  const head = [`POST ${pathname} HTTP/1.1`, `host: ${host}`, `content-length: ${Buffer.byteLength(body)}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

type Post = ((request: Buffer) => Promise<void>) & { end(): void };

/** @returns what sends one request and waits for its answer; every answer has an empty body */
async function connect(url: string): Promise<Post> {
  const { hostname, port } = new URL(url);
  const socket = net.connect({ host: hostname, port: Number(port), noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let answered: ((answer: string) => void) | undefined;
  let received = '';
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
    if (!received.includes('\r\n\r\n')) return;
    const answer = received;
    received = '';
    answered?.(answer);
  });
  const post = (request: Buffer) =>
    new Promise<void>((resolve, reject) => {
      answered = (answer) => (answer.startsWith('HTTP/1.1 200') ? resolve() : reject(new Error(answer)));
      socket.write(request);
    });
  return Object.assign(post, { end: () => void socket.end() });
}
