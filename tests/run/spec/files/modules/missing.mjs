import { nothing } from './names.mjs';
