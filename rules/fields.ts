import type { RawBuilder } from "kysely";
import type { Condition, Leaf } from "./conditions.ts";
import type { Words } from "./words.ts";

/** What a field's value is, by its type. `choices` is a set: order and repetition say nothing. */
export interface ValueOf {
  text: string;
  number: number;
  date_time: Date;
  yes_no: boolean;
  /** The id of one option. */
  choice: string;
  /** Ids of options. */
  choices: readonly string[];
  /** A member's id (UUID). */
  member: string;
  /** The id (UUID) of a record of another kind. */
  reference: string;
}

export type FieldType = keyof ValueOf;

/** One entry of a field's list. */
interface Option {
  id: string;
  label: Words;
}

interface FactsOf<Type extends FieldType> {
  /** Noun and property, such as `conversation.label`. Stored in documents: it never changes. */
  id: string;
  type: Type;
  label: Words;
  /** Of `choice` and `choices`: the ids that a value may name. Absent where the options are rows of the workspace: then any id passes. */
  options?: readonly Option[];
}

/** What a builder of conditions shows of a field, and what a document is checked against. Plain data: it may go over the wire. */
export type FieldFacts = { [Type in FieldType]: FactsOf<Type> }[FieldType];

interface Meaning {
  /** For a field that stands for a condition over others of the same catalogue, such as "is in the segment": that condition, asked instead. */
  means?(leaf: Leaf): Condition;
}

/** How the evaluator reads a field of one subject. Null, undefined, an empty text and an empty list all mean "not set". */
export type ReadableField<Subject> = {
  [Type in FieldType]: FactsOf<Type> & Meaning & { read(subject: Subject): ValueOf[Type] | null | undefined };
}[FieldType];

/**
 * How the compiler asks a field of many subjects: a fragment for the value in a query whose table names are the declaring room's.
 * Type of the fragment: `text`, a number type, `timestamptz`, `boolean`, `text` (choice), `text[]` (choices), `uuid` (member, reference).
 */
export type AskableField = FieldFacts & AskedInSql & Meaning;

interface AskedInSql {
  sql(): RawBuilder<unknown>;
  /**
   * Of `choices` that stand in rows of their own: that the subject has one of these ids (`text[]`). The database may then begin with the rows
   * that have it, which it cannot with the list that {@link sql} makes of each subject.
   */
  anyOf?(ids: RawBuilder<unknown>): RawBuilder<boolean>;
  /**
   * For a value that stands in another row than the subject's own: the condition on it as a condition on the subject, such as
   * `exists (select 1 from contacts p where p.id = c.contact_id and …)`. The database may then begin with the rows that match.
   */
  within?(asked: RawBuilder<boolean>): RawBuilder<boolean>;
}

/** A field as a room declares it: for one subject and for many. A property test proves that both ways agree. */
export type Field<Subject> = ReadableField<Subject> & AskedInSql;
