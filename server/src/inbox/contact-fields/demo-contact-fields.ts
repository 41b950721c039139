import { type Ctx, sql } from "../../platform/index.ts";
import { changeContactIn } from "../contacts/change-contact.ts";
import { createContactField } from "./change-fields.ts";
import type { ContactFieldType } from "./contact-field.ts";

/** What the demonstration's company, which looks after air conditioning, asks of its customers. */
const STORY: { key: string; label: string; type: ContactFieldType; choices?: { name: string }[] }[] = [
  { key: "cidade", label: "Cidade", type: "text" },
  { key: "plano", label: "Plano de manutenção", type: "choice", choices: [{ name: "Avulso" }, { name: "Mensal" }, { name: "Anual" }] },
  { key: "equipamentos", label: "Equipamentos", type: "number" },
  { key: "ultima_visita", label: "Última visita", type: "date" },
  { key: "contrato_ativo", label: "Contrato ativo", type: "yes_no" },
  {
    key: "aparelhos",
    label: "Tipos de aparelho",
    type: "many",
    choices: [{ name: "Split" }, { name: "Cassete" }, { name: "VRF" }, { name: "Chiller" }],
  },
  { key: "site", label: "Site", type: "link" },
];
const CITIES = ["Manaus", "Belém", "São Luís", "Fortaleza", "Recife"];
const PLANS = ["mensal", "anual", "avulso"];
const KINDS = [["split"], ["split", "cassete"], ["vrf"], ["cassete", "vrf", "chiller"]];

/** Gives the contacts of the demonstration what a team would know of them; of every fifth nothing, as in life. */
export async function demoContactFields(ctx: Ctx): Promise<void> {
  for (const field of STORY) await createContactField(ctx, field);
  await ctx.transaction(async (tx) => {
    const found = await tx.many(sql<{ id: string }>`select id from contacts where merged_into is null order by created_at, id`);
    for (const [index, { id }] of found.entries()) {
      if (index % 5 === 4) continue;
      const visited = new Date(ctx.now().getTime() - (index * 9 + 3) * 86_400_000);
      const fields = {
        cidade: CITIES[index % CITIES.length],
        plano: PLANS[index % PLANS.length],
        equipamentos: (index % 6) + 1,
        ultima_visita: visited.toISOString().slice(0, 10),
        contrato_ativo: index % 3 !== 2,
        aparelhos: KINDS[index % KINDS.length],
      };
      await changeContactIn(tx, ctx, id, { fields });
    }
  });
}
