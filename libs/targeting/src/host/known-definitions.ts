/** Different questions remembered; above it, all are forgotten. */
const most = 1_000;
/** A longer question names many customers, or is asked once: it is not remembered. */
const longest = 2_000;

/**
 * What was read of definitions (the catalogue, segments, lists), good for as long as none of them has changed. What is read
 * must not be changed by whoever gets it.
 */
export class KnownDefinitions {
  private readonly known = new Map<string, unknown>();

  /**
   * @param read in a transaction that sees these definitions
   * @param key names what is read, with all that it depends on beside the definitions
   */
  async get<T>(key: string, read: () => Promise<T>): Promise<T> {
    if (this.known.has(key)) return this.known.get(key) as T;
    const value = await read();
    if (this.known.size >= most) this.known.clear();
    this.known.set(key, value);
    return value;
  }
}

/** Reads something of definitions, unless the view knows it. */
export const known = <T>(
  { definitions }: { readonly definitions?: KnownDefinitions | undefined },
  key: string,
  read: () => Promise<T>,
): Promise<T> => (definitions && key.length <= longest ? definitions.get(key, read) : read());
