import { sql, type Tx } from "../../platform/index.ts";

/** `many`: any number of the choices. `link`: an address of the web. `date`: a day without a time. */
export const CONTACT_FIELD_TYPES = ["text", "number", "date", "yes_no", "choice", "many", "link"] as const;
export type ContactFieldType = (typeof CONTACT_FIELD_TYPES)[number];

/** One of the answers of a choice. The id stays when it is renamed. */
export interface Choice {
  id: string;
  name: string;
}

/** What a workspace wants to know of its contacts. */
export interface ContactField {
  id: string;
  /** Small letters, digits and `_`; stands in conditions and texts, and never changes. */
  key: string;
  label: string;
  type: ContactFieldType;
  /** Of `choice` and `many`; empty for the others. */
  choices: Choice[];
  /** A member who writes somebody down has to fill it in. Who comes by a channel has it empty. */
  isRequired: boolean;
  /** No longer asked for; values and conditions stay. */
  isArchived: boolean;
}

/** All of the transaction's workspace in their order, archived ones too. */
export async function readContactFields(tx: Tx): Promise<ContactField[]> {
  return tx.many(sql<ContactField>`
    select id, key, label, type, choices, is_required as "isRequired", archived_at is not null as "isArchived"
    from contact_fields where workspace_id = current_workspace() order by position, id`);
}
