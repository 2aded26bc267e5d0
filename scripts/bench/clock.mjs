/** The instant of the data: everything in it happened in the year before. */
export const epoch = new Date('2026-01-01T00:00:00Z');

/** The present, as the application and the reference statements see it: the same on whatever day this runs. */
export class Clock {
  /** @param {import('./app.mjs').App[]} apps */
  constructor(apps) {
    this.apps = apps;
    this.now = epoch;
  }

  /** @param {number} seconds */
  async advance(seconds) {
    this.now = new Date(this.now.getTime() + seconds * 1000);
    await Promise.all(this.apps.map((app) => app.setClock(this.now)));
  }
}
