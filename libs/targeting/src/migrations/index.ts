import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { KeyType } from '../rules/catalogue.js';
import { changeLogSql } from './change-log.js';
import { contactTimesSql } from './contact-times.js';
import { asJsonbSql, functionsSql } from './functions.js';
import { historySql } from './history.js';
import { identifierBucketsSql, indexIdentifiersSql, singleIdentifiersSql } from './identifier-buckets.js';
import { memberBucketsSql, singleMembersSql } from './member-buckets.js';
import {
  membershipEventsSql,
  notByKeySql,
  observedByKeySql,
  sizesByInstantSql,
  sizesInOrderSql,
} from './membership-events.js';
import { meltSql, neverChangeSql } from './never-change.js';
import { narrowIdentifiersSql, wideIdentifiersSql } from './narrow-identifiers.js';
import { segmentTestsSql } from './segment-tests.js';
import { tablesSql } from './tables.js';
import { targetReviewsSql } from './target-reviews.js';

const definitions = ['segments', 'audiences', 'lists', 'imports'];
const frozen = ['snapshots', 'snapshot_members', 'snapshot_excluded'];

/**
 * The migrations of the library's own schema `targeting`, for the `migrations` of the host's data source.
 * @param customerKey SQL type of the host's customer key: the tables about customers take it over.
 */
