import { HttpStatus } from '@nestjs/common';
import { ProblemException } from '../http/problem.js';
import type { Definition, DefinitionKind } from './definition.js';

/** Who edits an older version than the present one would undo what others have changed since. */
export class StaleEdit extends ProblemException {
  /**
   * @param base what the definition was in the version that was edited; null when that is not known
   * @param current the record as it is now, once it has been looked up
   */
  constructor(
    readonly kind: DefinitionKind,
    readonly edited: number,
    readonly version: number,
    readonly base: Definition | null,
    current?: object,
  ) {
    const message = `This ${kind} was changed while you edited it: yours is version ${edited}, and it is at version ${version} now. Merge your changes with the current ones, and save them as an edit of version ${version}.`;
    super(HttpStatus.CONFLICT, message, [{ path: 'version', code: 'stale', message }], {
      base,
      current: current ?? null,
    });
  }
}

/** Makes an edit; one that is stale is refused together with the record as it is now, so that both can be merged. */
export async function orCurrent(edit: Promise<unknown>, current: () => Promise<object>): Promise<void> {
  try {
    await edit;
  } catch (error) {
    if (!(error instanceof StaleEdit)) throw error;
    throw new StaleEdit(error.kind, error.edited, error.version, error.base, await current());
  }
}
