import { defineRight } from "../team/index.ts";

export const movesManage = defineRight("moves.manage", {
  about: "Move contacts, conversations and files in from another product, with its key.",
  roles: [],
  forKeys: false,
});
