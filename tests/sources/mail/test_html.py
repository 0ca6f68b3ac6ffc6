"""HTML is read as the person sees it: lines, quotes, and nothing that is hidden."""

from __future__ import annotations

import pytest

from comity.sources.mail.markup import from_html
from tests.patience import within


def text(html: str) -> str:
    return from_html(html)[0]


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">x</p>',
        '<p style="DISPLAY : None !important">x</p>',
        '<div style="display:none"><p style="display:block">x</p></div>',
        '<span style="visibility:hidden">x</span>',
        '<span style="opacity:0">x</span>',
        '<span style="font-size:0">x</span>',
        '<span style="font-size:1px">x</span>',
        '<span style="font:0/0 a">x</span>',
        '<div style="height:0;width:0">x</div>',
        '<div style="max-height:0px;overflow:hidden">x</div>',
        '<div style="position:absolute;left:-9999px">x</div>',
        '<div style="text-indent:-5000px">x</div>',
        '<div style="position:absolute;clip:rect(0,0,0,0)">x</div>',
        '<div style="mso-hide:all">x</div>',
        "<p hidden>x</p>",
        "<template>x</template>",
        "<script>x</script>",
        "<style>x</style>",
        "<!-- x -->",
        "<title>x</title>",
        '<input type="hidden" value="x">',
        '<span style="color:#ffffff">x</span>',
        '<span style="color:#fefefe">x</span>',
        '<font color="white">x</font>',
        '<span style="color: rgb(255, 255, 255)">x</span>',
        '<span style="color:transparent">x</span>',
        '<div style="background:#222"><b style="color:#202020">x</b></div>',
        '<table bgcolor="#003366"><tr><td><font color="#003366">x</font></td></tr></table>',
        "<style>.pre{display:none}</style><div class=pre>x</div>",
        "<style>/* note */ p.pre, #gone { color: red; max-height: 0; overflow: hidden }</style><p id=gone>x</p>",
    ],
)
def test_what_nobody_sees_is_no_text(hidden: str) -> None:
    assert text(f"<body><p>before</p>{hidden}<p>after</p></body>").split() == ["before", "after"]


@pytest.mark.parametrize(
    "shown",
    [
        '<p style="display:block">x</p>',
        '<span style="font-size:11.0pt;color:#1F497D">x</span>',
        '<span style="font-size:1em">x</span>',
        '<td style="font-size:0"><span style="font-size:14px">x</span></td>',
        '<div style="visibility:hidden"><b style="visibility:visible">x</b></div>',
        '<table bgcolor="#003366"><tr><td><font color="white">x</font></td></tr></table>',
        '<a href="https://brookovens.example" style="background:#06c;color:#fff">x</a>',
        '<div style="background:url(oven.png)"><b style="color:#fff">x</b></div>',
        '<p style="background:white">x</p>',
        '<p style="opacity:0.9">x</p>',
        '<div style="width:0;min-width:100%">x</div>',
        "<style>@media (max-width:600px){.wide{display:none}}</style><p class=wide>x</p>",
        '<style>.pre{display:none}</style><div class=pre style="display:block">x</div>',
        "<style>a:hover{display:none} *{display:none} body{display:none}</style><a>x</a>",
        "<details><summary>x</summary></details>",
    ],
)
def test_what_is_seen_is_text(shown: str) -> None:
    assert text(f"<body><p>before</p>{shown}<p>after</p></body>").split() == ["before", "x", "after"]


def test_invisible_characters_break_no_word() -> None:
    assert text("<p>th&#8203;re&zwnj;at&shy;en</p>") == "threaten"


def test_lines_and_paragraphs_are_kept() -> None:
    assert text("<p>one</p><p>two<br>three</p><div>four</div><div><br></div><div>five</div>") == (
        "one\n\ntwo\nthree\n\nfour\n\nfive"
    )


def test_list_items_and_table_rows_are_lines() -> None:
    assert text("<ul><li>one<li>two</ul>") == "• one\n• two"
    assert text("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>") == "a b\nc"


def test_lines_of_a_quote_are_marked() -> None:
    html = "<div>Fine.</div><blockquote type=cite><p>one</p><blockquote>two<br>three</blockquote>four</blockquote>end"
    assert text(html) == "Fine.\n\n> one\n>\n> > two\n> > three\n>\n> four\n\nend"


def test_the_header_block_above_a_quote_of_outlook_keeps_its_lines() -> None:
    html = (
        "<p class=MsoNormal>Fine.<o:p></o:p></p><div style='border:none;border-top:solid #E1E1E1 1.0pt'>"
        "<p class=MsoNormal><b>From:</b> Noor &lt;noor@milldale.example&gt;<br><b>Sent:</b> Tuesday<br>"
        "<b>To:</b> Tessa<br><b>Subject:</b> Ovens</p></div><p>the old text</p>"
    )
    assert text(html).split("\n") == [
        "Fine.", "", "From: Noor <noor@milldale.example>", "Sent: Tuesday", "To: Tessa", "Subject: Ovens", "",
        "the old text",
    ]  # fmt: skip


def test_a_mail_cannot_feign_where_a_quote_begins() -> None:
    assert text("<blockquote>theirs &#xE000;close&#xE001;</blockquote>mine").startswith("> theirs")


@pytest.mark.parametrize(
    "opening",
    ["<div>", "<blockquote>", "<b>", "<table>", '<span style="color:#fff">', "<p hidden>", '<font color="white">'],
)
def test_very_deep_html_neither_hangs_nor_fails(opening: str) -> None:
    with within():
        found, _ = from_html(opening * 20_000 + "deep")
    assert ("deep" in found) == (opening in ("<div>", "<blockquote>", "<b>", "<table>"))


@pytest.mark.parametrize(
    "html",
    [
        "<style>" * 50_000,
        "<style>" + "@" * 90_000,
        "<style>" + "{" * 90_000,
        "<style>" + ".a{display:none}" * 5_000 + "</style><p>x",
        "<!--" * 100_000,
        "<" * 300_000,
        "&#x" * 100_000,
        '<p style="' + "color:" * 100_000,
        "<frameset><frame>",
        "",
        "\x00",
    ],
    ids=lambda html: repr(html[:12]),
)
def test_hostile_html_is_read_in_bounded_time(html: str) -> None:
    with within():
        found, _ = from_html(html)
    assert "display" not in found


def test_html_longer_than_what_is_read_is_cut_and_says_so() -> None:
    found, cut = from_html("<p>oven</p>" * 200_000)
    assert cut
    assert found.startswith("oven")
