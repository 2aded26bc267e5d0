import { AsyncLocalStorage } from 'node:async_hooks';

const instants = new AsyncLocalStorage<Date>();

/** The present instant: the clock's, but for work that is done as if at another time. */
export const presentInstant = (): Date => instants.getStore() ?? new Date();

/** Does something as if at an instant of the past: how the demo comes to have campaigns that were sent a while ago. */
export const asIfAt = <T>(instant: Date, work: () => Promise<T>): Promise<T> => instants.run(instant, work);
