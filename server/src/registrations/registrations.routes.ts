import { Readable } from "node:stream";
import { Type } from "typebox";
import { accessAttachment, accessConversation, contactVisibleTo } from "../inbox/index.ts";
import {
  type App,
  type Ctx,
  cursorSchema,
  idSchema,
  limitSchema,
  listOf,
  Nullable,
  notFound,
  OneOf,
  sql,
  type Tx,
} from "../platform/index.ts";
import { alreadyRegistered } from "./errors.ts";
import { exportRegistrations } from "./export-registrations.ts";
import { readForm } from "./forms/form.ts";
import { knownValues } from "./known-values.ts";
import { countRegistrations, DUE_STRETCHES, listRegistrations, readListed } from "./list-registrations.ts";
import { ListedSchema, presentListed, presentShown, ShownSchema } from "./registration.schemas.ts";
import { REGISTRATION_STATUSES, readRegistration } from "./registration.ts";
import { registrationsExport, registrationsRead, registrationsSubmit } from "./rights.ts";
import type { RegistrationGround } from "./room-ctx.ts";
import { showRegistration } from "./show-registration.ts";
import { handIn } from "./submit-registration.ts";
import { tellPerson } from "./tell-person.ts";

const narrowing = {
  status: Type.Optional(OneOf(REGISTRATION_STATUSES)),
  formId: Type.Optional(idSchema("form")),
  contactId: Type.Optional(idSchema("contact")),
  conversationId: Type.Optional(idSchema("conversation")),
  search: Type.Optional(Type.String({ maxLength: 200, description: "Beginnings of words of the name, the number or the tax id." })),
  due: Type.Optional(OneOf(DUE_STRETCHES, { description: "Of those that wait: past, within a day, later." })),
};
const Given = Type.Object(
  {
    formId: idSchema("form"),
    values: Type.Record(Type.String({ maxLength: 40 }), Type.String({ maxLength: 500 }), { description: "By field of the form." }),
    files: Type.Optional(
      Type.Record(Type.String({ maxLength: 40 }), idSchema("attachment of the inbox, or an upload of yours"), {
        description: "By field of the form; each is copied as it was received.",
      }),
    ),
    contactId: Type.Optional(Nullable(idSchema("contact whom it is about"))),
    conversationId: Type.Optional(Nullable(idSchema("conversation that it comes from"))),
  },
  { additionalProperties: false },
);
export const registrationParams = Type.Object({ registrationId: idSchema("registration") });

