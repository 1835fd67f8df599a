import { refreshOutcomes } from '#app/pipeline/measure/refresh-outcomes.ts';

export default async function handle(): Promise<void> {
  await refreshOutcomes();
}
