/* Answers of the demo, of NIT 999000011. */

export const A_VOUCHER = {
  documentNumber: "1500092560",
  paidOn: "2026-11-27",
  bankName: "Bancolombia",
  accountType: "Corriente",
  accountNumber: "23045678912",
  paymentMethod: "Transferencia",
  paidAmount: "2557530.07",
  unappliedAmount: "0.00",
  unappliedAdvanceAmount: "0.00",
  state: "standing",
  isAnnulled: false,
  returnedOn: null,
  returnReason: null,
  settlementCount: 5,
  settledAmount: "2557530.07",
  difference: "0.00",
};

export const A_VOUCHER_LIST = {
  items: [A_VOUCHER],
  page: 1,
  pages: 712,
  total: 712,
  annulledCount: 5,
  returnedCount: 1,
  scheduled: [],
  totals: {
    paidAmount: "37425569725.89",
    unappliedAmount: "113614000.00",
    unappliedAdvanceAmount: "410000000.00",
  },
};

const A_SETTLEMENT = {
  voucherNumber: "1500092560",
  lineNumber: 1,
  documentType: "Nota débito",
  invoiceNumber: "CBS36746",
  invoiceAmount: "274471.00",
  netAmount: "268981.58",
  paidAmount: "107592.63",
  financialDiscount: "0.00",
  balance: "0.00",
  garnishments: "0.00",
  vat: "0.00",
  retefuente: "0.00",
  reteIca: "0.00",
  reteIva: "0.00",
  stampTax: null,
  paymentMethod: "Transferencia",
  settledOn: "2026-11-27",
  settlementDocument: "CR-092560",
  settledAmount: "107592.63",
  copayment: "0.00",
  moderatingFee: "0.00",
};

const SOME_TOTALS = {
  invoiceAmount: "2793999.00",
  netAmount: "2718919.02",
  paidAmount: "2557530.07",
  financialDiscount: "0.00",
  balance: "0.00",
  garnishments: "0.00",
  vat: "0.00",
  retefuente: "50390.56",
  reteIca: "0.00",
  reteIva: "0.00",
  stampTax: "0.00",
  settledAmount: "2557530.07",
  copayment: "0.00",
  moderatingFee: "19200.00",
};

export const SOME_SETTLEMENTS = {
  items: [A_SETTLEMENT],
  page: 1,
  pages: 5,
  total: 5,
  totals: SOME_TOTALS,
};

export const AN_INVOICE = {
  items: [{ ...A_SETTLEMENT, paidOn: "2026-11-27", state: "standing", isAnnulled: false }],
  page: 1,
  pages: 1,
  total: 1,
  totals: { ...SOME_TOTALS, invoiceAmount: "274471.00", paidAmount: "107592.63" },
};

export const SOME_LINES = {
  ...AN_INVOICE,
  pages: 11588,
  total: 11588,
  annulledCount: 40,
  returnedCount: 4,
};

export const AN_EXPLANATION = {
  invoiceNumber: "CBS36746",
  documentType: "Nota débito",
  statedBy: { voucherNumber: "1500092555", lineNumber: 3 },
  steps: [
    {
      concept: "invoiceAmount",
      amount: "274471.00",
      rest: "274471.00",
      isComputed: false,
      payments: [],
    },
    {
      concept: "retefuente",
      amount: "-5489.42",
      rest: "268981.58",
      isComputed: false,
      payments: [],
    },
  ],
};
