import type { Key } from '../rules/index.js';

/** A customer as samples show one, with the number in the sets. */
export interface NumberedPerson {
  readonly id: Key;
  readonly name: string | null;
  readonly email: string | null;
  readonly ordinal: number;
}

/** Customers who were shown before, as they are until they change: a sample shows the same ones time and again. */
export class KnownPeople {
  private readonly byOrdinal = new Map<number, NumberedPerson>();
  private readonly ordinals = new Map<string, number>();

  /** @param most who are remembered; those read last */
  constructor(private readonly most: number) {}

  get(ordinal: number): NumberedPerson | undefined {
    return this.byOrdinal.get(ordinal);
  }

  add(people: readonly NumberedPerson[]): void {
    for (const person of people) {
      this.forget(person.id);
      this.byOrdinal.set(person.ordinal, person);
      this.ordinals.set(String(person.id), person.ordinal);
    }
    for (const { id } of this.byOrdinal.values()) {
      if (this.byOrdinal.size <= this.most) break;
      this.forget(id);
    }
  }

  /** @param keys of customers who have changed; null: any may have */
  change(keys: readonly Key[] | null): void {
    if (keys) for (const key of keys) this.forget(key);
    else {
      this.byOrdinal.clear();
      this.ordinals.clear();
    }
  }

  private forget(key: Key): void {
    const ordinal = this.ordinals.get(String(key));
    if (ordinal === undefined) return;
    this.ordinals.delete(String(key));
    this.byOrdinal.delete(ordinal);
  }
}
