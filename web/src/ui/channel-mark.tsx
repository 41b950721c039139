/** Our own marks, never brand logos. */
const GLYPHS: Record<string, { name: string; tint: string; path: string }> = {
  whatsapp_cloud: {
    name: "WhatsApp",
    tint: "wa",
    path: "M7.2 5.6c.9-.9 2.1-.6 2.6.6l.7 1.7c.3.7.1 1.3-.4 1.8-.6.6-.6 1-.3 1.6.8 1.3 1.7 2.2 3 3 .6.3 1 .3 1.6-.3.5-.5 1.1-.7 1.8-.4l1.7.7c1.2.5 1.5 1.7.6 2.6-1.3 1.3-3 1.7-4.8 1-3.6-1.3-6.3-4-7.6-7.6-.6-1.7-.2-3.4 1.1-4.7z",
  },
};

export const channelName = (kind: string): string => GLYPHS[kind]?.name ?? kind;

export function ChannelMark({ kind, size }: { kind: string; size?: 14 | 20 }) {
  const glyph = GLYPHS[kind] ?? GLYPHS["whatsapp_cloud"];
  if (glyph === undefined) return null;
  return (
    <span className={`ch ${glyph.tint}${size === undefined ? "" : ` s${size}`}`} role="img" aria-label={glyph.name}>
      <svg className="i" viewBox="0 0 24 24" aria-hidden="true">
        <path d={glyph.path} fill="currentColor" stroke="none" />
      </svg>
    </span>
  );
}
