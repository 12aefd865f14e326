import { SISBEN_GROUPS } from "../law.ts";
import { type Answers, isContributor } from "./answers.ts";

/** What step 1 comes to, in words of every day. */
export type SisbenMeaning = { title: string; sentences: string[] };

/** Group D contributes to the subsidised regime: the "contribución solidaria" of the ADRES. */
export function describeGroup(answers: Pick<Answers, "sisben" | "sustento">): SisbenMeaning {
  if (isContributor(answers)) {
    return {
      title: "Le corresponde el régimen contributivo",
      sentences: [
        "Como tiene ingresos, paga una parte de su salud cada mes. Si trabaja con contrato, su " +
        "empleador paga otra.",
        "Su pareja y sus hijos quedan afiliados con usted, sin pagar más.",
      ],
    };
  }
  const group = answers.sisben?.group ?? null;
  return group === null ? WITHOUT_GROUP : describeKnown(group);
}

const WITHOUT_GROUP: SisbenMeaning = {
  title: "Puede seguir sin el grupo",
  sentences: [
    "Pida la encuesta en la oficina del SISBÉN de su alcaldía: es gratis. Si ya se la hicieron, " +
    "consulte su grupo en www.sisben.gov.co.",
    "Siga con la solicitud. Si después sabe su grupo, vuelva a esta pregunta y escríbalo.",
  ],
};

function describeKnown(group: string): SisbenMeaning {
  const { name } = SISBEN_GROUPS.find(({ letter }) => group.startsWith(letter)) ?? { name: "" };
  const pays = group.startsWith("D");
  return {
    title: `Grupo ${group}: ${name.toLowerCase()}`,
    sentences: [
      pays
        ? "Le corresponde el régimen subsidiado, y paga cada mes la contribución solidaria de su " +
          "grupo."
        : "Le corresponde el régimen subsidiado: usted y su familia no pagan por afiliarse.",
      "Recibe los mismos servicios que quien paga.",
    ],
  };
}
