/** Whom an agent serves, and for whom a document may be. The database checks them. */
export const PERSONAS = ["customer", "provider", "prospector", "administrator"] as const;
export const TONES = ["cordial", "direct", "strategic", "technical"] as const;
export const EMOJI_LEVELS = ["never", "few", "free"] as const;
/** What is written by hand, or read from elsewhere. */
export const DOCUMENT_KINDS = ["article", "faq", "file", "web_page"] as const;
export const DOCUMENT_STATES = ["draft", "published", "failed"] as const;
/** `public`: everybody; `customers`: people who are customers; `members`: the team alone; `persona`: people of that persona. */
export const AUDIENCES = ["public", "customers", "members", "persona"] as const;
export const LANGUAGES = ["pt-BR", "en", "es"] as const;
export const GAP_STATES = ["open", "answered", "dismissed"] as const;

export type KnowledgeLanguage = (typeof LANGUAGES)[number];
export type Persona = (typeof PERSONAS)[number];
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
export type Audience = (typeof AUDIENCES)[number];
