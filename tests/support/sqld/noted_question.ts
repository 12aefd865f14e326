import { type Asked, question as writeQuestion } from "../../../db/question.ts";

export * from "../../../db/question.ts";

/** Every question that was made by a module that was read since, whoever may ask it. */
export const noted: ((values: never) => Asked<unknown>)[] = [];

/** Stands in the place of `question` in a process of `every_question.ts`. */
export const question: typeof writeQuestion = (selection, write) => {
  const made = writeQuestion(selection, write);
  noted.push(made);
  return made;
};
