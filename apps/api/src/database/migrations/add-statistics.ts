import type { MigrationInterface, QueryRunner } from 'typeorm';

/** So that the planner knows how many have which status: a rule compares it folded. */
export class AddStatistics1764000600000 implements MigrationInterface {
  name = 'AddStatistics1764000600000';

  async up(runner: QueryRunner) {
    await runner.query(
      `CREATE STATISTICS customers_status ON (targeting.fold(status) COLLATE "C") FROM customers`,
    );
  }

  async down(runner: QueryRunner) {
    await runner.query('DROP STATISTICS customers_status');
  }
}
