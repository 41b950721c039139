/** Area codes of Brazil's states that do not keep Brasília's time, Portugal, and Brasília for the rest of Brazil. Source: Anatel, numbering plan; tz database. */
const STATES: Readonly<Record<string, readonly string[]>> = {
  "America/Rio_Branco": ["68"],
  "America/Porto_Velho": ["69"],
  "America/Manaus": ["92", "97"],
  "America/Boa_Vista": ["95"],
  "America/Cuiaba": ["65", "66"],
  "America/Campo_Grande": ["67"],
};

/** Beginnings of phone numbers (E.164) and the clock that people there look at; the first that fits holds. */
export const PHONE_ZONES: readonly { prefix: string; zone: string }[] = [
  ...Object.entries(STATES).flatMap(([zone, codes]) => codes.map((code) => ({ prefix: `+55${code}`, zone }))),
  { prefix: "+55", zone: "America/Sao_Paulo" },
  { prefix: "+351291", zone: "Atlantic/Madeira" },
  { prefix: "+351292", zone: "Atlantic/Azores" },
  { prefix: "+351295", zone: "Atlantic/Azores" },
  { prefix: "+351296", zone: "Atlantic/Azores" },
  { prefix: "+351", zone: "Europe/Lisbon" },
];
