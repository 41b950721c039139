import type { AskableField, Field, ReadableField } from "../../../../rules/fields.ts";
import type { Tx } from "../../platform/index.ts";

/** Fields of conversations that one reading gives together, as a room offers them. */
export interface FieldsOffer {
  offer: "fields";
  fields: readonly Field<never>[];
  read(tx: Tx, conversationId: string): Promise<unknown>;
  /** What a workspace added to them, read by the same `read`. */
  own?(tx: Tx): Promise<readonly Field<never>[]>;
}

/**
 * A room's offer of fields for conditions on conversations.
 * @param fields their SQL stands in a query over `conversations c` alone; what belongs to another row names it in `within`, so that few rows that
 * match are found first, or is a subquery over `c`
 * @param read everything that their `read` wants of one conversation; null when it is not there
 * @param own what the transaction's workspace has besides
 */
export const offerFields = <Subject>(
  fields: readonly Field<Subject>[],
  read: (tx: Tx, conversationId: string) => Promise<Subject | null>,
  own?: (tx: Tx) => Promise<readonly Field<Subject>[]>,
): FieldsOffer => ({
  offer: "fields",
  // Each field meets only what the reading beside it gave: `createFields` sees to it.
  fields: fields as readonly Field<never>[],
  read,
  ...(own === undefined ? {} : { own: own as (tx: Tx) => Promise<readonly Field<never>[]> }),
});

/** What was read of one conversation, by the offer it belongs to. */
type Subject = ReadonlyMap<FieldsOffer, unknown>;

/** All fields of conversations, of all rooms. */
export interface Fields {
  /** With what the transaction's workspace has besides. */
  of(tx: Tx): Promise<KnownFields>;
  /** Null when the conversation is not there. */
  readSubject(tx: Tx, conversationId: string): Promise<Subject | null>;
}

/** What one workspace's conditions may ask of conversations. */
export interface KnownFields {
  /** What builders show and conditions are checked against, and how many are asked. */
  askable: readonly AskableField[];
  /** How one conversation is asked, with what {@link readSubject} gave. */
  readable: readonly ReadableField<Subject>[];
}

/** @throws {Error} when two rooms declare the same field */
export function createFields(offers: readonly FieldsOffer[]): Fields {
  const askable = offers.flatMap(({ fields }) => fields as readonly AskableField[]);
  const ids = askable.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`the field ${twice} is declared twice`);
  const readable = offers.flatMap((offer) => offer.fields.map((field) => bound(offer, field)));
  return {
    async of(tx) {
      const known = { askable: [...askable], readable: [...readable] };
      for (const offer of offers) {
        const own = (await offer.own?.(tx)) ?? [];
        known.askable.push(...(own as readonly AskableField[]));
        known.readable.push(...own.map((field) => bound(offer, field)));
      }
      return known;
    },
    async readSubject(tx, conversationId) {
      const read = new Map<FieldsOffer, unknown>();
      for (const offer of offers) {
        const subject = await offer.read(tx, conversationId);
        if (subject === null) return null;
        read.set(offer, subject);
      }
      return read;
    },
  };
}

/** The field as one that takes its own room's part of the subject. */
const bound = (offer: FieldsOffer, field: Field<never>): ReadableField<Subject> =>
  ({ ...field, read: (subject: Subject) => field.read(subject.get(offer) as never) }) as ReadableField<Subject>; // spread loses the pair of type and value
