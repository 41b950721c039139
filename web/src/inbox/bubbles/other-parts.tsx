import { classes } from "../../ui/classes.ts";
import { ExternalLink } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { safeLink } from "../../ui/safe-link.ts";
import { Unsupported } from "./unsupported.tsx";

/** Parts of a message beside its words and files, each by its title, its link or its type; what the words say already is not said twice. */
export function OtherParts({ parts, text }: { parts: Record<string, unknown>[]; text: string }) {
  return parts.map((part) => <OtherPart key={JSON.stringify(part)} part={part} text={text} />);
}

function OtherPart({ part, text }: { part: Record<string, unknown>; text: string }) {
  const title = typeof part["title"] === "string" ? part["title"] : "";
  const href = typeof part["url"] === "string" ? safeLink(part["url"]) : undefined;
  if (title === "" && href === undefined) return <Unsupported label={String(part["label"] ?? "")} />;
  if (href === undefined) return text.includes(title) ? null : <span className={ink.secondary}>{title}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className={classes(ink.small, ink.medium)}>
      {title || new URL(href).hostname} <ExternalLink size={12} />
    </a>
  );
}
