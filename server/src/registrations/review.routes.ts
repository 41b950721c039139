import { Type } from "typebox";
import { accessAttachment } from "../inbox/index.ts";
import { type App, type Ctx, idSchema, OneOf } from "../platform/index.ts";
import { askCorrection } from "./ask-correction.ts";
import { changeRegistration, dateProof } from "./change-registration.ts";
import { approve, reject } from "./decide.ts";
import { type Decision, holdDecision, undoDecision } from "./held-decision.ts";
import { presentShown, ShownSchema } from "./registration.schemas.ts";
import { registrationParams } from "./registrations.routes.ts";
import { registrationsReview } from "./rights.ts";
import type { RegistrationGround } from "./room-ctx.ts";
import { showWhole } from "./show-registration.ts";
import type { Telling } from "./tell-person.ts";

const closed = { additionalProperties: false };
const version = Type.Optional(
  Type.Integer({ minimum: 1, description: "Of the registration as you read it: refused when somebody changed it since." }),
);
const Key = Type.String({ maxLength: 40 });
const TellingSchema = OneOf(["message", "template", "flow", "silent", "no_conversation", "not_possible", "later"], {
  description:
    "How the person was told: `no_conversation` and `not_possible` mean that they were not; `later`: when it can no longer be undone.",
});
const undoSeconds = Type.Optional(
  Type.Integer({
    minimum: 0,
    maximum: 60,
    description: "How long it can be undone; until then nothing follows of it, and nobody is told. Without it: it takes effect at once.",
  }),
);
const Done = Type.Object({ registration: ShownSchema, told: TellingSchema });

/** What reviewers do: correct, date the proof, ask again, approve, reject. */
export function reviewRoutes(app: App, ground: RegistrationGround) {
  const shared = { config: { access: registrationsReview } };
  const schema = { tags: ["Registrations"], params: registrationParams };
  async function decide(ctx: Ctx, id: string, decision: Decision, undoSeconds: number): Promise<Telling | "later"> {
    if (undoSeconds > 0) {
      await holdDecision(ctx, id, decision, undoSeconds);
      return "later";
    }
    const { told } =
      decision.verdict === "approved" ? await approve(ctx, ground.parts, id, decision) : await reject(ctx, ground.parts, id, decision);
    return told;
  }
  app.patch(
    "/registrations/:registrationId",
    {
      ...shared,
      schema: {
        ...schema,
        summary: "Correct values, or put files to fields; what was there before stays in the history",
        body: Type.Object(
          {
            version,
            values: Type.Optional(Type.Record(Key, Type.String({ minLength: 1, maxLength: 500 }))),
            files: Type.Optional(Type.Record(Key, idSchema("attachment of the inbox, or an upload of yours"))),
          },
          { ...closed, minProperties: 1 },
        ),
        response: { 200: ShownSchema },
      },
    },
    async ({ ctx, params: { registrationId }, body: { version, values = {}, files = {} } }) => {
      await ctx.transaction(async (tx) => {
        for (const id of Object.values(files)) await accessAttachment(tx, ctx, id);
      });
      const given = Object.entries(files).map(([field, attachmentId]) => ({ field, attachmentId }));
      await changeRegistration(ctx, registrationId, { version, values, files: given });
      return presentShown(await ctx.transaction((tx) => showWhole(tx, ctx, registrationId)));
    },
  );
  app.post(
    "/registrations/:registrationId/proof-date",
    {
      ...shared,
      schema: {
        ...schema,
        summary: "The day of the proof, as you read it in the file; one that is too old is refused",
        body: Type.Object({ version, on: Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }) }, closed),
        response: { 200: ShownSchema },
      },
    },
    async ({ ctx, params: { registrationId }, body }) => {
      await dateProof(ctx, registrationId, body);
      return presentShown(await ctx.transaction((tx) => showWhole(tx, ctx, registrationId)));
    },
  );
  app.post(
    "/registrations/:registrationId/ask-correction",
    {
      ...shared,
      schema: {
        ...schema,
        summary: "Ask the person for fields again, in their conversation",
        body: Type.Object(
          { version, fields: Type.Array(Key, { minItems: 1, maxItems: 60 }), note: Type.Optional(Type.String({ maxLength: 1000 })) },
          closed,
        ),
        response: { 200: Done },
      },
    },
    async ({ ctx, params: { registrationId }, body: { note = "", ...asked } }) => {
      const { told } = await askCorrection(ctx, ground, registrationId, { ...asked, note: note.trim() });
      return { registration: presentShown(await ctx.transaction((tx) => showWhole(tx, ctx, registrationId))), told };
    },
  );
  app.post(
    "/registrations/:registrationId/approve",
    {
      ...shared,
      schema: {
        ...schema,
        summary: "Approve: the contact is made or changed, and the person is told",
        body: Type.Object(
          {
            version,
            undoSeconds,
            overwrite: Type.Optional(
              Type.Array(Key, { maxItems: 60, description: "Fields that are written even where the contact has something newer." }),
            ),
          },
          closed,
        ),
        response: { 200: Done },
      },
    },
    async ({ ctx, params: { registrationId }, body: { version, overwrite = [], undoSeconds = 0 } }) => {
      const told = await decide(ctx, registrationId, { verdict: "approved", version, overwrite }, undoSeconds);
      return { registration: presentShown(await ctx.transaction((tx) => showWhole(tx, ctx, registrationId))), told };
    },
  );
  app.post(
    "/registrations/:registrationId/reject",
    {
      ...shared,
      schema: {
        ...schema,
        summary: "Reject: the person reads the reason",
        body: Type.Object({ version, undoSeconds, reason: Type.String({ minLength: 1, maxLength: 1000, pattern: "\\S" }) }, closed),
        response: { 200: Done },
      },
    },
    async ({ ctx, params: { registrationId }, body: { version, reason, undoSeconds = 0 } }) => {
      const told = await decide(ctx, registrationId, { verdict: "rejected", version, reason: reason.trim() }, undoSeconds);
      return { registration: presentShown(await ctx.transaction((tx) => showWhole(tx, ctx, registrationId))), told };
    },
  );
  app.delete(
    "/registrations/:registrationId/held-decision",
    {
      ...shared,
      schema: {
        ...schema,
        summary: "Undo a decision that has not taken effect; the registration waits as before",
        response: { 200: ShownSchema },
      },
    },
    async ({ ctx, params: { registrationId } }) => {
      await undoDecision(ctx, registrationId);
      return presentShown(await ctx.transaction((tx) => showWhole(tx, ctx, registrationId)));
    },
  );
}
