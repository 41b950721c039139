import { Type } from "typebox";
import type { Field } from "../../../../rules/fields.ts";
import { contactSubject, type LookUpOffer, lookUp, offerFields } from "../../inbox/index.ts";
import { sql, type Tx } from "../../platform/index.ts";
import { automationsRead } from "../rights.ts";
import { listObjectTypes } from "./object-types.ts";

/** States of the contact's records, by their kind. */
type Subject = Readonly<Record<string, string[]>>;

/** A field for each kind of record: in which states the contact has some. */
export const objectFields = offerFields<Subject>([], readStates, async (tx) =>
  (await listObjectTypes(tx)).map(
    ({ key, name, states }): Field<Subject> => ({
      id: `object.${key}`,
      type: "choices",
      label: { "pt-BR": `${name}: situação`, en: `${name}: state`, es: `${name}: estado` },
      options: states.map((state) => ({ id: state, label: { "pt-BR": state, en: state, es: state } })),
      read: (subject) => subject[key] ?? [],
      sql: () => sql`coalesce((select array_agg(distinct o.state) from objects o
        where o.workspace_id = c.workspace_id and o.contact_id = c.contact_id and o.type = ${key}), '{}')`,
    }),
  ),
);

async function readStates(tx: Tx, conversationId: string): Promise<Subject | null> {
  const rows = await tx.many(sql<{ type: string; states: string[] }>`
    select o.type, array_agg(distinct o.state) as states from conversations c
      join objects o on o.workspace_id = c.workspace_id and o.contact_id = c.contact_id where c.id = ${conversationId} group by o.type`);
  return Object.fromEntries(rows.map(({ type, states }) => [type, states]));
}

/** What other systems know of a contact, for flows and AI. */
export const objectLookUp: LookUpOffer = lookUp({
  id: "contact.records",
  subject: contactSubject,
  label: { "pt-BR": "Registros de outros sistemas", en: "Records of other systems", es: "Registros de otros sistemas" },
  right: automationsRead,
  input: Type.Object({ type: Type.Optional(Type.String({ maxLength: 40 })) }, { additionalProperties: false }),
  async run({ tx, subjectId, input: { type } }) {
    const items = await tx.many(sql`
      select type, external_id as "externalId", title, state, state_since as "stateSince", data from objects
      where contact_id = ${subjectId} and ${type === undefined ? sql`true` : sql`type = ${type}`} order by updated_at desc limit 20`);
    return { items };
  },
});
