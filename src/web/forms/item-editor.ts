import type { ItemOf, Section } from '../../domain/items/configuration.ts';
import { entriesOf, type Fields } from '../../domain/items/field.ts';
import type { FormValues } from '../../domain/items/form-part.ts';
import type { ItemForm } from '../../domain/items/item-form.ts';
import { idFor } from '../../domain/items/item-id.ts';
import type { ItemEdit } from '../../planning/save-items.ts';
import { type MemberChangeContext, type MemberContext, notFound, type Reply } from '../request-context.ts';
import { formContext } from './form-context.ts';
import { type RowOrder, readOrder } from './rows.ts';
import { basedOnOf, type Conflict, openedOf, saveEdits } from './save-edits.ts';
import { type ShownField, shownField } from './shown-field.ts';
import { NO_ERRORS, type ValidationErrors } from './validation-errors.ts';

/** A form as it stands: what was typed, what is wrong with it, and what it was opened on. */
export interface FormState<Values> {
  readonly values: Values;
  readonly validationErrors: ValidationErrors;
  readonly opened: string;
  readonly conflict: Conflict | null;
}

/** The page on which the items of a section are made and changed: what is its own, the rest being the same for all. */
export interface ItemPage<S extends Section, Values extends FormValues> {
  readonly section: S;
  readonly view: string;
  readonly fields: Fields<ItemOf<S>>;
  readonly form: ItemForm<ItemOf<S>>;
  readonly address: (id: string) => string;
  readonly stored: (context: MemberContext, id: string) => Promise<ItemOf<S> | null>;
  /** The form after a button that adds, moves or removes rows. */
  readonly rearranged: (context: MemberContext, values: Values, order: RowOrder) => Values;
  /** Rows that mean nothing go before saving, so that what is wrong is told at the row that it is about. */
  readonly tidied?: (values: Values) => Values;
  /** What a file would say, where this person may not say all of it, or says what only this page does. */
  readonly raw?: (
    context: MemberChangeContext,
    raw: Readonly<Record<string, unknown>>,
  ) => Readonly<Record<string, unknown>>;
  /** What is saved along with the item, all or nothing. */
  readonly beside?: (
    context: MemberChangeContext,
    id: string,
    raw: FormValues,
  ) => Promise<readonly ItemEdit[]>;
  /** Why this page does not even try. */
  readonly refused?: (
    context: MemberChangeContext,
    id: string | null,
    values: Values,
  ) => Promise<ValidationErrors | null>;
  readonly show: (context: MemberContext, id: string | null, state: FormState<Values>) => Promise<PageShown>;
}

export interface PageShown {
  readonly title: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** How much is wrong with other forms on the page. */
  readonly otherErrors?: number;
}

/** A page on which items are made, too. */
export interface NewItemPage<S extends Section, Values extends FormValues> extends ItemPage<S, Values> {
  readonly blank: (context: MemberContext) => Values;
  /** Ids that are taken. */
  readonly taken: (context: MemberContext) => Promise<{ has(id: string): boolean }>;
}

export function newItem<S extends Section, Values extends FormValues>(
  page: NewItemPage<S, Values>,
  context: MemberContext,
): Promise<Reply> {
  return itemForm(page, context, null, untouched(page.blank(context), ''));
}

/** The version is read first: an item that changes in between must look outdated. */
export async function openItem<S extends Section, Values extends FormValues>(
  page: ItemPage<S, Values>,
  context: MemberContext,
  id: string,
): Promise<Reply> {
  return itemForm(page, context, id, await openedState(page, context, id));
}

export async function openedState<S extends Section, Values extends FormValues>(
  page: ItemPage<S, Values>,
  context: MemberContext,
  id: string,
): Promise<FormState<Values>> {
  const opened = await openedOf(context, page.section, id);
  const item = (await page.stored(context, id)) ?? notFound();
  const values = page.form.shown(item, await formContext(context), context.dependencies.timeZone) as Values;
  return untouched(values, opened);
}

export async function createItem<S extends Section, Values extends FormValues>(
  page: NewItemPage<S, Values>,
  context: MemberChangeContext,
): Promise<Reply> {
  const taken = await page.taken(context);
  return takeItem(
    page,
    context,
    null,
    idFor(page.section, context.fields.text('name'), (id) => taken.has(id)),
  );
}

export function saveItem<S extends Section, Values extends FormValues>(
  page: ItemPage<S, Values>,
  context: MemberChangeContext,
  id: string,
): Promise<Reply> {
  return takeItem(page, context, id, id);
}

async function takeItem<S extends Section, Values extends FormValues>(
  page: ItemPage<S, Values>,
  context: MemberChangeContext,
  existing: string | null,
  id: string,
): Promise<Reply> {
  const { fields, dependencies } = context;
  const typed = page.form.typed(fields) as Values;
  const opened = fields.text('opened');
  const order = readOrder(fields.text('do'));
  if (order.kind !== 'save')
    return itemForm(page, context, existing, untouched(page.rearranged(context, typed, order), opened));
  const values = page.tidied?.(typed) ?? typed;
  const again = (validationErrors: ValidationErrors, conflict: Conflict | null = null) =>
    itemForm(page, context, existing, {
      values,
      validationErrors,
      opened: conflict?.opened ?? opened,
      conflict,
    });
  const refused = await page.refused?.(context, existing, values);
  if (refused) return again(refused);
  const before = existing === null ? null : await page.stored(context, existing);
  const said = page.form.raw(values, await formContext(context), before, dependencies.timeZone);
  const raw = page.raw?.(context, said) ?? said;
  const beside = (await page.beside?.(context, id, raw)) ?? [];
  const saved = await saveEdits(context, [
    { section: page.section, id, raw, basedOn: basedOnOf(opened) },
    ...beside,
  ]);
  if (saved.kind === 'not-saved') return again(saved.validationErrors(page.section), saved.conflict);
  const done = existing === null ? 'created' : saved.changed ? 'saved' : 'unchanged';
  return { kind: 'see', path: page.address(id), done, warnings: saved.warnings };
}

/** The page with the form as it stands. */
export async function itemForm<S extends Section, Values extends FormValues>(
  page: ItemPage<S, Values>,
  context: MemberContext,
  id: string | null,
  state: FormState<Values>,
): Promise<Reply> {
  const { title, data, otherErrors = 0 } = await page.show(context, id, state);
  return {
    kind: 'page',
    view: page.view,
    title,
    status: state.conflict ? 409 : state.validationErrors.count + otherErrors > 0 ? 422 : 200,
    data: { ...state, id, fields: shownFields(page, context, state), ...data },
  };
}

function shownFields<S extends Section, Values extends FormValues>(
  { fields }: ItemPage<S, Values>,
  { language }: MemberContext,
  state: FormState<Values>,
): Readonly<Record<string, ShownField>> {
  return Object.fromEntries(
    entriesOf(fields).map(({ key, field }) => [key, shownField(key, field, state, language)]),
  );
}

function untouched<Values>(values: Values, opened: string): FormState<Values> {
  return { values, validationErrors: NO_ERRORS, opened, conflict: null };
}
