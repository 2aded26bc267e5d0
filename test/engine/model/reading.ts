import type { INestApplication } from '@nestjs/common';
import type { Open } from '../../../libs/targeting/src/engine/membership-engine.js';
import { ConsistentRead } from '../../../libs/targeting/src/host/consistent-read.js';

/** Something that is waited for, and told. */
export class Signal {
  tell!: () => void;
  readonly told = new Promise<void>((resolve) => (this.tell = resolve));
}

/** Opens transactions as the engine does, but waits for `before` where a leaf is read whole, and tells when it was read. */
export function readingWhole(app: INestApplication, before: Promise<void>, isRead: Signal): Open {
  const read = app.get(ConsistentRead, { strict: false });
  let opened = 0;
  return async (ask, first) => {
    // The first question finds that the leaf is missing, the second reads it.
    const isWhole = ++opened === 2;
    if (isWhole) await before;
    const answer = await read.reading({ milliseconds: read.milliseconds }, ask, first);
    if (isWhole) isRead.tell();
    return answer;
  };
}
