import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCrm1700000000000 implements MigrationInterface {
  name = 'CreateCrm1700000000000';

  async up(runner: QueryRunner) {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner) {
    await runner.query('DROP SCHEMA crm CASCADE');
  }
}

const statements = [
  'CREATE SCHEMA crm',
  `CREATE TABLE crm.people (person_no uuid PRIMARY KEY DEFAULT gen_random_uuid(), full_name text, mail text, may_contact boolean,
     loyalty integer, balance double precision, last_seen timestamp, interests text[], profile jsonb NOT NULL DEFAULT '{}')`,
  `CREATE TABLE crm.orders (order_no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, buyer_no uuid NOT NULL, placed timestamp NOT NULL,
     total double precision, item text)`,
  `CREATE TABLE crm.mailings (slug text PRIMARY KEY, title text NOT NULL, segment_no integer, audience_no integer, sent timestamptz,
     receivers integer, frozen integer, made timestamptz NOT NULL DEFAULT clock_timestamp())`,
];
