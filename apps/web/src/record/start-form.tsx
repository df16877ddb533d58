import { sha256Hex } from '@rapporteur/contracts';
import { addRejections, listFactKeys } from '@rapporteur/review';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useId, useState } from 'react';
import { answerOptions } from '../api/answer.ts';
import { COLLECTIONS_ANSWER } from '../api/answer-address.ts';
import { deleteDraft, listDrafts, loadDraft, saveDraft } from './draft-storage.ts';
import { OpenDraft, type StoredDraft } from './open-draft.ts';
import { ApiProblem } from '../api/api-client.ts';
import type { Schemas } from '../api/query-answers.ts';
import { draftDocument, fetchPosition } from './record-api.ts';
import { formatRecordMessage } from './record-messages.ts';
import { setSource } from './source-fields.ts';

interface StartFormProps {
  readonly onOpen: (sha256: string) => void;
}

/** The first step: a document, and what is known about it. */
export function StartForm({ onOpen }: StartFormProps) {
  const [failure, setFailure] = useState<ApiProblem>();
  const [isBusy, setBusy] = useState(false);
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = readForm(new FormData(event.currentTarget));
    setFailure(undefined);
    if (form.body.size === 0) {
      setFailure(new ApiProblem(formatRecordMessage('start.noText'), { status: 0 }));
      return;
    }
    setBusy(true);
    draftAndStore(form).then(onOpen, (error: unknown) => {
      setBusy(false);
      setFailure(
        error instanceof ApiProblem ? error : new ApiProblem(String(error), { status: 0 }),
      );
    });
  };
  return (
    <form className="record-start" onSubmit={submit}>
      {failure !== undefined && <Failure problem={failure} />}
      <DocumentFields />
      <div className="record-row">
        <CollectionField />
        <TextField
          name="published"
          label="start.published"
          help="start.publishedHelp"
          type="date"
        />
        <TextField name="address" label="start.address" help="start.addressHelp" type="url" />
      </div>
      <p>
        <label className="record-check">
          <input type="checkbox" name="redistributable" />{' '}
          {formatRecordMessage('start.redistributable')}
        </label>
      </p>
      <p>
        <button type="submit" className="primary" disabled={isBusy}>
          {formatRecordMessage(isBusy ? 'start.busy' : 'start.draft')}
        </button>
      </p>
      <p className="quiet">{formatRecordMessage('start.nothing')}</p>
    </form>
  );
}

function DocumentFields() {
  const [isPasted, setPasted] = useState(false);
  return (
    <fieldset>
      <legend>{formatRecordMessage('start.document')}</legend>
      <div className="record-choice">
        <label className="record-check">
          <input
            type="radio"
            name="kind"
            value="file"
            checked={!isPasted}
            onChange={() => setPasted(false)}
          />{' '}
          {formatRecordMessage('start.file')}
        </label>
        <label className="record-check">
          <input
            type="radio"
            name="kind"
            value="text"
            checked={isPasted}
            onChange={() => setPasted(true)}
          />{' '}
          {formatRecordMessage('start.text')}
        </label>
      </div>
      {isPasted ? (
        <>
          <TextField name="title" label="start.name" help="start.nameHelp" isRequired />
          <label className="record-field">
            <span>{formatRecordMessage('start.words')}</span>
            <textarea name="text" rows={12} required />
          </label>
        </>
      ) : (
        <label className="record-field">
          <span>{formatRecordMessage('start.choose')}</span>
          <input type="file" name="file" required accept={ACCEPTED} />
          <small className="quiet">{formatRecordMessage('start.formats')}</small>
        </label>
      )}
    </fieldset>
  );
}

const ACCEPTED = '.txt,.html,.htm,.pdf,.docx,.xml,text/plain,text/html,application/pdf';

interface TextFieldProps {
  readonly name: string;
  readonly label: Parameters<typeof formatRecordMessage>[0];
  readonly help: Parameters<typeof formatRecordMessage>[0];
  readonly type?: string;
  readonly isRequired?: boolean;
}

function TextField({ name, label, help, type = 'text', isRequired = false }: TextFieldProps) {
  const id = useId();
  return (
    <p className="record-field">
      <label htmlFor={id}>{formatRecordMessage(label)}</label>
      <input
        id={id}
        type={type}
        name={name}
        required={isRequired}
        aria-describedby={`${id}-help`}
      />
      <small id={`${id}-help`} className="quiet">
        {formatRecordMessage(help)}
      </small>
    </p>
  );
}

/** The collection of a document or table: an open one, or a new id. */
export function CollectionField() {
  const id = useId();
  const { data } = useQuery(answerOptions(COLLECTIONS_ANSWER));
  const rows = data?.data ?? [];
  return (
    <p className="record-field">
      <label htmlFor={id}>{formatRecordMessage('start.collection')}</label>
      <input
        id={id}
        name="collection"
        list={`${id}-list`}
        required
        pattern="[a-z0-9]+(-[a-z0-9]+)*"
        title={formatRecordMessage('start.collectionPattern')}
        aria-describedby={`${id}-help`}
        onChange={({ target }) => {
          const named = rows.find((row) => row.title === target.value.trim());
          if (named !== undefined) target.value = named.collection;
        }}
        onBlur={({ target }) => {
          target.value = findCollection(target.value, rows) ?? target.value;
        }}
      />
      <datalist id={`${id}-list`}>
        {rows.map((row) => (
          <option key={row.collection} value={row.collection}>
            {row.title}
          </option>
        ))}
      </datalist>
      <small id={`${id}-help`} className="quiet">
        {formatRecordMessage('start.collectionHelp')}
      </small>
    </p>
  );
}

