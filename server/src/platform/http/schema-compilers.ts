import type { ValidatorFactory } from "@fastify/ajv-compiler";
import { SerializerSelector } from "@fastify/fast-json-stringify-compiler";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import type { FastifySchemaCompiler } from "fastify";

/**
 * How fastify turns schemas into code: for each route at its first call. Made at the start, the code of all routes took half of the time
 * until the program was ready, in every process and in every test file, and most of it was never run.
 * A schema that is no JSON Schema is therefore not found at the start but by the house's tests.
 */
export function createSchemaCompilers() {
  const validator = createValidator();
  const buildSerializer = SerializerSelector();
  return {
    // One for all scopes: a scope that adds a schema builds its validators anew, and must not get the library's lenient ones.
    buildValidator: (() => validator) as unknown as ValidatorFactory,
    buildSerializer: ((...surroundings: Parameters<typeof buildSerializer>) => {
      const compile = buildSerializer(...surroundings);
      return (route: Parameters<typeof compile>[0]) => {
        let serialise: ReturnType<typeof compile> | undefined;
        return (body: unknown) => {
          serialise ??= compile(route);
          return serialise(body);
        };
      };
    }) as typeof buildSerializer,
  };
}

/** Bodies are taken as they are; only what comes as text in an address is turned into numbers and booleans. */
function createValidator(): FastifySchemaCompiler<object> {
  // Checking each schema against the schema of schemas costs more than all else; the house's tests do it once.
  const shared = { useDefaults: true, strict: false, validateSchema: false } as const;
  const strict = atFirstUse(() => withFormats(new Ajv({ ...shared, discriminator: true })));
  const address = atFirstUse(() => withFormats(new Ajv({ ...shared, coerceTypes: "array" })));
  const compile = ({ schema, httpPart }: { schema: object; httpPart?: string }) => {
    const validator = atFirstUse(() => (httpPart === "body" ? strict() : address()).compile(schema));
    // Fastify reads what is wrong from the function that it called.
    const validate: Pick<ValidateFunction, "errors"> & ((...part: Parameters<ValidateFunction>) => unknown) = (...part) => {
      const valid = validator()(...part);
      validate.errors = validator().errors ?? null;
      return valid;
    };
    return validate;
  };
  return compile as unknown as FastifySchemaCompiler<object>;
}

function withFormats(ajv: Ajv): Ajv {
  // The package's types name its default export wrongly under Node's module rules.
  (addFormats as unknown as (ajv: Ajv) => void)(ajv);
  // The package's own take what the database does not: `urn:uuid:` before an id, the year 0, a 61st second.
  ajv.addFormat("uuid", UUID);
  ajv.addFormat("date-time", isMoment);
  ajv.addFormat("date", (text) => isMoment(`${text}T00:00:00Z`));
  return ajv;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MOMENT = /^(\d{4})-(\d\d)-(\d\d)[Tt ]\d\d:\d\d:[0-5]\d(\.\d{1,9})?([Zz]|[+-]\d\d:?\d\d)$/;

/** A time that is on every calendar, from the year 1 on. @source RFC 3339, 5.6 */
function isMoment(text: string): boolean {
  const [, year, month, day] = (MOMENT.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined || year < 1 || day < 1) return false;
  return (
    day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate() && !Number.isNaN(Date.parse(text.toUpperCase().replace(" ", "T")))
  );
}

function atFirstUse<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
