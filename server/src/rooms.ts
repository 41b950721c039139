/** The rooms from the ground up: each builds on those before it, and may import them. A new room is one more line. */
const FACES = [
  await import("./platform/room.ts"),
  await import("./team/room.ts"),
  await import("./notices/room.ts"),
  await import("./backup/room.ts"),
  await import("./channels/room.ts"),
  await import("./inbox/room.ts"),
  await import("./desk/room.ts"),
  await import("./tasks/room.ts"),
  await import("./registrations/room.ts"),
  await import("./ai/room.ts"),
  await import("./flows/room.ts"),
  await import("./leads/room.ts"),
  await import("./operations/room.ts"),
  await import("./campaigns/room.ts"),
  await import("./automations/room.ts"),
  await import("./integrations/room.ts"),
  await import("./analytics/room.ts"),
  await import("./moving/room.ts"),
  await import("./playground/room.ts"),
];

export const ROOMS = FACES.map(({ room }) => room);
