import tseslint from 'typescript-eslint';

/** A `maxLength` of ten or more, with neither a size nor a length that is fixed. */
const unsizedList = [
  'CallExpression[callee.object.name="fc"]',
  'ObjectExpression:not(:has(> Property[key.name="size"])):not(:has(> Property[key.name="minLength"][value.raw=/../]))',
  'Property[key.name=/^max(Length|Keys)$/][value.raw=/../]',
].join(' > ');

export default tseslint.config(
  { ignores: ['dist/**', 'data/**', 'reports/**', '*.cjs', '*.mjs', 'tools/*.mjs'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/require-await': 'off',
      // Unless it is told a size, fast-check draws ten at most, whatever `maxLength` promises.
      'no-restricted-syntax': [
        'error',
        { selector: unsizedList, message: "fast-check draws ten at most: say size: 'max'" },
      ],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // Jest matchers take bound closures by value: there is no `this` to lose.
    files: ['**/*spec.ts', '**/testing/**', '**/*.contract.ts'],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
);
