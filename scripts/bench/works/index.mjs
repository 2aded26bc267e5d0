import { csv } from './csv.mjs';
import { edited } from './edited.mjs';
import { exportCsv } from './export.mjs';
import { ingest } from './ingest.mjs';
import { membershipEvents } from './membership-events.mjs';
import { page } from './page.mjs';
import { preview } from './preview.mjs';
import { snapshot } from './snapshot.mjs';
import { sqlAlone } from './sql-alone.mjs';
import { upkeep } from './upkeep.mjs';
import { window } from './window.mjs';

/** By the name that `--only` takes. @type {Record<string, import('../prepare.mjs').Work>} */
export const works = {
  preview,
  edited,
  sql: sqlAlone,
  upkeep,
  window,
  events: membershipEvents,
  ingest,
  csv,
  snapshot,
  export: exportCsv,
  page,
};
