import type { ContractCase } from '../case.ts';
import { completeParts } from './fit.ts';
import { account, file, refused, single, upload } from './recipes.ts';
import { slug, type Vocabulary } from './vocabulary.ts';

/**
 * Text fields that the spec adds to the page's. Each required field is left out once, and each optional field is sent
 * once. Every other case sends the required ones.
 */
export const fieldCases = ({ contract }: Vocabulary): ContractCase[] => {
  const { otherFields, fields, typeIsRequired } = contract;
  const required = otherFields.filter((field) => field.required).map(({ name }) => name);
  if (fields.type !== undefined && typeIsRequired) required.push(fields.type);
  const optional = otherFields.filter((field) => !field.required);
  return [
    ...required.map((name) =>
      single(
        `field-absent-${slug(name)}`,
        `An upload without the field ${name} is rejected`,
        upload(
          completeParts([account, file()], contract).filter(
            (part) => ('role' in part ? fields[part.role] : part.name) !== name,
          ),
        ),
        refused('missingField', 'R13'),
        'csv-file',
      ),
    ),
    ...optional.map(({ name, value }) =>
      single(
        `field-${slug(name)}`,
        `An upload with the field ${name} is accepted`,
        upload(completeParts([account, { name, text: value }, file()], contract)),
        { outcome: 'accepted', by: 'R1' },
        'csv-file',
      ),
    ),
  ];
};
