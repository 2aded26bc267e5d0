import { Injectable } from '@nestjs/common';
import type { View } from '../host/consistent-read.js';
import { canonicalRule, type Catalogue, type Group, parseRule, RuleError } from '../rules/index.js';
import type { WarningResponse } from './warning.dto.js';

interface Saved {
  readonly id: number;
  readonly name: string;
}

/** Saved segments by the canonical form of their rules. */
interface Index {
  /** Of the state of the table that it was read from. */
  readonly mark: string;
  readonly byForm: ReadonlyMap<string, readonly Saved[]>;
}

/** Finds the saved segments whose rules say the same. */
@Injectable()
export class SameSegments {
  private index: Index = { mark: '', byForm: new Map() };

  /** @param id of the saved segment that the rules belong to, which is no other */
  async warnings(tree: Group, { manager, catalogue }: View, id?: number | null): Promise<WarningResponse[]> {
    // One row says whether any segment is another than when the index was read.
    const [{ mark }] = await manager.query<[{ mark: string }]>(
      `SELECT concat_ws(' ', count(*), sum(version), sum(id), max(updated_at)) AS mark FROM targeting.segments WHERE ${isComparable}`,
    );
    if (mark !== this.index.mark) {
      const rows = await manager.query<SavedRow[]>(
        `SELECT id, name, conditions FROM targeting.segments WHERE ${isComparable} ORDER BY id`,
      );
      this.index = { mark, byForm: formsOf(rows, catalogue) };
    }
    const same = this.index.byForm.get(canonicalRule(tree))?.find((saved) => saved.id !== id);
    return same ? [warningOf(same)] : [];
  }
}

const isComparable = `status = 'active' AND conditions IS NOT NULL`;

type SavedRow = Saved & { conditions: object };

function formsOf(rows: readonly SavedRow[], catalogue: Catalogue): Map<string, Saved[]> {
  const found = new Map<string, Saved[]>();
  for (const { id, name, conditions } of rows) {
    const form = formOf(conditions, catalogue);
    if (form === undefined) continue;
    found.set(form, [...(found.get(form) ?? []), { id, name }]);
  }
  return found;
}

/** Undefined of rules that are not valid any more. */
function formOf(conditions: object, catalogue: Catalogue): string | undefined {
  try {
    return canonicalRule(parseRule(conditions, catalogue));
  } catch (error) {
    if (error instanceof RuleError) return undefined;
    throw error;
  }
}

const warningOf = ({ name }: Saved): WarningResponse => ({
  ...{ path: 'conditions', code: 'same_as_segment' },
  message: `The segment “${name}” has the same rules. Use it in place of these, or change one of the two.`,
});
