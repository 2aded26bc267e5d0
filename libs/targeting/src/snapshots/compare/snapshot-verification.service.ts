import { Injectable } from '@nestjs/common';
import { ConsistentRead } from '../../host/consistent-read.js';
import { findSnapshot } from '../find-snapshot.js';
import { askAgain } from './ask-again.js';
import type { SnapshotVerificationResponse } from './compare.dto.js';
import { readFrozenRows } from './frozen-rows.js';
import { membersInWords } from './in-words.js';

/** Verifies what was frozen. */
@Injectable()
export class SnapshotVerificationService {
  constructor(private readonly read: ConsistentRead) {}

  /**
   * Computes the hash of a snapshot anew, and asks its definition once more, as of its instant. Events and contacts after it have not
   * happened; customers, fields, lists and consent are as they are now, which the answer says.
   *
   * Erasure: a snapshot keeps keys of customers, no name and no address. When the host deletes a person, the key stays, so that the
   * hash can be verified, and names nobody.
   * @throws ProblemException 404, 503 when it takes longer than `limits.comparisonMs`
   */
  verify(id: number, signal?: AbortSignal): Promise<SnapshotVerificationResponse> {
    return this.read.compare(async (view) => {
      const snapshot = await findSnapshot(id, view);
      const rows = await readFrozenRows(id, view);
      const hash_matches = rows.sha256 === snapshot.sha256 && rows.members === snapshot.count;
      const outcome = hash_matches ? 'matches' : `does not match what was noted, ${snapshot.sha256}`;
      const { members_match, checked, not_checked } = await askAgain(snapshot, rows, view);
      return {
        hash_matches,
        members_match,
        checked: [`SHA-256 of the ${membersInWords(rows.members)}: ${outcome}.`, ...checked],
        not_checked,
      };
    }, signal);
  }
}
