import type { Host } from '../hosts/host.js';
import { segmentTests } from './segments.js';

/** What holds on every host. */
export function librarySuite(openHost: () => Promise<Host>) {
  let host: Host;
  beforeAll(async () => (host = await openHost()));
  afterAll(() => host?.close());

  for (const tests of [segmentTests]) tests(() => host);
}
