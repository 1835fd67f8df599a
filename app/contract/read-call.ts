// What a browser asks or tells, held against its schema; or refused in one sentence that names the first thing that is wrong.
import type { ZodType } from 'zod';
import { AppError } from '#app/domain/app-error.ts';

/** @throws AppError bad_request */
export const readQuery = <T>(schema: ZodType<T>, query: URLSearchParams): T => read(schema, Object.fromEntries(query), 'parameter');

/** @throws AppError bad_request */
export function readBody<T>(schema: ZodType<T>, body: string): T {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw new AppError('bad_request', 'The body is not JSON.');
  }
  return read(schema, json, 'value');
}

function read<T>(schema: ZodType<T>, asked: unknown, part: 'parameter' | 'value'): T {
  const parsed = schema.safeParse(asked);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AppError('bad_request', `The ${part} "${issue?.path.join('.')}" is not valid: ${issue?.message}.`);
}
