import { defineRight } from "../team/index.ts";

export const noticesManage = defineRight("notices.manage", {
  about: "Name, silence and remove the places that hear of trouble.",
  roles: [],
  forKeys: true,
});

export const noticeRights = [noticesManage];
