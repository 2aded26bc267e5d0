import { Injectable, StreamableFile } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Readable } from 'node:stream';
import { Repository } from 'typeorm';
import { AudienceReplacements } from '../../audiences/audience-replacements.js';
import { AuditLog } from '../../history/audit-log.js';
import { DefinitionWriter } from '../../host/definition-writer.js';
import { findPage } from '../../http/find-page.js';
import { notFound } from '../../http/problem.js';
import { type Saving, SegmentTestsService } from '../../segment-tests/segment-tests.service.js';
import type { Permission } from '../../targeting.options.js';
import {
  type ImportListQuery,
  type ImportPageResponse,
  type ImportResponse,
  mapImport,
} from './import.dto.js';
import { ImportEntity } from './import.entity.js';
import { nameOfList } from './name-of-list.js';
import type { RejectedRowPageResponse, RejectedRowsQuery } from './rejected-row.dto.js';
import { rejectedRowsCsv, rejectedRowsPage } from './rejected-rows.js';
import { undoImport } from './undo-import.js';

const columns = {
  sortable: {
    id: 'import.id',
    list_id: 'import.listId',
    file_name: 'import.fileName',
    status: 'import.status',
    rows: 'import.rows',
    created_at: 'import.createdAt',
    finished_at: 'import.finishedAt',
  },
  searched: ['import.fileName'],
};

/** Imports and their reports. */
@Injectable()
export class ImportsService {
  constructor(
    @InjectRepository(ImportEntity) private readonly imports: Repository<ImportEntity>,
    private readonly audit: AuditLog,
    private readonly writer: DefinitionWriter,
    private readonly replacements: AudienceReplacements,
    private readonly tests: SegmentTestsService,
  ) {}

  async list(query: ImportListQuery): Promise<ImportPageResponse> {
    const { list_id: listId, status } = query;
    const builder = this.imports.createQueryBuilder('import');
    if (listId !== undefined) builder.andWhere('import.listId = :listId', { listId });
    if (status) builder.andWhere('import.status = :status', { status });
    const { rows, total } = await findPage(builder, query, columns);
    return { data: rows.map(mapImport), total };
  }

  async get(id: number): Promise<ImportResponse> {
    return mapImport(await this.find(id));
  }

  async rejected(id: number): Promise<StreamableFile> {
    const rows = rejectedRowsCsv(await this.find(id), this.imports.manager);
    return new StreamableFile(Readable.from(rows), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="import-${id}-rejected.csv"`,
    });
  }

  async rejectedPage(id: number, query: RejectedRowsQuery): Promise<RejectedRowPageResponse> {
    return rejectedRowsPage(await this.find(id), query, this.imports.manager);
  }

  /** What somebody must be allowed, besides writing lists, to undo it: for more than a list may change. */
  async permissionsToUndo(id: number): Promise<Permission[]> {
    const { segmentId, replaced } = await this.find(id);
    return [
      ...(segmentId === null ? [] : (['segments:write'] as const)),
      ...(replaced ? (['audiences:write'] as const) : []),
    ];
  }

  /** @throws ProblemException 404, 409 when it cannot be undone, 422 when a static segment fails its tests by it and that is not forced */
  async undo(id: number, saving: Saving): Promise<ImportResponse> {
    const { actor } = saving;
    await this.writer.run(async (view) => {
      const found = await undoImport(id, actor, view.manager);
      if (found.replaced) await this.replacements.putBack(found, found.replaced, actor, view);
      const { listId, segmentId, status, fileName } = found;
      await this.audit.record(
        {
          ...{ actor, action: 'import_undone', kind: 'import', subjectId: id, subjectName: fileName },
          details: await nameOfList(listId, view.manager),
        },
        view.manager,
      );
      // Of one that has failed nothing was in.
      if (segmentId !== null && status === 'completed')
        await this.tests.refuseFailingWith(segmentId, saving, view.manager);
    });
    return this.get(id);
  }

  private async find(id: number): Promise<ImportEntity> {
    const found = await this.imports.findOneBy({ id });
    if (!found) throw notFound('import', id);
    return found;
  }
}
