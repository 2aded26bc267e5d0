import { openForeignHost } from '../hosts/foreign-host.js';
import { openReferenceHost } from '../hosts/reference-host.js';
import type { Host } from '../hosts/host.js';

describe.each([['reference', openReferenceHost], ['foreign', openForeignHost]] as const)('%s', (name, open) => {
  let host: Host;
  beforeAll(async () => { host = await open(); });
  afterAll(() => host?.close());
  it('probes', async () => {
    const log: string[] = [];
    const show = async (label: string, ask: any) => {
      const r = await ask;
      log.push(`${label}: ${r.status} ${r.text?.slice(0, 260)}`);
    };
    const { api } = host;
    const ids = await host.addCustomers([
      { email: 'a@x.io', name: 'A', score: 90, consent: true, city: 'Rome', tags: ['x'], seen: '2026-01-01T00:00:00Z' },
      { email: 'b@x.io', name: 'B', score: 10, consent: false },
      { email: 'c@x.io', name: null, consent: true },
    ]);
    await host.addPurchases([{ customer: ids[0]!, at: new Date(), amount: 5 }]);
    const post = (p: string, b: any) => api.ask('post', p).send(b);
    await show('typo', post('audiences/preview', { exclude_segment: [1] }));
    await show('array body', post('audiences/preview', []));
    await show('array create', post('audiences', [{}]));
    await show('array seg', post('segments', []));
    await show('nul name', post('segments', { name: 'a\u0000b', conditions: { logic: 'AND', rules: [{ field: host.fields.score, operator: 'is_set' }] } }));
    await show('surrogate name', post('audiences', { name: 'a\ud800b' }));
    await show('blank name', post('audiences', { name: '   ' }));
    await show('big id', post('audiences/preview', { include_segments: [99999999999] }));
    await show('neg id', post('audiences/preview', { include_lists: [-1] }));
    await show('big preview id', post('audiences/preview', { id: 99999999999 }));
    await show('campaign junk', post('audiences/preview', { exclude_contacted_in_campaigns: [{}, null, 1.5, true, ''] }));
    await show('junk customers', post('audiences/preview', { include_customers: [{}, null, 1.5, 'x'] }));
    await show('1e3 include', post('audiences/preview', { include_segments: [1.5] }));
    await show('dyn w/o conditions', post('segments', { name: 'x' }));
    await show('empty group', post('segments', { name: 'x', conditions: { logic: 'AND', rules: [] } }));
    await show('two things', post('audiences', { name: 5, include_segments: 'x' }));
    const a = await post('audiences', { name: 'aud', include_customers: [ids[0]] });
    log.push(JSON.stringify(a.body));
    await show('archive junk', api.ask('put', `audiences/${a.body.id}`).send({ status: 'archived', include_customers: [{}], include_segments: [77] }));
    await show('get', api.ask('get', `audiences/${a.body.id}`));
    const s = await post('segments', { name: 's', conditions: { logic: 'AND', rules: [{ operator: 'at_least', value: 5, field: host.fields.score }] } });
    log.push(JSON.stringify(s.body));
    await show('put same', api.ask('put', `segments/${s.body.id}`).send({ conditions: { logic: 'AND', rules: [{ operator: 'at_least', value: 5, field: host.fields.score }] } }));
    await show('nul q', api.ask('get', `segments/${s.body.id}/members?q=%00`));
    await show('nul q list', api.ask('get', `segments?q=%00`));
    await show('nul values', api.ask('get', `fields/${host.fields.city}/values?q=%00`));
    await show('nul explain', api.ask('get', `segments/${s.body.id}/explain/%00`));
    await show('upper explain', api.ask('get', `segments/${s.body.id}/explain/${String(ids[0]).toUpperCase()}`));
    await show('after junk', api.ask('get', `segments/${s.body.id}/members?after=%00`));
    await show('after nul', api.ask('get', `segments/${s.body.id}/members?sort=name&after=${Buffer.from(JSON.stringify(['name', ids[0], 'a\u0000'])).toString('base64url')}`));
    await show('snapshots of nobody', api.ask('get', `audiences/4711/snapshots`));
    await show('values', api.ask('get', `fields/${host.fields.tags}/values`));
    await show('static', post('segments', { name: 'st', segment_type: 'static', customers: [ids[0]], emails: ['zz@new.io', 'b@x.io'] }));
    await show('bad as_of', post('audiences/preview', { as_of: '2026-02-31' }));
    await show('as_of +15', post('audiences/preview', { as_of: '2999-12-31T23:59:59-14:00' }));
    await show('as_of array', post('audiences/preview', { as_of: ['2026-01-01'] }));
    await show('conditions array', post('segments/preview', { conditions: [] }));
    await show('proto', api.ask('post', 'audiences/preview').set('content-type', 'application/json').send('{"__proto__":{"include_segments":[1]},"constructor":1}'));
    await show('uppercase customer', post('audiences/preview', { include_customers: [String(ids[0]).toUpperCase()] }));
    await show('per_page', api.ask('get', `segments?per_page=99999`));
    await show('q array', api.ask('get', `segments?q[]=1`));
    await show('page huge', api.ask('get', `segments?page=99999999999999999999`));
    await show('sort proto', api.ask('get', `segments?sort=constructor`));
    await show('memberships', api.ask('get', `customers/${ids[0]}/memberships`));
    await show('bad json', api.ask('post', 'audiences/preview').set('content-type', 'application/json').send('{'));
    console.log(name + '\n' + log.join('\n'));
  });
});
