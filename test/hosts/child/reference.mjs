// The reference application in a process of its own; prints where it listens.
import { start } from '../../../apps/api/src/main.ts';

const { url } = await start({
  databaseUrl: process.env.DATABASE_URL,
  port: 0,
  host: '127.0.0.1',
  demo: false,
  timeZone: 'UTC',
});
console.log(url);
