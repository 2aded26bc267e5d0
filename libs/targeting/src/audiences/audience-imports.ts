import { Injectable } from '@nestjs/common';
import type { View } from '../host/consistent-read.js';
import { DefinitionWriter } from '../host/definition-writer.js';
import { type ImportCsvRequest, type ImportResponse, mapImport } from '../lists/imports/import.dto.js';
import type { ImportTarget } from '../lists/imports/import-record.js';
import { ListImporter } from '../lists/imports/list-importer.js';
import { ListEdits } from '../lists/list-edits.js';
import type { ListEntity } from '../lists/list.entity.js';
import { TargetLoader } from '../targets/target-loader.js';
import { AudienceEdits } from './audience-edits.js';

/** CSV files that are brought straight into an audience: each becomes a list of its own. */
@Injectable()
export class AudienceImports {
  constructor(
    private readonly writer: DefinitionWriter,
    private readonly importer: ListImporter,
    private readonly targets: TargetLoader,
    private readonly edits: AudienceEdits,
    private readonly lists: ListEdits,
  ) {}

  async importCsv(
    id: number,
    file: Express.Multer.File,
    { use, mode, unmatched, column }: ImportCsvRequest,
    actor: string | null,
  ): Promise<ImportResponse> {
    await this.writer.run((view) => this.targets.audience(id, view.manager));
    const listId: ImportTarget = (record) =>
      this.writer.run(async (view) => {
        const list = await this.lists.add({ name: file.originalname }, actor, view);
        await this.attach(id, list, { use: use ?? 'include', replace: mode === 'replace', actor }, view);
        await record(list.id, view.manager);
        return list.id;
      });
    return mapImport(
      await this.importer.import({
        listId,
        file: { path: file.path, originalName: file.originalname },
        mode: 'append',
        unmatched: unmatched ?? 'skip',
        column,
        actor,
      }),
    );
  }

  /**
   * Puts the list among the audience's. To replace means to take the place of lists of the same name; those stay as lists,
   * since others may use them.
   */
  private async attach(
    id: number,
    list: ListEntity,
    { use, replace, actor }: { use: 'include' | 'exclude'; replace: boolean; actor: string | null },
    view: View,
  ): Promise<void> {
    const audience = await this.targets.audience(id, view.manager);
    const before = use === 'include' ? audience.includeLists : audience.excludeLists;
    const replaced = replace ? await namesakes(before, list.name, view) : [];
    const after = [...before.filter((each) => !replaced.includes(each)), list.id];
    const change = use === 'include' ? { includeLists: after } : { excludeLists: after };
    await this.edits.save(audience, change, actor, view);
  }
}

async function namesakes(ids: readonly number[], name: string, { manager }: View): Promise<number[]> {
  const rows = await manager.query<{ id: number }[]>(
    'SELECT id FROM targeting.lists WHERE id = ANY($1::integer[]) AND name = $2',
    [ids, name],
  );
  return rows.map((row) => row.id);
}
