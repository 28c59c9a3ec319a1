"""Which authors may be one under several names? Proposed for review, never applied."""
