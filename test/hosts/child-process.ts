import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('./reference-process.mjs', import.meta.url));

/** The reference application in a process of its own, which can be killed. */
export interface HostProcess {
  url: string;
  kill(): Promise<void>;
}

/** Starts one over a database that is migrated already. */
export async function startReferenceProcess(databaseUrl: string): Promise<HostProcess> {
  const child: ChildProcess = spawn(process.execPath, [script], {
    env: { ...process.env, DATABASE_URL: databaseUrl, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const errors: Buffer[] = [];
  child.stderr!.on('data', (chunk: Buffer) => errors.push(chunk));
  const exited = once(child, 'exit');
  const said = once(child.stdout!, 'data') as Promise<[Buffer]>;
  const died = exited.then((): [Buffer] => {
    throw new Error(`The application has not started: ${Buffer.concat(errors).toString()}`);
  });
  died.catch(() => undefined);
  const [line] = await Promise.race([said, died]);
  return {
    url: line.toString().trim().replace('localhost', '127.0.0.1'),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
