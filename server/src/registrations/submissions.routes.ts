import { hash } from "node:crypto";
import { type Static, Type } from "typebox";
import { type App, AppError, type Ctx, type GuardedClient, idSchema, invalidRequest } from "../platform/index.ts";
import { nothingGiven } from "./errors.ts";
import { type FileParts, keepBytes } from "./files/keep-bytes.ts";
import { readGivenFile } from "./files/read-given-file.ts";
import type { NewFile } from "./files/registration-file.ts";
import { type Form, readForm } from "./forms/form.ts";
import { isEmpty } from "./read-values.ts";
import { registrationsSubmit } from "./rights.ts";
import type { RegistrationGround } from "./room-ctx.ts";
import { handIn, type Submitted } from "./submit-registration.ts";
import { tellPerson } from "./tell-person.ts";

/** Three photos of 10 MB, in base64. */
const LARGEST_BODY = 42 * 1024 * 1024;
const MOST_VARIABLES = 200;

/** Its own schema only says what it is for: the answer of a bad one has a form of its own. */
const Body = Type.Unknown({
  description:
    "Typebot's webhook shape: `{variables: [{name, value}]}`. A variable of a file holds an address, a `data:` address, or base64.",
});
const Answer = Type.Object({
  status: Type.String({ description: "`success` or `error`." }),
  message: Type.String(),
  driver_id: Type.Optional(Type.String({ description: "Id of the registration." })),
  number: Type.Optional(Type.String()),
  missing: Type.Optional(Type.Array(Type.String(), { description: "Fields that are to be corrected before somebody decides." })),
  ignored: Type.Optional(Type.Array(Type.String(), { description: "Variables that the form does not have." })),
  code: Type.Optional(Type.String()),
});

/** The door for other programs: a bot's webhook, a page's form. A key with `registrations.submit` is asked for. */
export function submissionRoutes(app: App, ground: RegistrationGround, http: GuardedClient) {
  app.post(
    "/registration-forms/:formId/submissions",
    {
      config: { access: registrationsSubmit },
      bodyLimit: LARGEST_BODY,
      schema: {
        tags: ["Registrations"],
        summary: "Hand in a registration in the shape of Typebot's webhooks",
        description:
          "The same body, or the same `Idempotency-Key`, is the same registration. What is missing is kept as to be corrected, and named. Everything that is refused answers 400.",
        params: Type.Object({ formId: idSchema("form") }),
        headers: Type.Object({ "idempotency-key": Type.Optional(Type.String({ minLength: 1, maxLength: 200 })) }),
        body: Body,
        response: { 200: Answer, 400: Answer },
      },
      errorHandler(error, request, reply) {
        const known = error instanceof AppError ? error : null;
        const status = known?.status ?? error.statusCode ?? 500;
        // Who may not, who is too fast, a form that is not there and a mistake of ours are answered as everywhere.
        if (status >= 500 || status === 401 || status === 403 || status === 404 || status === 429) throw error;
        request.log.info({ code: known?.code ?? error.code }, "a submission was refused");
        void reply.code(400).send({ status: "error", message: error.message, code: known?.code ?? "platform.invalid_request" });
      },
    },
    async ({ ctx, params, body, headers }, reply) => {
      const form = await ctx.transaction((tx) => readForm(tx, params.formId));
      const given = readVariables(body);
      const bodyHash = hash("sha256", JSON.stringify([...given].toSorted(([a], [b]) => (a < b ? -1 : 1))));
      const request = { key: headers["idempotency-key"] ?? bodyHash, hash: bodyHash };
      const files = await keepGiven(ground.parts, ctx, http, form, given);
      const handed = {
        form: form.id,
        values: Object.fromEntries(given),
        files,
        contactId: null,
        conversationId: null,
        source: "api" as const,
        isStrict: true,
        request,
      };
      const submitted = await ctx.transaction(async (tx) => {
        const one = await handIn(tx, ctx, handed);
        if (one.outcome === "made") await tellPerson(tx, ctx, ground.parts, { form, registration: one.registration, occasion: "received" });
        return one;
      });
      const { code, body: said } = answerOf(submitted);
      return reply.code(code).send(said);
    },
  );
}

function answerOf({ outcome, registration, unknown }: Submitted): { code: 200 | 400; body: Static<typeof Answer> } {
  const { id, number, status, toCorrect } = registration;
  const named = { driver_id: id, number, ...(unknown.length === 0 ? {} : { ignored: unknown }) };
  if (outcome === "duplicate") {
    const message = `Somebody is registered with this document already: ${number}.`;
    return { code: 400, body: { status: "error", message, code: "registrations.already_registered", ...named } };
  }
  const message =
    status === "needs_correction"
      ? `Kept as ${number}. Still to be corrected: ${toCorrect.join(", ")}.`
      : `Received as ${number}. It waits for a decision.`;
  return { code: 200, body: { status: "success", message, ...named, ...(toCorrect.length === 0 ? {} : { missing: toCorrect }) } };
}

/** By name; of two with one name the last counts. @throws {AppError} platform.invalid_request */
function readVariables(body: unknown): Map<string, unknown> {
  const variables = typeof body === "object" && body !== null && "variables" in body ? body.variables : undefined;
  if (!Array.isArray(variables))
    throw invalidRequest({ problems: [{ path: "body.variables", problem: "must be a list of {name, value}" }] });
  if (variables.length > MOST_VARIABLES)
    throw invalidRequest({ problems: [{ path: "body.variables", problem: `has more than ${MOST_VARIABLES} entries` }] });
  const given = new Map<string, unknown>();
  for (const [at, one] of variables.entries()) {
    if (typeof one !== "object" || one === null || typeof one.name !== "string" || one.name.length > 100)
      throw invalidRequest({ problems: [{ path: `body.variables.${at}.name`, problem: "must be a text of at most 100 characters" }] });
    const value: unknown = Array.isArray(one.value) ? one.value.find((part: unknown) => !isEmpty(part)) : one.value;
    if (!isEmpty(value)) given.set(one.name, value);
  }
  return given;
}

/** Read and kept before the transaction begins: a slow address holds no row. */
async function keepGiven(
  parts: FileParts,
  ctx: Ctx,
  http: GuardedClient,
  { fields }: Form,
  given: ReadonlyMap<string, unknown>,
): Promise<NewFile[]> {
  const wanted = fields.flatMap(({ key, type }) => {
    const value = given.get(key);
    return type === "file" && typeof value === "string" ? [{ field: key, value }] : [];
  });
  if (wanted.length === 0 && !fields.some(({ key }) => given.has(key))) throw nothingGiven();
  const files: NewFile[] = [];
  for (const { field, value } of wanted)
    files.push({ field, kept: await keepBytes(parts, ctx, { field, ...(await readGivenFile(http, field, value)) }) });
  return files;
}
