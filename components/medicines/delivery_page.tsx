import type { FieldError } from "../../domain/errors.ts";
import type { PendingMedicine } from "../../domain/medicines/pending.ts";
import type { PointChoice } from "../../domain/medicines/point.ts";
import type { TypedHome } from "../../domain/medicines/request_form.ts";
import { PhoneLink } from "../affiliates/phone_link.tsx";
import { CsrfField } from "../parts/csrf_field.tsx";
import { EmptyState } from "../parts/empty_state.tsx";
import { ErrorSummary } from "../parts/error_summary.tsx";
import { HomeFields } from "./home_fields.tsx";
import { deliveryHref } from "./links.ts";
import { PointField } from "./point_field.tsx";
import { ToMedicines } from "./to_medicines.tsx";

type Props = {
  way: "home" | "point";
  medicine: PendingMedicine;
  points: PointChoice[];
  typed: TypedHome & { punto: string; envio: string };
  errors: FieldError[];
  phone: string;
  csrfToken: string;
};

const WORDS = {
  home: { title: "Pedir a domicilio", question: "¿A dónde se lo llevamos?" },
  point: { title: "Recoger en otro punto", question: "¿Dónde quiere recogerlo?" },
};

/** Asks where one owed medicine is to be delivered: at home, or at another point. */
export function DeliveryPage(props: Props) {
  const { way, medicine, points, typed, errors } = props;
  const { title, question } = WORDS[way];
  const owed = medicine.orderedQuantity - medicine.deliveredQuantity;
  return (
    <div class="reading">
      <ToMedicines />
      <h1>{title}</h1>
      <ErrorSummary errors={errors} purpose="enviar la solicitud" />
      <p class="lead">
        <strong>{medicine.medicine}</strong>. Le deben {owed}.
      </p>
      {way === "point" && points.length === 0
        ? (
          <EmptyState>
            No hay otro punto de entrega en su departamento. Llame a la línea{" "}
            <PhoneLink phone={props.phone} />.
          </EmptyState>
        )
        : (
          <form
            class="card stack narrow"
            method="post"
            action={deliveryHref(medicine.handle, way)}
            novalidate
          >
            <CsrfField token={props.csrfToken} />
            <input type="hidden" name="envio" value={typed.envio} />
            <h2>{question}</h2>
            {way === "home"
              ? <HomeFields typed={typed} errors={errors} />
              : <PointField points={points} value={typed.punto} errors={errors} />}
            <button type="submit" class="button">Enviar solicitud</button>
          </form>
        )}
    </div>
  );
}
