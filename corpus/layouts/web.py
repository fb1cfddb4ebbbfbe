"""Web pages as saved from portals or exported by Word and WPS, and the archives that browsers write."""

import base64
import quopri
import re
from html import escape
from random import Random

from corpus.layouts import outline
from corpus.layouts.content import Content, Para, Truth
from corpus.layouts.web_tables import FLAGS, WebTables

STYLES = ("bare", "portal", "portal", "word", "wps", "soup", "old")
MENU = ("首页", "政务公开", "政务服务", "互动交流", "走进本地", "数据开放")
MORE = (
    "2024年政务公开工作要点",
    "市政府常务会议召开",
    "关于公布规范性文件清理结果的公告",
    "机关单位联系方式",
)
# (name, Python codec, charset in the page or None)
ENCODINGS = (
    (("utf8_declared", "utf-8", "utf-8"), 40),
    (("utf8_undeclared", "utf-8", None), 8),
    (("gbk_as_gb2312", "gb18030", "gb2312"), 20),
    (("gbk_declared", "gbk", "GBK"), 8),
    (("gbk_undeclared", "gb18030", None), 6),
    (("utf8_mark_wrong_charset", "utf-8-sig", "gb2312"), 4),
    (("utf8_wrong_charset", "utf-8", "gb2312"), 4),
    (("utf16_mark", "utf-16", None), 5),
)
WORD_HEAD = (
    "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View><w:Zoom>0</w:Zoom></w:WordDocument></xml><![endif]-->"
    '<style><!-- @font-face {font-family:宋体;} p.MsoNormal {mso-style-parent:""; margin:0cm;} @page Section1 {size:595.3pt 841.9pt;} --></style>'
)


def _text(block: Para) -> str:
    return escape(block.whole, quote=False).replace("\t", "&nbsp;&nbsp;").replace("  ", "&nbsp; ")


def _paragraph(block: Para, style: str, rng: Random) -> str:
    text = _text(block)
    if style in ("word", "wps"):
        align = "center" if block.role in ("title", "front") else "left"
        inner = f"<span style='font-size:16.0pt;font-family:仿宋_GB2312'>{text}</span>"
        if style == "word" and rng.random() < 0.3:
            at = len(text) // 2
            if "&" not in text:
                inner = f"<span lang=EN-US>{text[:at]}</span><span style='mso-bidi-font-size:16pt'>{text[at:]}</span>"
        tail = "<span lang=EN-US><o:p></o:p></span>" if style == "word" else ""
        return f"<p class=MsoNormal align={align} style='text-indent:32.0pt'>{inner}{tail}</p>"
    if style == "soup":
        if block.role in ("heading", "sub"):
            return f"<div><div><strong><span>{text}</span></strong></div></div>"
        return rng.choice(
            (
                f"<div>{text}</div>",
                f"<p>&nbsp;&nbsp;&nbsp;&nbsp;{text}</p>",
                f"<div><p><font>{text}</font></p></div>",
            )
        )
    if style == "old":
        return f"<P align=left><FONT face=宋体>　　{text}</FONT>" + rng.choice(("</P>", ""))
    tags = {"title": "h1", "heading": "h2"} if style == "bare" else {"title": "h1"}
    tag = tags.get(block.role, "p")
    return f"<{tag}>{text}</{tag}>"


def _portal(title: str, article: str, rng: Random, truth: Truth) -> str:
    """The page of a portal around the report: menu, path, tools, related links, foot."""
    truth.met("page_of_a_portal")
    menu = "".join(f'<li><a href="#">{name}</a></li>' for name in MENU)
    links = "".join(
        f'<li><a href="#">{name}</a><span>2024-12-{rng.randint(10, 30)}</span></li>'
        for name in MORE
    )
    tools = (
        f"<div class='info'><span>发布时间：{truth.year + 1}-01-2{rng.randint(0, 9)} 09:3{rng.randint(0, 9)}</span> <span>来源：办公室</span> "
        f"<span>浏览次数：<em>{rng.randint(10, 900)}</em></span> <span>字号：【<a>大</a> <a>中</a> <a>小</a>】</span> <a>打印</a> <a>分享</a></div>"
    )
    wrapped = article
    if rng.random() < 0.3:
        truth.met("article_in_a_layout_table")
        wrapped = f'<table width="960" align="center"><tr><td class="left"><ul>{links}</ul></td><td>{article}</td></tr></table>'
    return (
        f"<div class='header'><h1>{outline.portal(truth.agency)}门户网站</h1><script>var total = 12, hint = '收到申请99件';</script>"
        f"<noscript>请启用脚本，共99件</noscript><ul class='nav'>{menu}</ul><form><input name=q value='请输入关键字'><button>搜索</button></form></div>"
        f"<div class='path'>当前位置：<a>首页</a> &gt; <a>政务公开</a> &gt; <a>政府信息公开年报</a></div>"
        f"<div class='article'>{'' if rng.random() < 0.5 else f'<h2>{escape(title)}</h2>'}{tools}<div id='zoom'>{wrapped}</div></div>"
        f"<div class='more'><h3>相关链接</h3><ul>{links}</ul></div>"
        f"<div class='footer'><p>主办：{outline.portal(truth.agency)}办公室 承办：大数据中心</p><p>网站标识码：3599000001 某ICP备0500{rng.randint(1000, 9999)}号 "
        f"某公网安备 359902020001{rng.randint(10, 99)}号</p><p>联系电话：0599-6{rng.randint(100000, 999999)}</p></div>"
    )


