import { assert, assertEquals } from "@std/assert";
import { createApiToken } from "../../db/programs/tokens.ts";
import { sha256 } from "../../lib/secret_token.ts";
import {
  A,
  csrfOf,
  ORIGIN,
  PASSWORD,
  type TestApp,
  testApp,
  type TestBrowser,
} from "../support/app.ts";
import { fillAddress, fillPortal } from "../support/every_address.ts";
import { staffScript } from "../support/uploads.ts";
import { addPerson } from "../support/people.ts";
import { ALL_MARCH, somePayments } from "../support/payments.ts";

/**
 * What each kind of visitor gets at each address: signed out, every role of a provider's team, every
 * role of the staff, an affiliate, staff that has no second factor yet, and scripts with a provider's token and with
 * one of the treasury. An address without a row fails the suite.
 */
const KINDS = [
  "visitor",
  "representante",
  "administrador",
  "contador",
  "consulta",
  "staffAdministrador",
  "staffTesoreria",
  "staffAuditor",
  "staffAfiliaciones",
  "staffAtencion",
  "affiliate",
  "staffEnrolling",
  "token",
  "staffToken",
] as const;
type Kind = typeof KINDS[number];
type Row = Record<Kind, number> & { query?: string };

const OPEN = everybody(200);
const PUBLIC_FORM = everybody(422);
const SPENT_LINK: Row = { ...everybody(410), query: "x" };
/** Of whoever signed in; staff without a second factor is led to it. */
const OUTSIDE = { visitor: 303, token: 303, staffToken: 303, staffEnrolling: 303 };
const PERSON: Row = { ...everybody(200), ...OUTSIDE };
const PERSON_FORM: Row = { ...everybody(422), ...OUTSIDE };
const OF_AFFILIATES_STAFF = { staffAfiliaciones: 403, staffAtencion: 403 };
const OF_STAFF = {
  staffAdministrador: 403,
  staffTesoreria: 403,
  staffAuditor: 403,
  ...OF_AFFILIATES_STAFF,
};
/** Of whoever works with a provider. */
const VIEW: Row = { ...PERSON, ...OF_STAFF, affiliate: 403 };
const DOWNLOAD: Row = { ...VIEW, consulta: 403 };
const TEAM: Row = { ...VIEW, contador: 403, consulta: 403 };
const OF_PROVIDERS = { representante: 403, administrador: 403, contador: 403, consulta: 403 };
const ANY_STAFF: Row = { ...PERSON, ...OF_PROVIDERS, affiliate: 403 };
const STAFF: Row = { ...ANY_STAFF, ...OF_AFFILIATES_STAFF };
const AFFILIATE: Row = { ...PERSON, ...OF_PROVIDERS, ...OF_STAFF };
const AFFILIATE_FORM: Row = { ...AFFILIATE, affiliate: 422 };
const ANSWERS: Row = { ...STAFF, staffAuditor: 403 };
const ATTENTION: Row = { ...ANY_STAFF, ...OF_STAFF, staffAtencion: 200 };
const SCRIPTS: Row = { ...everybody(401), token: 200, staffToken: 403 };
const STAFF_SCRIPTS: Row = { ...everybody(401), token: 403, staffToken: 200 };
const TREASURY: Row = { ...STAFF, staffAdministrador: 403, staffAuditor: 403 };
/** Of the treasury and of those who look after registers; the auditor may read what became of loads. */
const LOADERS: Row = { ...ANY_STAFF, staffAdministrador: 403, staffAuditor: 403 };
/** The load of the matrix is one of payments: for those who look after registers it is not there. */
const NOT_THEIRS = { staffAfiliaciones: 404, staffAtencion: 404 };
const READS_LOADS: Row = { ...STAFF, staffAdministrador: 403 };
const PEOPLE: Row = { ...STAFF, staffTesoreria: 403, staffAuditor: 403 };
const PEOPLE_FORM: Row = { ...PEOPLE, staffAdministrador: 422 };
const SEES_AFFILIATES: Row = {
  ...ANY_STAFF,
  staffAdministrador: 403,
  staffTesoreria: 403,
  staffAuditor: 403,
};
/** Whoever looks after medicines; of one person she sees them after she typed a reason. */
const MEDICINES: Row = { ...SEES_AFFILIATES, staffAfiliaciones: 403 };
const DECIDES_CONTACT: Row = { ...SEES_AFFILIATES, staffAtencion: 403 };
/** A handle means nothing outside the session that it was made in. */
const AGENDAS: Row = { ...SEES_AFFILIATES, staffAfiliaciones: 403 };
/** Led to the page that asks for a reason. */
const WITH_REASON: Row = { ...AGENDAS, staffAtencion: 303 };
const NO_AFFILIATE: Row = { ...SEES_AFFILIATES, staffAfiliaciones: 404, staffAtencion: 404 };
const ENROLMENTS: Row = { ...ANY_STAFF, ...OF_STAFF, staffAfiliaciones: 200 };
const ENROLMENT_WITH_REASON: Row = { ...ENROLMENTS, staffAfiliaciones: 303 };
const READ_AUDIT: Row = { ...STAFF, staffTesoreria: 403 };

