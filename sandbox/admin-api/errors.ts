// graphql-js's errors in the shapes the platform gives them, for those an app is likely to meet.
import type { GraphQLError } from 'graphql';

export function shopifyErrors(errors: readonly GraphQLError[]): unknown[] {
  return errors.map((error) => ({
    ...reworded(error),
    ...(error.locations ? { locations: error.locations } : {}),
    ...(error.path ? { path: error.path } : {}),
  }));
}

interface Worded {
  message: string;
  extensions?: Record<string, unknown>;
}

const REWORDINGS: { pattern: RegExp; to: (match: RegExpExecArray) => Worded }[] = [
  {
    pattern: /^Cannot query field "(\w+)" on type "(\w+)"/,
    to: ([, fieldName, typeName]) => ({ message: `Field '${fieldName}' doesn't exist on type '${typeName}'`, extensions: { code: 'undefinedField', typeName, fieldName } }),
  },
  {
    pattern: /^Unknown argument "(\w+)" on field "(\w+)\.(\w+)"/,
    to: ([, argumentName, typeName, name]) => ({
      message: `Field '${name}' doesn't accept argument '${argumentName}'`,
      extensions: { code: 'argumentNotAccepted', name, typeName: 'Field', argumentName, parentTypeName: typeName },
    }),
  },
  {
    pattern: /^Field "(\w+)" argument "(\w+)" of type "([^"]+)" is required/,
    to: ([, name, argument]) => ({
      message: `Field '${name}' is missing required arguments: ${argument}`,
      extensions: { code: 'missingRequiredArguments', className: 'Field', name, arguments: argument },
    }),
  },
  {
    pattern: /^Variable "\$(\w+)" of required type "([^"]+)" was not provided/,
    to: ([, name, type]) => ({
      message: `Variable $${name} of type ${type} was provided invalid value`,
      extensions: { code: 'INVALID_VARIABLE', value: null, problems: [{ path: [], explanation: 'Expected value to not be null' }] },
    }),
  },
  {
    pattern: /^Variable "\$(\w+)" got invalid value (.+?)(?: at "([^"]+)")?; (.+)$/s,
    to: ([, name, , at, explanation]) => ({
      message: `Variable $${name} was provided invalid value${at ? ` for ${at.split('.').slice(1).join('.')} (${explanation})` : ''}`,
      extensions: { code: 'INVALID_VARIABLE', problems: [{ path: at?.split('.').slice(1) ?? [], explanation }] },
    }),
  },
];

function reworded({ message, extensions }: GraphQLError): Worded {
  for (const { pattern, to } of REWORDINGS) {
    const match = pattern.exec(message);
    if (match) return to(match);
  }
  return { message, ...(Object.keys(extensions).length > 0 ? { extensions } : {}) };
}
