/** Every room of the product, a line each. Where one stands among the others is its own `place`. */
export { channels } from "./channels/room.ts";
export { contacts } from "./contacts/room.ts";
export { desk } from "./desk/room.ts";
export { inbox } from "./inbox/room.ts";
export { kit } from "./kit/room.ts";
export { notices } from "./notices/room.ts";
export { playground } from "./playground/room.ts";
export { shell } from "./shell/own-room.ts";
export { tasks } from "./tasks/room.ts";
export { team } from "./team/room.ts";