const ONE = "comprobante=1001";
/** The address names a request of another kind, and a list that nobody brought. */
const NO_ACTA = { representante: 404, administrador: 404, contador: 404 };

const MATRIX: Record<string, Row> = {
  "GET /health": OPEN,
  "GET /ready": OPEN,
  "GET /": OPEN,
  "GET /robots.txt": OPEN,
  "GET /static/app.css": OPEN,
  "GET /static/affiliates.css": OPEN,
  "GET /static/staff.css": OPEN,
  "GET /static/api.css": OPEN,
  "GET /static/help.css": OPEN,
  "GET /verificar": OPEN,
  "GET /verificar/:code": OPEN,
  "GET /politicas": OPEN,
  "GET /ayuda": OPEN,
  "GET /ayuda/:tema": OPEN,
  "GET /api/ejemplos": OPEN,
  "GET /api/ejemplos/nightly.py": OPEN,
  "GET /afiliados": OPEN,
  "GET /afiliados/consulta": OPEN,
  "POST /afiliados/consulta": PUBLIC_FORM,
  "GET /afiliados/atencion": OPEN,
  "GET /afiliados/puntos-de-entrega": OPEN,
  "GET /afiliados/atencion/pqrs": OPEN,
  "GET /afiliados/atencion/pqrs/nueva": { ...OPEN, query: "tipo=queja" },
  "POST /afiliados/atencion/pqrs/nueva": everybody(400),
  "POST /afiliados/atencion/pqrs/empezar": PUBLIC_FORM,
  "GET /afiliados/atencion/pqrs/estado": OPEN,
  "POST /afiliados/atencion/pqrs/estado": PUBLIC_FORM,
  "POST /afiliados/atencion/pqrs/salir": everybody(303),
  "GET /afiliados/atencion/pqrs/:caso": everybody(303),
  "GET /afiliados/atencion/pqrs/:caso/adjuntos/:archivo": everybody(303),
  "POST /afiliados/atencion/pqrs/:caso": everybody(303),
  "GET /afiliados/inicio": AFFILIATE,
  "GET /afiliados/citas": AFFILIATE,
  "GET /afiliados/citas/nueva": AFFILIATE,
  "POST /afiliados/citas/nueva": AFFILIATE_FORM,
  "GET /afiliados/citas/nueva/:borrador/tipo": AFFILIATE,
  "POST /afiliados/citas/nueva/:borrador/tipo": AFFILIATE_FORM,
  "GET /afiliados/citas/nueva/:borrador/hora": AFFILIATE,
  "POST /afiliados/citas/nueva/:borrador/hora": AFFILIATE_FORM,
  "GET /afiliados/citas/nueva/:borrador/datos": AFFILIATE,
  "POST /afiliados/citas/nueva/:borrador/datos": { ...AFFILIATE, affiliate: 303 },
  "GET /afiliados/citas/nueva/:borrador/llamada": AFFILIATE,
  "POST /afiliados/citas/nueva/:borrador/llamada": AFFILIATE_FORM,
  "GET /afiliados/citas/llamadas/:llamada": AFFILIATE,
  "GET /afiliados/citas/:cita": AFFILIATE,
  "GET /afiliados/citas/:cita/cita.ics": AFFILIATE,
  "POST /afiliados/citas/:cita/mover": { ...AFFILIATE, affiliate: 303 },
  "GET /afiliados/citas/:cita/cancelar": AFFILIATE,
  "POST /afiliados/citas/:cita/cancelar": { ...AFFILIATE, affiliate: 303 },
  "GET /afiliados/familia": AFFILIATE,
  "POST /afiliados/familia": { ...AFFILIATE, affiliate: 422 },
  "GET /afiliados/mi-afiliacion": AFFILIATE,
  "GET /afiliados/mi-afiliacion/contacto": AFFILIATE,
  "POST /afiliados/mi-afiliacion/contacto": { ...AFFILIATE, affiliate: 422 },
  "GET /afiliados/registro/solicitud": OPEN,
  "POST /afiliados/registro/solicitud": PUBLIC_FORM,
  "GET /funcionario/contactos": DECIDES_CONTACT,
  "GET /funcionario/contactos/:folio": { ...DECIDES_CONTACT, staffAfiliaciones: 404 },
  "POST /funcionario/contactos/:folio": { ...DECIDES_CONTACT, staffAfiliaciones: 422 },
  "GET /afiliados/mi-afiliacion/quien-vio": AFFILIATE,
  "GET /afiliados/certificado": AFFILIATE,
  "POST /afiliados/certificado": { ...AFFILIATE, affiliate: 409 },
  "GET /afiliados/afiliarse": OPEN,
  "POST /afiliados/afiliarse": PUBLIC_FORM,
  "GET /afiliados/afiliarse/retomar": OPEN,
  "POST /afiliados/afiliarse/retomar": PUBLIC_FORM,
  "GET /afiliados/afiliarse/enlace": SPENT_LINK,
  "POST /afiliados/afiliarse/enlace": SPENT_LINK,
  "POST /afiliados/afiliarse/salir": everybody(303),
  "GET /afiliados/afiliarse/seguir": everybody(303),
  "GET /afiliados/afiliarse/grupo": everybody(303),
  "GET /afiliados/afiliarse/revision": everybody(303),
  "GET /afiliados/afiliarse/firma": everybody(303),
  "POST /afiliados/afiliarse/firma": everybody(303),
  "POST /afiliados/afiliarse/enviar": everybody(303),
  "GET /afiliados/afiliarse/estado": everybody(303),
  "GET /afiliados/afiliarse/formulario.pdf": everybody(303),
  "GET /afiliados/afiliarse/documentos": everybody(303),
  "POST /afiliados/afiliarse/documentos/quitar": everybody(303),
  "GET /afiliados/afiliarse/documentos/:persona/:papel": everybody(303),
  "POST /afiliados/afiliarse/documentos/:persona/:papel": everybody(400),
  "POST /afiliados/afiliarse/personas/agregar": PUBLIC_FORM,
  "POST /afiliados/afiliarse/personas/:persona/quitar": everybody(404),
  "GET /afiliados/afiliarse/personas/:persona/:dato": everybody(404),
  "POST /afiliados/afiliarse/personas/:persona/:dato": everybody(404),
  "GET /afiliados/afiliarse/:pregunta": everybody(303),
  "POST /afiliados/afiliarse/:pregunta": everybody(410),
  "GET /afiliados/medicamentos": AFFILIATE,
  "GET /afiliados/medicamentos/pendientes/:handle/domicilio": AFFILIATE,
  "POST /afiliados/medicamentos/pendientes/:handle/domicilio": AFFILIATE_FORM,
  "GET /afiliados/medicamentos/pendientes/:handle/punto": AFFILIATE,
  "POST /afiliados/medicamentos/pendientes/:handle/punto": AFFILIATE_FORM,
  "GET /afiliados/medicamentos/solicitar": AFFILIATE,
  "POST /afiliados/medicamentos/solicitar": { ...AFFILIATE, affiliate: 400 },
  "GET /afiliados/medicamentos/solicitudes/:solicitud": AFFILIATE,
  "GET /afiliados/medicamentos/solicitudes/:solicitud/formula/:foto": {
    ...AFFILIATE,
    affiliate: 404,
  },
  "GET /zona-ser": { ...everybody(303), visitor: 200, token: 200, staffToken: 200 },
  "POST /zona-ser": PUBLIC_FORM,
  "POST /zona-ser/salir": everybody(303),
  "GET /zona-ser/codigo": everybody(303),
  "POST /zona-ser/codigo": everybody(303),
  "POST /zona-ser/llave": everybody(303),
  "POST /zona-ser/llave/reto": OPEN,
  "GET /registro": OPEN,
  "POST /registro": PUBLIC_FORM,
  "POST /registro/reglas": OPEN,
  "GET /afiliados/registro": OPEN,
  "POST /afiliados/registro": PUBLIC_FORM,
  "POST /afiliados/registro/reglas": OPEN,
  "GET /registro/solicitud": OPEN,
  "POST /registro/solicitud": PUBLIC_FORM,
  "GET /activar": SPENT_LINK,
  "POST /activar": SPENT_LINK,
  "GET /clave": OPEN,
  "POST /clave": PUBLIC_FORM,
  "POST /clave/reglas": OPEN,
  "GET /invitacion": SPENT_LINK,
  "POST /invitacion": SPENT_LINK,
  "POST /invitacion/reglas": OPEN,
  "GET /cuenta/correo/confirmar": SPENT_LINK,
  "POST /cuenta/correo/confirmar": SPENT_LINK,
  "GET /politicas/aceptar": PERSON,
  "POST /politicas/aceptar": PERSON_FORM,
  "GET /cuenta": PERSON,
  "POST /cuenta": PERSON_FORM,
  "POST /cuenta/reglas": PERSON,
  "GET /cuenta/datos": PERSON,
  "POST /cuenta/datos": PERSON_FORM,
  "GET /cuenta/datos.json": PERSON,
  "GET /cuenta/segundo-factor": { ...PERSON, staffEnrolling: 200 },
  "POST /cuenta/segundo-factor": { ...PERSON_FORM, staffEnrolling: 422 },
  "GET /cuenta/ips": PERSON,
  "POST /cuenta/ips": PERSON_FORM,
  "GET /cuenta/llaves": PERSON,
  "POST /cuenta/llaves": PERSON_FORM,
  "POST /cuenta/llaves/reto": PERSON,
  "GET /cuenta/correo": { ...PERSON, affiliate: 403 },
  "POST /cuenta/correo": { ...PERSON_FORM, affiliate: 403 },
  "GET /avisos/baja": OPEN,
  "POST /avisos/baja": PUBLIC_FORM,
  "GET /cuenta/programas": TEAM,
  "POST /cuenta/programas": { ...TEAM, representante: 422, administrador: 422 },
  "GET /cuenta/avisos": TEAM,
  "POST /cuenta/avisos": { ...TEAM, representante: 422, administrador: 422 },
  "GET /cuenta/programas/avisos": TEAM,
  "POST /cuenta/programas/avisos": { ...TEAM, representante: 422, administrador: 422 },
  "GET /cuenta/programas/avisos/:aviso": TEAM,
  "POST /cuenta/programas/avisos/:aviso": { ...TEAM, representante: 422, administrador: 422 },
  "GET /formulario": everybody(303),
  "GET /portal": VIEW,
  "GET /pagos": VIEW,
  "GET /pagos/:documentNumber": { ...VIEW, query: ALL_MARCH },
  "GET /pagos/:documentNumber/cambios": { ...VIEW, query: ALL_MARCH },
  "GET /pagos/:documentNumber/trabajado": { ...DOWNLOAD, query: ALL_MARCH },
  "POST /pagos/:documentNumber/trabajado": {
    ...DOWNLOAD,
    representante: 303,
    administrador: 303,
    contador: 303,
    query: ALL_MARCH,
  },
  "GET /calendario": { ...PERSON, query: "campo=desde" },
  "GET /facturas": VIEW,
  "GET /facturas/:invoiceNumber": VIEW,
  "GET /buscar": VIEW,
  "GET /cruce": VIEW,
  "GET /estado-de-cuenta": VIEW,
  "GET /certificados": VIEW,
  "POST /certificados": { ...DOWNLOAD, representante: 422, administrador: 422, contador: 422 },
  "GET /certificados/renglones.xlsx": { ...DOWNLOAD, query: "impuesto=renta&periodo=2026" },
  "GET /estado-de-cuenta/libro.xlsx": DOWNLOAD,
  "GET /estado-de-cuenta/saldos": VIEW,
  "GET /estado-de-cuenta/saldos.xlsx": DOWNLOAD,
  "POST /cruce": { ...everybody(400), ...OUTSIDE, ...OF_STAFF, affiliate: 403 },
  "GET /cruce/:lista": { ...VIEW, ...NO_ACTA, consulta: 404 },
  "GET /cruce/:lista/cruce.xlsx": { ...DOWNLOAD, ...NO_ACTA },
  "POST /cruce/:lista": { ...DOWNLOAD, ...NO_ACTA },
  "GET /conciliaciones": VIEW,
  "GET /conciliaciones/:folio": { ...VIEW, ...NO_ACTA, consulta: 404 },
  "GET /conciliaciones/:folio/acta.pdf": { ...DOWNLOAD, ...NO_ACTA },
  "POST /conciliaciones/:folio": {
    ...DOWNLOAD,
    representante: 422,
    administrador: 422,
    contador: 422,
  },
  "GET /funcionario/conciliaciones": ANSWERS,
  "GET /funcionario/conciliaciones/:folio": {
    ...ANSWERS,
    staffAdministrador: 404,
    staffTesoreria: 404,
  },
  "GET /funcionario/conciliaciones/:folio/acta.pdf": {
    ...ANSWERS,
    staffAdministrador: 404,
    staffTesoreria: 404,
  },
  "POST /funcionario/conciliaciones/:folio": {
    ...ANSWERS,
    staffAdministrador: 422,
    staffTesoreria: 422,
  },
  "GET /consultas": VIEW,
  "GET /consultas/lista.csv": DOWNLOAD,
  "GET /consultas/nueva": { ...DOWNLOAD, query: ONE },
  "POST /consultas/nueva": { ...DOWNLOAD, representante: 400, administrador: 400, contador: 400 },
  "GET /consultas/:radicado": VIEW,
  "POST /consultas/:radicado": {
    ...DOWNLOAD,
    representante: 400,
    administrador: 400,
    contador: 400,
  },
  "GET /consultas/:radicado/acta": VIEW,
  "GET /consultas/:radicado/adjuntos/:adjunto": DOWNLOAD,
  "GET /equipo": TEAM,
  "POST /equipo": { ...TEAM, representante: 422, administrador: 422 },
  "GET /equipo/actividad": TEAM,
  "GET /equipo/actividad.csv": TEAM,
  "GET /export.xlsx": { ...DOWNLOAD, query: ONE },
  "GET /export.csv": { ...DOWNLOAD, query: ONE },
  "GET /funcionario": ANY_STAFF,
  "GET /funcionario/pagos": STAFF,
  "GET /funcionario/pagos/:nit": STAFF,
  "GET /funcionario/pagos/:nit/:documentNumber": { ...STAFF, query: ALL_MARCH },
  "GET /funcionario/pagos/:nit/:documentNumber/cambios": { ...STAFF, query: ALL_MARCH },
  "GET /funcionario/pagos/:nit/facturas": STAFF,
  "GET /funcionario/pagos/:nit/facturas/:invoiceNumber": STAFF,
  "GET /funcionario/pagos/:nit/export.xlsx": { ...STAFF, query: ONE },
  "GET /funcionario/pagos/:nit/export.csv": { ...STAFF, query: ONE },
  "GET /funcionario/pagos/:nit/por-publicar/:id/:documentNumber": {
    ...STAFF,
    staffAdministrador: 404,
    staffTesoreria: 404,
    staffAuditor: 404,
  },
  "GET /funcionario/afiliaciones": ENROLMENTS,
  "GET /funcionario/afiliaciones/:afiliacion": ENROLMENT_WITH_REASON,
  "GET /funcionario/afiliaciones/:afiliacion/motivo": ENROLMENTS,
  "POST /funcionario/afiliaciones/:afiliacion/motivo": { ...ENROLMENTS, staffAfiliaciones: 422 },
  "POST /funcionario/afiliaciones/:afiliacion": { ...ENROLMENTS, staffAfiliaciones: 422 },
  "GET /funcionario/afiliaciones/:afiliacion/formulario.pdf": ENROLMENT_WITH_REASON,
  "GET /funcionario/afiliaciones/:afiliacion/documentos/:documento": {
    ...ENROLMENTS,
    staffAfiliaciones: 404,
  },
  "POST /funcionario/afiliaciones/archivo": { ...ENROLMENTS, staffAfiliaciones: 303 },
  "GET /funcionario/afiliaciones/archivo/:instante": { ...ENROLMENTS, staffAfiliaciones: 404 },
  "GET /funcionario/consultas": ANSWERS,
  "GET /funcionario/consultas/lista.csv": ANSWERS,
  "GET /funcionario/consultas/:radicado": ANSWERS,
  "POST /funcionario/consultas/:radicado": {
    ...ANSWERS,
    staffAdministrador: 400,
    staffTesoreria: 400,
  },
  "GET /funcionario/consultas/:radicado/acta": ANSWERS,
  "GET /funcionario/consultas/:radicado/adjuntos/:adjunto": ANSWERS,
  "GET /funcionario/atencion": ATTENTION,
  "GET /funcionario/atencion/:caso": ATTENTION,
  "POST /funcionario/atencion/:caso": { ...ATTENTION, staffAtencion: 400 },
  "GET /funcionario/atencion/:caso/adjuntos/:archivo": ATTENTION,
  "GET /funcionario/solicitudes": PEOPLE,
  "GET /funcionario/solicitudes/:folio": PEOPLE,
  "POST /funcionario/solicitudes/:folio": PEOPLE_FORM,
  "GET /funcionario/datos": PEOPLE,
  "POST /funcionario/datos": PEOPLE_FORM,
  "GET /funcionario/prestadores": PEOPLE,
  "GET /funcionario/prestadores/lista.csv": PEOPLE,
  "GET /funcionario/prestadores/:nit": PEOPLE,
  "POST /funcionario/prestadores/:nit": PEOPLE_FORM,
  "POST /funcionario/prestadores/:nit/avisos": PEOPLE_FORM,
  "GET /funcionario/prestadores/:nit/contacto": PEOPLE,
  "POST /funcionario/prestadores/:nit/contacto": PEOPLE_FORM,
  "GET /funcionario/afiliados": SEES_AFFILIATES,
  "POST /funcionario/afiliados": { ...SEES_AFFILIATES, staffAfiliaciones: 422, staffAtencion: 422 },
  "GET /funcionario/afiliados/:persona": NO_AFFILIATE,
  "GET /funcionario/afiliados/:persona/certificado": NO_AFFILIATE,
  "POST /funcionario/afiliados/:persona/certificado": NO_AFFILIATE,
  "GET /funcionario/afiliados/:persona/motivo": NO_AFFILIATE,
  "POST /funcionario/afiliados/:persona/motivo": NO_AFFILIATE,
  "GET /funcionario/agendas": AGENDAS,
  "GET /funcionario/agendas/citas/:cita": WITH_REASON,
  "POST /funcionario/agendas/citas/:cita": WITH_REASON,
  "GET /funcionario/agendas/llamadas/:llamada": WITH_REASON,
  "POST /funcionario/agendas/llamadas/:llamada": WITH_REASON,
  "GET /funcionario/medicamentos": MEDICINES,
  "GET /funcionario/medicamentos/:solicitud": { ...MEDICINES, staffAtencion: 303 },
  "POST /funcionario/medicamentos/:solicitud": { ...MEDICINES, staffAtencion: 303 },
  "GET /funcionario/medicamentos/:solicitud/formula/:foto": { ...MEDICINES, staffAtencion: 303 },
  "GET /funcionario/usuarios": PEOPLE,
  "GET /funcionario/usuarios/funcionarios": PEOPLE,
  "POST /funcionario/usuarios/funcionarios": PEOPLE_FORM,
  "GET /funcionario/usuarios/sesiones": PEOPLE,
  "POST /funcionario/usuarios/sesiones": PEOPLE_FORM,
  "GET /funcionario/usuarios/:persona": PEOPLE,
  "POST /funcionario/usuarios/:persona": PEOPLE_FORM,
  "GET /funcionario/correos": PEOPLE,
  "POST /funcionario/correos": PEOPLE_FORM,
  "GET /funcionario/sistema": PEOPLE,
  "GET /funcionario/auditoria": READ_AUDIT,
  "GET /funcionario/auditoria/hechos.csv": READ_AUDIT,
  "GET /funcionario/auditoria/hechos.xlsx": READ_AUDIT,
  "GET /funcionario/auditoria/vistos": READ_AUDIT,
  "GET /funcionario/auditoria/vistos.csv": { ...READ_AUDIT, query: "persona=%231" },
  "GET /funcionario/auditoria/afiliados-vistos.csv": { ...READ_AUDIT, query: "persona=%231" },
  "GET /funcionario/auditoria/cadena": READ_AUDIT,
  "POST /funcionario/auditoria/cadena": {
    ...READ_AUDIT,
    staffAdministrador: 303,
    staffAuditor: 303,
  },
  "GET /funcionario/cargas": LOADERS,
  "POST /funcionario/cargas": {
    ...LOADERS,
    staffTesoreria: 400,
    staffAfiliaciones: 400,
    staffAtencion: 400,
  },
  "GET /funcionario/cargas/plantilla.xlsx": LOADERS,
  "GET /funcionario/cargas/historial": { ...LOADERS, staffAuditor: 200 },
  "GET /funcionario/cargas/:id": { ...READS_LOADS, ...NOT_THEIRS },
  "GET /funcionario/cargas/:id/informe.xlsx": { ...READS_LOADS, ...NOT_THEIRS },
  "GET /funcionario/cargas/:id/por-revisar.csv": READS_LOADS,
  "POST /funcionario/cargas/:id": {
    ...TREASURY,
    staffTesoreria: 422,
    staffAfiliaciones: 422,
    staffAtencion: 422,
  },
  "GET /funcionario/cargas/:id/deshacer": { ...TREASURY, ...NOT_THEIRS },
  "GET /funcionario/cargas/:id/deshacer/confirmar": { ...TREASURY, ...NOT_THEIRS },
  "POST /funcionario/cargas/:id/deshacer/confirmar": {
    ...TREASURY,
    ...NOT_THEIRS,
    staffTesoreria: 409,
  },
  "GET /funcionario/certificados": TREASURY,
  "POST /funcionario/certificados": { ...TREASURY, staffTesoreria: 422 },
  "GET /funcionario/siifa": TREASURY,
  "POST /funcionario/siifa": { ...TREASURY, staffTesoreria: 422 },
  "GET /funcionario/siifa/columnas": TREASURY,
  "POST /funcionario/siifa/columnas": { ...TREASURY, staffTesoreria: 422 },
  "GET /funcionario/siifa/lotes/:lote": TREASURY,
  "POST /funcionario/siifa/lotes/:lote": { ...TREASURY, staffTesoreria: 422 },
  "GET /funcionario/siifa/lotes/:lote/archivo.csv": TREASURY,
  "GET /funcionario/siifa/lotes/:lote/archivo.xlsx": TREASURY,
  "GET /funcionario/tokens": TREASURY,
  "POST /funcionario/tokens": { ...TREASURY, staffTesoreria: 422 },
  "GET /api": OPEN,
  "GET /api/openapi.json": OPEN,
  "GET /api/v1/public/certificates/:code": OPEN,
  "GET /api/v1/public/offices": OPEN,
  "GET /api/v1/public/delivery-points": OPEN,
  "GET /api/v1/me": { ...SCRIPTS, staffToken: 200 },
  "POST /api/v1/loads": { ...STAFF_SCRIPTS, staffToken: 400 },
  "GET /api/v1/loads/:id": STAFF_SCRIPTS,
  "POST /api/v1/loads/:id/publish": { ...STAFF_SCRIPTS, staffToken: 400 },
  "GET /api/v1/vouchers": SCRIPTS,
  "GET /api/v1/vouchers/:documentNumber": SCRIPTS,
  "GET /api/v1/vouchers/:documentNumber/settlements": SCRIPTS,
  "GET /api/v1/invoices/:invoiceNumber": SCRIPTS,
  "POST /api/v1/reconciliations": { ...SCRIPTS, token: 400 },
  "GET /api/v1/invoices/:invoiceNumber/explanation": SCRIPTS,
  "GET /api/v1/settlements": SCRIPTS,
  "GET /api/v1/statement": SCRIPTS,
  "GET /api/v1/withholdings": SCRIPTS,
  "GET /api/v1/export.xlsx": { ...SCRIPTS, query: ONE },
  "GET /api/v1/export.csv": { ...SCRIPTS, query: ONE },
};

