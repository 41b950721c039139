import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import * as lucide from "lucide-react";

const ROOT = path.resolve(import.meta.dirname, "..");
const LICENCE = path.join(ROOT, "node_modules/lucide-react/LICENSE");
const IMPORT = /import \{([^}]*)\} from "[^"]*\/icons\.generated\.ts"/g;

/**
 * The icons that the interface names in its imports of `ui/icons.generated.ts`, drawn from the package lucide-react, with its licence.
 * The whole package is 51 MB that an installation would carry for some seventy icons.
 * @throws when an icon is named that the package does not have.
 */
export function writeIcons(): string {
  const components = lucide as unknown as Record<string, unknown>;
  const icons = namedIcons().map((name) => {
    const { name: fileName, node } = drawingOf(components[name], name);
    const shapes = node.map(([tag, { key: _key, ...attributes }]) => `  ${JSON.stringify([tag, attributes])},`);
    return `export const ${name} = createIcon("${fileName}", [\n${shapes.join("\n")}\n]);`;
  });
  const licence = readFileSync(LICENCE, "utf8").trim().split("\n");
  return `// Made by \`npm run generate\` from the names that are imported from here. To use another icon of https://lucide.dev, import its name and generate.
//
${licence.map((line) => `// ${line}`.trimEnd()).join("\n")}
import { createIcon } from "./icon.tsx";

${icons.join("\n")}
`;
}

function namedIcons(): string[] {
  const names = globSync("web/src/**/*.tsx", { cwd: ROOT }).flatMap((file) =>
    [...readFileSync(path.join(ROOT, file), "utf8").matchAll(IMPORT)].flatMap(([, list]) => (list ?? "").split(",")),
  );
  const wanted = names.map((name) => name.trim().replace(/ as .*/, "")).filter((name) => name !== "");
  return [...new Set(wanted)].sort();
}

interface Drawing {
  name: string;
  node: [tag: string, attributes: Record<string, string>][];
}

/** The package gives components only; one that is rendered hands its drawing on to the component below it. */
function drawingOf(component: unknown, name: string): Drawing {
  const render = (component as { render?: (props: object, ref: null) => { props: { icon: Drawing } } } | undefined)?.render;
  if (render === undefined) throw new Error(`lucide-react has no icon "${name}"`);
  return render({}, null).props.icon;
}
