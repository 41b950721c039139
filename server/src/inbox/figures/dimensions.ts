import { sql } from "../../platform/index.ts";
import type { Dimension } from "./figure.ts";

type Fragment = ReturnType<typeof sql>;

/** What rows of several rooms are split by, each by the SQL of its key. */
export const byChannel = (key: Fragment): Dimension => ({
  label: { "pt-BR": "Canal", en: "Channel", es: "Canal" },
  key,
  names: sql`select id::text as key, name from channels where workspace_id = current_workspace()`,
});

export const byQueue = (key: Fragment): Dimension => ({
  label: { "pt-BR": "Fila", en: "Queue", es: "Cola" },
  key,
  names: sql`select id::text as key, name from queues where workspace_id = current_workspace()`,
});

export const byMember = (key: Fragment): Dimension => ({
  label: { "pt-BR": "Pessoa", en: "Member", es: "Persona" },
  key,
  names: sql`select id::text as key, name from members where workspace_id = current_workspace()`,
});

/** Who wrote a message. */
export const byAuthor = (key: Fragment): Dimension => ({
  label: { "pt-BR": "Autor", en: "Author", es: "Autor" },
  key,
  words: {
    member: { "pt-BR": "Pessoa", en: "Person", es: "Persona" },
    ai: { "pt-BR": "IA", en: "AI", es: "IA" },
    flow: { "pt-BR": "Fluxo", en: "Flow", es: "Flujo" },
    automation: { "pt-BR": "Automação", en: "Automation", es: "Automatización" },
    campaign: { "pt-BR": "Campanha", en: "Campaign", es: "Campaña" },
    system: { "pt-BR": "Sistema", en: "System", es: "Sistema" },
    echo: { "pt-BR": "Outro aparelho", en: "Another device", es: "Otro dispositivo" },
    api: { "pt-BR": "API", en: "API", es: "API" },
  },
});

/** By the labels of a conversation: one with two labels counts in both. */
export const byLabel = (conversationId: Fragment): Dimension => ({
  label: { "pt-BR": "Etiqueta", en: "Label", es: "Etiqueta" },
  key: sql`unnest(coalesce(nullif(array(select u.label_id::text from conversation_labels u
    where u.workspace_id = current_workspace() and u.conversation_id = ${conversationId}), '{}'), '{null}'))`,
  names: sql`select id::text as key, name from labels where workspace_id = current_workspace()`,
});

/** How a contact is called in a list of what stands behind a number. */
export const contactName = (contactId: Fragment): Fragment =>
  sql`(select coalesce(p.name, p.profile_name) from contacts p where p.workspace_id = current_workspace() and p.id = ${contactId})`;
