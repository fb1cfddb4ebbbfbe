"""Whole reports in the markup of Word, editors and sites are reviewed like the plain page."""

from functools import cache
from random import Random

import pytest

from tests.readers.html_files import SITE_AFTER, SITE_BEFORE, page, report_html
from tests.readers.html_rewrites import REWRITES
from tests.readers.whole_reports import REPORTS, differences, drawn_reports, essence, plain_essence

# What sites put before and behind the text, without any word that the front or the end may keep.
SITES: dict[str, tuple[str, str]] = {
    "searched": (
        "<div id=header><img src=a.png width=600 height=90><form><input value='请输入关键字'></form>"
        "<ul class=nav><li><a href=a>首页</a></li><li><a href=b>政务公开</a></li></ul></div>"
        "<div class=position>当前位置：<a href=/>首页</a>>><a href=b>年报</a></div>",
        "<div class=bshare><span>分享到：</span></div><div class=related><h3>相关文档</h3><ul><li>"
        "<a href=1>清和县2019年政府信息公开工作年度报告</a> 2020-01-18</li></ul></div><div id=footer>"
        "<p>主办单位：清和县人民政府</p><p>联系电话：0000-00000000</p></div>",
    ),
    "with side": (
        "<div class=left><ul><li><a href=1>政府信息公开指南</a></li><li><a href=2>政府信息公开年报</a>"
        "</li><li><a href=3>依申请公开</a></li></ul></div>",
        "<div class=toolbar><a>无障碍</a><a>长者模式</a><p>智能问答</p><p>我要留言</p></div>",
    ),
    "with foot": (
        "",
        "<div><p>清和县水务局主办</p><p>您是第123456位访客</p><p>建议使用1024×768分辨率浏览</p>"
        "<p>网站地图 | 联系我们</p><p>维护电话：0000-00000000</p></div>",
    ),
    "for all": (
        "<p>无障碍浏览</p><p>长者专区</p><p>登录 | 注册</p><p>今天是2019年1月20日 星期日</p>",
        "<p>浏览次数：1287次</p><p>责任编辑：某某</p><p>关闭</p><p>TOP</p><p>微信</p><p>QQ</p>"
        "<p>扫一扫在手机打开当前页</p><p>上一篇：无</p><p>下一篇：<a href=x>2019年工作总结</a></p>",
    ),
    "old": (f"<div>{SITE_BEFORE}</div>", f"<div>{SITE_AFTER}</div>"),
    "with comments": ("", "<div class=comments><h3>网友评论</h3><p>暂无评论</p></div>"),
    "greeting": ("<marquee>热烈欢迎访问清和县水务局网站</marquee>", ""),
}


@cache
def html_of(which: int) -> str:
    return report_html(drawn_reports()[which])


@pytest.mark.parametrize("which", REPORTS)
@pytest.mark.parametrize("name", REWRITES)
def test_how_a_page_is_marked_up_changes_nothing(name: str, which: int) -> None:
    """Inline elements, unclosed tags, Word's export, layout tables: all of the review stays the same."""
    html = REWRITES[name](html_of(which), Random(f"{name} {which}"))
    assert differences(plain_essence(which), essence(html.encode(), "a.html")) == {}


@pytest.mark.parametrize("which", REPORTS)
@pytest.mark.parametrize("name", SITES)
def test_the_site_around_changes_nothing(name: str, which: int) -> None:
    """Menus, sides, tools and footers enter no section, the front and the end included."""
    before, after = SITES[name]
    html = page(f"{before}<div class=con>{html_of(which)}</div>{after}")
    assert differences(plain_essence(which), essence(html.encode(), "a.html")) == {}


@pytest.mark.parametrize("which", REPORTS)
def test_two_versions_in_one_page_are_one(which: int) -> None:
    """The version for telephones is not read again, shown or hidden by a style sheet."""
    report = html_of(which)
    for html in (
        page(f"<div class=pc>{report}</div><div class=wap>{report}</div>"),
        page(
            f"<style>.wap{{display:none}}</style><div>{report}</div><div class=wap>{report}</div>"
        ),
        page(f"<div>{report}</div><div style='display:none'>{report}</div>"),
    ):
        assert differences(plain_essence(which), essence(html.encode(), "a.html")) == {}
