import { Injectable } from '@nestjs/common';
import { Between, LessThan } from 'typeorm';
import { ConsistentRead, type View } from '../host/consistent-read.js';
import { findPage } from '../http/find-page.js';
import { notFound } from '../http/problem.js';
import type { DefinitionKind } from './definition.js';
import { DefinitionHistory } from './definition-history.js';
import { DefinitionVersionEntity } from './definition-version.entity.js';
import type {
  VersionDetailResponse,
  VersionPageResponse,
  VersionQuery,
  VersionResponse,
  VersionsQuery,
} from './version.dto.js';
import { changesInWords, Wording, type Words } from './wording.js';

/** So many definitions are in memory together: each may name thousands of customers. */
const atATime = 10;

const columns = { sortable: { id: 'version.version' }, searched: [] };

/** What definitions were. To restore a version is up to the service of its kind. */
@Injectable()
export class VersionsService {
  constructor(
    private readonly read: ConsistentRead,
    private readonly history: DefinitionHistory,
    private readonly wording: Wording,
  ) {}

  /** The versions that are known, the newest first, each with what changed, in words. */
  list(kind: DefinitionKind, subjectId: number, query: VersionsQuery): Promise<VersionPageResponse> {
    return this.read.run(async (view) => {
      await refuseMissing(kind, subjectId, view);
      const builder = view.manager
        .createQueryBuilder(DefinitionVersionEntity, 'version')
        .select(['version.kind', 'version.subjectId', 'version.version'])
        .where({ kind, subjectId });
      const { rows, total } = await findPage(builder, query, columns);
      const data: VersionResponse[] = [];
      for (let first = 0; first < rows.length; first += atATime)
        data.push(...(await this.described(kind, rows.slice(first, first + atATime), view)));
      return { data, total };
    });
  }

  /** @param versions that follow one another, the newest first, and not empty */
  private async described(
    kind: DefinitionKind,
    versions: readonly DefinitionVersionEntity[],
    view: View,
  ): Promise<VersionResponse[]> {
    const [{ subjectId, version: newest }, oldest] = [versions[0]!, versions.at(-1)!.version];
    const rows = await view.manager.find(DefinitionVersionEntity, {
      where: { kind, subjectId, version: Between(oldest, newest) },
      order: { version: 'DESC' },
    });
    const before = await this.before(kind, subjectId, oldest, view);
    const all = before ? [...rows, before] : rows;
    const words = await this.wording.of(kind, definitionsOf(all), view);
    const told = await this.history.toldOf(rows, view);
    return rows.map((row, index) => inShort(row, all[index + 1], words, told));
  }

  /**
   * A version as it was, and what makes it another than the one before it or than `against`, in words.
   * @throws ProblemException 404 when the definition is gone, or one of the two is not known
   */
  get(
    kind: DefinitionKind,
    subjectId: number,
    version: number,
    { against }: VersionQuery = {},
  ): Promise<VersionDetailResponse> {
    return this.read.run(async (view) => {
      await refuseMissing(kind, subjectId, view);
      const found = await this.history.version(kind, subjectId, version, view.manager);
      const other =
        against === undefined
          ? await this.before(kind, subjectId, version, view)
          : await this.history.version(kind, subjectId, against, view.manager);
      const words = await this.wording.of(kind, definitionsOf(other ? [found, other] : [found]), view);
      return {
        version,
        author: found.author,
        created_at: found.createdAt.toISOString(),
        definition: found.definition,
        changes:
          against === undefined
            ? savedChanges(found, other, words, await this.history.toldOf([found], view))
            : words.changes(other!.definition, found.definition),
      };
    });
  }

  /** The one known before it. */
  private before(
    kind: DefinitionKind,
    subjectId: number,
    version: number,
    { manager }: View,
  ): Promise<DefinitionVersionEntity | null> {
    return manager.findOne(DefinitionVersionEntity, {
      where: { kind, subjectId, version: LessThan(version) },
      order: { version: 'DESC' },
    });
  }
}

/** Versions outlive their definition, for the log; who asks for them asks for those of something that is there. */
async function refuseMissing(kind: DefinitionKind, id: number, { manager }: View): Promise<void> {
  const found = await manager.query<unknown[]>(`SELECT FROM targeting.${kind}s WHERE id = $1`, [id]);
  if (found.length === 0) throw notFound(kind, id);
}

const definitionsOf = (versions: readonly DefinitionVersionEntity[]) =>
  versions.map(({ definition }) => definition);

const inShort = (
  version: DefinitionVersionEntity,
  before: DefinitionVersionEntity | undefined,
  words: Words,
  told: ReadonlyMap<number, string[]>,
): VersionResponse => ({
  version: version.version,
  name: version.definition.name,
  status: version.definition.status,
  summary: words.summary(version.definition),
  author: version.author,
  created_at: version.createdAt.toISOString(),
  changes: savedChanges(version, before, words, told),
});

function savedChanges(
  { kind, version, definition }: DefinitionVersionEntity,
  before: DefinitionVersionEntity | null | undefined,
  words: Words,
  told: ReadonlyMap<number, string[]>,
): string[] {
  if (!before) return [];
  return told.get(version) ?? changesInWords(kind, words, before.definition, definition);
}
