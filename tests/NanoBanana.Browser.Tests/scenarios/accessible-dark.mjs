import { findProblems } from '../accessibility.mjs';

export const options = { colorScheme: 'dark' };

export default findProblems;
