/** Different questions remembered; above it, all are forgotten. */
const most = 1_000;

/**
 * What was read of definitions (the catalogue, segments, lists), good for as long as none of them has changed. What is read
 * must not be changed by whoever gets it.
 */
export class KnownDefinitions {
  private readonly known = new Map<string, Promise<unknown>>();

  /** @param key names what is read, with all that it depends on beside the definitions */
  get<T>(key: string, read: () => Promise<T>): Promise<T> {
    const known = this.known.get(key) as Promise<T> | undefined;
    if (known) return known;
    if (this.known.size >= most) this.known.clear();
    const reading = read();
    this.known.set(key, reading);
    reading.catch(() => this.known.delete(key));
    return reading;
  }
}

/** Reads something of definitions, unless the view knows it. */
export const known = <T>(
  { definitions }: { readonly definitions?: KnownDefinitions | undefined },
  key: string,
  read: () => Promise<T>,
): Promise<T> => (definitions ? definitions.get(key, read) : read());
