/** Nothing to do when the server was a given one (DATABASE_URL). */
export default async function globalTeardown() {
  await globalThis.temporaryPostgres?.destroy();
}
