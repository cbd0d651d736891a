import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { purity } from './scripts/lint/purity.mjs';

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', '**/coverage/', '.tools/', '.turbo/', '.stryker/', 'docs/api/', 'examples/react-native/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      'no-console': 'error',
      eqeqeq: ['error', 'always'],
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
    },
  },
  {
    files: ['packages/*/test/**/*.ts', 'apps/*/test/**/*.ts', 'examples/*/test/**/*.ts', 'bench/**/*.ts', 'packages/cli/src/**/*.ts', 'apps/*/src/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  purity,
);
