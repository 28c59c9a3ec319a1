"""Saved pages, and what they are saved from."""

PAGE = (
    "<html lang=en><head><title>The wall holds</title></head><body><h1>The wall holds</h1>"
    "<p>The wall at the old café held through the night, and will hold for another winter.</p>"
    "<p>Engineers will look at it again in the spring, the council said.</p></body></html>"
).encode()
