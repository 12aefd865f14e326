import { formatInstant } from "../../domain/dates.ts";
import { formatSize, type StoredFile } from "../../domain/file.ts";
import { THREAD_STATE_WORDS, type ThreadMessage, type ThreadState } from "../../domain/thread.ts";
import { Icon, type IconName } from "../parts/icon.tsx";

const STATES: Record<ThreadState, { look: string; icon: IconName }> = {
  open: { look: "info", icon: "circle" },
  inProgress: { look: "info", icon: "arrow" },
  answered: { look: "ok", icon: "done" },
  closed: { look: "annulled", icon: "lock" },
};

/** The state of a thread: an icon and a word. */
export function ThreadStateBadge({ state }: { state: ThreadState }) {
  const { look, icon } = STATES[state];
  return (
    <span class={`badge badge-${look}`}>
      <Icon name={icon} /> {THREAD_STATE_WORDS[state].name}
    </span>
  );
}

type Props<Step extends string> = {
  messages: ThreadMessage<Step>[];
  /** What each step is in words, after who did it. */
  steps: Record<Step, string>;
  /** Who wrote, where a message names nobody, and for whom each side writes. */
  outsider: string;
  sides: { outside?: string; staff: string };
  /** Where a file is downloaded; undefined where it may not be. */
  fileHref: ((file: StoredFile) => string) | undefined;
};

/** What both sides wrote and did, in order; the answers of the staff stand out. */
export function ThreadMessages<Step extends string>(props: Props<Step>) {
  const { messages, fileHref } = props;
  return (
    <section class="block" aria-labelledby="hilo">
      <h2 id="hilo">Mensajes</h2>
      <ol class="thread">
        {messages.map((message) => (
          <li class={`card thread-message ${message.isStaff ? "thread-staff" : ""}`}>
            <MessageHead {...props} message={message} />
            {message.text !== "" && <p class="written">{message.text}</p>}
            {message.files.length > 0 && (
              <ul class="thread-files">
                {message.files.map((file) => <FileItem file={file} href={fileHref?.(file)} />)}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function MessageHead<Step extends string>(
  { message, steps, outsider, sides }: Props<Step> & { message: ThreadMessage<Step> },
) {
  const { authorName, isStaff, step, createdAt } = message;
  const side = isStaff ? sides.staff : sides.outside;
  return (
    <p class="thread-head">
      <strong>{authorName || outsider}</strong> {side && <span class="soft">de {side}</span>}{" "}
      {steps[step]} <span class="soft small">{formatInstant(createdAt)}</span>
    </p>
  );
}

function FileItem({ file, href }: { file: StoredFile; href: string | undefined }) {
  return (
    <li>
      <Icon name="paper" />
      {href ? <a href={href} download>{file.name}</a> : <span>{file.name}</span>}{" "}
      <span class="soft small">{formatSize(file.size)}</span>
    </li>
  );
}
