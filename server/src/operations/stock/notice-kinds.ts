import { memberNotice, noticeSubject } from "../../notices/index.ts";
import { sql } from "../../platform/index.ts";
import { operationsRead } from "../rights.ts";

interface Low {
  site: string;
  /** Thousandths of the unit. */
  free: number;
  minimum: number;
}

const amount = (language: string, thousandths: number) => (thousandths / 1000).toLocaleString(language);

/** What is free of a part fell below its minimum. */
export const LOW = memberNotice<Low>({
  kind: "operations.stock_low",
  subject: "part",
  group: "deadline",
  isUrgent: false,
  media: { app: true, desktop: true, sound: false, push: true, email: true },
  labels: { "pt-BR": "Peça abaixo do mínimo", en: "Part below its minimum", es: "Pieza por debajo del mínimo" },
  words: {
    "pt-BR": ({ name, site, free, minimum }) => ({
      title: `${name} abaixo do mínimo`,
      text: `${site}: ${amount("pt-BR", free)} livres, mínimo ${amount("pt-BR", minimum)}`,
    }),
    en: ({ name, site, free, minimum }) => ({
      title: `${name} is below its minimum`,
      text: `${site}: ${amount("en", free)} free, minimum ${amount("en", minimum)}`,
    }),
    es: ({ name, site, free, minimum }) => ({
      title: `${name} por debajo del mínimo`,
      text: `${site}: ${amount("es", free)} libres, mínimo ${amount("es", minimum)}`,
    }),
  },
});

/** Parts as notices name them. */
export const partNoticeSubject = noticeSubject({
  subject: "part",
  async read(tx, told, ids) {
    if (!told.capabilities.has(operationsRead.name)) return new Map();
    const rows = await tx.many(sql<{ id: string; name: string }>`select id, name from parts where id = any(${[...ids]})`);
    return new Map(rows.map(({ id, name }) => [id, { name, path: `/stock/${id}` }]));
  },
});
