import { Injectable } from '@nestjs/common';
import { ConsistentRead } from '../host/consistent-read.js';
import { DefinitionWriter } from '../host/definition-writer.js';
import { type ImportCsvRequest, type ImportResponse, mapImport } from '../lists/imports/import.dto.js';
import type { ImportTarget } from '../lists/imports/import-record.js';
import { type ImportRequest, ListImporter } from '../lists/imports/list-importer.js';
import { ListEdits } from '../lists/list-edits.js';
import { TargetLoader } from '../targets/target-loader.js';
import { AudienceEdits } from './audience-edits.js';
import { AudienceReplacements, listsOf } from './audience-replacements.js';

/**
 * CSV files that are brought straight into an audience: each becomes a list of its own. To replace means to take the place of lists
 * of the same name.
 */
@Injectable()
export class AudienceImports {
  constructor(
    private readonly writer: DefinitionWriter,
    private readonly read: ConsistentRead,
    private readonly importer: ListImporter,
    private readonly targets: TargetLoader,
    private readonly edits: AudienceEdits,
    private readonly lists: ListEdits,
    private readonly replacements: AudienceReplacements,
  ) {}

  async importCsv(
    id: number,
    file: Express.Multer.File,
    { use = 'include', mode, unmatched, column }: ImportCsvRequest,
    actor: string | null,
  ): Promise<ImportResponse> {
    await this.writer.run((view) => this.targets.audience(id, view.manager));
    const listId: ImportTarget = (record) =>
      this.writer.run(async (view) => {
        const list = await this.lists.add({ name: file.originalname }, actor, view);
        const audience = await this.targets.audience(id, view.manager);
        await this.edits.save(
          audience,
          { [listsOf[use]]: [...audience[listsOf[use]], list.id] },
          actor,
          view,
        );
        await record(list.id, view.manager);
        return list.id;
      });
    // Only when the file is in: until then, and for good if it fails, what was there before goes on acting.
    const replacing: Pick<ImportRequest, 'refusesNobody' | 'lock' | 'conclude'> = {
      refusesNobody: true,
      lock: (manager) => this.writer.lock(manager),
      conclude: async (manager, imported) =>
        this.replacements.replace(
          imported,
          { audience: id, use, name: file.originalname, actor },
          await this.read.view(manager),
        ),
    };
    return mapImport(
      await this.importer.import({
        listId,
        file: { path: file.path, originalName: file.originalname },
        mode: 'append',
        unmatched: unmatched ?? 'skip',
        column,
        actor,
        ...(mode === 'replace' && replacing),
      }),
    );
  }
}
