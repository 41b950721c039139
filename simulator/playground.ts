import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Deliverer } from "./deliverer.ts";
import { isDown } from "./faulty-answer.ts";
import { play } from "./play.ts";
import { FACES, KINDS, type Providers } from "./providers.ts";
import { chatOf, type Person, touch, type World } from "./state.ts";
import { listSwitches, turnSwitch } from "./switches.ts";

/** What the playground asks: which providers there are, what their people do at a click, which troubles are on, what time it is. */
export function playgroundRoutes(app: FastifyInstance, world: World, deliverer: Deliverer, providers: Providers) {
  const describe = () => ({
    kinds: FACES.flatMap(({ name, kinds }) =>
      Object.entries(kinds).map(([kind, { place = null, scenarios }]) => ({
        kind,
        provider: name,
        place,
        scenarios: scenarios.map(({ key, as = null }) => ({ key, as })),
      })),
    ),
    faults: listSwitches(world),
  });
  app.get("/_control/faces", async () => describe());

  app.put("/_control/switch", async (request: FastifyRequest<{ Body: { key: string; on: boolean } }>, reply) => {
    const { key, on } = request.body;
    if (!turnSwitch(world, key, on)) return reply.code(404).send({ error: "unknown switch" });
    deliverer.release();
    providers.cutOff((kind) => isDown(world, kind));
    touch(world);
    return describe();
  });

  type Play = { kind: string; account: string; person: Person; scenario: string };
  app.post("/_control/play", async (request: FastifyRequest<{ Body: Play }>, reply) => {
    const { kind, account: id, person, scenario } = request.body;
    const account = world.accounts.get(`${kind} ${id}`);
    const found = KINDS.get(kind)?.scenarios.find(({ key }) => key === scenario);
    if (account === undefined || found === undefined) return reply.code(404).send({ error: "unknown account or scenario" });
    return { id: await play(world, await providers.of(kind), chatOf(world, account, person), found), until: found.until ?? null };
  });

  app.put("/_control/clock", async (request: FastifyRequest<{ Body: { aheadMs: number } }>) => {
    world.setAhead(request.body.aheadMs);
    deliverer.hurry();
    return { ok: true };
  });
}
