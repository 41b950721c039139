import { sql } from "../../platform/index.ts";

/** @source GSM 03.38: the letters that an SMS writes in seven bits; those of the second table take two of them. */
const SEVEN_BITS = sql`'^[-@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!"#¤%&''()*+,./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà\r\n ^{}\\[\\]\\\\~|€]*$'`;
const TWICE = sql`'[\\^{}\\[\\]\\\\~|€]'`;
const BEYOND = sql`'[\\U00010000-\\U0010ffff]'`;

/**
 * How many parts the text of a message `m` is sent and billed in: 160 letters of seven bits, in several parts 153 each. One letter that the seven
 * bits do not have, such as "ã", makes all of them sixteen bits long: 70, in several parts 67 each.
 */
export const SMS_PARTS = sql`select case
    when m.text is null then 1
    when m.text ~ ${SEVEN_BITS} then case when l.seven <= 160 then 1 else ceil(l.seven / 153.0) end
    when l.sixteen <= 70 then 1 else ceil(l.sixteen / 67.0) end
  from (select length(m.text) + regexp_count(m.text, ${TWICE}) as seven, length(m.text) + regexp_count(m.text, ${BEYOND}) as sixteen) l`;
