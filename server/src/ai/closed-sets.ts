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
/** By whose protocol a model is asked. `compatible`: any server that speaks OpenAI's, an own one too. */
export const PROVIDER_KINDS = ["openai", "anthropic", "google", "azure", "compatible"] as const;
/** What a model was asked for; `check`: whether it can be; `evaluation`: a test conversation; `proposal`: better instructions. */
export const CALL_PURPOSES = ["answer", "reply", "rewrite", "translate", "summary", "check", "evaluation", "proposal"] as const;
export const EVALUATION_RUN_STATES = ["running", "done", "cancelled", "stopped"] as const;
/** `not_played`: no model answered, so nothing is known of the agent. */
export const EVALUATION_OUTCOMES = ["passed", "failed", "not_played"] as const;
/** What became of a test since the version that it is held against. */
export const EVALUATION_CHANGES = ["regression", "still_fails", "not_comparable", "mended", "still_passes"] as const;
/** What is known of a draft by the tests of its agent. */
export const DRAFT_STATES = ["no_tests", "not_evaluated", "as_good", "regresses"] as const;
/** What becomes of better instructions that a model thought of. */
export const PROPOSAL_STATES = ["looking", "nothing", "failed", "open", "accepted", "refused", "overtaken"] as const;
/** What went wrong with an agent, as far as its instructions may mend it. */
export const FAILURE_KINDS = ["not_known", "unsure", "no_progress", "angry", "limit", "guarded", "failed_test"] as const;
/** Two versions that run side by side: what the agent is told, and what is tried against it. */
export const EXPERIMENT_SIDES = ["champion", "challenger"] as const;
/** Shares by which they are compared. */
export const COMPARED = ["handed_over", "confirmed", "satisfied"] as const;
export const COMPARISON_STATES = ["too_few", "not_sure", "sure"] as const;

export type ProviderKind = (typeof PROVIDER_KINDS)[number];
export type CallPurpose = (typeof CALL_PURPOSES)[number];
export type KnowledgeLanguage = (typeof LANGUAGES)[number];
export type Persona = (typeof PERSONAS)[number];
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
export type Audience = (typeof AUDIENCES)[number];
