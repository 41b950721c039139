import { briefingLine } from "../../notices/index.ts";
import { sql } from "../../platform/index.ts";

const WORDS = {
  "pt-BR": (names: string) => `Canais com problema: ${names}`,
  en: (names: string) => `Channels in trouble: ${names}`,
  es: (names: string) => `Canales con problemas: ${names}`,
};

/** Channels that do not work this morning, by name. */
export const troubledChannels = briefingLine({
  position: 50,
  async say(tx, { language }) {
    const troubled = await tx.many(sql<{ name: string }>`
      select c.name from channels c left join channel_flow f on f.workspace_id = c.workspace_id and f.channel_id = c.id
      where c.workspace_id = current_workspace() and (c.status = 'error' or f.offline_since is not null) order by c.name limit 10`);
    return troubled.length === 0 ? null : WORDS[language](troubled.map(({ name }) => name).join(", "));
  },
});
