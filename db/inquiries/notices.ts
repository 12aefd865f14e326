import { recipientsOf } from "../../domain/notices/contact.ts";
import { type InquiryNews, inquiryNotice } from "../../domain/notices/notice.ts";
import type { Db } from "../client.ts";
import { findContacts } from "../notices/contacts.ts";
import { type NoticeSettings, noticesTo } from "../notices/notices.ts";
import type { NewMail } from "../mail/outbox.ts";

/**
 * The mails that announce a step of the staff in a provider's inquiry, for the batch of that step:
 * to whoever gets its notices, with the radicado and a link and nothing else.
 */
export async function noticesOfInquiry(
  db: Db,
  { providerId, folio, messageId, news }: {
    providerId: number;
    folio: string;
    messageId: string;
    news: InquiryNews;
  },
  settings: NoticeSettings,
): Promise<NewMail[]> {
  const audience = await findContacts(db, providerId);
  if (!audience) return [];
  return noticesTo(
    recipientsOf(audience, "posting"),
    { kind: "inquiry", of: messageId, providerId },
    settings,
    (links) => inquiryNotice({ folio, news }, settings.eps, links),
  );
}
