// A process of the app as an orchestrator keeps it: started again whenever it ends, whoever ended it.
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = path.resolve(import.meta.dirname, '../..');
const START_AGAIN_AFTER_MS = 100;
const SAID_KEPT = 6_000;
const STARTS = 20;
const HANGS_AFTER_MS = 180_000;

export interface ProcessOptions {
  /** Below the repository's root. */
  script: string;
  /** Loaded before it. */
  preloads: readonly string[];
  env: Record<string, string>;
  /** Business time less the machine's, at this moment. */
  offsetMs(): number;
}

export class AppProcess {
  readonly #options: ProcessOptions;
  #child: ChildProcess | undefined;
  #exited: Promise<void> = Promise.resolve();
  #isReady = false;
  #isKept = true;
  #said = '';
  /** Ends that the harness did not bring about. */
  endedByItself = 0;

  constructor(options: ProcessOptions) {
    this.#options = options;
    this.#start();
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** The last that it wrote. */
  get said(): string {
    return this.#said;
  }

  /** @throws when it ends again and again before it is ready */
  async ready(): Promise<void> {
    const [started, ended] = [performance.now(), this.endedByItself];
    while (!this.#isReady) {
      if (this.endedByItself - ended > STARTS || performance.now() - started > HANGS_AFTER_MS) throw new Error(`${this.#options.script} does not start:\n${this.#said}`);
      await sleep(10);
    }
  }

  tellTime(): void {
    if (this.#child?.connected) this.#child.send({ offsetMs: this.#options.offsetMs() }, () => {});
  }

  /** SIGKILL: nothing of it runs to an end. */
  async kill(): Promise<void> {
    this.endedByItself -= 1;
    this.#child?.kill('SIGKILL');
    await this.#exited;
  }

  async stop(): Promise<void> {
    this.#isKept = false;
    this.#child?.kill('SIGKILL');
    await this.#exited;
  }

  #start(): void {
    const { script, preloads, env, offsetMs } = this.#options;
    const imports = preloads.flatMap((file) => ['--import', path.join(ROOT, file)]);
    const child = spawn(process.execPath, ['--no-warnings', ...imports, path.join(ROOT, script)], {
      cwd: ROOT,
      env: { PATH: process.env.PATH ?? '', ...env, FAULTS_OFFSET_MS: String(offsetMs()) } as unknown as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const hear = (chunk: Buffer) => {
      this.#said = (this.#said + chunk.toString()).slice(-SAID_KEPT);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.on('error', () => {}); // a message to one that was just killed
    child.once('message', () => {
      this.#isReady = true;
      this.tellTime();
    });
    this.#exited = new Promise((resolve) => {
      child.once('exit', () => {
        this.#isReady = false;
        this.endedByItself += 1;
        resolve();
        if (this.#isKept) setTimeout(() => this.#isKept && this.#start(), START_AGAIN_AFTER_MS);
      });
    });
    this.#child = child;
  }
}
