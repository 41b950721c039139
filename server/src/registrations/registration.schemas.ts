import { Type } from "typebox";
import { IsoTime, idSchema, Nullable, OneOf } from "../platform/index.ts";
import { GOOD_SIGNS } from "./checks.ts";
import { FIELD_TYPES } from "./fields/form-field.ts";
import { FIELD_PROBLEMS } from "./fields/read-field.ts";
import { fileNameOf, type RegistrationFile } from "./files/registration-file.ts";
import { HAPPENINGS } from "./history.ts";
import type { ListedRegistration } from "./list-registrations.ts";
import { type HeldDecision, REGISTRATION_STATUSES, SOURCES } from "./registration.ts";
import type { ShownRegistration } from "./show-registration.ts";

const Named = Type.Object({ id: Type.String(), name: Type.String() });

export const ListedSchema = Type.Object({
  id: idSchema("registration"),
  number: Type.String({ description: "What a person says on the phone." }),
  status: OneOf(REGISTRATION_STATUSES),
  person: Type.String({ description: "Whom it is about; empty where nobody said." }),
  values: Type.Record(Type.String(), Type.String()),
  toCorrect: Type.Array(Type.String(), { description: "Fields that are missing, wrong, or asked for again." }),
  form: Named,
  queue: Nullable(Named),
  contactId: Nullable(Type.String()),
  conversationId: Nullable(Type.String()),
  channelKind: Nullable(Type.String()),
  source: OneOf(SOURCES),
  proofOn: Nullable(Type.String({ description: "The day of the proof, as a reviewer read it." })),
  askedNote: Nullable(Type.String()),
  askedAt: Nullable(IsoTime),
  dueAt: Nullable(Type.String({ format: "date-time", description: "Until when a decision was promised, in business hours of its queue." })),
  submittedAt: IsoTime,
  decidedAt: Nullable(IsoTime),
  reviewer: Nullable(Type.String()),
  reason: Nullable(Type.String()),
  heldDecision: Nullable(
    Type.Object(
      { verdict: OneOf(["approved", "rejected"]), reviewer: Type.String(), reason: Nullable(Type.String()), takesEffectAt: IsoTime },
      { description: "What was decided and can still be undone; nothing has followed of it." },
    ),
  ),
  version: Type.Integer(),
});

const FileSchema = Type.Object({
  id: idSchema("file"),
  field: Type.String(),
  state: OneOf(["waiting", "kept", "lost"]),
  fileName: Type.String({ description: "By its field and the tax id, as it is downloaded." }),
  givenName: Nullable(Type.String()),
  mediaType: Nullable(Type.String()),
  size: Nullable(Type.Number()),
  hash: Nullable(Type.String({ description: "SHA-256 of the bytes as they were received." })),
  width: Nullable(Type.Integer()),
  height: Nullable(Type.Integer()),
  pages: Nullable(Type.Integer()),
  isReplaced: Type.Boolean(),
  createdAt: IsoTime,
});

export const ShownSchema = Type.Object({
  ...ListedSchema.properties,
  fields: Type.Array(
    Type.Object({
      key: Type.String(),
      label: Type.String(),
      type: OneOf(FIELD_TYPES),
      isRequired: Type.Boolean(),
      maxAgeMonths: Nullable(Type.Integer()),
    }),
  ),
  checks: Type.Array(
    Type.Object({ field: Type.String(), problem: Nullable(OneOf(FIELD_PROBLEMS)), signs: Type.Array(OneOf(GOOD_SIGNS)) }),
    { description: "Made again whenever it is read." },
  ),
  files: Type.Array(FileSchema),
  history: Type.Array(
    Type.Object({
      id: Type.String(),
      what: OneOf(HAPPENINGS),
      actorKind: Type.String(),
      actorName: Type.String(),
      detail: Type.Record(Type.String(), Type.Unknown()),
      happenedAt: IsoTime,
    }),
  ),
  contactChanges: Type.Array(
    Type.Object({
      field: Type.String(),
      target: Type.String(),
      given: Type.String(),
      present: Nullable(Type.String()),
      isNewer: Type.Boolean({ description: "Changed after it was handed in: approval leaves it, unless `overwrite` names the field." }),
    }),
  ),
  writesInto: Nullable(Type.Object({ id: Type.String(), name: Nullable(Type.String()) })),
});

export function presentListed({ form, queue, reviewerName, ...one }: ListedRegistration) {
  const {
    id,
    number,
    status,
    person,
    values,
    toCorrect,
    contactId,
    conversationId,
    channelKind,
    source,
    proofOn,
    askedNote,
    reason,
    version,
  } = one;
  return {
    ...{
      id,
      number,
      status,
      person,
      values,
      toCorrect,
      form,
      queue,
      contactId,
      conversationId,
      channelKind,
      source,
      proofOn,
      askedNote,
      reason,
      version,
    },
    askedAt: one.askedAt?.toISOString() ?? null,
    dueAt: one.dueAt?.toISOString() ?? null,
    submittedAt: one.submittedAt.toISOString(),
    decidedAt: one.decidedAt?.toISOString() ?? null,
    reviewer: reviewerName,
    heldDecision: one.heldDecision === null ? null : presentHeld(one.heldDecision),
  };
}

const presentHeld = ({ verdict, reason, takesEffectAt, actor }: HeldDecision) => ({ verdict, reason, takesEffectAt, reviewer: actor.name });

export function presentShown(shown: ShownRegistration) {
  const { fields, checks, files, history, contactChanges, writesInto } = shown;
  return {
    ...presentListed(shown),
    fields: fields.map(({ key, label, type, isRequired, maxAgeMonths }) => ({ key, label, type, isRequired, maxAgeMonths })),
    checks,
    files: files.map((file) => presentFile(file, shown)),
    history: history.map(({ happenedAt, ...entry }) => ({ ...entry, happenedAt: happenedAt.toISOString() })),
    contactChanges,
    writesInto,
  };
}

function presentFile(file: RegistrationFile, { taxId, number }: Pick<ShownRegistration, "taxId" | "number">) {
  const { id, field, state, givenName, mediaType, size, hash, width, height, pages, isReplaced, createdAt } = file;
  return {
    ...{ id, field, state, givenName, mediaType, size, hash, width, height, pages, isReplaced },
    fileName: fileNameOf(file, taxId, number),
    createdAt: createdAt.toISOString(),
  };
}