function everybody(status: number): Record<Kind, number> {
  return {
    visitor: status,
    representante: status,
    administrador: status,
    contador: status,
    consulta: status,
    staffAdministrador: status,
    staffTesoreria: status,
    staffAuditor: status,
    staffAfiliaciones: status,
    staffAtencion: status,
    affiliate: status,
    staffEnrolling: status,
    token: status,
    staffToken: status,
  };
}

Deno.test("T5: every address has its row, and every row an address", async () => {
  await using portal = await testApp();
  const addresses = portal.app.routes.filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => `${method} ${path}`);
  assertEquals([...new Set(addresses)].sort(), Object.keys(MATRIX).sort());
});

for (const kind of KINDS) {
  Deno.test(`T5: a ${kind} gets what the matrix says at every address`, async () => {
    await using portal = await testApp(somePayments());
    const adjunto = await fillPortal(portal);
    const headers = await headersOf(portal, kind);
    for (const [address, row] of Object.entries(MATRIX)) {
      const [method = "", path = ""] = address.split(" ");
      if (path === "/zona-ser/salir") continue;
      const answer = await ask(portal, method, fillAddress(path, row.query, adjunto), headers);
      assertEquals(answer.status, row[kind], address);
      const isOwn = answer.status === 200 && row.visitor !== 200;
      if (isOwn) assertEquals(answer.headers.get("cache-control"), "no-store", address);
      await answer.arrayBuffer();
    }
  });
}

