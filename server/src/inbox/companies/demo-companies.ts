import { type Ctx, sql } from "../../platform/index.ts";
import { changeContactIn } from "../contacts/change-contact.ts";
import { createCompany, type WrittenCompany } from "./companies.ts";
import type { Company } from "./company.ts";

/** Whom the demonstration's contacts work for. The numbers are of nobody: they only have the right check digits. */
const STORY: WrittenCompany[] = [
  {
    name: "Hotel Rio Negro",
    taxId: { country: "BR", id: "11.222.333/0001-81" },
    domain: "rionegro.example",
    note: "Visitas só pela manhã; a portaria pede documento.",
  },
  { name: "Clínica Sol", taxId: { country: "BR", id: "45.723.174/0001-10" }, domain: "clinicasol.example" },
  { name: "Condomínio Igarapé", note: "Síndico novo desde março." },
  { name: "Atlântico Frio, Lda.", taxId: { country: "PT", id: "501964843" }, domain: "atlanticofrio.example" },
];

/** Companies of the demonstration; of five contacts three work for one. */
export async function demoCompanies(ctx: Ctx): Promise<void> {
  const companies: Company[] = [];
  for (const one of STORY) companies.push(await createCompany(ctx, one));
  await ctx.transaction(async (tx) => {
    const found = await tx.many(sql<{ id: string }>`select id from contacts where merged_into is null order by created_at, id`);
    for (const [index, { id }] of found.entries()) {
      const company = index % 5 < 3 ? companies[index % companies.length] : undefined;
      if (company !== undefined) await changeContactIn(tx, ctx, id, { companyId: company.id });
    }
  });
}
