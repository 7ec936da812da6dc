"""What somebody might write to make a program do something: each has to come out as the words it is."""

from __future__ import annotations

MARKED = "/zz-marked-place/secret.png"
WORDS: tuple[str, ...] = (
    f'<img src="file://{MARKED}"/>', f"<img src='{MARKED}'/>", '<img src="//host.example/share/x.png">',
    f'<a href="file://{MARKED}">x</a>', '<font color="red" size="900">big</font>',
    "<font color=[[].append(1)]>x</font>", '<para backColor="pink">x', "</para><para>x", "<b><i>unclosed",
    "&lt;b&gt; &amp; &#65;", "<script>alert(1)</script>", "]]>", "<!-- x", '<?xml version="1.0"?>',
    "%PDF-1.7 endobj", "(paren) \\ ) Tj ET", "=cmd|'/C calc'!A0", '=HYPERLINK("http://x.example")', "+1+1",
    "-1+1", "@SUM(1;1)", "  =1+1", "＝1+1", "\t=1+1", "Bcc: all@x.example", "a\r\nBcc: all@x.example",
    "{0.__class__}", "%(name)s %s %d", "${HOME}", "$(id)", "`id`", "../../etc/passwd", "C:\\con",
    "'; DROP TABLE entry; --", '" OR 1=1 --', "a\x00b\x07c", "\u202etxt.exe", "é\u0301 e\u0301",
    "محمد שלום हिन्दी 李小龙", "🦩🧑‍🤝‍🧑",
)  # fmt: skip
