import sanitizeHtml from "sanitize-html";

const COLOUR = [/^#[0-9a-f]{3,8}$/i, /^rgba?\([\d\s.,%]{1,40}\)$/i, /^[a-z]{3,20}$/i];
const LENGTH = [/^-?\d{1,4}(\.\d{1,3})?(px|em|rem|pt|%)?$/i, /^auto$/i];
const LENGTHS = [/^(-?\d{1,4}(\.\d{1,3})?(px|em|rem|pt|%)?|auto)(\s+(-?\d{1,4}(\.\d{1,3})?(px|em|rem|pt|%)?|auto)){0,3}$/i];
const WORD = [/^[a-z-]{1,30}$/i];

export interface CleanPage {
  html: string;
  /** Addresses of pictures elsewhere, in their order; shown only when somebody asks. */
  remoteImages: string[];
}

/**
 * A stranger's HTML as a page that can only be looked at: a short list of elements and styles, no scripts, forms, frames or
 * addresses of style sheets, links that say where they go. Cleaned each time it is shown, so that a better list serves old mails too.
 * @param pictures remote pictures by address, as data URLs; all others are left out
 */
export function cleanHtml(html: string, pictures: ReadonlyMap<string, string>): CleanPage {
  const remoteImages: string[] = [];
  const cleaned = sanitizeHtml(html, {
    allowedTags: [
      ...[
        "p",
        "div",
        "span",
        "br",
        "hr",
        "a",
        "b",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "small",
        "sub",
        "sup",
        "font",
        "center",
        "blockquote",
        "pre",
        "code",
      ],
      ...["h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "img"],
      ...["table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col"],
    ],
    allowedAttributes: {
      "*": ["style", "align", "valign", "dir", "lang", "title"],
      a: ["href", "target", "rel"],
      img: ["src", "alt", "width", "height"],
      font: ["color", "size", "face"],
      table: ["width", "border", "cellpadding", "cellspacing", "bgcolor"],
      td: ["width", "height", "colspan", "rowspan", "bgcolor"],
      th: ["width", "height", "colspan", "rowspan", "bgcolor"],
      tr: ["bgcolor"],
      col: ["width", "span"],
    },
    allowedStyles: {
      "*": {
        color: COLOUR,
        "background-color": COLOUR,
        "text-align": WORD,
        "text-decoration": WORD,
        "vertical-align": WORD,
        "font-weight": [/^(\d{3}|[a-z]{3,10})$/i],
        "font-style": WORD,
        "font-size": LENGTH,
        "font-family": [/^[\w\s,'"-]{1,200}$/],
        "line-height": LENGTH,
        "white-space": WORD,
        width: LENGTH,
        "max-width": LENGTH,
        height: LENGTH,
        margin: LENGTHS,
        "margin-top": LENGTH,
        "margin-bottom": LENGTH,
        "margin-left": LENGTH,
        "margin-right": LENGTH,
        padding: LENGTHS,
        "padding-top": LENGTH,
        "padding-bottom": LENGTH,
        "padding-left": LENGTH,
        "padding-right": LENGTH,
        border: [/^[\w\s#.]{1,60}$/],
        "border-collapse": WORD,
        "border-radius": LENGTHS,
      },
    },
    allowedSchemes: ["http", "https", "mailto", "tel"],
    allowedSchemesByTag: { img: ["data"] },
    allowProtocolRelative: false,
    disallowedTagsMode: "discard",
    nonTextTags: ["style", "script", "textarea", "option", "noscript", "template", "title", "svg", "math"],
    nestingLimit: 100,
    transformTags: {
      a: (tagName, attribs) => ({ tagName, attribs: { ...attribs, target: "_blank", rel: "noopener noreferrer nofollow" } }),
      img: (tagName, attribs) => {
        const { src = "", ...rest } = attribs;
        if (/^https?:\/\//i.test(src)) {
          remoteImages.push(src);
          const shown = pictures.get(src);
          return { tagName, attribs: shown === undefined ? rest : { ...rest, src: shown } };
        }
        return { tagName, attribs: /^data:image\/(png|jpeg|gif|webp);base64,[a-z0-9+/=]+$/i.test(src) ? attribs : rest };
      },
    },
  });
  return { html: cleaned, remoteImages: [...new Set(remoteImages)] };
}
