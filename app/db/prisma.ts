// Prisma on the same driver, for ordinary reads and writes.
import { remember } from '@epic-web/remember';
import { PrismaPg } from '@prisma/adapter-pg';
import { databaseUrl } from './database-url.ts';
import { PrismaClient } from './generated/client.ts';
import { CONNECT_WITHIN_MS } from './pool.ts';

export function prisma(): PrismaClient {
  return remember('setwise.prisma', () => new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl(), max: 8, connectionTimeoutMillis: CONNECT_WITHIN_MS }) }));
}
