import { type DataProvider, fetchUtils } from 'react-admin';
import { customMethods, type CustomMethods } from './custom-methods.js';
import { readableError, unsavedBy } from './problem.js';
import { changeOf, queryString } from './query.js';

/** How requests are made: react-admin's `fetchUtils.fetchJson`, or one of the host that adds its credentials. */
export type HttpClient = typeof fetchUtils.fetchJson;

/** Makes a request below the address of the API and gives the JSON of its answer. */
export type Request = <T>(path: string, options?: fetchUtils.Options) => Promise<T>;

export type TargetingDataProvider = DataProvider & CustomMethods;

interface Page {
  data: { id?: unknown; customer_id?: unknown }[];
  total: number;
  /** Of lists that are paged by key. */
  next?: string | null;
}

/**
 * The data provider of an app that mounts `nest-targeting`: react-admin's methods over the conventions of its API, for
 * every resource below `apiUrl`, and the methods of {@link CustomMethods}.
 * @param apiUrl address of the API, e.g. `/api`
 */
export function targetingDataProvider(
  apiUrl: string,
  httpClient: HttpClient = fetchUtils.fetchJson,
): TargetingDataProvider {
  const request: Request = async (path, options) => {
    try {
      const answer = await httpClient(`${apiUrl}/${path}`, options);
      return answer.json as never;
    } catch (error) {
      throw readableError(error);
    }
  };
  return { ...resourceMethods(request), ...customMethods(request, apiUrl) };
}

function resourceMethods(request: Request): DataProvider {
  const list: DataProvider['getList'] = async (resource, { pagination, sort, filter, meta, signal }) => {
    const query = queryString({
      ...filter,
      // Lists paged by key go on after a row; the others have numbered pages.
      ...(meta?.keyset ? { after: meta.after } : { page: pagination?.page }),
      per_page: pagination?.perPage,
      sort: sort?.field,
      order: sort?.order,
    });
    const { data, total, next } = await request<Page>(`${resource}${query}`, { signal });
    const rows = data.map((row) => ({ ...row, id: row.id ?? row.customer_id })) as never[];
    if (next === undefined) return { data: rows, total };
    const pageInfo = { hasNextPage: next !== null, hasPreviousPage: Boolean(meta?.after) };
    return { data: rows, total, pageInfo, meta: { next } };
  };

  const one = async (resource: string, id: unknown, options?: fetchUtils.Options) => ({
    data: await request<never>(`${resource}/${String(id)}`, options),
  });

  const save = (path: string, options: fetchUtils.Options) =>
    request<never>(path, options).catch((error: unknown) => {
      throw unsavedBy(error);
    });

  return {
    supportAbortSignal: true,
    getList: list,
    getOne: (resource, { id, signal }) => one(resource, id, { signal }),
    getMany: async (resource, { ids, signal }) => {
      // Asking for one counts it anew; a page of the list does not.
      const all = { page: 1, perPage: 1000 };
      const { data } = await list(resource, { pagination: all, filter: { id: ids }, signal });
      const wanted = new Set(ids.map(String));
      return { data: data.filter(({ id }) => wanted.has(String(id))) as never[] };
    },
    getManyReference: (resource, { target, id, filter, ...params }) =>
      list(resource, { ...params, filter: { ...filter, [target]: id } }) as never,
    create: async (resource, { data }) => ({
      data: await save(resource, { method: 'POST', body: JSON.stringify(data) }),
    }),
    update: async (resource, { id, data, previousData }) => {
      const body = JSON.stringify(changeOf(data, previousData));
      return { data: await save(`${resource}/${id}`, { method: 'PUT', body }) };
    },
    updateMany: async (resource, { ids, data }) => {
      for (const id of ids) await request(`${resource}/${id}`, { method: 'PUT', body: JSON.stringify(data) });
      return { data: ids };
    },
    delete: async (resource, { id, previousData }) => {
      await request(`${resource}/${id}`, { method: 'DELETE' });
      return { data: (previousData ?? { id }) as never };
    },
    deleteMany: async (resource, { ids }) => {
      for (const id of ids) await request(`${resource}/${id}`, { method: 'DELETE' });
      return { data: ids };
    },
  };
}
