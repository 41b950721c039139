import { Readable } from "node:stream";
import { Type } from "typebox";
import { type App, cursorSchema, IsoTime, idSchema, limitSchema, listOf, Nullable, OneOf, type Storage } from "../../platform/index.ts";
import { personalDataManage } from "../rights.ts";
import { writeCertificate } from "./certificate.ts";
import { askErasure, type Erasure, listErasures } from "./erasures.ts";
import type { PersonalData } from "./personal-data.ts";
import { tellPerson } from "./tell-person.ts";

interface Parts {
  personalData: readonly PersonalData[];
  storage: Pick<Storage, "read">;
}

/** What the law gives people: all that is kept about them, and its end. */
export function personalDataRoutes(app: App, parts: Parts) {
  const tags = ["Contacts"];
  const config = { access: personalDataManage };
  const params = Type.Object({ contactId: idSchema("contact") });
  const ErasureSchema = Type.Object({
    id: idSchema("erasure"),
    proof: Type.String(),
    askedAt: IsoTime,
    askedBy: Type.String(),
    state: OneOf(["waiting", "done"], { description: "waiting: it is being done." }),
    removed: Type.Record(Type.String(), Type.Integer(), { description: "How many of what went, by the names of what rooms keep." }),
    doneAt: Nullable(IsoTime),
  });
  const present = ({ askedAt, doneAt, ...rest }: Erasure) => ({
    ...rest,
    askedAt: askedAt.toISOString(),
    doneAt: doneAt?.toISOString() ?? null,
  });

  app.get(
    "/contacts/:contactId/personal-data.zip",
    { config, schema: { tags, summary: "All that is kept of a person; it is in the audit log", params, produces: ["application/zip"] } },
    async ({ ctx, params }, reply) => {
      const pieces = await tellPerson(ctx, params.contactId, parts);
      return reply
        .header("content-type", "application/zip")
        .header("content-disposition", 'attachment; filename="personal-data.zip"')
        .send(Readable.from(pieces));
    },
  );
  app.post(
    "/contacts/:contactId/erasure",
    {
      config,
      schema: {
        tags,
        summary: "Erase a person with everything that is kept of them; it cannot be undone",
        params,
        body: Type.Object(
          {
            proof: Type.String({
              minLength: 1,
              maxLength: 1_000,
              pattern: "\\S",
              description: "How it was made sure that the person themselves asked. It stays.",
            }),
          },
          { additionalProperties: false },
        ),
        response: { 202: ErasureSchema },
      },
    },
    async ({ ctx, params, body }, reply) => reply.code(202).send(present(await askErasure(ctx, params.contactId, body.proof))),
  );
  app.get(
    "/erasures/:erasureId/certificate.pdf",
    {
      config,
      schema: {
        tags,
        summary: "That a person was erased, as a PDF; who it was is no part of it",
        params: Type.Object({ erasureId: idSchema("erasure") }),
        produces: ["application/pdf"],
      },
    },
    async ({ ctx, params }, reply) =>
      reply
        .header("content-disposition", 'attachment; filename="erasure.pdf"')
        .header("cache-control", "private, no-cache")
        .type("application/pdf")
        .send(await writeCertificate(ctx, params.erasureId)),
  );
  app.get(
    "/erasures",
    {
      config,
      schema: {
        tags,
        summary: "Who was erased when, the newest first, without who it was",
        querystring: Type.Object({ limit: Type.Optional(limitSchema), cursor: Type.Optional(cursorSchema) }),
        response: { 200: listOf(ErasureSchema) },
      },
    },
    async ({ ctx, query }) => {
      const { items, nextCursor } = await listErasures(ctx, { limit: query.limit ?? 50, cursor: query.cursor });
      return { items: items.map(present), nextCursor };
    },
  );
}
