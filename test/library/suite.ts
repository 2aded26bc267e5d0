import type { Host } from '../hosts/host.js';
import { audienceFileTests } from './audience-files.js';
import { audiencePreviewTests } from './audience-previews.js';
import { audienceTests } from './audiences.js';
import { auditTests } from './audit.js';
import { explanationTests } from './explanations.js';
import { explainedValueTests } from './explained-values.js';
import { fieldTests } from './fields.js';
import { fixedSegmentTests } from './fixed-segments.js';
import { impactTests } from './impacts.js';
import { memberTests } from './members.js';
import { nextChangeTests } from './next-changes.js';
import { segmentTestTests } from './pinned.js';
import { overlapTests } from './overlaps.js';
import { referenceTests } from './references.js';
import { reviewTests } from './reviews.js';
import { segmentPreviewTests } from './segment-previews.js';
import { segmentTests } from './segments.js';
import { snapshotTests } from './snapshots.js';
import { snapshotTrustTests } from './snapshot-trust.js';
import { snapshotVerificationTests } from './snapshot-verification.js';
import { usageTests } from './usages.js';
import { usedByTests } from './used-by.js';
import { versionTests } from './versions.js';
import { warningTests } from './warnings.js';

const groups = {
  ...{ impactTests, usageTests, segmentTestTests },
  ...{
    segmentTests,
    fixedSegmentTests,
    segmentPreviewTests,
    audienceTests,
    audiencePreviewTests,
    audienceFileTests,
  },
  ...{ memberTests, referenceTests, explanationTests, snapshotTests, fieldTests, usedByTests },
  ...{ overlapTests, reviewTests, snapshotTrustTests, snapshotVerificationTests, versionTests, warningTests },
  ...{ nextChangeTests, explainedValueTests, auditTests },
};

/** What holds on every host. */
export function librarySuite(openHost: () => Promise<Host>) {
  let host: Host;
  beforeAll(async () => (host = await openHost()));
  afterAll(() => host?.close());

  // Each with its own data: the hooks of one must not run before the tests of another.
  for (const [name, tests] of Object.entries(groups)) describe(name, () => tests(() => host));
}
