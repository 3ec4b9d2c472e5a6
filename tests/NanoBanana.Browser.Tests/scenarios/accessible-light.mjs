import { findProblems } from '../accessibility.mjs';

export const options = { colorScheme: 'light' };

export default findProblems;