export function targetingMigrations(customerKey: KeyType): (new () => MigrationInterface)[] {
  return [
    class CreateTargeting1764000000000 implements MigrationInterface {
      name = 'CreateTargeting1764000000000';

      async up(runner: QueryRunner) {
        await runner.query('CREATE SCHEMA targeting');
        for (const statement of [...functionsSql(await versionOf(runner)), ...tablesSql(customerKey)])
          await runner.query(statement);
      }

      async down(runner: QueryRunner) {
        await runner.query('DROP SCHEMA targeting CASCADE');
      }
    },
    class AddChangeLog1764000300000 implements MigrationInterface {
      name = 'AddChangeLog1764000300000';

      async up(runner: QueryRunner) {
        for (const statement of changeLogSql(customerKey)) await runner.query(statement);
      }

      async down(runner: QueryRunner) {
        await runner.query('DROP FUNCTION targeting.changed_all()');
        await runner.query('DROP TABLE targeting.ordinals, targeting.changes, targeting.changes_meta');
      }
    },
    class AddMembershipEvents1764000400000 implements MigrationInterface {
      name = 'AddMembershipEvents1764000400000';

      async up(runner: QueryRunner) {
        for (const statement of membershipEventsSql(customerKey)) await runner.query(statement);
      }

      async down(runner: QueryRunner) {
        await runner.query(`DROP TABLE targeting.leases, targeting.segment_history, targeting.observed_members,
          targeting.observed_segments, targeting.membership_events`);
      }
    },
    class CompareFaster1764000500000 implements MigrationInterface {
      name = 'CompareFaster1764000500000';

      async up(runner: QueryRunner) {
        for (const statement of functionsSql(await versionOf(runner))) await runner.query(statement);
      }

      /** They say the same as before. */
      async down() {}
    },
    class AddHistory1764000600000 implements MigrationInterface {
      name = 'AddHistory1764000600000';

      async up(runner: QueryRunner) {
        for (const statement of historySql(customerKey)) await runner.query(statement);
      }

      async down(runner: QueryRunner) {
        await runner.query('DROP TABLE targeting.audit_log, targeting.definition_versions');
        await runner.query('DROP FUNCTION targeting.refuse_change()');
        await runner.query('ALTER TABLE targeting.lists DROP COLUMN version');
      }
    },
    class KeepSnapshots1764000700000 implements MigrationInterface {
      name = 'KeepSnapshots1764000700000';

      async up(runner: QueryRunner) {
        for (const statement of neverChangeSql(frozen)) await runner.query(statement);
      }

      async down(runner: QueryRunner) {
        for (const statement of meltSql(frozen)) await runner.query(statement);
      }
    },
    class AddTargetReviews1764000700001 implements MigrationInterface {
      name = 'AddTargetReviews1764000700001';

      async up(runner: QueryRunner) {
        for (const statement of targetReviewsSql) await runner.query(statement);
      }

      async down(runner: QueryRunner) {
        await runner.query('DROP TABLE targeting.target_review_members, targeting.target_reviews');
      }
    },
    class AddSegmentTests1764000800000 implements MigrationInterface {
      name = 'AddSegmentTests1764000800000';

      async up(runner: QueryRunner) {
        for (const statement of segmentTestsSql) await runner.query(statement);
      }

      async down(runner: QueryRunner) {
        await runner.query('ALTER TABLE targeting.segments DROP COLUMN tests');
      }
    },
    class NarrowIdentifiers1764000900000 implements MigrationInterface {
      name = 'NarrowIdentifiers1764000900000';

      async up(runner: QueryRunner) {
        for (const statement of narrowIdentifiersSql) await runner.query(statement);
      }

      async down(runner: QueryRunner) {
        for (const statement of wideIdentifiersSql) await runner.query(statement);
      }
    },
    /** A table that was never analysed looks larger than it is: PostgreSQL would start processes to read a few definitions. */
    class ReadDefinitionsAlone1764001000000 implements MigrationInterface {
      name = 'ReadDefinitionsAlone1764001000000';

      async up(runner: QueryRunner) {
        for (const table of definitions)
          await runner.query(`ALTER TABLE targeting.${table} SET (parallel_workers = 0)`);
      }

      async down(runner: QueryRunner) {
        for (const table of definitions)
          await runner.query(`ALTER TABLE targeting.${table} RESET (parallel_workers)`);
      }
    },
    class AddIdentifierBuckets1764001200000 implements MigrationInterface {
      name = 'AddIdentifierBuckets1764001200000';

      async up(runner: QueryRunner) {
        for (const statement of identifierBucketsSql) await runner.query(statement);
      }

      async down(runner: QueryRunner) {
        for (const statement of singleIdentifiersSql) await runner.query(statement);
      }
    },
    /** Most lists know people by one kind of identifier: whoever is asked about need not be looked for by the others. */
    class FindIdentifiersByKind1764001300000 implements MigrationInterface {
      name = 'FindIdentifiersByKind1764001300000';

      async up(runner: QueryRunner) {
        for (const statement of indexIdentifiersSql('list_id, kind, bucket')) await runner.query(statement);
      }

      async down(runner: QueryRunner) {
        for (const statement of indexIdentifiersSql('list_id, bucket')) await runner.query(statement);
      }
    },
    class AddMemberBuckets1764001400000 implements MigrationInterface {
      name = 'AddMemberBuckets1764001400000';

      async up(runner: QueryRunner) {
        for (const statement of memberBucketsSql(customerKey)) await runner.query(statement);
      }

      async down(runner: QueryRunner) {
        for (const statement of singleMembersSql(customerKey)) await runner.query(statement);
      }
    },
    class NumberObserved1764001500000 implements MigrationInterface {
      name = 'NumberObserved1764001500000';

      async up(runner: QueryRunner) {
        for (const statement of observedByKeySql(customerKey)) await runner.query(statement);
      }

      async down(runner: QueryRunner) {
        for (const statement of notByKeySql(customerKey)) await runner.query(statement);
      }
    },
    class OrderSizes1764001600000 implements MigrationInterface {
      name = 'OrderSizes1764001600000';

      async up(runner: QueryRunner) {
        for (const statement of sizesInOrderSql) await runner.query(statement);
      }

      async down(runner: QueryRunner) {
        for (const statement of sizesByInstantSql) await runner.query(statement);
      }
    },
    class IndexContactTimes1764001700000 implements MigrationInterface {
      name = 'IndexContactTimes1764001700000';

      async up(runner: QueryRunner) {
        for (const statement of contactTimesSql) await runner.query(statement);
      }

      async down(runner: QueryRunner) {
        await runner.query('DROP INDEX targeting.contacts_at');
      }
    },
    /** Lists of an audience that an import has taken the place of. */
    class NoteReplacedLists1764001900000 implements MigrationInterface {
      name = 'NoteReplacedLists1764001900000';

      async up(runner: QueryRunner) {
        await runner.query('ALTER TABLE targeting.imports ADD COLUMN replaced jsonb');
      }

      async down(runner: QueryRunner) {
        await runner.query('ALTER TABLE targeting.imports DROP COLUMN replaced');
      }
    },
    class ReadJsonText1764002000000 implements MigrationInterface {
      name = 'ReadJsonText1764002000000';

      async up(runner: QueryRunner) {
        await runner.query(asJsonbSql(await versionOf(runner)));
      }

      async down(runner: QueryRunner) {
        await runner.query('DROP FUNCTION targeting.as_jsonb(json)');
      }
    },
  ];
}

async function versionOf(runner: QueryRunner): Promise<number> {
  const [{ version }] = (await runner.query(
    `SELECT current_setting('server_version_num')::int AS version`,
  )) as [{ version: number }];
  return version;
}