/**
 * Returns the id of the organization whose name begins with some words; undefined if these are an id, or
 * several names begin with them.
 */
function findCollection(words: string, rows: readonly Schemas['Collection'][]): string | undefined {
  const typed = words.trim();
  if (typed === '' || rows.some(({ collection }) => collection === typed)) return undefined;
  const found = rows.filter(({ title }) => title.toLowerCase().startsWith(typed.toLowerCase()));
  // A word in lower case may be the id of a new collection.
  const isName = typed !== typed.toLowerCase() || typed.includes(' ');
  return isName && found.length === 1 ? found[0]?.collection : undefined;
}

interface StartedDocument {
  readonly body: Blob;
  readonly name: string;
  readonly collection: string;
  readonly published: string;
  readonly address: string;
  readonly redistributable: boolean;
}

function readForm(fields: FormData): StartedDocument {
  const read = (name: string): string => {
    const value = fields.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const file = fields.get('file');
  const pasted = fields.get('text');
  const text = typeof pasted === 'string' ? pasted.replaceAll('\r\n', '\n') : '';
  return {
    body: file instanceof File ? file : new Blob([text]),
    name: file instanceof File ? file.name : `${read('title')}.txt`,
    collection: read('collection'),
    published: read('published'),
    address: read('address'),
    redistributable: fields.get('redistributable') !== null,
  };
}

/** Drafts a document and stores the draft. Earlier decisions on the same text are kept. */
async function draftAndStore(form: StartedDocument): Promise<string> {
  const position = await fetchPosition(form.collection);
  const answer = await draftDocument(form.body, form);
  const sha256 = sha256Hex(answer.text);
  const before = await loadDraft(sha256);
  const stored: StoredDraft = {
    schemaVersion: 1,
    sha256,
    name: form.name,
    yaml: setSource(answer.yaml, form.address === '' ? {} : { address: form.address }),
    text: answer.text,
    original: readOriginal(answer, sha256),
    position,
    savedAt: new Date().toISOString(),
    review: before?.review ?? null,
    recordedAt: before?.recordedAt ?? null,
  };
  await saveDraft({ ...stored, review: addRejected(stored, answer) });
  return sha256;
}

/** Returns the review with the facts that a review on the server rejected: they are shown as rejected. */
function addRejected(
  stored: StoredDraft,
  { facts }: Schemas['DraftResponse'],
): StoredDraft['review'] {
  const keys = listFactKeys(facts as Parameters<typeof listFactKeys>[0]);
  const rejected = new Set(keys.filter((_, index) => facts[index]?.rejected));
  if (rejected.size === 0) return stored.review;
  const { reading } = new OpenDraft(stored);
  const { review, sha256: text } = stored;
  return addRejections(reading, review ?? undefined, { text, rejected }) ?? null;
}

/** A plain text is itself the file that was read. */
function readOriginal(
  { original }: Schemas['DraftResponse'],
  sha256: string,
): StoredDraft['original'] {
  return original.sha256 === sha256 || original.mediaType === 'text/plain' ? null : original;
}

function Failure({ problem }: { readonly problem: ApiProblem }) {
  return (
    <div role="alert" className="failure">
      <p>{problem.message}</p>
      {problem.issues.length > 0 && (
        <ul>
          {problem.issues.map(({ field, message }) => (
            <li key={field + message}>
              {field} {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The drafts of this browser: each can be continued. */
export function StoredDrafts({ onOpen }: StartFormProps) {
  const client = useQueryClient();
  const { data: drafts = [] } = useQuery({ queryKey: ['drafts'], queryFn: listDrafts, gcTime: 0 });
  if (drafts.length === 0) return null;
  const remove = (sha256: string): void => {
    void deleteDraft(sha256).then(() => client.invalidateQueries({ queryKey: ['drafts'] }));
  };
  return (
    <section>
      <h2>{formatRecordMessage('drafts.title')}</h2>
      <ul className="record-drafts">
        {drafts.map(({ sha256, name, savedAt, recordedAt }) => (
          <li key={sha256}>
            <button type="button" onClick={() => onOpen(sha256)}>
              {formatRecordMessage('drafts.continue', { name })}
            </button>{' '}
            <span className="quiet">
              {savedAt.slice(0, 16).replace('T', ' ')} UTC
              {recordedAt !== null && ` · ${formatRecordMessage('drafts.recorded')}`}
            </span>{' '}
            <button
              type="button"
              className="plain"
              onClick={() => remove(sha256)}
              aria-label={formatRecordMessage('drafts.deleteNamed', { name })}
            >
              {formatRecordMessage('drafts.delete')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
