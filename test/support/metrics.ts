import type { Host } from '../hosts/host.js';

/** By name and labels, as Prometheus reads them. */
export async function metricsOf(host: Host): Promise<Map<string, number>> {
  const { text } = await host.api.ask('get', 'metrics').expect(200);
  return new Map(
    text
      .split('\n')
      .filter((line) => line && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

/** What has been answered, or was not, since a call before: how often by path and outcome. */
export async function countedSince(before: Map<string, number>, host: Host): Promise<Record<string, number>> {
  const grown: Record<string, number> = {};
  for (const [name, value] of await metricsOf(host)) {
    const [, path, outcome] = /^targeting_count_seconds_count{path="(.*)",outcome="(.*)"}$/.exec(name) ?? [];
    const more = value - (before.get(name) ?? 0);
    if (path && more > 0) grown[`${path} ${outcome}`] = more;
  }
  return grown;
}
