import type { Page } from "playwright-core";

/** How wide the window is: a desk, a tablet, a phone. */
export const SIZES = { wide: [1440, 900], middle: [1024, 768], phone: [390, 844] } as const;
export type Size = keyof typeof SIZES;

/** What the demo of this run holds. */
export interface Cast {
  /** Milliseconds by which the server's times are moved. */
  moveMs: number;
  /** Ids of conversations by the contact's name. */
  conversations: Record<string, string>;
  channels: Record<string, string>;
}

/** One thing that is photographed. */
export interface State {
  name: string;
  address: (cast: Cast) => string;
  /** All, when missing. */
  sizes?: readonly Size[];
  /** Before the page is opened: what the server answers. */
  arrange?: (page: Page, cast: Cast) => Promise<unknown>;
  /** After it is opened: what a person does, until the picture can be taken. */
  act?: (page: Page, size: Size) => Promise<unknown>;
}
