import { Hono } from "hono";
import { z } from "zod";
import { FamilyPage } from "../../components/affiliates/family_page.tsx";
import { HOMES } from "../../components/modules/modules.ts";
import { switchPerson } from "../../db/accounts/session_whom.ts";
import { allowActing, findFamily, forbidActing } from "../../db/affiliates/family.ts";
import { type Family, headToAllow, mayActFor } from "../../domain/affiliates/family.ts";
import { Problem } from "../../domain/errors.ts";
import { act } from "../audit.ts";
import { actedForBy, type Ctx, type Env, holderOf, sessionOf, todayOf } from "../context.ts";
import { affiliateOfHandle, handleOf } from "../guards/affiliate_handle.ts";
import { csrfTokenOf } from "../guards/csrf.ts";
import { ownPath } from "../guards/own_path.ts";
import { formInput, queryInput } from "../input.ts";
import { answerPage } from "../representation.tsx";

const PAGE = "/afiliados/familia";
const back = z.string().max(200).default("");
const FORM = z.object({
  accion: z.enum(["actuar", "volver", "permitir", "quitar"]),
  persona: z.string().max(100).default(""),
  volver: back,
});

/**
 * For whom the holder acts in this session, and whether the head of her group may act for her. All of
 * it is about the holder, whomever she acts for.
 */
export function familyRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", queryInput(z.object({ volver: back })), async (c) => {
    return await answerFamily(c, await familyOf(c), c.req.valid("query").volver);
  });

  routes.post("/", formInput(FORM), async (c) => {
    const { accion, persona, volver } = c.req.valid("form");
    const next = ownPath(volver) ?? HOMES.affiliate.href;
    if (accion === "actuar") {
      await begin(c, persona);
      return c.redirect(next, 303);
    }
    if (accion === "volver") {
      await switchPerson(c.get("services").db, { id: sessionOf(c).id, personId: null });
      return c.redirect(next, 303);
    }
    await (accion === "permitir" ? allow(c) : forbid(c));
    return c.redirect(PAGE, 303);
  });
  return routes;
}

async function familyOf(c: Ctx): Promise<Family> {
  const family = await findFamily(c.get("services").db, holderOf(c).id);
  if (!family) throw new Problem("notFound");
  return family;
}

async function begin(c: Ctx, handle: string): Promise<void> {
  const { me, members } = await familyOf(c);
  const personId = await affiliateOfHandle(c, handle);
  const person = members.find(({ id }) => id === personId);
  if (!person || !mayActFor(me, person, todayOf(c))) {
    throw new Problem("notFound", "Usted no puede pedir por esa persona.");
  }
  const { db } = c.get("services");
  const { id } = sessionOf(c);
  const happened = { name: "actingBegun", detail: { affiliate: person.id } } as const;
  await act(c, happened, (entry) => switchPerson(db, { id, personId: person.id }, entry));
}

async function allow(c: Ctx): Promise<void> {
  const head = headToAllow(await familyOf(c), todayOf(c));
  if (!head) throw new Problem("conflict", "En su grupo no hay quien pueda actuar por usted.");
  const { db, now } = c.get("services");
  const personId = holderOf(c).id;
  const happened = { name: "actingAllowed", detail: { affiliate: personId } } as const;
  const yes = { personId, headId: head.id, nowMs: now() };
  await act(c, happened, (entry) => allowActing(db, yes, entry));
}

async function forbid(c: Ctx): Promise<void> {
  const { db, now } = c.get("services");
  const personId = holderOf(c).id;
  const happened = { name: "actingForbidden", detail: { affiliate: personId } } as const;
  await act(c, happened, (entry) => forbidActing(db, { personId, nowMs: now() }, entry));
}

async function answerFamily(c: Ctx, family: Family, volver: string) {
  const today = todayOf(c);
  const acted = actedForBy(c);
  const head = headToAllow(family, today);
  const members = await Promise.all(family.members.map(async (person) => ({
    name: person.name,
    kinship: person.kinship,
    handle: await handleOf(c, person.id),
    mayAct: mayActFor(family.me, person, today),
    isChosen: person.id === acted?.id,
  })));
  const content = (
    <FamilyPage
      members={members}
      acted={acted}
      back={ownPath(volver) ?? ""}
      head={head && { ...head, isAllowed: family.me.hasConsented }}
      csrfToken={csrfTokenOf(c) ?? ""}
    />
  );
  return answerPage(c, { title: "Quién actúa por quién", module: "Mi afiliación", content });
}
