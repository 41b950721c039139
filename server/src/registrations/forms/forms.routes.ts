import { Type } from "typebox";
import { type App, idSchema, Nullable, OneOf } from "../../platform/index.ts";
import { FIELD_TYPES } from "../fields/form-field.ts";
import { registrationFormsManage, registrationsRead } from "../rights.ts";
import { archiveForm, changeForm, createForm } from "./change-form.ts";
import { type Form, listForms, OCCASIONS, readForm, TEMPLATE_VALUES } from "./form.ts";

const Key = Type.String({ pattern: "^[a-z0-9_]{1,40}$", description: "Small letters, digits and `_`; it never changes." });
const Words = Type.String({ maxLength: 1000 });
const Template = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100 }),
    language: Type.String({ minLength: 2, maxLength: 10 }),
    values: Type.Array(OneOf(TEMPLATE_VALUES), { maxItems: 3, description: "What fills its places, in their order." }),
  },
  { additionalProperties: false },
);
/** One entry an occasion, each optional. */
const byOccasion = <Schema extends typeof Words | typeof Template>(schema: Schema) =>
  Type.Partial(Type.Object({ received: schema, correction: schema, approved: schema, rejected: schema }, { additionalProperties: false }));
const Field = Type.Object(
  {
    key: Key,
    label: Type.String({ minLength: 1, maxLength: 80, pattern: "\\S" }),
    type: OneOf(FIELD_TYPES),
    isRequired: Type.Boolean(),
    country: Nullable(OneOf(["PT", "BR"], { description: "Of a phone: of numbers that are written without one." })),
    maxAgeMonths: Nullable(Type.Integer({ minimum: 1, maximum: 120, description: "Of a file that proves something." })),
    writesTo: Nullable(
      Type.String({
        pattern: "^(name|phone|email|field:[a-z0-9_]{1,40})$",
        description: "What approval writes of the contact: `name`, `phone`, `email`, or `field:` and the key of a contact field.",
      }),
    ),
  },
  { additionalProperties: false },
);
const Changeable = {
  name: Type.String({ minLength: 1, maxLength: 80, pattern: "\\S" }),
  fields: Type.Array(Field, { minItems: 1, maxItems: 60 }),
  queueId: Nullable(idSchema("queue that decides; null: everybody who may")),
  promiseHours: Type.Integer({ minimum: 1, maximum: 2000, description: "Business hours of the queue until the decision." }),
  persona: Nullable(Type.String({ minLength: 1, maxLength: 40, description: "What an approved person becomes." })),
  messages: byOccasion(Words),
  templates: byOccasion(Template),
};
const FormInput = Type.Object(
  {
    key: Key,
    name: Changeable.name,
    fields: Changeable.fields,
    queueId: Type.Optional(Changeable.queueId),
    promiseHours: Type.Optional(Changeable.promiseHours),
    persona: Type.Optional(Changeable.persona),
    messages: Type.Optional(Changeable.messages),
    templates: Type.Optional(Changeable.templates),
  },
  { additionalProperties: false },
);
const FormChange = Type.Object(
  {
    ...Type.Partial(Type.Object(Changeable)).properties,
    version: Type.Optional(Type.Integer({ description: "Of the form as it was read: refused when somebody changed it since." })),
  },
  { additionalProperties: false, minProperties: 1 },
);
const FormSchema = Type.Object({
  id: idSchema("form"),
  key: Type.String(),
  ...Changeable,
  version: Type.Integer(),
  isArchived: Type.Boolean(),
});
const params = Type.Object({ formId: idSchema("form") });

/** What people are asked for, and who decides. */
export function formRoutes(app: App) {
  const tags = ["Registrations"];
  const read = { config: { access: registrationsRead } };
  const manage = { config: { access: registrationFormsManage } };
  app.get(
    "/registration-forms",
    {
      ...read,
      schema: {
        tags,
        summary: "Forms that can be filled in",
        response: { 200: Type.Object({ items: Type.Array(FormSchema), occasions: Type.Array(OneOf(OCCASIONS)) }) },
      },
    },
    async ({ ctx }) => ({ items: (await ctx.transaction(listForms)).map(present), occasions: [...OCCASIONS] }),
  );
  app.get(
    "/registration-forms/:formId",
    { ...read, schema: { tags, summary: "One form, an archived one too", params, response: { 200: FormSchema } } },
    async ({ ctx, params }) => present(await ctx.transaction((tx) => readForm(tx, params.formId))),
  );
  app.post(
    "/registration-forms",
    { ...manage, schema: { tags, summary: "Make a form", body: FormInput, response: { 201: FormSchema } } },
    async ({ ctx, body }, reply) => {
      const { queueId = null, promiseHours = 48, persona = null, messages = {}, templates = {}, ...rest } = body;
      const form = await createForm(ctx, { ...rest, queueId, promiseHours, persona, messages: said(messages), templates: said(templates) });
      return reply.code(201).send(present(form));
    },
  );
  app.patch(
    "/registration-forms/:formId",
    {
      ...manage,
      schema: { tags, summary: "Change a form; registrations stay as they are", params, body: FormChange, response: { 200: FormSchema } },
    },
    async ({ ctx, params, body: { messages, templates, ...change } }) =>
      present(
        await changeForm(ctx, params.formId, {
          ...change,
          ...(messages === undefined ? {} : { messages: said(messages) }),
          ...(templates === undefined ? {} : { templates: said(templates) }),
        }),
      ),
  );
  app.delete(
    "/registration-forms/:formId",
    { ...manage, schema: { tags, summary: "Offer a form no longer; its registrations stay", params, response: { 204: Type.Null() } } },
    async ({ ctx, params }, reply) => {
      await archiveForm(ctx, params.formId);
      return reply.code(204).send(null);
    },
  );
}

/** Without what was given as undefined. */
const said = <Value>(given: { [Key in (typeof OCCASIONS)[number]]?: Value | undefined }): { [Key in (typeof OCCASIONS)[number]]?: Value } =>
  // Only what has a value stays.
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as { [Key in (typeof OCCASIONS)[number]]?: Value };

const present = (form: Form) => form;
