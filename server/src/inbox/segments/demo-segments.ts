import type { Ctx } from "../../platform/index.ts";
import { createSegment } from "./segments.ts";

const field = (key: string) => `contact.field.${key}`;

/** Segments of the demonstration, over the fields that it gave its contacts. */
export async function demoSegments(ctx: Ctx): Promise<void> {
  const hasContract = { field: field("contrato_ativo"), operator: "equals", value: true };
  await createSegment(ctx, { name: "Contrato ativo", condition: { all: [hasContract] } });
  await createSegment(ctx, {
    name: "Sem visita há 90 dias",
    condition: { all: [hasContract, { field: field("ultima_visita"), operator: "more_than_days_ago", value: 90 }] },
  });
  await createSegment(ctx, {
    name: "Frotas grandes do Norte",
    condition: {
      all: [
        { field: field("equipamentos"), operator: "at_least", value: 4 },
        { field: field("cidade"), operator: "any_of", value: ["Manaus", "Belém"] },
      ],
    },
  });
}
