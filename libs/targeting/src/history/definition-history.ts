import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { View } from '../host/consistent-read.js';
import { notFound, refused } from '../http/problem.js';
import { type AuditAction, AuditLog } from './audit-log.js';
import { type Definition, type DefinitionKind, isPickedByHand } from './definition.js';
import { DefinitionVersionEntity } from './definition-version.entity.js';
import { StaleEdit } from './stale-edit.js';
import { changesInWords, Wording } from './wording.js';

/** What a definition of any kind has, once it is saved. */
interface Saved {
  id: number;
  version: number;
  updatedBy: string | null;
  updatedAt: Date;
}

/** A definition that has just been created or changed. */
export interface SavedChange {
  kind: DefinitionKind;
  saved: Saved;
  /** Absent of a new one. */
  before?: Definition;
  after: Definition;
  /** The version that it comes from. */
  restoring?: Restoring | undefined;
  /** What was done, unless it shows from the other members. */
  action?: AuditAction;
  /** More to know than what has changed. */
  details?: object;
}

/** A change that takes over the definition of a version. */
export interface Restoring {
  version: number;
  /** What the definition was then. */
  definition: Definition;
}

/** Keeps what definitions were: every change that is saved becomes a version and an entry of the log, in one transaction with it. */
@Injectable()
export class DefinitionHistory {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly audit: AuditLog,
    private readonly wording: Wording,
  ) {}

  async record(change: SavedChange, view: View): Promise<void> {
    const { kind, saved, before, after, restoring, action = actionOf(change) } = change;
    const { id, version, updatedBy, updatedAt } = saved;
    await view.manager.query(
      `INSERT INTO targeting.definition_versions (kind, subject_id, version, definition, author, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)`,
      [kind, id, version, JSON.stringify(after), updatedBy, updatedAt],
    );
    await this.audit.record(
      {
        ...{ actor: updatedBy, action, kind, subjectId: id, subjectName: after.name, version },
        details: {
          ...(restoring && { restored_version: restoring.version }),
          ...change.details,
          ...(await this.inWords(kind, before, after, view)),
        },
      },
      view.manager,
    );
  }

  /** Notes that one is deleted. Its versions stay. */
  recordDeleted(
    kind: DefinitionKind,
    { id, name }: { id: number; name: string },
    actor: string | null,
    { manager }: View,
  ): Promise<void> {
    return this.audit.record({ actor, action: 'deleted', kind, subjectId: id, subjectName: name }, manager);
  }

  /**
   * @param edited the version that the edit began with; when there is none, nothing is refused
   * @throws StaleEdit 409 when the definition has another version by now
   */
  async refuseStale(
    kind: DefinitionKind,
    { id, version }: Pick<Saved, 'id' | 'version'>,
    edited: number | null | undefined,
    { manager }: View,
  ): Promise<void> {
    if (edited === undefined || edited === null || edited === version) return;
    const base = await manager.findOneBy(DefinitionVersionEntity, { kind, subjectId: id, version: edited });
    throw new StaleEdit(kind, edited, version, base?.definition ?? null);
  }

  /** What a definition was. @throws ProblemException 404 when the version is not known */
  async version(
    kind: DefinitionKind,
    subjectId: number,
    version: number,
    manager: EntityManager = this.dataSource.manager,
  ): Promise<DefinitionVersionEntity> {
    const found = await manager.findOneBy(DefinitionVersionEntity, { kind, subjectId, version });
    if (!found) throw notFound(`version ${version} of the ${kind}`, subjectId);
    return found;
  }

  /**
   * What versions with customers picked by hand have changed, as it was told when each was saved. They hold only who was a customer
   * still: compared with the version before, somebody who was deleted between the two would be taken out by its author.
   * @param versions of one definition
   */
  async toldOf(
    versions: readonly DefinitionVersionEntity[],
    { manager }: View,
  ): Promise<ReadonlyMap<number, string[]>> {
    const picked = versions.filter(({ kind, definition }) => isPickedByHand(kind, definition));
    if (picked.length === 0) return new Map();
    const { kind, subjectId } = picked[0]!;
    const rows = await manager.query<{ version: number; changes: string[] }[]>(
      `SELECT version, details -> 'changes' AS changes FROM targeting.audit_log
         WHERE kind = $1 AND subject_id = $2 AND version = ANY($3::integer[]) AND details ? 'changes'`,
      [kind, String(subjectId), picked.map(({ version }) => version)],
    );
    return new Map(rows.map(({ version, changes }) => [version, changes]));
  }

  /**
   * What a version takes over to be restored.
   * @throws ProblemException 404 when the version is not known, 422 when it does not hold whom was picked: the rest of it without
   *   them would be what it never was
   */
  async restorable(kind: DefinitionKind, subjectId: number, version: number): Promise<Restoring> {
    const { definition } = await this.version(kind, subjectId, version);
    if (isPickedByHand(kind, definition) && !definition.customers)
      throw refused(
        'customers',
        'not_kept',
        `Version ${version} had more customers picked by hand than versions keep, so they cannot be brought back. Pick them again by an edit.`,
      );
    return { version, definition };
  }

  private async inWords(
    kind: DefinitionKind,
    before: Definition | undefined,
    after: Definition,
    view: View,
  ): Promise<object> {
    const words = await this.wording.of(kind, before ? [before, after] : [after], view);
    return before
      ? { changes: changesInWords(kind, words, before, after) }
      : { summary: words.summary(after) };
  }
}

function actionOf({ before, after, restoring }: SavedChange): AuditAction {
  if (restoring) return 'restored';
  if (!before) return 'created';
  if (before.status === after.status) return 'updated';
  if (after.status === 'archived') return 'archived';
  return after.status === 'active' ? 'activated' : 'updated';
}
