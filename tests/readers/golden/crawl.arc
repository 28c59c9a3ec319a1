filedesc://crawl.arc 0.0.0.0 20040311063000 text/plain 70
1 0 A crawler
URL IP-address Archive-date Content-type Archive-length

http://ledger.example/crabs with spaces.html 192.0.2.7 20040311063000 text/html 545
HTTP/1.1 200 OK
Content-Type: text/html
Content-Length: 480

<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>A net with 300 crabs</title></head>
<body><article><h1>A net with 300 crabs</h1>
<p>The crew of the Marigold pulled a net with three hundred crabs out of the basin, and put them back.</p>
<p>The harbour office said on Monday that it would publish the figures in full, and that nobody who
worked on the quay had asked for them before. They cover the eleven years since the last count.</p>
</article></body></html>

http://ledger.example/robots.txt 192.0.2.7 20040311063000 text/plain 79
HTTP/1.1 200 OK
Content-Type: text/plain
Content-Length: 14

User-agent: *

