import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';

/** Between two statements of the work there is nothing to cancel; so it is tried again. */
const again = 100;

/**
 * Does work in a transaction, and cancels its statements, from another connection, once the signal is aborted. It is over
 * only when the last such request has reached the server: so none of them hits what runs on the connection later.
 * @param pid of the server process that the transaction runs in
 * @throws the reason of the signal
 */
export async function whileWanted<T>(
  signal: AbortSignal | undefined,
  pid: number,
  dataSource: DataSource,
  work: () => Promise<T>,
): Promise<T> {
  if (!signal) return work();
  signal.throwIfAborted();
  let isOver = false;
  let request: Promise<unknown> | undefined;
  const cancel = async () => {
    const runner = dataSource.createQueryRunner();
    try {
      await runner.connect();
      for (; !isOver; await sleep(again))
        await (request = runner.query('SELECT pg_cancel_backend($1)', [pid]));
    } finally {
      await runner.release();
    }
  };
  // Without a connection for it, the work goes on to its timeout.
  const start = () => void cancel().catch(() => undefined);
  signal.addEventListener('abort', start, { once: true });
  try {
    return await work();
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    isOver = true;
    signal.removeEventListener('abort', start);
    await request?.catch(() => undefined);
  }
}
