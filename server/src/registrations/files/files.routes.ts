import { buffer } from "node:stream/consumers";
import pLimit from "p-limit";
import { Type } from "typebox";
import { FILE_HEADERS, serveFile } from "../../inbox/index.ts";
import { type App, idSchema, notFound } from "../../platform/index.ts";
import { registrationsRead } from "../rights.ts";
import type { FileParts } from "./keep-bytes.ts";
import { accessFile, fileNameOf } from "./registration-file.ts";

/** As many as there are lanes that draw them. */
const PAGES_AT_ONCE = 3;

/** Files of registrations, for whoever sees the registration. */
export function registrationFileRoutes(app: App, { storage, fileReader }: FileParts) {
  const fewAtOnce = pLimit(PAGES_AT_ONCE);
  const tags = ["Registrations"];
  const config = { access: registrationsRead };
  app.get(
    "/registration-files/:registrationFileId/content",
    {
      config,
      schema: {
        tags,
        summary: "The file as it was received, named by its field and the tax id; or its small picture",
        params: Type.Object({ registrationFileId: idSchema("registration file") }),
        querystring: Type.Object({ variant: Type.Optional(Type.Union([Type.Literal("original"), Type.Literal("thumbnail")])) }),
      },
    },
    async ({ ctx, params, query, headers }, reply) => {
      const file = await ctx.transaction((tx) => accessFile(tx, ctx, params.registrationFileId));
      const isSmall = query.variant === "thumbnail" && file.thumbnailKey !== null;
      const key = isSmall ? file.thumbnailKey : file.storageKey;
      if (key === null) throw notFound({ what: "file yet" });
      return serveFile(reply, storage, {
        key,
        mediaType: isSmall ? "image/webp" : (file.mediaType ?? "application/octet-stream"),
        fileName: fileNameOf(file, file.taxId, file.number),
        range: headers.range,
      });
    },
  );
  app.get(
    "/registration-files/:registrationFileId/pages/:page",
    {
      config,
      schema: {
        tags,
        summary: "One page of a PDF as a picture (WebP, at most 1800 px)",
        params: Type.Object({ registrationFileId: idSchema("registration file"), page: Type.Integer({ minimum: 1, maximum: 10_000 }) }),
      },
    },
    async ({ ctx, params }, reply) => {
      const { storageKey, pages } = await ctx.transaction((tx) => accessFile(tx, ctx, params.registrationFileId));
      if (storageKey === null || pages === null || params.page > pages) throw notFound({ what: "page" });
      const picture = await fewAtOnce(async () =>
        fileReader.showPage(ctx.workspaceId, await buffer((await storage.read(storageKey)).stream), params.page),
      );
      if (picture === null) throw notFound({ what: "page" });
      return reply.headers(FILE_HEADERS).type("image/webp").send(picture);
    },
  );
}
