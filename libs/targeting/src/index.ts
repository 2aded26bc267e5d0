export type {
  AudienceCreateRequest,
  AudienceDetailResponse,
  AudienceResponse,
} from './audiences/audience.dto.js';
export { AudiencePreviewResponse } from './audiences/audience.dto.js';
export { AudienceEntity } from './audiences/audience.entity.js';
export { AudiencesService } from './audiences/audiences.service.js';
export { ContactLog } from './contacts/contact-log.js';
export { RecipientPageResponse, RecipientResponse } from './contacts/recipient.dto.js';
export { TargetingChanges } from './engine/changes.js';
export { EngineMetrics } from './engine/metrics.js';
export type { ExplanationResponse } from './explain/explain.dto.js';
export { ExplainService } from './explain/explain.service.js';
export { type AuditAction, type AuditEntry, type AuditKind, AuditLog } from './history/audit-log.js';
export { AuditEntryResponse, AuditPageResponse, AuditQuery } from './history/audit.dto.js';
export type { Definition, DefinitionKind } from './history/definition.js';
export type { VersionDetailResponse, VersionPageResponse, VersionResponse } from './history/version.dto.js';
export { VersionsService } from './history/versions.service.js';
export { DefinitionWriter } from './host/definition-writer.js';
export { AsOfQuery, IsAsOf } from './http/as-of.js';
export { findPage, type PageColumns } from './http/find-page.js';
export { Gone } from './http/gone.js';
export { IdPipe } from './http/id.js';
export { nameOfCopy } from './http/is-text.js';
export { type KeysetPage, KeysetQuery, MembersQuery, type Page, PageQuery } from './http/page.dto.js';
export {
  conflict,
  conflictWith,
  type Fault,
  notFound,
  ProblemException,
  refused,
  unprocessable,
} from './http/problem.js';
export { ProblemFilter } from './http/problem.filter.js';
export { ReadOnly } from './http/read-only.js';
export { targetingValidationPipe } from './http/validation.pipe.js';
export { ImpactService } from './impact/impact.service.js';
export { type CsvFile, openCsv } from './lists/csv/open-csv.js';
export { csvLine } from './lists/csv/write-csv.js';
export { CsvUpload } from './lists/imports/csv-upload.js';
export { ImportEntity } from './lists/imports/import.entity.js';
export { ListEntity } from './lists/list.entity.js';
export { ListMembers } from './lists/list-members.js';
export { ListsService } from './lists/lists.service.js';
export {
  type MembershipEvent,
  MembershipEvents,
  type MembershipEventsOptions,
} from './membership-events/membership-events.js';
export { targetingMigrations } from './migrations/index.js';
export { OverlapService } from './overlap/overlap.service.js';
export { TargetDriftResponse, TargetReviewResponse } from './reviews/review.dto.js';
export { type TargetOfCampaign, TargetReviews } from './reviews/target-reviews.js';
export { SegmentEntity } from './segments/segment.entity.js';
export type { SegmentCreateRequest, SegmentDetailResponse, SegmentResponse } from './segments/segment.dto.js';
export { SegmentTestsService } from './segment-tests/segment-tests.service.js';
export { SegmentsService } from './segments/segments.service.js';
export { type SendRequest, SendService, type SentSnapshot } from './snapshots/send.service.js';
export type { SnapshotDiffResponse, SnapshotVerificationResponse } from './snapshots/compare/compare.dto.js';
export { SnapshotDiffService } from './snapshots/compare/snapshot-diff.service.js';
export { SnapshotVerificationService } from './snapshots/compare/snapshot-verification.service.js';
export type { SnapshotResponse } from './snapshots/snapshot.dto.js';
export { SnapshotEntity } from './snapshots/snapshot.entity.js';
export { SnapshotsService } from './snapshots/snapshots.service.js';
export { Ledger } from './targets/ledger.dto.js';
export { type PreviewOptions, PreviewService } from './counting/preview.service.js';
export { type Target, TargetLoader } from './targets/target-loader.js';
export { TargetingModule } from './targeting.module.js';
export type {
  CampaignDirectory,
  CampaignRef,
  CustomerOptions,
  EngineOptions,
  EventDeclaration,
  EventSourceOptions,
  FieldDeclaration,
  Permission,
  RuntimeCatalogue,
  TargetingLimits,
  TargetingOptions,
} from './targeting.options.js';
export { refuseInUse, type User, UsageService } from './usage/usage.service.js';
