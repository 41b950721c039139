import { createContactIn } from "../inbox/index.ts";
import { type Ctx, sql } from "../platform/index.ts";
import { codeIn, linkByCode, makeCode } from "./chat/technicians.ts";

/** The phones of those who work in the field, order and approve; the playground plays them under these numbers. */
const PHONES = { technician: "+5592999990044", buyer: "+5592999990055", manager: "+5592999990066" };

/** Their phones are proved, as if each had sent the code that they were given. */
export async function demoPhones(ctx: Ctx): Promise<void> {
  for (const [role, phone] of Object.entries(PHONES)) {
    const member = await ctx.transaction((tx) =>
      tx.maybeOne(sql<{ id: string; name: string }>`
        select id, name from members where role = ${role} and removed_at is null order by created_at, id limit 1`),
    );
    if (member === null) continue;
    const code = codeIn((await makeCode(ctx, member.id)).code) ?? "";
    await ctx.transaction(async (tx) => {
      const contact = { name: member.name, persona: role, identities: [{ kind: "phone" as const, value: phone }] };
      await linkByCode(tx, ctx, code, await createContactIn(tx, ctx, contact, { isWhole: false }));
    });
  }
}
