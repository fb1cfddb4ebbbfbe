"""What a sentence is about that could be looked up: a matter, a kind of document, units at odds, what a reader met.

LABELS.md: a shortcoming with its object (which matter, which column, which kind of document, which
unit, why) is no boilerplate; 公开形式不够丰富 has no object.
"""

import re

_MOST_TEXT = 400
_UNITS = r"(?:股室|科室|处室|部门|单位|办公室|站所|乡镇|街道|中心|窗口)"
# kinds of matter: what the public asks about, and what an office holds
_MATTER = re.compile(
    r"预决算|决算|预算|三公|补贴|补助|救助|低保|特困|奖补|抽检|检测|监测|许可|处罚|双公示|采购|招投?标|竣工|工程|征地|拆迁|征收|补偿|不动产|"
    r"住房|公租房|农房|危房|物业|食品|药品|医疗|医保|疫苗|疫情|招生|学区|校车|教育(?:卫生|教学|收费|信息|资助)|就业|用工|社保|养老|殡葬|婚姻|环境(?:保护|监测|质量|信息|影响|整治)|水质|水电站|河长|"
    r"安全生产|消防|应急|村务|居务|公示栏|公示牌|电子屏|办事指南|名单|名录|月报|周报|季报|图解|视频|动漫|问答|检索|搜索|附件|意见征集|征求意见|"
    r"采纳|听证|价格|收费|惠企|企业(?!和|与|、|群众|的?(?:需求|期盼))|商户|农户|居民|村民|纳税人|申请人|答复文书|答复书|答复函|告知书|申请表|纪要|批复|地图|小程序|微博|抖音|会议公开|"
    r"公报|听不懂|看不懂|看不明白|看不清|查不到|找不到|打不通|新任|年检"
)
_BETWEEN = re.compile(rf"{_UNITS}[^，,。；;]{{0,4}}[与和同][^，,。；;]{{0,8}}{_UNITS}")
_MET = re.compile(
    r"(?:没有|未)(?:能)?(?:附|写明|写清|标注|标明|列明|列出|归入|张贴|按[月季]|随|做到.{2,8}同步|在.{2,12}(?:内|日前))|停更|停留在|漏[写发报登填]|"
    r"隔[周月日]|才(?:送|上网|公[布示开]|发[布出]|更新)|晚于|迟于|无法(?:复制|检索|打开|显示|核对|下载|查询)|难以(?:核对|查找|查到)|往返|失效|打不开"
)
# words that hold a matter's name and name none
_NOT_A_MATTER = re.compile(
    r"(?:企业|居民|村民|农户|纳税人(?:缴费人)?|申请人)(?:和群众|群众)?的?(?:需求|期盼|期待|要求|满意|合法权益)|(?:群众|市民|百姓)(?:和|与|、)?企业(?:的)?|信息化工程|系统工程|重点工程|基础工程|视频会议|预算管理"
)


def objects(text: str) -> tuple[str, ...]:
    """The words of a sentence that name what it is about, as they stand; none where it could be anything."""
    plain = _NOT_A_MATTER.sub("", text[:_MOST_TEXT])
    found = [
        match.group() for pattern in (_MATTER, _BETWEEN, _MET) for match in pattern.finditer(plain)
    ]
    return tuple(dict.fromkeys(found))
