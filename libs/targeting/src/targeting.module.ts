import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AudienceChecker } from './audiences/audience-checker.js';
import { AudienceDrafts } from './audiences/audience-drafts.js';
import { AudienceEdits } from './audiences/audience-edits.js';
import { AudienceEntity } from './audiences/audience.entity.js';
import { AudienceImports } from './audiences/audience-imports.js';
import { AudienceReplacements } from './audiences/audience-replacements.js';
import { AudiencesController } from './audiences/audiences.controller.js';
import { AudiencesService } from './audiences/audiences.service.js';
import { SameSegments } from './checks/same-segments.js';
import { ContactLog } from './contacts/contact-log.js';
import { TargetingChanges } from './engine/changes.js';
import { CountingRead } from './counting/counting-read.js';
import { FreezeCheck } from './counting/freeze-check.js';
import { EngineMetrics } from './engine/metrics.js';
import { EngineUpkeep } from './engine/upkeep.js';
import { MetricsController } from './engine/metrics.controller.js';
import { MembershipEngine } from './engine/membership-engine.js';
import { SelfCheck } from './engine/self-check.js';
import { AudienceExplainController, SegmentExplainController } from './explain/explain.controller.js';
import { ExplainService } from './explain/explain.service.js';
import { MembershipsController } from './explain/memberships.controller.js';
import { MembershipsService } from './explain/memberships.service.js';
import { FieldsController } from './fields/fields.controller.js';
import { FieldsService } from './fields/fields.service.js';
import { AuditController } from './history/audit.controller.js';
import { AuditEntryEntity } from './history/audit-entry.entity.js';
import { AuditLog } from './history/audit-log.js';
import { DefinitionHistory } from './history/definition-history.js';
import { DefinitionVersionEntity } from './history/definition-version.entity.js';
import {
  AudienceVersionsController,
  ListVersionsController,
  SegmentVersionsController,
} from './history/versions.controller.js';
import { VersionsService } from './history/versions.service.js';
import { Wording } from './history/wording.js';
import { CatalogueService } from './host/catalogue.service.js';
import { ConsistentRead } from './host/consistent-read.js';
import { DefinitionWriter } from './host/definition-writer.js';
import { PoolShares } from './host/pool-shares.js';
import { ImpactController } from './impact/impact.controller.js';
import { ImpactService } from './impact/impact.service.js';
import { AbandonedImports } from './lists/imports/abandoned-imports.js';
import { ImportEntity } from './lists/imports/import.entity.js';
import { ImportsController } from './lists/imports/imports.controller.js';
import { ImportsService } from './lists/imports/imports.service.js';
import { ListImporter } from './lists/imports/list-importer.js';
import { ListEdits } from './lists/list-edits.js';
import { ListEntity } from './lists/list.entity.js';
import { ListMembers } from './lists/list-members.js';
import { ListsController } from './lists/lists.controller.js';
import { ListsService } from './lists/lists.service.js';
import { SegmentEntity } from './segments/segment.entity.js';
import { SegmentEdits } from './segments/segment-edits.js';
import { SegmentRules } from './segments/segment-rules.js';
import { SegmentsController } from './segments/segments.controller.js';
import { SegmentsService } from './segments/segments.service.js';
import { StaticSegments } from './segments/static-segments.js';
import { HistoryController } from './membership-events/history.controller.js';
import { HistoryService } from './membership-events/history.service.js';
import { MembershipEvents } from './membership-events/membership-events.js';
import { ObservationLoop } from './membership-events/observation-loop.js';
import { SegmentObserver } from './membership-events/segment-observer.js';
import { OverlapController } from './overlap/overlap.controller.js';
import { OverlapService } from './overlap/overlap.service.js';
import { TargetReviews } from './reviews/target-reviews.js';
import { SegmentTestsController } from './segment-tests/segment-tests.controller.js';
import { SegmentTestsService } from './segment-tests/segment-tests.service.js';
import { SendService } from './snapshots/send.service.js';
import { SnapshotDiffService } from './snapshots/compare/snapshot-diff.service.js';
import { SnapshotVerificationService } from './snapshots/compare/snapshot-verification.service.js';
import { SnapshotEntity } from './snapshots/snapshot.entity.js';
import { SnapshotWriter } from './snapshots/snapshot-writer.js';
import { AudienceSnapshotsController, SnapshotsController } from './snapshots/snapshots.controller.js';
import { SnapshotsService } from './snapshots/snapshots.service.js';
import { MemberExport } from './targets/export/member-export.js';
import { PreviewService } from './counting/preview.service.js';
import { SlowRules } from './targets/slow-rules.js';
import { TargetLoader } from './targets/target-loader.js';
import { ConfigurableModuleClass } from './targeting.module-definition.js';
import { UsageService } from './usage/usage.service.js';

const services = [
  AudiencesService,
  AuditLog,
  ContactLog,
  DefinitionWriter,
  ExplainService,
  ImpactService,
  ListMembers,
  ListsService,
  MembershipEvents,
  OverlapService,
  PreviewService,
  SegmentsService,
  SegmentTestsService,
  SendService,
  SnapshotDiffService,
  SnapshotsService,
  SnapshotVerificationService,
  TargetingChanges,
  TargetLoader,
  TargetReviews,
  UsageService,
  VersionsService,
];

/** Segments, audiences, lists and snapshots over the host's customers. Import it with `TargetingModule.forRoot(options)`. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      ...[AudienceEntity, ImportEntity, ListEntity, SegmentEntity, SnapshotEntity],
      ...[AuditEntryEntity, DefinitionVersionEntity],
    ]),
  ],
  controllers: [
    SegmentsController,
    SegmentExplainController,
    SegmentTestsController,
    ImpactController,
    OverlapController,
    SegmentVersionsController,
    HistoryController,
    AudiencesController,
    AudienceExplainController,
    AudienceVersionsController,
    AudienceSnapshotsController,
    SnapshotsController,
    ListsController,
    ListVersionsController,
    ImportsController,
    FieldsController,
    MembershipsController,
    MetricsController,
    AuditController,
  ],
  providers: [
    ...services,
    AbandonedImports,
    AudienceChecker,
    AudienceDrafts,
    AudienceEdits,
    AudienceImports,
    AudienceReplacements,
    CatalogueService,
    ConsistentRead,
    CountingRead,
    DefinitionHistory,
    EngineMetrics,
    EngineUpkeep,
    FieldsService,
    FreezeCheck,
    HistoryService,
    ImportsService,
    ListEdits,
    ListImporter,
    MembershipEngine,
    MemberExport,
    MembershipsService,
    ObservationLoop,
    PoolShares,
    SameSegments,
    SegmentEdits,
    SegmentObserver,
    SegmentRules,
    SelfCheck,
    SlowRules,
    SnapshotWriter,
    StaticSegments,
    Wording,
  ],
  exports: services,
})
export class TargetingModule extends ConfigurableModuleClass {}
