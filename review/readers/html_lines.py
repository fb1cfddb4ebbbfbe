"""Lines of a web page that belong to the site, not to the text: buttons, counters, footers.

A line goes only if nothing else stands in it; of a line with date and source the buttons and
counters behind these go.
"""

import re

# Buttons around a text; taken away word by word, for one pattern over them all would backtrack.
_BUTTON = re.compile(
    r"字体|字号|文字大小|打印|关闭|分享|收藏|返回(?:顶部|列表)|扫一扫|无障碍|长者|繁[体體]|登录|注册|智能问答"
    r"|留言|评论|展开|收起|微信|微博|QQ|^TOP$|适老|关怀"
)
_BUTTON_WORDS = re.compile(
    r"(?:打印|关闭|分享|收藏|返回|下载)(?:本页|此页|页面|本文|文章|窗口|顶部|列表|到|至)*|微信|微博"
    r"|QQ空间|QQ好友|QQ|扫一扫.{0,20}|字体(?:大小)?|字号|文字大小|超大|特大|默认|[大中小]|A[+-]"
    r"|(?:网站)?无障碍(?:浏览|阅读|模式|通道|版)?|(?:长者|适老|关怀)(?:专区|模式|助手|版|化)*|[繁简][体體]|TOP"
    r"|登录|注册|智能问答|我要(?:留言|评论|咨询)|(?:网友|我要|暂无)评论|(?:展开|收起|阅读)(?:全文|更多)?"
    r"|[\s\[\]【】（）()|｜、:：/+-]"
)
_COUNTER = re.compile(
    r"[|｜\s]*[\[【(（]?\s*(?:浏览|阅读|点击|访问|查看)(?:次数|人次|人数|数|量)?\s*[:：]\s*(?:\d+\s*次?|次|$)\s*[\]】)）]?"
)
_GREETING = re.compile(
    r"今天是.{0,30}|天气\s*[:：].{0,20}|(?:热烈)?欢迎.{0,6}(?:访问|光临|浏览|登录).{0,30}|您是第.{0,20}访(?:客|问者).{0,4}"
    r"|建议使用.{0,30}(?:分辨率|浏览器).{0,20}|热(?:搜|门)(?:词|搜索)?\s*[:：].{0,60}|(?:责任)?编辑\s*[:：].{0,12}"
)
_SIZES = re.compile(r"(?:字体|字号)(?:大小)?\s*[:：]")
_NEIGHBOUR = re.compile(
    r"[\[【（(<《]*\s*[上下]一[篇条页]\s*[\]】）)>》]*\s*[:：].*|[上下]一[篇条页]"
)
_BREADCRUMB = re.compile(
    r"(?:您?(?:现在|当前|目前)?(?:的|所在|所处)*的?位置(?:是|在)?\s*[:：]\s*)?(?:网站)?首页\s*[>›»＞/→].{0,80}"
    r"|您?(?:现在|当前|目前)(?:的|所在|所处)*的?位置(?:是|在)?\s*[:：].{0,80}"
)
_FOOTER = re.compile(
    r"ICP备|公网安备|网站标识码|版权所有|copyright|技术支持\s*[:：]|网站地图|维护电话|^\s*(?:主办|承办)(?:单位)?\s*[:：]|(?:主办|承办)\s*$",
    re.IGNORECASE,
)


def without_tools(line: str) -> str:
    """A line without the buttons at its end (字体：大 中 小 打印); empty if it is only buttons."""
    if len(line) > 200 or "。" in line:
        return line
    if _is_buttons(line) or _NEIGHBOUR.fullmatch(line) or _BREADCRUMB.fullmatch(line):
        return ""
    if _GREETING.fullmatch(line):
        return ""
    line = _COUNTER.sub("", line)
    sizes = _SIZES.search(line)
    if sizes and _is_buttons(line[sizes.start() :]):
        return line[: sizes.start()].rstrip(" |｜[【(（")
    return line


def _is_buttons(line: str) -> bool:
    return _BUTTON.search(line) is not None and not _BUTTON_WORDS.sub("", line)


def is_footer(line: str) -> bool:
    """Whether a line is what stands at the foot of a site: its operator, licences, support."""
    return len(line) <= 300 and "。" not in line and _FOOTER.search(line) is not None
