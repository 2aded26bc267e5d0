import type { Duplex } from 'node:stream';
import type { ClientBase } from 'pg';
import type { QueryRunner } from 'typeorm';

/** Later versions of the types say that `pipeline` may be switched while nothing is asked. */
type Pipelined = ClientBase & { pipeline?: boolean; readonly connection?: { readonly stream: Duplex } };

/**
 * Asks several things that do not need each other's answers, in one trip to the server: their statements are sent in the order in which
 * they are asked, and the answers waited for afterwards. Where the driver knows no pipelines, one is asked after the other.
 * @param asks which may not copy, nor read by cursor
 * @throws what the first that fails throws, once all are over
 */
export async function atOnce<T extends readonly unknown[]>(
  runner: QueryRunner,
  ...asks: { [Index in keyof T]: () => Promise<T[Index]> }
): Promise<T> {
  const connection = (await runner.connect()) as Pipelined;
  const answers: unknown[] = [];
  const stream = connection.connection?.stream;
  if (connection.pipeline === undefined || !stream) {
    for (const ask of asks) answers.push(await ask());
    return answers as unknown as T;
  }
  const isWithin = connection.pipeline;
  connection.pipeline = true;
  stream.cork();
  const answering = Promise.allSettled(asks.map((ask) => ask()));
  // Once all have been asked they are sent together.
  process.nextTick(() => stream.uncork());
  const settled = await answering;
  connection.pipeline = isWithin;
  for (const answer of settled) {
    if (answer.status === 'rejected') throw answer.reason;
    answers.push(answer.value);
  }
  return answers as unknown as T;
}
