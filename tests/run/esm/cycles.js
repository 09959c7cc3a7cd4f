// Modules that import each other: functions are there, variables aren't before their turn.
import './files/cycle_a.mjs';
// expect: b sees function a of a
// expect: Cannot access 'value' before initialization
// expect: a sees b and 42
// expect: later 1
