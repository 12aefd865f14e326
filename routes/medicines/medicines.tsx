import { Hono } from "hono";
import { MedicinesPage } from "../../components/medicines/medicines_page.tsx";
import { findMedicines } from "../../db/medicines/pending.ts";
import { whyNoCare } from "../../domain/affiliates/retired.ts";
import { describeDeadline, medicineDueAt } from "../../domain/medicines/deadline.ts";
import { type Env, personOf } from "../context.ts";
import { answerPage } from "../representation.tsx";

/** What pharmacies owe the person, and what she asked for last. */
export function medicineRoutes(): Hono<Env> {
  const routes = new Hono<Env>();
  routes.get("/", async (c) => {
    const { db, now, settings: { eps } } = c.get("services");
    const { pending, requests } = await findMedicines(db, personOf(c).id);
    const owed = pending.map((one) => ({
      ...one,
      deadline: describeDeadline(medicineDueAt(one.pendingSince), now()),
    }));
    const about = { pending: owed, requests, phone: eps.phone, noCare: whyNoCare(personOf(c)) };
    const content = <MedicinesPage {...about} />;
    return answerPage(c, { title: "Medicamentos", module: "Medicamentos", content });
  });
  return routes;
}
