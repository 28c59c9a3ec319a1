"""Which articles match, and how well? One protocol, two engines: tantivy, and a naive oracle."""
