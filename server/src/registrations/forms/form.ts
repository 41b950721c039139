import { notFound, sql, type Tx } from "../../platform/index.ts";
import type { FormField } from "../fields/form-field.ts";

/** When the person is told something. */
export const OCCASIONS = ["received", "correction", "approved", "rejected"] as const;
export type Occasion = (typeof OCCASIONS)[number];

/** What may fill the places of a template, in their order. */
export const TEMPLATE_VALUES = ["name", "number", "reason"] as const;

/** A template that leaves where the window is closed. */
export interface FormTemplate {
  name: string;
  language: string;
  values: (typeof TEMPLATE_VALUES)[number][];
}

/** What people are asked for, who decides, and what comes of it. */
export interface Form {
  id: string;
  key: string;
  name: string;
  fields: FormField[];
  /** The queue that decides, and whose hours count; null: everybody who may. */
  queueId: string | null;
  /** Business hours of the queue until the decision. */
  promiseHours: number;
  /** What an approved person becomes; null: stays what they are. */
  persona: string | null;
  /** Own words to the person; what is not here is said in the product's. Empty: nothing is said. */
  messages: Partial<Record<Occasion, string>>;
  templates: Partial<Record<Occasion, FormTemplate>>;
  version: number;
  isArchived: boolean;
}

const columns = sql`
  id, key, name, fields, queue_id as "queueId", promise_hours as "promiseHours", persona, messages, templates, version, archived_at is not null as "isArchived"`;

/** Those that can be filled in, by name. */
export const listForms = (tx: Tx): Promise<Form[]> =>
  tx.many(sql<Form>`select ${columns} from registration_forms where archived_at is null order by prosa_fold(name), id limit 200`);

/** An archived one too, for what still names it. @throws {AppError} platform.not_found */
export async function readForm(tx: Tx, id: string): Promise<Form> {
  const form = await tx.maybeOne(sql<Form>`select ${columns} from registration_forms where id = ${id}`);
  if (form === null) throw notFound({ what: "registration form" });
  return form;
}

/** One that can be filled in, by its id or its key. @throws {AppError} platform.not_found */
export async function findForm(tx: Tx, idOrKey: string): Promise<Form> {
  const form = await tx.maybeOne(
    sql<Form>`select ${columns} from registration_forms where (id::text = ${idOrKey} or key = ${idOrKey}) and archived_at is null`,
  );
  if (form === null) throw notFound({ what: "registration form" });
  return form;
}

/** @throws {AppError} platform.not_found */
export async function lockForm(tx: Tx, id: string): Promise<Form> {
  await tx.run(sql`select 1 from registration_forms where id = ${id} for update`);
  return readForm(tx, id);
}
