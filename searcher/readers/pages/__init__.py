"""What does an HTML page say of its article? Declared, shown, or guessed; `html` weighs it."""
