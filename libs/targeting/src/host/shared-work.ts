import { unlessAborted } from './patience.js';

/** Work that several may wait for: it is given up when nobody waits any more. */
export class SharedWork {
  private readonly abort = new AbortController();
  private readonly done: Promise<void>;
  private waiting = 0;

  constructor(work: (signal: AbortSignal) => Promise<void>) {
    this.done = work(this.abort.signal);
    // Whoever waits is told; after they have left, nobody is.
    this.done.catch(() => undefined);
  }

  get isGivenUp(): boolean {
    return this.abort.signal.aborted;
  }

  /** @throws the reason of the signal, when it is aborted before the work is done */
  async wait(signal?: AbortSignal): Promise<void> {
    this.waiting += 1;
    try {
      await unlessAborted(this.done, signal);
    } finally {
      this.waiting -= 1;
      if (this.waiting === 0) this.abort.abort();
    }
  }
}
