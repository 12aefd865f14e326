import { cookieOf, type Portal, post, type Signed } from "./portal.ts";
import type { Outcome } from "./report.ts";

const TEAM = "/equipo";
const PASSWORD = "una jirafa lee bajo la lluvia";
const ROUNDS = 3;
const AT_ONCE = 5;
const MAILED_WITHIN_MS = 10_000;

/**
 * S9: an administrator of a team sends invitations to addresses of her own, some of them at the very
 * moment at which she is taken out. None of them may let her in again.
 */
export async function tryLeavers(
  portal: Portal,
  owner: Signed,
  outbox: string,
): Promise<Outcome> {
  portal.counter.begin({ places: "many" });
  const [findings, statuses] = [new Array<string>(), new Map<number, number>()];
  for (let round = 0; round < ROUNDS; round++) {
    const own = (name: string) => `${name}-${round}@attack.example`;
    const addresses = Array.from({ length: AT_ONCE }, (_, index) => own(`late${index}`));
    const { leaver, userId } = await joinTeam(portal, owner, own("leaver"), outbox);
    await invite(portal, leaver, own("before"));
    const link = await linkFor(own("before"), outbox);
    if (await statusOf(portal, link) !== 200) findings.push("her invitation never opened");
    const form = { csrf: owner.csrf, accion: "retirar", persona: userId };
    await Promise.all([
      ...addresses.map((address) => invite(portal, leaver, address)),
      post(portal.origin, TEAM, form, owner.cookie),
    ]);
    await invite(portal, leaver, own("after"));
    for (const found of await linksTo([own("before"), own("after"), ...addresses], outbox)) {
      const status = await statusOf(portal, found);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status !== 410) findings.push(`an invitation of who left answers ${status}`);
    }
    const page = await fetch(portal.origin + TEAM, asHerself(leaver));
    await page.body?.cancel();
    if (page.status === 200) findings.push("who left still sees the team");
  }
  portal.counter.begin();
  const tried = [...statuses].map(([status, count]) => `${count} × ${status}`).join(", ");
  return {
    tool: "leavers",
    target: `${ROUNDS} administrators who are taken out while they invite themselves`,
    tried: `links that were mailed: ${tried}`,
    findings,
    notes: [],
  };
}

/** Invites somebody as an administrator, who accepts and signs in. */
async function joinTeam(portal: Portal, owner: Signed, email: string, outbox: string) {
  const before = await membersOf(portal, owner);
  await invite(portal, owner, email);
  const link = await linkFor(email, outbox);
  const account = { contrasena: PASSWORD, confirmacion: PASSWORD };
  await post(portal.origin, link, { nombre: "Ana Prueba", politicas: "si", ...account });
  const answer = await post(portal.origin, "/zona-ser", {
    tipo: "prestador",
    usuario: email,
    contrasena: PASSWORD,
  });
  const cookie = cookieOf(answer);
  const page = await (await fetch(portal.origin + TEAM, { headers: { cookie } })).text();
  const [, csrf = ""] = /name="csrf" value="([^"]*)"/.exec(page) ?? [];
  const userId = (await membersOf(portal, owner)).find((id) => !before.includes(id));
  if (csrf === "" || userId === undefined) throw new Error(`${email} did not join the team`);
  return { leaver: { cookie, csrf }, userId };
}

async function membersOf({ origin }: Portal, { cookie }: Signed): Promise<string[]> {
  const page = await (await fetch(origin + TEAM, { headers: { cookie } })).text();
  return [...page.matchAll(/name="persona" value="(\d+)"/g)].map(([, id = ""]) => id);
}

async function invite({ origin }: Portal, { cookie, csrf }: Signed, correo: string) {
  return await post(
    origin,
    TEAM,
    { csrf, accion: "invitar", correo, rol: "administrador" },
    cookie,
  );
}

async function statusOf({ origin }: Portal, link: string): Promise<number> {
  const answer = await fetch(origin + link, { redirect: "manual" });
  await answer.body?.cancel();
  return answer.status;
}

function asHerself({ cookie }: Signed): RequestInit {
  return { headers: { cookie }, redirect: "manual" };
}

/** The link that was mailed to an address, which may take a moment. */
async function linkFor(address: string, outbox: string): Promise<string> {
  const until = performance.now() + MAILED_WITHIN_MS;
  while (performance.now() < until) {
    const [link] = await linksTo([address], outbox);
    if (link !== undefined) return link;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no invitation came to ${address}`);
}

/** The links of all invitations that were mailed to these addresses. */
async function linksTo(addresses: string[], outbox: string): Promise<string[]> {
  const links = [];
  for await (const { name } of Deno.readDir(outbox)) {
    if (!name.endsWith(".eml")) continue;
    const text = await Deno.readTextFile(`${outbox}/${name}`);
    const [, to = ""] = /^To: <?([^>\s]+)>?/m.exec(text) ?? [];
    const link = /^https?:\/\/[^/\s]+(\/invitacion\?\S+)\s*$/m.exec(text)?.[1];
    if (link !== undefined && addresses.includes(to)) links.push(link);
  }
  return links;
}
