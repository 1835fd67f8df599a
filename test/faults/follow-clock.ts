// Loaded into web and worker before anything else: their business clock is told by the harness at once, at boot and
// whenever it jumps. Polled once a second, as the demo does, it would be hours behind the store. Ends the process with its
// harness, so that none is left behind.
import { remember } from '@epic-web/remember';

const clock = remember('setwise.clock', () => ({ offsetMs: 0, timer: undefined as NodeJS.Timeout | undefined }));
clock.offsetMs = Number(process.env.FAULTS_OFFSET_MS ?? 0);
// A timer that stands is taken for the poll, which then never starts.
clock.timer = setInterval(() => {}, 2 ** 30).unref();

process.on('message', (message: { offsetMs?: number }) => {
  if (message.offsetMs !== undefined) clock.offsetMs = message.offsetMs;
});
process.on('disconnect', () => process.exit());
process.channel?.unref();
