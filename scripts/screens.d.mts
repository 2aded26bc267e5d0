import type { BrowserContextOptions, Page } from 'playwright-core';

/** Of the segments made by `prepare`. */
export interface Ids {
  nested: number;
  fixed: number;
  empty: number;
  tested: number;
}

export interface Screen {
  name: string;
  path: (ids: Ids) => string;
  /** What is done on it before it is looked at. */
  act?: (page: Page) => Promise<void>;
}

export const screens: Screen[];
export const desk: { width: number; height: number };
export const looks: (BrowserContextOptions & { name: string })[];
export function prepare(
  post: (path: string, body: object, method?: string) => Promise<{ id: number }>,
): Promise<Ids>;
