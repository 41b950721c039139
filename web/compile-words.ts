import { stat } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { IntlMessageFormat } from "intl-messageformat";
import type { Plugin } from "vite";

const CATALOGUE = /\/words\/(?:face\/)?(?:pt-BR|en|es)\.ts$/;

/**
 * Parses the messages of the catalogues when the interface is built, so that no browser loads the parser (9 kB) or runs it.
 * A broken message ends the build. Texts without a value stay texts.
 */
export function compileWords(): Plugin {
  return {
    name: "compile-words",
    config: () => ({
      resolve: {
        alias: [{ find: /^@formatjs\/icu-messageformat-parser$/, replacement: "@formatjs/icu-messageformat-parser/no-parser.js" }],
      },
    }),
    load: {
      filter: { id: CATALOGUE },
      async handler(id) {
        // The file is a module of data; the time makes a changed one another module.
        const { mtimeMs } = await stat(id);
        const { default: catalogue } = (await import(`${pathToFileURL(id)}?${mtimeMs}`)) as { default: Record<string, string> };
        const compiled = Object.entries(catalogue).map(([key, message]) => [key, compile(message)]);
        return `export default ${JSON.stringify(Object.fromEntries(compiled))};`;
      },
    },
  };
}

const compile = (message: string) => (message.includes("{") ? new IntlMessageFormat(message, "en").getAst() : message);