Deno.test("T8: near misses of a private address are not found, and never cached", async () => {
  await using portal = await testApp(somePayments());
  const headers = await headersOf(portal, "representante");
  for (
    const path of ["/pagos/x.css", "/pagos;.js", "//pagos", "/PAGOS", "/%70agos/"]
  ) {
    const answer = await ask(portal, "GET", path, headers);
    assert([404, 400].includes(answer.status), `${path}: ${answer.status}`);
    assertEquals(answer.headers.get("cache-control"), "no-store", path);
    await answer.body?.cancel();
  }
});

function ask(portal: TestApp, method: string, path: string, headers: Record<string, string>) {
  const csrf = headers["x-test-csrf"] ?? "";
  const body = method === "POST" ? new URLSearchParams({ csrf }) : undefined;
  return portal.app.request(ORIGIN + path, {
    method,
    headers: { ...headers, origin: ORIGIN },
    ...(body && { body }),
  });
}

async function headersOf(portal: TestApp, kind: Kind): Promise<Record<string, string>> {
  if (kind === "visitor") return {};
  if (kind === "token") return { authorization: `Bearer ${await newToken(portal)}` };
  if (kind === "staffToken") {
    return { authorization: `Bearer ${(await staffScript(portal)).token}` };
  }
  const browser = await BROWSERS[kind](portal);
  const home = kind.startsWith("staff") ? "/cuenta/segundo-factor" : "/cuenta";
  const csrf = csrfOf(await (await browser.get(home)).text());
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  return { cookie, "x-test-csrf": csrf };
}

