var a = "\u{1F600}\x41\101"; a
++
b; x = a /b/ c; <!-- html
--> also
