import { personalData } from "../inbox/index.ts";
import { sql } from "../platform/index.ts";

/** What was told to other systems: bodies that name the person go; what those systems keep, they answer for. */
export const deliveryPersonalData = personalData({
  name: "webhook_deliveries",
  tell: async () => [],
  erase: (tx, { contactIds, conversationIds }) =>
    tx.run(sql`
      delete from webhook_deliveries where exists (
        select 1 from unnest(${[...contactIds, ...conversationIds]}::text[]) id where position(id in body) > 0)`),
});
