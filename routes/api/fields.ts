import { z } from "zod";
import { MAX_PER_PAGE, PAGE_SIZE } from "../../domain/paging.ts";

const typed = z.string().max(40).optional();

/** Which page of a list, as `readPagePlace` (domain/paging.ts) reads it. */
export const PAGING = z.object({
  page: typed.meta({
    description: "Qué página, desde 1.",
    type: "integer",
    minimum: 1,
    maximum: 1_000_000,
    default: 1,
  }),
  perPage: typed.meta({
    description: "Cuántos por página.",
    type: "integer",
    minimum: 1,
    maximum: MAX_PER_PAGE,
    default: PAGE_SIZE,
  }),
});
