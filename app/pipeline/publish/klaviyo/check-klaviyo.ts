// Whether steps still get through: the key opens the account, the flow sends what we hand to it. What is wrong is kept as a
// sentence that says what to do. Nothing is mended here: a merchant who paused or edited the flow meant it.
import { shopById } from '#app/db/shops.ts';
import { AppError } from '#app/domain/app-error.ts';
import { saysIn } from '#app/domain/says/says.ts';
import { askWhatArrived } from './ask-what-arrived.ts';
import { flowProblem } from './flow-problem.ts';
import { type OpenConnection, openConnection } from './open-connection.ts';
import { saveFinding } from './save-finding.ts';

/** @returns what is wrong, null when nothing is. @throws AppError try_later when Klaviyo does not answer: then nothing is known */
export async function checkKlaviyo(shopId: bigint, now: Date): Promise<string | null> {
  const shop = await shopById(shopId);
  const connection = shop && (await openConnection(shop));
  if (!connection) return 'Klaviyo is not connected.';
  const { problem, seen } = await look(connection);
  if (seen) await askWhatArrived(shopId, connection, problem, now);
  await saveFinding(shopId, connection.row.problem, problem, now);
  return problem;
}

/** `seen`: the flow itself was looked at; a key that is refused says nothing about it. */
async function look({ row, client }: OpenConnection): Promise<{ problem: string | null; seen: boolean }> {
  if (!row.flowId) return { problem: saysIn('en').klaviyo.halfway, seen: false };
  try {
    return { problem: await flowProblem(client, row.flowId), seen: true };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'try_later') throw error;
    return { problem: error.message, seen: false };
  }
}
