import { nothing } from './fast.mjs';
