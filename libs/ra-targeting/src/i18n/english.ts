import {
  audienceMessages,
  builderMessages,
  ledgerMessages,
  pickingMessages,
  reachMessages,
} from '../audiences/messages.js';
import { auditMessages } from '../audit/messages.js';
import { csvMessages, importMessages } from '../imports/messages.js';
import { driftMessages } from '../drift/messages.js';
import { fieldMessages } from '../fields/messages.js';
import { hintMessages } from '../hints/messages.js';
import { movedMessages } from '../moved/messages.js';
import { overlapMessages, similarMessages, usageMessages } from '../overlap/messages.js';
import { snapshotMessages } from '../snapshots/messages.js';
import { listMessages } from '../lists/messages.js';
import { explainMessages } from '../explain/messages.js';
import { helpMessages } from '../help/messages.js';
import { memberMessages } from '../members/messages.js';
import { mergeMessages } from '../merge/messages.js';
import { pasteMessages } from '../picking/messages.js';
import { previewMessages } from '../preview/messages.js';
import { ruleMessages } from '../rules/messages.js';
import { impactMessages } from '../segments/impact/messages.js';
import { segmentMessages } from '../segments/messages.js';
import { testMessages } from '../segments/tests/messages.js';
import { targetMessages } from '../target/messages.js';
import { uiMessages } from '../ui/messages.js';
import { versionMessages } from '../versions/messages.js';

/** The English texts of the screens, to be merged into the host's messages. */
export const targetingEnglish = {
  resources: {
    segments: segmentMessages.resource,
    audiences: audienceMessages.resource,
    lists: listMessages.resource,
    imports: importMessages.resource,
    snapshots: snapshotMessages.resource,
    fields: fieldMessages.resource,
    audit: auditMessages.resource,
  },
  targeting: {
    ...uiMessages,
    rules: ruleMessages,
    preview: previewMessages,
    members: memberMessages,
    explain: explainMessages,
    help: helpMessages,
    segments: segmentMessages.screens,
    audiences: audienceMessages.screens,
    lists: listMessages.screens,
    imports: importMessages.screens,
    builder: builderMessages,
    reach: reachMessages,
    ledger: ledgerMessages,
    picking: pickingMessages,
    paste: pasteMessages,
    csv: csvMessages,
    versions: versionMessages,
    merge: mergeMessages,
    tests: testMessages,
    impact: impactMessages,
    audit: auditMessages.screens,
    target: targetMessages,
    snapshots: snapshotMessages.screens,
    fields: fieldMessages.screens,
    moved: movedMessages,
    drift: driftMessages,
    hints: hintMessages,
    overlap: overlapMessages,
    similar: similarMessages,
    usage: usageMessages,
  },
};
