/** The languages of the interface. A name that people see is given in all of them. */
export type Language = "pt-BR" | "en" | "es";

/** One short text in each language, for what a room declares (a field, an option, a variable). */
export type Words = Readonly<Record<Language, string>>;
