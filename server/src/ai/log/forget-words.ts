import { type Database, sql } from "../../platform/index.ts";

/** Each night: words of calls whose days are over go; what they cost stays. */
export async function forgetWords(db: Database, now: Date): Promise<void> {
  await db.asSystem((tx) => tx.run(sql`delete from ai_call_texts where forget_at <= ${now}`));
}
