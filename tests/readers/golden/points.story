(CNN) -- The wall held on Monday.

It will hold, she said.

@highlight

The wall held

@highlight

Work goes on
