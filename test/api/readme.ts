import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { bootApp, type TestApp } from '../support/app.js';

const blocks = async () => {
  const readme = await readFile('README.md', 'utf8');
  return [...readme.matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block!);
};

describe('the walk of the README', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await bootApp();
    await app.app.listen(0, '127.0.0.1');
  });
  afterAll(() => app.close());

  it('does the main job, block by block', async () => {
    const script = (await blocks()).join('\n').replace('http://localhost:3000', await app.app.getUrl());
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script]);

    expect(stdout).toContain('"created":4');
    expect(stdout).toContain('"accepted":3');
    // VIPs: Ada, Ben and Dan. Ada and Dan bought lately; Cleo comes by the file. So Ben and Cleo get it.
    expect(stdout).toMatch(
      /"ledger":\{"sources":\[\{"kind":"segment".*?"count":3.*?\{"kind":"list".*?"count":1/,
    );
    expect(stdout).toContain('"final":2');
    expect(stdout).toMatch(/"recipient_count":2/);
    expect(stdout).toMatch(/"ben@walk.example".*"cleo@walk.example"/);
    expect(stdout).toContain('Kept out: the segment “Walk: recent buyers”.');
  });
});
