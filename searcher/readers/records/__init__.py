"""What does a record of a data set say? Its names, its values, and the forms that are known."""
