import { sql, type Tx } from "../../platform/index.ts";

/** Removes visitors of our own chat with their lines, files and tokens. @param externalIds their ids as addresses of a contact @returns how many */
export const eraseVisitors = (tx: Tx, externalIds: string[]): Promise<number> =>
  tx.run(sql`delete from webchat_people where external_id = any(${externalIds})`);
