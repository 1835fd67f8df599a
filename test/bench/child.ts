// Processes of a bench's own: started, asked one thing at a time, ended.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** @returns it, and its first message: that it is ready */
export async function startChild<Ready>(file: string, ...args: string[]): Promise<{ child: ChildProcess; ready: Ready }> {
  const child = fork(path.join(import.meta.dirname, file), args, { serialization: 'advanced' });
  const [ready] = await once(child, 'message');
  return { child, ready: ready as Ready };
}

export async function askChild<Answer>(child: ChildProcess, question: object): Promise<Answer> {
  child.send(question);
  const [answer] = await once(child, 'message');
  return answer as Answer;
}

export async function endChild(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
}
