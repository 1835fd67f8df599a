// Whether steps still get through: the key opens the account, the flow is there and live. What is wrong is kept as a
// sentence that says what to do. Nothing is mended here: a merchant who paused the flow meant it.
import { saveKlaviyoCheck } from '#app/db/klaviyo-connections.ts';
import { shopById } from '#app/db/shops.ts';
import { AppError } from '#app/domain/app-error.ts';
import { type OpenConnection, openConnection } from './open-connection.ts';
import { sendWhatWaited } from './send-what-waited.ts';

/** @returns what is wrong, null when nothing is. @throws AppError try_later when Klaviyo does not answer: then nothing is known */
export async function checkKlaviyo(shopId: bigint, now: Date): Promise<string | null> {
  const shop = await shopById(shopId);
  const connection = shop && (await openConnection(shop));
  if (!connection) return 'Klaviyo is not connected.';
  const problem = await problemOf(connection);
  await saveKlaviyoCheck(shopId, problem, now);
  if (!problem && connection.row.problem) await sendWhatWaited(shopId, connection.row.problem, now);
  return problem;
}

async function problemOf({ row, client }: OpenConnection): Promise<string | null> {
  if (!row.flowId) return 'Klaviyo is not set up to the end. Connect again.';
  try {
    const status = await client.flowStatus(row.flowId);
    return status === 'live' ? null : `The flow "Setwise: step ready (email)" is not live in Klaviyo (it is "${status}"), so nothing would be sent. Set it to live there, or connect again.`;
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'try_later') throw error;
    if (error.code === 'not_found') return 'The flow "Setwise: step ready (email)" was deleted in Klaviyo, so nothing would be sent. Connect again to make it anew.';
    return error.message;
  }
}
