import type { Capabilities } from "./capabilities.ts";
import type { OutboundContent } from "./content.ts";

/** A limit that the content breaks, explained for the person who writes. */
export interface ContentProblem {
  path: string;
  problem: string;
}

/** The part of a channel's adapter that says what content it takes. */
interface Limits {
  capabilities: Capabilities;
  /** Limits beyond the capabilities. */
  check?(content: OutboundContent): ContentProblem[];
}

/** Everything that `content` breaks: what no channel takes, what this channel cannot do, and its own limits. */
export function problemsOf({ capabilities, check }: Limits, content: OutboundContent): ContentProblem[] {
  return [...ownProblems(content), ...missing(capabilities, content), ...(check?.(content) ?? [])];
}

function ownProblems(content: OutboundContent): ContentProblem[] {
  if (content.kind === "text" && content.text.trim() === "") return [{ path: "text", problem: "must not be empty" }];
  if (content.kind === "location" && Math.abs(content.latitude) > 90) return [{ path: "latitude", problem: "must be from -90 to 90" }];
  if (content.kind === "location" && Math.abs(content.longitude) > 180) return [{ path: "longitude", problem: "must be from -180 to 180" }];
  if (content.kind === "link_button" && !(/^https?:\/\/\S+$/.test(content.url) && URL.canParse(content.url)))
    return [{ path: "url", problem: "must begin with https://" }];
  const entries =
    content.kind === "buttons" ? content.buttons : content.kind === "list" ? content.sections.flatMap(({ rows }) => rows) : [];
  return (["id", "title"] as const).flatMap((name) =>
    new Set(entries.map((entry) => entry[name])).size === entries.length
      ? []
      : [{ path: content.kind === "list" ? `rows.${name}` : `buttons.${name}`, problem: "must all be different" }],
  );
}

function missing(can: Capabilities, { kind }: OutboundContent): ContentProblem[] {
  if (kind === "reaction" && !can.reactions) return [{ path: "kind", problem: "reaction is not possible here" }];
  if (kind === "template" && !can.templates) return [{ path: "kind", problem: "template is not possible here; send a text" }];
  if (kind === "flow" && !can.flows) return [{ path: "kind", problem: "flow is not possible here" }];
  return [];
}
