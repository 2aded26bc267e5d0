import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Turns } from './turns.js';

/** As node-postgres has it. */
const defaultSize = 10;

/**
 * How the connections of the pool are shared: whatever may hold one for long waits for a turn before it takes one, so that
 * some always remain for what is quick. A turn is taken before a connection, and nobody who has one waits for another turn
 * of these: so nobody waits in a circle.
 */
@Injectable()
export class PoolShares {
  /** Reading customers by rules, which may take as long as a statement may. */
  readonly counting: Turns;
  /** Those of them that may take longer than anybody waits for a preview. Taken before the other turn: one of that is left to previews. */
  readonly comparing: Turns;
  /** Each holds a connection for as long as its reader takes. */
  readonly exporting: Turns;
  /** One at a time anyway: those that wait need no connection for it. */
  readonly sending = new Turns(1);
  /** The same: the tests of a segment that is saved are checked under the lock of definitions. */
  readonly writing = new Turns(1);

  constructor(@InjectDataSource() { options }: DataSource) {
    const { poolSize, extra } = options as { poolSize?: number; extra?: { max?: number } };
    const size = extra?.max ?? poolSize ?? defaultSize;
    const counting = Math.max(1, Math.floor(size * 0.3));
    this.counting = new Turns(counting);
    this.comparing = new Turns(Math.max(1, counting - 1));
    this.exporting = new Turns(Math.max(1, Math.floor(size * 0.2)));
  }
}
