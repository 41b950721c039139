/** Every provider that the simulator plays, a line each. */
export { face as chatwoot } from "./chatwoot/face.ts";
export { face as evolution } from "./evolution/face.ts";
export { face as mail } from "./mail/face.ts";
export { face as megaapi } from "./megaapi/face.ts";
export { face as meta } from "./meta/face.ts";
export { face as openai } from "./openai/face.ts";
export { face as pipedrive } from "./pipedrive/face.ts";
export { face as rdStation } from "./rd-station/face.ts";
export { face as sendgrid } from "./sendgrid/face.ts";
export { face as sns } from "./sns/face.ts";
export { face as telegram } from "./telegram/face.ts";
export { face as twilio } from "./twilio/face.ts";
export { face as typebot } from "./typebot/face.ts";
export { face as waha } from "./waha/face.ts";
export { face as webchat } from "./webchat/face.ts";
export { face as wppconnect } from "./wppconnect/face.ts";
