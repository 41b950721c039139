import { defineError } from "../platform/index.ts";

/** Somebody else saved since this draft was read. */
export const draftChanged = defineError<{ revision: number; savedBy: string; savedAt: string }>(
  "flows.draft_changed",
  409,
  ({ revision, savedBy }) => `${savedBy} saved this flow meanwhile, as revision ${revision}. Read it again before you save.`,
);
export const notPublishable = defineError<{ problems: { code: string; block: string | null }[] }>(
  "flows.not_publishable",
  422,
  ({ problems }) =>
    `The flow cannot be published yet: ${problems.map(({ code, block }) => (block === null ? code : `${code} at ${block}`)).join("; ")}.`,
);
export const notPublished = defineError(
  "flows.not_published",
  409,
  "The flow was never published. Publish it before it is switched on or begun.",
);
export const tooManyFlows = defineError<{ most: number }>(
  "flows.too_many",
  409,
  ({ most }) => `A workspace has at most ${most} flows. Remove one that is not used any more.`,
);
export const unknownTemplate = defineError<{ template: string }>(
  "flows.unknown_template",
  422,
  ({ template }) => `There is no template "${template}".`,
);
export const unreadableTypebot = defineError<{ problem: string }>(
  "flows.unreadable_typebot",
  422,
  ({ problem }) => `The file is no export of Typebot that can be read: ${problem}.`,
);
export const noSession = defineError(
  "flows.no_session",
  409,
  "Nothing is open in this conversation. A flow can be begun once the contact has written or the conversation was opened again.",
);
export const credentialNameTaken = defineError<{ name: string }>(
  "flows.credential_name_taken",
  409,
  ({ name }) => `There are credentials named "${name}" already. Choose another name, or remove those first.`,
);