/** What was handed in: read, counted, written down by a member, taken out. */
export function registrationRoutes(app: App, ground: RegistrationGround) {
  const tags = ["Registrations"];
  const read = { config: { access: registrationsRead } };
  app.get(
    "/registrations",
    {
      ...read,
      schema: {
        tags,
        summary: "Registrations that you see: those that wait by their deadline, the others newest first",
        querystring: Type.Object({ ...narrowing, limit: Type.Optional(limitSchema), cursor: Type.Optional(cursorSchema) }),
        response: { 200: listOf(ListedSchema) },
      },
    },
    async ({ ctx, query: { limit = 50, cursor, ...filter } }) => {
      const { items, nextCursor } = await listRegistrations(ctx, filter, { limit, cursor });
      return { items: items.map(presentListed), nextCursor };
    },
  );
  app.get(
    "/registrations/counts",
    {
      ...read,
      schema: {
        tags,
        summary: "How many there are of each status",
        querystring: Type.Object(narrowing),
        response: {
          200: Type.Object(
            Object.fromEntries(REGISTRATION_STATUSES.map((status) => [status, Type.Integer()])) as Record<
              (typeof REGISTRATION_STATUSES)[number],
              ReturnType<typeof Type.Integer>
            >,
          ),
        },
      },
    },
    ({ ctx, query }) => countRegistrations(ctx, query),
  );
  app.get(
    "/registrations/export.csv",
    {
      config: { access: registrationsExport },
      schema: {
        tags,
        summary: "The registrations of a filter as a CSV; it is in the audit log",
        querystring: Type.Object(narrowing),
        produces: ["text/csv"],
      },
    },
    async ({ ctx, query }, reply) => {
      const pieces = await exportRegistrations(ctx, query);
      return reply
        .header("content-type", "text/csv; charset=utf-8")
        .header("content-disposition", 'attachment; filename="registrations.csv"')
        .send(Readable.from(pieces));
    },
  );
  app.get(
    "/registrations/:registrationId",
    {
      ...read,
      schema: {
        tags,
        summary: "One registration, with its fields checked again, its files and its history",
        params: registrationParams,
        response: { 200: ShownSchema },
      },
    },
    ({ ctx, params }) => ctx.transaction(async (tx) => presentShown(await showRegistration(tx, ctx, params.registrationId))),
  );
  app.get(
    "/registration-forms/:formId/known-values",
    {
      config: { access: registrationsSubmit },
      schema: {
        tags,
        summary: "What is known for a form in a conversation, to be filled in: of one of its messages, else of the contact",
        params: Type.Object({ formId: idSchema("form") }),
        querystring: Type.Object({
          conversationId: idSchema("conversation"),
          messageId: Type.Optional(idSchema("message of the conversation")),
        }),
        response: {
          200: Type.Object({
            contactId: Type.String(),
            values: Type.Record(Type.String(), Type.String(), { description: "By field of the form; each fits its field." }),
            files: Type.Array(Type.Object({ id: Type.String(), name: Type.String() }), {
              description: "Pictures and papers of the message: attachments of the inbox.",
            }),
          }),
        },
      },
    },
    ({ ctx, params: { formId }, query: { conversationId, messageId = null } }) =>
      ctx.transaction((tx) => knownValues(tx, ctx, { formId, conversationId, messageId })),
  );
  app.post(
    "/registrations",
    {
      config: { access: registrationsSubmit },
      schema: {
        tags,
        summary: "Write down a registration for somebody; what is missing is kept as to be corrected",
        body: Given,
        response: { 201: ListedSchema },
      },
    },
    async ({ ctx, body: { formId, values, files = {}, contactId = null, conversationId = null } }, reply) => {
      const { outcome, registration } = await ctx.transaction(async (tx) => {
        await ensureSeen(tx, ctx, { contactId, conversationId, attachmentIds: Object.values(files) });
        const whose = contactId ?? (await contactIn(tx, conversationId));
        const given = Object.entries(files).map(([field, attachmentId]) => ({ field, attachmentId }));
        const handed = { form: formId, values, files: given, contactId: whose, conversationId, source: "panel" as const, isStrict: true };
        const submitted = await handIn(tx, ctx, handed);
        if (submitted.outcome === "made")
          await tellPerson(tx, ctx, ground.parts, {
            form: await readForm(tx, formId),
            registration: submitted.registration,
            occasion: "received",
          });
        return submitted;
      });
      if (outcome === "duplicate") throw await told(ctx, registration);
      return reply.code(201).send(presentListed(await ctx.transaction((tx) => readListed(tx, registration.id))));
    },
  );
}

/** Of a duplicate, whoever sees it learns which one it is. */
async function told(ctx: Ctx, { id, number, status }: { id: string; number: string; status: string }) {
  const isVisible = await ctx
    .transaction((tx) => readRegistration(tx, ctx, id))
    .then(
      () => true,
      () => false,
    );
  return alreadyRegistered({ number, status, registrationId: isVisible ? id : null });
}

/** @throws {AppError} platform.not_found for what the asker does not see */
async function ensureSeen(
  tx: Tx,
  ctx: Ctx,
  { contactId, conversationId, attachmentIds }: { contactId: string | null; conversationId: string | null; attachmentIds: string[] },
): Promise<void> {
  if (conversationId !== null) await accessConversation(tx, ctx, conversationId);
  if (
    contactId !== null &&
    (await tx.maybeOne(
      sql`select 1 from contacts p where p.id = ${contactId} and p.merged_into is null and ${contactVisibleTo(ctx.actor)}`,
    )) === null
  )
    throw notFound({ what: "contact" });
  for (const id of attachmentIds) await accessAttachment(tx, ctx, id);
}

async function contactIn(tx: Tx, conversationId: string | null): Promise<string | null> {
  const row = await tx.maybeOne(sql<{ id: string }>`select contact_id as id from conversations where id = ${conversationId}`);
  return row?.id ?? null;
}
