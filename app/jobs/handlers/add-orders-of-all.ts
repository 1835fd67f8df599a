import { addOrdersOfAll } from '#app/pipeline/learn/keep-learning.ts';

export default async function handle(): Promise<void> {
  await addOrdersOfAll();
}