const BROWSERS: Record<
  Exclude<Kind, "visitor" | "token" | "staffToken">,
  (portal: TestApp) => Promise<TestBrowser>
> = {
  representante: (portal) => portal.signIn(A),
  administrador: (portal) => portal.signInMember("administrador"),
  contador: (portal) => portal.signInMember("contador"),
  consulta: (portal) => portal.signInMember("consulta"),
  staffAdministrador: (portal) => portal.signInStaff("administrador"),
  staffTesoreria: (portal) => portal.signInStaff("tesoreria"),
  staffAuditor: (portal) => portal.signInStaff("auditor"),
  staffAfiliaciones: (portal) => portal.signInStaff("afiliaciones"),
  staffAtencion: (portal) => portal.signInStaff("atencion"),
  affiliate: (portal) => portal.signInAffiliate(),
  staffEnrolling: async ({ db, browser }) => {
    const email = "nueva@eps.example";
    await addPerson(db, { kind: "staff", email, name: "Nueva", staffRole: "administrador" }, []);
    const one = browser();
    await one.post("/zona-ser", { tipo: "funcionario", usuario: email, contrasena: PASSWORD });
    return one;
  },
};

async function newToken(portal: TestApp): Promise<string> {
  const token = `zs_${"m".repeat(32)}`;
  const tokenSha256 = sha256(token);
  const kept = { nit: A, name: "x", tokenSha256, createdAt: 0, expiresOn: null };
  await createApiToken(portal.db, kept);
  return token;
}
