import { existsSync, readlinkSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { installedBinaries } from './binaries.mjs';
import { clusterIn, stageLink } from './place.mjs';
import { findPostmaster, stopPostmaster } from './postmaster.mjs';

// Started by temporary.mjs. Standard input ends when the process that started this one has ended, in whatever way.
const [, , dataDir = ''] = process.argv;
process.stdin.on('end', () => void reap()).resume();

async function reap() {
  const home = existsSync(stageLink(dataDir)) ? readlinkSync(stageLink(dataDir)) : dataDir;
  for (let attempt = 1; existsSync(dataDir) && attempt <= 10; attempt++) {
    await stopServer(home);
    for (const directory of [home, dataDir])
      rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
    // An initdb that was under way may write on for a moment.
    await sleep(500);
  }
}

/** @param {string} home */
async function stopServer(home) {
  const cluster = clusterIn(home);
  const postmaster = findPostmaster(cluster);
  if (postmaster)
    await stopPostmaster({ home, cluster, native: installedBinaries() }, postmaster, 'immediate');
}
