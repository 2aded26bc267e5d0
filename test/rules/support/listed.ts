import { fold } from 'nest-targeting/rules';
import { listIds, type Row, type SomePerson } from './world.js';

type Kind = 'email' | 'external_id' | 'id';

const identifierOf = ({ row }: SomePerson, id: number, kind: Kind): string | undefined => {
  if (kind === 'id') return `${id}`;
  const value = kind === 'email' ? row.mail : row.code;
  return typeof value === 'string' ? (kind === 'email' ? fold(value) : value) : undefined;
};

/** The rows of the library's list tables. */
export function listRows(people: readonly SomePerson[]): { members: Row[]; remembered: Row[] } {
  const members: Row[] = [];
  const remembered: Row[] = [];
  people.forEach((person, index) => {
    const id = index + 1;
    for (const [list_id, way] of Object.entries(person.lists)) {
      const replaced_by = way.startsWith('replaced') ? '1' : null;
      const kind = way.replace('replaced ', '');
      if (kind === 'member') members.push({ customer_id: `${id}`, list_id, replaced_by });
      const value = ['email', 'external_id', 'id'].includes(kind)
        ? identifierOf(person, id, kind as Kind)
        : undefined;
      if (value !== undefined) remembered.push({ list_id, kind, value, import_id: `${id}`, replaced_by });
    }
  });
  return { members, remembered };
}

/** The lists a person is on: put there, or named by an identifier that some row remembers. */
export function listedIn(person: SomePerson, id: number, people: readonly SomePerson[]): Set<number> {
  const { remembered } = listRows(people);
  const isNamed = (list: string) =>
    remembered.some(
      ({ list_id, kind, value, replaced_by }) =>
        list_id === list && replaced_by === null && identifierOf(person, id, kind as Kind) === value,
    );
  return new Set(listIds.filter((list) => person.lists[list] === 'member' || isNamed(list)).map(Number));
}
