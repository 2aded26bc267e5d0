import type { Host, Id, NewCustomer } from '../hosts/host.js';

export const all = (...rules: object[]) => ({ logic: 'AND', rules });
export const any = (...rules: object[]) => ({ logic: 'OR', rules });
export const last = (amount: number, unit = 'day') => ({ last: amount, unit });
export const idsOf = (rows: readonly { id: Id }[]) => rows.map(({ id }) => id);

/** What tests say often, in the words of a host. */
export class Shop {
  constructor(readonly host: Host) {}

  scoreAtLeast = (value: number) => ({ field: this.host.fields.score, operator: 'at_least', value });
  livesIn = (city: string) => ({ field: this.host.fields.city, operator: 'equals', value: city });

  segment = (name: string, conditions: object, more: object = {}): Promise<any> =>
    this.host.api.post('segments', { name, conditions, ...more });
  fixed = (name: string, customers: Id[], more: object = {}): Promise<any> =>
    this.host.api.post('segments', { name, segment_type: 'static', customers, ...more });
  list = (name: string, customers: Id[], more: object = {}): Promise<any> =>
    this.host.api.post('lists', { name, customers, ...more });
  audience = (name: string, more: object = {}): Promise<any> =>
    this.host.api.post('audiences', { name, ...more });

  membersOf = async (path: string): Promise<Id[]> => idsOf(await this.host.api.all(`${path}/members`));

  /** Customers with one score each; all of them consent. */
  people = (...scores: (number | null)[]): Promise<Id[]> =>
    this.host.addCustomers(
      scores.map((score): NewCustomer => {
        const number = this.made++;
        return { email: `c${number}@example.com`, name: `Customer ${number}`, score, consent: true };
      }),
    );

  private made = 0;
}
