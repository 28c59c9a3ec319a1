"""Where the tests say that the app is."""

HERE = "http://127.0.0.1:8765"
