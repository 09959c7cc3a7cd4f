import { shown } from './ambiguous.mjs';