def page(
    content: Content,
    style: str,
    charset: str | None,
    rng: Random,
    truth: Truth,
    flags: frozenset[str],
) -> str:
    """A whole page as a string."""
    tables = WebTables(rng, flags, truth, style)
    article = "\n".join(
        _paragraph(b, style, rng) if isinstance(b, Para) else tables.sheet(b)
        for b in content.blocks
    )
    meta = (
        f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
        if charset
        else ""
    )
    if charset and rng.random() < 0.3:
        meta = f'<meta charset="{charset}">'
    title = escape(content.title)
    if style == "portal":
        css = ".hide{display:none}"
        return (
            f"<!DOCTYPE html>\n<html><head>{meta}<title>{title}_{outline.portal(truth.agency)}</title><style>{css}</style><script src='a.js'></script></head>"
            f"<body>{_portal(content.title, article, rng, truth)}</body></html>"
        )
    if style == "word":
        truth.met("exported_by_word")
        names = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"'
        return f'<html {names}>\n<head>{meta}<meta name=Generator content="Microsoft Word 15">{WORD_HEAD}</head><body lang=ZH-CN><div class=Section1>{article}</div></body></html>'
    if style == "wps":
        truth.met("exported_by_wps")
        return f'<html><head>{meta}<meta name="Generator" content="WPS Office"><title></title></head><body style="tab-interval:21pt;"><!--StartFragment-->{article}<!--EndFragment--></body></html>'
    if style == "old":
        truth.met("uppercase_and_unclosed_tags")
        upper = re.sub(
            r"(</?)(table|tr|td|th|p|br|thead|tbody)\b", lambda m: m[1] + m[2].upper(), article
        )
        return f"<HTML><HEAD>{meta}<TITLE>{title}</TITLE></HEAD><BODY bgColor=#ffffff>{upper}"
    if style == "soup":
        truth.met("div_soup")
    return f'<!DOCTYPE html>\n<html lang="zh-CN"><head>{meta}<title>{title}</title></head><body>{article}</body></html>'


def _encoded(text: str, codec: str) -> bytes:
    """Bytes; characters that the codec lacks become references, as editors write them."""
    return text.encode(codec, "xmlcharrefreplace")


def _chosen(rng: Random, *, plain: bool) -> tuple[str, frozenset[str]]:
    if plain:
        return rng.choice(("bare", "portal", "wps")), frozenset()
    rare = {"tables_of_divs": 0.3}
    return rng.choice(STYLES), frozenset(f for f in FLAGS if rng.random() < 0.16 * rare.get(f, 1.0))


def draw_web(
    content: Content, rng: Random, truth: Truth, *, plain: bool = False, printable: bool = False
) -> tuple[bytes, str]:
    """An HTML file, and the name of its layout; `printable`: one that a browser shows as it is meant."""
    style, flags = _chosen(rng, plain=plain)
    if printable:
        flags -= {"tables_of_divs"}
    weights = [w for _, w in ENCODINGS]
    name, codec, charset = rng.choices([e for e, _ in ENCODINGS], weights)[0]
    if plain or printable:
        name, codec, charset = ENCODINGS[0][0]
    truth.met(f"encoding_{name}")
    return _encoded(page(content, style, charset, rng, truth, flags), codec), f"page_{style}"


def _part(head: str, body: bytes, coding: str) -> bytes:
    coded = quopri.encodestring(body) if coding == "quoted-printable" else base64.encodebytes(body)
    coded = coded.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return f"{head}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n".encode() + coded


def draw_archive(
    content: Content, rng: Random, truth: Truth, *, plain: bool = False
) -> tuple[bytes, str]:
    """A web archive (.mht): the page as a part in MIME, beside a picture; nested by chance."""
    style, flags = _chosen(rng, plain=plain)
    codec, charset = (
        rng.choice((("utf-8", "utf-8"), ("gb18030", "gb2312"))) if not plain else ("utf-8", "utf-8")
    )
    inner = charset if rng.random() < 0.7 else None
    html = _encoded(page(content, style, inner, rng, truth, flags), codec)
    coding = rng.choice(("quoted-printable", "base64"))
    nested = not plain and rng.random() < 0.25
    boundary = f"----=_NextPart_{rng.randint(10**8, 10**9)}"
    main = _part(
        f'Content-Type: text/html; charset="{charset}"\r\nContent-Location: file:///C:/report.htm',
        html,
        coding,
    )
    if nested:
        truth.met("nested_multipart")
        sub = boundary + "_sub"
        alone = _part(
            'Content-Type: text/plain; charset="utf-8"',
            "请使用浏览器查看本网页。".encode(),
            "base64",
        )
        main = (
            f'Content-Type: multipart/alternative; boundary="{sub}"\r\n\r\n'.encode()
            + b"".join(f"--{sub}\r\n".encode() + p + b"\r\n" for p in (alone, main))
            + f"--{sub}--\r\n".encode()
        )
    picture = _part(
        "Content-Type: image/gif\r\nContent-Location: logo.gif",
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        "base64",
    )
    head = (
        "From: <Saved by Blink>\r\nSubject: report\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related; type="text/html"; boundary="{boundary}"\r\n\r\n'
    )
    body = b"".join(f"--{boundary}\r\n".encode() + part + b"\r\n" for part in (main, picture))
    truth.met(f"archive_{coding.replace('-', '_')}_{charset.replace('-', '')}")
    return head.encode() + body + f"--{boundary}--\r\n".encode(), f"archive_{style}"
